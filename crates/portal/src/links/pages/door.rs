//! The door of a link: the code the firm told another way. Reading it uses nothing up: mail programs open links before
//! people do. A link that never was, was ended, is over or was shut has one and the same page.

use anteroom_web::cookie::SameSite;
use askama::Template;
use axum::response::IntoResponse;
use http::{StatusCode, header};

use crate::{
    base::{Error, Form, Timestamp},
    layout::{Frame, Here, Path, Reply, Typed, Visit, on_to, page_with, sending_cookie},
    links::{Link, recognise},
    people::Guess,
    routes,
};

#[derive(Template)]
#[template(path = "links/door.html")]
struct DoorPage {
    f: Frame,
    form: Form,
    token: String,
    host: String,
    /// Who made the link, and until when it is good; nothing for every link that does not open.
    open: Option<(String, Timestamp)>,
}

impl DoorPage {
    fn of(visit: &Visit, form: Form, token: String, link: Option<Link>) -> Self {
        let host = visit.portal.config.public_url.host_str();
        Self {
            f: visit.frame(visit.lang().t("links-door"), Here::Nowhere),
            form,
            token,
            host: host.unwrap_or_default().to_owned(),
            open: link.map(|link| (link.by_name, link.expires_at)),
        }
    }

    fn status(&self) -> StatusCode {
        match (&self.open, self.form.is_good()) {
            (None, _) => StatusCode::NOT_FOUND,
            (Some(_), true) => StatusCode::OK,
            (Some(_), false) => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

/// The door; whoever knocked here already is led on to where they hand over.
///
/// # Errors
/// The store's.
pub async fn show(visit: Visit, Path(token): Path<String>) -> Reply {
    let (asked, cookie) = (token.clone(), visit.sending.clone());
    let (link, is_in) = visit
        .portal
        .read(&visit.portal.door(), move |tx| {
            let link = Link::at_door(tx, &asked)?;
            let sender = match &cookie {
                Some(cookie) => recognise(tx, cookie)?,
                None => None,
            };
            let is_in =
                matches!((&link, sender), (Some(link), Some(sender)) if sender.link == link.id);
            Ok((link, is_in))
        })
        .await?;
    if is_in {
        return Ok(on_to(routes::SENDING).into_response());
    }
    let door = DoorPage::of(&visit, Form::blank(), token, link);
    page_with(door.status(), &door)
}

/// The answer at the door. Right: a visit begins.
///
/// # Errors
/// [`Error::TooMany`] after too many tries from one network.
pub async fn knock(visit: Visit, Path(token): Path<String>, Typed(mut form): Typed) -> Reply {
    let answer = form.line("door", 20);
    let (asked, network, device) = (token.clone(), visit.network.clone(), visit.device);
    let (visit_token, link) = visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            let Some(link) = Link::at_door(tx, &asked)? else {
                Guess::from(&network).spend(tx)?;
                return Ok((None, None));
            };
            let guess = Guess::with_ours(&network);
            guess.spend(tx)?;
            let begun = link.knock(tx, &answer, device)?;
            if begun.is_some() {
                guess.give_back(tx)?;
            }
            // A wrong answer may have been the last that was free.
            Ok((begun, Link::at_door(tx, &asked)?))
        })
        .await?;
    if let Some(begun) = visit_token {
        let cookie = sending_cookie(&visit.portal)?
            .set(&begun, SameSite::Lax, None)
            .map_err(Error::bug)?;
        let mut response = on_to(routes::SENDING).into_response();
        response.headers_mut().append(header::SET_COOKIE, cookie);
        return Ok(response);
    }
    form.wrong("door", "people-wrong-door");
    let door = DoorPage::of(&visit, form, token, link);
    page_with(door.status(), &door)
}
