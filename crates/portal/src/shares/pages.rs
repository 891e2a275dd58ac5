//! Sharing on the firm's side: one page that shows what the reader will see before they see it, undoing, taking back.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::{NewSharing, Opening, SecondLook, Share, Tell, second_look};
use crate::{
    base::{
        DocumentId, Error, Form, Id, MatterId, PersonId, Result, Right, ShareId, SharingId, Tx,
        VersionId,
    },
    documents::{Document, Kind, LONGEST_TITLE, Version},
    layout::{
        Failure, FirmVisit, Frame, Here, Path, Query, Reply, Typed, WorkingVisit, first_name,
        on_to, page, page_with,
    },
    matters::{Matter, Participant},
    receipts::{self, Progress},
    routes,
};

/// The longest note, in characters.
const LONGEST_NOTE: usize = 2000;
/// The most documents of one sharing: what one form can hold.
const MOST_DOCUMENTS: usize = 40;
/// How far ahead a review is asked for unless somebody says otherwise.
const REVIEW_DAYS: i64 = 7;

#[derive(Template)]
#[template(path = "shares/new.html")]
struct NewPage {
    f: Frame,
    matter: Matter,
    contacts: Vec<Participant>,
    items: Vec<Item>,
    form: Form,
}

impl NewPage {
    /// "Nadia will see 2 documents."
    fn heading(&self) -> String {
        let count = self.items.len();
        match self.contacts.as_slice() {
            [one] => self.f.lang.with2(
                "shares-will-see-one",
                "name",
                first_name(&one.name),
                "count",
                count,
            ),
            _ => self.f.lang.with1("shares-will-see", "count", count),
        }
    }

    /// Whether several clients take part: what one reads the other usually should.
    fn are_joint(&self) -> bool {
        let clients = self.contacts.iter();
        clients.filter(|contact| !contact.terms.is_helper()).count() > 1
    }

    fn button(&self) -> String {
        match self.contacts.as_slice() {
            [one] => self
                .f
                .lang
                .with1("shelf-share-with", "name", first_name(&one.name)),
            _ => self.f.t("shelf-share").to_owned(),
        }
    }
}

/// A document about to be shared.
struct Item {
    document: Document,
    latest: Version,
    look: Option<SecondLook>,
}

impl Item {
    fn has_cover(&self) -> bool {
        self.latest.pages > 0 && self.latest.kind != Kind::Text && self.latest.passage.is_open()
    }

    /// The field of its title.
    fn title_field(&self) -> String {
        format!("title-{}", self.document.id)
    }

    fn looks_internal(&self) -> bool {
        self.look == Some(SecondLook::Internal)
    }

    fn looks_like_a_draft(&self) -> bool {
        self.look == Some(SecondLook::Draft)
    }
}

/// What the form reads, in one transaction.
struct Read {
    matter: Matter,
    contacts: Vec<Participant>,
    documents: Vec<(Document, Version)>,
}

impl Read {
    fn load(tx: &mut Tx<'_, '_>, matter: MatterId, chosen: &[DocumentId]) -> Result<Self> {
        tx.require(Right::Share)?;
        let matter = Matter::find(tx, matter)?;
        let mut of_matter = Document::of_matter(tx, &matter)?;
        let mut documents = Vec::with_capacity(chosen.len());
        for id in chosen {
            let place = of_matter
                .iter()
                .position(|(document, _)| document.id == *id)
                .ok_or(Error::NotFound)?;
            documents.push(of_matter.swap_remove(place));
        }
        let contacts = matter
            .participants(tx)?
            .into_iter()
            .filter(Participant::is_in)
            .collect();
        Ok(Self {
            matter,
            contacts,
            documents,
        })
    }

    fn page(self, visit: &FirmVisit, form: Form) -> NewPage {
        let items = self
            .documents
            .into_iter()
            .map(|(document, latest)| {
                let typed = form.value(&format!("title-{}", document.id)).to_owned();
                Item {
                    look: second_look([
                        document.title.as_str(),
                        latest.name.as_str(),
                        typed.as_str(),
                    ]),
                    document,
                    latest,
                }
            })
            .collect();
        let f = visit.frame(visit.lang().t("shares-title"), Here::Matters);
        NewPage {
            f,
            matter: self.matter,
            contacts: self.contacts,
            items,
            form,
        }
    }
}

fn chosen<'q>(named: impl Iterator<Item = &'q str>) -> Vec<DocumentId> {
    let mut chosen = Vec::new();
    for id in named.filter_map(DocumentId::parse) {
        if !chosen.contains(&id) {
            chosen.push(id);
        }
    }
    chosen
}

/// The form, for the documents named in the address.
///
/// # Errors
/// [`Error::NotFound`] for a member off the team, or a document of another matter.
pub async fn new(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    query: Query,
) -> Result<axum::response::Response, Failure> {
    let documents = chosen(query.all("document"));
    if documents.is_empty() || documents.len() > MOST_DOCUMENTS {
        let said = if documents.is_empty() {
            "shares-said-choose"
        } else {
            "shares-said-too-many"
        };
        return Ok(on_to(&routes::matter(matter)).saying(said).into_response());
    }
    let read = visit
        .read(move |tx| Read::load(tx, matter, &documents))
        .await?;
    let mut fields = vec![
        ("tell".to_owned(), "now".to_owned()),
        ("version".to_owned(), "living".to_owned()),
    ];
    if let [one] = read.contacts.as_slice() {
        fields.push(("reader".into(), one.person.to_string()));
    }
    if query.get("review") == "yes" {
        let when = visit.when();
        fields.push((
            "review_by".into(),
            when.input(when.start_of_day(when.now(), -REVIEW_DAYS)),
        ));
    }
    for (document, _) in &read.documents {
        fields.push((format!("title-{}", document.id), document.title.clone()));
    }
    page(&read.page(&visit, Form::of(fields)))
}

/// Shares what the form says.
///
/// # Errors
/// As [`super::share`].
pub async fn create(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
    let documents = chosen(form.all("document"));
    let to_read = documents.clone();
    let read = visit
        .read(move |tx| Read::load(tx, matter, &to_read))
        .await?;
    let readers: Vec<PersonId> = form.all("reader").filter_map(PersonId::parse).collect();
    let is_fixed = form.chose("version", "fixed");
    let note = form.words("note", LONGEST_NOTE);
    let review_by = form.day("review_by", &visit.when());
    if documents.is_empty() {
        form.wrong("documents", "shares-said-choose");
    }
    if readers.is_empty() {
        form.wrong("readers", "shares-choose-reader");
    }
    let openings = openings(&read, &mut form, is_fixed);
    if !form.is_good() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &read.page(&visit, form));
    }
    let sharing = NewSharing {
        documents: openings,
        readers,
        note: Some(note).filter(|note| !note.is_empty()),
        review_by,
        tell: if form.chose("tell", "no") {
            Tell::No
        } else {
            Tell::Now
        },
    };
    let id = visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            super::share(tx, &matter, &sharing)
        })
        .await?;
    Ok(on_to(&routes::shared(matter, id)).into_response())
}

/// The documents with the titles typed; problems stand beside the list, since each title is a field of its own.
fn openings(read: &Read, form: &mut Form, is_fixed: bool) -> Vec<Opening> {
    let mut openings = Vec::with_capacity(read.documents.len());
    for (document, latest) in &read.documents {
        let typed = form.value(&format!("title-{}", document.id)).to_owned();
        let mut alone = Form::filled([("title", typed)]);
        let title = alone.line("title", LONGEST_TITLE);
        if let Some(key) = alone.problem("title") {
            form.wrong("documents", key);
        }
        let look = second_look([
            document.title.as_str(),
            latest.name.as_str(),
            title.as_str(),
        ]);
        if look == Some(SecondLook::Internal) && !form.chose("looked", document.id.as_str()) {
            form.wrong("documents", "shares-look-again");
        }
        let version: Option<VersionId> = is_fixed.then_some(latest.id);
        openings.push(Opening {
            document: document.id,
            title,
            version,
        });
    }
    openings
}

/// Undoes a sharing within its sixty seconds.
///
/// # Errors
/// As [`super::undo`].
pub async fn undo(visit: WorkingVisit, Path(sharing): Path<SharingId>) -> Reply {
    let shares = visit
        .write(move |tx| {
            tx.unaudited("undoing is recorded; a second press changes nothing");
            super::undo(tx, sharing)
        })
        .await?;
    let matter = shares
        .first()
        .map(|share| share.matter)
        .ok_or(Error::NotFound)?;
    Ok(on_to(&routes::matter(matter))
        .saying("shelf-said-undone")
        .into_response())
}

#[derive(Template)]
#[template(path = "shares/revocation.html")]
struct SharePage {
    f: Frame,
    share: Share,
    document: Document,
    reached: Progress,
    pages: u32,
    reader: String,
}

/// A share before it is taken back: what its reader already did with it.
///
/// # Errors
/// [`Error::NotFound`] for a member off the team.
pub async fn share(visit: WorkingVisit, Path(share): Path<ShareId>) -> Reply {
    let (share, document, reached, pages) = visit
        .read(move |tx| {
            let share = Share::find(tx, share)?;
            let document = Document::find(tx, share.document)?;
            let version = match share.version {
                Some(version) => Version::find(tx, version)?,
                None => document.latest(tx)?,
            };
            let receipts = receipts::of_document(tx, &document)?;
            let reached = receipts::progress(&receipts, version.id, share.reader, version.pages);
            Ok((share, document, reached, version.pages))
        })
        .await?;
    let reader = first_name(&share.reader_name).to_owned();
    let f = visit.frame(
        visit
            .lang()
            .with1("shares-take-back-title", "name", reader.as_str()),
        Here::Matters,
    );
    page(&SharePage {
        f,
        share,
        document,
        reached,
        pages,
        reader,
    })
}

/// Takes a share back.
///
/// # Errors
/// [`Error::NotFound`] for a member off the team.
pub async fn revoke(visit: WorkingVisit, Path(share): Path<ShareId>) -> Reply {
    let share = visit
        .write(move |tx| {
            tx.unaudited("taking back is recorded; a second press changes nothing");
            let share = Share::find(tx, share)?;
            share.revoke(tx)?;
            Ok(share)
        })
        .await?;
    Ok(on_to(&routes::document(share.document))
        .saying("shares-said-revoked")
        .into_response())
}
