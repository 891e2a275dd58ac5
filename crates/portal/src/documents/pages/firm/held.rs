//! A document on the firm's side: its pages, who sees it, the five levels of each reader, its versions.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::{
    adding::LONGEST_REASON,
    levels::{self, Row},
    scans,
    shelf::facts,
};
use crate::{
    base::{DocumentId, Form, PersonId, Result, Tx, VersionId},
    documents::{
        self, Delivery, Document, Kind, LONGEST_TITLE, Left, MOST_BYTES, Origin, Outcome, Page,
        Passage, Version,
        pages::{
            letterhead::{Fact, letterhead},
            spelled,
        },
    },
    firms,
    layout::{
        Failure, FirmVisit, Frame, Here, Path, Reply, Typed, WorkingVisit, on_to, page, page_with,
    },
    matters::{Matter, Participant},
    people::Person,
    receipts::{self, Receipt},
    requests::{self, Item},
    routes,
    shares::{self, Share},
};

/// Pages shown small on the page; the rest is one press away.
const SHEETS: u32 = 24;

#[derive(Template)]
#[template(path = "documents/held.html")]
struct HeldPage {
    f: Frame,
    matter: Matter,
    document: Document,
    versions: Vec<Version>,
    latest: Version,
    facts: Vec<String>,
    names: BTreeMap<PersonId, String>,
    open: Vec<Share>,
    rows: Vec<Row>,
    /// Whether somebody of the client's side could be a reader.
    has_contacts: bool,
    note: Option<String>,
    /// What is known of the newest version's bytes.
    scan: String,
    /// Versions that were set aside, and whether somebody noted it.
    set_aside: Vec<(Version, bool)>,
    /// Whether clients wait for the scanner.
    clients_wait: bool,
    /// Of a message: who wrote to whom and when, and its first words.
    letter: Option<(Vec<Fact>, String)>,
    parts: Vec<Document>,
    whole: Option<Document>,
    /// What it answers.
    answers: Option<Item>,
    left: Left,
    most: u64,
    form: Form,
}

impl HeldPage {
    fn name(&self, person: PersonId) -> &str {
        self.names.get(&person).map_or("", String::as_str)
    }

    fn waits_for_check(&self) -> bool {
        // A photograph that became a page is looked at there.
        self.document.origin == Origin::Client
            && self.document.checked_at.is_none()
            && self.document.part_of.is_none()
            && !self.is_set_aside()
    }

    fn is_set_aside(&self) -> bool {
        self.latest.passage == Passage::SetAside
    }

    /// The keys of a warning before somebody opens what no scanner has looked at.
    fn warning(&self) -> Option<(&'static str, &'static str)> {
        scans::warning(&self.latest)
    }

    /// Numbers of the pages shown small.
    fn sheets(&self) -> std::ops::RangeInclusive<u32> {
        let has_pictures = !self.latest.kind.is_words() && self.latest.passage.is_open();
        1..=if has_pictures {
            self.latest.pages.min(SHEETS)
        } else {
            0
        }
    }

    fn more_sheets(&self) -> u32 {
        self.latest.pages.saturating_sub(SHEETS)
    }

    fn fingerprint(&self) -> String {
        spelled(&self.latest.fingerprint)
    }

    /// The key of the sentence about pages that are not there.
    fn no_pages(&self) -> Option<&'static str> {
        if self.is_set_aside() {
            return None;
        }
        match self.latest.rendering {
            Outcome::Waiting => Some("held-pages-waiting"),
            Outcome::Locked => Some("held-pages-locked"),
            Outcome::Damaged => Some("held-pages-damaged"),
            Outcome::TooLarge => Some("held-pages-too-large"),
            Outcome::Nothing => Some("held-pages-none"),
            Outcome::Made => None,
        }
    }
}

/// What the page reads, in one transaction.
struct Read {
    matter: Matter,
    document: Document,
    versions: Vec<Version>,
    shares: Vec<Share>,
    receipts: Vec<Receipt>,
    participants: Vec<Participant>,
    names: BTreeMap<PersonId, String>,
    left: Left,
    first: Option<Page>,
    parts: Vec<Document>,
    whole: Option<Document>,
    answers: Option<Item>,
    /// What the client wrote when they handed it over.
    note: Option<String>,
    /// Who somebody who came through a link says they are.
    says: Option<String>,
    not_noted: Vec<VersionId>,
    clients_wait: bool,
}

impl Read {
    fn load(tx: &mut Tx<'_, '_>, document: DocumentId) -> Result<Self> {
        let document = Document::find(tx, document)?;
        let matter = Matter::find(tx, document.matter)?;
        let versions = document.versions(tx)?;
        let participants = matter.participants(tx)?;
        let mut names: BTreeMap<PersonId, String> = participants
            .iter()
            .map(|one| (one.person, one.name.clone()))
            .collect();
        for by in versions
            .iter()
            .map(|version| version.by)
            .chain([document.created_by])
        {
            if let std::collections::btree_map::Entry::Vacant(place) = names.entry(by) {
                place.insert(Person::name_of(tx, by)?);
            }
        }
        let (note, says) = match versions.last().and_then(|first| first.delivery) {
            Some(delivery) => {
                let delivery = Delivery::find(tx, delivery)?;
                (delivery.note, delivery.says)
            }
            None => (None, None),
        };
        let is_letter = |latest: &&Version| latest.kind == Kind::Mail && latest.passage.is_open();
        let first = match versions.first().filter(is_letter) {
            Some(latest) => latest.page(tx, 1)?,
            None => None,
        };
        Ok(Self {
            note,
            says,
            not_noted: documents::not_noted(tx, document.id)?,
            clients_wait: firms::scanning(tx)?.unscanned_allowed.is_none(),
            first,
            parts: document.parts(tx)?,
            whole: document.whole(tx)?,
            answers: requests::of_document(tx, document.id)?.map(|(_, item)| item),
            shares: shares::of_document(tx, &document)?,
            receipts: receipts::of_document(tx, &document)?,
            left: Left::load(tx, &matter)?.unfinished_only(),
            names,
            participants,
            versions,
            matter,
            document,
        })
    }

    fn page(mut self, visit: &FirmVisit, form: Form) -> Result<HeldPage> {
        let f = visit.frame(&self.document.title, Here::Matters);
        if let (Some(says), Some(name)) =
            (&self.says, self.names.get_mut(&self.document.created_by))
        {
            *name = f
                .lang
                .with2("links-sender", "says", says.as_str(), "name", name.as_str());
        }
        let latest = self
            .versions
            .first()
            .cloned()
            .ok_or(crate::base::Error::NotFound)?;
        let is_in = |person: PersonId| {
            self.participants
                .iter()
                .any(|one| one.person == person && one.is_in())
        };
        let letter = self.first.as_ref().map(|page| {
            let (facts, text) = letterhead(f.lang, &f.when, &page.words);
            (facts, text.to_owned())
        });
        Ok(HeldPage {
            letter,
            parts: self.parts,
            whole: self.whole,
            answers: self.answers,
            rows: levels::rows(&f, &self.shares, &self.versions, &self.receipts),
            facts: facts(f.lang, &latest),
            open: self
                .shares
                .iter()
                .filter(|share| share.revoked_at.is_none() && is_in(share.reader))
                .cloned()
                .collect(),
            has_contacts: self.participants.iter().any(Participant::is_in),
            set_aside: self
                .versions
                .iter()
                .filter(|version| version.passage == Passage::SetAside)
                .map(|version| (version.clone(), !self.not_noted.contains(&version.id)))
                // What was noted and replaced stands in the list of versions.
                .filter(|(version, is_noted)| !is_noted || version.id == latest.id)
                .collect(),
            clients_wait: self.clients_wait,
            scan: scans::known(&f, &latest),
            matter: self.matter,
            document: self.document,
            versions: self.versions,
            latest,
            names: self.names,
            left: self.left,
            note: self.note,
            most: MOST_BYTES,
            form,
            f,
        })
    }
}

/// The page of a document. That a member looked is part of the record, and clients read it.
///
/// # Errors
/// [`Error::NotFound`](crate::base::Error::NotFound) for a member off the team.
pub async fn held(visit: FirmVisit, Path(document): Path<DocumentId>) -> Reply {
    let read = visit.read(move |tx| Read::load(tx, document)).await?;
    if !visit.unseen
        && let Some(latest) = read.versions.first().cloned()
    {
        visit
            .write(move |tx| receipts::note_opened(tx, &latest, 0))
            .await?;
    }
    let form = Form::filled([("title", read.document.title.clone())]);
    page(&read.page(&visit, form)?)
}

/// The page with a form that came back.
pub(super) async fn came_back(
    visit: &FirmVisit,
    document: DocumentId,
    form: Form,
) -> Result<Response, Failure> {
    let read = visit.read(move |tx| Read::load(tx, document)).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &read.page(visit, form)?)
}

/// Gives the document another title, which its readers see.
///
/// # Errors
/// [`Error::NotFound`](crate::base::Error::NotFound) for a member off the team.
pub async fn rename(
    visit: WorkingVisit,
    Path(document): Path<DocumentId>,
    Typed(mut form): Typed,
) -> Reply {
    let title = form.line("title", LONGEST_TITLE);
    if !form.is_good() {
        return came_back(&visit, document, form).await;
    }
    visit
        .write(move |tx| {
            tx.unaudited("a new title is recorded; the same title changes nothing");
            Document::find(tx, document)?.rename(tx, &title)
        })
        .await?;
    Ok(on_to(&routes::document(document))
        .saying("held-said-renamed")
        .into_response())
}

/// Notes that the firm has looked at what a client sent, and leads on to what waits next in the matter.
///
/// # Errors
/// [`Error::NotFound`](crate::base::Error::NotFound) for a member off the team.
pub async fn check(visit: WorkingVisit, Path(document): Path<DocumentId>) -> Reply {
    let (matter, next) = visit
        .write(move |tx| {
            tx.unaudited("a check is recorded; a second press changes nothing");
            let document = Document::find(tx, document)?;
            document.check(tx)?;
            let matter = Matter::find(tx, document.matter)?;
            Ok((matter.id, documents::next_to_check(tx, &matter)?))
        })
        .await?;
    Ok(match next {
        Some(next) => on_to(&routes::document(next))
            .saying("held-said-checked-next")
            .into_response(),
        None => on_to(&routes::matter(matter))
            .saying("shelf-said-checked")
            .into_response(),
    })
}
