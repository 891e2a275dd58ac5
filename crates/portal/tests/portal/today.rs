//! Today as stories: what waits is named, what was done goes away, what is late says so.

use std::time::Duration;

use anteroom::{matters::Matter, routes};

use crate::world::World;

const DEED: &[u8] = b"The whole of lot 12, registered plan 1847.";

#[test]
fn today_names_what_waits_and_a_check_leads_on_to_the_next_file() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    assert!(ada.opens("/today").says("Nothing is waiting for you."));
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);
    ada.asks_to_review(deed, &carl, "Please read the second line");
    let sent = carl.hands_over(
        matter,
        &[
            ("Passport.txt", b"Page one of the passport."),
            ("Licence.txt", b"Front of the licence."),
        ],
    );
    carl.writes(matter, "Do I need to be there on Friday?");

    let today = ada.opens("/today");
    for words in [
        "Two things are waiting for you.",
        "Carl Underhill sent 2 files",
        "Do I need to be there on Friday?",
        "Deed of the house",
    ] {
        assert!(today.says(words), "{words}: {}", today.text());
    }
    let owner = world.owner();
    let (all, mine) = (owner.opens("/today?whose=all"), owner.opens("/today"));
    for words in ["Carl Underhill sent", "Do I need to be there on Friday?"] {
        assert!(all.says(words), "{words}");
        assert!(!mine.says(words), "the owner is not on this team: {words}");
    }

    let next = ada.posts(&routes::check(sent[0].document), &[]).expect(303);
    assert_eq!(next.leads_to(), Some(routes::document(sent[1].document)));
    let last = ada.posts(&routes::check(sent[1].document), &[]).expect(303);
    assert_eq!(last.leads_to(), Some(routes::matter(matter)));
    assert!(!ada.opens("/today").says("Carl Underhill sent"));

    carl.confirms(deed);
    let today = ada.opens("/today");
    assert!(
        today.says("Carl Underhill reviewed Deed of the house")
            && today.says("Nothing is waited for."),
        "{}",
        today.text()
    );
}

#[test]
fn a_review_that_is_overdue_is_late_to_the_firm() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);
    ada.asks_to_review(deed, &carl, "Please read the second line");
    assert!(!ada.opens("/today").says("late"));

    world.passes(Duration::from_secs(10 * 24 * 3600));
    let ben = world.assistant("Ben Ferrars");
    let person = ben.id();
    world.change_as_product(move |tx| Matter::find(tx, matter)?.join_team(tx, person));
    assert!(ben.opens("/today").says("3 days late"));
}

#[test]
fn what_happened_names_who_did_it_and_leads_to_the_document() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);
    ada.shares(deed, &carl);
    world.works();
    carl.opens(&routes::my_document(matter, deed.document));
    let today = ada.opens("/today").text();
    let line = format!(
        "<b><bdi>Carl Underhill</bdi></b> opened “<a href=\"{}\"><bdi>Deed of the house</bdi></a>”",
        routes::document(deed.document)
    );
    assert!(today.contains(&line), "{today}");
}
