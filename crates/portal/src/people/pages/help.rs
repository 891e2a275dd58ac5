//! "I can't get in": three doors, one question to a page, and a person's number at the end of each.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use crate::{
    base::Form,
    layout::{Frame, Here, Query, Reply, Typed, Visit, on_to, page, page_with},
    people::{Guess, Invitation},
};

/// What somebody is missing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Nothing,
    Password,
    Passkey,
    Invitation,
}

#[derive(Template)]
#[template(path = "people/cant_get_in.html")]
struct Help {
    f: Frame,
    form: Form,
    missing: Missing,
    written: bool,
}

impl Help {
    fn of(visit: &Visit, missing: Missing, form: Form, written: bool) -> Self {
        Self {
            f: visit.frame(visit.lang().t("people-help-title"), Here::Nowhere),
            form,
            missing,
            written,
        }
    }
}

/// The three doors, and what is behind each.
pub async fn show(visit: Visit, query: Query) -> Reply {
    let missing = match query.get("missing") {
        "password" => Missing::Password,
        "passkey" => Missing::Passkey,
        "invitation" => Missing::Invitation,
        _ => Missing::Nothing,
    };
    page(&Help::of(
        &visit,
        missing,
        Form::blank(),
        !query.get("written").is_empty(),
    ))
}

/// The door of a forgotten password, with what was typed there.
///
/// # Errors
/// When the page does not render.
pub(super) fn without_password(visit: &Visit, form: Form) -> Reply {
    page_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &Help::of(visit, Missing::Password, form, false),
    )
}

/// Sends an invitation that never came once more, to the address on file. The answer never says whether there is one.
pub async fn send_again(visit: Visit, Typed(mut form): Typed) -> Reply {
    let email = form.email("email");
    if !form.is_good() {
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &Help::of(&visit, Missing::Invitation, form, false),
        );
    }
    let network = visit.network.clone();
    let sends_mail = visit.look.as_ref().is_some_and(|look| look.sends_mail);
    visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            Guess::from(&network).spend(tx)?;
            if sends_mail {
                Invitation::ask_again(tx, &email)?;
            }
            Ok(())
        })
        .await?;
    Ok(on_to("/sign-in/help?missing=invitation&written=yes").into_response())
}
