//! The client's letters: one list for all matters, one page for each.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::{
    super::{MOST, Thread, threads},
    letter::{About, Letter, Read, Written},
};
use crate::{
    base::{Form, Id, MatterId, PersonId, Result, Right, Tx, VersionId},
    home::pages::first_names,
    layout::{ClientVisit, Frame, Here, Path, Query, Reply, Typed, initials, on_to, page_with},
    matters::Matter,
    routes,
};

/// A matter with its newest letter.
struct Entry {
    href: String,
    title: String,
    latest: Option<Latest>,
    may_write: bool,
}

struct Latest {
    is_mine: bool,
    by_name: String,
    initials: String,
    at: String,
    words: String,
    count: String,
}

#[derive(Template)]
#[template(path = "messages/mine.html")]
struct Mine {
    f: Frame,
    entries: Vec<Entry>,
}

fn load_all(tx: &mut Tx<'_, '_>) -> Result<(Vec<Matter>, Vec<Thread>)> {
    Ok((Matter::mine(tx)?, threads(tx)?))
}

/// The letters of all matters in short; with one matter, its letters.
///
/// # Errors
/// The store's.
pub async fn mine(visit: ClientVisit) -> Reply {
    let (matters, threads) = visit.read(load_all).await?;
    if let [only] = matters.as_slice() {
        return Ok(on_to(&routes::my_messages(only.id)).into_response());
    }
    let (lang, when, me) = (visit.lang(), visit.when(), visit.signed().person);
    let writable: Vec<MatterId> = matters
        .iter()
        .filter(|matter| matter.allows(Right::WriteLetters))
        .map(|matter| matter.id)
        .collect();
    let silent = matters
        .into_iter()
        .filter(|matter| threads.iter().all(|thread| thread.matter != matter.id))
        .map(|matter| Entry {
            href: routes::my_messages(matter.id),
            may_write: matter.allows(Right::WriteLetters),
            title: matter.title,
            latest: None,
        })
        .collect::<Vec<_>>();
    let entries = threads
        .into_iter()
        .map(|thread| Entry {
            href: routes::my_messages(thread.matter),
            may_write: writable.contains(&thread.matter),
            title: thread.matter_title,
            latest: Some(Latest {
                is_mine: thread.latest.by == me,
                initials: initials(&thread.latest.by_name),
                at: when.moment(thread.latest.at),
                count: lang.with1("messages-count", "count", thread.count),
                by_name: thread.latest.by_name,
                words: thread.latest.words,
            }),
        })
        .chain(silent)
        .collect();
    page_with(
        StatusCode::OK,
        &Mine {
            f: visit.frame(lang.t("nav-messages"), Here::Messages),
            entries,
        },
    )
}

#[derive(Template)]
#[template(path = "messages/letters.html")]
struct Letters {
    f: Frame,
    form: Form,
    matter: String,
    back: String,
    action: String,
    letters: Vec<Letter>,
    about: Option<About>,
    readers: String,
    /// On this side nobody is written to alone.
    nobody: Vec<(PersonId, String)>,
    may_write: bool,
    most: usize,
}

async fn show(
    visit: &ClientVisit,
    id: MatterId,
    about: Option<VersionId>,
    form: Form,
    status: StatusCode,
) -> Reply {
    let read = visit
        .read(move |tx| {
            let matter = Matter::find(tx, id)?;
            Read::load(tx, matter, about)
        })
        .await?;
    let (lang, when) = (visit.lang(), visit.when());
    let names: Vec<&str> = read.readers.iter().map(String::as_str).collect();
    let letters = read.letters(visit.signed().person, &when, |document| {
        routes::my_document(id, document)
    });
    let readers = first_names(lang, &names, &visit.look()?.name);
    page_with(
        status,
        &Letters {
            f: visit.frame(lang.t("nav-messages"), Here::Messages),
            form,
            back: routes::my_matter(id),
            action: routes::my_messages(id),
            letters,
            readers: lang.with1("messages-readers", "names", readers),
            nobody: Vec::new(),
            may_write: read.may_write,
            about: read.about,
            matter: read.matter.title,
            most: MOST,
        },
    )
}

/// The letters of one matter; `?about=` is a version to write about.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for everybody who does not take part in it.
pub async fn of_my_matter(visit: ClientVisit, Path(matter): Path<MatterId>, query: Query) -> Reply {
    let about = VersionId::parse(query.get("about"));
    let form = visit
        .kept_or(&routes::my_messages(matter), Form::blank())
        .await?;
    show(&visit, matter, about, form, StatusCode::OK).await
}

/// Sends a letter.
///
/// # Errors
/// As [`of_my_matter`].
pub async fn write_mine(
    visit: ClientVisit,
    Path(id): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
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
    Ok(on_to(&routes::my_messages(id))
        .saying("messages-said-sent")
        .into_response())
}
