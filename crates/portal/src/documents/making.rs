//! The jobs of documents: making the pages of a version, putting photographs together, and deleting the bytes of a transfer
//! that was given up. Each may run twice.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use anteroom_pages::{Failure, HEAD, Limits, Paper, Photo, Raster, Reason};
use anteroom_upload::names::FilePath;
use bytes::{Buf, Bytes};
use futures_util::{Stream, StreamExt, stream};
use tokio::io::{AsyncRead, ReadBuf};

use super::{
    Conversion, Held, Outcome, Page, Reader, Source, Upload, Version, ahead,
    contents::{discard, seal_picture, take_in_for},
    together::Asked,
};
use crate::{
    base::{DeliveryId, Error, Result, UploadId, VersionId},
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
    let kind = told(portal, &held, &version.name).await?;
    let input = Input::of(ahead(Reader::whole(portal, held)?));
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
    let conversion = kind.conversion().map(Conversion::from);
    portal
        .write(&product, move |tx| {
            version.rendered(tx, outcome, pages, conversion)
        })
        .await
}

/// What the first bytes and the name tell.
async fn told(portal: &Portal, held: &Held, name: &str) -> Result<anteroom_pages::Kind> {
    let mut reader = Reader::new(portal, held.clone(), 0..HEAD as u64)?;
    let head = reader.next().await?.unwrap_or_default();
    Ok(anteroom_pages::kind(&head, name))
}

/// Puts the photographs of a delivery together as one PDF. A delivery whose photographs were put together, or cannot be, is
/// left as it is.
///
/// # Errors
/// As [`make_pages`].
pub async fn put_together(portal: &Portal, id: DeliveryId) -> Result<()> {
    let product = portal.product();
    let asked = portal.read(&product, move |tx| {
        let Some(asked) = Asked::find(tx, id)? else {
            return Ok(None);
        };
        let held = asked.photos.iter().map(|photo| Held::of_version(tx, photo));
        match held.collect::<Result<Vec<Held>>>() {
            Ok(held) => Ok(Some((asked, Some(held)))),
            // One that was set aside leaves all of them as they came.
            Err(Error::Refused(_)) => Ok(Some((asked, None))),
            Err(error) => Err(error),
        }
    });
    let Some((asked, held)) = asked.await? else {
        return Ok(());
    };
    let Some(held) = held else {
        return portal.write(&product, move |tx| asked.refuse(tx)).await;
    };
    let (mut photos, mut documents, mut readers) = (Vec::new(), Vec::new(), Vec::new());
    for (version, held) in asked.photos.iter().zip(held) {
        let kind = told(portal, &held, &version.name).await?;
        // A scan in several pages is no photograph, and neither is what moves.
        let anteroom_pages::Kind::Image(format) = kind else {
            continue;
        };
        if matches!(format, Raster::Tiff | Raster::Gif) {
            continue;
        }
        photos.push(Photo {
            format,
            length: version.size,
        });
        documents.push(version.document);
        readers.push(Reader::whole(portal, held)?);
    }
    let input = Input::of(stream::iter(readers).flat_map(ahead));
    let paper = match portal.look().await?.has_letter_paper() {
        true => Paper::Letter,
        false => Paper::A4,
    };
    // A hundred photographs that have to be converted take minutes, well within the lease of a job.
    let limits = Limits {
        cpu_seconds: 300,
        wall_seconds: 420,
        ..Limits::default()
    };
    let coming = portal.maker.join(input, photos, paper, limits);
    let pdf = stream::unfold(coming, |mut coming| async move {
        let piece = coming.recv().await?.map(Bytes::from).map_err(not_together);
        Some((piece, coming))
    });
    let name = format!("{}.pdf", asked.title.replace(['/', '\\'], "-"));
    let name = FilePath::accept(&name).or_else(|_| FilePath::accept("photos.pdf"));
    let name = name.map_err(Error::bug)?;
    let (by, matter) = (asked.by, asked.matter);
    match take_in_for(portal, &product, Some(by), matter, name, pdf).await {
        Ok(pdf) => {
            portal
                .write(&product, move |tx| asked.put_together(tx, &pdf, &documents))
                .await
        }
        Err(Error::Refused(_)) => portal.write(&product, move |tx| asked.refuse(tx)).await,
        Err(error) => Err(error),
    }
}

fn not_together(failure: Failure) -> Error {
    match failure {
        Failure::Refused(_) => Error::Refused("documents-together-refused"),
        Failure::Input(error) => Error::bug(error),
        Failure::Child(error) => {
            Error::Unavailable(format!("photos cannot be put together: {error}"))
        }
    }
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

impl Input {
    fn of(stream: impl Stream<Item = Result<Bytes>> + Send + 'static) -> Self {
        Self {
            stream: Box::pin(stream),
            rest: Bytes::new(),
        }
    }
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
