//! Links for files: somebody without an account brings documents to one matter, and learns nothing of it or of anybody
//! else who came through the same link.

use std::time::Duration;

use anteroom::{
    base::{Actor, Error, Locale, MatterId},
    documents,
    links::{self, Link, NewLink},
    matters::Matter,
    routes,
};
use anteroom_testkit::{Answer, Part, text};
use aws_lc_rs::digest;
use http::Method;

use crate::world::{Persona, World};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const NAME: &str = "Marcus Trowbridge, accountant";
const PURPOSE: &str = "The ledgers of the sawmill for the last three years, every page.";

/// A link of this member's, with room for so much.
pub fn made(world: &World, by: &Persona, matter: MatterId, most: (u64, u64)) -> Link {
    world.keeps_secret(NAME);
    world.keeps_secret(PURPOSE);
    by.changes(move |tx| {
        let matter = Matter::find(tx, matter)?;
        let new = NewLink {
            name: NAME.into(),
            email: None,
            purpose: PURPOSE.into(),
            locale: Locale::En,
            expires_at: tx.now().after(14 * DAY),
            most_files: most.0,
            most_bytes: most.1,
        };
        let link = Link::make(tx, &matter, &new)?;
        Link::find(tx, link)
    })
    .unwrap()
}

/// Room enough for every story.
pub const MUCH: (u64, u64) = (50, 1_000_000);

/// Somebody new who knocks with the right code.
pub fn comes_through(world: &World, link: &Link) -> Persona {
    let somebody = world.browser();
    let door = knocks(&somebody, link, &link.door_code_shown().to_lowercase()).expect(303);
    assert_eq!(door.leads_to().as_deref(), Some("/sending"));
    somebody
}

fn knocks(somebody: &Persona, link: &Link, code: &str) -> Answer {
    somebody.posts(&routes::link_door(&link.token), &[("door", code)])
}

fn field(name: &str, value: &str) -> Part {
    Part {
        name: name.into(),
        file_name: None,
        body: value.into(),
    }
}

fn file(world: &World, name: &str, bytes: &[u8]) -> Part {
    world.keeps_secret(name);
    Part {
        name: "files".into(),
        file_name: Some(name.into()),
        body: bytes.to_vec(),
    }
}

/// Hands one file over by the plain form; answers the receipt's address.
pub fn hands_over(
    world: &World,
    somebody: &Persona,
    says: &str,
    name: &str,
    bytes: &[u8],
) -> String {
    world.keeps_secret(says);
    let parts = [
        file(world, name, bytes),
        field("says", says),
        field("note", ""),
    ];
    let done = somebody
        .posts_files("/sending/deliveries", &parts)
        .expect(303);
    done.leads_to().unwrap()
}

/// As whom the product takes them.
fn actor(world: &World, somebody: &Persona) -> Actor {
    let token = somebody.browser().cookies()["anteroom-sending"].clone();
    let portal = world.portal();
    world.waits_for(async {
        let sender = portal
            .read(&portal.door(), move |tx| links::recognise(tx, &token))
            .await
            .unwrap()
            .unwrap();
        Actor::Sender(portal.firm, sender)
    })
}

fn a_matter(world: &World) -> (Persona, Persona, MatterId) {
    let ada = world.lawyer("Ada Lockhart");
    let carl = world.client("Carl Underhill");
    let matter = ada.opens_matter("Sale of the sawmill at Lyndhurst", &[&carl]);
    (ada, carl, matter)
}

#[test]
fn a_member_makes_a_link_and_a_stranger_hands_over_through_it_without_script() {
    let world = World::open();
    let (ada, carl, matter) = a_matter(&world);
    world.keeps_secret(PURPOSE);
    world.keeps_secret(NAME);
    let form = routes::linking(matter);
    let wrong = ada
        .fills(&form, &routes::matter_links(matter), &[])
        .expect(422);
    assert!(wrong.says("Enter who the link is for."));
    let made = ada
        .fills(
            &form,
            &routes::matter_links(matter),
            &[("name", NAME), ("purpose", PURPOSE)],
        )
        .expect(303);
    let page = ada.follows(&made);
    assert!(page.says("Takes files"));
    let link = ada
        .reads(move |tx| {
            let matter = Matter::find(tx, matter)?;
            Ok(Link::of_matter(tx, &matter)?.remove(0))
        })
        .unwrap();
    let (door, code) = (routes::link_door(&link.token), link.door_code_shown());
    assert!(page.text().contains(&door) && page.says(&code));
    let letter = ada.opens(&routes::link_letter(link.id));
    assert!(letter.text().contains(&door) && letter.says(&code) && letter.says(PURPOSE));
    assert!(ada.opens(&routes::matter_people(matter)).says(NAME));

    let marcus = world.browser();
    // Mail programs open links before people do, and the link may have been forwarded.
    for _ in 0..3 {
        let shown = marcus.opens(&door);
        assert!(shown.says("asks you for documents"));
        assert!(!shown.says("Trowbridge") && !shown.says("sawmill"));
    }
    assert!(
        knocks(&marcus, &link, "AAA AAA")
            .expect(422)
            .says("That is not what we have on file.")
    );
    knocks(&marcus, &link, &code).expect(303);
    assert!(marcus.opens("/sending").says(PURPOSE));
    // The door leads on while the visit lasts.
    assert_eq!(
        marcus.gets(&door).expect(303).leads_to().as_deref(),
        Some("/sending")
    );

    let nothing = marcus
        .posts_files(
            "/sending/deliveries",
            &[field("says", ""), field("note", "")],
        )
        .expect(422);
    assert!(nothing.says("Enter your name.") && nothing.says("Choose at least one file."));
    let ledger = b"Planks, four thousand board feet.".as_slice();
    let receipt = hands_over(
        &world,
        &marcus,
        "Old Marcus",
        "Ledger of the mill.txt",
        ledger,
    );
    let shown = marcus.opens(&receipt);
    let print = digest::digest(&digest::SHA256, ledger);
    let print: String = print.as_ref().iter().map(|b| format!("{b:02x}")).collect();
    assert!(text(&shown.text()).replace(' ', "").contains(&print));
    assert!(shown.says("Old Marcus") && shown.says("Ledger of the mill.txt"));
    assert!(marcus.opens("/sending").says("What you have handed over"));
    world.works();

    // The firm sees what came, from whom it says it is, and that nobody has proved it.
    assert!(
        ada.opens("/today")
            .says("Somebody who says “Old Marcus” sent 1 file")
    );
    let used = ada.opens(&routes::link(link.id));
    assert!(used.says("Says: Old Marcus") && used.says("Ledger of the mill.txt"));
    let document = ada
        .reads(move |tx| {
            let matter = Matter::find(tx, matter)?;
            Ok(documents::Document::of_matter(tx, &matter)?[0].0.id)
        })
        .unwrap();
    let held = ada.opens(&routes::document(document));
    assert!(
        held.says("“Old Marcus”, by the link for Marcus Trowbridge, accountant (not verified)")
    );
    assert!(
        ada.opens(&routes::matter(matter))
            .says("the link for Marcus Trowbridge")
    );
    let record = ada.opens(&routes::matter_record(matter));
    assert!(record.says(
        "Somebody with the link for Marcus Trowbridge, accountant handed over 1 file, receipt"
    ));
    assert!(record.says("and says: Old Marcus"));
    assert!(record.says("A wrong door code was typed at the link for Marcus Trowbridge"));

    // A client of the matter sees nothing of it before it is shared.
    carl.finds_nothing_at(&routes::my_document(matter, document));
    assert!(!carl.opens("/documents").says("Ledger of the mill"));
    ada.posts(&routes::check(document), &[]).expect(303);
    assert!(!ada.opens("/today").says("Old Marcus” sent"));
    assert!(world.letters_to(&carl).is_empty());
}

#[test]
fn two_people_with_the_same_link_never_see_each_others_files_names_or_numbers() {
    let world = World::open();
    let (ada, _, matter) = a_matter(&world);
    let link = made(&world, &ada, matter, MUCH);
    let (first, second) = (comes_through(&world, &link), comes_through(&world, &link));
    let receipt = hands_over(&world, &first, "First Caller", "Of the first.txt", b"One.");
    let begun = first
        .browse(async |browser| {
            browser
                .tus_create("/sending/uploads", "Half of it.txt", 8)
                .await
        })
        .expect(201);
    world.keeps_secret("Half of it.txt");
    let half = begun.header("location").to_owned();
    assert!(half.starts_with("/sending/uploads/"));
    first
        .browse(async |browser| browser.tus_patch(&half, 0, "four").await)
        .expect(204);
    assert!(first.opens("/sending").says("Half of it.txt"));

    let number = text(&first.opens(&receipt).text());
    let number = number.split("Receipt ").nth(1).unwrap()[..14].to_owned();
    let theirs = second.opens("/sending");
    assert!(!theirs.says("Half of it") && !theirs.says("First Caller") && !theirs.says(&number));
    second.finds_nothing_at(&receipt);
    for method in [Method::HEAD, Method::DELETE] {
        second
            .browse(async |browser| browser.tus(method.clone(), &half, &[], "").await)
            .expect(404);
    }
    second
        .browse(async |browser| browser.tus_patch(&half, 4, "more").await)
        .expect(404);
    second.finds_nothing_at(&format!("{half}/arrived"));
    second.finds_nothing_at(&format!("{half}/fingerprint?from=0&to=4"));
    // Nor can anybody hand over what another sent.
    let id = half.rsplit('/').next().unwrap();
    let taken = [field("upload", id), field("says", "Second Caller")];
    world.keeps_secret("Second Caller");
    second
        .posts_files("/sending/deliveries", &taken)
        .expect(404);

    // Who goes on finishes; who comes again is somebody else.
    first
        .browse(async |browser| browser.tus_patch(&half, 4, "more").await)
        .expect(204);
    let rest = [field("upload", id), field("says", "First Caller")];
    first.posts_files("/sending/deliveries", &rest).expect(303);
    first.posts("/sending/end", &[]).expect(200);
    first.gets("/sending").expect(401);
    let again = comes_through(&world, &link);
    assert!(!again.opens("/sending").says("What you have handed over"));
    world.works();
}

#[test]
fn ids_of_people_who_are_signed_in_and_of_other_links_are_absent_through_a_link() {
    let world = World::open();
    let (ada, carl, matter) = a_matter(&world);
    let other_matter = ada.opens_matter("Lease of the boathouse", &[]);
    let (here, there) = (
        made(&world, &ada, matter, MUCH),
        made(&world, &ada, other_matter, MUCH),
    );
    let (one, other) = (comes_through(&world, &here), comes_through(&world, &there));
    let upload = carl.uploads(
        matter,
        "Deed of the mill.txt",
        b"Carl's own file, word by word.",
    );
    let receipt = hands_over(&world, &other, "Other Caller", "Of the other.txt", b"Two.");
    one.finds_nothing_at(&receipt);
    one.browse(async |browser| {
        let path = routes::sending_upload(upload);
        browser.tus(Method::HEAD, &path, &[], "").await
    })
    .expect(404);
    // A link opens nothing else, and nothing else opens for whoever has one.
    for path in ["/", "/documents", "/today", "/matters", "/you"] {
        let led = one.gets(path).expect(303).leads_to().unwrap();
        assert!(led.starts_with("/sign-in"), "{path}");
    }
    // Nor does a session open what a visit through a link does.
    for path in ["/sending", receipt.as_str()] {
        carl.gets(path).expect(401);
        ada.gets(path).expect(401);
    }
    world.works();
}

#[test]
fn links_that_never_were_or_do_not_open_any_more_look_alike() {
    let world = World::open();
    let (ada, _, matter) = a_matter(&world);
    let of = |most| made(&world, &ada, matter, most);
    let (ended, shut, over) = (of(MUCH), of(MUCH), of(MUCH));
    let id = ended.id;
    ada.changes(move |tx| Link::find(tx, id)?.end(tx)).unwrap();
    for _ in 0..5 {
        knocks(&world.browser(), &shut, "AAAAAA");
    }
    let seen = |token: &str| {
        let path = format!("/f/{token}");
        let (shown, knocked) = (
            world.browser().gets(&path),
            world.browser().posts(&path, &[("door", "BBBBBB")]),
        );
        let alike = |answer: Answer| (answer.status, answer.text().replace(token, "TOKEN"));
        (alike(shown), alike(knocked))
    };
    let never = seen("2222222222222222222222222a");
    assert_eq!(never.0.0, 404);
    assert_eq!(seen(&ended.token), never);
    assert_eq!(seen(&shut.token), never);
    assert_eq!(seen("no-token-at-all").0.0, 404);
    // Even with the right code.
    knocks(&world.browser(), &shut, &shut.door_code).expect(404);
    knocks(&world.browser(), &ended, &ended.door_code).expect(404);
    world.passes(15 * DAY);
    assert_eq!(seen(&over.token).0.0, 404);
    knocks(&world.browser(), &over, &over.door_code).expect(404);
    let olive = world.owner();
    olive.signs_in();
    assert!(olive.opens(&routes::link(over.id)).says("Time is over"));
    olive.finds_nothing_at(&routes::link_letter(over.id));
}

#[test]
fn another_code_opens_a_shut_link_and_ends_the_visits_of_the_old_one() {
    let world = World::open();
    let (ada, _, matter) = a_matter(&world);
    let link = made(&world, &ada, matter, MUCH);
    let inside = comes_through(&world, &link);
    for _ in 0..5 {
        knocks(&world.browser(), &link, "AAAAAA");
    }
    // Guesses of others do not put out whoever is in.
    assert!(inside.opens("/sending").says(PURPOSE));
    assert!(
        ada.opens(&routes::link(link.id))
            .says("Shut: too many wrong codes")
    );
    let done = ada.posts(&routes::link_code(link.id), &[]).expect(303);
    assert!(ada.follows(&done).says("There is another door code."));
    inside.gets("/sending").expect(401);
    knocks(&world.browser(), &link, &link.door_code).expect(422);
    let id = link.id;
    let link = ada.reads(move |tx| Link::find(tx, id)).unwrap();
    let back = comes_through(&world, &link);
    // A visit is short, whatever the link still has before it.
    world.passes(Duration::from_secs(13 * 60 * 60));
    let over = back.gets("/sending").expect(401);
    assert!(over.says("This visit has ended"));
}

#[test]
fn ending_a_link_ends_what_is_under_way_through_it() {
    let world = World::open();
    let (ada, _, matter) = a_matter(&world);
    let link = made(&world, &ada, matter, MUCH);
    let marcus = comes_through(&world, &link);
    world.keeps_secret("Long film.mov");
    let begun = marcus
        .browse(async |browser| {
            browser
                .tus_create("/sending/uploads", "Long film.mov", 8)
                .await
        })
        .expect(201);
    let film = begun.header("location").to_owned();
    marcus
        .browse(async |browser| browser.tus_patch(&film, 0, "four").await)
        .expect(204);
    let receiving = actor(&world, &marcus);
    ada.posts(&routes::link_end(link.id), &[]).expect(303);
    assert!(ada.opens(&routes::link(link.id)).says("Ended"));
    marcus
        .browse(async |browser| browser.tus_patch(&film, 4, "more").await)
        .expect(401);
    marcus.gets("/sending").expect(401);
    // What a server was receiving at that moment is not counted any more.
    let portal = world.portal();
    let late = world.waits_for(documents::receive_whole(
        portal,
        &receiving,
        matter,
        "Too late.txt",
        b"Nothing of this may stay.".as_slice(),
    ));
    assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
    ada.posts(&routes::link_end(link.id), &[]).expect(303);
    ada.posts(&routes::link_code(link.id), &[]).expect(409);
}

#[test]
fn a_link_takes_no_more_files_and_bytes_than_it_was_given() {
    let world = World::open();
    let (ada, _, matter) = a_matter(&world);
    let link = made(&world, &ada, matter, (2, 20));
    let (one, other) = (comes_through(&world, &link), comes_through(&world, &link));
    let create = async |browser: &mut anteroom_testkit::Browser, length: usize| {
        browser
            .tus_create("/sending/uploads", "Plank list.txt", length)
            .await
    };
    world.keeps_secret("Plank list.txt");
    one.browse(async |browser| create(browser, 21).await)
        .expect(413);
    // A length that is told later cannot be counted.
    let name = ("upload-metadata", "filename YS50eHQ=");
    one.browse(async |browser| {
        let headers = [name, ("upload-defer-length", "1")];
        browser
            .tus(Method::POST, "/sending/uploads", &headers, "")
            .await
    })
    .expect(409);
    hands_over(&world, &one, "One Caller", "Twelve.txt", b"twelve bytes");
    // What one visit took, another cannot have.
    other
        .browse(async |browser| create(browser, 9).await)
        .expect(413);
    let large = [
        file(&world, "Nine.txt", b"ninebytes"),
        field("says", "Other Caller"),
    ];
    world.keeps_secret("Other Caller");
    let full = other.posts_files("/sending/deliveries", &large).expect(409);
    assert!(
        full.says("A file is larger than we can take here") || full.says("This link has no room")
    );
    let begun = other
        .browse(async |browser| create(browser, 8).await)
        .expect(201);
    one.browse(async |browser| create(browser, 0).await)
        .expect(413);
    // What is given up makes room again.
    let half = begun.header("location").to_owned();
    other
        .browse(async |browser| browser.tus(Method::DELETE, &half, &[], "").await)
        .expect(204);
    one.browse(async |browser| create(browser, 8).await)
        .expect(201);
    world.works();
}
