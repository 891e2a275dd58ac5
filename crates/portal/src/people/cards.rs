//! Code cards: numbered codes on paper, for somebody without a smartphone. The second step beside a password.
//!
//! One definite code is asked for, the lowest number that was not used, and it stays the same until it is used. Eight
//! letters of 31 are 39 bits; the database holds a keyed hash of each, so nobody can print a card a second time. A card that
//! is handed over with an invitation counts for nothing before that was accepted: it must not stand beside the ways in its
//! person still has.

use super::codes;
use crate::base::{Act, CodeCardId, Entry, InvitationId, PersonId, Result, Timestamp, Tx, sql};

/// Codes on a card.
pub const COUNT: i64 = 24;
/// Codes left when a new card should be ordered.
pub const FEW: i64 = 5;
const LETTERS: usize = 8;

/// The columns of a [`Card`].
macro_rules! card {
    () => {
        "select c.id, c.person_id, c.invitation_id, c.created_at, count(case when k.used_at is null then 1 end), min(case when k.used_at is null then k.number end)
        from code_cards c join card_codes k on k.card_id = c.id
        where c.firm_id = $1 and c.ended_at is null"
    };
}

/// Closes [`card!`].
macro_rules! each {
    () => {
        " group by c.id, c.person_id, c.invitation_id, c.created_at"
    };
}

sql! {
    MAKE = "insert into code_cards (id, firm_id, person_id, invitation_id, created_by, created_at) values ($1, $2, $3, $4, $5, $6)";
    PUT = "insert into card_codes (card_id, number, firm_id, code_index) values ($1, $2, $3, $4)";
    OF = concat!(card!(), " and c.person_id = $2
            and (c.invitation_id is null or exists (select 1 from invitations i where i.id = c.invitation_id and i.used_at is not null))", each!());
    HANDED_OVER = concat!(card!(), " and c.invitation_id = $2", each!());
    USE = "update card_codes set used_at = $5 where firm_id = $1 and card_id = $2 and number = $3 and code_index = $4 and used_at is null";
    END = "update code_cards set ended_at = $3 where firm_id = $1 and person_id = $2 and ended_at is null";
    END_WAITING = "update code_cards set ended_at = $3 where firm_id = $1 and person_id = $2 and ended_at is null and invitation_id is not null
        and not exists (select 1 from invitations i where i.id = code_cards.invitation_id and i.used_at is not null)";
    END_OTHERS = "update code_cards set ended_at = $3 where firm_id = $1 and person_id = $2 and ended_at is null and id <> $4";
    HAND_ON = "update code_cards set invitation_id = $3 where firm_id = $1 and invitation_id = $2 and ended_at is null";
}

/// The card a person has.
#[derive(Clone, Debug)]
pub struct Card {
    /// Which.
    pub id: CodeCardId,
    /// Whose.
    pub person: PersonId,
    /// The invitation it was handed over with.
    pub invitation: Option<InvitationId>,
    /// When it was printed.
    pub made_at: Timestamp,
    /// Codes not used yet.
    pub left: i64,
    /// The number of the code that is asked for; none when all were used.
    pub asks: Option<i64>,
}

impl Card {
    /// The card a person comes in with, also when all its codes were used.
    ///
    /// # Errors
    /// The store's.
    pub fn of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Option<Self>> {
        tx.row(OF, &[&tx.firm(), &person], read)
    }

    /// The card that was handed over with an invitation.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn handed_over_with(
        tx: &mut Tx<'_, '_>,
        invitation: InvitationId,
    ) -> Result<Option<Self>> {
        tx.row(HANDED_OVER, &[&tx.firm(), &invitation], read)
    }

    /// Makes a card; answers its codes in the order of their numbers, this once. The one before is worth nothing from now on;
    /// but one that is handed over with an invitation leaves what its person comes in with until that is accepted.
    ///
    /// # Errors
    /// [`Error::SignIn`](crate::base::Error::SignIn) when nobody acts.
    pub fn make(
        tx: &mut Tx<'_, '_>,
        person: PersonId,
        invitation: Option<InvitationId>,
    ) -> Result<Vec<String>> {
        let (id, by, now): (CodeCardId, _, _) = (tx.new_id()?, tx.person()?, tx.now());
        match invitation {
            Some(_) => {
                tx.run(END_WAITING, &[&tx.firm(), &person, &now])?;
            }
            None => retire(tx, person)?,
        }
        tx.run(MAKE, &[&id, &tx.firm(), &person, &invitation, &by, &now])?;
        let mut made = Vec::new();
        for number in 1..=COUNT {
            let code = codes::letters(LETTERS)?;
            let index = index(tx, id, number, &code);
            tx.run(PUT, &[&id, &number, &tx.firm(), &index])?;
            made.push(code);
        }
        tx.record(Entry::of(Act::CodeCardMade).about(person))?;
        Ok(made)
    }

    /// Uses the code that is asked for up; answers whether it was that.
    ///
    /// # Errors
    /// The store's.
    pub fn spend(&self, tx: &mut Tx<'_, '_>, typed: &str) -> Result<bool> {
        let Some(number) = self.asks else {
            return Ok(false);
        };
        let index = index(tx, self.id, number, &codes::plain(typed));
        let used = tx.run(USE, &[&tx.firm(), &self.id, &number, &index, &tx.now()])?;
        Ok(used == 1)
    }

    /// Ends every other card of its person.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn end_others(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.run(END_OTHERS, &[&tx.firm(), &self.person, &tx.now(), &self.id])?;
        Ok(())
    }

    /// Whether a new one should be ordered.
    pub fn runs_out(&self) -> bool {
        self.left <= FEW
    }
}

fn read(row: &anteroom_db::Row<'_>) -> Result<Card, anteroom_db::Error> {
    Ok(Card {
        id: row.get(0)?,
        person: row.get(1)?,
        invitation: row.get(2)?,
        made_at: row.get(3)?,
        left: row.get(4)?,
        asks: row.get(5)?,
    })
}

/// Makes a person's card worthless.
///
/// # Errors
/// The store's.
pub(super) fn retire(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
    tx.run(END, &[&tx.firm(), &person, &tx.now()])?;
    Ok(())
}

/// A card that was handed over with an invitation goes with the one that takes its place.
///
/// # Errors
/// The store's.
pub(super) fn hand_on(tx: &mut Tx<'_, '_>, from: InvitationId, to: InvitationId) -> Result<()> {
    tx.run(HAND_ON, &[&tx.firm(), &from, &to])?;
    Ok(())
}

fn index(tx: &Tx<'_, '_>, card: CodeCardId, number: i64, code: &str) -> [u8; 32] {
    tx.index("card_codes", &format!("{card} {number} {code}"))
}
