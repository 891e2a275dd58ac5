//! Resumable uploads over HTTP (tus 1.0.0): the protocol's state machine on one side, uploads on the other.
//!
//! An answer that names an offset is given after the bytes up to there are durable and counted. Receiving runs in a task of
//! its own, so a browser that goes away in the middle loses nothing that had arrived.

use std::time::{Duration, SystemTime};

use anteroom_upload::{
    Command, Limits, Metadata, Patch, Reason, Refusal, Upload as Standing, answer,
    names::{FileName, FilePath, NameRefusal},
};
use axum::{
    body::Body,
    extract::Request,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};

use super::super::{
    MOST_BYTES, Upload,
    contents::{Coming, finish, receive},
    may_bring,
};
use crate::{
    base::{Actor, Error, MatterId, Result, Timestamp, UploadId},
    layout::{Failure, Path, SignedVisit},
    matters::Matter,
    portal::Portal,
    routes,
};

const LIMITS: Limits = Limits {
    max_length: MOST_BYTES,
};

/// What a request of the protocol comes to.
type Answer = Result<Response, Failure>;

/// `OPTIONS`: what is spoken here.
pub async fn options(_: SignedVisit) -> Response {
    answer::options(&LIMITS).map(|()| Body::empty())
}

/// `POST`: an upload begins, perhaps with its first bytes.
pub async fn create(visit: SignedVisit, Path(matter): Path<MatterId>, request: Request) -> Answer {
    let seen = visit
        .read(move |tx| {
            Matter::find(tx, matter)?;
            may_bring(tx)
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
    let path = match called(&create.metadata) {
        Ok(path) => path,
        Err(why) => {
            return Ok((
                http::StatusCode::BAD_REQUEST,
                [(header::CACHE_CONTROL, "no-store")],
                why.to_string(),
            )
                .into_response());
        }
    };
    let length = create.length;
    let begun = visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            Upload::begin(tx, &matter, &path, length)
        })
        .await;
    let upload = match begun {
        Ok(upload) => upload,
        Err(error) => return refuse_unknown(error),
    };
    let id = upload.id;
    let received = match create.body {
        Some(patch) => take(&visit.portal, visit.actor(), id, patch, request.into_body()).await?,
        None if length == 0 => finish(&visit.portal, &visit.actor(), &upload)
            .await
            .map(|_| Ok(upload))?,
        None => Ok(upload),
    };
    match received {
        Err(refusal) => {
            // Nobody was told its address, so nobody can go on with it.
            visit.write(move |tx| Upload::find(tx, id)?.end(tx)).await?;
            Ok(refused(refusal))
        }
        Ok(upload) => {
            let location = HeaderValue::from_str(&routes::upload(id)).map_err(Error::bug)?;
            Ok(answer::created(&standing(&upload)?, location).map(|()| Body::empty()))
        }
    }
}

/// `HEAD`: where the upload stands. Ends a transfer that hangs, so that what had arrived counts.
pub async fn head(visit: SignedVisit, Path(id): Path<UploadId>, request: Request) -> Answer {
    let upload = match visit.read(move |tx| Upload::find(tx, id)).await {
        Ok(upload) => upload,
        Err(error) => return refuse_unknown(error),
    };
    match Command::parse(request.method(), request.headers(), &LIMITS) {
        Ok(Command::Head) => {}
        Ok(_) => return Ok(refused(Reason::Method.into())),
        Err(refusal) => return Ok(refused(refusal)),
    }
    if standing(&upload)?.is_expired(moment(visit.now)) {
        return Ok(refused(Reason::Expired.into()));
    }
    visit.portal.turns.end(id).await;
    let upload = visit.read(move |tx| Upload::find(tx, id)).await?;
    // A server that was killed between the last byte and reading back left this to the next who asks.
    if upload.received == upload.length && upload.finished_at.is_none() {
        finish(&visit.portal, &visit.actor(), &upload).await?;
    }
    Ok(answer::head(&standing(&upload)?).map(|()| Body::empty()))
}

/// `PATCH`: bytes from the offset on.
pub async fn patch(visit: SignedVisit, Path(id): Path<UploadId>, request: Request) -> Answer {
    if let Err(error) = visit.read(move |tx| Upload::find(tx, id)).await {
        return refuse_unknown(error);
    }
    let patch = match Command::parse(request.method(), request.headers(), &LIMITS) {
        Ok(Command::Patch(patch)) => patch,
        Ok(_) => return Ok(refused(Reason::Method.into())),
        Err(refusal) => return Ok(refused(refusal)),
    };
    match take(&visit.portal, visit.actor(), id, patch, request.into_body()).await {
        Ok(Ok(upload)) => Ok(answer::patched(&standing(&upload)?).map(|()| Body::empty())),
        Ok(Err(refusal)) => Ok(refused(refusal)),
        Err(error) => refuse_unknown(error),
    }
}

/// `DELETE`: the upload is given up.
pub async fn terminate(visit: SignedVisit, Path(id): Path<UploadId>, request: Request) -> Answer {
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
            return Ok(Err(Reason::OffsetConflict.into()));
        };
        let upload = portal.read(&actor, move |tx| Upload::find(tx, id)).await?;
        let accepted = match standing(&upload)?.check_patch(&patch, moment(portal.now())) {
            Ok(accepted) => accepted,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let coming = Coming {
            accepted,
            is_bounded: patch.content_length.is_some(),
            turn,
            body: body.into_data_stream(),
        };
        let upload = match receive(&portal, &actor, upload, coming).await? {
            Ok(upload) => upload,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if upload.received == upload.length && upload.finished_at.is_none() {
            finish(&portal, &actor, &upload).await?;
        }
        Ok(Ok(upload))
    });
    receiving.await.map_err(Error::bug)?
}

fn standing(upload: &Upload) -> Result<Standing> {
    Standing::resumed(
        upload.length,
        upload.received,
        Some(moment(upload.expires_at)),
    )
    .map_err(Error::bug)
}

fn moment(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(at.0).unwrap_or(0))
}

fn refused(refusal: Refusal) -> Response {
    refusal.response().map(|()| Body::from(refusal.to_string()))
}

/// Absence in the protocol's own words; everything else as everywhere.
fn refuse_unknown(error: Error) -> Answer {
    match error {
        Error::NotFound => Ok(refused(Reason::Unknown.into())),
        error => Err(error.into()),
    }
}
