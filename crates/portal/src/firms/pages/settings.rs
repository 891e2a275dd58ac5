//! The owner's settings: the firm and its look, mail, where things are kept.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::{card, mail};
use crate::{
    base::{Form, Result, Right},
    firms::{self, Card},
    layout::{FirmVisit, Frame, Here, Reply, Typed, on_to, page, page_with},
    notices::{self, Trouble},
    routes,
};

/// Which page of the settings one is on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Name, phone, look.
    Firm,
    /// Outgoing mail.
    Mail,
    /// Within how many working days letters are answered.
    Messages,
    /// The firm's own people.
    People,
    /// Kinds of matter.
    Kinds,
    /// Who may do what.
    Rights,
    /// Where things are kept.
    Place,
    /// How much room there is.
    Room,
    /// Scanning.
    Scanning,
    /// What people come in with.
    Security,
    /// The provider members sign in with.
    SingleSignOn,
}

#[derive(Template)]
#[template(path = "firms/settings_firm.html")]
struct FirmPage {
    f: Frame,
    part: Part,
    form: Form,
    zones: Vec<String>,
}

#[derive(Template)]
#[template(path = "firms/settings_mail.html")]
struct MailPage {
    f: Frame,
    part: Part,
    form: Form,
    tested: Option<mail::Tested>,
    troubles: Vec<Trouble>,
}

#[derive(Template)]
#[template(path = "firms/settings_place.html")]
struct PlacePage {
    f: Frame,
    part: Part,
    form: Form,
    data: String,
    keys: String,
}

pub(super) fn frame(visit: &FirmVisit) -> Frame {
    visit.frame(visit.lang().t("firms-settings"), Here::Settings)
}

fn firm_page(visit: &FirmVisit, form: Form) -> FirmPage {
    FirmPage {
        f: frame(visit),
        part: Part::Firm,
        zones: card::zones(&form),
        form,
    }
}

/// The firm and its look.
pub async fn firm(visit: FirmVisit) -> Reply {
    let card = visit.read(Card::load).await?;
    page(&firm_page(&visit, card::filled(&card)))
}

/// The firm and its look, sent.
pub async fn keep_firm(visit: FirmVisit, Typed(mut form): Typed) -> Reply {
    let before = visit.read(Card::load).await?;
    let card = card::read(&mut form, &before);
    if !form.is_good() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &firm_page(&visit, form));
    }
    visit.write(move |tx| card.keep(tx)).await?;
    visit.portal.forget_look();
    Ok(on_to(routes::SETTINGS)
        .saying("firms-said-kept")
        .into_response())
}

async fn mail_page(
    visit: &FirmVisit,
    form: Form,
    tested: Option<mail::Tested>,
) -> Result<MailPage> {
    Ok(MailPage {
        f: frame(visit),
        part: Part::Mail,
        form,
        tested,
        troubles: visit.read(notices::troubles).await?,
    })
}

/// Outgoing mail, and what did not arrive.
pub async fn mail(visit: FirmVisit) -> Reply {
    let server = visit.read(firms::mail_server).await?;
    page(&mail_page(&visit, mail::filled(server.as_ref()), None).await?)
}

/// Outgoing mail, sent.
pub async fn keep_mail(visit: FirmVisit, Typed(mut form): Typed) -> Reply {
    if !mail::keep(&visit, &mut form).await? {
        let page = mail_page(&visit, form, None).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    Ok(on_to(routes::SETTINGS_MAIL)
        .saying("firms-said-kept")
        .into_response())
}

/// Outgoing mail, sent to be tried: keeps what was typed and sends a letter with it.
pub async fn test_mail(visit: FirmVisit, Typed(mut form): Typed) -> Reply {
    if form.value("provider") == "later" {
        form.wrong("provider", "firms-mail-nothing-to-test");
    }
    if !form.is_good() || !mail::keep(&visit, &mut form).await? {
        let page = mail_page(&visit, form, None).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let firm = visit.read(Card::load).await?.name;
    let tested = mail::test(&visit, visit.signed().person, firm).await?;
    page(&mail_page(&visit, form, Some(tested)).await?)
}

/// Letters are printed here: the first steps are done without a mail server.
pub async fn set_mail_aside(visit: FirmVisit) -> Reply {
    visit.write(firms::set_mail_aside).await?;
    Ok(on_to("/today").saying("firms-said-kept").into_response())
}

fn place_page(visit: &FirmVisit, form: Form) -> PlacePage {
    let config = &visit.portal.config;
    PlacePage {
        f: frame(visit),
        part: Part::Place,
        form,
        data: config.data.display().to_string(),
        keys: config.keys.display().to_string(),
    }
}

/// Where things are kept.
pub async fn place(visit: FirmVisit) -> Reply {
    let card = visit.read(Card::load).await?;
    page(&place_page(&visit, Form::filled([("place", card.place)])))
}

/// Where things are kept, in words, sent.
pub async fn keep_place(visit: FirmVisit, Typed(mut form): Typed) -> Reply {
    visit.read(|tx| tx.require(Right::RunFirm)).await?;
    let place = form.optional_line("place", 120);
    if !form.is_good() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &place_page(&visit, form));
    }
    visit.write(move |tx| firms::set_place(tx, &place)).await?;
    visit.portal.forget_look();
    Ok(on_to(routes::SETTINGS_PLACE)
        .saying("firms-said-kept")
        .into_response())
}
