//! The cookies of this site that mean something: one to each state a browser can be in.

use anteroom_web::cookie::{SameSite, SessionCookie};
use http::HeaderValue;

use super::Visit;
use crate::{
    base::{Error, Result},
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
