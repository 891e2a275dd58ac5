//! New addresses of the client's people and of colleagues: the firm stops one, or takes it back, for whoever calls.

use super::{Matter, inviting::a_matter_of};
use crate::{
    base::{AddressChangeId, Error, Result, Right, Tx},
    people::{AddressChange, Member},
};

/// Stops a new address, or takes it back; answers a matter its person takes part in, none for a colleague.
///
/// # Errors
/// [`Error::NotFound`] unless the actor sees a matter the person takes part in, or runs the firm for a colleague;
/// [`Error::Refused`] when a day has passed.
pub fn stop_address(tx: &mut Tx<'_, '_>, id: AddressChangeId) -> Result<Option<Matter>> {
    tx.require(Right::InviteClients)
        .map_err(|_| Error::NotFound)?;
    let change = AddressChange::find(tx, id)?;
    let matter = if Member::role_of(tx, change.person)?.is_some() {
        tx.require(Right::RunFirm).map_err(|_| Error::NotFound)?;
        None
    } else {
        Some(a_matter_of(tx, change.person)?)
    };
    change.stop(tx)?;
    Ok(matter)
}
