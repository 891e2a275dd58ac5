//! Stories of the client's side: what needs them, how their matters stand, what is theirs to read.

use std::time::Duration;

use anteroom::{
    base::DocumentId,
    home::pages::Home,
    matters::Matter,
    routes,
    shares::{self, NewSharing, Opening, Tell},
};

use crate::world::{Persona, World};

fn statements(client: &Persona) -> u32 {
    client
        .reads(|tx| {
            let _ = Home::load(tx)?;
            Ok(tx.queries())
        })
        .unwrap()
}

#[test]
fn home_says_what_needs_them_and_then_that_nothing_does() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    assert!(nadia.opens("/").says("You are in."));

    paul.says(matter, "The title search came back clear.");
    let will = paul.adds(
        matter,
        "Title search.txt",
        b"There is nothing against the title.",
    );
    let deed = paul.adds(matter, "Deed.txt", b"The whole of lot 12, plan 1847.");
    world.works();
    paul.asks_to_review(will, &nadia, "Two pages, in plain words.");
    paul.shares(deed, &nadia);
    let home = nadia.opens("/");
    assert!(home.says("One thing needs you. The rest is with us."));
    assert!(home.says("Read “Title search”") && home.says("Two pages, in plain words."));
    assert!(home.says("The title search came back clear.") && home.says("Paul Marchetti"));

    nadia.confirms(will);
    assert!(nadia.opens("/").says("Nothing needs you today."));
}

#[test]
fn where_there_are_no_documents_one_can_be_sent() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let leads_to = |matter| format!("href=\"{}\"", routes::my_handing_over(matter));
    let house = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let page = nadia.opens("/documents");
    assert!(page.text().contains(&leads_to(house)) && page.says("Send us documents"));
    // With two matters it is said which is meant.
    let will = paul.opens_matter("The will of Nadia", &[&nadia]);
    let page = nadia.opens("/documents");
    assert!(page.text().contains(&leads_to(house)) && page.text().contains(&leads_to(will)));
    assert!(page.says("Send us documents: The will of Nadia"));
}

#[test]
fn with_two_matters_home_shows_both_and_each_has_its_page() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let house = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let will = paul.opens_matter("The will of Nadia", &[&nadia]);
    let paper = paul.adds(will, "Draft will.txt", b"I leave it all to the cat.");
    paul.shares(paper, &nadia);
    let home = nadia.opens("/");
    assert!(home.says("Your matters"));
    for title in ["Purchase of 48 Alder Street", "The will of Nadia"] {
        assert!(home.says(title));
    }
    assert!(home.says("1 document, new") && home.says("No documents yet"));
    assert!(nadia.opens(&routes::my_matter(will)).says("Draft will"));
    assert!(!nadia.opens(&routes::my_matter(house)).says("Draft will"));
    assert!(nadia.opens("/messages").says("The will of Nadia"));
}

#[test]
fn what_is_late_stands_first_and_is_said_kindly() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let late = paul.adds(
        matter,
        "Later paper.txt",
        b"This one came a week afterwards.",
    );
    paul.asks_to_review(late, &nadia, "No hurry with it.");
    let early = paul.adds(
        matter,
        "Early paper.txt",
        b"This one has waited for a while.",
    );
    let reader = nadia.id();
    paul.changes(move |tx| {
        let matter = Matter::find(tx, matter)?;
        let sharing = NewSharing {
            documents: vec![Opening {
                document: early.document,
                title: "Early paper".into(),
                version: None,
            }],
            readers: vec![reader],
            note: None,
            review_by: Some(tx.now().before(Duration::from_secs(2 * 24 * 60 * 60))),
            tell: Tell::No,
        };
        shares::share(tx, &matter, &sharing)
    })
    .unwrap();
    let home = nadia.opens("/");
    assert!(home.says("Two things need you."));
    assert!(home.says("Paul is waiting for this.") && home.says("it was due"));
    let text = home.text();
    let place = |words: &str| text.find(words).unwrap();
    assert!(place("Early paper") < place("Later paper"));
}

#[test]
fn home_asks_the_database_as_often_for_many_papers_as_for_one() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let one = statements(&nadia);
    for name in [
        "A first paper.txt",
        "A second paper.txt",
        "A third paper.txt",
    ] {
        let paper = paul.adds(matter, name, format!("The words of {name}").as_bytes());
        paul.asks_to_review(paper, &nadia, "Please look at this one.");
    }
    assert_eq!(statements(&nadia), one);
    assert!(one <= 11, "{one}");
    paul.opens_matter("The will of Nadia", &[&nadia]);
    assert!(statements(&nadia) <= one);
}

#[test]
fn what_was_taken_back_or_is_of_another_matter_is_nowhere_on_their_side() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let eve = world.client("Eve Stranger");
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let other = paul.opens_matter("The affairs of Eve", &[&eve]);
    let paper = paul.adds(
        matter,
        "Survey of the land.txt",
        b"The fence stands two feet off.",
    );
    let share = paul.asks_to_review(paper, &nadia, "Mind the fence.");
    let page = routes::my_document(matter, paper.document);
    assert!(nadia.opens(&page).says("Survey of the land"));
    for path in [page.clone(), routes::my_matter(matter)] {
        eve.finds_nothing_at(&path);
        paul.finds_nothing_at(&path);
    }
    // A document is found under its own matter only.
    nadia.finds_nothing_at(&routes::my_document(other, paper.document));
    let unknown: DocumentId = anteroom::base::new_id(world.portal().now()).unwrap();
    nadia.finds_nothing_at(&routes::my_document(matter, unknown));

    paul.revokes(share);
    nadia.finds_nothing_at(&page);
    for path in ["/", "/documents"] {
        assert!(!nadia.opens(path).says("Survey of the land"));
    }
}

#[test]
fn documents_are_found_by_title_or_person_and_narrowed() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let deed = paul.adds(
        matter,
        "Deed of the house.txt",
        b"The whole of lot 12, plan 1847.",
    );
    let hidden = paul.adds(
        matter,
        "Memo to file.txt",
        b"What we really think about it.",
    );
    paul.shares(deed, &nadia);
    nadia.hands_over(
        matter,
        &[(
            "Insurance binder.txt",
            b"Policy 77 of the Limestone Mutual.",
        )],
    );
    world.works();
    let _ = hidden;
    let found = |query: &str| {
        let page = nadia.opens(&format!("/documents{query}"));
        (
            page.says("Deed of the house"),
            page.says("Insurance binder"),
            page.says("Memo to file"),
        )
    };
    assert_eq!(found(""), (true, true, false));
    assert_eq!(found("?q=house+DEED"), (true, false, false));
    assert_eq!(found("?q=marchetti"), (true, false, false));
    assert_eq!(found("?q=memo"), (false, false, false));
    assert_eq!(found("?show=mine"), (false, true, false));
    assert_eq!(found("?show=new"), (true, false, false));
    assert!(
        nadia
            .opens("/documents?q=binding")
            .says("Nothing matches “binding”")
    );
}

#[test]
fn a_member_is_led_to_today_and_nobody_to_the_door() {
    let world = World::open();
    assert_eq!(
        world.owner().gets("/").leads_to().as_deref(),
        Some("/today")
    );
    let nobody = world.browser();
    assert_eq!(nobody.gets("/").leads_to().as_deref(), Some("/sign-in"));
    let page = nobody.opens("/safe-keeping");
    assert!(page.says("Your documents are kept in Kingston, on our own machine."));
}
