//! Matters: one engagement each, for one client. Everything a firm and a client exchange lies in a matter, sealed under
//! the matter's own key.
//!
//! A matter is found through the actor and in no other way: the owner finds every matter of the firm that is not behind a
//! wall, another member the ones whose team they are on, a client's person the ones they take part in, whoever came through
//! a link for files the one it leads to, as long as link and visit last. For everybody else it is absent. The [`Matter`] in
//! hand is the proof of access that other slices ask for.

mod addresses;
mod beginning;
mod cards;
mod conflicts;
mod course;
mod emergencies;
mod finding;
mod head;
mod inviting;
mod listing;
pub mod pages;
mod participants;
mod silence;
mod status;
mod team;
mod terms;
mod vouching;
mod walls;

pub use addresses::stop_address;
pub use beginning::Beginning;
pub use cards::{RunningOut, running_out};
pub use conflicts::Conflict;
pub use course::{Course, Move, Stage, StageChange, Standing};
pub use emergencies::{Emergency, Standing as EmergencyStanding};
pub use head::{Counts, MatterHead, Tab};
pub use inviting::{Invited, Invitee, SentInvitation};
pub use listing::{Listed, Listing, MatterPage, PAGE};
pub use participants::{Joining, Participant, note_ended_access};
pub use silence::{Silence, silent};
pub use status::{NEXT_MOST, Next, STATUS_MOST, StatusUpdate, Turn};
pub use terms::{Part, Terms, Trade, open_neutral_title};
pub use walls::{Taken, walled_count};

pub use crate::kinds::Area;

use finding::{Sealed, Sight, opened, read, read_with_terms, sight};
use terms::terms_columns;
pub use vouching::{may_vouch_for, seen_vouching, sign_out};

use crate::{
    base::{
        Act, ClientId, Column, Entry, Error, KindId, MatterId, PersonId, Result, Right, Timestamp,
        Tx, Under, sql,
    },
    clients::Client,
};

/// Column of a matter's number.
pub const NUMBER: Column = Column::of("matters", "number");
/// Column of a matter's title.
pub const TITLE: Column = Column::of("matters", "title");

/// The columns [`finding::read`] reads, in its order; `m` is the matter.
macro_rules! columns {
    () => {
        "m.id, m.client_id, m.number, m.title, m.area, m.responsible_id, m.opened_at, m.changed_at, m.closed_at, m.practice_at, m.walled_at, m.kind_id"
    };
}
use columns;

sql! {
    INSERT = "insert into matters (id, firm_id, client_id, number, number_index, title, area, responsible_id, practice_at, opened_at, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
        on conflict (firm_id, number_index) do nothing";
    HAS_NUMBER = "select 1 from matters where firm_id = $1 and number_index = $2";
    IS_TAKEN = "select 1 from matters where firm_id = $1 and number_index = $2 and id <> $3";
    CHANGE = "update matters set number = $3, number_index = $4, title = $5, area = $6, responsible_id = $7, changed_at = $8
        where firm_id = $1 and id = $2";
    TOUCH = "update matters set changed_at = $3 where firm_id = $1 and id = $2";
    REMOVE = "update matters set removed_at = $3 where firm_id = $1 and id = $2 and practice_at is not null and removed_at is null";
    NEWEST_NUMBERS = "select id, number from matters where firm_id = $1 and practice_at is null order by id desc limit 50";
}

/// One engagement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// Which.
    pub id: MatterId,
    /// For whom.
    pub client: ClientId,
    /// The firm's file number.
    pub number: String,
    /// The title, in words the client reads.
    pub title: String,
    /// The area of practice.
    pub area: Area,
    /// The lawyer who answers for it; always on the team.
    pub responsible: PersonId,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When something last happened in it.
    pub changed_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Whether it is the practice matter of a new firm.
    pub practice: bool,
    /// Since when only its team knows of it.
    pub walled_at: Option<Timestamp>,
    /// The kind it was begun with.
    pub kind: Option<KindId>,
    /// On which terms the actor takes part; absent for the firm's side.
    pub terms: Option<Terms>,
}

/// What is needed to open a matter.
#[derive(Clone, Debug)]
pub struct NewMatter {
    /// For whom.
    pub client: ClientId,
    /// The firm's file number; no other matter has it.
    pub number: String,
    /// The title, in words the client reads.
    pub title: String,
    /// The area of practice.
    pub area: Area,
    /// The lawyer who answers for it.
    pub responsible: PersonId,
    /// The others who work on it; the responsible lawyer need not be repeated.
    pub team: Vec<PersonId>,
}

/// What can be changed of a matter.
#[derive(Clone, Debug)]
pub struct MatterChange {
    /// As [`Matter::number`].
    pub number: String,
    /// As [`Matter::title`].
    pub title: String,
    /// As [`Matter::area`].
    pub area: Area,
    /// As [`Matter::responsible`].
    pub responsible: PersonId,
}

impl Matter {
    /// Opens a matter under an id whose key was made before (`Portal::make_matter_key`). Whoever opens it joins the team,
    /// so that nobody opens what they cannot see.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor does not see the client; [`Error::Refused`] when the number is taken or
    /// somebody of the team is no member; [`Error::Forbidden`] without [`Right::RunMatters`].
    pub fn open(tx: &mut Tx<'_, '_>, id: MatterId, new: &NewMatter) -> Result<Self> {
        Self::open_as(tx, id, new, None)
    }

    /// Opens the practice matter of a new firm: the only kind that can be removed.
    ///
    /// # Errors
    /// As [`open`](Matter::open).
    pub fn open_for_practice(tx: &mut Tx<'_, '_>, id: MatterId, new: &NewMatter) -> Result<Self> {
        Self::open_as(tx, id, new, Some(tx.now()))
    }

    fn open_as(
        tx: &mut Tx<'_, '_>,
        id: MatterId,
        new: &NewMatter,
        practice_at: Option<Timestamp>,
    ) -> Result<Self> {
        tx.require(Right::RunMatters)?;
        let client = Client::find(tx, new.client)?;
        let (firm, now) = (tx.firm(), tx.now());
        let matter = Self {
            id,
            client: client.id,
            number: new.number.clone(),
            title: new.title.clone(),
            area: new.area,
            responsible: new.responsible,
            opened_at: now,
            changed_at: now,
            closed_at: None,
            practice: practice_at.is_some(),
            walled_at: None,
            kind: None,
            terms: None,
        };
        let under = Under::Matter(id);
        let number = tx.seal(under, NUMBER, id, &new.number)?;
        let title = tx.seal(under, TITLE, id, &new.title)?;
        let rows = tx.run(
            INSERT,
            &[
                &id,
                &firm,
                &client.id,
                &number,
                &number_index(tx, &new.number),
                &title,
                &new.area,
                &new.responsible,
                &practice_at,
                &now,
            ],
        )?;
        if rows == 0 {
            return Err(Error::Refused("matters-refused-number-taken"));
        }
        tx.record(
            Entry::of(Act::MatterOpened)
                .in_matter(id)
                .about(id)
                .with("title", &new.title)
                .with("number", &new.number),
        )?;
        matter.answers(tx, new.responsible)?;
        for member in new.team.iter().copied().chain(tx.actor().person()) {
            matter.take_on(tx, member)?;
        }
        Ok(matter)
    }

    /// Changes number, title, area or responsible lawyer; the new responsible lawyer joins the team.
    ///
    /// # Errors
    /// As [`open`](Matter::open).
    pub fn change(&self, tx: &mut Tx<'_, '_>, change: &MatterChange) -> Result<()> {
        tx.require(Right::RunMatters)?;
        self.refuse_in_emergency(tx)?;
        if change.responsible != self.responsible {
            self.answers(tx, change.responsible)?;
        }
        let under = Under::Matter(self.id);
        let number = tx.seal(under, NUMBER, self.id, &change.number)?;
        let title = tx.seal(under, TITLE, self.id, &change.title)?;
        let index = number_index(tx, &change.number);
        if tx
            .row(IS_TAKEN, &[&tx.firm(), &index, &self.id], |_| Ok(()))?
            .is_some()
        {
            return Err(Error::Refused("matters-refused-number-taken"));
        }
        tx.run(
            CHANGE,
            &[
                &tx.firm(),
                &self.id,
                &number,
                &index,
                &title,
                &change.area,
                &change.responsible,
                &tx.now(),
            ],
        )?;
        tx.record(
            Entry::of(Act::MatterChanged)
                .in_matter(self.id)
                .about(self.id)
                .with("title", &change.title)
                .with("number", &change.number),
        )
    }

    /// Notes that something happened in the matter: it moves to the top of the lists. The caller records what it was.
    ///
    /// # Errors
    /// The store's.
    pub fn touch(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.run(TOUCH, &[&tx.firm(), &self.id, &tx.now()])?;
        Ok(())
    }

    /// Removes the practice matter from every list and ends the access of its practice clients.
    ///
    /// # Errors
    /// [`Error::NotFound`] for every other matter.
    pub fn remove_practice(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::RunMatters)?;
        if tx.run(REMOVE, &[&tx.firm(), &self.id, &tx.now()])? == 0 {
            return Err(Error::NotFound);
        }
        tx.record(
            Entry::of(Act::PracticeRemoved)
                .in_matter(self.id)
                .about(self.id)
                .with("title", &self.title),
        )?;
        for participant in self.participants(tx)? {
            self.end_access(tx, participant.person)?;
        }
        Ok(())
    }

    /// Whether a matter has this number already, also one the actor does not see.
    ///
    /// # Errors
    /// The store's.
    pub fn is_number_taken(tx: &mut Tx<'_, '_>, number: &str) -> Result<bool> {
        let index = number_index(tx, number);
        let found = tx.row(HAS_NUMBER, &[&tx.firm(), &index], |_| Ok(()))?;
        Ok(found.is_some())
    }

    /// The number after the newest of `year`: "2026-0389". A suggestion only: numbers may follow the firm's own way.
    ///
    /// # Errors
    /// The store's.
    pub fn next_number(tx: &mut Tx<'_, '_>, year: i16) -> Result<String> {
        let rows = tx.rows(NEWEST_NUMBERS, &[&tx.firm()], |row| {
            Ok((row.get::<MatterId>(0)?, row.get::<Vec<u8>>(1)?))
        })?;
        let mut numbers = Vec::with_capacity(rows.len());
        for (id, number) in rows {
            numbers.push(tx.open(Under::Matter(id), NUMBER, id, &number)?);
        }
        Ok(number_after(year, &numbers))
    }
}

/// What finds a number again, however it was typed.
fn number_index(tx: &Tx<'_, '_>, number: &str) -> [u8; 32] {
    tx.index("matters.number", &number.to_lowercase())
}

fn number_after(year: i16, numbers: &[String]) -> String {
    let last = numbers
        .iter()
        .filter_map(|number| number.split_once('-'))
        .filter(|(of, _)| *of == year.to_string())
        .filter_map(|(_, count)| count.parse::<u32>().ok())
        .max()
        .unwrap_or(0);
    format!("{year}-{:04}", last.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_number_follows_the_highest_of_its_year_and_leaves_other_ways_alone() {
        let numbers = ["2026-0388", "2026-0012", "2025-0977", "F-17", "2026-x"].map(str::to_owned);
        assert_eq!(number_after(2026, &numbers), "2026-0389");
        assert_eq!(number_after(2027, &numbers), "2027-0001");
        assert_eq!(
            number_after(2026, &["2026-4294967295".to_owned()]),
            "2026-4294967295"
        );
    }
}
