//! Limits of room as stories: what is announced counts, nothing half is kept, words say what is full and who makes room.

use anteroom::{
    audit::{self, Reading},
    base::{Act, MatterId},
    documents,
    firms::Room,
    routes,
};
use anteroom_testkit::{Answer, Part};

use crate::world::{Persona, World};

const MEGABYTE: usize = 1_000_000;

fn begins(who: &Persona, matter: MatterId, name: &str, length: usize) -> Answer {
    who.browse(async |browser| {
        let uploads = routes::uploads(matter);
        browser.tus_create(&uploads, name, length).await
    })
}

fn limits(world: &World, firm: &str, matter: &str, person: &str) {
    let fields = [("firm", firm), ("matter", matter), ("person", person)];
    let led = world
        .owner()
        .fills("/settings/room", "/settings/room", &fields);
    assert_eq!(led.leads_to().as_deref(), Some("/settings/room"));
}

#[test]
fn a_transfer_that_would_pass_a_limit_is_refused_by_its_announced_length() {
    let world = World::open();
    let (ada, carl, dora) = (
        world.lawyer("Ada Lockhart"),
        world.client("Carl Underhill"),
        world.client("Dora Underhill"),
    );
    let first = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &dora]);
    let second = ada.opens_matter("Estate of the aunt", &[&carl]);
    limits(&world, "3", "2", "1");

    let _ = begins(&carl, first, "Survey.bin", 600 * MEGABYTE).expect(201);
    let refused = begins(&carl, second, "Plan.bin", 600 * MEGABYTE).expect(413);
    assert!(
        refused.says("more than we can take from one person"),
        "{}",
        refused.text()
    );
    let _ = begins(&dora, first, "Deed.bin", 900 * MEGABYTE).expect(201);
    let refused = begins(&ada, first, "Scan.bin", 600 * MEGABYTE).expect(413);
    assert!(
        refused.says("The room of this matter is full"),
        "{}",
        refused.text()
    );
    assert!(refused.says("Settings, Room"));
    let _ = begins(&ada, second, "Scan.bin", 1400 * MEGABYTE).expect(201);
    let refused = begins(&carl, second, "Letter.bin", 200 * MEGABYTE).expect(413);
    assert!(
        refused.says("no room left for what you are sending"),
        "{}",
        refused.text()
    );
    assert!(refused.says("Call us"));

    // What is given up makes room again.
    let location = begins(&dora, first, "Key.bin", 100 * MEGABYTE).expect(201);
    let location = location.header("location").to_owned();
    let path = location[location.find("/uploads/").unwrap()..].to_owned();
    let _ = begins(&ada, second, "More.bin", MEGABYTE).expect(413);
    let none: &[(&'static str, &str)] = &[];
    let given_up =
        dora.browse(async |browser| browser.tus(http::Method::DELETE, &path, none, "").await);
    let _ = given_up.expect(204);
    let _ = begins(&ada, second, "More.bin", MEGABYTE).expect(201);
}

#[test]
fn a_form_that_brings_more_than_there_is_room_for_keeps_nothing() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    limits(&world, "1", "", "");
    let _ = begins(&ada, matter, "Scan.bin", 1000 * MEGABYTE - 1000).expect(201);
    let before = world
        .waits(documents::verify(world.portal(), true))
        .unwrap();
    // A little more than there is, and so much that it shows before a byte is read.
    for length in [1001, MEGABYTE] {
        let file = [Part {
            name: "files".into(),
            file_name: Some("Survey of the lot.bin".into()),
            body: vec![7; length],
        }];
        let refused = ada.posts_files(&routes::matter_documents(matter), &file);
        let refused = refused.expect(413);
        assert!(
            refused.says("Nothing of this was kept"),
            "{}",
            refused.text()
        );
        let after = world
            .waits(documents::verify(world.portal(), true))
            .unwrap();
        assert_eq!(after, before, "{length} bytes");
    }
    ada.adds(matter, "Note.txt", &[7; 1000]);
}

#[test]
fn of_two_who_want_the_last_room_one_gets_it() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.owner());
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[]);
    for round in 1..=3 {
        limits(&world, &round.to_string(), "", "");
        let both: Vec<u16> = std::thread::scope(|scope| {
            let asks = [&ada, ben].map(|who| {
                scope.spawn(move || {
                    let begun = begins(who, matter, "Scan.bin", 1000 * MEGABYTE);
                    begun.status.as_u16()
                })
            });
            asks.map(|asked| asked.join().unwrap()).into()
        });
        assert!(both.contains(&201) && both.contains(&413), "{both:?}");
    }
}

#[test]
fn the_owner_sets_the_room_sees_what_is_taken_and_is_told_before_it_is_full() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let owner = world.owner();
    assert!(owner.opens("/settings/room").says("All documents"));

    let fields = [("firm", "half"), ("matter", "0"), ("person", "1 000 001")];
    let wrong = owner.posts("/settings/room", &fields).expect(422);
    assert!(wrong.says("whole number of gigabytes"));
    assert!(wrong.text().contains("value=\"half\""));
    assert_eq!(owner.reads(Room::load).unwrap(), Room::default());

    limits(&world, "2", "", "");
    let _ = begins(&carl, matter, "Survey.bin", 1700 * MEGABYTE).expect(201);
    assert!(!owner.opens("/today").says("are taken"));
    let _ = begins(&ada, matter, "Scan.bin", 100 * MEGABYTE).expect(201);
    assert!(owner.opens("/today").says("1.8 GB of 2 GB are taken"));
    assert!(!ada.opens("/today").says("are taken"));
    let page = owner.opens("/settings/room");
    for words in [
        "1.8 GB",
        "1.7 GB",
        "Sale of 12 Elm Street",
        "Carl Underhill",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let lines = owner.reads(|tx| Ok(audit::of_firm(tx, Reading::default())?.lines));
    let set: Vec<_> = lines.unwrap();
    assert!(set.iter().any(|line| line.act == Act::RoomSet));
    assert!(
        owner
            .opens("/record")
            .says("set how much room documents may take")
    );
}
