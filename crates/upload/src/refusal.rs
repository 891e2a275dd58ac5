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
    /// `Upload-Length` on a PATCH differs from the length the upload has: a length is set once (400).
    LengthAlreadySet,
    /// `Upload-Length` on a PATCH is less than what is already here (400).
    LengthTooShort,
    /// `Upload-Defer-Length` is not `1`, or stands beside `Upload-Length` (400).
    DeferMalformed,
    /// `Upload-Concat` is neither `partial` nor `final;` with at most [`Concat::MAX_PARTS`](crate::Concat::MAX_PARTS)
    /// different addresses (400).
    ConcatMalformed,
    /// A length was sent for a final upload, which is as long as its parts (400).
    ConcatLength,
    /// Bytes were sent for a final upload, which is made of its parts (403).
    FinalUpload,
    /// A part of a final upload has not arrived yet (409).
    PartUnfinished,
    /// Another request is writing this upload (423).
    Locked,
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
            Self::FinalUpload => StatusCode::FORBIDDEN,
            Self::OffsetConflict | Self::PartUnfinished => StatusCode::CONFLICT,
            Self::Locked => StatusCode::LOCKED,
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
            | Self::LengthTooShort
            | Self::DeferMalformed
            | Self::ConcatMalformed
            | Self::ConcatLength
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
            Self::LengthAlreadySet => "Upload-Length is set once and is another",
            Self::LengthTooShort => "Upload-Length is less than what has arrived",
            Self::DeferMalformed => "Upload-Defer-Length must be 1 and stand without Upload-Length",
            Self::ConcatMalformed => "Upload-Concat cannot be read",
            Self::ConcatLength => "a final upload is as long as its parts; send no length",
            Self::FinalUpload => "a final upload takes no bytes of its own",
            Self::PartUnfinished => "a part of the final upload has not arrived yet",
            Self::Locked => "another request is writing this upload",
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
