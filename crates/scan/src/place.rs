//! Where a scanner listens: a socket in the file system, or an address and port.

use std::{fmt, path::PathBuf, str::FromStr};

/// Where a scanner listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A Unix socket, by its absolute path.
    Socket(PathBuf),
    /// A host and port. Contents go there as they are: the way must be private.
    Address(String),
}

/// The text names no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPlace;

impl fmt::Display for NoPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("neither the absolute path of a socket nor an address and port")
    }
}

impl std::error::Error for NoPlace {}

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let path = text.strip_prefix("unix:").unwrap_or(text);
        if path.starts_with('/') {
            return Ok(Self::Socket(path.into()));
        }
        match text.rsplit_once(':') {
            Some((host, port))
                if !host.is_empty()
                    && !host.contains(['/', ' '])
                    && port.parse::<u16>().is_ok_and(|port| port != 0) =>
            {
                Ok(Self::Address(text.to_owned()))
            }
            _ => Err(NoPlace),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Socket(path) => write!(f, "{}", path.display()),
            Self::Address(address) => f.write_str(address),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_socket_or_an_address_with_its_port() {
        for text in ["/run/clamav/clamd.ctl", "unix:/run/clamav/clamd.ctl"] {
            let place = Place::Socket("/run/clamav/clamd.ctl".into());
            assert_eq!(text.parse(), Ok(place), "{text}");
        }
        for text in ["127.0.0.1:3310", "[::1]:3310", "clamav:3310"] {
            assert_eq!(text.parse(), Ok(Place::Address(text.to_owned())), "{text}");
        }
        for text in [
            "",
            "clamav",
            ":3310",
            "clamav:",
            "clamav:0",
            "clamav:99999",
            "run/clamd.ctl",
            "tcp://clamav:3310",
        ] {
            assert_eq!(text.parse::<Place>(), Err(NoPlace), "{text}");
        }
    }
}
