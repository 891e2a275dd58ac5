//! The doors, and a person's own pages. Both sides of the counter use the same.

pub mod address;
pub mod again;
pub mod entering;
pub mod forgotten;
pub mod help;
pub mod invitation;
pub mod needed;
pub mod not_me;
mod passkeys;
pub mod second_step;
pub mod secrets;
pub mod security;
pub mod sign_in;
pub mod single_sign_on;
pub mod you;

/// A secret in groups of four, for its page.
pub(super) use super::codes::groups;

use anteroom_web::cookie::SameSite;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use tokio::sync::OwnedSemaphorePermit;

use super::{Session, Surroundings, passwords};
use crate::{
    base::{Device, Error, Lang, Result},
    layout::{Visit, attempt_cookie, on_to, session_cookie},
    portal::{Portal, off_the_loop},
    receipts,
};

impl Surroundings {
    fn of(visit: &Visit) -> Self {
        Self {
            device: visit.device,
            browser: visit.browser,
            network: visit.network.clone(),
            known: visit.known.clone(),
            held: visit.who.as_ref().map(|who| who.signed.clone()),
        }
    }
}

/// "Phone, Safari": what a passkey is called until it has a better name.
fn device_words(lang: &'static Lang, device: Device, browser: &str) -> String {
    let device = lang.t(match device {
        Device::Phone => "people-device-phone",
        Device::Tablet => "people-device-tablet",
        Device::Computer => "people-device-computer",
        Device::Unknown => "people-device-unknown",
    });
    if browser.is_empty() {
        device.to_owned()
    } else {
        format!("{device}, {browser}")
    }
}

/// Leads on with a new session; whatever led here is over.
async fn into_the_room(portal: &Portal, token: &str, next: &str) -> Result<Response> {
    with_session(portal, token, on_to(next).into_response()).await
}

/// An answer that brings a new session; whatever led here is over.
async fn with_session(portal: &Portal, token: &str, mut response: Response) -> Result<Response> {
    let own = token.to_owned();
    let who = portal
        .read(&portal.door(), move |tx| Session::recognise(tx, &own))
        .await?;
    if let Some(who) = who {
        // Evidence about every document open to this person: it is theirs to leave, so it is written as them.
        portal
            .write(&who.actor(portal.firm), receipts::note_sign_in)
            .await?;
    }
    let cookie = session_cookie(portal)?
        .set(token, SameSite::Lax, None)
        .map_err(Error::bug)?;
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookie);
    headers.append(header::SET_COOKIE, attempt_cookie(portal)?.clear());
    Ok(response)
}

/// Leads on with an attempt under way.
fn to_the_next_step(portal: &Portal, token: &str, next: &str) -> Result<Response> {
    let cookie = attempt_cookie(portal)?
        .set(token, SameSite::Lax, None)
        .map_err(Error::bug)?;
    let mut response = on_to(next).into_response();
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// An answer for a script.
fn json(text: String) -> Response {
    (
        [(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        )],
        text,
    )
        .into_response()
}

/// A turn at hashing. It goes into the work: whoever hangs up does not end the work, so must not free the turn.
async fn turn_to_hash(portal: &Portal) -> Result<OwnedSemaphorePermit> {
    let free = portal.hashing.clone().acquire_owned();
    let turn = tokio::time::timeout(portal.patience.hashing, free).await;
    turn.ok()
        .and_then(Result::ok)
        .ok_or_else(|| Error::Unavailable("too many passwords wait to be hashed".into()))
}

/// Compares a password when its turn comes.
async fn is_right(portal: &Portal, password: String, kept: Option<String>) -> Result<bool> {
    let turn = turn_to_hash(portal).await?;
    off_the_loop(move || {
        let _turn = turn;
        passwords::is_right(&password, kept.as_deref())
    })
    .await
}

/// Judges a new password and hashes it when its turn comes: its hash, or the key of what is wrong with it.
async fn hashed(
    portal: &Portal,
    password: String,
    words: Vec<String>,
) -> Result<Result<String, &'static str>> {
    let turn = turn_to_hash(portal).await?;
    off_the_loop(move || {
        let _turn = turn;
        match passwords::problem(&password, &words) {
            Some(key) => Ok(Err(key)),
            None => passwords::hash(&password).map(Ok),
        }
    })
    .await
}
