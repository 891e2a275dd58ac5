//! After how many days a client who has not heard from the firm is named on Today.

use crate::base::{Act, Entry, Result, Right, Tx, sql};

/// The fewest days that can be set.
pub const FEWEST_DAYS: i64 = 3;
/// The most days that can be set.
pub const MOST_DAYS: i64 = 180;

sql! {
    LOAD = "select silence_days from firms where id = $1";
    SET = "update firms set silence_days = $2 where id = $1";
}

/// The days; none where nobody is named.
///
/// # Errors
/// The store's.
pub fn silence_days(tx: &mut Tx<'_, '_>) -> Result<Option<i64>> {
    Ok(tx
        .row(LOAD, &[&tx.firm()], |row| row.get::<Option<i64>>(0))?
        .flatten())
}

/// Sets the days, between [`FEWEST_DAYS`] and [`MOST_DAYS`], or that nobody is named.
///
/// # Errors
/// [`Forbidden`](crate::base::Error::Forbidden) for everybody but owners.
pub fn set_silence_days(tx: &mut Tx<'_, '_>, days: Option<i64>) -> Result<()> {
    tx.require(Right::RunFirm)?;
    tx.run(SET, &[&tx.firm(), &days])?;
    tx.record(Entry::of(Act::SilenceSet).with("days", days.unwrap_or(0)))
}
