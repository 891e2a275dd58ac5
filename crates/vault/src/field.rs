//! Sealed fields: one value of one row, which opens only there.

use crate::{
    Broken,
    derive::{Secret, bound},
    envelope::Envelope,
};

/// The place of a sealed value. A value moved to another row, column or table does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field<'a> {
    /// The table's name. Renaming a table means sealing its fields anew.
    pub table: &'a str,
    /// The column's name, likewise.
    pub column: &'a str,
    /// The row's id.
    pub row: &'a str,
}

impl Field<'_> {
    fn place(&self) -> Vec<u8> {
        bound(
            "anteroom/1 field",
            &[
                self.table.as_bytes(),
                self.column.as_bytes(),
                self.row.as_bytes(),
            ],
        )
    }
}

pub(crate) struct Fields(Envelope);

impl Fields {
    pub(crate) fn new(secret: &Secret) -> Result<Self, Broken> {
        Ok(Self(Envelope::new(secret)?))
    }

    pub(crate) fn seal(&self, field: Field<'_>, plain: &[u8]) -> Result<Vec<u8>, Broken> {
        self.0.seal(&field.place(), plain)
    }

    #[cfg(test)]
    pub(crate) fn seal_under(
        &self,
        nonce: [u8; 12],
        field: Field<'_>,
        plain: &[u8],
    ) -> Result<Vec<u8>, Broken> {
        self.0.seal_under(nonce, &field.place(), plain)
    }

    pub(crate) fn open(&self, field: Field<'_>, sealed: &[u8]) -> Result<Vec<u8>, Broken> {
        self.0.open(&field.place(), sealed)
    }
}
