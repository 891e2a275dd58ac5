//! Reminders over simulated weeks, through a change of the clocks: spaced, bundled, quiet, and stopped by answering.

use std::time::Duration;

use anteroom::{
    base::{Locale, Timestamp},
    people::Person,
    requests, routes,
};

use super::file;
use crate::world::{Persona, World};

const HOUR: Duration = Duration::from_secs(3600);

/// Sets the clock of a world to a moment in the firm's zone.
fn it_is(world: &World, text: &str) {
    let local: jiff::civil::DateTime = text.parse().unwrap();
    let zone =
        world.read_as_product(|tx| Ok(anteroom::firms::Look::load(tx)?.unwrap().zone.clone()));
    let moment: Timestamp = local.to_zoned_datetime(zone).unwrap().timestamp().into();
    world.portal().clock.set(moment);
    world.portal().forget_look();
}

/// Lets days pass hour by hour, as the product looks; answers the local times at which letters left to somebody.
fn lives(world: &World, person: &Persona, days: u32) -> Vec<String> {
    let mut at = Vec::new();
    for _ in 0..days * 24 {
        world.passes(HOUR);
        let before = world.letters_to(person).len();
        world.change_as_product(requests::remind);
        world.works();
        let zone =
            world.read_as_product(|tx| Ok(anteroom::firms::Look::load(tx)?.unwrap().zone.clone()));
        let now = world.portal().now().jiff().to_zoned_datetime(zone);
        for _ in before..world.letters_to(person).len() {
            at.push(format!("{} {:02} h", now.date(), now.hour()));
        }
    }
    at
}

#[test]
fn reminders_come_ten_five_three_and_one_day_before_and_then_weekly_until_it_is_answered() {
    let world = World::open();
    // The clocks of the firm go forward on 14 March 2027.
    it_is(&world, "2027-02-25T14:20:00");
    let ada = world.lawyer("Ada Lockhart");
    let carl = world.client("Carl Underhill");
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let things = [("Proof of home insurance", 15), ("Two pay slips", 15)];
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &things);
    world.passes(Duration::from_secs(120));
    world.works();
    let first = world.letters_to(&carl).len();
    it_is(&world, "2027-02-25T14:30:00");

    let at = lives(&world, &carl, 30);
    assert_eq!(
        at,
        [
            "2027-03-02 09 h",
            "2027-03-07 09 h",
            "2027-03-09 09 h",
            "2027-03-11 09 h",
            "2027-03-19 09 h",
            "2027-03-26 09 h",
        ]
    );
    let letters = world.letters_to(&carl);
    let reminders = &letters[first..];
    assert!(reminders[0].text.contains("is due on Friday 12 March 2027"));
    assert!(
        reminders[4]
            .text
            .contains("was due on Friday 12 March 2027")
    );
    assert!(
        reminders
            .iter()
            .all(|letter| letter.subject.ends_with("a reminder"))
    );

    // One of two answered: the other is still reminded of. Both: silence.
    carl.signs_in();
    let answer = |item: usize| {
        let page = routes::my_item(matter, request, items[item]);
        let name = format!("answer {item}.txt");
        let _ = carl
            .posts_files(&page, &[file(&world, &name, b"Here it is, in full.")])
            .expect(303);
        world.works();
    };
    answer(0);
    assert_eq!(lives(&world, &carl, 7), ["2027-04-02 09 h"]);
    carl.signs_in();
    answer(1);
    assert_eq!(lives(&world, &carl, 21), Vec::<String>::new());
}

#[test]
fn all_that_somebody_owes_is_one_letter_in_their_language_and_says_nothing_of_what() {
    let world = World::open();
    it_is(&world, "2027-05-03T10:00:00");
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let person = carl.id();
    world.change_as_product(move |tx| {
        tx.unaudited("the language of a story");
        Person::choose_locale(tx, person, Locale::Fr)
    });
    for title in ["Sale of 12 Elm Street", "Purchase of the mill"] {
        let matter = ada.opens_matter(title, &[&carl]);
        let things = [("Proof of home insurance", 12), ("The miller’s lease", 12)];
        ada.asks_for(matter, &[&carl], "Papers we need", &things);
    }
    world.passes(Duration::from_secs(120));
    world.works();
    let before = world.letters_to(&carl).len();
    assert_eq!(lives(&world, &carl, 3).len(), 1, "two lists of two matters");
    let letters = world.letters_to(&carl);
    let letter = &letters[before];
    assert!(letter.subject.ends_with("un rappel"), "{}", letter.subject);
    assert!(
        letter.text.contains("samedi 15 mai 2027"),
        "{}",
        letter.text
    );
    for word in ["insurance", "miller", "Elm", "Papers", "Ada"] {
        assert!(!letter.text.contains(word), "{word}: {}", letter.text);
    }
}

#[test]
fn nobody_is_reminded_of_what_was_taken_back_or_after_their_access_ended_or_within_a_day() {
    let world = World::open();
    it_is(&world, "2027-05-03T08:30:00");
    let (ada, carl, tom) = (
        world.lawyer("Ada Lockhart"),
        world.client("Carl Underhill"),
        world.client("Tom Beckett"),
    );
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &tom]);
    let (back, _) = ada.asks_for(matter, &[&carl], "Taken back", &[("A lease", 7)]);
    ada.asks_for(matter, &[&tom], "For one who leaves", &[("A deed", 7)]);
    // Asked this morning for tomorrow: half an hour later is no time for a reminder.
    let rose = world.client("Rose Ashdown");
    ada.lets_in(matter, &rose);
    ada.asks_for(matter, &[&rose], "In a hurry", &[("A key", 1)]);
    world.passes(Duration::from_secs(120));
    world.works();
    let _ = ada
        .posts(&routes::request_withdrawal(back), &[])
        .expect(303);
    ada.ends_access(matter, &tom);
    let counts = [&carl, &tom, &rose].map(|person| world.letters_to(person).len());
    lives(&world, &carl, 2);
    let after = [&carl, &tom, &rose].map(|person| world.letters_to(person).len());
    assert_eq!(after, counts);
}

#[test]
fn a_server_that_was_down_for_a_week_reminds_once_and_a_reminder_by_hand_counts() {
    let world = World::open();
    it_is(&world, "2027-05-03T10:00:00");
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (request, _) = ada.asks_for(matter, &[&carl], "Papers we need", &[("A lease", 12)]);
    world.passes(Duration::from_secs(120));
    world.works();
    let before = world.letters_to(&carl).len();
    world.passes(anteroom::notices::SPACE);
    let remind = routes::request_reminder(request);
    let _ = ada.posts(&remind, &[]).expect(303);
    let again = ada.posts(&remind, &[]).expect(303);
    assert!(ada.follows(&again).says("They were reminded within a day"));
    world.works();
    assert_eq!(world.letters_to(&carl).len(), before + 1);

    world.passes(HOUR * 24 * 11);
    assert_eq!(world.change_as_product(requests::remind), 1);
    assert_eq!(world.change_as_product(requests::remind), 0);
    world.works();
    assert_eq!(world.letters_to(&carl).len(), before + 2);
}

#[test]
fn a_letter_that_something_needs_them_does_not_leave_once_everything_was_answered() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &[("A lease", 12)]);
    let words = routes::my_item_words(matter, request, items[0]);
    let _ = carl
        .posts(&words, &[("words", "There is none.")])
        .expect(303);
    world.passes(Duration::from_secs(120));
    world.works();
    assert!(
        world.letters_to(&carl).is_empty(),
        "{:?}",
        world.letters_to(&carl)
    );
}
