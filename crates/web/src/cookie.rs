//! The one cookie: a session's, scoped to the host and out of reach of scripts.
//!
//! Over https it is named `__Host-…`, which browsers accept only `Secure`, with `Path=/` and
//! without `Domain`, so no sibling host can plant it. A site served over plain http on loopback
//! cannot have that and uses the bare name; nothing reads the one name in place of the other.

use std::fmt;
use std::time::Duration;

use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};

/// A name or value with characters a cookie cannot carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotCookieText;

impl fmt::Display for NotCookieText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a cookie's name or value holds a character it cannot carry")
    }
}

impl std::error::Error for NotCookieText {}

/// From where the browser may send the cookie along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameSite {
    /// From this site, and when someone follows a link to it from elsewhere.
    Lax,
    /// From this site only; a link in a mail arrives signed out.
    Strict,
}

impl fmt::Display for SameSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lax => "Lax",
            Self::Strict => "Strict",
        })
    }
}

/// How this site names and guards its session cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionCookie {
    name: String,
    secure: bool,
    cleared: HeaderValue,
}

impl SessionCookie {
    /// The cookie `__Host-<name>` when `secure`, that is when browsers reach the site by https;
    /// `<name>` otherwise.
    ///
    /// # Errors
    /// [`NotCookieText`] when the name is not letters, digits, `-` and `_`.
    pub fn new(secure: bool, name: &str) -> Result<Self, NotCookieText> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if name.is_empty() || !name.bytes().all(is_plain) {
            return Err(NotCookieText);
        }
        let prefix = if secure { "__Host-" } else { "" };
        let name = format!("{prefix}{name}");
        let cleared = set_cookie(&name, secure, "", SameSite::Lax, Some(Duration::ZERO))?;
        Ok(Self {
            name,
            secure,
            cleared,
        })
    }

    /// The name as browsers see it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A `Set-Cookie` value that gives the browser the session. Without `max_age` (whole
    /// seconds count) the browser forgets it when it closes.
    ///
    /// # Errors
    /// [`NotCookieText`] when the value is empty or holds anything but RFC 6265's cookie octets.
    pub fn set(
        &self,
        value: &str,
        same_site: SameSite,
        max_age: Option<Duration>,
    ) -> Result<HeaderValue, NotCookieText> {
        if value.is_empty() || !value.bytes().all(is_cookie_octet) {
            return Err(NotCookieText);
        }
        set_cookie(&self.name, self.secure, value, same_site, max_age)
    }

    /// A `Set-Cookie` value that makes the browser drop the session.
    #[must_use]
    pub fn clear(&self) -> HeaderValue {
        self.cleared.clone()
    }

    /// The session the browser sent. A cookie that stands there twice is none: one of the two
    /// was planted, and which cannot be told.
    #[must_use]
    pub fn read<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        let mut found = headers
            .get_all(COOKIE)
            .iter()
            .flat_map(|value| value.as_bytes().split(|byte| *byte == b';'))
            .filter_map(|pair| {
                pair.trim_ascii()
                    .strip_prefix(self.name.as_bytes())?
                    .strip_prefix(b"=")
            });
        let value = found.next()?;
        if found.next().is_some() || value.is_empty() || !value.iter().copied().all(is_cookie_octet)
        {
            return None;
        }
        std::str::from_utf8(value).ok()
    }
}

fn set_cookie(
    name: &str,
    secure: bool,
    value: &str,
    same_site: SameSite,
    max_age: Option<Duration>,
) -> Result<HeaderValue, NotCookieText> {
    let mut text = format!("{name}={value}; Path=/; HttpOnly; SameSite={same_site}");
    if secure {
        text.push_str("; Secure");
    }
    if let Some(age) = max_age {
        text.push_str(&format!("; Max-Age={}", age.as_secs()));
    }
    HeaderValue::try_from(text).map_err(|_| NotCookieText)
}

/// RFC 6265 section 4.1.1.
fn is_cookie_octet(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn sent(values: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(COOKIE, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn over_https_the_cookie_is_bound_to_the_host() {
        let cookie = SessionCookie::new(true, "session").unwrap();
        let age = Some(Duration::from_secs(90));
        assert_eq!(
            cookie.set("abc", SameSite::Strict, age).unwrap(),
            "__Host-session=abc; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=90"
        );
        assert_eq!(
            cookie.clear(),
            "__Host-session=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0"
        );
    }

    #[test]
    fn over_plain_http_the_cookie_has_its_bare_name() {
        let cookie = SessionCookie::new(false, "session").unwrap();
        assert_eq!(
            cookie.set("abc", SameSite::Lax, None).unwrap(),
            "session=abc; Path=/; HttpOnly; SameSite=Lax"
        );
        assert_eq!(cookie.read(&sent(&["__Host-session=abc"])), None);
    }

    #[test]
    fn a_cookie_is_read_once_or_not_at_all() {
        let cookie = SessionCookie::new(true, "session").unwrap();
        for (values, read) in [
            (&["__Host-session=abc"][..], Some("abc")),
            (&["a=1; __Host-session=abc; b=2"], Some("abc")),
            (&["a=1", "__Host-session=abc"], Some("abc")),
            (&["__Host-session=a=b"], Some("a=b")),
            (&["__Host-session=abc; __Host-session=abc"], None),
            (&["__Host-session=abc", "__Host-session=def"], None),
            (&["session=abc"], None),
            (&["__host-session=abc"], None),
            (&["__Host-sessions=abc"], None),
            (&["__Host-session=\"abc\""], None),
            (&["__Host-session="], None),
            (&["__Host-session"], None),
            (&[], None),
        ] {
            assert_eq!(cookie.read(&sent(values)), read, "{values:?}");
        }
        let mut foreign = sent(&["__Host-session=abc"]);
        foreign.append(COOKIE, HeaderValue::from_bytes(b"x=\xff").unwrap());
        assert_eq!(cookie.read(&foreign), Some("abc"));
    }

    #[test]
    fn no_value_can_add_an_attribute_or_a_header() {
        let cookie = SessionCookie::new(true, "session").unwrap();
        for value in [
            "",
            "a; Domain=x",
            "a\r\nSet-Cookie: b",
            "a b",
            "a,b",
            "\u{e9}",
        ] {
            assert_eq!(cookie.set(value, SameSite::Lax, None), Err(NotCookieText));
        }
        for name in ["", "a=b", "a;b", "a b"] {
            assert_eq!(SessionCookie::new(true, name), Err(NotCookieText));
        }
    }
}
