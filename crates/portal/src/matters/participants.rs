//! Participants: the client's people who may come into a matter, from the day they were let in until their access ends.
//!
//! Ending access is at once and needs no second rule: documents, shares and letters are found through the matter.

use super::Matter;
use crate::{
    base::{
        Act, Column, Entry, Error, Locale, PersonId, Result, Right, Side, Timestamp, Tx, Under, sql,
    },
    clients::Client,
    people::{self, Person},
};

const EMAIL: Column = Column::of("people", "email");

sql! {
    // A member of the firm is never a participant: their side of the counter would not change.
    LET_IN = "insert into participants (matter_id, person_id, firm_id, added_by, added_at)
        select $2, p.id, $1, $4, $5 from people p
        where p.firm_id = $1 and p.id = $3 and p.ended_at is null
            and not exists (select 1 from members m where m.firm_id = $1 and m.person_id = p.id)
        on conflict (matter_id, person_id) do update
            set added_by = excluded.added_by, added_at = excluded.added_at, ended_at = null
            where participants.ended_at is not null";
    INCLUDES = "select 1 from participants where firm_id = $1 and matter_id = $2 and person_id = $3 and ended_at is null";
    END = "update participants set ended_at = $4 where firm_id = $1 and matter_id = $2 and person_id = $3 and ended_at is null";
    // Nothing is left to come in for: open sessions and unused invitations end with the last matter.
    END_SESSIONS = "update sessions set ended_at = $3 where firm_id = $1 and person_id = $2 and ended_at is null
        and not exists (select 1 from participants p where p.firm_id = $1 and p.person_id = $2 and p.ended_at is null)";
    END_INVITATIONS = "update invitations set replaced_at = $3 where firm_id = $1 and person_id = $2 and used_at is null and replaced_at is null
        and not exists (select 1 from participants p where p.firm_id = $1 and p.person_id = $2 and p.ended_at is null)";
    PARTICIPANTS = "select p.id, p.name, p.email, p.locale, p.entered_at, a.ended_at,
            (select max(s.seen_at) from sessions s where s.firm_id = $1 and s.person_id = p.id),
            (select count(*) from passkeys k where k.firm_id = $1 and k.person_id = p.id and k.removed_at is null),
            case when p.password_hash is not null and p.totp is not null then 1 else 0 end,
            (select sum(case when k.used_at is null then 1 else 0 end) from card_codes k join code_cards c on c.id = k.card_id
                where c.firm_id = $1 and c.person_id = p.id and c.ended_at is null)
        from participants a join people p on p.id = a.person_id
        where a.firm_id = $1 and a.matter_id = $2
        order by case when a.ended_at is null then 0 else 1 end, a.added_at, p.id";
}

/// Someone of the client's side.
#[derive(Clone, Debug)]
pub struct Participant {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address; only the firm sees it.
    pub email: Option<String>,
    /// The language they are written to in.
    pub locale: Locale,
    /// When they first signed in; absent while they are only invited.
    pub entered_at: Option<Timestamp>,
    /// When their access to this matter ended.
    pub ended_at: Option<Timestamp>,
    /// When they were last here, in whichever matter.
    pub visited_at: Option<Timestamp>,
    /// Whether they have a passkey.
    pub has_passkey: bool,
    /// Whether they have a password and an authenticator app.
    pub has_password: bool,
    /// Codes left on their printed card.
    pub card_left: Option<i64>,
}

impl Participant {
    /// Whether they may come in.
    pub fn is_in(&self) -> bool {
        self.ended_at.is_none()
    }
}

impl Matter {
    /// Lets a person into the matter and makes them a contact of its client. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Refused`] for a member of the firm; [`Error::Forbidden`] without [`Right::InviteClients`].
    pub fn let_in(&self, tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
        tx.require(Right::InviteClients)?;
        let by = tx.person()?;
        if tx.run(LET_IN, &[&tx.firm(), &self.id, &person, &by, &tx.now()])? == 0 {
            return if self.includes(tx, person)? {
                Ok(())
            } else {
                Err(Error::Refused("matters-refused-not-a-contact"))
            };
        }
        Client::find(tx, self.client)?.link_contact(tx, person)?;
        let name = Person::name_of(tx, person)?;
        tx.record(
            Entry::of(Act::ParticipantAdded)
                .in_matter(self.id)
                .about(person)
                .with("person", name),
        )
    }

    /// Ends a person's access now; with their last matter, their sessions and unused invitations end too. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::InviteClients`].
    pub fn end_access(&self, tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
        tx.require(Right::InviteClients)?;
        let (firm, now) = (tx.firm(), tx.now());
        if tx.run(END, &[&firm, &self.id, &person, &now])? == 1 {
            tx.run(END_SESSIONS, &[&firm, &person, &now])?;
            tx.run(END_INVITATIONS, &[&firm, &person, &now])?;
            let name = Person::name_of(tx, person)?;
            tx.record(
                Entry::of(Act::ParticipantEnded)
                    .in_matter(self.id)
                    .about(person)
                    .with("person", name),
            )?;
        }
        Ok(())
    }

    /// Whether the person may come in.
    ///
    /// # Errors
    /// The store's.
    pub fn includes(&self, tx: &mut Tx<'_, '_>, person: PersonId) -> Result<bool> {
        let found = tx.row(INCLUDES, &[&tx.firm(), &self.id, &person], |_| Ok(()))?;
        Ok(found.is_some())
    }

    /// Everybody who was ever let in; those who may come in first.
    ///
    /// # Errors
    /// The store's.
    pub fn participants(&self, tx: &mut Tx<'_, '_>) -> Result<Vec<Participant>> {
        let is_client = tx
            .actor()
            .signed()
            .is_some_and(|signed| signed.side == Side::Client);
        let rows = tx.rows(PARTICIPANTS, &[&tx.firm(), &self.id], |row| {
            Ok((
                Participant {
                    person: row.get(0)?,
                    name: String::new(),
                    email: None,
                    locale: row.get(3)?,
                    entered_at: row.get(4)?,
                    ended_at: row.get(5)?,
                    visited_at: row.get(6)?,
                    has_passkey: row.get::<i64>(7)? > 0,
                    has_password: row.get::<i64>(8)? == 1,
                    card_left: row.get(9)?,
                },
                row.get::<Vec<u8>>(1)?,
                row.get::<Vec<u8>>(2)?,
            ))
        })?;
        rows.into_iter()
            .map(|(mut participant, name, email)| {
                participant.name = people::open_name(tx, participant.person, &name)?;
                if !is_client {
                    participant.email =
                        Some(tx.open(Under::Firm, EMAIL, participant.person, &email)?);
                }
                Ok(participant)
            })
            .collect()
    }
}
