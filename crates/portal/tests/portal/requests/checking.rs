//! The firm looks at what came: right, send again, not needed; and what waits next follows.

use std::time::Duration;

use anteroom::{base::ItemId, routes};

use super::file;
use crate::world::{PICTURE, Persona, World};

fn says(member: &Persona, item: ItemId, typed: &[(&str, &str)]) -> Option<String> {
    let page = routes::item(item);
    let form = member.opens(&page).form(&page);
    member.submits(&form, typed).expect(303).leads_to()
}

#[test]
fn a_check_leads_on_to_the_next_answer_and_the_client_reads_what_came_of_it() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let things = [("Photo of the house", 14), ("A lease", 14), ("A deed", 14)];
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &things);
    world.passes(Duration::from_secs(120));
    world.works();
    let letters = world.letters_to(&carl).len();
    let part = anteroom_testkit::Part {
        name: "files".into(),
        file_name: Some("house.png".into()),
        body: PICTURE.to_vec(),
    };
    let _ = carl.posts_files(&routes::my_item(matter, request, items[0]), &[part]);
    let lease = file(&world, "lease.txt", b"Let to Carl until next May.");
    let _ = carl.posts_files(&routes::my_item(matter, request, items[1]), &[lease]);
    world.works();

    let page = ada.opens(&routes::item(items[0]));
    assert!(
        page.text().contains("/pages/1\""),
        "the file, large: {}",
        page.text()
    );
    assert!(
        ada.opens(&routes::item(items[1]))
            .says("Let to Carl until next May.")
    );
    let next = says(&ada, items[0], &[("outcome", "right")]);
    assert_eq!(next, Some(routes::item(items[1])));
    let last = says(
        &ada,
        items[1],
        &[("outcome", "send again"), ("reason", "page")],
    );
    assert_eq!(last, Some(routes::matter_requests(matter)));
    assert!(ada.opens("/today").says("Nothing is waiting for you."));
    let form = ada
        .opens(&routes::item(items[2]))
        .form(&routes::item(items[2]));
    let _ = ada.submits(&form, &[("outcome", "not needed")]).expect(303);

    let list = carl.opens(&routes::my_request(matter, request));
    for words in ["Done", "Send again", "Not needed", "2 of 3 done"] {
        assert!(list.says(words), "{words}: {}", list.text());
    }
    let item = carl.opens(&routes::my_item(matter, request, items[1]));
    assert!(item.says("A page is missing. Could you send it too?"));
    assert!(item.says("Ada Lockhart asks for it again"));
    assert!(carl.opens("/").says("Send “A lease”"));
    // The round of checks is one letter, some minutes later.
    world.works();
    assert_eq!(
        world.letters_to(&carl).len(),
        letters,
        "what happens soon after a letter waits for the next one"
    );
    world.passes(anteroom::notices::SPACE);
    world.works();
    let told = world.letters_to(&carl);
    assert!(told.last().unwrap().subject.contains("something needs you"));

    // Nothing is deleted: the answer that was sent back is still read by both.
    assert!(ada.opens(&routes::item(items[1])).says("lease"));
    let again = file(&world, "whole lease.txt", b"Let to Carl, signed by both.");
    let _ = carl.posts_files(&routes::my_item(matter, request, items[1]), &[again]);
    let check = ada.opens(&routes::item(items[1]));
    assert!(check.says("lease") && check.says("whole lease"));
}

#[test]
fn sending_back_needs_a_reason_and_something_to_send_back() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let things = [("A lease", 14), ("A deed", 14)];
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &things);
    let lease = file(&world, "lease.txt", b"Let to Carl until next May.");
    let _ = carl.posts_files(&routes::my_item(matter, request, items[0]), &[lease]);

    let page = routes::item(items[0]);
    let form = ada.opens(&page).form(&page);
    let back = ada.submits(&form, &[("outcome", "send again")]).expect(422);
    assert!(back.says("Say why, so that they know what to do"));
    let typed = [
        ("outcome", "send again"),
        ("words", "It is the wrong year."),
    ];
    let _ = ada.posts(&routes::item(items[1]), &typed).expect(409);
    let _ = ada.posts(&routes::item(items[1]), &[]).expect(422);
    // What came on paper is right without an answer here.
    let _ = ada
        .posts(&routes::item(items[1]), &[("outcome", "right")])
        .expect(303);
    assert!(
        carl.opens(&routes::my_request(matter, request))
            .says("Done")
    );
}

#[test]
fn what_was_looked_at_with_its_item_need_not_be_looked_at_again() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &[("A lease", 14)]);
    let lease = file(&world, "lease.txt", b"Let to Carl until next May.");
    let _ = carl.posts_files(&routes::my_item(matter, request, items[0]), &[lease]);
    assert!(ada.opens(&routes::matter(matter)).says("To check"));
    says(&ada, items[0], &[("outcome", "right")]);
    assert!(!ada.opens(&routes::matter(matter)).says("To check"));
    assert!(ada.opens("/today").says("Nothing is waiting for you."));
    // Something more for what was right is looked at as well.
    let more = file(
        &world,
        "lease, annex.txt",
        b"And the garage too, until May.",
    );
    let _ = carl.posts_files(&routes::my_item(matter, request, items[0]), &[more]);
    assert!(ada.opens("/today").says("answered “A lease”"));
}

#[test]
fn the_client_reads_who_of_the_firm_looked() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &[("A lease", 14)]);
    let lease = file(&world, "lease.txt", b"Let to Carl until next May.");
    let _ = carl.posts_files(&routes::my_item(matter, request, items[0]), &[lease]);
    ada.opens(&routes::item(items[0]));
    let looked = carl.opens("/you/looked");
    assert!(
        looked.says("Ada Lockhart opened “lease”"),
        "{}",
        looked.text()
    );
    assert!(looked.says("Carl Underhill answered “A lease”"));
}
