//! OpenID Connect for whoever relies on a provider (OpenID Connect Core 1.0, the authorization code flow with PKCE): finding
//! the provider, asking it, and believing its ID token. See README.md.
//!
//! Nothing is asked of anybody but the provider that was named and the addresses it names itself; nothing is followed to
//! another place; and a token is believed only when every check of [`Expected::check`] holds.

#[cfg(feature = "fake")]
pub mod fake;
mod provider;
mod signature;
mod token;
mod wire;

use std::fmt;

pub use provider::{Authorization, Client, Provider, Registered, challenge};
pub use token::{Account, Expected, Keys};

/// Why there is nobody to believe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The address is not one that can be asked: `https`, or `http` on this machine.
    BadAddress(String),
    /// No answer came in time, or not the whole of it; what the connection said.
    NoAnswer(String),
    /// What came is not what the protocol asks for; why.
    BadAnswer(String),
    /// The provider says that it is somebody else: what it calls itself.
    OtherIssuer(String),
    /// The provider refuses: its code, such as `invalid_grant` or `invalid_client` (RFC 6749, section 5.2).
    Refused(String),
    /// The ID token does not hold.
    NotBelieved(Doubt),
}

/// What of an ID token does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It does not read as a signed token.
    Malformed,
    /// It is not signed, or in a way that is not taken: only RS256 and ES256 are.
    Algorithm,
    /// No key of the provider has signed it.
    Signature,
    /// Another provider made it.
    Issuer,
    /// It was made for somebody else.
    Audience,
    /// It is over, or was made too long ago.
    Expired,
    /// It was made in the future.
    NotYet,
    /// It answers another question.
    Nonce,
    /// It names nobody.
    Subject,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadAddress(address) => write!(f, "{address} is no address to ask"),
            Self::NoAnswer(why) => write!(f, "the provider does not answer: {why}"),
            Self::BadAnswer(why) => write!(f, "the provider’s answer makes no sense: {why}"),
            Self::OtherIssuer(said) => write!(f, "the provider calls itself {said}"),
            Self::Refused(code) => write!(f, "the provider refuses: {code}"),
            Self::NotBelieved(doubt) => write!(f, "the ID token does not hold: {doubt:?}"),
        }
    }
}

impl std::error::Error for Error {}
