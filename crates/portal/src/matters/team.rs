//! The team: the members of the firm who work on a matter, and so the only ones besides the owner who see it.

use super::Matter;
use crate::{
    base::{
        Act, Entry, Error, MatterId, PersonId, Result, Right, Role, Timestamp, Tx, Under, sql,
        takes_part,
    },
    people::{self, Member, Person},
};

sql! {
    // Only a member joins; joining again after leaving is a new beginning.
    JOIN = "insert into matter_team (matter_id, person_id, firm_id, added_at)
        select $2, m.person_id, $1, $4 from members m
        join people p on p.id = m.person_id and p.ended_at is null
        where m.firm_id = $1 and m.person_id = $3
        on conflict (matter_id, person_id) do update set added_at = excluded.added_at, ended_at = null
        where matter_team.ended_at is not null";
    IS_ON = "select 1 from matter_team where firm_id = $1 and matter_id = $2 and person_id = $3 and ended_at is null";
    LEAVE = "update matter_team set ended_at = $4 where firm_id = $1 and matter_id = $2 and person_id = $3 and ended_at is null";
    TEAM = "select m.person_id, p.name, m.title, m.role, p.entered_at from matter_team t
        join members m on m.person_id = t.person_id
        join people p on p.id = t.person_id
        where t.firm_id = $1 and t.matter_id = $2 and t.ended_at is null
        order by case when t.person_id = $3 then 0 else 1 end, t.added_at, t.person_id";
    TEAMS = concat!("select m.person_id, p.name, m.title, m.role, p.entered_at, t.matter_id from participants a
        join matters x on x.id = a.matter_id and x.removed_at is null
        join matter_team t on t.matter_id = a.matter_id and t.ended_at is null
        join members m on m.person_id = t.person_id
        join people p on p.id = t.person_id
        where a.firm_id = $1 and a.person_id = $2 and ", takes_part!("a", "$3"), "
        order by x.changed_at desc, x.id desc, case when t.person_id = x.responsible_id then 0 else 1 end, t.added_at, t.person_id");
    IN_CONFLICT = "select 1 from conflicts where firm_id = $1 and matter_id = $2 and person_id = $3 and ended_at is null";
    THROUGH = "select 1 from sights g where g.firm_id = $1 and g.matter_id = $2 and g.person_id = $3
        and g.through in ('team', 'owner') and g.opens_at <= $4 and g.ends_at > $4 limit 1";
}

impl Matter {
    /// Who works on it: the responsible lawyer first, then in the order they joined.
    ///
    /// # Errors
    /// The store's.
    pub fn team(&self, tx: &mut Tx<'_, '_>) -> Result<Vec<Member>> {
        let rows = tx.rows(TEAM, &[&tx.firm(), &self.id, &self.responsible], read)?;
        rows.into_iter().map(|row| opened(tx, row)).collect()
    }

    /// Who works on each matter the client takes part in, in the order of [`Matter::mine`] and [`team`](Matter::team), in
    /// one statement.
    ///
    /// # Errors
    /// The store's; [`SignIn`](Error::SignIn) at the door.
    pub fn my_teams(tx: &mut Tx<'_, '_>) -> Result<Vec<(MatterId, Member)>> {
        let rows = tx.rows(TEAMS, &[&tx.firm(), &tx.person()?, &tx.now()], |row| {
            Ok((row.get::<MatterId>(5)?, read(row)?))
        })?;
        rows.into_iter()
            .map(|(matter, row)| Ok((matter, opened(tx, row)?)))
            .collect()
    }

    /// Puts a member on the team. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Refused`] when the person is no member of the firm or in conflict, and for whoever sees the matter only in
    /// an emergency; [`Error::Forbidden`] without [`Right::RunMatters`].
    pub fn join_team(&self, tx: &mut Tx<'_, '_>, member: PersonId) -> Result<()> {
        tx.require(Right::RunMatters)?;
        self.refuse_in_emergency(tx)?;
        self.take_on(tx, member)
    }

    /// Puts whoever answers for the matter on its team.
    pub(super) fn answers(&self, tx: &mut Tx<'_, '_>, member: PersonId) -> Result<()> {
        if Member::role_of(tx, member)? == Some(Role::ViewOnly) {
            return Err(Error::Refused("matters-refused-view-only"));
        }
        self.take_on(tx, member)
    }

    pub(super) fn take_on(&self, tx: &mut Tx<'_, '_>, member: PersonId) -> Result<()> {
        let firm = tx.firm();
        if tx
            .row(IN_CONFLICT, &[&firm, &self.id, &member], |_| Ok(()))?
            .is_some()
        {
            return Err(Error::Refused("matters-refused-in-conflict"));
        }
        if tx.run(JOIN, &[&firm, &self.id, &member, &tx.now()])? == 1 {
            let name = Person::name_of(tx, member)?;
            return tx.record(
                Entry::of(Act::TeamJoined)
                    .in_matter(self.id)
                    .about(member)
                    .with("person", name),
            );
        }
        if self.has_on_team(tx, member)? {
            Ok(())
        } else {
            Err(Error::Refused("matters-refused-not-a-member"))
        }
    }

    /// Whether the member is on the team.
    ///
    /// # Errors
    /// The store's.
    pub fn has_on_team(&self, tx: &mut Tx<'_, '_>, member: PersonId) -> Result<bool> {
        let found = tx.row(IS_ON, &[&tx.firm(), &self.id, &member], |_| Ok(()))?;
        Ok(found.is_some())
    }

    /// Refuses whoever sees the matter only because it was opened to them in an emergency: they may work in it, and change
    /// nothing about who sees it.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn refuse_in_emergency(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        let Some(person) = tx.actor().person() else {
            return Ok(());
        };
        tx.row(THROUGH, &[&tx.firm(), &self.id, &person, &tx.now()], |_| {
            Ok(())
        })?
        .ok_or(Error::Refused("matters-refused-in-emergency"))
    }

    /// Takes a member off the team: from now on the matter is absent for them.
    ///
    /// # Errors
    /// [`Error::Refused`] for the responsible lawyer, without whom nobody would answer for the matter.
    pub fn leave_team(&self, tx: &mut Tx<'_, '_>, member: PersonId) -> Result<()> {
        tx.require(Right::RunMatters)?;
        self.refuse_in_emergency(tx)?;
        if member == self.responsible {
            return Err(Error::Refused("matters-refused-responsible-stays"));
        }
        if tx.run(LEAVE, &[&tx.firm(), &self.id, &member, &tx.now()])? == 1 {
            let name = Person::name_of(tx, member)?;
            tx.record(
                Entry::of(Act::TeamLeft)
                    .in_matter(self.id)
                    .about(member)
                    .with("person", name),
            )?;
        }
        Ok(())
    }
}

type Sealed = (PersonId, Vec<u8>, Vec<u8>, Role, Option<Timestamp>);

fn read(row: &anteroom_db::Row<'_>) -> Result<Sealed, anteroom_db::Error> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
    ))
}

fn opened(tx: &Tx<'_, '_>, (person, name, title, role, entered_at): Sealed) -> Result<Member> {
    Ok(Member {
        person,
        name: people::open_name(tx, person, &name)?,
        title: tx.open(Under::Firm, people::TITLE, person, &title)?,
        role,
        entered_at,
    })
}
