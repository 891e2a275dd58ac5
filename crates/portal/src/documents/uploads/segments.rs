//! Rows of segments: where the bytes of an upload lie, in order and without a gap.

use anteroom_blobs::BlobId;

use super::{bytes, count};
use crate::base::{Error, Result, Tx, UploadId, sql};

sql! {
    KEEP = "insert into segments (upload_id, number, firm_id, blob_id, starts_at, length, created_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    OF_UPLOAD = "select number, blob_id, starts_at, length, sealed_upload_id, sealed_number
        from segments where firm_id = $1 and upload_id = $2 order by number";
    FORGET = "delete from segments where firm_id = $1 and upload_id = $2 and number >= $3";
    JOIN = "update segments set upload_id = $3, number = number + $4, starts_at = starts_at + $5,
          sealed_upload_id = coalesce(sealed_upload_id, upload_id), sealed_number = coalesce(sealed_number, number)
        where firm_id = $1 and upload_id = $2";
}

/// Bytes of an upload that are durable, sealed under a key of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its place, from 0.
    pub number: u32,
    /// Where it lies.
    pub blob: BlobId,
    /// Offset of its first plain byte.
    pub starts_at: u64,
    /// Plain bytes.
    pub length: u64,
    /// The upload and number bound into its seal, where those are not its own: it arrived as part of another upload.
    pub sealed_as: Option<(UploadId, u32)>,
}

impl Segment {
    /// Offset behind its last plain byte.
    pub fn ends_at(&self) -> u64 {
        self.starts_at + self.length
    }
}

/// The segments of an upload, in order.
pub(in super::super) fn segments(tx: &mut Tx<'_, '_>, id: UploadId) -> Result<Vec<Segment>> {
    let rows = tx.rows(OF_UPLOAD, &[&tx.firm(), &id], |row| {
        let sealed_as = row
            .get::<Option<UploadId>>(4)?
            .zip(row.get::<Option<u32>>(5)?);
        Ok((
            row.get::<u32>(0)?,
            row.get::<String>(1)?,
            bytes(row.get(2)?),
            bytes(row.get(3)?),
            sealed_as,
        ))
    })?;
    rows.into_iter()
        .map(|(number, blob, starts_at, length, sealed_as)| {
            let blob = blob
                .parse()
                .map_err(|_| Error::Bug(format!("segment {number} of {id} names no blob")))?;
            Ok(Segment {
                number,
                blob,
                starts_at,
                length,
                sealed_as,
            })
        })
        .collect()
}

pub(super) fn keep(tx: &mut Tx<'_, '_>, id: UploadId, segment: &Segment) -> Result<()> {
    tx.run(
        KEEP,
        &[
            &id,
            &segment.number,
            &tx.firm(),
            &segment.blob.to_string(),
            &count(segment.starts_at)?,
            &count(segment.length)?,
            &tx.now(),
        ],
    )?;
    Ok(())
}

/// Deletes the rows from a number on.
pub(super) fn forget_from(tx: &mut Tx<'_, '_>, id: UploadId, number: u32) -> Result<()> {
    tx.run(FORGET, &[&tx.firm(), &id, &number])?;
    Ok(())
}

/// Makes the segments of a part those of a whole, behind `number` segments that hold `starts_at` bytes; answers how many
/// they are. Their bytes stay where they lie and as they are sealed.
pub(super) fn join(
    tx: &mut Tx<'_, '_>,
    part: UploadId,
    whole: UploadId,
    number: u32,
    starts_at: u64,
) -> Result<u32> {
    let joined = tx.run(
        JOIN,
        &[&tx.firm(), &part, &whole, &number, &count(starts_at)?],
    )?;
    u32::try_from(joined).map_err(Error::bug)
}
