#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop loudly"
)]

mod fields;
mod key_store;
mod keys;
mod segments;
mod vectors;

use crate::{Broken, derive::Secret};

fn secret(first: u8) -> Secret {
    let mut secret = Secret::default();
    for (byte, value) in secret.iter_mut().zip(first..) {
        *byte = value;
    }
    secret
}

/// The same bytes with one bit of one byte flipped.
fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 1;
    bytes
}

/// What opening bytes altered at `at` must say, when byte 0 is the version.
fn refusal_at(at: usize) -> Broken {
    if at == 0 {
        Broken::Version(0)
    } else {
        Broken::Seal
    }
}
