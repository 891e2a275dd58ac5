//! The status: one sentence the client reads about where their matter stands, and what happens next and by whom. Each is
//! kept, signed and dated; the newest is the one read.

use std::collections::HashMap;

use super::Matter;
use crate::{
    base::{
        Act, Column, Entry, MatterId, PersonId, Result, Right, StatusUpdateId, Timestamp, Tx,
        Under, sql, takes_part,
    },
    people,
};

const WORDS: Column = Column::of("status_updates", "words");
const NEXT_WORDS: Column = Column::of("status_updates", "next_words");

/// Characters of a status: a sentence or two, not a letter.
pub const STATUS_MOST: usize = 400;
/// Characters of what happens next.
pub const NEXT_MOST: usize = 200;

/// The columns [`read`] reads, in its order; `s` is the status, `p` its author.
macro_rules! status_columns {
    () => {
        "s.id, s.words, s.created_by, p.name, s.created_at, s.next_words, s.next_by, s.next_at"
    };
}

sql! {
    INSERT = "insert into status_updates (id, firm_id, matter_id, words, created_by, created_at, next_words, next_by, next_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    NEWEST = concat!("select ", status_columns!(), " from status_updates s
        join people p on p.id = s.created_by
        where s.firm_id = $1 and s.matter_id = $2 order by s.created_at desc, s.id desc limit $3");
    // A helper is told no status.
    MINE = concat!("select ", status_columns!(), ", s.matter_id from participants a
        join status_updates s on s.id = (select n.id from status_updates n
            where n.firm_id = $1 and n.matter_id = a.matter_id order by n.created_at desc, n.id desc limit 1)
        join people p on p.id = s.created_by
        where a.firm_id = $1 and a.person_id = $2 and a.kind = 'client' and ", takes_part!("a", "$3"));
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The firm's.
    Firm,
    /// The client's.
    Client,
    /// A court's, a tribunal's or another authority's.
    Court,
    /// Somebody else's, such as a bank or the other side.
    Other,
}

text_enum! { Turn { Firm = "firm", Client = "client", Court = "court", Other = "other" } }

impl Turn {
    /// The key of its name, as the firm reads it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Firm => "matters-turn-firm",
            Self::Client => "matters-turn-client",
            Self::Court => "matters-turn-court",
            Self::Other => "matters-turn-other",
        }
    }
}

/// What happens next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// In words.
    pub words: String,
    /// Whose turn it is.
    pub by: Turn,
    /// When it is expected.
    pub at: Option<Timestamp>,
}

/// A sentence about where the matter stands.
#[derive(Clone, Debug)]
pub struct StatusUpdate {
    /// Which.
    pub id: StatusUpdateId,
    /// The words.
    pub words: String,
    /// What happens next.
    pub next: Option<Next>,
    /// Who wrote it.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl StatusUpdate {
    /// The sentence that is read now in each matter the client takes part in, in one statement.
    ///
    /// # Errors
    /// The store's; [`SignIn`](crate::base::Error::SignIn) at the door.
    pub fn mine(tx: &mut Tx<'_, '_>) -> Result<HashMap<MatterId, Self>> {
        let rows = tx.rows(MINE, &[&tx.firm(), &tx.person()?, &tx.now()], |row| {
            Ok((read(row)?, row.get::<MatterId>(8)?))
        })?;
        rows.into_iter()
            .map(|(row, matter)| Ok((matter, opened(tx, matter, row)?)))
            .collect()
    }

    /// What happens next, to be said again: a day that has passed is not promised anew.
    pub fn next_again(&self, now: Timestamp) -> Option<Next> {
        let next = self.next.clone()?;
        Some(Next {
            at: next.at.filter(|at| *at > now),
            ..next
        })
    }
}

impl Matter {
    /// The sentence the client reads now; a helper is told none.
    ///
    /// # Errors
    /// The store's.
    pub fn status(&self, tx: &mut Tx<'_, '_>) -> Result<Option<StatusUpdate>> {
        Ok(self.statuses(tx, 1)?.pop())
    }

    /// The newest sentences, newest first; a helper is told none.
    ///
    /// # Errors
    /// The store's.
    pub fn statuses(&self, tx: &mut Tx<'_, '_>, most: u32) -> Result<Vec<StatusUpdate>> {
        if self.is_for_helper() {
            return Ok(Vec::new());
        }
        let rows = tx.rows(NEWEST, &[&tx.firm(), &self.id, &most], read)?;
        rows.into_iter()
            .map(|row| opened(tx, self.id, row))
            .collect()
    }

    /// Says where the matter stands, and what happens next.
    ///
    /// # Errors
    /// [`Forbidden`](crate::base::Error::Forbidden) without [`Right::RunMatters`].
    pub fn write_status(
        &self,
        tx: &mut Tx<'_, '_>,
        words: &str,
        next: Option<&Next>,
    ) -> Result<StatusUpdateId> {
        tx.require(Right::RunMatters)?;
        let id: StatusUpdateId = tx.new_id()?;
        let under = Under::Matter(self.id);
        let sealed = tx.seal(under, WORDS, id, words)?;
        let next_words = next
            .map(|next| tx.seal(under, NEXT_WORDS, id, &next.words))
            .transpose()?;
        tx.run(
            INSERT,
            &[
                &id,
                &tx.firm(),
                &self.id,
                &sealed,
                &tx.person()?,
                &tx.now(),
                &next_words,
                &next.map(|next| next.by),
                &next.and_then(|next| next.at),
            ],
        )?;
        self.touch(tx)?;
        let mut entry = Entry::of(Act::StatusWritten)
            .in_matter(self.id)
            .about(id)
            .with("words", words);
        if let Some(next) = next {
            entry = entry.with("name", &next.words);
        }
        tx.record(entry)?;
        Ok(id)
    }
}

/// What happens next, as the database keeps it.
pub(super) type SealedNext = (Vec<u8>, Turn, Option<Timestamp>);

type Sealed = (
    StatusUpdateId,
    Vec<u8>,
    PersonId,
    Vec<u8>,
    Timestamp,
    Option<SealedNext>,
);

fn read(row: &anteroom_db::Row<'_>) -> Result<Sealed, anteroom_db::Error> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        read_next(row, 5)?,
    ))
}

/// Reads the columns of what happens next from `at` on.
pub(super) fn read_next(
    row: &anteroom_db::Row<'_>,
    at: usize,
) -> Result<Option<SealedNext>, anteroom_db::Error> {
    let (words, by) = (
        row.get::<Option<Vec<u8>>>(at)?,
        row.get::<Option<Turn>>(at + 1)?,
    );
    let day = row.get(at + 2)?;
    Ok(words.zip(by).map(|(words, by)| (words, by, day)))
}

/// Opens what happens next, as the sentence `id` says.
pub(super) fn open_next(
    tx: &Tx<'_, '_>,
    matter: MatterId,
    id: StatusUpdateId,
    (words, by, at): SealedNext,
) -> Result<Next> {
    Ok(Next {
        words: tx.open(Under::Matter(matter), NEXT_WORDS, id, &words)?,
        by,
        at,
    })
}

fn opened(
    tx: &Tx<'_, '_>,
    matter: MatterId,
    (id, words, by, name, at, next): Sealed,
) -> Result<StatusUpdate> {
    Ok(StatusUpdate {
        id,
        words: tx.open(Under::Matter(matter), WORDS, id, &words)?,
        next: next
            .map(|next| open_next(tx, matter, id, next))
            .transpose()?,
        by,
        by_name: people::open_name(tx, by, &name)?,
        at,
    })
}
