//! The client's letters: one list for all matters, one page for each.

use askama::Template;
use axum::{extract::Request, response::IntoResponse};
use http::StatusCode;

use super::{
    super::{Thread, note_shown, threads},
    draft,
    letter::{Letter, Read},
    sheet::{Sheet, Written, blank},
};
use crate::{
    base::{Form, Id, MatterId, Result, Right, Tx, UploadId, VersionId},
    documents::{Left, bring},
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
    letters: Vec<Letter>,
    sheet: Sheet,
    /// Within how many working days the firm answers.
    days: i64,
    may_write: bool,
}

/// What the page shows besides the letters.
#[derive(Clone, Copy, Default)]
struct Manner {
    /// Only the letters about the document one writes about.
    only: bool,
    /// With a place for files.
    files: bool,
}

/// What the page reads, in one transaction.
struct All {
    read: Read,
    /// What was left of sending, where there is a place for files.
    left: Option<Left>,
}

async fn load(
    visit: &ClientVisit,
    id: MatterId,
    about: Option<VersionId>,
    manner: Manner,
) -> Result<All> {
    visit
        .read(move |tx| {
            let matter = Matter::find(tx, id)?;
            let takes_files = manner.files
                && matter.allows(Right::HandOver)
                && matter.allows(Right::WriteLetters);
            Ok(All {
                left: if takes_files {
                    Some(Left::load(tx, &matter)?)
                } else {
                    None
                },
                read: Read::load(tx, matter, about, manner.only)?,
            })
        })
        .await
}

fn show(visit: &ClientVisit, all: All, form: Form, only: bool, status: StatusCode) -> Reply {
    let All { mut read, left } = all;
    let (lang, id) = (visit.lang(), read.matter.id);
    let sheet = Sheet::of(visit, &mut read, only)?;
    let sheet = match left {
        Some(left) => sheet.with_files(left, id),
        None => sheet,
    };
    page_with(
        status,
        &Letters {
            f: visit.frame(lang.t("nav-messages"), Here::Messages),
            form,
            back: routes::my_matter(id),
            letters: read.letters(visit.signed().person, lang, &visit.when(), |document| {
                routes::my_document(id, document)
            }),
            sheet,
            days: visit.look()?.answer_days,
            may_write: read.matter.allows(Right::WriteLetters),
            matter: read.matter.title,
        },
    )
}

/// The letters of one matter; `?about=` is a version to write about, and leaves the letters about its document; `?files=yes`
/// makes a place for files.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for everybody who does not take part in it.
pub async fn of_my_matter(visit: ClientVisit, Path(id): Path<MatterId>, query: Query) -> Reply {
    let about = VersionId::parse(query.get("about"));
    let manner = Manner {
        only: about.is_some(),
        files: query.get("files") == "yes",
    };
    let all = load(&visit, id, about, manner).await?;
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
        .kept_or(&routes::my_messages(id), blank(&all.read))
        .await?;
    show(&visit, all, form, manner.only, StatusCode::OK)
}

/// Sends a letter.
///
/// # Errors
/// As [`of_my_matter`].
pub async fn write_mine(visit: ClientVisit, Path(id): Path<MatterId>, Typed(form): Typed) -> Reply {
    send(&visit, id, form, Vec::new(), Manner::default()).await
}

/// Sends a letter with the files that came along; a letter whose files were given up is sent without.
///
/// # Errors
/// As [`of_my_matter`], and those of [`bring`].
pub async fn write_with_files(
    visit: ClientVisit,
    Path(id): Path<MatterId>,
    request: Request,
) -> Reply {
    let brought = bring(&visit.portal, &visit.actor(), id, request).await?;
    let manner = Manner {
        files: true,
        ..Manner::default()
    };
    send(&visit, id, brought.form, brought.uploads, manner).await
}

async fn send(
    visit: &ClientVisit,
    id: MatterId,
    mut form: Form,
    uploads: Vec<UploadId>,
    manner: Manner,
) -> Reply {
    let about = VersionId::parse(form.value("about"));
    let all = load(visit, id, about, manner).await?;
    let mut written = Written::read(visit, &all.read, &mut form)?;
    if !form.is_good() {
        return show(visit, all, form, false, StatusCode::UNPROCESSABLE_ENTITY);
    }
    written.uploads = uploads;
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

/// Saves what was begun, and leads on to a place for files where they asked for it.
///
/// # Errors
/// As [`of_my_matter`].
pub async fn save_mine(visit: ClientVisit, Path(id): Path<MatterId>, Typed(form): Typed) -> Reply {
    let back = if form.value("then") == "files" {
        routes::my_messages_files(id)
    } else {
        routes::my_messages(id)
    };
    draft::keep(&visit, id, &form, &format!("{back}#write")).await
}
