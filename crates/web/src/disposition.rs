//! `Content-Disposition`: under which name a browser saves a file (RFC 6266, RFC 8187).
//!
//! The name goes out twice: in ASCII for old readers, with what does not fit replaced by `_`,
//! and percent-encoded UTF-8 for all others. Nothing in a name can end the quotes, start another
//! parameter or another header, or name a directory.

use http::HeaderValue;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but RFC 8187's `attr-char`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// To be saved, under this name.
#[must_use]
pub fn attachment(name: &str) -> HeaderValue {
    named("attachment", name, HeaderValue::from_static("attachment"))
}

/// To be shown; saved under this name if someone saves it.
#[must_use]
pub fn inline(name: &str) -> HeaderValue {
    named("inline", name, HeaderValue::from_static("inline"))
}

fn named(kind: &str, name: &str, unnamed: HeaderValue) -> HeaderValue {
    let name: String = name
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| if matches!(c, '/' | '\\') { '_' } else { c })
        .collect();
    if name.is_empty() {
        return unnamed;
    }
    // Some readers undo percent signs inside the quotes too, so `%22` must not stand there.
    let is_plain = |c: char| (c.is_ascii_graphic() || c == ' ') && !matches!(c, '"' | '%');
    let text = if name.chars().all(is_plain) {
        format!("{kind}; filename=\"{name}\"")
    } else {
        let ascii: String = name
            .chars()
            .map(|c| if is_plain(c) { c } else { '_' })
            .collect();
        let encoded = utf8_percent_encode(&name, ENCODED);
        format!("{kind}; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
    };
    HeaderValue::try_from(text).unwrap_or(unnamed)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_go_out_in_ascii_and_in_full() {
        for (name, value) in [
            ("Lease 2.pdf", "attachment; filename=\"Lease 2.pdf\""),
            (
                "R\u{e9}sum\u{e9}.pdf",
                "attachment; filename=\"R_sum_.pdf\"; filename*=UTF-8''R%C3%A9sum%C3%A9.pdf",
            ),
            (
                "a\"; x=\"b",
                "attachment; filename=\"a_; x=_b\"; filename*=UTF-8''a%22%3B%20x%3D%22b",
            ),
            (
                "50%.pdf",
                "attachment; filename=\"50_.pdf\"; filename*=UTF-8''50%25.pdf",
            ),
            (
                "a\r\nSet-Cookie: b",
                "attachment; filename=\"aSet-Cookie: b\"",
            ),
            ("..\\..\\a/b", "attachment; filename=\".._.._a_b\""),
            ("", "attachment"),
            ("\0\r\n", "attachment"),
        ] {
            assert_eq!(attachment(name), value);
        }
        assert_eq!(inline("a.pdf"), "inline; filename=\"a.pdf\"");
    }

    proptest! {
        #[test]
        fn no_name_escapes_its_quotes_and_each_can_be_read_back(name in any::<String>()) {
            let value = attachment(&name);
            let text = value.to_str().unwrap();
            let expected: String = name
                .chars()
                .filter(|c| !c.is_control())
                .map(|c| if matches!(c, '/' | '\\') { '_' } else { c })
                .collect();
            if expected.is_empty() {
                prop_assert_eq!(text, "attachment");
                return Ok(());
            }
            prop_assert_eq!(text.matches('"').count(), 2);
            let read = match text.split_once("filename*=UTF-8''") {
                Some((_, encoded)) => {
                    prop_assert!(!encoded.contains([';', '"', ' ', '\'']));
                    percent_encoding::percent_decode_str(encoded).decode_utf8().unwrap().into_owned()
                }
                None => text.split('"').nth(1).unwrap().to_owned(),
            };
            prop_assert_eq!(read, expected);
        }
    }
}
