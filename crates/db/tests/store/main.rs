//! The store's promises, held against both databases: SQLite always, PostgreSQL where `ANTEROOM_TEST_POSTGRES` names a
//! server on which databases may be made.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed, and some closures panic on purpose"
)]

#[macro_use]
mod world;

mod commits;
mod connections;
mod migrations;
mod shapes;
mod stops;
mod transactions;
mod values;
