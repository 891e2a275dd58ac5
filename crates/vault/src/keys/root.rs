use std::{error, fmt, fmt::Write as _};

use aws_lc_rs::digest;
use zeroize::Zeroizing;

use super::{FirmKey, Generations, Wrap};
use crate::{
    Broken,
    derive::{Secret, bound, fresh_secret, subkey},
};

const VERSION_WORD: &str = "anteroom-root-key-1";
const CHECK_LEN: usize = 4;

/// The key above all others. It wraps firm keys and is used for nothing else.
///
/// It lives as one line of text in a file that is never beside a backup.
pub struct RootKey {
    secret: Secret,
    firms: Wrap,
}

impl RootKey {
    /// A new random key.
    ///
    /// # Errors
    /// `Library` when there is no randomness.
    pub fn generate() -> Result<Self, Broken> {
        Self::of(fresh_secret()?)
    }

    pub(crate) fn of(secret: Secret) -> Result<Self, Broken> {
        Ok(Self {
            firms: Wrap::new(
                &subkey(&secret, "anteroom/1 root wrap")?,
                "anteroom/1 wrapped firm key",
            )?,
            secret,
        })
    }

    /// Reads the line `to_text` made. Space between groups, line ends and capitals do not matter.
    ///
    /// # Errors
    /// Says what is wrong with the text, so that a key copied from paper can be mended.
    pub fn from_text(text: &str) -> Result<Self, KeyText> {
        let mut words = text.split_whitespace();
        if words.next() != Some(VERSION_WORD) {
            return Err(KeyText::Word);
        }
        let mut bytes = Zeroizing::new([0; 32 + CHECK_LEN]);
        let mut digits = words
            .flat_map(str::chars)
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
        for byte in bytes.iter_mut() {
            for _ in 0..2 {
                let digit = digits
                    .next()
                    .ok_or(KeyText::Length)?
                    .ok_or(KeyText::Digit)?;
                *byte = *byte << 4 | digit;
            }
        }
        if digits.next().is_some() {
            return Err(KeyText::Length);
        }
        let (secret, check) = bytes.split_first_chunk::<32>().ok_or(KeyText::Length)?;
        let secret = Zeroizing::new(*secret);
        if check != checksum(&secret) {
            return Err(KeyText::Checksum);
        }
        Self::of(secret).map_err(|_| KeyText::Library)
    }

    /// The key as one line for the key file: a version word, eight groups of eight hexadecimal digits, a checksum group.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(128));
        text.push_str(VERSION_WORD);
        for group in self
            .secret
            .chunks(4)
            .chain([checksum(&self.secret).as_slice()])
        {
            text.push(' ');
            for byte in group {
                // Writing to a String cannot fail.
                let _ = write!(*text, "{byte:02x}");
            }
        }
        text.push('\n');
        text
    }

    /// A firm's key, sealed for that firm and for the key store: 29 bytes, and 32 for each of its generations.
    ///
    /// # Errors
    /// `Library` when there is no randomness.
    pub fn wrap(&self, firm_id: &str, key: &FirmKey) -> Result<Vec<u8>, Broken> {
        self.firms.wrap(firm_id, &key.generations.to_bytes())
    }

    #[cfg(test)]
    pub(crate) fn wrap_under(
        &self,
        nonce: [u8; 12],
        firm_id: &str,
        key: &FirmKey,
    ) -> Result<Vec<u8>, Broken> {
        self.firms
            .wrap_under(nonce, firm_id, &key.generations.to_bytes())
    }

    /// The firm key that was wrapped for this very firm.
    ///
    /// # Errors
    /// `Seal` for any other firm, root key or byte; `Shape` and `Version` for what is no wrapped key.
    pub fn unwrap(&self, firm_id: &str, wrapped: &[u8]) -> Result<FirmKey, Broken> {
        let secrets = self.firms.unwrap(firm_id, wrapped)?;
        FirmKey::with(Generations::from_bytes(&secrets)?)
    }
}

/// Against slips of the hand only. Four bytes of a hash of 256 random bits help nobody to guess the rest.
fn checksum(secret: &Secret) -> [u8; CHECK_LEN] {
    let content = Zeroizing::new(bound("anteroom/1 root key checksum", &[&**secret]));
    let hash = digest::digest(&digest::SHA256, &content);
    let mut check = [0; CHECK_LEN];
    check.copy_from_slice(&hash.as_ref()[..CHECK_LEN]);
    check
}

impl fmt::Debug for RootKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RootKey")
    }
}

/// What is wrong with a root key's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyText {
    /// It does not begin with the version word.
    Word,
    /// It holds a character that is no hexadecimal digit.
    Digit,
    /// It holds too few digits or too many.
    Length,
    /// The digits do not fit their checksum.
    Checksum,
    /// The cryptographic library refused; the text is fine.
    Library,
}

impl fmt::Display for KeyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word => write!(f, "a root key begins with the word {VERSION_WORD}"),
            Self::Digit => f.write_str("a root key is written in the digits 0-9 and a-f"),
            Self::Length => f.write_str("a root key has nine groups of eight digits"),
            Self::Checksum => f.write_str(
                "the root key does not fit its checksum: a digit is wrong or two are swapped",
            ),
            Self::Library => f.write_str("the cryptographic library refused, for want of memory"),
        }
    }
}

impl error::Error for KeyText {}
