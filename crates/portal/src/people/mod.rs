//! People: whoever signs in, on either side of the counter, and how they get in.
//!
//! A person is found by what they prove, never by what they say: an address opens nothing. Names, addresses, phone
//! numbers and secrets lie sealed; what must be looked up has a keyed hash beside it.

mod addresses;
mod attempts;
mod cards;
mod codes;
mod entering;
mod forgotten;
mod guesses;
mod invitations;
mod inviting;
pub mod kept;
pub mod known;
mod linked_accounts;
mod members;
pub mod pages;
mod passkeys;
mod passwords;
mod policy;
pub mod questions;
mod recovery_codes;
mod sessions;
mod sign_in;
pub mod single_sign_on;
mod totp;
mod vouching;
mod waiting_form;
mod ways;

/// Letters for links and door codes, a code as it was typed, as it is shown and as it is told.
pub use codes::{groups as code_groups, letters, plain as plain_code, told as told_code};

pub use cards::{COUNT as CARD_CODES, Card, FEW as FEW_CARD_CODES};
pub use policy::{Asked, IDLE_MINUTES, INVITATION_DAYS, Policy};

pub use addresses::{AddressChange, LIFE as ADDRESS_LIFE};
pub use attempts::{Attempt, First, Kind as AttemptKind, State as AttemptState};
pub use entering::{Choices, Entering};
pub use forgotten::PasswordReset;
pub use guesses::{Guess, ShutOut};
pub use invitations::{Door, Invitation, Landing, Way};
pub use linked_accounts::LinkedAccount;
pub use members::Member;
pub use passkeys::Key;
pub use sessions::{OpenSession, Recognised, SEEN_STEP, Session};
pub use sign_in::{Surroundings, finish_sign_in};
pub use totp::Secret;
pub use vouching::{How, Standing as VouchingStanding, Vouching};
pub use waiting_form::WaitingForm;
pub use ways::{Ways, set_app, set_password};

/// Hashes a password for its row. Slow on purpose.
pub use passwords::{AT_ONCE as HASHED_AT_ONCE, hash as hash_password};

use crate::base::{
    Column, Error, Locale, PersonId, Result, Timestamp, Tx, Under, address_for_index, sql,
};

/// Column of a person's name.
pub const NAME: Column = Column::of("people", "name");
/// Column of a member's title.
pub const TITLE: Column = Column::of("members", "title");
const EMAIL: Column = Column::of("people", "email");
const PHONE: Column = Column::of("people", "phone");

/// Light, dark, or as the device says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appearance {
    /// As the device says.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

text_enum! { Appearance { System = "system", Light = "light", Dark = "dark" } }

sql! {
    INSERT = "insert into people (id, firm_id, name, email, email_index, phone, locale, appearance, totp_step, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, 'system', 0, $8)
        on conflict (firm_id, email_index) do nothing";
    // Ended from the first moment, under an index no address has: nothing that lets people in finds them.
    INSERT_OUTSIDE = "insert into people (id, firm_id, name, email, email_index, locale, appearance, totp_step, created_at, ended_at)
        values ($1, $2, $3, $4, $5, $6, 'system', 0, $7, $7)";
    LOAD = "select id, name, email, phone, locale, entered_at, ended_at from people where firm_id = $1 and id = $2";
    BY_EMAIL = "select id, name, email, phone, locale, entered_at, ended_at from people where firm_id = $1 and email_index = $2";
    CORRECT = "update people set name = $3, email = $4, email_index = $5 where firm_id = $1 and id = $2";
    SET_EMAIL = "update people set email = $3, email_index = $4 where firm_id = $1 and id = $2
        and not exists (select 1 from people p where p.firm_id = $1 and p.email_index = $4 and p.id <> $2)";
    NAME_OF = "select name from people where firm_id = $1 and id = $2";
    SET_LOCALE = "update people set locale = $3 where firm_id = $1 and id = $2";
    SET_APPEARANCE = "update people set appearance = $3 where firm_id = $1 and id = $2";
}

/// Someone who signs in.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// The address on file, in the one form we keep.
    pub email: String,
    /// The phone number on file, as typed.
    pub phone: Option<String>,
    /// The language we write to them in.
    pub locale: Locale,
    /// Their first complete sign-in.
    pub entered_at: Option<Timestamp>,
    /// When they were shut out for good.
    pub ended_at: Option<Timestamp>,
}

/// What is known of somebody before they first come in.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Their name.
    pub name: String,
    /// Their address, as [`Form::email`](crate::base::Form::email) returns it.
    pub email: String,
    /// A phone number, for the check at the door.
    pub phone: Option<String>,
    /// The language we write to them in.
    pub locale: Locale,
}

impl Person {
    /// Adds somebody. The caller records what they were added as.
    ///
    /// # Errors
    /// [`Error::Refused`] when the address is known already.
    pub fn add(tx: &mut Tx<'_, '_>, new: &NewPerson) -> Result<PersonId> {
        let id: PersonId = tx.new_id()?;
        let name = tx.seal(Under::Firm, NAME, id, &new.name)?;
        let email = tx.seal(Under::Firm, EMAIL, id, &new.email)?;
        let phone = new
            .phone
            .as_deref()
            .map(|phone| tx.seal(Under::Firm, PHONE, id, phone))
            .transpose()?;
        let index = address_index(tx, &new.email);
        if tx.run(
            INSERT,
            &[
                &id,
                &tx.firm(),
                &name,
                &email,
                &index,
                &phone,
                &new.locale,
                &tx.now(),
            ],
        )? == 0
        {
            return Err(Error::Refused("people-refused-address-known"));
        }
        Ok(id)
    }

    /// Adds somebody who is named in rows and can never have a way in: whoever comes through a link, under the name of whom
    /// the firm gave it to. The caller records what they were added as.
    ///
    /// # Errors
    /// The store's.
    pub fn add_outside(tx: &mut Tx<'_, '_>, name: &str, locale: Locale) -> Result<PersonId> {
        let id: PersonId = tx.new_id()?;
        let name = tx.seal(Under::Firm, NAME, id, name)?;
        let email = tx.seal(Under::Firm, EMAIL, id, "")?;
        let index = tx.index("people.outside", id.as_ref());
        tx.run(
            INSERT_OUTSIDE,
            &[&id, &tx.firm(), &name, &email, &index, &locale, &tx.now()],
        )?;
        Ok(id)
    }

    /// Corrects name and address. The caller records why.
    ///
    /// # Errors
    /// [`Error::Refused`] when somebody else has the address.
    pub fn correct(tx: &mut Tx<'_, '_>, id: PersonId, name: &str, email: &str) -> Result<()> {
        if Self::by_email(tx, email)?.is_some_and(|known| known.id != id) {
            return Err(Error::Refused("people-refused-address-known"));
        }
        let sealed_name = tx.seal(Under::Firm, NAME, id, name)?;
        let sealed_email = tx.seal(Under::Firm, EMAIL, id, email)?;
        let index = address_index(tx, email);
        tx.run(
            CORRECT,
            &[&tx.firm(), &id, &sealed_name, &sealed_email, &index],
        )?;
        Ok(())
    }

    /// Sets the address. The caller records why.
    ///
    /// # Errors
    /// [`Error::Refused`] when somebody else has it.
    pub(crate) fn set_email(tx: &mut Tx<'_, '_>, id: PersonId, email: &str) -> Result<()> {
        let sealed = tx.seal(Under::Firm, EMAIL, id, email)?;
        let index = address_index(tx, email);
        if tx.run(SET_EMAIL, &[&tx.firm(), &id, &sealed, &index])? == 1 {
            Ok(())
        } else {
            Err(Error::Refused("people-refused-address-known"))
        }
    }

    /// The person with this id.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub fn load(tx: &mut Tx<'_, '_>, id: PersonId) -> Result<Self> {
        let row = tx
            .row(LOAD, &[&tx.firm(), &id], read_row)?
            .ok_or(Error::NotFound)?;
        row.open(tx)
    }

    /// Whoever has this address, also when they were shut out.
    ///
    /// # Errors
    /// The store's.
    pub fn by_email(tx: &mut Tx<'_, '_>, email: &str) -> Result<Option<Self>> {
        let index = address_index(tx, email);
        tx.row(BY_EMAIL, &[&tx.firm(), &index], read_row)?
            .map(|row| row.open(tx))
            .transpose()
    }

    /// The name alone.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is nobody with this id.
    pub fn name_of(tx: &mut Tx<'_, '_>, id: PersonId) -> Result<String> {
        let name = tx
            .row(NAME_OF, &[&tx.firm(), &id], |row| row.get::<Vec<u8>>(0))?
            .ok_or(Error::NotFound)?;
        open_name(tx, id, &name)
    }

    /// What we call them: the first word of their name.
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }

    /// Chooses the language of pages and letters.
    ///
    /// # Errors
    /// The store's.
    pub fn choose_locale(tx: &mut Tx<'_, '_>, id: PersonId, locale: Locale) -> Result<()> {
        tx.unaudited("a taste in languages changes nothing anybody else sees");
        tx.run(SET_LOCALE, &[&tx.firm(), &id, &locale])?;
        Ok(())
    }

    /// Chooses light or dark.
    ///
    /// # Errors
    /// The store's.
    pub fn choose_appearance(
        tx: &mut Tx<'_, '_>,
        id: PersonId,
        appearance: Appearance,
    ) -> Result<()> {
        tx.unaudited("a taste in light changes nothing anybody else sees");
        tx.run(SET_APPEARANCE, &[&tx.firm(), &id, &appearance])?;
        Ok(())
    }
}

/// Opens a person's name that came with another slice's row.
///
/// # Errors
/// When it was not sealed as this person's name.
pub fn open_name(tx: &Tx<'_, '_>, id: PersonId, sealed: &[u8]) -> Result<String> {
    tx.open(Under::Firm, NAME, id, sealed)
}

fn address_index(tx: &Tx<'_, '_>, email: &str) -> [u8; 32] {
    tx.index("people.email", &address_for_index(email))
}

struct PersonRow {
    id: PersonId,
    name: Vec<u8>,
    email: Vec<u8>,
    phone: Option<Vec<u8>>,
    locale: Locale,
    entered_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
}

fn read_row(row: &anteroom_db::Row<'_>) -> Result<PersonRow, anteroom_db::Error> {
    Ok(PersonRow {
        id: row.get(0)?,
        name: row.get(1)?,
        email: row.get(2)?,
        phone: row.get(3)?,
        locale: row.get(4)?,
        entered_at: row.get(5)?,
        ended_at: row.get(6)?,
    })
}

impl PersonRow {
    fn open(self, tx: &Tx<'_, '_>) -> Result<Person> {
        let id = self.id;
        Ok(Person {
            id,
            name: open_name(tx, id, &self.name)?,
            email: tx.open(Under::Firm, EMAIL, id, &self.email)?,
            phone: tx.open_maybe(Under::Firm, PHONE, id, self.phone.as_deref())?,
            locale: self.locale,
            entered_at: self.entered_at,
            ended_at: self.ended_at,
        })
    }
}
