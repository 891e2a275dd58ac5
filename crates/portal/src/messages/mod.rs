//! Messages: letters in a matter. A letter is signed and dated, never changed, and may be about one version of a document;
//! documents may lie with it.
//!
//! A matter has one correspondence with everybody of the client's side who sees the others, and one with each person to whom
//! the firm writes alone. What is written in one is read in no other. Only the firm begins a correspondence with one person
//! who sees the others; those it keeps apart, helpers always, have no other (decision 22).
//!
//! That a letter was shown to somebody is on a receipt; what waits for an answer is a correspondence whose last letter is the
//! client's. Firm-only notes ([`Note`]) are another thing in another table, and no verb turns one into the other.

mod answers;
mod drafts;
mod notes;
pub mod pages;
mod shown;
mod waiting;
mod writing;

pub use answers::{AnswerTemplate, AnswerWords};
pub use drafts::Draft;
pub use notes::Note;
pub use shown::{Mark, Shown, note_shown, owed, shown};
pub use waiting::{Thread, Waiting, threads, waiting};
pub use writing::{NewMessage, has_own, write};

use std::collections::HashMap;

use crate::{
    base::{
        Column, DocumentId, MatterId, MessageId, PersonId, Result, Right, Side, Timestamp, Tx,
        Under, VersionId, sql,
    },
    documents::Origin,
    matters::Matter,
    people,
};

const WORDS: Column = Column::of("messages", "words");

/// Characters of a letter.
pub const MOST: usize = 10_000;

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
    OF_MATTER = concat!("select ", columns!(), joined!(), "where x.firm_id = $1 and x.matter_id = $2 and ", read_by!(), " order by x.created_at, x.id");
    LATEST = concat!("select ", columns!(), joined!(), "where x.firm_id = $1 and x.matter_id = $2 and ", read_by!(), " order by x.created_at desc, x.id desc limit 1");
    ENCLOSED = "select e.message_id, e.document_id, e.version_id, v.number from messages x
        join message_documents e on e.message_id = x.id join versions v on v.id = e.version_id
        where x.firm_id = $1 and x.matter_id = $2 order by e.message_id, e.place";
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

/// A document that lies with a letter, as it was when the letter was sent.
#[derive(Clone, Copy, Debug)]
pub struct Enclosed {
    /// Which. Whoever reads the letter may not see it, or no longer.
    pub document: DocumentId,
    /// Its version.
    pub version: VersionId,
    /// The version's number.
    pub number: u32,
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

/// What lies with the letters of a matter, by letter. Show of it only what the reader may see.
///
/// # Errors
/// The store's.
pub fn enclosed(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<HashMap<MessageId, Vec<Enclosed>>> {
    let rows = tx.rows(ENCLOSED, &[&tx.firm(), &matter.id], |row| {
        let enclosed = Enclosed {
            document: row.get(1)?,
            version: row.get(2)?,
            number: row.get(3)?,
        };
        Ok((row.get::<MessageId>(0)?, enclosed))
    })?;
    let mut by_letter: HashMap<MessageId, Vec<Enclosed>> = HashMap::new();
    for (message, enclosed) in rows {
        by_letter.entry(message).or_default().push(enclosed);
    }
    Ok(by_letter)
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
