//! Versions: immutable bytes of a document, numbered from 1.
//!
//! Of a document a client's contact may read the versions a fixed share names, every version that was the newest one
//! while a living share was open to them, and what they sent themselves. A version they were once shown is not taken
//! away by the next one; only taking the share back does that.

use std::collections::HashMap;

use super::{
    Conversion, Document, Kind, Outcome, Passage, Scan, Sealed, reader,
    scans::{self, SIGNATURE},
};
use crate::{
    base::{
        Column, DeliveryId, DocumentId, Error, MatterId, PersonId, Result, Timestamp, Tx, Under,
        UploadId, VersionId, sql, takes_part,
    },
    matters::Matter,
    people::Session,
};

pub(super) const NAME: Column = Column::of("versions", "name");
pub(super) const FOLDER: Column = Column::of("versions", "folder");
pub(super) const FINGERPRINT: Column = Column::of("versions", "fingerprint");
pub(super) const CRC32: Column = Column::of("versions", "crc32");
pub(super) const REASON: Column = Column::of("versions", "reason");

/// The columns of [`SealedVersion`], in its order; `v` is the version, `r` its rendering, `c` its scan.
/// The firm ($1) decides what passes unscanned.
macro_rules! columns {
    () => {
        "v.id, v.matter_id, v.document_id, v.number, v.upload_id, v.delivery_id, v.name, v.size, v.fingerprint, v.kind,
         v.mismatch_at, v.reason, v.created_by, v.created_at, r.outcome, r.pages, v.folder, v.crc32,
         c.outcome, c.changed_at, c.signature, (select f.unscanned_allowed_at from firms f where f.id = $1),
         r.conversion"
    };
}

/// The columns of a document's row, in its order; `d` is the document.
macro_rules! document_columns {
    () => {
        "d.id, d.matter_id, d.title, d.origin, d.created_by, d.created_at, d.changed_at, d.checked_at, d.part_of"
    };
}

/// What decides whether a version may leave to whoever may read it.
macro_rules! leaving_columns {
    () => {
        "v.id, v.created_by, r.pages, c.outcome, (select f.unscanned_allowed_at from firms f where f.id = $1)"
    };
}

/// What a client's contact ($3) may read of `v`. Shares decide, so the statement looks at their table.
macro_rules! readable {
    () => {
        "(v.created_by = $3 or exists (select 1 from shares s
            where s.firm_id = $1 and s.document_id = v.document_id and s.reader_id = $3 and s.revoked_at is null
              and (s.version_id = v.id or (s.version_id is null and not exists (select 1 from versions n
                where n.document_id = v.document_id and n.number > v.number and n.created_at <= s.created_at)))))"
    };
}

sql! {
    FIND = concat!("select ", columns!(), " from versions v join renderings r on r.version_id = v.id
        join scans c on c.version_id = v.id
        where v.firm_id = $1 and v.id = $2");
    OF_DOCUMENT = concat!("select ", columns!(), " from versions v join renderings r on r.version_id = v.id
        join scans c on c.version_id = v.id
        where v.firm_id = $1 and v.document_id = $2
        order by v.number desc");
    OF_DOCUMENT_READABLE = concat!("select ", columns!(), " from versions v join renderings r on r.version_id = v.id
        join scans c on c.version_id = v.id
        where v.firm_id = $1 and v.document_id = $2 and ", readable!(), "
        order by v.number desc");
    OF_DELIVERY = concat!("select ", columns!(), " from versions v
        join renderings r on r.version_id = v.id
        join scans c on c.version_id = v.id
        join uploads u on u.id = v.upload_id
        join documents d on d.id = v.document_id
        where v.firm_id = $1 and v.delivery_id = $2
        order by coalesce(d.part_number, 0), u.created_at, u.id");
    OF_MATTER = concat!("select ", columns!(), ", ", document_columns!(), " from documents d
        join versions v on v.document_id = d.id and v.number = (select max(w.number) from versions w where w.document_id = d.id)
        join renderings r on r.version_id = v.id
        join scans c on c.version_id = v.id
        where d.firm_id = $1 and d.matter_id = $2 and d.part_of is null
        order by d.changed_at desc, d.id desc");
    // What decides whether each version of a matter may leave, as the firm sees them and as a reader does.
    LEAVING = concat!("select ", leaving_columns!(), " from versions v
        join renderings r on r.version_id = v.id
        join scans c on c.version_id = v.id
        where v.firm_id = $1 and v.matter_id = $2");
    LEAVING_READABLE = concat!("select ", leaving_columns!(), " from versions v
        join renderings r on r.version_id = v.id
        join scans c on c.version_id = v.id
        where v.firm_id = $1 and v.matter_id = $2 and ", readable!());
    IS_READABLE = concat!("select 1 from versions v where v.firm_id = $1 and v.id = $2 and ", readable!());
    // What the reader's shares open, of each document in the matters they take part in: of one matter, or of all where none
    // is named. Every version they may read comes along, newest first, since keeping the newest here costs a second look at
    // each row and documents have few versions.
    READABLE = concat!("select ", columns!(), ", ", document_columns!(), " from participants p
        join matters m on m.id = p.matter_id and m.removed_at is null
        join documents d on d.matter_id = p.matter_id
        join versions v on v.document_id = d.id
        join renderings r on r.version_id = v.id
        join scans c on c.version_id = v.id
        where p.firm_id = $1 and p.person_id = $3 and ", takes_part!("p", "$4"), " and p.matter_id = coalesce($2, p.matter_id)
          and d.part_of is null and ", readable!(), "
        order by d.changed_at desc, d.id desc, v.number desc");
}

/// Columns of a version in the statements above.
const WIDTH: usize = 23;

/// Immutable bytes.
#[derive(Clone, Debug)]
pub struct Version {
    /// Which ones.
    pub id: VersionId,
    /// Where they lie.
    pub matter: MatterId,
    /// Of which document.
    pub document: DocumentId,
    /// From 1.
    pub number: u32,
    /// The transfer whose segments hold them.
    pub upload: UploadId,
    /// The handing over they came with.
    pub delivery: Option<DeliveryId>,
    /// The file's name.
    pub name: String,
    /// Where in a chosen folder it lay: parts joined by `/`, as [`Folder::accept`](anteroom_upload::names::Folder::accept)
    /// leaves them.
    pub folder: Option<String>,
    /// Bytes.
    pub size: u64,
    /// SHA-256.
    pub fingerprint: [u8; 32],
    /// CRC-32, which archives need before the bytes.
    pub crc32: u32,
    /// What they are.
    pub kind: Kind,
    /// Whether the name says something else.
    pub mismatch: bool,
    /// Why they replace the version before.
    pub reason: Option<String>,
    /// Who brought them.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Pages that were made.
    pub pages: u32,
    /// What became of making them.
    pub rendering: Outcome,
    /// What is known of them.
    pub scan: Scan,
    /// Since when.
    pub scan_at: Timestamp,
    /// What a scanner found, as it names it.
    pub signature: Option<String>,
    /// Whether they may leave to the actor who found this version.
    pub passage: Passage,
    /// How its pages came about, where they are more than the original redrawn.
    pub conversion: Option<Conversion>,
}

/// A row of `versions` with its rendering, words still sealed.
struct SealedVersion {
    version: Version,
    name: Vec<u8>,
    folder: Option<Vec<u8>>,
    fingerprint: Vec<u8>,
    crc32: Vec<u8>,
    reason: Option<Vec<u8>>,
    signature: Option<Vec<u8>>,
    passes_unscanned: bool,
}

impl SealedVersion {
    fn read(row: &anteroom_db::Row<'_>) -> Result<Self, anteroom_db::Error> {
        let version = Version {
            id: row.get(0)?,
            matter: row.get(1)?,
            document: row.get(2)?,
            number: row.get(3)?,
            upload: row.get(4)?,
            delivery: row.get(5)?,
            name: String::new(),
            folder: None,
            size: super::uploads::bytes(row.get(7)?),
            fingerprint: [0; 32],
            crc32: 0,
            kind: row.get(9)?,
            mismatch: row.get::<Option<Timestamp>>(10)?.is_some(),
            reason: None,
            by: row.get(12)?,
            at: row.get(13)?,
            rendering: row.get(14)?,
            pages: row.get(15)?,
            scan: row.get(18)?,
            scan_at: row.get(19)?,
            signature: None,
            // Until it is opened for somebody.
            passage: Passage::SetAside,
            conversion: row.get(22)?,
        };
        Ok(Self {
            version,
            name: row.get(6)?,
            folder: row.get(16)?,
            fingerprint: row.get(8)?,
            crc32: row.get(17)?,
            reason: row.get(11)?,
            signature: row.get(20)?,
            passes_unscanned: row.get::<Option<Timestamp>>(21)?.is_some(),
        })
    }

    fn open(self, tx: &Tx<'_, '_>) -> Result<Version> {
        let (under, id) = (Under::Matter(self.version.matter), self.version.id);
        let fingerprint = tx.open_bytes(under, FINGERPRINT, id, &self.fingerprint)?;
        let crc32 = tx.open_bytes(under, CRC32, id, &self.crc32)?;
        Ok(Version {
            crc32: super::uploads::crc32(&crc32)?,
            name: tx.open(under, NAME, id, &self.name)?,
            folder: tx.open_maybe(under, FOLDER, id, self.folder.as_deref())?,
            fingerprint: fingerprint
                .try_into()
                .map_err(|_| Error::Bug(format!("the fingerprint of {id} is none")))?,
            reason: tx.open_maybe(under, REASON, id, self.reason.as_deref())?,
            signature: tx.open_maybe(under, SIGNATURE, id, self.signature.as_deref())?,
            passage: Passage::of(
                self.version.scan,
                reader(tx).is_some(),
                tx.actor().person() == Some(self.version.by),
                self.passes_unscanned,
            ),
            ..self.version
        })
    }
}

impl Version {
    /// The file's name behind the folder it lay in.
    pub fn path(&self) -> String {
        path(self.folder.as_deref(), &self.name)
    }

    /// The version, if the actor may read it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn find(tx: &mut Tx<'_, '_>, id: VersionId) -> Result<Self> {
        let version = tx
            .row(FIND, &[&tx.firm(), &id], SealedVersion::read)?
            .ok_or(Error::NotFound)?;
        if reader(tx).is_none() {
            Matter::find(tx, version.version.matter)?;
            return version.open(tx);
        }
        let document = Document::find(tx, version.version.document)?;
        document
            .versions(tx)?
            .into_iter()
            .find(|version| version.id == id)
            .ok_or(Error::NotFound)
    }
}

impl Document {
    /// The versions the actor may read, newest first.
    ///
    /// # Errors
    /// The store's.
    pub fn versions(&self, tx: &mut Tx<'_, '_>) -> Result<Vec<Version>> {
        let rows = match reader(tx) {
            None => tx.rows(OF_DOCUMENT, &[&tx.firm(), &self.id], SealedVersion::read)?,
            Some(reader) => tx.rows(
                OF_DOCUMENT_READABLE,
                &[&tx.firm(), &self.id, &reader],
                SealedVersion::read,
            )?,
        };
        rows.into_iter().map(|version| version.open(tx)).collect()
    }

    /// The newest version the actor may read.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none for them.
    pub fn latest(&self, tx: &mut Tx<'_, '_>) -> Result<Version> {
        self.versions(tx)?.into_iter().next().ok_or(Error::NotFound)
    }

    /// What the actor may see in a matter, each with its newest version they may read; last changed first.
    ///
    /// # Errors
    /// The store's.
    pub fn of_matter(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<(Self, Version)>> {
        match reader(tx) {
            Some(_) => Self::readable(tx, Some(matter.id)),
            None => open_all(
                tx.rows(OF_MATTER, &[&tx.firm(), &matter.id], read_both)?,
                tx,
            ),
        }
    }

    /// What a client's contact may see in all their matters, as [`of_matter`](Document::of_matter).
    ///
    /// # Errors
    /// The store's; [`Error::SignIn`] when nobody is signed in.
    pub fn mine(tx: &mut Tx<'_, '_>) -> Result<Vec<(Self, Version)>> {
        Self::readable(tx, None)
    }

    fn readable(tx: &mut Tx<'_, '_>, matter: Option<MatterId>) -> Result<Vec<(Self, Version)>> {
        let reader = tx.person()?;
        let mut rows = tx.rows(
            READABLE,
            &[&tx.firm(), &matter, &reader, &tx.now()],
            read_both,
        )?;
        rows.dedup_by_key(|(version, _)| version.version.document);
        open_all(rows, tx)
    }
}

/// Refuses once the actor may no longer read a version that was found for them: asked while its bytes leave.
///
/// # Errors
/// [`Error::NotFound`] when the share, the matter or the access to it ended, or a scanner found it harmful;
/// [`Error::SignIn`] when the session did.
pub(super) fn still_open(tx: &mut Tx<'_, '_>, matter: MatterId, version: VersionId) -> Result<()> {
    if let Some(signed) = tx.actor().signed()
        && !Session::is_open(tx, signed)?
    {
        return Err(Error::SignIn);
    }
    Matter::find(tx, matter)?;
    if scans::is_infected(tx, version)? {
        return Err(Error::NotFound);
    }
    if let Some(reader) = reader(tx) {
        tx.row(IS_READABLE, &[&tx.firm(), &version, &reader], |row| {
            row.get::<i64>(0)
        })?
        .ok_or(Error::NotFound)?;
    }
    Ok(())
}

/// The versions of a matter that may leave to the actor, each with the number of its pages. Nothing is opened: there may be
/// tens of thousands.
///
/// # Errors
/// [`Error::NotFound`] where the actor does not see the matter.
pub(super) fn leaving(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<HashMap<VersionId, u32>> {
    Matter::find(tx, matter)?;
    let (is_outside, person) = (reader(tx).is_some(), tx.actor().person());
    let read = |row: &anteroom_db::Row<'_>| {
        let is_own = person == Some(row.get(1)?);
        let passes_unscanned = row.get::<Option<Timestamp>>(4)?.is_some();
        let passage = Passage::of(row.get(3)?, is_outside, is_own, passes_unscanned);
        Ok(passage.is_open().then_some((row.get(0)?, row.get(2)?)))
    };
    let found = match reader(tx) {
        None => tx.rows(LEAVING, &[&tx.firm(), &matter], read)?,
        Some(reader) => tx.rows(LEAVING_READABLE, &[&tx.firm(), &matter, &reader], read)?,
    };
    Ok(found.into_iter().flatten().collect())
}

/// A name behind its folder.
pub(super) fn path(folder: Option<&str>, name: &str) -> String {
    match folder {
        Some(folder) => format!("{folder}/{name}"),
        None => name.to_owned(),
    }
}

/// The versions that came with a handing over, in the order they were chosen.
pub(super) fn of_delivery(tx: &mut Tx<'_, '_>, delivery: DeliveryId) -> Result<Vec<Version>> {
    let rows = tx.rows(OF_DELIVERY, &[&tx.firm(), &delivery], SealedVersion::read)?;
    rows.into_iter().map(|version| version.open(tx)).collect()
}

fn read_both(row: &anteroom_db::Row<'_>) -> Result<(SealedVersion, Sealed), anteroom_db::Error> {
    Ok((SealedVersion::read(row)?, Sealed::read(row, WIDTH)?))
}

fn open_all(
    rows: Vec<(SealedVersion, Sealed)>,
    tx: &Tx<'_, '_>,
) -> Result<Vec<(Document, Version)>> {
    rows.into_iter()
        .map(|(version, document)| Ok((document.open(tx)?, version.open(tx)?)))
        .collect()
}
