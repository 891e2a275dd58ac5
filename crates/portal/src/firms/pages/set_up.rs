//! Setting the firm up, once: you, the firm, letters, where it is kept. Four pages with good defaults.
//!
//! The link the program printed is the key: without it these pages are absent, and once the firm is set up they are absent
//! for everybody. What was typed is kept page by page, so the set-up goes on after a restart under the new link; whoever
//! holds it and is not signed in as the owner starts by setting up the owner's way in again.

use anteroom_web::cookie::SameSite;
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};
use subtle::ConstantTimeEq;

use super::{card, mail, practice};
use crate::{
    base::{Error, Form, PersonId, Result, Role, Side, Tx},
    firms::{self, Card},
    layout::{Frame, Here, Path, Reply, Typed, Visit, attempt_cookie, on_to, page, page_with},
    people::{Entering, Member, NewPerson, Person},
    portal::Portal,
};

/// A page of the set-up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    You,
    Firm,
    Letters,
    Place,
}

impl Step {
    fn path(self, token: &str) -> String {
        let step = match self {
            Self::You => "you",
            Self::Firm => "firm",
            Self::Letters => "letters",
            Self::Place => "place",
        };
        format!("/set-up/{token}/{step}")
    }
}

/// What all four pages show.
struct Stage {
    token: String,
    number: usize,
}

impl Stage {
    const NAMES: [&str; 4] = [
        "firms-step-you",
        "firms-step-firm",
        "firms-step-letters",
        "firms-step-place",
    ];

    fn of(token: String, step: Step) -> Self {
        let number = match step {
            Step::You => 1,
            Step::Firm => 2,
            Step::Letters => 3,
            Step::Place => 4,
        };
        Self { token, number }
    }

    fn steps(&self) -> impl Iterator<Item = (usize, &'static str)> {
        Self::NAMES
            .into_iter()
            .enumerate()
            .map(|(place, name)| (place + 1, name))
    }
}

#[derive(Template)]
#[template(path = "firms/set_up_you.html")]
struct You {
    f: Frame,
    stage: Stage,
    form: Form,
}

#[derive(Template)]
#[template(path = "firms/set_up_firm.html")]
struct Firm {
    f: Frame,
    stage: Stage,
    form: Form,
    zones: Vec<String>,
}

#[derive(Template)]
#[template(path = "firms/set_up_letters.html")]
struct Letters {
    f: Frame,
    stage: Stage,
    form: Form,
    tested: Option<mail::Tested>,
}

#[derive(Template)]
#[template(path = "firms/set_up_place.html")]
struct Place {
    f: Frame,
    stage: Stage,
    form: Form,
    data: String,
    keys: String,
}

/// Refuses whoever does not hold the link.
fn admit(visit: &Visit, token: &str) -> Result<()> {
    let expected = visit.portal.set_up_token.as_bytes();
    if bool::from(expected.ct_eq(token.as_bytes())) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// The owner who is signed in, if it is one.
fn owner(visit: &Visit) -> Option<PersonId> {
    let signed = &visit.who.as_ref()?.signed;
    (signed.side == Side::Firm(Role::Owner)).then_some(signed.person)
}

/// The owner, or the way to the page where they become one.
fn owner_or_lead(visit: &Visit, token: &str) -> Result<Result<PersonId, Response>> {
    admit(visit, token)?;
    Ok(owner(visit).ok_or_else(|| on_to(&Step::You.path(token)).into_response()))
}

/// Whoever was named as the owner so far.
fn first_owner(tx: &mut Tx<'_, '_>) -> Result<Option<Person>> {
    Member::all(tx)?
        .into_iter()
        .find(|member| member.role == Role::Owner)
        .map(|member| Person::load(tx, member.person))
        .transpose()
}

/// Goes on where the set-up stopped.
pub async fn start(visit: Visit, Path(token): Path<String>) -> Reply {
    if let Err(lead) = owner_or_lead(&visit, &token)? {
        return Ok(lead);
    }
    let card = visit.read(Card::load).await?;
    let step = if card.name.is_empty() {
        Step::Firm
    } else {
        Step::Letters
    };
    Ok(on_to(&step.path(&token)).into_response())
}

fn you_page(visit: &Visit, token: String, form: Form) -> You {
    You {
        f: visit.frame(visit.lang().t("firms-set-up-you"), Here::Nowhere),
        stage: Stage::of(token, Step::You),
        form,
    }
}

/// Page 1: who sets the firm up.
pub async fn you(visit: Visit, Path(token): Path<String>) -> Reply {
    admit(&visit, &token)?;
    if owner(&visit).is_some() {
        return Ok(on_to(&Step::Firm.path(&token)).into_response());
    }
    let known = visit.read(first_owner).await?;
    let form = known.map_or_else(Form::blank, |person| {
        Form::filled([("name", person.name), ("email", person.email)])
    });
    page(&you_page(&visit, token, form))
}

/// Page 1, sent: the owner is named and goes to choose a way in.
pub async fn name_owner(
    State(portal): State<Portal>,
    visit: Visit,
    Path(token): Path<String>,
    Typed(mut form): Typed,
) -> Reply {
    admit(&visit, &token)?;
    let named = NewPerson {
        name: form.line("name", 120),
        email: form.email("email"),
        phone: None,
        locale: visit.locale,
    };
    if !form.is_good() {
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &you_page(&visit, token, form),
        );
    }
    let next = Step::Firm.path(&token);
    let entering = visit
        .write(move |tx| {
            let person = match first_owner(tx)? {
                Some(person) => {
                    Person::correct(tx, person.id, &named.name, &named.email)?;
                    tx.unaudited("nobody is in yet; the set-up is recorded when it is done");
                    person.id
                }
                None => {
                    let person = Person::add(tx, &named)?;
                    Member::add(tx, person, Role::Owner, "")?;
                    person
                }
            };
            Entering::begin(tx, person, None, &next)
        })
        .await?;
    let cookie = attempt_cookie(&portal)?
        .set(&entering, SameSite::Lax, None)
        .map_err(Error::bug)?;
    let mut response = on_to("/enter").into_response();
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

fn firm_page(visit: &Visit, token: String, form: Form) -> Firm {
    Firm {
        f: visit.frame(visit.lang().t("firms-set-up-firm"), Here::Nowhere),
        stage: Stage::of(token, Step::Firm),
        zones: card::zones(&form),
        form,
    }
}

/// Page 2: the firm.
pub async fn firm(visit: Visit, Path(token): Path<String>) -> Reply {
    if let Err(lead) = owner_or_lead(&visit, &token)? {
        return Ok(lead);
    }
    let card = visit.read(Card::load).await?;
    page(&firm_page(&visit, token, card::filled(&card)))
}

/// Page 2, sent.
pub async fn keep_firm(visit: Visit, Path(token): Path<String>, Typed(mut form): Typed) -> Reply {
    if let Err(lead) = owner_or_lead(&visit, &token)? {
        return Ok(lead);
    }
    let before = visit.read(Card::load).await?;
    let card = card::read(&mut form, &before);
    if !form.is_good() {
        let page = firm_page(&visit, token, form);
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    visit.write(move |tx| card.keep(tx)).await?;
    Ok(on_to(&Step::Letters.path(&token)).into_response())
}

fn letters_page(visit: &Visit, token: String, form: Form, tested: Option<mail::Tested>) -> Letters {
    Letters {
        f: visit.frame(visit.lang().t("firms-set-up-letters"), Here::Nowhere),
        stage: Stage::of(token, Step::Letters),
        form,
        tested,
    }
}

/// Page 3: letters by mail, or by hand.
pub async fn letters(visit: Visit, Path(token): Path<String>) -> Reply {
    if let Err(lead) = owner_or_lead(&visit, &token)? {
        return Ok(lead);
    }
    let server = visit.read(firms::mail_server).await?;
    page(&letters_page(
        &visit,
        token,
        mail::filled(server.as_ref()),
        None,
    ))
}

/// Page 3, sent. A server that does not answer stops nobody: it can be mended later.
pub async fn keep_letters(
    visit: Visit,
    Path(token): Path<String>,
    Typed(mut form): Typed,
) -> Reply {
    if let Err(lead) = owner_or_lead(&visit, &token)? {
        return Ok(lead);
    }
    if !mail::keep(&visit, &mut form).await? {
        let page = letters_page(&visit, token, form, None);
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    Ok(on_to(&Step::Place.path(&token)).into_response())
}

/// Page 3, sent to be tried: keeps what was typed and sends a letter with it.
pub async fn test_letters(
    visit: Visit,
    Path(token): Path<String>,
    Typed(mut form): Typed,
) -> Reply {
    let owner = match owner_or_lead(&visit, &token)? {
        Ok(owner) => owner,
        Err(lead) => return Ok(lead),
    };
    if form.value("provider") == "later" {
        form.wrong("provider", "firms-mail-nothing-to-test");
    }
    if !form.is_good() || !mail::keep(&visit, &mut form).await? {
        let page = letters_page(&visit, token, form, None);
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let firm = visit.read(Card::load).await?.name;
    let tested = mail::test(&visit, owner, firm).await?;
    page(&letters_page(&visit, token, form, Some(tested)))
}

fn place_page(visit: &Visit, token: String, form: Form) -> Place {
    let config = &visit.portal.config;
    Place {
        f: visit.frame(visit.lang().t("firms-set-up-place"), Here::Nowhere),
        stage: Stage::of(token, Step::Place),
        form,
        data: config.data.display().to_string(),
        keys: config.keys.display().to_string(),
    }
}

/// Page 4: where it is kept.
pub async fn place(visit: Visit, Path(token): Path<String>) -> Reply {
    if let Err(lead) = owner_or_lead(&visit, &token)? {
        return Ok(lead);
    }
    let card = visit.read(Card::load).await?;
    page(&place_page(
        &visit,
        token,
        Form::filled([("place", card.place)]),
    ))
}

/// Page 4, sent: the firm is open. The practice matter comes with it; should it fail, nobody misses it.
pub async fn finish(
    State(portal): State<Portal>,
    visit: Visit,
    Path(token): Path<String>,
    Typed(mut form): Typed,
) -> Reply {
    let owner = match owner_or_lead(&visit, &token)? {
        Ok(owner) => owner,
        Err(lead) => return Ok(lead),
    };
    let place = form.optional_line("place", 120);
    if !form.is_good() {
        let page = place_page(&visit, token, form);
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let is_new = visit
        .write(move |tx| {
            firms::set_place(tx, &place)?;
            firms::finish_set_up(tx)
        })
        .await?;
    portal.forget_look();
    if is_new && let Err(error) = practice::open(&portal, &visit.actor(), visit.lang(), owner).await
    {
        tracing::warn!(%error, "the practice matter was not opened");
    }
    Ok(on_to("/today").saying("firms-said-open").into_response())
}
