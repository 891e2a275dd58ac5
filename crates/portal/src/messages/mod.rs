//! Messages: letters in a matter, between the firm and everybody of the client's side who may come in. A letter is signed
//! and dated, never changed, and may be about one version of a document.
//!
//! There is no mark of "seen": what waits for an answer is a matter whose last letter is the client's.

pub mod pages;
mod waiting;

pub use waiting::{Thread, Waiting, threads, waiting};

use std::time::Duration;

use crate::{
    base::{
        Act, Column, DocumentId, Entry, Error, MatterId, MessageId, PersonId, Result, Right, Side,
        Timestamp, Tx, Under, VersionId, sql,
    },
    documents::{Origin, Version},
    matters::Matter,
    notices, people,
};

const WORDS: Column = Column::of("messages", "words");

/// Characters of a letter.
pub const MOST: usize = 10_000;
/// Within this time the same words of the same person are a second press of the button.
const SECOND_PRESS: Duration = Duration::from_secs(60);

/// The columns of [`Sealed`], in its order; `x` is the message, `p` its writer.
macro_rules! columns {
    () => {
        "x.id, x.matter_id, x.document_id, x.version_id, x.side, x.words, x.created_by, p.name, x.created_at"
    };
}
use columns;

sql! {
    INSERT = "insert into messages (id, firm_id, matter_id, document_id, version_id, side, words, created_by, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    OF_MATTER = concat!("select ", columns!(), " from messages x join people p on p.id = x.created_by
        where x.firm_id = $1 and x.matter_id = $2 order by x.created_at, x.id");
    LATEST = concat!("select ", columns!(), " from messages x join people p on p.id = x.created_by
        where x.firm_id = $1 and x.matter_id = $2 order by x.created_at desc, x.id desc limit 1");
}

/// A letter.
#[derive(Clone, Debug)]
pub struct Message {
    /// Which.
    pub id: MessageId,
    /// Where.
    pub matter: MatterId,
    /// The document it is about. Whoever reads the letter may not see that document.
    pub document: Option<DocumentId>,
    /// The version it is about.
    pub version: Option<VersionId>,
    /// Whose letter it is: the firm's or the client's.
    pub side: Origin,
    /// Its words.
    pub words: String,
    /// Who wrote it.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

/// Writes a letter, and tells the client's people when the firm wrote it. Pressed twice it is one letter.
///
/// # Errors
/// [`Error::NotFound`] when the version is of another matter; [`Error::SignIn`] at the door.
pub fn write(
    tx: &mut Tx<'_, '_>,
    matter: &Matter,
    about: Option<&Version>,
    words: &str,
) -> Result<MessageId> {
    let signed = tx.actor().signed().ok_or(Error::SignIn)?;
    let side = match signed.side {
        Side::Firm(_) => {
            tx.require(Right::RunMatters)?;
            Origin::Firm
        }
        Side::Client => {
            tx.require(Right::AnswerAsClient)?;
            Origin::Client
        }
    };
    if about.is_some_and(|version| version.matter != matter.id) {
        return Err(Error::NotFound);
    }
    if let Some(last) = latest(tx, matter)?
        && last.by == signed.person
        && last.words == words
        && tx.now().since(last.at) < SECOND_PRESS
    {
        return Ok(last.id);
    }
    let id: MessageId = tx.new_id()?;
    let sealed = tx.seal(Under::Matter(matter.id), WORDS, id, words)?;
    tx.run(
        INSERT,
        &[
            &id,
            &tx.firm(),
            &matter.id,
            &about.map(|version| version.document),
            &about.map(|version| version.id),
            &side,
            &sealed,
            &signed.person,
            &tx.now(),
        ],
    )?;
    matter.touch(tx)?;
    tx.record(
        Entry::of(Act::MessageWritten)
            .in_matter(matter.id)
            .about(id),
    )?;
    if side == Origin::Firm {
        for participant in matter.participants(tx)? {
            if participant.is_in() {
                let (kind, subject) = (notices::Kind::SomethingNew, Some(id.as_ref()));
                notices::queue(tx, participant.person, kind, subject, tx.now())?;
            }
        }
    }
    Ok(id)
}

/// The letters of a matter, oldest first.
///
/// # Errors
/// The store's.
pub fn of_matter(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Message>> {
    let rows = tx.rows(OF_MATTER, &[&tx.firm(), &matter.id], Sealed::read)?;
    rows.into_iter().map(|row| row.open(tx)).collect()
}

/// The newest letter of a matter.
///
/// # Errors
/// The store's.
pub fn latest(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Option<Message>> {
    tx.row(LATEST, &[&tx.firm(), &matter.id], Sealed::read)?
        .map(|row| row.open(tx))
        .transpose()
}

/// A letter as the database keeps it.
struct Sealed {
    message: Message,
    words: Vec<u8>,
    name: Vec<u8>,
}

impl Sealed {
    fn read(row: &anteroom_db::Row<'_>) -> Result<Self, anteroom_db::Error> {
        Ok(Self {
            message: Message {
                id: row.get(0)?,
                matter: row.get(1)?,
                document: row.get(2)?,
                version: row.get(3)?,
                side: row.get(4)?,
                words: String::new(),
                by: row.get(6)?,
                by_name: String::new(),
                at: row.get(8)?,
            },
            words: row.get(5)?,
            name: row.get(7)?,
        })
    }

    fn open(self, tx: &Tx<'_, '_>) -> Result<Message> {
        let Self {
            message,
            words,
            name,
        } = self;
        Ok(Message {
            words: tx.open(Under::Matter(message.matter), WORDS, message.id, &words)?,
            by_name: people::open_name(tx, message.by, &name)?,
            ..message
        })
    }
}
