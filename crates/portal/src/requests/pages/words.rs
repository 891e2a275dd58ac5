//! Answering without sending anything: in words, or with a document that is in the matter already.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::{
    super::{Answered, Item, LONGEST_WORDS, Request},
    client::Read,
};
use crate::{
    base::{Form, Id, ItemId, MatterId, RequestId, VersionId},
    documents::{Document, Version},
    layout::{ClientVisit, Frame, Here, Path, Reply, Typed, first_name, on_to, page_with},
    matters::Matter,
    routes,
};

/// The most documents one answer names.
const MOST_DOCUMENTS: usize = 40;

type Named = (MatterId, RequestId, ItemId);

#[derive(Template)]
#[template(path = "requests/words.html")]
struct WordsPage {
    f: Frame,
    matter: Matter,
    request: Request,
    item: Item,
    /// First name of whoever asked.
    to: String,
    form: Form,
    longest: usize,
}

/// The sheet to write on.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for everybody it was not asked of.
pub async fn words(visit: ClientVisit, Path(named): Path<Named>) -> Reply {
    let address = routes::my_item_words(named.0, named.1, named.2);
    let form = Form::filled([("how", Answered::Lacking.as_str().to_owned())]);
    let form = visit.kept_or(&address, form).await?;
    show_words(&visit, named, form, StatusCode::OK).await
}

async fn show_words(visit: &ClientVisit, named: Named, form: Form, status: StatusCode) -> Reply {
    let read = visit.read(move |tx| Read::load(tx, named)).await?;
    page_with(
        status,
        &WordsPage {
            f: visit.frame(visit.lang().t("requests-words-title"), Here::Home),
            to: first_name(&read.request.by_name).to_owned(),
            matter: read.matter,
            request: read.request,
            item: read.item,
            form,
            longest: LONGEST_WORDS,
        },
    )
}

/// Answers in words.
///
/// # Errors
/// As [`Request::answer_in_words`].
pub async fn answer_in_words(
    visit: ClientVisit,
    Path(named): Path<Named>,
    Typed(mut form): Typed,
) -> Reply {
    let how = if form.chose("how", Answered::Question.as_str()) {
        Answered::Question
    } else {
        Answered::Lacking
    };
    let words = form.words("words", LONGEST_WORDS);
    if words.is_empty() {
        form.wrong("words", "requests-missing-words");
    }
    if !form.is_good() {
        return show_words(&visit, named, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    visit
        .write(move |tx| {
            let Read { request, item, .. } = Read::load(tx, named)?;
            request.answer_in_words(tx, &item, how, &words)
        })
        .await?;
    Ok(on_to(&routes::my_request(named.0, named.1))
        .saying("requests-said-told")
        .into_response())
}

#[derive(Template)]
#[template(path = "requests/documents.html")]
struct DocumentsPage {
    f: Frame,
    matter: Matter,
    request: Request,
    item: Item,
    documents: Vec<(Document, Version)>,
    form: Form,
}

/// The documents of the matter that they may read, to choose from.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for everybody it was not asked of.
pub async fn documents(visit: ClientVisit, Path(named): Path<Named>) -> Reply {
    show_documents(&visit, named, Form::blank(), StatusCode::OK).await
}

async fn show_documents(
    visit: &ClientVisit,
    named: Named,
    form: Form,
    status: StatusCode,
) -> Reply {
    let (read, documents) = visit
        .read(move |tx| {
            let read = Read::load(tx, named)?;
            let documents = Document::of_matter(tx, &read.matter)?;
            Ok((read, documents))
        })
        .await?;
    page_with(
        status,
        &DocumentsPage {
            f: visit.frame(visit.lang().t("requests-documents-title"), Here::Home),
            matter: read.matter,
            request: read.request,
            item: read.item,
            documents,
            form,
        },
    )
}

/// Answers with documents that are here already.
///
/// # Errors
/// As [`Request::answer_with_document`].
pub async fn answer_with_documents(
    visit: ClientVisit,
    Path(named): Path<Named>,
    Typed(mut form): Typed,
) -> Reply {
    let chosen: Vec<VersionId> = form
        .all("version")
        .filter_map(VersionId::parse)
        .take(MOST_DOCUMENTS)
        .collect();
    if chosen.is_empty() {
        form.wrong("versions", "requests-choose-document");
        return show_documents(&visit, named, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let has_more = form.chose("more", "yes");
    visit
        .write(move |tx| {
            let Read { request, item, .. } = Read::load(tx, named)?;
            for version in &chosen {
                let version = Version::find(tx, *version)?;
                request.answer_with_document(tx, &item, &version, has_more)?;
            }
            Ok(())
        })
        .await?;
    Ok(on_to(&routes::my_request(named.0, named.1))
        .saying("requests-said-named")
        .into_response())
}
