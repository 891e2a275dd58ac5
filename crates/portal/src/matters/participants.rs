//! Participants: the client's people and their helpers who may come into a matter, on their terms, from the day they were
//! let in until their access ends, by an act or by the clock.
//!
//! Ending access is at once and needs no second rule: documents, shares and letters are found through the matter.

use super::{Matter, Part, Terms, terms, terms_columns};
use crate::{
    base::{
        Act, Column, Entry, Error, Locale, MatterId, PersonId, Result, Right, Side, Timestamp, Tx,
        Under, sql, takes_part,
    },
    clients::Client,
    people::{self, Person},
};

const EMAIL: Column = Column::of("people", "email");

sql! {
    // A member of the firm is never a participant: their side of the counter would not change.
    LET_IN = "insert into participants (matter_id, person_id, firm_id, added_by, added_at, kind, trade, title,
            sending_since, writing_since, meeting_since, ends_at)
        select $2, p.id, $1, $4, $5, $6, $7, $8, $9, $10, $11, $12 from people p
        where p.firm_id = $1 and p.id = $3 and p.ended_at is null
            and not exists (select 1 from members m where m.firm_id = $1 and m.person_id = p.id)
        on conflict (matter_id, person_id) do update
            set added_by = excluded.added_by, added_at = excluded.added_at, ended_at = null, kind = excluded.kind,
                trade = excluded.trade, title = excluded.title, sending_since = excluded.sending_since,
                writing_since = excluded.writing_since, meeting_since = excluded.meeting_since, ends_at = excluded.ends_at
            where participants.ended_at is not null or participants.ends_at <= $5";
    TERMS = concat!("select ", terms_columns!(), " from participants p
        where p.firm_id = $1 and p.matter_id = $2 and p.person_id = $3 and ", takes_part!("p", "$4"));
    SET_TERMS = concat!("update participants set trade = $4, title = $5, sending_since = $6, writing_since = $7, meeting_since = $8, ends_at = $9
        where firm_id = $1 and matter_id = $2 and person_id = $3 and kind = $10 and ", takes_part!("participants", "$11"));
    END = concat!("update participants set ended_at = $4 where firm_id = $1 and matter_id = $2 and person_id = $3 and ", takes_part!("participants", "$4"));
    ENDED = "select matter_id, person_id, ends_at from participants where firm_id = $1 and ends_at <= $2 and ended_at is null
        order by ends_at, person_id limit 500";
    NOTE_ENDED = "update participants set ended_at = ends_at
        where firm_id = $1 and matter_id = $2 and person_id = $3 and ends_at <= $4 and ended_at is null";
    // Nothing is left to come in for: open sessions and unused invitations end with the last matter.
    END_SESSIONS = concat!("update sessions set ended_at = $3 where firm_id = $1 and person_id = $2 and ended_at is null
        and not exists (select 1 from participants p where p.firm_id = $1 and p.person_id = $2 and ", takes_part!("p", "$3"), ")");
    END_INVITATIONS = concat!("update invitations set replaced_at = $3 where firm_id = $1 and person_id = $2 and used_at is null and replaced_at is null
        and not exists (select 1 from participants p where p.firm_id = $1 and p.person_id = $2 and ", takes_part!("p", "$3"), ")");
    // A transfer under way is found through the matter and stops by itself; its pen is taken so that nobody waits for it.
    FREE_PENS = "update uploads set writer = writer + 1, writer_until = 0
        where firm_id = $1 and matter_id = $2 and created_by = $3 and ended_at is null and writer_until > 0";
    PARTICIPANTS = concat!("select s.id, s.name, s.email, s.locale, s.entered_at, p.ended_at,
            (select max(v.seen_at) from sessions v where v.firm_id = $1 and v.person_id = s.id),
            (select count(*) from passkeys k where k.firm_id = $1 and k.person_id = s.id and k.removed_at is null),
            case when s.password_hash is not null and s.totp is not null then 1 else 0 end, p.added_at, ", terms_columns!(), ",
            (select sum(case when k.used_at is null then 1 else 0 end) from card_codes k join code_cards c on c.id = k.card_id
                where c.firm_id = $1 and c.person_id = s.id and c.ended_at is null
                    and (c.invitation_id is null or exists (select 1 from invitations i where i.id = c.invitation_id and i.used_at is not null)))
        from participants p join people s on s.id = p.person_id
        where p.firm_id = $1 and p.matter_id = $2
        order by case when ", takes_part!("p", "$3"), " then 0 else 1 end, p.added_at, s.id");
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
    /// When their access to this matter ended, by an act or by the clock.
    pub ended_at: Option<Timestamp>,
    /// When they were last here, in whichever matter.
    pub visited_at: Option<Timestamp>,
    /// Whether they have a passkey.
    pub has_passkey: bool,
    /// Whether they have a password and an authenticator app.
    pub has_password: bool,
    /// Codes left on their printed card.
    pub card_left: Option<i64>,
    /// When they were let in.
    pub added_at: Timestamp,
    /// On which terms.
    pub terms: Terms,
    /// Of a helper: what they read instead of the matter's title; only the firm sees it beside the name.
    pub title: Option<String>,
}

impl Participant {
    /// Whether they may come in.
    pub fn is_in(&self) -> bool {
        self.ended_at.is_none()
    }

    /// Whether what is written with everybody is written with them: they see the others.
    pub fn meets(&self) -> bool {
        self.is_in() && self.terms.meets
    }
}

/// How somebody joins, or goes on.
#[derive(Clone, Debug)]
pub struct Joining {
    /// On which terms.
    pub terms: Terms,
    /// Of a helper: what they read instead of the matter's title.
    pub title: Option<String>,
}

impl Joining {
    /// Joins on these terms, reading the matter's own title.
    pub fn on(terms: Terms) -> Self {
        Self { terms, title: None }
    }

    /// Refuses terms that a helper may not have: no end, no title of their own, sight of the others.
    fn check(&self, now: Timestamp) -> Result<()> {
        let Self { terms, title } = self;
        if terms.ends_at.is_some_and(|end| end <= now) {
            return Err(Error::Refused("matters-refused-end-passed"));
        }
        let is_whole = terms.ends_at.is_some() && terms.trade.is_some() && title.is_some();
        if terms.is_helper() && (!is_whole || terms.meets) {
            return Err(Error::Refused("matters-refused-helper-terms"));
        }
        Ok(())
    }

    fn seal(&self, tx: &Tx<'_, '_>, matter: &Matter, person: PersonId) -> Result<Option<Vec<u8>>> {
        let title = self.title.as_deref().filter(|_| self.terms.is_helper());
        title
            .map(|title| tx.seal(Under::Matter(matter.id), terms::TITLE, person, title))
            .transpose()
    }
}

/// Since when something is allowed that is allowed now.
fn since(now: Timestamp, is_allowed: bool) -> Option<Timestamp> {
    is_allowed.then_some(now)
}

impl Matter {
    /// Lets a person into the matter as a contact of its client, with everything a client may do. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Refused`] for a member of the firm; [`Error::Forbidden`] without [`Right::InviteClients`].
    pub fn let_in(&self, tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
        self.let_in_on(tx, person, &Joining::on(Terms::CLIENT))
    }

    /// Lets a person into the matter on these terms. Twice is fine; on other terms than before, [`set_terms`](Matter::set_terms).
    ///
    /// # Errors
    /// [`Error::Refused`] for a member of the firm, for terms a helper may not have, for somebody who takes part as
    /// something else, and in an emergency; [`Error::Forbidden`] without [`Right::InviteClients`].
    pub fn let_in_on(
        &self,
        tx: &mut Tx<'_, '_>,
        person: PersonId,
        joining: &Joining,
    ) -> Result<()> {
        tx.require(Right::InviteClients)?;
        self.refuse_in_emergency(tx)?;
        let (by, now) = (tx.person()?, tx.now());
        joining.check(now)?;
        let terms = joining.terms;
        let title = joining.seal(tx, self, person)?;
        let params: [&dyn anteroom_db::Param; 12] = [
            &tx.firm(),
            &self.id,
            &person,
            &by,
            &now,
            &terms.part,
            &terms.trade,
            &title,
            &since(now, terms.sends),
            &since(now, terms.writes),
            &since(now, terms.meets),
            &terms.ends_at,
        ];
        if tx.run(LET_IN, &params)? == 0 {
            return match self.terms_of(tx, person)? {
                Some(known) if known.part == terms.part => Ok(()),
                Some(_) => Err(Error::Refused("matters-refused-takes-part")),
                None => Err(Error::Refused("matters-refused-not-a-contact")),
            };
        }
        if terms.part == Part::Client {
            Client::find(tx, self.client)?.link_contact(tx, person)?;
        }
        self.record_terms(tx, Act::ParticipantAdded, person, &terms)
    }

    /// Changes the terms of somebody who takes part; what they take part as stays.
    ///
    /// # Errors
    /// As [`let_in_on`](Matter::let_in_on); [`Error::NotFound`] for anybody else.
    pub fn set_terms(
        &self,
        tx: &mut Tx<'_, '_>,
        person: PersonId,
        joining: &Joining,
    ) -> Result<()> {
        tx.require(Right::InviteClients)?;
        self.refuse_in_emergency(tx)?;
        let now = tx.now();
        joining.check(now)?;
        let terms = joining.terms;
        let title = joining.seal(tx, self, person)?;
        let params: [&dyn anteroom_db::Param; 11] = [
            &tx.firm(),
            &self.id,
            &person,
            &terms.trade,
            &title,
            &since(now, terms.sends),
            &since(now, terms.writes),
            &since(now, terms.meets),
            &terms.ends_at,
            &terms.part,
            &now,
        ];
        if tx.run(SET_TERMS, &params)? == 0 {
            return Err(Error::NotFound);
        }
        if !terms.sends {
            tx.run(FREE_PENS, &[&tx.firm(), &self.id, &person])?;
        }
        self.record_terms(tx, Act::ParticipantChanged, person, &terms)
    }

    fn record_terms(
        &self,
        tx: &mut Tx<'_, '_>,
        act: Act,
        person: PersonId,
        terms: &Terms,
    ) -> Result<()> {
        let name = Person::name_of(tx, person)?;
        let entry = Entry::of(act)
            .in_matter(self.id)
            .about(person)
            .with("person", name)
            .with("part", terms.part.as_str());
        tx.record(match terms.ends_at {
            Some(end) => entry.with("until", end.rfc3339()),
            None => entry,
        })
    }

    /// Ends a person's access now; with their last matter, their sessions and unused invitations end too. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::InviteClients`]; [`Error::Refused`] in an emergency.
    pub fn end_access(&self, tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
        tx.require(Right::InviteClients)?;
        self.refuse_in_emergency(tx)?;
        if tx.run(END, &[&tx.firm(), &self.id, &person, &tx.now()])? == 1 {
            let name = Person::name_of(tx, person)?;
            tx.record(
                Entry::of(Act::ParticipantEnded)
                    .in_matter(self.id)
                    .about(person)
                    .with("person", name),
            )?;
            end_what_hung_on_it(tx, self.id, person)?;
        }
        Ok(())
    }

    /// Whether the person may come in.
    ///
    /// # Errors
    /// The store's.
    pub fn includes(&self, tx: &mut Tx<'_, '_>, person: PersonId) -> Result<bool> {
        Ok(self.terms_of(tx, person)?.is_some())
    }

    /// On which terms the person takes part, if they do.
    ///
    /// # Errors
    /// The store's.
    pub fn terms_of(&self, tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Option<Terms>> {
        tx.row(TERMS, &[&tx.firm(), &self.id, &person, &tx.now()], |row| {
            Ok(Terms::read(row, 0)?.0)
        })
    }

    /// Everybody who was ever let in; those who may come in first. Somebody of the client's side is told of those they
    /// meet, and of themselves.
    ///
    /// # Errors
    /// The store's.
    pub fn participants(&self, tx: &mut Tx<'_, '_>) -> Result<Vec<Participant>> {
        let client = tx
            .actor()
            .signed()
            .filter(|signed| signed.side == Side::Client)
            .map(|signed| signed.person);
        let now = tx.now();
        let rows = tx.rows(PARTICIPANTS, &[&tx.firm(), &self.id, &now], |row| {
            let (terms, title) = Terms::read(row, 10)?;
            let by_clock = terms.ends_at.filter(|end| *end <= now);
            Ok((
                Participant {
                    person: row.get(0)?,
                    name: String::new(),
                    email: None,
                    locale: row.get(3)?,
                    entered_at: row.get(4)?,
                    ended_at: row.get::<Option<Timestamp>>(5)?.or(by_clock),
                    visited_at: row.get(6)?,
                    has_passkey: row.get::<i64>(7)? > 0,
                    has_password: row.get::<i64>(8)? == 1,
                    added_at: row.get(9)?,
                    terms,
                    title: None,
                    card_left: row.get(17)?,
                },
                row.get::<Vec<u8>>(1)?,
                row.get::<Vec<u8>>(2)?,
                title,
            ))
        })?;
        rows.into_iter()
            .filter(|(participant, ..)| {
                client.is_none_or(|me| {
                    participant.person == me
                        || self.allows(Right::MeetOthers) && participant.meets()
                })
            })
            .map(|(mut participant, name, email, title)| {
                participant.name = people::open_name(tx, participant.person, &name)?;
                if client.is_none() {
                    let (under, person) = (Under::Matter(self.id), participant.person);
                    participant.email = Some(tx.open(Under::Firm, EMAIL, person, &email)?);
                    participant.title =
                        tx.open_maybe(under, terms::TITLE, person, title.as_deref())?;
                }
                Ok(participant)
            })
            .collect()
    }
}

fn end_what_hung_on_it(tx: &mut Tx<'_, '_>, matter: MatterId, person: PersonId) -> Result<()> {
    let (firm, now) = (tx.firm(), tx.now());
    tx.run(FREE_PENS, &[&firm, &matter, &person])?;
    tx.run(END_SESSIONS, &[&firm, &person, &now])?;
    tx.run(END_INVITATIONS, &[&firm, &person, &now])?;
    Ok(())
}

/// Notes the access that ended by the clock, five hundred at most; answers how many. What they could see ended at their
/// moment, whenever this runs: it writes the line of the record, and ends what is left of their sessions.
///
/// # Errors
/// The store's.
pub fn note_ended_access(tx: &mut Tx<'_, '_>) -> Result<usize> {
    tx.unaudited("each ended access is a line of its own");
    let ended = tx.rows(ENDED, &[&tx.firm(), &tx.now()], |row| {
        Ok((
            row.get::<MatterId>(0)?,
            row.get::<PersonId>(1)?,
            row.get::<Timestamp>(2)?,
        ))
    })?;
    for (matter, person, end) in &ended {
        tx.run(NOTE_ENDED, &[&tx.firm(), matter, person, &tx.now()])?;
        let name = Person::name_of(tx, *person)?;
        tx.record(
            Entry::of(Act::AccessRanOut)
                .in_matter(*matter)
                .about(*person)
                .with("person", name)
                .with("until", end.rfc3339()),
        )?;
        end_what_hung_on_it(tx, *matter, *person)?;
    }
    Ok(ended.len())
}
