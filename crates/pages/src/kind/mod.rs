//! What a file is: by its content first, by its name only where the content does not say.
//!
//! The kind decides what is drawn and what a reader is warned of, never what a browser may do: every original is handed out as an
//! attachment, whatever its kind.

mod content;
mod name;

use serde::{Deserialize, Serialize};

/// Bytes of a file's beginning that are enough for [`kind`].
pub const HEAD: usize = 4096;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A PDF document.
    Pdf,
    /// A photograph, a scan, a screenshot.
    Image(Raster),
    /// Plain text, tables as text included.
    Text,
    /// A word processor's, spreadsheet's or presentation's document.
    Office,
    /// A saved message.
    Mail,
    /// A file of files, or a compressed one.
    Archive,
    /// Sound.
    Audio,
    /// Moving pictures.
    Video,
    /// Something that runs when it is opened.
    Executable,
    /// Nothing of these: web pages and vector drawings too, which are programs in the guise of documents.
    Unknown,
}

/// The image formats told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the formats'")]
pub enum Raster {
    Jpeg,
    Png,
    Gif,
    WebP,
    Bmp,
    Tiff,
    /// HEIC and AVIF; only HEIC is drawn.
    Heif,
}

/// How pages came about that the original does not hold as they are shown: worth a word to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// An office document was laid out by an office program, which may break lines otherwise than another.
    Office,
    /// A picture was converted from a format most programs cannot show.
    Picture,
    /// Of a message only its words are shown.
    Message,
}

impl Kind {
    /// What its pages are besides a redrawn original.
    pub fn conversion(self) -> Option<Conversion> {
        match self {
            Self::Office => Some(Conversion::Office),
            Self::Image(Raster::Heif) => Some(Conversion::Picture),
            Self::Mail => Some(Conversion::Message),
            _ => None,
        }
    }
}

/// Tells what a file is by `head`, its first [`HEAD`] bytes (or all, if fewer), and by `name` where several kinds begin alike.
pub fn kind(head: &[u8], name: &str) -> Kind {
    let claimed = name::claimed(name);
    match content::kind(head) {
        // Old office documents, saved messages and installers share one container.
        Kind::Office
            if content::is_compound(head)
                && matches!(claimed, Some(Kind::Mail | Kind::Executable)) =>
        {
            claimed.unwrap_or(Kind::Office)
        }
        // Scripts are text until someone opens them; so is a message whose headers begin in an unusual way.
        Kind::Text if matches!(claimed, Some(Kind::Executable | Kind::Mail | Kind::Unknown)) => {
            claimed.unwrap_or(Kind::Text)
        }
        // A packed program is an archive by its content.
        Kind::Archive if claimed == Some(Kind::Executable) => Kind::Executable,
        kind => kind,
    }
}

/// Whether the name claims another kind than `kind`, the one [`kind`] told: worth a warning to whoever opens the file.
///
/// A name that claims nothing cannot be wrong.
pub fn mismatch(kind: Kind, name: &str) -> bool {
    name::claimed(name).is_some_and(|claimed| claimed != kind)
}

/// The media type to name the original by; kinds that stand for a family of formats are only bytes.
pub fn media_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Pdf => "application/pdf",
        Kind::Image(Raster::Jpeg) => "image/jpeg",
        Kind::Image(Raster::Png) => "image/png",
        Kind::Image(Raster::Gif) => "image/gif",
        Kind::Image(Raster::WebP) => "image/webp",
        Kind::Image(Raster::Bmp) => "image/bmp",
        Kind::Image(Raster::Tiff) => "image/tiff",
        Kind::Image(Raster::Heif) => "image/heif",
        Kind::Text => "text/plain",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCX: &[u8] = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0........................\x13\0\x08\x02[Content_Types].xml";
    const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

    #[test]
    fn content_decides_whatever_the_name_says() {
        for (head, name, expected) in [
            (b"%PDF-1.7\n".as_slice(), "a.jpg", Kind::Pdf),
            (b"\r\n%PDF-1.4", "scan", Kind::Pdf),
            (b"\x89PNG\r\n\x1a\n", "a.pdf", Kind::Image(Raster::Png)),
            (b"\xff\xd8\xff\xe0", "a", Kind::Image(Raster::Jpeg)),
            (b"GIF89a", "a", Kind::Image(Raster::Gif)),
            (b"RIFF\0\0\0\0WEBPVP8 ", "a", Kind::Image(Raster::WebP)),
            (b"RIFF\0\0\0\0WAVEfmt ", "a", Kind::Audio),
            (b"II*\0\x08\0\0\0", "a", Kind::Image(Raster::Tiff)),
            (
                b"\0\0\0\x18ftypheic",
                "IMG_1.HEIC",
                Kind::Image(Raster::Heif),
            ),
            (b"\0\0\0\x18ftypmp42", "a", Kind::Video),
            (b"\0\0\0\x18ftypM4A ", "a", Kind::Audio),
            (b"MZ\x90\0", "contract.pdf", Kind::Executable),
            (b"\x7fELF", "a", Kind::Executable),
            (b"#!/bin/sh\n", "notes.txt", Kind::Executable),
            (DOCX, "a.docx", Kind::Office),
            (b"PK\x03\x04aaaa", "a.zip", Kind::Archive),
            (b"{\\rtf1", "a.doc", Kind::Office),
            (OLE, "a.doc", Kind::Office),
            (
                b"Received: from a\r\nMessage-ID: <1@b>\r\n",
                "a",
                Kind::Mail,
            ),
            (b"Dear Sir or Madam,", "a", Kind::Text),
            (b"TO: file\nFROM: MZ\nDATE: May 4", "memo", Kind::Text),
            (b"MZ dictated this.", "a", Kind::Text),
            (b"Caf\xe9", "a.txt", Kind::Text),
            (b"\xff\xfea\0", "a.txt", Kind::Text),
            (b"a\0b", "a.txt", Kind::Unknown),
            (b"", "a.txt", Kind::Unknown),
        ] {
            assert_eq!(
                kind(head, name),
                expected,
                "{name}: {}",
                head.escape_ascii()
            );
        }
    }

    #[test]
    fn the_name_decides_where_kinds_begin_alike() {
        assert_eq!(kind(OLE, "a.msg"), Kind::Mail);
        assert_eq!(kind(OLE, "a.msi"), Kind::Executable);
        assert_eq!(kind(b"PK\x03\x04META-INF", "a.jar"), Kind::Executable);
        assert_eq!(kind(b"alert(1)", "a.js"), Kind::Executable);
        assert_eq!(kind(b"[InternetShortcut]", "a.url. "), Kind::Executable);
    }

    #[test]
    fn web_pages_and_vector_drawings_are_nothing_to_show() {
        for head in [
            b"<!DOCTYPE html><p>".as_slice(),
            b"\xef\xbb\xbf  <html>",
            b"<svg onload=alert(1)>",
            b"<?xml version='1.0'?>",
            b"\xff\xfe<\0h\0t\0m\0l\0>\0",
            b"\xfe\xff\0<\0s\0v\0g",
            b"hello <ScRipt>alert(1)</script>",
            b"<html> %PDF-1.4",
        ] {
            assert_eq!(
                kind(head, "a.txt"),
                Kind::Unknown,
                "{}",
                head.escape_ascii()
            );
        }
        assert_eq!(kind(b"plain words", "a.html"), Kind::Unknown);
    }

    #[test]
    fn a_polyglot_is_what_it_begins_with() {
        assert_eq!(
            kind(b"GIF89a/*%PDF-1.4*/=1;", "a.js"),
            Kind::Image(Raster::Gif)
        );
        assert_eq!(kind(b"%PDF-1.4 PK\x03\x04", "a.zip"), Kind::Pdf);
        assert_eq!(kind(b"MZ\0%PDF-1.4", "a.pdf"), Kind::Executable);
        assert!(mismatch(kind(b"MZ\0%PDF-1.4", "a.pdf"), "a.pdf"));
    }

    #[test]
    fn a_name_that_claims_another_kind_is_a_mismatch() {
        assert!(mismatch(Kind::Executable, "invoice.pdf"));
        assert!(mismatch(Kind::Pdf, "invoice_\u{202e}fdp.exe"));
        assert!(mismatch(Kind::Image(Raster::Png), "photo.jpg"));
        assert!(!mismatch(Kind::Image(Raster::Jpeg), "PHOTO.JPEG"));
        assert!(!mismatch(Kind::Pdf, "README"));
        assert!(!mismatch(Kind::Text, "ledger.csv"));
        assert!(!mismatch(Kind::Unknown, "drawing.svg"));
        assert!(!mismatch(Kind::Pdf, "v.1 of the deed"));
    }

    #[test]
    fn no_active_type_is_ever_named() {
        assert_eq!(
            media_type(kind(b"<svg>", "a.svg")),
            "application/octet-stream"
        );
        assert_eq!(media_type(Kind::Pdf), "application/pdf");
    }
}
