//! Asking for a new invitation in place of one that ended: it changes neither who may come in nor how often they may try.

use std::time::Duration;

use anteroom::{
    matters::Matter,
    people::{Door, Invitation},
    routes,
};

use super::{invited, knocks, sets_up};
use crate::world::{Persona, World};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The links in letters to the invited person, oldest first.
fn links(world: &World) -> Vec<String> {
    world.works();
    let letters = world.letters();
    letters
        .iter()
        .filter_map(|letter| letter.text.split("/i/").nth(1))
        .map(|rest| format!("/i/{}", rest.split_whitespace().next().unwrap()))
        .collect()
}

fn asks_anew(browser: &Persona, invitation: &Invitation) {
    let link = routes::invitation(&invitation.token);
    let answer = browser.posts(&format!("{link}/renewal"), &[]).expect(303);
    assert_eq!(answer.leads_to(), Some(format!("{link}?asked=yes")));
}

#[test]
fn wrong_answers_at_the_door_count_for_the_new_invitation_too() {
    let world = World::open();
    let invitation = invited(&world, "Nadia Haddad", Door::Code);
    let guesser = world.browser();
    for _ in 0..3 {
        knocks(&guesser, &invitation, "AAAAAA").expect(422);
    }
    world.passes(DAY * 15);
    asks_anew(&guesser, &invitation);
    let new = links(&world).pop().unwrap();
    for _ in 0..2 {
        guesser.posts(&new, &[("door", "AAAAAA")]);
    }
    // Five in all: not even the right one opens now.
    guesser.posts(&new, &[("door", &invitation.door_code)]);
    assert!(guesser.opens(&new).says("This invitation needs a person"));
    guesser.gets("/enter").expect(409);
}

#[test]
fn a_new_invitation_is_not_sent_twice_within_ten_minutes() {
    let world = World::open();
    let invitation = invited(&world, "Nadia Haddad", Door::Code);
    let nadia = world.browser();
    world.passes(DAY * 15);
    for _ in 0..3 {
        asks_anew(&nadia, &invitation);
    }
    assert_eq!(links(&world).len(), 1);
}

#[test]
fn none_is_sent_in_place_of_one_whose_door_is_shut() {
    let world = World::open();
    let invitation = invited(&world, "Nadia Haddad", Door::Code);
    let guesser = world.browser();
    let link = routes::invitation(&invitation.token);
    for _ in 0..5 {
        guesser.posts(&link, &[("door", "AAAAAA")]);
    }
    world.passes(DAY * 15);
    asks_anew(&guesser, &invitation);
    assert!(links(&world).is_empty());
    assert!(guesser.opens(&link).says("This invitation needs a person"));
    // Nor by anybody who calls the verb itself.
    let id = invitation.id;
    world.change_as_product(move |tx| {
        tx.unaudited("nothing is changed");
        Invitation::find(tx, id)?.renew(tx)
    });
    assert!(links(&world).is_empty());
}

#[test]
fn none_is_sent_in_place_of_one_that_was_used() {
    let world = World::open();
    let invitation = invited(&world, "Nadia Haddad", Door::Code);
    let nadia = world.browser();
    knocks(&nadia, &invitation, &invitation.door_code).expect(303);
    sets_up(&world, &nadia);
    nadia.posts("/enter/codes", &[("kept", "yes")]).expect(303);
    world.passes(DAY * 15);
    asks_anew(&nadia, &invitation);
    let id = invitation.id;
    world.change_as_product(move |tx| {
        tx.unaudited("nothing is changed");
        Invitation::find(tx, id)?.renew(tx)
    });
    assert!(links(&world).is_empty());
    nadia.gets("/you").expect(303);
}

#[test]
fn none_is_sent_in_place_of_one_the_firm_ended() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let invitation = invited(&world, "Nadia Haddad", Door::Code);
    let person = invitation.person;
    olive
        .changes(move |tx| Matter::find(tx, matter)?.let_in(tx, person))
        .unwrap();
    olive
        .changes(move |tx| Matter::find(tx, matter)?.end_access(tx, person))
        .unwrap();
    world.passes(Duration::from_secs(60 * 60));
    asks_anew(&world.browser(), &invitation);
    assert!(links(&world).is_empty());
}
