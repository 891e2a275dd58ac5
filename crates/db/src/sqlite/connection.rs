//! Opens a connection with the settings the store's promises rest on, and reads each one back.
//!
//! A pragma SQLite does not know or cannot grant is ignored in silence: a file on a network share stays out of WAL, and a
//! build without a feature says nothing. So a setting counts only once it was read back.

use std::{fs::OpenOptions, os::unix::fs::OpenOptionsExt, path::Path};

use rusqlite::{Connection, OpenFlags, config::DbConfig, types::Value};

use crate::Error;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Writer,
    Reader,
}

/// Name, value, and the value as it reads back.
const SETTINGS: [(&str, &str, &str); 6] = [
    ("busy_timeout", "5000", "5000"),
    ("journal_mode", "wal", "wal"),
    // NORMAL does not sync at commit: a power cut takes acknowledged rows.
    ("synchronous", "full", "2"),
    ("foreign_keys", "on", "1"),
    // Sorting spills would otherwise leave rows in the system's temporary folder.
    ("temp_store", "memory", "2"),
    ("trusted_schema", "off", "0"),
];

/// Settings that are no pragma.
const CONFIGS: [(DbConfig, bool); 3] = [
    // A misspelt "column" would be taken for text.
    (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
    (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    // Without it a statement whose plan might depend on a bound value is parsed and planned anew at every binding, which
    // costs more than most statements' rows.
    (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
];

/// Statements a connection keeps prepared: more than a program has, so none is planned twice.
const PREPARED: usize = 512;

pub(super) fn open(path: &Path, role: Role) -> Result<Connection, Error> {
    make_private(path).map_err(|error| {
        Error::Unavailable(format!("{} cannot be opened: {error}", path.display()))
    })?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| {
        Error::Unavailable(format!("{} cannot be opened: {error}", path.display()))
    })?;
    configure(&connection, role).map_err(|reason| {
        Error::Unavailable(format!(
            "{} is not fit to keep rows: {reason}",
            path.display()
        ))
    })?;
    Ok(connection)
}

/// Makes the file for its owner alone, where there is none. SQLite gives its log and its index the same mode.
fn make_private(path: &Path) -> std::io::Result<()> {
    OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(path)
        .map(drop)
}

fn configure(connection: &Connection, role: Role) -> Result<(), String> {
    for (name, value, wanted) in SETTINGS {
        set(connection, name, value, wanted)?;
    }
    // A reading closure that writes is refused, as PostgreSQL refuses it.
    let query_only = if role == Role::Reader { "1" } else { "0" };
    set(connection, "query_only", query_only, query_only)?;
    for (config, wanted) in CONFIGS {
        let found = connection
            .set_db_config(config, wanted)
            .map_err(|error| error.to_string())?;
        if found != wanted {
            return Err(format!(
                "{config:?} reads {found} after it was set to {wanted}"
            ));
        }
    }
    connection.set_prepared_statement_cache_capacity(PREPARED);
    Ok(())
}

fn set(connection: &Connection, name: &str, value: &str, wanted: &str) -> Result<(), String> {
    connection
        .execute_batch(&format!("pragma {name} = {value}"))
        .map_err(|error| error.to_string())?;
    let found = connection
        .pragma_query_value(None, name, |row| row.get(0))
        .map_err(|error| error.to_string())?;
    let found = match found {
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text,
        other => format!("{other:?}"),
    };
    if found == wanted {
        Ok(())
    } else {
        Err(format!(
            "pragma {name} reads {found} after it was set to {value}"
        ))
    }
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::unwrap_used,
        reason = "a test that cannot be set up has failed"
    )]

    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn a_setting_that_does_not_read_back_refuses_the_connection() {
        // A database in memory cannot have a write-ahead log, and says so only when asked.
        let connection = Connection::open_in_memory().unwrap();
        let reason = configure(&connection, Role::Writer).unwrap_err();
        assert_eq!(
            reason,
            "pragma journal_mode reads memory after it was set to wal"
        );
    }

    #[test]
    fn a_statement_is_planned_once_whatever_is_bound() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open(&folder.path().join("rows.db"), Role::Writer).unwrap();
        connection
            .execute_batch(
                "create table t (a bigint, b text); create index t_a on t (a); create index t_b on t (b)",
            )
            .unwrap();
        let mut statement = connection
            .prepare("select a from t where a > ?1 and b like ?2 and a < coalesce(?3, a)")
            .unwrap();
        for bound in 0..3_i64 {
            let found = statement.exists((bound, format!("{bound}%"), bound));
            assert!(!found.unwrap());
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }

    #[test]
    fn files_are_their_owners_alone() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.db");
        let writer = open(&path, Role::Writer).unwrap();
        writer.execute_batch("create table t (n integer)").unwrap();
        let _reader = open(&path, Role::Reader).unwrap();
        let files: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap())
            .collect();
        assert!(files.len() > 1, "the log lies beside the rows");
        for file in files {
            let mode = file.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{:?}", file.file_name());
        }
    }

    #[test]
    fn a_missing_folder_is_named() {
        let error = open(Path::new("/nonexistent/rows.db"), Role::Writer).unwrap_err();
        assert!(
            matches!(&error, Error::Unavailable(why) if why.contains("/nonexistent/rows.db")),
            "{error}"
        );
    }
}
