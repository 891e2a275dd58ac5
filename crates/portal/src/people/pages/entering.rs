//! Setting up a way in, one question to a page: passkey or password; the password; the app; the recovery codes.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::{Surroundings, device_words, hashed, into_the_room, json, passkeys};
use crate::{
    base::{Form, Result, Tx},
    layout::{Frame, Here, Reply, Typed, Visit, on_to, page, page_with, qr, status_of},
    people::{Entering, Guess, Person, codes, passwords},
};

/// Reads as whoever is entering.
async fn read<T: Send + 'static>(
    visit: &Visit,
    mut f: impl FnMut(&mut Tx<'_, '_>, Entering) -> Result<T> + Send + 'static,
) -> Result<T> {
    let token = visit.attempt.clone();
    visit
        .portal
        .read(&visit.portal.door(), move |tx| {
            let entering = Entering::find(tx, token.as_deref())?;
            f(tx, entering)
        })
        .await
}

/// Changes as whoever is entering.
async fn write<T: Send + 'static>(
    visit: &Visit,
    mut f: impl FnMut(&mut Tx<'_, '_>, Entering) -> Result<T> + Send + 'static,
) -> Result<T> {
    let token = visit.attempt.clone();
    visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            let entering = Entering::find(tx, token.as_deref())?;
            f(tx, entering)
        })
        .await
}

#[derive(Template)]
#[template(path = "people/choose_way.html")]
struct Choose {
    f: Frame,
    form: Form,
    takes_password: bool,
    has_card: bool,
}

async fn choose_page(visit: &Visit, form: Form) -> Reply {
    let choices = read(visit, |tx, entering| entering.choices(tx)).await?;
    let status = status_of(&form);
    page_with(
        status,
        &Choose {
            f: visit.frame(visit.lang().t("people-choose-title"), Here::Nowhere),
            form,
            takes_password: choices.takes_password,
            has_card: choices.card.is_some(),
        },
    )
}

/// Passkey or password?
pub async fn choose(visit: Visit) -> Reply {
    if read(&visit, |_, entering| Ok(!entering.codes().is_empty())).await? {
        return Ok(on_to("/enter/codes").into_response());
    }
    choose_page(&visit, Form::blank()).await
}

/// The way that was chosen.
pub async fn chosen(visit: Visit, Typed(mut form): Typed) -> Reply {
    let with_card = match form.value("way") {
        "passkey" => return Ok(on_to("/enter/passkey").into_response()),
        "password" => false,
        "card" => true,
        _ => {
            form.wrong("way", "people-choose-one");
            return choose_page(&visit, form).await;
        }
    };
    write(&visit, move |tx, entering| {
        entering.choose_second_step(tx, with_card)
    })
    .await?;
    Ok(on_to("/enter/password").into_response())
}

#[derive(Template)]
#[template(path = "people/enter_passkey.html")]
struct MakePasskey {
    f: Frame,
    failed: bool,
    takes_password: bool,
}

async fn passkey_page(visit: &Visit, failed: bool) -> Reply {
    let choices = read(visit, |tx, entering| entering.choices(tx)).await?;
    let status = if failed {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    page_with(
        status,
        &MakePasskey {
            f: visit.frame(visit.lang().t("people-passkey-title"), Here::Nowhere),
            failed,
            takes_password: choices.takes_password,
        },
    )
}

/// Makes a passkey.
pub async fn passkey(visit: Visit) -> Reply {
    passkey_page(&visit, false).await
}

/// What a browser needs to make a passkey.
pub async fn passkey_options(visit: Visit) -> Reply {
    let person = read(&visit, |_, entering| Ok(entering.person)).await?;
    Ok(json(passkeys::offer(&visit, &person, Vec::new()).await?))
}

/// The passkey that was made: in.
pub async fn passkey_made(visit: Visit, Typed(form): Typed) -> Reply {
    let person = read(&visit, |_, entering| Ok(entering.person.id)).await?;
    let Some(passkey) = passkeys::made(&visit, person, form.value("credential")).await? else {
        return passkey_page(&visit, true).await;
    };
    let (name, at) = (
        device_words(visit.lang(), visit.device, visit.browser),
        Surroundings::of(&visit),
    );
    let locale = visit.locale;
    let way = write(&visit, move |tx, entering| {
        let way = entering.finish_with_passkey(tx, &name, &passkey, &at)?;
        Person::choose_locale(tx, way.person, locale)?;
        Ok(way)
    })
    .await?;
    Ok(into_the_room(&visit.portal, &way.token, &way.next).await?)
}

#[derive(Template)]
#[template(path = "people/enter_password.html")]
struct ChoosePassword {
    f: Frame,
    form: Form,
    email: String,
}

/// Asks for a password; where the firm takes none, leads back to what it takes.
pub async fn password(visit: Visit) -> Reply {
    let (email, choices) = read(&visit, |tx, entering| {
        Ok((entering.person.email.clone(), entering.choices(tx)?))
    })
    .await?;
    if !choices.takes_password {
        return Ok(on_to("/enter").into_response());
    }
    page(&ChoosePassword {
        f: visit.frame(visit.lang().t("people-password-title"), Here::Nowhere),
        form: Form::blank(),
        email,
    })
}

/// The password that was chosen.
pub async fn password_chosen(visit: Visit, Typed(mut form): Typed) -> Reply {
    let (person, with_card) = read(&visit, |_, entering| {
        let with_card = entering.is_with_card();
        Ok((entering.person, with_card))
    })
    .await?;
    let firm = visit
        .look
        .as_ref()
        .map(|look| look.name.clone())
        .unwrap_or_default();
    let words = vec![firm, person.name, person.email.clone()];
    match hashed(
        &visit.portal,
        passwords::plain(form.value("password")),
        words,
    )
    .await?
    {
        Err(key) => {
            form.wrong("password", key);
            let f = visit.frame(visit.lang().t("people-password-title"), Here::Nowhere);
            page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                &ChoosePassword {
                    f,
                    form,
                    email: person.email,
                },
            )
        }
        Ok(hash) => {
            write(&visit, move |tx, entering| {
                entering.choose_password(tx, &hash)
            })
            .await?;
            let next = if with_card {
                "/enter/card"
            } else {
                "/enter/app"
            };
            Ok(on_to(next).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "people/enter_card.html")]
struct UseCard {
    f: Frame,
    form: Form,
    asks: i64,
}

async fn card_page(visit: &Visit, form: Form) -> Reply {
    let choices = read(visit, |tx, entering| entering.choices(tx)).await?;
    let Some(asks) = choices.card.and_then(|card| card.asks) else {
        return Ok(on_to("/enter").into_response());
    };
    let status = status_of(&form);
    page_with(
        status,
        &UseCard {
            f: visit.frame(visit.lang().t("people-card-title"), Here::Nowhere),
            form,
            asks,
        },
    )
}

/// Asks for the first code of the card that was handed over.
pub async fn card(visit: Visit) -> Reply {
    card_page(&visit, Form::blank()).await
}

/// The card's first code: in.
pub async fn card_used(visit: Visit, Typed(mut form): Typed) -> Reply {
    let typed = form.line("code", 40);
    let (network, at, locale) = (
        visit.network.clone(),
        Surroundings::of(&visit),
        visit.locale,
    );
    let way = write(&visit, move |tx, entering| {
        let guess = Guess::at_door_of(entering.person.id, &network);
        guess.spend(tx)?;
        let way = entering.finish_with_card(tx, &typed, &at)?;
        if let Some(way) = &way {
            guess.forget(tx)?;
            Person::choose_locale(tx, way.person, locale)?;
        }
        Ok(way)
    })
    .await?;
    match way {
        Some(way) => Ok(into_the_room(&visit.portal, &way.token, &way.next).await?),
        None => {
            form.wrong("code", "people-wrong-card-code");
            card_page(&visit, form).await
        }
    }
}

#[derive(Template)]
#[template(path = "people/enter_app.html")]
struct SetApp {
    f: Frame,
    form: Form,
    square: String,
    secret: String,
    address: String,
}

async fn app_page(visit: &Visit, form: Form) -> Reply {
    let found = read(visit, |_, entering| {
        Ok(entering
            .app()
            .cloned()
            .map(|app| (app, entering.person.email)))
    })
    .await?;
    let Some((app, email)) = found else {
        return Ok(on_to("/enter/password").into_response());
    };
    let f = visit.frame(visit.lang().t("people-app-title"), Here::Nowhere);
    let address = app.address(f.firm_name(), &email);
    let status = status_of(&form);
    page_with(
        status,
        &SetApp {
            f,
            form,
            square: qr(&address)?,
            secret: app.text(),
            address,
        },
    )
}

/// Shows the app's square.
pub async fn app(visit: Visit) -> Reply {
    app_page(&visit, Form::blank()).await
}

/// The app's first code.
pub async fn app_on(visit: Visit, Typed(mut form): Typed) -> Reply {
    let typed = form.line("code", 40);
    let network = visit.network.clone();
    let is_on = write(&visit, move |tx, entering| {
        let guess = Guess::at_door_of(entering.person.id, &network);
        guess.spend(tx)?;
        let is_on = entering.turn_on(tx, &typed)?;
        if is_on {
            guess.forget(tx)?;
        }
        Ok(is_on)
    })
    .await?;
    if is_on {
        return Ok(on_to("/enter/codes").into_response());
    }
    form.wrong("code", "people-wrong-code");
    app_page(&visit, form).await
}

#[derive(Template)]
#[template(path = "people/enter_codes.html")]
struct KeepCodes {
    f: Frame,
    form: Form,
    codes: Vec<String>,
}

async fn codes_page(visit: &Visit, form: Form) -> Reply {
    let codes = read(visit, |_, entering| Ok(entering.codes().to_vec())).await?;
    if codes.is_empty() {
        return Ok(on_to("/enter/app").into_response());
    }
    let status = status_of(&form);
    let codes = codes
        .iter()
        .map(|code| codes::groups(code).join(" "))
        .collect();
    page_with(
        status,
        &KeepCodes {
            f: visit.frame(visit.lang().t("people-codes-title"), Here::Nowhere),
            form,
            codes,
        },
    )
}

/// Shows the recovery codes, while entering and never again.
pub async fn recovery_codes(visit: Visit) -> Reply {
    codes_page(&visit, Form::blank()).await
}

/// They are kept: in.
pub async fn recovery_codes_kept(visit: Visit, Typed(mut form): Typed) -> Reply {
    if form.value("kept") != "yes" {
        form.wrong("kept", "people-codes-not-kept");
        return codes_page(&visit, form).await;
    }
    let (at, locale) = (Surroundings::of(&visit), visit.locale);
    let way = write(&visit, move |tx, entering| {
        let way = entering.finish(tx, &at)?;
        // The language chosen on the way in is the one they read from now on.
        Person::choose_locale(tx, way.person, locale)?;
        Ok(way)
    })
    .await?;
    Ok(into_the_room(&visit.portal, &way.token, &way.next).await?)
}
