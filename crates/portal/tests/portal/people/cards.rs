//! Code cards: printed by the firm, asked for by number, each code good once.

use std::time::Duration;

use anteroom::{
    base::{InvitationId, MatterId, PersonId},
    people::Card,
    routes,
};

use super::{NEW_PASSWORD, halfway, types_password};
use crate::world::{Persona, World};

const MINUTE: Duration = Duration::from_secs(60);

/// The codes of a card as it is shown.
fn codes_of(page: &str) -> Vec<String> {
    let card = page.split("class=\"codecard\">").nth(1).unwrap();
    let card = card.split("</ol>").next().unwrap();
    card.split("<bdi>")
        .skip(1)
        .map(|rest| rest.split("</bdi>").next().unwrap().trim().to_owned())
        .collect()
}

/// A member prints a card anew for somebody of a matter, who came in with one.
fn printed(world: &World, member: &Persona, matter: MatterId, person: PersonId) -> Vec<String> {
    member
        .changes(move |tx| {
            if Card::of(tx, person)?.is_none() {
                Card::make(tx, person, None)?;
            }
            Ok(())
        })
        .unwrap();
    let page = member.posts(&routes::code_card(matter, person), &[]);
    let codes = codes_of(&page.expect(200).text());
    for code in &codes {
        world.keeps_secret(code);
        world.keeps_secret(&code.replace(' ', ""));
    }
    codes
}

/// Whoever gave the password types a code at the card's page.
fn types_code(browser: &Persona, code: &str) -> u16 {
    let answer = browser.posts("/sign-in/card", &[("code", code)]);
    answer.status.as_u16()
}

#[test]
fn whoever_has_no_smartphone_comes_in_with_a_password_and_the_card_of_their_letter() {
    let world = World::open();
    let olive = world.owner();
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[]);
    world.keeps_secret("Nadia Haddad Roy");
    let sent = olive.posts(
        &routes::matter_invitations(matter),
        &[
            ("contact", "new"),
            ("name", "Nadia Haddad"),
            ("email", "nadia.haddad@example.test"),
            ("locale", "en"),
            ("way", "letter"),
            ("door", "code"),
            ("card", "yes"),
        ],
    );
    world.forgets("Nadia Haddad Roy");
    let page = olive.follows(&sent);
    assert!(page.says("Print the letter and the code card"));
    let invitation: InvitationId =
        anteroom::base::Id::parse(sent.leads_to().unwrap().rsplit('/').next().unwrap()).unwrap();
    let letter = routes::invitation_letter(invitation);
    // Each printing makes a card of its own: what the first one held is worth nothing.
    let first = codes_of(&olive.posts(&letter, &[]).expect(200).text());
    let text = olive.posts(&letter, &[]).expect(200).text();
    let codes = codes_of(&text);
    assert_eq!(codes.len(), 24);
    assert_ne!(first, codes);
    let link = text.split("/i/").nth(1).unwrap();
    let link = format!("/i/{}", link.split('<').next().unwrap());
    let door = text.split("handout__code").nth(1).unwrap();
    let door = door
        .split("<bdi>")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();

    let nadia = world.browser();
    let inside = nadia.fills(&link, &link, &[("door", door)]);
    assert!(
        nadia
            .follows(&inside)
            .says("Use a password and my code card")
    );
    nadia.posts("/enter", &[("way", "card")]).expect(303);
    let on = nadia.posts("/enter/password", &[("password", NEW_PASSWORD)]);
    assert_eq!(on.leads_to().as_deref(), Some("/enter/card"));
    assert!(nadia.follows(&on).says("Code number 1 of your card"));
    nadia.gets("/you").expect(303);
    nadia
        .posts("/enter/card", &[("code", &first[0])])
        .expect(422);
    nadia
        .posts("/enter/card", &[("code", &codes[1])])
        .expect(422);
    let welcome = nadia.posts("/enter/card", &[("code", &codes[0])]);
    assert!(nadia.follows(&welcome).says("You are in, Nadia"));
    assert!(nadia.opens("/you/security").says("23 of 24 codes left"));

    // From now on: the password, then the next number, which stays the same until it is used.
    nadia.posts("/sign-out", &[]).expect(303);
    let asked = types_password(&nadia, "nadia.haddad@example.test", NEW_PASSWORD);
    assert_eq!(asked.leads_to().as_deref(), Some("/sign-in/card"));
    assert!(nadia.follows(&asked).says("Code number 2 of your card"));
    for wrong in [&codes[0], &codes[2]] {
        assert_eq!(types_code(&nadia, wrong), 422);
    }
    assert!(
        nadia
            .opens("/sign-in/card")
            .says("Code number 2 of your card")
    );
    assert_eq!(types_code(&nadia, &codes[1].to_lowercase()), 303);
    assert!(nadia.opens("/you").says("Nadia Haddad"));
}

#[test]
fn a_code_of_a_card_works_once_also_for_several_at_the_same_moment() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let codes = printed(&world, olive, matter, carl.id());
    let browsers: Vec<_> = (0..4).map(|_| halfway(&world, &carl)).collect();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> = browsers
            .iter()
            .map(|browser| scope.spawn(|| types_code(browser, &codes[0])))
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let came_in = statuses.iter().filter(|status| **status == 303).count();
    assert_eq!(came_in, 1, "{statuses:?}");
    let person = carl.id();
    let card = world.read_as_product(move |tx| Card::of(tx, person));
    assert_eq!(card.unwrap().asks, Some(2));
}

#[test]
fn guessing_a_card_is_slowed_as_guessing_an_app_is() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let codes = printed(&world, olive, matter, carl.id());
    let guesser = halfway(&world, &carl);
    for _ in 0..5 {
        assert_eq!(types_code(&guesser, "AAAA AAAA"), 422);
    }
    assert_eq!(types_code(&guesser, &codes[0]), 429);
}

#[test]
fn a_new_card_ends_the_old_one_and_its_person_is_told() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let old = printed(&world, olive, matter, carl.id());
    let new = printed(&world, olive, matter, carl.id());
    let half = halfway(&world, &carl);
    assert_eq!(types_code(&half, &old[0]), 422);
    assert_eq!(types_code(&half, &new[0]), 303);
    world.works();
    let told = world.letters_to(&carl);
    let changed = |subject: &str| {
        told.iter()
            .filter(|letter| letter.subject == subject)
            .count()
    };
    assert_eq!(changed("Your way in was changed"), 2);
    for letter in &told {
        assert!(!letter.text.contains(&new[1]), "{}", letter.text);
    }
}

#[test]
fn with_five_codes_left_the_person_and_the_firm_are_told_to_order_a_new_card() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let ada = world.lawyer("Ada Lockhart");
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let codes = printed(&world, olive, matter, carl.id());
    let person = carl.id();
    let spent = codes.clone();
    world.change_as_product(move |tx| {
        tx.unaudited("as if they had signed in eighteen times");
        for code in &spent[..18] {
            assert!(Card::of(tx, person)?.unwrap().spend(tx, code)?);
        }
        Ok(())
    });
    assert!(!olive.opens("/today").says("on the code card of"));
    let half = halfway(&world, &carl);
    assert_eq!(types_code(&half, &codes[18]), 303);
    assert!(half.opens("/").says("5 codes are left on your card."));
    assert!(half.opens("/you/security").says("Order a new card"));
    assert!(
        olive
            .opens("/today")
            .says("5 codes are left on the code card of Carl Underhill.")
    );
    let people = olive.opens(&routes::matter_people(matter));
    assert!(people.says("Code card, 5 codes left"));
    assert!(!ada.opens("/today").says("code card"), "not her matter");

    // The last one leads in too, and then only the firm helps.
    world.change_as_product(move |tx| {
        tx.unaudited("as if they had signed in five times");
        for code in &codes[19..] {
            assert!(Card::of(tx, person)?.unwrap().spend(tx, code)?);
        }
        Ok(())
    });
    let half = halfway(&world, &carl);
    assert!(
        half.opens("/sign-in/card")
            .says("All codes of your card are used.")
    );
}

#[test]
fn a_card_is_printed_after_a_fresh_proof_by_whoever_sees_all_it_leads_to() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Ashdown"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let will = ben.opens_matter("Last will", &[]);
    ben.lets_in(will, &carl);
    let (person, card) = (carl.id(), routes::code_card(sale, carl.id()));
    ada.opens(&card);
    ada.posts(&card, &[]).expect(409);
    ben.posts(&card, &[]).expect(404);
    carl.posts(&card, &[]).expect(404);
    let codes = printed(&world, olive, sale, person);
    assert_eq!(codes.len(), 24);

    world.passes(MINUTE * 6);
    let to = olive.gets(&card).leads_to().unwrap();
    assert!(to.starts_with("/sign-in/again?next="), "{to}");
    assert!(olive.posts(&card, &[]).expect(403).says("Is it you?"));
    let standing = world.read_as_product(move |tx| Card::of(tx, person));
    assert_eq!(standing.unwrap().left, 24);
}

#[test]
fn nobody_prints_a_first_card_for_somebody_who_is_in_with_an_app() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (person, card) = (carl.id(), routes::code_card(matter, carl.id()));
    let people = olive.opens(&routes::matter_people(matter)).text();
    assert!(!people.contains(&card));
    let refused = olive.posts(&card, &[]).expect(409);
    assert!(refused.says("They can’t get in"), "{}", refused.text());
    assert!(
        world
            .read_as_product(move |tx| Card::of(tx, person))
            .is_none()
    );
}

#[test]
fn entering_anew_ends_every_card_but_the_one_of_the_invitation() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    printed(&world, olive, matter, carl.id());
    let person = carl.id();
    let invitation = super::vouched_for(&world, person);
    let browser = world.browser();
    super::knocks(&browser, &invitation, &invitation.door_code).expect(303);
    // The card printed for the way in they had does not lead to a new one.
    assert!(!browser.opens("/enter").says("my code card"));
    browser.posts("/enter", &[("way", "card")]).expect(409);
    super::sets_up(&world, &browser);
    let card = world.read_as_product(move |tx| Card::of(tx, person));
    assert!(card.is_none());
}

#[test]
fn a_card_proves_again_who_one_is() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let codes = printed(&world, olive, matter, carl.id());
    let half = halfway(&world, &carl);
    assert_eq!(types_code(&half, &codes[0]), 303);
    world.passes(MINUTE * 6);
    let asked = half.gets("/you/security/password");
    let page = half.follows(&asked);
    assert!(page.says("code number 2 of your card"));
    let form = page.form("/sign-in/again");
    let fields = [("password", crate::world::PASSWORD), ("code", &codes[1])];
    let proved = half.submits(&form, &fields);
    assert_eq!(proved.leads_to().as_deref(), Some("/you/security/password"));
    half.opens("/you/security/password");
}
