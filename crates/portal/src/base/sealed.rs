//! Sealing words into columns: under the firm's key, or under the matter's.

use super::MatterId;

/// Whose key a column is sealed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// What belongs to the firm as a whole: people, clients, settings.
    Firm,
    /// What belongs to one matter and dies with it.
    Matter(MatterId),
}

/// The table and column a ciphertext belongs to; with the row's id it is bound into the seal,
/// so that a value moved to another row or column does not open.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Table name.
    pub table: &'static str,
    /// Column name.
    pub column: &'static str,
}

impl Column {
    /// Names a column.
    pub const fn of(table: &'static str, column: &'static str) -> Self {
        Self { table, column }
    }
}
