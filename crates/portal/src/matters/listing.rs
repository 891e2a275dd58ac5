//! The firm's list of matters: newest change first, sieved, page by page.
//!
//! The database holds no readable words, so a search unseals the matters it looks through; it looks through at most
//! [`LOOKED_THROUGH`] of them for one page, and the next page goes on from there.

use super::{
    Area, Matter, Sealed, Sight, Turn, columns, course, opened, read, read_with_terms, sight,
    terms_columns,
};
use crate::{
    base::{MatterId, Place, Result, StageId, Timestamp, Tx, Whose, sees, sql, takes_part},
    clients::{self, holds_every_word},
    people,
};

/// Matters on one page.
pub const PAGE: usize = 50;
/// Matters a search looks through for one page.
const LOOKED_THROUGH: usize = 2_000;

sql! {
    // What a row of the list shows beside the matter. Joins people and sessions: when somebody of the client's side was
    // last here. Who sees it is asked for row by row, so that the index of changes gives the order and a page ends the walk.
    LIST = concat!("select ", columns!(), ", c.name, r.name,
            (select max(s.seen_at) from participants a join sessions s on s.person_id = a.person_id
                where a.firm_id = $1 and a.matter_id = m.id and ", takes_part!("a", "$9"), "),
            g.id, g.name, (select u.next_by from status_updates u where u.firm_id = $1 and u.matter_id = m.id
                order by u.created_at desc, u.id desc limit 1)
        from matters m
        join clients c on c.id = m.client_id
        join people r on r.id = m.responsible_id
        left join matter_stages g on g.id = (select v.stage_id from stage_moves v
            where v.firm_id = $1 and v.matter_id = m.id order by v.number desc limit 1)
        where m.firm_id = $1 and m.removed_at is null
            and m.changed_at <= $2 and (m.changed_at < $2 or m.id < $3)
            and ($4 = '' or m.area = $4)
            and (($5 = 'open' and m.closed_at is null) or ($5 = 'closed' and m.closed_at is not null))
            and ", sees!("m.id", "$7", "$8", "$9"), "
        order by m.changed_at desc, m.id desc limit $6");
    MINE = concat!("select ", columns!(), ", ", terms_columns!(), " from participants p
        join matters m on m.id = p.matter_id and m.removed_at is null
        where p.firm_id = $1 and p.person_id = $2 and ", takes_part!("p", "$3"), " order by m.changed_at desc, m.id desc");
    OF_CLIENT = concat!("select ", columns!(), " from matters m
        where m.firm_id = $1 and m.client_id = $2 and m.removed_at is null and ", sees!("m.id", "$3", "''", "$4"), "
        order by m.changed_at desc, m.id desc");
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
    /// The name of the step it stands at.
    pub step: Option<String>,
    /// Whose turn it is, as it was last said.
    pub turn: Option<Turn>,
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
        let params: [&dyn anteroom_db::Param; 3] = [&tx.firm(), &tx.person()?, &tx.now()];
        let rows = tx.rows(MINE, &params, read_with_terms)?;
        rows.into_iter().map(|row| opened(tx, row)).collect()
    }

    /// The matters of a client that the actor may see, newest change first.
    ///
    /// # Errors
    /// The store's.
    pub fn of_client(tx: &mut Tx<'_, '_>, client: &clients::Client) -> Result<Vec<Self>> {
        if !matches!(sight(tx), Sight::Every | Sight::Member(_)) {
            return Ok(Vec::new());
        }
        let eyes = tx.eyes(Whose::All)?;
        let rows = tx.rows(
            OF_CLIENT,
            &[&tx.firm(), &client.id, &eyes.member(), &tx.now()],
            read,
        )?;
        rows.into_iter().map(|row| opened(tx, row)).collect()
    }
}

/// A row of the list as the database keeps it.
struct SealedRow {
    matter: Sealed,
    client: Vec<u8>,
    responsible: Vec<u8>,
    visited_at: Option<Timestamp>,
    step: Option<(StageId, Vec<u8>)>,
    turn: Option<Turn>,
}

fn candidates(tx: &mut Tx<'_, '_>, listing: &Listing, most: usize) -> Result<Vec<SealedRow>> {
    let after = listing.after.unwrap_or_else(Place::newest);
    let (firm, most) = (tx.firm(), i64::try_from(most).unwrap_or(i64::MAX));
    let area = listing.area.map_or("", Area::as_str);
    let state = if listing.is_closed { "closed" } else { "open" };
    let row = |row: &anteroom_db::Row<'_>| {
        Ok(SealedRow {
            matter: read(row)?,
            client: row.get(12)?,
            responsible: row.get(13)?,
            visited_at: row.get(14)?,
            step: row.get::<Option<StageId>>(15)?.zip(row.get(16)?),
            turn: row.get(17)?,
        })
    };
    if !matches!(sight(tx), Sight::Every | Sight::Member(_)) {
        return Ok(Vec::new());
    }
    let eyes = tx.eyes(listing.whose)?;
    tx.rows(
        LIST,
        &[
            &firm,
            &after.at,
            &after.id,
            &area,
            &state,
            &most,
            &eyes.member(),
            &eyes.but(),
            &tx.now(),
        ],
        row,
    )
}

impl SealedRow {
    fn opened(self, tx: &Tx<'_, '_>) -> Result<Listed> {
        let matter = opened(tx, self.matter)?;
        Ok(Listed {
            client_name: clients::open_name(tx, matter.client, &self.client)?,
            responsible_name: people::open_name(tx, matter.responsible, &self.responsible)?,
            visited_at: self.visited_at,
            step: match self.step {
                Some((id, name)) => Some(course::open_name(tx, matter.id, id, &name)?),
                None => None,
            },
            turn: self.turn,
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
