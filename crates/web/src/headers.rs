//! The security headers of every answer, and the stricter set of a file as it was sent in.
//!
//! Applied at the outermost layer, to errors as well. What is a matter of the page (its policy,
//! how long it may be kept) a handler may set first; what is a matter of the site it may not.

use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderValue};

/// What a page may load: its own scripts, styles, pictures and letters, and nothing inline.
///
/// `require-trusted-types-for 'script'` is not in it: a PDF reader that starts its worker from a
/// plain address, and a script that parses the same page fetched again, would both stop working.
pub const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; \
    object-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What a file from outside may do when a browser shows it after all: nothing.
pub const ORIGINAL_POLICY: &str =
    "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

/// Two years, every name below this one.
pub const TRANSPORT_SECURITY: &str = "max-age=63072000; includeSubDomains";

/// Everything a page could ask the device for, refused, but for passkeys and a screen that stays
/// on while something is sent.
pub const PERMISSIONS: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), \
    midi=(), payment=(), usb=(), publickey-credentials-create=(self), \
    publickey-credentials-get=(self), screen-wake-lock=(self)";

/// What signing out takes from the browser.
pub const SIGNED_OUT: &str = "\"cache\", \"storage\"";

const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// Puts the security headers on an answer. `https` says whether browsers reach the site so;
/// over plain http `Strict-Transport-Security` means nothing and is left out.
///
/// A `Content-Security-Policy` or `Cache-Control` that is there already stays.
pub fn guard(headers: &mut HeaderMap, https: bool) {
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (OPENER, "same-origin"),
        (RESOURCE, "same-origin"),
        (PERMISSIONS_POLICY, PERMISSIONS),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        let value = HeaderValue::from_static(TRANSPORT_SECURITY);
        headers.insert(STRICT_TRANSPORT_SECURITY, value);
    }
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(PAGE_POLICY));
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}

/// Puts on what a file from outside needs before [`guard`] adds the rest: no script, no plug-in,
/// no origin of ours, no copy in a cache.
pub fn confine_original(headers: &mut HeaderMap) {
    let policy = HeaderValue::from_static(ORIGINAL_POLICY);
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

/// Makes the browser drop what it kept of this site, when someone signs out.
pub fn sign_out(headers: &mut HeaderMap) {
    headers.insert(CLEAR_SITE_DATA, HeaderValue::from_static(SIGNED_OUT));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_the_whole_set() {
        let mut headers = HeaderMap::new();
        guard(&mut headers, true);
        for (name, value) in [
            (
                "content-security-policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
                 font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; \
                 form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            ),
            (
                "strict-transport-security",
                "max-age=63072000; includeSubDomains",
            ),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(headers[name], value);
        }
        assert!(headers.contains_key("permissions-policy"));
        assert!(!headers.contains_key("access-control-allow-origin"));
    }

    #[test]
    fn no_page_may_run_what_is_written_into_it() {
        for lax in [
            "unsafe-inline",
            "unsafe-eval",
            "data:",
            "http:",
            "https:",
            "*",
        ] {
            assert!(!PAGE_POLICY.contains(lax), "{lax}");
            assert!(!ORIGINAL_POLICY.contains(lax), "{lax}");
        }
        assert!(!ORIGINAL_POLICY.contains("allow-"));
    }

    #[test]
    fn over_plain_http_nothing_is_promised_about_transport() {
        let mut headers = HeaderMap::new();
        guard(&mut headers, false);
        assert!(!headers.contains_key("strict-transport-security"));
    }

    #[test]
    fn a_handler_decides_on_its_page_and_not_on_the_site() {
        let mut headers = HeaderMap::new();
        confine_original(&mut headers);
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("unsafe-url"));
        guard(&mut headers, true);
        assert_eq!(headers["content-security-policy"], ORIGINAL_POLICY);
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["referrer-policy"], "same-origin");

        let mut asset = HeaderMap::new();
        let long = HeaderValue::from_static("public, max-age=31536000, immutable");
        asset.insert(CACHE_CONTROL, long.clone());
        guard(&mut asset, true);
        assert_eq!(asset["cache-control"], long);
    }

    #[test]
    fn signing_out_leaves_nothing_in_the_browser() {
        let mut headers = HeaderMap::new();
        sign_out(&mut headers);
        assert_eq!(headers["clear-site-data"], "\"cache\", \"storage\"");
    }
}
