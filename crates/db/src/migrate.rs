//! Brings a schema up to date, one step per transaction.
//!
//! The steps a database has seen are always the first steps of the release that runs: a newer or a different history is
//! refused before anything is changed. A runner that is killed leaves whole steps behind, never half of one.

use crate::{Dialect, Error, MigrateError, Tx};

/// One step of the schema's history, in both databases' words. Once released it is never changed.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its place in the history; each step's is higher than the one before.
    pub number: u32,
    /// What it brings, for people.
    pub name: &'static str,
    /// Its statements for SQLite. References are not enforced meanwhile, and checked as a whole at its end.
    pub sqlite: &'static str,
    /// Its statements for PostgreSQL.
    pub postgres: &'static str,
}

crate::sql! {
    RECORDED = "select number, name from migrations order by number";
    RECORD = "insert into migrations (number, name) values ($1, $2)";
}

// No time is kept: this crate reads no clock.
const HISTORY: &str = "create table if not exists migrations (number bigint not null primary key, name text not null)";

/// Expects no transaction to be open: it opens its own.
pub(crate) fn run(tx: &mut Tx<'_>, steps: &[Migration]) -> Result<Vec<u32>, MigrateError> {
    in_order(steps)?;
    let dialect = tx.dialect();
    tx.batch(dialect.before_migrations())?;
    let outcome = take_all(tx, steps);
    tx.batch(dialect.after_migrations())?;
    outcome
}

fn take_all(tx: &mut Tx<'_>, steps: &[Migration]) -> Result<Vec<u32>, MigrateError> {
    let mut taken = Vec::new();
    loop {
        match take_next(tx, steps) {
            Ok(Some(number)) => taken.push(number),
            Ok(None) => return Ok(taken),
            Err(error) => {
                // The reason is what went wrong before; if this fails too, the connection is gone and its transaction with it.
                let _ = tx.batch("rollback");
                return Err(error);
            }
        }
    }
}

/// The history is read anew under the lock of each step: another runner may have been here in between.
fn take_next(tx: &mut Tx<'_>, steps: &[Migration]) -> Result<Option<u32>, MigrateError> {
    let dialect = tx.dialect();
    tx.batch(dialect.begin_migration())?;
    tx.batch(HISTORY)?;
    let recorded = tx.rows(RECORDED, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Some(step) = next(steps, &recorded)? else {
        tx.batch("commit")?;
        return Ok(None);
    };
    step.take(tx, dialect)
        .map_err(|source| MigrateError::Step {
            number: step.number,
            name: step.name,
            source,
        })?;
    Ok(Some(step.number))
}

impl Migration {
    fn take(&self, tx: &mut Tx<'_>, dialect: Dialect) -> Result<(), Error> {
        tx.batch(match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        })?;
        if let Some(dangling) = dialect.dangling()
            && tx.row(dangling, &[], |_| Ok(()))?.is_some()
        {
            return Err(Error::Foreign);
        }
        tx.run(RECORD, &[&self.number, &self.name])?;
        tx.batch("commit")
    }
}

fn in_order(steps: &[Migration]) -> Result<(), MigrateError> {
    match steps
        .windows(2)
        .find(|pair| pair[0].number >= pair[1].number)
    {
        Some(pair) => Err(MigrateError::Disordered {
            number: pair[1].number,
        }),
        None => Ok(()),
    }
}

fn next<'a>(
    steps: &'a [Migration],
    recorded: &[(u32, String)],
) -> Result<Option<&'a Migration>, MigrateError> {
    let known = steps.last().map_or(0, |step| step.number);
    if let Some(&(found, _)) = recorded.last()
        && found > known
    {
        return Err(MigrateError::Newer { found, known });
    }
    for (index, (number, name)) in recorded.iter().enumerate() {
        if steps
            .get(index)
            .is_none_or(|step| step.number != *number || step.name != name)
        {
            return Err(MigrateError::Diverged { number: *number });
        }
    }
    Ok(steps.get(recorded.len()))
}
