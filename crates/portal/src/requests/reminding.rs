//! Reminding: ten, five, three days and one day before the day something is asked for, then once a week.
//!
//! Nobody plans a reminder: an hourly look compares what is open with the clock, so an answer, a withdrawal or an access that
//! ended stops them with no second rule. The look is at nine in the firm's morning, whatever the clocks do, so that all a
//! person owes becomes one letter; and of steps that passed while the server was down, or before somebody had a day to do
//! it, there is one letter or none.

use std::{collections::BTreeMap, time::Duration};

use super::Request;
use crate::{
    base::{
        Error, Locale, MatterId, PersonId, RequestId, Result, Right, Timestamp, Tx, When, sql,
        takes_part,
    },
    firms::Look,
    notices,
};

/// Days before the day.
const BEFORE: [i64; 4] = [1, 3, 5, 10];
/// Days between reminders once the day has passed.
const WEEK: i64 = 7;
/// How long before its first reminder something was asked.
const RESPITE: Duration = Duration::from_secs(24 * 60 * 60);
/// How far ahead of its day something is first looked at: the first step, and what a time zone may add.
const AHEAD: Duration = Duration::from_secs(12 * 24 * 60 * 60);

/// What is open of somebody who takes part in a matter that is open; `a` says who was asked, `q` and `i` what.
macro_rules! open {
    () => {
        concat!(
            " from request_people a
            join requests q on q.id = a.request_id and q.withdrawn_at is null
            join request_items i on i.request_id = q.id and i.answered_at is null and i.settled_at is null
            join matters m on m.id = q.matter_id and m.removed_at is null and m.closed_at is null
            join participants t on t.matter_id = q.matter_id and t.person_id = a.person_id and ",
            takes_part!("t", "$2"),
            " where a.firm_id = $1 "
        )
    };
}

sql! {
    OPEN = concat!("select a.person_id, a.request_id, a.reminded_at, i.due_at, coalesce(i.asked_again_at, i.created_at)", open!(), "
        and i.due_at < $3");
    REMINDED = "update request_people set reminded_at = $4
        where firm_id = $1 and request_id = $2 and person_id = $3 and coalesce(reminded_at, 0) < $5";
    WAITS_FOR = concat!("select q.matter_id", open!(), "and q.id = $3 and a.person_id = $4 limit 1");
    FIRST_DUE = concat!("select count(*), min(i.due_at)", open!(), "and a.person_id = $3");
}

/// Queues the reminders that are due, one letter a person; answers how many. Run again it queues none twice.
///
/// # Errors
/// The store's.
pub fn remind(tx: &mut Tx<'_, '_>) -> Result<usize> {
    tx.unaudited("that a reminder left is recorded");
    let Some(look) = Look::load(tx)? else {
        return Ok(0);
    };
    let now = tx.now();
    let when = look.when(Locale::En, now);
    let rows = tx.rows(OPEN, &[&tx.firm(), &now, &now.after(AHEAD)], |row| {
        Ok((
            (row.get::<PersonId>(0)?, row.get::<RequestId>(1)?),
            row.get::<Option<Timestamp>>(2)?,
            row.get::<Timestamp>(3)?,
            row.get::<Timestamp>(4)?,
        ))
    })?;
    let mut steps: BTreeMap<(PersonId, RequestId), Timestamp> = BTreeMap::new();
    for (asked, reminded_at, due, asked_at) in rows {
        let step = last_step(&when, due).filter(|step| {
            asked_at.after(RESPITE) <= *step && reminded_at.is_none_or(|last| last < *step)
        });
        if let Some(step) = step {
            let latest = steps.entry(asked).or_insert(step);
            *latest = step.max(*latest);
        }
    }
    let mut told: Option<PersonId> = None;
    let mut count = 0;
    for ((person, request), step) in steps {
        let is_first = tx.run(REMINDED, &[&tx.firm(), &request, &person, &now, &step])? == 1;
        if is_first && told != Some(person) {
            notices::queue(tx, person, notices::Kind::Reminder, None, now)?;
            told = Some(person);
            count += 1;
        }
    }
    Ok(count)
}

/// The newest moment at which one reminds of what is due then; none before the first.
fn last_step(when: &When, due: Timestamp) -> Option<Timestamp> {
    let weeks = (-when.days_until(due)).div_euclid(WEEK);
    // This week's may still be ahead, at nine.
    let late = [weeks, weeks - 1]
        .into_iter()
        .filter(|week| *week > 0)
        .map(|week| -week * WEEK);
    late.chain(BEFORE)
        .map(|days| when.morning(due, days))
        .find(|step| *step <= when.now())
}

impl Request {
    /// Reminds those who were asked now, by hand; whoever was reminded within a day is left alone. Answers how many.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::RunMatters`]; refused when nothing of it is open.
    pub fn remind(&self, tx: &mut Tx<'_, '_>) -> Result<usize> {
        tx.require(Right::RunMatters)?;
        tx.unaudited("that a reminder left is recorded");
        if self.open().next().is_none() {
            return Err(Error::Refused("requests-refused-nothing-open"));
        }
        let (now, mut count) = (tx.now(), 0);
        let since = now.before(RESPITE);
        for addressee in self.addressees(tx)? {
            let person = addressee.person;
            let params: [&dyn anteroom_db::Param; 5] =
                [&tx.firm(), &self.id, &person, &now, &since];
            if addressee.is_in && tx.run(REMINDED, &params)? == 1 {
                notices::queue(tx, person, notices::Kind::Reminder, None, now)?;
                count += 1;
            }
        }
        Ok(count)
    }
}

/// The matter of a request of which something still waits for this person; none when nothing does.
///
/// # Errors
/// The store's.
pub fn waits_for(
    tx: &mut Tx<'_, '_>,
    request: RequestId,
    person: PersonId,
) -> Result<Option<MatterId>> {
    tx.row(
        WAITS_FOR,
        &[&tx.firm(), &tx.now(), &request, &person],
        |row| row.get(0),
    )
}

/// The first day among all that waits for this person, where one was named; none when nothing waits for them.
///
/// # Errors
/// The store's.
pub fn first_due(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Option<Option<Timestamp>>> {
    let found = tx.row(FIRST_DUE, &[&tx.firm(), &tx.now(), &person], |row| {
        Ok((row.get::<i64>(0)?, row.get::<Option<Timestamp>>(1)?))
    })?;
    Ok(found.filter(|(count, _)| *count > 0).map(|(_, due)| due))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn at(text: &str) -> Timestamp {
        let zone = jiff::tz::TimeZone::get("America/Toronto").unwrap();
        let local: jiff::civil::DateTime = text.parse().unwrap();
        local.to_zoned_datetime(zone).unwrap().timestamp().into()
    }

    /// The newest step at each of these moments, for something due on 10 March 2027.
    fn steps(moments: &[&str]) -> Vec<Option<String>> {
        let zone = jiff::tz::TimeZone::get("America/Toronto").unwrap();
        let due = at("2027-03-10T23:59:59");
        let step = |moment: &&str| {
            let when = When::new(Locale::En.lang(), zone.clone(), at(moment));
            let step = last_step(&when, due)?;
            let local = step.jiff().to_zoned_datetime(zone.clone());
            Some(local.datetime().to_string())
        };
        moments.iter().map(step).collect()
    }

    #[test]
    fn the_steps_are_ten_five_three_and_one_day_before_and_then_weeks_always_at_nine() {
        assert_eq!(
            steps(&[
                "2027-02-28T08:59:59",
                "2027-02-28T09:00:00",
                "2027-03-05T08:00:00",
                "2027-03-05T10:00:00",
                "2027-03-08T09:00:00",
                "2027-03-09T23:00:00",
                // On the day itself and in the week after it nobody is reminded anew.
                "2027-03-10T12:00:00",
                "2027-03-17T08:00:00",
                // The clocks went forward on 14 March.
                "2027-03-17T09:00:00",
                "2027-03-24T08:59:00",
                "2027-03-31T09:00:00",
            ]),
            [
                None,
                Some("2027-02-28T09:00:00".to_owned()),
                Some("2027-02-28T09:00:00".to_owned()),
                Some("2027-03-05T09:00:00".to_owned()),
                Some("2027-03-07T09:00:00".to_owned()),
                Some("2027-03-09T09:00:00".to_owned()),
                Some("2027-03-09T09:00:00".to_owned()),
                Some("2027-03-09T09:00:00".to_owned()),
                Some("2027-03-17T09:00:00".to_owned()),
                Some("2027-03-17T09:00:00".to_owned()),
                Some("2027-03-31T09:00:00".to_owned()),
            ]
        );
    }
}
