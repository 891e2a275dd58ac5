//! People: whoever signs in, on either side of the counter, and how they get in.

mod members;
mod sessions;

pub use members::Member;
pub use sessions::{Recognised, SEEN_STEP, Session};

use crate::base::{Column, PersonId, Result, Tx, Under};

/// Column of a person's name.
pub const NAME: Column = Column::of("people", "name");
/// Column of a member's title.
pub const TITLE: Column = Column::of("members", "title");

/// Light, dark, or as the device says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appearance {
    /// As the device says.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

text_enum! { Appearance { System = "system", Light = "light", Dark = "dark" } }

/// Opens a person's name that came with another slice's row.
///
/// # Errors
/// When it was not sealed as this person's name.
pub fn open_name(tx: &Tx<'_, '_>, id: PersonId, sealed: &[u8]) -> Result<String> {
    tx.open(Under::Firm, NAME, id, sealed)
}
