//! Documents: what lies in a matter. A document is a name with history; a version is bytes that never change.
//!
//! Bytes come first and rows after them: an [`Upload`] gathers durable, sealed segments, and only a finished upload whose
//! whole content was read back becomes a [`Version`]. So a version that has a row has its bytes, and a version that was
//! ever shown can be shown again, whatever replaced it.
//!
//! What a client may see is decided here, once: a document where a share is open to them or that they sent themselves,
//! and of it the versions of [`Version::find`].
//!
//! A photograph that became a page of a PDF is a document like any other, which lists leave out: the PDF leads to it.

mod contents;
mod deliveries;
mod kind;
mod making;
mod next_version;
pub mod pages;
mod parcels;
mod renderings;
mod room;
mod scanning;
mod scans;
mod scrub;
mod set_aside;
mod stored;
mod together;
mod uploads;
mod verify;
mod versions;
mod waiting;

pub use contents::{
    Guarded, Held, Packed, Packing, Reader, Source, Turns, ahead, finish, receive, receive_whole,
    take_in,
};
pub use deliveries::{Delivery, HandingOver, hand_over, hand_over_by_link};
pub use kind::Kind;
pub use making::{delete_blobs, make_pages, put_together, sweep_uploads};
pub use pages::intake::{Brought, bring, intake};
pub use parcels::{Content, LIFE as PARCEL_LIFE, Parcel, choose};
pub use renderings::{Conversion, Outcome, Page};
pub use room::{Used, nearly_full};
pub use scanning::{scan_next, settle_scanning};
pub use scans::{
    Passage, Scan, begin_or_end_scanning, not_noted, scan_again, scan_due_at, scan_tally,
};
pub use scrub::{Unreadable, scrub};
pub use set_aside::{SetAside, set_aside};
pub use together::Together;
pub use uploads::{
    EXPIRY, FinishedUpload, Gone, LIMITS, Left, MOST_BYTES, NewUpload, Segment, Upload, Writing,
    join,
};
pub use verify::{Report, verify};
pub use versions::Version;
pub use waiting::{ToCheck, next_to_check, to_check};

use crate::{
    base::{
        Act, Actor, Column, DeliveryId, DocumentId, Entry, Error, MatterId, PersonId, Result,
        Right, Side, Timestamp, Tx, Under, sql,
    },
    matters::Matter,
};

/// Where a title lies, sealed under its matter's key.
pub const TITLE: Column = Column::of("documents", "title");

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 200;

sql! {
    ADD = "insert into documents (id, firm_id, matter_id, title, origin, created_by, created_at, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $7)";
    FIND = "select id, matter_id, title, origin, created_by, created_at, changed_at, checked_at, part_of
        from documents where firm_id = $1 and id = $2";
    // Access of a client's contact is a matter of shares, so the statement looks at their table.
    MAY_READ = "select 1 from documents d where d.firm_id = $1 and d.id = $2
        and ((d.origin = 'client' and d.created_by = $3)
          or exists (select 1 from shares s where s.firm_id = $1 and s.document_id = d.id and s.reader_id = $3 and s.revoked_at is null))";
    RENAME = "update documents set title = $3, changed_at = $4 where firm_id = $1 and id = $2";
    CHANGED = "update documents set changed_at = $3 where firm_id = $1 and id = $2";
    CHECK = "update documents set checked_at = $3, checked_by = $4 where firm_id = $1 and id = $2 and checked_at is null";
}

/// Who brought a document into the matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The firm.
    Firm,
    /// A client's contact.
    Client,
}

text_enum! { Origin { Firm = "firm", Client = "client" } }

/// A name with history.
#[derive(Clone, Debug)]
pub struct Document {
    /// Which one.
    pub id: DocumentId,
    /// Where it lies.
    pub matter: MatterId,
    /// Its name, as the client reads it.
    pub title: String,
    /// Who brought it.
    pub origin: Origin,
    /// The person who brought it.
    pub created_by: PersonId,
    /// When it came.
    pub created_at: Timestamp,
    /// When a version or the title was last added or changed.
    pub changed_at: Timestamp,
    /// When the firm looked at what a client sent.
    pub checked_at: Option<Timestamp>,
    /// Of a photograph that became a page: of which document.
    pub part_of: Option<DocumentId>,
}

/// A row of `documents`, title still sealed.
struct Sealed {
    document: Document,
    title: Vec<u8>,
}

impl Sealed {
    fn read(row: &anteroom_db::Row<'_>, at: usize) -> Result<Self, anteroom_db::Error> {
        let document = Document {
            id: row.get(at)?,
            matter: row.get(at + 1)?,
            title: String::new(),
            origin: row.get(at + 3)?,
            created_by: row.get(at + 4)?,
            created_at: row.get(at + 5)?,
            changed_at: row.get(at + 6)?,
            checked_at: row.get(at + 7)?,
            part_of: row.get(at + 8)?,
        };
        Ok(Self {
            document,
            title: row.get(at + 2)?,
        })
    }

    fn open(self, tx: &Tx<'_, '_>) -> Result<Document> {
        let title = tx.open(
            Under::Matter(self.document.matter),
            TITLE,
            self.document.id,
            &self.title,
        )?;
        Ok(Document {
            title,
            ..self.document
        })
    }
}

impl Document {
    /// The document, if the actor may see it: staff and the product where they see its matter; a client's contact where a
    /// share is open to them or they sent it themselves.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn find(tx: &mut Tx<'_, '_>, id: DocumentId) -> Result<Self> {
        let row = tx
            .row(FIND, &[&tx.firm(), &id], |row| Sealed::read(row, 0))?
            .ok_or(Error::NotFound)?;
        Matter::find(tx, row.document.matter)?;
        if let Some(reader) = reader(tx) {
            tx.row(MAY_READ, &[&tx.firm(), &id, &reader], |row| {
                row.get::<i64>(0)
            })?
            .ok_or(Error::NotFound)?;
        }
        row.open(tx)
    }

    /// Changes the name.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for clients.
    pub fn rename(&mut self, tx: &mut Tx<'_, '_>, title: &str) -> Result<()> {
        tx.require(Right::AddDocuments)?;
        if title == self.title {
            return Ok(());
        }
        let sealed = tx.seal(Under::Matter(self.matter), TITLE, self.id, title)?;
        tx.run(RENAME, &[&tx.firm(), &self.id, &sealed, &tx.now()])?;
        tx.record(
            Entry::of(Act::DocumentRenamed)
                .in_matter(self.matter)
                .about(self.id)
                .with("from", &self.title)
                .with("title", title),
        )?;
        title.clone_into(&mut self.title);
        Ok(())
    }

    /// Notes that the firm has looked at what a client sent. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for clients.
    pub fn check(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::AddDocuments)?;
        if tx.run(CHECK, &[&tx.firm(), &self.id, &tx.now(), &tx.person()?])? == 1 {
            tx.record(
                Entry::of(Act::DocumentChecked)
                    .in_matter(self.matter)
                    .about(self.id)
                    .with("title", &self.title),
            )?;
        }
        Ok(())
    }

    /// Adds the bytes that replace the newest ones, and says why.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for clients; [`Error::NotFound`] when the upload is of another matter.
    pub fn add_version(
        &self,
        tx: &mut Tx<'_, '_>,
        upload: &FinishedUpload,
        reason: Option<&str>,
    ) -> Result<Version> {
        tx.require(Right::AddDocuments)?;
        let version = Version::add(tx, self, upload, reason, None, tx.person()?)?;
        tx.run(CHANGED, &[&tx.firm(), &self.id, &tx.now()])?;
        Matter::find(tx, self.matter)?.touch(tx)?;
        tx.record(
            Entry::of(Act::VersionAdded)
                .in_matter(self.matter)
                .about(self.id)
                .with("title", &self.title)
                .with("version", version.number),
        )?;
        Ok(version)
    }
}

/// Files a finished upload as a new document of the firm, which the client does not see until it is shared.
///
/// # Errors
/// [`Error::Forbidden`] for clients.
pub fn add(
    tx: &mut Tx<'_, '_>,
    upload: &FinishedUpload,
    title: &str,
) -> Result<(Document, Version)> {
    tx.require(Right::AddDocuments)?;
    let by = tx.person()?;
    let (document, version) = file(tx, upload, title, by, Filed::Added)?;
    Matter::find(tx, document.matter)?.touch(tx)?;
    tx.record(
        Entry::of(Act::DocumentAdded)
            .in_matter(document.matter)
            .about(document.id)
            .with("title", title),
    )?;
    Ok((document, version))
}

/// How a document comes into a matter.
#[derive(Clone, Copy)]
enum Filed {
    /// The firm added it.
    Added,
    /// A client handed it over.
    HandedOver(DeliveryId),
}

/// The rows of a new document that `by` brought.
fn file(
    tx: &mut Tx<'_, '_>,
    upload: &FinishedUpload,
    title: &str,
    by: PersonId,
    how: Filed,
) -> Result<(Document, Version)> {
    let (origin, delivery) = match how {
        Filed::Added => (Origin::Firm, None),
        Filed::HandedOver(delivery) => (Origin::Client, Some(delivery)),
    };
    let (id, now): (DocumentId, _) = (tx.new_id()?, tx.now());
    let document = Document {
        id,
        matter: upload.matter,
        title: title.to_owned(),
        origin,
        created_by: by,
        created_at: now,
        changed_at: now,
        checked_at: None,
        part_of: None,
    };
    let sealed = tx.seal(Under::Matter(document.matter), TITLE, id, title)?;
    tx.run(
        ADD,
        &[
            &id,
            &tx.firm(),
            &document.matter,
            &sealed,
            &origin,
            &document.created_by,
            &now,
        ],
    )?;
    let version = Version::add(tx, &document, upload, None, delivery, by)?;
    Ok((document, version))
}

/// Refuses whoever may not bring documents into a matter they see: staff add, clients hand over where their terms allow it,
/// and whoever came through a link came for that.
///
/// # Errors
/// [`Error::Forbidden`], or [`Error::SignIn`] at the door.
pub fn may_bring(tx: &Tx<'_, '_>, matter: &Matter) -> Result<()> {
    if tx.actor().sender().is_some() {
        return Ok(());
    }
    match tx.actor().signed().map(|signed| signed.side) {
        Some(Side::Client) => matter.require(tx, Right::HandOver),
        Some(Side::Firm(_)) | None => tx.require(Right::AddDocuments),
    }
}

/// The client's contact whose shares decide, or whoever came through a link, with whom nothing is shared; nobody for staff and the product, who see what lies in their matters.
fn reader(tx: &Tx<'_, '_>) -> Option<PersonId> {
    match tx.actor() {
        Actor::Person(_, signed) if signed.side == Side::Client => Some(signed.person),
        Actor::Sender(_, sender) => Some(sender.person),
        Actor::Person(..) | Actor::Product(_) | Actor::Door(_) => None,
    }
}

/// A title from the name of a file: without its ending, underscores as spaces.
pub fn title_of(name: &str) -> String {
    let stem = match name.rsplit_once('.') {
        Some((stem, ending))
            if !stem.is_empty()
                && ending.len() <= 10
                && ending.chars().all(char::is_alphanumeric) =>
        {
            stem
        }
        _ => name,
    };
    let words: Vec<&str> = stem
        .split(|c: char| c == '_' || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    let title: String = words.join(" ").chars().take(LONGEST_TITLE).collect();
    if title.is_empty() {
        name.chars().take(LONGEST_TITLE).collect()
    } else {
        title
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_reads_like_words() {
        for (name, title) in [
            (
                "separation_agreement_draft_3.pdf",
                "separation agreement draft 3",
            ),
            ("Lease.pdf", "Lease"),
            ("Smith v. Jones", "Smith v. Jones"),
            ("notes", "notes"),
            (".profile", ".profile"),
            ("____.pdf", "____.pdf"),
            ("archive.tar.gz", "archive.tar"),
            ("a  b\u{a0}c.docx", "a b c"),
        ] {
            assert_eq!(title_of(name), title);
        }
        assert_eq!(title_of(&"é".repeat(300)).chars().count(), LONGEST_TITLE);
    }
}
