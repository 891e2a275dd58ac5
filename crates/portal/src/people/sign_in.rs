//! Signing in: the one place where proof becomes a session, whichever door it came through.

use std::time::Duration;

use super::{Member, Session, Ways};
use crate::{
    base::{Act, Device, Entry, Error, PersonId, Result, Side, Signed, Timestamp, Tx, WayIn, sql},
    notices,
};

/// How long a proof of identity allows changes of ways in.
const FRESH: Duration = Duration::from_secs(5 * 60);

sql! {
    ENTER = "update people set entered_at = $3 where firm_id = $1 and id = $2 and entered_at is null";
    IS_IN = "select 1 from people where firm_id = $1 and id = $2 and ended_at is null";
}

/// What a browser tells about itself.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Kind of device.
    pub device: Device,
    /// A word from a fixed list.
    pub browser: &'static str,
    /// /24 or /64.
    pub network: String,
}

/// Makes a session of a complete proof; answers its token. Every door ends here.
///
/// # Errors
/// [`Error::SignIn`] for somebody who was shut out; [`Error::Refused`] when the firm takes another way they have.
pub fn finish_sign_in(
    tx: &mut Tx<'_, '_>,
    person: PersonId,
    way: WayIn,
    at: &Surroundings,
) -> Result<String> {
    tx.row(IS_IN, &[&tx.firm(), &person], |row| row.get::<i64>(0))?
        .ok_or(Error::SignIn)?;
    if !Ways::of(tx, person)?.may_use(way) {
        return Err(Error::Refused("people-refused-passkey-only"));
    }
    let side = Member::role_of(tx, person)?.map_or(Side::Client, Side::Firm);
    if Session::is_new_device(tx, person, at)? {
        let now = tx.now();
        notices::queue(tx, person, notices::Kind::NewDevice, None, now)?;
    }
    let token = Session::begin(tx, person, side, way, at)?;
    tx.run(ENTER, &[&tx.firm(), &person, &tx.now()])?;
    tx.record(
        Entry::of(Act::SignedIn)
            .about(person)
            .with("way", way.as_str())
            .with("device", at.device.as_str())
            .with("browser", at.browser),
    )?;
    Ok(token)
}

/// Records a proof that failed. The address typed is not kept: people type passwords there.
///
/// # Errors
/// The store's.
pub fn record_failure(
    tx: &mut Tx<'_, '_>,
    person: Option<PersonId>,
    step: &'static str,
) -> Result<()> {
    let entry = Entry::of(Act::SignInFailed).with("step", step);
    tx.record(match person {
        Some(person) => entry.about(person),
        None => entry,
    })
}

/// Refuses unless the person has proved who they are within five minutes.
///
/// # Errors
/// [`Error::ProveAgain`].
pub fn proved_recently(signed: &Signed, now: Timestamp) -> Result<()> {
    if now.since(signed.proved_at) <= FRESH {
        Ok(())
    } else {
        Err(Error::ProveAgain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Id, SessionId};

    #[test]
    fn a_proof_is_fresh_for_five_minutes() {
        let proved_at = Timestamp(1_000_000_000);
        let nobody = uuid::Uuid::from_u128(1);
        let signed = Signed {
            person: PersonId::from_uuid(nobody),
            side: Side::Client,
            session: SessionId::from_uuid(nobody),
            way: WayIn::Passkey,
            device: Device::Phone,
            proved_at,
            signed_in_at: proved_at,
        };
        assert!(proved_recently(&signed, proved_at.after(FRESH)).is_ok());
        let late = proved_recently(&signed, proved_at.after(FRESH + Duration::from_secs(1)));
        assert!(matches!(late, Err(Error::ProveAgain)));
    }
}
