//! Jobs as rows: queued, taken, done, tried again, failed.

use std::time::Duration;

use crate::base::{Error, JobId, Result, Timestamp, Tx, sql};

/// How long a runner has for one job before another may take it.
const LEASE: Duration = Duration::from_secs(15 * 60);
/// How often a job is tried before it has failed.
const TRIES: u32 = 12;

/// What kind of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Make the page pictures of a version.
    MakePages,
    /// Put the photographs of a delivery together as one PDF.
    PutTogether,
    /// Delete the bytes of an upload that was given up.
    DeleteBlobs,
    /// Find out whose password was forgotten, and write to them.
    GivePasswordBack,
    /// Somebody says that their invitation never came; the subject is the address they typed, sealed.
    InviteAgain,
}

text_enum! { Kind { MakePages = "make pages", PutTogether = "put together", DeleteBlobs = "delete blobs", GivePasswordBack = "give password back", InviteAgain = "invite again" } }

sql! {
    QUEUE = "insert into jobs (id, firm_id, kind, subject_id, tries, run_at, leased_until, created_at) values ($1, $2, $3, $4, 0, $5, 0, $6)";
    NEXT = "select min(case when run_at > leased_until then run_at else leased_until end) from jobs
        where firm_id = $1 and done_at is null and failed_at is null";
    TAKE = "update jobs set leased_until = $3, tries = tries + 1
        where firm_id = $1 and id = (select id from jobs
            where firm_id = $1 and done_at is null and failed_at is null and run_at <= $2 and leased_until <= $2
            order by run_at, id limit 1)
        returning id, kind, subject_id, tries";
    DONE = "update jobs set done_at = $3, leased_until = 0 where firm_id = $1 and id = $2";
    RETRY = "update jobs set run_at = $3, leased_until = 0 where firm_id = $1 and id = $2";
    FAILED = "update jobs set failed_at = $3, leased_until = 0 where firm_id = $1 and id = $2";
}

/// Queues a job about `subject`, to run at `run_at` or soon after.
///
/// # Errors
/// The store's.
pub fn queue(tx: &mut Tx<'_, '_>, kind: Kind, subject: &str, run_at: Timestamp) -> Result<()> {
    let id: JobId = tx.new_id()?;
    tx.run(
        QUEUE,
        &[&id, &tx.firm(), &kind, &subject, &run_at, &tx.now()],
    )?;
    Ok(())
}

/// A job that was taken.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    pub(super) id: JobId,
    pub(super) kind: Kind,
    pub(super) subject: String,
    tries: u32,
}

/// When the next job wants to run.
pub(super) fn due_at(tx: &mut Tx<'_, '_>) -> Result<Option<Timestamp>> {
    Ok(tx
        .row(NEXT, &[&tx.firm()], |row| row.get::<Option<Timestamp>>(0))?
        .flatten())
}

/// Takes the job that has waited longest.
pub(super) fn take(tx: &mut Tx<'_, '_>) -> Result<Option<Taken>> {
    tx.unaudited("taking a job is no act");
    let now = tx.now();
    tx.row(TAKE, &[&tx.firm(), &now, &now.after(LEASE)], |row| {
        Ok(Taken {
            id: row.get(0)?,
            kind: row.get(1)?,
            subject: row.get(2)?,
            tries: row.get(3)?,
        })
    })
}

/// Notes how a job ended. One that failed for now runs again, later each time; what failed twelve times, or by our own
/// fault thrice, is left for a person.
pub(super) fn end(tx: &mut Tx<'_, '_>, job: &Taken, outcome: &Result<(), Error>) -> Result<()> {
    tx.unaudited("what the job did is recorded by the job");
    let now = tx.now();
    let most = match outcome {
        Ok(()) => {
            tx.run(DONE, &[&tx.firm(), &job.id, &now])?;
            return Ok(());
        }
        Err(Error::Unavailable(_) | Error::Full) => TRIES,
        Err(_) => 3,
    };
    if job.tries >= most {
        tx.run(FAILED, &[&tx.firm(), &job.id, &now])?;
    } else {
        tx.run(RETRY, &[&tx.firm(), &job.id, &now.after(pause(job.tries))])?;
    }
    Ok(())
}

/// How long what failed for now waits after so many tries: ten seconds, doubled with every try, at most an hour.
pub fn pause(tries: u32) -> Duration {
    Duration::from_secs((10_u64 << tries.saturating_sub(1).min(10)).min(3600))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_waits_longer_with_every_try_but_never_over_an_hour() {
        assert_eq!(pause(1).as_secs(), 10);
        assert_eq!(pause(2).as_secs(), 20);
        assert_eq!(pause(40).as_secs(), 3600);
    }
}
