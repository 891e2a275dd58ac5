//! They can't get in: a member vouches for somebody who lost every way in, and nobody else gets in by it.

use std::time::Duration;

use anteroom::{
    base::{Error, PersonId, VouchingId},
    matters::{Matter, may_vouch_for},
    people::{Door, How, Invitation, Vouching, Way},
    routes,
};

use super::{NEW_PASSWORD, invited, knocks, link_in, sets_up, types_password};
use crate::world::{PASSWORD, Persona, World};

const HOUR: Duration = Duration::from_secs(60 * 60);
const WORDS: &str = "Her sister’s wedding in June, and the blue folder.";

/// Fills in the page beside somebody's name; answers the way to what came of it.
fn vouches(member: &Persona, person: PersonId, how: &str) -> String {
    let page = routes::vouching_for(person);
    let answer = member.fills(&page, &page, &[("how", how), ("words", WORDS)]);
    answer.expect(303).leads_to().unwrap()
}

fn code_on(page: &str) -> String {
    let shown = page.split("handout__code mt-2\"><b><bdi>").nth(1).unwrap();
    shown.split('<').next().unwrap().to_owned()
}

fn waiting(world: &World, person: PersonId) -> Option<Vouching> {
    world.read_as_product(move |tx| Vouching::waiting_for(tx, person))
}

#[test]
fn after_a_call_a_day_passes_and_the_new_way_in_needs_the_letter_and_the_code() {
    let world = World::open();
    world.keeps_secret(WORDS);
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let people = ada.opens(&routes::matter_people(matter));
    assert!(people.says("They can’t get in"));
    let script = ada.opens(&routes::vouching_for(carl.id()));
    assert!(script.says("613 555 0199") && script.says("Never call a number that you were given"));
    let page = routes::vouching_for(carl.id());
    ada.fills(&page, &page, &[("how", "call")]).expect(422);
    ada.fills(&page, &page, &[("words", WORDS)]).expect(422);
    let vouching = vouches(&ada, carl.id(), "call");
    let code = code_on(&ada.opens(&vouching).text());
    assert!(ada.opens("/today").says("Carl Underhill can’t get in"));

    // They are told at once, and nothing of theirs has ended.
    world.works();
    let told = world.letters_to(&carl).pop().unwrap();
    assert_eq!(told.subject, "A new way into your space is being prepared");
    assert!(told.text.contains("/not-me/") && !told.text.contains("/i/"));
    carl.opens("/you");
    let invitation = {
        let id = waiting(&world, carl.id()).unwrap().id;
        world
            .read_as_product(move |tx| Invitation::of_vouching(tx, id))
            .unwrap()
    };
    let link = routes::invitation(&invitation.token);
    assert!(world.browser().opens(&link).says("We don’t know this link"));
    // Whoever told the code does not get at the link.
    ada.finds_nothing_at(&routes::invitation_sent(invitation.id));
    ada.finds_nothing_at(&routes::invitation_letter(invitation.id));
    assert!(!ada.opens(&vouching).text().contains(&invitation.token));

    world.passes(HOUR * 23);
    world.works();
    assert_eq!(world.letters_to(&carl).len(), 1);
    world.browser().posts(&link, &[("door", &code)]).expect(200);
    world.passes(HOUR);
    world.works();
    let letter = world.letters_to(&carl).pop().unwrap();
    assert_eq!(letter.subject, "Set up your new way in");
    assert_eq!(link_in(&letter.text, "/i/"), link);
    assert!(!letter.text.contains(&invitation.door_code));
    // Until the new way is made, the old one leads in.
    types_password(&world.browser(), &carl.email, PASSWORD).expect(303);

    let phone = world.browser();
    phone
        .fills(&link, &link, &[("door", "AAA AAA")])
        .expect(422);
    phone.fills(&link, &link, &[("door", &code)]).expect(303);
    sets_up(&world, &phone);
    phone.posts("/enter/codes", &[("kept", "yes")]).expect(303);
    phone.opens("/you");
    types_password(&world.browser(), &carl.email, PASSWORD).expect(422);
    types_password(&world.browser(), &carl.email, NEW_PASSWORD).expect(303);
    ada.signs_in();
    assert!(ada.opens(&vouching).says("They set up their new way in"));
    world.owner().signs_in();
    let record = world.owner().opens("/record");
    assert!(record.says("Ada Lockhart vouched for Carl Underhill, who can’t get in, after a call"));
}

#[test]
fn from_hand_to_hand_there_is_no_wait() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let vouching = vouches(&ada, carl.id(), "in person");
    let page = ada.opens(&vouching);
    let letter = link_in(&page.text().replace('"', " "), "/invitations/");
    let letter = ada.opens(&letter);
    assert!(letter.says("Here is your new way into your space"));
    let invitation = {
        let id = waiting(&world, carl.id()).unwrap().id;
        world
            .read_as_product(move |tx| Invitation::of_vouching(tx, id))
            .unwrap()
    };
    assert!(letter.says(&invitation.door_code_shown()));
    let phone = world.browser();
    knocks(&phone, &invitation, &invitation.door_code).expect(303);
    world.works();
    let told = world.letters_to(&carl).pop().unwrap();
    assert!(told.text.contains("hands over a letter"));
}

#[test]
fn whoever_gets_the_letter_stops_it_without_signing_in_and_reading_it_stops_nothing() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let vouching = vouches(&ada, carl.id(), "in person");
    let invitation = {
        let id = waiting(&world, carl.id()).unwrap().id;
        world
            .read_as_product(move |tx| Invitation::of_vouching(tx, id))
            .unwrap()
    };
    let pretender = world.browser();
    knocks(&pretender, &invitation, &invitation.door_code).expect(303);
    world.works();
    let link = link_in(&world.letters_to(&carl)[0].text, "/not-me/");
    let anybody = world.browser();
    for _ in 0..3 {
        assert!(anybody.opens(&link).says("A new way in is being prepared"));
    }
    assert!(waiting(&world, carl.id()).is_some());
    let stopped = anybody.fills(&link, &link, &[]).expect(303);
    assert!(anybody.follows(&stopped).says("It is stopped"));
    anybody.posts(&link, &[]).expect(303);
    // Whoever was past the door with it is out, and the firm sees what happened.
    pretender.gets("/enter").expect(409);
    knocks_in_vain(&world, &invitation);
    carl.opens("/you");
    assert!(
        ada.opens("/today")
            .says("Carl Underhill stopped a new way in")
    );
    assert!(
        ada.opens(&vouching)
            .says("Somebody may have pretended to be them")
    );
    assert!(
        world
            .owner()
            .opens("/record")
            .says("Carl Underhill stopped the new way in")
    );
    let unknown = format!("/not-me/{}", "0".repeat(64));
    assert!(anybody.opens(&unknown).says("There is nothing to stop"));
    anybody.posts(&unknown, &[]).expect(303);
}

fn knocks_in_vain(world: &World, invitation: &Invitation) {
    let link = routes::invitation(&invitation.token);
    let late = world.browser();
    late.posts(&link, &[("door", &invitation.door_code)]);
    late.gets("/enter").expect(409);
}

#[test]
fn whoever_is_signed_in_anywhere_stops_it_there() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    vouches(&ada, carl.id(), "call");
    let stop = "/you/security/vouching/stop";
    let stopped = carl.fills("/you/security", stop, &[]).expect(303);
    assert!(carl.follows(&stopped).says("It is stopped."));
    assert!(waiting(&world, carl.id()).is_none());
    world.passes(HOUR * 25);
    world.works();
    assert!(
        world
            .letters_to(&carl)
            .iter()
            .all(|letter| !letter.text.contains("/i/"))
    );
    carl.signs_in();
    assert!(!carl.opens("/you/security").text().contains(stop));
    carl.posts(stop, &[]).expect(303);
}

#[test]
fn for_a_colleague_an_owner_agrees_first_who_is_not_the_one_who_began_it() {
    let world = World::open();
    let (ada, dan) = (
        world.lawyer("Ada Lockhart"),
        world.assistant("Dan Whitlock"),
    );
    let eve = world.assistant("Eve Standish");
    // The only owner has nobody to agree.
    let page = routes::vouching_for(ada.id());
    let alone = [("how", "in person"), ("words", WORDS)];
    let refused = world.owner().posts(&page, &alone).expect(409);
    assert!(refused.says("Nobody could agree"));
    let vouching = vouches(&dan, ada.id(), "in person");
    assert!(dan.opens(&vouching).says("An owner has to agree first"));
    assert!(!dan.opens(&vouching).text().contains("/letter"));
    let id = waiting(&world, ada.id()).unwrap().id;
    assert!(
        world
            .read_as_product(move |tx| Invitation::of_vouching(tx, id))
            .is_none()
    );
    // Not whoever began it, not who it is about, not somebody else.
    let agreement = routes::vouching_agreement(id);
    dan.posts(&agreement, &[]).expect(403);
    ada.posts(&agreement, &[]).expect(404);
    eve.posts(&agreement, &[]).expect(404);
    eve.finds_nothing_at(&vouching);
    let owner = world.owner();
    assert!(
        owner
            .opens("/today")
            .says("Dan Whitlock vouches for Ada Lockhart")
    );
    let agreed = owner.fills(&vouching, &agreement, &[]).expect(303);
    assert!(owner.follows(&agreed).says("You agreed."));
    owner.posts(&agreement, &[]).expect(409);
    let invitation = world
        .read_as_product(move |tx| Invitation::of_vouching(tx, id))
        .unwrap();
    knocks(&world.browser(), &invitation, &invitation.door_code).expect(303);
    let record = owner.opens("/record");
    assert!(record.says("Olive Marlowe agreed that Ada Lockhart gets a new way in"));
    // The owner who began it is not the second person either.
    let second = world.co_owner("Sybil Thorne");
    let by_owner = second
        .changes(move |tx| {
            let person = may_vouch_for(tx, dan.id())?;
            Ok(Vouching::begin(tx, &person, How::InPerson, WORDS)?.id)
        })
        .unwrap();
    second
        .posts(&routes::vouching_agreement(by_owner), &[])
        .expect(409);
}

#[test]
fn one_at_a_time_and_only_for_whom_one_sees_whole() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let carl = world.client("Carl Underhill");
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let nadia = invited(&world, "Nadia Haddad", Door::Code).person;
    ben.finds_nothing_at(&routes::vouching_for(carl.id()));
    ada.finds_nothing_at(&routes::vouching_for(ada.id()));
    carl.finds_nothing_at(&routes::vouching_for(carl.id()));
    let fields = [("how", "in person"), ("words", WORDS)];
    // Somebody who was never in is invited again, not vouched for; and the other way round.
    let refused = world.owner().posts(&routes::vouching_for(nadia), &fields);
    assert!(refused.expect(409).says("has never been in"));
    let id = carl.id();
    let again = ada.changes(move |tx| {
        Matter::find(tx, sale)?.invite_again(tx, id, Way::Letter, Door::Code, false)
    });
    assert!(matches!(
        again,
        Err(Error::Refused("people-refused-has-been-in"))
    ));
    let inviting = ada.gets(&routes::inviting_again(sale, carl.id()));
    assert_eq!(inviting.leads_to(), Some(routes::vouching_for(carl.id())));

    let vouching = vouches(&ada, carl.id(), "in person");
    ben.finds_nothing_at(&vouching);
    assert!(!ben.opens("/today").says("Carl Underhill"));
    let refused = ada.posts(&routes::vouching_for(carl.id()), &fields);
    assert!(refused.expect(409).says("already"));
    assert_eq!(
        ada.gets(&routes::vouching_for(carl.id())).leads_to(),
        Some(vouching.clone())
    );
    let stop = format!("{vouching}/stop");
    let stopped = ada.fills(&vouching, &stop, &[]).expect(303);
    assert!(ada.follows(&stopped).says("It is stopped."));
    vouches(&ada, carl.id(), "call");
}

#[test]
fn a_link_that_ended_is_not_sent_anew_to_somebody_who_was_vouched_for() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    vouches(&ada, carl.id(), "call");
    world.passes(HOUR * 25);
    world.works();
    let letters = world.letters_to(&carl);
    let link = letters.iter().find(|letter| letter.text.contains("/i/"));
    let link = link_in(&link.unwrap().text, "/i/");
    world.passes(HOUR * 24 * 15);
    let browser = world.browser();
    assert!(browser.opens(&link).says("This invitation has ended"));
    let letters = world.letters_to(&carl).len();
    browser.posts(&format!("{link}/renewal"), &[]).expect(303);
    world.works();
    assert_eq!(world.letters_to(&carl).len(), letters);
    assert!(waiting(&world, carl.id()).is_none());
}

#[test]
fn without_a_number_or_without_mail_only_hand_to_hand_is_offered() {
    let world = World::without_mail();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let page = routes::vouching_for(carl.id());
    assert!(!ada.opens(&page).text().contains("value=\"call\""));
    ada.posts(&page, &[("how", "call"), ("words", WORDS)])
        .expect(422);
    let vouching: VouchingId = {
        vouches(&ada, carl.id(), "in person");
        waiting(&world, carl.id()).unwrap().id
    };
    assert!(
        ada.opens(&routes::vouching(vouching))
            .says("Print the letter")
    );
}

#[test]
fn whoever_has_an_app_and_wants_a_card_gets_it_with_the_letter_and_not_before() {
    let world = World::open();
    world.keeps_secret(WORDS);
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let page = routes::vouching_for(carl.id());
    assert!(ada.opens(&page).says("print a code card with the letter"));
    let by_call = [("how", "call"), ("words", WORDS), ("card", "yes")];
    let back = ada.fills(&page, &page, &by_call).expect(422);
    assert!(back.says("A code card is printed with the letter."));
    let fields = [("how", "in person"), ("words", WORDS), ("card", "yes")];
    let vouching = ada.fills(&page, &page, &fields).expect(303);
    let vouching = ada.follows(&vouching);
    assert!(vouching.says("Print the letter and the code card"));
    let id = waiting(&world, carl.id()).unwrap().id;
    let invitation = world
        .read_as_product(move |tx| Invitation::of_vouching(tx, id))
        .unwrap();
    let letter = routes::invitation_letter(invitation.id);
    let printed = ada.submits(&vouching.form(&letter), &[]).expect(200).text();
    let code = printed.split("codecard").nth(1).unwrap();
    let code = code
        .split("<bdi>")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();
    world.keeps_secret(code);

    // Beside the password he has, the card is worth nothing: it would be a way round the letter.
    let half = super::halfway(&world, &carl);
    assert!(!half.opens("/sign-in/code").says("my card"));
    half.posts("/sign-in/card", &[("code", code)]).expect(422);
    let phone = world.browser();
    knocks(&phone, &invitation, &invitation.door_code).expect(303);
    phone.posts("/enter", &[("way", "card")]).expect(303);
    phone
        .posts("/enter/password", &[("password", NEW_PASSWORD)])
        .expect(303);
    phone.posts("/enter/card", &[("code", code)]).expect(303);
    phone.opens("/you");
    types_password(&world.browser(), &carl.email, PASSWORD).expect(422);
    let again = world.browser();
    let half = types_password(&again, &carl.email, NEW_PASSWORD);
    assert_eq!(half.leads_to().as_deref(), Some("/sign-in/card"));
}

#[test]
fn a_card_printed_with_a_letter_that_was_stopped_opens_nothing() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let person = carl.id();
    let (vouching, codes) = ada
        .changes(move |tx| {
            let person = may_vouch_for(tx, person)?;
            let vouching = Vouching::begin_with(tx, &person, How::InPerson, "He came by.", true)?;
            let invitation = Invitation::of_vouching(tx, vouching.id)?.unwrap();
            let sent = anteroom::matters::SentInvitation::find(tx, invitation.id)?;
            Ok((vouching, sent.print_card(tx)?))
        })
        .unwrap();
    codes.iter().for_each(|code| world.keeps_secret(code));
    let id = vouching.id;
    ada.changes(move |tx| Vouching::find(tx, id)?.stop(tx))
        .unwrap();
    let half = super::halfway(&world, &carl);
    half.posts("/sign-in/card", &[("code", &codes[0])])
        .expect(422);
    half.gets("/you").expect(303);
}
