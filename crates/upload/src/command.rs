//! What a request asks for, read from its method and headers alone.
//!
//! Nothing here knows the upload the request is about: whether the command fits is
//! [`Upload::check_patch`](crate::Upload::check_patch)'s question.

use http::header::{CONTENT_LENGTH, CONTENT_TYPE, TRAILER, TRANSFER_ENCODING};
use http::{HeaderMap, Method};

use crate::checksum::Checksum;
use crate::concat::Concat;
use crate::fields::{self, number, only};
use crate::metadata::Metadata;
use crate::{Reason, Refusal, VERSION};

/// What the server takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest upload, in bytes; `Tus-Max-Size` tells it to clients.
    pub max_length: u64,
}

/// A request of the protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// What does this server speak?
    Options,
    /// Begin an upload (creation, creation-with-upload).
    Create(Create),
    /// Where does the upload stand?
    Head,
    /// Here are bytes.
    Patch(Patch),
    /// Give the upload up (termination).
    Terminate,
}

/// The beginning of an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Create {
    /// The whole upload's length in bytes; zero is an empty file, complete at once. `None` when the client tells it with a
    /// later patch (creation-defer-length), and for a final upload, which is as long as its parts.
    pub length: Option<u64>,
    /// What the upload is to others (concatenation).
    pub concat: Option<Concat>,
    /// What the client says about the file.
    pub metadata: Metadata,
    /// The first bytes, when the body already carries them: a patch at offset 0, to be checked
    /// against the new upload like any other.
    pub body: Option<Patch>,
}

/// Bytes for an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// Where the client believes the upload stands, in bytes.
    pub offset: u64,
    /// The body's announced length in bytes; `None` when it comes in chunks.
    pub content_length: Option<u64>,
    /// The whole upload's length in bytes, told now for one that was created without.
    pub length: Option<u64>,
    /// What the client says the body hashes to.
    pub checksum: Option<Checksum>,
}

impl Command {
    /// Reads a request.
    ///
    /// # Errors
    /// A [`Refusal`] to be answered as it is; see [`Reason`] for each.
    pub fn parse(method: &Method, headers: &HeaderMap, limits: &Limits) -> Result<Self, Refusal> {
        if *method == Method::OPTIONS {
            return Ok(Self::Options);
        }
        if only(headers, &fields::TUS_RESUMABLE)? != Some(VERSION.as_bytes()) {
            return Err(Reason::Version.into());
        }
        if headers.contains_key(fields::METHOD_OVERRIDE) {
            return Err(Reason::MethodOverride.into());
        }
        match *method {
            Method::POST => Create::parse(headers, limits).map(Self::Create),
            Method::HEAD => Ok(Self::Head),
            Method::PATCH => {
                let offset = number(headers, &fields::UPLOAD_OFFSET, Reason::OffsetMalformed)?
                    .ok_or(Reason::OffsetMissing)?;
                let length = length(headers, limits)?;
                Patch::parse(headers, offset, length).map(Self::Patch)
            }
            Method::DELETE => Ok(Self::Terminate),
            _ => Err(Reason::Method.into()),
        }
    }
}

impl Create {
    fn parse(headers: &HeaderMap, limits: &Limits) -> Result<Self, Refusal> {
        let concat = only(headers, &fields::UPLOAD_CONCAT)?
            .map(Concat::parse)
            .transpose()?;
        let is_deferred = match only(headers, &fields::UPLOAD_DEFER_LENGTH)? {
            None => false,
            Some(b"1") => true,
            Some(_) => return Err(Reason::DeferMalformed.into()),
        };
        let length = length(headers, limits)?;
        match (&concat, length, is_deferred) {
            (Some(Concat::Final(_)), None, false) => {}
            (Some(Concat::Final(_)), ..) => return Err(Reason::ConcatLength.into()),
            (_, Some(_), true) => return Err(Reason::DeferMalformed.into()),
            (_, None, false) => return Err(Reason::LengthMissing.into()),
            (_, Some(_), false) | (_, None, true) => {}
        }
        let metadata =
            Metadata::parse(only(headers, &fields::UPLOAD_METADATA)?.unwrap_or_default())
                .map_err(Reason::Metadata)?;
        let body = if carries_bytes(headers)? {
            if concat.as_ref().is_some_and(Concat::is_final) {
                return Err(Reason::FinalUpload.into());
            }
            Some(Patch::parse(headers, 0, None)?)
        } else {
            None
        };
        Ok(Self {
            length,
            concat,
            metadata,
            body,
        })
    }
}

impl Patch {
    fn parse(headers: &HeaderMap, offset: u64, length: Option<u64>) -> Result<Self, Refusal> {
        let is_ours = only(headers, &CONTENT_TYPE)?
            .is_some_and(|value| value.eq_ignore_ascii_case(crate::CONTENT_TYPE.as_bytes()));
        if !is_ours {
            return Err(Reason::ContentType.into());
        }
        let announces_checksum = headers.get_all(TRAILER).iter().any(|value| {
            let mut names = value.as_bytes().split(|byte| *byte == b',');
            names.any(|listed| listed.trim_ascii().eq_ignore_ascii_case(b"upload-checksum"))
        });
        if announces_checksum {
            return Err(Reason::ChecksumTrailer.into());
        }
        let checksum = only(headers, &fields::UPLOAD_CHECKSUM)?
            .map(Checksum::parse)
            .transpose()?;
        Ok(Self {
            offset,
            content_length: number(headers, &CONTENT_LENGTH, Reason::ContentLength)?,
            length,
            checksum,
        })
    }
}

/// The upload's length, if the request tells it.
fn length(headers: &HeaderMap, limits: &Limits) -> Result<Option<u64>, Refusal> {
    let length = number(headers, &fields::UPLOAD_LENGTH, Reason::LengthMalformed)?;
    if length.is_some_and(|length| length > limits.max_length) {
        return Err(Reason::TooLarge.into());
    }
    Ok(length)
}

/// Whether a creation's body is meant to hold bytes. A body that is there without the right
/// type is not overlooked: [`Patch::parse`] refuses it.
fn carries_bytes(headers: &HeaderMap) -> Result<bool, Refusal> {
    let length = number(headers, &CONTENT_LENGTH, Reason::ContentLength)?;
    let is_ours = only(headers, &CONTENT_TYPE)?
        .is_some_and(|value| value.eq_ignore_ascii_case(crate::CONTENT_TYPE.as_bytes()));
    Ok(is_ours || length.is_some_and(|n| n > 0) || headers.contains_key(TRANSFER_ENCODING))
}
