//! Entering: setting up a way in, after an invitation's door or at the firm's set-up.
//!
//! No session exists before both steps are set. A passkey is both, so it leads straight in; a password waits for the
//! app's first code, then for the recovery codes to be kept; or for the first code of a card the firm handed over. Nothing is written to the person before that: an entering
//! given up halfway leaves them as they were. Entering anew ends every earlier way in: the firm has checked who they are.

use super::{
    Attempt, AttemptKind, AttemptState, Card, First, Invitation, Key, Person, Session,
    Surroundings, Ways, finish_sign_in, recovery_codes, totp::Secret, ways,
};
use crate::base::{Error, InvitationId, PersonId, Result, Tx, WayIn};
use webauthn_rs::prelude::Passkey;

/// What was done so far.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Steps {
    invitation: Option<InvitationId>,
    next: String,
    password: Option<String>,
    app: Option<Secret>,
    codes: Vec<String>,
    /// Whether the second step is a card the firm handed over.
    with_card: bool,
}

/// Somebody setting up a way in.
#[derive(Debug)]
pub struct Entering {
    /// Who.
    pub person: Person,
    steps: Steps,
    attempt: Attempt,
}

/// What somebody can choose among.
#[derive(Debug)]
pub struct Choices {
    /// Whether the firm takes passwords from them.
    pub takes_password: bool,
    /// The card that was handed over with the invitation.
    pub card: Option<Card>,
}

/// The way into the room: a session's token, and where to.
#[derive(Debug)]
pub struct WayOn {
    /// Whose session it is.
    pub person: PersonId,
    /// For the session's cookie.
    pub token: String,
    /// A path of ours.
    pub next: String,
}

impl Entering {
    /// Begins; answers the token for the cookie of attempts. `next` is where the last step leads.
    ///
    /// # Errors
    /// The store's.
    pub fn begin(
        tx: &mut Tx<'_, '_>,
        person: PersonId,
        invitation: Option<InvitationId>,
        next: &str,
    ) -> Result<String> {
        let token = Session::new_token()?;
        let steps = Steps {
            invitation,
            next: next.to_owned(),
            password: None,
            app: None,
            codes: Vec::new(),
            with_card: false,
        };
        Attempt::begin(
            tx,
            &token,
            Some(person),
            &AttemptState::Entering(Box::new(steps)),
        )?;
        Ok(token)
    }

    /// Whoever holds this token.
    ///
    /// # Errors
    /// [`Error::Refused`] when it took too long, or somebody is in already.
    pub fn find(tx: &mut Tx<'_, '_>, token: Option<&str>) -> Result<Self> {
        const OVER: Error = Error::Refused("people-refused-entering-over");
        let mut attempt =
            Attempt::find(tx, token.ok_or(OVER)?, AttemptKind::Entering)?.ok_or(OVER)?;
        let state = std::mem::replace(
            &mut attempt.state,
            AttemptState::HalfSignedIn {
                next: String::new(),
                first: First::Password,
            },
        );
        let (AttemptState::Entering(steps), Some(person)) = (state, attempt.person) else {
            return Err(OVER);
        };
        let person = Person::load(tx, person)?;
        if person.ended_at.is_some() {
            return Err(OVER);
        }
        Ok(Self {
            person,
            steps: *steps,
            attempt,
        })
    }

    /// The secret of the app being set up, once a password was chosen.
    pub fn app(&self) -> Option<&Secret> {
        self.steps.password.as_ref().and(self.steps.app.as_ref())
    }

    /// The recovery codes to be kept, once the app is on.
    pub fn codes(&self) -> &[String] {
        &self.steps.codes
    }

    /// What can be set up here.
    ///
    /// # Errors
    /// The store's.
    pub fn choices(&self, tx: &mut Tx<'_, '_>) -> Result<Choices> {
        let ways = Ways::of(tx, self.person.id)?;
        let takes_password = ways.may_set_password();
        let takes_cards = takes_password && ways.policy.takes_cards;
        let card = match self.steps.invitation.filter(|_| takes_cards) {
            Some(invitation) => Card::handed_over_with(tx, invitation)?,
            None => None,
        };
        Ok(Choices {
            takes_password,
            card,
        })
    }

    /// Whether the second step is to be the card, once a password was chosen.
    pub fn is_with_card(&self) -> bool {
        self.steps.with_card
    }

    /// Chooses what goes with a password: the card that was handed over, or an app.
    ///
    /// # Errors
    /// [`Error::Refused`] where the firm takes no passwords or handed no card over, or when both steps are set already.
    pub fn choose_second_step(mut self, tx: &mut Tx<'_, '_>, with_card: bool) -> Result<()> {
        self.refuse_twice()?;
        let choices = self.choices(tx)?;
        if !choices.takes_password || with_card && choices.card.is_none() {
            return Err(Error::Refused("people-refused-passkey-only"));
        }
        self.steps.with_card = with_card;
        self.keep(tx)
    }

    /// Takes a password, hashed, and makes the app's secret.
    ///
    /// # Errors
    /// [`Error::Refused`] when both steps are set already, or the firm takes no passwords.
    pub fn choose_password(mut self, tx: &mut Tx<'_, '_>, hash: &str) -> Result<()> {
        self.refuse_twice()?;
        if !self.choices(tx)?.takes_password {
            return Err(Error::Refused("people-refused-passkey-only"));
        }
        self.steps.password = Some(hash.to_owned());
        self.steps.app = Some(Secret::make()?);
        self.keep(tx)
    }

    /// Takes the first code of the card that was handed over: in, when it was right. The card stays theirs.
    ///
    /// # Errors
    /// [`Error::Refused`] when no password was chosen, or the invitation was used meanwhile.
    pub fn finish_with_card(
        mut self,
        tx: &mut Tx<'_, '_>,
        typed: &str,
        at: &Surroundings,
    ) -> Result<Option<WayOn>> {
        const OVER: Error = Error::Refused("people-refused-entering-over");
        self.refuse_twice()?;
        let password = self.steps.password.take().ok_or(OVER)?;
        let card = self.choices(tx)?.card.ok_or(OVER)?;
        if !card.spend(tx, typed)? {
            return Ok(None);
        }
        self.begin_anew(tx, Some(&card))?;
        ways::set_password(tx, self.person.id, &password)?;
        self.come_in(tx, WayIn::PasswordAndCard, at).map(Some)
    }

    /// Turns the app on with its first code; answers whether it was right. From here on the password and the app are the
    /// person's, and only the recovery codes are left to keep.
    ///
    /// # Errors
    /// [`Error::Refused`] when no password was chosen, or the invitation was used meanwhile.
    pub fn turn_on(mut self, tx: &mut Tx<'_, '_>, typed: &str) -> Result<bool> {
        self.refuse_twice()?;
        let (Some(password), Some(app)) = (self.steps.password.take(), self.steps.app.take())
        else {
            return Err(Error::Refused("people-refused-entering-over"));
        };
        let Some(step) = app.step_of(typed, tx.now()) else {
            return Ok(false);
        };
        let person = self.person.id;
        self.begin_anew(tx, None)?;
        ways::set_password(tx, person, &password)?;
        ways::set_app(tx, person, &app, step)?;
        self.steps.codes = recovery_codes::make(tx, person)?;
        self.keep(tx)?;
        Ok(true)
    }

    /// The recovery codes are kept: in.
    ///
    /// # Errors
    /// [`Error::Refused`] when the app is not on yet.
    pub fn finish(self, tx: &mut Tx<'_, '_>, at: &Surroundings) -> Result<WayOn> {
        if self.steps.codes.is_empty() {
            return Err(Error::Refused("people-refused-entering-over"));
        }
        self.come_in(tx, WayIn::PasswordAndApp, at)
    }

    /// A passkey was made: both steps at once, so in.
    ///
    /// # Errors
    /// [`Error::Refused`] when another way was set meanwhile, or the passkey is known.
    pub fn finish_with_passkey(
        self,
        tx: &mut Tx<'_, '_>,
        name: &str,
        passkey: &Passkey,
        at: &Surroundings,
    ) -> Result<WayOn> {
        self.refuse_twice()?;
        self.begin_anew(tx, None)?;
        Key::add(tx, self.person.id, name, passkey)?;
        self.come_in(tx, WayIn::Passkey, at)
    }

    fn come_in(self, tx: &mut Tx<'_, '_>, way: WayIn, at: &Surroundings) -> Result<WayOn> {
        self.attempt.spend(tx)?;
        let token = finish_sign_in(tx, self.person.id, way, at)?;
        Ok(WayOn {
            person: self.person.id,
            token,
            next: self.steps.next,
        })
    }

    /// Uses the invitation up and ends whatever was there: earlier ways in, sessions, and whoever is halfway in with
    /// another attempt. Also for somebody who never came in: a way set halfway by whoever else held the link must not
    /// outlive this one.
    fn begin_anew(&self, tx: &mut Tx<'_, '_>, card: Option<&Card>) -> Result<()> {
        if let Some(invitation) = self.steps.invitation {
            let accepted = Invitation::find(tx, invitation)?.accept(tx);
            accepted.map_err(|error| {
                if matches!(error, Error::NotFound) {
                    Error::Refused("people-refused-entering-over")
                } else {
                    error
                }
            })?;
        }
        let person = self.person.id;
        let had = Ways::of(tx, person)?;
        let had_one = !had.passkeys.is_empty() || had.password.is_some();
        ways::end_all(tx, person, card)?;
        Session::end_all(tx, person)?;
        self.attempt.end_others(tx, person)?;
        if had_one || self.person.entered_at.is_some() {
            ways::tell(tx, person)?;
        }
        Ok(())
    }

    fn refuse_twice(&self) -> Result<()> {
        if self.steps.codes.is_empty() {
            Ok(())
        } else {
            Err(Error::Refused("people-refused-entering-over"))
        }
    }

    fn keep(self, tx: &mut Tx<'_, '_>) -> Result<()> {
        self.attempt
            .keep(tx, &AttemptState::Entering(Box::new(self.steps)))
    }
}
