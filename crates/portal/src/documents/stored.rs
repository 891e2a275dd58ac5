//! What rows say lies in the store: every upload with its segments, every page with its picture. Read a batch at a time by
//! whoever verifies, who is the product and sees everything of its firm.

use anteroom_blobs::BlobId;

use super::{
    Segment,
    uploads::{self, bytes},
};
use crate::base::{
    Column, Error, Id, MatterId, Result, Sql, Timestamp, Tx, Under, UploadId, VersionId, sql,
};

const UPLOAD_FINGERPRINT: Column = Column::of("uploads", "fingerprint");
const VERSION_FINGERPRINT: Column = Column::of("versions", "fingerprint");

sql! {
    UPLOADS = "select u.id, u.matter_id, u.length, u.received, u.ended_at, u.fingerprint, v.id, v.size, v.fingerprint
        from uploads u left join versions v on v.upload_id = u.id
        where u.firm_id = $1 and u.id > $2
        order by u.id limit 200";
    VERSIONS = "select u.id, u.matter_id, u.length, u.received, u.ended_at, u.fingerprint, v.id, v.size, v.fingerprint
        from uploads u join versions v on v.upload_id = u.id
        where u.firm_id = $1 and u.id > $2
        order by u.id limit 20";
    PICTURES = "select p.version_id, v.matter_id, p.number, p.blob_id, p.length
        from pages p join versions v on v.id = p.version_id
        where p.firm_id = $1 and (p.version_id > $2 or (p.version_id = $2 and p.number > $3))
        order by p.version_id, p.number limit 200";
}

/// An upload as its rows tell it.
pub(super) struct StoredUpload {
    pub(super) id: UploadId,
    pub(super) matter: MatterId,
    pub(super) length: Option<u64>,
    pub(super) received: u64,
    pub(super) is_ended: bool,
    /// SHA-256, once finished.
    pub(super) fingerprint: Option<Vec<u8>>,
    /// The version it became, with the size and fingerprint that version names.
    pub(super) version: Option<(VersionId, u64, Vec<u8>)>,
    pub(super) segments: Vec<Segment>,
}

/// A page's row.
pub(super) struct StoredPage {
    pub(super) version: VersionId,
    pub(super) matter: MatterId,
    pub(super) number: u32,
    pub(super) blob: Option<BlobId>,
    pub(super) length: u64,
}

/// The uploads behind one, in the order of their ids.
pub(super) fn uploads_after(
    tx: &mut Tx<'_, '_>,
    after: Option<UploadId>,
) -> Result<Vec<StoredUpload>> {
    stored(tx, UPLOADS, after)
}

/// The uploads behind one that became versions, a few at a time.
pub(super) fn versions_after(
    tx: &mut Tx<'_, '_>,
    after: Option<UploadId>,
) -> Result<Vec<StoredUpload>> {
    stored(tx, VERSIONS, after)
}

fn stored(tx: &mut Tx<'_, '_>, sql: Sql, after: Option<UploadId>) -> Result<Vec<StoredUpload>> {
    let after = after.map_or(String::new(), |id| id.as_str().to_owned());
    let rows = tx.rows(sql, &[&tx.firm(), &after], |row| {
        Ok((
            (
                row.get::<UploadId>(0)?,
                row.get::<MatterId>(1)?,
                row.get::<Option<i64>>(2)?.map(bytes),
                bytes(row.get(3)?),
            ),
            (
                row.get::<Option<Timestamp>>(4)?,
                row.get::<Option<Vec<u8>>>(5)?,
            ),
            (
                row.get::<Option<VersionId>>(6)?,
                row.get::<Option<i64>>(7)?,
                row.get::<Option<Vec<u8>>>(8)?,
            ),
        ))
    })?;
    rows.into_iter()
        .map(
            |((id, matter, length, received), (ended_at, fingerprint), version)| {
                let under = Under::Matter(matter);
                let fingerprint = fingerprint
                    .map(|sealed| tx.open_bytes(under, UPLOAD_FINGERPRINT, id, &sealed))
                    .transpose()?;
                let version = match version {
                    (Some(version), Some(size), Some(sealed)) => Some((
                        version,
                        bytes(size),
                        tx.open_bytes(under, VERSION_FINGERPRINT, version, &sealed)?,
                    )),
                    _ => None,
                };
                let segments = uploads::segments(tx, id)?;
                Ok(StoredUpload {
                    id,
                    matter,
                    length,
                    received,
                    is_ended: ended_at.is_some(),
                    fingerprint,
                    version,
                    segments,
                })
            },
        )
        .collect()
}

/// The pages behind one, in the order of their versions.
pub(super) fn pages_after(
    tx: &mut Tx<'_, '_>,
    after: Option<(VersionId, u32)>,
) -> Result<Vec<StoredPage>> {
    let (version, number) = after.map_or((String::new(), 0), |(version, number)| {
        (version.as_str().to_owned(), number)
    });
    let rows = tx.rows(PICTURES, &[&tx.firm(), &version, &number], |row| {
        Ok((
            row.get::<VersionId>(0)?,
            row.get::<MatterId>(1)?,
            row.get::<u32>(2)?,
            row.get::<Option<String>>(3)?,
            bytes(row.get(4)?),
        ))
    })?;
    rows.into_iter()
        .map(|(version, matter, number, blob, length)| {
            let blob = blob
                .map(|blob| {
                    blob.parse().map_err(|_| {
                        Error::Bug(format!("page {number} of {version} names no blob"))
                    })
                })
                .transpose()?;
            Ok(StoredPage {
                version,
                matter,
                number,
                blob,
                length,
            })
        })
        .collect()
}
