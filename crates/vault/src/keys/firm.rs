use std::fmt;

use aws_lc_rs::hmac;

use super::{Generation, Generations, MatterKey, Wrap};
use crate::{
    Broken, Field,
    derive::{Secret, bound, fresh_secret, subkey},
    field::Fields,
};

/// The key of one firm: wraps its matters' keys, seals what belongs to the firm and to no matter, and keys its indexes.
pub struct FirmKey {
    pub(super) generations: Generations<FirmGeneration>,
    index: hmac::Key,
}

pub(super) struct FirmGeneration {
    secret: Secret,
    matters: Wrap,
    fields: Fields,
}

impl Generation for FirmGeneration {
    fn of(secret: Secret) -> Result<Self, Broken> {
        Ok(Self {
            matters: Wrap::new(
                &subkey(&secret, "anteroom/1 firm wrap")?,
                "anteroom/1 wrapped matter key",
            )?,
            fields: Fields::new(&subkey(&secret, "anteroom/1 firm field")?)?,
            secret,
        })
    }

    fn secret(&self) -> &Secret {
        &self.secret
    }
}

impl FirmKey {
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

    pub(super) fn with(generations: Generations<FirmGeneration>) -> Result<Self, Broken> {
        let index = subkey(generations.oldest()?.secret(), "anteroom/1 firm index")?;
        Ok(Self {
            index: hmac::Key::new(hmac::HMAC_SHA256, &*index),
            generations,
        })
    }

    /// This key with a new generation, which seals and wraps from now on; what the older ones sealed still opens, and
    /// indexes stay what they were.
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

    /// A matter's key, sealed for that matter and for the key store: 29 bytes, and 32 for each of its generations.
    ///
    /// # Errors
    /// `Library` when there is no randomness.
    pub fn wrap(&self, matter_id: &str, key: &MatterKey) -> Result<Vec<u8>, Broken> {
        let newest = self.generations.newest()?;
        newest.matters.wrap(matter_id, &key.generations.to_bytes())
    }

    #[cfg(test)]
    pub(crate) fn wrap_under(
        &self,
        nonce: [u8; 12],
        matter_id: &str,
        key: &MatterKey,
    ) -> Result<Vec<u8>, Broken> {
        let newest = self.generations.newest()?;
        let secrets = key.generations.to_bytes();
        newest.matters.wrap_under(nonce, matter_id, &secrets)
    }

    /// The matter key that was wrapped for this very matter of this firm, under any generation.
    ///
    /// # Errors
    /// `Seal` for any other matter, firm or byte; `Shape` and `Version` for what is no wrapped key.
    pub fn unwrap(&self, matter_id: &str, wrapped: &[u8]) -> Result<MatterKey, Broken> {
        let secrets = self
            .generations
            .opening(|one| one.matters.unwrap(matter_id, wrapped))?;
        MatterKey::with(Generations::from_bytes(&secrets)?)
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

    /// Opens what was sealed for this very place under any generation of this key.
    ///
    /// # Errors
    /// `Seal` for any other place, key or byte; `Shape` and `Version` for what is no sealed field.
    pub fn open(&self, field: Field<'_>, sealed: &[u8]) -> Result<Vec<u8>, Broken> {
        self.generations
            .opening(|one| one.fields.open(field, sealed))
    }

    /// Finds equal texts without storing them: HMAC-SHA256 under a key of this firm, one space per purpose.
    ///
    /// Equal texts give equal indexes, which is what an index is for and what it tells whoever reads the database. Fold
    /// case and spaces before. The first generation keys it for ever: what is indexed cannot always be indexed anew.
    #[must_use]
    pub fn index(&self, purpose: &str, text: &str) -> [u8; 32] {
        keyed(&self.index, "anteroom/1 index", purpose, text.as_bytes())
    }
}

/// HMAC-SHA256 over a purpose and content, unambiguously joined.
pub(super) fn keyed(key: &hmac::Key, label: &str, purpose: &str, content: &[u8]) -> [u8; 32] {
    let tag = hmac::sign(key, &bound(label, &[purpose.as_bytes(), content]));
    let mut bytes = [0; 32];
    bytes.copy_from_slice(tag.as_ref());
    bytes
}

impl fmt::Debug for FirmKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FirmKey")
    }
}
