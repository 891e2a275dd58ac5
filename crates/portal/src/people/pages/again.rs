//! Proving once more who you are, before what the routes mark as `fresh`: with any way one has. A form that was sent too
//! long after the last proof waits meanwhile, and comes back filled in.

use askama::Template;
use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    response::{IntoResponse, Response},
};
use http::StatusCode;

use super::{into_the_room, is_right, passkeys, with_session};
use crate::{
    base::{Form, WayIn},
    layout::{Frame, Here, Query, Reply, SignedVisit, Typed, Visit, page, page_with},
    people::{Guess, Session, WaitingForm, Ways, passwords, sign_in},
    routes,
};

/// The form of a proof, which may carry another.
type Proving = Typed<256, 20>;

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

async fn again(visit: &SignedVisit, status: StatusCode, form: Form, passkey_failed: bool) -> Reply {
    let person = visit.signed().person;
    let ways = visit.read(move |tx| Ways::of(tx, person)).await?;
    let f = visit.frame(visit.lang().t("people-again-title"), Here::You);
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
    let form = Form::filled([("next", query.get("next").to_owned())]);
    again(&visit, StatusCode::OK, form, false).await
}

/// Asks before a form is taken, and keeps what was typed.
pub async fn first(visit: &Visit, request: Request) -> Response {
    ask_first(visit, request)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

async fn ask_first(visit: &Visit, request: Request) -> Reply {
    let (mut parts, body) = request.into_parts();
    let signed = SignedVisit::from_request_parts(&mut parts, &visit.portal).await?;
    let Typed(typed) =
        Typed::<64, 200>::from_request(Request::from_parts(parts, body), &visit.portal).await?;
    let (person, kept) = (
        signed.signed().person,
        WaitingForm {
            action: visit.path.clone(),
            fields: typed.into_fields(),
        },
    );
    let kept = signed.read(move |tx| kept.clone().seal(tx, person)).await?;
    let form = Form::filled([("kept", kept)]);
    again(&signed, StatusCode::FORBIDDEN, form, false).await
}

/// With password and code.
pub async fn password(visit: SignedVisit, Typed(mut form): Proving) -> Reply {
    let (password, typed) = (
        passwords::plain(form.value("password")),
        form.value("code").to_owned(),
    );
    let (signed, network) = (visit.signed().clone(), visit.network.clone());
    let guess = Guess::within(signed.session, &network);
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
        Some(token) => proved(&visit, &form, &token).await,
        None => {
            form.wrong("password", "people-wrong-again");
            again(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, false).await
        }
    }
}

/// With a passkey.
pub async fn passkey(visit: SignedVisit, Typed(form): Proving) -> Reply {
    let proof = passkeys::judge(&visit, &form).await?;
    // Somebody else's passkey proves nothing here.
    let Some(proof) = proof.filter(|proof| proof.person() == visit.signed().person) else {
        return again(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, true).await;
    };
    let signed = visit.signed().clone();
    let token = visit
        .write(move |tx| {
            proof.accept(tx)?;
            Session::proved(tx, &signed, WayIn::Passkey)
        })
        .await?;
    proved(&visit, &form, &token).await
}

#[derive(Template)]
#[template(path = "people/again_done.html")]
struct Done {
    f: Frame,
    waiting: WaitingForm,
}

/// Leads on, or hands the form back that waited.
async fn proved(visit: &SignedVisit, form: &Form, token: &str) -> Reply {
    let (person, kept) = (visit.signed().person, form.value("kept").to_owned());
    let waiting = visit
        .read(move |tx| Ok(WaitingForm::open(tx, person, &kept)))
        .await?;
    let Some(waiting) = waiting else {
        let next = routes::next(form.value("next"));
        return Ok(into_the_room(&visit.portal, token, &next).await?);
    };
    let answer = page(&Done {
        f: visit.frame(visit.lang().t("people-again-done"), Here::You),
        waiting,
    })?;
    Ok(with_session(&visit.portal, token, answer).await?)
}
