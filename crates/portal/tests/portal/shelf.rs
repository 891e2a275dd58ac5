//! The firm's pages of documents as stories: adding without script, versions, and the levels of a receipt.

use std::time::Duration;

use anteroom::routes;
use anteroom_testkit::Part;

use crate::world::{Persona, World};

const DEED: &[u8] = b"The whole of lot 12, registered plan 1847.";

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
