//! What a client's contact has reached, in few rows: Home and the matter page ask for it on every visit.

use std::collections::HashMap;

use super::Level;
use crate::base::{MatterId, Result, Timestamp, Tx, VersionId, sql, takes_part};

sql! {
    // By way of their matters, whose receipts have an index.
    REACH = concat!("select r.version_id, r.level, r.created_at from participants a
        join receipts r on r.matter_id = a.matter_id and r.person_id = $2 and r.level in ('signed in', 'opened', 'confirmed')
        where a.firm_id = $1 and a.person_id = $2 and ", takes_part!("a", "$4"), " and a.matter_id = coalesce($3, a.matter_id)");
}

/// How far a version got with the person who acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Whether their coming is on a receipt.
    pub signed_in: bool,
    /// When they first opened it.
    pub opened: Option<Timestamp>,
    /// When they confirmed it.
    pub confirmed: Option<Timestamp>,
}

/// What the person who acts has reached of each version, in one matter or, where none is named, in all of theirs.
///
/// # Errors
/// The store's; [`SignIn`](crate::base::Error::SignIn) at the door.
pub fn my_reach(
    tx: &mut Tx<'_, '_>,
    matter: Option<MatterId>,
) -> Result<HashMap<VersionId, Reach>> {
    let rows = tx.rows(
        REACH,
        &[&tx.firm(), &tx.person()?, &matter, &tx.now()],
        |row| {
            Ok((
                row.get::<VersionId>(0)?,
                row.get::<Level>(1)?,
                row.get::<Timestamp>(2)?,
            ))
        },
    )?;
    let mut reached: HashMap<VersionId, Reach> = HashMap::new();
    for (version, level, first) in rows {
        let reach = reached.entry(version).or_default();
        match level {
            Level::Notified | Level::Shown => {}
            Level::SignedIn => reach.signed_in = true,
            Level::Opened => reach.opened = Some(first),
            Level::Confirmed => reach.confirmed = Some(first),
        }
    }
    Ok(reached)
}
