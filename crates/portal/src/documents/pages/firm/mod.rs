//! The firm's pages of documents: the shelf of a matter, adding to it, and each document with what clients did with it.

mod adding;
mod held;
mod levels;
mod scans;
mod shelf;
mod standing;

pub use adding::{add, add_version, adding};
pub use held::{check, held, rename};
pub use scans::note_set_aside;
pub use shelf::shelf;
