//! File names as people write them, made safe to keep, show and give back.
//!
//! A name is text, never a path: nothing on any disk is called by it. One rule serves every way
//! in (form, resumable upload, WebDAV, archive), so a name that is accepted anywhere is accepted
//! everywhere, and accepting it again changes nothing.
//!
//! In this order:
//!
//! 1. More than [`FileName::MAX_SENT`] bytes: refused.
//! 2. Control characters (C0, DEL, C1, the line and paragraph separators): refused. A name
//!    that holds one is broken or hostile, and what it was meant to be cannot be guessed.
//! 3. A directory part, written with `/` or `\`: cut off. Browsers may send one.
//! 4. Direction overrides, zero-width and other invisible characters: removed, since
//!    `invoice_<U+202E>fdp.exe` must not read as a PDF. A zero-width joiner inside an emoji
//!    stays: without it one picture falls into several.
//! 5. Normalised to NFC, so that the same word typed on two systems is one name.
//! 6. White space in front, white space and dots behind: trimmed; Windows drops them anyway.
//! 7. Nothing left, `.` or `..`: refused.
//! 8. More than [`FileName::MAX_BYTES`] bytes: shortened before the extension.
//!
//! Names that are reserved on Windows are kept as they are and changed only in
//! [`FileName::for_download`].

mod folder;

use std::borrow::Cow;
use std::fmt;

pub use folder::{FilePath, Folder};
use unicode_normalization::UnicodeNormalization;

/// Why a name was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameRefusal {
    /// Nothing is left of it.
    Empty,
    /// It is only dots, which name a directory.
    Dots,
    /// It holds a control character.
    Control,
    /// It is longer than any name can be.
    TooLong,
    /// A part of a folder holds another system's separator.
    Separator,
}

impl fmt::Display for NameRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the file name is empty",
            Self::Dots => "the file name is only dots",
            Self::Control => "the file name holds a control character",
            Self::TooLong => "the file name is too long",
            Self::Separator => "a folder's name holds a backslash",
        })
    }
}

impl std::error::Error for NameRefusal {}

/// An accepted file name: visible text, NFC, no directory part, at most 255 bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName(String);

impl FileName {
    /// The longest name that is kept, in bytes: what common file systems can hold.
    pub const MAX_BYTES: usize = 255;
    /// The longest name that is read at all, in bytes.
    pub const MAX_SENT: usize = 4096;
    /// The longest ending that is still taken for an extension when shortening, in bytes.
    const MAX_EXTENSION: usize = 32;

    /// Accepts a name by the rules above.
    ///
    /// # Errors
    /// [`NameRefusal`] says which rule it broke.
    pub fn accept(sent: &str) -> Result<Self, NameRefusal> {
        if sent.len() > Self::MAX_SENT {
            return Err(NameRefusal::TooLong);
        }
        if sent.chars().any(is_control) {
            return Err(NameRefusal::Control);
        }
        let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
        let name: String = visible(last).nfc().collect();
        let name = trimmed(&name);
        if name.is_empty() {
            let is_dots = last.trim().starts_with('.');
            return Err(if is_dots {
                NameRefusal::Dots
            } else {
                NameRefusal::Empty
            });
        }
        let name = shortened(name);
        if name.is_empty() {
            return Err(NameRefusal::Dots);
        }
        Ok(Self(name))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the last dot, as written; `None` without one, and for names like `.profile`.
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        split_extension(&self.0).1
    }

    /// The name for someone else's disk: Windows' reserved names get a `_` in front, and the
    /// characters Windows gives a meaning to become `_`.
    #[must_use]
    pub fn for_download(&self) -> Cow<'_, str> {
        let marked = |c: char| matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*');
        let is_reserved = is_reserved(&self.0);
        if !is_reserved && !self.0.contains(marked) {
            return Cow::Borrowed(&self.0);
        }
        let front = if is_reserved { "_" } else { "" };
        Cow::Owned(format!("{front}{}", self.0.replace(marked, "_")))
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for FileName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}'
        | '\u{61c}'                  // Arabic letter mark
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'    // zero-width, direction marks
        | '\u{202a}'..='\u{202e}'    // direction embeddings and overrides
        | '\u{2060}'..='\u{206f}'    // word joiner, invisible operators, direction isolates
        | '\u{3164}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}') // tags
}

fn is_emoji_part(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// The characters a person can see, and the joiners that hold an emoji together.
fn visible(name: &str) -> impl Iterator<Item = char> {
    let mut before = None;
    let mut rest = name.chars();
    std::iter::from_fn(move || {
        loop {
            let c = rest.next()?;
            let joins = c == '\u{200d}'
                && before.is_some_and(is_emoji_part)
                && rest.clone().next().is_some_and(is_emoji_part);
            if joins || !is_invisible(c) {
                before = Some(c);
                return Some(c);
            }
        }
    })
}

fn trimmed(name: &str) -> &str {
    name.trim_start()
        .trim_end_matches(|c: char| c.is_whitespace() || c == '.')
}

fn split_extension(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, Some(extension)),
        _ => (name, None),
    }
}

fn shortened(name: &str) -> String {
    if name.len() <= FileName::MAX_BYTES {
        return name.to_owned();
    }
    let (stem, extension) = match split_extension(name) {
        (stem, Some(extension)) if extension.len() <= FileName::MAX_EXTENSION => {
            (stem, Some(extension))
        }
        _ => (name, None),
    };
    let room = FileName::MAX_BYTES - extension.map_or(0, |extension| extension.len() + 1);
    // A joiner with nothing left to join would be removed the next time round.
    let stem = stem[..stem.floor_char_boundary(room)].trim_end_matches('\u{200d}');
    match extension {
        Some(extension) => format!("{stem}.{extension}"),
        None => trimmed(stem).to_owned(),
    }
}

/// Whether Windows takes the name for a device, whatever its extension.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_uppercase();
    let is_port = |rest: &str| {
        let mut digits = rest.chars();
        matches!(
            digits.next(),
            Some('0'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}')
        ) && digits.next().is_none()
    };
    matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || stem.strip_prefix("COM").is_some_and(is_port)
        || stem.strip_prefix("LPT").is_some_and(is_port)
}
