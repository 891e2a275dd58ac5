//! The firm's side of the same letters.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::{
    super::MOST,
    letter::{About, Letter, Read, Written},
};
use crate::{
    base::{Form, Id, MatterId, PersonId, VersionId},
    home::pages::first_names,
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
    about: Option<About>,
    readers: String,
    apart: Vec<(PersonId, String)>,
    may_write: bool,
    most: usize,
}

async fn show(
    visit: &FirmVisit,
    id: MatterId,
    about: Option<VersionId>,
    form: Form,
    status: StatusCode,
) -> Reply {
    let (head, read) = visit
        .read(move |tx| {
            let matter = Matter::find(tx, id)?;
            Ok((
                MatterHead::load(tx, &matter)?,
                Read::load(tx, matter, about)?,
            ))
        })
        .await?;
    let (lang, when) = (visit.lang(), visit.when());
    let names: Vec<&str> = read.readers.iter().map(String::as_str).collect();
    let readers = first_names(lang, &names, &visit.look()?.name);
    page_with(
        status,
        &Letters {
            f: visit.frame(read.matter.title.as_str(), Here::Matters),
            form,
            letters: read.letters(visit.signed().person, &when, routes::document),
            readers: lang.with1("messages-readers", "names", readers),
            apart: read.apart,
            may_write: read.may_write,
            about: read.about,
            head,
            tab: Tab::Messages,
            most: MOST,
        },
    )
}

/// The letters of a matter; `?about=` is a version to write about.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for everybody off the team.
pub async fn of_matter(visit: FirmVisit, Path(matter): Path<MatterId>, query: Query) -> Reply {
    let about = VersionId::parse(query.get("about"));
    let form = visit
        .kept_or(&routes::matter_messages(matter), Form::blank())
        .await?;
    show(&visit, matter, about, form, StatusCode::OK).await
}

/// Sends a letter to the client's people.
///
/// # Errors
/// As [`of_matter`].
pub async fn write(visit: WorkingVisit, Path(id): Path<MatterId>, Typed(mut form): Typed) -> Reply {
    let written = Written::read(&mut form);
    if !form.is_good() {
        return show(
            &visit,
            id,
            written.about,
            form,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
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
