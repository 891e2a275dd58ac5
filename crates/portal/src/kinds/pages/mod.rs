//! The owner's settings: kinds of matter, and after how many days of silence Today names a client.

mod form;

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use self::form::Draft;
use super::{Area, Kind, KindWords, MOST_LINES, MOST_STAGES};
use crate::{
    base::{Error, Form, KindId, Locale, Result, Right},
    firms::{self, FEWEST_DAYS, MOST_DAYS, pages::settings::Part},
    layout::{Choice, FirmVisit, Frame, Here, Path, Reply, Typed, on_to, page, page_with},
    routes,
};

fn frame(visit: &FirmVisit) -> Frame {
    visit.frame(visit.lang().t("kinds-title"), Here::Settings)
}

/// Kinds in one language.
struct Group {
    locale: Locale,
    kinds: Vec<Kind>,
}

#[derive(Template)]
#[template(path = "kinds/list.html")]
struct ListPage {
    f: Frame,
    part: Part,
    form: Form,
    groups: Vec<Group>,
}

async fn list_page(visit: &FirmVisit, form: Form) -> Result<ListPage> {
    let kinds = visit.read(Kind::all).await?;
    // The firm's own language stands first.
    let mut locales = visit.look()?.locales.clone();
    locales.extend(
        Locale::ALL
            .iter()
            .filter(|one| !visit.look().is_ok_and(|look| look.locales.contains(one))),
    );
    let groups = locales
        .into_iter()
        .map(|locale| Group {
            locale,
            kinds: kinds
                .iter()
                .filter(|kind| kind.locale == locale)
                .cloned()
                .collect(),
        })
        .filter(|group| !group.kinds.is_empty())
        .collect();
    Ok(ListPage {
        f: frame(visit),
        part: Part::Kinds,
        form,
        groups,
    })
}

/// Every kind, and the days of silence.
pub async fn list(visit: FirmVisit) -> Reply {
    let days = visit
        .read(|tx| {
            tx.require(Right::RunFirm)?;
            firms::silence_days(tx)
        })
        .await?;
    let days = days.map(|days| days.to_string()).unwrap_or_default();
    page(&list_page(&visit, Form::filled([("days", days)])).await?)
}

/// The days of silence, sent; none where the field is empty.
pub async fn keep_silence(visit: FirmVisit, Typed(mut form): Typed) -> Reply {
    visit.read(|tx| tx.require(Right::RunFirm)).await?;
    let typed = form.optional_line("days", 20);
    let days = typed.parse::<i64>().ok();
    let days = days.filter(|days| (FEWEST_DAYS..=MOST_DAYS).contains(days));
    if days.is_none() && !typed.is_empty() {
        form.wrong("days", "kinds-silence-no-number");
    }
    if !form.is_good() {
        let page = list_page(&visit, form).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    visit
        .write(move |tx| firms::set_silence_days(tx, days))
        .await?;
    Ok(on_to(routes::SETTINGS_KINDS)
        .saying("firms-said-kept")
        .into_response())
}

#[derive(Template)]
#[template(path = "kinds/edit.html")]
struct EditPage {
    f: Frame,
    part: Part,
    form: Form,
    draft: Draft,
    /// The kind that is changed; absent: a new one.
    kind: Option<Kind>,
    locales: Vec<Choice>,
    areas: Vec<Choice>,
    /// Whether rows were moved or added, and nothing is kept yet.
    is_unsaved: bool,
}

impl EditPage {
    fn action(&self) -> String {
        self.kind
            .as_ref()
            .map_or(routes::SETTINGS_KINDS.to_owned(), |kind| {
                routes::kind(kind.id)
            })
    }

    fn may_have_more_stages(&self) -> bool {
        self.draft.stages.len() < MOST_STAGES
    }

    fn may_have_more_asks(&self) -> bool {
        self.draft.asks.len() < MOST_LINES
    }
}

fn edit_page(visit: &FirmVisit, kind: Option<Kind>, form: Form) -> EditPage {
    let lang = visit.lang();
    EditPage {
        f: frame(visit),
        part: Part::Kinds,
        draft: Draft::of(&form),
        form,
        kind,
        locales: Locale::ALL
            .iter()
            .map(|locale| Choice::of(locale.as_str(), locale.own_name()))
            .collect(),
        areas: Area::ALL
            .iter()
            .map(|area| Choice::of(area.as_str(), lang.t(area.key())))
            .collect(),
        is_unsaved: false,
    }
}

/// The form for a new kind.
pub async fn new(visit: FirmVisit) -> Reply {
    visit.read(|tx| tx.require(Right::RunFirm)).await?;
    let blank = form::blank(visit.look()?.locale());
    let form = visit.kept_or(routes::SETTINGS_KINDS, blank).await?;
    page(&edit_page(&visit, None, form))
}

/// A kind, ready to be written anew.
pub async fn edit(visit: FirmVisit, Path(kind): Path<KindId>) -> Reply {
    let (kind, outline) = visit
        .read(move |tx| {
            tx.require(Right::RunFirm)?;
            let kind = Kind::find(tx, kind)?;
            let outline = kind.outline(tx)?;
            Ok((kind, outline))
        })
        .await?;
    let words = KindWords {
        locale: kind.locale,
        area: kind.area,
        name: kind.name.clone(),
        outline,
    };
    let form = visit
        .kept_or(&routes::kind(kind.id), form::filled(&words))
        .await?;
    page(&edit_page(&visit, Some(kind), form))
}

/// Adds a kind; or moves a row of the form, and shows it again.
pub async fn add(visit: FirmVisit, Typed(form): Typed) -> Reply {
    visit.read(|tx| tx.require(Right::RunFirm)).await?;
    let words = match read(&visit, None, form) {
        Ok(words) => words,
        Err((status, again)) => return page_with(status, &*again),
    };
    visit
        .write(move |tx| Kind::add(tx, &words).map(drop))
        .await?;
    Ok(on_to(routes::SETTINGS_KINDS)
        .saying("kinds-was-added")
        .into_response())
}

/// Keeps a kind; or moves a row of the form, and shows it again.
pub async fn keep(visit: FirmVisit, Path(kind): Path<KindId>, Typed(form): Typed) -> Reply {
    let known = visit
        .read(move |tx| {
            tx.require(Right::RunFirm)?;
            Kind::find(tx, kind)
        })
        .await?;
    let words = match read(&visit, Some(known), form) {
        Ok(words) => words,
        Err((status, again)) => return page_with(status, &*again),
    };
    visit
        .write(move |tx| Kind::find(tx, kind)?.change(tx, &words))
        .await?;
    Ok(on_to(routes::SETTINGS_KINDS)
        .saying("firms-said-kept")
        .into_response())
}

/// What was written; else the page that shows it again, with its status.
fn read(
    visit: &FirmVisit,
    kind: Option<Kind>,
    mut form: Form,
) -> Result<KindWords, (StatusCode, Box<EditPage>)> {
    if let Some(moved) = form::moved(&form) {
        let again = EditPage {
            is_unsaved: true,
            ..edit_page(visit, kind, moved)
        };
        return Err((StatusCode::OK, Box::new(again)));
    }
    form::read(&mut form).ok_or_else(|| {
        let again = edit_page(visit, kind, form);
        (StatusCode::UNPROCESSABLE_ENTITY, Box::new(again))
    })
}

/// Offers a kind no more, or again.
pub async fn retire(visit: FirmVisit, Path(kind): Path<KindId>, Typed(form): Typed) -> Reply {
    let is_back = match form.value("offer") {
        "again" => true,
        "no more" => false,
        _ => return Err(Error::Malformed("form-choose").into()),
    };
    visit
        .write(move |tx| {
            tx.unaudited("retiring is recorded; a second press changes nothing");
            let kind = Kind::find(tx, kind)?;
            if is_back {
                kind.bring_back(tx)
            } else {
                kind.retire(tx)
            }
        })
        .await?;
    Ok(on_to(routes::SETTINGS_KINDS)
        .saying(if is_back {
            "kinds-was-brought-back"
        } else {
            "kinds-was-retired"
        })
        .into_response())
}
