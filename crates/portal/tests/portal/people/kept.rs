//! Words that outlive a session: what was typed is there again after signing in, for its person and nobody else.

use std::time::Duration;

use anteroom::routes;

use super::types_password;
use crate::world::{PASSWORD, Persona, World};

const MINUTE: Duration = Duration::from_secs(60);
const WORDS: &str = "Does the canary have to sign both copies?";

/// Signs in where the answer led, with both steps.
fn comes_back(person: &Persona, browser: &Persona, next: &str) -> String {
    let door = browser.opens(&routes::sign_in(next));
    let fields = [("email", person.email.as_str()), ("password", PASSWORD)];
    browser.submits(&door.form("/sign-in"), &fields).expect(303);
    let code = person.code();
    let inside = browser.posts("/sign-in/code", &[("code", &code)]);
    browser.follows(&inside).text()
}

#[test]
fn what_was_sent_after_the_session_ended_is_there_again_after_signing_in() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    world.keeps_secret(WORDS);
    let letters = routes::my_messages(matter);
    let form = carl.opens(&letters).form(&letters);
    world.passes(MINUTE * 31);
    let late = carl.submits(&form, &[("words", WORDS)]).expect(303);
    let door = routes::sign_in(&letters);
    assert_eq!(late.leads_to().as_deref(), Some(door.as_str()));
    assert!(carl.follows(&late).says("What you wrote is kept"));
    assert!(!olive.opens("/today").says("canary"), "it was not sent");

    let page = comes_back(&carl, &carl, &letters);
    assert!(page.contains(WORDS), "{page}");
    // Sent after all, it is not offered again.
    let form = carl.opens(&letters).form(&letters);
    carl.submits(&form, &[("words", WORDS)]).expect(303);
    let page = carl.opens(&letters).text();
    assert_eq!(page.matches(WORDS).count(), 1, "the letter itself: {page}");
}

#[test]
fn kept_words_are_their_persons_alone_and_for_a_day() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let dora = world.client("Dora Penhaligon");
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl, &dora]);
    world.keeps_secret(WORDS);
    let letters = routes::my_messages(matter);
    world.passes(MINUTE * 31);
    carl.posts(&letters, &[("words", WORDS)]).expect(303);
    // Somebody else at the same browser finds an empty form.
    let page = comes_back(&dora, &carl, &letters);
    assert!(!page.contains(WORDS), "{page}");
    carl.browser().clear_cookies();
    carl.browser().set_cookie("kept", "yes");
    world.passes(MINUTE * 60 * 25);
    let page = comes_back(&carl, &carl, &letters);
    assert!(!page.contains(WORDS), "{page}");
}

#[test]
fn a_session_somebody_ended_keeps_nothing() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    world.keeps_secret(WORDS);
    let letters = routes::my_messages(matter);
    let found = carl.again();
    carl.posts("/you/sessions/end", &[]).expect(303);
    found.posts(&letters, &[("words", WORDS)]).expect(401);
    world
        .browser()
        .posts(&letters, &[("words", WORDS)])
        .expect(401);
    let fields = format!("words={}", WORDS.replace(' ', "+"));
    let asked = [("action", letters.as_str()), ("fields", &fields)];
    let answer = found.posts("/session/kept", &asked).expect(204);
    assert!(!answer.headers.contains_key("set-cookie"));
    found.browser().set_cookie("kept", "yes");
    world.passes(MINUTE);
    let page = comes_back(&carl, &found, &letters);
    assert!(!page.contains(WORDS), "{page}");
}

#[test]
fn a_page_sends_its_words_ahead_of_the_sign_in_page() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    world.keeps_secret(WORDS);
    let status = routes::matter_status(matter);
    world.passes(MINUTE * 31);
    let fields = format!("tell=yes&words={}", WORDS.replace(' ', "+"));
    let asked = [("action", status.as_str()), ("fields", &fields)];
    olive.posts("/session/kept", &asked).expect(204);
    let page = comes_back(olive, olive, &status);
    assert!(page.contains(WORDS), "{page}");
}

#[test]
fn passwords_and_codes_are_never_kept() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    world.keeps_secret("eleven tin whistles at dawn");
    world.passes(MINUTE * 31);
    for (page, field) in [
        ("/you/security/password", "password"),
        ("/you/security/app", "code"),
        ("/settings/mail", "password"),
        ("/sign-in/again", "password"),
    ] {
        let answer = carl.posts(page, &[(field, "eleven tin whistles at dawn")]);
        assert_eq!(answer.status, 401, "{page}");
        let fields = format!("{field}=eleven+tin+whistles+at+dawn");
        let asked = [("action", page), ("fields", &fields)];
        let kept = carl.posts("/session/kept", &asked).expect(204);
        assert!(!kept.headers.contains_key("set-cookie"), "{page}");
    }
    types_password(&carl, &carl.email, PASSWORD).expect(303);
}

#[test]
fn every_page_of_somebody_signed_in_is_kept_by_no_browser() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let mine = [routes::my_matter(matter), routes::my_messages(matter)];
    for page in [
        "/",
        "/documents",
        "/you",
        "/you/security",
        &mine[0],
        &mine[1],
    ] {
        assert_eq!(
            carl.opens(page).header("cache-control"),
            "no-store",
            "{page}"
        );
    }
}
