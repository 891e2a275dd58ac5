//! Ways in: what a person can prove who they are with. Always two steps: a passkey is both, a password needs a code of
//! the app or of a card, or a recovery code, beside it.
//!
//! What the firm's policy does not take leads in only while the person has nothing that it takes, and then only as far as
//! adding that. A person never removes their last way in. Every change is recorded and told to them by letter.

use super::{
    Card, Key, LinkedAccount, Member, PasswordReset, Policy, cards, policy::Asked, recovery_codes,
    totp::Secret,
};
use crate::{
    base::{Act, Column, Entry, Error, PasskeyId, PersonId, Result, Side, Tx, Under, WayIn, sql},
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
    /// The printed card.
    pub card: Option<Card>,
    /// What the firm asks for.
    pub policy: Policy,
    /// Which side of the counter they stand on.
    pub side: Side,
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
        let (policy, role) = (Policy::load(tx)?, Member::role_of(tx, person)?);
        let side = role.map_or(Side::Client, Side::Firm);
        let Some((password, totp)) = row else {
            return Ok(Self {
                person,
                passkeys: Vec::new(),
                password: None,
                app: None,
                codes_left: 0,
                card: None,
                policy,
                side,
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
            card: Card::of(tx, person)?,
            policy,
            side,
        })
    }

    /// Whether there is a password with a second step, so that it leads in where the policy takes it.
    pub fn has_password(&self) -> bool {
        self.password.is_some() && (self.app.is_some() || self.card.is_some())
    }

    /// Whether a password with an authenticator app is set.
    pub fn has_password_and_app(&self) -> bool {
        self.password.is_some() && self.app.is_some()
    }

    /// Whether some way meets a policy, for somebody on this side.
    pub fn meet(&self, policy: &Policy, side: Side) -> bool {
        !self.passkeys.is_empty() || self.password_meets(policy, side)
    }

    fn password_meets(&self, policy: &Policy, side: Side) -> bool {
        self.has_password_and_app() && policy.takes(side, WayIn::PasswordAndApp)
            || self.password.is_some()
                && self.card.is_some()
                && policy.takes(side, WayIn::PasswordAndCard)
    }

    /// Whether they may come in so: the policy takes it, or they have nothing that it takes and come to add that.
    pub fn may_use(&self, way: WayIn) -> bool {
        self.policy.takes(self.side, way) || !self.meet(&self.policy, self.side)
    }

    /// Whether their password leads in, with whichever second step.
    pub fn may_use_password(&self) -> bool {
        self.has_password() && (self.may_use_app() || self.may_use_card())
    }

    /// Whether the app's codes are taken.
    pub fn may_use_app(&self) -> bool {
        self.app.is_some() && self.may_use(WayIn::PasswordAndApp)
    }

    /// Whether the card's codes are taken.
    pub fn may_use_card(&self) -> bool {
        self.card.is_some() && self.may_use(WayIn::PasswordAndCard)
    }

    /// Whether the policy takes passwords from them.
    pub fn may_set_password(&self) -> bool {
        self.policy.asks(self.side) == Asked::TwoSteps
    }

    /// Refuses to add a way for whoever came in with one the firm does not take while they have one that it takes: that one
    /// must be shown first.
    ///
    /// # Errors
    /// [`Error::AnotherWay`].
    pub fn may_add(&self, falls_short: bool) -> Result<()> {
        if falls_short && self.meet(&self.policy, self.side) {
            return Err(Error::AnotherWay);
        }
        Ok(())
    }

    /// How many ways lead in that meet the policy.
    pub fn count(&self) -> usize {
        self.passkeys.len() + usize::from(self.password_meets(&self.policy, self.side))
    }

    /// The number of the card's code that is asked for.
    pub fn card_asks(&self) -> Option<i64> {
        self.card.as_ref().and_then(|card| card.asks)
    }

    /// Judges the second step and uses the code up: six digits of the app, a recovery code, or the code of the card that is
    /// asked for.
    ///
    /// # Errors
    /// The store's.
    pub fn spend_code(&self, tx: &mut Tx<'_, '_>, typed: &str) -> Result<Option<WayIn>> {
        let app = self.app.as_ref().filter(|_| self.may_use_app());
        if let Some(step) = app.and_then(|app| app.step_of(typed, tx.now())) {
            let is_fresh = tx.run(USE_STEP, &[&tx.firm(), &self.person, &step])? == 1;
            return Ok(is_fresh.then_some(WayIn::PasswordAndApp));
        }
        let card = self.card.as_ref().filter(|_| self.may_use_card());
        if let Some(card) = card
            && card.spend(tx, typed)?
        {
            return Ok(Some(WayIn::PasswordAndCard));
        }
        let is_recovery = self.may_use(WayIn::PasswordAndRecoveryCode)
            && recovery_codes::spend(tx, self.person, typed)?;
        Ok(is_recovery.then_some(WayIn::PasswordAndRecoveryCode))
    }

    /// Gives a passkey another name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not theirs.
    pub fn rename_passkey(
        &self,
        tx: &mut Tx<'_, '_>,
        passkey: PasskeyId,
        name: &str,
    ) -> Result<()> {
        self.passkey(passkey)?.rename(tx, name)
    }

    /// One of their passkeys.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not theirs.
    pub fn passkey(&self, passkey: PasskeyId) -> Result<&Key> {
        let mut keys = self.passkeys.iter();
        keys.find(|key| key.id == passkey).ok_or(Error::NotFound)
    }

    /// Removes a passkey.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not theirs; [`Error::Refused`] when it is their last way in.
    pub fn remove_passkey(&self, tx: &mut Tx<'_, '_>, passkey: PasskeyId) -> Result<()> {
        let key = self.passkey(passkey)?;
        if self.count() < 2 {
            return Err(Error::Refused("people-refused-last-way"));
        }
        key.remove(tx)?;
        tell(tx, self.person)
    }
}

/// Sets the password; `hash` is [`passwords::hash`](super::passwords::hash) of it. Links that would give the one before
/// back end.
///
/// # Errors
/// The store's.
pub fn set_password(tx: &mut Tx<'_, '_>, person: PersonId, hash: &str) -> Result<()> {
    tx.run(SET_PASSWORD, &[&tx.firm(), &person, &hash])?;
    PasswordReset::end_of(tx, person)?;
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

/// Ends every way in a person has, but for the card that was handed over with the invitation. Only an invitation accepted
/// anew leads here: the firm has checked who they are.
///
/// # Errors
/// The store's.
pub fn end_all(tx: &mut Tx<'_, '_>, person: PersonId, but: Option<&Card>) -> Result<()> {
    for key in Key::of(tx, person)? {
        key.remove(tx)?;
    }
    tx.run(DROP_SECRETS, &[&tx.firm(), &person])?;
    match but {
        Some(card) => card.end_others(tx)?,
        None => cards::retire(tx, person)?,
    }
    LinkedAccount::unlink(tx, person)?;
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
