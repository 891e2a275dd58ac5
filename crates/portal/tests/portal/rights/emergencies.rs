//! Opening a matter in an emergency: asked with a reason, agreed to by a second person, for eight hours, told and recorded.

use std::time::Duration;

use anteroom::{
    base::{EmergencyId, Error, MatterId},
    matters::{Emergency, EmergencyStanding, Matter},
    routes,
};

use crate::world::{PASSWORD, PICTURE, Persona, World};

const HOUR: Duration = Duration::from_secs(60 * 60);
const REASON: &str = "The judge calls at three and Ada is on a train.";

fn number_of(ada: &Persona, matter: MatterId) -> String {
    ada.reads(move |tx| Ok(Matter::find(tx, matter)?.number))
        .unwrap()
}

fn asks(world: &World, who: &Persona, number: &str) {
    world.keeps_secret(REASON);
    let asked = who
        .fills(
            "/emergency",
            "/emergency",
            &[("number", number), ("reason", REASON)],
        )
        .expect(303);
    assert!(who.follows(&asked).says("Your request is noted."));
}

fn first_of(who: &Persona) -> EmergencyId {
    who.reads(|tx| Ok(Emergency::mine(tx)?[0].id)).unwrap()
}

#[test]
fn a_second_member_agrees_and_the_matter_is_open_for_eight_hours() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let paper = ada.adds(sale, "Deed.png", PICTURE);
    let number = number_of(&ada, sale);
    asks(&world, &ben, &number);
    ben.finds_nothing_at(&routes::matter(sale));
    assert!(!ben.opens("/emergency").says("Elm Street"));

    // The team and the owner are told by mail, which says nothing of the matter, and on Today.
    world.works();
    for who in [&ada, world.owner()] {
        let letters = world.letters_to(who);
        assert_eq!(letters.len(), 1, "{}", who.name);
        assert!(!letters[0].text.contains("Elm") && !letters[0].text.contains(&number));
        let today = who.opens("/today");
        assert!(today.says("Ben Sorrel asks to open a matter in an emergency."));
        assert!(today.says(REASON));
    }
    let id = first_of(&ben);
    let page = routes::emergency_agreement(id);
    ben.finds_nothing_at(&page);
    let _ = ben.posts(&page, &[]).expect(404);
    let owner = world.owner();
    assert!(owner.opens(&page).says("Open this matter to Ben Sorrel?"));
    let _ = owner.fills(&page, &page, &[]).expect(303);
    let _ = owner.posts(&page, &[]).expect(409);

    let _ = ben.opens(&routes::matter(sale));
    let _ = ben.opens(&routes::document(paper.document));
    ben.writes(sale, "I take the call for Ada.");
    assert!(
        ada.opens("/today")
            .says("Ben Sorrel has emergency access to a matter.")
    );
    let people = ada.opens(&routes::matter_people(sale));
    assert!(people.says("Emergency access") && people.says("Olive Marlowe agreed"));
    let record = ada.opens(&routes::matter_record(sale));
    assert!(record.says("Ben Sorrel asked to open a matter in an emergency"));
    assert!(record.says("Olive Marlowe opened the matter to Ben Sorrel for 8 hours"));
    world.works();
    assert_eq!(world.letters_to(&ada).len(), 2);

    // They may work in it, and change nothing about who sees it.
    let me = ben.id();
    for refused in [
        ben.changes(move |tx| Matter::find(tx, sale)?.join_team(tx, me)),
        ben.changes(move |tx| Matter::find(tx, sale)?.end_access(tx, me)),
    ] {
        assert!(matches!(
            refused,
            Err(Error::Refused("matters-refused-in-emergency"))
        ));
    }
    let wall = ben.changes(move |tx| Matter::find(tx, sale)?.put_wall_up(tx));
    assert!(matches!(
        wall,
        Err(Error::Refused("matters-refused-only-team"))
    ));

    world.passes(8 * HOUR - Duration::from_secs(60));
    ben.signs_in();
    let _ = ben.opens(&routes::matter(sale));
    world.passes(Duration::from_secs(60));
    ben.finds_nothing_at(&routes::matter(sale));
    ben.finds_nothing_at(&routes::download(paper.version));
    assert!(ben.opens("/emergency").says("Over"));
}

#[test]
fn it_can_be_refused_given_back_and_taken_away() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let number = number_of(&ada, sale);
    for (ends, says) in [
        ("refused", "Not opened"),
        ("taken", "Over"),
        ("given", "Over"),
    ] {
        asks(&world, &ben, &number);
        let id = first_of(&ben);
        if ends != "refused" {
            let page = routes::emergency_agreement(id);
            let _ = ada.fills(&page, &page, &[]).expect(303);
            let _ = ben.opens(&routes::matter(sale));
        }
        world.passes(Duration::from_secs(1));
        let who = if ends == "given" { &ben } else { &ada };
        let _ = who.posts(&routes::emergency_end(id), &[]).expect(303);
        ben.finds_nothing_at(&routes::matter(sale));
        let standing = ben
            .reads(move |tx| Ok(Emergency::find(tx, id)?.standing(tx.now())))
            .unwrap();
        let over = standing == EmergencyStanding::Over;
        assert_eq!(over, ends != "refused", "{ends}");
        assert!(ben.opens("/emergency").says(says), "{ends}");
    }
    let record = ada.opens(&routes::matter_record(sale));
    assert!(record.says("Ada Lockhart ended the request of Ben Sorrel"));
    assert!(record.says("Ben Sorrel ended the emergency access of Ben Sorrel"));
}

#[test]
fn a_number_that_is_none_is_answered_like_one_that_is() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    ada.walls(sale);
    let real = number_of(&ada, sale);
    let seen = |number: &str| {
        asks(&world, &ben, number);
        ben.opens("/emergency").text().replace(number, "NUMBER")
    };
    let count = |text: &str| text.matches("Waits for somebody to agree").count();
    assert_eq!(count(&seen(&real)), 1);
    assert_eq!(count(&seen("1999-4711")), 2);
    world.works();
    assert_eq!(world.letters_to(&ada).len(), 1);
    assert!(
        world.letters_to(world.owner()).is_empty(),
        "the wall stands"
    );
    assert!(!world.owner().opens("/emergency").says(REASON));
    // Of a matter one sees there is nothing to ask.
    let back = ada
        .fills(
            "/emergency",
            "/emergency",
            &[("number", &real), ("reason", REASON)],
        )
        .expect(422);
    assert!(back.says("You see this matter already."));
}

#[test]
fn an_owner_alone_waits_an_hour_and_is_told_by_mail() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let owner = world.owner();
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    ada.walls(sale);
    let number = number_of(&ada, sale);
    // As long as somebody could agree, the clock does not.
    asks(&world, owner, &number);
    world.passes(2 * HOUR);
    owner.signs_in();
    owner.finds_nothing_at(&routes::matter(sale));
    let _ = owner.posts(&routes::member_end(ada.id()), &[]).expect(303);

    asks(&world, owner, &number);
    assert!(owner.opens("/emergency").says("Opens by itself at"));
    owner.finds_nothing_at(&routes::matter(sale));
    world.works();
    assert_eq!(world.letters_to(owner).len(), 1);
    world.passes(HOUR - Duration::from_secs(60));
    owner.signs_in();
    owner.finds_nothing_at(&routes::matter(sale));
    world.passes(Duration::from_secs(60));
    assert!(
        owner
            .opens(&routes::matter(sale))
            .says("Sale of 12 Elm Street")
    );
    assert!(
        owner
            .opens(&routes::matter_record(sale))
            .says("Nobody else can agree, so it opens after an hour")
    );
    world.passes(8 * HOUR);
    owner.signs_in();
    owner.finds_nothing_at(&routes::matter(sale));
}

#[test]
fn a_request_is_not_agreed_to_after_a_day_and_asks_for_a_fresh_proof() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let number = number_of(&ada, sale);
    world.passes(Duration::from_secs(6 * 60));
    let again = ben
        .fills(
            "/emergency",
            "/emergency",
            &[("number", &number), ("reason", REASON)],
        )
        .expect(403);
    // What was typed comes back after the proof, ready to be sent.
    world.passes(Duration::from_secs(30));
    let (form, code) = (again.form("/sign-in/again"), ben.code());
    let proved = ben.submits(&form, &[("password", PASSWORD), ("code", &code)]);
    let typed = proved.expect(200).form("/emergency").filled(&[]);
    assert!(typed.contains(&("reason".to_owned(), REASON.to_owned())));
    ben.signs_in();
    asks(&world, &ben, &number);
    let page = routes::emergency_agreement(first_of(&ben));
    world.passes(24 * HOUR);
    ada.signs_in();
    let _ = ada.posts(&page, &[]).expect(409);
    ben.signs_in();
    ben.finds_nothing_at(&routes::matter(sale));
}
