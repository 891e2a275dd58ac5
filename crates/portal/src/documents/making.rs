//! Two jobs of documents: making the pages of a version, and deleting the bytes of a transfer that was given up. Both may
//! run twice.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use anteroom_pages::{Failure, HEAD, Limits, Reason};
use bytes::{Buf, Bytes};
use futures_util::Stream;
use tokio::io::{AsyncRead, ReadBuf};

use super::{
    Held, Outcome, Page, Reader, Source, Upload, Version, ahead,
    contents::{discard, seal_picture},
};
use crate::{
    base::{Error, Result, UploadId, VersionId},
    portal::Portal,
};

/// Makes pictures and words of a version's pages and writes down what became of it. A version whose pages were made, or
/// cannot be, is left as it is.
///
/// # Errors
/// [`Error::Bug`] or [`Error::Unavailable`] when it is worth another try: the bytes could not be read, or the child that
/// draws could not run.
pub async fn make_pages(portal: &Portal, id: VersionId) -> Result<()> {
    let product = portal.product();
    let found = portal
        .read(&product, move |tx| {
            let version = Version::find(tx, id)?;
            Ok((Held::of_version(tx, &version)?, version))
        })
        .await;
    let (held, version) = match found {
        Ok((held, version)) if version.rendering == Outcome::Waiting => (held, version),
        // What was set aside gets none, and a practice matter that was removed meanwhile needs none.
        Ok(_) | Err(Error::NotFound | Error::Refused(_)) => return Ok(()),
        Err(error) => return Err(error),
    };
    let head = Reader::new(portal, held.clone(), 0..HEAD as u64)?
        .next()
        .await?
        .unwrap_or_default();
    let kind = anteroom_pages::kind(&head, &version.name);
    let input = Input {
        stream: Box::pin(ahead(Reader::whole(portal, held)?)),
        rest: Bytes::new(),
    };
    let mut coming = portal.maker.make(input, kind, Limits::default());
    let mut pages = 0;
    let outcome = loop {
        match coming.recv().await {
            None => break Outcome::Made,
            Some(Ok(page)) => {
                pages = page.number;
                keep(portal, &version, page).await?;
            }
            Some(Err(Failure::Refused(reason))) => break outcome(reason),
            Some(Err(Failure::Input(error))) => return Err(Error::bug(error)),
            Some(Err(Failure::Child(error))) => {
                return Err(Error::Unavailable(format!("pages cannot be made: {error}")));
            }
        }
    };
    portal
        .write(&product, move |tx| version.rendered(tx, outcome, pages))
        .await
}

async fn keep(portal: &Portal, version: &Version, page: anteroom_pages::Page) -> Result<()> {
    let mut row = Page {
        number: page.number,
        blob: None,
        length: 0,
        media_type: String::new(),
        width: 0,
        height: 0,
        words: page.text,
    };
    if let Some(picture) = page.picture {
        row.blob = Some(
            seal_picture(
                portal,
                version.matter,
                version.id,
                page.number,
                &picture.bytes,
            )
            .await?,
        );
        row.length = picture.bytes.len() as u64;
        picture.format.media_type().clone_into(&mut row.media_type);
        (row.width, row.height) = (picture.width, picture.height);
    }
    let (version, blob) = (version.clone(), row.blob);
    let is_new = portal
        .write(&portal.product(), move |tx| version.keep_page(tx, &row))
        .await?;
    if !is_new {
        // An earlier run got this far; its picture stays.
        discard(portal, blob.into_iter().collect()).await;
    }
    Ok(())
}

fn outcome(reason: Reason) -> Outcome {
    match reason {
        Reason::Encrypted => Outcome::Locked,
        Reason::Damaged => Outcome::Damaged,
        Reason::TooMany | Reason::TooLarge => Outcome::TooLarge,
        Reason::Unsupported => Outcome::Nothing,
    }
}

/// Deletes the bytes of an upload that was given up, then forgets where they lay.
///
/// # Errors
/// [`Error::Unavailable`] when the store does not answer: try again.
pub async fn delete_blobs(portal: &Portal, upload: UploadId) -> Result<()> {
    let product = portal.product();
    let litter = portal
        .read(&product, move |tx| Upload::litter(tx, upload))
        .await?;
    for segment in &litter {
        portal
            .blobs
            .delete(&segment.blob)
            .await
            .map_err(|error| Error::Unavailable(error.to_string()))?;
    }
    if litter.is_empty() {
        Ok(())
    } else {
        portal
            .write(&product, move |tx| Upload::forget(tx, upload))
            .await
    }
}

/// Gives up transfers left behind, a batch at a time; answers how many.
///
/// # Errors
/// The store's.
pub async fn sweep_uploads(portal: &Portal) -> Result<usize> {
    let mut swept = 0;
    loop {
        let batch = portal.write(&portal.product(), Upload::end_expired).await?;
        swept += batch;
        if batch == 0 {
            return Ok(swept);
        }
    }
}

/// A document as the child's feeder reads it.
struct Input {
    stream: Pin<Box<dyn Stream<Item = Result<Bytes>> + Send>>,
    rest: Bytes,
}

impl AsyncRead for Input {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        if self.rest.is_empty() {
            match ready!(self.stream.as_mut().poll_next(context)) {
                None => return Poll::Ready(Ok(())),
                Some(Err(error)) => return Poll::Ready(Err(std::io::Error::other(error))),
                Some(Ok(bytes)) => self.rest = bytes,
            }
        }
        let take = self.rest.len().min(into.remaining());
        into.put_slice(&self.rest[..take]);
        self.rest.advance(take);
        Poll::Ready(Ok(()))
    }
}
