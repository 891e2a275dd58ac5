//! Folders a file lay in where it came from, as text: a chosen folder keeps its structure.
//!
//! A folder is never a place on any disk. Its parts follow the rules of file names, joined by `/`; what could lead out of it
//! is refused, not repaired, since a repaired path is another path.

use std::fmt;

use super::{FileName, NameRefusal};

/// A folder inside what somebody chose: parts joined by `/`, none of them empty, `.` or `..`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Folder(String);

/// A file name with the folder it lay in, if it came with one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePath {
    /// Where it lay.
    pub folder: Option<Folder>,
    /// What it is called.
    pub name: FileName,
}

impl Folder {
    /// The deepest folder, in parts.
    pub const MAX_PARTS: usize = 32;
    /// The longest folder that is kept, in bytes.
    pub const MAX_BYTES: usize = 1024;

    /// Accepts parts joined by `/`, each by the rules of [`FileName::accept`]. Accepting again changes nothing.
    ///
    /// # Errors
    /// [`NameRefusal::Empty`] for a part that is empty, such as the one in front of an absolute path; [`NameRefusal::Dots`]
    /// for `.` and `..`; [`NameRefusal::Separator`] for a part with a `\`; [`NameRefusal::TooLong`] for too many parts or
    /// bytes; otherwise what [`FileName::accept`] says of the part.
    pub fn accept(sent: &str) -> Result<Self, NameRefusal> {
        if sent.len() > FileName::MAX_SENT {
            return Err(NameRefusal::TooLong);
        }
        let mut parts = Vec::new();
        for part in sent.split('/') {
            if part.contains('\\') {
                return Err(NameRefusal::Separator);
            }
            if parts.len() == Self::MAX_PARTS {
                return Err(NameRefusal::TooLong);
            }
            parts.push(FileName::accept(part)?.0);
        }
        let folder = parts.join("/");
        if folder.len() > Self::MAX_BYTES {
            return Err(NameRefusal::TooLong);
        }
        Ok(Self(folder))
    }

    /// The parts, joined by `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FilePath {
    /// Accepts a name that may come with the folder in front of it, as a browser sends files of a chosen folder:
    /// `Taxes/2025/Receipt.pdf`. Without `/` the whole is a name.
    ///
    /// # Errors
    /// Those of [`Folder::accept`] and [`FileName::accept`].
    pub fn accept(sent: &str) -> Result<Self, NameRefusal> {
        let (folder, name) = match sent.rsplit_once('/') {
            Some((folder, name)) => (Some(Folder::accept(folder)?), name),
            None => (None, sent),
        };
        Ok(Self {
            folder,
            name: FileName::accept(name)?,
        })
    }
}

impl From<FileName> for FilePath {
    fn from(name: FileName) -> Self {
        Self { folder: None, name }
    }
}
