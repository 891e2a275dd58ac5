//! One transaction, as a closure sees it, and the rows it reads.
//!
//! The invariant on both databases: a failed statement ends the transaction. PostgreSQL works that way and SQLite is held
//! to it, so no code can come to rely on carrying on.

use crate::{Column, Dialect, Error, Param, Sql, Value, postgres, sqlite};

/// One transaction. It never commits by itself: the closure's `Ok` does, its `Err` rolls back.
pub struct Tx<'c> {
    lane: Lane<'c>,
    queries: u32,
    changes: u64,
    fault: Option<Fault>,
}

pub(crate) enum Lane<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres(&'c mut postgres::Session),
}

/// What a failed statement means for the transaction around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It must be rolled back.
    Refused,
    /// It met another one; run again, it may succeed.
    Conflict,
    /// Its connection is gone; run again on another one, it may succeed.
    Lost,
}

/// A failed statement: what the caller is told, and what it means for the transaction.
pub(crate) struct Failure {
    pub(crate) error: Error,
    pub(crate) fault: Fault,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(lane: Lane<'c>) -> Tx<'c> {
        Tx {
            lane,
            queries: 0,
            changes: 0,
            fault: None,
        }
    }

    /// Runs a statement and returns the number of rows it changed.
    pub fn run(&mut self, sql: Sql, params: &[&dyn Param]) -> Result<u64, Error> {
        self.statement(sql, params, &mut |_| true)
    }

    /// Runs a statement and reads its first row, if there is one. A `returning` statement changes all its rows all the same.
    pub fn row<T>(
        &mut self,
        sql: Sql,
        params: &[&dyn Param],
        mut read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let mut first = None;
        self.statement(sql, params, &mut |row| {
            first = Some(read(row));
            false
        })?;
        first.transpose()
    }

    /// Runs a statement and reads all its rows, in order.
    pub fn rows<T>(
        &mut self,
        sql: Sql,
        params: &[&dyn Param],
        mut read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        let mut unreadable = None;
        self.statement(sql, params, &mut |row| match read(row) {
            Ok(item) => {
                all.push(item);
                true
            }
            Err(error) => {
                unreadable = Some(error);
                false
            }
        })?;
        unreadable.map_or(Ok(all), Err)
    }

    /// Statements run so far in this transaction.
    pub fn queries(&self) -> u32 {
        self.queries
    }

    /// Rows changed so far in this transaction, those of `returning` statements included.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Which database this is, for the rare statement that needs two texts.
    pub fn dialect(&self) -> Dialect {
        match self.lane {
            Lane::Sqlite(_) => Dialect::Sqlite,
            Lane::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs several statements without parameters and without rows, even after a failure: for the migrations runner.
    pub(crate) fn batch(&mut self, text: &str) -> Result<(), Error> {
        let outcome = match &mut self.lane {
            Lane::Sqlite(connection) => sqlite::batch(connection, text),
            Lane::Postgres(session) => session.batch(text),
        };
        self.settle(outcome)
    }

    pub(crate) fn prepare(&mut self, sql: Sql) -> Result<(), Error> {
        let outcome = match &mut self.lane {
            Lane::Sqlite(connection) => sqlite::prepare(connection, sql),
            Lane::Postgres(session) => session.prepare(sql),
        };
        self.settle(outcome)
    }

    pub(crate) fn fault(&self) -> Option<Fault> {
        self.fault
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.fault.is_some()
    }

    /// `each` answers whether it wants the next row.
    fn statement(
        &mut self,
        sql: Sql,
        params: &[&dyn Param],
        each: &mut dyn FnMut(&Row<'_>) -> bool,
    ) -> Result<u64, Error> {
        if self.has_failed() {
            return Err(Error::broken(
                "a statement of this transaction failed before: pass its error on",
            ));
        }
        self.queries += 1;
        let outcome = match &mut self.lane {
            Lane::Sqlite(connection) => sqlite::statement(connection, sql, params, each),
            Lane::Postgres(session) => session.statement(sql, params, each),
        };
        let changed = self.settle(outcome)?;
        self.changes += changed;
        Ok(changed)
    }

    fn settle<T>(&mut self, outcome: Result<T, Failure>) -> Result<T, Error> {
        outcome.map_err(|failure| {
            self.fault = Some(failure.fault);
            failure.error
        })
    }
}

/// One row of an answer, valid while it is being read.
pub struct Row<'a>(pub(crate) Cells<'a>);

pub(crate) enum Cells<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl Row<'_> {
    /// The column at `index`, counted from 0. [`Error::Broken`] where there is none or it is of another kind.
    pub fn get<T: Column>(&self, index: usize) -> Result<T, Error> {
        T::from_value(self.value(index)?).ok_or_else(|| {
            Error::broken(format!(
                "column {index} is not a {}",
                std::any::type_name::<T>()
            ))
        })
    }

    fn value(&self, index: usize) -> Result<Value<'_>, Error> {
        match &self.0 {
            Cells::Sqlite(row) => sqlite::cell(row, index),
            Cells::Postgres(row) => postgres::cell(row, index),
        }
    }
}
