use std::{error, fmt, io};

/// Why a store refused or failed.
#[derive(Debug)]
pub enum Error {
    /// There is no blob of this id.
    Absent,
    /// The range begins at or behind the blob's end. For a blob whose length is on record: it is cut short.
    PastEnd,
    /// There is no space left. Nothing was kept.
    Full,
    /// The disk could not confirm a write. What it holds is unknown and asking again would not tell, so nothing more is
    /// written until the program has been started anew.
    Broken,
    /// The writer lost its file to an earlier error or an abandoned call, or the runtime is shutting down.
    Interrupted,
    /// Anything else the operating system or the server said.
    Io {
        /// What was being tried, as in "couldn't …".
        step: &'static str,
        /// What they said; a server's refusal with its remedy.
        source: io::Error,
    },
}

impl Error {
    /// What an error of the operating system means for a change.
    pub(crate) fn changing(step: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| {
            if is_full(&source) {
                Self::Full
            } else {
                Self::Io { step, source }
            }
        }
    }

    /// What an error of the operating system means for a reading.
    pub(crate) fn reading(step: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| match source.kind() {
            io::ErrorKind::NotFound => Self::Absent,
            io::ErrorKind::UnexpectedEof => Self::PastEnd,
            _ => Self::Io { step, source },
        }
    }
}

pub(crate) fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    )
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("there is no such blob"),
            Self::PastEnd => f.write_str("the blob ends before the range begins"),
            Self::Full => f.write_str("there is no space left for blobs"),
            Self::Broken => {
                f.write_str("the disk could not confirm a write, so nothing more is written; check the disk, then start anew")
            }
            Self::Interrupted => f.write_str("the blob was abandoned before it was whole"),
            Self::Io { step, .. } => write!(f, "couldn't {step}"),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
