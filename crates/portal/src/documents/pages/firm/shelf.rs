//! The firm's page of a matter: what lies in it, who sees it, and what the client did with it.

use std::collections::HashMap;

use askama::Template;

use super::{
    super::parcels::how_much,
    standing::{Question, Standing},
};
use crate::{
    base::{DocumentId, Form, Id, Lang, MatterId, PersonId, Result, SharingId, Timestamp, Tx},
    documents::{Document, Left, MOST_BYTES, Origin, Outcome, Passage, Scan, Version},
    layout::{FirmVisit, Frame, Here, Path, Query, Reply, first_name, page},
    links,
    matters::{Course, Matter, MatterHead, Participant, StatusUpdate, Tab},
    messages::{self, Message},
    receipts::{self, Receipt},
    requests::{self, Addressee, Request},
    routes,
    shares::{self, Share, UNDO},
};

#[derive(Template)]
#[template(path = "documents/shelf.html")]
struct ShelfPage {
    f: Frame,
    head: MatterHead,
    tab: Tab,
    contacts: Vec<Participant>,
    groups: Vec<Group>,
    asked: Vec<AskedRow>,
    status: Option<StatusUpdate>,
    course: Course,
    latest: Option<Message>,
    left: Left,
    /// How many documents and bytes lie here.
    how_much: String,
    done: Option<Done>,
    /// Most bytes of a file.
    most: u64,
    form: Form,
}

impl ShelfPage {
    /// The first name of the one contact, where there is only one.
    fn only_reader(&self) -> Option<&str> {
        match self.contacts.as_slice() {
            [one] => Some(first_name(&one.name)),
            _ => None,
        }
    }

    fn share_label(&self) -> String {
        match self.only_reader() {
            Some(name) => self.f.lang.with1("shelf-share-with", "name", name),
            None => self.f.t("shelf-share").to_owned(),
        }
    }
}

/// Rows with the same readers in mind.
struct Group {
    heading: String,
    rows: Vec<Row>,
}

struct Row {
    document: Document,
    passage: Passage,
    facts: Vec<String>,
    /// First names of those who see it.
    readers: Vec<String>,
    standings: Vec<Standing>,
    /// Who sent it, for what came from a client.
    from: Option<String>,
    /// Where in a chosen folder it lay.
    folder: Option<String>,
    /// Whether it is the first of its folder.
    is_first: bool,
}

impl Row {
    fn is_set_aside(&self) -> bool {
        self.passage == Passage::SetAside
    }

    fn is_ours(&self) -> bool {
        self.from.is_none() && self.readers.is_empty()
    }

    /// The reader who is furthest behind.
    fn slowest(&self) -> Option<&Standing> {
        self.standings.iter().min_by_key(|standing| standing.steps)
    }
}

/// A review that was asked for, or something else.
struct AskedRow {
    href: String,
    title: String,
    reader: String,
    by: Option<Timestamp>,
    is_done: bool,
}

/// The sharing that was just done, while it can be undone.
struct Done {
    sharing: SharingId,
    names: String,
    is_told: bool,
    seconds: u64,
}

/// What the page reads, in one transaction.
struct Read {
    head: MatterHead,
    participants: Vec<Participant>,
    /// Whom each link was given to that documents came through.
    link_names: HashMap<PersonId, String>,
    documents: Vec<(Document, Version)>,
    shares: Vec<Share>,
    requests: Vec<Request>,
    addressees: Vec<Addressee>,
    receipts: Vec<Receipt>,
    status: Option<StatusUpdate>,
    course: Course,
    latest: Option<Message>,
    left: Left,
    shared: Vec<Share>,
}

impl Read {
    fn load(tx: &mut Tx<'_, '_>, matter: MatterId, shared: Option<SharingId>) -> Result<Self> {
        let matter = Matter::find(tx, matter)?;
        Ok(Self {
            head: MatterHead::load(tx, &matter)?,
            participants: matter.participants(tx)?,
            link_names: links::names(tx, &matter)?.into_iter().collect(),
            documents: Document::of_matter(tx, &matter)?,
            shares: shares::of_matter(tx, &matter)?,
            requests: Request::of_matter(tx, &matter)?,
            addressees: requests::addressees(tx, matter.id)?,
            receipts: receipts::of_matter(tx, &matter)?,
            status: matter.status(tx)?,
            course: matter.course(tx)?,
            latest: messages::latest(tx, &matter)?,
            left: Left::load(tx, &matter)?,
            shared: match shared {
                Some(shared) => shares::of_sharing(tx, shared)?,
                None => Vec::new(),
            },
        })
    }
}

/// The page of a matter.
///
/// # Errors
/// [`Error::NotFound`](crate::base::Error::NotFound) for a member off the team.
pub async fn shelf(visit: FirmVisit, Path(matter): Path<MatterId>, query: Query) -> Reply {
    let shared = SharingId::parse(query.get("shared"));
    let read = visit.read(move |tx| Read::load(tx, matter, shared)).await?;
    let f = visit.frame(&read.head.matter.title, Here::Matters);
    let contacts: Vec<Participant> = read
        .participants
        .iter()
        .filter(|one| one.is_in())
        .cloned()
        .collect();
    // A share whose reader lost access opens nothing: here it is none.
    let shares: Vec<&Share> = read
        .shares
        .iter()
        .filter(|share| contacts.iter().any(|one| one.person == share.reader))
        .collect();
    let groups = groups(&f, &read, &contacts, &shares);
    let asked = asked(&f, &read, &shares);
    let done = done(&f, matter, &read.shared);
    page(&ShelfPage {
        groups,
        asked,
        done,
        head: read.head,
        tab: Tab::Documents,
        contacts,
        status: read.status,
        course: read.course,
        latest: read.latest,
        left: read.left,
        how_much: how_much(f.lang, read.documents.iter().map(|(_, version)| version)),
        most: MOST_BYTES,
        form: Form::blank(),
        f,
    })
}

fn groups(f: &Frame, read: &Read, contacts: &[Participant], shares: &[&Share]) -> Vec<Group> {
    let names: HashMap<PersonId, &str> = read
        .participants
        .iter()
        .map(|one| (one.person, first_name(&one.name)))
        .collect();
    let mut of_document: HashMap<DocumentId, Vec<Receipt>> = HashMap::new();
    for receipt in &read.receipts {
        of_document
            .entry(receipt.document)
            .or_default()
            .push(receipt.clone());
    }
    let (mut shared, mut sent, mut ours) = (Vec::new(), Vec::new(), Vec::new());
    for (document, latest) in &read.documents {
        let receipts = of_document.get(&document.id).map_or(&[][..], Vec::as_slice);
        let standings: Vec<Standing> = shares
            .iter()
            .filter(|share| share.document == document.id)
            .map(|share| {
                Question::of(share, latest, &f.when).answered(
                    f.lang,
                    &f.when,
                    &share.reader_name,
                    receipts,
                )
            })
            .collect();
        let from = (document.origin == Origin::Client).then(|| {
            match (
                names.get(&document.created_by),
                read.link_names.get(&document.created_by),
            ) {
                (Some(name), _) => (*name).to_owned(),
                (None, Some(name)) => f.lang.with1("links-by-link", "name", name.as_str()),
                (None, None) => f.t("shelf-a-client").to_owned(),
            }
        });
        let row = Row {
            readers: standings
                .iter()
                .map(|standing| standing.reader.clone())
                .collect(),
            facts: facts(f.lang, latest),
            folder: latest.folder.clone(),
            is_first: false,
            passage: latest.passage,
            document: document.clone(),
            standings,
            from,
        };
        match (row.from.is_some(), row.readers.is_empty()) {
            (true, _) => sent.push(row),
            (false, false) => shared.push(row),
            (false, true) => ours.push(row),
        }
    }
    let heading = |with: &str, without: &str| match contacts {
        [one] => f.lang.with1(with, "name", first_name(&one.name)),
        _ => f.t(without).to_owned(),
    };
    [
        (
            heading("shelf-group-shared-with", "shelf-group-shared"),
            shared,
        ),
        (heading("shelf-group-sent-by", "shelf-group-sent"), sent),
        (f.t("shelf-firm-only").to_owned(), ours),
    ]
    .into_iter()
    .filter(|(_, rows)| !rows.is_empty())
    .map(|(heading, rows)| Group {
        heading,
        rows: in_folders(rows),
    })
    .collect()
}

/// Rows of one folder behind each other, in the order of the first of each; what came alone stands in front.
fn in_folders(mut rows: Vec<Row>) -> Vec<Row> {
    let mut folders: Vec<Option<String>> = vec![None];
    for row in &rows {
        if !folders.contains(&row.folder) {
            folders.push(row.folder.clone());
        }
    }
    rows.sort_by_key(|row| folders.iter().position(|folder| *folder == row.folder));
    let mut before = None;
    for row in &mut rows {
        row.is_first = row.folder.is_some() && row.folder != before;
        before.clone_from(&row.folder);
    }
    rows
}

/// "PDF, 18 pages", "version 3", and what was noticed about the file.
pub(super) fn facts(lang: &'static Lang, version: &Version) -> Vec<String> {
    let kind = lang.t(version.kind.key());
    let mut facts = vec![match version.pages {
        0 => kind.to_owned(),
        pages => lang.with2("shelf-kind-pages", "kind", kind, "pages", pages),
    }];
    if version.number > 1 {
        facts.push(lang.with1("shelf-version", "number", version.number));
    }
    match version.rendering {
        Outcome::Locked => facts.push(lang.t("shelf-locked").to_owned()),
        Outcome::Damaged => facts.push(lang.t("shelf-damaged").to_owned()),
        Outcome::Waiting | Outcome::Made | Outcome::Nothing | Outcome::TooLarge => {}
    }
    match version.scan {
        Scan::Waiting => facts.push(lang.t("shelf-unscanned").to_owned()),
        Scan::TooLarge => facts.push(lang.t("shelf-too-large-to-scan").to_owned()),
        Scan::NotAsked | Scan::Clean | Scan::Infected => {}
    }
    if version.mismatch {
        facts.push(lang.t("shelf-mismatch").to_owned());
    }
    facts
}

fn asked(f: &Frame, read: &Read, shares: &[&Share]) -> Vec<AskedRow> {
    let mut asked: Vec<AskedRow> = shares
        .iter()
        .filter_map(|share| {
            let (document, latest) = read
                .documents
                .iter()
                .find(|(document, _)| document.id == share.document)?;
            let version = share.version.unwrap_or(latest.id);
            let reached = receipts::progress(&read.receipts, version, share.reader, 0);
            Some(AskedRow {
                href: routes::document(document.id),
                title: document.title.clone(),
                reader: first_name(&share.reader_name).to_owned(),
                by: Some(share.review_by?),
                is_done: reached.confirmed.is_some(),
            })
        })
        .collect();
    let live = read.requests.iter();
    for request in live.filter(|request| request.withdrawn_at.is_none()) {
        let names: Vec<&str> = read
            .addressees
            .iter()
            .filter(|one| one.request == request.id)
            .map(|one| first_name(&one.name))
            .collect();
        let rows = request.items.iter().map(|item| AskedRow {
            href: routes::item(item.id),
            title: item.title.clone(),
            reader: f.lang.list(&names),
            by: item.due,
            is_done: item.standing().is_over(),
        });
        asked.extend(rows);
    }
    asked.sort_by_key(|row| (row.is_done, row.by.is_none(), row.by));
    asked
}

fn done(f: &Frame, matter: MatterId, shared: &[Share]) -> Option<Done> {
    let first = shared
        .first()
        .filter(|share| share.matter == matter && share.can_be_undone(f.when.now()))?;
    let mut names: Vec<&str> = shared
        .iter()
        .map(|share| first_name(&share.reader_name))
        .collect();
    names.dedup();
    names.sort_unstable();
    names.dedup();
    Some(Done {
        sharing: first.sharing,
        names: f.lang.list(&names),
        is_told: first.notice_at.is_some(),
        seconds: first.at.after(UNDO).since(f.when.now()).as_secs().max(1),
    })
}
