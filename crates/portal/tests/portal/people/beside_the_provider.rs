//! Single sign-on beside the firm's own rules: who begins it, what it is worth where a passkey is asked for.

use anteroom::{
    base::{Role, Side, WayIn},
    people::{self, Policy},
};

use super::single_sign_on::{TWO_STEPS, comes_back, links, with_provider};
use crate::world::World;

#[test]
fn another_site_begins_no_sign_in_behind_somebodys_back() {
    let world = World::open();
    let fake = with_provider(&world);
    let begin = "/sign-in/single-sign-on?next=/matters";
    let door = "/sign-in?next=%2Fmatters";
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("referer", "https://evil.example/"),
    ] {
        let browser = world.browser();
        if name == "referer" {
            // A browser too old to say more.
            browser.browser().leaves_out("sec-fetch-site");
        }
        browser.browser().always_sends(name, value);
        let led = browser.gets(begin);
        assert_eq!(led.leads_to().as_deref(), Some(door), "{value}");
        assert!(!led.headers.contains_key("set-cookie"));
    }
    let old = world.browser();
    old.browser().leaves_out("sec-fetch-site");
    let here = world.portal().config.address("/sign-in");
    old.browser().always_sends("referer", &here);
    let away = old.gets(begin).leads_to().unwrap();
    assert!(away.starts_with(&fake.issuer()), "{away}");
    let typed = world.browser();
    typed.browser().always_sends("sec-fetch-site", "none");
    let away = typed.gets(begin).leads_to().unwrap();
    assert!(away.starts_with(&fake.issuer()), "{away}");
}

#[test]
fn the_longest_way_on_fits_into_the_cookie_beside_the_question() {
    let world = World::open();
    let _fake = with_provider(&world);
    for length in [500, 512, 513, 8000] {
        let browser = world.browser();
        let next = format!("/matters?q={}", "a".repeat(length - "/matters?q=".len()));
        let away = browser.gets(&format!("/sign-in/single-sign-on?next={next}"));
        let cookie = away.expect(303).header("set-cookie").to_owned();
        let pair = cookie.split(';').next().unwrap();
        assert!(pair.len() <= 4096, "{} bytes", pair.len());
    }
}

#[test]
fn where_the_firm_asks_for_a_passkey_the_provider_is_only_the_first_step() {
    let world = World::open();
    let fake = with_provider(&world);
    let ada = world.lawyer("Ada Lockhart");
    links(&world, &ada, &fake, "quill-17").expect(303);
    world.change_as_product(|tx| {
        let mut policy = Policy::load(tx)?;
        policy.members = people::Asked::Passkey;
        policy.keep(tx)
    });
    // She has none yet: she comes in with what she has, and only to add one.
    let phone = world.browser();
    comes_back(&world, &phone, &fake, "quill-17", &TWO_STEPS()).expect(303);
    let held_up = phone.gets("/matters").leads_to();
    assert_eq!(held_up.as_deref(), Some("/you/security/needed"));
    phone
        .posts("/matters", &[("title", "Sale of the mill")])
        .expect(303);
    let new = phone.posts("/emergency", &[("number", "1"), ("reason", "x")]);
    assert_eq!(new.leads_to().as_deref(), Some("/you/security/needed"));
    phone.opens("/you/security/passkey");

    // The provider and a passkey are taken together, the provider and anything else are not.
    let policy = world.read_as_product(Policy::load);
    let firm = Side::Firm(Role::Lawyer);
    assert!(policy.takes(firm, WayIn::SingleSignOnAndPasskey));
    assert!(!policy.takes(firm, WayIn::SingleSignOn));
    assert!(!policy.takes(firm, WayIn::SingleSignOnAndSecondStep));
    assert!(WayIn::SingleSignOnAndPasskey.is_by_provider());
    // Both pages of the settings say so. (An owner without a passkey reads them while the rule is for clients.)
    world.change_as_product(|tx| {
        let mut policy = Policy::load(tx)?;
        policy.members = people::Asked::TwoSteps;
        policy.keep(tx)
    });
    let owner = world.owner();
    owner.signs_in();
    let page = owner.opens("/settings/security");
    assert!(page.says("Whoever signs in with Quillgate shows their passkey here as well."));
    let page = owner.opens("/settings/single-sign-on");
    assert!(page.says("Where you ask your people for a passkey, they show it as well."));
}
