//! A form's fields as they were sent: in order, with what was sent twice still twice.
//!
//! A name that should stand once and stands twice is refused, because the check and the change
//! might each read another of the two. Text that is not UTF-8 is refused as well: replacing what
//! cannot be read would make different texts the same.

use std::fmt;

use http::StatusCode;
use percent_encoding::percent_decode;

/// The most bytes a form may have.
pub const MAX_BYTES: usize = 64 * 1024;

/// The most fields a form may have.
pub const MAX_FIELDS: usize = 200;

/// Why a form was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// More than [`MAX_FIELDS`].
    TooMany,
    /// A name or value that is not UTF-8.
    NotText,
    /// A name that should stand once stands twice.
    Repeated(String),
    /// A name the form does not have.
    Unexpected(String),
}

impl Refusal {
    /// The status to answer with: 413 for a form that is too large, 400 otherwise.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany | Self::NotText | Self::Repeated(_) | Self::Unexpected(_) => {
                StatusCode::BAD_REQUEST
            }
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => f.write_str("the form is too large"),
            Self::TooMany => f.write_str("the form has too many fields"),
            Self::NotText => f.write_str("the form holds text that is not UTF-8"),
            Self::Repeated(name) => write!(f, "the form's field {name:?} stands there twice"),
            Self::Unexpected(name) => write!(f, "the form has no field {name:?}"),
        }
    }
}

impl std::error::Error for Refusal {}

/// The fields of a form or of an address's query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// [`Refusal`] says which limit or rule was broken.
    pub fn parse(body: &[u8]) -> Result<Self, Refusal> {
        if body.len() > MAX_BYTES {
            return Err(Refusal::TooLarge);
        }
        let mut fields = Vec::new();
        for pair in body.split(|byte| *byte == b'&') {
            if pair.is_empty() {
                continue;
            }
            if fields.len() == MAX_FIELDS {
                return Err(Refusal::TooMany);
            }
            let (name, value) = match pair.iter().position(|byte| *byte == b'=') {
                Some(sign) => (&pair[..sign], &pair[sign + 1..]),
                None => (pair, &[][..]),
            };
            fields.push((decoded(name)?, decoded(value)?));
        }
        Ok(Self(fields))
    }

    /// The one value of a name; `None` when it was not sent.
    ///
    /// # Errors
    /// [`Refusal::Repeated`] when it was sent twice.
    pub fn get(&self, name: &str) -> Result<Option<&str>, Refusal> {
        let mut values = self.all(name);
        let first = values.next();
        if values.next().is_some() {
            return Err(Refusal::Repeated(name.to_owned()));
        }
        Ok(first)
    }

    /// Every value of a name, in order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.iter()
            .filter(move |(sent, _)| *sent == name)
            .map(|(_, value)| value)
    }

    /// Every field, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Checks that nothing was sent but these names.
    ///
    /// # Errors
    /// [`Refusal::Unexpected`] with the first other one.
    pub fn only(&self, names: &[&str]) -> Result<(), Refusal> {
        match self.iter().find(|(name, _)| !names.contains(name)) {
            Some((name, _)) => Err(Refusal::Unexpected(name.to_owned())),
            None => Ok(()),
        }
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}

fn decoded(text: &[u8]) -> Result<String, Refusal> {
    let spaced: Vec<u8> = text
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    let bytes = percent_decode(&spaced).collect();
    String::from_utf8(bytes).map_err(|_| Refusal::NotText)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fields_are_read_as_browsers_write_them() {
        let fields = Fields::parse(b"a=1&b=x+y%26z&a=2&&c&d=%C3%A9&e==&f=%zz&=v").unwrap();
        let read: Vec<_> = fields.iter().collect();
        assert_eq!(
            read,
            [
                ("a", "1"),
                ("b", "x y&z"),
                ("a", "2"),
                ("c", ""),
                ("d", "\u{e9}"),
                ("e", "="),
                ("f", "%zz"),
                ("", "v"),
            ]
        );
        assert_eq!(Fields::parse(b"").unwrap(), Fields::default());
    }

    #[test]
    fn a_name_that_stands_twice_is_refused_where_one_is_due() {
        let fields = Fields::parse(b"to=a&to=b&note=x").unwrap();
        assert_eq!(fields.get("to"), Err(Refusal::Repeated("to".into())));
        assert_eq!(fields.all("to").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(fields.get("note"), Ok(Some("x")));
        assert_eq!(fields.get("gone"), Ok(None));
    }

    #[test]
    fn what_the_form_does_not_have_is_refused() {
        let fields = Fields::parse(b"to=a&is_admin=1").unwrap();
        assert_eq!(fields.only(&["to", "is_admin"]), Ok(()));
        assert_eq!(
            fields.only(&["to"]),
            Err(Refusal::Unexpected("is_admin".into()))
        );
    }

    #[test]
    fn forms_have_limits() {
        let long = format!("a={}", "x".repeat(MAX_BYTES));
        let refused = Fields::parse(long.as_bytes()).unwrap_err();
        assert_eq!(
            (refused.status().as_u16(), refused),
            (413, Refusal::TooLarge)
        );

        assert!(Fields::parse("a=1&".repeat(MAX_FIELDS).as_bytes()).is_ok());
        let refused = Fields::parse("a=1&".repeat(MAX_FIELDS + 1).as_bytes()).unwrap_err();
        assert_eq!(
            (refused.status().as_u16(), refused),
            (400, Refusal::TooMany)
        );
    }

    #[test]
    fn text_that_is_not_utf8_is_refused() {
        for body in [&b"a=%ff"[..], b"a=%C0%AE", b"a=%ED%A0%80", b"\xff=1"] {
            assert_eq!(Fields::parse(body), Err(Refusal::NotText));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(body in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = Fields::parse(&body);
        }

        #[test]
        fn any_text_comes_back_as_it_was(sent in proptest::collection::vec((any::<String>(), any::<String>()), 1..8)) {
            let encode = |text: &str| {
                percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
            };
            let body: Vec<String> = sent.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
            let fields = Fields::parse(body.join("&").as_bytes()).unwrap();
            prop_assert_eq!(fields, sent.into_iter().collect::<Fields>());
        }
    }
}
