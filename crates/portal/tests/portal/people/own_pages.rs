//! A person's own pages: what they choose, their ways in, where they are signed in.

use std::time::Duration;

use super::{halfway, types_password};
use crate::world::{PASSWORD, World};

const MINUTE: Duration = Duration::from_secs(60);
const NEW_PASSWORD: &str = "seven grey herons by the ferry";

#[test]
fn a_way_in_changes_only_after_proving_again_who_one_is() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    world.passes(MINUTE);
    let elsewhere = halfway(&world, &carl);
    elsewhere
        .posts("/sign-in/code", &[("code", &carl.code())])
        .expect(303);

    world.passes(MINUTE * 6);
    for (page, fields) in [
        (
            "/you/security/password",
            &[("current", PASSWORD), ("password", NEW_PASSWORD)][..],
        ),
        ("/you/security/app", &[("code", "123456")]),
        ("/you/security/codes", &[]),
        ("/you/passkeys", &[("credential", "{}")]),
    ] {
        let asked = carl.posts(page, fields).expect(403);
        assert!(asked.says("Is it you?"), "{page}");
    }
    let again = carl.gets("/you/security/password");
    assert_eq!(
        again.leads_to().as_deref(),
        Some("/sign-in/again?next=%2Fyou%2Fsecurity%2Fpassword")
    );
    let page = carl.follows(&again);
    let before = carl.again();
    carl.submits(
        &page.form("/sign-in/again"),
        &[("password", PASSWORD), ("code", "000000")],
    )
    .expect(422);
    let proved = carl.submits(
        &page.form("/sign-in/again"),
        &[("password", PASSWORD), ("code", &carl.code())],
    );
    // The session has a new token; the one before opens nothing.
    before.gets("/you").expect(303);

    let page = carl.follows(&proved);
    let form = page.form("/you/security/password");
    carl.submits(
        &form,
        &[
            ("current", "not the password at all"),
            ("password", NEW_PASSWORD),
        ],
    )
    .expect(422);
    let changed = carl
        .submits(&form, &[("current", PASSWORD), ("password", NEW_PASSWORD)])
        .expect(303);
    assert!(carl.follows(&changed).says("Your password was changed."));
    elsewhere.gets("/you").expect(303);
    world.works();
    let told = world.letters_to(&carl);
    assert!(
        told.iter()
            .any(|letter| letter.subject == "Your way in was changed")
    );
    types_password(&world.browser(), &carl.email, PASSWORD).expect(422);
    let new = types_password(&world.browser(), &carl.email, NEW_PASSWORD);
    assert_eq!(new.leads_to().as_deref(), Some("/sign-in/code"));
}

#[test]
fn signing_out_everywhere_ends_every_session_and_ones_own() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    world.passes(MINUTE);
    let elsewhere = halfway(&world, &carl);
    elsewhere
        .posts("/sign-in/code", &[("code", &carl.code())])
        .expect(303);
    let kept = carl.again();
    let out = carl.posts("/you/sessions/end", &[]).expect(303);
    assert!(carl.follows(&out).says("You are signed out everywhere."));
    for browser in [&carl, &kept, &elsewhere] {
        browser.gets("/you").expect(303);
    }
}

#[test]
fn signing_out_takes_what_the_browser_kept() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let kept = carl.again();
    let out = carl.posts("/sign-out", &[]).expect(303);
    assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\"");
    assert_eq!(out.header("cache-control"), "no-store");
    kept.gets("/you").expect(303);
}

#[test]
fn nobody_ends_somebody_elses_session() {
    let world = World::open();
    let (carl, dora) = (
        world.client("Carl Underhill"),
        world.client("Dora Penhaligon"),
    );
    let session = carl.actor().signed().unwrap().session;
    dora.posts(&anteroom::routes::session_end(session), &[]);
    carl.opens("/you");
    carl.posts(&anteroom::routes::session_end(session), &[])
        .expect(303);
    carl.gets("/you").expect(303);
}

#[test]
fn a_language_is_kept_for_a_person_and_for_a_browser() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    carl.posts("/language", &[("locale", "fr"), ("next", "/you")])
        .expect(303);
    assert!(carl.opens("/you").says("Langue"));
    carl.again().opens("/you").says("Langue");

    let nobody = world.browser();
    let back = nobody
        .posts("/language", &[("locale", "fr"), ("next", "/sign-in")])
        .expect(303);
    assert!(nobody.follows(&back).says("Ouvrir une session"));
    nobody
        .posts("/language", &[("locale", "xx"), ("next", "/sign-in")])
        .expect(400);
    let away = nobody
        .posts(
            "/language",
            &[("locale", "en"), ("next", "//evil.example/")],
        )
        .expect(303);
    assert_eq!(away.leads_to().as_deref(), Some("/"));
}

#[test]
fn light_or_dark_is_a_persons_own_choice() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    assert!(
        carl.opens("/you")
            .text()
            .contains("media=\"(prefers-color-scheme: dark)\"")
    );
    carl.fills("/you", "/you", &[("appearance", "light"), ("locale", "en")])
        .expect(303);
    let page = carl.opens("/you").text();
    assert!(!page.contains("dark.") && page.contains("Saved."), "{page}");
    carl.posts("/you", &[("appearance", "purple"), ("locale", "en")])
        .expect(422);
}

#[test]
fn members_have_the_same_pages_in_their_own_frame() {
    let world = World::open();
    let page = world.owner().opens("/you/security");
    assert!(page.text().contains("<body class=\"firm\">"));
    assert!(page.says("Where you are signed in"));
    assert!(
        world
            .client("Carl Underhill")
            .opens("/you/security")
            .text()
            .contains("<body class=\"client\">")
    );
}

#[test]
fn a_page_there_is_none_of_and_safe_keeping_stand_in_the_frame_of_whoever_asks() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let nobody = world.browser();
    for (who, shell) in [(olive, "firm"), (&carl, "client"), (&nobody, "plain")] {
        let shell = format!("<body class=\"{shell}\">");
        let absent = who.gets("/nothing-is-here").expect(404).text();
        assert!(absent.contains(&shell), "{absent}");
        assert!(who.opens("/safe-keeping").text().contains(&shell));
    }
}

#[test]
fn on_the_phone_the_app_is_opened_before_a_square_is_scanned() {
    let world = World::open();
    let page = world.owner().opens("/you/security/app").text();
    let at = |mark: &str| page.find(mark).unwrap_or_else(|| panic!("{mark}: {page}"));
    let marks = ["otpauth://", "class=\"secret\"", "class=\"qr\""].map(at);
    assert!(marks.is_sorted(), "{marks:?}");
}

#[test]
fn help_never_says_who_has_a_space_here() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let asks = |email: &str| {
        let browser = world.browser();
        let answer = browser
            .posts("/sign-in/help", &[("email", email)])
            .expect(303);
        browser.follows(&answer).text()
    };
    assert_eq!(asks(&carl.email), asks("nobody@example.test"));
    for missing in ["password", "passkey", "invitation"] {
        assert!(
            world
                .browser()
                .opens(&format!("/sign-in/help?missing={missing}"))
                .says("613 555 0140"),
            "{missing}"
        );
    }
}

#[test]
fn a_password_is_masked_wherever_it_is_typed_and_a_manager_may_fill_it_in() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let invitation = super::invited(&world, "Nadia Haddad", anteroom::people::Door::Code);
    let nadia = world.browser();
    super::knocks(&nadia, &invitation, &invitation.door_code).expect(303);
    for (who, page, field, token) in [
        (&world.browser(), "/sign-in", "password", "current-password"),
        (&nadia, "/enter/password", "password", "new-password"),
        (
            &carl,
            "/you/security/password",
            "current",
            "current-password",
        ),
        (&carl, "/you/security/password", "password", "new-password"),
        (&carl, "/sign-in/again", "password", "current-password"),
    ] {
        let text = who.opens(page).text();
        let input = text
            .split("<input")
            .find(|input| input.contains(&format!("name=\"{field}\"")))
            .unwrap();
        let input = input.split('>').next().unwrap();
        assert!(input.contains("type=\"password\""), "{page}: {input}");
        assert!(
            input.contains(&format!("autocomplete=\"{token}\"")),
            "{page}: {input}"
        );
        assert!(input.contains("maxlength=\"256\""), "{page}: {input}");
        assert!(
            !input.contains("onpaste") && !input.contains("readonly"),
            "{page}: {input}"
        );
        assert!(text.contains(&format!("data-reveal=\"{field}\"")), "{page}");
    }
}
