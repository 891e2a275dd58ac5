//! Finished uploads: everything arrived and was read back, and no version names them yet.

use super::{Upload, bytes, crc32, fingerprint};
use crate::{
    base::{Column, Error, MatterId, Result, Timestamp, Tx, Under, UploadId, sql},
    documents::Kind,
    matters::Matter,
};

const NAME: Column = Column::of("uploads", "name");
const FOLDER: Column = Column::of("uploads", "folder");
const FINGERPRINT: Column = Column::of("uploads", "fingerprint");
const CRC32: Column = Column::of("uploads", "crc32");

sql! {
    FINISH = "update uploads set fingerprint = $3, crc32 = $4, kind = $5, mismatch_at = $6, finished_at = $7
        where firm_id = $1 and id = $2 and received = length and ended_at is null and finished_at is null";
    FIND = "select id, matter_id, name, length, fingerprint, kind, mismatch_at, folder, crc32
        from uploads where firm_id = $1 and id = $2 and created_by = coalesce($3, created_by) and finished_at is not null and ended_at is null
          and expires_at is not null and (concat is null or concat <> 'partial')";
    WAS_USED = "select 1 from versions where firm_id = $1 and upload_id = $2 and created_by = $3";
    USE = "update uploads set expires_at = null where firm_id = $1 and id = $2";
}

/// What reading the whole content back told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    /// SHA-256.
    pub fingerprint: [u8; 32],
    /// CRC-32.
    pub crc32: u32,
    /// What the bytes are.
    pub kind: Kind,
    /// Whether the name says something else.
    pub mismatch: bool,
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

impl Whole {
    /// By its fingerprint and CRC-32, its first bytes and its name.
    pub(in super::super) fn tell(
        fingerprint: [u8; 32],
        crc32: u32,
        head: &[u8],
        name: &str,
    ) -> Self {
        let (kind, mismatch) = Kind::tell(head, name);
        Self {
            fingerprint,
            crc32,
            kind,
            mismatch,
        }
    }

    /// Whether it is what the sender said it would be, if they said so.
    pub(in super::super) fn is_as_expected(&self, upload: &Upload) -> bool {
        upload
            .expected
            .is_none_or(|expected| expected == self.fingerprint)
    }

    /// Notes that the upload is whole. Twice is fine.
    pub(in super::super) fn note(&self, tx: &mut Tx<'_, '_>, upload: &Upload) -> Result<()> {
        tx.unaudited("that an upload is whole is recorded when it becomes a document");
        let (under, id) = (Under::Matter(upload.matter), upload.id);
        let fingerprint = tx.seal_bytes(under, FINGERPRINT, id, &self.fingerprint)?;
        let crc32 = tx.seal_bytes(under, CRC32, id, &self.crc32.to_be_bytes())?;
        let mismatch_at = self.mismatch.then(|| tx.now());
        tx.run(
            FINISH,
            &[
                &tx.firm(),
                &id,
                &fingerprint,
                &crc32,
                &self.kind,
                &mismatch_at,
                &tx.now(),
            ],
        )?;
        Ok(())
    }
}

impl FinishedUpload {
    /// Whether the actor's own upload became a version already.
    pub(in super::super) fn was_used(tx: &mut Tx<'_, '_>, id: UploadId) -> Result<bool> {
        let used = tx.row(WAS_USED, &[&tx.firm(), &id, &tx.person()?], |row| {
            row.get::<i64>(0)
        })?;
        Ok(used.is_some())
    }

    /// Keeps its bytes for good: it is a version now, and is never given up.
    pub(in super::super) fn use_up(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.run(USE, &[&tx.firm(), &self.id])?;
        Ok(())
    }

    /// The finished upload, for the person who sent it and for the product, while it is no version.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn find(tx: &mut Tx<'_, '_>, id: UploadId) -> Result<Self> {
        let by = match tx.actor().is_product() {
            true => None,
            false => Some(tx.person()?),
        };
        let row = tx.row(FIND, &[&tx.firm(), &id, &by], |row| {
            Ok((
                (
                    row.get::<UploadId>(0)?,
                    row.get::<MatterId>(1)?,
                    row.get::<Vec<u8>>(2)?,
                    bytes(row.get(3)?),
                ),
                (
                    row.get::<Vec<u8>>(4)?,
                    row.get::<Kind>(5)?,
                    row.get::<Option<Timestamp>>(6)?.is_some(),
                    row.get::<Option<Vec<u8>>>(7)?,
                    row.get::<Vec<u8>>(8)?,
                ),
            ))
        })?;
        let ((id, matter, name, size), (print, kind, mismatch, folder, check)) =
            row.ok_or(Error::NotFound)?;
        Matter::find(tx, matter)?;
        let under = Under::Matter(matter);
        Ok(Self {
            id,
            matter,
            name: tx.open(under, NAME, id, &name)?,
            folder: tx.open_maybe(under, FOLDER, id, folder.as_deref())?,
            size,
            fingerprint: fingerprint(id, tx.open_bytes(under, FINGERPRINT, id, &print)?)?,
            crc32: crc32(&tx.open_bytes(under, CRC32, id, &check)?)?,
            kind,
            mismatch,
        })
    }
}
