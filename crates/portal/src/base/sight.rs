//! Sight: which matters a member of the firm sees. The view `sights` of the schema says so, once; statements ask it in the
//! words below, so that none of them has a rule of its own.
//!
//! The client's side has its own words: somebody takes part in a matter until their access ends, by an act or by the clock.

use super::{Actor, Error, Id, PersonId, Result, Side, Tx};

/// Whether the member sees the matter now: `sees!("m.id", "$2", "$3", "$4")` with [`Eyes::member`], [`Eyes::but`] and the
/// moment.
macro_rules! sees {
    ($matter:literal, $member:literal, $but:literal, $now:literal) => {
        concat!(
            "(",
            $member,
            " = '' or exists (select 1 from sights g where g.firm_id = $1 and g.matter_id = ",
            $matter,
            " and g.person_id = ",
            $member,
            " and g.through <> ",
            $but,
            " and g.opens_at <= ",
            $now,
            " and g.ends_at > ",
            $now,
            "))"
        )
    };
}
pub(crate) use sees;

/// Whether a participant, a row of `participants`, takes part now.
macro_rules! takes_part {
    ($participant:literal, $now:literal) => {
        concat!(
            "(",
            $participant,
            ".ended_at is null and (",
            $participant,
            ".ends_at is null or ",
            $participant,
            ".ends_at > ",
            $now,
            "))"
        )
    };
}
pub(crate) use takes_part;

/// Whether the matter is one that a member off its team may not learn of: behind a wall, or they are in conflict.
macro_rules! hidden {
    ($matter:literal, $member:literal) => {
        concat!(
            "(",
            $matter,
            ".walled_at is not null or exists (select 1 from conflicts z where z.matter_id = ",
            $matter,
            ".id and z.person_id = ",
            $member,
            " and z.ended_at is null))"
        )
    };
}
pub(crate) use hidden;

/// Whether a person of the client's side is known to the firm only through matters that are hidden from the member.
macro_rules! veiled {
    ($person:literal, $member:literal, $now:literal) => {
        concat!(
            "(exists (select 1 from participants y join matters w on w.id = y.matter_id
                where y.firm_id = $1 and y.person_id = ",
            $person,
            " and ",
            hidden!("w", $member),
            ") and not exists (select 1 from participants y where y.firm_id = $1 and y.person_id = ",
            $person,
            " and ",
            sees!("y.matter_id", $member, "''", $now),
            "))"
        )
    };
}
pub(crate) use veiled;

/// Whether a client has matters that are hidden from the member, and none the member sees.
macro_rules! client_veiled {
    ($client:literal, $member:literal, $now:literal) => {
        concat!(
            "(exists (select 1 from matters w where w.firm_id = $1 and w.client_id = ",
            $client,
            " and ",
            hidden!("w", $member),
            ") and not exists (select 1 from matters w where w.firm_id = $1 and w.client_id = ",
            $client,
            " and w.removed_at is null and ",
            sees!("w.id", $member, "''", $now),
            "))"
        )
    };
}
pub(crate) use client_veiled;

/// Whose matters a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those the actor works on.
    Mine,
    /// All the actor sees.
    All,
}

/// Who looks, as [`sees!`] wants to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eyes {
    member: Option<PersonId>,
    whose: Whose,
}

impl Eyes {
    /// The member; empty for the product itself, which sees everything.
    pub fn member(&self) -> &str {
        self.member.as_ref().map_or("", Id::as_str)
    }

    /// Through what a matter is not looked for.
    pub fn but(&self) -> &'static str {
        match self.whose {
            Whose::Mine => "owner",
            Whose::All => "",
        }
    }
}

impl Tx<'_, '_> {
    /// The eyes of the actor.
    ///
    /// # Errors
    /// [`Error::NotFound`] for clients, at a link and at the door: they see no matter as the firm does.
    pub fn eyes(&self, whose: Whose) -> Result<Eyes> {
        match self.actor() {
            Actor::Product(_) => Ok(Eyes {
                member: None,
                whose,
            }),
            Actor::Person(_, signed) if signed.side != Side::Client => Ok(Eyes {
                member: Some(signed.person),
                whose,
            }),
            Actor::Person(..) | Actor::Sender(..) | Actor::Door(_) => Err(Error::NotFound),
        }
    }
}
