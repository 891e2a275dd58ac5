//! Room: what documents take, against what they may take. Counted from the rows of uploads, those under way with the length
//! they announced, in the transaction that begins one: of two who want the last of it, one gets it. Bytes are those of the
//! files; pictures of pages are not counted.

use super::uploads::bytes;
use crate::{
    base::{
        Column, Error, Id, MatterId, PersonId, Result, Right, Side, Tx, Under, Whose, hidden, sees,
        sql, veiled,
    },
    firms::{GIGABYTE, Room},
};

/// Parts of a hundred from which the owner is told.
const NEARLY: u64 = 90;

const TITLE: Column = Column::of("matters", "title");
const NAME: Column = Column::of("people", "name");

sql! {
    OF_FIRM = "select cast(coalesce(sum(case when length > received then length else received end), 0) as bigint) from uploads
        where firm_id = $1 and ended_at is null";
    OF_MATTER = "select cast(coalesce(sum(case when length > received then length else received end), 0) as bigint) from uploads
        where firm_id = $1 and matter_id = $2 and ended_at is null";
    OF_PERSON = "select cast(coalesce(sum(case when length > received then length else received end), 0) as bigint) from uploads
        where firm_id = $1 and created_by = $2 and ended_at is null";
    // Of matters, and of people, that the actor may know of.
    FULLEST_MATTER = concat!("select u.matter_id, m.title, u.used from (
            select matter_id, cast(sum(case when length > received then length else received end) as bigint) as used from uploads
            where firm_id = $1 and ended_at is null group by matter_id) u
        join matters m on m.id = u.matter_id where m.firm_id = $1 and ", sees!("u.matter_id", "$2", "''", "$3"), " order by u.used desc limit 1");
    FULLEST_PERSON = concat!("select u.created_by, p.name, u.used from (
            select created_by, cast(sum(case when length > received then length else received end) as bigint) as used from uploads
            where firm_id = $1 and ended_at is null and created_by not in (select person_id from members where firm_id = $1)
            group by created_by) u
        join people p on p.id = u.created_by where p.firm_id = $1 and not ", veiled!("u.created_by", "$2", "$3"), " order by u.used desc limit 1");
}

/// What documents take now, in bytes.
#[derive(Clone, Debug, Default)]
pub struct Used {
    /// All of the firm's.
    pub firm: u64,
    /// The matter that takes most, of those the actor sees, by its title.
    pub matter: Option<(MatterId, String, u64)>,
    /// The person of a client who has sent most, by their name.
    pub person: Option<(String, u64)>,
}

impl Used {
    /// Counts everything.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but owners.
    pub fn count(tx: &mut Tx<'_, '_>) -> Result<Self> {
        tx.require(Right::RunFirm)?;
        let eyes = tx.eyes(Whose::All)?;
        let params: [&dyn anteroom_db::Param; 3] = [&tx.firm(), &eyes.member(), &tx.now()];
        let read = |row: &anteroom_db::Row<'_>| {
            Ok((row.get::<MatterId>(0)?, row.get::<Vec<u8>>(1)?, row.get(2)?))
        };
        let matter = match tx.row(FULLEST_MATTER, &params, read)? {
            Some((id, title, used)) => {
                let title = tx.open(Under::Matter(id), TITLE, id, &title)?;
                Some((id, title, bytes(used)))
            }
            None => None,
        };
        let read = |row: &anteroom_db::Row<'_>| {
            Ok((row.get::<PersonId>(0)?, row.get::<Vec<u8>>(1)?, row.get(2)?))
        };
        let person = match tx.row(FULLEST_PERSON, &params, read)? {
            Some((id, name, used)) => Some((tx.open(Under::Firm, NAME, id, &name)?, bytes(used))),
            None => None,
        };
        Ok(Self {
            firm: of_firm(tx)?,
            matter,
            person,
        })
    }
}

/// What the firm's documents take and may take, in bytes, once that is nearly all of it.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but owners.
pub fn nearly_full(tx: &mut Tx<'_, '_>) -> Result<Option<(u64, u64)>> {
    tx.require(Right::RunFirm)?;
    let Some(limit) = Room::load(tx)?.firm else {
        return Ok(None);
    };
    let (used, limit) = (of_firm(tx)?, limit.saturating_mul(GIGABYTE));
    Ok((used >= limit / 100 * NEARLY).then_some((used, limit)))
}

/// Refuses so many bytes more in a matter where they would be too many for the firm, the matter, or the client's person who
/// sends them.
///
/// # Errors
/// [`Error::NoRoom`] with the sentence that says what is full and who can make room.
pub(super) fn require_room(tx: &mut Tx<'_, '_>, matter: MatterId, more: u64) -> Result<()> {
    let limits = Room::load(tx)?;
    let (person, is_client) = match tx.actor().signed() {
        Some(signed) => (Some(signed.person), signed.side == Side::Client),
        None => (None, false),
    };
    let is_over =
        |limit: u64, used: u64| used.saturating_add(more) > limit.saturating_mul(GIGABYTE);
    if let Some(limit) = limits.firm
        && is_over(limit, of_firm(tx)?)
    {
        return Err(Error::NoRoom(if is_client {
            "documents-no-room-firm"
        } else {
            "documents-no-room-firm-member"
        }));
    }
    if let Some(limit) = limits.matter
        && is_over(limit, counted(tx, OF_MATTER, matter.as_str())?)
    {
        return Err(Error::NoRoom(if is_client {
            "documents-no-room-matter"
        } else {
            "documents-no-room-matter-member"
        }));
    }
    if let (Some(limit), Some(person), true) = (limits.person, person, is_client)
        && is_over(limit, counted(tx, OF_PERSON, person.as_str())?)
    {
        return Err(Error::NoRoom("documents-no-room-person"));
    }
    Ok(())
}

fn of_firm(tx: &mut Tx<'_, '_>) -> Result<u64> {
    let used = tx.row(OF_FIRM, &[&tx.firm()], |row| row.get(0))?;
    Ok(bytes(used.unwrap_or(0)))
}

fn counted(tx: &mut Tx<'_, '_>, sql: crate::base::Sql, of: &str) -> Result<u64> {
    let used = tx.row(sql, &[&tx.firm(), &of], |row| row.get(0))?;
    Ok(bytes(used.unwrap_or(0)))
}
