//! The sign-in page.
//!
//! One sentence for any wrong pair, and the same work for an address nobody has: the page tells nobody who is a client.

use askama::Template;
use axum::response::IntoResponse;
use http::{HeaderName, HeaderValue, StatusCode};

use super::{
    Surroundings, into_the_room, is_right, json, passkeys,
    second_step::{self, Step, with_passkey},
    to_the_next_step,
};
use crate::{
    base::{Form, PersonId, Result, Tx},
    layout::{
        Failure, Frame, Here, Query, Reply, SignedVisit, Typed, Visit, attempt_cookie, keep_typed,
        on_to, page, page_with, said_kept, session_cookie,
    },
    people::{
        Attempt, AttemptState, First, Guess, Person, Session, Ways, finish_sign_in, passwords,
        sign_in,
    },
    routes,
};

#[derive(Template)]
#[template(path = "people/sign_in.html")]
struct SignIn {
    f: Frame,
    form: Form,
    next: String,
    host: String,
    passkey_failed: bool,
}

impl SignIn {
    fn of(visit: &Visit, form: Form, passkey_failed: bool) -> Self {
        let f = visit.frame(visit.lang().t("people-sign-in"), Here::Nowhere);
        let host = visit
            .portal
            .config
            .public_url
            .host_str()
            .unwrap_or_default()
            .to_owned();
        Self {
            f,
            next: routes::next(form.value("next")),
            form,
            host,
            passkey_failed,
        }
    }
}

/// The sign-in page; whoever is in already goes on.
pub async fn show(visit: Visit, query: Query) -> Reply {
    if visit.who.is_some() {
        return Ok(on_to(&routes::next(query.get("next"))).into_response());
    }
    let form = Form::filled([("next", query.get("next").to_owned())]);
    page(&SignIn::of(&visit, form, false))
}

/// An account as the door sees it before anything is proved.
struct Account {
    guess: Guess,
    person: Option<PersonId>,
    password: Option<String>,
    /// The second step that comes after it; none where the firm takes another way they have.
    step: Option<Step>,
}

impl Account {
    /// Pays for a try at this address.
    fn at(tx: &mut Tx<'_, '_>, email: &str, at: &Surroundings) -> Result<Self> {
        let person = Person::by_email(tx, email)?
            .filter(|person| person.ended_at.is_none())
            .map(|person| person.id);
        let guess = match person {
            Some(person) => Guess::at_person(tx, person, at),
            None => Guess::at(format!("address {email}"), &at.network),
        };
        guess.spend(tx)?;
        // A password without its second step leads nowhere, so it is compared with nothing.
        let ways = person
            .map(|person| Ways::of(tx, person))
            .transpose()?
            .filter(Ways::has_password);
        Ok(Self {
            guess,
            person,
            step: ways.as_ref().and_then(second_step::first),
            password: ways.and_then(|ways| ways.password),
        })
    }
}

/// The first step with a password.
pub async fn password(visit: Visit, Typed(mut form): Typed) -> Reply {
    let next = routes::next(form.value("next"));
    let email = form.email("email");
    let password = passwords::plain(form.value("password"));
    if password.is_empty() {
        form.wrong("password", "form-missing");
    }
    if !form.is_good() {
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &SignIn::of(&visit, form, false),
        );
    }
    let at = Surroundings::of(&visit);
    let account = visit
        .portal
        .write(&visit.portal.door(), move |tx| Account::at(tx, &email, &at))
        .await?;
    let Account {
        guess,
        person,
        password: kept,
        step,
    } = account;
    // Longer than any we take: no need to find out.
    let is_possible = password.chars().count() <= passwords::MOST;
    let is_right = is_right(
        &visit.portal,
        if is_possible { password } else { String::new() },
        kept,
    )
    .await?;

    let outcome = visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            if !is_right || !is_possible {
                sign_in::record_failure(tx, person, "password")?;
                return Ok(Outcome::Wrong);
            }
            guess.give_back(tx)?;
            let Some(step) = step else {
                return Ok(Outcome::AnotherWay);
            };
            let token = Session::new_token()?;
            Attempt::begin(
                tx,
                &token,
                person,
                &AttemptState::HalfSignedIn {
                    next: next.clone(),
                    first: First::Password,
                },
            )?;
            Ok(Outcome::Halfway { token, step })
        })
        .await?;
    let problem = match outcome {
        Outcome::Halfway { token, step } => {
            return Ok(to_the_next_step(&visit.portal, &token, step.address())?);
        }
        Outcome::AnotherWay => "people-refused-passkey-only",
        Outcome::Wrong => "people-wrong-pair",
    };
    form.wrong("email", problem);
    page_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &SignIn::of(&visit, form, false),
    )
}

/// What became of a password.
enum Outcome {
    Halfway { token: String, step: Step },
    AnotherWay,
    Wrong,
}

/// What a browser needs to ask for a passkey.
pub async fn passkey_options(visit: Visit) -> Reply {
    Ok(json(passkeys::ask(&visit).await?))
}

/// A passkey: both steps at once.
pub async fn passkey(visit: Visit, Typed(form): Typed) -> Reply {
    let next = routes::next(form.value("next"));
    let Some(proof) = passkeys::judge(&visit, &form).await? else {
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &SignIn::of(&visit, form, true),
        );
    };
    let (held, at) = (visit.attempt.clone(), Surroundings::of(&visit));
    let token = visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            let person = proof.accept(tx)?;
            let way = with_passkey(tx, held.as_deref(), person)?;
            finish_sign_in(tx, person, way, &at)
        })
        .await?;
    Ok(into_the_room(&visit.portal, &token, &next).await?)
}

/// A sign of life from a page that is open. Kept before it is answered: the page promises as much time again.
pub async fn renew(visit: SignedVisit) -> Result<StatusCode, Failure> {
    let session = visit.signed().session;
    visit.write(move |tx| Session::saw(tx, session)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Words that stand unsent in an open page whose session ends now: `action` is where their form goes, `fields` what it
/// holds.
pub async fn keep_words(visit: Visit, Typed(form): Typed<256>) -> Reply {
    let action = form.value("action").to_owned();
    let fields = form_urlencoded::parse(form.value("fields").as_bytes())
        .into_owned()
        .collect();
    if !routes::keeps_words(&action) || !keep_typed(&visit, &action, &Form::of(fields)).await? {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(said_kept(StatusCode::NO_CONTENT.into_response()))
}

/// Signs out, and takes what the browser kept.
pub async fn sign_out(visit: Visit) -> Reply {
    if let Some(who) = &visit.who {
        let (person, session) = (who.signed.person, who.signed.session);
        visit
            .write(move |tx| Session::end(tx, person, session))
            .await?;
    }
    let mut response = on_to("/sign-in").into_response();
    let headers = response.headers_mut();
    for cookie in [
        session_cookie(&visit.portal)?,
        attempt_cookie(&visit.portal)?,
    ] {
        headers.append(http::header::SET_COOKIE, cookie.clear());
    }
    headers.insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static(anteroom_web::headers::SIGNED_OUT),
    );
    Ok(response)
}
