//! Making invitations: for somebody new, in place of one that ended, for somebody who was vouched for, and for an owner at the
//! word of whoever runs the server.
//!
//! Each replaces the ones before it and ends whoever was halfway in with them.

use std::time::Duration;

use super::{
    Attempt, Card, Door, Invitation, Person, Policy, Session, Vouching, Way, cards, codes,
    forgotten,
    invitations::{DOOR_CODE, DOOR_TRIES, TOKEN, TOKEN_LENGTH, phone_end},
};
use crate::{
    base::{
        Act, Entry, Error, InvitationId, PersonId, Result, Timestamp, Tx, Under, VouchingId, sql,
    },
    jobs, notices,
};

/// A new one is not sent more often than this.
const RENEWAL_STEP: Duration = Duration::from_secs(10 * 60);

sql! {
    INSERT = "insert into invitations (id, firm_id, person_id, token_hash, token, door, door_code, way, created_by, created_at, opens_at, expires_at, door_failures, vouching_id, with_card_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    REPLACE = "update invitations set replaced_at = $3 where firm_id = $1 and person_id = $2 and used_at is null and replaced_at is null";
}

/// How long a link that was made at the server is good.
const LIFE_AT_SERVER: Duration = Duration::from_secs(24 * 60 * 60);

/// What an invitation is made with.
struct Terms {
    way: Way,
    door: Door,
    door_code: String,
    door_failures: i64,
    by: PersonId,
    by_name: String,
    opens_at: Timestamp,
    vouching: Option<VouchingId>,
    with_card_at: Option<Timestamp>,
    at_server: bool,
}

impl Invitation {
    /// Invites a person who has never been in. Older invitations of theirs lead to this one. By mail it leaves at once.
    ///
    /// # Errors
    /// [`Error::SignIn`] when nobody acts; [`Error::Refused`] when the door asks for a phone number nobody has, or for
    /// somebody who has been in: a new way in would end theirs, so a member vouches for them first ([`Vouching`]).
    pub fn make(tx: &mut Tx<'_, '_>, person: PersonId, way: Way, door: Door) -> Result<Self> {
        Self::make_with(tx, person, way, door, false)
    }

    /// Invites a person who gets a code card with it, or not. As [`make`](Self::make).
    ///
    /// # Errors
    /// As [`make`](Self::make).
    pub fn make_with(
        tx: &mut Tx<'_, '_>,
        person: PersonId,
        way: Way,
        door: Door,
        with_card: bool,
    ) -> Result<Self> {
        let by = tx.person()?;
        let by_name = Person::name_of(tx, by)?;
        if Person::load(tx, person)?.entered_at.is_some() {
            return Err(Error::Refused("people-refused-has-been-in"));
        }
        if door == Door::Phone && phone_end(tx, person)?.is_none() {
            return Err(Error::Refused("people-refused-no-phone"));
        }
        let door_code = if door == Door::Code {
            codes::letters(6)?
        } else {
            String::new()
        };
        let terms = Terms {
            way,
            door,
            door_code,
            door_failures: 0,
            by,
            by_name,
            opens_at: tx.now(),
            vouching: None,
            with_card_at: with_card.then(|| tx.now()),
            at_server: false,
        };
        Self::make_on(tx, person, terms)
    }

    /// The way in of somebody whom nobody of the firm can let in, made by whoever runs the server: a link and six letters, both
    /// shown to them alone. The caller tells everybody.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but the product itself.
    pub fn make_at_server(tx: &mut Tx<'_, '_>, person: &Person) -> Result<Self> {
        if !tx.actor().is_product() {
            return Err(Error::Forbidden);
        }
        let terms = Terms {
            way: Way::Letter,
            door: Door::Code,
            door_code: codes::letters(6)?,
            door_failures: 0,
            // No person acts: it stands under the name of whom it is for.
            by: person.id,
            by_name: person.name.clone(),
            opens_at: tx.now(),
            vouching: None,
            with_card_at: None,
            at_server: true,
        };
        Self::make_on(tx, person.id, terms)
    }

    /// The invitation a vouching leads to, which opens when its wait is over. Whoever had a code card, or asked for one, gets
    /// one with the letter.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn make_for(
        tx: &mut Tx<'_, '_>,
        vouching: &Vouching,
        opens_at: Timestamp,
    ) -> Result<Self> {
        let has_card = vouching.with_card || Card::of(tx, vouching.person)?.is_some();
        let way = vouching.how.way();
        let terms = Terms {
            way,
            door: Door::Code,
            door_code: vouching.door_code.clone(),
            door_failures: 0,
            by: vouching.begun_by,
            by_name: vouching.begun_by_name.clone(),
            opens_at,
            vouching: Some(vouching.id),
            with_card_at: (has_card && way == Way::Letter).then(|| tx.now()),
            at_server: false,
        };
        Self::make_on(tx, vouching.person, terms)
    }

    fn make_on(tx: &mut Tx<'_, '_>, person: PersonId, terms: Terms) -> Result<Self> {
        let Terms {
            way,
            door,
            door_code,
            door_failures,
            by,
            by_name,
            opens_at,
            vouching,
            with_card_at,
            at_server,
        } = terms;
        let (id, now): (InvitationId, _) = (tx.new_id()?, tx.now());
        let life = if at_server {
            LIFE_AT_SERVER
        } else {
            Policy::load(tx)?.invitation_life()
        };
        let (token, expires_at) = (
            codes::letters(TOKEN_LENGTH)?.to_ascii_lowercase(),
            opens_at.after(life),
        );
        let sealed_token = tx.seal(Under::Firm, TOKEN, id, &token)?;
        let sealed_code = tx.seal(Under::Firm, DOOR_CODE, id, &door_code)?;
        tx.run(REPLACE, &[&tx.firm(), &person, &now])?;
        Attempt::end_of(tx, person)?;
        tx.run(
            INSERT,
            &[
                &id,
                &tx.firm(),
                &person,
                &Session::hash(&token),
                &sealed_token,
                &door,
                &sealed_code,
                &way,
                &by,
                &now,
                &opens_at,
                &expires_at,
                &door_failures,
                &vouching,
                &with_card_at,
            ],
        )?;
        let act = if at_server {
            Act::OwnerLetIn
        } else {
            Act::Invited
        };
        tx.record(
            Entry::of(act)
                .about(person)
                .with("invitation", id)
                .with("way", way.as_str())
                .with("door", door.as_str()),
        )?;
        let letters: &[(notices::Kind, Timestamp)] = match (way, vouching) {
            (Way::Letter, _) => &[],
            (Way::Email, Some(_)) => &[(notices::Kind::NewWayIn, opens_at)],
            (Way::Email, None) => &[
                (notices::Kind::Invitation, now),
                (notices::Kind::InvitationReminder, now.after(life / 2)),
            ],
        };
        for (kind, leave_at) in letters {
            notices::queue(tx, person, *kind, Some(id.as_ref()), *leave_at)?;
        }
        Ok(Self {
            id,
            person,
            token,
            door,
            door_code,
            way,
            by,
            by_name,
            created_at: now,
            opens_at,
            expires_at,
            vouching,
            used_at: None,
            replaced_at: None,
            with_card_at,
            door_failures,
        })
    }

    /// Somebody says that the invitation to this address never came. The same work for every address there is.
    ///
    /// # Errors
    /// The store's.
    pub fn ask_again(tx: &mut Tx<'_, '_>, email: &str) -> Result<()> {
        tx.unaudited("whose it is is found out by the job, which records what it leads to");
        let id: InvitationId = tx.new_id()?;
        let subject = forgotten::sealed(tx, id, email)?;
        jobs::queue(tx, jobs::Kind::InviteAgain, &subject, tx.now())
    }

    /// Finds out whose address it was, and sends the invitation anew to whoever has never been in.
    ///
    /// # Errors
    /// The store's.
    pub fn answer_again(tx: &mut Tx<'_, '_>, asked: &str) -> Result<()> {
        tx.unaudited("where an invitation is sent it is recorded");
        let (_, email) = forgotten::opened::<InvitationId>(tx, asked)
            .ok_or_else(|| Error::Bug("what was asked does not open".into()))?;
        let person = Person::by_email(tx, &email)?
            .filter(|person| person.ended_at.is_none() && person.entered_at.is_none());
        let Some(person) = person else { return Ok(()) };
        match Self::latest_of(tx, person.id)? {
            Some(invitation) => invitation.renew(tx),
            None => Ok(()),
        }
    }

    /// Sends a new one in place of one that ended: by mail, only to the address on file, with the same code at the door.
    /// Within ten minutes of the last it does nothing, nor for one that was used, that the firm ended, or whose door is shut.
    /// Wrong answers are carried over, so that nobody gains tries by asking for a new one.
    ///
    /// # Errors
    /// The store's.
    pub fn renew(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        // Whoever has been in before is vouched for anew, not sent another link; and what was made at the server is made there.
        let may_be_renewed = self.replaced_at.is_none()
            && self.used_at.is_none()
            && self.vouching.is_none()
            && self.by != self.person
            && self.door_failures < DOOR_TRIES;
        if may_be_renewed && tx.now().since(self.created_at) >= RENEWAL_STEP {
            let terms = Terms {
                way: Way::Email,
                door: self.door,
                door_code: self.door_code.clone(),
                door_failures: self.door_failures,
                by: self.by,
                by_name: self.by_name.clone(),
                opens_at: tx.now(),
                vouching: None,
                with_card_at: self.with_card_at,
                at_server: false,
            };
            let new = Self::make_on(tx, self.person, terms)?;
            cards::hand_on(tx, self.id, new.id)?;
        }
        Ok(())
    }
}
