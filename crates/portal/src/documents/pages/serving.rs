//! Serving versions: the file as it was sent, and the redrawn pictures of its pages.
//!
//! A file from outside is never a page of ours: it is a download, or shown in a sandbox without origin and script. Its
//! entity tag is its id, never its hash, so that nobody learns which bytes a firm holds.

use anteroom_pages::HEAD;
use anteroom_upload::names::FileName;
use anteroom_web::{
    disposition, headers,
    range::{self, ETag, Plan},
};
use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use super::super::{Held, Kind, Reader, Version};
use crate::{
    base::{Error, Id, Result, VersionId},
    layout::{Failure, Path, SignedVisit},
    receipts,
};

/// The file, to be saved.
pub async fn download(
    visit: SignedVisit,
    Path(id): Path<VersionId>,
    method: Method,
    asked: HeaderMap,
) -> Result<Response, Failure> {
    serve(visit, id, method, asked, Manner::Saved).await
}

/// The file, shown by the browser where that is safe; else to be saved.
pub async fn original(
    visit: SignedVisit,
    Path(id): Path<VersionId>,
    method: Method,
    asked: HeaderMap,
) -> Result<Response, Failure> {
    serve(visit, id, method, asked, Manner::Shown).await
}

/// The picture of a page: to a client's contact it is the page shown, however it was asked for.
pub async fn page_picture(
    visit: SignedVisit,
    Path((id, number)): Path<(VersionId, u32)>,
    method: Method,
) -> Result<Response, Failure> {
    let (held, page, version, is_owed) = visit
        .read(move |tx| {
            let version = Version::find(tx, id)?;
            let page = version.page(tx, number)?.ok_or(Error::NotFound)?;
            let held = Held::of_page(&version, &page).ok_or(Error::NotFound)?;
            let is_owed = receipts::owes_showing(tx, &version, number)?;
            Ok((held, page, version, is_owed))
        })
        .await?;
    if visit.unseen && method == Method::GET {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let mut reader = Reader::whole(&visit.portal, held)?;
    // The first bytes are opened before the answer begins: a broken picture is an error, not half a picture.
    let first = reader.next().await?.unwrap_or_default();
    if is_owed && !visit.unseen {
        let version = version.clone();
        visit
            .write(move |tx| receipts::note_opened(tx, &version, number))
            .await?;
    }
    let mut response = Body::from_stream(watched(&version, first, reader)).into_response();
    let answer = response.headers_mut();
    answer.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_str(&page.media_type).map_err(Error::bug)?,
    );
    answer.insert(header::CONTENT_LENGTH, HeaderValue::from(page.length));
    headers::confine_original(answer);
    answer.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    Ok(response)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Saved,
    Shown,
}

impl Manner {
    fn shows(self, version: &Version) -> bool {
        self == Self::Shown && version.kind.may_be_shown()
    }

    /// A file whose pages nobody could show is opened here; for the others saving a copy is no opening.
    fn opens(self, version: &Version) -> bool {
        self.shows(version) || version.pages == 0
    }

    fn saves(self, version: &Version) -> bool {
        !self.shows(version)
    }
}

async fn serve(
    visit: SignedVisit,
    id: VersionId,
    method: Method,
    asked: HeaderMap,
    manner: Manner,
) -> Result<Response, Failure> {
    let (version, held, is_owed) = visit
        .read(move |tx| {
            let version = Version::find(tx, id)?;
            let held = Held::of_version(tx, &version)?;
            let is_owed = manner.opens(&version) && receipts::owes_opening(tx, &version, 0)?
                || manner.saves(&version) && receipts::owes_download(tx, &version)?;
            Ok((version, held, is_owed))
        })
        .await?;
    let etag = ETag::strong(version.id.as_str())
        .ok_or_else(|| Error::Bug("an id that is no entity tag".into()))?;
    let plan = range::plan(&method, &asked, version.size, &etag);
    let wanted = match plan {
        Plan::Full => Some(0..version.size),
        Plan::Part { start, end } => Some(start..end),
        Plan::NotModified | Plan::Unsatisfiable => None,
    };
    let wanted = wanted.filter(|_| method == Method::GET);
    if visit.unseen && wanted.is_some() {
        // Nobody has asked yet: bytes leave when somebody does, and then it is recorded.
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let is_shown = manner.shows(&version);
    let kind = if is_shown {
        media_type(&visit, &version, held.clone()).await?
    } else {
        "application/octet-stream"
    };

    let mut response = match wanted {
        None => Response::new(Body::empty()),
        Some(wanted) => {
            let mut reader = Reader::new(&visit.portal, held, wanted)?;
            // As above: what does not open at all is an error with a number.
            let first = reader
                .next()
                .await
                .inspect_err(|error| tell(&version, error))?
                .unwrap_or_default();
            // Whichever part was asked for: a file without its first byte is the file all the same.
            if is_owed {
                let version = version.clone();
                visit
                    .write(move |tx| {
                        if manner.opens(&version) {
                            receipts::note_opened(tx, &version, 0)?;
                        }
                        if manner.saves(&version) {
                            receipts::note_downloaded(tx, &version)?;
                        }
                        Ok(())
                    })
                    .await?;
            }
            Response::new(Body::from_stream(watched(&version, first, reader)))
        }
    };
    *response.status_mut() = plan.answer(response.headers_mut(), version.size, &etag);
    let answer = response.headers_mut();
    let name = FileName::accept(&version.name)
        .map_or_else(|_| "file".into(), |name| name.for_download().into_owned());
    answer.insert(
        header::CONTENT_DISPOSITION,
        if is_shown {
            disposition::inline(&name)
        } else {
            disposition::attachment(&name)
        },
    );
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers::confine_original(answer);
    Ok(response)
}

/// What to call the bytes: told by themselves, from the few kinds that may be shown.
async fn media_type(visit: &SignedVisit, version: &Version, held: Held) -> Result<&'static str> {
    let head = Reader::new(&visit.portal, held, 0..HEAD as u64)?
        .next()
        .await
        .inspect_err(|error| tell(version, error))?
        .unwrap_or_default();
    Ok(match version.kind {
        Kind::Text => text_type(&head),
        _ => anteroom_pages::media_type(anteroom_pages::kind(&head, &version.name)),
    })
}

/// Plain text with its encoding, as the pages' maker reads it too: a mark, else UTF-8, else Windows-1252.
fn text_type(head: &[u8]) -> &'static str {
    let is_utf8 = |head: &[u8]| {
        std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true)
    };
    match head {
        [0xff, 0xfe, ..] => "text/plain; charset=utf-16le",
        [0xfe, 0xff, ..] => "text/plain; charset=utf-16be",
        head if is_utf8(head) => "text/plain; charset=utf-8",
        _ => "text/plain; charset=windows-1252",
    }
}

/// The bytes on their way out. A frame that does not open ends the stream, so that the browser sees a download that broke
/// off and never a wrong byte.
fn watched(
    version: &Version,
    first: Bytes,
    rest: Reader,
) -> impl Stream<Item = Result<Bytes>> + Send + 'static {
    let version = version.clone();
    let rest = rest.into_stream().inspect(move |chunk| {
        if let Err(error) = chunk {
            tell(&version, error);
        }
    });
    futures_util::stream::iter([Ok(first)]).chain(rest)
}

fn tell(version: &Version, error: &Error) {
    tracing::error!(document = %version.document, version = %version.id, %error, "a document does not read");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_goes_out_in_the_encoding_it_is_in() {
        for (head, told) in [
            ("déjà vu".as_bytes(), "text/plain; charset=utf-8"),
            (b"d\xe9j\xe0 vu", "text/plain; charset=windows-1252"),
            (b"\xff\xfed\0", "text/plain; charset=utf-16le"),
            (b"cut \xc3", "text/plain; charset=utf-8"),
        ] {
            assert_eq!(text_type(head), told);
        }
    }
}
