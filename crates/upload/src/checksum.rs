//! The checksum extension: which digest a client took of a body, and whether ours is the same.
//!
//! Digests are computed by the caller while the bytes go by; this crate only names and compares
//! them. They guard against broken transfers, not against anyone, so SHA-1 is good enough here.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::{Reason, Refusal};

/// A digest a client may take of one request's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// SHA-1, which the protocol asks every server to offer.
    Sha1,
    /// SHA-256.
    Sha256,
}

impl Algorithm {
    /// The algorithms offered, as `Tus-Checksum-Algorithm` lists them.
    pub const OFFERED: &str = "sha1,sha256";

    /// The digest's length in bytes.
    #[must_use]
    pub fn digest_len(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        }
    }
}

/// What `Upload-Checksum` says about a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checksum {
    algorithm: Algorithm,
    digest: Vec<u8>,
}

impl Checksum {
    /// Reads the field: an algorithm, one space, the digest in base64.
    pub(crate) fn parse(value: &[u8]) -> Result<Self, Refusal> {
        let malformed = Refusal::from(Reason::ChecksumMalformed);
        let space = value
            .iter()
            .position(|byte| *byte == b' ')
            .ok_or(malformed)?;
        let algorithm = match &value[..space] {
            b"sha1" => Algorithm::Sha1,
            b"sha256" => Algorithm::Sha256,
            _ => return Err(Reason::ChecksumAlgorithm.into()),
        };
        let digest = STANDARD
            .decode(&value[space + 1..])
            .map_err(|_| malformed)?;
        if digest.len() != algorithm.digest_len() {
            return Err(malformed);
        }
        Ok(Self { algorithm, digest })
    }

    /// The digest to compute over the body.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Whether `digest` is the one the client took.
    #[must_use]
    pub fn matches(&self, digest: &[u8]) -> bool {
        self.digest == digest
    }
}
