//! Drafts: what somebody has begun to write in a matter. Theirs alone, sealed like the letter it may become; one in each matter.

use super::MOST;
use crate::{
    base::{Column, Error, Result, Right, Side, Timestamp, Tx, Under, sql},
    matters::Matter,
};

const FIELDS: Column = Column::of("message_drafts", "fields");

sql! {
    SAVE = "insert into message_drafts (matter_id, person_id, firm_id, fields, saved_at) values ($2, $3, $1, $4, $5)
        on conflict (matter_id, person_id) do update set fields = excluded.fields, saved_at = excluded.saved_at";
    FIND = "select fields, saved_at from message_drafts where firm_id = $1 and matter_id = $2 and person_id = $3";
    FORGET = "delete from message_drafts where firm_id = $1 and matter_id = $2 and person_id = $3";
}

/// What somebody has begun to write.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The sheet as it stands: names and values.
    pub fields: Vec<(String, String)>,
    /// When it was saved.
    pub saved_at: Timestamp,
}

impl Draft {
    /// Saves the sheet of the person who acts, in place of the one before; one without words is none.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for those who may not write here; [`Error::Malformed`] when it is longer than a letter can be.
    pub fn save(tx: &mut Tx<'_, '_>, matter: &Matter, fields: &[(String, String)]) -> Result<()> {
        let signed = tx.actor().signed().ok_or(Error::SignIn)?;
        let right = match signed.side {
            Side::Firm(_) => Right::RunMatters,
            Side::Client => Right::WriteLetters,
        };
        matter.require(tx, right)?;
        tx.unaudited("what nobody has sent is no act");
        let words = fields.iter().find(|(name, _)| name == "words");
        let words = words.map_or("", |(_, value)| value.as_str());
        if words.trim().is_empty() {
            return Self::forget(tx, matter);
        }
        if words.chars().count() > MOST {
            return Err(Error::Malformed("form-too-big"));
        }
        let text = serde_json::to_string(fields).map_err(Error::bug)?;
        let sealed = tx.seal(Under::Matter(matter.id), FIELDS, signed.person, &text)?;
        tx.run(
            SAVE,
            &[&tx.firm(), &matter.id, &signed.person, &sealed, &tx.now()],
        )?;
        Ok(())
    }

    /// What the person who acts has begun to write here.
    ///
    /// # Errors
    /// [`Error::SignIn`] at the door.
    pub fn find(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Option<Self>> {
        let me = tx.person()?;
        let row = tx.row(FIND, &[&tx.firm(), &matter.id, &me], |row| {
            Ok((row.get::<Vec<u8>>(0)?, row.get::<Timestamp>(1)?))
        })?;
        row.map(|(sealed, saved_at)| {
            let text = tx.open(Under::Matter(matter.id), FIELDS, me, &sealed)?;
            let fields = serde_json::from_str(&text).map_err(Error::bug)?;
            Ok(Self { fields, saved_at })
        })
        .transpose()
    }

    /// Forgets it: the letter was sent, or nothing is left of it.
    ///
    /// # Errors
    /// [`Error::SignIn`] at the door.
    pub(super) fn forget(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<()> {
        tx.run(FORGET, &[&tx.firm(), &matter.id, &tx.person()?])?;
        Ok(())
    }
}
