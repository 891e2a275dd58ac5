//! Uploads: transfers under way, and for ever the home of their segments.
//!
//! `received` is a fact: that many bytes are durable, sealed and read back, counted by the row of each segment. It moves only
//! by compare-and-set under the newest [`Pen`], so of two writers, on one server or two, one wins and the other's bytes are
//! litter. An upload that is no version yet has a time at which it is given up; one that became a version has none.

mod finished;
mod joining;
mod left;
mod segments;
mod writing;

use std::time::Duration;

use anteroom_upload::{Concat, Limits, Upload as Standing, names::FilePath};
use aws_lc_rs::digest;

pub use finished::{FinishedUpload, Whole};
pub use joining::join;
pub use left::{Gone, Left};
pub use segments::Segment;
pub(super) use segments::segments;
pub(super) use writing::Kept;
pub(super) use writing::Pen;
pub use writing::Writing;

use super::{may_bring, room::require_room, versions};
use crate::{
    base::{
        Act, Column, Entry, Error, MatterId, PersonId, Result, Timestamp, Tx, Under, UploadId, sql,
    },
    jobs, links,
    matters::Matter,
};

/// How long an upload may stay without a byte more, or finished and unused.
pub const EXPIRY: Duration = Duration::from_secs(7 * 24 * 3600);
/// The longest upload, in bytes: 1 TB.
pub const MOST_BYTES: u64 = 1_000_000_000_000;
/// The same for the protocol.
pub const LIMITS: Limits = Limits {
    max_length: MOST_BYTES,
};

const NAME: Column = Column::of("uploads", "name");
const FOLDER: Column = Column::of("uploads", "folder");
const EXPECTED: Column = Column::of("uploads", "expected");

/// The columns of [`Sealed`], in its order.
macro_rules! upload_columns {
    () => {
        "id, matter_id, name, folder, length, received, concat, expected, created_by, created_at, expires_at, finished_at, writer_until"
    };
}
use upload_columns;

sql! {
    BEGIN = "insert into uploads (id, firm_id, matter_id, name, folder, length, received, concat, expected, writer, writer_until,
          created_by, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, $10, $11, $12)";
    FIND = concat!("select ", upload_columns!(), " from uploads
        where firm_id = $1 and id = $2 and ended_at is null and expires_at is not null");
    END = "update uploads set ended_at = $3
        where firm_id = $1 and id = $2 and ended_at is null and expires_at is not null";
    EXPIRED = "select id, matter_id from uploads where firm_id = $1 and expires_at <= $2 and ended_at is null
        order by expires_at limit 500";
    IS_ENDED = "select 1 from uploads where firm_id = $1 and id = $2 and ended_at is not null";
}

/// A transfer under way.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Which one.
    pub id: UploadId,
    /// Where it goes.
    pub matter: MatterId,
    /// The file's name; empty for a part of another upload that came without.
    pub name: String,
    /// Where in a chosen folder it lay: parts joined by `/`.
    pub folder: Option<String>,
    /// Bytes it will have; `None` while its sender has not told.
    pub length: Option<u64>,
    /// Bytes that are durable.
    pub received: u64,
    /// Whether it is part of another upload, or made of others.
    pub concat: Option<Concat>,
    /// SHA-256 its sender said it will have.
    pub expected: Option<[u8; 32]>,
    /// Who sends it.
    pub by: PersonId,
    /// When it began.
    pub created_at: Timestamp,
    /// When it is given up.
    pub expires_at: Timestamp,
    /// When everything had arrived and was read back.
    pub finished_at: Option<Timestamp>,
    /// Until when somebody is believed to be writing it.
    writer_until: Timestamp,
}

/// What a sender says before the first byte.
#[derive(Clone, Debug)]
pub struct NewUpload {
    /// The file's name and folder; a part of another upload may have none.
    pub path: Option<FilePath>,
    /// Bytes it will have; `None` to tell later.
    pub length: Option<u64>,
    /// Whether it is only a part of another upload.
    pub is_partial: bool,
    /// SHA-256 it will have, where the sender knows.
    pub expected: Option<[u8; 32]>,
    /// Whom the product makes it for; whoever else sends, sends for themselves.
    pub by: Option<PersonId>,
}

impl NewUpload {
    /// A file of this length.
    pub fn file(path: FilePath, length: u64) -> Self {
        Self {
            path: Some(path),
            length: Some(length),
            is_partial: false,
            expected: None,
            by: None,
        }
    }

    /// Whether it is to be empty and have the fingerprint of something.
    pub fn contradicts_itself(&self) -> bool {
        let empty = digest::digest(&digest::SHA256, b"");
        self.length == Some(0)
            && self
                .expected
                .is_some_and(|expected| expected != empty.as_ref())
    }
}

impl Upload {
    /// Begins a transfer into a matter the actor may bring documents into.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for who may not; [`Error::NoRoom`].
    pub fn begin(tx: &mut Tx<'_, '_>, matter: &Matter, new: &NewUpload) -> Result<Self> {
        let id = tx.new_id()?;
        Self::begin_as(tx, matter, id, new)
    }

    /// [`begin`](Upload::begin) under an id that segments were already sealed for.
    pub(super) fn begin_as(
        tx: &mut Tx<'_, '_>,
        matter: &Matter,
        id: UploadId,
        new: &NewUpload,
    ) -> Result<Self> {
        require_room(tx, matter.id, new.length.unwrap_or(0))?;
        let concat = new.is_partial.then_some(Concat::Partial);
        let upload = Self::insert(tx, matter, id, new, concat, 0)?;
        if new.length == Some(0) {
            // Nothing will come that could finish it.
            let empty = digest::digest(&digest::SHA256, b"");
            let print = empty.as_ref().try_into().map_err(Error::bug)?;
            let whole = Whole::tell(print, 0, b"", &upload.name);
            whole.note(tx, &upload)?;
            return Self::find(tx, id);
        }
        Ok(upload)
    }

    /// The row of an upload that begins with `received` bytes, of parts that are there.
    fn insert(
        tx: &mut Tx<'_, '_>,
        matter: &Matter,
        id: UploadId,
        new: &NewUpload,
        concat: Option<Concat>,
        received: u64,
    ) -> Result<Self> {
        may_bring(tx, matter)?;
        if tx.actor().sender().is_some() {
            // What a link still takes can only be counted of files that say how long they are.
            let length = new.length.filter(|_| concat.is_none());
            links::make_room(tx, length.ok_or(Error::Refused("links-refused-length"))?)?;
        }
        let path = new.path.as_ref();
        let folder = path.and_then(|path| path.folder.as_ref());
        let upload = Self {
            id,
            matter: matter.id,
            name: path.map_or(String::new(), |path| path.name.to_string()),
            folder: folder.map(ToString::to_string),
            length: new.length,
            received,
            concat,
            expected: new.expected,
            by: match new.by {
                Some(by) => by,
                None => tx.person()?,
            },
            created_at: tx.now(),
            expires_at: tx.now().after(EXPIRY),
            finished_at: None,
            writer_until: Timestamp(0),
        };
        let under = Under::Matter(matter.id);
        let name = tx.seal(under, NAME, id, &upload.name)?;
        let folder = upload
            .folder
            .as_deref()
            .map(|folder| tx.seal(under, FOLDER, id, folder))
            .transpose()?;
        let expected = upload
            .expected
            .map(|expected| tx.seal_bytes(under, EXPECTED, id, &expected))
            .transpose()?;
        tx.run(
            BEGIN,
            &[
                &id,
                &tx.firm(),
                &matter.id,
                &name,
                &folder,
                &upload.length.map(count).transpose()?,
                &count(received)?,
                &upload.concat.as_ref().map(Concat::text),
                &expected,
                &upload.by,
                &upload.created_at,
                &upload.expires_at,
            ],
        )?;
        if new.by.is_some() {
            tx.unaudited("what the product makes is recorded when it becomes a document");
            return Ok(upload);
        }
        let entry = Entry::of(Act::UploadBegun)
            .in_matter(matter.id)
            .about(id)
            .with("name", &upload.name);
        tx.record(match upload.length {
            Some(length) => entry.with("size", length),
            None => entry,
        })?;
        Ok(upload)
    }

    /// The transfer, for the person who began it and for the product, while they may still see its matter and it is no
    /// version.
    ///
    /// # Errors
    /// [`Error::NotFound`]; also once it was given up.
    pub fn find(tx: &mut Tx<'_, '_>, id: UploadId) -> Result<Self> {
        let row = tx
            .row(FIND, &[&tx.firm(), &id], Sealed::read)?
            .ok_or(Error::NotFound)?;
        if !tx.actor().is_product() && tx.actor().person() != Some(row.upload.by) {
            return Err(Error::NotFound);
        }
        let matter = Matter::find(tx, row.upload.matter)?;
        may_bring(tx, &matter)?;
        row.open(tx)
    }

    /// Whether every byte is here.
    pub fn is_whole(&self) -> bool {
        self.length == Some(self.received)
    }

    /// The file's name behind the folder it lay in.
    pub fn path(&self) -> String {
        versions::path(self.folder.as_deref(), &self.name)
    }

    /// Percent that has arrived, rounded down; 0 while its length is not known.
    pub fn percent(&self) -> u64 {
        let length = self.length.unwrap_or(u64::MAX).max(1);
        let percent = u128::from(self.received) * 100 / u128::from(length);
        u64::try_from(percent).unwrap_or(100)
    }

    /// Where it stands, for the protocol.
    ///
    /// # Errors
    /// [`Error::Bug`] when its row cannot be.
    pub fn standing(&self) -> Result<Standing> {
        let end = Some(self.expires_at.system());
        match self.length {
            Some(length) => Standing::resumed(length, self.received, end),
            None => Standing::deferred(self.received, &LIMITS, end),
        }
        .map_err(Error::bug)
    }

    /// Gives the transfer up; a job deletes its bytes. A transfer that became a version stays.
    ///
    /// # Errors
    /// The store's.
    pub fn end(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        end(tx, self.id, self.matter)
    }

    /// Gives up what was left behind longer than [`EXPIRY`]; answers how many, at most 500 at a time.
    ///
    /// # Errors
    /// The store's.
    pub fn end_expired(tx: &mut Tx<'_, '_>) -> Result<usize> {
        let expired = tx.rows(EXPIRED, &[&tx.firm(), &tx.now()], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        for (id, matter) in &expired {
            end(tx, *id, *matter)?;
        }
        Ok(expired.len())
    }

    /// The segments of a transfer that was given up; nothing for one that was not.
    pub(super) fn litter(tx: &mut Tx<'_, '_>, id: UploadId) -> Result<Vec<Segment>> {
        match tx.row(IS_ENDED, &[&tx.firm(), &id], |row| row.get::<i64>(0))? {
            Some(_) => segments(tx, id),
            None => Ok(Vec::new()),
        }
    }

    /// Forgets segments whose bytes are gone.
    pub(super) fn forget(tx: &mut Tx<'_, '_>, id: UploadId) -> Result<()> {
        tx.unaudited("that the upload was given up is recorded");
        segments::forget_from(tx, id, 0)
    }
}

fn end(tx: &mut Tx<'_, '_>, id: UploadId, matter: MatterId) -> Result<()> {
    if tx.run(END, &[&tx.firm(), &id, &tx.now()])? == 1 {
        jobs::queue(tx, jobs::Kind::DeleteBlobs, id.as_ref(), tx.now())?;
        tx.record(Entry::of(Act::UploadEnded).in_matter(matter).about(id))?;
    }
    Ok(())
}

/// A row of `uploads`, words still sealed.
struct Sealed {
    upload: Upload,
    name: Vec<u8>,
    folder: Option<Vec<u8>>,
    concat: Option<String>,
    expected: Option<Vec<u8>>,
}

impl Sealed {
    fn read(row: &anteroom_db::Row<'_>) -> Result<Self, anteroom_db::Error> {
        let upload = Upload {
            id: row.get(0)?,
            matter: row.get(1)?,
            name: String::new(),
            folder: None,
            length: row.get::<Option<i64>>(4)?.map(bytes),
            received: bytes(row.get(5)?),
            concat: None,
            expected: None,
            by: row.get(8)?,
            created_at: row.get(9)?,
            expires_at: row.get(10)?,
            finished_at: row.get(11)?,
            writer_until: row.get(12)?,
        };
        Ok(Self {
            upload,
            name: row.get(2)?,
            folder: row.get(3)?,
            concat: row.get(6)?,
            expected: row.get(7)?,
        })
    }

    fn open(self, tx: &Tx<'_, '_>) -> Result<Upload> {
        let (under, id) = (Under::Matter(self.upload.matter), self.upload.id);
        let concat = self
            .concat
            .map(|kept| {
                Concat::of_text(&kept)
                    .ok_or_else(|| Error::Bug(format!("{id} is neither a part nor made of parts")))
            })
            .transpose()?;
        let expected = self
            .expected
            .map(|sealed| fingerprint(id, tx.open_bytes(under, EXPECTED, id, &sealed)?))
            .transpose()?;
        Ok(Upload {
            name: tx.open(under, NAME, id, &self.name)?,
            folder: tx.open_maybe(under, FOLDER, id, self.folder.as_deref())?,
            concat,
            expected,
            ..self.upload
        })
    }
}

fn fingerprint(of: impl std::fmt::Display, kept: Vec<u8>) -> Result<[u8; 32]> {
    kept.try_into()
        .map_err(|_| Error::Bug(format!("the fingerprint of {of} is none")))
}

/// A CRC-32 as the database kept it.
pub(super) fn crc32(bytes: &[u8]) -> Result<u32> {
    let bytes = bytes.try_into().map_err(Error::bug)?;
    Ok(u32::from_be_bytes(bytes))
}

/// A number of bytes as the database keeps it.
pub(super) fn count(bytes: u64) -> Result<i64> {
    i64::try_from(bytes).map_err(|_| Error::Bug(format!("{bytes} bytes cannot be counted")))
}

/// A number of bytes as the database kept it: never negative, since only [`count`] wrote it.
pub(super) fn bytes(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
