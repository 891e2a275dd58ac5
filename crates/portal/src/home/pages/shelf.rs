//! The shelf: what a client's contact may read, with the share that opens it and how far they got.

use std::collections::HashMap;

use super::kind_and_pages;
use crate::{
    base::{DocumentId, Lang, MatterId, PersonId, Result, Timestamp, Tx, When},
    documents::{Document, Origin, Passage, Version},
    layout::Frame,
    matters::Matter,
    receipts::{self, Reach},
    routes,
    shares::{self, Share},
};

/// One document on the shelf.
pub struct Item {
    /// The document.
    pub document: Document,
    /// The newest version that is open to them.
    pub version: Version,
    /// The share that opens it; absent for what they sent themselves.
    pub share: Option<Share>,
    /// How far they got with the version.
    pub reach: Reach,
}

impl Item {
    /// Whether they sent it themselves.
    pub fn is_mine(&self, me: PersonId) -> bool {
        self.document.origin == Origin::Client && self.document.created_by == me
    }

    /// Whether it was opened to them and they have not looked yet.
    pub fn is_new(&self) -> bool {
        self.share.is_some() && self.reach.opened.is_none() && self.reach.confirmed.is_none()
    }

    /// Until when a review is asked for; none where it is not, whether or not they have reviewed it.
    pub fn review_by(&self) -> Option<Timestamp> {
        self.share.as_ref().and_then(|share| share.review_by)
    }

    /// Whether a review is asked for and was not given for this version.
    pub fn waits_for_review(&self) -> bool {
        self.review_by().is_some() && self.reach.confirmed.is_none()
    }

    /// When it came to them: shared, replaced or sent.
    pub fn came_at(&self) -> Timestamp {
        match &self.share {
            Some(share) => share.at.max(self.version.at),
            None => self.document.created_at,
        }
    }

    /// Who brought it, as far as the client sees: the person who shared it.
    pub fn from(&self) -> Option<&str> {
        self.share.as_ref().map(|share| share.by_name.as_str())
    }
}

/// Everything a person may read, last come first.
pub struct Shelf {
    /// Whose.
    pub me: PersonId,
    /// What lies on it.
    pub items: Vec<Item>,
}

impl Shelf {
    /// Reads the shelf of the person who acts, of one matter or of all of theirs, in three statements.
    ///
    /// # Errors
    /// The store's.
    pub fn load(tx: &mut Tx<'_, '_>, matter: Option<&Matter>) -> Result<Self> {
        let me = tx.person()?;
        let documents = match matter {
            Some(matter) => Document::of_matter(tx, matter)?,
            None => Document::mine(tx)?,
        };
        let mut shares: HashMap<DocumentId, Share> = shares::with_me(tx)?
            .into_iter()
            .map(|share| (share.document, share))
            .collect();
        let reach = receipts::my_reach(tx, matter.map(|matter| matter.id))?;
        let mut items: Vec<Item> = documents
            .into_iter()
            .map(|(document, version)| Item {
                share: shares.remove(&document.id),
                reach: reach.get(&version.id).copied().unwrap_or_default(),
                document,
                version,
            })
            .collect();
        items.sort_by_key(|item| std::cmp::Reverse((item.came_at(), item.document.id)));
        Ok(Self { me, items })
    }

    /// What lies in one matter.
    pub fn of(&self, matter: MatterId) -> impl Iterator<Item = &Item> {
        self.items
            .iter()
            .filter(move |item| item.document.matter == matter)
    }

    /// Whether their coming has left no receipt yet for something that was opened to them.
    pub fn owes_sign_in(&self) -> bool {
        self.items
            .iter()
            .any(|item| item.share.is_some() && !item.reach.signed_in)
    }

    /// The row of an item in a list.
    pub fn row(&self, item: &Item, lang: &'static Lang, when: &When) -> Row {
        let at = when.moment(item.came_at());
        let from = match item.from() {
            Some(name) => lang.with2("home-from", "name", name, "at", at),
            None => lang.with1("home-from-you", "at", at),
        };
        let (state, mark) = if item.version.passage == Passage::SetAside {
            ("home-state-set-aside", Mark::Attend)
        } else if item.version.passage == Passage::Held {
            ("home-state-held", Mark::Plain)
        } else if item.is_mine(self.me) {
            match item.document.checked_at {
                Some(_) => ("home-state-checked", Mark::Done),
                None => ("home-state-arrived", Mark::Plain),
            }
        } else if item.reach.confirmed.is_some() {
            ("home-state-reviewed", Mark::Done)
        } else if item.reach.opened.is_some() {
            ("home-state-opened", Mark::Plain)
        } else {
            ("home-state-new", Mark::You)
        };
        Row {
            id: item.document.id,
            href: routes::my_document(item.document.matter, item.document.id),
            icon: item.version.kind.icon(),
            title: item.document.title.clone(),
            facts: [from, kind_and_pages(lang, &item.version)]
                .into_iter()
                .chain(in_folder(lang, &item.version))
                .collect(),
            state,
            mark,
        }
    }
}

/// "in Taxes/2025", for what came in a folder.
pub fn in_folder(lang: &'static Lang, version: &Version) -> Option<String> {
    let folder = version.folder.as_deref()?;
    Some(lang.with1("home-in-folder", "folder", folder))
}

/// What stands before a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    Plain,
    /// The point that says: this waits for you.
    You,
    /// A tick.
    Done,
    /// The shield that says: something is wrong with it.
    Attend,
}

/// A document in a list.
pub struct Row {
    /// Which.
    pub id: DocumentId,
    /// Its page.
    pub href: String,
    /// The icon of its kind.
    pub icon: &'static str,
    /// Its title.
    pub title: String,
    /// What is said of it.
    pub facts: Vec<String>,
    /// The key of its state.
    pub state: &'static str,
    /// What stands before the state.
    pub mark: Mark,
}

impl Row {
    /// Whether it waits for the reader.
    pub fn is_new(&self) -> bool {
        self.mark == Mark::You
    }

    /// Whether something is wrong with it.
    pub fn is_amiss(&self) -> bool {
        self.mark == Mark::Attend
    }

    /// The sign before its state.
    pub fn sign(&self, f: &Frame) -> &'static str {
        match self.mark {
            Mark::Done => f.icon("check"),
            Mark::Attend => f.icon("shield-alert"),
            Mark::Plain | Mark::You => "",
        }
    }
}
