//! Comparing: the fingerprint of any run of what has arrived, for a sender who chooses a file again.
//!
//! It is taken when somebody asks, from what lies there: most transfers are never asked about.

use std::ops::Range;

use aws_lc_rs::digest;

use super::{Held, Reader, Source};
use crate::{
    base::{Actor, Error, Result, UploadId},
    documents::Upload,
    portal::Portal,
};

/// Bytes of a run at most: what one question may cost.
const MOST: u64 = 64 << 20;

/// The SHA-256 of a run of plain bytes of an unfinished upload.
///
/// # Errors
/// [`Error::NotFound`] for an upload that is not the actor's, and for a run of which not everything has arrived, or that is
/// longer than 64 MiB; the store's.
pub async fn fingerprint_between(
    portal: &Portal,
    actor: &Actor,
    upload: UploadId,
    run: Range<u64>,
) -> Result<[u8; 32]> {
    let held = portal
        .read(actor, move |tx| {
            let upload = Upload::find(tx, upload)?;
            Held::of_upload(tx, upload.matter, upload.id)
        })
        .await?;
    if run.is_empty() || run.end > held.size() || run.end - run.start > MOST {
        return Err(Error::NotFound);
    }
    let mut reader = Reader::new(portal, held, run)?;
    let mut digest = digest::Context::new(&digest::SHA256);
    while let Some(bytes) = reader.next().await? {
        digest.update(&bytes);
    }
    digest.finish().as_ref().try_into().map_err(Error::bug)
}
