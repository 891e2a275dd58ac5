//! A thread that reads: one unchanging view per closure.

use rusqlite::Connection;

use super::statement::{control, failure};
use crate::{Dialect, Tx, queue::Queue, tx::Lane, work::Work};

pub(super) fn serve(connection: &Connection, reads: &Queue<Box<dyn Work>>) {
    while let Some(work) = reads.take() {
        if !work.is_abandoned() {
            read(connection, work);
        }
    }
}

fn read(connection: &Connection, mut work: Box<dyn Work>) {
    if let Err(error) = control(connection, Dialect::Sqlite.begin_read()) {
        return work.fail(failure(error).error);
    }
    work.attempt(&mut Tx::new(Lane::Sqlite(connection)));
    // SQLite may have ended the transaction itself after a severe error, which the closure was told.
    if !connection.is_autocommit()
        && let Err(error) = control(connection, "rollback")
    {
        return work.fail(failure(error).error);
    }
    work.answer();
}
