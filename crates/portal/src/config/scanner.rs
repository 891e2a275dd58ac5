//! The settings of the scanner: `[scanner]` in the file.

use anteroom_scan::{Place, Scanner};

/// The largest file a scanner is sent where nothing else is set, in MB: what clamd takes where nothing else is set.
const LARGEST_MB: u64 = 100;

/// What an operator can write about the scanner.
#[derive(Clone, Debug, Default, clap::Args, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScannerSettings {
    /// The clamd that looks at every file for harmful software: its socket, or its address and port
    #[arg(
        id = "scanner",
        long = "scanner",
        env = "ANTEROOM_SCANNER",
        value_name = "SOCKET or ADDRESS:PORT"
    )]
    pub at: Option<String>,
    /// The largest file it is sent, in MB; not more than its StreamMaxLength [100]
    #[arg(
        long = "scanner-largest",
        env = "ANTEROOM_SCANNER_LARGEST",
        value_name = "MB"
    )]
    pub largest: Option<u64>,
}

impl ScannerSettings {
    /// These settings, and `below` for what they leave out.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            at: self.at.or(below.at),
            largest: self.largest.or(below.largest),
        }
    }

    /// The scanner, where one is set.
    pub(super) fn check(&self) -> Result<Option<Scanner>, String> {
        let Some(text) = &self.at else {
            return match self.largest {
                None => Ok(None),
                Some(_) => Err(
                    "scanner-largest says how large a file the scanner is sent, but there is no scanner. Set scanner too, or neither."
                        .into(),
                ),
            };
        };
        let place: Place = text.parse().map_err(|_| {
            format!("scanner = \"{text}\" is neither a socket nor an address and port. Write, for example, /run/clamav/clamd.ctl or 127.0.0.1:3310.")
        })?;
        let megabytes = self.largest.unwrap_or(LARGEST_MB);
        let largest = megabytes
            .checked_mul(1_000_000)
            .filter(|bytes| *bytes > 0)
            .ok_or_else(|| {
                format!("scanner-largest = {megabytes}: write a number of MB, such as 100.")
            })?;
        Ok(Some(Scanner::at(place, largest)))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests say what they expect")]
mod tests {
    use super::*;

    fn check(at: Option<&str>, largest: Option<u64>) -> Result<Option<Scanner>, String> {
        let at = at.map(str::to_owned);
        ScannerSettings { at, largest }.check()
    }

    #[test]
    fn a_scanner_is_a_place_and_how_much_it_takes() {
        assert_eq!(check(None, None), Ok(None));
        let scanner = check(Some("/run/clamav/clamd.ctl"), None).unwrap().unwrap();
        assert_eq!(scanner.largest(), 100_000_000);
        let scanner = check(Some("127.0.0.1:3310"), Some(25)).unwrap().unwrap();
        assert_eq!(
            (scanner.largest(), scanner.to_string().as_str()),
            (25_000_000, "127.0.0.1:3310")
        );
        for (at, largest, word) in [
            (Some("clamd"), None, "/run/clamav/clamd.ctl"),
            (Some("127.0.0.1:3310"), Some(0), "such as 100"),
            (Some("127.0.0.1:3310"), Some(u64::MAX), "such as 100"),
            (None, Some(25), "no scanner"),
        ] {
            let message = check(at, largest).unwrap_err();
            assert!(message.contains(word), "{message}");
        }
    }
}
