//! The firm's ready answers: to what many ask, in each of its languages.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::super::{AnswerTemplate, AnswerWords, MOST};
use crate::{
    base::{AnswerTemplateId, Form},
    layout::{FirmVisit, Frame, Here, Path, Reply, Typed, WorkingVisit, on_to, page, page_with},
    routes,
};

/// The longest name of a ready answer, in characters.
const LONGEST_TITLE: usize = 120;

#[derive(Template)]
#[template(path = "messages/answers.html")]
struct Answers {
    f: Frame,
    answers: Vec<AnswerTemplate>,
}

/// The firm's ready answers.
///
/// # Errors
/// The store's.
pub async fn answers(visit: FirmVisit) -> Reply {
    let answers = visit.read(AnswerTemplate::all).await?;
    page(&Answers {
        f: visit.frame(visit.lang().t("messages-answers"), Here::Settings),
        answers,
    })
}

#[derive(Template)]
#[template(path = "messages/answer.html")]
struct Answer {
    f: Frame,
    form: Form,
    /// Where it is sent.
    action: String,
    known: Option<AnswerTemplateId>,
    most: usize,
}

fn answer_page(visit: &WorkingVisit, known: Option<AnswerTemplateId>, form: Form) -> Answer {
    let title = if known.is_some() {
        "messages-answer-change"
    } else {
        "messages-answer-new"
    };
    Answer {
        f: visit.frame(visit.lang().t(title), Here::Settings),
        form,
        action: known.map_or_else(|| routes::ANSWERS.to_owned(), routes::answer),
        known,
        most: MOST,
    }
}

/// A new ready answer.
pub async fn new(visit: WorkingVisit) -> Reply {
    let form = visit.kept_or(routes::ANSWERS, Form::blank()).await?;
    page(&answer_page(&visit, None, form))
}

/// A ready answer, to be changed.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) when it was removed or never was.
pub async fn answer(visit: WorkingVisit, Path(id): Path<AnswerTemplateId>) -> Reply {
    let words = visit
        .read(move |tx| Ok(AnswerTemplate::find(tx, id)?.words))
        .await?;
    let form = Form::filled([("title", words.title), ("en", words.en), ("fr", words.fr)]);
    let form = visit.kept_or(&routes::answer(id), form).await?;
    page(&answer_page(&visit, Some(id), form))
}

/// Keeps a new one.
///
/// # Errors
/// The store's.
pub async fn keep(visit: WorkingVisit, Typed(form): Typed) -> Reply {
    save(visit, None, form).await
}

/// Keeps a changed one.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) when it was removed or never was.
pub async fn change(
    visit: WorkingVisit,
    Path(id): Path<AnswerTemplateId>,
    Typed(form): Typed,
) -> Reply {
    visit
        .read(move |tx| AnswerTemplate::find(tx, id).map(drop))
        .await?;
    save(visit, Some(id), form).await
}

async fn save(visit: WorkingVisit, known: Option<AnswerTemplateId>, mut form: Form) -> Reply {
    let words = AnswerWords {
        title: form.line("title", LONGEST_TITLE),
        en: form.words("en", MOST),
        fr: form.words("fr", MOST),
    };
    if words.en.is_empty() && words.fr.is_empty() {
        form.wrong("en", "messages-answer-empty");
    }
    if !form.is_good() {
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &answer_page(&visit, known, form),
        );
    }
    visit
        .write(move |tx| AnswerTemplate::keep(tx, known, &words))
        .await?;
    Ok(on_to(routes::ANSWERS)
        .saying("firms-said-kept")
        .into_response())
}

#[derive(Template)]
#[template(path = "messages/answer_removal.html")]
struct Removal {
    f: Frame,
    answer: AnswerTemplate,
}

/// A ready answer before it is removed.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) when it was removed or never was.
pub async fn removal(visit: WorkingVisit, Path(id): Path<AnswerTemplateId>) -> Reply {
    let answer = visit.read(move |tx| AnswerTemplate::find(tx, id)).await?;
    page(&Removal {
        f: visit.frame(visit.lang().t("messages-answer-remove"), Here::Settings),
        answer,
    })
}

/// Removes a ready answer.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) when it was removed or never was.
pub async fn remove(visit: WorkingVisit, Path(id): Path<AnswerTemplateId>) -> Reply {
    visit
        .write(move |tx| AnswerTemplate::find(tx, id)?.remove(tx))
        .await?;
    Ok(on_to(routes::ANSWERS)
        .saying("messages-said-answer-removed")
        .into_response())
}
