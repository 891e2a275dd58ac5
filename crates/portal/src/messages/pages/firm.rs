//! The firm's side of the same letters.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::{
    super::{AnswerTemplate, Note, note_shown},
    draft,
    letter::{Letter, Read},
    sheet::{Sheet, Written, blank},
};
use crate::{
    base::{AnswerTemplateId, Form, Id, Locale, MatterId, Right, VersionId},
    layout::{FirmVisit, Frame, Here, Path, Query, Reply, Typed, WorkingVisit, on_to, page_with},
    matters::{Matter, MatterHead, Tab},
    routes,
};

#[derive(Template)]
#[template(path = "messages/firm.html")]
struct Letters {
    f: Frame,
    form: Form,
    head: MatterHead,
    tab: Tab,
    letters: Vec<Letter>,
    sheet: Sheet,
    notes: u32,
    may_write: bool,
}

/// What the page reads, in one transaction.
struct All {
    head: MatterHead,
    read: Read,
    templates: Vec<AnswerTemplate>,
    notes: u32,
}

async fn load(
    visit: &FirmVisit,
    id: MatterId,
    about: Option<VersionId>,
    only: bool,
) -> crate::base::Result<All> {
    visit
        .read(move |tx| {
            let matter = Matter::find(tx, id)?;
            Ok(All {
                head: MatterHead::load(tx, &matter)?,
                templates: AnswerTemplate::all(tx)?,
                notes: Note::count(tx, matter.id)?,
                read: Read::load(tx, matter, about, only)?,
            })
        })
        .await
}

fn show(visit: &FirmVisit, all: All, form: Form, only: bool, status: StatusCode) -> Reply {
    let All {
        head,
        mut read,
        templates,
        notes,
    } = all;
    let sheet = Sheet::of(visit, &mut read, only)?.with_ready(templates, &read);
    page_with(
        status,
        &Letters {
            f: visit.frame(read.matter.title.as_str(), Here::Matters),
            form,
            letters: read.letters(
                visit.signed().person,
                visit.lang(),
                &visit.when(),
                routes::document,
            ),
            may_write: Right::RunMatters.belongs_to(visit.signed().side),
            sheet,
            notes,
            head,
            tab: Tab::Messages,
        },
    )
}

/// The letters of a matter; `?about=` is a version to write about, and leaves the letters about its document.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for everybody off the team.
pub async fn of_matter(visit: FirmVisit, Path(id): Path<MatterId>, query: Query) -> Reply {
    let about = VersionId::parse(query.get("about"));
    let all = load(&visit, id, about, about.is_some()).await?;
    let owed = all.read.owed.clone();
    if !owed.is_empty() && !visit.unseen {
        visit
            .write(move |tx| {
                let matter = Matter::find(tx, id)?;
                note_shown(tx, &matter, &owed)
            })
            .await?;
    }
    let form = visit
        .kept_or(&routes::matter_messages(id), blank(&all.read))
        .await?;
    show(&visit, all, form, about.is_some(), StatusCode::OK)
}

/// Sends a letter to the client's people.
///
/// # Errors
/// As [`of_matter`].
pub async fn write(visit: WorkingVisit, Path(id): Path<MatterId>, Typed(mut form): Typed) -> Reply {
    let about = VersionId::parse(form.value("about"));
    let all = load(&visit, id, about, false).await?;
    let written = Written::read(&visit, &all.read, &mut form)?;
    if !form.is_good() {
        return show(&visit, all, form, false, StatusCode::UNPROCESSABLE_ENTITY);
    }
    visit
        .write(move |tx| {
            let matter = Matter::find(tx, id)?;
            written.send(tx, &matter)
        })
        .await?;
    Ok(on_to(&routes::matter_messages(id))
        .saying("messages-said-sent")
        .into_response())
}

/// Saves what was begun; with a ready answer chosen, its words come below.
///
/// # Errors
/// As [`of_matter`].
pub async fn save(visit: WorkingVisit, Path(id): Path<MatterId>, Typed(form): Typed) -> Reply {
    let chosen = form.value("answer").split_once(':');
    let chosen = chosen
        .and_then(|(id, locale)| Some((AnswerTemplateId::parse(id)?, Locale::parse(locale)?)));
    let form = match chosen {
        None => form,
        Some((template, locale)) => {
            let template = visit
                .read(move |tx| AnswerTemplate::find(tx, template))
                .await?;
            let mut ready = template.words.by_language();
            let ready = ready.find(|(own, _)| *own == locale);
            below(form, ready.map_or("", |(_, words)| words))
        }
    };
    let back = format!("{}#write", routes::matter_messages(id));
    draft::keep(&visit, id, &form, &back).await
}

/// The form with these words below what was typed.
fn below(form: Form, words: &str) -> Form {
    let typed = form.value("words").trim_end().to_owned();
    let together = if typed.is_empty() {
        words.to_owned()
    } else {
        format!("{typed}\n\n{words}")
    };
    let mut fields = form.into_fields();
    fields.retain(|(name, _)| name != "words");
    fields.push(("words".into(), together));
    Form::of(fields)
}
