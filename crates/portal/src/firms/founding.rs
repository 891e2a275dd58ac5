//! The firm's row, made on the first start, before anybody has set anything up.

use anteroom_vault::FirmKey;

use super::{Keeping, Storage};
use crate::base::{Column, Error, FirmId, Id, Result, Timestamp, sql};

sql! {
    FIND = "select id, bytes_in, bytes_moving_since from firms order by created_at limit 1";
    FOUND = "insert into firms (id, name, phone, tagline, languages, hue, chroma, time_zone, place, bytes_in, created_at,
            client_ways, member_ways, owner_ways, invitation_days, idle_minutes, silence_days, answer_days)
        values ($1, $2, $3, $4, 'en fr', 168, 62, 'America/Toronto', $5, $6, $7, 'two steps', 'two steps', 'two steps', 14, 30, 21, 2)";
}

/// What must be known of a firm before anything of it can be opened.
pub struct Found {
    /// Which firm.
    pub firm: FirmId,
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
            keeping: Keeping {
                storage: row.get(1)?,
                moving_since: row.get(2)?,
            },
        })
    })?)
}

/// Makes the firm's row, under the key that was made for it. Its bytes go to `storage`.
///
/// # Errors
/// The store's.
pub fn found(
    store: &mut anteroom_db::Tx<'_>,
    id: FirmId,
    key: &FirmKey,
    storage: Storage,
    now: Timestamp,
) -> Result<()> {
    let blank = |column: Column| {
        let field = anteroom_vault::Field {
            table: column.table,
            column: column.column,
            row: id.as_str(),
        };
        key.seal(field, b"").map_err(Error::bug)
    };
    let (name, phone, tagline, place) = (
        blank(super::NAME)?,
        blank(super::PHONE)?,
        blank(super::TAGLINE)?,
        blank(super::PLACE)?,
    );
    store.run(
        FOUND,
        &[&id, &name, &phone, &tagline, &place, &storage, &now],
    )?;
    Ok(())
}
