//! Members: people on the firm's side of the counter.

use super::{TITLE, open_name};
use crate::base::{Act, Entry, PersonId, Result, Role, Timestamp, Tx, Under, sql};

sql! {
    INSERT = "insert into members (person_id, firm_id, role, title, created_at) values ($1, $2, $3, $4, $5)
        on conflict (person_id) do nothing";
    // Whoever was shut out is no member any more, though their name stays in the record.
    ALL = "select m.person_id, p.name, m.title, m.role, p.entered_at
        from members m join people p on p.id = m.person_id and p.ended_at is null
        where m.firm_id = $1 order by m.created_at, m.person_id";
    ROLE = "select role from members where firm_id = $1 and person_id = $2";
}

/// Somebody who works at the firm.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// "Law clerk".
    pub title: String,
    /// What they may do.
    pub role: Role,
    /// Their first complete sign-in.
    pub entered_at: Option<Timestamp>,
}

impl Member {
    /// Makes a person a member. Twice is fine.
    ///
    /// # Errors
    /// The store's.
    pub fn add(tx: &mut Tx<'_, '_>, person: PersonId, role: Role, title: &str) -> Result<()> {
        let sealed = tx.seal(Under::Firm, TITLE, person, title)?;
        if tx.run(INSERT, &[&person, &tx.firm(), &role, &sealed, &tx.now()])? == 1 {
            tx.record(
                Entry::of(Act::MemberAdded)
                    .about(person)
                    .with("role", role.as_str()),
            )?;
        }
        Ok(())
    }

    /// Everybody who works at the firm, in the order they joined.
    ///
    /// # Errors
    /// The store's.
    pub fn all(tx: &mut Tx<'_, '_>) -> Result<Vec<Self>> {
        type Found = (PersonId, Vec<u8>, Vec<u8>, Role, Option<Timestamp>);
        let rows: Vec<Found> = tx.rows(ALL, &[&tx.firm()], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })?;
        rows.into_iter()
            .map(|(person, name, title, role, entered_at)| {
                let name = open_name(tx, person, &name)?;
                let title = tx.open(Under::Firm, TITLE, person, &title)?;
                Ok(Self {
                    person,
                    name,
                    title,
                    role,
                    entered_at,
                })
            })
            .collect()
    }

    /// The person's role, if they work here.
    ///
    /// # Errors
    /// The store's.
    pub fn role_of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Option<Role>> {
        tx.row(ROLE, &[&tx.firm(), &person], |row| row.get(0))
    }
}
