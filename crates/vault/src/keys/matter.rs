use std::fmt;

use aws_lc_rs::{hkdf, hmac};

use super::firm::keyed;
use crate::{
    Broken, Field,
    derive::{Secret, fresh_secret, subkey},
    field::Fields,
};

/// The key of one matter: everything written in the matter is sealed under it, so destroying it destroys the matter.
pub struct MatterKey {
    pub(super) secret: Secret,
    fields: Fields,
    commitments: hmac::Key,
    segments: Secret,
}

impl MatterKey {
    /// A new random key.
    ///
    /// # Errors
    /// `Library` when there is no randomness.
    pub fn generate() -> Result<Self, Broken> {
        Self::of(fresh_secret()?)
    }

    pub(crate) fn of(secret: Secret) -> Result<Self, Broken> {
        Ok(Self {
            fields: Fields::new(&subkey(&secret, "anteroom/1 matter field")?)?,
            commitments: hmac::Key::new(
                hmac::HMAC_SHA256,
                &*subkey(&secret, "anteroom/1 matter commitment")?,
            ),
            segments: subkey(&secret, "anteroom/1 matter segment")?,
            secret,
        })
    }

    /// Seals one value for one place; 29 bytes longer than `plain`.
    ///
    /// Nonces are random, so one key may seal at most 2^32 fields (about four thousand million) in its life.
    ///
    /// # Errors
    /// `Library` when there is no randomness.
    pub fn seal(&self, field: Field<'_>, plain: &[u8]) -> Result<Vec<u8>, Broken> {
        self.fields.seal(field, plain)
    }

    #[cfg(test)]
    pub(crate) fn seal_under(
        &self,
        nonce: [u8; 12],
        field: Field<'_>,
        plain: &[u8],
    ) -> Result<Vec<u8>, Broken> {
        self.fields.seal_under(nonce, field, plain)
    }

    /// Opens what was sealed for this very place under this key.
    ///
    /// # Errors
    /// `Seal` for any other place, key or byte; `Shape` and `Version` for what is no sealed field.
    pub fn open(&self, field: Field<'_>, sealed: &[u8]) -> Result<Vec<u8>, Broken> {
        self.fields.open(field, sealed)
    }

    /// What a public log may hold of a record: HMAC-SHA256 under a key of this matter, one space per purpose.
    ///
    /// Whoever holds the key can show that a record is the one committed to. Without the key, and so after its
    /// destruction, nobody can confirm a guess.
    #[must_use]
    pub fn commitment(&self, purpose: &str, record: &[u8]) -> [u8; 32] {
        keyed(&self.commitments, "anteroom/1 commitment", purpose, record)
    }

    /// What a segment's secrets are expanded from: HKDF's extraction, salted with the segment's own salt.
    pub(crate) fn segment_root(&self, salt: &[u8; 32]) -> hkdf::Prk {
        hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(&*self.segments)
    }
}

impl fmt::Debug for MatterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MatterKey")
    }
}
