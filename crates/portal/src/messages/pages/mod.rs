//! Letters on the page: by matter, signed and dated, the newest at the bottom, and a sheet to write on. Firm-only notes and
//! ready answers have pages of their own.

mod answers;
mod client;
mod draft;
mod firm;
mod letter;
mod notes;
mod sheet;

pub use answers::{answer, answers, change, keep, new, removal, remove};
pub use client::{mine, of_my_matter, save_mine, write_mine, write_with_files};
pub use firm::{of_matter, save, write};
pub use notes::{notes, write_note};
