//! Codes of an authenticator app: RFC 6238 with SHA-1, 30 seconds, six digits, as every app understands it.
//!
//! The app and we share a secret of 160 bits. The code of the current step is good; the one before it only for five
//! seconds, for whoever was typing when it changed. That a step's code works once is kept by the database (`ways`).

use aws_lc_rs::hmac;
use subtle::ConstantTimeEq;

use crate::base::{Result, Timestamp, random};

/// Seconds a code is shown for.
pub const STEP: u64 = 30;
/// Seconds for which the code before the current one is still taken.
const GRACE: u64 = 5;
/// Bytes of a secret (RFC 4226, section 4, R6).
pub const SECRET: usize = 20;

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What the app and we share.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Secret([u8; SECRET]);

impl Secret {
    /// A fresh one.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn make() -> Result<Self> {
        Ok(Self(random::<SECRET>()?))
    }

    /// Takes the bytes of a row.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }

    /// The bytes for a row.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// As apps take it: 32 letters of base 32 (RFC 4648).
    pub fn text(&self) -> String {
        // 20 bytes are exactly 32 groups of five bits, so no padding.
        let (mut text, mut held, mut bits) = (String::with_capacity(32), 0_u32, 0_u32);
        for byte in self.0 {
            held = (held << 8) | u32::from(byte);
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                text.push(char::from(BASE32[((held >> bits) & 31) as usize]));
            }
        }
        text
    }

    /// Reads the text back.
    pub fn parse(text: &str) -> Option<Self> {
        let (mut bytes, mut held, mut bits) = (Vec::with_capacity(SECRET), 0_u32, 0_u32);
        for letter in text.bytes() {
            let value = BASE32.iter().position(|of| *of == letter)?;
            held = (held << 5) | u32::try_from(value).ok()?;
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                bytes.push(u8::try_from((held >> bits) & 255).ok()?);
            }
        }
        if bits == 0 { Self::of(&bytes) } else { None }
    }

    /// The address that sets up an app: `otpauth://totp/…`.
    pub fn address(&self, firm: &str, email: &str) -> String {
        let encoded = |text: &str| {
            form_urlencoded::byte_serialize(text.as_bytes())
                .collect::<String>()
                .replace('+', "%20")
        };
        format!(
            "otpauth://totp/{firm}:{email}?secret={secret}&issuer={firm}",
            firm = encoded(firm),
            email = encoded(email),
            secret = self.text()
        )
    }

    /// The code of this moment, as an app shows it.
    pub fn code_at(&self, now: Timestamp) -> String {
        code(&self.0, now.seconds() / STEP, 6)
    }

    /// The step whose code this is, if it may be used at this moment.
    pub fn step_of(&self, typed: &str, now: Timestamp) -> Option<i64> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let (step, into) = (now.seconds() / STEP, now.seconds() % STEP);
        let good =
            |step: u64| bool::from(code(&self.0, step, 6).as_bytes().ct_eq(digits.as_bytes()));
        let (now_good, before_good) = (good(step), good(step.saturating_sub(1)) && into <= GRACE);
        let step = i64::try_from(step).ok()?;
        if now_good {
            Some(step)
        } else {
            before_good.then_some(step - 1)
        }
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The code of a step (RFC 4226, section 5.3).
fn code(secret: &[u8], step: u64, digits: u32) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let offset = tag.last().map_or(0, |byte| usize::from(byte & 15));
    let number = tag
        .iter()
        .skip(offset)
        .take(4)
        .fold(0_u32, |number, byte| (number << 8) | u32::from(*byte))
        & 0x7fff_ffff;
    format!(
        "{:0width$}",
        number % 10_u32.pow(digits),
        width = digits as usize
    )
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::unwrap_used,
        reason = "the texts of these tests are well formed"
    )]

    use super::*;

    const RFC: &[u8; 20] = b"12345678901234567890";

    fn at(seconds: i64) -> Timestamp {
        Timestamp(seconds * 1_000_000)
    }

    #[test]
    fn codes_are_those_of_rfc_6238_appendix_b() {
        for (seconds, expected) in [
            (59_u64, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(code(RFC, seconds / STEP, 8), expected, "at {seconds}");
        }
    }

    #[test]
    fn the_current_code_is_good_the_one_before_for_five_seconds_and_no_other() {
        let secret = Secret::of(RFC).unwrap();
        let of = |step: u64| code(RFC, step, 6);
        assert_eq!(secret.step_of(&of(100), at(100 * 30)), Some(100));
        assert_eq!(secret.step_of(&of(100), at(100 * 30 + 29)), Some(100));
        assert_eq!(secret.step_of(&of(99), at(100 * 30 + 5)), Some(99));
        assert_eq!(secret.step_of(&of(99), at(100 * 30 + 6)), None);
        assert_eq!(secret.step_of(&of(101), at(100 * 30 + 29)), None);
        assert_eq!(secret.step_of(&of(98), at(100 * 30)), None);
    }

    #[test]
    fn spaces_are_taken_and_digits_of_other_scripts_are_not() {
        let secret = Secret::of(RFC).unwrap();
        let good = code(RFC, 100, 6);
        let spaced = format!(" {} {} ", &good[..3], &good[3..]);
        assert_eq!(secret.step_of(&spaced, at(3000)), Some(100));
        let arabic: String = good
            .bytes()
            .map(|b| char::from_u32(0x0660 + u32::from(b - b'0')).unwrap())
            .collect();
        for typed in ["", &good[..5], &format!("{good}0"), &arabic, "００００００"] {
            assert_eq!(secret.step_of(typed, at(3000)), None, "{typed}");
        }
    }

    #[test]
    fn a_secret_is_base_32_and_reads_back() {
        let secret = Secret::of(RFC).unwrap();
        assert_eq!(secret.text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(Secret::parse(&secret.text()).unwrap(), secret);
        for text in [
            "",
            "GEZDGNBVGY3TQOJQ",
            "gezdgnbvgy3tqojqgezdgnbvgy3tqojq",
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1",
        ] {
            assert_eq!(Secret::parse(text), None, "{text}");
        }
        let address = secret.address("Osei & Marchetti", "a+b@x.ca");
        assert!(
            address.starts_with("otpauth://totp/Osei%20%26%20Marchetti:a%2Bb%40x.ca?secret=GEZD"),
            "{address}"
        );
    }
}
