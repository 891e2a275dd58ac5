//! Signing in: the one place where proof becomes a session, whichever door it came through.

use super::{LinkedAccount, Member, Session, Ways};
use crate::{
    base::{Act, Device, Entry, Error, PersonId, Result, Side, Signed, Tx, WayIn, sql},
    notices,
};

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
    /// What the browser brings from the last time somebody came in with it.
    pub known: Option<String>,
    /// The session the browser is in with already: the new one takes its place.
    pub held: Option<Signed>,
}

/// Makes a session of a complete proof; answers its token. Every door ends here.
///
/// # Errors
/// [`Error::SignIn`] for somebody who was shut out; [`Error::Refused`] when the firm takes another way they have, such
/// as its provider.
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
    if !way.is_by_provider() && LinkedAccount::is_required(tx, person)? {
        return Err(Error::Refused("sso-refused-own-way"));
    }
    let side = Member::role_of(tx, person)?.map_or(Side::Client, Side::Firm);
    if Session::is_new_device(tx, person, at)? {
        let now = tx.now();
        notices::queue(tx, person, notices::Kind::NewDevice, None, now)?;
    }
    if let Some(held) = &at.held {
        Session::end(tx, held.person, held.session)?;
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
