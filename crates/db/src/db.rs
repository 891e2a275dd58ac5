//! The database as the rest of a program holds it: cheap to clone, safe to share.
//!
//! It owns no connection. It hands closures to the threads that do and waits for their answers.

use std::{
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
};

use tokio::sync::oneshot;

use crate::{
    Dialect, Error, MigrateError, Migration, Place, Sql, TableShape, Tx, migrate, postgres,
    queue::Queue,
    shape, sqlite,
    work::{Call, Work},
};

/// A database. Clones share its connections; the last one to go lets them finish what waits.
#[derive(Clone)]
pub struct Db {
    shared: Arc<Shared>,
}

struct Shared {
    lines: Lines,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

pub(crate) enum Lines {
    /// Reads have their own threads; all writes go to one.
    Sqlite {
        reads: Arc<Queue<Box<dyn Work>>>,
        writes: Arc<Queue<Write>>,
    },
    /// Every thread takes what comes.
    Postgres { jobs: Arc<Queue<Job>> },
}

pub(crate) enum Job {
    Read(Box<dyn Work>),
    Write(Write),
}

pub(crate) enum Write {
    /// A transaction, which may share its commit with others.
    Together(Box<dyn Work>),
    /// Begins and commits by itself.
    Alone(Box<dyn Work>),
}

impl Db {
    /// Opens the database and checks that it will keep what it acknowledges. [`Error::Unavailable`] says what to mend.
    pub async fn open(place: &Place) -> Result<Db, Error> {
        let place = place.clone();
        let opening = tokio::task::spawn_blocking(move || match &place {
            Place::Sqlite { path, readers } => sqlite::open(path, *readers),
            Place::Postgres {
                url,
                connections,
                tls,
            } => postgres::open(url, *connections, tls.clone()),
        });
        let (lines, threads) = opening
            .await
            .map_err(|error| Error::Broken(Box::new(error)))??;
        Ok(Db {
            shared: Arc::new(Shared {
                lines,
                threads: Mutex::new(threads),
            }),
        })
    }

    /// Runs `f` on one unchanging view of the database. It may run more than once, and not at all if the caller hangs up.
    /// A statement that changes rows is refused.
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let lines = &self.shared.lines;
        call(f, |work| match lines {
            Lines::Sqlite { reads, .. } => reads.push(work),
            Lines::Postgres { jobs } => jobs.push(Job::Read(work)),
        })
        .await
    }

    /// Runs `f` as one serializable transaction: all of it is durable once this answers `Ok`, none of it where `f` answers
    /// `Err`. It may run more than once, each time on a clean slate; it runs to its end even if the caller hangs up.
    pub async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        call(f, |work| self.push_write(Write::Together(work))).await
    }

    /// Takes the steps the database has not seen, in order, each in its own transaction, and returns their numbers.
    /// Two programs may do this at once: one waits for the other and finds nothing left to take.
    pub async fn migrate(&self, steps: &[Migration]) -> Result<Vec<u32>, MigrateError> {
        let steps = steps.to_vec();
        call(
            move |tx| migrate::run(tx, &steps),
            |work| self.push_write(Write::Alone(work)),
        )
        .await
    }

    /// Has the database parse and plan a statement without running it.
    pub async fn prepare(&self, sql: Sql) -> Result<(), Error> {
        self.read(move |tx| tx.prepare(sql)).await
    }

    /// The tables as they are, sorted by name, in words both databases share.
    pub async fn shape(&self) -> Result<Vec<TableShape>, Error> {
        self.read(shape::tables).await
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        match self.shared.lines {
            Lines::Sqlite { .. } => Dialect::Sqlite,
            Lines::Postgres { .. } => Dialect::Postgres,
        }
    }

    /// Refuses new work, for every clone, and returns when what waited is done and the connections are closed.
    pub async fn close(self) {
        self.shared.lines.close();
        let threads = std::mem::take(
            &mut *self
                .shared
                .threads
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        );
        let joining = tokio::task::spawn_blocking(move || {
            for thread in threads {
                // A thread that panicked has already failed its callers.
                let _ = thread.join();
            }
        });
        let _ = joining.await;
    }

    fn push_write(&self, write: Write) -> Result<(), Error> {
        match &self.shared.lines {
            Lines::Sqlite { writes, .. } => writes.push(write),
            Lines::Postgres { jobs } => jobs.push(Job::Write(write)),
        }
    }
}

impl Lines {
    fn close(&self) {
        const REASON: &str = "it was closed";
        match self {
            Lines::Sqlite { reads, writes } => {
                reads.close(REASON);
                writes.close(REASON);
            }
            Lines::Postgres { jobs } => jobs.close(REASON),
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.lines.close();
    }
}

async fn call<T, E, F>(
    body: F,
    push: impl FnOnce(Box<dyn Work>) -> Result<(), Error>,
) -> Result<T, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    let (sender, answer) = oneshot::channel();
    push(Box::new(Call {
        body,
        kept: None,
        sender,
    }))?;
    answer.await.unwrap_or_else(|_| {
        Err(Error::broken("the thread of the database ended without an answer").into())
    })
}
