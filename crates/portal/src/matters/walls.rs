//! Walls: a matter that only its team knows of, and the members in conflict whom it may never be shown.
//!
//! A wall is put up by one person of the team and taken down by an owner on it, or by two of the team. So nobody alone
//! opens what somebody closed.

use super::Matter;
use crate::base::{Act, Entry, Error, PersonId, Result, Right, Role, Side, Tx, Whose, sees, sql};

sql! {
    WALL = "update matters set walled_at = $3, walled_by = $4, unwalling_at = null, unwalling_by = null
        where firm_id = $1 and id = $2 and walled_at is null";
    ASKED_BY = "select unwalling_by from matters where firm_id = $1 and id = $2 and walled_at is not null";
    ASK = "update matters set unwalling_at = $3, unwalling_by = $4 where firm_id = $1 and id = $2 and walled_at is not null";
    UNWALL = "update matters set walled_at = null, walled_by = null, unwalling_at = null, unwalling_by = null
        where firm_id = $1 and id = $2 and walled_at is not null";
    COUNT = concat!("select count(*) from matters m where m.firm_id = $1 and m.walled_at is not null and m.removed_at is null
        and not ", sees!("m.id", "$2", "''", "$3"));
}

/// What came of taking something down that takes two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is down.
    Down,
    /// It waits for a second person of the team.
    Asked,
}

/// How many matters stand behind walls the actor does not see behind.
///
/// # Errors
/// [`Error::Forbidden`] without [`Right::RunFirm`].
pub fn walled_count(tx: &mut Tx<'_, '_>) -> Result<u32> {
    tx.require(Right::RunFirm)?;
    let eyes = tx.eyes(Whose::All)?;
    let count = tx.row(COUNT, &[&tx.firm(), &eyes.member(), &tx.now()], |row| {
        row.get(0)
    })?;
    Ok(count.unwrap_or(0))
}

impl Matter {
    /// Puts a wall up: from now on only the team knows of the matter. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::RunMatters`]; [`Error::Refused`] for anybody off the team.
    pub fn put_wall_up(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        let by = self.require_team(tx)?;
        if tx.run(WALL, &[&tx.firm(), &self.id, &tx.now(), &by])? == 1 {
            tx.record(
                Entry::of(Act::MatterWalled)
                    .in_matter(self.id)
                    .about(self.id),
            )?;
        }
        Ok(())
    }

    /// Who of the team has said that the wall may come down, where one has.
    ///
    /// # Errors
    /// The store's.
    pub fn unwalling_by(&self, tx: &mut Tx<'_, '_>) -> Result<Option<PersonId>> {
        let asked = tx.row(ASKED_BY, &[&tx.firm(), &self.id], |row| {
            row.get::<Option<PersonId>>(0)
        })?;
        Ok(asked.flatten())
    }

    /// Takes the wall down: at once for an owner on the team, else as soon as a second of the team says so.
    ///
    /// # Errors
    /// As [`put_wall_up`](Matter::put_wall_up); [`Error::NotFound`] where there is no wall.
    pub fn take_wall_down(&self, tx: &mut Tx<'_, '_>) -> Result<Taken> {
        let by = self.require_team(tx)?;
        let (firm, now) = (tx.firm(), tx.now());
        let asked_by = self.unwalling_by(tx)?;
        if self.walled_at.is_none() {
            return Err(Error::NotFound);
        }
        if takes_two(tx, by, asked_by) {
            tx.run(ASK, &[&firm, &self.id, &now, &by])?;
            tx.record(
                Entry::of(Act::UnwallingAsked)
                    .in_matter(self.id)
                    .about(self.id),
            )?;
            return Ok(Taken::Asked);
        }
        tx.run(UNWALL, &[&firm, &self.id])?;
        tx.record(
            Entry::of(Act::MatterUnwalled)
                .in_matter(self.id)
                .about(self.id),
        )?;
        Ok(Taken::Down)
    }

    /// The member who acts, when they are on the team and may run it.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::RunMatters`]; [`Error::Refused`] for anybody off the team.
    pub(super) fn require_team(&self, tx: &mut Tx<'_, '_>) -> Result<PersonId> {
        tx.require(Right::RunMatters)?;
        let me = tx.person()?;
        if self.has_on_team(tx, me)? {
            Ok(me)
        } else {
            Err(Error::Refused("matters-refused-only-team"))
        }
    }
}

/// Whether what `asked_by` has asked to take down still waits for a second person, when `by` asks too.
pub(super) fn takes_two(tx: &Tx<'_, '_>, by: PersonId, asked_by: Option<PersonId>) -> bool {
    let side = tx.actor().signed().map(|signed| signed.side);
    side != Some(Side::Firm(Role::Owner)) && asked_by.is_none_or(|first| first == by)
}
