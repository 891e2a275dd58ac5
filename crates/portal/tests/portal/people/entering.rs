//! From an invitation to the room.

use std::time::Duration;

use anteroom::{
    matters::Matter,
    people::{Door, Invitation, Way},
};

use super::{NEW_PASSWORD, invited, knocks, secret_of, sets_up};
use crate::world::{World, code};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[test]
fn an_invited_client_sets_up_two_steps_and_only_then_is_in() {
    let world = World::open();
    let invitation = invited(&world, "Nadia Haddad", Door::Code);
    let link = anteroom::routes::invitation(&invitation.token);
    let nadia = world.browser();
    // Mail programs open links before people do.
    for _ in 0..3 {
        assert!(nadia.opens(&link).says("Olive Marlowe at"));
    }
    assert!(
        !nadia.opens(&link).says("Haddad"),
        "the link may have been forwarded"
    );

    let wrong = knocks(&nadia, &invitation, "AAAAAA").expect(422);
    assert!(wrong.says("That is not what we have on file."));
    let told = invitation.door_code_shown().to_lowercase();
    let door = knocks(&nadia, &invitation, &told);
    assert!(nadia.follows(&door).says("Choose your way in"));

    nadia
        .posts("/enter/password", &[("password", "too short")])
        .expect(422);
    let secret = {
        nadia
            .posts("/enter/password", &[("password", NEW_PASSWORD)])
            .expect(303);
        nadia.posts("/enter/app", &[("code", "12345")]).expect(422);
        sets_up(&world, &nadia)
    };
    let codes = nadia.opens("/enter/codes").text();
    assert_eq!(codes.matches("<li><bdi>").count(), 8);
    nadia.posts("/enter/codes", &[]).expect(422);
    assert!(
        !nadia.browser().cookies().contains_key("anteroom"),
        "no session before both steps are set"
    );
    nadia.gets("/you").expect(303);

    let in_the_room = nadia.posts("/enter/codes", &[("kept", "yes")]).expect(303);
    assert!(nadia.follows(&in_the_room).says("You are in, Nadia"));
    assert!(nadia.opens("/you").says("Nadia Haddad"));
    // What was shown once is gone, and so is the invitation.
    nadia.gets("/enter/codes").expect(409);
    assert!(nadia.opens(&link).says("You have used this invitation"));
    assert!(!nadia.opens("/you/security").text().contains(&secret));
}

#[test]
fn the_end_of_the_phone_number_opens_the_door_and_its_beginning_does_not() {
    let world = World::open();
    let invitation = invited(&world, "Tom Haddad", Door::Phone);
    let tom = world.browser();
    knocks(&tom, &invitation, "6135").expect(422);
    knocks(&tom, &invitation, "01 77").expect(303);
}

#[test]
fn five_wrong_answers_shut_the_door_even_for_the_right_one() {
    let world = World::open();
    let invitation = invited(&world, "Nadia Haddad", Door::Code);
    let stranger = world.browser();
    for _ in 0..5 {
        stranger.posts(
            &anteroom::routes::invitation(&invitation.token),
            &[("door", "AAAAAA")],
        );
    }
    let link = anteroom::routes::invitation(&invitation.token);
    stranger.posts(&link, &[("door", &invitation.door_code)]);
    assert!(stranger.opens(&link).says("This invitation needs a person"));
    assert!(
        stranger
            .gets("/enter")
            .expect(409)
            .says("This page has ended")
    );
}

/// A link as they are made, that was never made.
const NO_SUCH_LINK: &str = "/i/abcdefghjkmnpqrstuvwxyz234";

#[test]
fn what_could_be_no_link_is_unknown_and_asks_for_nothing() {
    let world = World::open();
    let nadia = world.browser();
    for token in ["%0d%0a", "%00", "nosuchlink", "%e2%80%a8"] {
        let link = format!("/i/{token}");
        nadia.posts(&format!("{link}/renewal"), &[]).expect(404);
        assert!(nadia.opens(&link).says("We don’t know this link"));
        assert!(
            nadia
                .posts(&link, &[("door", "ABCD")])
                .says("We don’t know this link")
        );
    }
}

#[test]
fn an_older_link_leads_to_the_newest_and_an_ended_one_can_be_sent_anew() {
    let world = World::open();
    let older = invited(&world, "Nadia Haddad", Door::Code);
    let person = older.person;
    let newest = world
        .owner()
        .changes(move |tx| Invitation::make(tx, person, Way::Letter, Door::Code))
        .unwrap();
    let nadia = world.browser();
    let newest_link = anteroom::routes::invitation(&newest.token);
    assert_eq!(
        nadia
            .gets(&anteroom::routes::invitation(&older.token))
            .leads_to(),
        Some(newest_link.clone())
    );

    world.passes(DAY * 15);
    assert!(nadia.opens(&newest_link).says("This invitation has ended"));
    nadia.posts(&newest_link, &[("door", &newest.door_code)]);
    nadia.gets("/enter").expect(409);

    // Asking for a new one is answered alike for a link that exists and one that does not.
    let known = nadia
        .posts(&format!("{newest_link}/renewal"), &[])
        .expect(303);
    let unknown = nadia
        .posts(&format!("{NO_SUCH_LINK}/renewal"), &[])
        .expect(303);
    assert_eq!(
        known.leads_to().unwrap(),
        format!("{newest_link}?asked=yes")
    );
    assert_eq!(
        unknown.leads_to().unwrap(),
        format!("{NO_SUCH_LINK}?asked=yes")
    );
    // The new one goes to the address on file and asks the same at the door.
    world.works();
    let letter = world.letters().pop().unwrap();
    assert_eq!(letter.to, "nadia.haddad@example.test");
    let renewed = letter.text.split("/i/").nth(1).unwrap();
    let renewed = format!("/i/{}", renewed.split_whitespace().next().unwrap());
    assert_ne!(renewed, newest_link);
    nadia
        .fills(&renewed, &renewed, &[("door", &newest.door_code)])
        .expect(303);
    assert!(nadia.opens(NO_SUCH_LINK).says("We don’t know this link"));
}

#[test]
fn an_invitation_ends_with_the_access_it_was_for() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let invitation = invited(&world, "Nadia Haddad", Door::Code);
    let person = invitation.person;
    let (entering, waiting) = (world.browser(), world.browser());
    olive
        .changes(move |tx| Matter::find(tx, matter)?.let_in(tx, person))
        .unwrap();
    knocks(&entering, &invitation, &invitation.door_code).expect(303);
    olive
        .changes(move |tx| Matter::find(tx, matter)?.end_access(tx, person))
        .unwrap();

    let link = anteroom::routes::invitation(&invitation.token);
    assert!(waiting.opens(&link).says("This invitation has ended"));
    waiting.posts(&link, &[("door", &invitation.door_code)]);
    waiting.gets("/enter").expect(409);
    // Whoever was past the door already gets no further than the last step.
    entering
        .posts("/enter/password", &[("password", NEW_PASSWORD)])
        .expect(303);
    let page = entering.opens("/enter/app").text();
    let step = world.portal().now().seconds() / 30;
    entering
        .posts("/enter/app", &[("code", &code(&secret_of(&page), step))])
        .expect(409);
}
