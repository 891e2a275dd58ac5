//! Uploads: transfers under way, and for ever the home of their segments.
//!
//! `received` is a fact: that many bytes are durable and sealed, counted by the row of each segment. It moves only by
//! compare-and-set, so of two writers, on one server or two, one wins and the other's bytes are litter.

use std::time::Duration;

use anteroom_upload::names::FilePath;

use super::{Kind, may_bring};
use crate::{
    base::{
        Act, Column, Entry, Error, MatterId, PersonId, Result, Timestamp, Tx, Under, UploadId, sql,
    },
    jobs,
    matters::Matter,
};

/// How long an upload may stay unfinished, or finished and unused.
pub const EXPIRY: Duration = Duration::from_secs(7 * 24 * 3600);
/// The longest upload, in bytes: 100 GB.
pub const MOST_BYTES: u64 = 100_000_000_000;

const NAME: Column = Column::of("uploads", "name");
const FOLDER: Column = Column::of("uploads", "folder");
const FINGERPRINT: Column = Column::of("uploads", "fingerprint");
const CRC32: Column = Column::of("uploads", "crc32");

sql! {
    BEGIN = "insert into uploads (id, firm_id, matter_id, name, folder, length, received, created_by, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9)";
    FIND = "select id, matter_id, name, length, received, created_by, created_at, expires_at, finished_at, folder
        from uploads where firm_id = $1 and id = $2 and ended_at is null
          and not exists (select 1 from versions v where v.upload_id = uploads.id)";
    UNFINISHED = "select id, matter_id, name, length, received, created_by, created_at, expires_at, finished_at, folder
        from uploads where firm_id = $1 and matter_id = $2 and created_by = $3 and ended_at is null and finished_at is null
          and received > 0 and expires_at > $4
        order by created_at desc limit 20";
    KEEP = "insert into segments (upload_id, number, firm_id, blob_id, starts_at, length, created_at) values ($1, $2, $3, $4, $5, $6, $7)";
    MOVE = "update uploads set received = $4 where firm_id = $1 and id = $2 and received = $3 and ended_at is null and finished_at is null";
    SEGMENTS = "select number, blob_id, starts_at, length from segments where firm_id = $1 and upload_id = $2 order by number";
    FINISH = "update uploads set fingerprint = $3, crc32 = $4, kind = $5, mismatch_at = $6, finished_at = $7
        where firm_id = $1 and id = $2 and received = length and ended_at is null and finished_at is null";
    FINISHED = "select u.id, u.matter_id, u.name, u.length, u.fingerprint, u.crc32, u.kind, u.mismatch_at, u.folder
        from uploads u where u.firm_id = $1 and u.id = $2 and u.created_by = $3 and u.finished_at is not null and u.ended_at is null
          and not exists (select 1 from versions v where v.upload_id = u.id)";
    WAS_USED = "select 1 from versions where firm_id = $1 and upload_id = $2 and created_by = $3";
    END = "update uploads set ended_at = $3 where firm_id = $1 and id = $2 and ended_at is null
        and not exists (select 1 from versions v where v.upload_id = uploads.id)";
    EXPIRED = "select id, matter_id from uploads where firm_id = $1 and expires_at <= $2 and ended_at is null
        and not exists (select 1 from versions v where v.upload_id = uploads.id)
        order by expires_at limit 500";
    IS_ENDED = "select 1 from uploads where firm_id = $1 and id = $2 and ended_at is not null";
    FORGET = "delete from segments where firm_id = $1 and upload_id = $2";
}

/// A transfer under way.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Which one.
    pub id: UploadId,
    /// Where it goes.
    pub matter: MatterId,
    /// The file's name.
    pub name: String,
    /// Where in a chosen folder it lay: parts joined by `/`.
    pub folder: Option<String>,
    /// Bytes it will have.
    pub length: u64,
    /// Bytes that are durable.
    pub received: u64,
    /// Who sends it.
    pub by: PersonId,
    /// When it began.
    pub created_at: Timestamp,
    /// When it is given up.
    pub expires_at: Timestamp,
    /// When everything had arrived and was read back.
    pub finished_at: Option<Timestamp>,
}

/// Bytes of an upload that are durable, sealed under a key of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// From 0; bound into the seal.
    pub number: u32,
    /// Where it lies.
    pub blob: anteroom_blobs::BlobId,
    /// Offset of its first plain byte.
    pub starts_at: u64,
    /// Plain bytes.
    pub length: u64,
}

/// An upload whose whole content was read back, and which is no version yet.
#[derive(Clone, Debug)]
pub struct FinishedUpload {
    /// Which one.
    pub id: UploadId,
    /// Where it goes.
    pub matter: MatterId,
    /// The file's name.
    pub name: String,
    /// Where in a chosen folder it lay: parts joined by `/`.
    pub folder: Option<String>,
    /// Bytes.
    pub size: u64,
    /// SHA-256.
    pub fingerprint: [u8; 32],
    /// CRC-32.
    pub crc32: u32,
    /// What the bytes are.
    pub kind: Kind,
    /// Whether the name says something else.
    pub mismatch: bool,
}

impl Upload {
    /// Begins a transfer into a matter the actor may bring documents into.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for who may not.
    pub fn begin(
        tx: &mut Tx<'_, '_>,
        matter: &Matter,
        path: &FilePath,
        length: u64,
    ) -> Result<Self> {
        let id = tx.new_id()?;
        Self::begin_as(tx, matter, id, path, length)
    }

    /// [`begin`](Upload::begin) under an id that segments were already sealed for.
    pub(super) fn begin_as(
        tx: &mut Tx<'_, '_>,
        matter: &Matter,
        id: UploadId,
        path: &FilePath,
        length: u64,
    ) -> Result<Self> {
        may_bring(tx)?;
        let upload = Self {
            id,
            matter: matter.id,
            name: path.name.as_str().to_owned(),
            folder: path.folder.as_ref().map(ToString::to_string),
            length,
            received: 0,
            by: tx.person()?,
            created_at: tx.now(),
            expires_at: tx.now().after(EXPIRY),
            finished_at: None,
        };
        let under = Under::Matter(matter.id);
        let sealed = tx.seal(under, NAME, id, &upload.name)?;
        let folder = upload
            .folder
            .as_deref()
            .map(|folder| tx.seal(under, FOLDER, id, folder))
            .transpose()?;
        tx.run(
            BEGIN,
            &[
                &id,
                &tx.firm(),
                &matter.id,
                &sealed,
                &folder,
                &count(length)?,
                &upload.by,
                &upload.created_at,
                &upload.expires_at,
            ],
        )?;
        tx.record(
            Entry::of(Act::UploadBegun)
                .in_matter(matter.id)
                .about(id)
                .with("name", &upload.name)
                .with("size", length),
        )?;
        Ok(upload)
    }

    /// The transfer, for the person who began it, while they may still see its matter and it is no version.
    ///
    /// # Errors
    /// [`Error::NotFound`]; also once it was given up.
    pub fn find(tx: &mut Tx<'_, '_>, id: UploadId) -> Result<Self> {
        let row = tx
            .row(FIND, &[&tx.firm(), &id], read)?
            .ok_or(Error::NotFound)?;
        if tx.actor().person() != Some(row.upload.by) {
            return Err(Error::NotFound);
        }
        Matter::find(tx, row.upload.matter)?;
        may_bring(tx)?;
        row.open(tx)
    }

    /// What the actor left half sent in this matter, newest first.
    ///
    /// # Errors
    /// The store's.
    pub fn unfinished(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Self>> {
        let rows = tx.rows(
            UNFINISHED,
            &[&tx.firm(), &matter.id, &tx.person()?, &tx.now()],
            read,
        )?;
        rows.into_iter().map(|row| row.open(tx)).collect()
    }

    /// Percent that has arrived, rounded down.
    pub fn percent(&self) -> u64 {
        let percent = u128::from(self.received) * 100 / u128::from(self.length.max(1));
        u64::try_from(percent).unwrap_or(100)
    }

    /// Writes the rows of segments that are durable and lie behind each other from `received` on.
    ///
    /// Answers `false`, having changed nothing, when another writer moved the upload meanwhile: the segments are litter.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor lost the matter or the upload was given up.
    pub(super) fn keep(&mut self, tx: &mut Tx<'_, '_>, segments: &[Segment]) -> Result<bool> {
        tx.unaudited("a segment is part of an upload whose beginning and end are recorded");
        let now = Self::find(tx, self.id)?;
        let (Some(first), Some(last)) = (segments.first(), segments.last()) else {
            return Ok(true);
        };
        let received = last.starts_at + last.length;
        if now.received != first.starts_at
            || tx.run(
                MOVE,
                &[
                    &tx.firm(),
                    &self.id,
                    &count(first.starts_at)?,
                    &count(received)?,
                ],
            )? == 0
        {
            return Ok(false);
        }
        for segment in segments {
            tx.run(
                KEEP,
                &[
                    &self.id,
                    &segment.number,
                    &tx.firm(),
                    &segment.blob.to_string(),
                    &count(segment.starts_at)?,
                    &count(segment.length)?,
                    &tx.now(),
                ],
            )?;
        }
        self.received = received;
        Ok(true)
    }

    /// Notes what reading the whole content back told.
    pub(super) fn finish(tx: &mut Tx<'_, '_>, upload: &FinishedUpload) -> Result<()> {
        tx.unaudited("that an upload is whole is recorded when it becomes a document");
        let (under, id) = (Under::Matter(upload.matter), upload.id);
        let fingerprint = tx.seal_bytes(under, FINGERPRINT, id, &upload.fingerprint)?;
        let crc32 = tx.seal_bytes(under, CRC32, id, &upload.crc32.to_be_bytes())?;
        let mismatch_at = upload.mismatch.then(|| tx.now());
        tx.run(
            FINISH,
            &[
                &tx.firm(),
                &upload.id,
                &fingerprint,
                &crc32,
                &upload.kind,
                &mismatch_at,
                &tx.now(),
            ],
        )?;
        Ok(())
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
        tx.run(FORGET, &[&tx.firm(), &id])?;
        Ok(())
    }
}

fn end(tx: &mut Tx<'_, '_>, id: UploadId, matter: MatterId) -> Result<()> {
    if tx.run(END, &[&tx.firm(), &id, &tx.now()])? == 1 {
        jobs::queue(tx, jobs::Kind::DeleteBlobs, id.as_ref(), tx.now())?;
        tx.record(Entry::of(Act::UploadEnded).in_matter(matter).about(id))?;
    }
    Ok(())
}

impl FinishedUpload {
    /// Whether the actor's own upload became a version already.
    pub(super) fn was_used(tx: &mut Tx<'_, '_>, id: UploadId) -> Result<bool> {
        let used = tx.row(WAS_USED, &[&tx.firm(), &id, &tx.person()?], |row| {
            row.get::<i64>(0)
        })?;
        Ok(used.is_some())
    }

    /// The finished upload, for the person who sent it, while it is no version.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn find(tx: &mut Tx<'_, '_>, id: UploadId) -> Result<Self> {
        let row = tx.row(FINISHED, &[&tx.firm(), &id, &tx.person()?], |row| {
            Ok((
                (
                    row.get::<UploadId>(0)?,
                    row.get::<MatterId>(1)?,
                    row.get::<Vec<u8>>(2)?,
                    bytes(row.get(3)?),
                ),
                (
                    row.get::<Vec<u8>>(4)?,
                    row.get::<Vec<u8>>(5)?,
                    row.get::<Kind>(6)?,
                    row.get::<Option<Timestamp>>(7)?.is_some(),
                    row.get::<Option<Vec<u8>>>(8)?,
                ),
            ))
        })?;
        let ((id, matter, name, size), (fingerprint, check, kind, mismatch, folder)) =
            row.ok_or(Error::NotFound)?;
        Matter::find(tx, matter)?;
        let under = Under::Matter(matter);
        let fingerprint = tx.open_bytes(under, FINGERPRINT, id, &fingerprint)?;
        Ok(Self {
            id,
            matter,
            name: tx.open(under, NAME, id, &name)?,
            folder: tx.open_maybe(under, FOLDER, id, folder.as_deref())?,
            size,
            fingerprint: fingerprint
                .try_into()
                .map_err(|_| Error::Bug(format!("the fingerprint of {id} is none")))?,
            crc32: crc32(&tx.open_bytes(under, CRC32, id, &check)?)?,
            kind,
            mismatch,
        })
    }
}

/// The segments of an upload, in order.
pub(super) fn segments(tx: &mut Tx<'_, '_>, id: UploadId) -> Result<Vec<Segment>> {
    let rows = tx.rows(SEGMENTS, &[&tx.firm(), &id], |row| {
        Ok((
            row.get::<u32>(0)?,
            row.get::<String>(1)?,
            bytes(row.get(2)?),
            bytes(row.get(3)?),
        ))
    })?;
    rows.into_iter()
        .map(|(number, blob, starts_at, length)| {
            let blob = blob
                .parse()
                .map_err(|_| Error::Bug(format!("segment {number} of {id} names no blob")))?;
            Ok(Segment {
                number,
                blob,
                starts_at,
                length,
            })
        })
        .collect()
}

/// A row of `uploads`, words still sealed.
struct Sealed {
    upload: Upload,
    name: Vec<u8>,
    folder: Option<Vec<u8>>,
}

fn read(row: &anteroom_db::Row<'_>) -> Result<Sealed, anteroom_db::Error> {
    let upload = Upload {
        id: row.get(0)?,
        matter: row.get(1)?,
        name: String::new(),
        folder: None,
        length: bytes(row.get(3)?),
        received: bytes(row.get(4)?),
        by: row.get(5)?,
        created_at: row.get(6)?,
        expires_at: row.get(7)?,
        finished_at: row.get(8)?,
    };
    Ok(Sealed {
        upload,
        name: row.get(2)?,
        folder: row.get(9)?,
    })
}

impl Sealed {
    fn open(self, tx: &Tx<'_, '_>) -> Result<Upload> {
        let (under, id) = (Under::Matter(self.upload.matter), self.upload.id);
        Ok(Upload {
            name: tx.open(under, NAME, id, &self.name)?,
            folder: tx.open_maybe(under, FOLDER, id, self.folder.as_deref())?,
            ..self.upload
        })
    }
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
