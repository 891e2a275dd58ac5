//! Notes: what the firm writes for itself in a matter. No client ever reads one, and none becomes a letter: they share neither
//! a table nor a page nor a verb.

use crate::{
    base::{
        Act, Column, Entry, MatterId, NoteId, PersonId, Result, Right, Timestamp, Tx, Under, sql,
    },
    matters::Matter,
    people,
};

const WORDS: Column = Column::of("notes", "words");

sql! {
    INSERT = "insert into notes (id, firm_id, matter_id, words, created_by, created_at) values ($1, $2, $3, $4, $5, $6)";
    OF_MATTER = "select n.id, n.words, n.created_by, p.name, n.created_at from notes n join people p on p.id = n.created_by
        where n.firm_id = $1 and n.matter_id = $2 order by n.created_at desc, n.id desc";
    COUNT = "select count(*) from notes where firm_id = $1 and matter_id = $2";
}

/// A note only the firm reads.
#[derive(Clone, Debug)]
pub struct Note {
    /// Which.
    pub id: NoteId,
    /// Its words.
    pub words: String,
    /// Who wrote it.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl Note {
    /// Writes a note.
    ///
    /// # Errors
    /// [`Forbidden`](crate::base::Error::Forbidden) without [`Right::RunMatters`].
    pub fn write(tx: &mut Tx<'_, '_>, matter: &Matter, words: &str) -> Result<NoteId> {
        tx.require(Right::RunMatters)?;
        let id: NoteId = tx.new_id()?;
        let sealed = tx.seal(Under::Matter(matter.id), WORDS, id, words)?;
        tx.run(
            INSERT,
            &[
                &id,
                &tx.firm(),
                &matter.id,
                &sealed,
                &tx.person()?,
                &tx.now(),
            ],
        )?;
        tx.record(Entry::of(Act::NoteWritten).in_matter(matter.id).about(id))?;
        Ok(id)
    }

    /// The notes of a matter, newest first.
    ///
    /// # Errors
    /// [`Forbidden`](crate::base::Error::Forbidden) for clients.
    pub fn of_matter(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Self>> {
        tx.require(Right::ReadMatters)?;
        let rows = tx.rows(OF_MATTER, &[&tx.firm(), &matter.id], |row| {
            Ok((
                row.get::<NoteId>(0)?,
                row.get::<Vec<u8>>(1)?,
                row.get::<PersonId>(2)?,
                row.get::<Vec<u8>>(3)?,
                row.get::<Timestamp>(4)?,
            ))
        })?;
        rows.into_iter()
            .map(|(id, words, by, name, at)| {
                Ok(Self {
                    id,
                    words: tx.open(Under::Matter(matter.id), WORDS, id, &words)?,
                    by,
                    by_name: people::open_name(tx, by, &name)?,
                    at,
                })
            })
            .collect()
    }

    /// How many notes a matter has.
    ///
    /// # Errors
    /// [`Forbidden`](crate::base::Error::Forbidden) for clients.
    pub fn count(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<u32> {
        tx.require(Right::ReadMatters)?;
        let count = tx.row(COUNT, &[&tx.firm(), &matter], |row| row.get(0))?;
        Ok(count.unwrap_or(0))
    }
}
