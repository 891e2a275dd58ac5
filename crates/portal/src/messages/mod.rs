//! Messages: letters in a matter. A letter is signed and dated, never changed, and may be about one version of a document.
//!
//! A matter has one correspondence with everybody of the client's side who sees the others, and one with each person whom
//! the firm keeps apart, helpers always. What is written in one is read in no other.
//!
//! There is no mark of "seen": what waits for an answer is a correspondence whose last letter is the client's.

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

/// The columns of [`Sealed`], in its order; `x` is the message, `p` its writer, `w` whom alone it is exchanged with.
macro_rules! columns {
    () => {
        "x.id, x.matter_id, x.document_id, x.version_id, x.side, x.words, x.created_by, p.name, x.created_at, x.with_id, w.name"
    };
}
use columns;

/// Where they come from.
macro_rules! joined {
    () => {
        " from messages x join people p on p.id = x.created_by left join people w on w.id = x.with_id "
    };
}
use joined;

/// What somebody of the client's side ($3) reads: what they wrote, what is written with them alone, and where they meet the
/// others ($4 is "yes") what is written with all. The firm ($3 is empty) reads everything.
macro_rules! read_by {
    () => {
        "($3 = '' or x.created_by = $3 or x.with_id = $3 or ($4 = 'yes' and x.with_id is null))"
    };
}

sql! {
    INSERT = "insert into messages (id, firm_id, matter_id, document_id, version_id, side, words, created_by, created_at, with_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    OF_MATTER = concat!("select ", columns!(), joined!(), "where x.firm_id = $1 and x.matter_id = $2 and ", read_by!(), " order by x.created_at, x.id");
    LATEST = concat!("select ", columns!(), joined!(), "where x.firm_id = $1 and x.matter_id = $2 and ", read_by!(), " order by x.created_at desc, x.id desc limit 1");
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
    /// With whom alone the firm exchanges it; absent: everybody who sees the others.
    pub with: Option<PersonId>,
    /// Their name.
    pub with_name: Option<String>,
}

/// Writes a letter, and tells the client's people when the firm wrote it. The firm says whom alone it writes to, where it is
/// not everybody; what a client's person writes goes into the correspondence they are in. Pressed twice it is one letter.
///
/// # Errors
/// [`Error::Forbidden`] for those who may not write here; [`Error::NotFound`] when the version is of another matter, or for
/// somebody who is not kept apart; [`Error::SignIn`] at the door.
pub fn write(
    tx: &mut Tx<'_, '_>,
    matter: &Matter,
    to: Option<PersonId>,
    about: Option<&Version>,
    words: &str,
) -> Result<MessageId> {
    let signed = tx.actor().signed().ok_or(Error::SignIn)?;
    let (side, with) = match signed.side {
        Side::Firm(_) => {
            tx.require(Right::RunMatters)?;
            if let Some(to) = to {
                let terms = matter.terms_of(tx, to)?;
                terms.filter(|terms| !terms.meets).ok_or(Error::NotFound)?;
            }
            (Origin::Firm, to)
        }
        Side::Client => {
            matter.require(tx, Right::WriteLetters)?;
            let is_apart = !matter.allows(Right::MeetOthers);
            (Origin::Client, is_apart.then_some(signed.person))
        }
    };
    if about.is_some_and(|version| version.matter != matter.id) {
        return Err(Error::NotFound);
    }
    if let Some(last) = latest(tx, matter)?
        && last.by == signed.person
        && last.words == words
        && last.with == with
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
            &with,
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
            let is_told = match with {
                Some(alone) => participant.person == alone && participant.is_in(),
                None => participant.meets(),
            };
            if is_told {
                let (kind, subject) = (notices::Kind::SomethingNew, Some(id.as_ref()));
                notices::queue(tx, participant.person, kind, subject, tx.now())?;
            }
        }
    }
    Ok(id)
}

/// Who reads the letters of a matter, as [`read_by!`] wants to know it.
fn reader(tx: &Tx<'_, '_>, matter: &Matter) -> (String, &'static str) {
    let client = tx
        .actor()
        .signed()
        .filter(|signed| signed.side == Side::Client);
    let meets = matter.allows(Right::MeetOthers);
    (
        client.map_or_else(String::new, |signed| signed.person.to_string()),
        if meets { "yes" } else { "no" },
    )
}

/// The letters of a matter that the actor reads, oldest first.
///
/// # Errors
/// The store's.
pub fn of_matter(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Message>> {
    let (me, meets) = reader(tx, matter);
    let rows = tx.rows(
        OF_MATTER,
        &[&tx.firm(), &matter.id, &me, &meets],
        Sealed::read,
    )?;
    rows.into_iter().map(|row| row.open(tx)).collect()
}

/// The newest letter of a matter that the actor reads.
///
/// # Errors
/// The store's.
pub fn latest(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Option<Message>> {
    let (me, meets) = reader(tx, matter);
    let params: [&dyn anteroom_db::Param; 4] = [&tx.firm(), &matter.id, &me, &meets];
    tx.row(LATEST, &params, Sealed::read)?
        .map(|row| row.open(tx))
        .transpose()
}

/// A letter as the database keeps it.
struct Sealed {
    message: Message,
    words: Vec<u8>,
    name: Vec<u8>,
    with_name: Option<Vec<u8>>,
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
                with: row.get(9)?,
                with_name: None,
            },
            words: row.get(5)?,
            name: row.get(7)?,
            with_name: row.get(10)?,
        })
    }

    fn open(self, tx: &Tx<'_, '_>) -> Result<Message> {
        let Self {
            message,
            words,
            name,
            with_name,
        } = self;
        let with_name = match message.with.zip(with_name) {
            Some((with, name)) => Some(people::open_name(tx, with, &name)?),
            None => None,
        };
        Ok(Message {
            with_name,
            words: tx.open(Under::Matter(message.matter), WORDS, message.id, &words)?,
            by_name: people::open_name(tx, message.by, &name)?,
            ..message
        })
    }
}
