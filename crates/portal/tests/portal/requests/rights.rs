//! Whom a request is for, and for whom it is absent: helpers, view-only, those kept apart, those whose access ended.

use anteroom::{
    base::{Error, MatterId},
    matters::{Matter, Terms},
    requests::{self, NewItem, NewRequest},
    routes,
    shares::Tell,
};

use super::file;
use crate::world::{Persona, World};

fn refused(asker: &Persona, matter: MatterId, people: &[&Persona]) -> Option<&'static str> {
    let people = people.iter().map(|person| person.id()).collect();
    let new = NewRequest {
        title: "Papers".into(),
        note: None,
        people,
        items: vec![NewItem {
            title: "A lease".into(),
            hint: None,
            due: None,
        }],
        tell: Tell::No,
    };
    let asked = asker.changes(move |tx| {
        let matter = Matter::find(tx, matter)?;
        requests::ask(tx, &matter, &new)
    });
    match asked {
        Err(Error::Refused(key)) => Some(key),
        Err(Error::Forbidden) => Some("forbidden"),
        _ => None,
    }
}

#[test]
fn only_those_who_take_part_and_may_send_are_asked_and_who_is_apart_is_asked_alone() {
    let world = World::open();
    let (ada, carl, rose) = (
        world.lawyer("Ada Lockhart"),
        world.client("Carl Underhill"),
        world.client("Rose Ashdown"),
    );
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let apart = Terms {
        meets: false,
        ..Terms::CLIENT
    };
    ada.lets_in_on(matter, &rose, apart);
    let (hal, stranger) = (
        world.client("Hal Merriweather"),
        world.client("Sam Thornbury"),
    );
    ada.lets_help(matter, &hal, "Papers to add up", 14);
    let vera = world.view_only("Vera Lindqvist");
    ada.takes_on(matter, &vera);

    assert_eq!(refused(&ada, matter, &[&carl]), None);
    assert_eq!(refused(&ada, matter, &[&rose]), None);
    let keys = [
        refused(&ada, matter, &[&carl, &rose]),
        refused(&ada, matter, &[&hal]),
        refused(&ada, matter, &[&stranger]),
        refused(&ada, matter, &[]),
        refused(&vera, matter, &[&carl]),
    ];
    assert_eq!(
        keys,
        [
            Some("requests-refused-apart"),
            Some("requests-refused-cannot-send"),
            Some("requests-refused-not-on-matter"),
            Some("requests-refused-nothing"),
            Some("forbidden"),
        ]
    );
}

#[test]
fn a_request_is_absent_for_everybody_it_was_not_asked_of() {
    let world = World::open();
    let (ada, carl, rose) = (
        world.lawyer("Ada Lockhart"),
        world.client("Carl Underhill"),
        world.client("Rose Ashdown"),
    );
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &rose]);
    let other = ada.opens_matter("Purchase of the mill", &[&rose]);
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &[("A lease", 9)]);
    let (theirs, their_items) = ada.asks_for(other, &[&rose], "For the mill", &[("A deed", 9)]);
    let una = world.lawyer("Una Farrow");

    for path in [
        routes::my_request(matter, request),
        routes::my_item(matter, request, items[0]),
        routes::my_item_words(matter, request, items[0]),
        routes::my_item_documents(matter, request, items[0]),
    ] {
        carl.opens(&path);
        for nobody in [&rose, &ada, &una] {
            nobody.finds_nothing_at(&path);
        }
    }
    for path in [
        routes::item(items[0]),
        routes::request(request),
        routes::matter_requests(matter),
    ] {
        for nobody in [&carl, &rose, &una] {
            nobody.finds_nothing_at(&path);
        }
    }
    // Ids of other lists and matters in an address of one's own.
    for path in [
        routes::my_request(other, request),
        routes::my_item(matter, request, their_items[0]),
        routes::my_item(matter, theirs, items[0]),
        routes::my_item(other, request, items[0]),
    ] {
        carl.finds_nothing_at(&path);
        if path == routes::my_request(other, request) {
            continue;
        }
        let _ = carl
            .posts_files(
                &path,
                &[file(&world, "lease.txt", b"Let until the next May.")],
            )
            .expect(404);
    }
    assert!(!rose.opens("/").says("Papers we need"));
}

#[test]
fn either_of_two_answers_and_the_other_reads_that_somebody_did_but_not_what() {
    let world = World::open();
    let (ada, carl, rose) = (
        world.lawyer("Ada Lockhart"),
        world.client("Carl Underhill"),
        world.client("Rose Ashdown"),
    );
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &rose]);
    let (request, items) =
        ada.asks_for(matter, &[&carl, &rose], "Papers we need", &[("A lease", 9)]);
    assert!(
        rose.opens(&routes::my_request(matter, request))
            .says("Carl can answer too. One answer is enough.")
    );
    let words = routes::my_item_words(matter, request, items[0]);
    world.keeps_secret("My brother burnt it in the stove");
    let typed = [("words", "My brother burnt it in the stove")];
    let _ = carl.fills(&words, &words, &typed).expect(303);

    let page = rose.opens(&routes::my_item(matter, request, items[0]));
    assert!(
        page.says("Carl Underhill does not have it."),
        "{}",
        page.text()
    );
    assert!(!page.says("stove"));
    assert!(!rose.opens("/").says("needs you."), "answered by either");
}

#[test]
fn who_may_not_send_any_more_still_says_so_in_words_and_whose_access_ended_says_nothing() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &[("A lease", 9)]);
    let person = carl.id();
    ada.changes(move |tx| {
        let terms = Terms {
            sends: false,
            ..Terms::CLIENT
        };
        let joining = anteroom::matters::Joining::on(terms);
        Matter::find(tx, matter)?.set_terms(tx, person, &joining)
    })
    .unwrap();
    let page = routes::my_item(matter, request, items[0]);
    assert!(
        carl.opens(&page)
            .says("You can’t send documents in this matter.")
    );
    let _ = carl
        .posts_files(
            &page,
            &[file(&world, "lease.txt", b"Let until the next May.")],
        )
        .expect(403);
    let words = routes::my_item_words(matter, request, items[0]);
    let _ = carl
        .fills(&words, &words, &[("words", "Ask my agent.")])
        .expect(303);

    ada.opens_matter("Purchase of the mill", &[&carl]);
    ada.ends_access(matter, &carl);
    carl.finds_nothing_at(&page);
    assert!(!carl.opens("/").says("Papers we need"));
    assert!(
        ada.opens(&routes::matter_requests(matter)).says("To check"),
        "what was answered stays"
    );
}

#[test]
fn a_member_who_only_reads_sees_the_answers_and_has_no_button() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let vera = world.view_only("Vera Lindqvist");
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    ada.takes_on(matter, &vera);
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &[("A lease", 9)]);
    let lease = file(&world, "lease.txt", b"Let to Carl until next May.");
    let _ = carl.posts_files(&routes::my_item(matter, request, items[0]), &[lease]);
    let page = vera.opens(&routes::item(items[0]));
    assert!(page.says("lease") && !page.says("It is right"));
    assert!(
        !vera
            .opens(&routes::matter_requests(matter))
            .says("Take back")
    );
    for (path, typed) in [
        (routes::item(items[0]), vec![("outcome", "right")]),
        (routes::request_withdrawal(request), vec![]),
        (routes::request_reminder(request), vec![]),
    ] {
        let _ = vera.posts(&path, &typed).expect(403);
    }
}
