//! PostgreSQL: several connections, each owned by one thread that takes the next transaction whatever its kind.
//!
//! A thread drives its own connection while it waits for an answer, so a statement costs one round trip and no hop between
//! threads. Nothing is committed before a closure has answered, so a transaction that met another one, or whose
//! connection broke, is simply run again; only a connection lost *during* a commit leaves a doubt, which the caller is told.

mod failure;
mod session;
mod types;

use std::{
    hash::{BuildHasher, RandomState},
    sync::Arc,
    thread::JoinHandle,
    time::Duration,
};

use crate::{
    Dialect, Error, Tx,
    db::{Job, Lines, Write},
    queue::Queue,
    tx::{Fault, Lane},
    work::Work,
};

pub(crate) use session::Session;
pub(crate) use types::cell;

/// How often a transaction is run before its caller is told that the database is too busy.
const ATTEMPTS: u32 = 10;

pub(crate) fn open(
    url: &str,
    connections: usize,
    tls: Option<Arc<rustls::ClientConfig>>,
) -> Result<(Lines, Vec<JoinHandle<()>>), Error> {
    let jobs: Arc<Queue<Job>> = Arc::new(Queue::new());
    let mut sessions = (0..connections.max(1))
        .map(|_| Session::new(url, tls.clone()))
        .collect::<Result<Vec<_>, _>>()?;
    // One connection now, to know that the server is there and fit; the others when they are needed.
    sessions[0].ready()?;
    let mut threads = Vec::new();
    for session in sessions {
        let jobs = jobs.clone();
        let spawned = std::thread::Builder::new()
            .name("db-postgres".into())
            .spawn(move || serve(session, &jobs));
        threads.push(
            spawned.map_err(|error| {
                Error::Unavailable(format!("no thread for the database: {error}"))
            })?,
        );
    }
    Ok((Lines::Postgres { jobs }, threads))
}

fn serve(mut session: Session, jobs: &Queue<Job>) {
    while let Some(job) = jobs.take() {
        match job {
            Job::Read(work) if work.is_abandoned() => {}
            Job::Read(work) => transact(&mut session, work, Kind::Read),
            Job::Write(Write::Together(work)) => transact(&mut session, work, Kind::Write),
            Job::Write(Write::Alone(work)) => alone(&mut session, work),
        }
    }
    session.hang_up();
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Read,
    Write,
}

fn transact(session: &mut Session, mut work: Box<dyn Work>, kind: Kind) {
    let begin = match kind {
        Kind::Read => Dialect::Postgres.begin_read(),
        Kind::Write => Dialect::Postgres.begin_write(),
    };
    for attempt in 1..=ATTEMPTS {
        if let Err(error) = session.ready() {
            return work.fail(error);
        }
        session.begin(begin);
        let mut tx = Tx::new(Lane::Postgres(session));
        let keep = work.attempt(&mut tx);
        let fault = match tx.fault() {
            None if keep => match session.commit() {
                Ok(()) => return work.answer(),
                Err(failure) => match failure.fault {
                    Fault::Refused => return work.fail(failure.error),
                    Fault::Lost if kind == Kind::Write => {
                        session.discard();
                        return work.fail(Error::Uncertain);
                    }
                    fault => fault,
                },
            },
            None | Some(Fault::Refused) => {
                session.roll_back();
                return work.answer();
            }
            Some(fault) => fault,
        };
        match fault {
            Fault::Lost => session.discard(),
            Fault::Conflict | Fault::Refused => {
                session.roll_back();
                std::thread::sleep(pause(attempt));
            }
        }
    }
    work.fail(Error::Unavailable(format!(
        "other transactions were in the way {ATTEMPTS} times"
    )));
}

fn alone(session: &mut Session, mut work: Box<dyn Work>) {
    if let Err(error) = session.ready() {
        return work.fail(error);
    }
    let mut tx = Tx::new(Lane::Postgres(session));
    work.attempt(&mut tx);
    if tx.fault() == Some(Fault::Lost) {
        session.discard();
    }
    work.answer();
}

/// Doubles from 2 ms to 256 ms and takes a random half to whole of it: transactions that met once must not meet in step again.
fn pause(attempt: u32) -> Duration {
    let longest = 2_000_u64 << attempt.saturating_sub(1).min(7);
    // A fresh hasher is seeded at random: chance enough here, and no generator to depend on.
    let chance = RandomState::new().hash_one(attempt) % (longest / 2);
    Duration::from_micros(longest / 2 + chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_below_a_third_of_a_second() {
        for attempt in 1..=ATTEMPTS {
            let longest = Duration::from_millis(2 << (attempt - 1).min(7));
            let pause = pause(attempt);
            assert!(
                pause >= longest / 2 && pause < longest,
                "{attempt}: {pause:?}"
            );
        }
    }
}
