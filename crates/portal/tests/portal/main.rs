//! The one test binary of the application: stories over real HTTP, on the database that ANTEROOM_TEST_POSTGRES names or
//! on SQLite, and the tests that keep the house's rules.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on stops"
)]

mod architecture;
mod canaries;
mod choices;
mod clients;
mod connections;
mod documents;
mod faults;
mod firms;
mod folders;
mod home;
mod keys;
mod kinds;
mod left;
mod links;
mod matters;
mod messages;
mod no_mail;
mod notices;
mod people;
mod receipts;
mod requests;
mod rights;
mod routes;
mod setup;
mod shares;
mod shelf;
mod source;
mod statements;
mod status;
mod storage;
mod today;
mod words;
mod world;
mod writing;
