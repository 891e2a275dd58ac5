//! The status: one sentence the client reads about where their matter stands. Each is kept; the newest is the one read.

use std::collections::HashMap;

use super::Matter;
use crate::{
    base::{
        Act, Column, Entry, MatterId, PersonId, Result, Right, StatusUpdateId, Timestamp, Tx,
        Under, sql, takes_part,
    },
    people,
};

const WORDS: Column = Column::of("status_updates", "words");

/// Characters of a status: a sentence or two, not a letter.
pub const STATUS_MOST: usize = 400;

sql! {
    INSERT = "insert into status_updates (id, firm_id, matter_id, words, created_by, created_at) values ($1, $2, $3, $4, $5, $6)";
    NEWEST = "select s.id, s.words, s.created_by, p.name, s.created_at from status_updates s
        join people p on p.id = s.created_by
        where s.firm_id = $1 and s.matter_id = $2 order by s.created_at desc, s.id desc limit $3";
    // A helper is told no status.
    MINE = concat!("select s.id, s.words, s.created_by, p.name, s.created_at, s.matter_id from participants a
        join status_updates s on s.id = (select n.id from status_updates n
            where n.firm_id = $1 and n.matter_id = a.matter_id order by n.created_at desc, n.id desc limit 1)
        join people p on p.id = s.created_by
        where a.firm_id = $1 and a.person_id = $2 and a.kind = 'client' and ", takes_part!("a", "$3"));
}

/// A sentence about where the matter stands.
#[derive(Clone, Debug)]
pub struct StatusUpdate {
    /// Which.
    pub id: StatusUpdateId,
    /// The words.
    pub words: String,
    /// Who wrote it.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl StatusUpdate {
    /// The sentence that is read now in each matter the client takes part in, in one statement.
    ///
    /// # Errors
    /// The store's; [`SignIn`](crate::base::Error::SignIn) at the door.
    pub fn mine(tx: &mut Tx<'_, '_>) -> Result<HashMap<MatterId, Self>> {
        let rows = tx.rows(MINE, &[&tx.firm(), &tx.person()?, &tx.now()], |row| {
            Ok((read(row)?, row.get::<MatterId>(5)?))
        })?;
        rows.into_iter()
            .map(|(row, matter)| Ok((matter, opened(tx, matter, row)?)))
            .collect()
    }
}

impl Matter {
    /// The sentence the client reads now; a helper is told none.
    ///
    /// # Errors
    /// The store's.
    pub fn status(&self, tx: &mut Tx<'_, '_>) -> Result<Option<StatusUpdate>> {
        if self.is_for_helper() {
            return Ok(None);
        }
        Ok(self.statuses(tx, 1)?.pop())
    }

    /// The newest sentences, newest first.
    ///
    /// # Errors
    /// The store's.
    pub fn statuses(&self, tx: &mut Tx<'_, '_>, most: u32) -> Result<Vec<StatusUpdate>> {
        let rows = tx.rows(NEWEST, &[&tx.firm(), &self.id, &most], read)?;
        rows.into_iter()
            .map(|row| opened(tx, self.id, row))
            .collect()
    }

    /// Says where the matter stands.
    ///
    /// # Errors
    /// [`Forbidden`](crate::base::Error::Forbidden) without [`Right::RunMatters`].
    pub fn write_status(&self, tx: &mut Tx<'_, '_>, words: &str) -> Result<StatusUpdateId> {
        tx.require(Right::RunMatters)?;
        let id: StatusUpdateId = tx.new_id()?;
        let sealed = tx.seal(Under::Matter(self.id), WORDS, id, words)?;
        tx.run(
            INSERT,
            &[&id, &tx.firm(), &self.id, &sealed, &tx.person()?, &tx.now()],
        )?;
        self.touch(tx)?;
        tx.record(
            Entry::of(Act::StatusWritten)
                .in_matter(self.id)
                .about(id)
                .with("words", words),
        )?;
        Ok(id)
    }
}

type Sealed = (StatusUpdateId, Vec<u8>, PersonId, Vec<u8>, Timestamp);

fn read(row: &anteroom_db::Row<'_>) -> Result<Sealed, anteroom_db::Error> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
    ))
}

fn opened(
    tx: &Tx<'_, '_>,
    matter: MatterId,
    (id, words, by, name, at): Sealed,
) -> Result<StatusUpdate> {
    Ok(StatusUpdate {
        id,
        words: tx.open(Under::Matter(matter), WORDS, id, &words)?,
        by,
        by_name: people::open_name(tx, by, &name)?,
        at,
    })
}
