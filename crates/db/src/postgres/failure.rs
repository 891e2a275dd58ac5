//! What PostgreSQL's errors mean. Detail lines are read for column names and then dropped: they hold rows' values.

use tokio_postgres::error::{DbError, SqlState};

use crate::{
    Error,
    tx::{Failure, Fault},
};

pub(super) fn failure(error: &tokio_postgres::Error, connection_closed: bool) -> Failure {
    let Some(refusal) = error.as_db_error() else {
        return if connection_closed || error.is_closed() {
            Failure {
                error: Error::Unavailable(chain(error)),
                fault: Fault::Lost,
            }
        } else {
            Failure {
                error: Error::broken(chain(error)),
                fault: Fault::Refused,
            }
        };
    };
    Failure {
        error: meaning(refusal),
        fault: fault(refusal.code()),
    }
}

fn fault(code: &SqlState) -> Fault {
    if [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
    ]
    .contains(code)
    {
        Fault::Conflict
    } else if [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
    ]
    .contains(code)
    {
        Fault::Lost
    } else {
        Fault::Refused
    }
}

fn meaning(refusal: &DbError) -> Error {
    let words = || format!("{} ({})", refusal.message(), refusal.code().code());
    match refusal.code().code() {
        "23505" => Error::Unique(key(refusal)),
        // A key that is not there; a row that is referred to under `restrict`.
        "23503" | "23001" => Error::Foreign,
        // Not null, check, exclusion, and `raise exception` in a trigger.
        "23502" | "23514" | "23P01" | "P0001" => Error::Check,
        // Connection, resources, operator's intervention, system; and conflicts, which are retried before anyone sees this.
        code if ["08", "53", "57", "58", "40"]
            .iter()
            .any(|class| code.starts_with(class)) =>
        {
            Error::Unavailable(words())
        }
        _ => Error::broken(words()),
    }
}

/// `table.column, table.column`, as SQLite says it, from the detail `Key (a, b)=(…) already exists.` in whatever language;
/// the constraint's name where the key is an expression or the detail is withheld.
fn key(refusal: &DbError) -> String {
    let columns = refusal.detail().and_then(columns).zip(refusal.table());
    match columns {
        Some((columns, table)) => columns
            .iter()
            .map(|column| format!("{table}.{column}"))
            .collect::<Vec<_>>()
            .join(", "),
        None => refusal.constraint().unwrap_or("unnamed").to_owned(),
    }
}

fn columns(detail: &str) -> Option<Vec<&str>> {
    let (_, rest) = detail.split_once('(')?;
    let (list, _) = rest.split_once(")=(")?;
    let columns: Vec<&str> = list.split(", ").collect();
    let is_name = |column: &&str| {
        column
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    columns.iter().all(is_name).then_some(columns)
}

/// An error and its causes on one line; PostgreSQL's own errors by message and code only.
pub(super) fn chain(error: &tokio_postgres::Error) -> String {
    if let Some(refusal) = error.as_db_error() {
        return format!("{} ({})", refusal.message(), refusal.code().code());
    }
    let mut line = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        let words = next.to_string();
        if !line.ends_with(&words) {
            line = format!("{line}: {words}");
        }
        cause = next.source();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_named_by_its_columns_whatever_the_language_and_the_values() {
        assert_eq!(
            columns("Key (email)=(a)=(b) already exists."),
            Some(vec!["email"])
        );
        assert_eq!(
            columns("La clé « (firm_id, name)=(f, Smith (née Jones)) » existe déjà."),
            Some(vec!["firm_id", "name"])
        );
        assert_eq!(columns("Key (lower(email))=(x) already exists."), None);
    }
}
