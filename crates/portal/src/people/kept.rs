//! What somebody had typed when their session ended by itself: kept for them, and given back into the form after they
//! sign in. For a day, and for nobody else. Passwords and codes are never kept.

use std::time::Duration;

use super::Session;
use crate::base::{Column, Error, KeptFormId, PersonId, Result, Timestamp, Tx, Under, sql};

/// How long it is kept.
pub const LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// Forms kept for one person.
const MOST: i64 = 10;
/// How long after its last use a session's token still tells whose form this was.
const TRACE: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// Fields that are never kept, whichever form they stand in.
const SECRET: [&str; 7] = [
    "password",
    "current",
    "code",
    "credential",
    "question",
    "secret",
    "door",
];

const FIELDS: Column = Column::of("kept_forms", "fields");

sql! {
    WHOSE = "select s.person_id from sessions s join people p on p.id = s.person_id and p.ended_at is null
        where s.firm_id = $1 and s.token_hash = $2 and s.ended_at is null and s.seen_at > $3";
    KEEP = "insert into kept_forms (id, firm_id, person_id, action_index, fields, kept_at) values ($1, $2, $3, $4, $5, $6)";
    FIND = "select id, fields from kept_forms where firm_id = $1 and person_id = $2 and action_index = $3 and kept_at > $4";
    FORGET = "delete from kept_forms where firm_id = $1 and person_id = $2 and action_index = $3";
    CROWD_OUT = "delete from kept_forms where firm_id = $1 and person_id = $2 and id in (
        select id from kept_forms where firm_id = $1 and person_id = $2 order by kept_at desc, id desc limit 100 offset $3)";
    SWEEP = "delete from kept_forms where firm_id = $1 and kept_at <= $2";
}

/// Whose session this token was, when it ended by itself. One that somebody ended tells nothing: whoever holds its token may
/// be whom it was ended for.
///
/// # Errors
/// The store's.
pub fn whose(tx: &mut Tx<'_, '_>, token: &str) -> Result<Option<PersonId>> {
    let since = tx.now().before(TRACE);
    tx.row(WHOSE, &[&tx.firm(), &Session::hash(token), &since], |row| {
        row.get(0)
    })
}

/// Keeps the fields of a form that is sent to `action`; answers whether anything was worth keeping. What was kept of the same
/// form before gives way.
///
/// # Errors
/// The store's.
pub fn keep(
    tx: &mut Tx<'_, '_>,
    person: PersonId,
    action: &str,
    fields: &[(String, String)],
) -> Result<bool> {
    tx.unaudited("words that were not sent are no act");
    let fields: Vec<&(String, String)> = fields
        .iter()
        .filter(|(name, _)| !SECRET.contains(&name.as_str()))
        .collect();
    if fields.iter().all(|(_, value)| value.trim().is_empty()) {
        return Ok(false);
    }
    forget(tx, person, action)?;
    let id: KeptFormId = tx.new_id()?;
    let text = serde_json::to_string(&fields).map_err(Error::bug)?;
    let sealed = tx.seal(Under::Firm, FIELDS, id, &text)?;
    let index = index(tx, action);
    tx.run(
        KEEP,
        &[&id, &tx.firm(), &person, &index, &sealed, &tx.now()],
    )?;
    tx.run(CROWD_OUT, &[&tx.firm(), &person, &MOST])?;
    Ok(true)
}

/// What was kept of the form that is sent to `action`.
///
/// # Errors
/// The store's.
pub fn find(
    tx: &mut Tx<'_, '_>,
    person: PersonId,
    action: &str,
) -> Result<Option<Vec<(String, String)>>> {
    let since = tx.now().before(LIFE);
    let index = index(tx, action);
    let row = tx.row(FIND, &[&tx.firm(), &person, &index, &since], |row| {
        Ok((row.get::<KeptFormId>(0)?, row.get::<Vec<u8>>(1)?))
    })?;
    row.map(|(id, sealed)| {
        let text = tx.open(Under::Firm, FIELDS, id, &sealed)?;
        serde_json::from_str(&text).map_err(Error::bug)
    })
    .transpose()
}

/// Forgets it: it was sent after all.
///
/// # Errors
/// The store's.
pub fn forget(tx: &mut Tx<'_, '_>, person: PersonId, action: &str) -> Result<()> {
    tx.unaudited("words that were not sent are no act");
    let index = index(tx, action);
    tx.run(FORGET, &[&tx.firm(), &person, &index])?;
    Ok(())
}

/// Deletes what was kept until then; answers how many.
///
/// # Errors
/// The store's.
pub fn sweep(tx: &mut Tx<'_, '_>, before: Timestamp) -> Result<u64> {
    tx.unaudited("words that were not sent are no act");
    tx.run(SWEEP, &[&tx.firm(), &before])
}

fn index(tx: &Tx<'_, '_>, action: &str) -> [u8; 32] {
    tx.index("kept_forms", action)
}
