//! Checking an answer: what came, large; three buttons; and what waits next.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::{
    super::{Answer, Check, Item, LONGEST_WORDS, Outcome, Request, answers, checks, next_to_check},
    exchange::{Turn, turns},
};
use crate::{
    base::{Form, ItemId, Lang, Result, Right, Tx, VersionId},
    documents::{Delivery, Document, Outcome as Rendered, Page, Version},
    layout::{
        FirmVisit, Frame, Here, Path, Reply, Typed, WorkingVisit, first_name, on_to, page_with,
    },
    matters::Matter,
    receipts, routes,
};

/// Pages of a document that are shown; the rest is on its own page.
const SHEETS: u32 = 12;

/// Ready reasons for sending something back: the key of each sentence.
const REASONS: [(&str, &str); 6] = [
    ("blurry", "requests-reason-blurry"),
    ("page", "requests-reason-page"),
    ("other", "requests-reason-other"),
    ("locked", "requests-reason-locked"),
    ("old", "requests-reason-old"),
    ("unsigned", "requests-reason-unsigned"),
];

#[derive(Template)]
#[template(path = "requests/checking.html")]
struct CheckingPage {
    f: Frame,
    matter: Matter,
    item: Item,
    names: String,
    pieces: Vec<Piece>,
    turns: Vec<Turn>,
    may_check: bool,
    /// Ready reasons, in the language of whoever reads them.
    reasons: Vec<(&'static str, &'static str)>,
    reader_lang: &'static Lang,
    form: Form,
    longest: usize,
}

impl CheckingPage {
    fn is_asked_in_words(&self) -> bool {
        self.pieces.is_empty() && self.item.answers > 0
    }
}

/// A document that answers.
struct Piece {
    document: Document,
    version: Version,
    /// The first page, of what is words.
    words: Option<Page>,
}

impl Piece {
    fn sheets(&self) -> std::ops::RangeInclusive<u32> {
        let has_pictures = !self.version.kind.is_words() && self.version.passage.is_open();
        1..=if has_pictures {
            self.version.pages.min(SHEETS)
        } else {
            0
        }
    }

    fn more_sheets(&self) -> u32 {
        self.version.pages.saturating_sub(SHEETS)
    }

    fn text(&self) -> Option<&str> {
        self.words.as_ref().map(|page| page.words.as_str())
    }

    /// The key of the sentence about pages that are not there.
    fn no_pages(&self) -> Option<&'static str> {
        if !self.version.passage.is_open() {
            return Some("requests-piece-shut");
        }
        match self.version.rendering {
            Rendered::Waiting => Some("held-pages-waiting"),
            Rendered::Locked => Some("held-pages-locked"),
            Rendered::Damaged => Some("held-pages-damaged"),
            Rendered::TooLarge => Some("held-pages-too-large"),
            Rendered::Nothing => Some("held-pages-none"),
            Rendered::Made => None,
        }
    }
}

/// What the page reads, in one transaction.
struct Read {
    matter: Matter,
    request: Request,
    item: Item,
    answers: Vec<Answer>,
    checks: Vec<Check>,
    pieces: Vec<Piece>,
    people: Vec<super::super::Addressee>,
}

impl Read {
    fn load(tx: &mut Tx<'_, '_>, id: ItemId) -> Result<Self> {
        let (request, item) = Request::of_item(tx, id)?;
        let answers = answers(tx, &request)?.remove(&id).unwrap_or_default();
        let mut pieces: Vec<Piece> = Vec::new();
        // The newest answer is looked at first.
        for answer in answers.iter().rev() {
            for version in versions(tx, answer)? {
                if pieces.iter().all(|piece| piece.version.id != version.id) {
                    pieces.push(Self::piece(tx, version)?);
                }
            }
        }
        Ok(Self {
            matter: Matter::find(tx, request.matter)?,
            checks: checks(tx, &request)?.remove(&id).unwrap_or_default(),
            people: request.addressees(tx)?,
            pieces,
            answers,
            request,
            item,
        })
    }

    fn piece(tx: &mut Tx<'_, '_>, version: Version) -> Result<Piece> {
        let is_words = version.kind.is_words() && version.passage.is_open();
        Ok(Piece {
            document: Document::find(tx, version.document)?,
            words: match is_words {
                true => version.page(tx, 1)?,
                false => None,
            },
            version,
        })
    }

    fn page(self, visit: &FirmVisit, form: Form) -> CheckingPage {
        let f = visit.frame(self.item.title.as_str(), Here::Matters);
        let reader = self.people.first().map_or(visit.locale, |one| one.locale);
        let names: Vec<&str> = self
            .people
            .iter()
            .map(|one| first_name(&one.name))
            .collect();
        CheckingPage {
            names: f.lang.list(&names),
            turns: turns(f.lang, &f.when, &self.answers, &self.checks, |_| false),
            may_check: f.may(Right::RunMatters) && self.request.withdrawn_at.is_none(),
            reasons: REASONS
                .map(|(name, key)| (name, reader.lang().t(key)))
                .to_vec(),
            reader_lang: reader.lang(),
            matter: self.matter,
            item: self.item,
            pieces: self.pieces,
            form,
            longest: LONGEST_WORDS,
            f,
        }
    }
}

/// The documents an answer came with. A photograph that became a page is looked at there.
fn versions(tx: &mut Tx<'_, '_>, answer: &Answer) -> Result<Vec<Version>> {
    if let Some(version) = answer.version {
        return Ok(vec![Version::find(tx, version)?]);
    }
    let Some(delivery) = answer.delivery else {
        return Ok(Vec::new());
    };
    let delivery = Delivery::find(tx, delivery)?;
    let mut versions: Vec<Version> = delivery.pdf.into_iter().chain(delivery.files).collect();
    let mut shown = Vec::with_capacity(versions.len());
    for version in versions.drain(..) {
        if Document::find(tx, version.document)?.part_of.is_none() {
            shown.push(version);
        }
    }
    Ok(shown)
}

/// What was answered to an item. That a member looked is part of the record, and clients read it.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for a member off the team.
pub async fn check(visit: FirmVisit, Path(item): Path<ItemId>) -> Reply {
    let read = visit.read(move |tx| Read::load(tx, item)).await?;
    let looked_at: Vec<VersionId> = read.pieces.iter().map(|piece| piece.version.id).collect();
    if !visit.unseen && !looked_at.is_empty() {
        visit
            .write(move |tx| {
                tx.unaudited("that a member looked is recorded once a session");
                for version in &looked_at {
                    let version = Version::find(tx, *version)?;
                    receipts::note_opened(tx, &version, 0)?;
                }
                Ok(())
            })
            .await?;
    }
    let form = visit.kept_or(&routes::item(item), Form::blank()).await?;
    page_with(StatusCode::OK, &read.page(&visit, form))
}

/// Says what the firm thinks of it, and leads on to what waits next in the matter.
///
/// # Errors
/// As [`Request::check`].
pub async fn say(visit: WorkingVisit, Path(id): Path<ItemId>, Typed(mut form): Typed) -> Reply {
    let own = form.words("words", LONGEST_WORDS);
    let outcome = Outcome::parse(form.value("outcome"));
    let read = visit.read(move |tx| Read::load(tx, id)).await?;
    let Some(outcome) = outcome else {
        form.wrong("outcome", "requests-choose-outcome");
        let page = read.page(&visit, form);
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let reader = read.people.first().map_or(visit.locale, |one| one.locale);
    let ready = REASONS
        .iter()
        .find(|(name, _)| form.value("reason") == *name)
        .map(|(_, key)| reader.lang().t(key))
        .filter(|_| outcome == Outcome::Again);
    let words = [ready.unwrap_or_default(), own.as_str()].join(" ");
    let words = words.trim();
    if outcome == Outcome::Again && words.is_empty() {
        form.wrong("words", "requests-refused-no-reason");
    }
    if !form.is_good() {
        let page = read.page(&visit, form);
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let words = Some(words.to_owned()).filter(|words| !words.is_empty());
    let (matter, next) = visit
        .write(move |tx| {
            let (request, item) = Request::of_item(tx, id)?;
            request.check(tx, &item, outcome, words.as_deref())?;
            let matter = Matter::find(tx, request.matter)?;
            Ok((matter.id, next_to_check(tx, &matter)?))
        })
        .await?;
    Ok(match next {
        Some(next) => on_to(&routes::item(next))
            .saying("requests-said-checked-next")
            .into_response(),
        None => on_to(&routes::matter_requests(matter))
            .saying("requests-said-checked")
            .into_response(),
    })
}
