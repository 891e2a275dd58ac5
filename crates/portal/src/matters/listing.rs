//! The firm's list of matters: newest change first, sieved, page by page.
//!
//! The database holds no readable words, so a search unseals the matters it looks through; it looks through at most
//! [`LOOKED_THROUGH`] of them for one page, and the next page goes on from there.

use super::{Area, Matter, Sealed, Sight, columns, opened, read, sight};
use crate::{
    base::{MatterId, PersonId, Place, Result, Timestamp, Tx, sql},
    clients::{self, holds_every_word},
    people,
};

/// Matters on one page.
pub const PAGE: usize = 50;
/// Matters a search looks through for one page.
const LOOKED_THROUGH: usize = 2_000;

/// What a row of the list shows beside the matter. Joins people and sessions: when somebody of the client's side was
/// last here. The team is asked for row by row, so that the index of changes gives the order and a page ends the walk.
macro_rules! listed {
    ($and:literal) => {
        concat!(
            "select ", columns!(), ", c.name, r.name,
                (select max(s.seen_at) from participants a join sessions s on s.person_id = a.person_id
                    where a.firm_id = $1 and a.matter_id = m.id and a.ended_at is null)
            from matters m
            join clients c on c.id = m.client_id
            join people r on r.id = m.responsible_id
            where m.firm_id = $1 and m.removed_at is null
                and m.changed_at <= $2 and (m.changed_at < $2 or m.id < $3)
                and ($4 = '' or m.area = $4)
                and (($5 = 'open' and m.closed_at is null) or ($5 = 'closed' and m.closed_at is not null)) ",
            $and,
            " order by m.changed_at desc, m.id desc limit $6"
        )
    };
}

sql! {
    EVERY = listed!("");
    OF_TEAM = listed!("and exists (select 1 from matter_team t
        where t.firm_id = $1 and t.matter_id = m.id and t.person_id = $7 and t.ended_at is null)");
    MINE = concat!("select ", columns!(), " from participants p
        join matters m on m.id = p.matter_id and m.removed_at is null
        where p.firm_id = $1 and p.person_id = $2 and p.ended_at is null order by m.changed_at desc, m.id desc");
    OF_CLIENT = concat!("select ", columns!(), " from matters m
        where m.firm_id = $1 and m.client_id = $2 and m.removed_at is null order by m.changed_at desc, m.id desc");
    OF_CLIENT_AND_TEAM = concat!("select ", columns!(), " from matters m
        join matter_team t on t.matter_id = m.id and t.person_id = $3 and t.ended_at is null
        where m.firm_id = $1 and m.client_id = $2 and m.removed_at is null order by m.changed_at desc, m.id desc");
}

/// Whose matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those whose team the actor is on.
    Mine,
    /// All the actor may see.
    All,
}

impl Whose {
    /// The member whose teams are meant; nobody where every matter of the firm is.
    pub fn member(self, tx: &Tx<'_, '_>) -> Option<PersonId> {
        match (sight(tx), self) {
            (Sight::Every, Self::All) => None,
            (Sight::Team(member), _) => Some(member),
            (Sight::Every | Sight::Participant(_) | Sight::Sender(_) | Sight::Nothing, _) => {
                tx.actor().person()
            }
        }
    }
}

/// Which matters to list.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Whose.
    pub whose: Whose,
    /// Of one area only.
    pub area: Option<Area>,
    /// The closed ones instead of the open ones.
    pub is_closed: bool,
    /// Words that title, number or client hold.
    pub q: String,
    /// From the one behind this place on.
    pub after: Option<Place<MatterId>>,
}

/// A row of the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The matter.
    pub matter: Matter,
    /// Its client's name.
    pub client_name: String,
    /// The responsible lawyer's name.
    pub responsible_name: String,
    /// When somebody of the client's side was last here.
    pub visited_at: Option<Timestamp>,
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct MatterPage {
    /// Up to [`PAGE`] matters.
    pub matters: Vec<Listed>,
    /// Where the next page begins, if there may be one.
    pub next: Option<Place<MatterId>>,
}

impl Matter {
    /// A page of the matters the actor may see.
    ///
    /// # Errors
    /// The store's.
    pub fn page(tx: &mut Tx<'_, '_>, listing: &Listing) -> Result<MatterPage> {
        let most = if listing.q.trim().is_empty() {
            PAGE
        } else {
            LOOKED_THROUGH
        };
        let rows = candidates(tx, listing, most + 1)?;
        let has_more = rows.len() > most;
        let mut page = MatterPage {
            matters: Vec::new(),
            next: None,
        };
        for row in rows.into_iter().take(most) {
            if page.matters.len() == PAGE {
                return Ok(page);
            }
            let listed = row.opened(tx)?;
            page.next = Some(Place {
                at: listed.matter.changed_at,
                id: listed.matter.id,
            });
            if listed.answers(&listing.q) {
                page.matters.push(listed);
            }
        }
        if !has_more {
            page.next = None;
        }
        Ok(page)
    }

    /// The matters a client takes part in, newest change first.
    ///
    /// # Errors
    /// The store's; [`SignIn`](crate::base::Error::SignIn) at the door.
    pub fn mine(tx: &mut Tx<'_, '_>) -> Result<Vec<Self>> {
        let rows = tx.rows(MINE, &[&tx.firm(), &tx.person()?], read)?;
        rows.into_iter().map(|row| opened(tx, row)).collect()
    }

    /// The matters of a client that the actor may see, newest change first.
    ///
    /// # Errors
    /// The store's.
    pub fn of_client(tx: &mut Tx<'_, '_>, client: &clients::Client) -> Result<Vec<Self>> {
        let firm = tx.firm();
        let rows = match sight(tx) {
            Sight::Every => tx.rows(OF_CLIENT, &[&firm, &client.id], read)?,
            Sight::Team(member) => {
                tx.rows(OF_CLIENT_AND_TEAM, &[&firm, &client.id, &member], read)?
            }
            Sight::Participant(_) | Sight::Sender(_) | Sight::Nothing => Vec::new(),
        };
        rows.into_iter().map(|row| opened(tx, row)).collect()
    }
}

/// A row of the list as the database keeps it.
struct SealedRow {
    matter: Sealed,
    client: Vec<u8>,
    responsible: Vec<u8>,
    visited_at: Option<Timestamp>,
}

fn candidates(tx: &mut Tx<'_, '_>, listing: &Listing, most: usize) -> Result<Vec<SealedRow>> {
    let after = listing.after.unwrap_or_else(Place::newest);
    let (firm, most) = (tx.firm(), i64::try_from(most).unwrap_or(i64::MAX));
    let area = listing.area.map_or("", Area::as_str);
    let state = if listing.is_closed { "closed" } else { "open" };
    let row = |row: &anteroom_db::Row<'_>| {
        Ok(SealedRow {
            matter: read(row)?,
            client: row.get(10)?,
            responsible: row.get(11)?,
            visited_at: row.get(12)?,
        })
    };
    let of_team = |tx: &mut Tx<'_, '_>, member: PersonId| {
        tx.rows(
            OF_TEAM,
            &[&firm, &after.at, &after.id, &area, &state, &most, &member],
            row,
        )
    };
    match (sight(tx), listing.whose, tx.actor().person()) {
        (Sight::Every, Whose::Mine, Some(member)) | (Sight::Team(member), ..) => {
            of_team(tx, member)
        }
        (Sight::Every, ..) => tx.rows(
            EVERY,
            &[&firm, &after.at, &after.id, &area, &state, &most],
            row,
        ),
        (Sight::Participant(_) | Sight::Sender(_) | Sight::Nothing, ..) => Ok(Vec::new()),
    }
}

impl SealedRow {
    fn opened(self, tx: &Tx<'_, '_>) -> Result<Listed> {
        let matter = opened(tx, self.matter)?;
        Ok(Listed {
            client_name: clients::open_name(tx, matter.client, &self.client)?,
            responsible_name: people::open_name(tx, matter.responsible, &self.responsible)?,
            visited_at: self.visited_at,
            matter,
        })
    }
}

impl Listed {
    fn answers(&self, q: &str) -> bool {
        let Matter { title, number, .. } = &self.matter;
        holds_every_word(&format!("{title} {number} {}", self.client_name), q)
    }
}
