//! Where the rows live.

use std::{fmt, path::PathBuf, sync::Arc};

/// Where the rows live, and how many may be read at once.
#[derive(Clone)]
pub enum Place {
    /// A file on a local disk, made if it is missing; its folder must exist. Never a network share: its locks lie.
    Sqlite {
        /// The database file; `-wal` and `-shm` lie beside it.
        path: PathBuf,
        /// Reads that may run side by side (at least one); writes have their own connection.
        readers: usize,
    },
    /// A PostgreSQL server.
    Postgres {
        /// `postgres://user:password@host:port/database?…`, or the same as `key=value` pairs; several hosts may be named.
        url: String,
        /// Transactions that may run side by side (at least one).
        connections: usize,
        /// How to trust the server where `sslmode` is `prefer` or `require`; without it no connection is encrypted.
        tls: Option<Arc<rustls::ClientConfig>>,
    },
}

/// The URL is left out: it holds a password.
impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Sqlite { path, readers } => f
                .debug_struct("Sqlite")
                .field("path", path)
                .field("readers", readers)
                .finish(),
            Place::Postgres {
                connections, tls, ..
            } => f
                .debug_struct("Postgres")
                .field("connections", connections)
                .field("tls", &tls.is_some())
                .finish_non_exhaustive(),
        }
    }
}
