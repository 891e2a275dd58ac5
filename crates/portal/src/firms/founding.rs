//! The firm's row and key, made on the first start, before anybody has set anything up.

use crate::{
    base::{Column, FirmId, Id, Result, Timestamp, new_id, sql},
    keys::Keys,
};

sql! {
    FIND = "select id, wrapped_key from firms order by created_at limit 1";
    FOUND = "insert into firms (id, name, phone, tagline, languages, hue, chroma, time_zone, place, wrapped_key, created_at)
        values ($1, $2, $3, $4, 'en fr', 168, 62, 'America/Toronto', $5, $6, $7)";
}

/// The firm this installation serves, with its wrapped key; none before the first start.
///
/// # Errors
/// The store's.
pub fn find(store: &mut anteroom_db::Tx<'_>) -> Result<Option<(FirmId, Vec<u8>)>> {
    Ok(store.row(FIND, &[], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Makes the firm: its key in memory, its row with the wrapped key.
///
/// # Errors
/// The store's.
pub fn found(store: &mut anteroom_db::Tx<'_>, keys: &Keys, now: Timestamp) -> Result<FirmId> {
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
        &[&id, &name, &phone, &tagline, &place, &wrapped, &now],
    )?;
    Ok(id)
}
