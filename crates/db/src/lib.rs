//! One SQL text, two databases: SQLite and PostgreSQL behind one [`Tx`].
//!
//! A transaction is a **synchronous** closure handed to [`Db::read`] or [`Db::write`]. It runs on a thread that owns its
//! connection, so nothing can be awaited inside it, no caller that hangs up leaves it half done, and it may run more than
//! once: it must change nothing but the database.
//!
//! The invariant: an answer `Ok` from [`Db::write`] is durable. SQLite has synced its log, PostgreSQL has confirmed the
//! commit; where nobody can know, the answer is [`Error::Uncertain`].
//!
//! Both databases behave alike: serializable, `$1` parameters, foreign keys enforced, the same errors for the same
//! violations, and a failed statement ends its transaction. What differs is named in `dialect.rs`.

mod db;
mod dialect;
mod error;
mod migrate;
mod place;
mod postgres;
mod queue;
mod shape;
mod sql;
mod sqlite;
mod tx;
mod value;
mod work;

pub use db::Db;
pub use dialect::Dialect;
pub use error::{Error, MigrateError};
pub use migrate::Migration;
pub use place::Place;
pub use shape::{ColumnShape, ForeignKey, Kind, TableShape, UniqueKey};
pub use sql::Sql;
pub use tx::{Row, Tx};
pub use value::{Column, Param, Value};
