//! The firm: its colours, its settings, its own people.

use anteroom::firms::Card;

use crate::world::{FIRM, World};

#[test]
fn the_firms_colour_is_a_stylesheet_that_never_changes() {
    let world = World::open();
    let nobody = world.browser();
    let answer = nobody.gets("/brand/168-62.css").expect(200);
    assert_eq!(
        answer.text(),
        ":root { --brand-h: 168; --brand-c: 0.062 }\n"
    );
    assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
    assert!(answer.header("cache-control").contains("immutable"));
    let far = nobody.gets("/brand/4000-4000.css").expect(200);
    assert_eq!(far.text(), ":root { --brand-h: 360; --brand-c: 0.100 }\n");
    for path in [
        "/brand/168-62",
        "/brand/168;-1.css",
        "/brand/-.css",
        "/brand/",
    ] {
        nobody.finds_nothing_at(path);
    }
}

#[test]
fn an_owner_changes_the_card_and_everybody_sees_it_at_once() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let led = world.owner().fills(
        "/settings",
        "/settings",
        &[("name", "Quint & Daughters"), ("hue", "330")],
    );
    assert_eq!(led.leads_to().as_deref(), Some("/settings"));
    assert!(world.owner().follows(&led).says("Your changes are saved."));
    let page = carl.opens("/you");
    assert!(page.says("Quint & Daughters") && !page.says(FIRM));
    assert!(page.text().contains("/brand/330-62.css"));
}

#[test]
fn a_form_that_makes_no_sense_comes_back_as_it_was_typed() {
    let world = World::open();
    let answer = world.owner().posts(
        "/settings",
        &[
            ("name", ""),
            ("phone", "call me"),
            ("languages", "xx"),
            ("zone", "Mars/Olympus"),
        ],
    );
    assert_eq!(answer.status.as_u16(), 422);
    assert!(answer.says("4 things to fix"), "{}", answer.text());
    assert!(answer.text().contains("value=\"call me\""));
    let name = world.owner().reads(Card::load).unwrap().name;
    assert_eq!(name, FIRM);
}

#[test]
fn only_owners_reach_the_settings() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    for path in [
        "/settings",
        "/settings/mail",
        "/settings/people",
        "/settings/people/new",
        "/settings/place",
        "/settings/room",
    ] {
        let _ = world.owner().gets(path).expect(200);
        let _ = ada.gets(path).expect(403);
        carl.finds_nothing_at(path);
    }
    for (path, field) in [
        ("/settings", "name"),
        ("/settings/place", "place"),
        ("/settings/room", "firm"),
        ("/settings/mail", "provider"),
    ] {
        let _ = ada.posts(path, &[(field, "later")]).expect(403);
        let _ = carl.posts(path, &[(field, "later")]).expect(404);
    }
}

#[test]
fn a_password_is_never_shown_again() {
    let world = World::open();
    world.keeps_secret("tr0mbone-parade");
    let led = world.owner().posts(
        "/settings/mail",
        &[
            ("provider", "google"),
            ("from", "office@marlowe.test"),
            ("password", "tr0mbone-parade"),
        ],
    );
    assert_eq!(led.leads_to().as_deref(), Some("/settings/mail"));
    let page = world.owner().follows(&led);
    assert!(page.text().contains("value=\"office@marlowe.test\""));
    assert!(!page.text().contains("tr0mbone"));
    // Saved again without it, it stays.
    let led = world.owner().fills("/settings/mail", "/settings/mail", &[]);
    assert_eq!(led.status.as_u16(), 303);
    let server = world.owner().reads(anteroom::firms::mail_server).unwrap();
    assert_eq!(server.unwrap().password, "tr0mbone-parade");
}

#[test]
fn a_colleague_joins_by_invitation_and_leaves_at_once() {
    let world = World::open();
    let led = world.owner().fills(
        "/settings/people/new",
        "/settings/people",
        &[
            ("name", "Daniel Petit"),
            ("email", "daniel@example.test"),
            ("title", "Law clerk"),
            ("role", "assistant"),
        ],
    );
    assert!(led.leads_to().unwrap().starts_with("/invitations/inv_"));
    let page = world.owner().opens("/settings/people");
    assert!(page.says("Daniel Petit") && page.says("Law clerk") && page.says("Invited"));
    let twice = world.owner().posts(
        "/settings/people",
        &[
            ("name", "Another Daniel"),
            ("email", "DANIEL@example.test"),
            ("role", "lawyer"),
        ],
    );
    assert_eq!(twice.status.as_u16(), 422);

    let ada = world.lawyer("Ada Lockhart");
    let _ = ada.gets("/you").expect(200);
    let end = anteroom::routes::member_end(ada.id());
    let led = world.owner().fills(&end, &end, &[]);
    assert_eq!(led.leads_to().as_deref(), Some("/settings/people"));
    assert!(
        ada.gets("/you").leads_to().unwrap().starts_with("/sign-in"),
        "the session is over"
    );
    assert!(!world.owner().follows(&led).says("Ada Lockhart"));
}

#[test]
fn somebody_always_runs_the_firm() {
    let world = World::open();
    let owner = world.owner();
    let me = anteroom::routes::member(owner.id());
    let refused = owner.fills(&me, &me, &[("role", "lawyer")]);
    assert_eq!(refused.status.as_u16(), 409);
    let _ = owner
        .posts(&anteroom::routes::member_end(owner.id()), &[])
        .expect(409);

    let ada = world.lawyer("Ada Lockhart");
    let hers = anteroom::routes::member(ada.id());
    owner.fills(&hers, &hers, &[("role", "owner")]);
    let _ = ada.gets("/settings").expect(200);
    let led = owner.fills(&me, &me, &[("role", "lawyer")]);
    assert_eq!(led.status.as_u16(), 303);
    let _ = owner.gets("/settings").expect(403);
}
