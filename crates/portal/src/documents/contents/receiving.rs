//! Receiving: a body becomes segments, segments become `received`, and when everything has arrived the whole is read back.

use anteroom_upload::{AcceptedPatch, Algorithm, Reason, Refusal, names::FilePath};
use aws_lc_rs::digest;
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt, stream};

use super::{
    super::{FinishedUpload, Kind, MOST_BYTES, Segment, Upload, uploads},
    Held, Reader, Source, discard,
    sealing::Sealer,
    turns::Turn,
};
use crate::{
    base::{Actor, Error, MatterId, Result, UploadId, new_id},
    matters::Matter,
    portal::Portal,
};

/// A body on its way, with what was agreed about it.
pub struct Coming<S> {
    /// Leave to read it.
    pub accepted: AcceptedPatch,
    /// Whether its length was announced: then it cannot be refused for its length at the end, and what is durable counts at
    /// once.
    pub is_bounded: bool,
    /// The right to receive.
    pub turn: Turn,
    /// Its chunks.
    pub body: S,
}

/// Receives a body. What arrived is kept even when the body breaks off or its turn is ended; a body that does not match its
/// checksum, or is longer than was accepted, leaves nothing.
///
/// # Errors
/// A refusal of the protocol inside; [`Error::NotFound`] when the actor lost the matter meanwhile, [`Error::Full`].
pub async fn receive<S, E>(
    portal: &Portal,
    actor: &Actor,
    mut upload: Upload,
    coming: Coming<S>,
) -> Result<Result<Upload, Refusal>>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
{
    let Coming {
        accepted,
        is_bounded,
        turn,
        mut body,
    } = coming;
    let segments = {
        let id = upload.id;
        portal
            .read(actor, move |tx| uploads::segments(tx, id))
            .await?
    };
    let number = u32::try_from(segments.len()).map_err(Error::bug)?;
    let mut sealer = Sealer::new(portal, upload.matter, upload.id, number, upload.received)?;
    let mut checksum = accepted
        .checksum()
        .map(|checksum| digest::Context::new(algorithm(checksum.algorithm())));
    let mut state = anteroom_upload::Upload::resumed(upload.length, upload.received, None)
        .map_err(Error::bug)?;
    let (mut done, mut came) = (Vec::new(), 0_u64);

    let refusal = loop {
        let chunk = tokio::select! {
            biased;
            () = turn.ended() => break None,
            chunk = tokio::time::timeout(portal.patience.silence, body.next()) => chunk,
        };
        let Ok(Some(Ok(chunk))) = chunk else {
            break None;
        };
        came += chunk.len() as u64;
        if came > accepted.at_most() {
            break Some(Refusal::from(Reason::TooLarge));
        }
        if let Some(checksum) = &mut checksum {
            checksum.update(&chunk);
        }
        if let Err(error) = sealer.push(chunk, &mut done).await {
            return set_aside(portal, &done, error).await;
        }
        if is_bounded
            && checksum.is_none()
            && !done.is_empty()
            && !keep(portal, actor, &mut upload, &mut done).await?
        {
            return Ok(Err(Reason::OffsetConflict.into()));
        }
    };
    if refusal.is_none()
        && let Err(error) = sealer.finish(&mut done).await
    {
        return set_aside(portal, &done, error).await;
    }
    let digest = checksum.map(digest::Context::finish);
    let refusal = refusal.or_else(|| {
        state
            .advance(&accepted, came, digest.as_ref().map(AsRef::as_ref))
            .err()
    });
    if let Some(refusal) = refusal {
        discard(portal, blobs(&done)).await;
        return Ok(Err(refusal));
    }
    if keep(portal, actor, &mut upload, &mut done).await? {
        Ok(Ok(upload))
    } else {
        Ok(Err(Reason::OffsetConflict.into()))
    }
}

/// Receives a file whose length nobody announced, such as one of a form. Rows are written when all of it is durable.
///
/// # Errors
/// The stream's; [`Error::Refused`] for one longer than [`MOST_BYTES`]; [`Error::NotFound`] where the actor does not see the
/// matter.
pub async fn take_in(
    portal: &Portal,
    actor: &Actor,
    matter: MatterId,
    path: FilePath,
    body: impl Stream<Item = Result<Bytes>> + Send,
) -> Result<FinishedUpload> {
    let id: UploadId = new_id(portal.now())?;
    let mut sealer = Sealer::new(portal, matter, id, 0, 0)?;
    let (mut done, mut length) = (Vec::new(), 0_u64);
    let mut body = std::pin::pin!(body);
    let sealed = loop {
        match body.next().await {
            None => break sealer.finish(&mut done).await,
            Some(Err(error)) => break Err(error),
            Some(Ok(chunk)) => {
                length += chunk.len() as u64;
                if length > MOST_BYTES {
                    break Err(Error::Refused("documents-refused-too-large"));
                }
                if let Err(error) = sealer.push(chunk, &mut done).await {
                    break Err(error);
                }
            }
        }
    };
    if let Err(error) = sealed {
        return set_aside(portal, &done, error).await;
    }
    let segments = done.clone();
    let written = portal
        .write(actor, move |tx| {
            let matter = Matter::find(tx, matter)?;
            let mut upload = Upload::begin_as(tx, &matter, id, &path, length)?;
            upload.keep(tx, &segments)?;
            Ok(upload)
        })
        .await;
    match written {
        Ok(upload) => finish(portal, actor, &upload).await,
        Err(error) => set_aside(portal, &done, error).await,
    }
}

/// Receives a file that is in memory. A name with `/` in it has the folder the file lay in.
///
/// # Errors
/// As [`take_in`]; [`Error::Malformed`] for a name that can't be one.
pub async fn receive_whole(
    portal: &Portal,
    actor: &Actor,
    matter: MatterId,
    name: &str,
    bytes: impl Into<Bytes>,
) -> Result<FinishedUpload> {
    let path = FilePath::accept(name).map_err(|_| Error::Malformed("documents-bad-name"))?;
    let chunk: Bytes = bytes.into();
    take_in(portal, actor, matter, path, stream::iter([Ok(chunk)])).await
}

/// Reads the whole back, takes its fingerprint and its CRC-32, and tells what it is. Twice is fine.
///
/// # Errors
/// [`Error::Bug`] when what was durable does not read; the upload is not finished then.
pub async fn finish(portal: &Portal, actor: &Actor, upload: &Upload) -> Result<FinishedUpload> {
    let (id, matter) = (upload.id, upload.matter);
    let held = portal
        .read(actor, move |tx| Held::of_upload(tx, matter, id))
        .await?;
    if held.size() != upload.length {
        return Err(Error::Bug(format!(
            "{id} has segments for {} of {} bytes",
            held.size(),
            upload.length
        )));
    }
    let mut reader = Reader::whole(portal, held)?;
    let (mut hash, mut head) = (digest::Context::new(&digest::SHA256), BytesMut::new());
    let mut crc32 = crc32fast::Hasher::new();
    while let Some(bytes) = reader.next().await? {
        if head.len() < anteroom_pages::HEAD {
            head.extend_from_slice(&bytes[..bytes.len().min(anteroom_pages::HEAD - head.len())]);
        }
        hash.update(&bytes);
        crc32.update(&bytes);
    }
    let fingerprint = hash.finish().as_ref().try_into().map_err(Error::bug)?;
    let (kind, mismatch) = Kind::tell(&head, &upload.name);
    let finished = FinishedUpload {
        id,
        matter,
        name: upload.name.clone(),
        folder: upload.folder.clone(),
        size: upload.length,
        fingerprint,
        crc32: crc32.finalize(),
        kind,
        mismatch,
    };
    let row = finished.clone();
    portal
        .write(actor, move |tx| Upload::finish(tx, &row))
        .await?;
    Ok(finished)
}

/// Counts durable segments; `false` when another writer was faster, and then they are gone.
async fn keep(
    portal: &Portal,
    actor: &Actor,
    upload: &mut Upload,
    done: &mut Vec<Segment>,
) -> Result<bool> {
    let segments = std::mem::take(done);
    let (mut next, rows) = (upload.clone(), segments.clone());
    let kept = portal
        .write(actor, move |tx| {
            let kept = next.keep(tx, &rows)?;
            Ok((kept, next.received))
        })
        .await;
    match kept {
        Ok((true, received)) => {
            upload.received = received;
            Ok(true)
        }
        Ok((false, _)) => {
            discard(portal, blobs(&segments)).await;
            Ok(false)
        }
        Err(error) => set_aside(portal, &segments, error).await,
    }
}

/// Removes the bytes of segments whose rows were not written, unless it is unknown whether they were.
async fn set_aside<T>(portal: &Portal, segments: &[Segment], error: Error) -> Result<T> {
    // After a lost commit the rows may exist: then their bytes must.
    if !matches!(error, Error::Unavailable(_)) {
        discard(portal, blobs(segments)).await;
    }
    Err(error)
}

fn blobs(segments: &[Segment]) -> Vec<anteroom_blobs::BlobId> {
    segments.iter().map(|segment| segment.blob).collect()
}

fn algorithm(named: Algorithm) -> &'static digest::Algorithm {
    match named {
        Algorithm::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
        Algorithm::Sha256 => &digest::SHA256,
    }
}
