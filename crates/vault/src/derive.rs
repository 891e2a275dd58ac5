//! Secrets, what is derived from them, and the encoding that keeps two different names from reading the same.

use aws_lc_rs::{hkdf, rand};
use zeroize::Zeroizing;

use crate::Broken;

/// 32 secret bytes, wiped when dropped.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

pub(crate) fn fresh_secret() -> Result<Secret, Broken> {
    let mut secret = Secret::default();
    rand::fill(&mut *secret).map_err(|_| Broken::Library)?;
    Ok(secret)
}

pub(crate) fn fresh<const N: usize>() -> Result<[u8; N], Broken> {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).map_err(|_| Broken::Library)?;
    Ok(bytes)
}

/// HKDF-SHA256 with an empty salt: one secret, one key per purpose.
pub(crate) fn subkey(secret: &Secret, purpose: &str) -> Result<Secret, Broken> {
    expand(
        &hkdf::Salt::new(hkdf::HKDF_SHA256, &[]).extract(&**secret),
        purpose.as_bytes(),
    )
}

/// The expand half of HKDF-SHA256, for those who derive several secrets from one extraction.
pub(crate) fn expand(extracted: &hkdf::Prk, purpose: &[u8]) -> Result<Secret, Broken> {
    let mut secret = Secret::default();
    extracted
        .expand(&[purpose], hkdf::HKDF_SHA256)
        .and_then(|okm| okm.fill(&mut *secret))
        .map_err(|_| Broken::Library)?;
    Ok(secret)
}

/// A label and parts as one byte string, each preceded by its length (8 bytes, big-endian).
///
/// Without the lengths, row `1` of column `2` and row `12` of no column could be made to read the same.
pub(crate) fn bound(label: &str, parts: &[&[u8]]) -> Vec<u8> {
    let parts = || std::iter::once(label.as_bytes()).chain(parts.iter().copied());
    let mut bytes = Vec::with_capacity(parts().map(|part| 8 + part.len()).sum());
    for part in parts() {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}
