//! Roles: what each may do, and the page that says so.

use anteroom::{base::Right, routes};

use crate::world::{PICTURE, World};

#[test]
fn a_member_with_view_only_access_reads_their_matters_and_changes_nothing() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let vera = world.view_only("Vera Lindqvist");
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let will = ada.opens_matter("Will of Carl Underhill", &[&carl]);
    ada.takes_on(sale, &vera);
    let deed = ada.adds(sale, "Deed.png", PICTURE);
    ada.writes(sale, "The deed is ready.");
    for page in [
        "/today".to_owned(),
        "/matters".to_owned(),
        "/clients".to_owned(),
        routes::matter(sale),
        routes::matter_messages(sale),
        routes::matter_people(sale),
        routes::matter_record(sale),
        routes::document(deed.document),
        routes::download(deed.version),
    ] {
        let _ = vera.opens(&page);
    }
    assert!(
        vera.opens(&routes::matter_messages(sale))
            .says("The deed is ready.")
    );
    vera.finds_nothing_at(&routes::matter(will));
    for page in [
        "/matters/new".to_owned(),
        routes::matter_edit(sale),
        routes::matter_steps(sale),
        routes::inviting(sale),
        routes::helping(sale),
        routes::sharing_one(sale, deed.document),
        routes::matter_wall(sale),
        "/emergency".to_owned(),
        "/settings".to_owned(),
    ] {
        let _ = vera.gets(&page).expect(403);
    }
    let _ = vera
        .posts(&routes::matter_messages(sale), &[("words", "Hello.")])
        .expect(403);
    let _ = vera
        .posts(&routes::document_title(deed.document), &[("title", "x")])
        .expect(403);
    let upload =
        vera.browse(async |browser| browser.tus_create(&routes::uploads(sale), "a.txt", 4).await);
    assert_eq!(upload.status, 403);
    // No page of theirs offers what they may not do.
    for page in ["/today", "/matters", "/clients"] {
        let text = vera.opens(page).text();
        assert!(
            !text.contains("href=\"/matters/new\"") && !text.contains("href=\"/clients/new\""),
            "{page}"
        );
    }
    let people = vera.opens(&routes::matter_people(sale)).text();
    for offer in [
        "/end",
        "/invitations/new",
        "/helpers/new",
        "/links/new",
        "/edit",
    ] {
        assert!(!people.contains(&format!("{offer}\"")), "{offer}");
    }
    let letters = vera.opens(&routes::matter_messages(sale)).text();
    assert!(!letters.contains("<textarea"));
}

#[test]
fn nobody_with_view_only_access_answers_for_a_matter() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let vera = world.view_only("Vera Lindqvist");
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let edit = routes::matter_edit(sale);
    let refused = ada
        .fills(&edit, &edit, &[("responsible", vera.id().as_ref())])
        .expect(409);
    assert!(refused.says("cannot answer for a matter"));
}

#[test]
fn who_may_do_what_is_printed_for_everybody_of_the_firm_from_the_rules_themselves() {
    let world = World::open();
    let vera = world.view_only("Vera Lindqvist");
    let page = vera.opens("/settings/rights");
    let rows = page.text().matches("<th scope=\"row\">").count();
    assert_eq!(rows, Right::ALL.len());
    assert!(page.says("Read the matters they are on"));
    assert!(
        !page.text().contains("/settings/mail"),
        "no settings of owners"
    );
    let _ = world
        .client("Carl Underhill")
        .gets("/settings/rights")
        .expect(404);
    assert!(
        world
            .owner()
            .opens("/settings/rights")
            .says("You see every matter there is.")
    );
}

#[test]
fn a_role_is_changed_only_after_a_fresh_proof() {
    let world = World::open();
    let owner = world.owner();
    let ben = world.assistant("Ben Sorrel");
    let page = routes::member(ben.id());
    world.passes(std::time::Duration::from_secs(6 * 60));
    let role = [("role", "owner"), ("title", "")];
    let to = owner.gets(&page).expect(303).leads_to().unwrap();
    assert!(to.starts_with("/sign-in/again"), "{to}");
    let asked = owner.posts(&page, &role).expect(403);
    assert!(asked.says("Is it you?"));
    let _ = ben.gets("/settings").expect(403);
    owner.signs_in();
    let _ = owner
        .fills(&page, &page, &[("role", "view only")])
        .expect(303);
    let _ = ben.gets("/matters/new").expect(403);
}
