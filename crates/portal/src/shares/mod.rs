//! A share opens one document to one reader: one version for ever, or the living document.
//!
//! It never adds anyone to a matter: it only opens a document to people who are on it, so that ending someone's access
//! to the matter ends their shares with no second rule to remember. Everything a firm adds stays firm only until an act
//! of sharing; the notice leaves sixty seconds after it, so that an act undone in time has told nobody.

mod along;
mod asked;
pub mod pages;
mod second_look;

pub use along::{Along, open_along};
pub use asked::{Asked, reviews_asked};
pub use second_look::{SecondLook, second_look};

use std::{collections::HashMap, time::Duration};

use crate::{
    base::{
        Act, Column, DocumentId, Entry, Error, MatterId, PersonId, Result, Right, ShareId,
        SharingId, Side, Timestamp, Tx, Under, VersionId, sql, takes_part,
    },
    documents::{Document, Version},
    matters::Matter,
    notices, people,
};

/// How long a sharing can be undone before its notice leaves.
pub const UNDO: Duration = Duration::from_secs(60);

const NOTE: Column = Column::of("shares", "note");

sql! {
    INSERT = "insert into shares (id, firm_id, matter_id, document_id, version_id, reader_id, sharing_id, note, review_by,
        created_by, created_at, notice_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    // Sharing a document again replaces what the reader had: one open share a document and reader.
    REPLACE = "update shares set revoked_at = $4, revoked_by = $5
        where firm_id = $1 and document_id = $2 and reader_id = $3 and revoked_at is null";
    REVOKE = "update shares set revoked_at = $3, revoked_by = $4 where firm_id = $1 and id = $2 and revoked_at is null";
    UNDO_ALL = "update shares set revoked_at = $3, revoked_by = $4 where firm_id = $1 and sharing_id = $2 and revoked_at is null";
    // What the undone act had replaced is open again: undoing leaves each reader what they had before.
    RESTORE = "update shares set revoked_at = null, revoked_by = null
        where firm_id = $1 and sharing_id <> $2 and revoked_at = $3
          and exists (select 1 from shares n where n.firm_id = $1 and n.sharing_id = $2 and n.revoked_at = $4
            and n.document_id = shares.document_id and n.reader_id = shares.reader_id)";
    FIND = "select * from shares_with_names where firm_id = $1 and id = $2";
    OF_SHARING = "select * from shares_with_names where firm_id = $1 and sharing_id = $2 order by created_at, id";
    OF_DOCUMENT = "select * from shares_with_names where firm_id = $1 and document_id = $2 order by created_at, id";
    OF_MATTER = "select * from shares_with_names where firm_id = $1 and matter_id = $2 and revoked_at is null order by created_at, id";
    OPEN_TO = "select * from shares_with_names where firm_id = $1 and document_id = $2 and reader_id = $3 and revoked_at is null";
    // A share counts only while its reader is on the matter.
    WITH = concat!("select s.* from shares_with_names s
        join participants p on p.matter_id = s.matter_id and p.person_id = s.reader_id and ", takes_part!("p", "$3"), "
        where s.firm_id = $1 and s.reader_id = $2 and s.revoked_at is null");
}

/// One document, opened to one reader.
#[derive(Clone, Debug)]
pub struct Share {
    /// Its id.
    pub id: ShareId,
    /// The matter of the document.
    pub matter: MatterId,
    /// The document.
    pub document: DocumentId,
    /// The one version it opens; absent: the living document.
    pub version: Option<VersionId>,
    /// To whom.
    pub reader: PersonId,
    /// Their name.
    pub reader_name: String,
    /// The act it was part of.
    pub sharing: SharingId,
    /// What the firm says with it, in a person's voice.
    pub note: Option<String>,
    /// Asked to review until then.
    pub review_by: Option<Timestamp>,
    /// Who shared it.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
    /// When the reader is told; absent: they are not.
    pub notice_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
}

/// Whether the reader is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tell {
    /// As soon as it can no longer be undone.
    Now,
    /// Not at all.
    No,
}

/// A document about to be shared.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Which.
    pub document: DocumentId,
    /// The plain title the reader sees.
    pub title: String,
    /// One version for ever, or the living document.
    pub version: Option<VersionId>,
}

/// One press of Share.
#[derive(Clone, Debug)]
pub struct NewSharing {
    /// What is opened.
    pub documents: Vec<Opening>,
    /// To whom.
    pub readers: Vec<PersonId>,
    /// What the firm says with it.
    pub note: Option<String>,
    /// Asked to review until then.
    pub review_by: Option<Timestamp>,
    /// Whether the readers are told.
    pub tell: Tell,
}

/// Opens documents to readers, in one act.
///
/// # Errors
/// Refused when nothing or nobody was chosen, when a reader is not on the matter, when a document is not the firm's or
/// belongs elsewhere.
pub fn share(tx: &mut Tx<'_, '_>, matter: &Matter, sharing: &NewSharing) -> Result<SharingId> {
    tx.require(Right::Share)?;
    if matter.closed_at.is_some() {
        return Err(Error::Refused("shares-refused-closed"));
    }
    if sharing.documents.is_empty() || sharing.readers.is_empty() {
        return Err(Error::Refused("shares-refused-nothing"));
    }
    let (firm, now, by) = (tx.firm(), tx.now(), tx.actor().person());
    let id: SharingId = tx.new_id()?;
    let notice_at = (sharing.tell == Tell::Now).then(|| now.after(UNDO));
    for opening in &sharing.documents {
        let mut document = Document::find(tx, opening.document)?;
        if document.matter != matter.id {
            return Err(Error::NotFound);
        }
        if let Some(version) = opening.version
            && Version::find(tx, version)?.document != document.id
        {
            return Err(Error::NotFound);
        }
        if document.title != opening.title {
            document.rename(tx, &opening.title)?;
        }
        for reader in &sharing.readers {
            if !matter.includes(tx, *reader)? {
                return Err(Error::Refused("shares-refused-not-on-matter"));
            }
            tx.run(REPLACE, &[&firm, &document.id, reader, &now, &by])?;
            let share: ShareId = tx.new_id()?;
            let note = match &sharing.note {
                Some(note) => Some(tx.seal(Under::Matter(matter.id), NOTE, share, note)?),
                None => None,
            };
            tx.run(
                INSERT,
                &[
                    &share,
                    &firm,
                    &matter.id,
                    &document.id,
                    &opening.version,
                    reader,
                    &id,
                    &note,
                    &sharing.review_by,
                    &by,
                    &now,
                    &notice_at,
                ],
            )?;
            tx.record(
                Entry::of(Act::Shared)
                    .in_matter(matter.id)
                    .about(document.id)
                    .with("share", share)
                    .with("reader", reader),
            )?;
        }
    }
    if let Some(leave_at) = notice_at {
        let kind = if sharing.review_by.is_some() {
            notices::Kind::SomethingNeedsYou
        } else {
            notices::Kind::SomethingNew
        };
        for reader in &sharing.readers {
            notices::queue(tx, *reader, kind, Some(id.as_ref()), leave_at)?;
        }
    }
    matter.touch(tx)?;
    Ok(id)
}

/// Undoes an act of sharing whose notice has not left: each reader has again what they had before it. Twice is fine.
///
/// # Errors
/// Refused when the sixty seconds are over: then each share is taken back by itself, and the readers know.
pub fn undo(tx: &mut Tx<'_, '_>, sharing: SharingId) -> Result<Vec<Share>> {
    tx.require(Right::Share)?;
    let shares = of_sharing(tx, sharing)?;
    let Some(first) = shares.first() else {
        return Err(Error::NotFound);
    };
    if tx.now() > first.at.after(UNDO) {
        return Err(Error::Refused("shares-refused-undo-late"));
    }
    let params: [&dyn anteroom_db::Param; 4] =
        [&tx.firm(), &sharing, &tx.now(), &tx.actor().person()];
    if tx.run(UNDO_ALL, &params)? > 0 {
        tx.run(RESTORE, &[&tx.firm(), &sharing, &first.at, &tx.now()])?;
        notices::withdraw(tx, sharing.as_ref())?;
        tx.record(
            Entry::of(Act::SharingUndone)
                .in_matter(first.matter)
                .about(sharing),
        )?;
    }
    Ok(shares)
}

/// Every share of one act, for a member who sees the matter.
///
/// # Errors
/// [`Error::NotFound`] when the matter is not this member's.
pub fn of_sharing(tx: &mut Tx<'_, '_>, sharing: SharingId) -> Result<Vec<Share>> {
    let shares = load(tx, OF_SHARING, &sharing)?;
    if let Some(first) = shares.first() {
        see_as_firm(tx, first.matter)?;
    }
    Ok(shares)
}

/// Every share of a document, the ended ones too.
///
/// # Errors
/// The store's.
pub fn of_document(tx: &mut Tx<'_, '_>, document: &Document) -> Result<Vec<Share>> {
    load(tx, OF_DOCUMENT, &document.id)
}

/// Every open share of a matter.
///
/// # Errors
/// The store's.
pub fn of_matter(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Share>> {
    load(tx, OF_MATTER, &matter.id)
}

/// Every open share with the acting person, in no order: of the practice matter too when it was removed, whose documents
/// nobody finds any more.
///
/// # Errors
/// [`Error::SignIn`] when nobody is signed in.
pub fn with_me(tx: &mut Tx<'_, '_>) -> Result<Vec<Share>> {
    let rows = tx.rows(WITH, &[&tx.firm(), &tx.person()?, &tx.now()], read)?;
    all_opened(tx, rows)
}

impl Share {
    /// A share, for a member who sees its matter.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none this member may see.
    pub fn find(tx: &mut Tx<'_, '_>, id: ShareId) -> Result<Self> {
        let share = load(tx, FIND, &id)?.pop().ok_or(Error::NotFound)?;
        see_as_firm(tx, share.matter)?;
        Ok(share)
    }

    /// The share through which a person reads a document now.
    ///
    /// # Errors
    /// The store's.
    pub fn open_to(
        tx: &mut Tx<'_, '_>,
        reader: PersonId,
        document: &Document,
    ) -> Result<Option<Self>> {
        let rows = tx.rows(OPEN_TO, &[&tx.firm(), &document.id, &reader], read)?;
        Ok(all_opened(tx, rows)?.into_iter().next())
    }

    /// Takes it back now. Twice is fine: the second lawyer to press the button wanted what is already true.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without the right to share.
    pub fn revoke(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::Share)?;
        let params: [&dyn anteroom_db::Param; 4] =
            [&tx.firm(), &self.id, &tx.now(), &tx.actor().person()];
        if tx.run(REVOKE, &params)? == 1 {
            tx.record(
                Entry::of(Act::ShareRevoked)
                    .in_matter(self.matter)
                    .about(self.document)
                    .with("share", self.id)
                    .with("reader", self.reader),
            )?;
        }
        Ok(())
    }

    /// Whether it can still be undone with nobody told.
    pub fn can_be_undone(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.at.after(UNDO)
    }
}

/// A client never reads the firm's list of shares: to them it is absent.
fn see_as_firm(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<()> {
    if tx
        .actor()
        .signed()
        .is_some_and(|signed| signed.side == Side::Client)
    {
        return Err(Error::NotFound);
    }
    Matter::find(tx, matter).map(drop)
}

type Raw = (Share, Vec<u8>, Vec<u8>, Option<Vec<u8>>);

fn read(row: &anteroom_db::Row<'_>) -> Result<Raw, anteroom_db::Error> {
    let share = Share {
        id: row.get(0)?,
        matter: row.get(1)?,
        document: row.get(2)?,
        version: row.get(3)?,
        reader: row.get(4)?,
        reader_name: String::new(),
        sharing: row.get(6)?,
        note: None,
        review_by: row.get(8)?,
        by: row.get(9)?,
        by_name: String::new(),
        at: row.get(11)?,
        notice_at: row.get(12)?,
        revoked_at: row.get(13)?,
    };
    Ok((share, row.get(5)?, row.get(10)?, row.get(7)?))
}

fn opened(
    tx: &Tx<'_, '_>,
    (mut share, reader, by, note): Raw,
    names: &mut HashMap<PersonId, String>,
) -> Result<Share> {
    let mut name = |person: PersonId, sealed: &[u8]| match names.get(&person) {
        Some(name) => Ok(name.clone()),
        None => {
            let name = people::open_name(tx, person, sealed)?;
            names.insert(person, name.clone());
            Ok::<_, Error>(name)
        }
    };
    share.reader_name = name(share.reader, &reader)?;
    share.by_name = name(share.by, &by)?;
    share.note = tx.open_maybe(Under::Matter(share.matter), NOTE, share.id, note.as_deref())?;
    Ok(share)
}

/// Opens rows; the same few people share with the same few readers, so each name is opened once.
fn all_opened(tx: &Tx<'_, '_>, rows: Vec<Raw>) -> Result<Vec<Share>> {
    let mut names = HashMap::new();
    rows.into_iter()
        .map(|row| opened(tx, row, &mut names))
        .collect()
}

fn load(
    tx: &mut Tx<'_, '_>,
    sql: crate::base::Sql,
    key: &dyn anteroom_db::Param,
) -> Result<Vec<Share>> {
    let rows = tx.rows(sql, &[&tx.firm(), key], read)?;
    all_opened(tx, rows)
}
