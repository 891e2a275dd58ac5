//! The landing page of an invitation: trust first, then the door.
//!
//! Ended, used and unknown links have a page of the same shape, so a stranger learns nothing from it. Reading uses
//! nothing up: mail programs open links before people do.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::to_the_next_step;
use crate::{
    base::{Error, Form, Result, Timestamp, Tx},
    layout::{Frame, Here, Path, Query, Reply, Typed, Visit, on_to, page, page_with},
    people::{Door, Entering, Guess, Invitation, Landing as Found, Member, Person},
    routes,
};

/// What the page shows of a link.
enum Standing {
    Open {
        by: String,
        door: Door,
        first_name: String,
        /// Whether it is a new way in for somebody who has or had one, not the first.
        is_anew: bool,
        until: Timestamp,
    },
    Expired {
        days: i64,
    },
    Used,
    Shut,
    Unknown,
}

#[derive(Template)]
#[template(path = "people/invitation.html")]
struct Landing {
    f: Frame,
    form: Form,
    token: String,
    host: String,
    standing: Standing,
    asked_anew: bool,
}

enum Link {
    Here(Standing),
    Newer(String),
}

fn at_link(tx: &mut Tx<'_, '_>, token: &str) -> Result<Link> {
    Ok(Link::Here(match Invitation::at_link(tx, token)? {
        Found::Newer(token) => return Ok(Link::Newer(token)),
        Found::Open(invitation) => {
            let person = Person::load(tx, invitation.person)?;
            Standing::Open {
                first_name: person.first_name().to_owned(),
                is_anew: person.entered_at.is_some() || invitation.by == person.id,
                until: invitation.expires_at,
                by: invitation.by_name,
                door: invitation.door,
            }
        }
        Found::Expired(invitation) => Standing::Expired {
            days: invitation.days(),
        },
        Found::Used => Standing::Used,
        Found::Shut => Standing::Shut,
        Found::Unknown => Standing::Unknown,
    }))
}

impl Landing {
    fn of(visit: &Visit, form: Form, token: String, standing: Standing, asked_anew: bool) -> Self {
        let f = visit.frame(visit.lang().t("people-invitation"), Here::Nowhere);
        let host = visit
            .portal
            .config
            .public_url
            .host_str()
            .unwrap_or_default()
            .to_owned();
        Self {
            f,
            form,
            token,
            host,
            standing,
            asked_anew,
        }
    }
}

/// The landing page.
pub async fn show(visit: Visit, Path(token): Path<String>, query: Query) -> Reply {
    land(&visit, token, Form::blank(), !query.get("asked").is_empty()).await
}

async fn land(visit: &Visit, token: String, form: Form, asked_anew: bool) -> Reply {
    if !Invitation::is_token(&token) {
        return page(&Landing::of(
            visit,
            form,
            String::new(),
            Standing::Unknown,
            asked_anew,
        ));
    }
    let asked = token.clone();
    let link = visit
        .portal
        .read(&visit.portal.door(), move |tx| at_link(tx, &asked))
        .await?;
    match link {
        Link::Newer(token) => Ok(on_to(&routes::invitation(&token)).into_response()),
        Link::Here(standing) => {
            let status = match (&standing, form.is_good()) {
                (Standing::Open { .. }, false) => StatusCode::UNPROCESSABLE_ENTITY,
                _ => StatusCode::OK,
            };
            page_with(
                status,
                &Landing::of(visit, form, token, standing, asked_anew),
            )
        }
    }
}

/// The answer at the door. Right: setting up a way in begins.
pub async fn knock(visit: Visit, Path(token): Path<String>, Typed(mut form): Typed) -> Reply {
    if !Invitation::is_token(&token) {
        return land(&visit, token, form, false).await;
    }
    let answer = form.line("door", 20);
    let (asked, network) = (token.clone(), visit.network.clone());
    let entering = visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            let Found::Open(invitation) = Invitation::at_link(tx, &asked)? else {
                Guess::from(&network).spend(tx)?;
                return Ok(None);
            };
            let guess = Guess::with_ours(&network);
            guess.spend(tx)?;
            if !invitation.knock(tx, &answer)? {
                return Ok(None);
            }
            guess.give_back(tx)?;
            let next = if Member::role_of(tx, invitation.person)?.is_some() {
                "/today"
            } else {
                "/enter/welcome"
            };
            Entering::begin(tx, invitation.person, Some(invitation.id), next).map(Some)
        })
        .await?;
    match entering {
        Some(entering) => Ok(to_the_next_step(&visit.portal, &entering, "/enter")?),
        None => {
            form.wrong("door", "people-wrong-door");
            land(&visit, token, form, false).await
        }
    }
}

/// Asks for a new invitation: the answer is the same for every link there could be.
pub async fn renew(visit: Visit, Path(token): Path<String>) -> Reply {
    if !Invitation::is_token(&token) {
        return Err(Error::NotFound.into());
    }
    let (asked, network) = (token.clone(), visit.network.clone());
    let sends_mail = visit.look.as_ref().is_some_and(|look| look.sends_mail);
    visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            Guess::from(&network).spend(tx)?;
            match Invitation::at_link(tx, &asked)? {
                Found::Expired(invitation) if sends_mail => invitation.renew(tx),
                _ => Ok(()),
            }
        })
        .await?;
    Ok(on_to(&format!("{}?asked=yes", routes::invitation(&token))).into_response())
}

#[derive(Template)]
#[template(path = "people/welcome.html")]
struct Welcome {
    f: Frame,
    by: Option<(String, String)>,
    first_name: String,
    has_passkey: bool,
}

/// One calm page, once, after the first way in was set up.
pub async fn welcome(visit: crate::layout::SignedVisit) -> Reply {
    let person = visit.signed().person;
    let by = visit
        .read(move |tx| {
            let Some(invitation) = Invitation::latest_of(tx, person)? else {
                return Ok(None);
            };
            let title = Member::all(tx)?
                .into_iter()
                .find(|member| member.person == invitation.by)
                .map(|member| member.title);
            Ok(Some((invitation.by_name, title.unwrap_or_default())))
        })
        .await?;
    let f = visit.frame(visit.lang().t("people-welcome"), Here::Nowhere);
    let first_name = f
        .my_name()
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned();
    page(&Welcome {
        f,
        by,
        first_name,
        has_passkey: visit.signed().way == crate::base::WayIn::Passkey,
    })
}
