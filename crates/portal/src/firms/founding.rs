//! The firm's row and key, made on the first start, before anybody has set anything up.

use super::{Keeping, Storage};
use crate::{
    base::{Column, FirmId, Id, Result, Timestamp, new_id, sql},
    keys::Keys,
};

sql! {
    FIND = "select id, wrapped_key, bytes_in, bytes_moving_since from firms order by created_at limit 1";
    FOUND = "insert into firms (id, name, phone, tagline, languages, hue, chroma, time_zone, place, wrapped_key, bytes_in, created_at)
        values ($1, $2, $3, $4, 'en fr', 168, 62, 'America/Toronto', $5, $6, $7, $8)";
}

/// What must be known of a firm before anything of it can be opened.
pub struct Found {
    /// Which firm.
    pub firm: FirmId,
    /// Its key, under the root key.
    pub wrapped_key: Vec<u8>,
    /// Where its bytes lie.
    pub keeping: Keeping,
}

/// The firm this installation serves; none before the first start.
///
/// # Errors
/// The store's.
pub fn find(store: &mut anteroom_db::Tx<'_>) -> Result<Option<Found>> {
    Ok(store.row(FIND, &[], |row| {
        Ok(Found {
            firm: row.get(0)?,
            wrapped_key: row.get(1)?,
            keeping: Keeping {
                storage: row.get(2)?,
                moving_since: row.get(3)?,
            },
        })
    })?)
}

/// Makes the firm: its key in memory, its row with the wrapped key. Its bytes go to `storage`.
///
/// # Errors
/// The store's.
pub fn found(
    store: &mut anteroom_db::Tx<'_>,
    keys: &Keys,
    storage: Storage,
    now: Timestamp,
) -> Result<FirmId> {
    let id: FirmId = new_id(now)?;
    let wrapped = keys.make_firm(id)?;
    let key = keys.firm(id)?;
    let blank = |column: Column| {
        let field = anteroom_vault::Field {
            table: column.table,
            column: column.column,
            row: id.as_str(),
        };
        key.seal(field, b"").map_err(crate::base::Error::bug)
    };
    let (name, phone, tagline, place) = (
        blank(super::NAME)?,
        blank(super::PHONE)?,
        blank(super::TAGLINE)?,
        blank(super::PLACE)?,
    );
    store.run(
        FOUND,
        &[
            &id, &name, &phone, &tagline, &place, &wrapped, &storage, &now,
        ],
    )?;
    Ok(id)
}
