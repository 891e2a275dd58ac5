//! What the firm sees of its documents and of what became of them: the shelf, Today, a document's own page.

use std::time::Duration;

use anteroom::{matters::Matter, routes};
use anteroom_testkit::Part;

use super::DEED;
use crate::world::{Persona, World};

#[test]
fn a_form_without_script_adds_documents_once_and_the_next_version_carries_its_reason() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let file = |name: &str, body: &[u8]| Part {
        name: "files".into(),
        file_name: Some(name.into()),
        body: body.to_vec(),
    };
    let field = |name: &str, value: &str| Part {
        name: name.into(),
        file_name: None,
        body: value.as_bytes().to_vec(),
    };
    for secret in [
        "first_letter.txt",
        "second letter.txt",
        "The signature was missing",
    ] {
        world.keeps_secret(secret);
    }

    let parts = [
        file("first_letter.txt", b"Dear Sir, the first."),
        file("second letter.txt", b"Dear Sir, the second."),
    ];
    let added = ada
        .posts_files(&routes::matter_documents(matter), &parts)
        .expect(303);
    let shelf = ada.follows(&added);
    assert!(
        shelf.says("first letter")
            && shelf.says("second letter")
            && shelf.says("Only the firm can see it")
    );
    let _ = ada
        .posts_files(&routes::matter_documents(matter), &[])
        .expect(422);

    // The same finished transfer, sent by a second press of the button, is filed once.
    let upload = ada.uploads(matter, "Third letter.txt", b"Dear Sir, the third.");
    for _ in 0..2 {
        let _ = ada
            .posts_files(
                &routes::matter_documents(matter),
                &[field("upload", upload.as_ref())],
            )
            .expect(303);
    }
    let links = anteroom_testkit::links(&ada.opens(&routes::matter(matter)).text());
    let documents: Vec<&String> = links
        .iter()
        .filter(|link| link.starts_with("/documents/doc_"))
        .collect();
    assert_eq!(documents.len(), 3, "{documents:?}");

    let document = documents[0].clone();
    let versions = format!("{document}/versions");
    let parts = [
        file("Third letter.txt", b"Dear Sir, the third, signed."),
        field("reason", "The signature was missing"),
    ];
    let _ = ada.posts_files(&versions, &parts).expect(303);
    let held = ada.opens(&document);
    assert!(held.says("version 2") && held.says("The signature was missing"));
    let two = [
        file("a.txt", b"One of two."),
        file("b.txt", b"The other of two."),
    ];
    assert!(
        ada.posts_files(&versions, &two)
            .expect(422)
            .says("Choose one file")
    );
}

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
    assert!(owner.opens("/today?whose=all").says("Carl Underhill sent"));
    assert!(
        !owner.opens("/today").says("Carl Underhill sent"),
        "the owner is not on this team"
    );

    let next = ada.posts(&routes::check(sent[0].document), &[]).expect(303);
    assert_eq!(next.leads_to(), Some(routes::document(sent[1].document)));
    let last = ada.posts(&routes::check(sent[1].document), &[]).expect(303);
    assert_eq!(last.leads_to(), Some(routes::matter(matter)));
    assert!(!ada.opens("/today").says("Carl Underhill sent"));

    carl.confirms(deed);
    let today = ada.opens("/today");
    assert!(
        today.says("Carl Underhill reviewed Deed of the house")
            && today.says("No review is waited for."),
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
fn the_firms_page_of_a_document_names_each_level_and_infers_none() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);
    ada.shares(deed, &carl);
    let reached = |persona: &Persona| {
        persona
            .opens(&routes::document(deed.document))
            .text()
            .matches("is-reached")
            .count()
    };

    assert_eq!(reached(&ada), 0);
    world.passes(Duration::from_secs(61));
    world.works();
    assert_eq!(reached(&ada), 1, "told");
    carl.confirms(deed);
    // Confirming says nothing of opening.
    assert_eq!(reached(&ada), 2, "told and confirmed");
    let _ = carl.opens(&routes::my_document(matter, deed.document));
    assert!(
        ada.opens(&routes::document(deed.document))
            .says("password and code, on a computer")
    );
}
