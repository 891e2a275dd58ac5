//! Links for files: somebody without an account brings documents to one matter.
//!
//! The link alone opens nothing: whoever holds it must also know the door code the firm told them another way. It gives
//! one right, to bring files, and no sight of anything but what the same visit brought. A link that is ended, over, shut
//! by wrong codes or that never was looks the same from outside.

pub mod pages;
mod senders;

pub use senders::{Came, arrive, came, leave, make_room, names, recognise, room};

use std::time::Duration;

use subtle::ConstantTimeEq;

use crate::{
    base::{
        Act, Column, Device, Entry, Error, LinkId, Locale, MatterId, PersonId, Result, Right,
        Timestamp, Tx, Under, sql,
    },
    matters::Matter,
    people::{self, Session},
};

/// How long a link is good for, where nobody says otherwise.
pub const LIFE: Duration = Duration::from_secs(14 * 24 * 60 * 60);
/// How long a link may be good for at most.
pub const LONGEST_LIFE: Duration = Duration::from_secs(92 * 24 * 60 * 60);
/// Wrong door codes after which a link is shut until the firm makes another code.
const DOOR_TRIES: i64 = 5;
/// Letters of a link's token.
const TOKEN_LENGTH: usize = 26;
/// Letters of a door code.
const CODE_LENGTH: usize = 6;

const TOKEN: Column = Column::of("links", "token");
const DOOR_CODE: Column = Column::of("links", "door_code");
const NAME: Column = Column::of("links", "name");
const EMAIL: Column = Column::of("links", "email");
const PURPOSE: Column = Column::of("links", "purpose");

/// The columns of [`Sealed`], in its order; `l` is the link, `b` whoever made it.
macro_rules! columns {
    () => {
        "l.id, l.matter_id, l.token, l.door_code, l.name, l.email, l.purpose, l.locale, l.most_files, l.most_bytes,
         l.created_by, b.name, l.created_at, l.expires_at, l.ended_at, l.door_failures"
    };
}

sql! {
    INSERT = "insert into links (id, firm_id, matter_id, token_hash, token, door_code, name, email, purpose, locale, most_files, most_bytes,
          created_by, created_at, expires_at, door_failures)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0)";
    FIND = concat!("select ", columns!(), " from links l join people b on b.id = l.created_by where l.firm_id = $1 and l.id = $2");
    OF_MATTER = concat!("select ", columns!(), " from links l join people b on b.id = l.created_by
        where l.firm_id = $1 and l.matter_id = $2 order by l.created_at desc, l.id desc");
    AT_DOOR = concat!("select ", columns!(), " from links l join people b on b.id = l.created_by
        join matters m on m.id = l.matter_id and m.removed_at is null and m.closed_at is null
        where l.firm_id = $1 and l.token_hash = $2 and l.ended_at is null and l.expires_at > $3 and l.door_failures < $4");
    DOOR_FAILED = "update links set door_failures = door_failures + 1 where firm_id = $1 and id = $2";
    SET_CODE = "update links set door_code = $3, door_failures = 0 where firm_id = $1 and id = $2 and ended_at is null and expires_at > $4";
    END = "update links set ended_at = $3, ended_by = $4 where firm_id = $1 and id = $2 and ended_at is null";
}

/// A link for files.
#[derive(Clone, Debug)]
pub struct Link {
    /// Which.
    pub id: LinkId,
    /// Where files go.
    pub matter: MatterId,
    /// What the address carries.
    pub token: String,
    /// Six letters, told by phone, in person or by post.
    pub door_code: String,
    /// Whom the firm gives it to.
    pub name: String,
    /// Their address, for the firm's own use: nothing is sent there.
    pub email: Option<String>,
    /// What is asked for, in words they read.
    pub purpose: String,
    /// The language of the letter.
    pub locale: Locale,
    /// Files it takes in all.
    pub most_files: u64,
    /// Bytes it takes in all.
    pub most_bytes: u64,
    /// Who made it.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub created_at: Timestamp,
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// When the firm ended it.
    pub ended_at: Option<Timestamp>,
    door_failures: i64,
}

/// What is needed to make a link.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// As [`Link::name`].
    pub name: String,
    /// As [`Link::email`].
    pub email: Option<String>,
    /// As [`Link::purpose`].
    pub purpose: String,
    /// As [`Link::locale`].
    pub locale: Locale,
    /// As [`Link::expires_at`].
    pub expires_at: Timestamp,
    /// As [`Link::most_files`].
    pub most_files: u64,
    /// As [`Link::most_bytes`].
    pub most_bytes: u64,
}

/// Where a link stands, for the firm. Outside, everything but `Open` looks like a link that never was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It takes files.
    Open,
    /// Too many wrong codes: another code opens it again.
    Shut,
    /// Its time is over.
    Over,
    /// The firm ended it.
    Ended,
}

impl Link {
    /// Makes a link to a matter. The caller shows link and code; nothing is sent.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::InviteClients`]; [`Error::Refused`] for a closed matter.
    pub fn make(tx: &mut Tx<'_, '_>, matter: &Matter, new: &NewLink) -> Result<LinkId> {
        tx.require(Right::InviteClients)?;
        if matter.closed_at.is_some() {
            return Err(Error::Refused("links-refused-closed"));
        }
        let id: LinkId = tx.new_id()?;
        let token = people::letters(TOKEN_LENGTH)?.to_ascii_lowercase();
        let under = Under::Matter(matter.id);
        let email = new
            .email
            .as_deref()
            .map(|email| tx.seal(under, EMAIL, id, email))
            .transpose()?;
        tx.run(
            INSERT,
            &[
                &id,
                &tx.firm(),
                &matter.id,
                &Session::hash(&token),
                &tx.seal(under, TOKEN, id, &token)?,
                &tx.seal(under, DOOR_CODE, id, &people::letters(CODE_LENGTH)?)?,
                &tx.seal(under, NAME, id, &new.name)?,
                &email,
                &tx.seal(under, PURPOSE, id, &new.purpose)?,
                &new.locale,
                &count(new.most_files),
                &count(new.most_bytes),
                &tx.person()?,
                &tx.now(),
                &new.expires_at,
            ],
        )?;
        tx.record(
            Entry::of(Act::LinkMade)
                .in_matter(matter.id)
                .about(id)
                .with("name", &new.name),
        )?;
        Ok(id)
    }

    /// The link, for members who see its matter.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn find(tx: &mut Tx<'_, '_>, id: LinkId) -> Result<Self> {
        tx.require(Right::InviteClients)
            .map_err(|_| Error::NotFound)?;
        let row = tx
            .row(FIND, &[&tx.firm(), &id], Sealed::read)?
            .ok_or(Error::NotFound)?;
        Matter::find(tx, row.link.matter)?;
        row.open(tx)
    }

    /// Every link of a matter, newest first, whatever became of it.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for clients.
    pub fn of_matter(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Self>> {
        tx.require(Right::InviteClients)?;
        let rows = tx.rows(OF_MATTER, &[&tx.firm(), &matter.id], Sealed::read)?;
        rows.into_iter().map(|row| row.open(tx)).collect()
    }

    /// The link whoever acts came through, while it and their visit last.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn mine(tx: &mut Tx<'_, '_>) -> Result<Self> {
        let sender = tx.actor().sender().ok_or(Error::NotFound)?;
        Matter::find(tx, sender.matter)?;
        let row = tx
            .row(FIND, &[&tx.firm(), &sender.link], Sealed::read)?
            .ok_or(Error::NotFound)?;
        row.open(tx)
    }

    /// Whether a text has the shape of a link's token at all.
    pub fn is_token(text: &str) -> bool {
        text.len() == TOKEN_LENGTH
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    }

    /// The link whose door this token stands at; nothing for one that never was, was ended, is over or was shut.
    ///
    /// # Errors
    /// The store's.
    pub fn at_door(tx: &mut Tx<'_, '_>, token: &str) -> Result<Option<Self>> {
        if !Self::is_token(token) {
            return Ok(None);
        }
        let found = tx.row(
            AT_DOOR,
            &[&tx.firm(), &Session::hash(token), &tx.now(), &DOOR_TRIES],
            Sealed::read,
        )?;
        found.map(|row| row.open(tx)).transpose()
    }

    /// The answer at the door. Right: a visit begins, and its token is answered. A wrong one is counted against this link.
    ///
    /// # Errors
    /// The store's.
    pub fn knock(
        &self,
        tx: &mut Tx<'_, '_>,
        answer: &str,
        device: Device,
    ) -> Result<Option<String>> {
        let answer = people::plain_code(answer);
        if bool::from(self.door_code.as_bytes().ct_eq(answer.as_bytes())) {
            return arrive(tx, self, device).map(Some);
        }
        tx.run(DOOR_FAILED, &[&tx.firm(), &self.id])?;
        self.note(tx, Act::LinkRefused)?;
        Ok(None)
    }

    /// Makes another door code, which also opens a link that was shut. Whoever came in with the old one has to knock again.
    ///
    /// # Errors
    /// [`Error::Refused`] for a link that was ended or is over.
    pub fn make_code(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        let code = tx.seal(
            Under::Matter(self.matter),
            DOOR_CODE,
            self.id,
            &people::letters(CODE_LENGTH)?,
        )?;
        if tx.run(SET_CODE, &[&tx.firm(), &self.id, &code, &tx.now()])? == 0 {
            return Err(Error::Refused("links-refused-over"));
        }
        senders::end_all(tx, self.id)?;
        self.note(tx, Act::LinkCodeMade)
    }

    /// Ends the link and every visit through it. Twice is fine.
    ///
    /// # Errors
    /// The store's.
    pub fn end(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.unaudited("an end is recorded; a second press changes nothing");
        if tx.run(END, &[&tx.firm(), &self.id, &tx.now(), &tx.person()?])? == 1 {
            senders::end_all(tx, self.id)?;
            self.note(tx, Act::LinkEnded)?;
        }
        Ok(())
    }

    /// Where it stands.
    pub fn standing(&self, now: Timestamp) -> Standing {
        if self.ended_at.is_some() {
            Standing::Ended
        } else if self.expires_at <= now {
            Standing::Over
        } else if self.door_failures >= DOOR_TRIES {
            Standing::Shut
        } else {
            Standing::Open
        }
    }

    /// The code as it is told: "ABC DEF".
    pub fn door_code_shown(&self) -> String {
        people::told_code(&self.door_code)
    }

    fn note(&self, tx: &mut Tx<'_, '_>, act: Act) -> Result<()> {
        tx.record(
            Entry::of(act)
                .in_matter(self.matter)
                .about(self.id)
                .with("name", &self.name),
        )
    }
}

/// A number as the database keeps it; the forms allow none that does not fit.
fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A row of `links`, words still sealed.
struct Sealed {
    link: Link,
    token: Vec<u8>,
    door_code: Vec<u8>,
    name: Vec<u8>,
    email: Option<Vec<u8>>,
    purpose: Vec<u8>,
    by_name: Vec<u8>,
}

impl Sealed {
    fn read(row: &anteroom_db::Row<'_>) -> Result<Self, anteroom_db::Error> {
        let link = Link {
            id: row.get(0)?,
            matter: row.get(1)?,
            token: String::new(),
            door_code: String::new(),
            name: String::new(),
            email: None,
            purpose: String::new(),
            locale: row.get(7)?,
            most_files: u64::try_from(row.get::<i64>(8)?).unwrap_or(0),
            most_bytes: u64::try_from(row.get::<i64>(9)?).unwrap_or(0),
            by: row.get(10)?,
            by_name: String::new(),
            created_at: row.get(12)?,
            expires_at: row.get(13)?,
            ended_at: row.get(14)?,
            door_failures: row.get(15)?,
        };
        Ok(Self {
            link,
            token: row.get(2)?,
            door_code: row.get(3)?,
            name: row.get(4)?,
            email: row.get(5)?,
            purpose: row.get(6)?,
            by_name: row.get(11)?,
        })
    }

    fn open(self, tx: &Tx<'_, '_>) -> Result<Link> {
        let (under, id) = (Under::Matter(self.link.matter), self.link.id);
        Ok(Link {
            token: tx.open(under, TOKEN, id, &self.token)?,
            door_code: tx.open(under, DOOR_CODE, id, &self.door_code)?,
            name: tx.open(under, NAME, id, &self.name)?,
            email: tx.open_maybe(under, EMAIL, id, self.email.as_deref())?,
            purpose: tx.open(under, PURPOSE, id, &self.purpose)?,
            by_name: people::open_name(tx, self.link.by, &self.by_name)?,
            ..self.link
        })
    }
}
