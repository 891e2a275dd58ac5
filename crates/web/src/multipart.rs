//! A form with files, read as it arrives (RFC 7578): each part's headers, then its bytes in
//! chunks, and never a file as a whole.
//!
//! Memory is bounded by the limits and by the size of one frame of the body, whatever is sent.
//! How many bytes a file may have is the reader's question: it sees each chunk.

mod parser;
mod part;

use std::error::Error;
use std::fmt;

use bytes::{BufMut, Bytes, BytesMut};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use http_body::Body;
use http_body_util::BodyExt;

use parser::{Event, Parser};
pub use part::Part;

/// How much a form may ask to be kept in mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most parts.
    pub parts: usize,
    /// The most bytes of one part's headers.
    pub header_bytes: usize,
}

impl Default for Limits {
    /// 200 parts, 8 KiB of headers each.
    fn default() -> Self {
        Self {
            parts: 200,
            header_bytes: 8 * 1024,
        }
    }
}

/// Why a form was refused.
#[derive(Debug)]
pub enum Refusal {
    /// The body is not `multipart/form-data`.
    NotMultipart,
    /// The boundary is missing, or none by RFC 2046 section 5.1.1.
    Boundary,
    /// The body does not follow its boundary, or a part's headers cannot be read; the text says
    /// which.
    Malformed(&'static str),
    /// The body ended before its last boundary.
    Truncated,
    /// More parts than the limit.
    TooMany,
    /// A part's headers are longer than the limit.
    HeadersTooLarge,
    /// A part read as text is longer than was allowed for it.
    TextTooLarge,
    /// A part read as text is not UTF-8.
    NotText,
    /// The body broke off underneath.
    Broken(Box<dyn Error + Send + Sync>),
}

impl Refusal {
    /// The status to answer with.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotMultipart => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::HeadersTooLarge | Self::TextTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Boundary
            | Self::Malformed(_)
            | Self::Truncated
            | Self::TooMany
            | Self::NotText
            | Self::Broken(_) => StatusCode::BAD_REQUEST,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotMultipart => "the body is not multipart/form-data",
            Self::Boundary => "the boundary is missing or cannot be one",
            Self::Malformed(what) => what,
            Self::Truncated => "the form ends before its last boundary",
            Self::TooMany => "the form has too many parts",
            Self::HeadersTooLarge => "a part's headers are too long",
            Self::TextTooLarge => "a part is too long",
            Self::NotText => "a part is not UTF-8",
            Self::Broken(_) => "the body broke off",
        })
    }
}

impl Error for Refusal {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Broken(cause) => Some(cause.as_ref()),
            _ => None,
        }
    }
}

/// A form on its way in.
#[derive(Debug)]
pub struct Form<B> {
    body: B,
    parser: Parser,
    is_in_part: bool,
}

impl<B> Form<B>
where
    B: Body + Unpin,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    /// Begins to read `body`; the boundary is in `headers`.
    ///
    /// # Errors
    /// [`Refusal::NotMultipart`] or [`Refusal::Boundary`].
    pub fn new(headers: &HeaderMap, body: B, limits: Limits) -> Result<Self, Refusal> {
        let mut types = headers.get_all(CONTENT_TYPE).iter();
        let (Some(kind), None) = (types.next(), types.next()) else {
            return Err(Refusal::NotMultipart);
        };
        let kind = kind.to_str().map_err(|_| Refusal::NotMultipart)?;
        let boundary = part::boundary(kind)?;
        Ok(Self {
            body,
            parser: Parser::new(&boundary, limits),
            is_in_part: false,
        })
    }

    /// The next part; `None` after the last. What is left unread of the part before is skipped.
    ///
    /// # Errors
    /// Any [`Refusal`]. The form cannot be read on after one.
    pub async fn next_part(&mut self) -> Result<Option<Part>, Refusal> {
        while self.next_chunk().await?.is_some() {}
        match self.next_event().await? {
            Event::Part(part) => {
                self.is_in_part = true;
                Ok(Some(part))
            }
            Event::End => Ok(None),
            Event::Chunk(_) | Event::PartEnd => Err(Refusal::Malformed("bytes outside a part")),
        }
    }

    /// The next bytes of the part, never empty; `None` at its end.
    ///
    /// # Errors
    /// As [`Form::next_part`]. The chunks of a part that ends in a refusal are not a whole file.
    pub async fn next_chunk(&mut self) -> Result<Option<Bytes>, Refusal> {
        if !self.is_in_part {
            return Ok(None);
        }
        if let Event::Chunk(bytes) = self.next_event().await? {
            return Ok(Some(bytes));
        }
        self.is_in_part = false;
        Ok(None)
    }

    /// The rest of the part as text of at most `at_most` bytes.
    ///
    /// # Errors
    /// As [`Form::next_part`], and [`Refusal::TextTooLarge`], [`Refusal::NotText`].
    pub async fn text(&mut self, at_most: usize) -> Result<String, Refusal> {
        let mut text = BytesMut::new();
        while let Some(chunk) = self.next_chunk().await? {
            if text.len() + chunk.len() > at_most {
                return Err(Refusal::TextTooLarge);
            }
            text.put(chunk);
        }
        String::from_utf8(text.into()).map_err(|_| Refusal::NotText)
    }

    async fn next_event(&mut self) -> Result<Event, Refusal> {
        loop {
            if let Some(event) = self.parser.next()? {
                return Ok(event);
            }
            match self.body.frame().await {
                None => return Err(Refusal::Truncated),
                Some(Err(cause)) => return Err(Refusal::Broken(cause.into())),
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        self.parser.push(bytes);
                    }
                }
            }
        }
    }
}
