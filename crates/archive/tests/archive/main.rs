//! Archives laid out here, cut anywhere, and opened by programs this project did not write.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod kit;
mod layout;
mod paths;
mod readers;
mod vectors;
