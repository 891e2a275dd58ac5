//! What somebody left behind in a matter: transfers that stopped halfway, files that arrived and were never handed over, and
//! those that were given up because nothing more came.

use std::time::Duration;

use super::{NAME, Sealed, Upload, upload_columns};
use crate::{
    base::{Result, Timestamp, Tx, Under, UploadId, sql},
    matters::Matter,
};

/// How long it is told that a transfer was given up.
const TOLD: Duration = Duration::from_secs(14 * 24 * 3600);

sql! {
    OPEN = concat!("select ", upload_columns!(), " from uploads
        where firm_id = $1 and matter_id = $2 and created_by = $3 and ended_at is null and expires_at > $4
          and received + coalesce(finished_at, 0) > 0 and length is not null and (concat is null or concat <> 'partial')
        order by created_at desc limit 1000");
    GONE = "select id, name, ended_at from uploads
        where firm_id = $1 and matter_id = $2 and created_by = $3 and ended_at > $4 and expires_at <= ended_at
          and (concat is null or concat <> 'partial')
        order by ended_at desc limit 20";
}

/// What the actor left behind in a matter.
#[derive(Clone, Debug, Default)]
pub struct Left {
    /// Half sent, newest first.
    pub unfinished: Vec<Upload>,
    /// Arrived, and not handed over or filed; newest first.
    pub arrived: Vec<Upload>,
    /// Given up by itself during the last two weeks, newest first.
    pub gone: Vec<Gone>,
}

/// A transfer that was given up because nothing more came.
#[derive(Clone, Debug)]
pub struct Gone {
    /// The file's name.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

impl Left {
    /// All of it.
    ///
    /// # Errors
    /// The store's.
    pub fn load(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Self> {
        let me = tx.person()?;
        let open = tx.rows(
            OPEN,
            &[&tx.firm(), &matter.id, &me, &tx.now()],
            Sealed::read,
        )?;
        let mut left = Self::default();
        for row in open {
            let upload = row.open(tx)?;
            if upload.finished_at.is_some() {
                left.arrived.push(upload);
            } else {
                left.unfinished.push(upload);
            }
        }
        let since = tx.now().before(TOLD);
        let gone = tx.rows(GONE, &[&tx.firm(), &matter.id, &me, &since], |row| {
            Ok((
                row.get::<UploadId>(0)?,
                row.get::<Vec<u8>>(1)?,
                row.get::<Timestamp>(2)?,
            ))
        })?;
        for (id, name, at) in gone {
            let name = tx.open(Under::Matter(matter.id), NAME, id, &name)?;
            left.gone.push(Gone { name, at });
        }
        Ok(left)
    }

    /// Only what can be gone on with: a form for one file takes no others along.
    #[must_use]
    pub fn unfinished_only(self) -> Self {
        Self {
            unfinished: self.unfinished,
            ..Self::default()
        }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.unfinished.is_empty() && self.arrived.is_empty() && self.gone.is_empty()
    }
}
