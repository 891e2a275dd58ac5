//! What the protocol refuses, and how each refusal is answered.

use std::fmt;

use http::header::{ALLOW, CACHE_CONTROL};
use http::{HeaderValue, Response, StatusCode};

use crate::fields::{TUS_RESUMABLE, TUS_VERSION};
use crate::{MetadataFault, VERSION};

/// Why a request was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// `Tus-Resumable` is absent or names another version (412).
    Version,
    /// The method is none of the protocol's (405).
    Method,
    /// `X-HTTP-Method-Override` was sent. It would let one method pass for another behind every
    /// check made on the method, so it is refused instead of overlooked (400).
    MethodOverride,
    /// A field that may stand once was sent twice (400).
    RepeatedField,
    /// The body is not `application/offset+octet-stream` (415).
    ContentType,
    /// `Content-Length` is not a whole number (400).
    ContentLength,
    /// A creation without `Upload-Length` (400).
    LengthMissing,
    /// `Upload-Length` is not a whole number (400).
    LengthMalformed,
    /// `Upload-Length` on a PATCH: a length is set once, at creation (400).
    LengthAlreadySet,
    /// `Upload-Defer-Length` was sent; lengths are known at creation here (400).
    LengthDeferred,
    /// `Upload-Concat` was sent; uploads are not joined here (400).
    Concatenation,
    /// The upload is longer than the server takes, or the body longer than what is missing (413).
    TooLarge,
    /// A PATCH without `Upload-Offset` (400).
    OffsetMissing,
    /// `Upload-Offset` is not a whole number (400).
    OffsetMalformed,
    /// `Upload-Offset` is not where the upload stands (409).
    OffsetConflict,
    /// `Upload-Metadata` cannot be read (400).
    Metadata(MetadataFault),
    /// `Upload-Checksum` is not an algorithm, a space and a base64 digest of its size (400).
    ChecksumMalformed,
    /// `Upload-Checksum` names an algorithm that is not offered (400).
    ChecksumAlgorithm,
    /// A checksum announced for the trailer section, which is not offered (400).
    ChecksumTrailer,
    /// The bytes are not those the client took the checksum of (460); they must be discarded.
    ChecksumMismatch,
    /// The upload's time is over (410).
    Expired,
    /// No such upload for this client; someone else's reads the same (404).
    Unknown,
}

impl Reason {
    /// The status the protocol answers this reason with.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::Version => StatusCode::PRECONDITION_FAILED,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::OffsetConflict => StatusCode::CONFLICT,
            // 460 is the protocol's own number and has no name in HTTP.
            Self::ChecksumMismatch => {
                StatusCode::from_u16(460).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
            }
            Self::Expired => StatusCode::GONE,
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::MethodOverride
            | Self::RepeatedField
            | Self::ContentLength
            | Self::LengthMissing
            | Self::LengthMalformed
            | Self::LengthAlreadySet
            | Self::LengthDeferred
            | Self::Concatenation
            | Self::OffsetMissing
            | Self::OffsetMalformed
            | Self::Metadata(_)
            | Self::ChecksumMalformed
            | Self::ChecksumAlgorithm
            | Self::ChecksumTrailer => StatusCode::BAD_REQUEST,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Version => "Tus-Resumable must be 1.0.0",
            Self::Method => "the method is not one of the upload protocol",
            Self::MethodOverride => "X-HTTP-Method-Override is not honoured; send the method",
            Self::RepeatedField => "a header field was sent more than once",
            Self::ContentType => "the body must be application/offset+octet-stream",
            Self::ContentLength => "Content-Length is not a whole number",
            Self::LengthMissing => "Upload-Length is missing",
            Self::LengthMalformed => "Upload-Length is not a whole number",
            Self::LengthAlreadySet => "Upload-Length is set once, at creation",
            Self::LengthDeferred => "Upload-Defer-Length is not offered; send Upload-Length",
            Self::Concatenation => "Upload-Concat is not offered; send one upload",
            Self::TooLarge => "more bytes than may be sent",
            Self::OffsetMissing => "Upload-Offset is missing",
            Self::OffsetMalformed => "Upload-Offset is not a whole number",
            Self::OffsetConflict => "Upload-Offset is not where the upload stands",
            Self::Metadata(fault) => return fault.fmt(f),
            Self::ChecksumMalformed => "Upload-Checksum cannot be read",
            Self::ChecksumAlgorithm => "Upload-Checksum must be sha1 or sha256",
            Self::ChecksumTrailer => "a checksum in the trailer section is not offered",
            Self::ChecksumMismatch => "the bytes do not match Upload-Checksum",
            Self::Expired => "the upload has expired",
            Self::Unknown => "there is no such upload",
        })
    }
}

/// A refused request. It changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self { reason }
    }
}

impl Refusal {
    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.reason.status()
    }

    /// The status and headers of the answer, without a body.
    #[must_use]
    pub fn response(&self) -> Response<()> {
        let mut response = Response::new(());
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(TUS_RESUMABLE, HeaderValue::from_static(VERSION));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self.reason {
            Reason::Version => {
                headers.insert(TUS_VERSION, HeaderValue::from_static(VERSION));
            }
            Reason::Method => {
                let methods = HeaderValue::from_static("OPTIONS, POST, HEAD, PATCH, DELETE");
                headers.insert(ALLOW, methods);
            }
            _ => {}
        }
        response
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)
    }
}

impl std::error::Error for Refusal {}
