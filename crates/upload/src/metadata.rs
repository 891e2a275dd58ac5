//! `Upload-Metadata`: what a client says about the file it is about to send.
//!
//! Read once, at creation, strictly: a key stands once, a value is base64 of UTF-8 text. The
//! values are the client's words and nothing here trusts them; a file name still goes through
//! [`FileName::accept`](crate::names::FileName::accept).

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Why metadata cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetadataFault {
    /// More than [`Metadata::MAX_BYTES`] in the field.
    TooLong,
    /// A pair without a key.
    EmptyKey,
    /// A key with a space or another character than visible ASCII.
    BadKey,
    /// The same key twice.
    DuplicateKey,
    /// A value that is not base64.
    NotBase64,
    /// A value that is not UTF-8 inside its base64.
    NotText,
}

impl fmt::Display for MetadataFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "Upload-Metadata is too long",
            Self::EmptyKey => "Upload-Metadata has a pair without a key",
            Self::BadKey => "Upload-Metadata has a key with a character that may not be in one",
            Self::DuplicateKey => "Upload-Metadata has a key twice",
            Self::NotBase64 => "Upload-Metadata has a value that is not base64",
            Self::NotText => "Upload-Metadata has a value that is not UTF-8",
        })
    }
}

/// What the client said about the file, by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    values: BTreeMap<String, String>,
}

impl Metadata {
    /// The longest `Upload-Metadata` field that is read, in bytes.
    pub const MAX_BYTES: usize = 8 * 1024;

    /// Reads the field. An empty one says nothing and is accepted: clients without metadata
    /// to give send it so.
    pub(crate) fn parse(field: &[u8]) -> Result<Self, MetadataFault> {
        if field.len() > Self::MAX_BYTES {
            return Err(MetadataFault::TooLong);
        }
        let mut values = BTreeMap::new();
        if field.is_empty() {
            return Ok(Self { values });
        }
        for pair in field.split(|byte| *byte == b',') {
            let (key, encoded) = match pair.iter().position(|byte| *byte == b' ') {
                Some(space) => (&pair[..space], &pair[space + 1..]),
                None => (pair, &[][..]),
            };
            if key.is_empty() {
                return Err(MetadataFault::EmptyKey);
            }
            if !key.iter().all(u8::is_ascii_graphic) {
                return Err(MetadataFault::BadKey);
            }
            // A second space ends up in the value, where base64 has no place for it.
            let value = STANDARD
                .decode(encoded)
                .map_err(|_| MetadataFault::NotBase64)?;
            let value = String::from_utf8(value).map_err(|_| MetadataFault::NotText)?;
            let key = String::from_utf8_lossy(key).into_owned();
            if values.insert(key, value).is_some() {
                return Err(MetadataFault::DuplicateKey);
            }
        }
        Ok(Self { values })
    }

    /// The value of a key; a key sent without a value has an empty one.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }

    /// What the client calls the file.
    #[must_use]
    pub fn filename(&self) -> Option<&str> {
        self.get("filename")
    }

    /// The media type the client takes the file for. A claim, never a fact.
    #[must_use]
    pub fn filetype(&self) -> Option<&str> {
        self.get("filetype")
    }

    /// All pairs, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }
}
