//! Intake: a form that brings files, with script (fields `upload` naming finished transfers) or without (fields `files` with
//! the bytes), read as it arrives.

use std::time::Duration;

use anteroom_upload::names::FilePath;
use anteroom_web::multipart::{self, Refusal};
use axum::{body::Body, extract::Request};
use futures_util::stream;
use http::header;

use super::super::{
    FinishedUpload, Upload,
    contents::{finish, take_in},
    deliveries::MOST_FILES,
    may_bring,
    room::require_room,
};
use crate::{
    base::{Actor, Error, Form, Id, MatterId, Result, UploadId},
    matters::Matter,
    portal::Portal,
};

/// Bytes of one field of text.
const MOST_TEXT: usize = 64 * 1024;
/// Bytes of a form around its files, at most in any that a page of ours makes.
const AROUND: u64 = 256 * 1024;

/// What a form brought.
#[derive(Debug)]
pub struct Brought {
    /// Transfers, in the order chosen: finished, or already a version of theirs from an earlier press of the button. Find
    /// each with [`FinishedUpload::find`] inside the transaction that uses it.
    pub uploads: Vec<UploadId>,
    /// The other fields; a problem beside `files` when a file's name could not be taken or nothing was chosen.
    pub form: Form,
}

/// Reads the form. What it brought is durable when this returns; what is not used is given up after a week.
///
/// # Errors
/// [`Error::NotFound`] where the actor does not see the matter, before a byte is read; [`Error::Malformed`] for what is no
/// such form; [`Error::Refused`] for a file too large; [`Error::NoRoom`], before a byte is read where that can be told;
/// [`Error::Full`].
pub async fn intake(
    portal: &Portal,
    actor: &Actor,
    matter: MatterId,
    request: Request,
) -> Result<Brought> {
    let mut brought = bring(portal, actor, matter, request).await?;
    if brought.uploads.is_empty() {
        brought.form.wrong("files", "documents-choose");
    }
    Ok(brought)
}

/// The same where files may come along and need not.
///
/// # Errors
/// As [`intake`].
pub async fn bring(
    portal: &Portal,
    actor: &Actor,
    matter: MatterId,
    request: Request,
) -> Result<Brought> {
    let announced = announced(&request);
    portal
        .read(actor, move |tx| {
            let found = Matter::find(tx, matter)?;
            may_bring(tx, &found)?;
            require_room(tx, matter, announced)
        })
        .await?;
    let (parts, body) = request.into_parts();
    let limits = multipart::Limits {
        parts: MOST_FILES + 100,
        ..multipart::Limits::default()
    };
    let mut form = multipart::Form::new(&parts.headers, body, limits).map_err(unreadable)?;
    let (mut uploads, mut fields, mut bad_name) = (Vec::new(), Vec::new(), false);
    let silence = portal.patience.silence;
    while let Some(part) = in_time(silence, form.next_part()).await? {
        let Some(sent) = part.file_name.as_deref() else {
            let text = in_time(silence, form.text(MOST_TEXT)).await?;
            if part.name == "upload" {
                uploads.push(
                    finished(
                        portal,
                        actor,
                        UploadId::parse(&text).ok_or(Error::NotFound)?,
                    )
                    .await?,
                );
            } else {
                fields.push((part.name, text));
            }
            continue;
        };
        // A file input nobody chose with is sent as a file without a name.
        if sent.is_empty() {
            continue;
        }
        match FilePath::accept(sent) {
            Ok(path) => uploads.push(
                take_in(portal, actor, matter, path, chunks(&mut form, silence))
                    .await?
                    .id,
            ),
            Err(_) => bad_name = true,
        }
    }
    let mut form = Form::of(fields);
    if bad_name {
        form.wrong("files", "documents-bad-name");
    } else if uploads.len() > MOST_FILES {
        form.wrong("files", "documents-refused-too-many");
    }
    Ok(Brought { uploads, form })
}

/// The transfer, read back if it was joined of others and a killed server had not come to it.
async fn finished(portal: &Portal, actor: &Actor, id: UploadId) -> Result<UploadId> {
    let waiting = portal
        .read(actor, move |tx| match FinishedUpload::find(tx, id) {
            Ok(_) => Ok(None),
            Err(Error::NotFound) if FinishedUpload::was_used(tx, id)? => Ok(None),
            Err(Error::NotFound) => Upload::find(tx, id).map(Some),
            Err(error) => Err(error),
        })
        .await?;
    match waiting {
        Some(upload) if upload.is_whole() => match finish(portal, actor, &upload).await? {
            Ok(()) => Ok(id),
            Err(_) => Err(Error::Refused("documents-refused-other-bytes")),
        },
        Some(_) => Err(Error::Refused("documents-refused-unfinished")),
        None => Ok(id),
    }
}

/// Bytes of files the form holds at least; each is counted exactly when it is here.
fn announced(request: &Request) -> u64 {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
    length.unwrap_or(0_u64).saturating_sub(AROUND)
}

/// The bytes of the part being read.
fn chunks(
    form: &mut multipart::Form<Body>,
    silence: Duration,
) -> impl stream::Stream<Item = Result<bytes::Bytes>> + Send {
    stream::unfold(form, move |form| async move {
        let chunk = in_time(silence, form.next_chunk()).await.transpose()?;
        Some((chunk, form))
    })
}

/// What comes next of the form, unless it stays away too long.
async fn in_time<T>(
    silence: Duration,
    next: impl Future<Output = Result<T, Refusal>>,
) -> Result<T> {
    match tokio::time::timeout(silence, next).await {
        Ok(came) => came.map_err(unreadable),
        Err(_) => Err(Error::Malformed("documents-broke-off")),
    }
}

fn unreadable(refusal: Refusal) -> Error {
    tracing::debug!(%refusal, "a form with files could not be read");
    Error::Malformed(match refusal {
        Refusal::NotMultipart => "form-not-a-form",
        Refusal::TooMany | Refusal::HeadersTooLarge | Refusal::TextTooLarge => "form-too-big",
        _ => "documents-broke-off",
    })
}
