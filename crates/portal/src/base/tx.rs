//! A transaction of one firm, for one actor, at one moment. What it changes it must also record.

use std::{sync::Arc, time::Duration};

use anteroom_db::{Param, Row};
use anteroom_vault::{Field, FirmKey, MatterKey};

use super::{
    Actor, Column, Entry, EntryId, Error, FirmId, Id, MatterId, PersonId, Result, Right, Sql,
    Timestamp, Under, sql,
};
use crate::keys::Keys;

sql! {
    RECORD = "insert into entries (id, firm_id, matter_id, actor_id, kind, subject_id, facts, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
}

/// The open transaction.
pub struct Tx<'t, 's> {
    store: &'t mut anteroom_db::Tx<'s>,
    keys: &'t Keys,
    firm_key: Arc<FirmKey>,
    actor: &'t Actor,
    now: Timestamp,
    entries: u64,
    unaudited: bool,
}

impl<'t, 's> Tx<'t, 's> {
    /// Wraps the store's transaction.
    ///
    /// # Errors
    /// When the firm's key is unknown.
    pub(crate) fn new(
        store: &'t mut anteroom_db::Tx<'s>,
        keys: &'t Keys,
        actor: &'t Actor,
        now: Timestamp,
    ) -> Result<Self> {
        let firm_key = keys.firm(actor.firm())?;
        Ok(Self {
            store,
            keys,
            firm_key,
            actor,
            now,
            entries: 0,
            unaudited: false,
        })
    }

    /// Who acts.
    pub fn actor(&self) -> &'t Actor {
        self.actor
    }

    /// The person who acts.
    ///
    /// # Errors
    /// [`Error::SignIn`] when nobody is signed in.
    pub fn person(&self) -> Result<PersonId> {
        self.actor.person().ok_or(Error::SignIn)
    }

    /// The firm this transaction belongs to; every statement names it.
    pub fn firm(&self) -> FirmId {
        self.actor.firm()
    }

    /// The moment of this transaction: one for all its rows.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A fresh id.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn new_id<I: Id>(&self) -> Result<I> {
        super::new_id(self.now)
    }

    /// Refuses unless the actor has the right. The product itself has every right.
    ///
    /// # Errors
    /// [`Error::Forbidden`], or [`Error::SignIn`] at the door and for whoever came through a link.
    pub fn require(&self, right: Right) -> Result<()> {
        match self.actor {
            Actor::Product(_) => Ok(()),
            Actor::Door(_) | Actor::Sender(..) => Err(Error::SignIn),
            Actor::Person(_, signed) if right.belongs_to(signed.side) => Ok(()),
            Actor::Person(..) => Err(Error::Forbidden),
        }
    }

    /// Runs a statement; answers how many rows changed.
    ///
    /// # Errors
    /// The store's.
    pub fn run(&mut self, sql: Sql, params: &[&dyn Param]) -> Result<u64> {
        Ok(self.store.run(sql, params)?)
    }

    /// The first row, if any.
    ///
    /// # Errors
    /// The store's.
    pub fn row<T>(
        &mut self,
        sql: Sql,
        params: &[&dyn Param],
        read: impl FnMut(&Row<'_>) -> Result<T, anteroom_db::Error>,
    ) -> Result<Option<T>> {
        Ok(self.store.row(sql, params, read)?)
    }

    /// All rows.
    ///
    /// # Errors
    /// The store's.
    pub fn rows<T>(
        &mut self,
        sql: Sql,
        params: &[&dyn Param],
        read: impl FnMut(&Row<'_>) -> Result<T, anteroom_db::Error>,
    ) -> Result<Vec<T>> {
        Ok(self.store.rows(sql, params, read)?)
    }

    /// Statements run so far.
    pub fn queries(&self) -> u32 {
        self.store.queries()
    }

    /// Writes a line of the record.
    ///
    /// # Errors
    /// The store's.
    pub fn record(&mut self, mut entry: Entry) -> Result<()> {
        if self.actor.sender().is_some() {
            // Nobody proved who they are, so no line may read as if they had.
            entry = entry.with("by", "link");
        }
        let id: EntryId = self.new_id()?;
        let facts = if entry.facts.is_empty() {
            None
        } else {
            let facts: serde_json::Map<_, _> = entry
                .facts
                .iter()
                .map(|(k, v)| ((*k).to_owned(), serde_json::Value::from(v.as_str())))
                .collect();
            let under = entry.matter.map_or(Under::Firm, Under::Matter);
            Some(self.seal(
                under,
                Column::of("entries", "facts"),
                id,
                &serde_json::Value::from(facts).to_string(),
            )?)
        };
        // A microsecond apart, the lines of one act are read in the order in which they were written.
        let at = self.now.after(Duration::from_micros(self.entries));
        self.store.run(
            RECORD,
            &[
                &id,
                &self.firm(),
                &entry.matter,
                &self.actor.person(),
                &entry.act,
                &entry.subject,
                &facts,
                &at,
            ],
        )?;
        self.entries += 1;
        Ok(())
    }

    /// Lets this transaction commit changes without a line of the record; says why, so that it can be searched for.
    pub fn unaudited(&mut self, _why: &'static str) {
        self.unaudited = true;
    }

    /// Refuses a change without a trace.
    pub(crate) fn check_recorded(&self) -> Result<()> {
        if self.store.changes() > 0 && self.entries == 0 && !self.unaudited {
            return Err(Error::Bug("a change without a line of the record".into()));
        }
        Ok(())
    }

    /// The key of a matter.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the key was destroyed.
    pub fn matter_key(&self, matter: MatterId) -> Result<Arc<MatterKey>> {
        self.keys.matter(self.firm(), matter)
    }

    /// How many generations the firm's key has.
    pub fn firm_generations(&self) -> usize {
        self.firm_key.generations()
    }

    /// Seals words for a column.
    ///
    /// # Errors
    /// When the matter's key is gone.
    pub fn seal(
        &self,
        under: Under,
        column: Column,
        row: impl AsRef<str>,
        words: &str,
    ) -> Result<Vec<u8>> {
        self.seal_bytes(under, column, row, words.as_bytes())
    }

    /// Seals bytes for a column.
    ///
    /// # Errors
    /// When the matter's key is gone.
    pub fn seal_bytes(
        &self,
        under: Under,
        column: Column,
        row: impl AsRef<str>,
        bytes: &[u8],
    ) -> Result<Vec<u8>> {
        let field = Field {
            table: column.table,
            column: column.column,
            row: row.as_ref(),
        };
        match under {
            Under::Firm => self.firm_key.seal(field, bytes),
            Under::Matter(matter) => self.matter_key(matter)?.seal(field, bytes),
        }
        .map_err(Error::bug)
    }

    /// Opens sealed words.
    ///
    /// # Errors
    /// [`Error::Bug`] when the ciphertext is not what was sealed there.
    pub fn open(
        &self,
        under: Under,
        column: Column,
        row: impl AsRef<str>,
        sealed: &[u8],
    ) -> Result<String> {
        let bytes = self.open_bytes(under, column, row, sealed)?;
        String::from_utf8(bytes)
            .map_err(|_| Error::Bug(format!("{}.{} holds no text", column.table, column.column)))
    }

    /// Opens sealed bytes.
    ///
    /// # Errors
    /// [`Error::Bug`] when the ciphertext is not what was sealed there.
    pub fn open_bytes(
        &self,
        under: Under,
        column: Column,
        row: impl AsRef<str>,
        sealed: &[u8],
    ) -> Result<Vec<u8>> {
        let row = row.as_ref();
        let field = Field {
            table: column.table,
            column: column.column,
            row,
        };
        match under {
            Under::Firm => self.firm_key.open(field, sealed),
            Under::Matter(matter) => self.matter_key(matter)?.open(field, sealed),
        }
        .map_err(|_| {
            Error::Bug(format!(
                "{}.{} of {row} does not open: the row was changed or its key is another",
                column.table, column.column
            ))
        })
    }

    /// Opens sealed words that may be absent.
    ///
    /// # Errors
    /// As [`open`](Tx::open).
    pub fn open_maybe(
        &self,
        under: Under,
        column: Column,
        row: impl AsRef<str>,
        sealed: Option<&[u8]>,
    ) -> Result<Option<String>> {
        sealed
            .map(|sealed| self.open(under, column, row, sealed))
            .transpose()
    }

    /// A keyed hash for exact look-up, without the database knowing the text.
    pub fn index(&self, purpose: &str, text: &str) -> [u8; 32] {
        self.firm_key.index(purpose, text)
    }
}
