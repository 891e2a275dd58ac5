//! Many strangers at once: what they ask for costs neither memory without end nor rows without end.

use std::time::Duration;

use anteroom::{
    base::{Result, Tx, sql},
    people::{HASHED_AT_ONCE, questions},
};

use webauthn_rs::prelude::DiscoverableAuthentication;

use super::{NEW_PASSWORD, halfway, invited, knocks, types_password};
use crate::world::{PASSWORD, World};

sql! {
    // For the whole installation: a test has one firm.
    ROWS = "select (select count(*) from attempts) + (select count(*) from guesses) + (select count(*) from entries)";
}

fn rows(tx: &mut Tx<'_, '_>) -> Result<i64> {
    Ok(tx.row(ROWS, &[], |row| row.get::<i64>(0))?.unwrap_or(0))
}

#[test]
fn no_password_is_hashed_out_of_turn_and_whoever_gets_none_is_asked_to_come_again() {
    let world = World::in_a_hurry();
    let carl = world.client("Carl Underhill");
    let invitation = invited(&world, "Nadia Haddad", anteroom::people::Door::Code);
    let entering = world.browser();
    knocks(&entering, &invitation, &invitation.door_code).expect(303);

    // Nineteen mebibytes each: this many, and never one more.
    assert_eq!(HASHED_AT_ONCE, 4);
    let turns = world.portal().hashing.clone();
    let all = u32::try_from(HASHED_AT_ONCE).unwrap();
    let held = world.waits(turns.clone().acquire_many_owned(all)).unwrap();
    assert_eq!(turns.available_permits(), 0);
    for email in [carl.email.as_str(), "nobody@example.test"] {
        let busy = types_password(&world.browser(), email, PASSWORD).expect(503);
        assert_eq!(busy.header("retry-after"), "5");
    }
    let again = [("password", PASSWORD), ("code", "123456")];
    carl.posts("/sign-in/again", &again).expect(503);
    let changed = [("current", PASSWORD), ("password", NEW_PASSWORD)];
    carl.posts("/you/security/password", &changed).expect(503);
    entering
        .posts("/enter/password", &[("password", NEW_PASSWORD)])
        .expect(503);

    drop(held);
    halfway(&world, &carl);
    entering
        .posts("/enter/password", &[("password", NEW_PASSWORD)])
        .expect(303);
    assert_eq!(turns.available_permits(), HASHED_AT_ONCE);
}

#[test]
fn a_password_that_waits_for_its_turn_is_hashed_when_it_comes() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let all = u32::try_from(HASHED_AT_ONCE).unwrap();
    let turns = world.portal().hashing.clone();
    let held = world.waits(turns.acquire_many_owned(all)).unwrap();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| types_password(&world.browser(), &carl.email, PASSWORD));
        std::thread::sleep(Duration::from_millis(100));
        assert!(!waiting.is_finished());
        drop(held);
        let answer = waiting.join().unwrap();
        assert_eq!(answer.leads_to().as_deref(), Some("/sign-in/code"));
    });
}

#[test]
fn asking_for_a_passkey_writes_nothing_however_often() {
    let world = World::open();
    let stranger = world.browser();
    let before = world.read_as_product(rows);
    for _ in 0..100 {
        let asked = stranger.posts("/sign-in/passkey/options", &[]).expect(200);
        assert!(asked.text().contains("\"question\""), "{}", asked.text());
    }
    assert_eq!(world.read_as_product(rows), before);
}

#[test]
fn what_was_asked_of_a_passkey_is_answered_once_and_in_time() {
    let world = World::open();
    let asks = || {
        let (_, state) = world
            .portal()
            .webauthn
            .start_discoverable_authentication()
            .unwrap();
        world.read_as_product(move |tx| questions::ask(tx, state.clone()))
    };
    let is_taken = |question: &str| {
        let question = question.to_owned();
        world
            .change_as_product(move |tx| {
                questions::spend::<DiscoverableAuthentication>(tx, &question)
            })
            .is_some()
    };
    let question = asks();
    assert!(is_taken(&question));
    assert!(!is_taken(&question), "once");

    let late = asks();
    world.passes(Duration::from_secs(5 * 60));
    assert!(!is_taken(&late), "in time");

    // Nothing else is a question: not with another's id, not with a letter changed.
    let (one, other) = (asks(), asks());
    let swapped = format!(
        "{}.{}",
        one.split_once('.').unwrap().0,
        other.split_once('.').unwrap().1
    );
    let mut changed = other.clone();
    changed.replace_range(60..61, if &other[60..61] == "A" { "B" } else { "A" });
    for wrong in [swapped.as_str(), &changed, "", ".", "att_0.AAAA"] {
        assert!(!is_taken(wrong), "{wrong}");
    }
    assert!(is_taken(&one) && is_taken(&other));
}
