//! Parcels over HTTP: one press makes one, its address gives the archive, whole or any part of it.

use anteroom_archive::paths;
use anteroom_web::disposition;
use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, Method, StatusCode};

use super::{
    super::{Packing, Parcel, Version, choose},
    serving::{Asked, Begun},
};
use crate::{
    base::{DocumentId, Error, Form, Id, Lang, MatterId, ParcelId, Result, VersionId},
    layout::{Failure, Path, Reply, SignedVisit, Ticked, Typed, on_to},
    matters::Matter,
    receipts, routes,
};

/// Versions whose saving is noted in one transaction, so that nobody else waits long for the store.
const AT_ONCE: usize = 100;

/// Makes a parcel of the documents that were ticked in a matter; of all of them for the button that is not about ticks.
pub async fn make(visit: SignedVisit, Path(matter): Path<MatterId>, Typed(form): Ticked) -> Reply {
    let documents = ticked(&form)?;
    if documents.is_empty() && form.chose("only", "ticked") {
        return Err(Error::Refused("parcels-refused-nothing").into());
    }
    let documents = documents.into_iter().collect();
    let parcel = visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            let chosen = choose(tx, &matter, &documents)?;
            Parcel::make(tx, chosen)
        })
        .await?;
    Ok(on_to(&routes::parcel(parcel)).into_response())
}

/// The documents a form names.
///
/// # Errors
/// [`Error::NotFound`] for what is no id.
pub fn ticked(form: &Form) -> Result<Vec<DocumentId>> {
    form.all("document")
        .map(|id| DocumentId::parse(id).ok_or(Error::NotFound))
        .collect()
}

/// "12 documents, 34 MB": of those that may leave.
pub fn how_much<'v>(lang: &'static Lang, versions: impl Iterator<Item = &'v Version>) -> String {
    let open = versions.filter(|version| version.passage.is_open());
    let (count, bytes) = open.fold((0_usize, 0_u64), |(count, bytes), version| {
        (count + 1, bytes.saturating_add(version.size))
    });
    lang.with2("parcels-how-much", "count", count, "size", lang.size(bytes))
}

/// The archive.
pub async fn serve(
    visit: SignedVisit,
    Path(id): Path<ParcelId>,
    method: Method,
    asked: HeaderMap,
) -> Result<Response, Failure> {
    let (parcel, layout, owed) = visit
        .read(move |tx| {
            let parcel = Parcel::find(tx, id)?;
            let layout = parcel.layout()?;
            let owed = receipts::owed_savings(tx, &parcel.contents)?;
            Ok((parcel, layout, owed))
        })
        .await?;
    let asked = Asked::read(&method, &asked, layout.len(), &parcel.tag())?;
    if visit.unseen && asked.wanted.is_some() {
        // As of one file: bytes leave when somebody asks, and then it is recorded.
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let body = match asked.wanted.clone() {
        None => Body::empty(),
        Some(wanted) => {
            let leaving: Vec<VersionId> = layout
                .touched(wanted.clone())
                .map(|entry| parcel.contents[entry].version)
                .filter(|version| owed.contains(version))
                .collect();
            let packing = Packing::new(
                &visit.portal,
                &visit.actor(),
                layout,
                parcel.packed(),
                wanted,
            );
            let begun = Begun::of(packing, parcel.id.as_str()).await?;
            for leaving in leaving.chunks(AT_ONCE) {
                let leaving = leaving.to_vec();
                visit
                    .write(move |tx| receipts::note_saved_together(tx, &leaving))
                    .await?;
            }
            begun.into_body()
        }
    };
    let title = match &parcel.title {
        Some(title) => title.clone(),
        None => visit
            .lang()
            .with1("parcels-file-name", "firm", &visit.look()?.name),
    };
    let name = format!("{title}.zip");
    let name = paths::distinct(&[("", name.as_str())]).concat();
    Ok(asked.answer(body, disposition::attachment(&name), "application/zip"))
}
