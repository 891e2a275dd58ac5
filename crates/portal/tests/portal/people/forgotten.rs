//! A forgotten password: a letter gives back that step and nothing else, and tells nobody who has a space here.

use std::time::Duration;

use anteroom::{
    base::{Result, Tx, sql},
    people::{Door, Person},
};

use super::{NEW_PASSWORD, halfway, invited, link_in, types_password};
use crate::world::{PASSWORD, Persona, World};

const MINUTE: Duration = Duration::from_secs(60);

/// A link as they are made, that was never made.
const NO_SUCH_LINK: &str =
    "/new-password/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

sql! {
    // For the whole installation: a test has one firm.
    WRITTEN = "select (select count(*) from jobs), (select count(*) from guesses), (select count(*) from entries),
        (select count(*) from notices), (select count(*) from attempts), (select count(*) from password_resets)";
}

fn written(tx: &mut Tx<'_, '_>) -> Result<Vec<i64>> {
    let row = tx.row(WRITTEN, &[], |row| {
        (0..6)
            .map(|at| row.get(at))
            .collect::<Result<Vec<i64>, _>>()
    })?;
    Ok(row.unwrap_or_default())
}

/// Says at the door that the password is forgotten.
fn forgets(browser: &Persona, email: &str) -> anteroom_testkit::Answer {
    let page = "/sign-in/help?missing=password";
    browser.fills(page, "/sign-in/help/password", &[("email", email)])
}

/// The link of the newest letter to somebody.
fn newest_link(world: &World, email: &str) -> String {
    world.works();
    let mut letters = world.letters();
    letters.retain(|letter| letter.to == email && letter.text.contains("/new-password/"));
    link_in(&letters.pop().unwrap().text, "/new-password/")
}

#[test]
fn the_letter_gives_back_the_password_and_the_second_step_is_asked_as_always() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    world.passes(MINUTE);
    let half = halfway(&world, &carl);
    let browser = world.browser();
    let asked = forgets(&browser, &carl.email).expect(303);
    assert!(
        browser
            .follows(&asked)
            .says("If somebody here has this address")
    );
    let link = newest_link(&world, &carl.email);
    world.keeps_secret(link.rsplit('/').next().unwrap());
    world.forgets(link.rsplit('/').next().unwrap());

    // Mail programs open links before people do.
    for _ in 0..3 {
        assert!(browser.opens(&link).says("Choose a new password"));
    }
    carl.opens("/you");
    types_password(&world.browser(), &carl.email, PASSWORD).expect(303);

    browser
        .fills(&link, &link, &[("password", "too short")])
        .expect(422);
    let set = browser.fills(&link, &link, &[("password", NEW_PASSWORD)]);
    assert_eq!(set.leads_to().as_deref(), Some("/sign-in/code"));
    // Nobody is in: not whoever set it, not those who were.
    assert!(!browser.browser().cookies().contains_key("anteroom"));
    for who in [&browser, &carl, &half] {
        let _ = who.gets("/you").expect(303);
    }
    let late = half.posts("/sign-in/code", &[("code", &carl.code())]);
    assert_eq!(late.leads_to().as_deref(), Some("/sign-in"));
    types_password(&world.browser(), &carl.email, PASSWORD).expect(422);

    world.passes(MINUTE);
    browser
        .posts("/sign-in/code", &[("code", "000000")])
        .expect(422);
    let inside = browser.fills("/sign-in/code", "/sign-in/code", &[("code", &carl.code())]);
    assert_eq!(inside.leads_to().as_deref(), Some("/"));
    browser.opens("/you");
    world.works();
    let told = world.letters_to(&carl);
    assert!(
        told.iter()
            .any(|letter| letter.subject == "Your way in was changed")
    );
    let record = world.owner().opens("/record");
    assert!(record.says("Carl Underhill was sent a letter about a forgotten password"));
    assert!(record.says("Carl Underhill set a password"));
}

#[test]
fn asking_is_the_same_answer_and_the_same_work_for_every_address() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let never_in = "nadia.haddad@example.test";
    invited(&world, "Nadia Haddad", Door::Code);
    world.works();
    let asks = |email: &str| {
        let browser = world.browser();
        browser.opens("/sign-in/help?missing=password");
        let before = world.read_as_product(written);
        let answer = forgets(&browser, email);
        let after = world.read_as_product(written);
        let more: Vec<i64> = after.iter().zip(before).map(|(a, b)| a - b).collect();
        let mut headers: Vec<String> = answer
            .headers
            .iter()
            .filter(|(name, _)| *name != http::header::DATE)
            .map(|(name, value)| format!("{name}: {value:?}"))
            .collect();
        headers.sort();
        let text = browser.follows(&answer).text();
        world.works();
        (answer.status, headers, text, more)
    };
    // The first one makes the count of its network.
    asks("somebody@example.test");
    let unknown = asks("nobody@example.test");
    assert_eq!(unknown, asks(&carl.email));
    assert_eq!(unknown, asks(never_in));
    let to = |email: &str| {
        let mut letters = world.letters();
        letters.retain(|letter| letter.to == email);
        letters
    };
    assert!(to("nobody@example.test").is_empty());
    assert!(to(&carl.email)[0].text.contains("/new-password/"));
    // Whoever has no password is told so, and gets no link.
    let honest = &to(never_in)[0].text;
    assert!(honest.contains("You have no password here") && !honest.contains("/new-password/"));
}

#[test]
fn the_newest_link_counts_once_for_half_an_hour_and_every_other_explains_itself_alike() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let browser = world.browser();
    forgets(&browser, &carl.email);
    let older = newest_link(&world, &carl.email);
    world.passes(MINUTE);
    forgets(&browser, &carl.email);
    let newest = newest_link(&world, &carl.email);
    assert_ne!(older, newest);
    let unknown = browser.opens(NO_SUCH_LINK).text();
    assert!(unknown.contains("This link is no longer good"));
    let says_the_same = |link: &str| {
        let page = browser.opens(link).text();
        assert_eq!(page.replace(link, NO_SUCH_LINK), unknown);
        let tried = browser
            .posts(link, &[("password", NEW_PASSWORD)])
            .expect(200);
        assert_eq!(tried.text().replace(link, NO_SUCH_LINK), unknown);
    };
    says_the_same(&older);
    let tries: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    world
                        .browser()
                        .posts(&newest, &[("password", NEW_PASSWORD)])
                })
            })
            .collect();
        let joined = tries.into_iter().map(|one| one.join().unwrap());
        joined.map(|answer| answer.status.as_u16()).collect()
    });
    let set = tries.iter().filter(|status| **status == 303).count();
    assert_eq!(set, 1, "{tries:?}");
    says_the_same(&newest);
    world.passes(MINUTE);
    forgets(&browser, &carl.email);
    let late = newest_link(&world, &carl.email);
    world.passes(MINUTE * 31);
    says_the_same(&late);
    for odd in ["/new-password/x", "/new-password/%00"] {
        assert!(browser.opens(odd).says("This link is no longer good"));
    }
}

#[test]
fn a_link_ends_with_the_password_it_was_for_and_with_the_address_it_went_to() {
    let world = World::open();
    let (carl, dora) = (world.client("Carl Underhill"), world.client("Dora Fenwick"));
    let browser = world.browser();
    forgets(&browser, &carl.email);
    let link = newest_link(&world, &carl.email);
    let changed = [
        ("current", PASSWORD),
        ("password", "four blue kettles on a raft"),
    ];
    let form = carl
        .opens("/you/security/password")
        .form("/you/security/password");
    carl.submits(&form, &changed).expect(303);
    assert!(browser.opens(&link).says("This link is no longer good"));

    forgets(&browser, &dora.email);
    let link = newest_link(&world, &dora.email);
    let id = dora.id();
    world.change_as_product(move |tx| {
        tx.unaudited("the address is what matters here");
        Person::correct(tx, id, "Dora Fenwick", "dora@elsewhere.test")
    });
    assert!(browser.opens(&link).says("This link is no longer good"));
}

#[test]
fn asking_too_often_is_slowed_alike_and_keeps_nobody_from_signing_in() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    for email in [carl.email.as_str(), "nobody@example.test"] {
        let browser = world.browser();
        for _ in 0..5 {
            forgets(&browser, email).expect(303);
        }
        forgets(&browser, email).expect(429);
    }
    halfway(&world, &carl);
    world
        .browser()
        .posts("/sign-in/help/password", &[("email", "no address")])
        .expect(422);
}

#[test]
fn a_link_gives_back_its_own_accounts_password_and_nobody_elses() {
    let world = World::open();
    let (carl, dora) = (world.client("Carl Underhill"), world.client("Dora Fenwick"));
    let browser = world.browser();
    forgets(&browser, &carl.email);
    let link = newest_link(&world, &carl.email);
    // A digit more or less is no link, whichever it is.
    let (start, token) = link.rsplit_once('/').unwrap();
    for at in [0, 31, 63] {
        let mut other = token.to_owned().into_bytes();
        other[at] = if other[at] == b'0' { b'1' } else { b'0' };
        let other = format!("{start}/{}", String::from_utf8(other).unwrap());
        assert!(browser.opens(&other).says("This link is no longer good"));
    }
    // Whoever stands halfway in as somebody else, and whatever the form says, it is about Carl.
    let half = halfway(&world, &dora);
    let hers = dora.id();
    let fields = [
        ("password", NEW_PASSWORD),
        ("email", dora.email.as_str()),
        ("person", hers.as_ref()),
    ];
    half.posts(&link, &fields).expect(303);
    world.passes(MINUTE);
    half.posts("/sign-in/code", &[("code", &dora.code())])
        .expect(422);
    types_password(&world.browser(), &dora.email, PASSWORD).expect(303);
    types_password(&world.browser(), &dora.email, NEW_PASSWORD).expect(422);
    types_password(&world.browser(), &carl.email, NEW_PASSWORD).expect(303);
}
