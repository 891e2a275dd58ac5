//! Conflicts: members who may not know of a matter, with the reason. They cannot join its team, nor open it in an
//! emergency, nor see it as owners, whether or not a wall stands.

use super::{Matter, Taken, walls::takes_two};
use crate::{
    base::{Act, Column, Entry, Error, PersonId, Result, Timestamp, Tx, Under, sql},
    people::{self, Member, Person},
};

const REASON: Column = Column::of("conflicts", "reason");

sql! {
    ADD = "insert into conflicts (matter_id, person_id, firm_id, reason, added_by, added_at) values ($2, $3, $1, $4, $5, $6)
        on conflict (matter_id, person_id) do update
            set reason = excluded.reason, added_by = excluded.added_by, added_at = excluded.added_at,
                lifting_at = null, lifting_by = null, ended_at = null";
    LEAVE = "update matter_team set ended_at = $4 where firm_id = $1 and matter_id = $2 and person_id = $3 and ended_at is null";
    OF_MATTER = "select c.person_id, p.name, c.reason, c.added_by, b.name, c.added_at, c.lifting_by
        from conflicts c join people p on p.id = c.person_id join people b on b.id = c.added_by
        where c.firm_id = $1 and c.matter_id = $2 and c.ended_at is null order by c.added_at, c.person_id";
    ASK = "update conflicts set lifting_at = $4, lifting_by = $5
        where firm_id = $1 and matter_id = $2 and person_id = $3 and ended_at is null";
    LIFT = "update conflicts set ended_at = $4, lifting_at = null, lifting_by = null
        where firm_id = $1 and matter_id = $2 and person_id = $3 and ended_at is null";
}

/// A member in conflict.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Who said so.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
    /// Who of the team has said that it may be lifted, where one has.
    pub lifting_by: Option<PersonId>,
}

impl Matter {
    /// Keeps the matter from a member, from now on. Whoever is on the team is off it.
    ///
    /// # Errors
    /// [`Error::Refused`] for the responsible lawyer, for oneself, for somebody who is no member, and for anybody off the
    /// team who asks; [`Error::Forbidden`] without [`RunMatters`](crate::base::Right::RunMatters).
    pub fn keep_from(&self, tx: &mut Tx<'_, '_>, member: PersonId, reason: &str) -> Result<()> {
        let by = self.require_team(tx)?;
        if member == self.responsible {
            return Err(Error::Refused("matters-refused-responsible-stays"));
        }
        if member == by {
            return Err(Error::Refused("matters-refused-own-conflict"));
        }
        if Member::role_of(tx, member)?.is_none() {
            return Err(Error::Refused("matters-refused-not-a-member"));
        }
        let (firm, now) = (tx.firm(), tx.now());
        let sealed = tx.seal(Under::Matter(self.id), REASON, member, reason)?;
        tx.run(LEAVE, &[&firm, &self.id, &member, &now])?;
        tx.run(ADD, &[&firm, &self.id, &member, &sealed, &by, &now])?;
        let name = Person::name_of(tx, member)?;
        tx.record(
            Entry::of(Act::ConflictAdded)
                .in_matter(self.id)
                .about(member)
                .with("person", name)
                .with("words", reason),
        )
    }

    /// The members in conflict, in the order they were named.
    ///
    /// # Errors
    /// The store's.
    pub fn conflicts(&self, tx: &mut Tx<'_, '_>) -> Result<Vec<Conflict>> {
        let rows = tx.rows(OF_MATTER, &[&tx.firm(), &self.id], |row| {
            Ok((
                row.get::<PersonId>(0)?,
                row.get::<Vec<u8>>(1)?,
                row.get::<Vec<u8>>(2)?,
                row.get::<PersonId>(3)?,
                row.get::<Vec<u8>>(4)?,
                row.get::<Timestamp>(5)?,
                row.get::<Option<PersonId>>(6)?,
            ))
        })?;
        rows.into_iter()
            .map(|(person, name, reason, by, by_name, at, lifting_by)| {
                Ok(Conflict {
                    person,
                    name: people::open_name(tx, person, &name)?,
                    reason: tx.open(Under::Matter(self.id), REASON, person, &reason)?,
                    by,
                    by_name: people::open_name(tx, by, &by_name)?,
                    at,
                    lifting_by,
                })
            })
            .collect()
    }

    /// Lifts a conflict: at once for an owner on the team, else as soon as a second of the team says so.
    ///
    /// # Errors
    /// As [`keep_from`](Matter::keep_from); [`Error::NotFound`] for a member who is in no conflict.
    pub fn lift_conflict(&self, tx: &mut Tx<'_, '_>, member: PersonId) -> Result<Taken> {
        let by = self.require_team(tx)?;
        let conflict = self
            .conflicts(tx)?
            .into_iter()
            .find(|conflict| conflict.person == member)
            .ok_or(Error::NotFound)?;
        let (firm, now) = (tx.firm(), tx.now());
        let (act, taken) = if takes_two(tx, by, conflict.lifting_by) {
            tx.run(ASK, &[&firm, &self.id, &member, &now, &by])?;
            (Act::LiftingAsked, Taken::Asked)
        } else {
            tx.run(LIFT, &[&firm, &self.id, &member, &now])?;
            (Act::ConflictLifted, Taken::Down)
        };
        tx.record(
            Entry::of(act)
                .in_matter(self.id)
                .about(member)
                .with("person", conflict.name),
        )?;
        Ok(taken)
    }
}
