//! The three ranks of key. Each is 32 random bytes; what it is used for goes through keys derived once, when it is made,
//! so that no secret serves two purposes and opening a field costs one AES-GCM and nothing else.
//!
//! Firm keys and matter keys can be renewed: they are generations of such bytes, of which the newest seals and every one opens.
//!
//! None can be cloned, compared or printed.

mod firm;
mod generations;
mod matter;
mod root;

pub use firm::FirmKey;
pub use matter::MatterKey;
pub use root::{KeyText, RootKey};

use generations::{Generation, Generations};
use zeroize::Zeroizing;

use crate::{
    Broken,
    derive::{Secret, bound},
    envelope::Envelope,
};

/// Seals keys of the rank below, each for the one id it belongs to.
struct Wrap {
    envelope: Envelope,
    label: &'static str,
}

impl Wrap {
    fn new(secret: &Secret, label: &'static str) -> Result<Self, Broken> {
        Ok(Self {
            envelope: Envelope::new(secret)?,
            label,
        })
    }

    fn wrap(&self, id: &str, secrets: &[u8]) -> Result<Vec<u8>, Broken> {
        self.envelope
            .seal(&bound(self.label, &[id.as_bytes()]), secrets)
    }

    #[cfg(test)]
    fn wrap_under(&self, nonce: [u8; 12], id: &str, secrets: &[u8]) -> Result<Vec<u8>, Broken> {
        self.envelope
            .seal_under(nonce, &bound(self.label, &[id.as_bytes()]), secrets)
    }

    fn unwrap(&self, id: &str, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, Broken> {
        let place = bound(self.label, &[id.as_bytes()]);
        Ok(Zeroizing::new(self.envelope.open(&place, wrapped)?))
    }
}
