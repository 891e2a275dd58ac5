//! Whether documents are scanned at this firm, and what the owner decided about those that are not scanned yet.

use crate::base::{Act, Entry, Error, Result, Right, Timestamp, Tx, sql};

sql! {
    LOAD = "select scans_since, unscanned_allowed_at from firms where id = $1";
    SET = "update firms set scans_since = $2 where id = $1";
    ALLOW = "update firms set unscanned_allowed_at = $2 where id = $1";
}

/// Scanning at the firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scanning {
    /// Since when a scanner looks at what comes; absent: none does.
    pub since: Option<Timestamp>,
    /// Since when clients may open what others sent and no scanner has looked at; absent: they may not.
    pub unscanned_allowed: Option<Timestamp>,
}

/// Scanning as it stands.
///
/// # Errors
/// The store's.
pub fn scanning(tx: &mut Tx<'_, '_>) -> Result<Scanning> {
    tx.row(LOAD, &[&tx.firm()], |row| {
        Ok(Scanning {
            since: row.get(0)?,
            unscanned_allowed: row.get(1)?,
        })
    })?
    .ok_or(Error::NotFound)
}

/// Says whether there is a scanner. The same again changes nothing.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but owners and the product itself.
pub fn set_scanning(tx: &mut Tx<'_, '_>, has_scanner: bool) -> Result<()> {
    tx.require(Right::RunFirm)?;
    if scanning(tx)?.since.is_some() == has_scanner {
        return Ok(());
    }
    let since = has_scanner.then(|| tx.now());
    tx.run(SET, &[&tx.firm(), &since])?;
    tx.record(Entry::of(if has_scanner {
        Act::ScanningBegun
    } else {
        Act::ScanningEnded
    }))
}

/// Lets clients open what others sent and no scanner has looked at, or holds it from them. The same again changes nothing.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but owners.
pub fn allow_unscanned(tx: &mut Tx<'_, '_>, is_allowed: bool) -> Result<()> {
    tx.require(Right::RunFirm)?;
    tx.unaudited("a change is recorded; the same again changes nothing");
    if scanning(tx)?.unscanned_allowed.is_some() == is_allowed {
        return Ok(());
    }
    let at = is_allowed.then(|| tx.now());
    tx.run(ALLOW, &[&tx.firm(), &at])?;
    tx.record(
        Entry::of(Act::FirmChanged)
            .with("what", "scanning")
            .with("unscanned", if is_allowed { "allowed" } else { "held" }),
    )
}
