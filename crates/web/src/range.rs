//! Which bytes of a file to send: byte ranges and validators (RFC 9110 sections 13 and 14).
//!
//! One range is answered with one part. Several are answered with the whole file, as section
//! 14.2 permits: nobody reading a document needs them, and ten thousand overlapping ones are an
//! attack. Whatever cannot be read is no range. Files carry a strong entity tag and no date, so
//! an `If-Range` with a date never matches.

use http::header::{
    ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, ETAG, IF_NONE_MATCH, IF_RANGE, RANGE,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

/// A strong entity tag: the same tag means the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ETag(HeaderValue);

impl ETag {
    /// The tag around an opaque text; `None` when that is empty or holds anything but visible
    /// ASCII without `"`.
    #[must_use]
    pub fn strong(opaque: &str) -> Option<Self> {
        let is_tag = |byte: u8| byte.is_ascii_graphic() && byte != b'"';
        if opaque.is_empty() || !opaque.bytes().all(is_tag) {
            return None;
        }
        HeaderValue::try_from(format!("\"{opaque}\""))
            .ok()
            .map(Self)
    }

    /// The tag as it stands in the header, quotes included.
    #[must_use]
    pub fn header(&self) -> &HeaderValue {
        &self.0
    }
}

/// What to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    /// Everything (200).
    Full,
    /// The bytes from `start` up to but not including `end` (206); at least one.
    Part {
        /// The first byte.
        start: u64,
        /// The byte after the last.
        end: u64,
    },
    /// Nothing: the reader has these bytes (304).
    NotModified,
    /// Nothing: the range begins after the end (416).
    Unsatisfiable,
}

/// Decides what a request for a file of `length` bytes gets.
#[must_use]
pub fn plan(method: &Method, headers: &HeaderMap, length: u64, etag: &ETag) -> Plan {
    let is_read = matches!(*method, Method::GET | Method::HEAD);
    if is_read && none_match_fails(headers, etag) {
        return Plan::NotModified;
    }
    // Section 14.2: a range means something to GET only.
    if *method != Method::GET || !if_range_holds(headers, etag) {
        return Plan::Full;
    }
    let mut values = headers.get_all(RANGE).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => asked(value.as_bytes(), length),
        _ => Plan::Full,
    }
}

impl Plan {
    /// Writes the headers of the answer, other than what the file is, and gives its status.
    #[must_use = "the status says which answer the headers belong to"]
    pub fn answer(self, headers: &mut HeaderMap, length: u64, etag: &ETag) -> StatusCode {
        headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        headers.insert(ETAG, etag.0.clone());
        match self {
            Self::Full => {
                headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
                StatusCode::OK
            }
            Self::Part { start, end } => {
                headers.insert(CONTENT_LENGTH, HeaderValue::from(end - start));
                let last = end - 1;
                if let Ok(range) = HeaderValue::try_from(format!("bytes {start}-{last}/{length}")) {
                    headers.insert(CONTENT_RANGE, range);
                }
                StatusCode::PARTIAL_CONTENT
            }
            Self::NotModified => StatusCode::NOT_MODIFIED,
            Self::Unsatisfiable => {
                if let Ok(range) = HeaderValue::try_from(format!("bytes */{length}")) {
                    headers.insert(CONTENT_RANGE, range);
                }
                StatusCode::RANGE_NOT_SATISFIABLE
            }
        }
    }
}

/// `bytes=first-last`, `bytes=first-` or `bytes=-count`.
fn asked(value: &[u8], length: u64) -> Plan {
    let Some((unit, spec)) = value.split_at_checked(6) else {
        return Plan::Full;
    };
    if !unit.eq_ignore_ascii_case(b"bytes=") {
        return Plan::Full;
    }
    let spec = spec.trim_ascii();
    let Some(dash) = spec.iter().position(|byte| *byte == b'-') else {
        return Plan::Full;
    };
    // A comma, of several ranges, is not a digit and ends here as well.
    match (&spec[..dash], &spec[dash + 1..]) {
        (b"", count) => match number(count) {
            None => Plan::Full,
            Some(0) => Plan::Unsatisfiable,
            // The end of an empty file is the whole of it, which no Content-Range can say.
            Some(_) if length == 0 => Plan::Full,
            Some(count) => Plan::Part {
                start: length.saturating_sub(count),
                end: length,
            },
        },
        (first, last) => {
            let last = if last.is_empty() {
                Some(u64::MAX)
            } else {
                number(last)
            };
            match (number(first), last) {
                (Some(first), Some(last)) if first > last => Plan::Full,
                (Some(first), Some(_)) if first >= length => Plan::Unsatisfiable,
                (Some(start), Some(last)) => Plan::Part {
                    start,
                    end: last.saturating_add(1).min(length),
                },
                _ => Plan::Full,
            }
        }
    }
}

/// Digits as a number; one too large for 64 bits is past every end.
fn number(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0u64, |number, digit| {
        number
            .saturating_mul(10)
            .saturating_add(u64::from(digit - b'0'))
    }))
}

/// Section 13.1.2, by weak comparison: whether the reader has one of the tags it names.
fn none_match_fails(headers: &HeaderMap, etag: &ETag) -> bool {
    headers.get_all(IF_NONE_MATCH).iter().any(|value| {
        let value = value.as_bytes().trim_ascii();
        value == b"*" || names_tag(value, etag.0.as_bytes())
    })
}

/// Whether a list of entity tags names this one. A comma may stand inside a tag, so the list is
/// walked from quote to quote.
fn names_tag(mut list: &[u8], tag: &[u8]) -> bool {
    loop {
        list = list.trim_ascii_start();
        list = list.strip_prefix(b"W/").unwrap_or(list);
        let Some(opening) = list.strip_prefix(b"\"") else {
            return false;
        };
        let Some(closing) = opening.iter().position(|byte| *byte == b'"') else {
            return false;
        };
        let (named, rest) = list.split_at(closing + 2);
        if named == tag {
            return true;
        }
        let Some(rest) = rest.trim_ascii_start().strip_prefix(b",") else {
            return false;
        };
        list = rest;
    }
}

/// Section 13.1.5, by strong comparison: whether a range may be answered with a part.
fn if_range_holds(headers: &HeaderMap, etag: &ETag) -> bool {
    let mut values = headers.get_all(IF_RANGE).iter();
    match (values.next(), values.next()) {
        (None, _) => true,
        (Some(value), None) => value == etag.0,
        (Some(_), Some(_)) => false,
    }
}
