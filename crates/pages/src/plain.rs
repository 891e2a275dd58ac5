//! Plain text, cut into pages of about sixty lines.
//!
//! The encoding is told by a byte order mark, else by being valid UTF-8, else it is Windows-1252, which every byte sequence fits.

use std::io;

use crate::{Limits, Page, Reason, Stopped};

const LINES: usize = 60;
/// A longer line takes the room of several.
const COLUMNS: usize = 100;
/// The characters Windows-1252 has where Latin-1 has controls, from 0x80.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

pub(crate) fn make(
    bytes: &[u8],
    limits: &Limits,
    sink: &mut dyn FnMut(Page) -> io::Result<()>,
) -> Result<(), Stopped> {
    lay_out(&decode(bytes), limits, sink)
}

/// Cuts words into pages.
pub(crate) fn lay_out(
    text: &str,
    limits: &Limits,
    sink: &mut dyn FnMut(Page) -> io::Result<()>,
) -> Result<(), Stopped> {
    let mut rest = text;
    let mut number = 0;
    while !rest.is_empty() {
        if number == limits.pages {
            return Err(Reason::TooMany.into());
        }
        number += 1;
        let (page, after) = rest.split_at(page_end(rest));
        rest = after;
        sink(Page {
            number,
            picture: None,
            text: page.chars().filter(|c| is_shown(*c)).collect(),
        })?;
    }
    Ok(())
}

/// Where the first page of `text` ends, in bytes.
fn page_end(text: &str) -> usize {
    let (mut lines, mut columns) = (0, 0);
    for (at, character) in text.char_indices() {
        columns += 1;
        if character == '\n' || columns == COLUMNS {
            lines += 1;
            columns = 0;
        }
        if lines == LINES || character == '\u{c}' {
            return at + character.len_utf8();
        }
    }
    text.len()
}

fn is_shown(character: char) -> bool {
    matches!(character, '\n' | '\t') || !character.is_control()
}

fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
        },
    }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units)
        .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn windows_1252(byte: u8) -> char {
    match byte.checked_sub(0x80).map(usize::from) {
        Some(high) => WINDOWS_1252.get(high).copied().unwrap_or(char::from(byte)),
        None => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test may panic")]
    use super::*;

    fn pages(bytes: &[u8], limits: &Limits) -> (Vec<String>, Result<(), Stopped>) {
        let mut pages = Vec::new();
        let end = make(bytes, limits, &mut |page| {
            pages.push(page.text);
            Ok(())
        });
        (pages, end)
    }

    fn text(bytes: &[u8]) -> String {
        let (pages, end) = pages(bytes, &Limits::default());
        end.unwrap();
        pages.concat()
    }

    #[test]
    fn utf_16_is_read_in_either_byte_order() {
        let words = "Müller ./. Łukasz 𝔊";
        let little: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&[b"\xff\xfe".as_slice(), &little].concat()), words);
        assert_eq!(text(&[b"\xfe\xff".as_slice(), &big].concat()), words);
    }

    #[test]
    fn bytes_that_are_no_utf_8_are_read_as_windows_1252() {
        assert_eq!(text(b"Caf\xe9 \x80 5 \x96 \x93ok\x94"), "Café € 5 – “ok”");
    }

    #[test]
    fn a_byte_order_mark_and_controls_are_not_part_of_the_text() {
        assert_eq!(text(b"\xef\xbb\xbfa\x1b[31mb\r\n\tc\0"), "a[31mb\n\tc");
    }

    #[test]
    fn a_page_has_sixty_lines_and_a_long_line_counts_as_several() {
        let (short, _) = pages("x\n".repeat(121).as_bytes(), &Limits::default());
        assert_eq!(
            short.iter().map(|p| p.lines().count()).collect::<Vec<_>>(),
            [60, 60, 1]
        );
        let (long, _) = pages("y".repeat(6_001).as_bytes(), &Limits::default());
        assert_eq!(long.iter().map(String::len).collect::<Vec<_>>(), [6_000, 1]);
    }

    #[test]
    fn a_long_text_ends_after_the_allowed_pages() {
        let limits = Limits {
            pages: 2,
            ..Limits::default()
        };
        let (made, end) = pages("x\n".repeat(121).as_bytes(), &limits);
        assert_eq!(made.len(), 2);
        assert!(matches!(end, Err(Stopped::Refused(Reason::TooMany))));
    }
}
