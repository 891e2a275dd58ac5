//! You › security: another e-mail address. Asked for after a fresh proof, confirmed from its mailbox by pressing a button:
//! mail programs open links before people do, and that changes nothing.

use askama::Template;
use axum::response::IntoResponse;

use super::security::HERE;
use crate::{
    base::{Error, Form, Result},
    layout::{Frame, Here, Path, Reply, SignedVisit, Typed, on_to, page, page_with, status_of},
    people::{AddressChange, Person},
    routes,
};

#[derive(Template)]
#[template(path = "people/change_address.html")]
struct ChangeAddress {
    f: Frame,
    form: Form,
    email: String,
    /// The new address a letter waits at.
    asked: Option<String>,
}

async fn address_page(visit: &SignedVisit, form: Form) -> Reply {
    let person = visit.signed().person;
    let (email, change) = visit
        .read(move |tx| {
            let email = Person::load(tx, person)?.email;
            Ok((email, AddressChange::of(tx, person)?))
        })
        .await?;
    let status = status_of(&form);
    page_with(
        status,
        &ChangeAddress {
            f: visit.frame(visit.lang().t("people-address-change"), Here::You),
            form,
            email,
            asked: change
                .filter(|change| change.confirmed_at.is_none())
                .map(|change| change.email),
        },
    )
}

/// Another address: the page.
pub async fn show(visit: SignedVisit) -> Reply {
    address_page(&visit, Form::blank()).await
}

/// Asks for another address. The answer is the same for one that somebody else has.
pub async fn ask(visit: SignedVisit, Typed(mut form): Typed) -> Reply {
    if !visit.look()?.sends_mail {
        return Err(Error::Refused("people-refused-address-no-mail").into());
    }
    let email = form.email("email");
    if form.is_good() {
        match visit.write(move |tx| AddressChange::ask(tx, &email)).await {
            Ok(()) => return Ok(on_to(routes::MY_ADDRESS).into_response()),
            Err(Error::Refused(key)) => form.wrong("email", key),
            Err(error) => return Err(error.into()),
        }
    }
    address_page(&visit, form).await
}

#[derive(Template)]
#[template(path = "people/confirm_address.html")]
struct ConfirmAddress {
    f: Frame,
    token: String,
    email: String,
}

/// What stands at the link of a letter.
pub async fn at_link(visit: SignedVisit, Path(token): Path<String>) -> Reply {
    let asked = token.clone();
    let found = visit
        .read(move |tx| AddressChange::at_link(tx, &asked))
        .await;
    page(&ConfirmAddress {
        f: visit.frame(visit.lang().t("people-address-confirm"), Here::You),
        token,
        email: found?.email,
    })
}

/// Confirms the address the letter went to.
pub async fn confirm(visit: SignedVisit, Path(token): Path<String>) -> Reply {
    let signed = visit.signed().clone();
    let done: Result<()> = visit
        .write(move |tx| AddressChange::at_link(tx, &token)?.confirm(tx, &signed))
        .await;
    done?;
    Ok(on_to(HERE)
        .saying("people-said-address-changed")
        .into_response())
}
