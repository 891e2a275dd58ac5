//! How a statement is bound, run and read in SQLite, and what its errors mean.

use rusqlite::{
    Connection, ErrorCode, Statement,
    ffi::{
        SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID,
        SQLITE_CONSTRAINT_UNIQUE,
    },
    types::{ToSqlOutput, ValueRef},
};

use crate::{
    Error, Param, Row, Sql, Value,
    tx::{Cells, Failure, Fault},
};

pub(crate) fn statement(
    connection: &Connection,
    sql: Sql,
    params: &[&dyn Param],
    each: &mut dyn FnMut(&Row<'_>) -> bool,
) -> Result<u64, Failure> {
    let mut statement = connection.prepare_cached(sql.text()).map_err(failure)?;
    bind(&mut statement, params)?;
    let reads_only = statement.readonly();
    let mut rows = statement.raw_query();
    let mut wanted = true;
    while let Some(row) = rows.next().map_err(failure)? {
        wanted = wanted && each(&Row(Cells::Sqlite(row)));
        // A changing statement is stepped to its end: only then is its count of rows known.
        if !wanted && reads_only {
            break;
        }
    }
    drop(rows);
    Ok(if reads_only { 0 } else { connection.changes() })
}

pub(crate) fn prepare(connection: &Connection, sql: Sql) -> Result<(), Failure> {
    connection
        .prepare_cached(sql.text())
        .map(drop)
        .map_err(failure)
}

pub(crate) fn batch(connection: &Connection, text: &str) -> Result<(), Failure> {
    connection.execute_batch(text).map_err(failure)
}

/// Runs one of the statements that begin and end transactions, prepared once.
pub(super) fn control(connection: &Connection, text: &str) -> Result<(), rusqlite::Error> {
    connection.prepare_cached(text)?.raw_execute().map(drop)
}

pub(crate) fn cell<'a>(row: &'a rusqlite::Row<'_>, index: usize) -> Result<Value<'a>, Error> {
    Ok(
        match row
            .get_ref(index)
            .map_err(|error| Error::Broken(Box::new(error)))?
        {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Int(number),
            ValueRef::Text(text) => Value::Text(
                std::str::from_utf8(text).map_err(|error| Error::Broken(Box::new(error)))?,
            ),
            ValueRef::Blob(bytes) => Value::Bytes(bytes),
            ValueRef::Real(_) => {
                return Err(Error::broken(format!(
                    "column {index} is a fraction: cast it to bigint"
                )));
            }
        },
    )
}

/// SQLite takes `$2` for a name and numbers names as they appear, so each place is looked up by the number in its name.
fn bind(statement: &mut Statement<'_>, params: &[&dyn Param]) -> Result<(), Failure> {
    let places = statement.parameter_count();
    if places != params.len() {
        return Err(refused(Error::broken(format!(
            "{} parameters for a statement with {places}",
            params.len()
        ))));
    }
    for place in 1..=places {
        let name = statement.parameter_name(place).unwrap_or("?");
        let number = name
            .strip_prefix('$')
            .and_then(|digits| digits.parse::<usize>().ok());
        let param = number.and_then(|number| params.get(number.checked_sub(1)?));
        let Some(param) = param else {
            return Err(refused(Error::broken(format!(
                "parameters are $1 to ${places}, not {name}"
            ))));
        };
        let value = match param.value() {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        };
        statement
            .raw_bind_parameter(place, ToSqlOutput::Borrowed(value))
            .map_err(failure)?;
    }
    Ok(())
}

fn refused(error: Error) -> Failure {
    Failure {
        error,
        fault: Fault::Refused,
    }
}

pub(super) fn failure(error: rusqlite::Error) -> Failure {
    refused(meaning(&error))
}

pub(super) fn meaning(error: &rusqlite::Error) -> Error {
    let words = error.to_string();
    let Some(code) = error.sqlite_error() else {
        return Error::broken(words);
    };
    match code.code {
        ErrorCode::ConstraintViolation => match code.extended_code {
            SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY | SQLITE_CONSTRAINT_ROWID => {
                Error::Unique(key(&words))
            }
            SQLITE_CONSTRAINT_FOREIGNKEY => Error::Foreign,
            _ => Error::Check,
        },
        ErrorCode::DatabaseBusy
        | ErrorCode::DatabaseLocked
        | ErrorCode::DiskFull
        | ErrorCode::SystemIoFailure
        | ErrorCode::CannotOpen
        | ErrorCode::FileLockingProtocolFailed
        | ErrorCode::OutOfMemory => Error::Unavailable(words),
        _ => Error::broken(words),
    }
}

/// From `UNIQUE constraint failed: people.email` or `UNIQUE constraint failed: index 'people_by_email'`.
fn key(message: &str) -> String {
    let key = message.rsplit_once(": ").map_or(message, |(_, key)| key);
    key.strip_prefix("index '")
        .and_then(|name| name.strip_suffix('\''))
        .unwrap_or(key)
        .to_owned()
}
