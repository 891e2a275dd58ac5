//! A forgotten password, given back by a letter: the password step alone, never the second one.
//!
//! Asking is the same work for every address: what was typed is kept sealed for a job, which finds out whether anybody has
//! it. The link is made from the row's id with the firm's key, so that no row, and no copy of the database, holds it; the
//! newest one counts, once, for half an hour, for the address it was sent to.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{Attempt, AttemptState, First, Person, Session, Ways, address_index, codes, ways};
use crate::{
    base::{
        Act, Column, Entry, Error, Id, PasswordResetId, PersonId, Result, Timestamp, Tx, Under, sql,
    },
    jobs, notices,
};

/// How long the link is good for.
const LIFE: Duration = Duration::from_secs(30 * 60);
const ASKED: Column = Column::of("jobs", "address");

sql! {
    // The job may run twice.
    INSERT = "insert into password_resets (id, firm_id, person_id, email_index, token_hash, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing";
    REPLACE = "update password_resets set replaced_at = $3
        where firm_id = $1 and person_id = $2 and id <> $4 and used_at is null and replaced_at is null";
    BY_TOKEN = "select r.id, r.person_id from password_resets r
        join people p on p.id = r.person_id and p.ended_at is null and p.email_index = r.email_index
        where r.firm_id = $1 and r.token_hash = $2 and r.used_at is null and r.replaced_at is null and r.expires_at > $3";
    EXPIRES = "select expires_at from password_resets
        where firm_id = $1 and id = $2 and used_at is null and replaced_at is null and expires_at > $3";
    USE = "update password_resets set used_at = $3
        where firm_id = $1 and id = $2 and used_at is null and replaced_at is null and expires_at > $3";
}

/// A link that gives a password back, while it is good.
#[derive(Clone, Copy, Debug)]
pub struct PasswordReset {
    id: PasswordResetId,
    /// Whose.
    pub person: PersonId,
}

impl PasswordReset {
    /// Somebody says that they forgot the password that goes with this address. The same for every address there is.
    ///
    /// # Errors
    /// The store's.
    pub fn ask(tx: &mut Tx<'_, '_>, email: &str) -> Result<()> {
        tx.unaudited("who it was is found out by the job, which records it");
        let id: PasswordResetId = tx.new_id()?;
        let subject = sealed(tx, id, email)?;
        jobs::queue(tx, jobs::Kind::GivePasswordBack, &subject, tx.now())
    }

    /// Finds out whose address it was and writes to them; to nobody when nobody has it.
    ///
    /// # Errors
    /// The store's.
    pub fn answer(tx: &mut Tx<'_, '_>, asked: &str) -> Result<()> {
        tx.unaudited("where somebody has the address it is recorded");
        let (id, email) =
            opened(tx, asked).ok_or_else(|| Error::Bug("what was asked does not open".into()))?;
        let Some(person) = Person::by_email(tx, &email)?.filter(|one| one.ended_at.is_none())
        else {
            return Ok(());
        };
        let now = tx.now();
        let has_password = Ways::of(tx, person.id)?.may_use_password();
        if has_password {
            tx.run(REPLACE, &[&tx.firm(), &person.id, &now, &id])?;
            let made = tx.run(
                INSERT,
                &[
                    &id,
                    &tx.firm(),
                    &person.id,
                    &address_index(tx, &email),
                    &Session::hash(&Self::token(tx, id)),
                    &now,
                    &now.after(LIFE),
                ],
            )?;
            if made == 0 {
                return Ok(());
            }
        }
        // Without a password there is nothing to give back, which the letter says.
        let subject = has_password.then_some(id.as_str());
        notices::queue(
            tx,
            person.id,
            notices::Kind::PasswordForgotten,
            subject,
            now,
        )?;
        tx.record(Entry::of(Act::PasswordForgotten).about(person.id))
    }

    /// What the link of this row carries.
    pub fn token(tx: &Tx<'_, '_>, id: PasswordResetId) -> String {
        codes::hex(&tx.index("password_resets.token", id.as_str()))
    }

    /// Until when a link is good; nothing once it is not.
    ///
    /// # Errors
    /// The store's.
    pub fn good_until(tx: &mut Tx<'_, '_>, id: PasswordResetId) -> Result<Option<Timestamp>> {
        tx.row(EXPIRES, &[&tx.firm(), &id, &tx.now()], |row| row.get(0))
    }

    /// What a link leads to, while it is good. Reading it uses nothing up.
    ///
    /// # Errors
    /// The store's.
    pub fn at_link(tx: &mut Tx<'_, '_>, token: &str) -> Result<Option<Self>> {
        if !codes::is_hex(token) {
            return Ok(None);
        }
        let found = tx.row(
            BY_TOKEN,
            &[&tx.firm(), &Session::hash(token), &tx.now()],
            |row| {
                Ok(Self {
                    id: row.get(0)?,
                    person: row.get(1)?,
                })
            },
        )?;
        let Some(reset) = found else { return Ok(None) };
        // The way may have changed since: a password without its second step would lead nowhere.
        let is_useful = Ways::of(tx, reset.person)?.may_use_password();
        Ok(is_useful.then_some(reset))
    }

    /// Takes the new password in the old one's place: works once. Every session ends, and whoever was halfway in. Answers
    /// the token of an attempt whose second step is still missing.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the link was used or ended meanwhile.
    pub fn set(self, tx: &mut Tx<'_, '_>, hash: &str) -> Result<String> {
        if tx.run(USE, &[&tx.firm(), &self.id, &tx.now()])? == 0 {
            return Err(Error::NotFound);
        }
        ways::set_password(tx, self.person, hash)?;
        Session::end_all(tx, self.person)?;
        Attempt::end_of(tx, self.person)?;
        ways::tell(tx, self.person)?;
        let token = Session::new_token()?;
        let state = AttemptState::HalfSignedIn {
            next: "/".into(),
            first: First::Password,
        };
        Attempt::begin(tx, &token, Some(self.person), &state)?;
        Ok(token)
    }

    /// Ends every link of a person: their password was set some other way.
    ///
    /// # Errors
    /// The store's.
    pub fn end_of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
        tx.run(REPLACE, &[&tx.firm(), &person, &tx.now(), &""])?;
        Ok(())
    }
}

/// An address somebody typed, as a job's subject under this id.
pub(super) fn sealed<I: Id>(tx: &Tx<'_, '_>, id: I, email: &str) -> Result<String> {
    let sealed = tx.seal(Under::Firm, ASKED, id.as_str(), email)?;
    Ok(format!(
        "{}.{}",
        id.as_str(),
        URL_SAFE_NO_PAD.encode(sealed)
    ))
}

/// The address in a job's subject.
pub(super) fn opened<I: Id>(tx: &Tx<'_, '_>, asked: &str) -> Option<(I, String)> {
    let (id, sealed) = asked.split_once('.')?;
    let id = I::parse(id)?;
    let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let email = tx.open(Under::Firm, ASKED, id.as_str(), &sealed).ok()?;
    Some((id, email))
}
