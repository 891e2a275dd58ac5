//! The same-origin guard: a request that changes something must come from this site's own pages.
//!
//! `Sec-Fetch-Site` decides where the browser sends it, since no page can forge it: only
//! `same-origin` passes. `none` (typed address, bookmark, restored tab) does not, because none of
//! those makes an unsafe request. Where it is absent, `Origin` must be this site's. A request
//! with neither is refused: every browser that can sign in sends one of them.
//!
//! The site's `Referrer-Policy` is `same-origin`: nothing leaks to other sites, and its own forms carry `Origin` for
//! browsers from before `Sec-Fetch-Site`. `Origin: null`, as a sandboxed frame of anyone's sends it, passes only beside
//! a passing `Sec-Fetch-Site`.
//!
//! The guard is for requests that a browser signs by itself, with a cookie. Where the caller
//! signs each request (an application password, a token), there is nothing to guard.

use std::fmt;
use std::str::FromStr;

use http::header::{HeaderName, ORIGIN, REFERER};
use http::{HeaderMap, Method, Uri};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// A text that is not the address of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnOrigin;

impl fmt::Display for NotAnOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an http or https address without a path")
    }
}

impl std::error::Error for NotAnOrigin {}

/// A site's public origin, written as browsers write it: lower case, no default port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    text: String,
    is_https: bool,
}

impl FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let uri: Uri = text.parse().map_err(|_| NotAnOrigin)?;
        let is_https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(NotAnOrigin),
        };
        let authority = uri.authority().ok_or(NotAnOrigin)?;
        let host = authority.host().to_ascii_lowercase();
        let port = authority.port_u16();
        let is_bare = authority.as_str().len() == host.len();
        let is_whole = (is_bare || port.is_some()) && !authority.as_str().contains('@');
        if host.is_empty() || !is_whole || uri.path() != "/" || uri.query().is_some() {
            return Err(NotAnOrigin);
        }
        let scheme = if is_https { "https" } else { "http" };
        let text = match port {
            Some(port) if port != if is_https { 443 } else { 80 } => {
                format!("{scheme}://{host}:{port}")
            }
            _ => format!("{scheme}://{host}"),
        };
        Ok(Self { text, is_https })
    }
}

impl Origin {
    /// The origin as text, without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether browsers reach the site by https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.is_https
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A request that would change something and is not known to come from this site's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// `Sec-Fetch-Site` says it comes from elsewhere.
    Site,
    /// `Origin` is another, or `null` where nothing else vouches.
    Origin,
    /// Nothing says where it comes from.
    Unknown,
    /// One of the two headers stands there twice.
    Repeated,
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Site => "Sec-Fetch-Site is not same-origin",
            Self::Origin => "Origin is not this site's",
            Self::Unknown => "neither Sec-Fetch-Site nor Origin was sent",
            Self::Repeated => "Sec-Fetch-Site or Origin was sent more than once",
        })
    }
}

impl std::error::Error for Foreign {}

/// Lets a request pass that changes nothing (GET, HEAD, OPTIONS) or comes from this site's pages.
///
/// # Errors
/// [`Foreign`], to be answered with 403.
pub fn guard(method: &Method, headers: &HeaderMap, own: &Origin) -> Result<(), Foreign> {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let site = only(headers, &SEC_FETCH_SITE)?;
    let origin = only(headers, &ORIGIN)?;
    let is_own = |origin: &[u8]| origin == own.text.as_bytes();
    match (site, origin) {
        (Some(b"same-origin"), None | Some(b"null")) => Ok(()),
        (Some(b"same-origin") | None, Some(origin)) if is_own(origin) => Ok(()),
        (Some(b"same-origin") | None, Some(_)) => Err(Foreign::Origin),
        (Some(_), _) => Err(Foreign::Site),
        (None, None) => Err(Foreign::Unknown),
    }
}

/// Whether a page was asked for by somebody who is here, or who typed its address: for the few pages whose being opened is an
/// act. A link of another site's, or a page of theirs that leads here, is neither.
#[must_use]
pub fn is_own_step(headers: &HeaderMap, own: &Origin) -> bool {
    match only(headers, &SEC_FETCH_SITE) {
        Ok(Some(site)) => matches!(site, b"same-origin" | b"none"),
        // A browser from before that header: its pages of ours say where they lead from.
        Ok(None) => only(headers, &REFERER).is_ok_and(|from| {
            let rest = from.and_then(|from| from.strip_prefix(own.text.as_bytes()));
            rest.is_some_and(|rest| rest.starts_with(b"/"))
        }),
        Err(_) => false,
    }
}

fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a [u8]>, Foreign> {
    let mut values = headers.get_all(name).iter();
    let first = values.next();
    if values.next().is_some() {
        return Err(Foreign::Repeated);
    }
    Ok(first.map(http::HeaderValue::as_bytes))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use http::HeaderValue;

    use super::*;

    fn judged(method: Method, sent: &[(&'static str, &'static str)]) -> Result<(), Foreign> {
        let mut headers = HeaderMap::new();
        for (name, value) in sent {
            headers.append(*name, HeaderValue::from_static(value));
        }
        guard(
            &method,
            &headers,
            &"https://portal.example".parse().unwrap(),
        )
    }

    #[test]
    fn only_this_sites_pages_may_change_anything() {
        const SITE: &str = "sec-fetch-site";
        let own = ("origin", "https://portal.example");
        for (sent, verdict) in [
            (&[(SITE, "same-origin"), own][..], Ok(())),
            (&[(SITE, "same-origin")], Ok(())),
            (&[(SITE, "same-origin"), ("origin", "null")], Ok(())),
            (&[own], Ok(())),
            (
                &[(SITE, "same-origin"), ("origin", "https://evil.example")],
                Err(Foreign::Origin),
            ),
            (&[(SITE, "same-site"), own], Err(Foreign::Site)),
            (&[(SITE, "cross-site"), own], Err(Foreign::Site)),
            (&[(SITE, "none"), own], Err(Foreign::Site)),
            (&[(SITE, "none")], Err(Foreign::Site)),
            (&[(SITE, "")], Err(Foreign::Site)),
            (&[(SITE, "same-origin, cross-site")], Err(Foreign::Site)),
            (
                &[(SITE, "same-origin"), (SITE, "same-origin")],
                Err(Foreign::Repeated),
            ),
            (&[own, own], Err(Foreign::Repeated)),
            (&[("origin", "null")], Err(Foreign::Origin)),
            (&[("origin", "http://portal.example")], Err(Foreign::Origin)),
            (
                &[("origin", "https://portal.example:8443")],
                Err(Foreign::Origin),
            ),
            (
                &[("origin", "https://portal.example.evil.example")],
                Err(Foreign::Origin),
            ),
            (
                &[("origin", "https://portal.example/")],
                Err(Foreign::Origin),
            ),
            (
                &[("referer", "https://portal.example/x")],
                Err(Foreign::Unknown),
            ),
            (&[], Err(Foreign::Unknown)),
        ] {
            for method in [
                Method::POST,
                Method::PATCH,
                Method::DELETE,
                Method::PUT,
                Method::TRACE,
            ] {
                assert_eq!(judged(method, sent), verdict, "{sent:?}");
            }
        }
    }

    #[test]
    fn a_step_is_ones_own_when_it_begins_here_or_at_the_address_bar() {
        const SITE: &str = "sec-fetch-site";
        const FROM: &str = "referer";
        for (sent, own) in [
            (&[(SITE, "same-origin")][..], true),
            (&[(SITE, "none")], true),
            (&[(SITE, "cross-site")], false),
            (&[(SITE, "same-site")], false),
            (
                &[(SITE, "cross-site"), (FROM, "https://portal.example/")],
                false,
            ),
            (&[(SITE, "none"), (SITE, "none")], false),
            (&[(FROM, "https://portal.example/sign-in")], true),
            (&[(FROM, "https://portal.example.evil.example/")], false),
            (&[(FROM, "https://evil.example/")], false),
            (&[], false),
        ] {
            let mut headers = HeaderMap::new();
            for (name, value) in sent {
                headers.append(*name, HeaderValue::from_static(value));
            }
            let origin = "https://portal.example".parse().unwrap();
            assert_eq!(is_own_step(&headers, &origin), own, "{sent:?}");
        }
    }

    #[test]
    fn reading_is_open_to_everyone() {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            assert_eq!(judged(method, &[("sec-fetch-site", "cross-site")]), Ok(()));
        }
    }

    #[test]
    fn origins_are_written_as_browsers_write_them() {
        for (text, written) in [
            ("https://Portal.Example", "https://portal.example"),
            ("https://portal.example/", "https://portal.example"),
            ("https://portal.example:443", "https://portal.example"),
            ("http://127.0.0.1:80", "http://127.0.0.1"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("https://[::1]:8443", "https://[::1]:8443"),
        ] {
            let origin: Origin = text.parse().unwrap();
            assert_eq!(origin.as_str(), written);
            assert_eq!(origin.is_https(), text.starts_with("https"));
        }
        for wrong in [
            "",
            "portal.example",
            "ftp://portal.example",
            "https://",
            "https://a@portal.example",
            "https://portal.example/path",
            "https://portal.example/?q",
            "https://portal.example:",
            "https://portal.example:99999",
            "/path",
        ] {
            assert_eq!(wrong.parse::<Origin>(), Err(NotAnOrigin), "{wrong}");
        }
    }
}
