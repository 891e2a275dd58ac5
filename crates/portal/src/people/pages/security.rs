//! You › security: ways in, and where one is signed in. Every change asks first who you are: the routes say so.

use askama::Template;
use axum::response::IntoResponse;
use http::{HeaderValue, StatusCode, header};

use super::{device_words, into_the_room, json, passkeys};
use crate::{
    base::{Form, PasskeyId, SessionId, WayIn},
    layout::{
        Frame, Here, Path, Reply, SignedVisit, Typed, on_to, page, page_with, session_cookie,
        status_of,
    },
    people::{Key, LinkedAccount, OpenSession, Person, Session, Vouching, Ways, ways},
};

/// Where a change leads back to.
pub(super) const HERE: &str = "/you/security";

#[derive(Template)]
#[template(path = "people/security.html")]
struct Security {
    f: Frame,
    ways: Ways,
    sessions: Vec<OpenSession>,
    current: SessionId,
    email: String,
    /// A member vouched for them, and they can stop it.
    vouching: Option<Vouching>,
    /// The account a member has linked at the firm's provider.
    account: Option<LinkedAccount>,
}

impl Security {
    fn device(&self, session: &OpenSession) -> String {
        device_words(self.f.lang, session.device, &session.browser)
    }
}

/// All ways in, all devices.
pub async fn show(visit: SignedVisit) -> Reply {
    let signed = visit.signed().clone();
    let current = signed.session;
    let (ways, sessions, email, vouching, account) = visit
        .read(move |tx| {
            Ok((
                Ways::of(tx, signed.person)?,
                Session::of(tx, signed.person)?,
                Person::load(tx, signed.person)?.email,
                Vouching::waiting_for(tx, signed.person)?,
                LinkedAccount::of(tx, signed.person)?,
            ))
        })
        .await?;
    page(&Security {
        f: visit.frame(visit.lang().t("people-security"), Here::You),
        ways,
        sessions,
        current,
        email,
        vouching,
        account,
    })
}

#[derive(Template)]
#[template(path = "people/add_passkey.html")]
struct AddPasskey {
    f: Frame,
    form: Form,
    failed: bool,
}

impl AddPasskey {
    fn of(visit: &SignedVisit, form: Form, failed: bool) -> Self {
        Self {
            f: visit.frame(visit.lang().t("people-add-passkey"), Here::You),
            form,
            failed,
        }
    }
}

/// Adds a passkey: the page.
pub async fn new_passkey(visit: SignedVisit) -> Reply {
    let name = device_words(visit.lang(), visit.device, visit.browser);
    page(&AddPasskey::of(
        &visit,
        Form::filled([("name", name)]),
        false,
    ))
}

/// What a browser needs to make it.
pub async fn passkey_options(visit: SignedVisit) -> Reply {
    let (person, falls_short) = (visit.signed().person, visit.who().falls_short);
    let (person, known) = visit
        .read(move |tx| {
            let ways = Ways::of(tx, person)?;
            ways.may_add(falls_short)?;
            Ok((Person::load(tx, person)?, ways.passkeys))
        })
        .await?;
    Ok(json(passkeys::offer(&visit, &person, known).await?))
}

/// Adds it.
pub async fn add_passkey(visit: SignedVisit, Typed(mut form): Typed) -> Reply {
    let (name, person) = (form.line("name", 60), visit.signed().person);
    if !form.is_good() {
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &AddPasskey::of(&visit, form, false),
        );
    }
    let Some(passkey) = passkeys::made(&visit, person, form.value("credential")).await? else {
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &AddPasskey::of(&visit, form, true),
        );
    };
    let (signed, falls_short) = (visit.signed().clone(), visit.who().falls_short);
    let token = visit
        .write(move |tx| {
            Ways::of(tx, person)?.may_add(falls_short)?;
            Key::add(tx, person, &name, &passkey)?;
            ways::tell(tx, person)?;
            // Making it has proved both steps, so the session that only came to add it goes on.
            falls_short
                .then(|| Session::proved(tx, &signed, WayIn::Passkey))
                .transpose()
        })
        .await?;
    match token {
        Some(token) => Ok(into_the_room(&visit.portal, &token, HERE).await?),
        None => Ok(on_to(HERE)
            .saying("people-said-passkey-added")
            .into_response()),
    }
}

#[derive(Template)]
#[template(path = "people/passkey.html")]
struct OnePasskey {
    f: Frame,
    form: Form,
    passkey: Key,
    is_last: bool,
}

async fn passkey_page(visit: &SignedVisit, passkey: PasskeyId, form: Option<Form>) -> Reply {
    let person = visit.signed().person;
    let (ways, key) = visit
        .read(move |tx| {
            let ways = Ways::of(tx, person)?;
            let key = ways.passkey(passkey)?.clone();
            Ok((ways, key))
        })
        .await?;
    let form = form.unwrap_or_else(|| Form::filled([("name", key.name.clone())]));
    let status = status_of(&form);
    page_with(
        status,
        &OnePasskey {
            f: visit.frame(visit.lang().t("people-passkey-change"), Here::You),
            form,
            passkey: key,
            is_last: ways.count() < 2,
        },
    )
}

/// One passkey: its name, and its removal.
pub async fn passkey(visit: SignedVisit, Path(passkey): Path<PasskeyId>) -> Reply {
    passkey_page(&visit, passkey, None).await
}

/// Gives a passkey another name.
pub async fn rename_passkey(
    visit: SignedVisit,
    Path(passkey): Path<PasskeyId>,
    Typed(mut form): Typed,
) -> Reply {
    let (name, person) = (form.line("name", 60), visit.signed().person);
    if !form.is_good() {
        return passkey_page(&visit, passkey, Some(form)).await;
    }
    visit
        .write(move |tx| Ways::of(tx, person)?.rename_passkey(tx, passkey, &name))
        .await?;
    Ok(on_to(HERE).saying("people-said-kept").into_response())
}

/// Removes a passkey, but never the last way in.
pub async fn remove_passkey(visit: SignedVisit, Path(passkey): Path<PasskeyId>) -> Reply {
    let person = visit.signed().person;
    visit
        .write(move |tx| Ways::of(tx, person)?.remove_passkey(tx, passkey))
        .await?;
    Ok(on_to(HERE)
        .saying("people-said-passkey-removed")
        .into_response())
}

/// Signs a device out. Needs no new proof: shutting a door is never the risk.
pub async fn end_session(visit: SignedVisit, Path(session): Path<SessionId>) -> Reply {
    let signed = visit.signed().clone();
    let is_this = session == signed.session;
    visit
        .write(move |tx| Session::end(tx, signed.person, session))
        .await?;
    if is_this {
        signed_out(&visit)
    } else {
        Ok(on_to(HERE).saying("people-said-device-out").into_response())
    }
}

/// Signs out everywhere, here too.
pub async fn end_sessions(visit: SignedVisit) -> Reply {
    let person = visit.signed().person;
    visit.write(move |tx| Session::end_all(tx, person)).await?;
    signed_out(&visit)
}

fn signed_out(visit: &SignedVisit) -> Reply {
    let mut response = on_to("/sign-in")
        .saying("people-said-out-everywhere")
        .into_response();
    let cookie: HeaderValue = session_cookie(&visit.portal)?.clear();
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
