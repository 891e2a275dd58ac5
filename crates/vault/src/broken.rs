use std::{error, fmt};

/// Why something could not be sealed or opened.
///
/// It never says *which* part of a seal failed to hold: an altered byte, another key and another place read the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// Too short, or of a length this format cannot have.
    Shape,
    /// Written by a version of the format that is not known here.
    Version(u8),
    /// It does not authenticate: altered, sealed under another key, or belonging elsewhere.
    Seal,
    /// The cryptographic library refused: no randomness or no memory. Nothing is known about the bytes.
    Library,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape => f.write_str("the sealed bytes are cut short or of an impossible length"),
            Self::Version(version) => write!(
                f,
                "the sealed bytes are of version {version}, which is not known here"
            ),
            Self::Seal => {
                f.write_str("the seal does not hold: altered, of another key, or out of place")
            }
            Self::Library => {
                f.write_str("the cryptographic library refused, for want of randomness or memory")
            }
        }
    }
}

impl error::Error for Broken {}
