//! Receipts: evidence of what reached a client's contact, in five levels that are never mixed. Told: a mail server took
//! the notice. Signed in: they came after the document was open to them. Opened: the version was shown to them. Shown: this
//! one page was. Confirmed: they pressed "I have reviewed this". None of them claims that somebody read or understood.
//!
//! A receipt is written once and never changed; what comes again changes nothing. It belongs to one version, so a new
//! version begins without any. Looking at a page leaves a receipt although it is a GET (decision record 0004).

mod downloads;
mod mine;
pub mod pages;
mod progress;

pub use downloads::{note_saved, note_saved_together, owed_savings, owes_saving};
pub use mine::{Reach, my_reach};
pub use progress::{Progress, progress};

use crate::{
    base::{
        Act, Column, Device, DocumentId, Entry, Error, MatterId, PersonId, ReceiptId, Result,
        Right, SharingId, Side, Signed, Timestamp, Tx, Under, VersionId, WayIn, sql, takes_part,
    },
    documents::{Document, Version},
    matters::Matter,
    people,
};

const SENTENCE: Column = Column::of("receipts", "sentence");

/// The columns of [`Sealed`], in its order; `r` is the receipt, `p` its person.
macro_rules! columns {
    () => {
        "r.id, r.matter_id, r.document_id, r.version_id, r.person_id, p.name, r.level, r.page, r.way, r.device, r.sentence, r.created_at"
    };
}

sql! {
    // Written once: a second receipt of the same kind is the first one.
    KEEP = "insert into receipts (id, firm_id, matter_id, document_id, version_id, person_id, level, page, way, device, sentence, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (version_id, person_id, level, page) do nothing";
    OF_DOCUMENT = concat!("select ", columns!(), " from receipts r join people p on p.id = r.person_id
        where r.firm_id = $1 and r.document_id = $2 and r.person_id = coalesce($3, r.person_id)
        order by r.created_at, r.id");
    OF_MATTER = concat!("select ", columns!(), " from receipts r join people p on p.id = r.person_id
        where r.firm_id = $1 and r.matter_id = $2 and r.person_id = coalesce($3, r.person_id)
        order by r.created_at, r.id");
    CONFIRMED = concat!("select ", columns!(), " from receipts r join people p on p.id = r.person_id
        where r.firm_id = $1 and r.version_id = $2 and r.person_id = $3 and r.level = 'confirmed'");
    // What a sharing opened to a reader: the version it names, or the newest one of a living document.
    SHARED = "select v.matter_id, v.document_id, v.id from shares s
        join versions v on v.document_id = s.document_id
            and v.number = (select max(n.number) from versions n where n.document_id = s.document_id and n.id = coalesce(s.version_id, n.id))
        where s.firm_id = $1 and s.sharing_id = $2 and s.reader_id = $3 and s.revoked_at is null";
    // What is open to a reader and has no receipt of their coming yet.
    NOT_YET_SIGNED_IN = concat!("select v.matter_id, v.document_id, v.id from shares s
        join participants a on a.matter_id = s.matter_id and a.person_id = $2 and ", takes_part!("a", "$3"), "
        join versions v on v.document_id = s.document_id
            and v.number = (select max(n.number) from versions n where n.document_id = s.document_id and n.id = coalesce(s.version_id, n.id))
        where s.firm_id = $1 and s.reader_id = $2 and s.revoked_at is null
            and not exists (select 1 from receipts r where r.version_id = v.id and r.person_id = $2 and r.level = 'signed in' and r.page = 0)");
    // Whether an opening, and of a page that it was shown, is on receipts already: so many of them.
    KEPT = "select count(*) from receipts where firm_id = $1 and version_id = $2 and person_id = $3
        and (level = 'opened' and page = 0 or level = 'shown' and page = $4)";
    // A line of the record a member's visit has left already.
    LOOKED = "select 1 from entries where firm_id = $1 and matter_id = $2 and created_at >= $3 and actor_id = $4 and kind = $5 and subject_id = $6";
}

/// How far a version got with a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// A mail server took the notice.
    Notified,
    /// They signed in while it was open to them.
    SignedIn,
    /// It was shown to them.
    Opened,
    /// One page of it was shown to them.
    Shown,
    /// They said that they have reviewed it.
    Confirmed,
}

text_enum! { Level {
    Notified = "notified", SignedIn = "signed in", Opened = "opened", Shown = "shown", Confirmed = "confirmed",
} }

/// Evidence of one level.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// Which.
    pub id: ReceiptId,
    /// Where.
    pub matter: MatterId,
    /// Of which document.
    pub document: DocumentId,
    /// Of which version.
    pub version: VersionId,
    /// Whose.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// What happened.
    pub level: Level,
    /// Of [`Level::Shown`]: which page; 0 for the other levels.
    pub page: u32,
    /// How they were signed in; absent for [`Level::Notified`].
    pub way: Option<WayIn>,
    /// On what; absent for [`Level::Notified`].
    pub device: Option<Device>,
    /// When.
    pub at: Timestamp,
    /// Of [`Level::Confirmed`]: the exact sentence they confirmed.
    pub sentence: Option<String>,
}

/// What a receipt is about.
struct About {
    matter: MatterId,
    document: DocumentId,
    version: VersionId,
}

impl About {
    fn read(row: &anteroom_db::Row<'_>) -> Result<Self, anteroom_db::Error> {
        Ok(Self {
            matter: row.get(0)?,
            document: row.get(1)?,
            version: row.get(2)?,
        })
    }

    fn of(version: &Version) -> Self {
        Self {
            matter: version.matter,
            document: version.document,
            version: version.id,
        }
    }

    /// Writes the receipt; answers whether it is new.
    fn keep(
        &self,
        tx: &mut Tx<'_, '_>,
        person: PersonId,
        signed: Option<&Signed>,
        (level, page): (Level, u32),
        sentence: Option<&str>,
    ) -> Result<bool> {
        let id: ReceiptId = tx.new_id()?;
        let sentence = sentence
            .map(|sentence| tx.seal(Under::Matter(self.matter), SENTENCE, id, sentence))
            .transpose()?;
        let way = signed.map_or("", |signed| signed.way.as_str());
        let device = signed.map_or("", |signed| signed.device.as_str());
        let rows = tx.run(
            KEEP,
            &[
                &id,
                &tx.firm(),
                &self.matter,
                &self.document,
                &self.version,
                &person,
                &level,
                &page,
                &way,
                &device,
                &sentence,
                &tx.now(),
            ],
        )?;
        Ok(rows == 1)
    }
}

/// The signed-in client's contact who acts.
fn contact<'t>(tx: &Tx<'t, '_>) -> Option<&'t Signed> {
    tx.actor()
        .signed()
        .filter(|signed| signed.side == Side::Client)
}

/// Whose receipts the actor may see: a client's contact their own, the firm everybody's.
fn only(tx: &Tx<'_, '_>) -> Option<PersonId> {
    contact(tx).map(|signed| signed.person)
}

/// Notes that a mail server took the notice of a sharing for this reader.
///
/// # Errors
/// The store's.
pub fn note_notified(tx: &mut Tx<'_, '_>, sharing: SharingId, person: PersonId) -> Result<()> {
    tx.unaudited("that a notice left is recorded as the notice's own act");
    let shared = tx.rows(SHARED, &[&tx.firm(), &sharing, &person], About::read)?;
    for about in shared {
        about.keep(tx, person, None, (Level::Notified, 0), None)?;
    }
    Ok(())
}

/// Notes that the client's contact who acts is here, for everything open to them.
///
/// # Errors
/// The store's; [`Error::SignIn`] at the door.
pub fn note_sign_in(tx: &mut Tx<'_, '_>) -> Result<()> {
    let Some(signed) = contact(tx) else {
        return Ok(());
    };
    tx.unaudited("the sign-in is recorded as its own act");
    let open = tx.rows(
        NOT_YET_SIGNED_IN,
        &[&tx.firm(), &signed.person, &tx.now()],
        About::read,
    )?;
    for about in open {
        about.keep(tx, signed.person, Some(signed), (Level::SignedIn, 0), None)?;
    }
    Ok(())
}

/// Whether a member of the firm has left the line of this session already.
fn has_looked(tx: &mut Tx<'_, '_>, signed: &Signed, version: &Version) -> Result<bool> {
    let looked = tx.row(
        LOOKED,
        &[
            &tx.firm(),
            &version.matter,
            &signed.signed_in_at,
            &signed.person,
            &Act::DocumentOpened,
            &version.document,
        ],
        |_| Ok(()),
    )?;
    Ok(looked.is_some())
}

/// Whether [`note_opened`] would leave anything: asked while reading, so that a showing that is noted waits for no disk.
///
/// # Errors
/// The store's; [`Error::SignIn`] at the door.
pub fn owes_opening(tx: &mut Tx<'_, '_>, version: &Version, page: u32) -> Result<bool> {
    let signed = tx.actor().signed().ok_or(Error::SignIn)?;
    if signed.side != Side::Client {
        return Ok(!has_looked(tx, signed, version)?);
    }
    let kept: Option<i64> = tx.row(
        KEPT,
        &[&tx.firm(), &version.id, &signed.person, &page],
        |row| row.get(0),
    )?;
    Ok(kept.unwrap_or(0) < 1 + i64::from(page > 0))
}

/// Whether a picture of a page leaves a receipt. It does for a client's contact who did not send the version themselves;
/// members see pictures in lists, as covers, and leave their line on the document's own page.
///
/// # Errors
/// As [`owes_opening`].
pub fn owes_showing(tx: &mut Tx<'_, '_>, version: &Version, page: u32) -> Result<bool> {
    match contact(tx) {
        Some(signed) if version.by != signed.person => owes_opening(tx, version, page),
        _ => Ok(false),
    }
}

/// Notes that a version was shown to whoever acts, and which of its pages; page 0 is none, for what has no pictures.
///
/// A client's contact leaves receipts, each once, and a line of the record the first time. A member of the firm leaves a
/// line of the record, once in each session, so that clients can see who looked.
///
/// # Errors
/// The store's; [`Error::SignIn`] at the door.
pub fn note_opened(tx: &mut Tx<'_, '_>, version: &Version, page: u32) -> Result<()> {
    let signed = tx.actor().signed().ok_or(Error::SignIn)?;
    let entry = |page: u32| {
        Entry::of(Act::DocumentOpened)
            .in_matter(version.matter)
            .about(version.document)
            .with("version", version.number)
            .with("page", page)
    };
    if signed.side != Side::Client {
        return if has_looked(tx, signed, version)? {
            Ok(())
        } else {
            tx.record(entry(page))
        };
    }
    tx.unaudited("a page turned is evidence; the opening itself is recorded");
    let about = About::of(version);
    about.keep(tx, signed.person, Some(signed), (Level::SignedIn, 0), None)?;
    let is_first = about.keep(tx, signed.person, Some(signed), (Level::Opened, 0), None)?;
    if page > 0 {
        about.keep(tx, signed.person, Some(signed), (Level::Shown, page), None)?;
    }
    if is_first {
        tx.record(entry(page))?;
    }
    Ok(())
}

impl Version {
    /// Notes that the client's contact who acts has reviewed this version, in exactly this sentence. It happens once: a second
    /// press is the first one.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for the firm's side; [`Error::NotFound`] for what they sent themselves; [`Error::Refused`] for what
    /// is held or set aside.
    pub fn confirm(&self, tx: &mut Tx<'_, '_>, sentence: &str) -> Result<Receipt> {
        tx.require(Right::Confirm)?;
        let signed = contact(tx).ok_or(Error::SignIn)?;
        // Whoever may read it and did not send it reads it through a share.
        if self.by == signed.person {
            return Err(Error::NotFound);
        }
        self.leave()?;
        let document = Document::find(tx, self.document)?;
        let level = (Level::Confirmed, 0);
        if About::of(self).keep(tx, signed.person, Some(signed), level, Some(sentence))? {
            Matter::find(tx, self.matter)?.touch(tx)?;
            tx.record(
                Entry::of(Act::DocumentConfirmed)
                    .in_matter(self.matter)
                    .about(self.document)
                    .with("title", &document.title)
                    .with("version", self.number)
                    .with("sentence", sentence),
            )?;
        }
        self.my_confirmation(tx)?.ok_or(Error::NotFound)
    }

    /// What the person who acts has confirmed of this version, if they did.
    ///
    /// # Errors
    /// The store's; [`Error::SignIn`] at the door.
    pub fn my_confirmation(&self, tx: &mut Tx<'_, '_>) -> Result<Option<Receipt>> {
        let me = tx.person()?;
        tx.row(CONFIRMED, &[&tx.firm(), &self.id, &me], Sealed::read)?
            .map(|row| row.open(tx))
            .transpose()
    }
}

/// The receipts of a document in the order they came: to a client's contact their own, to the firm everybody's.
///
/// # Errors
/// The store's.
pub fn of_document(tx: &mut Tx<'_, '_>, document: &Document) -> Result<Vec<Receipt>> {
    let rows = tx.rows(
        OF_DOCUMENT,
        &[&tx.firm(), &document.id, &only(tx)],
        Sealed::read,
    )?;
    rows.into_iter().map(|row| row.open(tx)).collect()
}

/// The receipts of a matter, as [`of_document`].
///
/// # Errors
/// The store's.
pub fn of_matter(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Receipt>> {
    let rows = tx.rows(
        OF_MATTER,
        &[&tx.firm(), &matter.id, &only(tx)],
        Sealed::read,
    )?;
    rows.into_iter().map(|row| row.open(tx)).collect()
}

/// A receipt as the database keeps it.
struct Sealed {
    receipt: Receipt,
    name: Vec<u8>,
    sentence: Option<Vec<u8>>,
}

impl Sealed {
    fn read(row: &anteroom_db::Row<'_>) -> Result<Self, anteroom_db::Error> {
        Ok(Self {
            receipt: Receipt {
                id: row.get(0)?,
                matter: row.get(1)?,
                document: row.get(2)?,
                version: row.get(3)?,
                person: row.get(4)?,
                person_name: String::new(),
                level: row.get(6)?,
                page: row.get(7)?,
                way: WayIn::parse(&row.get::<String>(8)?),
                device: Device::parse(&row.get::<String>(9)?),
                sentence: None,
                at: row.get(11)?,
            },
            name: row.get(5)?,
            sentence: row.get(10)?,
        })
    }

    fn open(self, tx: &Tx<'_, '_>) -> Result<Receipt> {
        let Self {
            receipt,
            name,
            sentence,
        } = self;
        Ok(Receipt {
            person_name: people::open_name(tx, receipt.person, &name)?,
            sentence: tx.open_maybe(
                Under::Matter(receipt.matter),
                SENTENCE,
                receipt.id,
                sentence.as_deref(),
            )?,
            ..receipt
        })
    }
}
