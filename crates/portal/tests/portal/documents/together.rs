//! Photographs of papers become one PDF, and stay.

use std::time::Duration;

use anteroom::{
    base::{DeliveryId, Id, MatterId},
    documents::{Delivery, Document, Together},
    routes,
};
use anteroom_testkit::Part;

use crate::world::{PICTURE, Persona, World};

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../pages/fixtures/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

fn field(name: &str, value: &str) -> Part {
    Part {
        name: name.into(),
        file_name: None,
        body: value.as_bytes().to_vec(),
    }
}

fn file(name: &str, body: &[u8]) -> Part {
    Part {
        name: "files".into(),
        file_name: Some(name.into()),
        body: body.to_vec(),
    }
}

/// Sends a form without script; answers the receipt's address and its delivery.
fn hands_over(carl: &Persona, matter: MatterId, parts: &[Part]) -> (String, Delivery) {
    let answer = carl.posts_files(&routes::my_deliveries(matter), parts);
    let receipt = answer.expect(303).leads_to().unwrap();
    let delivery = found(carl, &receipt);
    (receipt, delivery)
}

fn found(who: &Persona, receipt: &str) -> Delivery {
    let id = DeliveryId::parse(receipt.rsplit('/').next().unwrap()).unwrap();
    who.reads(move |tx| Delivery::find(tx, id)).unwrap()
}

fn titles(documents: Vec<Document>) -> Vec<String> {
    documents
        .into_iter()
        .map(|document| document.title)
        .collect()
}

#[test]
fn photos_become_one_pdf_in_the_order_they_were_given_and_stay() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lawson"), world.client("Carl Moser"));
    let matter = ada.opens_matter("Moser, sale of the shop", &[&carl]);
    let page = carl.opens(&routes::my_handing_over(matter));
    assert!(page.says("Put the photos together as one PDF"));

    let (receipt, sent) = hands_over(
        &carl,
        matter,
        &[
            file("IMG_0002.jpg", &fixture("sideways.jpg")),
            file("lease.txt", b"These are the words of the lease."),
            file("IMG_0001.heic", &fixture("sideways.heic")),
            field("together", "yes"),
            field("together-name", "Bank statement, March"),
        ],
    );
    world.keeps_secret("Bank statement, March");
    assert_eq!(sent.together, Some(Together::Waiting));
    assert_eq!(sent.files.len(), 3);
    assert!(carl.opens(&receipt).says("We are putting them together."));
    world.works();

    let made = found(&carl, &receipt);
    assert_eq!(made.together, Some(Together::Made));
    let pdf = made.pdf.clone().unwrap();
    assert_eq!(
        (pdf.name.as_str(), pdf.pages),
        ("Bank statement, March.pdf", 2)
    );
    let names: Vec<&str> = made.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["lease.txt", "IMG_0002.jpg", "IMG_0001.heic"]);
    let shown = carl.opens(&receipt);
    for words in [
        "your 3 files",
        "Bank statement, March.pdf",
        "IMG_0002.jpg",
        "IMG_0001.heic",
    ] {
        assert!(shown.says(words), "{words}: {}", shown.text());
    }
    for version in made.files.iter().chain([&pdf]) {
        let print = anteroom::documents::pages::spelled(&version.fingerprint);
        assert!(shown.says(&print), "{}", version.name);
    }

    // What is offered is the PDF; the photographs stand behind it.
    let mine = carl.reads(Document::mine).unwrap();
    let listed = titles(mine.into_iter().map(|(document, _)| document).collect());
    assert_eq!(listed.len(), 2);
    assert!(listed.contains(&"Bank statement, March".into()) && listed.contains(&"lease".into()));
    let document = pdf.document;
    let parts = ada
        .reads(move |tx| Document::find(tx, document)?.parts(tx))
        .unwrap();
    assert_eq!(titles(parts.clone()), ["IMG 0002", "IMG 0001"]);
    let page = carl.opens(&routes::my_document(matter, pdf.document));
    assert!(page.says("Made from 2 photos") && page.says("IMG 0002"));
    let photo = carl.opens(&routes::my_document(matter, parts[1].id));
    assert!(photo.says("This photo is a page of") && photo.says("Bank statement, March"));
    assert!(photo.says("Shown as a converted picture."));
    let kept = carl.opens(&routes::download(made.files[2].id));
    assert_eq!(
        kept.body,
        fixture("sideways.heic"),
        "the original stays as it was sent"
    );

    let held = ada.opens(&routes::document(pdf.document));
    assert!(held.says("Made from 2 photos") && held.says("Check"));
    assert!(
        ada.opens(&routes::matter_record(matter))
            .says("was made from 2 photos")
    );
    let photo = ada.opens(&routes::document(parts[0].id));
    assert!(photo.says("This photo is a page of"));
    assert_eq!(world.works(), 0, "once is enough");
}

#[test]
fn photos_that_cannot_be_put_together_stay_as_they_came() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lawson"), world.client("Carl Moser"));
    let matter = ada.opens_matter("Moser, sale of the shop", &[&carl]);
    let (receipt, _) = hands_over(
        &carl,
        matter,
        &[
            file("one.jpg", &fixture("sideways.jpg")),
            file("two.jpg", b"\xff\xd8\xff\xe0 this is no photograph at all"),
            field("together", "yes"),
        ],
    );
    world.works();
    let made = found(&carl, &receipt);
    assert_eq!(
        (made.together, made.pdf.is_none()),
        (Some(Together::Refused), true)
    );
    assert_eq!(carl.reads(Document::mine).unwrap().len(), 2);
    assert!(carl.opens(&receipt).says("each by itself"));
    // What the maker had begun is given up like any transfer nobody went on with.
    world.passes(Duration::from_secs(8 * 24 * 3600));
}

#[test]
fn without_photos_or_without_asking_nothing_is_put_together() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lawson"), world.client("Carl Moser"));
    let matter = ada.opens_matter("Moser, sale of the shop", &[&carl]);
    let words = [
        file("lease.txt", b"These are the words of the lease."),
        field("together", "yes"),
    ];
    let (receipt, sent) = hands_over(&carl, matter, &words);
    assert_eq!(sent.together, None);
    assert!(!carl.opens(&receipt).says("As one PDF"));
    let (_, sent) = hands_over(
        &carl,
        matter,
        &[file("one.png", PICTURE), file("two.png", PICTURE)],
    );
    world.works();
    assert_eq!((sent.together, sent.files.len()), (None, 2));
    assert_eq!(carl.reads(Document::mine).unwrap().len(), 3);
}

#[test]
fn whoever_is_shown_the_pdf_is_not_shown_the_photos() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lawson"), world.client("Carl Moser"));
    let nadia = world.client("Nadia Haddad");
    let matter = ada.opens_matter("Moser, sale of the shop", &[&carl, &nadia]);
    let photos = [
        file("one.png", PICTURE),
        file("two.png", PICTURE),
        field("together", "yes"),
    ];
    let (receipt, _) = hands_over(&carl, matter, &photos);
    world.works();
    let made = found(&carl, &receipt);
    let pdf = made.pdf.unwrap();
    let paper = crate::world::Paper {
        matter,
        document: pdf.document,
        version: pdf.id,
    };
    nadia.finds_nothing_at(&routes::my_document(matter, pdf.document));
    ada.shares(paper, &nadia);
    let page = nadia.opens(&routes::my_document(matter, pdf.document));
    assert!(!page.says("Made from"));
    for photo in made.files {
        nadia.finds_nothing_at(&routes::my_document(matter, photo.document));
        nadia.finds_nothing_at(&routes::download(photo.id));
    }
    world.passes(Duration::from_secs(90));
    world.works();
}

#[test]
fn photos_are_put_together_once_a_scanner_has_looked_at_each_and_never_with_a_harmful_one() {
    let world = World::with_scanner();
    let (ada, carl) = (world.lawyer("Ada Lawson"), world.client("Carl Moser"));
    let matter = ada.opens_matter("Moser, sale of the shop", &[&carl]);
    let photo = fixture("sideways.jpg");
    let both = [
        file("one.jpg", &photo),
        file("two.jpg", &photo),
        field("together", "yes"),
    ];
    let (receipt, _) = hands_over(&carl, matter, &both);
    world.works();
    let pdf = found(&carl, &receipt).pdf.unwrap();
    let looked = world.scanner().looked();
    let sizes = [photo.len() as u64, photo.len() as u64, pdf.size];
    assert_eq!(looked, sizes, "the PDF is looked at like any file");

    world.scanner().finds(b"<<harmful>>", "Test.Harm");
    let harmful = [photo.as_slice(), b"<<harmful>>"].concat();
    let both = [
        file("one.jpg", &photo),
        file("two.jpg", &harmful),
        field("together", "yes"),
    ];
    let (receipt, _) = hands_over(&carl, matter, &both);
    world.works();
    let sent = found(&carl, &receipt);
    assert_eq!(
        (sent.together, sent.pdf.is_none()),
        (Some(Together::Refused), true)
    );
    assert_eq!(sent.files.len(), 2);
}

#[test]
fn a_scanner_that_is_away_does_not_keep_photos_apart() {
    let world = World::with_scanner();
    let (ada, carl) = (world.lawyer("Ada Lawson"), world.client("Carl Moser"));
    let matter = ada.opens_matter("Moser, sale of the shop", &[&carl]);
    world.scanner().behaves(anteroom_scan::Manner::Gone);
    let photos = [
        file("one.png", PICTURE),
        file("two.png", PICTURE),
        field("together", "yes"),
    ];
    let (receipt, _) = hands_over(&carl, matter, &photos);
    world.works();
    assert!(found(&carl, &receipt).pdf.is_some());
    world.scanner().behaves(anteroom_scan::Manner::Answers);
    world.passes(Duration::from_secs(3600));
    world.works();
}
