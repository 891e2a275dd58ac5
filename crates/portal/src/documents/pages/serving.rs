//! Serving versions: the file as it was sent, and the redrawn pictures of its pages.
//!
//! A file from outside is never a page of ours: it is a download, or shown in a sandbox without origin and script. Its
//! entity tag is its id, never its hash, so that nobody learns which bytes a firm holds.

use std::ops::Range;

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
use futures_util::{StreamExt, stream};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use super::super::{Guarded, Held, Kind, Reader, Source, Version, ahead};
use crate::{
    base::{Error, Id, Result, Tx, VersionId},
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
    let begun = Begun::of(Reader::whole(&visit.portal, held)?, version.id.as_str()).await?;
    if is_owed && !visit.unseen {
        visit
            .write(move |tx| receipts::note_opened(tx, &version, number))
            .await?;
    }
    let mut response = begun.into_body().into_response();
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

    fn is_owed(self, tx: &mut Tx<'_, '_>, version: &Version) -> Result<bool> {
        if self.shows(version) {
            receipts::owes_opening(tx, version, 0)
        } else {
            receipts::owes_saving(tx, version)
        }
    }

    fn note(self, tx: &mut Tx<'_, '_>, version: &Version) -> Result<()> {
        if self.shows(version) {
            receipts::note_opened(tx, version, 0)
        } else {
            receipts::note_saved(tx, version)
        }
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
            let is_owed = manner.is_owed(tx, &version)?;
            Ok((version, held, is_owed))
        })
        .await?;
    let asked = Asked::read(&method, &asked, version.size, version.id.as_str())?;
    if visit.unseen && asked.wanted.is_some() {
        // Nobody has asked yet: bytes leave when somebody does, and then it is recorded.
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let is_shown = manner.shows(&version);
    let kind = if is_shown {
        media_type(&visit, &version, held.clone()).await?
    } else {
        "application/octet-stream"
    };

    let body = match asked.wanted.clone() {
        None => Body::empty(),
        Some(wanted) => {
            let reader = Reader::new(&visit.portal, held, wanted)?;
            let leaving = Guarded::new(&visit.portal, &visit.actor(), &version, reader);
            let begun = Begun::of(leaving, version.id.as_str()).await?;
            // Whichever part was asked for: a file without its first byte is the file all the same.
            if is_owed {
                let version = version.clone();
                visit.write(move |tx| manner.note(tx, &version)).await?;
            }
            begun.into_body()
        }
    };
    let name = FileName::accept(&version.name)
        .map_or_else(|_| "file".into(), |name| name.for_download().into_owned());
    let name = if is_shown {
        disposition::inline(&name)
    } else {
        disposition::attachment(&name)
    };
    Ok(asked.answer(body, name, kind))
}

/// What a request asks for of bytes that never change.
pub(super) struct Asked {
    plan: Plan,
    length: u64,
    etag: ETag,
    /// The bytes to send: none where the answer has no body.
    pub(super) wanted: Option<Range<u64>>,
}

impl Asked {
    /// Reads the request; `tag` stands for exactly these `length` bytes.
    pub(super) fn read(
        method: &Method,
        headers: &HeaderMap,
        length: u64,
        tag: &str,
    ) -> Result<Self> {
        let etag = ETag::strong(tag).ok_or_else(|| Error::Bug("no entity tag".into()))?;
        let plan = range::plan(method, headers, length, &etag);
        let wanted = match plan {
            Plan::Full => Some(0..length),
            Plan::Part { start, end } => Some(start..end),
            Plan::NotModified | Plan::Unsatisfiable => None,
        };
        Ok(Self {
            plan,
            length,
            etag,
            wanted: wanted.filter(|_| *method == Method::GET),
        })
    }

    /// The answer: these bytes, under this name, as what they are, and never as a page of ours.
    pub(super) fn answer(self, body: Body, name: HeaderValue, kind: &'static str) -> Response {
        let mut response = Response::new(body);
        *response.status_mut() = self
            .plan
            .answer(response.headers_mut(), self.length, &self.etag);
        let answer = response.headers_mut();
        answer.insert(header::CONTENT_DISPOSITION, name);
        answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers::confine_original(answer);
        response
    }
}

/// Bytes on their way out, the first of them made: what does not open at all is an error with a number, not half an
/// answer.
pub(super) struct Begun<S> {
    first: Bytes,
    rest: S,
    /// The id of what leaves, for the log.
    what: String,
}

impl<S: Source> Begun<S> {
    pub(super) async fn of(mut source: S, what: &str) -> Result<Self> {
        let first = source
            .next()
            .await
            .inspect_err(|error| tell(what, error))?
            .unwrap_or_default();
        Ok(Self {
            first,
            rest: source,
            what: what.to_owned(),
        })
    }

    /// A frame that does not open ends the stream, so that the browser sees a download that broke off and never a wrong
    /// byte.
    pub(super) fn into_body(self) -> Body {
        let Self { first, rest, what } = self;
        let rest = ahead(rest).inspect(move |chunk| {
            if let Err(error) = chunk {
                tell(&what, error);
            }
        });
        Body::from_stream(stream::iter([Ok(first)]).chain(rest))
    }
}

fn tell(what: &str, error: &Error) {
    match error {
        Error::NotFound | Error::SignIn => {
            tracing::info!(what, "a download ended with the right to it");
        }
        error => tracing::error!(what, %error, "a document does not read"),
    }
}

/// What to call the bytes: told by themselves, from the few kinds that may be shown.
async fn media_type(visit: &SignedVisit, version: &Version, held: Held) -> Result<&'static str> {
    let head = Reader::new(&visit.portal, held, 0..HEAD as u64)?
        .next()
        .await
        .inspect_err(|error| tell(version.id.as_str(), error))?
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
