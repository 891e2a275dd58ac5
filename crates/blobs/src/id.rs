use std::{error, fmt, io, str::FromStr};

/// A blob's name: 128 random bits, written as 32 hexadecimal digits. Nothing else is ever made into a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId(u128);

impl BlobId {
    pub(crate) fn random() -> io::Result<Self> {
        let mut bytes = [0; 16];
        aws_lc_rs::rand::fill(&mut bytes)
            .map_err(|_| io::Error::other("there is no randomness"))?;
        Ok(Self(u128::from_be_bytes(bytes)))
    }

    /// The first byte, which names the directory the blob lies in.
    pub(crate) fn shard(self) -> u8 {
        self.0.to_be_bytes()[0]
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for BlobId {
    type Err = NotABlobId;

    /// Reads exactly what `Display` writes: 32 digits, small letters, nothing around them.
    fn from_str(text: &str) -> Result<Self, NotABlobId> {
        if text.len() != 32
            || !text
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        {
            return Err(NotABlobId);
        }
        u128::from_str_radix(text, 16)
            .map(Self)
            .map_err(|_| NotABlobId)
    }
}

/// A text that is no blob's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotABlobId;

impl fmt::Display for NotABlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a blob's name is 32 hexadecimal digits in small letters")
    }
}

impl error::Error for NotABlobId {}
