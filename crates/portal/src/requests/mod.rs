//! Requests: what the firm asks of people of the client's side, as a list of items in the clerk's own words.
//!
//! Several people may be asked; any of them answers. For whom an item waits is told by the dates of its row: for the client
//! until it is answered, then for the firm until somebody has looked, and for nobody once it is settled. What was answered
//! and what the firm said of it are rows that are never changed, so that each side reads the whole exchange.
//!
//! A request never lets anybody into a matter and opens no document: whose access ends, is asked nothing any more. One that
//! is withdrawn within its first minute never was, for those who were asked.

mod answering;
mod asking;
mod checking;
mod item;
pub mod pages;
mod reminding;
mod waiting;

pub use answering::{Answer, Answered, answers, item_of_delivery, of_document};
pub use asking::{NewItem, NewRequest, ask};
pub use checking::{Check, Outcome, checks};
pub use item::{Item, Standing};
pub use reminding::{first_due, remind, waits_for};
pub use waiting::{Asked, ToCheck, answering_deliveries, asked, next_to_check, to_check};

use std::time::Duration;

use crate::{
    base::{
        Act, Column, Entry, Error, ItemId, Locale, MatterId, PersonId, RequestId, Result, Right,
        Side, Sql, Timestamp, Tx, Under, sql, takes_part,
    },
    matters::Matter,
    notices, people,
    shares::UNDO,
};

use item::item_columns;

const TITLE: Column = Column::of("requests", "title");
const NOTE: Column = Column::of("requests", "note");

/// The longest title of a request or an item, in characters.
pub const LONGEST_TITLE: usize = 200;
/// The longest words of a note, a hint or an answer, in characters.
pub const LONGEST_WORDS: usize = 2000;
/// The most items of one request.
pub const MOST_ITEMS: usize = 60;

/// The columns of [`read`], in its order; `q` is the request, `p` who asked, `i` an item.
macro_rules! columns {
    () => {
        concat!(
            "q.id, q.matter_id, q.title, q.note, q.created_by, p.name, q.created_at, q.withdrawn_at, ",
            item_columns!()
        )
    };
}

/// Where they come from.
macro_rules! joined {
    () => {
        " from requests q join people p on p.id = q.created_by join request_items i on i.request_id = q.id "
    };
}

sql! {
    FIND = concat!("select ", columns!(), joined!(), "where q.firm_id = $1 and q.id = $2 order by i.position, i.id");
    OF_ITEM = concat!("select ", columns!(), joined!(), "where q.firm_id = $1
        and q.id = (select o.request_id from request_items o where o.firm_id = $1 and o.id = $2) order by i.position, i.id");
    OF_MATTER = concat!("select ", columns!(), joined!(), "where q.firm_id = $1 and q.matter_id = $2
        order by q.created_at desc, q.id desc, i.position, i.id");
    // What was undone in its first minute was never asked.
    MINE = concat!("select ", columns!(), joined!(), "
        join request_people a on a.request_id = q.id and a.person_id = $2
        join matters m on m.id = q.matter_id and m.removed_at is null
        join participants t on t.matter_id = q.matter_id and t.person_id = $2 and ", takes_part!("t", "$3"), "
        where q.firm_id = $1 and (q.withdrawn_at is null or q.withdrawn_at > q.created_at + $4)
        order by q.created_at, q.id, i.position, i.id");
    IS_ASKED = "select 1 from request_people where firm_id = $1 and request_id = $2 and person_id = $3";
    // Somebody whose access ended stays named, and is asked nothing.
    ADDRESSEES = concat!("select a.request_id, a.person_id, p.name, p.locale, a.done_at, a.reminded_at,
            case when exists (select 1 from participants t where t.matter_id = q.matter_id and t.person_id = a.person_id
                and ", takes_part!("t", "$3"), ") then 1 else 0 end
        from request_people a join requests q on q.id = a.request_id join people p on p.id = a.person_id
        where a.firm_id = $1 and q.matter_id = $2 order by p.id");
    WITHDRAW = "update requests set withdrawn_at = $3, withdrawn_by = $4 where firm_id = $1 and id = $2 and withdrawn_at is null";
    DONE = "update request_people set done_at = $4 where firm_id = $1 and request_id = $2 and person_id = $3";
}

/// What was asked in one act, with its items.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which.
    pub id: RequestId,
    /// In which matter.
    pub matter: MatterId,
    /// What the list is called.
    pub title: String,
    /// What the firm says with it.
    pub note: Option<String>,
    /// Who asked.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
    /// Since when it is not asked any longer.
    pub withdrawn_at: Option<Timestamp>,
    /// The items, in their order.
    pub items: Vec<Item>,
}

/// Somebody who was asked.
#[derive(Clone, Debug)]
pub struct Addressee {
    /// In which request.
    pub request: RequestId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The language they read.
    pub locale: Locale,
    /// When they said that they are done for now.
    pub done_at: Option<Timestamp>,
    /// When they were last reminded.
    pub reminded_at: Option<Timestamp>,
    /// Whether they still take part in the matter.
    pub is_in: bool,
}

impl Request {
    /// The request, for members who see its matter and for those it was asked of while they take part.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn find(tx: &mut Tx<'_, '_>, id: RequestId) -> Result<Self> {
        let found = load(tx, FIND, &[&tx.firm(), &id])?;
        found
            .into_iter()
            .next()
            .ok_or(Error::NotFound)?
            .for_actor(tx)
    }

    /// The request an item is of, and the item, as [`find`](Request::find).
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn of_item(tx: &mut Tx<'_, '_>, item: ItemId) -> Result<(Self, Item)> {
        let found = load(tx, OF_ITEM, &[&tx.firm(), &item])?;
        let request = found.into_iter().next().ok_or(Error::NotFound)?;
        let request = request.for_actor(tx)?;
        let item = request.item(item)?.clone();
        Ok((request, item))
    }

    /// What was asked in a matter, newest first.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for clients.
    pub fn of_matter(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Self>> {
        tx.require(Right::ReadMatters)?;
        load(tx, OF_MATTER, &[&tx.firm(), &matter.id])
    }

    /// What the actor is asked, in all matters they take part in, oldest first.
    ///
    /// # Errors
    /// [`Error::SignIn`] when nobody is signed in.
    pub fn mine(tx: &mut Tx<'_, '_>) -> Result<Vec<Self>> {
        let undo = undo_micros();
        load(tx, MINE, &[&tx.firm(), &tx.person()?, &tx.now(), &undo])
    }

    fn for_actor(self, tx: &mut Tx<'_, '_>) -> Result<Self> {
        Matter::find(tx, self.matter)?;
        match tx.actor().signed().map(|signed| signed.side) {
            Some(Side::Firm(_)) => Ok(self),
            Some(Side::Client) if self.was_undone() => Err(Error::NotFound),
            Some(Side::Client) => {
                let me = tx.person()?;
                tx.row(IS_ASKED, &[&tx.firm(), &self.id, &me], |row| {
                    row.get::<i64>(0)
                })?
                .ok_or(Error::NotFound)?;
                Ok(self)
            }
            None if tx.actor().is_product() => Ok(self),
            None => Err(Error::NotFound),
        }
    }

    /// One of its items.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an item of another list.
    pub fn item(&self, id: ItemId) -> Result<&Item> {
        let item = self.items.iter().find(|item| item.id == id);
        item.ok_or(Error::NotFound)
    }

    /// Those it was asked of.
    ///
    /// # Errors
    /// The store's.
    pub fn addressees(&self, tx: &mut Tx<'_, '_>) -> Result<Vec<Addressee>> {
        let mut all = addressees(tx, self.matter)?;
        all.retain(|addressee| addressee.request == self.id);
        Ok(all)
    }

    /// The items that wait for the client's side.
    pub fn open(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.is_open())
    }

    /// Whether it was withdrawn before anybody was told.
    pub fn was_undone(&self) -> bool {
        self.withdrawn_at
            .is_some_and(|at| at <= self.at.after(UNDO))
    }

    /// Whether it can still be withdrawn with nobody told.
    pub fn can_be_undone(&self, now: Timestamp) -> bool {
        self.withdrawn_at.is_none() && now < self.at.after(UNDO)
    }

    /// Takes it back: nothing on it is asked any longer. What was answered stays. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::RunMatters`].
    pub fn withdraw(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::RunMatters)?;
        let (firm, now, by) = (tx.firm(), tx.now(), tx.person()?);
        if tx.run(WITHDRAW, &[&firm, &self.id, &now, &by])? == 1 {
            notices::withdraw(tx, self.id.as_ref())?;
            tx.record(
                Entry::of(Act::RequestWithdrawn)
                    .in_matter(self.matter)
                    .about(self.id)
                    .with("title", &self.title),
            )?;
        }
        Ok(())
    }

    /// Notes that the actor has sent what they have for now. What is still open stays open.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for the firm's side.
    pub fn say_done(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        let me = tx.person()?;
        if tx.run(DONE, &[&tx.firm(), &self.id, &me, &tx.now()])? == 0 {
            return Err(Error::Forbidden);
        }
        tx.record(
            Entry::of(Act::DoneForNow)
                .in_matter(self.matter)
                .about(self.id)
                .with("title", &self.title),
        )
    }

    /// Tells those who are asked that something needs them, after `wait`. A letter that has not left makes room for this
    /// one, so that a list that is written or looked at in several steps is told once.
    fn tell(&self, tx: &mut Tx<'_, '_>, wait: Duration) -> Result<()> {
        notices::withdraw(tx, self.id.as_ref())?;
        let leave_at = tx.now().after(wait);
        for addressee in self.addressees(tx)? {
            if addressee.is_in {
                let (kind, subject) = (notices::Kind::SomethingNeedsYou, Some(self.id.as_ref()));
                notices::queue(tx, addressee.person, kind, subject, leave_at)?;
            }
        }
        Ok(())
    }
}

/// Everybody who was asked something in a matter, a row for each request.
///
/// # Errors
/// The store's.
pub fn addressees(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<Vec<Addressee>> {
    let rows = tx.rows(ADDRESSEES, &[&tx.firm(), &matter, &tx.now()], |row| {
        let addressee = Addressee {
            request: row.get(0)?,
            person: row.get(1)?,
            name: String::new(),
            locale: row.get(3)?,
            done_at: row.get(4)?,
            reminded_at: row.get(5)?,
            is_in: row.get::<i64>(6)? == 1,
        };
        Ok((addressee, row.get::<Vec<u8>>(2)?))
    })?;
    rows.into_iter()
        .map(|(addressee, name)| {
            Ok(Addressee {
                name: people::open_name(tx, addressee.person, &name)?,
                ..addressee
            })
        })
        .collect()
}

fn undo_micros() -> i64 {
    i64::try_from(UNDO.as_micros()).unwrap_or(i64::MAX)
}

/// A row of a request and one of its items, words still sealed.
struct Sealed {
    request: Request,
    title: Vec<u8>,
    note: Option<Vec<u8>>,
    by_name: Vec<u8>,
    item: item::Sealed,
}

fn read(row: &anteroom_db::Row<'_>) -> Result<Sealed, anteroom_db::Error> {
    let request = Request {
        id: row.get(0)?,
        matter: row.get(1)?,
        title: String::new(),
        note: None,
        by: row.get(4)?,
        by_name: String::new(),
        at: row.get(6)?,
        withdrawn_at: row.get(7)?,
        items: Vec::new(),
    };
    Ok(Sealed {
        title: row.get(2)?,
        note: row.get(3)?,
        by_name: row.get(5)?,
        item: item::Sealed::read(row, 8, request.withdrawn_at)?,
        request,
    })
}

/// Reads requests with their items, which stand behind each other.
fn load(tx: &mut Tx<'_, '_>, sql: Sql, params: &[&dyn anteroom_db::Param]) -> Result<Vec<Request>> {
    let mut requests: Vec<Request> = Vec::new();
    for row in tx.rows(sql, params, read)? {
        let under = Under::Matter(row.request.matter);
        let item = row.item.open(tx)?;
        match requests.last_mut() {
            Some(last) if last.id == row.request.id => last.items.push(item),
            _ => {
                let (id, by) = (row.request.id, row.request.by);
                requests.push(Request {
                    title: tx.open(under, TITLE, id, &row.title)?,
                    note: tx.open_maybe(under, NOTE, id, row.note.as_deref())?,
                    by_name: people::open_name(tx, by, &row.by_name)?,
                    items: vec![item],
                    ..row.request
                });
            }
        }
    }
    Ok(requests)
}
