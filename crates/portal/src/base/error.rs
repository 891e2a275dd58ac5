//! What can go wrong, as a caller must tell it apart. Turned into an answer once, in `layout::errors`.

use super::Timestamp;

/// The result of everything that can be refused or fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something did not happen.
#[derive(Debug)]
pub enum Error {
    /// Absent, or not this person's to see: the two look alike. 404.
    NotFound,
    /// Seen but not allowed; only where existence is no secret. 403.
    Forbidden,
    /// Nobody is signed in: pages lead to the door, everything else is 401.
    SignIn,
    /// A visit through a link for files is over, or there was none: the link has to be opened again. 401.
    ComeAgain,
    /// Identity must be proved again before this act (a fresh sign-in).
    ProveAgain,
    /// The way they came in is not one the firm takes any more: they add another first. 403.
    AnotherWay,
    /// Expectedly refused; the key names the sentence that says why. 409.
    Refused(&'static str),
    /// It was theirs and is no more; the key names the sentence that says why. 410.
    Gone(&'static str),
    /// The request makes no sense; the key names the sentence. 400.
    Malformed(&'static str),
    /// Too many tries; may try again at the moment named. 429.
    TooMany(Timestamp),
    /// No room for these bytes on the disk. 507.
    Full,
    /// These bytes are more than the firm has room for; the key names the sentence. 413.
    NoRoom(&'static str),
    /// Something outside does not answer. 503.
    Unavailable(String),
    /// A fault of ours. 500 with a reference number.
    Bug(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::Forbidden => f.write_str("forbidden"),
            Self::SignIn => f.write_str("nobody is signed in"),
            Self::ComeAgain => f.write_str("no visit through a link"),
            Self::ProveAgain => f.write_str("identity must be proved again"),
            Self::AnotherWay => f.write_str("the way in does not meet the policy"),
            Self::Refused(key) => write!(f, "refused: {key}"),
            Self::Gone(key) => write!(f, "gone: {key}"),
            Self::Malformed(key) => write!(f, "malformed: {key}"),
            Self::TooMany(until) => write!(f, "too many tries until {}", until.rfc3339()),
            Self::NoRoom(key) => write!(f, "no room: {key}"),
            Self::Full => f.write_str("no room"),
            Self::Unavailable(why) => write!(f, "unavailable: {why}"),
            Self::Bug(what) => write!(f, "bug: {what}"),
        }
    }
}

impl std::error::Error for Error {}

impl Error {
    /// A fault of ours, with the cause's whole chain in one line.
    pub fn bug(cause: impl std::error::Error) -> Self {
        let mut text = cause.to_string();
        let mut next = cause.source();
        while let Some(cause) = next {
            text.push_str(": ");
            text.push_str(&cause.to_string());
            next = cause.source();
        }
        Self::Bug(text)
    }
}

impl From<anteroom_db::Error> for Error {
    fn from(error: anteroom_db::Error) -> Self {
        match error {
            anteroom_db::Error::Unavailable(why) => Self::Unavailable(why),
            anteroom_db::Error::Uncertain => {
                Self::Unavailable("the connection was lost during commit".into())
            }
            other => Self::bug(other),
        }
    }
}
