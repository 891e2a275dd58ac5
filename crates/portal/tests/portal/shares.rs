//! Sharing as stories: nothing is seen before it is shared, what was shared can be undone and taken back.

use std::time::Duration;

use anteroom::{base::SharingId, routes};

use crate::world::{Paper, Persona, World};

const DEED: &[u8] = b"The whole of lot 12, registered plan 1847.";

/// Every address through which a client could come to a document.
fn ways_to(paper: Paper) -> Vec<String> {
    vec![
        routes::my_document(paper.matter, paper.document),
        routes::download(paper.version),
        routes::original(paper.version),
        routes::page_picture(paper.version, 1),
        routes::document(paper.document),
        routes::sharing_one(paper.matter, paper.document),
    ]
}

/// Presses Share on the page of sharing; answers where it led.
fn shares_by_hand(lawyer: &Persona, papers: &[Paper], typed: &[(&str, &str)]) -> String {
    let matter = papers[0].matter;
    let named: Vec<String> = papers
        .iter()
        .map(|paper| format!("document={}", paper.document))
        .collect();
    let page = format!("{}?{}", routes::sharing(matter), named.join("&"));
    let answer = lawyer.fills(&page, &routes::matter_shares(matter), typed);
    answer.expect(303).leads_to().unwrap()
}

fn sharing_of(led_to: &str) -> SharingId {
    use anteroom::base::Id;
    SharingId::parse(led_to.rsplit_once("shared=").unwrap().1).unwrap()
}

#[test]
fn what_is_firm_only_is_absent_in_every_way_and_stands_on_no_page_of_the_client() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);

    for path in ways_to(deed) {
        carl.finds_nothing_at(&path);
    }
    for path in [
        "/".to_owned(),
        "/documents".into(),
        routes::my_matter(matter),
    ] {
        assert!(!carl.opens(&path).says("Deed of the house"), "{path}");
    }
    assert!(ada.opens(&routes::matter(matter)).says("Firm only"));
}

#[test]
fn a_document_is_shared_from_its_first_page_and_the_reader_reads_it_under_the_title_they_were_given()
 {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "scan-0012.txt", DEED);
    world.keeps_secret("The deed of your house");

    let title = format!("title-{}", deed.document);
    let led_to = shares_by_hand(&ada, &[deed], &[(&title, "The deed of your house")]);
    let after = ada.opens(&led_to);
    assert!(after.says("Shared with Carl."), "{}", after.text());
    assert!(after.says("Not opened yet"), "{}", after.text());
    // A page is shown once there are pages.
    world.works();
    assert!(
        carl.opens(&routes::my_document(matter, deed.document))
            .says("The deed of your house")
    );
    assert!(!ada.opens(&routes::matter(matter)).says("Not opened yet"));
}

#[test]
fn an_undone_sharing_opens_nothing_and_nobody_is_told() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);

    let led_to = shares_by_hand(&ada, &[deed], &[]);
    let undo = routes::undo(sharing_of(&led_to));
    world.passes(Duration::from_secs(55));
    world.works();
    let form = ada.opens(&led_to).form(&undo);
    let _ = ada.submits(&form, &[]).expect(303);

    for path in ways_to(deed) {
        carl.finds_nothing_at(&path);
    }
    world.passes(Duration::from_secs(120));
    world.works();
    assert!(world.letters_to(&carl).is_empty(), "{:?}", world.letters());
}

#[test]
fn undoing_a_second_sharing_leaves_the_reader_what_they_had_before() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let first = ada.adds(matter, "Deed of the house.txt", DEED);
    ada.shares_version(first, &carl);
    world.passes(Duration::from_secs(120));
    let second = ada.replaces(
        first,
        "Deed of the house.txt",
        b"The east half of lot 12 only.",
        "The surveyor corrected it",
    );

    let led_to = shares_by_hand(&ada, &[second], &[("version", "living")]);
    let _ = carl.opens(&routes::download(second.version));
    let _ = ada
        .posts(&routes::undo(sharing_of(&led_to)), &[])
        .expect(303);
    carl.finds_nothing_at(&routes::download(second.version));
    assert_eq!(&carl.opens(&routes::download(first.version)).body[..], DEED);
}

#[test]
fn after_its_minute_a_sharing_is_told_and_can_no_longer_be_undone() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);

    let led_to = shares_by_hand(&ada, &[deed], &[]);
    world.works();
    assert!(
        world.letters_to(&carl).is_empty(),
        "the notice left before its minute"
    );
    world.passes(Duration::from_secs(61));
    world.works();
    assert_eq!(world.letters_to(&carl).len(), 1);
    assert!(!ada.opens(&led_to).text().contains("/undo"));
    let _ = ada
        .posts(&routes::undo(sharing_of(&led_to)), &[])
        .expect(409);
    let _ = carl.opens(&routes::download(deed.version));
}

#[test]
fn nobody_is_told_when_the_firm_says_so() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);

    shares_by_hand(&ada, &[deed], &[("tell", "no")]);
    world.passes(Duration::from_secs(120));
    world.works();
    assert!(world.letters_to(&carl).is_empty());
    let _ = carl.opens(&routes::download(deed.version));
}

#[test]
fn a_share_is_taken_back_on_a_page_that_says_what_came_of_it_and_then_reads_as_absent() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);
    let share = ada.shares(deed, &carl);

    assert!(
        ada.opens(&routes::share(share))
            .says("Carl has not opened it.")
    );
    world.works();
    let _ = carl.opens(&routes::my_document(matter, deed.document));
    let page = ada.opens(&routes::share(share));
    assert!(page.says("Opened: today at"), "{}", page.text());

    let form = page.form(&routes::revocation(share));
    let _ = ada.submits(&form, &[]).expect(303);
    for path in ways_to(deed) {
        carl.finds_nothing_at(&path);
    }
    // The second lawyer to press the button wanted what is already true.
    let _ = ada.posts(&routes::revocation(share), &[]).expect(303);
    assert!(
        ada.opens(&routes::share(share))
            .says("Taken back: today at")
    );
}

#[test]
fn a_fixed_version_stays_and_a_living_document_follows() {
    let world = World::open();
    let (ada, carl, tom) = (
        world.lawyer("Ada Lockhart"),
        world.client("Carl Underhill"),
        world.client("Tom Beckett"),
    );
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &tom]);
    let first = ada.adds(matter, "Deed of the house.txt", DEED);
    ada.shares_version(first, &carl);
    ada.shares(first, &tom);
    let second = ada.replaces(
        first,
        "Deed of the house.txt",
        b"The east half of lot 12, registered plan 1847.",
        "The surveyor corrected the lot",
    );

    let (one, two) = (
        routes::download(first.version),
        routes::download(second.version),
    );
    assert_eq!(&carl.opens(&one).body[..], DEED);
    carl.finds_nothing_at(&two);
    // Tom had the first version before there was a second, and keeps it.
    assert_eq!(&tom.opens(&one).body[..], DEED);
    assert_eq!(
        &tom.opens(&two).body[..],
        b"The east half of lot 12, registered plan 1847."
    );
    let page = ada.opens(&routes::document(first.document));
    assert!(
        page.says("only the version that was shared") && page.says("always the newest version")
    );
}

#[test]
fn two_readers_are_two_shares_and_the_page_tells_them_apart() {
    let world = World::open();
    let (ada, carl, tom) = (
        world.lawyer("Ada Lockhart"),
        world.client("Carl Underhill"),
        world.client("Tom Beckett"),
    );
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &tom]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);

    // With two contacts nobody is chosen in advance.
    let page = routes::sharing_one(matter, deed.document);
    let missing = ada
        .fills(&page, &routes::matter_shares(matter), &[])
        .expect(422);
    assert!(missing.says("Choose who will see it."));
    let readers = [
        ("reader", carl.id().to_string()),
        ("reader", tom.id().to_string()),
    ];
    let typed: Vec<(&str, &str)> = readers
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let led_to = shares_by_hand(&ada, &[deed], &typed);
    assert!(ada.opens(&led_to).says("Shared with Carl and Tom."));

    world.works();
    let _ = carl.opens(&routes::my_document(matter, deed.document));
    let shelf = ada.opens(&routes::matter(matter));
    assert!(
        shelf.says("Tom: Not opened yet") && shelf.says("Carl: Opened"),
        "{}",
        shelf.text()
    );

    // Another matter keeps him signed in.
    ada.opens_matter("Will of Carl Underhill", &[&carl]);
    ada.ends_access(matter, &carl);
    carl.finds_nothing_at(&routes::download(deed.version));
    let _ = tom.opens(&routes::download(deed.version));
}

#[test]
fn an_internal_paper_is_shared_only_after_a_second_look_whatever_its_new_title() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let memo = ada.adds(
        matter,
        "memo-support-range.txt",
        b"What we would settle for.",
    );
    world.keeps_secret("Support range, for you");

    let (page, action) = (
        routes::sharing_one(matter, memo.document),
        routes::matter_shares(matter),
    );
    let title = format!("title-{}", memo.document);
    let asked = ada
        .fills(&page, &action, &[(&title, "Support range, for you")])
        .expect(422);
    assert!(asked.says("This looks like an internal paper."));
    assert!(
        asked.text().contains("Support range, for you"),
        "what was typed is kept"
    );
    carl.finds_nothing_at(&routes::download(memo.version));

    let looked = memo.document.to_string();
    let _ = ada
        .submits(&asked.form(&action), &[("looked", &looked)])
        .expect(303);
    let _ = carl.opens(&routes::download(memo.version));
}

#[test]
fn nothing_is_shared_with_somebody_who_is_not_on_the_matter_or_from_another_matter() {
    let world = World::open();
    let (ada, carl, eve) = (
        world.lawyer("Ada Lockhart"),
        world.client("Carl Underhill"),
        world.client("Eve Blackwood"),
    );
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let other = ada.opens_matter("Estate of Lise Tessier", &[&eve]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);

    let (document, reader) = (deed.document.to_string(), eve.id().to_string());
    let title = format!("title-{document}");
    let fields = [
        ("document", document.as_str()),
        ("reader", reader.as_str()),
        (title.as_str(), "Deed"),
    ];
    let _ = ada
        .posts(&routes::matter_shares(matter), &fields)
        .expect(409);
    let _ = ada
        .posts(&routes::matter_shares(other), &fields)
        .expect(404);
    eve.finds_nothing_at(&routes::download(deed.version));
}

#[test]
fn a_colleague_off_the_team_finds_neither_the_matter_nor_its_documents_and_shares() {
    let world = World::open();
    let (ada, ben, carl) = (
        world.lawyer("Ada Lockhart"),
        world.lawyer("Ben Ferrars"),
        world.client("Carl Underhill"),
    );
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);
    let share = ada.shares(deed, &carl);

    let paths = [
        routes::matter(matter),
        routes::adding(matter),
        routes::document(deed.document),
        routes::sharing_one(matter, deed.document),
        routes::share(share),
    ];
    for path in &paths {
        ben.finds_nothing_at(path);
    }
    let _ = ben.posts(&routes::revocation(share), &[]).expect(404);
    let _ = carl.opens(&routes::download(deed.version));
    assert!(!ben.opens("/today").says("Elm Street"));
    for path in &paths {
        let _ = world.owner().opens(path);
    }
}
