//! Links for files on the firm's side: making one, what to hand out, how it was used, its end.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use crate::{
    base::{Device, Error, Form, Lang, LinkId, Locale, MatterId, When},
    documents::Delivery,
    layout::{
        Choice, FirmVisit, Frame, Here, Path, Reply, Typed, WorkingVisit, on_to, page, page_with,
        qr,
    },
    links::{self, Came, LIFE, LONGEST_LIFE, Link, NewLink, Standing},
    matters::Matter,
    routes,
};

/// The longest words about what is asked for, in characters.
const LONGEST_PURPOSE: usize = 1000;
/// Files a link may take: choices, and what is chosen where nobody chooses.
const FILES: [u64; 4] = [10, 50, 200, 1000];
const FILES_AT_FIRST: u64 = FILES[1];
/// Bytes a link may take.
const BYTES: [u64; 4] = [100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000];
const BYTES_AT_FIRST: u64 = BYTES[2];

#[derive(Template)]
#[template(path = "links/new.html")]
struct NewPage {
    f: Frame,
    matter: Matter,
    form: Form,
    locales: Vec<Choice>,
    files: Vec<Choice>,
    bytes: Vec<Choice>,
}

fn new_page(visit: &FirmVisit, matter: Matter, form: Form) -> NewPage {
    let lang = visit.lang();
    NewPage {
        f: visit.frame(lang.t("links-new"), Here::Matters),
        matter,
        form,
        locales: Locale::ALL
            .iter()
            .map(|locale| Choice::of(locale.as_str(), locale.own_name()))
            .collect(),
        files: FILES
            .iter()
            .map(|most| Choice::of(most.to_string(), lang.with1("links-files", "count", *most)))
            .collect(),
        bytes: BYTES
            .iter()
            .map(|most| Choice::of(most.to_string(), lang.size(*most)))
            .collect(),
    }
}

/// The form.
///
/// # Errors
/// [`Error::NotFound`] for a member off the team.
pub async fn new(visit: WorkingVisit, Path(matter): Path<MatterId>) -> Reply {
    let matter = visit.read(move |tx| Matter::find(tx, matter)).await?;
    let form = Form::filled([
        ("locale", visit.look()?.locale().as_str().to_owned()),
        ("until", visit.when().input(visit.now.after(LIFE))),
        ("files", FILES_AT_FIRST.to_string()),
        ("bytes", BYTES_AT_FIRST.to_string()),
    ]);
    let form = visit
        .kept_or(&routes::matter_links(matter.id), form)
        .await?;
    page(&new_page(&visit, matter, form))
}

/// What was typed, if it makes a link.
fn read(form: &mut Form, when: &When) -> Option<NewLink> {
    let name = form.line("name", 120);
    form.rephrase("name", "form-missing", "links-missing-name");
    let email = match form.value("email").trim() {
        "" => None,
        _ => Some(form.email("email")),
    };
    let purpose = form.words("purpose", LONGEST_PURPOSE);
    if purpose.is_empty() {
        form.wrong("purpose", "links-missing-purpose");
    }
    let until = form.day("until", when);
    match until {
        None => form.wrong("until", "links-missing-until"),
        // The last day counts to its end.
        Some(until) if when.days_until(until) > days(LONGEST_LIFE) => {
            form.wrong("until", "links-too-long");
        }
        Some(_) => {}
    }
    let mut one_of = |field: &'static str, choices: &[u64]| {
        let chosen = form.value(field).parse().ok();
        let chosen = chosen.filter(|chosen| choices.contains(chosen));
        if chosen.is_none() {
            form.wrong(field, "form-choose");
        }
        chosen
    };
    let (files, bytes) = (one_of("files", &FILES), one_of("bytes", &BYTES));
    let locale = Locale::parse(form.value("locale"));
    if locale.is_none() {
        form.wrong("locale", "form-choose");
    }
    let new = NewLink {
        name,
        email,
        purpose,
        locale: locale?,
        expires_at: until?,
        most_files: files?,
        most_bytes: bytes?,
    };
    form.is_good().then_some(new)
}

fn days(span: std::time::Duration) -> i64 {
    i64::try_from(span.as_secs() / (24 * 60 * 60)).unwrap_or(i64::MAX)
}

/// Makes a link.
///
/// # Errors
/// [`Error::NotFound`] for a member off the team; [`Error::Refused`] for a closed matter.
pub async fn make(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
    let Some(new) = read(&mut form, &visit.when()) else {
        let matter = visit.read(move |tx| Matter::find(tx, matter)).await?;
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &new_page(&visit, matter, form),
        );
    };
    let link = visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            Link::make(tx, &matter, &new)
        })
        .await?;
    Ok(on_to(&routes::link(link)).into_response())
}

#[derive(Template)]
#[template(path = "links/link.html")]
struct LinkPage {
    f: Frame,
    matter: Matter,
    link: Link,
    standing: Standing,
    address: String,
    came: Vec<Came>,
    deliveries: Vec<Delivery>,
}

impl LinkPage {
    fn device(&self, came: &Came) -> &'static str {
        self.f.lang.t(match came.device {
            Device::Phone => "people-device-phone",
            Device::Tablet => "people-device-tablet",
            Device::Computer => "people-device-computer",
            Device::Unknown => "people-device-unknown",
        })
    }

    /// Where it stands: a key.
    fn standing(&self) -> &'static str {
        standing_key(self.standing)
    }

    fn is_open(&self) -> bool {
        self.standing == Standing::Open
    }

    fn is_shut(&self) -> bool {
        self.standing == Standing::Shut
    }

    /// Whether a new code or an end still makes sense.
    fn lives(&self) -> bool {
        matches!(self.standing, Standing::Open | Standing::Shut)
    }
}

/// The key of the word for where a link stands.
pub fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Open => "links-standing-open",
        Standing::Shut => "links-standing-shut",
        Standing::Over => "links-standing-over",
        Standing::Ended => "links-standing-ended",
    }
}

/// A link: what to hand out, and how it was used.
///
/// # Errors
/// [`Error::NotFound`] for a member off the team.
pub async fn show(visit: WorkingVisit, Path(link): Path<LinkId>) -> Reply {
    let (matter, link, came, deliveries) = visit
        .read(move |tx| {
            let link = Link::find(tx, link)?;
            let matter = Matter::find(tx, link.matter)?;
            let came = links::came(tx, &link)?;
            let deliveries = Delivery::of_link(tx, &link)?;
            Ok((matter, link, came, deliveries))
        })
        .await?;
    page(&LinkPage {
        f: visit.frame(
            visit.lang().with1("links-for", "name", link.name.as_str()),
            Here::Matters,
        ),
        standing: link.standing(visit.now),
        address: visit.portal.config.address(&routes::link_door(&link.token)),
        matter,
        link,
        came,
        deliveries,
    })
}

#[derive(Template)]
#[template(path = "links/letter.html")]
struct LetterPage {
    f: Frame,
    link: Link,
    /// In the language of whoever reads it, not of whoever prints it.
    lang: &'static Lang,
    when: When,
    address: String,
    qr: String,
}

/// The link as a letter of one page, in the language of its reader.
///
/// # Errors
/// [`Error::NotFound`] for a link that takes no files.
pub async fn letter(visit: WorkingVisit, Path(link): Path<LinkId>) -> Reply {
    let link = visit.read(move |tx| Link::find(tx, link)).await?;
    if link.standing(visit.now) != Standing::Open {
        return Err(Error::NotFound.into());
    }
    let address = visit.portal.config.address(&routes::link_door(&link.token));
    page(&LetterPage {
        f: visit.frame(visit.lang().t("links-letter"), Here::Matters),
        lang: link.locale.lang(),
        when: visit.look()?.when(link.locale, visit.now),
        qr: qr(&address)?,
        address,
        link,
    })
}

/// Makes another door code.
///
/// # Errors
/// [`Error::Refused`] for a link that was ended or is over.
pub async fn make_code(visit: WorkingVisit, Path(link): Path<LinkId>) -> Reply {
    visit
        .write(move |tx| Link::find(tx, link)?.make_code(tx))
        .await?;
    Ok(on_to(&routes::link(link))
        .saying("links-said-code")
        .into_response())
}

/// Ends a link.
///
/// # Errors
/// [`Error::NotFound`] for a member off the team.
pub async fn end(visit: WorkingVisit, Path(link): Path<LinkId>) -> Reply {
    visit.write(move |tx| Link::find(tx, link)?.end(tx)).await?;
    Ok(on_to(&routes::link(link))
        .saying("links-said-ended")
        .into_response())
}
