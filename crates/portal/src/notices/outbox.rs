//! The outbox: notices that wait, left, were taken back or failed for good.

use std::time::Duration;

use super::{Kind, Reason, Refusal};
use crate::base::{
    Act, Actor, Column, Entry, Error, MatterId, NoticeId, PersonId, Result, Right, Timestamp, Tx,
    Under, Whose, hidden, sees, sql, takes_part, veiled,
};

/// The column of people's names, which this slice only reads.
const PERSON_NAME: Column = Column::of("people", "name");
const FAILURE: Column = Column::of("notices", "failure");

/// How long somebody who takes notices has to send them before another may.
const LEASE: Duration = Duration::from_secs(5 * 60);
/// After this long without success a notice has failed.
const GIVE_UP: Duration = Duration::from_secs(3 * 24 * 60 * 60);
/// How long the firm's Today shows a trouble.
const TROUBLE_LIFE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

sql! {
    QUEUE = "insert into notices (id, firm_id, person_id, kind, subject_id, leave_at, tries, next_try_at, leased_until, created_at)
        values ($1, $2, $3, $4, $5, $6, 0, $6, 0, $7)";
    WITHDRAW = "update notices set withdrawn_at = $3
        where firm_id = $1 and subject_id = $2 and sent_at is null and withdrawn_at is null and failed_at is null";
    NEXT = "select min(case when next_try_at > leased_until then next_try_at else leased_until end) from notices
        where firm_id = $1 and sent_at is null and withdrawn_at is null and failed_at is null";
    // All that one person is due, so that it can become one letter.
    TAKE = "update notices set leased_until = $3, tries = tries + 1
        where firm_id = $1 and sent_at is null and withdrawn_at is null and failed_at is null and next_try_at <= $2 and leased_until <= $2
          and person_id = (select person_id from notices
            where firm_id = $1 and sent_at is null and withdrawn_at is null and failed_at is null and next_try_at <= $2 and leased_until <= $2
            order by next_try_at, id limit 1)
        returning id, person_id, kind, subject_id, tries, created_at, leave_at";
    SENT = "update notices set sent_at = $3, leased_until = 0, failure = null where firm_id = $1 and id = $2 and sent_at is null";
    RETRY = "update notices set next_try_at = $3, leased_until = 0, failure = $4 where firm_id = $1 and id = $2 and sent_at is null";
    FAIL = "update notices set failed_at = $3, leased_until = 0, failure = $4 where firm_id = $1 and id = $2 and sent_at is null and failed_at is null";
    PUT_OFF = "update notices set next_try_at = $3, leased_until = 0, tries = tries - 1
        where firm_id = $1 and id = $2 and sent_at is null and withdrawn_at is null";
    GAVE_UP = "update notices set withdrawn_at = $3, leased_until = 0 where firm_id = $1 and id = $2 and sent_at is null and withdrawn_at is null";
    // Letters that did not arrive, with a matter their reader takes part in and the actor sees: there the firm mends what is
    // wrong. A later letter that arrived at the same person ends the trouble. Joins people, participants and matters; a
    // colleague has no matter. $5 says "yes" of whoever sees every matter: they also mend what is of no matter.
    TROUBLES = concat!("select * from (
            select n.id, n.person_id, p.name, coalesce(n.failed_at, n.created_at), n.failure,
                (select max(a.matter_id) from participants a join matters m on m.id = a.matter_id and m.removed_at is null
                    where a.firm_id = $1 and a.person_id = n.person_id and ", takes_part!("a", "$4"), " and ", sees!("a.matter_id", "$3", "''", "$4"), ") as matter_id,
                (select count(*) from members c where c.firm_id = $1 and c.person_id = n.person_id), n.created_at
            from notices n join people p on p.id = n.person_id
            where n.firm_id = $1 and n.sent_at is null and n.withdrawn_at is null and n.failure is not null and n.created_at > $2
              and not ", veiled!("n.person_id", "$3", "$4"), "
              and not exists (select 1 from notices later where later.firm_id = $1 and later.person_id = n.person_id and later.sent_at > n.created_at)
        ) trouble where matter_id is not null or $5 = 'yes' order by created_at desc, id limit 50");
}

/// Writes a notice into the outbox. It leaves at `leave_at` or soon after; `subject` is the invitation, sharing, delivery
/// or session it is about, by which it can be withdrawn.
///
/// # Errors
/// The store's.
pub fn queue(
    tx: &mut Tx<'_, '_>,
    person: PersonId,
    kind: Kind,
    subject: Option<&str>,
    leave_at: Timestamp,
) -> Result<()> {
    let id: NoticeId = tx.new_id()?;
    tx.run(
        QUEUE,
        &[
            &id,
            &tx.firm(),
            &person,
            &kind,
            &subject,
            &leave_at,
            &tx.now(),
        ],
    )?;
    Ok(())
}

/// Takes back what has not left yet; answers how many notices that were.
///
/// # Errors
/// The store's.
pub fn withdraw(tx: &mut Tx<'_, '_>, subject: &str) -> Result<u64> {
    tx.run(WITHDRAW, &[&tx.firm(), &subject, &tx.now()])
}

/// A notice that was taken to be sent now.
#[derive(Clone, Debug)]
pub struct Due {
    /// Which notice.
    pub id: NoticeId,
    /// To whom.
    pub person: PersonId,
    /// What it tells.
    pub kind: Kind,
    /// What it is about.
    pub subject: Option<String>,
    /// How often it was tried, this time included.
    pub tries: u32,
    /// When the act happened.
    pub created_at: Timestamp,
    /// Before when it was not to leave.
    pub leave_at: Timestamp,
}

/// When the next notice wants to leave; none while none waits.
///
/// # Errors
/// The store's.
pub fn due_at(tx: &mut Tx<'_, '_>) -> Result<Option<Timestamp>> {
    Ok(tx
        .row(NEXT, &[&tx.firm()], |row| row.get::<Option<Timestamp>>(0))?
        .flatten())
}

/// Takes everything one person is due, for five minutes; nothing when nobody is due anything.
///
/// # Errors
/// The store's.
pub fn take_due(tx: &mut Tx<'_, '_>) -> Result<Vec<Due>> {
    tx.unaudited("taking a notice to send it is no act; that it left is");
    let now = tx.now();
    let mut due = tx.rows(TAKE, &[&tx.firm(), &now, &now.after(LEASE)], |row| {
        Ok(Due {
            id: row.get(0)?,
            person: row.get(1)?,
            kind: row.get(2)?,
            subject: row.get(3)?,
            tries: row.get(4)?,
            created_at: row.get(5)?,
            leave_at: row.get(6)?,
        })
    })?;
    due.sort_by_key(|due| (due.created_at, due.id));
    Ok(due)
}

/// Notes that the mail server took a notice; answers whether nobody had noted it before.
///
/// # Errors
/// The store's.
pub fn sent(tx: &mut Tx<'_, '_>, due: &Due) -> Result<bool> {
    Ok(tx.run(SENT, &[&tx.firm(), &due.id, &tx.now()])? == 1)
}

/// Notes that a notice did not leave: it is tried again, later each time, or has failed when the server refused it for
/// good or it is three days old.
///
/// # Errors
/// The store's.
pub fn retry(tx: &mut Tx<'_, '_>, due: &Due, refusal: &Refusal) -> Result<()> {
    let now = tx.now();
    let next = now.after(pause(due.tries));
    if refusal.for_good || next.since(due.created_at) > GIVE_UP {
        return fail(tx, due, refusal);
    }
    tx.unaudited("a try is no act; that it left or failed is");
    let failure = seal(tx, due, refusal)?;
    tx.run(RETRY, &[&tx.firm(), &due.id, &next, &failure])?;
    Ok(())
}

/// Notes that a notice will not leave.
///
/// # Errors
/// The store's.
pub fn fail(tx: &mut Tx<'_, '_>, due: &Due, refusal: &Refusal) -> Result<()> {
    let failure = seal(tx, due, refusal)?;
    if tx.run(FAIL, &[&tx.firm(), &due.id, &tx.now(), &failure])? == 1 {
        tx.record(
            Entry::of(Act::NoticeFailed)
                .about(due.person)
                .with("notice", due.id)
                .with("kind", due.kind.as_str())
                .with("reason", refusal.reason.as_str()),
        )?;
    }
    Ok(())
}

/// Puts a notice off that was taken: this was no try.
///
/// # Errors
/// The store's.
pub fn put_off(tx: &mut Tx<'_, '_>, due: &Due, until: Timestamp) -> Result<()> {
    tx.unaudited("it leaves when its reader chose");
    tx.run(PUT_OFF, &[&tx.firm(), &due.id, &until])?;
    Ok(())
}

/// Lets go of a notice that has no way to leave or nothing to tell any more.
///
/// # Errors
/// The store's.
pub fn gave_up(tx: &mut Tx<'_, '_>, due: &Due) -> Result<()> {
    tx.unaudited("nothing was sent and nothing was promised");
    tx.run(GAVE_UP, &[&tx.firm(), &due.id, &tx.now()])?;
    Ok(())
}

fn seal(tx: &Tx<'_, '_>, due: &Due, refusal: &Refusal) -> Result<Vec<u8>> {
    tx.seal(
        Under::Firm,
        FAILURE,
        due.id,
        &format!("{}\n{}", refusal.reason.as_str(), refusal.said),
    )
}

/// One minute after the first try, then longer each time, at most six hours.
fn pause(tries: u32) -> Duration {
    const MINUTES: [u64; 7] = [1, 2, 5, 15, 60, 180, 360];
    let place = usize::try_from(tries.saturating_sub(1)).unwrap_or(usize::MAX);
    Duration::from_secs(60 * MINUTES.get(place).copied().unwrap_or(360))
}

/// A letter that does not arrive: for the firm's Today.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// Whom it is for.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Since when.
    pub at: Timestamp,
    /// What went wrong, as one of our words.
    pub reason: Reason,
    /// What the mail server said; empty when none answered.
    pub said: String,
    /// A matter they take part in; none for a colleague.
    pub matter: Option<MatterId>,
    /// Whether they belong to the firm.
    pub is_colleague: bool,
}

/// Letters of the last week that do not arrive, newest first: for an owner all but those to people of matters behind walls,
/// for other members those to clients of their own matters.
///
/// # Errors
/// [`Error::Forbidden`] for clients; the store's.
pub fn troubles(tx: &mut Tx<'_, '_>) -> Result<Vec<Trouble>> {
    let since = tx.now().before(TROUBLE_LIFE);
    let read = |row: &anteroom_db::Row<'_>| {
        Ok((
            row.get::<NoticeId>(0)?,
            row.get::<PersonId>(1)?,
            row.get::<Vec<u8>>(2)?,
            row.get::<Timestamp>(3)?,
            row.get::<Vec<u8>>(4)?,
            row.get::<Option<MatterId>>(5)?,
            row.get::<i64>(6)? > 0,
        ))
    };
    tx.require(Right::ReadMatters)?;
    let eyes = tx.eyes(Whose::All)?;
    let sees_every = match tx.actor() {
        Actor::Person(_, signed) => Right::SeeEveryMatter.belongs_to(signed.side),
        _ => true,
    };
    let every = if sees_every { "yes" } else { "no" };
    let rows = tx.rows(
        TROUBLES,
        &[&tx.firm(), &since, &eyes.member(), &tx.now(), &every],
        read,
    )?;
    rows.into_iter()
        .map(|(id, person, name, at, failure, matter, is_colleague)| {
            let failure = tx.open(Under::Firm, FAILURE, id, &failure)?;
            let (reason, said) = failure
                .split_once('\n')
                .ok_or_else(|| Error::Bug(format!("the failure of {id} has no reason")))?;
            Ok(Trouble {
                person,
                name: tx.open(Under::Firm, PERSON_NAME, person, &name)?,
                at,
                reason: Reason::parse(reason).unwrap_or(Reason::Other),
                said: said.to_owned(),
                matter,
                is_colleague,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_down_for_a_day_is_asked_ever_less_and_then_four_times_a_day() {
        let minutes: Vec<u64> = (1..=9).map(|tries| pause(tries).as_secs() / 60).collect();
        assert_eq!(minutes, [1, 2, 5, 15, 60, 180, 360, 360, 360]);
    }
}
