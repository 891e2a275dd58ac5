//! What stands above every page of a matter on the firm's side: title, client, team, and what the tabs count.

use super::Matter;
use crate::{
    base::{PersonId, Result, Tx, sql},
    clients, people,
};

sql! {
    // Counts what other slices keep: the tabs of a matter show them on every page, and one statement is enough.
    HEAD = "select c.name,
            (select count(*) from documents d where d.firm_id = $1 and d.matter_id = $2 and d.part_of is null),
            (select count(*) from messages x where x.firm_id = $1 and x.matter_id = $2 and x.side = 'client'
                and x.created_at > coalesce((select max(y.created_at) from messages y
                    where y.firm_id = $1 and y.matter_id = $2 and y.side = 'firm'
                        and coalesce(y.with_id, '') = coalesce(x.with_id, '')), 0)),
            (select count(*) from request_items i join requests q on q.id = i.request_id and q.withdrawn_at is null
                where i.firm_id = $1 and i.matter_id = $2 and i.answered_at is not null)
        from clients c where c.firm_id = $1 and c.id = $3";
    TEAM = "select p.id, p.name from matter_team t join people p on p.id = t.person_id
        where t.firm_id = $1 and t.matter_id = $2 and t.ended_at is null
        order by case when t.person_id = $3 then 0 else 1 end, t.added_at, p.id";
}

/// A tab of a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Its documents: the first page of a matter.
    Documents,
    /// Where it stands.
    Status,
    /// What was asked in it.
    Requests,
    /// Its letters.
    Messages,
    /// Its people.
    People,
    /// Its record.
    Record,
}

/// Numbers at the tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// All documents.
    pub documents: u32,
    /// What was asked and answered, and waits to be looked at.
    pub requests: u32,
    /// The client's letters since the firm last wrote.
    pub messages: u32,
}

/// The head of a matter's pages.
#[derive(Clone, Debug)]
pub struct MatterHead {
    /// The matter.
    pub matter: Matter,
    /// Its client's name.
    pub client_name: String,
    /// The names of the team, the responsible lawyer's first.
    pub team_names: Vec<String>,
    /// Numbers at the tabs.
    pub counts: Counts,
}

impl MatterHead {
    /// Everything the head shows, in two statements.
    ///
    /// # Errors
    /// The store's.
    pub fn load(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Self> {
        let firm = tx.firm();
        let (client, counts) = tx
            .row(HEAD, &[&firm, &matter.id, &matter.client], |row| {
                let counts = Counts {
                    documents: row.get(1)?,
                    messages: row.get(2)?,
                    requests: row.get(3)?,
                };
                Ok((row.get::<Vec<u8>>(0)?, counts))
            })?
            .ok_or(crate::base::Error::NotFound)?;
        let team = tx.rows(TEAM, &[&firm, &matter.id, &matter.responsible], |row| {
            Ok((row.get::<PersonId>(0)?, row.get::<Vec<u8>>(1)?))
        })?;
        Ok(Self {
            client_name: clients::open_name(tx, matter.client, &client)?,
            team_names: team
                .into_iter()
                .map(|(person, name)| people::open_name(tx, person, &name))
                .collect::<Result<_>>()?,
            counts,
            matter: matter.clone(),
        })
    }

    /// The team in one line: "Ruth Osei, Daniel Petit".
    pub fn team_line(&self) -> String {
        self.team_names.join(", ")
    }
}
