//! What somebody chose about letters: how soon, how many, at which hours.

use std::time::Duration;

use anteroom::{
    base::{Act, Timestamp},
    notices::{self, Kind},
};

use crate::world::{Persona, World};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Lets this many things happen for somebody within fifty minutes, while letters leave. The clock goes on by itself too, so a
/// whole hour would be more than one where the database is slow.
fn an_hour_of(world: &World, carl: &Persona, events: u32) {
    let person = carl.id();
    for _ in 0..events {
        let now = world.portal().now();
        world.change_as_product(move |tx| {
            tx.unaudited("something happened, whatever it was");
            notices::queue(tx, person, Kind::SomethingNew, None, now)
        });
        world.works();
        world.passes(50 * MINUTE / events);
    }
}

fn chooses(persona: &Persona, fields: &[(&str, &str)]) {
    let all = [
        ("needs_you", "at once"),
        ("news", "at once"),
        ("daily_at", "08:00"),
        ("quiet_from", "21:00"),
        ("quiet_until", "07:00"),
    ];
    let mut filled: Vec<(&str, &str)> = all
        .into_iter()
        .filter(|(name, _)| fields.iter().all(|(chosen, _)| chosen != name))
        .collect();
    filled.extend(fields);
    persona.posts("/you/notices", &filled).expect(303);
}

/// Lets time pass until the firm's clock shows this hour.
fn until(world: &World, hour: i8) {
    let zone = world
        .read_as_product(anteroom::firms::Look::load)
        .unwrap()
        .zone;
    let shown = |now: Timestamp| now.jiff().to_zoned_datetime(zone.clone()).hour();
    while shown(world.portal().now()) != hour {
        world.passes(10 * MINUTE);
    }
}

#[test]
fn a_thousand_things_in_an_hour_make_five_letters_at_once_and_one_a_day() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    world.works();
    let before = world.letters_to(&carl).len();
    an_hour_of(&world, &carl, 1000);
    world.passes(HOUR);
    world.works();
    let at_once = world.letters_to(&carl).len() - before;
    assert_eq!(at_once, 5, "the first, and one for each quarter of an hour");

    let carl = carl.again();
    carl.signs_in();
    chooses(&carl, &[("news", "once a day")]);
    world.works();
    let before = world.letters_to(&carl).len();
    an_hour_of(&world, &carl, 100);
    for _ in 0..24 {
        world.passes(HOUR);
        world.works();
    }
    assert_eq!(world.letters_to(&carl).len() - before, 1);
    assert_eq!(world.works(), 0, "nothing waits");
}

#[test]
fn quiet_hours_are_quiet_and_what_waited_leaves_when_they_end() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    chooses(&carl, &[("quiet", "on")]);
    let matter = ada.opens_matter("The quarrel about the orchard", &[&carl]);
    let paper = ada.adds(matter, "Boundary.txt", b"Two metres too far west.");
    ada.shares(paper, &carl);
    let before = world.letters_to(&carl).len();
    until(&world, 23);
    let left = world.letters_to(&carl).len();
    world.works();
    assert_eq!(world.letters_to(&carl).len(), left, "it is night");
    let person = carl.id();
    let now = world.portal().now();
    world.change_as_product(move |tx| {
        tx.unaudited("a way in changed at night");
        notices::queue(tx, person, Kind::WayInChanged, None, now)
    });
    world.works();
    assert_eq!(
        world.letters_to(&carl).len(),
        left + 1,
        "what concerns a way in wakes people up"
    );
    until(&world, 7);
    world.works();
    assert_eq!(world.letters_to(&carl).len(), before + 2);
}

#[test]
fn who_wants_no_letters_gets_none_and_the_firm_knows() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("The quarrel about the orchard", &[&carl]);
    let people = anteroom::routes::matter_people(matter);
    assert!(!ada.opens(&people).says("Gets no e-mail"));
    world.works();
    let before = world.letters_to(&carl).len();
    chooses(&carl, &[("needs_you", "never"), ("news", "never")]);
    let paper = ada.adds(matter, "Boundary.txt", b"Two metres too far west.");
    ada.asks_to_review(paper, &carl, "Is the plan right?");
    world.passes(2 * MINUTE);
    world.works();
    assert_eq!(world.letters_to(&carl).len(), before);
    assert!(
        ada.opens(&people)
            .says("Gets no e-mail when something needs them")
    );
    assert!(
        carl.opens("/").says("Boundary"),
        "it waits in their space all the same"
    );
    let lines = world.owner().reads(|tx| {
        let all = anteroom::audit::Reading {
            before: None,
            person: None,
        };
        anteroom::audit::of_firm(tx, all)
    });
    assert!(
        lines
            .unwrap()
            .lines
            .iter()
            .any(|line| line.act == Act::NoticesChosen)
    );
}

#[test]
fn a_changed_choice_counts_for_what_waits() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    chooses(&carl, &[("news", "once a day")]);
    world.works();
    let before = world.letters_to(&carl).len();
    let (person, now) = (carl.id(), world.portal().now());
    world.change_as_product(move |tx| {
        tx.unaudited("something happened");
        notices::queue(tx, person, Kind::SomethingNew, None, now)
    });
    world.works();
    assert_eq!(world.letters_to(&carl).len(), before);
    chooses(&carl, &[]);
    world.works();
    assert_eq!(world.letters_to(&carl).len(), before + 1);
}

#[test]
fn a_form_that_is_wrong_comes_back_filled() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let answer = carl
        .posts(
            "/you/notices",
            &[
                ("needs_you", "hourly"),
                ("news", "once a day"),
                ("daily_at", "25:00"),
                ("quiet", "on"),
                ("quiet_from", "06:00"),
                ("quiet_until", "06:00"),
            ],
        )
        .expect(422);
    for words in [
        "Write a time, such as 08:30.",
        "begin and end at different times",
    ] {
        assert!(answer.says(words), "{words}");
    }
    assert!(answer.text().contains("value=\"25:00\""));
}
