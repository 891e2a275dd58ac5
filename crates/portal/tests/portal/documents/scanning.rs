//! Scanning as stories: what a scanner has not looked at waits, what it found leaves to nobody, and without a scanner
//! nothing claims that there was one.

use std::time::Duration;

use anteroom::{
    base::{Act, Id},
    documents::{self, Outcome, Passage, Scan, Version},
    routes,
};
use anteroom_scan::Manner;

use crate::world::{PICTURE, Paper, Persona, World};

const DEED: &[u8] = b"The whole of lot 12, registered plan 1847.";
const MARK: &[u8] = b"<<harmful in nine ways>>";
const NAME: &str = "Test.Nine.Ways";

/// Every address that gives bytes of a version, or something made of them.
fn addresses(paper: Paper) -> [String; 3] {
    [
        routes::download(paper.version),
        routes::original(paper.version),
        routes::page_picture(paper.version, 1),
    ]
}

fn is_refused(who: &Persona, paper: Paper) {
    for path in addresses(paper) {
        let _ = who.gets(&path).expect(409);
    }
}

fn version(world: &World, paper: Paper) -> Version {
    world.read_as_product(move |tx| Version::find(tx, paper.version))
}

#[test]
fn a_client_waits_for_the_scanner_and_the_firm_is_warned() {
    let world = World::with_scanner();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "Deed of the house.png", PICTURE);
    ada.asks_to_review(deed, &carl, "Please read the second line");
    let page = routes::my_document(matter, deed.document);

    let held = carl.opens(&page);
    assert!(
        held.says("We are still checking this file"),
        "{}",
        held.text()
    );
    assert!(!held.text().contains(&routes::download(deed.version)));
    assert!(!held.text().contains(&routes::acknowledgement(deed.version)));
    assert!(carl.opens("/documents").says("Still checking"));
    is_refused(&carl, deed);
    let confirmed =
        carl.changes(move |tx| Version::find(tx, deed.version)?.confirm(tx, "I have reviewed it."));
    assert!(confirmed.is_err(), "nobody reviews what they cannot open");
    let receipts = ada.reads(move |tx| {
        let document = documents::Document::find(tx, deed.document)?;
        anteroom::receipts::of_document(tx, &document)
    });
    let opened = |receipt: &&anteroom::receipts::Receipt| {
        receipt.level != anteroom::receipts::Level::SignedIn
    };
    assert_eq!(
        receipts.unwrap().iter().filter(opened).count(),
        0,
        "nothing was shown"
    );
    let warned = ada.opens(&routes::document(deed.document));
    assert!(
        warned.says("No scanner has looked at this file yet."),
        "{}",
        warned.text()
    );
    assert!(ada.opens(&routes::matter(matter)).says("not scanned yet"));
    let _ = ada.gets(&routes::download(deed.version)).expect(200);

    world.works();
    assert_eq!(world.scanner().looked(), [PICTURE.len() as u64]);
    assert_eq!(version(&world, deed).rendering, Outcome::Made);
    let open = carl.opens(&page);
    assert!(
        open.says("A scanner found nothing harmful in it"),
        "{}",
        open.text()
    );
    for path in addresses(deed) {
        let _ = carl.gets(&path).expect(200);
    }
    assert!(!carl.opens("/documents").says("Still checking"));
    let calm = ada.opens(&routes::document(deed.document));
    assert!(calm.says("Nothing harmful found") && !calm.says("No scanner has looked"));
}

#[test]
fn what_is_harmful_leaves_to_nobody_and_both_sides_are_told() {
    let world = World::with_scanner();
    world.scanner().finds(MARK, NAME);
    let (ada, carl, rose) = (
        world.lawyer("Ada Lockhart"),
        world.client("Carl Underhill"),
        world.client("Rose Underhill"),
    );
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &rose]);
    world.keeps_secret(NAME);
    let (before, behind) = MARK.split_at(9);
    let letter = [b"Dear firm, ".as_slice(), before].concat();
    // The mark lies across two segments, each sealed with a key of its own.
    let paper = carl.hands_over_in_pieces(matter, "Letter to the firm.txt", &[&letter, behind]);
    ada.shares(paper, &rose);
    let _ = carl.gets(&routes::download(paper.version)).expect(200);
    let parcel = carl
        .posts(&routes::matter_parcels(matter), &[])
        .expect(303)
        .leads_to()
        .unwrap();
    let _ = carl.gets(&parcel).expect(200);
    world.works();
    let _ = carl.gets(&parcel).expect(410);
    let _ = carl.posts(&routes::matter_parcels(matter), &[]).expect(409);

    for who in [&carl, &rose, &ada, world.owner()] {
        is_refused(who, paper);
    }
    let set_aside = version(&world, paper);
    assert_eq!(
        (set_aside.scan, set_aside.passage),
        (Scan::Infected, Passage::SetAside)
    );
    assert_eq!(
        (set_aside.rendering, set_aside.pages),
        (Outcome::Nothing, 0)
    );
    let held = world.read_as_product(move |tx| {
        let version = Version::find(tx, paper.version)?;
        Ok(documents::Held::of_version(tx, &version).is_err() && version.page(tx, 1).is_err())
    });
    assert!(held, "not even the product makes anything of it");

    world.passes(anteroom::notices::SPACE);
    world.works();
    let letters = world.letters_to(&carl);
    let told = letters
        .iter()
        .filter(|letter| letter.subject.contains("set aside"));
    assert_eq!(told.count(), 1, "{letters:?}");
    let page = routes::my_document(matter, paper.document);
    assert!(carl.opens(&page).says("Please send us a clean copy"));
    assert!(rose.opens(&page).says("Ask us for a clean copy"));
    assert!(carl.opens("/documents").says("Set aside"));

    for (who, today) in [(&ada, "/today"), (world.owner(), "/today?whose=all")] {
        let today = who.opens(today);
        assert!(
            today.says("A file from Carl Underhill was set aside"),
            "{}",
            today.text()
        );
        assert!(
            !today.says("Carl Underhill sent a file"),
            "it is not to be checked"
        );
    }
    let document = routes::document(paper.document);
    let seen = ada.opens(&document);
    assert!(
        seen.says("It is set aside") && seen.says(NAME),
        "{}",
        seen.text()
    );
    assert!(!seen.text().contains(&routes::download(paper.version)));
    assert!(
        ada.opens(&routes::matter(matter))
            .says("Set aside: harmful")
    );
    let noted = ada.submits(&seen.form(&routes::set_aside(paper.version)), &[]);
    assert!(ada.follows(&noted).says("The file stays set aside"));
    assert!(!ada.opens("/today").says("A file from Carl Underhill"));
    let record = ada.opens(&routes::matter_record(matter));
    for words in ["The scanner found something harmful in", "noted that"] {
        assert!(record.says(words), "{words}: {}", record.text());
    }

    // Nothing leads back: it is not even asked about again.
    world
        .scanner()
        .behaves(Manner::Says(b"stream: OK\0".to_vec()));
    world.change_as_product(documents::scan_again);
    let looked = world.scanner().looked().len();
    world.works();
    assert_eq!(world.scanner().looked().len(), looked);
    is_refused(&carl, paper);
}

#[test]
fn a_scanner_that_is_away_holds_nothing_up_but_what_clients_did_not_send() {
    let world = World::with_scanner();
    world.scanner().behaves(Manner::Gone);
    let (ada, carl, rose) = (
        world.lawyer("Ada Lockhart"),
        world.client("Carl Underhill"),
        world.client("Rose Underhill"),
    );
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &rose]);
    let deed = ada.adds(matter, "Deed of the house.png", PICTURE);
    ada.shares(deed, &carl);
    let sent = carl.hands_over(matter, &[("Licence.txt", b"Front of the licence.")])[0];
    ada.shares(sent, &rose);
    world.works();
    assert_eq!(version(&world, deed).scan, Scan::Waiting);
    assert_eq!(
        version(&world, deed).rendering,
        Outcome::Made,
        "pages wait for no scanner"
    );
    for path in addresses(deed) {
        let _ = ada.gets(&path).expect(200);
    }
    is_refused(&carl, deed);
    let download = |paper: Paper| routes::download(paper.version);
    let _ = carl.gets(&download(sent)).expect(200);
    let _ = rose.gets(&download(sent)).expect(409);
    // One archive of everything leaves out what waits; one that names it is refused with the reason.
    let parcels = routes::matter_parcels(matter);
    let archive = carl.follows(&carl.posts(&parcels, &[]).expect(303)).body;
    let holds = |bytes: &[u8]| archive.windows(bytes.len()).any(|some| some == bytes);
    assert!(holds(b"Front of the licence.") && !holds(PICTURE));
    let named = [("only", "ticked"), ("document", deed.document.as_str())];
    let _ = carl.posts(&parcels, &named).expect(409);
    let settings = world.owner().opens("/settings/scanning");
    assert!(
        settings.says("The scanner does not answer now."),
        "{}",
        settings.text()
    );

    // The owner would rather have it open, and then not.
    let decides = |chosen: &[(&str, &str)]| {
        let _ = world
            .owner()
            .posts("/settings/scanning", chosen)
            .expect(303);
    };
    decides(&[("unscanned", "allowed")]);
    for (who, paper) in [(&carl, deed), (&rose, sent)] {
        let _ = who.gets(&download(paper)).expect(200);
    }
    decides(&[]);
    is_refused(&carl, deed);

    world.scanner().behaves(Manner::Answers);
    assert_eq!(world.works(), 0, "it is not asked again at once");
    world.passes(Duration::from_secs(60));
    world.works();
    let _ = carl.gets(&download(deed)).expect(200);
    let _ = rose.gets(&download(sent)).expect(200);
    assert!(world.owner().opens("/settings/scanning").says("Fake 1.0"));
}

#[test]
fn what_is_too_large_says_so_and_opens_only_to_the_firm_and_its_sender() {
    let world = World::with_scanner();
    world.scanner().takes_at_most(30);
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);
    ada.shares(deed, &carl);
    let sent = carl.hands_over(
        matter,
        &[("Licence.txt", b"Front and back of the whole licence.")],
    )[0];
    world.works();
    assert_eq!(version(&world, deed).scan, Scan::TooLarge);
    assert!(
        ada.opens(&routes::document(deed.document))
            .says("too large for the scanner")
    );
    let page = carl.opens(&routes::my_document(matter, deed.document));
    assert!(
        page.says("This file is too large for our scanner"),
        "{}",
        page.text()
    );
    is_refused(&carl, deed);
    for (who, paper) in [(&ada, deed), (&ada, sent), (&carl, sent)] {
        let _ = who.gets(&routes::download(paper.version)).expect(200);
    }
}

#[test]
fn a_scanner_may_come_and_go_between_two_starts() {
    let world = World::with_scanner();
    let starts = |has_scanner: bool| {
        world.change_as_product(move |tx| documents::begin_or_end_scanning(tx, has_scanner));
    };
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    world.scanner().behaves(Manner::Gone);
    let waiting = ada.adds(
        matter,
        "Survey of the lot.txt",
        b"Surveyed by chain and compass.",
    );
    ada.shares(waiting, &carl);
    let _ = carl.gets(&routes::download(waiting.version)).expect(409);

    starts(false);
    let _ = carl.gets(&routes::download(waiting.version)).expect(200);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);
    ada.shares(deed, &carl);
    assert_eq!(version(&world, deed).scan, Scan::NotAsked);
    world.works();
    assert_eq!(version(&world, deed).rendering, Outcome::Made);

    world.scanner().behaves(Manner::Answers);
    starts(true);
    starts(true);
    let _ = carl.gets(&routes::download(deed.version)).expect(200);
    world.works();
    for paper in [deed, waiting] {
        assert_eq!(version(&world, paper).scan, Scan::Clean);
    }
    let looked = world.scanner().looked().len();
    starts(true);
    world.works();
    assert_eq!(
        world.scanner().looked().len(),
        looked,
        "a start asks about nothing that is clean"
    );
    world.change_as_product(documents::scan_again);
    world.scanner().finds(DEED, NAME);
    let _ = carl.gets(&routes::download(deed.version)).expect(200);
    world.works();
    is_refused(&carl, deed);

    let record = world.owner().opens("/record");
    assert!(record.says("A scanner began") && record.says("Files are no longer scanned"));
}

#[test]
fn without_a_scanner_everything_passes_and_nothing_claims_a_scan() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "Deed of the house.png", PICTURE);
    ada.shares(deed, &carl);
    world.works();
    for path in addresses(deed) {
        let _ = carl.gets(&path).expect(200);
    }
    let page = carl.opens(&routes::my_document(matter, deed.document));
    assert!(page.says("It was not scanned for harmful software."));
    assert!(
        ada.opens(&routes::document(deed.document))
            .says("Not scanned")
    );
    let settings = world.owner().opens("/settings/scanning");
    assert!(settings.says("No scanner is set up, so files are not scanned."));
    for answer in [&page, &settings] {
        assert!(!answer.says("nothing harmful"), "{}", answer.text());
    }
    let _ = ada.posts(&routes::set_aside(deed.version), &[]).expect(409);
}

#[test]
fn only_an_owner_decides_what_clients_may_open_unscanned() {
    let world = World::with_scanner();
    let ada = world.lawyer("Ada Lockhart");
    let _ = ada.gets("/settings/scanning").expect(403);
    let _ = ada
        .posts("/settings/scanning", &[("unscanned", "allowed")])
        .expect(403);
    world
        .client("Carl Underhill")
        .finds_nothing_at("/settings/scanning");
    let owner = world.owner();
    let kept = owner.fills(
        "/settings/scanning",
        "/settings/scanning",
        &[("unscanned", "allowed")],
    );
    assert!(
        owner
            .follows(&kept)
            .text()
            .contains("value=\"allowed\" checked")
    );
    let changes = world.read_as_product(|tx| {
        let all = anteroom::audit::Reading {
            before: None,
            person: None,
        };
        let lines = anteroom::audit::of_firm(tx, all)?.lines;
        Ok(lines
            .iter()
            .filter(|line| line.facts.contains_key("unscanned") && line.act == Act::FirmChanged)
            .count())
    });
    assert_eq!(changes, 1);
}
