//! Proving once more who you are, before a way in is changed: with any way one has.

use askama::Template;
use http::StatusCode;

use super::{into_the_room, is_right, passkeys};
use crate::{
    base::{Form, WayIn},
    layout::{Frame, Here, Query, Reply, SignedVisit, Typed, page_with},
    people::{Guess, Session, Ways, passwords, sign_in},
    routes,
};

#[derive(Template)]
#[template(path = "people/again.html")]
struct Again {
    f: Frame,
    form: Form,
    next: String,
    has_passkey: bool,
    has_password: bool,
    has_app: bool,
    /// The number of the card's code that is asked for.
    asks: Option<i64>,
    passkey_failed: bool,
}

async fn again(visit: &SignedVisit, form: Form, passkey_failed: bool) -> Reply {
    let person = visit.signed().person;
    let ways = visit.read(move |tx| Ways::of(tx, person)).await?;
    let f = visit.frame(visit.lang().t("people-again-title"), Here::You);
    let status = if form.is_good() && !passkey_failed {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let next = routes::next(form.value("next"));
    let (has_passkey, has_password) = (!ways.passkeys.is_empty(), ways.may_use_password());
    page_with(
        status,
        &Again {
            f,
            form,
            next,
            has_passkey,
            has_password,
            has_app: ways.may_use_app(),
            asks: ways.card_asks().filter(|_| ways.may_use_card()),
            passkey_failed,
        },
    )
}

/// Asks.
pub async fn show(visit: SignedVisit, query: Query) -> Reply {
    again(
        &visit,
        Form::filled([("next", query.get("next").to_owned())]),
        false,
    )
    .await
}

/// With password and code.
pub async fn password(visit: SignedVisit, Typed(mut form): Typed) -> Reply {
    let next = routes::next(form.value("next"));
    let (password, typed) = (
        passwords::plain(form.value("password")),
        form.value("code").to_owned(),
    );
    let (signed, network) = (visit.signed().clone(), visit.network.clone());
    let guess = Guess::at(signed.person, &network);
    let paid = guess.clone();
    let kept = visit
        .write(move |tx| {
            paid.spend(tx)?;
            let ways = Ways::of(tx, signed.person)?;
            let leads_in = ways.may_use_password();
            Ok(ways.password.filter(|_| leads_in))
        })
        .await?;
    let is_right = is_right(
        &visit.portal,
        password.chars().take(passwords::MOST).collect(),
        kept,
    )
    .await?;
    let signed = visit.signed().clone();
    let token = visit
        .write(move |tx| {
            let way = if is_right {
                Ways::of(tx, signed.person)?.spend_code(tx, &typed)?
            } else {
                None
            };
            let Some(way) = way else {
                sign_in::record_failure(tx, Some(signed.person), "again")?;
                return Ok(None);
            };
            guess.forget(tx)?;
            Session::proved(tx, &signed, way).map(Some)
        })
        .await?;
    match token {
        Some(token) => Ok(into_the_room(&visit.portal, &token, &next).await?),
        None => {
            form.wrong("password", "people-wrong-again");
            again(&visit, form, false).await
        }
    }
}

/// With a passkey.
pub async fn passkey(visit: SignedVisit, Typed(form): Typed) -> Reply {
    let next = routes::next(form.value("next"));
    let proof = passkeys::judge(&visit, &form).await?;
    // Somebody else's passkey proves nothing here.
    let Some(proof) = proof.filter(|proof| proof.person() == visit.signed().person) else {
        return again(&visit, form, true).await;
    };
    let signed = visit.signed().clone();
    let token = visit
        .write(move |tx| {
            proof.accept(tx)?;
            Session::proved(tx, &signed, WayIn::Passkey)
        })
        .await?;
    Ok(into_the_room(&visit.portal, &token, &next).await?)
}
