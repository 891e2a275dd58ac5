//! What is made of a document, how much of it at most, and why it may be refused.

use std::io;

use serde::{Deserialize, Serialize};

use crate::Raster;

/// One page: what it looks like and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Counted from 1.
    pub number: u32,
    /// Missing where the text is the page (plain text).
    pub picture: Option<Picture>,
    /// The words in reading order, lines ended by `\n`; empty when the page is only an image.
    pub text: String,
}

/// A page or photograph, drawn anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// How `bytes` are encoded.
    pub format: PictureFormat,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The encoded file.
    pub bytes: Vec<u8>,
}

/// The two encodings pictures leave in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PictureFormat {
    /// Lossless: letters stay sharp.
    WebP,
    /// For photographs, where lossless would be many times larger.
    Jpeg,
}

impl PictureFormat {
    /// The media type to serve the picture with.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::WebP => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// How much one document may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Pages made; a longer document ends with [`Reason::TooMany`] after this many.
    pub pages: u32,
    /// Bytes of the document.
    pub bytes: u64,
    /// Pixels of an image before it is scaled down.
    pub pixels: u64,
    /// Address space of the child, in bytes.
    pub memory: u64,
    /// Processor time of the child, in seconds.
    pub cpu_seconds: u64,
    /// Seconds the parent waits for the child, over all pages; time the reader of the pages takes is not counted.
    pub wall_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pages: 500,
            bytes: 256 << 20,
            pixels: 100_000_000,
            memory: 1 << 30,
            cpu_seconds: 60,
            wall_seconds: 120,
        }
    }
}

/// A photograph that becomes a page of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// What its bytes are.
    pub format: Raster,
    /// How many there are.
    pub length: u64,
}

/// The paper photographs are laid on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 8.5 by 11 inches.
    Letter,
    /// 210 by 297 millimetres (ISO 216).
    A4,
}

/// Why a document has no pages, or no more of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It opens only with a password.
    Encrypted,
    /// It breaks its own format.
    Damaged,
    /// It has more pages than [`Limits::pages`]; the first ones were made.
    TooMany,
    /// It asks for more bytes, pixels, memory or time than allowed.
    TooLarge,
    /// No pages are made of this kind of file.
    Unsupported,
}

/// What ends [`crate::make`] early.
#[derive(Debug)]
pub enum Stopped {
    /// The document is at fault.
    Refused(Reason),
    /// The input or the sink is.
    Io(io::Error),
}

impl From<Reason> for Stopped {
    fn from(reason: Reason) -> Self {
        Self::Refused(reason)
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
