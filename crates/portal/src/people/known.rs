//! Browsers somebody has come in with before: strangers who guess do not shut them out.
//!
//! The cookie is a random name and a keyed hash that binds it to its person. It opens nothing: tries from there are counted
//! by themselves, under the same limit, so whoever takes it along has five tries more. It says nothing about whose it is.

use std::{fmt::Write, time::Duration};

use aws_lc_rs::constant_time::verify_slices_are_equal;

use super::Session;
use crate::base::{PersonId, Result, Tx};

/// How long a browser is known after its person was last there.
pub const LIFE: Duration = Duration::from_secs(180 * 24 * 60 * 60);

/// Digits of the name.
const NAME: usize = 64;

/// What makes this browser known for the person; nothing when it is.
///
/// # Errors
/// When the system has no random bytes.
pub fn introduce(
    tx: &Tx<'_, '_>,
    person: PersonId,
    cookie: Option<&str>,
) -> Result<Option<String>> {
    if name(tx, person, cookie).is_some() {
        return Ok(None);
    }
    let name = Session::new_token()?;
    let proof = proof(tx, person, &name);
    Ok(Some(name + &proof))
}

/// The name of a browser the person has come in with.
pub(super) fn name<'c>(
    tx: &Tx<'_, '_>,
    person: PersonId,
    cookie: Option<&'c str>,
) -> Option<&'c str> {
    let (name, shown) = cookie?.split_at_checked(NAME)?;
    let is_ours =
        verify_slices_are_equal(proof(tx, person, name).as_bytes(), shown.as_bytes()).is_ok();
    is_ours.then_some(name)
}

fn proof(tx: &Tx<'_, '_>, person: PersonId, name: &str) -> String {
    tx.index("known browser", &format!("{person} {name}"))
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
