//! Senders: whoever came through a link, for one visit of a few hours.
//!
//! Each visit is somebody else: it has a person of its own in the rows it leaves, so two people with the same link never
//! see each other's files, names or numbers. The cookie holds 256 random bits, the row their hash.

use std::time::Duration;

use super::{Link, NAME, count};
use crate::{
    base::{
        Act, Device, Entry, Error, LinkId, MatterId, PersonId, Result, Sender, SenderId, Timestamp,
        Tx, Under, sql,
    },
    matters::Matter,
    people::{Person, Session},
};

/// How long a visit lasts at most: long enough for a large file on a slow line.
const LIFE: Duration = Duration::from_secs(12 * 60 * 60);

sql! {
    BEGIN = "insert into senders (id, firm_id, link_id, person_id, token_hash, device, created_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    RECOGNISE = "select s.id, s.link_id, l.matter_id, s.person_id from senders s
        join links l on l.id = s.link_id and l.ended_at is null and l.expires_at > $3
        where s.firm_id = $1 and s.token_hash = $2 and s.ended_at is null and s.ends_at > $3";
    LEAVE = "update senders set ended_at = $3 where firm_id = $1 and id = $2 and ended_at is null";
    END_ALL = "update senders set ended_at = $3 where firm_id = $1 and link_id = $2 and ended_at is null";
    CAME = "select created_at, device from senders where firm_id = $1 and link_id = $2 order by created_at desc, id desc limit 100";
    NAMES = "select s.person_id, l.id, l.name from links l join senders s on s.link_id = l.id where l.firm_id = $1 and l.matter_id = $2";
    // What was handed over, and what lies ready or is on its way, of every visit.
    ROOM = "select l.most_files, l.most_bytes,
          (select count(*) from deliveries d join versions v on v.delivery_id = d.id where d.link_id = l.id)
          + (select count(*) from senders s join uploads u on u.matter_id = l.matter_id and u.created_by = s.person_id
              and u.ended_at is null and u.expires_at is not null where s.link_id = l.id),
          cast(coalesce((select sum(v.size) from deliveries d join versions v on v.delivery_id = d.id where d.link_id = l.id), 0)
          + coalesce((select sum(u.length) from senders s join uploads u on u.matter_id = l.matter_id and u.created_by = s.person_id
              and u.ended_at is null and u.expires_at is not null where s.link_id = l.id), 0) as bigint)
        from links l where l.firm_id = $1 and l.id = $2";
}

/// A visit through a link, for the firm.
#[derive(Clone, Copy, Debug)]
pub struct Came {
    /// When the door code was typed.
    pub at: Timestamp,
    /// On what.
    pub device: Device,
}

/// Begins a visit; answers its token, which only the cookie keeps.
///
/// # Errors
/// The store's.
pub fn arrive(tx: &mut Tx<'_, '_>, link: &Link, device: Device) -> Result<String> {
    let (id, token): (SenderId, _) = (tx.new_id()?, Session::new_token()?);
    let person = Person::add_outside(tx, &link.name, link.locale)?;
    tx.run(
        BEGIN,
        &[
            &id,
            &tx.firm(),
            &link.id,
            &person,
            &Session::hash(&token),
            &device,
            &tx.now(),
            &tx.now().after(LIFE),
        ],
    )?;
    tx.record(
        Entry::of(Act::LinkOpened)
            .in_matter(link.matter)
            .about(link.id)
            .with("name", &link.name),
    )?;
    Ok(token)
}

/// Whoever bears this token, while their visit and the link last.
///
/// # Errors
/// The store's.
pub fn recognise(tx: &mut Tx<'_, '_>, token: &str) -> Result<Option<Sender>> {
    tx.row(
        RECOGNISE,
        &[&tx.firm(), &Session::hash(token), &tx.now()],
        |row| {
            Ok(Sender {
                id: row.get(0)?,
                link: row.get(1)?,
                matter: row.get::<MatterId>(2)?,
                person: row.get(3)?,
            })
        },
    )
}

/// Ends the visit of whoever acts.
///
/// # Errors
/// The store's.
pub fn leave(tx: &mut Tx<'_, '_>) -> Result<()> {
    tx.unaudited("going is no act; what was brought is recorded");
    if let Some(sender) = tx.actor().sender() {
        tx.run(LEAVE, &[&tx.firm(), &sender.id, &tx.now()])?;
    }
    Ok(())
}

pub(super) fn end_all(tx: &mut Tx<'_, '_>, link: LinkId) -> Result<()> {
    tx.run(END_ALL, &[&tx.firm(), &link, &tx.now()])?;
    Ok(())
}

/// The visits through a link, newest first, a hundred at most.
///
/// # Errors
/// The store's.
pub fn came(tx: &mut Tx<'_, '_>, link: &Link) -> Result<Vec<Came>> {
    tx.rows(CAME, &[&tx.firm(), &link.id], |row| {
        Ok(Came {
            at: row.get(0)?,
            device: row.get(1)?,
        })
    })
}

/// Whom the firm gave each link to, by the person its visits left in the rows of a matter.
///
/// # Errors
/// The store's.
pub fn names(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<(PersonId, String)>> {
    let rows = tx.rows(NAMES, &[&tx.firm(), &matter.id], |row| {
        Ok((
            row.get::<PersonId>(0)?,
            row.get::<LinkId>(1)?,
            row.get::<Vec<u8>>(2)?,
        ))
    })?;
    rows.into_iter()
        .map(|(person, link, name)| {
            let name = tx.open(Under::Matter(matter.id), NAME, link, &name)?;
            Ok((person, name))
        })
        .collect()
}

/// Bytes the link of whoever acts still takes; none once it has its files.
///
/// # Errors
/// [`Error::NotFound`] for anybody else.
pub fn room(tx: &mut Tx<'_, '_>) -> Result<u64> {
    let link = tx.actor().sender().ok_or(Error::NotFound)?.link;
    let (most_files, most_bytes, files, bytes) = tx
        .row(ROOM, &[&tx.firm(), &link], |row| {
            Ok((
                row.get::<i64>(0)?,
                row.get::<i64>(1)?,
                row.get::<i64>(2)?,
                row.get::<i64>(3)?,
            ))
        })?
        .ok_or(Error::NotFound)?;
    if files >= most_files {
        return Ok(0);
    }
    Ok(u64::try_from(most_bytes - bytes).unwrap_or(0))
}

/// Refuses a file that the link of whoever acts has no room for. The count is of the whole link: what one visit takes up
/// another cannot.
///
/// # Errors
/// [`Error::Refused`]; [`Error::NotFound`] for anybody who came through no link.
pub fn make_room(tx: &mut Tx<'_, '_>, length: u64) -> Result<()> {
    let room = room(tx)?;
    // A link without room takes not even an empty file.
    if room == 0 || count(length) > count(room) {
        return Err(Error::Refused("links-refused-full"));
    }
    Ok(())
}
