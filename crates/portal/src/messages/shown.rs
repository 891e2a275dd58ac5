//! What became of letters: that the mail server took the notice, and that the letter's page was sent to somebody who is
//! signed in. Both sides read the same; neither proves that anybody read it.

use super::Message;
use crate::{
    base::{Act, Entry, Error, MessageId, PersonId, Result, Timestamp, Tx, sql},
    matters::Matter,
    people,
};

sql! {
    // Notices tell of a letter by its id; their table is looked at here, as one list.
    OF_MATTER = "select r.message_id, r.person_id, p.name, 'shown', r.shown_at,
            (select count(*) from members m where m.firm_id = $1 and m.person_id = r.person_id)
        from messages x join message_receipts r on r.message_id = x.id join people p on p.id = r.person_id
        where x.firm_id = $1 and x.matter_id = $2
        union all
        select n.subject_id, n.person_id, p.name, 'told', n.sent_at, 0
        from messages x join notices n on n.subject_id = x.id and n.sent_at is not null join people p on p.id = n.person_id
        where x.firm_id = $1 and x.matter_id = $2
        order by 5, 2";
    KEEP = "insert into message_receipts (message_id, person_id, firm_id, way, shown_at) values ($1, $2, $3, $4, $5)
        on conflict (message_id, person_id) do nothing";
    MINE = "select 1 from message_receipts where firm_id = $1 and message_id = $2 and person_id = $3";
}

/// What happened to a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The mail server took the notice that something is new.
    Told,
    /// The letter's page was sent to them.
    Shown,
}

text_enum! { Mark { Told = "told", Shown = "shown" } }

/// A line about a letter and one of its readers.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Which letter.
    pub message: MessageId,
    /// Whose.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What happened.
    pub mark: Mark,
    /// When.
    pub at: Timestamp,
    /// Whether they belong to the firm.
    pub is_member: bool,
}

/// What became of the letters of a matter, oldest first. Of the client's side each is told only of themselves: show nobody
/// the others' lines.
///
/// # Errors
/// The store's.
pub fn shown(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Shown>> {
    let rows = tx.rows(OF_MATTER, &[&tx.firm(), &matter.id], |row| {
        let shown = Shown {
            message: row.get(0)?,
            person: row.get(1)?,
            name: String::new(),
            mark: row.get(3)?,
            at: row.get(4)?,
            is_member: row.get::<i64>(5)? > 0,
        };
        Ok((shown, row.get::<Vec<u8>>(2)?))
    })?;
    rows.into_iter()
        .map(|(shown, name)| {
            let name = people::open_name(tx, shown.person, &name)?;
            Ok(Shown { name, ..shown })
        })
        .collect()
}

/// Whether showing this letter to whoever acts would leave a receipt: asked while reading.
///
/// # Errors
/// [`Error::SignIn`] at the door.
pub fn owed(tx: &mut Tx<'_, '_>, message: &Message) -> Result<bool> {
    let me = tx.person()?;
    if message.by == me {
        return Ok(false);
    }
    let kept = tx.row(MINE, &[&tx.firm(), &message.id, &me], |_| Ok(()))?;
    Ok(kept.is_none())
}

/// Notes that letters of a matter were shown to whoever acts, each once, with one line of the record.
///
/// # Errors
/// [`Error::SignIn`] at the door.
pub fn note_shown(tx: &mut Tx<'_, '_>, matter: &Matter, letters: &[MessageId]) -> Result<()> {
    let signed = tx.actor().signed().ok_or(Error::SignIn)?;
    tx.unaudited("that a letter is shown again is nothing new");
    let mut new = 0_u64;
    for letter in letters {
        let (person, way) = (signed.person, signed.way);
        new += tx.run(KEEP, &[letter, &person, &tx.firm(), &way, &tx.now()])?;
    }
    if new > 0 {
        tx.record(
            Entry::of(Act::MessagesShown)
                .in_matter(matter.id)
                .with("letters", new),
        )?;
    }
    Ok(())
}
