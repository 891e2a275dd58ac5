//! Firm-only notes: a page of their own, on another ground, in other words than letters have.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::super::{MOST, Note};
use crate::{
    base::{Form, MatterId},
    layout::{FirmVisit, Frame, Here, Path, Reply, Typed, WorkingVisit, on_to, page_with},
    matters::{Matter, MatterHead, Tab},
    routes,
};

#[derive(Template)]
#[template(path = "messages/notes.html")]
struct Notes {
    f: Frame,
    form: Form,
    head: MatterHead,
    tab: Tab,
    notes: Vec<Note>,
    most: usize,
}

async fn show(visit: &FirmVisit, id: MatterId, form: Form, status: StatusCode) -> Reply {
    let (head, notes) = visit
        .read(move |tx| {
            let matter = Matter::find(tx, id)?;
            Ok((
                MatterHead::load(tx, &matter)?,
                Note::of_matter(tx, &matter)?,
            ))
        })
        .await?;
    page_with(
        status,
        &Notes {
            f: visit.frame(visit.lang().t("messages-notes"), Here::Matters),
            form,
            head,
            tab: Tab::Messages,
            notes,
            most: MOST,
        },
    )
}

/// The notes of a matter.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for everybody off the team.
pub async fn notes(visit: FirmVisit, Path(matter): Path<MatterId>) -> Reply {
    let form = visit
        .kept_or(&routes::matter_notes(matter), Form::blank())
        .await?;
    show(&visit, matter, form, StatusCode::OK).await
}

/// Keeps a note.
///
/// # Errors
/// As [`notes`].
pub async fn write_note(
    visit: WorkingVisit,
    Path(id): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
    let words = form.words("note", MOST);
    if words.is_empty() {
        form.wrong("note", "messages-note-empty");
    }
    if !form.is_good() {
        return show(&visit, id, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    visit
        .write(move |tx| {
            let matter = Matter::find(tx, id)?;
            Note::write(tx, &matter, &words)
        })
        .await?;
    Ok(on_to(&routes::matter_notes(id))
        .saying("messages-said-noted")
        .into_response())
}
