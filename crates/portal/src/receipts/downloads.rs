//! Copies that were saved: a line of the record, once in each session for each version, however many parts the bytes were
//! fetched in, and whether they left alone or in an archive. A line's version is among its sealed facts, so lines are opened
//! to be told apart.

use std::collections::{HashMap, HashSet};

use super::{Reach, contact, my_reach, note_opened, owes_opening};
use crate::{
    base::{
        Act, Column, DocumentId, Entry, EntryId, Error, MatterId, Result, Timestamp, Tx, Under,
        VersionId, sql,
    },
    documents::{Content, Document, Version},
};

const FACTS: Column = Column::of("entries", "facts");

sql! {
    DOWNLOADS = "select id, subject_id, facts, created_at from entries
        where firm_id = $1 and matter_id = $2 and actor_id = $3 and kind = $4 and subject_id = $5 and created_at >= coalesce($6, created_at)
        order by created_at, id";
    DOWNLOADS_OF_MATTER = "select id, subject_id, facts, created_at from entries
        where firm_id = $1 and matter_id = $2 and actor_id = $3 and kind = $4 and created_at >= $5";
}

/// What a person saved, as a line of the record has it.
struct Download {
    document: DocumentId,
    /// The version's number.
    number: u32,
    at: Timestamp,
}

/// Whether saving a version opens it: what has no pages to be shown is opened where it is saved.
fn opens_by_saving(pages: u32) -> bool {
    pages == 0
}

/// Whether [`note_saved`] would leave anything for a version: asked while reading, so that the next part of a download waits
/// for no disk.
///
/// # Errors
/// The store's; [`Error::SignIn`] at the door.
pub fn owes_saving(tx: &mut Tx<'_, '_>, version: &Version) -> Result<bool> {
    let since = tx.actor().signed().ok_or(Error::SignIn)?.signed_in_at;
    Ok(
        opens_by_saving(version.pages) && owes_opening(tx, version, 0)?
            || version.downloads(tx, Some(since))?.is_empty(),
    )
}

/// Notes that bytes of a version left for whoever acts, to be saved: once in each session. What has no pages was opened by
/// that too.
///
/// # Errors
/// The store's; [`Error::SignIn`] at the door.
pub fn note_saved(tx: &mut Tx<'_, '_>, version: &Version) -> Result<()> {
    if opens_by_saving(version.pages) {
        note_opened(tx, version, 0)?;
    }
    note_copy(tx, version)
}

fn note_copy(tx: &mut Tx<'_, '_>, version: &Version) -> Result<()> {
    let since = tx.actor().signed().ok_or(Error::SignIn)?.signed_in_at;
    if !version.downloads(tx, Some(since))?.is_empty() {
        return Ok(());
    }
    let document = Document::find(tx, version.document)?;
    tx.record(
        Entry::of(Act::DocumentDownloaded)
            .in_matter(version.matter)
            .about(version.document)
            .with("title", &document.title)
            .with("version", version.number),
    )
}

/// Those versions in an archive for which [`note_saved_together`] would leave something, in two statements for each matter.
///
/// # Errors
/// The store's; [`Error::SignIn`] at the door.
pub fn owed_savings(tx: &mut Tx<'_, '_>, contents: &[Content]) -> Result<HashSet<VersionId>> {
    let mut noted = Noted::default();
    let mut owed = HashSet::new();
    for content in contents {
        noted.read(tx, content.matter)?;
        if !noted.has_download(content) || noted.owes_opening(content) {
            owed.insert(content.version);
        }
    }
    Ok(owed)
}

/// Notes that bytes of versions left for whoever acts in one archive, as [`note_saved`] does of each; but a member of the firm
/// who saves many at once is not said to have opened each.
///
/// # Errors
/// [`Error::NotFound`] when the right to one of them ended; the store's; [`Error::SignIn`] at the door.
pub fn note_saved_together(tx: &mut Tx<'_, '_>, saved: &[VersionId]) -> Result<()> {
    tx.unaudited("what is noted already is not noted again");
    for version in saved {
        let version = Version::find(tx, *version)?;
        if contact(tx).is_some() && opens_by_saving(version.pages) {
            note_opened(tx, &version, 0)?;
        }
        note_copy(tx, &version)?;
    }
    Ok(())
}

/// What is noted of whoever acts, of whole matters.
#[derive(Default)]
struct Noted {
    downloads: HashMap<MatterId, HashSet<(DocumentId, u32)>>,
    /// Of a client's contact: what they opened. Nothing is owed of members.
    reach: Option<HashMap<VersionId, Reach>>,
}

impl Noted {
    fn read(&mut self, tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<()> {
        if self.downloads.contains_key(&matter) {
            return Ok(());
        }
        let signed = tx.actor().signed().ok_or(Error::SignIn)?;
        let parameters: [&dyn anteroom_db::Param; 5] = [
            &tx.firm(),
            &matter,
            &signed.person,
            &Act::DocumentDownloaded,
            &signed.signed_in_at,
        ];
        let rows = tx.rows(DOWNLOADS_OF_MATTER, &parameters, Row::read)?;
        let mut known = HashSet::new();
        for row in rows {
            known.extend(row.open(tx, matter)?.map(|one| (one.document, one.number)));
        }
        self.downloads.insert(matter, known);
        if contact(tx).is_some() {
            let reach = my_reach(tx, Some(matter))?;
            self.reach.get_or_insert_default().extend(reach);
        }
        Ok(())
    }

    fn has_download(&self, content: &Content) -> bool {
        self.downloads
            .get(&content.matter)
            .is_some_and(|known| known.contains(&(content.document, content.number)))
    }

    fn owes_opening(&self, content: &Content) -> bool {
        let is_open = |reach: &HashMap<VersionId, Reach>| {
            reach
                .get(&content.version)
                .is_some_and(|reach| reach.opened.is_some())
        };
        opens_by_saving(content.pages) && self.reach.as_ref().is_some_and(|reach| !is_open(reach))
    }
}

struct Row {
    id: EntryId,
    document: Option<DocumentId>,
    facts: Option<Vec<u8>>,
    at: Timestamp,
}

impl Row {
    fn read(row: &anteroom_db::Row<'_>) -> Result<Self, anteroom_db::Error> {
        Ok(Self {
            id: row.get(0)?,
            document: row.get(1)?,
            facts: row.get(2)?,
            at: row.get(3)?,
        })
    }

    fn open(self, tx: &Tx<'_, '_>, matter: MatterId) -> Result<Option<Download>> {
        let facts = tx
            .open_maybe(Under::Matter(matter), FACTS, self.id, self.facts.as_deref())?
            .and_then(|facts| serde_json::from_str::<serde_json::Value>(&facts).ok());
        let number = facts
            .as_ref()
            .and_then(|facts| facts.get("version")?.as_str()?.parse().ok());
        Ok(self
            .document
            .zip(number)
            .map(|(document, number)| Download {
                document,
                number,
                at: self.at,
            }))
    }
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
        let parameters: [&dyn anteroom_db::Param; 6] = [
            &tx.firm(),
            &self.matter,
            &tx.person()?,
            &Act::DocumentDownloaded,
            &self.document,
            &since,
        ];
        let rows = tx.rows(DOWNLOADS, &parameters, Row::read)?;
        let mut downloads = Vec::new();
        for row in rows {
            let of = row.open(tx, self.matter)?;
            downloads.extend(of.filter(|one| one.number == self.number).map(|one| one.at));
        }
        Ok(downloads)
    }
}
