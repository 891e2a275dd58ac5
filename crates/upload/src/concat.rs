//! The concatenation extension: what `Upload-Concat` says of an upload.
//!
//! Whether the parts are there, are the client's own and are complete is the caller's question; this crate reads the list.

use crate::{Reason, Refusal};

/// What an upload is to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concat {
    /// Bytes that will become part of another upload.
    Partial,
    /// Made of other uploads.
    Final(Parts),
}

/// The parts of a final upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    addresses: Vec<String>,
}

impl Concat {
    /// The most parts one upload is made of.
    pub const MAX_PARTS: usize = 1000;

    /// Reads the field: `partial`, or `final;` and the addresses of the parts, a space between each.
    pub(crate) fn parse(value: &[u8]) -> Result<Self, Refusal> {
        let malformed = Refusal::from(Reason::ConcatMalformed);
        let text = std::str::from_utf8(value).map_err(|_| malformed)?;
        if text == "partial" {
            return Ok(Self::Partial);
        }
        let list = text.strip_prefix("final;").ok_or(malformed)?;
        let mut addresses: Vec<String> = Vec::new();
        for address in list.split(' ') {
            let is_again = addresses.iter().any(|other| other == address);
            if address.is_empty() || is_again || addresses.len() == Self::MAX_PARTS {
                return Err(malformed);
            }
            addresses.push(address.to_owned());
        }
        Ok(Self::Final(Parts { addresses }))
    }

    /// The field again, as it was sent: HEAD answers with it.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Partial => "partial".to_owned(),
            Self::Final(parts) => format!("final;{}", parts.addresses.join(" ")),
        }
    }

    /// The field as it was kept.
    #[must_use]
    pub fn of_text(kept: &str) -> Option<Self> {
        Self::parse(kept.as_bytes()).ok()
    }

    /// Whether the upload is made of others and so takes no bytes of its own.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Final(_))
    }
}

impl Parts {
    /// The addresses of the parts, in order, none of them twice. A client may write them whole or as a path.
    #[must_use]
    pub fn addresses(&self) -> &[String] {
        &self.addresses
    }
}
