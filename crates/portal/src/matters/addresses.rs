//! New addresses of the client's people and of colleagues: the firm stops one, or takes it back, for whoever calls; and
//! corrects the address of somebody who has not come in yet.

use super::{
    Matter,
    inviting::{a_matter_of, sees_all_of},
};
use crate::{
    base::{Act, AddressChangeId, Entry, Error, PersonId, Result, Right, Tx},
    people::{AddressChange, Member, Person},
};

impl Matter {
    /// Corrects the address of somebody who was let in and has not come in yet; one that is the same changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody who may not come in; [`Error::Refused`] when they came in already, take part in a matter
    /// the actor does not see, or somebody else has the address.
    pub fn correct_address(
        &self,
        tx: &mut Tx<'_, '_>,
        person: PersonId,
        email: &str,
    ) -> Result<()> {
        tx.require(Right::InviteClients)?;
        if !self.includes(tx, person)? {
            return Err(Error::NotFound);
        }
        let known = Person::load(tx, person)?;
        if known.email == email {
            return Ok(());
        }
        if known.entered_at.is_some() || !sees_all_of(tx, person)? {
            return Err(Error::Refused("matters-refused-invite"));
        }
        Person::set_email(tx, person, email)?;
        tx.record(
            Entry::of(Act::AddressChanged)
                .about(person)
                .with("from", &known.email)
                .with("to", email),
        )
    }
}

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
