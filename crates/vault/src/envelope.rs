//! A small thing sealed whole: version, nonce, ciphertext, tag. Wrapped keys and fields are envelopes.
//!
//! The nonce is random, so one key may seal at most 2^32 envelopes before two nonces might meet
//! (NIST SP 800-38D, section 8.3).

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::{
    Broken,
    derive::{Secret, fresh},
    segment::TAG_LEN,
};

const VERSION: u8 = 1;
const HEAD_LEN: usize = 1 + NONCE_LEN;

pub(crate) struct Envelope(LessSafeKey);

impl Envelope {
    pub(crate) fn new(secret: &Secret) -> Result<Self, Broken> {
        Ok(Self(aes_256_gcm(secret)?))
    }

    pub(crate) fn seal(&self, place: &[u8], plain: &[u8]) -> Result<Vec<u8>, Broken> {
        self.seal_under(fresh()?, place, plain)
    }

    /// `seal` with the nonce given. Only test vectors bring their own: a nonce used twice gives both contents away.
    pub(crate) fn seal_under(
        &self,
        nonce: [u8; NONCE_LEN],
        place: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, Broken> {
        let mut sealed = Vec::with_capacity(HEAD_LEN + plain.len() + TAG_LEN);
        sealed.push(VERSION);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plain);
        let nonce = Nonce::assume_unique_for_key(nonce);
        let tag = self
            .0
            .seal_in_place_separate_tag(nonce, Aad::from(place), &mut sealed[HEAD_LEN..])
            .map_err(|_| Broken::Library)?;
        sealed.extend_from_slice(tag.as_ref());
        Ok(sealed)
    }

    pub(crate) fn open(&self, place: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Broken> {
        let (&version, rest) = sealed.split_first().ok_or(Broken::Shape)?;
        if version != VERSION {
            return Err(Broken::Version(version));
        }
        let (nonce, rest) = rest.split_first_chunk::<NONCE_LEN>().ok_or(Broken::Shape)?;
        let (ciphertext, tag) = rest.split_last_chunk::<TAG_LEN>().ok_or(Broken::Shape)?;
        let mut plain = vec![0; ciphertext.len()];
        self.0
            .open_separate_gather(
                Nonce::assume_unique_for_key(*nonce),
                Aad::from(place),
                ciphertext,
                tag,
                &mut plain,
            )
            .map_err(|_| Broken::Seal)?;
        Ok(plain)
    }
}

pub(crate) fn aes_256_gcm(secret: &Secret) -> Result<LessSafeKey, Broken> {
    let key = UnboundKey::new(&AES_256_GCM, &**secret).map_err(|_| Broken::Library)?;
    Ok(LessSafeKey::new(key))
}
