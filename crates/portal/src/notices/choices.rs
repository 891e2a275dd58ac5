//! What somebody chose about letters: which leave at once, which once a day, which not at all, and the hours in which none does.
//!
//! A letter's moment is decided when it is about to leave ([`Choices::moment`]), not when it is written: so a changed choice
//! counts for what waits, and whatever waits by then goes in one letter. What concerns a way in is nobody's choice: it leaves
//! at once, alone.

use std::time::Duration;

use jiff::{
    civil::{DateTime, Time},
    tz::TimeZone,
};

use super::Kind;
use crate::base::{Act, Entry, PersonId, Result, Timestamp, Tx, sql};

/// Between two letters that leave at once: whatever happens meanwhile shares the next one.
pub const SPACE: Duration = Duration::from_secs(15 * 60);
/// How far back a letter still keeps the next one waiting.
const LOOK_BACK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

sql! {
    LOAD = "select needs_you, news, daily_at, quiet_from, quiet_until from notice_choices where firm_id = $1 and person_id = $2";
    KEEP = "insert into notice_choices (person_id, firm_id, needs_you, news, daily_at, quiet_from, quiet_until, changed_at)
        values ($2, $1, $3, $4, $5, $6, $7, $8)
        on conflict (person_id) do update set needs_you = excluded.needs_you, news = excluded.news, daily_at = excluded.daily_at,
            quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, changed_at = excluded.changed_at";
    // What was put off is looked at again; what a mail server refused keeps its pause.
    LOOK_AGAIN = "update notices set next_try_at = leave_at
        where firm_id = $1 and person_id = $2 and tries = 0 and sent_at is null and withdrawn_at is null and failed_at is null";
    LAST = "select kind, max(sent_at) from notices
        where firm_id = $1 and person_id = $2 and created_at > $3 and sent_at is not null group by kind";
    SILENT = "select person_id from notice_choices where firm_id = $1 and needs_you = 'never'";
}

/// What a choice can be made about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Something waits for the reader.
    NeedsYou,
    /// Something is there to be seen.
    News,
}

/// How soon letters about a topic leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// At once, but not more often than every quarter of an hour.
    AtOnce,
    /// In one letter a day.
    Daily,
    /// No letters: the reader looks by themselves.
    Never,
}

text_enum! { Pace { AtOnce = "at once", Daily = "once a day", Never = "never" } }

/// A time of day on the firm's clock, in minutes from midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minute(u16);

impl Minute {
    /// These whole minutes after midnight, if a day has them.
    pub fn new(minutes: u32) -> Option<Self> {
        (minutes < 24 * 60).then(|| u16::try_from(minutes).map(Self).ok())?
    }

    /// From `HH:MM`.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
        (minutes < 60)
            .then(|| hours.checked_mul(60)?.checked_add(minutes))
            .flatten()
            .and_then(Self::new)
    }

    fn of(clock: Time) -> Self {
        Self(u16::from(clock.hour().unsigned_abs()) * 60 + u16::from(clock.minute().unsigned_abs()))
    }

    fn clock(self) -> Time {
        let whole = |part: u16| i8::try_from(part).unwrap_or_default();
        jiff::civil::time(whole(self.0 / 60), whole(self.0 % 60), 0, 0)
    }
}

impl std::fmt::Display for Minute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// What one person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    /// About what waits for them.
    pub needs_you: Pace,
    /// About what is there to be seen.
    pub news: Pace,
    /// When the letter of the day leaves.
    pub daily_at: Minute,
    /// From when and until when none leaves; the span may go over midnight.
    pub quiet: Option<(Minute, Minute)>,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            needs_you: Pace::AtOnce,
            news: Pace::AtOnce,
            daily_at: Minute(8 * 60),
            quiet: None,
        }
    }
}

impl Choices {
    /// What a person chose, or what holds until they do.
    ///
    /// # Errors
    /// The store's.
    pub fn of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Self> {
        let found = tx.row(LOAD, &[&tx.firm(), &person], |row| {
            let minute = |column| -> std::result::Result<Option<Minute>, anteroom_db::Error> {
                Ok(row.get::<Option<u32>>(column)?.and_then(Minute::new))
            };
            Ok(Self {
                needs_you: row.get(0)?,
                news: row.get(1)?,
                daily_at: minute(2)?.unwrap_or(Self::default().daily_at),
                quiet: minute(3)?.zip(minute(4)?),
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// Keeps what the person who acts chose; it counts for what waits already.
    ///
    /// # Errors
    /// [`Error::SignIn`](crate::base::Error::SignIn) when nobody is signed in; the store's.
    pub fn keep(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        let person = tx.person()?;
        if *self == Self::of(tx, person)? {
            tx.unaudited("nothing was changed");
            return Ok(());
        }
        let minutes = |minute: Minute| u32::from(minute.0);
        tx.run(
            KEEP,
            &[
                &tx.firm(),
                &person,
                &self.needs_you,
                &self.news,
                &minutes(self.daily_at),
                &self.quiet.map(|(from, _)| minutes(from)),
                &self.quiet.map(|(_, until)| minutes(until)),
                &tx.now(),
            ],
        )?;
        tx.run(LOOK_AGAIN, &[&tx.firm(), &person])?;
        tx.record(
            Entry::of(Act::NoticesChosen)
                .about(person)
                .with("needs_you", self.needs_you.as_str())
                .with("news", self.news.as_str()),
        )
    }

    /// The people who get no letters about what waits for them, for the firm to know.
    ///
    /// # Errors
    /// The store's.
    pub fn silent(tx: &mut Tx<'_, '_>) -> Result<Vec<PersonId>> {
        tx.rows(SILENT, &[&tx.firm()], |row| row.get(0))
    }

    /// When a notice that has waited since then leaves: now, or later; none when it does not.
    /// `last` is when the last letter of this sort left.
    pub fn moment(
        &self,
        kind: Kind,
        since: Timestamp,
        last: Option<Timestamp>,
        now: Timestamp,
        zone: &TimeZone,
    ) -> Option<Timestamp> {
        let pace = match kind.topic() {
            None => return Some(now),
            Some(Topic::NeedsYou) => self.needs_you,
            Some(Topic::News) => self.news,
        };
        let moment = match pace {
            Pace::Never => return None,
            Pace::AtOnce => last.map_or(now, |last| now.max(last.after(SPACE))),
            Pace::Daily => now.max(next(since, self.daily_at, zone)),
        };
        Some(self.outside_quiet(moment, zone))
    }

    fn outside_quiet(&self, moment: Timestamp, zone: &TimeZone) -> Timestamp {
        let Some((from, until)) = self.quiet else {
            return moment;
        };
        let clock = Minute::of(local(moment, zone).time());
        let is_quiet = if from <= until {
            from <= clock && clock < until
        } else {
            from <= clock || clock < until
        };
        if is_quiet {
            next(moment, until, zone)
        } else {
            moment
        }
    }
}

/// When the last letter left that shares with others, to this person.
///
/// # Errors
/// The store's.
pub fn last_left(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Option<Timestamp>> {
    let since = tx.now().before(LOOK_BACK);
    let left = tx.rows(LAST, &[&tx.firm(), &person, &since], |row| {
        Ok((row.get::<Kind>(0)?, row.get::<Timestamp>(1)?))
    })?;
    let left = left.into_iter().filter(|(kind, _)| kind.bundles());
    Ok(left.map(|(_, at)| at).max())
}

fn local(moment: Timestamp, zone: &TimeZone) -> DateTime {
    moment.jiff().to_zoned_datetime(zone.clone()).datetime()
}

/// The first moment from `moment` on at which the wall clock shows this minute; where it skips it, the minute after the gap.
fn next(moment: Timestamp, minute: Minute, zone: &TimeZone) -> Timestamp {
    let today = local(moment, zone).date();
    let tomorrow = today.tomorrow().unwrap_or(today);
    [today, tomorrow]
        .into_iter()
        .filter_map(|date| {
            let there = date.to_datetime(minute.clock());
            Some(
                there
                    .to_zoned_datetime(zone.clone())
                    .ok()?
                    .timestamp()
                    .into(),
            )
        })
        .find(|at: &Timestamp| *at >= moment)
        .unwrap_or(moment)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("America/Toronto").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        let zoned: DateTime = text.parse().unwrap();
        zoned.to_zoned_datetime(zone()).unwrap().timestamp().into()
    }

    fn daily(at: &str) -> Choices {
        Choices {
            needs_you: Pace::Daily,
            daily_at: Minute::parse(at).unwrap(),
            ..Choices::default()
        }
    }

    #[test]
    fn times_of_day_are_read_and_written() {
        for text in ["00:00", "08:05", "23:59"] {
            assert_eq!(Minute::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "24:00",
            "8",
            "08:60",
            "-1:00",
            "99999999999:00",
            "4294967295:59",
        ] {
            assert_eq!(Minute::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_waits_for_the_letter_of_the_day_leaves_with_the_next_one() {
        let choices = daily("08:00");
        for (since, now, leaves) in [
            ("2026-11-24T07:59", "2026-11-24T07:59", "2026-11-24T08:00"),
            ("2026-11-24T08:01", "2026-11-24T09:00", "2026-11-25T08:00"),
            ("2026-11-24T08:01", "2026-11-25T10:00", "2026-11-25T10:00"),
            // The night of a longer and of a shorter hour.
            ("2026-10-31T20:00", "2026-10-31T20:00", "2026-11-01T08:00"),
            ("2026-03-07T20:00", "2026-03-07T20:00", "2026-03-08T08:00"),
        ] {
            let moment = choices.moment(Kind::SomethingNeedsYou, at(since), None, at(now), &zone());
            assert_eq!(moment, Some(at(leaves)), "{since} {now}");
        }
    }

    #[test]
    fn no_letter_leaves_in_quiet_hours_not_even_where_the_clock_jumps() {
        let quiet = |from: &str, until: &str| Choices {
            quiet: Minute::parse(from).zip(Minute::parse(until)),
            ..Choices::default()
        };
        let night = quiet("21:00", "07:30");
        for (now, leaves) in [
            ("2026-11-24T20:59", "2026-11-24T20:59"),
            ("2026-11-24T21:00", "2026-11-25T07:30"),
            ("2026-11-25T03:00", "2026-11-25T07:30"),
            ("2026-11-25T07:30", "2026-11-25T07:30"),
        ] {
            let moment = night.moment(Kind::SomethingNew, at(now), None, at(now), &zone());
            assert_eq!(moment, Some(at(leaves)), "{now}");
        }
        // 2:30 does not exist on this day; the hour after it does.
        let gap = quiet("01:00", "02:30");
        let now = at("2026-03-08T01:10");
        let moment = gap.moment(Kind::SomethingNew, now, None, now, &zone());
        assert_eq!(moment, Some(at("2026-03-08T03:30")));
    }

    #[test]
    fn letters_at_once_keep_a_quarter_of_an_hour_between_them_and_ways_in_wait_for_nothing() {
        let choices = Choices {
            needs_you: Pace::Never,
            ..Choices::default()
        };
        let now = at("2026-11-24T12:00");
        let just_now = Some(at("2026-11-24T11:55"));
        let moment = |kind| choices.moment(kind, now, just_now, now, &zone());
        assert_eq!(moment(Kind::SomethingNew), Some(at("2026-11-24T12:10")));
        assert_eq!(moment(Kind::SomethingNeedsYou), None);
        assert_eq!(moment(Kind::WayInChanged), Some(now));
    }
}
