//! How much room documents may take: for the whole firm, for one matter, for one client's person. No limit where none is set.

use crate::base::{Act, Entry, Error, Result, Right, Tx, sql};

/// Bytes of the unit limits are set in.
pub const GIGABYTE: u64 = 1_000_000_000;

sql! {
    LOAD = "select room, room_of_matter, room_of_person from firms where id = $1";
    SET = "update firms set room = $2, room_of_matter = $3, room_of_person = $4 where id = $1";
}

/// The limits that are set, in gigabytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// All documents of the firm.
    pub firm: Option<u64>,
    /// The documents of one matter.
    pub matter: Option<u64>,
    /// What one person of a client has sent.
    pub person: Option<u64>,
}

impl Room {
    /// The limits of this firm.
    ///
    /// # Errors
    /// The store's.
    pub fn load(tx: &mut Tx<'_, '_>) -> Result<Self> {
        let limit = |kept: Option<i64>| kept.and_then(|kept| u64::try_from(kept).ok());
        tx.row(LOAD, &[&tx.firm()], |row| {
            Ok(Self {
                firm: limit(row.get(0)?),
                matter: limit(row.get(1)?),
                person: limit(row.get(2)?),
            })
        })?
        .ok_or(Error::NotFound)
    }

    /// Sets them. What is there already stays, also where it is more.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but owners.
    pub fn keep(self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::RunFirm)?;
        let [firm, matter, person] = [self.firm, self.matter, self.person]
            .map(|limit| limit.map(|limit| i64::try_from(limit).unwrap_or(i64::MAX)));
        tx.run(SET, &[&tx.firm(), &firm, &matter, &person])?;
        let told = |limit: Option<u64>| limit.map_or("none".to_owned(), |limit| limit.to_string());
        tx.record(
            Entry::of(Act::RoomSet)
                .with("firm", told(self.firm))
                .with("matter", told(self.matter))
                .with("person", told(self.person)),
        )
    }
}
