//! Setting a firm up: four pages behind a link nobody else has.

use anteroom::{
    base::Whose,
    matters::{Listing, Matter},
};

use crate::world::{PASSWORD, Persona, World, code};

fn link(world: &World) -> String {
    format!("/set-up/{}", world.portal().set_up_token)
}

/// Page 1 and the way in behind it.
fn names_the_owner(world: &World, owner: &Persona) {
    let you = format!("{}/you", link(world));
    let led = owner.fills(
        &you,
        &you,
        &[("name", "Olive Marlowe"), ("email", "Olive@Marlowe.test")],
    );
    assert_eq!(led.leads_to().as_deref(), Some("/enter"));
    let led = owner.fills("/enter", "/enter", &[("way", "password")]);
    let page = owner.follows(&led);
    let led = owner.submits(&page.form("/enter/password"), &[("password", PASSWORD)]);
    let page = owner.follows(&led);
    let step = world.portal().now().seconds() / 30;
    let shown = code(&secret(&page.text()), step);
    let led = owner.submits(&page.form("/enter/app"), &[("code", &shown)]);
    let page = owner.follows(&led);
    let led = owner.submits(&page.form("/enter/codes"), &[("kept", "yes")]);
    let firm = format!("{}/firm", link(world));
    assert_eq!(led.leads_to(), Some(firm));
}

/// The app's secret, as the page shows it in groups.
fn secret(html: &str) -> String {
    let (_, rest) = html.split_once("class=\"secret\"").unwrap();
    let shown = rest.split("</code>").next().unwrap();
    anteroom_testkit::text(&format!("<code {shown}</code>"))
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

#[test]
fn a_firm_is_set_up_in_four_pages_that_need_little_but_continue() {
    let world = World::before_set_up();
    let owner = world.browser();
    world.keeps_secret("Marlowe Quint");
    names_the_owner(&world, &owner);
    let link = link(&world);

    let page = owner.opens(&format!("{link}/firm"));
    let led = owner.submits(
        &page.form(&format!("{link}/firm")),
        &[("name", "Marlowe Quint"), ("phone", "613 555 0140")],
    );
    let page = owner.follows(&led);
    let led = owner.submits(&page.form(&format!("{link}/letters")), &[]);
    let page = owner.follows(&led);
    // Nothing is claimed about the place before the owner has said it.
    assert!(
        page.form(&format!("{link}/place"))
            .fields
            .iter()
            .any(|field| field.name == "place" && field.value.is_empty())
    );
    let led = owner.submits(&page.form(&format!("{link}/place")), &[]);
    assert_eq!(led.leads_to().as_deref(), Some("/today"));

    let matters = owner.reads(|tx| {
        let all = Listing {
            whose: Whose::All,
            area: None,
            is_closed: false,
            q: String::new(),
            after: None,
        };
        Ok(Matter::page(tx, &all)?.matters.len())
    });
    assert_eq!(matters.unwrap(), 1, "the practice matter");
    assert!(owner.opens("/settings").says("Settings"));
}

#[test]
fn without_the_link_there_is_nothing_to_set_up() {
    let world = World::before_set_up();
    let stranger = world.browser();
    for path in [
        "/set-up/",
        "/set-up/00000000000000000000000000000000",
        "/set-up/00000000000000000000000000000000/you",
        "/set-up/00000000000000000000000000000000/place",
        "/set-up/%00/you",
        "/set-up/%ff/firm",
        "/set-up/%e2%80%a8/letters",
        "/set-up",
        "/",
        "/today",
        "/sign-in/../set-up/x",
    ] {
        let answer = stranger.gets(path).expect(404);
        assert!(
            answer.says("This space is being set up."),
            "{path}: {}",
            answer.text()
        );
    }
}

#[test]
fn the_link_alone_leads_nobody_past_the_first_page() {
    let world = World::before_set_up();
    let somebody = world.browser();
    let link = link(&world);
    for page in ["firm", "letters", "place"] {
        let led = somebody.gets(&format!("{link}/{page}"));
        assert_eq!(led.leads_to(), Some(format!("{link}/you")), "{page}");
        let led = somebody.posts(&format!("{link}/{page}"), &[("place", "Mars")]);
        assert_eq!(led.leads_to(), Some(format!("{link}/you")), "{page}");
    }
}

#[test]
fn a_set_up_that_was_interrupted_goes_on_where_it_stopped() {
    let world = World::before_set_up();
    let owner = world.browser();
    names_the_owner(&world, &owner);
    let link = link(&world);
    let led = owner.gets(&link);
    assert_eq!(led.leads_to(), Some(format!("{link}/firm")));
    owner.fills(
        &format!("{link}/firm"),
        &format!("{link}/firm"),
        &[("name", "Marlowe Quint")],
    );
    assert_eq!(
        owner.gets(&link).leads_to(),
        Some(format!("{link}/letters"))
    );
    // Another browser has the link and not the owner: it begins with the owner's way in.
    let other = world.browser();
    assert_eq!(other.gets(&link).leads_to(), Some(format!("{link}/you")));
    assert!(
        other
            .opens(&link)
            .text()
            .contains("value=\"olive@marlowe.test\"")
    );
}

#[test]
fn once_a_firm_is_set_up_its_link_leads_nowhere() {
    let world = World::open();
    let link = link(&world);
    let owner = world.owner();
    for path in [
        link.clone(),
        format!("{link}/you"),
        format!("{link}/place"),
        format!("/sign-in/..{link}"),
        format!("/{link}"),
        link.to_uppercase(),
    ] {
        owner.finds_nothing_at(&path);
        let _ = owner.posts(&path, &[("place", "Mars")]).expect(404);
    }
}

#[test]
fn whoever_was_on_the_way_in_when_the_firm_was_set_up_does_not_come_in_any_more() {
    let world = World::before_set_up();
    let owner = world.browser();
    world.keeps_secret("Marlowe Quint");
    names_the_owner(&world, &owner);
    let link = link(&world);
    // Another who holds the link sets up the owner's way in, and stops there.
    let other = world.browser();
    let you = format!("{link}/you");
    let led = other.fills(&you, &you, &[]);
    assert_eq!(led.leads_to().as_deref(), Some("/enter"));
    other.opens("/enter");

    let firm = format!("{link}/firm");
    owner.fills(&firm, &firm, &[("name", "Marlowe Quint")]);
    let led = owner.posts(&format!("{link}/place"), &[]);
    assert_eq!(led.leads_to().as_deref(), Some("/today"));
    other.gets("/enter").expect(409);
    other
        .posts("/enter/password", &[("password", PASSWORD)])
        .expect(409);
    owner.opens("/today");
}

#[test]
fn a_mail_server_that_does_not_answer_stops_nobody() {
    let world = World::before_set_up();
    let owner = world.browser();
    names_the_owner(&world, &owner);
    let letters = format!("{}/letters", link(&world));
    let typed = [
        ("provider", "other"),
        ("from", "office@marlowe.test"),
        ("host", "127.0.0.1"),
        ("port", "9"),
        ("security", "plain"),
    ];
    let led = owner.fills(&letters, &letters, &typed);
    assert!(led.leads_to().unwrap().ends_with("/place"));
    // Without a password nobody is signed in to a provider: that is told before anything is kept.
    let came_back = owner.fills(
        &letters,
        &letters,
        &[("provider", "google"), ("from", "office@marlowe.test")],
    );
    assert_eq!(came_back.status.as_u16(), 422);
}
