//! A person's new address: asked for by them, confirmed from its mailbox, told to the old one, and taken back by the firm
//! within a day.
//!
//! The link confirms nothing by itself: it works once, for a day, and only in a session of the person it was made for. An
//! address somebody else has gets no letter, and nothing on the pages tells.

use std::time::Duration;

use super::{Person, Session};
use crate::{
    base::{
        Act, AddressChangeId, Column, Entry, Error, PersonId, Result, Signed, Timestamp, Tx, Under,
        sql,
    },
    notices,
};

/// How long a new address can be confirmed, and how long the firm can take it back.
pub const LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// New addresses a person may ask for in that time.
const MOST: i64 = 3;

const EMAIL: Column = Column::of("address_changes", "email");
const FORMER: Column = Column::of("address_changes", "former");

sql! {
    ASK = "insert into address_changes (id, firm_id, person_id, email, token_hash, asked_at) values ($1, $2, $3, $4, $5, $6)";
    ASKED = "select count(*) from address_changes where firm_id = $1 and person_id = $2 and asked_at > $3";
    REPLACE = "update address_changes set stopped_at = $3
        where firm_id = $1 and person_id = $2 and confirmed_at is null and stopped_at is null";
    FIND = "select id, person_id, email, former, asked_at, confirmed_at, stopped_at from address_changes where firm_id = $1 and id = $2";
    AT_LINK = "select id, person_id, email, former, asked_at, confirmed_at, stopped_at from address_changes
        where firm_id = $1 and token_hash = $2 and person_id = $3 and confirmed_at is null and stopped_at is null and asked_at > $4";
    LATEST = "select id, person_id, email, former, asked_at, confirmed_at, stopped_at from address_changes
        where firm_id = $1 and person_id = $2 and stopped_at is null and asked_at > $3 order by asked_at desc, id desc limit 1";
    CONFIRM = "update address_changes set confirmed_at = $3, former = $4
        where firm_id = $1 and id = $2 and confirmed_at is null and stopped_at is null";
    STOP = "update address_changes set stopped_at = $3 where firm_id = $1 and id = $2 and stopped_at is null";
}

/// A new address somebody asked for.
#[derive(Clone, Debug)]
pub struct AddressChange {
    /// Which.
    pub id: AddressChangeId,
    /// Whose.
    pub person: PersonId,
    /// The new address.
    pub email: String,
    /// The one before, once it was confirmed.
    pub former: Option<String>,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When it was confirmed, and took effect.
    pub confirmed_at: Option<Timestamp>,
    /// When the firm stopped it or took it back, or a newer one took its place.
    pub stopped_at: Option<Timestamp>,
}

impl AddressChange {
    /// Asks for a new address for whoever acts. A letter to it brings the link, unless somebody has it; another tells the
    /// present one.
    ///
    /// # Errors
    /// [`Error::Refused`] when it is theirs already, or they asked three times within a day.
    pub fn ask(tx: &mut Tx<'_, '_>, email: &str) -> Result<()> {
        let (person, now) = (tx.person()?, tx.now());
        let known = Person::by_email(tx, email)?;
        if known.as_ref().is_some_and(|known| known.id == person) {
            return Err(Error::Refused("people-refused-address-same"));
        }
        let asked = tx.row(ASKED, &[&tx.firm(), &person, &now.before(LIFE)], |row| {
            row.get::<i64>(0)
        })?;
        if asked.is_some_and(|asked| asked >= MOST) {
            return Err(Error::Refused("people-refused-address-often"));
        }
        tx.run(REPLACE, &[&tx.firm(), &person, &now])?;
        let id: AddressChangeId = tx.new_id()?;
        let sealed = tx.seal(Under::Firm, EMAIL, id, email)?;
        let hash = Session::hash(&token(tx, id));
        tx.run(ASK, &[&id, &tx.firm(), &person, &sealed, &hash, &now])?;
        let mut kinds = vec![notices::Kind::AddressAsked];
        if known.is_none() {
            kinds.push(notices::Kind::ConfirmAddress);
        }
        for kind in kinds {
            notices::queue(tx, person, kind, Some(id.as_ref()), now)?;
        }
        tx.record(Entry::of(Act::AddressAsked).about(person))
    }

    /// The change with this id.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub fn find(tx: &mut Tx<'_, '_>, id: AddressChangeId) -> Result<Self> {
        tx.row(FIND, &[&tx.firm(), &id], read)?
            .ok_or(Error::NotFound)?
            .open(tx)
    }

    /// What a link leads to, for the person it was made for. Reading it uses nothing up.
    ///
    /// # Errors
    /// [`Error::NotFound`] for everybody else, and once it was confirmed, stopped or a day old.
    pub fn at_link(tx: &mut Tx<'_, '_>, token: &str) -> Result<Self> {
        let (person, since) = (tx.person()?, tx.now().before(LIFE));
        let hash = Session::hash(token);
        tx.row(AT_LINK, &[&tx.firm(), &hash, &person, &since], read)?
            .ok_or(Error::NotFound)?
            .open(tx)
    }

    /// The newest change of a person that can still be confirmed or taken back.
    ///
    /// # Errors
    /// The store's.
    pub fn of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Option<Self>> {
        let since = tx.now().before(LIFE);
        tx.row(LATEST, &[&tx.firm(), &person, &since], read)?
            .map(|row| row.open(tx))
            .transpose()
    }

    /// What its link carries: made from the id under the firm's key, so that it lies nowhere.
    pub fn token(&self, tx: &Tx<'_, '_>) -> String {
        token(tx, self.id)
    }

    /// The address takes effect; every other session of the person ends, and the old address is told.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was confirmed or stopped meanwhile; [`Error::Refused`] when somebody has the address by now.
    pub fn confirm(&self, tx: &mut Tx<'_, '_>, signed: &Signed) -> Result<()> {
        let former = Person::load(tx, self.person)?.email;
        let sealed = tx.seal(Under::Firm, FORMER, self.id, &former)?;
        if tx.run(CONFIRM, &[&tx.firm(), &self.id, &tx.now(), &sealed])? == 0 {
            return Err(Error::NotFound);
        }
        Person::set_email(tx, self.person, &self.email)?;
        Session::end_others(tx, signed)?;
        let now = tx.now();
        let kind = notices::Kind::AddressChanged;
        notices::queue(tx, self.person, kind, Some(self.id.as_ref()), now)?;
        tx.record(
            Entry::of(Act::AddressChanged)
                .about(self.person)
                .with("from", &former)
                .with("to", &self.email),
        )
    }

    /// Stops it, or takes it back: the address before counts again, and nobody is signed in as this person any more. Twice is
    /// fine. Who may is the caller's to know.
    ///
    /// # Errors
    /// [`Error::Refused`] when a day has passed, or somebody else has the address before by now.
    pub fn stop(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        if tx.now().since(self.asked_at) > LIFE {
            return Err(Error::Refused("people-refused-address-late"));
        }
        if tx.run(STOP, &[&tx.firm(), &self.id, &tx.now()])? == 0 {
            tx.unaudited("it was stopped before");
            return Ok(());
        }
        if let Some(former) = &self.former {
            Person::set_email(tx, self.person, former)?;
        }
        Session::end_all(tx, self.person)?;
        tx.record(Entry::of(Act::AddressStopped).about(self.person))
    }
}

fn token(tx: &Tx<'_, '_>, id: AddressChangeId) -> String {
    use std::fmt::Write;
    let bytes = tx.index("address_changes.token", id.as_ref());
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

struct ChangeRow {
    id: AddressChangeId,
    person: PersonId,
    email: Vec<u8>,
    former: Option<Vec<u8>>,
    asked_at: Timestamp,
    confirmed_at: Option<Timestamp>,
    stopped_at: Option<Timestamp>,
}

fn read(row: &anteroom_db::Row<'_>) -> Result<ChangeRow, anteroom_db::Error> {
    Ok(ChangeRow {
        id: row.get(0)?,
        person: row.get(1)?,
        email: row.get(2)?,
        former: row.get(3)?,
        asked_at: row.get(4)?,
        confirmed_at: row.get(5)?,
        stopped_at: row.get(6)?,
    })
}

impl ChangeRow {
    fn open(self, tx: &Tx<'_, '_>) -> Result<AddressChange> {
        Ok(AddressChange {
            email: tx.open(Under::Firm, EMAIL, self.id, &self.email)?,
            former: tx.open_maybe(Under::Firm, FORMER, self.id, self.former.as_deref())?,
            id: self.id,
            person: self.person,
            asked_at: self.asked_at,
            confirmed_at: self.confirmed_at,
            stopped_at: self.stopped_at,
        })
    }
}
