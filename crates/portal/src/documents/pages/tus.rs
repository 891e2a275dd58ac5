//! Resumable uploads over HTTP (tus 1.0.0): the protocol's state machine on one side, uploads on the other.
//!
//! An answer that names an offset is given after the bytes up to there are durable and counted. Receiving runs in a task of
//! its own, so a browser that goes away in the middle loses nothing that had arrived.

use std::fmt::Write;

use anteroom_upload::{
    Command, Concat, Create, Metadata, Patch, Reason, Refusal, answer,
    names::{FileName, FilePath, NameRefusal},
};
use axum::{
    body::Body,
    extract::Request,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};

use super::super::{
    LIMITS, NewUpload, Upload, Writing,
    contents::{fingerprint_between, finish, receive},
    join, may_bring,
};
use crate::{
    base::{Actor, Error, Id, MatterId, Result, UploadId},
    layout::{BringingVisit, Failure, Path, Query, SenderVisit, SignedVisit},
    matters::Matter,
    portal::Portal,
    routes,
};

/// What a request of the protocol comes to.
type Answer = Result<Response, Failure>;

/// `OPTIONS`: what is spoken here.
pub async fn options(_: BringingVisit) -> Response {
    answer::options(&LIMITS).map(|()| Body::empty())
}

/// `POST`: an upload begins, perhaps with its first bytes, or is made of others.
pub async fn create(visit: SignedVisit, Path(matter): Path<MatterId>, request: Request) -> Answer {
    begin(visit.into(), matter, request).await
}

/// `POST` of somebody who came through a link: an upload into the matter it leads to begins.
pub async fn create_by_link(visit: SenderVisit, request: Request) -> Answer {
    let matter = visit.sender().matter;
    begin(visit.into(), matter, request).await
}

async fn begin(visit: BringingVisit, matter: MatterId, request: Request) -> Answer {
    let seen = visit
        .read(move |tx| {
            let matter = Matter::find(tx, matter)?;
            may_bring(tx, &matter)
        })
        .await;
    if let Err(error) = seen {
        return refuse_unknown(error);
    }
    let create = match Command::parse(request.method(), request.headers(), &LIMITS) {
        Ok(Command::Create(create)) => create,
        Ok(_) => return Ok(refused(Reason::Method.into())),
        Err(refusal) => return Ok(refused(refusal)),
    };
    let new = match described(&create) {
        Ok(new) => new,
        Err(why) => return Ok(malformed(why)),
    };
    if let Some(concat @ Concat::Final(_)) = create.concat {
        return created(&visit, joined(&visit, matter, new, concat).await?);
    }
    if new.contradicts_itself() {
        return Ok(refused(Reason::ChecksumMismatch.into()));
    }
    let begun = visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            Upload::begin(tx, &matter, &new)
        })
        .await;
    let upload = match begun {
        Ok(upload) => upload,
        Err(error) => return refuse_unknown(error),
    };
    let id = upload.id;
    let received = match create.body {
        Some(patch) => take(&visit.portal, visit.actor(), id, patch, request.into_body()).await?,
        None => Ok(upload),
    };
    if received.is_err() {
        // Nobody was told its address, so nobody can go on with it.
        let ended = visit.write(move |tx| Upload::find(tx, id)?.end(tx)).await;
        if let Err(error @ (Error::Unavailable(_) | Error::Bug(_))) = ended {
            return Err(error.into());
        }
    }
    created(&visit, received)
}

fn created(visit: &BringingVisit, upload: Result<Upload, Refusal>) -> Answer {
    match upload {
        Err(refusal) => Ok(refused(refusal)),
        Ok(upload) => {
            let location = match visit.sender {
                Some(_) => routes::sending_upload(upload.id),
                None => routes::upload(upload.id),
            };
            let location = HeaderValue::from_str(&location).map_err(Error::bug)?;
            Ok(answer::created(&upload.standing()?, location).map(|()| Body::empty()))
        }
    }
}

/// What a creation says of the upload.
fn described(create: &Create) -> Result<NewUpload, String> {
    let is_partial = create.concat == Some(Concat::Partial);
    let path = match called(&create.metadata) {
        Ok(path) => Some(path),
        // The parts of an upload need no names.
        Err(_) if is_partial && create.metadata.filename().is_none() => None,
        Err(why) => return Err(why.to_string()),
    };
    let expected = create
        .metadata
        .get("sha256")
        .map(|text| spelled(text).ok_or("the metadata sha256 is not 64 hexadecimal digits"))
        .transpose()?;
    Ok(NewUpload {
        path,
        length: create.length,
        is_partial,
        expected,
        by: None,
    })
}

/// What the file is called and where it lay: `filename`, and `relativePath` of a file out of a chosen folder, by which
/// browsers mean the folder and the name.
fn called(metadata: &Metadata) -> Result<FilePath, NameRefusal> {
    let name = metadata.filename().unwrap_or_default();
    match metadata.get("relativePath") {
        Some(path) if path.contains('/') => Ok(FilePath {
            name: FileName::accept(name)?,
            ..FilePath::accept(path)?
        }),
        _ => FilePath::accept(name),
    }
}

/// A fingerprint from its 64 digits.
fn spelled(text: &str) -> Option<[u8; 32]> {
    let mut print = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (byte, place) in print.iter_mut().zip(0..) {
        *byte = u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    Some(print)
}

/// One upload made of others, read back in a task that outlives the connection. A client that did not wait for the answer
/// asks again and hears the same.
async fn joined(
    visit: &BringingVisit,
    matter: MatterId,
    new: NewUpload,
    concat: Concat,
) -> Result<Result<Upload, Refusal>, Failure> {
    let Concat::Final(parts) = &concat else {
        return Ok(Err(Reason::ConcatMalformed.into()));
    };
    let parts: Option<Vec<UploadId>> = parts.addresses().iter().map(|at| id_at(at)).collect();
    let Some(parts) = parts else {
        return Ok(Err(Reason::Unknown.into()));
    };
    let joined = visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            join(tx, &matter, &new, &concat, &parts)
        })
        .await;
    let upload = match joined {
        Ok(Ok(upload)) => upload,
        Ok(Err(reason)) => return Ok(Err(reason.into())),
        Err(Error::NotFound) => return Ok(Err(Reason::Unknown.into())),
        Err(error) => return Err(error.into()),
    };
    if upload.finished_at.is_none() {
        let (portal, actor, whole) = (visit.portal.clone(), visit.actor(), upload.clone());
        let reading = tokio::spawn(async move { finish(&portal, &actor, &whole).await });
        if let Err(refusal) = reading.await.map_err(Error::bug)?? {
            return Ok(Err(refusal));
        }
    }
    Ok(Ok(upload))
}

/// The upload an address names, written whole or as a path.
fn id_at(address: &str) -> Option<UploadId> {
    let path = match address.split_once("://") {
        Some((_, rest)) => &rest[rest.find('/')?..],
        None => address,
    };
    let id = UploadId::parse(path.rsplit('/').next()?)?;
    (routes::upload(id) == path).then_some(id)
}

/// `HEAD`: where the upload stands. Ends a transfer that hangs, here or on another server: here what had arrived counts.
pub async fn head(visit: BringingVisit, Path(id): Path<UploadId>, request: Request) -> Answer {
    let upload = match visit.read(move |tx| Upload::find(tx, id)).await {
        Ok(upload) => upload,
        Err(error) => return refuse_unknown(error),
    };
    match Command::parse(request.method(), request.headers(), &LIMITS) {
        Ok(Command::Head) => {}
        Ok(_) => return Ok(refused(Reason::Method.into())),
        Err(refusal) => return Ok(refused(refusal)),
    }
    if upload.standing()?.is_expired(visit.now.system()) {
        return Ok(refused(Reason::Expired.into()));
    }
    visit.portal.turns.end(id).await;
    let mut upload = visit.read(move |tx| Upload::find(tx, id)).await?;
    if upload.is_being_written(visit.now) {
        upload = visit
            .write(move |tx| {
                let upload = Upload::find(tx, id)?;
                upload.wrest_pen(tx)?;
                Ok(upload)
            })
            .await?;
    }
    let standing = upload.standing()?;
    let head = match &upload.concat {
        Some(concat) => answer::head_of(&standing, concat, upload.finished_at.is_some()),
        None => answer::head(&standing),
    };
    Ok(head.map(|()| Body::empty()))
}

/// How many bytes have arrived, for a sender who chooses a file again.
pub async fn arrived(visit: BringingVisit, Path(id): Path<UploadId>) -> Answer {
    let upload = visit.read(move |tx| Upload::find(tx, id)).await?;
    Ok(told(upload.received.to_string()))
}

/// The SHA-256 of the run from the byte `from` to the one before `to`. Whoever finds the same in their file, run by run, has
/// the same file as far as it has arrived.
pub async fn fingerprint(visit: BringingVisit, Path(id): Path<UploadId>, asked: Query) -> Answer {
    let byte = |name| asked.get(name).parse().map_err(|_| Error::NotFound);
    let run = byte("from")?..byte("to")?;
    let digest = fingerprint_between(&visit.portal, &visit.actor(), id, run).await?;
    let mut text = String::with_capacity(64);
    for byte in digest {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(told(text))
}

fn told(text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, text).into_response()
}

/// `PATCH`: bytes from the offset on.
pub async fn patch(visit: BringingVisit, Path(id): Path<UploadId>, request: Request) -> Answer {
    if let Err(error) = visit.read(move |tx| Upload::find(tx, id)).await {
        return refuse_unknown(error);
    }
    let patch = match Command::parse(request.method(), request.headers(), &LIMITS) {
        Ok(Command::Patch(patch)) => patch,
        Ok(_) => return Ok(refused(Reason::Method.into())),
        Err(refusal) => return Ok(refused(refusal)),
    };
    match take(&visit.portal, visit.actor(), id, patch, request.into_body()).await {
        Ok(Ok(upload)) => Ok(answer::patched(&upload.standing()?).map(|()| Body::empty())),
        Ok(Err(refusal)) => Ok(refused(refusal)),
        Err(error) => refuse_unknown(error),
    }
}

/// `DELETE`: the upload is given up.
pub async fn terminate(visit: BringingVisit, Path(id): Path<UploadId>, request: Request) -> Answer {
    if let Err(error) = visit.read(move |tx| Upload::find(tx, id)).await {
        return refuse_unknown(error);
    }
    match Command::parse(request.method(), request.headers(), &LIMITS) {
        Ok(Command::Terminate) => {}
        Ok(_) => return Ok(refused(Reason::Method.into())),
        Err(refusal) => return Ok(refused(refusal)),
    }
    visit.portal.turns.end(id).await;
    match visit.write(move |tx| Upload::find(tx, id)?.end(tx)).await {
        Ok(()) => Ok(answer::terminated().map(|()| Body::empty())),
        Err(error) => refuse_unknown(error),
    }
}

/// Receives a body in a task that outlives the connection; the last byte is acknowledged when everything was read back.
async fn take(
    portal: &Portal,
    actor: Actor,
    id: UploadId,
    patch: Patch,
    body: Body,
) -> Result<Result<Upload, Refusal>> {
    let portal = portal.clone();
    let receiving = tokio::spawn(async move {
        let Some(turn) = portal.turns.take(id) else {
            return Ok(Err(Reason::Locked.into()));
        };
        let writing = portal
            .write(&actor, move |tx| Writing::take_up(tx, id, &patch))
            .await?;
        match writing {
            Ok(writing) => receive(&portal, &actor, turn, writing, body.into_data_stream()).await,
            Err(refusal) => Ok(Err(refusal)),
        }
    });
    receiving.await.map_err(Error::bug)?
}

fn malformed(why: String) -> Response {
    let headers = [(header::CACHE_CONTROL, "no-store")];
    (StatusCode::BAD_REQUEST, headers, why).into_response()
}

fn refused(refusal: Refusal) -> Response {
    refusal.response().map(|()| Body::from(refusal.to_string()))
}

/// Absence in the protocol's own words; everything else as everywhere.
fn refuse_unknown(error: Error) -> Answer {
    match error {
        Error::NotFound => Ok(refused(Reason::Unknown.into())),
        // A conflict would be tried again, and a link that is full stays full.
        Error::Refused("links-refused-full") => Ok(refused(Reason::TooLarge.into())),
        error => Err(error.into()),
    }
}
