//! An item of a request: one thing that is asked, with what a good one looks like.

use super::Outcome;
use crate::base::{Column, ItemId, MatterId, RequestId, Result, Timestamp, Tx, Under};

pub(super) const TITLE: Column = Column::of("request_items", "title");
pub(super) const HINT: Column = Column::of("request_items", "hint");

/// The columns of [`Sealed`], in its order; `i` is the item.
macro_rules! item_columns {
    () => {
        "i.id, i.request_id, i.matter_id, i.title, i.hint, i.due_at, i.created_at, i.asked_again_at, i.answered_at, i.settled_at,
         i.settled_as, (select count(*) from request_answers n where n.item_id = i.id)"
    };
}
pub(super) use item_columns;

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits for the client's side.
    ToDo,
    /// It waits for the firm to look.
    Checking,
    /// What came is right.
    Done,
    /// It waits for the client's side again.
    SendAgain,
    /// It is not asked any longer.
    NotNeeded,
}

impl Standing {
    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::ToDo => "requests-state-to-do",
            Self::Checking => "requests-state-checking",
            Self::Done => "requests-state-done",
            Self::SendAgain => "requests-state-send-again",
            Self::NotNeeded => "requests-state-not-needed",
        }
    }

    /// The key of the word the firm reads.
    pub fn key_for_firm(self) -> &'static str {
        match self {
            Self::Checking => "requests-state-to-check",
            Self::SendAgain => "requests-state-sent-back",
            _ => self.key(),
        }
    }

    /// Whether it waits for the firm.
    pub fn is_checking(self) -> bool {
        self == Self::Checking
    }

    /// Whether nothing more is to come of it.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::NotNeeded)
    }
}

/// One thing that is asked.
#[derive(Clone, Debug)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// Of which list.
    pub request: RequestId,
    /// In which matter.
    pub matter: MatterId,
    /// What is asked.
    pub title: String,
    /// What a good one looks like.
    pub hint: Option<String>,
    /// The end of the day until which it is asked.
    pub due: Option<Timestamp>,
    /// When it was asked.
    pub at: Timestamp,
    /// When the last answer was sent back.
    pub asked_again_at: Option<Timestamp>,
    /// Since when an answer waits to be looked at.
    pub answered_at: Option<Timestamp>,
    /// When it was settled.
    pub settled_at: Option<Timestamp>,
    /// How many answers there are.
    pub answers: u32,
    settled: Option<Outcome>,
    is_withdrawn: bool,
}

impl Item {
    /// Where it stands.
    pub fn standing(&self) -> Standing {
        match self.settled {
            Some(Outcome::Right) => Standing::Done,
            Some(_) => Standing::NotNeeded,
            None if self.is_withdrawn => Standing::NotNeeded,
            None if self.answered_at.is_some() => Standing::Checking,
            None if self.asked_again_at.is_some() => Standing::SendAgain,
            None => Standing::ToDo,
        }
    }

    /// Whether it waits for the client's side.
    pub fn is_open(&self) -> bool {
        matches!(self.standing(), Standing::ToDo | Standing::SendAgain)
    }

    /// Whether the day until which it was asked has passed and it still waits for the client's side.
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.is_open() && self.due.is_some_and(|due| due < now)
    }

    /// Whether something came, and more is to come.
    pub fn is_begun(&self) -> bool {
        self.standing() == Standing::ToDo && self.answers > 0
    }
}

/// A row of `request_items`, words still sealed.
pub(super) struct Sealed {
    item: Item,
    title: Vec<u8>,
    hint: Option<Vec<u8>>,
}

impl Sealed {
    pub(super) fn read(
        row: &anteroom_db::Row<'_>,
        at: usize,
        withdrawn_at: Option<Timestamp>,
    ) -> Result<Self, anteroom_db::Error> {
        Ok(Self {
            item: Item {
                id: row.get(at)?,
                request: row.get(at + 1)?,
                matter: row.get(at + 2)?,
                title: String::new(),
                hint: None,
                due: row.get(at + 5)?,
                at: row.get(at + 6)?,
                asked_again_at: row.get(at + 7)?,
                answered_at: row.get(at + 8)?,
                settled_at: row.get(at + 9)?,
                settled: row.get(at + 10)?,
                answers: row.get(at + 11)?,
                is_withdrawn: withdrawn_at.is_some(),
            },
            title: row.get(at + 3)?,
            hint: row.get(at + 4)?,
        })
    }

    pub(super) fn open(self, tx: &Tx<'_, '_>) -> Result<Item> {
        let (under, id) = (Under::Matter(self.item.matter), self.item.id);
        Ok(Item {
            title: tx.open(under, TITLE, id, &self.title)?,
            hint: tx.open_maybe(under, HINT, id, self.hint.as_deref())?,
            ..self.item
        })
    }
}
