//! Files that come whole: out of a form, out of memory, or joined of uploads that are here already.

use anteroom_blobs::BlobId;
use anteroom_upload::{Reason, Refusal, names::FilePath};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};

use super::{
    super::{
        FinishedUpload, MOST_BYTES, NewUpload, Upload,
        uploads::{Kept, Pen},
    },
    Held, Reader, Source,
    gathering::Gathering,
    receiving::{discard_unless_counted, give_up},
    running::Running,
};
use crate::{
    base::{Actor, Error, MatterId, PersonId, Result, UploadId, new_id},
    links,
    matters::Matter,
    portal::Portal,
};

/// Receives a file whose length nobody announced, such as one of a form. Rows are written when all of it is durable.
///
/// # Errors
/// The stream's; [`Error::Refused`] for one longer than [`MOST_BYTES`], or than the link it came through has room for; [`Error::NotFound`] where the actor does not see the
/// matter.
pub async fn take_in(
    portal: &Portal,
    actor: &Actor,
    matter: MatterId,
    path: FilePath,
    body: impl Stream<Item = Result<Bytes>> + Send,
) -> Result<FinishedUpload> {
    take_in_for(portal, actor, None, matter, path, body).await
}

/// [`take_in`] of what the product makes for somebody.
pub(in super::super) async fn take_in_for(
    portal: &Portal,
    actor: &Actor,
    by: Option<PersonId>,
    matter: MatterId,
    path: FilePath,
    body: impl Stream<Item = Result<Bytes>> + Send,
) -> Result<FinishedUpload> {
    let id: UploadId = new_id(portal.now())?;
    let most = match actor.sender() {
        Some(_) => portal.read(actor, links::room).await?.min(MOST_BYTES),
        None => MOST_BYTES,
    };
    let mut gathering = Gathering::begin(portal, matter, id, &[], None).await?;
    let whole = match gather(&mut gathering, body, most).await {
        Ok(()) => gathering.whole(path.name.as_str()).await,
        Err(error) => Err(error),
    };
    let whole = match whole {
        Ok(whole) => whole,
        Err(error) => {
            gathering.discard().await;
            return Err(error);
        }
    };
    let length = gathering.ends_at();
    let made = gathering.take();
    let blobs: Vec<BlobId> = made.segments.iter().map(|segment| segment.blob).collect();
    let kept = Kept {
        segments: made.segments,
        replaces: None,
        digest_state: made.digest_state,
        length: Some(length),
        whole: Some(whole),
        is_last: true,
    };
    let written = portal
        .write(actor, move |tx| {
            let matter = Matter::find(tx, matter)?;
            let new = NewUpload {
                by,
                ..NewUpload::file(path.clone(), length)
            };
            let mut upload = Upload::begin_as(tx, &matter, id, &new)?;
            if length > 0 {
                upload.keep(tx, Pen::FIRST, &kept)?;
            }
            FinishedUpload::find(tx, id)
        })
        .await;
    if let Err(error) = &written {
        discard_unless_counted(portal, blobs, error).await;
    }
    written
}

async fn gather(
    gathering: &mut Gathering,
    body: impl Stream<Item = Result<Bytes>> + Send,
    most: u64,
) -> Result<()> {
    let mut length = 0_u64;
    let mut body = std::pin::pin!(body);
    while let Some(chunk) = body.next().await {
        let chunk = chunk?;
        length += chunk.len() as u64;
        if length > most {
            return Err(Error::Refused("documents-refused-too-large"));
        }
        gathering.push(chunk).await?;
    }
    gathering.seal().await
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

/// Reads back the whole of an upload that was joined of others, takes its fingerprint and tells what it is. Twice is fine.
///
/// # Errors
/// A refusal inside when it is not what its sender said it would be, and then it is given up. [`Error::Bug`] when what was
/// durable does not read; the upload is not finished then.
pub async fn finish(
    portal: &Portal,
    actor: &Actor,
    upload: &Upload,
) -> Result<Result<(), Refusal>> {
    let (id, matter) = (upload.id, upload.matter);
    let held = portal
        .read(actor, move |tx| Held::of_upload(tx, matter, id))
        .await?;
    if Some(held.size()) != upload.length {
        return Err(Error::Bug(format!(
            "{id} has segments for {} bytes of {:?}",
            held.size(),
            upload.length
        )));
    }
    let mut reader = Reader::whole(portal, held)?;
    let (mut running, mut head) = (Running::from(None)?, Vec::new());
    while let Some(bytes) = reader.next().await? {
        let room = anteroom_pages::HEAD.saturating_sub(head.len());
        head.extend_from_slice(&bytes[..bytes.len().min(room)]);
        running.update(&bytes);
    }
    let whole = running.whole(&head, &upload.name);
    if !whole.is_as_expected(upload) {
        give_up(portal, actor, upload).await?;
        return Ok(Err(Reason::ChecksumMismatch.into()));
    }
    let upload = upload.clone();
    portal
        .write(actor, move |tx| whole.note(tx, &upload))
        .await?;
    Ok(Ok(()))
}
