//! Copies that were saved: a line of the record, once in each session for each version, however many parts the bytes were
//! fetched in. A line's version is among its sealed facts, so the lines of a document are opened to be told apart.

use crate::{
    base::{Act, Column, Entry, EntryId, Error, Result, Timestamp, Tx, Under, sql},
    documents::{Document, Version},
};

const FACTS: Column = Column::of("entries", "facts");

sql! {
    DOWNLOADS = "select id, facts, created_at from entries
        where firm_id = $1 and matter_id = $2 and actor_id = $3 and kind = $4 and subject_id = $5 and created_at >= coalesce($6, created_at)
        order by created_at, id";
}

/// Whether [`note_downloaded`] would leave a line: asked while reading, so that the next part of a download waits for no disk.
///
/// # Errors
/// The store's; [`Error::SignIn`] at the door.
pub fn owes_download(tx: &mut Tx<'_, '_>, version: &Version) -> Result<bool> {
    let since = tx.actor().signed().ok_or(Error::SignIn)?.signed_in_at;
    Ok(version.downloads(tx, Some(since))?.is_empty())
}

/// Notes that bytes of a version left for whoever acts, to be saved: once in each session.
///
/// # Errors
/// The store's; [`Error::SignIn`] at the door.
pub fn note_downloaded(tx: &mut Tx<'_, '_>, version: &Version) -> Result<()> {
    if !owes_download(tx, version)? {
        return Ok(());
    }
    let title = Document::find(tx, version.document)?.title;
    tx.record(
        Entry::of(Act::DocumentDownloaded)
            .in_matter(version.matter)
            .about(version.document)
            .with("title", title)
            .with("version", version.number),
    )
}

impl Version {
    /// When the person who acts saved copies of this version, as the record has it.
    ///
    /// # Errors
    /// The store's; [`Error::SignIn`] at the door.
    pub fn my_downloads(&self, tx: &mut Tx<'_, '_>) -> Result<Vec<Timestamp>> {
        self.downloads(tx, None)
    }

    fn downloads(&self, tx: &mut Tx<'_, '_>, since: Option<Timestamp>) -> Result<Vec<Timestamp>> {
        let me = tx.person()?;
        let rows = tx.rows(
            DOWNLOADS,
            &[
                &tx.firm(),
                &self.matter,
                &me,
                &Act::DocumentDownloaded,
                &self.document,
                &since,
            ],
            |row| {
                Ok((
                    row.get::<EntryId>(0)?,
                    row.get::<Option<Vec<u8>>>(1)?,
                    row.get::<Timestamp>(2)?,
                ))
            },
        )?;
        let number = self.number.to_string();
        let mut downloads = Vec::new();
        for (id, facts, at) in rows {
            let facts = tx
                .open_maybe(Under::Matter(self.matter), FACTS, id, facts.as_deref())?
                .and_then(|facts| serde_json::from_str::<serde_json::Value>(&facts).ok());
            let of = facts.as_ref().and_then(|facts| facts.get("version"));
            if of.and_then(serde_json::Value::as_str) == Some(number.as_str()) {
                downloads.push(at);
            }
        }
        Ok(downloads)
    }
}
