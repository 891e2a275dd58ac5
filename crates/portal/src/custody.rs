//! Looking after the keys: what there is and since when, whether it opens what lies in the database, renewing it, and noting
//! that in the record. The keys themselves, and how they change, are in `keys/`.
//!
//! A renewal is noted in facts sealed under the renewed key. So whether the keys folder is as new as the data can be asked
//! at every start, before anything is written under keys that are older than what was written before.

use std::collections::HashMap;

use crate::{
    base::{
        Act, Column, Entry, EntryId, Error, FirmId, MatterId, Result, Timestamp, Tx, Under, sql,
    },
    portal::Portal,
};

const FACTS: Column = Column::of("entries", "facts");

/// What a start with older keys is told.
const OLDER: &str = "the keys folder is older than the data: keys were renewed since. Restore the newest copy of the keys folder; nothing was changed.";

sql! {
    BEGAN = "select created_at from firms where id = $1";
    MATTERS = "select id, opened_at from matters where firm_id = $1 order by id";
    RENEWED = "select kind, matter_id, max(created_at) from entries
        where firm_id = $1 and kind in ('root key renewed', 'firm key renewed', 'matter key renewed')
        group by kind, matter_id";
    LAST_RENEWALS = "select id, matter_id, facts from entries
        where firm_id = $1 and kind in ('root key renewed', 'firm key renewed', 'matter key renewed') and facts is not null
        order by created_at desc, id desc limit 20";
    // The last parameter is 1 for the first, 2 for the last.
    OF_MATTER = "select id, facts from entries where firm_id = $1 and matter_id = $2 and facts is not null
        order by case when cast($3 as bigint) = 1 then created_at else -created_at end limit 1";
    OF_FIRM = "select id, facts from entries where firm_id = $1 and matter_id is null and facts is not null
        order by case when cast($2 as bigint) = 1 then created_at else -created_at end limit 1";
}

/// A key there is, without its secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// How often it was made: 1 for a key that was never renewed. None when it is missing.
    pub generations: Option<usize>,
    /// When the newest generation was made.
    pub since: Timestamp,
}

/// Every key there is.
#[derive(Clone, Debug)]
pub struct Custody {
    /// When the root key was made.
    pub root_since: Timestamp,
    /// Names of root keys that were replaced and are kept.
    pub old_roots: Vec<String>,
    /// The firm's.
    pub firm: (FirmId, Held),
    /// The matters', in the order of their ids.
    pub matters: Vec<(MatterId, Held)>,
}

impl Custody {
    /// What the folder and the rows say.
    ///
    /// # Errors
    /// One sentence.
    pub async fn of(portal: &Portal) -> Result<Self, String> {
        let old_roots = portal.keys.old_roots()?;
        portal
            .read(&portal.product(), move |tx| list(tx, &old_roots))
            .await
            .map_err(|error| error.to_string())
    }
}

fn list(tx: &mut Tx<'_, '_>, old_roots: &[String]) -> Result<Custody> {
    let began = tx
        .row(BEGAN, &[&tx.firm()], |row| row.get::<Timestamp>(0))?
        .ok_or(Error::NotFound)?;
    let renewed: HashMap<(String, Option<MatterId>), Timestamp> = tx
        .rows(RENEWED, &[&tx.firm()], |row| {
            Ok(((row.get(0)?, row.get(1)?), row.get(2)?))
        })?
        .into_iter()
        .collect();
    let since = |act: Act, matter: Option<MatterId>, made: Timestamp| {
        let found = renewed.get(&(act.as_str().to_owned(), matter));
        found.copied().unwrap_or(made)
    };
    let matters = tx.rows(MATTERS, &[&tx.firm()], |row| {
        Ok((row.get::<MatterId>(0)?, row.get::<Timestamp>(1)?))
    })?;
    Ok(Custody {
        root_since: since(Act::RootKeyRenewed, None, began),
        old_roots: old_roots.to_vec(),
        firm: (
            tx.firm(),
            Held {
                generations: Some(tx.firm_generations()),
                since: since(Act::FirmKeyRenewed, None, began),
            },
        ),
        matters: matters
            .into_iter()
            .map(|(id, opened)| {
                let held = Held {
                    generations: tx.matter_key(id).ok().map(|key| key.generations()),
                    since: since(Act::MatterKeyRenewed, Some(id), opened),
                };
                (id, held)
            })
            .collect(),
    })
}

/// Opens something of the firm and of every matter: the first thing that was sealed there, and the last. Answers how many
/// matters there are, and a sentence for each key that is missing or does not open.
///
/// # Errors
/// The store's.
pub async fn check(portal: &Portal) -> Result<(usize, Vec<String>)> {
    portal
        .read(&portal.product(), |tx| {
            let mut faults = Vec::new();
            if let Some(fault) = fault_of(tx, None)? {
                faults.push(format!("the firm: {fault}"));
            }
            let matters = tx.rows(MATTERS, &[&tx.firm()], |row| row.get::<MatterId>(0))?;
            for matter in &matters {
                if let Some(fault) = fault_of(tx, Some(*matter))? {
                    faults.push(format!("{matter}: {fault}"));
                }
            }
            Ok((matters.len(), faults))
        })
        .await
}

fn fault_of(tx: &mut Tx<'_, '_>, matter: Option<MatterId>) -> Result<Option<&'static str>> {
    for (which, fault) in [
        (
            1_i64,
            "what was written first does not open: its key is another",
        ),
        (
            2,
            "what was written last does not open: its key is older than the data",
        ),
    ] {
        let read = |row: &anteroom_db::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let found: Option<(EntryId, Vec<u8>)> = match matter {
            Some(matter) => tx.row(OF_MATTER, &[&tx.firm(), &matter, &which], read)?,
            None => tx.row(OF_FIRM, &[&tx.firm(), &which], read)?,
        };
        let under = matter.map_or(Under::Firm, Under::Matter);
        if let Some((id, facts)) = found
            && let Err(error) = tx.open(under, FACTS, id, &facts)
        {
            return match error {
                Error::NotFound => Ok(Some("it has no key")),
                Error::Bug(_) => Ok(Some(fault)),
                other => Err(other),
            };
        }
    }
    Ok(None)
}

/// Refuses to go on with a keys folder that is older than the data.
///
/// # Errors
/// One sentence.
pub(crate) async fn refuse_older(portal: &Portal) -> Result<(), String> {
    let opened = portal
        .read(&portal.product(), |tx| {
            let last = tx.rows(LAST_RENEWALS, &[&tx.firm()], |row| {
                Ok((
                    row.get::<EntryId>(0)?,
                    row.get::<Option<MatterId>>(1)?,
                    row.get::<Vec<u8>>(2)?,
                ))
            })?;
            for (id, matter, facts) in last {
                tx.open(matter.map_or(Under::Firm, Under::Matter), FACTS, id, &facts)?;
            }
            Ok(())
        })
        .await;
    opened.map_err(|error| match error {
        Error::Bug(_) | Error::NotFound => OLDER.to_owned(),
        other => other.to_string(),
    })
}

/// Replaces the root key.
///
/// # Errors
/// One sentence; where it says so, nothing was changed.
pub async fn renew_root(portal: &Portal) -> Result<(), String> {
    let day = portal.now().rfc3339();
    let day = day.split('T').next().unwrap_or_default().to_owned();
    let keys = portal.keys.clone();
    off(move || keys.renew_root(&day)).await?;
    note(portal, |tx| tx.record(Entry::of(Act::RootKeyRenewed))).await
}

/// Gives the firm's key a new generation; answers how many it has.
///
/// # Errors
/// As [`renew_root`].
pub async fn renew_firm(portal: &Portal) -> Result<usize, String> {
    let (keys, firm) = (portal.keys.clone(), portal.firm);
    let generations = off(move || keys.renew_firm(firm)).await?;
    note(portal, move |tx| {
        tx.record(Entry::of(Act::FirmKeyRenewed).with("generation", generations))
    })
    .await?;
    Ok(generations)
}

/// Gives a matter's key a new generation, or that of every matter; answers how many matters that were.
///
/// # Errors
/// As [`renew_root`].
pub async fn renew_matters(portal: &Portal, only: Option<MatterId>) -> Result<usize, String> {
    let mut matters = portal
        .read(&portal.product(), |tx| {
            tx.rows(MATTERS, &[&tx.firm()], |row| row.get::<MatterId>(0))
        })
        .await
        .map_err(|error| error.to_string())?;
    if let Some(only) = only {
        matters.retain(|matter| *matter == only);
        if matters.is_empty() {
            return Err(format!("there is no matter {only}"));
        }
    }
    let (keys, firm, renewed) = (portal.keys.clone(), portal.firm, matters.clone());
    off(move || keys.renew_matters(firm, &renewed)).await?;
    let count = matters.len();
    note(portal, move |tx| {
        for matter in &matters {
            let generations = tx.matter_key(*matter)?.generations();
            let entry = Entry::of(Act::MatterKeyRenewed).in_matter(*matter);
            tx.record(entry.with("generation", generations))?;
        }
        Ok(())
    })
    .await?;
    Ok(count)
}

async fn off<T: Send + 'static>(
    renew: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    tokio::task::spawn_blocking(renew)
        .await
        .map_err(|error| error.to_string())?
}

async fn note(
    portal: &Portal,
    f: impl FnMut(&mut Tx<'_, '_>) -> Result<()> + Send + 'static,
) -> Result<(), String> {
    portal.write(&portal.product(), f).await.map_err(|error| {
        format!("the key was renewed, but the record could not be written: {error}")
    })
}
