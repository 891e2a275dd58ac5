//! The firm's policy: what people must come in with. Always two steps; a firm may ask for more, never for less.
//!
//! It holds from the next request on. Whoever has nothing that meets it comes in with what they have, and only as far as
//! adding what does.

use std::time::Duration;

use super::Ways;
use crate::base::{Act, Entry, Error, Result, Right, Role, Side, Timestamp, Tx, WayIn, sql};

/// The columns of a [`Policy`] in the order of [`Policy::read`]; `f` is the firm.
macro_rules! policy_columns {
    () => {
        "f.client_ways, f.member_ways, f.owner_ways, f.cards_ended_at, f.invitation_days, f.idle_minutes"
    };
}
pub(super) use policy_columns;

sql! {
    LOAD = concat!("select ", policy_columns!(), " from firms f where f.id = $1");
    SET = "update firms set client_ways = $2, member_ways = $3, owner_ways = $4, cards_ended_at = $5, invitation_days = $6, idle_minutes = $7 where id = $1";
}

/// What somebody must come in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A passkey, or a password with a second step.
    TwoSteps,
    /// A passkey.
    Passkey,
}

text_enum! { Asked { TwoSteps = "two steps", Passkey = "passkey" } }

/// Days an invitation may be good for.
pub const INVITATION_DAYS: std::ops::RangeInclusive<i64> = 1..=14;
/// Minutes a session may go without a sign of life.
pub const IDLE_MINUTES: std::ops::RangeInclusive<i64> = 15..=30;

/// What the firm asks of whoever comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Of clients.
    pub clients: Asked,
    /// Of everybody who works there.
    pub members: Asked,
    /// Of owners; never less than of everybody who works there.
    pub owners: Asked,
    /// Whether code cards are taken.
    pub takes_cards: bool,
    /// How many days an invitation is good for.
    pub invitation_days: i64,
    /// How many minutes a session may go without a sign of life.
    pub idle_minutes: i64,
}

impl Policy {
    /// The policy of this firm.
    ///
    /// # Errors
    /// The store's.
    pub fn load(tx: &mut Tx<'_, '_>) -> Result<Self> {
        tx.row(LOAD, &[&tx.firm()], |row| Self::read(row, 0))?
            .ok_or(Error::NotFound)
    }

    /// Reads the policy's columns of a row, from this one on.
    pub(super) fn read(
        row: &anteroom_db::Row<'_>,
        from: usize,
    ) -> Result<Self, anteroom_db::Error> {
        Ok(Self {
            clients: row.get(from)?,
            members: row.get(from + 1)?,
            owners: row.get(from + 2)?,
            takes_cards: row.get::<Option<Timestamp>>(from + 3)?.is_none(),
            invitation_days: row.get(from + 4)?,
            idle_minutes: row.get(from + 5)?,
        })
    }

    /// Sets it.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but owners; [`Error::Refused`] when whoever sets it has nothing that meets it.
    pub fn keep(self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::RunFirm)?;
        if let Some(signed) = tx.actor().signed() {
            let (person, side) = (signed.person, signed.side);
            let ways = Ways::of(tx, person)?;
            if !ways.meet(&self, side) {
                return Err(Error::Refused("firms-refused-own-lockout"));
            }
        }
        let cards_ended_at = (!self.takes_cards).then(|| tx.now());
        tx.run(
            SET,
            &[
                &tx.firm(),
                &self.clients,
                &self.members,
                &self.owners,
                &cards_ended_at,
                &self.invitation_days,
                &self.idle_minutes,
            ],
        )?;
        tx.record(
            Entry::of(Act::PolicySet)
                .with("clients", self.clients.as_str())
                .with("members", self.members.as_str())
                .with("owners", self.owners.as_str())
                .with("cards", if self.takes_cards { "yes" } else { "no" })
                .with("days", self.invitation_days)
                .with("minutes", self.idle_minutes),
        )
    }

    /// What is asked of somebody on this side.
    pub fn asks(&self, side: Side) -> Asked {
        match side {
            Side::Client => self.clients,
            Side::Firm(Role::Owner) if self.owners == Asked::Passkey => Asked::Passkey,
            Side::Firm(_) => self.members,
        }
    }

    /// Whether coming in so is enough for somebody on this side.
    pub fn takes(&self, side: Side, way: WayIn) -> bool {
        match way {
            WayIn::Passkey | WayIn::SingleSignOnAndPasskey => true,
            WayIn::PasswordAndApp
            | WayIn::PasswordAndRecoveryCode
            | WayIn::SingleSignOn
            | WayIn::SingleSignOnAndSecondStep => self.asks(side) == Asked::TwoSteps,
            WayIn::PasswordAndCard => self.asks(side) == Asked::TwoSteps && self.takes_cards,
        }
    }

    /// How long an invitation is good for.
    pub fn invitation_life(&self) -> Duration {
        let days = u64::try_from(self.invitation_days).unwrap_or(1);
        Duration::from_secs(days * 24 * 60 * 60)
    }

    /// How long a session may go without a sign of life.
    pub fn idle(&self) -> Duration {
        Duration::from_secs(60 * u64::try_from(self.idle_minutes).unwrap_or(15))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAX: Policy = Policy {
        clients: Asked::TwoSteps,
        members: Asked::TwoSteps,
        owners: Asked::TwoSteps,
        takes_cards: true,
        invitation_days: 14,
        idle_minutes: 30,
    };

    #[test]
    fn a_passkey_is_always_enough_and_what_else_is_depends_on_the_side() {
        let firm = |role| Side::Firm(role);
        let strict = Policy {
            owners: Asked::Passkey,
            takes_cards: false,
            ..LAX
        };
        for way in WayIn::ALL {
            assert!(LAX.takes(Side::Client, *way) && LAX.takes(firm(Role::Owner), *way));
            assert_eq!(strict.takes(firm(Role::Owner), *way), way.shows_passkey());
            let is_card = *way == WayIn::PasswordAndCard;
            assert_eq!(strict.takes(firm(Role::Lawyer), *way), !is_card);
            assert_eq!(strict.takes(Side::Client, *way), !is_card);
        }
    }

    #[test]
    fn owners_are_never_asked_for_less_than_everybody_who_works_there() {
        let policy = Policy {
            members: Asked::Passkey,
            ..LAX
        };
        assert_eq!(policy.asks(Side::Firm(Role::Owner)), Asked::Passkey);
    }
}
