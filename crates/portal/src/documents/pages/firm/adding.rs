//! Bringing documents into a matter from the firm's side, and the next version of one. What is added stays firm only.

use askama::Template;
use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use http::StatusCode;

use crate::{
    base::{DocumentId, Form, MatterId, Result, Right, Tx},
    documents::{self, Document, FinishedUpload, Left, MOST_BYTES, intake, title_of},
    layout::{Failure, FirmVisit, Frame, Here, Path, Reply, WorkingVisit, on_to, page, page_with},
    matters::Matter,
    routes,
};

/// The longest reason for a new version, in characters.
pub(super) const LONGEST_REASON: usize = 400;

#[derive(Template)]
#[template(path = "documents/adding.html")]
struct AddingPage {
    f: Frame,
    matter: Matter,
    left: Left,
    /// Most bytes of a file.
    most: u64,
    form: Form,
}

fn adding_page(visit: &FirmVisit, (matter, left): (Matter, Left), form: Form) -> AddingPage {
    AddingPage {
        f: visit.frame(visit.lang().t("adding-title"), Here::Matters),
        matter,
        left,
        most: MOST_BYTES,
        form,
    }
}

fn for_adding(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<(Matter, Left)> {
    tx.require(Right::AddDocuments)?;
    let matter = Matter::find(tx, matter)?;
    let left = Left::load(tx, &matter)?;
    Ok((matter, left))
}

/// The form.
///
/// # Errors
/// [`Error::NotFound`](crate::base::Error::NotFound) for a member off the team.
pub async fn adding(visit: WorkingVisit, Path(matter): Path<MatterId>) -> Reply {
    let read = visit.read(move |tx| for_adding(tx, matter)).await?;
    page(&adding_page(&visit, read, Form::blank()))
}

/// Files what the form brought. A second press of the button adds nothing twice.
///
/// # Errors
/// As [`intake`].
pub async fn add(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    request: Request,
) -> Result<Response, Failure> {
    let brought = intake(&visit.portal, &visit.actor(), matter, request).await?;
    if !brought.form.is_good() {
        let read = visit.read(move |tx| for_adding(tx, matter)).await?;
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &adding_page(&visit, read, brought.form),
        );
    }
    visit
        .write(move |tx| {
            tx.unaudited(
                "each document is recorded; files that were filed before are not filed again",
            );
            for upload in &brought.uploads {
                if !FinishedUpload::was_used(tx, *upload)? {
                    let upload = FinishedUpload::find(tx, *upload)?;
                    documents::add(tx, &upload, &title_of(&upload.name))?;
                }
            }
            Ok(())
        })
        .await?;
    Ok(on_to(&routes::matter(matter))
        .saying("shelf-said-added")
        .into_response())
}

/// Adds the next version of a document, with the reason its readers see.
///
/// # Errors
/// As [`intake`].
pub async fn add_version(
    visit: WorkingVisit,
    Path(document): Path<DocumentId>,
    request: Request,
) -> Result<Response, Failure> {
    let matter = visit
        .read(move |tx| Ok(Document::find(tx, document)?.matter))
        .await?;
    let brought = intake(&visit.portal, &visit.actor(), matter, request).await?;
    let (uploads, mut form) = (brought.uploads, brought.form);
    let reason = form.words("reason", LONGEST_REASON);
    if uploads.len() > 1 {
        form.wrong("files", "adding-one-file");
    }
    if !form.is_good() {
        return super::held::came_back(&visit, document, form).await;
    }
    visit
        .write(move |tx| {
            tx.unaudited("a version is recorded; a file that was filed before is not filed again");
            let document = Document::find(tx, document)?;
            for upload in &uploads {
                if !FinishedUpload::was_used(tx, *upload)? {
                    let upload = FinishedUpload::find(tx, *upload)?;
                    document.add_version(
                        tx,
                        &upload,
                        Some(reason.as_str()).filter(|reason| !reason.is_empty()),
                    )?;
                }
            }
            Ok(())
        })
        .await?;
    Ok(on_to(&routes::document(document))
        .saying("held-said-version")
        .into_response())
}
