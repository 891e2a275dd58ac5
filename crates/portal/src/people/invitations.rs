//! Invitations: a way in, sent or printed, that was not used yet.
//!
//! The link alone opens nothing: whoever holds it must also know what the firm told the person, a code or the end of
//! their phone number. An older link leads to the newest. Five wrong answers at the door, and only a person helps. How
//! they are made is told in `inviting.rs`.

use subtle::ConstantTimeEq;

use super::{Person, Session, codes, open_name};
use crate::{
    base::{
        Act, Column, Entry, Error, InvitationId, PersonId, Result, Timestamp, Tx, Under,
        VouchingId, sql,
    },
    notices,
};

/// Tries at the door of one invitation.
pub(super) const DOOR_TRIES: i64 = 5;
/// Letters of a link's token.
pub(super) const TOKEN_LENGTH: usize = 26;
pub(super) const TOKEN: Column = Column::of("invitations", "token");
pub(super) const DOOR_CODE: Column = Column::of("invitations", "door_code");

/// What is asked at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Six letters the firm tells in person or by phone.
    Code,
    /// The last four digits of the phone number on file.
    Phone,
}

text_enum! { Door { Code = "code", Phone = "phone" } }

/// How the invitation reaches the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By mail to the address on file.
    Email,
    /// As a printed letter, handed over.
    Letter,
}

text_enum! { Way { Email = "email", Letter = "letter" } }

sql! {
    FIND = "select i.id, i.person_id, i.token, i.door, i.door_code, i.way, i.created_by, i.created_at, i.expires_at, i.door_failures, i.used_at, p.name, i.replaced_at, i.opens_at, i.vouching_id, i.with_card_at
        from invitations i join people p on p.id = i.created_by where i.firm_id = $1 and i.id = $2";
    BY_TOKEN = "select i.id, i.person_id, i.token, i.door, i.door_code, i.way, i.created_by, i.created_at, i.expires_at, i.door_failures, i.used_at, p.name, i.replaced_at, i.opens_at, i.vouching_id, i.with_card_at
        from invitations i join people p on p.id = i.created_by
        join people t on t.id = i.person_id and t.ended_at is null
        where i.firm_id = $1 and i.token_hash = $2";
    OF_VOUCHING = "select i.id, i.person_id, i.token, i.door, i.door_code, i.way, i.created_by, i.created_at, i.expires_at, i.door_failures, i.used_at, p.name, i.replaced_at, i.opens_at, i.vouching_id, i.with_card_at
        from invitations i join people p on p.id = i.created_by where i.firm_id = $1 and i.vouching_id = $2";
    END_OF_VOUCHING = "update invitations set replaced_at = $3
        where firm_id = $1 and vouching_id = $2 and used_at is null and replaced_at is null";
    LATEST = "select i.id, i.person_id, i.token, i.door, i.door_code, i.way, i.created_by, i.created_at, i.expires_at, i.door_failures, i.used_at, p.name, i.replaced_at, i.opens_at, i.vouching_id, i.with_card_at
        from invitations i join people p on p.id = i.created_by
        where i.firm_id = $1 and i.person_id = $2 order by i.created_at desc, i.id desc limit 1";
    DOOR_FAILED = "update invitations set door_failures = door_failures + 1 where firm_id = $1 and id = $2";
    USE = "update invitations set used_at = $3 where firm_id = $1 and id = $2 and used_at is null and replaced_at is null and opens_at <= $3 and expires_at > $3";
}

/// A way in, sent or printed.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Which.
    pub id: InvitationId,
    /// Who is invited.
    pub person: PersonId,
    /// What the link carries.
    pub token: String,
    /// What is asked at the door.
    pub door: Door,
    /// The answer to a [`Door::Code`]; empty for a phone number.
    pub door_code: String,
    /// How it is sent.
    pub way: Way,
    /// Who invited.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when it is good: later than it was made for somebody who was vouched for by phone.
    pub opens_at: Timestamp,
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// The vouching it comes from, for somebody who has been in before.
    pub vouching: Option<VouchingId>,
    /// When it was accepted.
    pub used_at: Option<Timestamp>,
    /// When a newer one took its place, or the person's access ended.
    pub replaced_at: Option<Timestamp>,
    /// Since when a code card goes with the letter.
    pub with_card_at: Option<Timestamp>,
    pub(super) door_failures: i64,
}

/// What a link leads to. Four pages of the same shape, so that a stranger learns nothing from it.
#[derive(Debug)]
pub enum Landing {
    /// An invitation that waits at the door.
    Open(Invitation),
    /// A newer one was made: its token.
    Newer(String),
    /// It was good for some days, or the firm ended it.
    Expired(Invitation),
    /// It was accepted.
    Used,
    /// Too many wrong answers at the door.
    Shut,
    /// We know no such link.
    Unknown,
}

impl Invitation {
    /// An invitation by its id, for the firm and for letters.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub fn find(tx: &mut Tx<'_, '_>, id: InvitationId) -> Result<Self> {
        let row = tx
            .row(FIND, &[&tx.firm(), &id], read)?
            .ok_or(Error::NotFound)?;
        row.open(tx)
    }

    /// The newest invitation of a person, whatever became of it.
    ///
    /// # Errors
    /// The store's.
    pub fn latest_of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Option<Self>> {
        tx.row(LATEST, &[&tx.firm(), &person], read)?
            .map(|row| row.open(tx))
            .transpose()
    }

    /// What a vouching led to; nothing while a second member has not agreed.
    ///
    /// # Errors
    /// The store's.
    pub fn of_vouching(tx: &mut Tx<'_, '_>, vouching: VouchingId) -> Result<Option<Self>> {
        tx.row(OF_VOUCHING, &[&tx.firm(), &vouching], read)?
            .map(|row| row.open(tx))
            .transpose()
    }

    /// Ends what a vouching led to, if it was not used.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn end_of_vouching(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.run(END_OF_VOUCHING, &[&tx.firm(), &self.vouching, &tx.now()])?;
        notices::withdraw(tx, self.id.as_ref())?;
        Ok(())
    }

    /// Whether a text has the shape of a link's token at all.
    pub fn is_token(text: &str) -> bool {
        text.len() == TOKEN_LENGTH
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    }

    /// What a link leads to. Reading it uses nothing up.
    ///
    /// # Errors
    /// The store's.
    pub fn at_link(tx: &mut Tx<'_, '_>, token: &str) -> Result<Landing> {
        let Some(row) = tx.row(BY_TOKEN, &[&tx.firm(), &Session::hash(token)], read)? else {
            return Ok(Landing::Unknown);
        };
        let this = row.open(tx)?;
        let newest = Self::latest_of(tx, this.person)?.unwrap_or_else(|| this.clone());
        let now = tx.now();
        Ok(if this.used_at.is_some() {
            Landing::Used
        } else if newest.id != this.id {
            if newest.used_at.is_some() {
                Landing::Used
            } else {
                Landing::Newer(newest.token)
            }
        } else if now < this.opens_at {
            // The wait is not over, and the link was sent to nobody yet.
            Landing::Unknown
        } else if this.door_failures >= DOOR_TRIES {
            Landing::Shut
        } else if !this.is_open(now) {
            Landing::Expired(this)
        } else {
            Landing::Open(this)
        })
    }

    /// Whether the answer at the door is right. A wrong one is counted against this invitation.
    ///
    /// # Errors
    /// The store's.
    pub fn knock(&self, tx: &mut Tx<'_, '_>, answer: &str) -> Result<bool> {
        let (expected, answer) = match self.door {
            Door::Code => (Some(self.door_code.clone()), codes::plain(answer)),
            Door::Phone => (
                phone_end(tx, self.person)?,
                answer.chars().filter(char::is_ascii_digit).collect(),
            ),
        };
        let is_right = expected
            .is_some_and(|expected| bool::from(expected.as_bytes().ct_eq(answer.as_bytes())));
        if !is_right {
            tx.run(DOOR_FAILED, &[&tx.firm(), &self.id])?;
            tx.record(
                Entry::of(Act::SignInFailed)
                    .about(self.person)
                    .with("step", "door")
                    .with("invitation", self.id),
            )?;
        }
        Ok(is_right)
    }

    /// Accepts it: works once.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was used or ended meanwhile.
    pub fn accept(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        if tx.run(USE, &[&tx.firm(), &self.id, &tx.now()])? == 0 {
            return Err(Error::NotFound);
        }
        notices::withdraw(tx, self.id.as_ref())?;
        tx.record(
            Entry::of(Act::InvitationAccepted)
                .about(self.person)
                .with("invitation", self.id),
        )
    }

    /// Whether it can still be accepted.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.used_at.is_none()
            && self.replaced_at.is_none()
            && self.opens_at <= now
            && now < self.expires_at
    }

    /// How many days it was made for.
    pub fn days(&self) -> i64 {
        let day = 24 * 60 * 60;
        i64::try_from(self.expires_at.since(self.created_at).as_secs() / day).unwrap_or(0)
    }

    /// The code at the door as it is told: "ABC DEF".
    pub fn door_code_shown(&self) -> String {
        codes::told(&self.door_code)
    }
}

/// The last four digits of a person's phone number.
pub(super) fn phone_end(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Option<String>> {
    let digits: String = Person::load(tx, person)?
        .phone
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    Ok(digits
        .len()
        .checked_sub(4)
        .map(|start| digits[start..].to_owned()))
}

struct InvitationRow {
    id: InvitationId,
    person: PersonId,
    token: Vec<u8>,
    door: Door,
    door_code: Vec<u8>,
    way: Way,
    by: PersonId,
    by_name: Vec<u8>,
    created_at: Timestamp,
    expires_at: Timestamp,
    door_failures: i64,
    used_at: Option<Timestamp>,
    replaced_at: Option<Timestamp>,
    opens_at: Timestamp,
    vouching: Option<VouchingId>,
    with_card_at: Option<Timestamp>,
}

fn read(row: &anteroom_db::Row<'_>) -> Result<InvitationRow, anteroom_db::Error> {
    Ok(InvitationRow {
        id: row.get(0)?,
        person: row.get(1)?,
        token: row.get(2)?,
        door: row.get(3)?,
        door_code: row.get(4)?,
        way: row.get(5)?,
        by: row.get(6)?,
        created_at: row.get(7)?,
        expires_at: row.get(8)?,
        door_failures: row.get(9)?,
        used_at: row.get(10)?,
        by_name: row.get(11)?,
        replaced_at: row.get(12)?,
        opens_at: row.get(13)?,
        vouching: row.get(14)?,
        with_card_at: row.get(15)?,
    })
}

impl InvitationRow {
    fn open(self, tx: &Tx<'_, '_>) -> Result<Invitation> {
        Ok(Invitation {
            token: tx.open(Under::Firm, TOKEN, self.id, &self.token)?,
            door_code: tx.open(Under::Firm, DOOR_CODE, self.id, &self.door_code)?,
            by_name: open_name(tx, self.by, &self.by_name)?,
            id: self.id,
            person: self.person,
            door: self.door,
            way: self.way,
            by: self.by,
            created_at: self.created_at,
            opens_at: self.opens_at,
            vouching: self.vouching,
            expires_at: self.expires_at,
            used_at: self.used_at,
            replaced_at: self.replaced_at,
            with_card_at: self.with_card_at,
            door_failures: self.door_failures,
        })
    }
}
