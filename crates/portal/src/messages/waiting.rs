//! The newest letter of each matter: what waits for the firm's answer, and what a client's list of letters shows.

use super::{Message, Sealed, columns};
use crate::{
    base::{ClientId, MatterId, Result, Right, Tx, Under, sql},
    clients,
    matters::{self, Whose},
};

/// The newest letter of the matter `m`.
macro_rules! newest {
    () => {
        " join messages x on x.id = (select n.id from messages n
            where n.firm_id = $1 and n.matter_id = m.id order by n.created_at desc, n.id desc limit 1)
          join people p on p.id = x.created_by "
    };
}

/// Letters that wait, in these matters. Joins matters and clients: the list names both.
macro_rules! waiting {
    ($matters:literal, $which:literal) => {
        concat!(
            "select ",
            columns!(),
            ", m.title, c.id, c.name from ",
            $matters,
            "
            join clients c on c.id = m.client_id ",
            newest!(),
            "
            where ",
            $which,
            " and m.removed_at is null and x.side = 'client'
            order by x.created_at, x.id"
        )
    };
}

sql! {
    WAITING = waiting!("matters m", "m.firm_id = $1");
    WAITING_FOR = waiting!("matter_team t join matters m on m.id = t.matter_id",
        "t.firm_id = $1 and t.person_id = $2 and t.ended_at is null");
    // Joins participants: a client's contact reads the letters of the matters they take part in.
    THREADS = concat!("select ", columns!(), ", m.title, (select count(*) from messages a where a.firm_id = $1 and a.matter_id = m.id)
        from participants t
        join matters m on m.id = t.matter_id and m.removed_at is null ", newest!(), "
        where t.firm_id = $1 and t.person_id = $2 and t.ended_at is null
        order by x.created_at desc, x.id desc");
}

/// A client's letter that nobody has answered.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Where.
    pub matter: MatterId,
    /// Its title.
    pub matter_title: String,
    /// Its client's name.
    pub client_name: String,
    /// The letter.
    pub message: Message,
}

/// The letters of one matter, in short.
#[derive(Clone, Debug)]
pub struct Thread {
    /// Where.
    pub matter: MatterId,
    /// Its title.
    pub matter_title: String,
    /// The newest letter.
    pub latest: Message,
    /// How many there are.
    pub count: u32,
}

/// The matters whose last letter is the client's, the longest waiting first.
///
/// # Errors
/// [`Error::Forbidden`](crate::base::Error::Forbidden) for clients; [`SignIn`](crate::base::Error::SignIn) at the door.
pub fn waiting(tx: &mut Tx<'_, '_>, whose: Whose) -> Result<Vec<Waiting>> {
    tx.require(Right::AddDocuments)?;
    let read = |row: &anteroom_db::Row<'_>| {
        Ok((
            Sealed::read(row)?,
            row.get::<Vec<u8>>(9)?,
            row.get::<ClientId>(10)?,
            row.get::<Vec<u8>>(11)?,
        ))
    };
    let rows = match whose.member(tx) {
        Some(member) => tx.rows(WAITING_FOR, &[&tx.firm(), &member], read)?,
        None => tx.rows(WAITING, &[&tx.firm()], read)?,
    };
    rows.into_iter()
        .map(|(sealed, title, client, name)| {
            let message = sealed.open(tx)?;
            Ok(Waiting {
                matter: message.matter,
                matter_title: open_title(tx, message.matter, &title)?,
                client_name: clients::open_name(tx, client, &name)?,
                message,
            })
        })
        .collect()
}

/// The letters of the matters the client's contact who acts takes part in, newest first.
///
/// # Errors
/// The store's; [`SignIn`](crate::base::Error::SignIn) at the door.
pub fn threads(tx: &mut Tx<'_, '_>) -> Result<Vec<Thread>> {
    let rows = tx.rows(THREADS, &[&tx.firm(), &tx.person()?], |row| {
        Ok((
            Sealed::read(row)?,
            row.get::<Vec<u8>>(9)?,
            row.get::<u32>(10)?,
        ))
    })?;
    rows.into_iter()
        .map(|(sealed, title, count)| {
            let latest = sealed.open(tx)?;
            Ok(Thread {
                matter: latest.matter,
                matter_title: open_title(tx, latest.matter, &title)?,
                latest,
                count,
            })
        })
        .collect()
}

fn open_title(tx: &Tx<'_, '_>, matter: MatterId, sealed: &[u8]) -> Result<String> {
    tx.open(Under::Matter(matter), matters::TITLE, matter, sealed)
}
