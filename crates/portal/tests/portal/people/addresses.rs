//! A new address: asked for, confirmed from its mailbox, told to the old one, stopped by the firm; and people whose
//! addresses look alike.

use std::time::Duration;

use anteroom::{
    base::Locale,
    people::{NewPerson, Person},
    routes,
};

use super::types_password;
use crate::world::{PASSWORD, Persona, World};

const HOUR: Duration = Duration::from_secs(60 * 60);
const NEW: &str = "carl.at.home@example.test";

fn asks(person: &Persona, email: &str) -> anteroom_testkit::Answer {
    let page = "/you/security/email";
    person.fills(page, page, &[("email", email)])
}

/// The link in the letter that went to an address.
fn link_to(world: &World, email: &str) -> String {
    world.works();
    let letters = world.letters();
    let letter = letters.iter().rev().find(|letter| letter.to == email);
    let text = &letter.unwrap_or_else(|| panic!("nothing to {email}")).text;
    let token = text.split("/you/email/").nth(1).unwrap();
    format!("/you/email/{}", token.split_whitespace().next().unwrap())
}

#[test]
fn a_new_address_counts_once_its_own_mailbox_confirmed_it() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    world.passes(Duration::from_secs(60));
    let elsewhere = carl.again();
    elsewhere.signs_in();
    let asked = asks(&carl, NEW).expect(303);
    assert!(
        carl.follows(&asked)
            .says("We have written to carl.at.home@example.test")
    );
    let link = link_to(&world, NEW);
    let told = world.letters_to(&carl);
    let told = told.last().unwrap();
    assert_eq!(told.subject, "Another e-mail address was asked for");
    assert!(told.text.contains("613 555 0140") && !told.text.contains(NEW));
    let letters = world.letters();
    let letter = letters.iter().find(|letter| letter.to == NEW).unwrap();
    assert!(!letter.text.contains("Carl"), "{}", letter.text);

    // Opening the link uses nothing up, however often a mail program does.
    for _ in 0..3 {
        assert!(carl.opens(&link).says(NEW));
    }
    types_password(&world.browser(), NEW, PASSWORD).expect(422);
    let done = carl.fills(&link, &link, &[]).expect(303);
    assert!(
        carl.follows(&done)
            .says("Your new address counts from now on.")
    );
    elsewhere.gets("/you").expect(303);
    types_password(&world.browser(), NEW, PASSWORD).expect(303);
    types_password(&world.browser(), &carl.email, PASSWORD).expect(422);
    world.works();
    let changed = "Your e-mail address was changed";
    assert!(
        world
            .letters_to(&carl)
            .iter()
            .any(|letter| letter.subject == changed)
    );
    // Once.
    carl.posts(&link, &[]).expect(404);
    assert!(
        world
            .owner()
            .opens("/record")
            .says("changed their e-mail address")
    );
}

#[test]
fn the_link_is_worth_nothing_to_anybody_else_nor_after_a_day() {
    let world = World::open();
    let (carl, dora) = (
        world.client("Carl Underhill"),
        world.client("Dora Penhaligon"),
    );
    asks(&carl, NEW).expect(303);
    let link = link_to(&world, NEW);
    dora.finds_nothing_at(&link);
    dora.posts(&link, &[]).expect(404);
    let nobody = world.browser();
    let to = nobody.gets(&link).leads_to().unwrap();
    assert!(to.starts_with("/sign-in?next="), "{to}");
    nobody.posts(&link, &[]).expect(401);
    carl.posts("/session/renewal", &[]).expect(204);
    // A newer one ends the one before, and a day ends it too.
    asks(&carl, "carl.at.work@example.test").expect(303);
    carl.posts(&link, &[]).expect(404);
    let newer = link_to(&world, "carl.at.work@example.test");
    world.passes(HOUR * 25);
    carl.signs_in();
    carl.finds_nothing_at(&newer);
    carl.posts(&newer, &[]).expect(404);
}

#[test]
fn an_address_somebody_has_is_answered_alike_and_gets_no_letter() {
    let world = World::open();
    let (carl, dora) = (
        world.client("Carl Underhill"),
        world.client("Dora Penhaligon"),
    );
    let page = |email: &str| {
        let asked = asks(&carl, email).expect(303);
        carl.follows(&asked).text().replace(email, "…")
    };
    assert_eq!(page(&dora.email.to_uppercase().to_lowercase()), page(NEW));
    world.works();
    assert!(world.letters_to(&dora).is_empty());
    assert!(
        asks(&carl, &carl.email)
            .expect(422)
            .says("This is the address you have now.")
    );
    asks(&carl, "third@example.test").expect(303);
    let often = asks(&carl, "fourth@example.test").expect(422);
    assert!(often.says("three times today"));
}

#[test]
fn a_new_address_is_asked_for_only_after_a_fresh_proof() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    world.passes(Duration::from_secs(6 * 60));
    let to = carl.gets("/you/security/email").leads_to().unwrap();
    assert!(to.starts_with("/sign-in/again"), "{to}");
    let asked = carl.posts("/you/security/email", &[("email", NEW)]);
    assert!(asked.expect(403).says("Is it you?"));
    world.works();
    assert!(world.letters().iter().all(|letter| letter.to != NEW));
}

#[test]
fn the_firm_takes_a_new_address_back_within_a_day_and_signs_everybody_out() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let ada = world.lawyer("Ada Lockhart");
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    asks(&carl, NEW).expect(303);
    let link = link_to(&world, NEW);
    carl.posts(&link, &[]).expect(303);
    let people = routes::matter_people(matter);
    let page = olive.opens(&people);
    assert!(page.says("Changed their address to carl.at.home@example.test"));
    let stop = page.text();
    let stop = stop.split("action=\"/address-changes/").nth(1).unwrap();
    let stop = format!("/address-changes/{}", stop.split('"').next().unwrap());
    ada.posts(&stop, &[]).expect(404);
    carl.posts(&stop, &[]).expect(404);
    let stopped = olive.submits(&page.form(&stop), &[]).expect(303);
    assert!(olive.follows(&stopped).says("The new address was stopped."));
    carl.gets("/you").expect(303);
    types_password(&world.browser(), &carl.email, PASSWORD).expect(303);
    types_password(&world.browser(), NEW, PASSWORD).expect(422);
}

#[test]
fn what_was_stopped_before_it_was_confirmed_never_counts() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    asks(&carl, NEW).expect(303);
    let link = link_to(&world, NEW);
    let page = olive.opens(&routes::matter_people(matter));
    assert!(page.says("which is not confirmed yet"));
    let text = page.text();
    let stop = text.split("action=\"/address-changes/").nth(1).unwrap();
    let stop = format!("/address-changes/{}", stop.split('"').next().unwrap());
    olive.submits(&page.form(&stop), &[]).expect(303);
    carl.signs_in();
    carl.posts(&link, &[]).expect(404);
}

#[test]
fn people_whose_addresses_look_alike_stay_two_people() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    // The Cyrillic а is another letter; case and width are not.
    for (email, is_carl) in [
        ("Carl.Underhill@Example.TEST", true),
        ("ｃａｒｌ.underhill@example.test", true),
        ("cаrl.underhill@example.test", false),
        ("carl.underhill+1@example.test", false),
        ("carlunderhill@example.test", false),
    ] {
        let answer = types_password(&world.browser(), email, PASSWORD);
        assert_eq!(answer.status == 303, is_carl, "{email}");
    }
    let twin = NewPerson {
        name: "Cаrl Underhill".into(),
        email: "cаrl.underhill@example.test".into(),
        phone: None,
        locale: Locale::En,
    };
    let olive = world.owner();
    let twin = olive
        .changes(move |tx| {
            tx.unaudited("somebody else");
            Person::add(tx, &twin)
        })
        .unwrap();
    assert_ne!(twin, carl.id());
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    olive
        .changes(move |tx| anteroom::matters::Matter::find(tx, matter)?.let_in(tx, twin))
        .unwrap();
    let page = olive.opens(&routes::matter_people(matter)).text();
    let warned = page.matches("Letters of different alphabets:").count();
    assert_eq!(warned, 1, "{page}");
}

#[test]
fn inviting_somebody_at_another_persons_address_makes_nobody_of_them() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[]);
    let invite = |name: &str| {
        olive.posts(
            &routes::matter_invitations(matter),
            &[
                ("contact", "new"),
                ("name", name),
                ("email", &carl.email),
                ("locale", "en"),
                ("way", "email"),
                ("door", "code"),
            ],
        )
    };
    let refused = invite("Rose Underhill").expect(422);
    assert!(refused.says("on file under another name"));
    assert!(!refused.says("Carl"));
    carl.finds_nothing_at(&routes::my_matter(matter));
    invite("carl  UNDERHILL").expect(303);
    carl.opens(&routes::my_matter(matter));
}

#[test]
fn a_mistyped_address_is_corrected_with_the_next_invitation_until_its_person_came_in() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let invitation = super::invited(&world, "Nadia Haddad", anteroom::people::Door::Code);
    let person = invitation.person;
    olive
        .changes(move |tx| anteroom::matters::Matter::find(tx, matter)?.let_in(tx, person))
        .unwrap();
    let (form, invitations) = (
        routes::inviting_again(matter, person),
        routes::matter_invitations(matter),
    );
    let fields = [
        ("way", "email"),
        ("door", "code"),
        ("email", carl.email.as_str()),
    ];
    let taken = olive.fills(&form, &invitations, &fields).expect(422);
    assert!(taken.says("Somebody with this e-mail address is here already."));
    let fields = [
        ("way", "email"),
        ("door", "code"),
        ("email", "nadia@haddad.test"),
    ];
    olive.fills(&form, &invitations, &fields).expect(303);
    world.works();
    assert_eq!(world.letters().last().unwrap().to, "nadia@haddad.test");

    // Whoever came in changes it themselves.
    let again = carl.id().to_string();
    let fields = [
        ("again", again.as_str()),
        ("way", "email"),
        ("door", "code"),
        ("email", "mine@example.test"),
    ];
    olive.posts(&invitations, &fields).expect(409);
    types_password(&world.browser(), &carl.email, PASSWORD).expect(303);
}
