//! You: name, language, light or dark; and the language of anybody who is not signed in.

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::header;

use crate::{
    base::{Error, Form, Locale},
    layout::{
        Frame, Here, Reply, SignedVisit, Typed, Visit, choosing, on_to, page_with, status_of,
    },
    people::{Appearance, Person},
    routes,
};

#[derive(Template)]
#[template(path = "people/you.html")]
struct You {
    f: Frame,
    form: Form,
    email: String,
}

async fn you(visit: &SignedVisit, form: Form) -> Reply {
    let person = visit.signed().person;
    let email = visit
        .read(move |tx| Ok(Person::load(tx, person)?.email))
        .await?;
    let status = status_of(&form);
    page_with(
        status,
        &You {
            f: visit.frame(visit.lang().t("people-you"), Here::You),
            form,
            email,
        },
    )
}

/// What a person can choose for themselves.
pub async fn show(visit: SignedVisit) -> Reply {
    let (locale, appearance) = (visit.who().locale, visit.who().appearance);
    you(
        &visit,
        Form::filled([
            ("locale", locale.as_str().to_owned()),
            ("appearance", appearance.as_str().to_owned()),
        ]),
    )
    .await
}

/// What they chose.
pub async fn keep(visit: SignedVisit, Typed(mut form): Typed) -> Reply {
    let (Some(locale), Some(appearance)) = (
        Locale::parse(form.value("locale")),
        Appearance::parse(form.value("appearance")),
    ) else {
        form.wrong("locale", "form-choose");
        return you(&visit, form).await;
    };
    let person = visit.signed().person;
    visit
        .write(move |tx| {
            Person::choose_locale(tx, person, locale)?;
            Person::choose_appearance(tx, person, appearance)
        })
        .await?;
    Ok(on_to("/you").saying("people-said-kept").into_response())
}

/// Chooses a language: for good when signed in, for this browser when not.
pub async fn language(visit: Visit, Typed(form): Typed) -> Reply {
    let locale = Locale::parse(form.value("locale")).ok_or(Error::Malformed("form-choose"))?;
    let mut response: Response = on_to(&routes::next(form.value("next"))).into_response();
    if let Some(who) = &visit.who {
        let person = who.signed.person;
        visit
            .write(move |tx| Person::choose_locale(tx, person, locale))
            .await?;
    }
    let cookie = choosing(&visit.portal, locale)?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
