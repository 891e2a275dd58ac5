//! Who may vouch for whom: for a client's contact a member who sees every matter the person takes part in, since a new way
//! in leads into all of them; for a colleague any member, with a second one who agrees.

use super::inviting::sees_all_of;
use crate::{
    base::{Error, PersonId, Result, Right, Tx, VouchingId},
    people::{Member, Person, Session, Vouching},
};

/// The person, if the actor may vouch for them.
///
/// # Errors
/// [`Error::NotFound`], also for oneself and for whoever the actor does not see.
pub fn may_vouch_for(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Person> {
    tx.require(Right::InviteClients)
        .map_err(|_| Error::NotFound)?;
    let person = Person::load(tx, person)?;
    let is_me = tx.actor().person() == Some(person.id);
    let is_seen = Member::role_of(tx, person.id)?.is_some() || sees_all_of(tx, person.id)?;
    if is_me || !is_seen || person.ended_at.is_some() {
        return Err(Error::NotFound);
    }
    Ok(person)
}

/// A vouching, if the actor may see it: whoever began it, whoever could have, and for a colleague whoever runs the firm.
///
/// # Errors
/// [`Error::NotFound`], also for what the actor may not see.
pub fn seen_vouching(tx: &mut Tx<'_, '_>, id: VouchingId) -> Result<Vouching> {
    let vouching = Vouching::find(tx, id)?;
    may_vouch_for(tx, vouching.person)?;
    let is_mine = tx.actor().person() == Some(vouching.begun_by);
    if vouching.is_colleague && !is_mine {
        tx.require(Right::RunFirm).map_err(|_| Error::NotFound)?;
    }
    Ok(vouching)
}

/// Signs somebody of the client's side out of every device: one was lost, or somebody else may sit at it. Their ways in stay.
///
/// # Errors
/// [`Error::NotFound`], also for colleagues: an owner signs them out.
pub fn sign_out(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
    let person = may_vouch_for(tx, person)?;
    if Member::role_of(tx, person.id)?.is_some() {
        return Err(Error::NotFound);
    }
    tx.unaudited("sessions that end are recorded; there may be none");
    Session::end_all(tx, person.id)
}
