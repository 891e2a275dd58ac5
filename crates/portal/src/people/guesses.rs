//! The one limiter for all guessing, used by every door: password, app code, recovery code, door code, passkey,
//! enrolment. It lives in the database, so that a second server or a restart forgets nothing.
//!
//! A try is paid for before it is judged, so that many at once cannot outrun the count. Failures are forgotten one by
//! one as time passes; beyond the free ones each costs a wait that doubles. Three subjects are counted: the account,
//! the network the try came from, everybody. A browser its person has come in with before, or is in with, is counted in
//! place of the account: however often strangers try, its person gets in. Everybody's count refuses only what names nothing of ours: else a stranger
//! who tries often enough would lock the whole firm out. An address counts as an account whether or not somebody has it,
//! so that a refusal does not tell which addresses are known.

use std::time::Duration;

use super::{NAME, Surroundings, known};
use crate::base::{Error, PersonId, Result, Right, SessionId, Timestamp, Tx, Under, sql};

sql! {
    LOAD = "select failures, failed_at, blocked_until from guesses where firm_id = $1 and subject_index = $2";
    SAVE = "insert into guesses (firm_id, subject_index, person_id, failures, failed_at, blocked_until) values ($1, $2, $3, $4, $5, $6)
        on conflict (firm_id, subject_index) do update set failures = excluded.failures, failed_at = excluded.failed_at, blocked_until = excluded.blocked_until";
    SHUT = "select p.id, p.name, g.failures, g.blocked_until from guesses g join people p on p.id = g.person_id
        where g.firm_id = $1 and g.blocked_until > $2 and p.ended_at is null order by g.blocked_until, p.id limit 20";
    FORGET = "delete from guesses where firm_id = $1 and subject_index = $2";
}

/// How patient we are with a subject.
struct Limit {
    free: i64,
    first_wait: Duration,
    longest_wait: Duration,
    forgets_one_in: Duration,
}

const ACCOUNT: Limit = Limit {
    free: 5,
    first_wait: minutes(5),
    longest_wait: minutes(60),
    forgets_one_in: minutes(60),
};
/// A whole office may sit behind one network.
const NETWORK: Limit = Limit {
    free: 60,
    first_wait: minutes(1),
    longest_wait: minutes(15),
    forgets_one_in: minutes(1),
};
const EVERYBODY: Limit = Limit {
    free: 1000,
    first_wait: Duration::from_secs(5),
    longest_wait: minutes(1),
    forgets_one_in: Duration::from_secs(1),
};

const fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

/// A subject's count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tally {
    failures: i64,
    /// Up to when failures have been forgotten.
    failed_at: Timestamp,
    blocked_until: Timestamp,
}

impl Tally {
    fn blank(now: Timestamp) -> Self {
        Self {
            failures: 0,
            failed_at: now,
            blocked_until: Timestamp::ZERO,
        }
    }

    /// Forgets what time has healed. The mark moves by whole failures only: a try a minute must not stop the healing.
    fn healed(self, limit: &Limit, now: Timestamp) -> Self {
        let one = limit.forgets_one_in.as_micros().max(1);
        let forgotten =
            i64::try_from(now.since(self.failed_at).as_micros() / one).unwrap_or(i64::MAX);
        if forgotten >= self.failures {
            return Self {
                failures: 0,
                failed_at: now,
                ..self
            };
        }
        let span = limit
            .forgets_one_in
            .saturating_mul(u32::try_from(forgotten).unwrap_or(u32::MAX));
        Self {
            failures: self.failures - forgotten,
            failed_at: self.failed_at.after(span),
            ..self
        }
    }

    /// One more try.
    ///
    /// # Errors
    /// [`Error::TooMany`] while blocked; the try was not counted then.
    fn spent(self, limit: &Limit, now: Timestamp) -> Result<Self> {
        if now < self.blocked_until {
            return Err(Error::TooMany(self.blocked_until));
        }
        let mut tally = self.healed(limit, now);
        tally.failures += 1;
        let over = tally.failures - limit.free;
        if over >= 0 {
            let doublings = u32::try_from(over).unwrap_or(u32::MAX).min(20);
            let wait = limit
                .first_wait
                .saturating_mul(1 << doublings)
                .min(limit.longest_wait);
            tally.blocked_until = now.after(wait);
        }
        Ok(tally)
    }

    /// A try that was right after all.
    fn given_back(mut self, limit: &Limit) -> Self {
        self.failures = (self.failures - 1).max(0);
        if self.failures < limit.free {
            self.blocked_until = Timestamp::ZERO;
        }
        self
    }
}

/// A try at a door.
#[derive(Clone, Debug)]
pub struct Guess {
    account: Option<String>,
    /// Whose account it is; nobody's for a known browser, which shuts out nobody else.
    person: Option<PersonId>,
    network: String,
    /// Whether everybody's count may refuse it.
    is_anybodys: bool,
}

impl Guess {
    /// A try at what names no person: an address nobody has.
    pub fn at(account: impl Into<String>, network: &str) -> Self {
        Self {
            account: Some(account.into()),
            person: None,
            network: network.to_owned(),
            is_anybodys: false,
        }
    }

    /// A try at a person's account.
    pub fn at_person(tx: &Tx<'_, '_>, person: PersonId, at: &Surroundings) -> Self {
        match known::name(tx, person, at.known.as_deref()) {
            Some(name) => Self::at(format!("browser {name}"), &at.network),
            None => Self::at_door_of(person, &at.network),
        }
    }

    /// A try at a person's account, by whoever sets up a way in.
    pub fn at_door_of(person: PersonId, network: &str) -> Self {
        Self {
            person: Some(person),
            ..Self::at(person.as_ref(), network)
        }
    }

    /// A try by whoever is in already, in this session.
    pub fn within(session: SessionId, network: &str) -> Self {
        Self::at(format!("session {session}"), network)
    }

    /// A try from a network that names no account.
    pub fn from(network: &str) -> Self {
        Self {
            account: None,
            person: None,
            network: network.to_owned(),
            is_anybodys: true,
        }
    }

    /// A try from a network that brings something only we can have given: an open link, somebody's passkey.
    pub fn with_ours(network: &str) -> Self {
        Self {
            is_anybodys: false,
            ..Self::from(network)
        }
    }

    /// Pays for the try. Called in a change that commits before the try is judged, or together with its judgement.
    ///
    /// # Errors
    /// [`Error::TooMany`] with the moment from which the next try is taken.
    pub fn spend(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.unaudited("a try is counted before it is judged; the judgement is recorded");
        let now = tx.now();
        let mut paid = Vec::with_capacity(3);
        for subject in self.subjects(tx) {
            let before = load(tx, &subject)?.unwrap_or(Tally::blank(now));
            let tally = before.spent(subject.limit, now)?;
            paid.push((subject, tally));
        }
        for (subject, tally) in paid {
            save(tx, &subject, tally)?;
        }
        Ok(())
    }

    /// Gives the try back: it was right, but it was not the last step. A right password must not wash away wrong codes.
    ///
    /// # Errors
    /// The store's.
    pub fn give_back(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.unaudited("what the try led to is recorded, where it led to something");
        for subject in self.subjects(tx) {
            if let Some(tally) = load(tx, &subject)? {
                save(tx, &subject, tally.given_back(subject.limit))?;
            }
        }
        Ok(())
    }

    /// Gives the try back and forgets the account's failures: whoever it is has come in.
    ///
    /// # Errors
    /// The store's.
    pub fn forget(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        self.give_back(tx)?;
        if let Some(account) = &self.account {
            let index = index(tx, "account", account);
            tx.run(FORGET, &[&tx.firm(), &index])?;
        }
        Ok(())
    }

    fn subjects(&self, tx: &Tx<'_, '_>) -> Vec<Subject> {
        self.counted()
            .map(|(kind, name, limit)| Subject {
                index: index(tx, kind, name),
                person: self.person.filter(|_| kind == "account"),
                limit,
            })
            .collect()
    }

    /// Kind and name of each subject the try is counted for.
    fn counted(&self) -> impl Iterator<Item = (&'static str, &str, &'static Limit)> {
        let account = self.account.as_deref();
        account
            .map(|account| ("account", account, &ACCOUNT))
            .into_iter()
            .chain([("network", self.network.as_str(), &NETWORK)])
            .chain(self.is_anybodys.then_some(("everybody", "", &EVERYBODY)))
    }
}

/// Somebody whose account takes no tries now, but from browsers they have come in with.
#[derive(Clone, Debug)]
pub struct ShutOut {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Wrong tries that are not forgotten yet.
    pub failures: i64,
    /// When the next try is taken.
    pub until: Timestamp,
}

impl ShutOut {
    /// Everybody who is shut out now; at most twenty, whoever is let in first coming first.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but owners.
    pub fn all(tx: &mut Tx<'_, '_>) -> Result<Vec<Self>> {
        tx.require(Right::RunFirm)?;
        let rows = tx.rows(SHUT, &[&tx.firm(), &tx.now()], |row| {
            Ok((
                row.get(0)?,
                row.get::<Vec<u8>>(1)?,
                row.get(2)?,
                row.get(3)?,
            ))
        })?;
        rows.into_iter()
            .map(|(person, name, failures, until)| {
                let name = tx.open(Under::Firm, NAME, person, &name)?;
                Ok(Self {
                    person,
                    name,
                    failures,
                    until,
                })
            })
            .collect()
    }
}

/// Something tries are counted for.
struct Subject {
    index: [u8; 32],
    person: Option<PersonId>,
    limit: &'static Limit,
}

fn index(tx: &Tx<'_, '_>, kind: &str, name: &str) -> [u8; 32] {
    tx.index("guesses", &format!("{kind} {name}"))
}

fn load(tx: &mut Tx<'_, '_>, subject: &Subject) -> Result<Option<Tally>> {
    tx.row(LOAD, &[&tx.firm(), &subject.index], |row| {
        Ok(Tally {
            failures: row.get(0)?,
            failed_at: row.get(1)?,
            blocked_until: row.get(2)?,
        })
    })
}

fn save(tx: &mut Tx<'_, '_>, subject: &Subject, tally: Tally) -> Result<()> {
    tx.run(
        SAVE,
        &[
            &tx.firm(),
            &subject.index,
            &subject.person,
            &tally.failures,
            &tally.failed_at,
            &tally.blocked_until,
        ],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::unwrap_used,
        clippy::panic,
        reason = "a refusal is the failure these tests look for"
    )]

    use super::*;

    const START: Timestamp = Timestamp(1_000_000_000_000);

    fn wait(error: Error, now: Timestamp) -> Duration {
        match error {
            Error::TooMany(until) => until.since(now),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn five_tries_are_free_and_the_waits_double_up_to_an_hour() {
        let mut tally = Tally::blank(START);
        for _ in 0..5 {
            tally = tally.spent(&ACCOUNT, START).unwrap();
        }
        let mut now = START;
        let mut waits = Vec::new();
        for _ in 0..6 {
            let span = wait(tally.spent(&ACCOUNT, now).unwrap_err(), now);
            waits.push(span.as_secs() / 60);
            now = now.after(span);
            tally = tally.spent(&ACCOUNT, now).unwrap();
        }
        assert_eq!(waits[..4], [5, 10, 20, 40]);
        assert!(
            waits[4..]
                .iter()
                .all(|minutes| *minutes == 60 || *minutes == 40),
            "{waits:?}"
        );
    }

    #[test]
    fn failures_heal_one_an_hour_even_when_somebody_keeps_trying() {
        let mut tally = Tally {
            failures: 4,
            failed_at: START,
            blocked_until: Timestamp::ZERO,
        };
        // Tries half an hour apart: two fail in an hour, one is forgotten.
        for half_hours in 1..=4_u64 {
            tally = tally.healed(&ACCOUNT, START.after(minutes(30 * half_hours)));
        }
        assert_eq!(tally.failures, 2);
        assert_eq!(
            tally
                .healed(&ACCOUNT, START.after(minutes(60 * 24)))
                .failures,
            0
        );
    }

    #[test]
    fn a_try_that_was_right_costs_nothing_and_does_not_open_what_wrong_ones_closed() {
        let before = Tally {
            failures: 4,
            failed_at: START,
            blocked_until: Timestamp::ZERO,
        };
        let after = before.spent(&ACCOUNT, START).unwrap().given_back(&ACCOUNT);
        assert_eq!(after, before);
        let closed = Tally {
            failures: 7,
            failed_at: START,
            blocked_until: START.after(minutes(20)),
        };
        assert_eq!(
            closed.given_back(&ACCOUNT).blocked_until,
            closed.blocked_until
        );
    }

    #[test]
    fn tries_of_strangers_never_close_the_door_to_an_account_or_to_what_we_gave_out() {
        let kinds = |guess: Guess| -> Vec<_> { guess.counted().map(|(kind, _, _)| kind).collect() };
        assert_eq!(kinds(Guess::at("nadia", "here")), ["account", "network"]);
        assert_eq!(kinds(Guess::with_ours("here")), ["network"]);
        assert_eq!(kinds(Guess::from("here")), ["network", "everybody"]);
    }

    #[test]
    fn a_blocked_try_is_not_counted() {
        let closed = Tally {
            failures: 5,
            failed_at: START,
            blocked_until: START.after(minutes(5)),
        };
        assert_eq!(
            wait(
                closed.spent(&ACCOUNT, START.after(minutes(1))).unwrap_err(),
                START.after(minutes(1))
            ),
            minutes(4)
        );
    }
}
