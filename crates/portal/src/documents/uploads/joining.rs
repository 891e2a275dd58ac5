//! Joining: several uploads become one (tus concatenation). No byte is copied: the segments of the parts become segments of
//! the whole, each sealed as it was, and the parts are used up.

use anteroom_upload::{Concat, Reason};

use super::{MOST_BYTES, NewUpload, Upload, segments};
use crate::{
    base::{Error, Result, Tx, UploadId, sql},
    matters::Matter,
};

sql! {
    // The same parts asked for again, by a client that did not hear the first answer, are the same upload.
    JOINED = "select id from uploads
        where firm_id = $1 and matter_id = $2 and created_by = $3 and concat = $4 and ended_at is null and expires_at is not null";
    USE_UP = "update uploads set ended_at = $3, expires_at = null where firm_id = $1 and id = $2";
}

/// Makes one upload of finished parts of the actor, in this order. Its content is still to be read back.
///
/// # Errors
/// [`Error::NotFound`] for a part that is not theirs, not of this matter, or no part. Inside, [`Reason::PartUnfinished`] and
/// [`Reason::TooLarge`].
pub fn join(
    tx: &mut Tx<'_, '_>,
    matter: &Matter,
    new: &NewUpload,
    concat: &Concat,
    parts: &[UploadId],
) -> Result<Result<Upload, Reason>> {
    let before = tx.row(
        JOINED,
        &[&tx.firm(), &matter.id, &tx.person()?, &concat.text()],
        |row| row.get::<UploadId>(0),
    )?;
    if let Some(before) = before {
        tx.unaudited("it was joined and recorded before");
        return Upload::find(tx, before).map(Ok);
    }
    let mut found = Vec::with_capacity(parts.len());
    let mut length = 0_u64;
    for part in parts {
        let part = Upload::find(tx, *part)?;
        if part.matter != matter.id || part.concat != Some(Concat::Partial) {
            return Err(Error::NotFound);
        }
        if part.finished_at.is_none() {
            return Ok(Err(Reason::PartUnfinished));
        }
        length = length.saturating_add(part.received);
        found.push(part);
    }
    if length > MOST_BYTES {
        return Ok(Err(Reason::TooLarge));
    }
    let new = NewUpload {
        length: Some(length),
        ..new.clone()
    };
    let id: UploadId = tx.new_id()?;
    let whole = Upload::insert(tx, matter, id, &new, Some(concat.clone()), length)?;
    let (mut number, mut starts_at) = (0, 0);
    for part in found {
        number += segments::join(tx, part.id, id, number, starts_at)?;
        starts_at += part.received;
        tx.run(USE_UP, &[&tx.firm(), &part.id, &tx.now()])?;
    }
    Ok(Ok(whole))
}
