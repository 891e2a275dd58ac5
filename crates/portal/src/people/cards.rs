//! Code cards: numbered codes on paper, for somebody without a smartphone. The second step beside a password.
//!
//! One definite code is asked for, the lowest number that was not used, and it stays the same until it is used. Eight
//! letters of 31 are 39 bits; the database holds a keyed hash of each, so nobody can print a card a second time.

use super::codes;
use crate::base::{Act, CodeCardId, Entry, InvitationId, PersonId, Result, Timestamp, Tx, sql};

/// Codes on a card.
pub const COUNT: i64 = 24;
/// Codes left when a new card should be ordered.
pub const FEW: i64 = 5;
const LETTERS: usize = 8;

sql! {
    MAKE = "insert into code_cards (id, firm_id, person_id, invitation_id, created_by, created_at) values ($1, $2, $3, $4, $5, $6)";
    PUT = "insert into card_codes (card_id, number, firm_id, code_index) values ($1, $2, $3, $4)";
    OF = "select c.id, c.invitation_id, c.created_at, count(case when k.used_at is null then 1 end), min(case when k.used_at is null then k.number end)
        from code_cards c join card_codes k on k.card_id = c.id
        where c.firm_id = $1 and c.person_id = $2 and c.ended_at is null group by c.id, c.invitation_id, c.created_at";
    USE = "update card_codes set used_at = $5 where firm_id = $1 and card_id = $2 and number = $3 and code_index = $4 and used_at is null";
    END = "update code_cards set ended_at = $3 where firm_id = $1 and person_id = $2 and ended_at is null";
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
    /// The card of a person, also when all its codes were used.
    ///
    /// # Errors
    /// The store's.
    pub fn of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Option<Self>> {
        tx.row(OF, &[&tx.firm(), &person], |row| {
            Ok(Self {
                id: row.get(0)?,
                person,
                invitation: row.get(1)?,
                made_at: row.get(2)?,
                left: row.get(3)?,
                asks: row.get(4)?,
            })
        })
    }

    /// Makes a card; answers its codes in the order of their numbers, this once. The one before is worth nothing from now on.
    /// One that is handed over with an invitation lives as long as what that leads to.
    ///
    /// # Errors
    /// [`Error::SignIn`](crate::base::Error::SignIn) when nobody acts.
    pub fn make(
        tx: &mut Tx<'_, '_>,
        person: PersonId,
        invitation: Option<InvitationId>,
    ) -> Result<Vec<String>> {
        let (id, by, now): (CodeCardId, _, _) = (tx.new_id()?, tx.person()?, tx.now());
        retire(tx, person)?;
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
