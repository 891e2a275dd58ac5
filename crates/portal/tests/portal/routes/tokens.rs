//! What opens a door: a session's token while its session lasts, and nothing else we ever gave anybody.

use std::time::Duration;

use anteroom::{
    base::PersonId,
    routes::{self, Admits, Route, TABLE},
};
use http::{HeaderMap, Method};

use super::{asks, roles::Role, stage::Stage, verdict};
use crate::{
    people::{self, NEW_PASSWORD, halfway, link_in, sets_up},
    world::{PASSWORD, Persona, World},
};

/// Every address that asks for a session.
fn inside() -> impl Iterator<Item = &'static Route> {
    TABLE.iter().filter(|route| {
        matches!(
            route.admits,
            Admits::AnyWay | Admits::Signed | Admits::Client | Admits::Firm | Admits::Works
        )
    })
}

/// Everything that was asked for with this browser is asked for again: each time the visitor stands before the door.
fn opens_nothing(stage: &Stage, old: &Persona, why: &str) {
    for route in inside() {
        let answer = asks(stage, &old.again(), route);
        assert_eq!(verdict(&answer), "door", "{why}: {route:?}");
    }
}

/// Another session of the same person; half a minute passes, since a code is good once.
fn another(stage: &Stage, persona: &Persona, password: &str) -> Persona {
    stage.time_passes(Duration::from_secs(30));
    let browser = stage.world().browser();
    people::types_password(&browser, &persona.email, password).expect(303);
    let code = persona.code();
    browser
        .posts("/sign-in/code", &[("code", &code)])
        .expect(303);
    browser
}

#[test]
fn what_was_sent_in_a_session_is_worth_nothing_after_it_ended() {
    for role in [Role::Team, Role::Client] {
        let stage = Stage::set(role);
        let (asker, id): (&Persona, PersonId) = (&stage.asker, stage.asker.id());

        let old = asker.again();
        asker.posts("/sign-out", &[]).expect(303);
        opens_nothing(&stage, &old, "after signing out");

        let (old, elsewhere) = (
            another(&stage, asker, PASSWORD),
            another(&stage, asker, PASSWORD),
        );
        old.opens("/you");
        let page = "/you/security/password";
        let change = [("current", PASSWORD), ("password", NEW_PASSWORD)];
        elsewhere.fills(page, page, &change).expect(303);
        opens_nothing(&stage, &old, "after another password was chosen");

        let old = another(&stage, asker, NEW_PASSWORD);
        old.opens("/you");
        let owner = stage.world().owner();
        owner.signs_in();
        if role == Role::Team {
            owner.posts(&routes::member_end(id), &[]).expect(303);
            opens_nothing(&stage, &old, "after somebody left the firm");
        } else {
            owner.posts(&routes::sign_out_of(id), &[]).expect(303);
            opens_nothing(&stage, &old, "after the firm signed somebody out");
        }
    }
}

/// Everything but a session that the product ever hands to anybody, each of somebody who could come in.
fn other_tokens(world: &World) -> Vec<(&'static str, String)> {
    let carl = world.client("Carl Ashdown");
    let half = halfway(world, &carl);
    let known = carl.gets("/you");
    drop(known);
    let mut tokens = vec![
        ("the first of two steps", half.token("anteroom-door")),
        ("a browser that is known", carl.token("anteroom-known")),
    ];

    let invitation = people::invited(world, "Nadia Haddad", anteroom::people::Door::Code);
    tokens.push(("an invitation", invitation.token.clone()));
    let entering = world.browser();
    people::knocks(&entering, &invitation, &invitation.door_code).expect(303);
    tokens.push((
        "behind an invitation’s door",
        entering.token("anteroom-door"),
    ));
    entering
        .posts("/enter/password", &[("password", NEW_PASSWORD)])
        .expect(303);
    tokens.push((
        "a password, and no app yet",
        entering.token("anteroom-door"),
    ));
    sets_up(world, &entering);
    tokens.push((
        "an app, and the last press missing",
        entering.token("anteroom-door"),
    ));

    let forgot = world.browser();
    let page = "/sign-in/help?missing=password";
    let fields = [("email", carl.email.as_str())];
    forgot
        .fills(page, "/sign-in/help/password", &fields)
        .expect(303);
    world.works();
    let link = link_in(&world.letters_to(&carl)[0].text, "/new-password/");
    tokens.push(("the link of a forgotten password", last(&link)));
    let new = [("password", NEW_PASSWORD)];
    forgot.fills(&link, &link, &new).expect(303);
    tokens.push((
        "a password that was given back",
        forgot.token("anteroom-door"),
    ));

    let vouched = people::vouched_for(world, carl.id());
    tokens.push(("the letter of a vouching", vouched.token));
    world.works();
    let letters = world.letters_to(&carl);
    let told = letters
        .iter()
        .find(|letter| letter.text.contains("/not-me/"));
    let stop = link_in(&told.unwrap().text, "/not-me/");
    tokens.push(("the link that stops a vouching", last(&stop)));

    let asks = world
        .browser()
        .posts("/sign-in/passkey/options", &[])
        .expect(200);
    let asked = asks.text();
    let question = asked.split("\"question\":\"").nth(1).unwrap();
    let question = question.split('"').next().unwrap().to_owned();
    tokens.push(("a question about a passkey", question));
    tokens.push((
        "the link of the set-up",
        world.portal().set_up_token.clone(),
    ));
    tokens
}

fn last(link: &str) -> String {
    link.rsplit('/').next().unwrap().to_owned()
}

/// Shows a token wherever one could be shown.
fn shows(world: &World, token: &str) -> Persona {
    let browser = world.browser();
    browser.holds(token);
    {
        let mut browser = browser.browser();
        for name in ["anteroom-door", "anteroom-known", "anteroom-sending"] {
            browser.set_cookie(name, token);
        }
        browser.always_sends("authorization", &format!("Bearer {token}"));
        browser.always_sends("x-session", token);
    }
    browser
}

#[test]
fn no_token_but_a_sessions_opens_anything_wherever_it_is_shown() {
    let stage = Stage::set(Role::Client);
    let sending = Stage::set(Role::Link).asker.token("anteroom-sending");
    let mut tokens = other_tokens(stage.world());
    tokens.push(("a visit through a link for files", sending));
    for (what, token) in tokens {
        let browser = shows(stage.world(), &token);
        for route in inside() {
            let answer = asks(&stage, &browser.again(), route);
            assert_eq!(verdict(&answer), "door", "{what} at {route:?}");
        }
        // Nor is a session one where a session does not belong.
        let sender = browser.again().gets("/sending");
        assert_eq!(verdict(&sender), "door", "{what} at /sending");
    }
}

#[test]
fn a_sessions_token_is_one_in_its_cookie_only_whatever_the_method() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let token = carl.token("anteroom");
    assert_eq!(token.len(), 64, "256 bits as digits");
    let elsewhere = world.browser();
    {
        let mut browser = elsewhere.browser();
        for name in [
            "anteroom-door",
            "anteroom-known",
            "Anteroom",
            "__Host-anteroom",
        ] {
            browser.set_cookie(name, &token);
        }
        browser.always_sends("authorization", &format!("Bearer {token}"));
    }
    for path in ["/you".to_owned(), format!("/you?anteroom={token}")] {
        for method in [Method::GET, Method::HEAD, Method::POST] {
            let answer = elsewhere
                .browse(async |browser| browser.send(method, &path, HeaderMap::new(), "").await);
            assert_eq!(verdict(&answer), "door", "{path}");
        }
    }
    // Two of them in one request are none: one was planted.
    let planted = world.browser();
    planted
        .browser()
        .always_sends("cookie", &format!("anteroom={token}; anteroom={token}"));
    assert_eq!(verdict(&planted.gets("/you")), "door");
    carl.opens("/you");
}

#[test]
fn a_token_planted_beforehand_is_never_the_session_and_the_one_before_ends() {
    let world = World::open();
    let (carl, dora) = (world.client("Carl Underhill"), world.client("Dora Fenwick"));
    let planted = "ab".repeat(32);
    let before = dora.again();
    // Carl signs in at a browser that holds a planted token, then at one that Dora left signed in.
    for browser in [world.browser(), dora] {
        if browser.browser().cookies().is_empty() {
            browser.holds(&planted);
        }
        let held = browser.token("anteroom");
        world.passes(Duration::from_secs(30));
        let fields = [("email", carl.email.as_str()), ("password", PASSWORD)];
        browser.posts("/sign-in", &fields).expect(303);
        let code = carl.code();
        browser
            .posts("/sign-in/code", &[("code", &code)])
            .expect(303);
        assert_ne!(browser.token("anteroom"), held);
        assert!(browser.opens("/you").says("Carl Underhill"));
        let old = world.browser();
        old.holds(&held);
        assert_eq!(verdict(&old.gets("/you")), "door");
    }
    assert_eq!(verdict(&before.gets("/you")), "door");
}
