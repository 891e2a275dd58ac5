//! The cookies of this site: one to each state a browser can be in, and three that open nothing. Where browsers reach the site
//! by https, all of them are bound to its host.

use std::time::Duration;

use anteroom_web::cookie::{SameSite, SessionCookie};
use axum::response::Response;
use http::{HeaderValue, header};

use super::Visit;
use crate::{
    base::{Error, Locale, Result},
    people::known,
    portal::Portal,
};

/// The cookie of a complete sign-in.
///
/// # Errors
/// None while its name is one a cookie may have.
pub fn session_cookie(portal: &Portal) -> Result<SessionCookie> {
    SessionCookie::new(portal.config.is_secure(), "anteroom").map_err(Error::bug)
}

/// The cookie of someone on the way in; never a session.
///
/// # Errors
/// None while its name is one a cookie may have.
pub fn attempt_cookie(portal: &Portal) -> Result<SessionCookie> {
    SessionCookie::new(portal.config.is_secure(), "anteroom-door").map_err(Error::bug)
}

/// The cookie of a browser somebody has come in with. It outlives signing out, and opens nothing.
///
/// # Errors
/// None while its name is one a cookie may have.
pub(super) fn known_cookie(portal: &Portal) -> Result<SessionCookie> {
    SessionCookie::new(portal.config.is_secure(), "anteroom-known").map_err(Error::bug)
}

/// The cookie of a visit through a link for files; opens nothing but what the link opens.
///
/// # Errors
/// None while its name is one a cookie may have.
pub fn sending_cookie(portal: &Portal) -> Result<SessionCookie> {
    SessionCookie::new(portal.config.is_secure(), "anteroom-sending").map_err(Error::bug)
}

/// What makes the browser known for whoever is in with it, where it is not.
pub(super) fn making_known(visit: &Visit) -> Result<Option<HeaderValue>> {
    let Some(known) = &visit.introduces else {
        return Ok(None);
    };
    let set = known_cookie(&visit.portal)?.set(known, SameSite::Lax, Some(known::LIFE));
    set.map(Some).map_err(Error::bug)
}

/// The cookie of what the last act said: the key of a sentence, shown once.
///
/// # Errors
/// None while its name is one a cookie may have.
pub(super) fn said_cookie(portal: &Portal) -> Result<SessionCookie> {
    SessionCookie::new(portal.config.is_secure(), "said").map_err(Error::bug)
}

/// The cookie that tells us to look for words that were kept.
///
/// # Errors
/// None while its name is one a cookie may have.
pub(super) fn kept_cookie(portal: &Portal) -> Result<SessionCookie> {
    SessionCookie::new(portal.config.is_secure(), "kept").map_err(Error::bug)
}

/// The cookie of the language somebody chose before they signed in.
///
/// # Errors
/// None while its name is one a cookie may have.
pub(super) fn language_cookie(portal: &Portal) -> Result<SessionCookie> {
    SessionCookie::new(portal.config.is_secure(), "language").map_err(Error::bug)
}

/// Keeps a language for this browser, for a year.
///
/// # Errors
/// None while languages are words.
pub fn choosing(portal: &Portal, locale: Locale) -> Result<HeaderValue> {
    let year = Duration::from_secs(365 * 24 * 60 * 60);
    language_cookie(portal)?
        .set(locale.as_str(), SameSite::Lax, Some(year))
        .map_err(Error::bug)
}

/// What an answer leaves in the browser for the next page: the key of a sentence to say once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said(pub &'static str);

/// What an answer leaves in the browser: a form was kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept;

/// Turns what an answer leaves into cookies, and takes back what this page said.
///
/// # Errors
/// None while keys are words.
pub(super) fn leave(visit: &Visit, response: &mut Response) -> Result<()> {
    let portal = &visit.portal;
    let mut left = Vec::new();
    if let Some(Said(key)) = response.extensions_mut().remove::<Said>() {
        left.push(said_cookie(portal)?.set(key, SameSite::Lax, Some(Duration::from_secs(60))));
    }
    if response.extensions_mut().remove::<Kept>().is_some() {
        let day = Duration::from_secs(24 * 60 * 60);
        left.push(kept_cookie(portal)?.set("yes", SameSite::Lax, Some(day)));
    }
    for cookie in left {
        let cookie = cookie.map_err(Error::bug)?;
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    if visit.said.is_some() && !response.headers().contains_key(header::SET_COOKIE) {
        let over = said_cookie(portal)?.clear();
        response.headers_mut().append(header::SET_COOKIE, over);
    }
    Ok(())
}
