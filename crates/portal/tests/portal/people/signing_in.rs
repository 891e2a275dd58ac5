//! Both steps of signing in, and what a guesser meets.

use std::time::Duration;

use super::{halfway, types_password};
use crate::world::{PASSWORD, World};

const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn password_and_code_lead_in_and_on_to_where_one_wanted_to_go() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    world.passes(MINUTE);
    let browser = world.browser();
    let to_the_door = browser.gets("/you/security");
    assert_eq!(
        to_the_door.leads_to().as_deref(),
        Some("/sign-in?next=%2Fyou%2Fsecurity")
    );
    let page = browser.follows(&to_the_door);
    browser
        .submits(
            &page.form("/sign-in"),
            &[("email", &carl.email), ("password", PASSWORD)],
        )
        .expect(303);
    let inside = browser.fills("/sign-in/code", "/sign-in/code", &[("code", &carl.code())]);
    assert_eq!(inside.leads_to().as_deref(), Some("/you/security"));
    assert!(browser.follows(&inside).says("Where you are signed in"));
}

#[test]
fn where_one_wanted_to_go_is_never_another_site() {
    let world = World::open();
    let browser = world.browser();
    for next in [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/x\r\nX: y",
        "\t//evil.example/",
    ] {
        let encoded: String = next.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let page = browser.opens(&format!("/sign-in?next={encoded}"));
        let next_of_form = page.form("/sign-in").filled(&[]);
        let (_, value) = next_of_form
            .iter()
            .find(|(name, _)| name == "next")
            .unwrap();
        assert_eq!(value, "/", "{next}");
    }
}

#[test]
fn an_address_nobody_has_is_answered_like_a_wrong_password() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let wrong =
        types_password(&world.browser(), &carl.email, "not the password at all").expect(422);
    let unknown = types_password(&world.browser(), "nobody@example.test", PASSWORD).expect(422);
    assert!(wrong.says("That e-mail and password do not match."));
    assert_eq!(
        wrong.text().replace(&carl.email, "…"),
        unknown.text().replace("nobody@example.test", "…")
    );
}

#[test]
fn somebody_half_signed_in_opens_nothing() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let half = halfway(&world, &carl);
    for page in ["/you", "/you/security", "/documents"] {
        let answer = half.gets(page);
        assert!(
            answer
                .leads_to()
                .is_some_and(|to| to.starts_with("/sign-in")),
            "{page}"
        );
    }
    // The token of the first step is no session under the other cookie's name either.
    let token = half.browser().cookies()["anteroom-door"].clone();
    half.browser().set_cookie("anteroom", &token);
    half.gets("/you").expect(303);
}

#[test]
fn a_code_works_once_also_for_two_at_the_same_moment() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    world.passes(MINUTE);
    let browsers: Vec<_> = (0..4).map(|_| halfway(&world, &carl)).collect();
    let code = carl.code();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> = browsers
            .iter()
            .map(|browser| {
                let code = &code;
                scope.spawn(move || {
                    browser
                        .posts("/sign-in/code", &[("code", code)])
                        .status
                        .as_u16()
                })
            })
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(
        statuses.iter().filter(|status| **status == 303).count(),
        1,
        "{statuses:?}"
    );
    assert_eq!(
        browsers
            .iter()
            .filter(|browser| browser.gets("/you").status == 200)
            .count(),
        1
    );
}

#[test]
fn a_recovery_code_works_once_in_place_of_the_app() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let person = carl.id();
    let shown = carl.posts("/you/security/codes", &[]).expect(200).text();
    let code = shown
        .split("<li><bdi>")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .to_owned();
    world.keeps_secret(&code);
    let first = halfway(&world, &carl);
    let inside = first
        .posts("/sign-in/recovery-code", &[("code", &code.to_lowercase())])
        .expect(303);
    assert!(first.follows(&inside).says("7 of 8 left"));
    let second = halfway(&world, &carl);
    second
        .posts("/sign-in/recovery-code", &[("code", &code)])
        .expect(422);
    let ways = world.read_as_product(move |tx| anteroom::people::Ways::of(tx, person));
    assert_eq!(ways.codes_left, 7);
}

#[test]
fn guessing_passwords_is_slowed_and_time_heals() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let guesser = world.browser();
    for _ in 0..5 {
        types_password(&guesser, &carl.email, "not the password at all").expect(422);
    }
    let stopped = types_password(&guesser, &carl.email, PASSWORD).expect(429);
    assert!(stopped.says("Too many tries."));
    let wait: u64 = stopped.header("retry-after").parse().unwrap();
    assert!((200..=300).contains(&wait), "{wait}");
    // Somebody else at the same place comes in as ever.
    halfway(&world, world.owner());
    world.passes(MINUTE * 6);
    halfway(&world, &carl);
}

#[test]
fn an_address_nobody_has_is_slowed_alike() {
    let world = World::open();
    let guesser = world.browser();
    for _ in 0..5 {
        types_password(&guesser, "nobody@example.test", "not the password at all").expect(422);
    }
    types_password(&guesser, "nobody@example.test", "not the password at all").expect(429);
}

#[test]
fn a_right_password_does_not_wash_away_wrong_codes() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    world.passes(MINUTE);
    for _ in 0..4 {
        halfway(&world, &carl)
            .posts("/sign-in/code", &[("code", "000 000")])
            .expect(422);
    }
    let half = halfway(&world, &carl);
    half.posts("/sign-in/code", &[("code", "000000")])
        .expect(422);
    half.posts("/sign-in/code", &[("code", &carl.code())])
        .expect(429);
}

#[test]
fn a_session_ends_when_idle_and_after_its_day() {
    let world = World::open();
    let (carl, olive) = (world.client("Carl Underhill"), world.owner());
    for person in [&carl, olive] {
        person.posts("/session/renewal", &[]).expect(204);
    }
    for _ in 0..(12 * 60) / 20 - 1 {
        world.passes(MINUTE * 20);
        carl.posts("/session/renewal", &[]).expect(204);
        olive.posts("/session/renewal", &[]).expect(204);
    }
    world.passes(MINUTE * 25);
    olive.gets("/you").expect(303);
    carl.opens("/you");
    world.passes(MINUTE * 31);
    carl.gets("/you").expect(303);
}

#[test]
fn the_eleventh_session_ends_the_oldest() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let mut browsers = Vec::new();
    for _ in 0..10 {
        world.passes(MINUTE);
        let browser = halfway(&world, &carl);
        browser
            .posts("/sign-in/code", &[("code", &carl.code())])
            .expect(303);
        browsers.push(browser);
    }
    carl.gets("/you").expect(303);
    browsers.first().unwrap().opens("/you");
    browsers.last().unwrap().opens("/you");
}

#[test]
fn a_sign_in_from_a_device_never_seen_is_written_to_its_person() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let told = || {
        world.works();
        let letters = world.letters_to(&carl);
        let new = letters.iter().filter(|one| one.subject == "A new sign-in");
        new.count()
    };
    let signs_in = |agent: &str| {
        world.passes(MINUTE);
        let browser = world.browser();
        browser.browser().always_sends("user-agent", agent);
        types_password(&browser, &carl.email, PASSWORD).expect(303);
        let code = carl.code();
        browser
            .posts("/sign-in/code", &[("code", &code)])
            .expect(303);
    };
    assert_eq!(told(), 0, "the first time is no surprise");
    let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile Safari/604.1";
    signs_in(phone);
    assert_eq!(told(), 1);
    signs_in(phone);
    assert_eq!(told(), 1, "seen before");
}
