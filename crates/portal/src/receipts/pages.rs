//! "I have reviewed this": the press, and the page that answers it.

use askama::Template;
use axum::response::IntoResponse;

use super::Receipt;
use crate::{
    base::{Error, Lang, Result, Right, Tx, VersionId},
    documents::{Document, Version},
    home::pages::{Shelf, Task, first_names, tasks},
    layout::{ClientVisit, Frame, Here, Path, Reply, Typed, on_to, page},
    matters::Matter,
    requests::Request,
    routes,
};

/// The exact sentence a person confirms, in their language.
pub fn sentence(lang: &'static Lang, title: &str, number: u32) -> String {
    lang.with2("receipts-sentence", "title", title, "number", number)
}

/// The press. The sentence comes back with the form: when it is not the one this version has now, because somebody gave the
/// document another title meanwhile, nothing is confirmed and the page is shown again.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for everybody to whom the version is not open.
pub async fn confirm(visit: ClientVisit, Path(id): Path<VersionId>, Typed(form): Typed) -> Reply {
    let lang = visit.lang();
    let read = form.value("sentence").to_owned();
    let (matter, document, is_confirmed) = visit
        .write(move |tx| {
            let version = Version::find(tx, id)?;
            let document = Document::find(tx, version.document)?;
            let is_same = read == sentence(lang, &document.title, version.number);
            if is_same {
                version.confirm(tx, &read)?;
            }
            Ok((document.matter, document.id, is_same))
        })
        .await?;
    Ok(if is_confirmed {
        on_to(&routes::acknowledgement(id)).into_response()
    } else {
        on_to(&routes::my_document(matter, document))
            .saying("receipts-said-changed")
            .into_response()
    })
}

#[derive(Template)]
#[template(path = "receipts/confirmed.html")]
struct Confirmed {
    f: Frame,
    thanks: String,
    title: String,
    document: String,
    matter: String,
    version: String,
    fingerprint: String,
    sentence: String,
    exact: String,
    iso: String,
    /// Where to ask about it; absent where they may not write.
    question: Option<String>,
    next: Option<Task>,
}

struct Loaded {
    receipt: Receipt,
    version: Version,
    document: Document,
    matter: Matter,
    team: Vec<String>,
    shelf: Shelf,
    requests: Vec<Request>,
    matters: Vec<Matter>,
}

fn load(tx: &mut Tx<'_, '_>, id: VersionId) -> Result<Loaded> {
    let version = Version::find(tx, id)?;
    let document = Document::find(tx, version.document)?;
    let matter = Matter::find(tx, version.matter)?;
    Ok(Loaded {
        receipt: version.my_confirmation(tx)?.ok_or(Error::NotFound)?,
        team: matter
            .team(tx)?
            .into_iter()
            .map(|member| member.name)
            .collect(),
        shelf: Shelf::load(tx, None)?,
        requests: Request::mine(tx)?,
        matters: Matter::mine(tx)?,
        version,
        document,
        matter,
    })
}

/// The receipt of a review: thanks, who can see it, what is next. It can be printed and read again.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) where nothing was confirmed.
pub async fn confirmed(visit: ClientVisit, Path(id): Path<VersionId>) -> Reply {
    let loaded = visit.read(move |tx| load(tx, id)).await?;
    let (lang, when) = (visit.lang(), visit.when());
    let names: Vec<&str> = loaded.team.iter().map(String::as_str).collect();
    let Loaded {
        receipt,
        version,
        document,
        ..
    } = &loaded;
    let moment = lang.with2(
        "receipts-moment",
        "day",
        when.day(receipt.at),
        "time",
        when.time(receipt.at),
    );
    let tasks = tasks(
        &loaded.shelf,
        &loaded.requests,
        &loaded.matters,
        |_, _| None,
        lang,
        &when,
    );
    page(&Confirmed {
        f: visit.frame(lang.t("receipts-title"), Here::Documents),
        thanks: lang.with3(
            "receipts-thanks",
            "names",
            first_names(lang, &names, &visit.look()?.name),
            "number",
            version.number,
            "moment",
            moment,
        ),
        title: document.title.clone(),
        document: routes::my_document(document.matter, document.id),
        matter: loaded.matter.title.clone(),
        version: lang.with1("receipts-version", "number", version.number),
        fingerprint: crate::documents::pages::spelled(&version.fingerprint),
        sentence: receipt.sentence.clone().unwrap_or_default(),
        exact: when.exact(receipt.at),
        iso: receipt.at.rfc3339(),
        question: loaded
            .matter
            .allows(Right::WriteLetters)
            .then(|| routes::my_messages_about(document.matter, version.id)),
        next: tasks.into_iter().next(),
    })
}
