//! Attempts: someone on the way in. A first step taken, an invitation being accepted, a passkey being made.
//!
//! An attempt is never a session: no page of the room knows it, and its cookie has another name. It is used once.

use std::time::Duration;

use webauthn_rs::prelude::PasskeyRegistration;

use super::{Session, entering::Steps};
use crate::base::{AttemptId, Column, Error, PersonId, Result, Timestamp, Tx, Under, WayIn, sql};

const STATE: Column = Column::of("attempts", "state");

/// What somebody is on the way to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The password was right; the second step is missing.
    HalfSignedIn,
    /// Setting up a way in.
    Entering,
    /// A ceremony with a passkey.
    Passkey,
    /// On the way to the firm's provider and back.
    SingleSignOn,
}

text_enum! { Kind { HalfSignedIn = "half signed in", Entering = "entering", Passkey = "passkey", SingleSignOn = "single sign-on" } }

impl Kind {
    /// How long it may take.
    pub(super) const fn life(self) -> Duration {
        match self {
            Self::HalfSignedIn | Self::SingleSignOn => Duration::from_secs(10 * 60),
            // Installing an authenticator app for the first time takes as long as it takes.
            Self::Entering => Duration::from_secs(2 * 60 * 60),
            Self::Passkey => Duration::from_secs(5 * 60),
        }
    }
}

/// The first of two steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum First {
    /// A password.
    Password,
    /// The firm's provider.
    SingleSignOn,
}

impl First {
    /// How somebody came in whose second step was `second`, as judged after a password.
    pub fn followed_by(self, second: WayIn) -> WayIn {
        match self {
            Self::Password => second,
            Self::SingleSignOn if second.shows_passkey() => WayIn::SingleSignOnAndPasskey,
            Self::SingleSignOn => WayIn::SingleSignOnAndSecondStep,
        }
    }
}

/// What must be remembered until the next step. Sealed at rest.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub enum State {
    /// The first step of two is taken.
    HalfSignedIn {
        /// Where to, once signed in: a path of ours.
        next: String,
        /// Which step it was.
        first: First,
    },
    /// The steps of a way in being set up.
    Entering(Box<Steps>),
    /// A passkey is being made.
    Making(Box<PasskeyRegistration>),
}

impl State {
    fn kind(&self) -> Kind {
        match self {
            Self::HalfSignedIn { .. } => Kind::HalfSignedIn,
            Self::Entering(_) => Kind::Entering,
            Self::Making(_) => Kind::Passkey,
        }
    }
}

sql! {
    INSERT = "insert into attempts (id, firm_id, kind, person_id, token_hash, state, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    FIND = "select id, person_id, state from attempts
        where firm_id = $1 and token_hash = $2 and kind = $3 and used_at is null and expires_at > $4";
    KEEP = "update attempts set state = $3 where firm_id = $1 and id = $2 and used_at is null";
    USE = "update attempts set used_at = $3, state = null where firm_id = $1 and id = $2 and used_at is null";
    END_OTHERS = "update attempts set used_at = $4, state = null
        where firm_id = $1 and person_id = $2 and id <> $3 and used_at is null";
    END_OF = "update attempts set used_at = $3, state = null where firm_id = $1 and person_id = $2 and used_at is null";
    END_ENTERING = "update attempts set used_at = $3, state = null where firm_id = $1 and kind = $2 and used_at is null";
    SWEEP = "delete from attempts where firm_id = $1 and expires_at < $2";
}

/// Someone on the way in.
#[derive(Debug)]
pub struct Attempt {
    /// Which attempt.
    pub id: AttemptId,
    /// Who, once that is known.
    pub person: Option<PersonId>,
    /// What is remembered.
    pub state: State,
}

impl Attempt {
    /// Begins one under a token only the browser knows.
    ///
    /// # Errors
    /// The store's.
    pub fn begin(
        tx: &mut Tx<'_, '_>,
        token: &str,
        person: Option<PersonId>,
        state: &State,
    ) -> Result<()> {
        tx.unaudited("nobody is in yet; what an attempt leads to is recorded");
        let (id, kind): (AttemptId, _) = (tx.new_id()?, state.kind());
        let sealed = seal(tx, id, state)?;
        let now = tx.now();
        tx.run(
            INSERT,
            &[
                &id,
                &tx.firm(),
                &kind,
                &person,
                &Session::hash(token),
                &sealed,
                &now,
                &now.after(kind.life()),
            ],
        )?;
        Ok(())
    }

    /// The attempt under this token, while it may be used.
    ///
    /// # Errors
    /// The store's.
    pub fn find(tx: &mut Tx<'_, '_>, token: &str, kind: Kind) -> Result<Option<Self>> {
        type Found = (AttemptId, Option<PersonId>, Option<Vec<u8>>);
        let row: Option<Found> = tx.row(
            FIND,
            &[&tx.firm(), &Session::hash(token), &kind, &tx.now()],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let Some((id, person, Some(sealed))) = row else {
            return Ok(None);
        };
        let bytes = tx.open_bytes(Under::Firm, STATE, id, &sealed)?;
        let state = serde_json::from_slice(&bytes).map_err(Error::bug)?;
        Ok(Some(Self { id, person, state }))
    }

    /// The first of two steps, for somebody who has it behind them.
    pub fn first(&self) -> First {
        match self.state {
            State::HalfSignedIn { first, .. } => first,
            State::Entering(_) | State::Making(_) => First::Password,
        }
    }

    /// Remembers more.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was used meanwhile.
    pub fn keep(&self, tx: &mut Tx<'_, '_>, state: &State) -> Result<()> {
        tx.unaudited("nobody is in yet; what an attempt leads to is recorded");
        let sealed = seal(tx, self.id, state)?;
        if tx.run(KEEP, &[&tx.firm(), &self.id, &sealed])? == 1 {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }

    /// Uses it up.
    ///
    /// # Errors
    /// [`Error::NotFound`] when somebody was faster with the same token.
    pub fn spend(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.unaudited("nobody is in yet; what an attempt leads to is recorded");
        if tx.run(USE, &[&tx.firm(), &self.id, &tx.now()])? == 1 {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }

    /// Ends every other attempt of the person: whoever was halfway in with an earlier link does not come in any more.
    ///
    /// # Errors
    /// The store's.
    pub fn end_others(&self, tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
        tx.run(END_OTHERS, &[&tx.firm(), &person, &self.id, &tx.now()])?;
        Ok(())
    }

    /// Ends every attempt of a person: they are invited anew.
    ///
    /// # Errors
    /// The store's.
    pub fn end_of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
        tx.run(END_OF, &[&tx.firm(), &person, &tx.now()])?;
        Ok(())
    }

    /// Ends every setting-up of a way in: the firm's set-up is done, and its link means nothing any more.
    ///
    /// # Errors
    /// The store's.
    pub fn end_entering(tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.run(END_ENTERING, &[&tx.firm(), &Kind::Entering, &tx.now()])?;
        Ok(())
    }

    /// Deletes attempts whose time is over; answers how many.
    ///
    /// # Errors
    /// The store's.
    pub fn sweep(tx: &mut Tx<'_, '_>, before: Timestamp) -> Result<u64> {
        tx.unaudited("what an attempt led to was recorded; the rest is litter");
        tx.run(SWEEP, &[&tx.firm(), &before])
    }
}

fn seal(tx: &Tx<'_, '_>, id: AttemptId, state: &State) -> Result<Vec<u8>> {
    let bytes = serde_json::to_vec(state).map_err(Error::bug)?;
    tx.seal_bytes(Under::Firm, STATE, id, &bytes)
}
