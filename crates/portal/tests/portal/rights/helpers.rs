//! Helpers: named documents, a title of their own, a last day.

use std::time::Duration;

use anteroom::{
    base::{Error, Id, InvitationId},
    matters::{self, Joining, Matter, Part, Terms},
    routes,
};

use crate::world::{PICTURE, World};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[test]
fn a_helper_sees_the_documents_named_for_them_and_nothing_else_of_the_matter() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let (carl, hal) = (
        world.client("Carl Underhill"),
        world.client("Hal Merriweather"),
    );
    let sale = ada.opens_matter("Divorce of the Underhills", &[&carl]);
    ada.says(sale, "The judge has ruled.");
    let (books, deed) = (
        ada.adds(sale, "Books of the year.png", PICTURE),
        ada.adds(sale, "Deed of the house.png", PICTURE),
    );
    ada.shares(deed, &carl);
    ada.lets_help(sale, &hal, "Papers to add up", 14);
    ada.shares(books, &hal);
    carl.writes(sale, "When do we meet?");
    ada.writes(sale, "On Monday at ten.");
    let number = ada
        .reads(move |tx| Ok(Matter::find(tx, sale)?.number))
        .unwrap();

    let home = hal.opens("/");
    assert!(home.says("Papers to add up") && home.says("Books of the year"));
    assert!(home.says("You help with the documents named for you, until"));
    let _ = hal.opens(&routes::my_document(sale, books.document));
    world.works();
    for page in [
        "/".to_owned(),
        "/documents".to_owned(),
        "/messages".to_owned(),
        "/you".to_owned(),
        "/you/looked".to_owned(),
        routes::my_matter(sale),
        routes::my_document(sale, books.document),
        routes::my_messages(sale),
    ] {
        let text = hal.opens(&page);
        for secret in [
            "Divorce of the Underhills",
            "The judge has ruled.",
            "Carl Underhill",
            "Deed of the house",
            "When do we meet?",
            "On Monday at ten.",
            number.as_str(),
        ] {
            assert!(!text.says(secret), "“{secret}” at {page}");
        }
    }
    let _ = hal.gets(&routes::my_handing_over(sale)).expect(403);
    let _ = hal
        .posts(&routes::my_messages(sale), &[("words", "Hello?")])
        .expect(403);
    hal.finds_nothing_at(&routes::my_document(sale, deed.document));
    hal.finds_nothing_at(&routes::download(deed.version));
    let _ = hal.opens(&routes::download(books.version));
    // An archive of theirs is called what they read.
    let made = hal.posts(&routes::matter_parcels(sale), &[]).expect(303);
    let parcel = hal.opens(&made.leads_to().unwrap());
    assert!(!parcel.header("content-disposition").contains("Divorce"));
}

#[test]
fn a_helper_is_invited_with_a_title_documents_and_a_last_day() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let carl = world.client("Carl Underhill");
    let sale = ada.opens_matter("Divorce of the Underhills", &[&carl]);
    let books = ada.adds(sale, "Books of the year.png", PICTURE);
    let (page, action) = (routes::helping(sale), routes::matter_helpers(sale));
    let back = ada
        .fills(
            &page,
            &action,
            &[
                ("name", "Zoe Hartwell"),
                ("email", "zoe@hartwell.test"),
                ("until", ""),
            ],
        )
        .expect(422);
    assert!(back.says("Choose the last day.") && back.says("Choose at least one document."));
    world.keeps_secret("Papers for the bookkeeper");
    let invited = ada
        .fills(
            &page,
            &action,
            &[
                ("name", "Zoe Hartwell"),
                ("email", "zoe@hartwell.test"),
                ("trade", "interpreter"),
                ("title", "Papers for the bookkeeper"),
                ("document", books.document.as_ref()),
            ],
        )
        .expect(303);
    let path = invited.leads_to().unwrap();
    assert!(InvitationId::parse(&path["/invitations/".len()..]).is_some());
    let letter = ada.opens(&format!("{path}/letter"));
    assert!(!letter.says("Divorce") && !letter.says("Papers for"));
    let people = ada.opens(&routes::matter_people(sale));
    assert!(people.says("Interpreter") && people.says("1 document"));
    assert!(people.says("reads the title Papers for the bookkeeper"));
    // They are no contact of the client.
    let client = ada
        .reads(move |tx| Ok(Matter::find(tx, sale)?.client))
        .unwrap();
    assert!(!ada.opens(&routes::client(client)).says("Zoe Hartwell"));
    assert!(
        ada.opens(&routes::matter_record(sale))
            .says("Ada Lockhart let Zoe Hartwell into the matter as a helper, until an agreed day")
    );
    // Two weeks, unless somebody said otherwise.
    let end = ada
        .reads(move |tx| {
            let found = Matter::find(tx, sale)?.participants(tx)?;
            let helper = found.into_iter().find(|one| one.terms.is_helper()).unwrap();
            Ok((helper.terms.ends_at.unwrap(), tx.now()))
        })
        .unwrap();
    assert!((13 * DAY..15 * DAY).contains(&end.0.since(end.1)));
}

#[test]
fn on_the_last_day_everything_ends_by_itself_and_the_record_says_so() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let (carl, hal) = (
        world.client("Carl Underhill"),
        world.client("Hal Merriweather"),
    );
    let sale = ada.opens_matter("Divorce of the Underhills", &[&carl]);
    let books = ada.adds(sale, "Books of the year.png", PICTURE);
    ada.lets_help(sale, &hal, "Papers to add up", 2);
    ada.shares(books, &hal);
    world.passes(2 * DAY - Duration::from_secs(60));
    hal.signs_in();
    let _ = hal.opens(&routes::download(books.version));
    // No job runs here: the clock decides.
    world.passes(Duration::from_secs(60));
    for path in [
        routes::my_matter(sale),
        routes::my_document(sale, books.document),
        routes::download(books.version),
        routes::my_messages(sale),
    ] {
        hal.finds_nothing_at(&path);
    }
    for page in ["/", "/documents"] {
        assert!(!hal.opens(page).says("Books of the year"), "{page}");
    }
    ada.signs_in();
    assert!(ada.opens(&routes::matter_people(sale)).says("Access ended"));
    let page = ada.opens(&routes::sharing_one(sale, books.document));
    assert!(!page.says("Hal Merriweather"));

    let noted = world.change_as_product(matters::note_ended_access);
    assert_eq!(noted, 1);
    assert_eq!(world.change_as_product(matters::note_ended_access), 0);
    assert!(
        ada.opens(&routes::matter_record(sale))
            .says("The access of Hal Merriweather ended on the agreed day")
    );
    let out = hal.gets("/").expect(303);
    assert!(out.leads_to().unwrap().starts_with("/sign-in"));

    // Their time can begin anew.
    ada.lets_help(sale, &hal, "Papers to add up", 2);
    hal.signs_in();
    let _ = hal.opens(&routes::download(books.version));
}

#[test]
fn a_helper_without_a_last_day_or_a_title_is_no_helper() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let (carl, hal) = (
        world.client("Carl Underhill"),
        world.client("Hal Merriweather"),
    );
    let sale = ada.opens_matter("Divorce of the Underhills", &[&carl]);
    let helper = hal.id();
    let refused = ada.changes(move |tx| {
        let terms = Terms {
            part: Part::Helper,
            meets: false,
            ..Terms::CLIENT
        };
        Matter::find(tx, sale)?.let_in_on(tx, helper, &Joining::on(terms))
    });
    assert!(matches!(
        refused,
        Err(Error::Refused("matters-refused-helper-terms"))
    ));
    // Whoever is a client of the matter does not become a helper beside it.
    let client = carl.id();
    let refused = ada.changes(move |tx| {
        let terms = Terms {
            part: Part::Helper,
            trade: Some(matters::Trade::Other),
            meets: false,
            ends_at: Some(tx.now().after(DAY)),
            ..Terms::CLIENT
        };
        let joining = Joining {
            terms,
            title: Some("Papers".into()),
        };
        Matter::find(tx, sale)?.let_in_on(tx, client, &joining)
    });
    assert!(matches!(
        refused,
        Err(Error::Refused("matters-refused-takes-part"))
    ));
}

#[test]
fn a_helpers_days_can_be_changed_and_letters_allowed_between_them_and_the_firm_alone() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let (carl, hal) = (
        world.client("Carl Underhill"),
        world.client("Hal Merriweather"),
    );
    let sale = ada.opens_matter("Divorce of the Underhills", &[&carl]);
    ada.lets_help(sale, &hal, "Papers to add up", 2);
    let page = routes::participant(sale, hal.id());
    let _ = ada
        .fills(&page, &page, &[("may", "writes"), ("until", "2099-03-31")])
        .expect(303);
    hal.writes(sale, "Two receipts are missing.");
    assert!(
        !carl
            .opens(&routes::my_messages(sale))
            .says("Two receipts are missing.")
    );
    let letters = ada.opens(&routes::matter_messages(sale));
    assert!(
        letters.says("Two receipts are missing.") && letters.says("With Hal Merriweather alone")
    );
    world.passes(5 * DAY);
    hal.signs_in();
    let _ = hal.opens(&routes::my_matter(sale));
}
