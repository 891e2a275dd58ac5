//! What waits across matters: for the firm to look at, and for clients to do; as far as the member sees the matter.

use std::collections::HashSet;

use super::item::TITLE;
use crate::{
    base::{
        DeliveryId, ItemId, MatterId, PersonId, RequestId, Result, Right, Timestamp, Tx, Under,
        Whose, sees, sql, takes_part,
    },
    matters::{self, Matter},
    people,
};

sql! {
    // The names save a look-up a row; the newest answer says who waits.
    TO_CHECK = concat!("select i.id, i.title, i.matter_id, m.title, i.answered_at, a.created_by, p.name
        from request_items i
        join requests q on q.id = i.request_id and q.withdrawn_at is null
        join matters m on m.id = i.matter_id and m.removed_at is null
        join request_answers a on a.id = (select n.id from request_answers n where n.item_id = i.id
            order by n.created_at desc, n.id desc limit 1)
        join people p on p.id = a.created_by
        where i.firm_id = $1 and i.answered_at is not null and ", sees!("i.matter_id", "$2", "$3", "$4"), "
        order by i.answered_at desc, i.id limit 200");
    NEXT = "select i.id from request_items i join requests q on q.id = i.request_id and q.withdrawn_at is null
        where i.firm_id = $1 and i.matter_id = $2 and i.answered_at is not null order by i.answered_at, i.position, i.id limit 1";
    DELIVERIES = "select a.delivery_id from request_answers a join request_items i on i.id = a.item_id
        where a.firm_id = $1 and i.answered_at is not null and a.delivery_id is not null";
    // A row for each person who was asked and takes part.
    ASKED = concat!("select i.id, i.request_id, i.title, i.matter_id, m.title, a.person_id, p.name, i.due_at, a.reminded_at
        from request_items i
        join requests q on q.id = i.request_id and q.withdrawn_at is null
        join matters m on m.id = i.matter_id and m.removed_at is null and m.closed_at is null
        join request_people a on a.request_id = q.id
        join participants t on t.matter_id = q.matter_id and t.person_id = a.person_id and ", takes_part!("t", "$4"), "
        join people p on p.id = a.person_id
        where i.firm_id = $1 and i.answered_at is null and i.settled_at is null and i.due_at < $5
          and ", sees!("i.matter_id", "$2", "$3", "$4"), "
        order by i.due_at, i.position, i.id, p.id limit 500");
}

/// An item somebody answered, which waits to be looked at.
#[derive(Clone, Debug)]
pub struct ToCheck {
    /// Which.
    pub item: ItemId,
    /// What was asked.
    pub title: String,
    /// In which matter.
    pub matter: MatterId,
    /// The matter's title.
    pub matter_title: String,
    /// Since when it waits.
    pub at: Timestamp,
    /// Who answered last.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
}

/// An item that waits for somebody of the client's side.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Which.
    pub item: ItemId,
    /// On which list.
    pub request: RequestId,
    /// What is asked.
    pub title: String,
    /// In which matter.
    pub matter: MatterId,
    /// The matter's title.
    pub matter_title: String,
    /// Of whom.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// The end of the day until which it is asked.
    pub due: Timestamp,
    /// When they were last reminded.
    pub reminded_at: Option<Timestamp>,
}

/// What was answered and not looked at, newest first.
///
/// # Errors
/// [`Error::Forbidden`](crate::base::Error::Forbidden) for clients.
pub fn to_check(tx: &mut Tx<'_, '_>, whose: Whose) -> Result<Vec<ToCheck>> {
    tx.require(Right::ReadMatters)?;
    let eyes = tx.eyes(whose)?;
    let params: [&dyn anteroom_db::Param; 4] = [&tx.firm(), &eyes.member(), &eyes.but(), &tx.now()];
    let rows = tx.rows(TO_CHECK, &params, |row| {
        let waiting = ToCheck {
            item: row.get(0)?,
            title: String::new(),
            matter: row.get(2)?,
            matter_title: String::new(),
            at: row.get(4)?,
            by: row.get(5)?,
            by_name: String::new(),
        };
        Ok((
            waiting,
            row.get::<Vec<u8>>(1)?,
            row.get::<Vec<u8>>(3)?,
            row.get::<Vec<u8>>(6)?,
        ))
    })?;
    rows.into_iter()
        .map(|(waiting, title, matter_title, name)| {
            let under = Under::Matter(waiting.matter);
            Ok(ToCheck {
                title: tx.open(under, TITLE, waiting.item, &title)?,
                matter_title: tx.open(under, matters::TITLE, waiting.matter, &matter_title)?,
                by_name: people::open_name(tx, waiting.by, &name)?,
                ..waiting
            })
        })
        .collect()
}

/// The item of a matter that has waited longest to be looked at.
///
/// # Errors
/// [`Error::Forbidden`](crate::base::Error::Forbidden) for clients.
pub fn next_to_check(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Option<ItemId>> {
    tx.require(Right::ReadMatters)?;
    tx.row(NEXT, &[&tx.firm(), &matter.id], |row| row.get(0))
}

/// The handings over whose files are looked at with the item they answer.
///
/// # Errors
/// [`Error::Forbidden`](crate::base::Error::Forbidden) for clients.
pub fn answering_deliveries(tx: &mut Tx<'_, '_>) -> Result<HashSet<DeliveryId>> {
    tx.require(Right::ReadMatters)?;
    let found = tx.rows(DELIVERIES, &[&tx.firm()], |row| row.get(0))?;
    Ok(found.into_iter().collect())
}

/// What clients were asked for until a day before `before` and have not answered, the longest overdue first.
///
/// # Errors
/// [`Error::Forbidden`](crate::base::Error::Forbidden) for clients.
pub fn asked(tx: &mut Tx<'_, '_>, whose: Whose, before: Timestamp) -> Result<Vec<Asked>> {
    tx.require(Right::ReadMatters)?;
    let eyes = tx.eyes(whose)?;
    let params: [&dyn anteroom_db::Param; 5] =
        [&tx.firm(), &eyes.member(), &eyes.but(), &tx.now(), &before];
    let rows = tx.rows(ASKED, &params, |row| {
        let asked = Asked {
            item: row.get(0)?,
            request: row.get(1)?,
            title: String::new(),
            matter: row.get(3)?,
            matter_title: String::new(),
            person: row.get(5)?,
            person_name: String::new(),
            due: row.get(7)?,
            reminded_at: row.get(8)?,
        };
        Ok((
            asked,
            row.get::<Vec<u8>>(2)?,
            row.get::<Vec<u8>>(4)?,
            row.get::<Vec<u8>>(6)?,
        ))
    })?;
    rows.into_iter()
        .map(|(asked, title, matter_title, name)| {
            let under = Under::Matter(asked.matter);
            Ok(Asked {
                title: tx.open(under, TITLE, asked.item, &title)?,
                matter_title: tx.open(under, matters::TITLE, asked.matter, &matter_title)?,
                person_name: people::open_name(tx, asked.person, &name)?,
                ..asked
            })
        })
        .collect()
}
