//! Where the bytes of the firm's documents lie: on the disk or in a bucket. New ones go to the one that is noted here; while
//! a move goes on, some are still in the other.

use crate::base::{Act, Entry, Error, Result, Timestamp, Tx, sql};

/// A place for bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// The data folder.
    Disk,
    /// The bucket that is set.
    S3,
}

text_enum! { Storage { Disk = "disk", S3 = "s3" } }

/// What is noted about the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// Where new bytes go.
    pub storage: Storage,
    /// Since when bytes are on their way there; absent when all of them are there.
    pub moving_since: Option<Timestamp>,
}

sql! {
    LOAD = "select bytes_in, bytes_moving_since from firms where id = $1";
    BEGIN = "update firms set bytes_in = $2, bytes_moving_since = $3 where id = $1";
    END = "update firms set bytes_moving_since = null where id = $1 and bytes_in = $2 and bytes_moving_since is not null";
}

impl Keeping {
    /// What is noted now.
    ///
    /// # Errors
    /// The store's.
    pub fn load(tx: &mut Tx<'_, '_>) -> Result<Self> {
        tx.row(LOAD, &[&tx.firm()], |row| {
            Ok(Self {
                storage: row.get(0)?,
                moving_since: row.get(1)?,
            })
        })?
        .ok_or(Error::NotFound)
    }

    /// From now on new bytes go to `to`; what is there already is to follow. A move that is under way goes on.
    ///
    /// # Errors
    /// The store's.
    pub fn begin_move(tx: &mut Tx<'_, '_>, to: Storage) -> Result<()> {
        if Self::load(tx)?.storage == to {
            tx.unaudited("the move was begun before");
            return Ok(());
        }
        tx.run(BEGIN, &[&tx.firm(), &to, &tx.now()])?;
        tx.record(Entry::of(Act::StorageChanged).with("storage", to.as_str()))
    }

    /// Everything is in `to` now.
    ///
    /// # Errors
    /// The store's.
    pub fn end_move(tx: &mut Tx<'_, '_>, to: Storage) -> Result<()> {
        if tx.run(END, &[&tx.firm(), &to])? == 0 {
            tx.unaudited("nothing was under way");
            return Ok(());
        }
        tx.record(Entry::of(Act::StorageMoved).with("storage", to.as_str()))
    }
}
