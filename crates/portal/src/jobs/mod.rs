//! Work for later: everything that blocks or can fail outside runs here, and may run twice.
//!
//! A job is a row, written in the transaction that made it necessary. One runner to a process takes what is due, under a
//! lease, so that several servers share the work and a killed one loses nothing.

mod letters;
mod queue;
mod runner;

pub use queue::{Kind, pause, queue};
pub use runner::{Runner, run_due, spawn};
