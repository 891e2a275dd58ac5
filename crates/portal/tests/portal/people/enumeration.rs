//! Who has a space here is told to nobody: not by what a page says, not by its status, not by a header. How long an answer
//! takes is measured by `bin/bench timing`.

use anteroom::{
    firms::staff,
    people::{Card, Door},
};
use anteroom_testkit::Answer;

use super::{invited, types_password};
use crate::world::{Persona, World};

const NOBODY: &str = "nobody.at.all@example.test";

/// An answer as a stranger can compare it: without the address they typed, and how long that makes it.
fn seen(answer: &Answer, typed: &str) -> (u16, Vec<String>, String) {
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| !["date", "content-length"].contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {value:?}"))
        .collect();
    headers.sort();
    let text = answer.text().replace(typed, "…");
    (answer.status.as_u16(), headers, text)
}

/// Addresses of everybody there can be, of whom a stranger must not tell one from another.
fn everybody(world: &World) -> Vec<String> {
    let (owner, carl) = (world.owner(), world.client("Carl Underhill"));
    let (rose, ada) = (world.client("Rose Underhill"), world.lawyer("Ada Lockhart"));
    let sale = owner.opens_matter("Sale of 12 Elm Street", &[&carl, &rose]);
    let card_holder = rose.id();
    owner
        .changes(move |tx| Card::make(tx, card_holder, None))
        .unwrap();
    owner.ends_access(sale, &carl);
    let gone = world.assistant("Gwen Ashdown");
    let id = gone.id();
    owner
        .changes(move |tx| {
            let member = staff::member(tx, id)?;
            staff::end(tx, &member)
        })
        .unwrap();
    invited(world, "Nadia Haddad", Door::Code);
    [&carl, &rose, &ada, &gone]
        .map(|person| person.email.clone())
        .into_iter()
        .chain(["nadia.haddad@example.test".to_owned()])
        .collect()
}

/// The same for every address as for one that nobody has, also where tries are refused.
fn is_alike(world: &World, asks: impl Fn(&Persona, &str) -> Answer) {
    let all = everybody(world);
    world.works();
    let of = |email: &str| {
        let browser = world.browser();
        browser.opens("/sign-in");
        (0..7)
            .map(|_| seen(&asks(&browser, email), email))
            .collect::<Vec<_>>()
    };
    let nobody = of(NOBODY);
    for email in all {
        assert_eq!(of(&email), nobody, "{email}");
    }
}

#[test]
fn signing_in_is_answered_alike_for_everybody_and_nobody() {
    let world = World::open();
    is_alike(&world, |browser, email| {
        types_password(browser, email, "not the password of anybody")
    });
}

#[test]
fn a_forgotten_password_is_answered_alike_for_everybody_and_nobody() {
    let world = World::open();
    is_alike(&world, |browser, email| {
        let page = "/sign-in/help?missing=password";
        browser.fills(page, "/sign-in/help/password", &[("email", email)])
    });
}

#[test]
fn an_invitation_that_never_came_is_answered_alike_for_everybody_and_nobody() {
    let world = World::open();
    is_alike(&world, |browser, email| {
        let page = "/sign-in/help?missing=invitation";
        browser.fills(page, "/sign-in/help", &[("email", email)])
    });
}

#[test]
fn a_passkey_nobody_has_and_one_that_proves_nothing_are_answered_alike() {
    let world = World::open();
    let asks = |credential: &str| {
        let browser = world.browser();
        let fields = [("credential", credential), ("question", "x"), ("next", "/")];
        let answer = browser.posts("/sign-in/passkey", &fields).expect(422);
        (answer.status, answer.text())
    };
    assert_eq!(asks("{}"), asks("not even an answer"));
    // Each question is another, of thirty-two random bytes.
    let mut challenges: Vec<String> = (0..20)
        .map(|_| {
            let asked = world
                .browser()
                .posts("/sign-in/passkey/options", &[])
                .expect(200);
            let text = asked.text();
            let challenge = text.split("\"challenge\":\"").nth(1).unwrap();
            challenge.split('"').next().unwrap().to_owned()
        })
        .collect();
    assert!(
        challenges.iter().all(|one| one.len() >= 43),
        "{challenges:?}"
    );
    challenges.sort();
    challenges.dedup();
    assert_eq!(challenges.len(), 20);
}
