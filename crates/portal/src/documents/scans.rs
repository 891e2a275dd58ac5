//! Scans: what a scanner said of a version, and so whether its bytes may leave.
//!
//! One decision, [`Passage::of`], stands before everything that is made of a version's bytes: the file, the pictures of its
//! pages, their words. Whatever gives any of them asks [`Version::leave`] first. What was found infected stays set aside
//! for everybody and for ever; no statement leads back from there.
//!
//! The row of a version is also the work still to do, taken under a lease like a letter.

use std::time::Duration;

use anteroom_scan::Verdict;

use super::{Outcome, Version, together};
use crate::{
    base::{
        Act, Column, DocumentId, Entry, Error, Result, Right, Timestamp, Tx, Under, VersionId, sql,
    },
    firms, jobs, notices,
};

/// The column of signatures.
pub(super) const SIGNATURE: Column = Column::of("scans", "signature");

/// How long whoever asks about a version has before another may.
const LEASE: Duration = Duration::from_secs(15 * 60);
/// The longest pause before a scanner that did not answer is asked again.
const LONGEST_PAUSE: Duration = Duration::from_secs(5 * 60);

sql! {
    ADD = "insert into scans (version_id, firm_id, outcome, tries, try_at, leased_until, changed_at) values ($1, $2, $3, 0, $4, 0, $5)";
    NEXT = "select min(case when try_at > leased_until then try_at else leased_until end) from scans
        where firm_id = $1 and try_at is not null";
    TAKE = "update scans set leased_until = $3, tries = tries + 1
        where firm_id = $1 and version_id = (select version_id from scans
            where firm_id = $1 and try_at <= $2 and leased_until <= $2
            order by try_at, version_id limit 1)
        returning version_id, tries";
    TOLD = "update scans set outcome = $3, signature = $4, tries = 0, try_at = null, leased_until = 0, changed_at = $5
        where firm_id = $1 and version_id = $2 and outcome <> 'infected'";
    TRY_AGAIN = "update scans set try_at = $3, leased_until = 0 where firm_id = $1 and version_id = $2 and try_at is not null";
    LET_GO = "update scans set try_at = null, leased_until = 0 where firm_id = $1 and version_id = $2";
    // What is clean stays clean meanwhile, and what came before any scanner passes until it was looked at.
    ASK_ALL = "update scans set try_at = $2, tries = 0 where firm_id = $1 and outcome <> 'infected' and try_at is null";
    ASK_OPEN = "update scans set try_at = $2, tries = 0
        where firm_id = $1 and outcome <> 'infected' and outcome <> 'clean' and try_at is null";
    UNASK = "update scans set outcome = 'not asked', try_at = null, leased_until = 0, changed_at = $2
        where firm_id = $1 and (outcome = 'waiting' or outcome = 'too large')";
    UNASK_CLEAN = "update scans set try_at = null, leased_until = 0 where firm_id = $1 and try_at is not null";
    NOTE = "update scans set noted_at = $3, noted_by = $4
        where firm_id = $1 and version_id = $2 and outcome = 'infected' and noted_at is null";
    IS_INFECTED = "select 1 from scans where firm_id = $1 and version_id = $2 and outcome = 'infected'";
    NOT_NOTED = "select c.version_id from scans c join versions v on v.id = c.version_id
        where c.firm_id = $1 and v.document_id = $2 and c.outcome = 'infected' and c.noted_at is null";
    TALLY = "select outcome, count(*) from scans where firm_id = $1 group by outcome";
}

/// What is known of a version's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scan {
    /// No scanner was asked: there is none, or it came later.
    NotAsked,
    /// A scanner is to look at them, and has not yet.
    Waiting,
    /// A scanner found nothing harmful.
    Clean,
    /// A scanner found something harmful.
    Infected,
    /// They are larger than the scanner takes.
    TooLarge,
}

text_enum! { Scan {
    NotAsked = "not asked", Waiting = "waiting", Clean = "clean", Infected = "infected", TooLarge = "too large",
} }

/// What a version's scan means for whoever found the version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    /// They may have it.
    Open,
    /// They may have it, and are told that no scanner has looked at it.
    Unscanned,
    /// They may have it once a scanner has looked at it.
    Held,
    /// Nobody may have it.
    SetAside,
}

impl Passage {
    /// The one decision. `is_outside` is whoever is not of the firm, `is_own` whoever sent the bytes, and `passes_unscanned`
    /// what the firm decided about bytes no scanner has looked at.
    pub(super) fn of(scan: Scan, is_outside: bool, is_own: bool, passes_unscanned: bool) -> Self {
        match scan {
            Scan::Infected => Self::SetAside,
            Scan::Clean | Scan::NotAsked => Self::Open,
            Scan::Waiting | Scan::TooLarge if is_outside && !is_own && !passes_unscanned => {
                Self::Held
            }
            Scan::Waiting | Scan::TooLarge => Self::Unscanned,
        }
    }

    /// Whether bytes, pages and words may leave.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Unscanned)
    }
}

impl Version {
    /// Refuses to whoever may not have the bytes of this version, its pages or their words.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn leave(&self) -> Result<()> {
        match self.passage {
            Passage::Open | Passage::Unscanned => Ok(()),
            Passage::Held => Err(Error::Refused("documents-refused-held")),
            Passage::SetAside => Err(Error::Refused("documents-refused-set-aside")),
        }
    }

    /// Notes that the firm has seen that this version was set aside. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for clients; [`Error::Refused`] for a version that was not set aside.
    pub fn note_set_aside(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::AddDocuments)?;
        if self.passage != Passage::SetAside {
            return Err(Error::Refused("documents-refused-not-set-aside"));
        }
        if tx.run(NOTE, &[&tx.firm(), &self.id, &tx.now(), &tx.person()?])? == 1 {
            tx.record(
                Entry::of(Act::SetAsideNoted)
                    .in_matter(self.matter)
                    .about(self.document)
                    .with("version", self.number),
            )?;
        }
        Ok(())
    }
}

/// Which versions of a document were set aside without the firm's having noted it.
///
/// # Errors
/// The store's.
pub fn not_noted(tx: &mut Tx<'_, '_>, document: DocumentId) -> Result<Vec<VersionId>> {
    tx.rows(NOT_NOTED, &[&tx.firm(), &document], |row| row.get(0))
}

/// Writes the row of a new version: a scanner is asked about it, where there is one.
pub(super) fn begin(tx: &mut Tx<'_, '_>, version: VersionId) -> Result<Scan> {
    let (scan, try_at) = match firms::scanning(tx)?.since {
        Some(_) => (Scan::Waiting, Some(tx.now())),
        None => (Scan::NotAsked, None),
    };
    tx.run(ADD, &[&version, &tx.firm(), &scan, &try_at, &tx.now()])?;
    Ok(scan)
}

/// Whether a version was found harmful, by now.
pub(super) fn is_infected(tx: &mut Tx<'_, '_>, version: VersionId) -> Result<bool> {
    let found = tx.row(IS_INFECTED, &[&tx.firm(), &version], |row| {
        row.get::<i64>(0)
    })?;
    Ok(found.is_some())
}

/// A version whose turn it is to be asked about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Due {
    pub(super) version: VersionId,
    /// How often it was asked about since an answer, this time included.
    tries: u32,
}

/// When a scanner is next to be asked; none while nothing waits.
///
/// # Errors
/// The store's.
pub fn scan_due_at(tx: &mut Tx<'_, '_>) -> Result<Option<Timestamp>> {
    Ok(tx
        .row(NEXT, &[&tx.firm()], |row| row.get::<Option<Timestamp>>(0))?
        .flatten())
}

/// Takes the version that has waited longest.
pub(super) fn take(tx: &mut Tx<'_, '_>) -> Result<Option<Due>> {
    tx.unaudited("asking is no act; what was found is");
    let now = tx.now();
    tx.row(TAKE, &[&tx.firm(), &now, &now.after(LEASE)], |row| {
        Ok(Due {
            version: row.get(0)?,
            tries: row.get(1)?,
        })
    })
}

/// Notes what the scanner said, and what follows: pages are made of what is not infected, and what is infected is set aside
/// and told to whoever sent it.
pub(super) fn told(
    tx: &mut Tx<'_, '_>,
    due: Due,
    version: &Version,
    verdict: &Verdict,
) -> Result<()> {
    tx.unaudited("that nothing was found is kept beside the version; what was found is recorded");
    let (scan, signature) = match verdict {
        Verdict::Unreachable(_) => {
            // The child that draws may open nothing, so pages do not wait for a scanner that is away.
            if due.tries == 1 {
                ask_for_pages(tx, version)?;
                together::looked_at(tx, version)?;
            }
            return try_again(tx, due);
        }
        Verdict::Clean => (Scan::Clean, None),
        Verdict::TooLarge => (Scan::TooLarge, None),
        Verdict::Infected(name) => (
            Scan::Infected,
            Some(tx.seal(Under::Matter(version.matter), SIGNATURE, version.id, name)?),
        ),
    };
    let is_told = tx.run(
        TOLD,
        &[&tx.firm(), &version.id, &scan, &signature, &tx.now()],
    )? == 1;
    match verdict {
        Verdict::Infected(name) if is_told => put_aside(tx, version, name),
        Verdict::Infected(_) => Ok(()),
        _ => ask_for_pages(tx, version),
    }?;
    together::looked_at(tx, version)
}

fn put_aside(tx: &mut Tx<'_, '_>, version: &Version, signature: &str) -> Result<()> {
    version.rendered(tx, Outcome::Nothing, 0, None)?;
    tx.record(
        Entry::of(Act::DocumentSetAside)
            .in_matter(version.matter)
            .about(version.document)
            .with("version", version.number)
            .with("signature", signature),
    )?;
    let (by, now) = (version.by, tx.now());
    notices::queue(
        tx,
        by,
        notices::Kind::SetAside,
        Some(version.id.as_ref()),
        now,
    )
}

fn ask_for_pages(tx: &mut Tx<'_, '_>, version: &Version) -> Result<()> {
    if version.rendering == Outcome::Waiting {
        let now = tx.now();
        jobs::queue(tx, jobs::Kind::MakePages, version.id.as_ref(), now)?;
    }
    Ok(())
}

/// Asks again later, each time a little later.
pub(super) fn try_again(tx: &mut Tx<'_, '_>, due: Due) -> Result<()> {
    tx.unaudited("a try is no act");
    let at = tx.now().after(jobs::pause(due.tries).min(LONGEST_PAUSE));
    tx.run(TRY_AGAIN, &[&tx.firm(), &due.version, &at])?;
    Ok(())
}

/// Asks no more about a version that is gone.
pub(super) fn let_go(tx: &mut Tx<'_, '_>, due: Due) -> Result<()> {
    tx.unaudited("nothing is told of what is gone");
    tx.run(LET_GO, &[&tx.firm(), &due.version])?;
    Ok(())
}

/// Has everything scanned again but what is set aside; answers how many versions wait now.
///
/// # Errors
/// The store's.
pub fn scan_again(tx: &mut Tx<'_, '_>) -> Result<u64> {
    tx.unaudited("asking is no act; what was found is");
    tx.run(ASK_ALL, &[&tx.firm(), &tx.now()])
}

/// Says at a start whether there is a scanner. Where there is, it is asked about everything it has not cleared; where
/// there is none, nothing waits for it, and nothing is held.
///
/// # Errors
/// The store's.
pub fn begin_or_end_scanning(tx: &mut Tx<'_, '_>, has_scanner: bool) -> Result<()> {
    tx.unaudited("that scanning begins or ends is recorded; a start like the last changes nothing");
    firms::set_scanning(tx, has_scanner)?;
    let (firm, now) = (tx.firm(), tx.now());
    if has_scanner {
        tx.run(ASK_OPEN, &[&firm, &now])?;
    } else {
        tx.run(UNASK, &[&firm, &now])?;
        tx.run(UNASK_CLEAN, &[&firm])?;
    }
    Ok(())
}

/// How many versions there are of each [`Scan`].
///
/// # Errors
/// [`Error::Forbidden`] for everybody but owners.
pub fn scan_tally(tx: &mut Tx<'_, '_>) -> Result<Vec<(Scan, u64)>> {
    tx.require(Right::RunFirm)?;
    tx.rows(TALLY, &[&tx.firm()], |row| {
        Ok((row.get(0)?, super::uploads::bytes(row.get(1)?)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn infected_bytes_leave_to_nobody_and_unscanned_ones_not_to_other_clients() {
        for is_outside in [false, true] {
            for is_own in [false, true] {
                for passes in [false, true] {
                    let of = |scan| Passage::of(scan, is_outside, is_own, passes);
                    assert_eq!(of(Scan::Infected), Passage::SetAside);
                    assert_eq!(of(Scan::Clean), Passage::Open);
                    assert_eq!(of(Scan::NotAsked), Passage::Open);
                    let is_held = is_outside && !is_own && !passes;
                    for scan in [Scan::Waiting, Scan::TooLarge] {
                        assert_eq!(of(scan) == Passage::Held, is_held);
                        assert_eq!(of(scan).is_open(), !is_held);
                    }
                }
            }
        }
    }
}
