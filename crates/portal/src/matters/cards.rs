//! Code cards for the client's people: who prints them, and whose run out.
//!
//! A card is half of a way into everything its person takes part in, so it is printed only by a member who sees all of
//! that, as an invitation is.

use super::{Matter, SentInvitation, inviting::sees_all_of};
use crate::{
    base::{Error, MatterId, PersonId, Result, Right, Tx, Whose, sees, sql, takes_part},
    notices,
    people::{self, Card, FEW_CARD_CODES, Invitation, Person, Policy},
};

sql! {
    // Cards with few codes left, with a matter the actor sees and their person takes part in.
    RUNNING_OUT = concat!("select p.id, p.name, count(distinct case when k.used_at is null then k.number end), max(a.matter_id)
        from code_cards c
        join card_codes k on k.card_id = c.id
        join people p on p.id = c.person_id and p.ended_at is null
        join participants a on a.person_id = p.id and ", takes_part!("a", "$4"), "
        join matters m on m.id = a.matter_id and m.removed_at is null
        where c.firm_id = $1 and c.ended_at is null
            and (c.invitation_id is null or exists (select 1 from invitations i where i.id = c.invitation_id and i.used_at is not null))
            and ", sees!("a.matter_id", "$3", "''", "$4"), "
        group by p.id, p.name
        having count(distinct case when k.used_at is null then k.number end) <= $2
        order by p.id limit 50");
}

/// Somebody whose card should be printed anew.
#[derive(Clone, Debug)]
pub struct RunningOut {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Codes left.
    pub left: i64,
    /// A matter they take part in.
    pub matter: MatterId,
}

impl Matter {
    /// Prints a card for somebody who may come in; answers its codes, this once. The one before ends, and they are told. One
    /// for somebody who was invited and is not in yet goes with their invitation.
    ///
    /// Whoever is in with another second step gets none: it would be a way round vouching, which tells them and waits.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody who may not come in; [`Error::Refused`] when they take part in a matter the actor does
    /// not see, have been in without a card, or the firm takes no cards.
    pub fn print_card(&self, tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Vec<String>> {
        tx.require(Right::InviteClients)?;
        self.refuse_in_emergency(tx)?;
        if !self.includes(tx, person)? {
            return Err(Error::NotFound);
        }
        if !sees_all_of(tx, person)? {
            return Err(Error::Refused("matters-refused-invite"));
        }
        if Person::load(tx, person)?.entered_at.is_some() && Card::of(tx, person)?.is_none() {
            return Err(Error::Refused("matters-refused-first-card"));
        }
        let invitation = Invitation::latest_of(tx, person)?;
        let open = invitation.filter(|invitation| invitation.is_open(tx.now()));
        print(tx, person, open.as_ref())
    }
}

impl SentInvitation {
    /// Prints the card that goes with the letter; answers its codes, this once. One printed before ends.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the invitation was used, has ended or goes without a card; [`Error::Refused`] when the firm
    /// takes no cards.
    pub fn print_card(&self, tx: &mut Tx<'_, '_>) -> Result<Vec<String>> {
        let invitation = &self.invitation;
        if invitation.with_card_at.is_none() || !invitation.is_open(tx.now()) {
            return Err(Error::NotFound);
        }
        print(tx, self.person.id, Some(invitation))
    }
}

fn print(
    tx: &mut Tx<'_, '_>,
    person: PersonId,
    invitation: Option<&Invitation>,
) -> Result<Vec<String>> {
    if !Policy::load(tx)?.takes_cards {
        return Err(Error::Refused("matters-refused-no-cards"));
    }
    let made = Card::make(tx, person, invitation.map(|invitation| invitation.id))?;
    if invitation.is_none() {
        let now = tx.now();
        notices::queue(tx, person, notices::Kind::WayInChanged, None, now)?;
    }
    Ok(made)
}

/// People of the matters the actor sees whose card has few codes left.
///
/// # Errors
/// [`Error::Forbidden`] for clients.
pub fn running_out(tx: &mut Tx<'_, '_>) -> Result<Vec<RunningOut>> {
    tx.require(Right::ReadMatters)?;
    let eyes = tx.eyes(Whose::All)?;
    let params: [&dyn anteroom_db::Param; 4] =
        [&tx.firm(), &FEW_CARD_CODES, &eyes.member(), &tx.now()];
    let rows = tx.rows(RUNNING_OUT, &params, |row| {
        Ok((
            row.get::<PersonId>(0)?,
            row.get::<Vec<u8>>(1)?,
            row.get::<i64>(2)?,
            row.get::<MatterId>(3)?,
        ))
    })?;
    rows.into_iter()
        .map(|(person, name, left, matter)| {
            let name = people::open_name(tx, person, &name)?;
            Ok(RunningOut {
                person,
                name,
                left,
                matter,
            })
        })
        .collect()
}
