//! Finding a matter is the permission to see it. What a member sees, the view `sights` says; what a client's person sees,
//! their row among the participants, until their access ends; what came through a link, the link.

use super::{Matter, NUMBER, TITLE, Terms, columns, terms, terms_columns};
use crate::base::{
    Actor, Error, MatterId, PersonId, Result, SenderId, Side, Timestamp, Tx, Under, sees, sql,
    takes_part,
};

sql! {
    FIND = concat!("select ", columns!(), " from matters m where m.firm_id = $1 and m.id = $2 and m.removed_at is null");
    FIND_OF_MEMBER = concat!("select ", columns!(), " from matters m
        where m.firm_id = $1 and m.id = $2 and m.removed_at is null and ", sees!("m.id", "$3", "''", "$4"));
    FIND_OF_PARTICIPANT = concat!("select ", columns!(), ", ", terms_columns!(), " from matters m
        join participants p on p.matter_id = m.id and p.person_id = $3 and ", takes_part!("p", "$4"), "
        where m.firm_id = $1 and m.id = $2 and m.removed_at is null");
    // Links decide what their senders see, so the statement looks at their tables.
    FIND_OF_SENDER = concat!("select ", columns!(), " from matters m
        join links l on l.matter_id = m.id and l.ended_at is null and l.expires_at > $4
        join senders s on s.link_id = l.id and s.id = $3 and s.ended_at is null and s.ends_at > $4
        where m.firm_id = $1 and m.id = $2 and m.removed_at is null and m.closed_at is null");
}

/// Which matters the actor may see.
pub(super) enum Sight {
    Every,
    Member(PersonId),
    Participant(PersonId),
    Sender(SenderId),
    Nothing,
}

pub(super) fn sight(tx: &Tx<'_, '_>) -> Sight {
    match tx.actor() {
        Actor::Product(_) => Sight::Every,
        Actor::Door(_) => Sight::Nothing,
        Actor::Sender(_, sender) => Sight::Sender(sender.id),
        Actor::Person(_, signed) => match signed.side {
            Side::Firm(_) => Sight::Member(signed.person),
            Side::Client => Sight::Participant(signed.person),
        },
    }
}

/// A row as the database keeps it.
pub(super) struct Sealed {
    matter: Matter,
    number: Vec<u8>,
    title: Vec<u8>,
    /// What a helper reads instead of the title.
    neutral: Option<Vec<u8>>,
}

/// Reads the columns of a matter.
pub(super) fn read(row: &anteroom_db::Row<'_>) -> Result<Sealed, anteroom_db::Error> {
    Ok(Sealed {
        matter: Matter {
            id: row.get(0)?,
            client: row.get(1)?,
            number: String::new(),
            title: String::new(),
            area: row.get(4)?,
            responsible: row.get(5)?,
            opened_at: row.get(6)?,
            changed_at: row.get(7)?,
            closed_at: row.get(8)?,
            practice: row.get::<Option<Timestamp>>(9)?.is_some(),
            walled_at: row.get(10)?,
            kind: row.get(11)?,
            terms: None,
        },
        number: row.get(2)?,
        title: row.get(3)?,
        neutral: None,
    })
}

/// Reads the columns of a matter, and behind them those of the terms on which somebody takes part.
pub(super) fn read_with_terms(row: &anteroom_db::Row<'_>) -> Result<Sealed, anteroom_db::Error> {
    let mut sealed = read(row)?;
    let (terms, neutral) = Terms::read(row, 12)?;
    sealed.matter.terms = Some(terms);
    sealed.neutral = neutral;
    Ok(sealed)
}

pub(super) fn opened(tx: &Tx<'_, '_>, row: Sealed) -> Result<Matter> {
    let mut matter = row.matter;
    let under = Under::Matter(matter.id);
    match row.neutral {
        // A helper learns neither what the matter is called nor its number.
        Some(neutral) => matter.title = tx.open(under, terms::TITLE, tx.person()?, &neutral)?,
        None => {
            matter.number = tx.open(under, NUMBER, matter.id, &row.number)?;
            matter.title = tx.open(under, TITLE, matter.id, &row.title)?;
        }
    }
    Ok(matter)
}

impl Matter {
    /// The matter, if the actor may see it.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for what the actor may not see.
    pub fn find(tx: &mut Tx<'_, '_>, id: MatterId) -> Result<Self> {
        let (firm, now) = (tx.firm(), tx.now());
        let found = match sight(tx) {
            Sight::Every => tx.row(FIND, &[&firm, &id], read)?,
            Sight::Member(member) => tx.row(FIND_OF_MEMBER, &[&firm, &id, &member, &now], read)?,
            Sight::Participant(person) => tx.row(
                FIND_OF_PARTICIPANT,
                &[&firm, &id, &person, &now],
                read_with_terms,
            )?,
            Sight::Sender(sender) => tx.row(FIND_OF_SENDER, &[&firm, &id, &sender, &now], read)?,
            Sight::Nothing => None,
        };
        opened(tx, found.ok_or(Error::NotFound)?)
    }
}
