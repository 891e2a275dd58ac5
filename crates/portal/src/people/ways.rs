//! Ways in: what a person can prove who they are with. Always two steps: a passkey is both, a password needs the
//! app's code or a recovery code beside it.
//!
//! A person never removes their last way in. Every change is recorded and told to them by letter.

use super::{Key, recovery_codes, totp::Secret};
use crate::{
    base::{Act, Column, Entry, Error, PasskeyId, PersonId, Result, Tx, Under, WayIn, sql},
    notices,
};

const TOTP: Column = Column::of("people", "totp");

sql! {
    SECRETS = "select password_hash, totp from people where firm_id = $1 and id = $2 and ended_at is null";
    SET_PASSWORD = "update people set password_hash = $3 where firm_id = $1 and id = $2";
    SET_APP = "update people set totp = $3, totp_step = $4 where firm_id = $1 and id = $2";
    // A step's code works once, also for two requests at the same moment: only one of them moves the step.
    USE_STEP = "update people set totp_step = $3 where firm_id = $1 and id = $2 and totp_step < $3";
    DROP_SECRETS = "update people set password_hash = null, totp = null where firm_id = $1 and id = $2";
}

/// A person's ways in.
#[derive(Debug)]
pub struct Ways {
    /// Whose.
    pub person: PersonId,
    /// Passkeys, oldest first.
    pub passkeys: Vec<Key>,
    /// What the password is compared with.
    pub password: Option<String>,
    /// What the app shares with us.
    pub app: Option<Secret>,
    /// Recovery codes not used yet.
    pub codes_left: i64,
}

impl Ways {
    /// A person's ways in; none for somebody who was shut out.
    ///
    /// # Errors
    /// The store's.
    pub fn of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Self> {
        let row = tx.row(SECRETS, &[&tx.firm(), &person], |row| {
            Ok((
                row.get::<Option<String>>(0)?,
                row.get::<Option<Vec<u8>>>(1)?,
            ))
        })?;
        let Some((password, totp)) = row else {
            return Ok(Self {
                person,
                passkeys: Vec::new(),
                password: None,
                app: None,
                codes_left: 0,
            });
        };
        let app = totp
            .map(|sealed| tx.open_bytes(Under::Firm, TOTP, person, &sealed))
            .transpose()?
            .as_deref()
            .and_then(Secret::of);
        Ok(Self {
            person,
            passkeys: Key::of(tx, person)?,
            password,
            app,
            codes_left: recovery_codes::left(tx, person)?,
        })
    }

    /// Whether a password with a second step leads in.
    pub fn has_password_and_app(&self) -> bool {
        self.password.is_some() && self.app.is_some()
    }

    /// How many ways lead in.
    pub fn count(&self) -> usize {
        self.passkeys.len() + usize::from(self.has_password_and_app())
    }

    /// Judges the second step and uses the code up: six digits of the app, or a recovery code.
    ///
    /// # Errors
    /// The store's.
    pub fn spend_code(&self, tx: &mut Tx<'_, '_>, typed: &str) -> Result<Option<WayIn>> {
        if let Some(step) = self
            .app
            .as_ref()
            .and_then(|app| app.step_of(typed, tx.now()))
        {
            let is_fresh = tx.run(USE_STEP, &[&tx.firm(), &self.person, &step])? == 1;
            return Ok(is_fresh.then_some(WayIn::PasswordAndApp));
        }
        Ok(
            recovery_codes::spend(tx, self.person, typed)?
                .then_some(WayIn::PasswordAndRecoveryCode),
        )
    }

    /// Removes a passkey.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not theirs; [`Error::Refused`] when it is their last way in.
    pub fn remove_passkey(&self, tx: &mut Tx<'_, '_>, passkey: PasskeyId) -> Result<()> {
        let key = self
            .passkeys
            .iter()
            .find(|key| key.id == passkey)
            .ok_or(Error::NotFound)?;
        if self.count() < 2 {
            return Err(Error::Refused("people-refused-last-way"));
        }
        key.remove(tx)?;
        tell(tx, self.person)
    }
}

/// Sets the password; `hash` is [`passwords::hash`](super::passwords::hash) of it.
///
/// # Errors
/// The store's.
pub fn set_password(tx: &mut Tx<'_, '_>, person: PersonId, hash: &str) -> Result<()> {
    tx.run(SET_PASSWORD, &[&tx.firm(), &person, &hash])?;
    tx.record(Entry::of(Act::PasswordSet).about(person))
}

/// Sets the authenticator app; `step` is the one whose code proved that the app has the secret.
///
/// # Errors
/// The store's.
pub fn set_app(tx: &mut Tx<'_, '_>, person: PersonId, secret: &Secret, step: i64) -> Result<()> {
    let sealed = tx.seal_bytes(Under::Firm, TOTP, person, secret.bytes())?;
    tx.run(SET_APP, &[&tx.firm(), &person, &sealed, &step])?;
    tx.record(Entry::of(Act::AppSet).about(person))
}

/// Ends every way in a person has. Only an invitation accepted anew leads here: the firm has checked who they are.
///
/// # Errors
/// The store's.
pub fn end_all(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
    for key in Key::of(tx, person)? {
        key.remove(tx)?;
    }
    tx.run(DROP_SECRETS, &[&tx.firm(), &person])?;
    recovery_codes::retire(tx, person)
}

/// Writes to the person that a way in was changed.
///
/// # Errors
/// The store's.
pub fn tell(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
    let now = tx.now();
    notices::queue(tx, person, notices::Kind::WayInChanged, None, now)?;
    Ok(())
}
