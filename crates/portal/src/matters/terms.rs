//! Terms: on which somebody of the client's side takes part. A client sees where the matter stands; a helper, such as an
//! accountant or an interpreter, sees the documents named for them and nothing else, until a day.

use crate::base::{Column, Error, MatterId, PersonId, Result, Right, Timestamp, Tx, Under};

/// Column of what a helper reads instead of the matter's title; sealed under the matter's key.
pub(super) const TITLE: Column = Column::of("participants", "title");

/// The columns [`Terms::read`] reads, in its order; `p` is the participant.
macro_rules! terms_columns {
    () => {
        "p.kind, p.trade, p.sending_since, p.writing_since, p.meeting_since, p.ends_at, p.title"
    };
}
pub(super) use terms_columns;

/// As what somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// For the client.
    Client,
    /// Beside the client, with named documents.
    Helper,
}

text_enum! { Part { Client = "client", Helper = "helper" } }

/// What a helper is to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trade {
    /// Keeps their books.
    Accountant,
    /// Speaks for them in another language.
    Interpreter,
    /// Acts for them under a power of attorney.
    Attorney,
    /// Another lawyer.
    Counsel,
    /// Somebody else who helps.
    Other,
}

text_enum! { Trade {
    Accountant = "accountant", Interpreter = "interpreter", Attorney = "attorney", Counsel = "counsel", Other = "other",
} }

impl Trade {
    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Accountant => "matters-trade-accountant",
            Self::Interpreter => "matters-trade-interpreter",
            Self::Attorney => "matters-trade-attorney",
            Self::Counsel => "matters-trade-counsel",
            Self::Other => "matters-trade-other",
        }
    }
}

/// On which terms somebody takes part in a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// As what.
    pub part: Part,
    /// Of a helper: what they are to the client.
    pub trade: Option<Trade>,
    /// Whether they may hand documents over.
    pub sends: bool,
    /// Whether they may write letters.
    pub writes: bool,
    /// Whether they see who else takes part, and read what is written with all of them. Never for a helper.
    pub meets: bool,
    /// When their access ends by itself.
    pub ends_at: Option<Timestamp>,
}

impl Terms {
    /// What a client has unless somebody says otherwise: everything, until it is ended.
    pub const CLIENT: Self = Self {
        part: Part::Client,
        trade: None,
        sends: true,
        writes: true,
        meets: true,
        ends_at: None,
    };

    /// Whether they are a helper.
    pub fn is_helper(&self) -> bool {
        self.part == Part::Helper
    }

    /// Reads the columns from `at` on; beside them the sealed neutral title of a helper.
    pub(super) fn read(
        row: &anteroom_db::Row<'_>,
        at: usize,
    ) -> Result<(Self, Option<Vec<u8>>), anteroom_db::Error> {
        let is_set = |place: usize| Ok(row.get::<Option<Timestamp>>(place)?.is_some());
        let terms = Self {
            part: row.get(at)?,
            trade: row.get(at + 1)?,
            sends: is_set(at + 2)?,
            writes: is_set(at + 3)?,
            meets: is_set(at + 4)?,
            ends_at: row.get(at + 5)?,
        };
        Ok((terms, row.get(at + 6)?))
    }

    fn allow(&self, right: Right) -> bool {
        match right {
            Right::HandOver => self.sends,
            Right::WriteLetters => self.writes,
            Right::MeetOthers => self.meets,
            _ => true,
        }
    }
}

/// Opens what a helper reads instead of a matter's title, which another slice's statement has joined.
///
/// # Errors
/// [`Error::Bug`] when it is not what was sealed there.
pub fn open_neutral_title(
    tx: &Tx<'_, '_>,
    matter: MatterId,
    helper: PersonId,
    sealed: &[u8],
) -> Result<String> {
    tx.open(Under::Matter(matter), TITLE, helper, sealed)
}

impl super::Matter {
    /// Refuses unless the actor has the right in this matter: of a client's person their terms must allow it too.
    ///
    /// # Errors
    /// [`Error::Forbidden`], or [`Error::SignIn`] at the door and for whoever came through a link.
    pub fn require(&self, tx: &Tx<'_, '_>, right: Right) -> Result<()> {
        tx.require(right)?;
        if self.allows(right) {
            Ok(())
        } else {
            Err(Error::Forbidden)
        }
    }

    /// Whether the terms on which the actor takes part allow this; for the firm's side they do.
    pub fn allows(&self, right: Right) -> bool {
        self.terms.is_none_or(|terms| terms.allow(right))
    }

    /// Whether the actor takes part as a helper.
    pub fn is_for_helper(&self) -> bool {
        self.terms.is_some_and(|terms| terms.is_helper())
    }
}
