//! What a file's first bytes show it is.

use super::{Kind, Raster};

/// The container of office documents before 2007.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// How far into a file readers look for a PDF's header (ISO 32000-1, annex H.3, note 13).
const PDF_HEADER_WITHIN: usize = 1024;

/// Signatures at the very beginning.
const SIGNATURES: &[(&[u8], Kind)] = &[
    (b"%PDF-", Kind::Pdf),
    (b"\xff\xd8\xff", Kind::Image(Raster::Jpeg)),
    (b"\x89PNG\r\n\x1a\n", Kind::Image(Raster::Png)),
    (b"GIF87a", Kind::Image(Raster::Gif)),
    (b"GIF89a", Kind::Image(Raster::Gif)),
    (b"II*\0", Kind::Image(Raster::Tiff)),
    (b"MM\0*", Kind::Image(Raster::Tiff)),
    (b"II+\0", Kind::Image(Raster::Tiff)),
    (b"MM\0+", Kind::Image(Raster::Tiff)),
    (COMPOUND, Kind::Office),
    (b"{\\rtf", Kind::Office),
    (b"7z\xbc\xaf\x27\x1c", Kind::Archive),
    (b"Rar!\x1a\x07", Kind::Archive),
    (b"\x1f\x8b", Kind::Archive),
    (b"BZh", Kind::Archive),
    (b"\xfd7zXZ\0", Kind::Archive),
    (b"\x28\xb5\x2f\xfd", Kind::Archive),
    (b"MSCF\0\0\0\0", Kind::Archive),
    (b"ID3", Kind::Audio),
    (b"\xff\xfb", Kind::Audio),
    (b"\xff\xf3", Kind::Audio),
    (b"\xff\xf2", Kind::Audio),
    (b"\xff\xf1", Kind::Audio),
    (b"fLaC", Kind::Audio),
    (b"OggS", Kind::Audio),
    (b"#!AMR", Kind::Audio),
    (b"\x1a\x45\xdf\xa3", Kind::Video),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Kind::Video),
    (b"\0\0\x01\xba", Kind::Video),
    (b"\0\0\x01\xb3", Kind::Video),
    (b"FLV\x01", Kind::Video),
    (b"MZ", Kind::Executable),
    (b"\x7fELF", Kind::Executable),
    (b"\xfe\xed\xfa\xce", Kind::Executable),
    (b"\xfe\xed\xfa\xcf", Kind::Executable),
    (b"\xce\xfa\xed\xfe", Kind::Executable),
    (b"\xcf\xfa\xed\xfe", Kind::Executable),
    (b"\xca\xfe\xba\xbe", Kind::Executable),
    (b"\0asm", Kind::Executable),
    (b"L\0\0\0\x01\x14\x02\0", Kind::Executable),
    (b"#!", Kind::Executable),
];

/// Header fields a message is written with (RFC 5322, section 3.6).
const WRITTEN_FIELDS: &[&str] = &["from:", "to:", "subject:", "date:"];
/// Header fields only software adds: a memorandum that begins "To: … From: …" has none of them.
const ADDED_FIELDS: &[&str] = &[
    "received:",
    "return-path:",
    "delivered-to:",
    "message-id:",
    "mime-version:",
    "dkim-signature:",
    "content-type:",
    "x-mozilla-status:",
];

pub(super) fn is_compound(head: &[u8]) -> bool {
    head.starts_with(COMPOUND)
}

pub(super) fn kind(head: &[u8]) -> Kind {
    let text = text(head);
    // A letter may begin with the initials of a program's or a sound's signature.
    let is_writing = |begins: &[u8]| {
        text.is_some() && begins.len() < 4 && begins.iter().all(u8::is_ascii_alphanumeric)
    };
    let signed = |(begins, _): &&(&[u8], Kind)| head.starts_with(begins) && !is_writing(begins);
    if let Some((_, kind)) = SIGNATURES.iter().find(signed) {
        return *kind;
    }
    if let Some(kind) = riff(head).or_else(|| boxed(head)).or_else(|| zipped(head)) {
        return kind;
    }
    if is_bitmap(head) {
        return Kind::Image(Raster::Bmp);
    }
    if head.get(257..262) == Some(b"ustar") {
        return Kind::Archive;
    }
    // A message may bring a web page along, and begins with its own fields.
    if text.as_deref().is_some_and(is_mail) {
        return Kind::Mail;
    }
    // Markup goes before the late PDF header: a browser would see the web page first.
    if text.as_deref().is_some_and(is_markup) {
        return Kind::Unknown;
    }
    let early = head.get(..PDF_HEADER_WITHIN).unwrap_or(head);
    if contains(early, b"%PDF-") {
        return Kind::Pdf;
    }
    match text {
        Some(text) if !text.is_empty() => Kind::Text,
        _ => Kind::Unknown,
    }
}

/// The family of WAV, AVI and WebP: a chunk with its form at byte 8.
fn riff(head: &[u8]) -> Option<Kind> {
    match (head.get(..4)?, head.get(8..12)?) {
        (b"RIFF", b"WEBP") => Some(Kind::Image(Raster::WebP)),
        (b"RIFF", b"WAVE") | (b"FORM", b"AIFF" | b"AIFC") => Some(Kind::Audio),
        (b"RIFF", b"AVI ") => Some(Kind::Video),
        _ => None,
    }
}

/// The family of MP4 and HEIC: a box `ftyp` whose brand says which (ISO/IEC 14496-12, section 4.3).
fn boxed(head: &[u8]) -> Option<Kind> {
    if head.get(4..8)? != b"ftyp" {
        return None;
    }
    Some(match head.get(8..12)? {
        b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1" | b"avif" | b"avis" => {
            Kind::Image(Raster::Heif)
        }
        b"M4A " | b"M4B " => Kind::Audio,
        _ => Kind::Video,
    })
}

/// ZIP, and what is kept in one: office documents show by the names of their first parts.
fn zipped(head: &[u8]) -> Option<Kind> {
    if head.starts_with(b"PK\x05\x06") {
        return Some(Kind::Archive);
    }
    if !head.starts_with(b"PK\x03\x04") {
        return None;
    }
    let parts: &[&[u8]] = &[
        b"[Content_Types].xml",
        b"_rels/.rels",
        b"docProps/",
        b"word/",
        b"xl/",
        b"ppt/",
        b"visio/",
        b"mimetypeapplication/vnd.oasis.opendocument.",
    ];
    Some(match parts.iter().any(|part| contains(head, part)) {
        true => Kind::Office,
        false => Kind::Archive,
    })
}

/// `BM` alone begins many a word; a bitmap also has nothing reserved and a header of a known size.
fn is_bitmap(head: &[u8]) -> bool {
    head.starts_with(b"BM")
        && head.get(6..10) == Some(&[0; 4])
        && matches!(
            head.get(14..18),
            Some([12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0])
        )
}

/// The head as lower-case ASCII with everything else as `?`; nothing if it is not text.
fn text(head: &[u8]) -> Option<String> {
    let units: Vec<u16> = match head {
        [0xff, 0xfe, rest @ ..] => rest
            .as_chunks()
            .0
            .iter()
            .map(|pair| u16::from_le_bytes(*pair))
            .collect(),
        [0xfe, 0xff, rest @ ..] => rest
            .as_chunks()
            .0
            .iter()
            .map(|pair| u16::from_be_bytes(*pair))
            .collect(),
        [0xef, 0xbb, 0xbf, rest @ ..] => rest.iter().map(|byte| u16::from(*byte)).collect(),
        _ => head.iter().map(|byte| u16::from(*byte)).collect(),
    };
    units
        .into_iter()
        .map(|unit| match u8::try_from(unit) {
            Ok(b'\t' | b'\n' | b'\r' | 0x0c) => Some(' '),
            Ok(0..0x20 | 0x7f) => None,
            Ok(ascii @ 0x20..0x7f) => Some(char::from(ascii).to_ascii_lowercase()),
            _ => Some('?'),
        })
        .collect()
}

fn is_markup(text: &str) -> bool {
    let tagged = text
        .trim_start()
        .strip_prefix('<')
        .and_then(|rest| rest.chars().next())
        .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '!' | '?' | '/'));
    tagged
        || ["<html", "<script", "<svg", "<iframe", "<body"]
            .iter()
            .any(|tag| text.contains(tag))
}

fn is_mail(text: &str) -> bool {
    let begins = WRITTEN_FIELDS
        .iter()
        .chain(ADDED_FIELDS)
        .any(|field| text.starts_with(field));
    (begins || text.starts_with("from ")) && ADDED_FIELDS.iter().any(|field| text.contains(field))
}

fn contains(head: &[u8], part: &[u8]) -> bool {
    head.windows(part.len()).any(|window| window == part)
}
