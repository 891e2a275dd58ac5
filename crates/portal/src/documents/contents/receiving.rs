//! Receiving: a body becomes segments, and segments become `received`. With the last byte comes what the whole is.

use std::time::Duration;

use anteroom_blobs::BlobId;
use anteroom_upload::{Algorithm, Reason, Refusal};
use aws_lc_rs::digest;
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep};

use super::{
    super::{
        Upload, Writing,
        uploads::{Kept, Pen},
    },
    discard,
    gathering::Gathering,
    turns::Turn,
};
use crate::{
    base::{Actor, Error, Result, Tx, UploadId},
    people::Session,
    portal::Portal,
};

/// How often what came is counted while it comes slowly, and the pen is shown to be held: more often than it would be lost.
const BEAT: Duration = Duration::from_secs(30);
/// Bytes that may come before it is asked again whether they still may.
const STRETCH: u64 = 8 << 20;

/// Receives a body. What arrived is kept even when the body breaks off or its turn is ended; a body that does not match its
/// checksum, or is longer than was accepted, leaves nothing. While it comes it is asked again and again whether it still may,
/// so that a transfer that was begun does not outlive the right to it.
///
/// # Errors
/// A refusal of the protocol inside; [`Error::NotFound`] when the actor lost the matter meanwhile, [`Error::Full`].
pub async fn receive<S, E>(
    portal: &Portal,
    actor: &Actor,
    turn: Turn,
    writing: Writing,
    body: S,
) -> Result<Result<Upload, Refusal>>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
{
    let Writing {
        upload,
        accepted,
        is_bounded,
        pen,
        segments,
        digest_state,
    } = writing;
    let mut standing = upload.standing()?;
    let gathering = Gathering::begin(
        portal,
        upload.matter,
        upload.id,
        &segments,
        digest_state.as_deref(),
    )
    .await?;
    let mut checksum = accepted
        .checksum()
        .map(|checksum| digest::Context::new(algorithm(checksum.algorithm())));
    let mut receiving = Receiving {
        portal,
        actor,
        length: accepted.length(),
        counts_at_once: is_bounded && checksum.is_none(),
        upload,
        pen,
        has_pen: true,
        gathering,
    };
    let came = receiving
        .read(&turn, body, accepted.at_most(), |chunk| {
            if let Some(checksum) = &mut checksum {
                checksum.update(chunk);
            }
        })
        .await;
    let digest = checksum.map(digest::Context::finish);
    let answer = match came {
        Ok(Ok(came)) => {
            match standing.advance(&accepted, came, digest.as_ref().map(AsRef::as_ref)) {
                Ok(()) => receiving.end().await,
                Err(refusal) => Ok(Err(refusal)),
            }
        }
        Ok(Err(refusal)) => Ok(Err(refusal)),
        Err(error) => Err(error),
    };
    receiving.put_down(&answer).await;
    answer.map(|counted| counted.map(|()| receiving.upload))
}

/// A body being received into an upload.
struct Receiving<'p> {
    portal: &'p Portal,
    actor: &'p Actor,
    upload: Upload,
    /// The upload's length, if it is known by now.
    length: Option<u64>,
    /// Whether what is durable counts before the body has ended.
    counts_at_once: bool,
    pen: Pen,
    has_pen: bool,
    gathering: Gathering,
}

impl Receiving<'_> {
    /// Reads the body to its end, or to where it breaks off; answers how many bytes came.
    async fn read<S, E>(
        &mut self,
        turn: &Turn,
        mut body: S,
        at_most: u64,
        mut on_its_way: impl FnMut(&[u8]),
    ) -> Result<Result<u64, Refusal>>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
    {
        let (mut came, mut asked_at) = (0_u64, 0_u64);
        let mut beat = interval_at(Instant::now() + BEAT, BEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut silence = std::pin::pin!(sleep(self.portal.patience.silence));
        loop {
            let chunk = tokio::select! {
                biased;
                () = turn.ended() => return Ok(Ok(came)),
                _ = beat.tick() => match self.beat().await? {
                    Ok(()) => continue,
                    Err(refusal) => return Ok(Err(refusal)),
                },
                chunk = body.next() => chunk,
                () = &mut silence => return Ok(Ok(came)),
            };
            let Some(Ok(chunk)) = chunk else {
                return Ok(Ok(came));
            };
            silence
                .as_mut()
                .reset(Instant::now() + self.portal.patience.silence);
            came += chunk.len() as u64;
            if came > at_most {
                return Ok(Err(Reason::TooLarge.into()));
            }
            on_its_way(&chunk);
            self.gathering.push(chunk).await?;
            if came - asked_at >= STRETCH {
                asked_at = came;
                ask_again(self.portal, self.actor, self.upload.id).await?;
            }
            if self.counts_at_once
                && self.gathering.has_made()
                && let Err(refusal) = self.count(false).await?
            {
                return Ok(Err(refusal));
            }
        }
    }

    /// Shows that somebody is writing, and counts what came of a body that counts at once.
    async fn beat(&mut self) -> Result<Result<(), Refusal>> {
        ask_again(self.portal, self.actor, self.upload.id).await?;
        if self.counts_at_once {
            self.gathering.seal().await?;
            if self.gathering.has_made() {
                return self.count(false).await;
            }
        }
        let (upload, pen) = (self.upload.clone(), self.pen);
        let is_ours = self
            .portal
            .write(self.actor, move |tx| upload.extend(tx, pen, false))
            .await?;
        Ok(if is_ours {
            Ok(())
        } else {
            Err(Reason::OffsetConflict.into())
        })
    }

    /// Counts the rest, and what the whole is if this was all of it.
    async fn end(&mut self) -> Result<Result<(), Refusal>> {
        self.gathering.seal().await?;
        if self.gathering.has_made() || self.length != self.upload.length {
            return self.count(true).await;
        }
        Ok(Ok(()))
    }

    /// Counts what was made. A whole that is not what its sender said it would be is given up.
    async fn count(&mut self, is_last: bool) -> Result<Result<(), Refusal>> {
        let whole = if self.length == Some(self.gathering.ends_at()) {
            Some(self.gathering.whole(&self.upload.name).await?)
        } else {
            None
        };
        if whole.is_some_and(|whole| !whole.is_as_expected(&self.upload)) {
            give_up(self.portal, self.actor, &self.upload).await?;
            return Ok(Err(Reason::ChecksumMismatch.into()));
        }
        let made = self.gathering.take();
        let blobs: Vec<BlobId> = made.segments.iter().map(|segment| segment.blob).collect();
        let kept = Kept {
            replaces: made.replaces.first().map(|segment| segment.number),
            segments: made.segments,
            digest_state: made.digest_state,
            length: self.length,
            whole,
            is_last,
        };
        let (before, pen) = (self.upload.clone(), self.pen);
        let counted = self
            .portal
            .write(self.actor, move |tx| {
                let mut moved = before.clone();
                Ok(moved.keep(tx, pen, &kept)?.then_some(moved))
            })
            .await;
        match counted {
            Ok(Some(upload)) => {
                self.upload = upload;
                self.has_pen = !is_last;
                let replaced = made.replaces.iter().map(|segment| segment.blob).collect();
                discard(self.portal, replaced).await;
                Ok(Ok(()))
            }
            Ok(None) => {
                discard(self.portal, blobs).await;
                Ok(Err(Reason::OffsetConflict.into()))
            }
            Err(error) => {
                discard_unless_counted(self.portal, blobs, &error).await;
                Err(error)
            }
        }
    }

    /// Deletes what will not count, and lets others write.
    async fn put_down(&mut self, answer: &Result<Result<(), Refusal>>) {
        if !matches!(answer, Ok(Ok(()))) {
            self.gathering.discard().await;
        }
        if self.has_pen {
            let (upload, pen) = (self.upload.clone(), self.pen);
            let put_down = self
                .portal
                .write(self.actor, move |tx| upload.extend(tx, pen, true))
                .await;
            if let Err(error) = put_down {
                // Whoever asks where the upload stands takes it from us.
                tracing::debug!(%error, "the pen was not put down");
            }
        }
    }
}

/// Asks again whether the bytes of an upload may still come.
async fn ask_again(portal: &Portal, actor: &Actor, id: UploadId) -> Result<()> {
    portal.read(actor, move |tx| still_open(tx, id)).await
}

/// Refuses when the right to send ended: with the session, the matter, what they may do in it, or the upload itself.
fn still_open(tx: &mut Tx<'_, '_>, id: UploadId) -> Result<()> {
    if let Some(signed) = tx.actor().signed()
        && !Session::is_open(tx, signed)?
    {
        return Err(Error::SignIn);
    }
    Upload::find(tx, id).map(drop)
}

pub(super) async fn give_up(portal: &Portal, actor: &Actor, upload: &Upload) -> Result<()> {
    let upload = upload.clone();
    portal.write(actor, move |tx| upload.end(tx)).await
}

/// Removes the bytes of segments whose rows were not written, unless it is unknown whether they were.
pub(super) async fn discard_unless_counted(portal: &Portal, blobs: Vec<BlobId>, error: &Error) {
    // After a lost commit the rows may exist: then their bytes must.
    if !matches!(error, Error::Unavailable(_)) {
        discard(portal, blobs).await;
    }
}

fn algorithm(named: Algorithm) -> &'static digest::Algorithm {
    match named {
        Algorithm::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
        Algorithm::Sha256 => &digest::SHA256,
    }
}
