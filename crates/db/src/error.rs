//! What can go wrong, in words both databases share.
//!
//! No message carries a value from a row: PostgreSQL's detail lines do, so they are never kept.

use std::fmt;

/// Why a statement or a transaction failed.
#[derive(Debug)]
pub enum Error {
    /// A row with this key is already there. Holds the columns as `table.column, table.column`, or the index's name where
    /// its key is an expression.
    Unique(String),
    /// A row refers to one that is not there, or one that is referred to was to go.
    Foreign,
    /// A value breaks a `check` or `not null` rule, or a trigger refused the change.
    Check,
    /// The database cannot be reached, has no room, or is too busy; holds why. Nothing was changed.
    Unavailable(String),
    /// The database was lost while committing: the change may or may not be there. Ask again before repeating it.
    Uncertain,
    /// A mistake in a statement, a row's reading or the schema, or a panic inside the closure.
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    pub(crate) fn broken(what: impl Into<String>) -> Error {
        Error::Broken(what.into().into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unique(key) => write!(f, "there already: {key}"),
            Error::Foreign => f.write_str("a reference between rows would point nowhere"),
            Error::Check => f.write_str("a value breaks a rule of its table"),
            Error::Unavailable(why) => write!(f, "the database is unavailable: {why}"),
            Error::Uncertain => f.write_str(
                "the database was lost while committing: the change may or may not be kept",
            ),
            Error::Broken(_) => f.write_str("the database was used wrongly"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Broken(cause) => Some(cause.as_ref()),
            _ => None,
        }
    }
}

/// Why the schema was not brought up to date. Steps already taken stay; the failed one left no trace.
#[derive(Debug)]
pub enum MigrateError {
    /// The database was last written by a newer release: it has step `found`, this release knows up to `known`.
    Newer {
        /// The highest step recorded in the database.
        found: u32,
        /// The highest step of this release.
        known: u32,
    },
    /// The steps recorded in the database are not the first steps of this release; `number` is the first that differs.
    Diverged {
        /// The step in question.
        number: u32,
    },
    /// The release lists its steps out of order, or a number twice.
    Disordered {
        /// The step in question.
        number: u32,
    },
    /// A step failed and was rolled back.
    Step {
        /// The step's number.
        number: u32,
        /// The step's name.
        name: &'static str,
        /// What the database said.
        source: Error,
    },
    /// The database itself failed, before or between steps.
    Store(Error),
}

impl From<Error> for MigrateError {
    fn from(error: Error) -> MigrateError {
        MigrateError::Store(error)
    }
}

impl fmt::Display for MigrateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MigrateError::Newer { found, known } => write!(
                f,
                "the database is at step {found} and this release knows up to {known}: run the newer release, or restore a backup"
            ),
            MigrateError::Diverged { number } => {
                write!(
                    f,
                    "step {number} is not the one this database was built with: run the release it belongs to"
                )
            }
            MigrateError::Disordered { number } => {
                write!(f, "step {number} does not come after the one before it")
            }
            MigrateError::Step { number, name, .. } => {
                write!(f, "step {number} ({name}) failed and was rolled back")
            }
            MigrateError::Store(_) => f.write_str("the schema could not be read or written"),
        }
    }
}

impl std::error::Error for MigrateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            MigrateError::Step { source, .. } | MigrateError::Store(source) => Some(source),
            _ => None,
        }
    }
}
