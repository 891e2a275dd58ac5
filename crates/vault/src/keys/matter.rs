use std::fmt;

use aws_lc_rs::{hkdf, hmac};

use super::{Generation, Generations, firm::keyed};
use crate::{
    Broken, Field,
    derive::{Secret, fresh_secret, subkey},
    field::Fields,
};

/// The key of one matter: everything written in the matter is sealed under it, so destroying it destroys the matter.
pub struct MatterKey {
    pub(super) generations: Generations<MatterGeneration>,
    commitments: hmac::Key,
}

pub(super) struct MatterGeneration {
    secret: Secret,
    fields: Fields,
    segments: Secret,
}

impl Generation for MatterGeneration {
    fn of(secret: Secret) -> Result<Self, Broken> {
        Ok(Self {
            fields: Fields::new(&subkey(&secret, "anteroom/1 matter field")?)?,
            segments: subkey(&secret, "anteroom/1 matter segment")?,
            secret,
        })
    }

    fn secret(&self) -> &Secret {
        &self.secret
    }
}

impl MatterGeneration {
    /// What a segment's secrets are expanded from: HKDF's extraction, salted with the segment's own salt.
    fn segment_root(&self, salt: &[u8; 32]) -> hkdf::Prk {
        hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(&*self.segments)
    }
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
        Self::with(Generations::first(secret)?)
    }

    pub(super) fn with(generations: Generations<MatterGeneration>) -> Result<Self, Broken> {
        let commitments = subkey(
            generations.oldest()?.secret(),
            "anteroom/1 matter commitment",
        )?;
        Ok(Self {
            commitments: hmac::Key::new(hmac::HMAC_SHA256, &*commitments),
            generations,
        })
    }

    /// This key with a new generation, which seals from now on; what the older ones sealed still opens, and commitments
    /// stay what they were.
    ///
    /// # Errors
    /// `Library` when there is no randomness.
    pub fn renewed(&self) -> Result<Self, Broken> {
        Self::with(self.generations.renewed(fresh_secret()?)?)
    }

    #[cfg(test)]
    pub(crate) fn renewed_with(&self, secret: Secret) -> Result<Self, Broken> {
        Self::with(self.generations.renewed(secret)?)
    }

    /// How many generations it has: 1 for a key that was never renewed.
    #[must_use]
    pub fn generations(&self) -> usize {
        self.generations.len()
    }

    /// Seals one value for one place; 29 bytes longer than `plain`.
    ///
    /// Nonces are random, so one generation may seal at most 2^32 fields (about four thousand million) in its life.
    ///
    /// # Errors
    /// `Library` when there is no randomness.
    pub fn seal(&self, field: Field<'_>, plain: &[u8]) -> Result<Vec<u8>, Broken> {
        self.generations.newest()?.fields.seal(field, plain)
    }

    #[cfg(test)]
    pub(crate) fn seal_under(
        &self,
        nonce: [u8; 12],
        field: Field<'_>,
        plain: &[u8],
    ) -> Result<Vec<u8>, Broken> {
        let newest = self.generations.newest()?;
        newest.fields.seal_under(nonce, field, plain)
    }

    /// Opens what was sealed for this very place under any generation of this key.
    ///
    /// # Errors
    /// `Seal` for any other place, key or byte; `Shape` and `Version` for what is no sealed field.
    pub fn open(&self, field: Field<'_>, sealed: &[u8]) -> Result<Vec<u8>, Broken> {
        self.generations
            .opening(|one| one.fields.open(field, sealed))
    }

    /// What a public log may hold of a record: HMAC-SHA256 under a key of this matter, one space per purpose.
    ///
    /// Whoever holds the key can show that a record is the one committed to. Without the key, and so after its
    /// destruction, nobody can confirm a guess. The first generation keys it for ever, so that it can always be shown.
    #[must_use]
    pub fn commitment(&self, purpose: &str, record: &[u8]) -> [u8; 32] {
        keyed(&self.commitments, "anteroom/1 commitment", purpose, record)
    }

    /// What a new segment's secrets are expanded from.
    pub(crate) fn newest_segment_root(&self, salt: &[u8; 32]) -> Result<hkdf::Prk, Broken> {
        Ok(self.generations.newest()?.segment_root(salt))
    }

    /// What `open` makes of the generation that a segment with this salt was sealed under.
    pub(crate) fn opening_segment<T>(
        &self,
        salt: &[u8; 32],
        mut open: impl FnMut(&hkdf::Prk) -> Result<T, Broken>,
    ) -> Result<T, Broken> {
        self.generations
            .opening(|one| open(&one.segment_root(salt)))
    }
}

impl fmt::Debug for MatterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MatterKey")
    }
}
