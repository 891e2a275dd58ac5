//! The layout of a ZIP archive whose entries are stored as they are: which byte stands where, told before any is read.
//!
//! Arithmetic and headers only. Given each entry's path, size, CRC-32 and time, a [`Layout`] knows the archive's exact
//! length, and for any range of it the [`Piece`]s it consists of: bytes of headers, and ranges of contents which the caller
//! has. The one invariant: **the same entries make the same bytes**, so that a range asked for tomorrow fits what was sent
//! today. ZIP64 is used exactly where a field would not hold its number (APPNOTE 6.3.10, section 4.3.9.2).
//!
//! `docs/formats/archive.md` has the layout byte by byte.

mod entry;
mod layout;
pub mod paths;
mod record;

pub use entry::{Entry, Modified};
pub use layout::{Layout, Piece, Refused};

/// The version of the layout: raised when the same entries come to make other bytes, so that an archive half fetched from
/// an older program is not continued by a newer one.
pub const FORMAT: u32 = 1;
