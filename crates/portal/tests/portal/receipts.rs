//! Stories of evidence: what is noted, once, for whom, and that both sides read the same.

use std::time::Duration;

use anteroom::{
    base::{Act, sql},
    documents::Document,
    receipts::{self, Level, Receipt},
    routes,
};
use anteroom_testkit::Answer;
use http::{HeaderMap, Method};

use crate::world::{Paper, Persona, World};

const STATEMENT: &[u8] = include_bytes!("../../src/demo/files/statement-of-adjustments.pdf");
const BEFORE: &[u8] = include_bytes!("../../src/demo/files/statement-of-adjustments-version-1.pdf");

sql! {
    LINES = "select count(*) from entries where firm_id = $1 and kind = $2 and actor_id = $3";
}

fn page_of(paper: Paper, page: u32) -> String {
    routes::my_document_page(paper.matter, paper.document, page)
}

fn receipts_of(reader: &Persona, paper: Paper) -> Vec<Receipt> {
    reader
        .reads(move |tx| {
            let document = Document::find(tx, paper.document)?;
            receipts::of_document(tx, &document)
        })
        .unwrap()
}

fn levels(reader: &Persona, paper: Paper) -> Vec<(Level, u32)> {
    let of_version = |receipt: &Receipt| receipt.version == paper.version;
    let mut levels: Vec<_> = receipts_of(reader, paper)
        .iter()
        .filter(|receipt| of_version(receipt))
        .map(|receipt| (receipt.level, receipt.page))
        .collect();
    levels.sort();
    levels
}

fn openings(world: &World, person: &Persona) -> i64 {
    lines(world, person, Act::DocumentOpened)
}

fn lines(world: &World, person: &Persona, act: Act) -> i64 {
    let person = person.id();
    world.read_as_product(move |tx| {
        let firm = tx.firm();
        Ok(tx
            .row(LINES, &[&firm, &act, &person], |row| row.get(0))?
            .unwrap_or(0))
    })
}

/// A matter with a statement of three pages that Nadia is asked to review.
fn asked(world: &World) -> (Persona, Persona, Paper) {
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let paper = paul.adds(matter, "statement.pdf", STATEMENT);
    world.works();
    paul.asks_to_review(paper, &nadia, "Look at the last line of page one.");
    (paul, nadia, paper)
}

#[test]
fn the_five_levels_are_reached_one_by_one_and_never_stand_in_for_another() {
    let world = World::open();
    let (paul, nadia, paper) = asked(&world);
    assert_eq!(levels(&paul, paper), []);

    world.passes(Duration::from_secs(61));
    world.works();
    assert_eq!(levels(&paul, paper), [(Level::Notified, 0)]);

    nadia.opens("/");
    assert_eq!(
        levels(&paul, paper),
        [(Level::Notified, 0), (Level::SignedIn, 0)]
    );

    nadia.opens(&page_of(paper, 3));
    assert_eq!(
        levels(&paul, paper),
        [
            (Level::Notified, 0),
            (Level::SignedIn, 0),
            (Level::Opened, 0),
            (Level::Shown, 3)
        ]
    );
    let page = nadia.opens(&page_of(paper, 1));
    assert!(page.says("2 of 3 pages shown to you"));
    assert!(page.says("You were told by e-mail"));
    assert!(page.says("Opened by you, on a computer"));

    assert!(
        nadia
            .opens(&page_of(paper, 2))
            .says("All 3 pages were shown to you")
    );
    let confirmed = |levels: &[(Level, u32)]| levels.contains(&(Level::Confirmed, 0));
    assert!(!confirmed(&levels(&paul, paper)));

    let form = nadia
        .opens(&page_of(paper, 1))
        .form(&routes::acknowledgement(paper.version));
    nadia.submits(&form, &[]).expect(303);
    assert!(confirmed(&levels(&paul, paper)));
}

#[test]
fn a_page_seen_again_leaves_nothing_new() {
    let world = World::open();
    let (paul, nadia, paper) = asked(&world);
    nadia.opens(&page_of(paper, 1));
    let once = receipts_of(&paul, paper).len();
    world.passes(Duration::from_secs(300));
    nadia.opens(&page_of(paper, 1));
    // A page there is none of shows the last one, and counts as that.
    nadia.opens(&page_of(paper, 99));
    let twice = receipts_of(&paul, paper);
    assert_eq!(twice.len(), once + 1);
    assert_eq!(twice.last().unwrap().page, 3);
    assert_eq!(openings(&world, &nadia), 1);
}

#[test]
fn what_a_browser_fetches_ahead_nobody_has_seen() {
    let world = World::open();
    let (paul, nadia, paper) = asked(&world);
    let mut ahead = HeaderMap::new();
    ahead.insert("sec-purpose", "prefetch;prerender".parse().unwrap());
    let path = page_of(paper, 1);
    nadia
        .browse(async |browser| browser.send(Method::GET, &path, ahead, "").await)
        .expect(204);
    for path in [
        routes::page_picture(paper.version, 1),
        routes::original(paper.version),
        routes::download(paper.version),
    ] {
        asks(&nadia, &path, "sec-purpose", "prefetch").expect(204);
        // Browsers of some years ago say it so.
        asks(&nadia, &path, "purpose", "prefetch").expect(204);
    }
    asks(&nadia, &page_of(paper, 2), "purpose", "prefetch").expect(204);
    assert_eq!(levels(&paul, paper), []);
    assert_eq!(openings(&world, &nadia), 0);
    assert_eq!(lines(&world, &nadia, Act::DocumentDownloaded), 0);
}

fn asks(reader: &Persona, path: &str, name: &'static str, value: &str) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(name, value.parse().unwrap());
    reader.browse(async |browser| browser.send(Method::GET, path, headers, "").await)
}

#[test]
fn a_picture_fetched_by_itself_is_the_page_shown() {
    let world = World::open();
    let (paul, nadia, paper) = asked(&world);
    nadia.opens(&routes::page_picture(paper.version, 2));
    let shown = [(Level::SignedIn, 0), (Level::Opened, 0), (Level::Shown, 2)];
    assert_eq!(levels(&paul, paper), shown);
    nadia.opens(&routes::page_picture(paper.version, 2));
    nadia.opens(&page_of(paper, 2));
    assert_eq!(levels(&paul, paper), shown);
    assert_eq!(openings(&world, &nadia), 1);

    // Covers in the firm's lists are no looking.
    paul.opens(&routes::page_picture(paper.version, 1));
    assert_eq!(openings(&world, &paul), 0);
}

#[test]
fn a_file_without_its_first_byte_is_noted_like_the_whole_and_once() {
    let world = World::open();
    let (paul, nadia, paper) = asked(&world);
    for range in ["bytes=1-", "bytes=5-9", "bytes=0-"] {
        asks(&nadia, &routes::download(paper.version), "range", range).expect(206);
        assert_eq!(lines(&world, &nadia, Act::DocumentDownloaded), 1, "{range}");
    }
    assert_eq!(levels(&paul, paper), []);

    for range in ["bytes=1-", "bytes=0-"] {
        asks(&nadia, &routes::original(paper.version), "range", range).expect(206);
        assert_eq!(
            levels(&paul, paper),
            [(Level::SignedIn, 0), (Level::Opened, 0)]
        );
        assert_eq!(openings(&world, &nadia), 1);
    }
}

#[test]
fn a_review_keeps_the_exact_sentence_and_happens_once() {
    let world = World::open();
    let (paul, nadia, paper) = asked(&world);
    let action = routes::acknowledgement(paper.version);
    nadia.finds_nothing_at(&action);
    let form = nadia.opens(&page_of(paper, 1)).form(&action);

    let thanks = nadia.follows(&nadia.submits(&form, &[]));
    assert!(thanks.says("Thank you. Paul can see that you reviewed version 1 on"));
    let first = receipts_of(&paul, paper);
    let receipt = first
        .iter()
        .find(|receipt| receipt.level == Level::Confirmed)
        .unwrap();
    assert_eq!(
        receipt.sentence.as_deref(),
        Some("I have reviewed “statement”, version 1.")
    );

    world.passes(Duration::from_secs(60));
    nadia.submits(&form, &[]).expect(303);
    let second = receipts_of(&paul, paper);
    assert_eq!(second.len(), first.len());
    assert!(
        second
            .iter()
            .any(|again| again.id == receipt.id && again.at == receipt.at)
    );

    let page = nadia.opens(&page_of(paper, 1));
    assert!(page.says("You reviewed this on") && !page.says("Have you read it?"));
}

#[test]
fn a_title_changed_between_page_and_press_confirms_nothing() {
    let world = World::open();
    let (paul, nadia, paper) = asked(&world);
    let action = routes::acknowledgement(paper.version);
    let form = nadia.opens(&page_of(paper, 1)).form(&action);
    paul.changes(move |tx| Document::find(tx, paper.document)?.rename(tx, "Final statement"))
        .unwrap();

    let back = nadia.follows(&nadia.submits(&form, &[]));
    assert!(back.says("Nothing was noted."));
    assert!(!levels(&paul, paper).contains(&(Level::Confirmed, 0)));
    nadia.submits(&back.form(&action), &[]).expect(303);
    assert!(levels(&paul, paper).contains(&(Level::Confirmed, 0)));
}

#[test]
fn a_new_version_begins_without_receipts_and_asks_again() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let first = paul.adds(matter, "statement.pdf", BEFORE);
    world.works();
    paul.asks_to_review(first, &nadia, "Please look through it.");
    nadia.opens(&page_of(first, 1));
    nadia.confirms(first);
    assert!(nadia.opens("/").says("Nothing needs you today."));

    let second = paul.replaces(
        first,
        "statement.pdf",
        STATEMENT,
        "The water bill was added.",
    );
    world.works();
    assert_eq!(levels(&paul, second), []);
    assert!(nadia.opens("/").says("One thing needs you."));
    let page = nadia.opens(&page_of(second, 1));
    assert!(page.says("This document changed since you reviewed it."));
    assert!(page.says("The water bill was added."));
    assert!(page.says("Open version 1"));
    let before = nadia.opens(&routes::my_document_version(matter, first.document, 1, 1));
    assert!(before.says("This is version 1."));
    assert!(levels(&paul, first).contains(&(Level::Confirmed, 0)));
}

#[test]
fn what_they_sent_themselves_asks_for_no_review_and_leaves_no_receipt() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let sent = nadia.hands_over(matter, &[("binder.pdf", STATEMENT)])[0];
    world.works();
    let page = nadia.opens(&page_of(sent, 1));
    assert!(page.says("Sent by you") && !page.says("Have you read it?"));
    nadia
        .posts(
            &routes::acknowledgement(sent.version),
            &[("sentence", "I have reviewed “binder”, version 1.")],
        )
        .expect(404);
    assert_eq!(receipts_of(&paul, sent).len(), 0);
}

#[test]
fn nobody_else_can_review_and_joint_clients_do_not_see_each_others_receipts() {
    let world = World::open();
    let (paul, nadia, paper) = asked(&world);
    let (tom, eve) = (world.client("Tom Haddad"), world.client("Eve Stranger"));
    paul.lets_in(paper.matter, &tom);
    paul.shares(paper, &tom);
    nadia.opens(&page_of(paper, 1));
    tom.opens(&page_of(paper, 2));
    for (person, page) in [(&nadia, 1), (&tom, 2)] {
        let own = receipts_of(person, paper);
        assert!(own.iter().all(|receipt| receipt.person == person.id()));
        assert!(own.iter().any(|receipt| receipt.page == page));
    }
    let action = routes::acknowledgement(paper.version);
    let sentence = [("sentence", "I have reviewed “statement”, version 1.")];
    eve.posts(&action, &sentence).expect(404);
    paul.posts(&action, &sentence).expect(404);
    assert!(!levels(&paul, paper).contains(&(Level::Confirmed, 0)));
}

#[test]
fn a_member_who_looks_is_written_down_once_a_session_and_the_client_reads_it() {
    let world = World::open();
    let (paul, nadia, paper) = asked(&world);
    for page in [1, 2, 1] {
        paul.changes(move |tx| {
            let version = anteroom::documents::Version::find(tx, paper.version)?;
            receipts::note_opened(tx, &version, page)
        })
        .unwrap();
    }
    assert_eq!(openings(&world, &paul), 1);
    assert_eq!(levels(&paul, paper), []);
    assert!(
        nadia
            .opens("/you/looked")
            .says("Paul Marchetti opened “statement”")
    );
}

#[test]
fn a_file_without_pages_is_opened_where_its_bytes_are_asked_for() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let paper = paul.adds(matter, "ledger.bin", &[0, 159, 146, 150, 7, 7, 7, 7]);
    paul.shares(paper, &nadia);
    let page = nadia.opens(&routes::my_document(matter, paper.document));
    assert!(page.says("Download it to open it."));
    assert!(!levels(&paul, paper).contains(&(Level::Opened, 0)));
    nadia.opens(&routes::download(paper.version));
    assert!(levels(&paul, paper).contains(&(Level::Opened, 0)));
    assert!(
        nadia
            .opens(&routes::my_document(matter, paper.document))
            .says("Copy saved by you")
    );
}
