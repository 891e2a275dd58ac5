//! A client of `clamd`, the daemon of ClamAV: a content goes to it in pieces, in order, and one verdict comes back.
//!
//! The invariant: [`Verdict::Clean`] is only said of a content that was sent whole, to the mark of its end, and was then
//! answered with OK. Silence, a connection that closes, an answer before the end, words nobody knows: none of them is
//! clean.
//!
//! The protocol is that of `clamd(8)`, section COMMANDS: `zPING`, `zVERSION`, `zINSTREAM`, a new connection for each.

mod client;
#[cfg(feature = "fake")]
mod fake;
mod place;
mod wire;

pub use client::{Patience, Scanner};
#[cfg(feature = "fake")]
pub use fake::{Fake, Manner};
pub use place::{NoPlace, Place};

/// What became of asking about a content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing harmful is known of it.
    Clean,
    /// It carries what the scanner knows under this name.
    Infected(String),
    /// It is larger than was to be sent, than the scanner takes, or than the scanner looks into: nothing is known of it.
    TooLarge,
    /// No scanner answered, or not in words we know; why, for a log. Worth another try.
    Unreachable(String),
}
