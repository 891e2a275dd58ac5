//! The running fingerprint: SHA-256 and CRC-32 of everything up to a byte, which can be put down and taken up again.
//!
//! A transfer that goes on the next day, on another server, goes on with the fingerprint too: nothing is read twice. The
//! state tells as much of the content as a fingerprint does, so it is kept sealed.

use sha2::{
    Digest, Sha256,
    digest::common::hazmat::{SerializableState, SerializedState},
};

use super::super::uploads::Whole;
use crate::base::{Error, Result};

/// SHA-256 and CRC-32 on their way.
#[derive(Clone)]
pub(super) struct Running {
    sha256: Sha256,
    crc32: crc32fast::Hasher,
}

impl Running {
    /// Goes on from a state that was put down, or begins.
    ///
    /// # Errors
    /// [`Error::Bug`] when the state is none.
    pub(super) fn from(state: Option<&[u8]>) -> Result<Self> {
        let Some(state) = state else {
            return Ok(Self {
                sha256: Sha256::new(),
                crc32: crc32fast::Hasher::new(),
            });
        };
        let broken = || Error::Bug("the state of a running fingerprint is none".into());
        let (crc32, sha256) = state.split_first_chunk().ok_or_else(broken)?;
        let sha256 = SerializedState::<Sha256>::try_from(sha256).map_err(|_| broken())?;
        Ok(Self {
            sha256: Sha256::deserialize(&sha256).map_err(|_| broken())?,
            crc32: crc32fast::Hasher::new_with_initial(u32::from_be_bytes(*crc32)),
        })
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.crc32.update(bytes);
    }

    /// What [`from`](Running::from) goes on with.
    pub(super) fn state(&self) -> Vec<u8> {
        let mut state = self.crc32().to_be_bytes().to_vec();
        state.extend_from_slice(&self.sha256.serialize());
        state
    }

    /// What everything up to here is, by its first bytes and its name.
    pub(super) fn whole(&self, head: &[u8], name: &str) -> Whole {
        Whole::tell(self.fingerprint(), self.crc32(), head, name)
    }

    fn fingerprint(&self) -> [u8; 32] {
        self.sha256.clone().finalize().into()
    }

    fn crc32(&self) -> u32 {
        self.crc32.clone().finalize()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use aws_lc_rs::digest;

    use super::*;

    #[test]
    fn a_fingerprint_put_down_anywhere_goes_on_as_if_it_never_had_been() {
        let content: Vec<u8> = (0..1000_u32).map(|n| (n * 7 % 251) as u8).collect();
        let whole = digest::digest(&digest::SHA256, &content);
        for cut in [0, 1, 55, 56, 63, 64, 65, 127, 128, 999, 1000] {
            let mut running = Running::from(None).unwrap();
            running.update(&content[..cut]);
            let mut again = Running::from(Some(&running.state())).unwrap();
            again.update(&content[cut..]);
            assert_eq!(
                again.fingerprint().as_slice(),
                whole.as_ref(),
                "cut at {cut}"
            );
            assert_eq!(again.crc32(), crc32fast::hash(&content), "cut at {cut}");
        }
        for broken in [&[0; 3][..], &[0; 7]] {
            assert!(Running::from(Some(broken)).is_err());
        }
    }
}
