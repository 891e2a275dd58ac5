//! The newest letter of each correspondence: what waits for the firm's answer, and what a client's list of letters shows.

use super::{Message, Sealed, columns, joined};
use crate::{
    base::{ClientId, MatterId, Result, Right, Tx, Under, Whose, sees, sql, takes_part},
    clients, matters,
};

/// Whether the participant `t` ($2) reads a letter.
macro_rules! read_in {
    ($letter:literal) => {
        concat!(
            "(",
            $letter,
            ".created_by = $2 or ",
            $letter,
            ".with_id = $2 or (t.meeting_since is not null and ",
            $letter,
            ".with_id is null))"
        )
    };
}

sql! {
    // The last letter of each correspondence, where it is the client's. Joins matters and clients: the list names both.
    WAITING = concat!("select ", columns!(), ", m.title, c.id, c.name ", joined!(), "
        join matters m on m.id = x.matter_id and m.removed_at is null
        join clients c on c.id = m.client_id
        where x.firm_id = $1 and x.side = 'client' and ", sees!("x.matter_id", "$2", "$3", "$4"), "
          and not exists (select 1 from messages n where n.firm_id = $1 and n.matter_id = x.matter_id
            and coalesce(n.with_id, '') = coalesce(x.with_id, '')
            and (n.created_at > x.created_at or (n.created_at = x.created_at and n.id > x.id)))
        order by x.created_at, x.id");
    // Joins participants: somebody of the client's side reads the letters of the matters they take part in.
    THREADS = concat!("select ", columns!(), ", m.title, (select count(*) from messages a where a.firm_id = $1 and a.matter_id = m.id and ", read_in!("a"), "), t.title ", joined!(), "
        join participants t on t.matter_id = x.matter_id and t.person_id = $2 and ", takes_part!("t", "$3"), "
        join matters m on m.id = x.matter_id and m.removed_at is null
        where x.firm_id = $1 and x.id = (select n.id from messages n
            where n.firm_id = $1 and n.matter_id = m.id and ", read_in!("n"), " order by n.created_at desc, n.id desc limit 1)
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

/// The correspondences whose last letter is the client's, the longest waiting first.
///
/// # Errors
/// [`Error::Forbidden`](crate::base::Error::Forbidden) for clients; [`SignIn`](crate::base::Error::SignIn) at the door.
pub fn waiting(tx: &mut Tx<'_, '_>, whose: Whose) -> Result<Vec<Waiting>> {
    tx.require(Right::ReadMatters)?;
    let eyes = tx.eyes(whose)?;
    let params: [&dyn anteroom_db::Param; 4] = [&tx.firm(), &eyes.member(), &eyes.but(), &tx.now()];
    let rows = tx.rows(WAITING, &params, |row| {
        Ok((
            Sealed::read(row)?,
            row.get::<Vec<u8>>(11)?,
            row.get::<ClientId>(12)?,
            row.get::<Vec<u8>>(13)?,
        ))
    })?;
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
    let me = tx.person()?;
    let rows = tx.rows(THREADS, &[&tx.firm(), &me, &tx.now()], |row| {
        Ok((
            Sealed::read(row)?,
            row.get::<Vec<u8>>(11)?,
            row.get::<u32>(12)?,
            row.get::<Option<Vec<u8>>>(13)?,
        ))
    })?;
    rows.into_iter()
        .map(|(sealed, title, count, neutral)| {
            let latest = sealed.open(tx)?;
            Ok(Thread {
                matter: latest.matter,
                matter_title: match neutral {
                    Some(neutral) => matters::open_neutral_title(tx, latest.matter, me, &neutral)?,
                    None => open_title(tx, latest.matter, &title)?,
                },
                latest,
                count,
            })
        })
        .collect()
}

fn open_title(tx: &Tx<'_, '_>, matter: MatterId, sealed: &[u8]) -> Result<String> {
    tx.open(Under::Matter(matter), matters::TITLE, matter, sealed)
}
