//! The client's page of a document: read it, keep it, say that you have reviewed it, ask.
//!
//! Showing a page leaves receipts, in a transaction of their own after the page was read (decision record 0004). The client
//! reads the same evidence the firm does.

mod trail;

use askama::Template;
use axum::response::IntoResponse;
use http::{Method, StatusCode};

use self::trail::Step;
use super::{first_names, kind_and_pages};
use crate::{
    base::{Actor, DocumentId, Lang, MatterId, Result, Right, Timestamp, Tx, When},
    documents::{
        Conversion, Document, Kind, Outcome, Page, Passage, Scan, Version,
        pages::letterhead::{Fact, letterhead},
    },
    layout::{ClientVisit, Frame, Here, Path, Query, Reply, page},
    matters::Matter,
    people::Member,
    receipts::{self, Level, Receipt},
    routes,
    shares::Share,
};

struct Loaded {
    matter: Matter,
    document: Document,
    /// Those they may read, newest first.
    versions: Vec<Version>,
    /// Which of them is on the page.
    at: usize,
    share: Option<Share>,
    receipts: Vec<Receipt>,
    page: Option<Page>,
    downloads: Vec<Timestamp>,
    /// The photographs it was made of, and the PDF this photograph is a page of.
    parts: Vec<Document>,
    whole: Option<Document>,
    team: Vec<Member>,
}

impl Loaded {
    fn version(&self) -> &Version {
        &self.versions[self.at]
    }

    fn is_newest(&self) -> bool {
        self.at == 0
    }
}

/// One page of the document, as it is shown.
struct Sheet {
    place: String,
    picture: Option<String>,
    alt: String,
    width: u32,
    height: u32,
    /// Of a message: who wrote to whom, and when.
    facts: Vec<Fact>,
    words: String,
    previous: Option<String>,
    next: Option<String>,
}

/// The question whether they have read it, with the sentence their answer stands for.
struct Ack {
    action: String,
    tell: String,
    sentence: String,
    due: String,
}

/// A version that was replaced, or the newest one when an older one is on the page.
struct Other {
    words: String,
    reason: Option<String>,
    href: String,
    label: String,
}

#[derive(Template)]
#[template(path = "home/document.html")]
struct DocumentPage {
    f: Frame,
    back: String,
    matter: String,
    title: String,
    facts: Vec<String>,
    note: Option<String>,
    name: String,
    changed: Option<String>,
    newest: Option<Other>,
    sheet: Option<Sheet>,
    absent: Option<&'static str>,
    is_set_aside: bool,
    /// How the pages came about, where they are more than the original redrawn.
    converted: Option<&'static str>,
    parts: Vec<(String, String)>,
    whole: Option<(String, String)>,
    open: Option<String>,
    download: Option<String>,
    ack: Option<Ack>,
    reviewed: Option<String>,
    receipt: String,
    scan: String,
    /// Where to ask about it; absent where they may not write.
    question: Option<String>,
    steps: Vec<Step>,
    older: Vec<Other>,
}

/// The page of one document; `?page=` turns it, `?version=` shows an older version.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for everybody to whom it is not open.
pub async fn document(
    visit: ClientVisit,
    Path((matter, document)): Path<(MatterId, DocumentId)>,
    query: Query,
    method: Method,
) -> Reply {
    let number = |name: &str| query.get(name).parse::<u32>().ok();
    let (version, turned_to) = (number("version"), number("page").unwrap_or(1));
    let mut loaded = visit
        .read(move |tx| load(tx, matter, document, version, turned_to))
        .await?;
    if visit.unseen && method == Method::GET {
        // A page fetched ahead would be shown later without a request: the browser asks again when somebody does.
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let me = visit.signed().person;
    if !visit.unseen && owes_receipt(&loaded, &visit.actor()) {
        let (document, version) = (loaded.document.clone(), loaded.version().clone());
        let shown = loaded.page.as_ref().map_or(0, |page| page.number);
        loaded.receipts = visit
            .write(move |tx| {
                receipts::note_opened(tx, &version, shown)?;
                receipts::of_document(tx, &document)
            })
            .await?;
    }
    let (lang, when) = (visit.lang(), visit.when());
    let steps = trail::steps(&loaded, me, lang, &when);
    page(&view(&visit, loaded, steps))
}

fn load(
    tx: &mut Tx<'_, '_>,
    matter: MatterId,
    id: DocumentId,
    number: Option<u32>,
    turned_to: u32,
) -> Result<Loaded> {
    let document = Document::find(tx, id)?;
    if document.matter != matter {
        return Err(crate::base::Error::NotFound);
    }
    let matter = Matter::find(tx, matter)?;
    let versions = document.versions(tx)?;
    let at = match number {
        Some(number) => versions.iter().position(|version| version.number == number),
        None => (!versions.is_empty()).then_some(0),
    };
    let at = at.ok_or(crate::base::Error::NotFound)?;
    let me = tx.person()?;
    let version = &versions[at];
    let turned_to = turned_to.clamp(1, version.pages.max(1));
    Ok(Loaded {
        share: Share::open_to(tx, me, &document)?,
        receipts: receipts::of_document(tx, &document)?,
        page: if version.passage.is_open() {
            version.page(tx, turned_to)?
        } else {
            None
        },
        downloads: version.my_downloads(tx)?,
        parts: document.parts(tx)?,
        whole: document.whole(tx)?,
        team: matter.team(tx)?,
        matter,
        document,
        at,
        versions,
    })
}

/// Whether this showing is not on a receipt yet. A file without page pictures is opened where its bytes are asked for.
fn owes_receipt(loaded: &Loaded, actor: &Actor) -> bool {
    let (Some(page), Some(me)) = (&loaded.page, actor.person()) else {
        return false;
    };
    let version = loaded.version();
    let is_kept = |level: Level, number: u32| {
        loaded.receipts.iter().any(|receipt| {
            receipt.version == version.id && receipt.level == level && receipt.page == number
        })
    };
    version.by != me && !(is_kept(Level::Opened, 0) && is_kept(Level::Shown, page.number))
}

fn view(visit: &ClientVisit, loaded: Loaded, steps: Vec<Step>) -> DocumentPage {
    let (lang, when) = (visit.lang(), visit.when());
    let me = visit.signed().person;
    let version = loaded.version();
    let confirmed = loaded
        .receipts
        .iter()
        .find(|receipt| receipt.version == version.id && receipt.level == Level::Confirmed);
    let from = match &loaded.share {
        Some(share) => lang.with2(
            "home-from",
            "name",
            &share.by_name,
            "at",
            when.moment(share.at),
        ),
        None => lang.with1(
            "home-from-you",
            "at",
            when.moment(loaded.document.created_at),
        ),
    };
    let names: Vec<&str> = loaded
        .team
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    let team = first_names(
        lang,
        &names,
        visit.look.as_ref().map_or("", |look| look.name.as_str()),
    );
    let asked = loaded.share.as_ref().and_then(|share| share.review_by);
    let is_open = version.passage.is_open();
    let waits = loaded.is_newest() && confirmed.is_none() && version.by != me && is_open;
    let ack = asked.filter(|_| waits).map(|day| Ack {
        action: routes::acknowledgement(version.id),
        tell: lang.with1("home-ack-tell", "names", &team),
        sentence: receipts::pages::sentence(lang, &loaded.document.title, version.number),
        due: lang.with1(
            if day < when.now() {
                "home-ack-was-due"
            } else {
                "home-ack-due"
            },
            "day",
            when.day(day),
        ),
    });
    let has_reviewed_before = loaded
        .receipts
        .iter()
        .any(|receipt| receipt.level == Level::Confirmed && receipt.version != version.id);
    let changed = (ack.is_some() && has_reviewed_before).then(|| match &version.reason {
        Some(reason) => lang.with1("home-changed-because", "reason", reason),
        None => lang.t("home-changed").to_owned(),
    });
    let linked = |document: &Document| {
        let to = routes::my_document(document.matter, document.id);
        (to, document.title.clone())
    };
    DocumentPage {
        converted: version.conversion.map(Conversion::key),
        parts: loaded.parts.iter().map(linked).collect(),
        whole: loaded.whole.as_ref().map(linked),
        f: visit.frame(loaded.document.title.as_str(), Here::Documents),
        back: routes::my_matter(loaded.matter.id),
        matter: loaded.matter.title.clone(),
        title: loaded.document.title.clone(),
        facts: vec![from, kind_and_pages(lang, version)],
        note: loaded.share.as_ref().and_then(|share| share.note.clone()),
        name: version.path(),
        changed,
        newest: (!loaded.is_newest()).then(|| newest(&loaded, lang, &when)),
        sheet: loaded
            .page
            .as_ref()
            .map(|page| sheet(&loaded, page, lang, &when)),
        absent: absent(&loaded, version.by == me),
        is_set_aside: version.passage == Passage::SetAside,
        // What had to be converted, a browser cannot show either.
        open: (is_open && version.kind.may_be_shown() && version.conversion.is_none())
            .then(|| routes::original(version.id)),
        download: is_open.then(|| routes::download(version.id)),
        scan: known(version, lang, &when),
        ack,
        reviewed: confirmed.map(|receipt| {
            lang.with2(
                "home-reviewed-on",
                "day",
                when.day(receipt.at),
                "time",
                when.time(receipt.at),
            )
        }),
        receipt: routes::acknowledgement(version.id),
        question: loaded
            .matter
            .allows(Right::WriteLetters)
            .then(|| routes::my_messages_about(loaded.matter.id, version.id)),
        steps,
        older: older(&loaded, lang, &when),
    }
}

fn sheet(loaded: &Loaded, page: &Page, lang: &'static Lang, when: &When) -> Sheet {
    let version = loaded.version();
    let turn = |to: u32| {
        let (matter, document) = (loaded.matter.id, loaded.document.id);
        if loaded.is_newest() {
            routes::my_document_page(matter, document, to)
        } else {
            routes::my_document_version(matter, document, version.number, to)
        }
    };
    let place = lang.with2(
        "home-page-of",
        "page",
        page.number,
        "count",
        version.pages.max(1),
    );
    let alt = if page.words.is_empty() {
        "home-page-alt-bare"
    } else {
        "home-page-alt"
    };
    let is_first_of_message = version.kind == Kind::Mail && page.number == 1;
    let (facts, words) = match is_first_of_message {
        true => letterhead(lang, when, &page.words),
        false => (Vec::new(), page.words.as_str()),
    };
    Sheet {
        alt: lang.with2(alt, "place", &place, "title", &loaded.document.title),
        place,
        picture: page
            .blob
            .as_ref()
            .map(|_| routes::page_picture(version.id, page.number)),
        width: page.width,
        height: page.height,
        words: words.to_owned(),
        facts,
        previous: (page.number > 1).then(|| turn(page.number - 1)),
        next: (page.number < version.pages).then(|| turn(page.number + 1)),
    }
}

/// What is known of the bytes: whether a scanner has looked at them.
fn known(version: &Version, lang: &'static Lang, when: &When) -> String {
    match version.scan {
        Scan::Clean => lang.with1("home-scan-clean", "moment", when.moment(version.scan_at)),
        Scan::Infected => lang.with1("home-scan-infected", "moment", when.moment(version.scan_at)),
        Scan::NotAsked => lang.t("home-scan-not-asked").to_owned(),
        Scan::Waiting => lang.t("home-scan-waiting").to_owned(),
        Scan::TooLarge => lang.t("home-scan-too-large").to_owned(),
    }
}

/// Why pages are missing: the key of the sentence.
fn absent(loaded: &Loaded, is_own: bool) -> Option<&'static str> {
    let version = loaded.version();
    match version.passage {
        Passage::SetAside if is_own => return Some("home-set-aside-own"),
        Passage::SetAside => return Some("home-set-aside"),
        Passage::Held if version.scan == Scan::TooLarge => return Some("home-held-too-large"),
        Passage::Held => return Some("home-held"),
        Passage::Open | Passage::Unscanned => {}
    }
    match version.rendering {
        Outcome::Made => None,
        Outcome::Waiting => Some("home-pages-waiting"),
        Outcome::Nothing => Some("home-pages-none"),
        Outcome::Locked => Some("home-pages-locked"),
        Outcome::Damaged => Some("home-pages-damaged"),
        Outcome::TooLarge => Some("home-pages-too-large"),
    }
}

fn newest(loaded: &Loaded, lang: &'static Lang, when: &When) -> Other {
    // `at` is not 0, so the version before this one in the list replaced it.
    let (version, by) = (loaded.version(), &loaded.versions[loaded.at - 1]);
    Other {
        words: lang.with2(
            "home-version-replaced",
            "number",
            version.number,
            "day",
            when.day(by.at),
        ),
        reason: by.reason.clone(),
        href: routes::my_document(loaded.matter.id, loaded.document.id),
        label: lang.t("home-version-newest").to_owned(),
    }
}

fn older(loaded: &Loaded, lang: &'static Lang, when: &When) -> Vec<Other> {
    if !loaded.is_newest() {
        return Vec::new();
    }
    let pairs = loaded.versions.iter().zip(loaded.versions.iter().skip(1));
    pairs
        .map(|(by, version)| {
            let reviewed = loaded
                .receipts
                .iter()
                .find(|receipt| receipt.version == version.id && receipt.level == Level::Confirmed);
            let day = when.day(version.at);
            Other {
                words: match reviewed {
                    Some(receipt) => lang.with3(
                        "home-version-older-reviewed",
                        "number",
                        version.number,
                        "day",
                        day,
                        "reviewed",
                        when.day(receipt.at),
                    ),
                    None => lang.with2("home-version-older", "number", version.number, "day", day),
                },
                reason: by.reason.clone(),
                href: routes::my_document_version(
                    loaded.matter.id,
                    loaded.document.id,
                    version.number,
                    1,
                ),
                label: lang.with1("home-version-open", "number", version.number),
            }
        })
        .collect()
}
