//! Work for later: everything that blocks or can fail outside runs here, and may run twice. A job's row is written with the
//! act that asks for it.

use crate::base::{JobId, Result, Timestamp, Tx, sql};

sql! {
    INSERT = "insert into jobs (id, firm_id, kind, subject_id, tries, run_at, leased_until, created_at)
        values ($1, $2, $3, $4, 0, $5, 0, $6)";
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Pictures and words of a version's pages.
    MakePages,
    /// The bytes of an upload that was given up are deleted.
    DeleteBlobs,
}

text_enum! { Kind { MakePages = "make pages", DeleteBlobs = "delete blobs" } }

/// Asks for work about a subject, not before `run_at`. The act that needs it records itself.
///
/// # Errors
/// The store's.
pub fn queue(tx: &mut Tx<'_, '_>, kind: Kind, subject: &str, run_at: Timestamp) -> Result<()> {
    let id: JobId = tx.new_id()?;
    tx.run(INSERT, &[&id, &tx.firm(), &kind, &subject, &run_at, &tx.now()])?;
    Ok(())
}
