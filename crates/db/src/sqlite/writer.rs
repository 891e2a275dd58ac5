//! The one thread that writes, and how waiting writes share a commit.
//!
//! Syncing the log costs more than all the rest of a small write, so whatever waits is run in one transaction, each closure
//! in its own savepoint, and synced once. No caller is answered before that commit has returned, and a closure that fails
//! or panics takes back its own changes only.

use std::sync::Arc;

use rusqlite::{Connection, Error, ErrorCode};

use super::statement::{control, meaning};
use crate::{Dialect, Tx, db::Write, queue::Queue, tx::Lane, work::Work};

type Group = Vec<Box<dyn Work>>;

pub(super) struct Writer {
    connection: Connection,
    writes: Arc<Queue<Write>>,
    /// Set when a commit met an I/O error. What a failed sync has lost cannot be written again: the system may have
    /// dropped the pages and call the next sync a success. Only opening the file anew, which replays the log, is safe.
    stopped: Option<String>,
}

impl Writer {
    pub(super) fn new(connection: Connection, writes: Arc<Queue<Write>>) -> Writer {
        Writer {
            connection,
            writes,
            stopped: None,
        }
    }

    pub(super) fn serve(mut self) {
        while let Some(waiting) = self.writes.take_all() {
            let mut group = Group::new();
            for write in waiting {
                match write {
                    Write::Together(work) => group.push(work),
                    Write::Alone(work) => {
                        self.write(std::mem::take(&mut group));
                        self.write_alone(work);
                    }
                }
            }
            self.write(group);
        }
    }

    fn write(&mut self, mut group: Group) {
        if let Some(reason) = &self.stopped {
            return fail(group, || crate::Error::Unavailable(reason.clone()));
        }
        if group.is_empty() {
            return;
        }
        if let Err(reason) = self.attempt(&mut group) {
            self.roll_back();
            return fail(group, || crate::Error::Unavailable(reason.clone()));
        }
        match control(&self.connection, "commit") {
            Ok(()) => group.into_iter().for_each(|work| work.answer()),
            Err(error) => self.recover(group, error),
        }
    }

    fn attempt(&self, group: &mut Group) -> Result<(), String> {
        let connection = &self.connection;
        let control = |text| control(connection, text).map_err(|error| error.to_string());
        control(Dialect::Sqlite.begin_write())?;
        for work in group {
            control("savepoint closure")?;
            let keep = work.attempt(&mut Tx::new(Lane::Sqlite(connection)));
            if connection.is_autocommit() {
                return Err("SQLite took back the writes that waited together: no room, no memory or an I/O error".into());
            }
            if !keep {
                control("rollback to closure")?;
            }
            control("release closure")?;
        }
        Ok(())
    }

    fn recover(&mut self, group: Group, error: Error) {
        self.roll_back();
        match error.sqlite_error_code() {
            Some(ErrorCode::SystemIoFailure) => {
                let reason = format!("the last commit failed ({error}): restart to recover");
                self.writes.close(&reason);
                self.stopped = Some(reason);
                // The log may hold the commit all the same, and a restart would replay it.
                fail(group, || crate::Error::Uncertain);
            }
            // A deferred reference is checked at the commit, which cannot tell whose it was: each tries again alone.
            Some(ErrorCode::ConstraintViolation) if group.len() > 1 => {
                for work in group {
                    self.write(vec![work]);
                }
            }
            Some(ErrorCode::ConstraintViolation) => fail(group, || meaning(&error)),
            _ => fail(group, || crate::Error::Unavailable(error.to_string())),
        }
    }

    fn write_alone(&self, mut work: Box<dyn Work>) {
        if let Some(reason) = &self.stopped {
            return work.fail(crate::Error::Unavailable(reason.clone()));
        }
        work.attempt(&mut Tx::new(Lane::Sqlite(&self.connection)));
        self.roll_back();
        work.answer();
    }

    /// Leaves no transaction open, whatever happened: SQLite may have ended it itself.
    fn roll_back(&self) {
        if !self.connection.is_autocommit() {
            // Should even this fail, the next begin is refused and its callers hear of it.
            let _ = control(&self.connection, "rollback");
        }
    }
}

fn fail(group: Group, error: impl Fn() -> crate::Error) {
    for work in group {
        work.fail(error());
    }
}
