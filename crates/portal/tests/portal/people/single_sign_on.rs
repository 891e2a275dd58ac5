//! Members come in by the firm's provider: a provider that says what a story tells it to, rightly and wrongly.

use std::time::Duration;

use anteroom::base::WayIn;
use anteroom_oidc::fake::{Fake, Manner, Signs};
use anteroom_testkit::Answer;
use serde_json::{Value, json};

use super::types_password;
use crate::world::{PASSWORD, Persona, World};

const MINUTE: Duration = Duration::from_secs(60);
const PAGE: &str = "/settings/single-sign-on";
const CLIENT: &str = "anteroom-at-marlowe";
const SECRET: &str = "a secret between two machines";

/// A firm whose owner has set this provider.
pub fn with_provider(world: &World) -> Fake {
    let fake = world.waits_for(Fake::start()).unwrap();
    world.keeps_secret(SECRET);
    sets(world, &fake, &[]).expect(303);
    fake
}

fn sets(world: &World, fake: &Fake, more: &[(&str, &str)]) -> Answer {
    let issuer = fake.issuer();
    let fields = [
        ("provider", "other"),
        ("name", "Quillgate"),
        ("issuer", &issuer),
        ("client", CLIENT),
        ("secret", SECRET),
    ];
    world.portal().forget_look();
    world
        .owner()
        .fills(PAGE, PAGE, &[&fields[..], more].concat())
}

/// Where the provider was asked to lead back to, and with what.
pub struct Asked {
    state: String,
    nonce: String,
}

/// What an address at the provider asks.
fn asked(address: &str, fake: &Fake) -> Asked {
    let (place, query) = address.split_once('?').unwrap();
    assert_eq!(place, format!("{}/authorize", fake.issuer()));
    let of = |name: &str| {
        let mut all = query.split('&').filter_map(|pair| pair.split_once('='));
        let found = all.find(|(own, _)| *own == name);
        found.unwrap_or_else(|| panic!("no {name} in {query}")).1
    };
    assert_eq!(of("response_type"), "code");
    assert_eq!(of("code_challenge_method"), "S256");
    assert_eq!(of("client_id"), CLIENT);
    assert!(of("redirect_uri").ends_with("%2Fsign-in%2Fsingle-sign-on%2Fback"));
    assert!(!query.contains("verifier=") && !query.contains(SECRET));
    Asked {
        state: of("state").to_owned(),
        nonce: of("nonce").to_owned(),
    }
}

/// Goes to the provider from the sign-in page.
pub fn goes(browser: &Persona, fake: &Fake) -> Asked {
    let door = browser.opens("/sign-in?next=/matters");
    assert!(door.says("Sign in with Quillgate"));
    let away = browser.gets("/sign-in/single-sign-on?next=/matters");
    asked(&away.expect(303).leads_to().unwrap(), fake)
}

/// What an honest provider says of an account.
pub fn claims(world: &World, fake: &Fake, subject: &str, asked: &Asked) -> Value {
    let now = world.portal().now().seconds();
    json!({
        "iss": fake.issuer(), "aud": CLIENT, "sub": subject, "nonce": asked.nonce,
        "exp": now + 300, "iat": now, "email": "ada.lockhart@example.test",
    })
}

/// Where it leads back to.
pub fn back(asked: &Asked) -> String {
    format!(
        "/sign-in/single-sign-on/back?code=given&state={}",
        asked.state
    )
}

/// To the provider and back, as somebody it knows by this subject.
pub fn comes_back(
    world: &World,
    browser: &Persona,
    fake: &Fake,
    subject: &str,
    more: &Value,
) -> Answer {
    let asked = goes(browser, fake);
    let mut says = claims(world, fake, subject, &asked);
    for (name, value) in more.as_object().unwrap() {
        says.as_object_mut()
            .unwrap()
            .insert(name.clone(), value.clone());
    }
    fake.says(says);
    browser.gets(&back(&asked))
}

/// Links an account, from the page of a member's own security.
pub fn links(world: &World, member: &Persona, fake: &Fake, subject: &str) -> Answer {
    let link = "/you/security/single-sign-on";
    let onward = member.fills("/you/security", link, &[]).expect(200);
    let address = anteroom_testkit::links(&onward.text())
        .into_iter()
        .find(|address| address.starts_with(&fake.issuer()))
        .unwrap();
    let asked = asked(&address, fake);
    fake.says(claims(world, fake, subject, &asked));
    member.gets(&back(&asked))
}

fn is_nobody(browser: &Persona) {
    assert!(!browser.browser().cookies().contains_key("anteroom"));
    let _ = browser.gets("/today").expect(303);
    let code = browser.gets("/sign-in/code");
    assert_eq!(code.leads_to().as_deref(), Some("/sign-in"));
}

/// What a provider says that took two steps.
pub const TWO_STEPS: fn() -> Value = || json!({ "amr": ["pwd", "mfa"] });

#[test]
fn a_linked_account_is_the_first_step_and_ours_the_second_unless_the_provider_took_both() {
    let world = World::open();
    let fake = with_provider(&world);
    let ada = world.lawyer("Ada Lockhart");
    world.passes(MINUTE);
    let linked = links(&world, &ada, &fake, "quill-17").expect(303);
    assert!(ada.follows(&linked).says("Your account is linked."));
    world.works();
    let told = world.letters_to(&ada);
    assert!(
        told.iter()
            .any(|letter| letter.subject == "Your way in was changed")
    );

    let browser = world.browser();
    let half = comes_back(&world, &browser, &fake, "quill-17", &json!({}));
    assert_eq!(
        half.expect(303).leads_to().as_deref(),
        Some("/sign-in/code")
    );
    let _ = browser.gets("/today").expect(303);
    world.passes(MINUTE);
    browser
        .posts("/sign-in/code", &[("code", "000000")])
        .expect(422);
    let inside = browser.fills("/sign-in/code", "/sign-in/code", &[("code", &ada.code())]);
    assert_eq!(inside.leads_to().as_deref(), Some("/matters"));
    browser.opens("/today");
    let form = &fake.forms()[1];
    assert!(form.contains("code=given") && form.contains("code_verifier="));

    let phone = world.browser();
    let inside = comes_back(&world, &phone, &fake, "quill-17", &TWO_STEPS());
    assert_eq!(inside.expect(303).leads_to().as_deref(), Some("/matters"));
    phone.opens("/today");
    let record = world.owner().opens("/record");
    assert!(record.says("Ada Lockhart signed in with single sign-on and a second step here"));
    assert!(record.says("Ada Lockhart linked an account for single sign-on"));
    assert_eq!(WayIn::parse("single sign-on"), Some(WayIn::SingleSignOn));
}

#[test]
fn what_an_honest_provider_would_not_say_lets_nobody_in() {
    let world = World::open();
    let fake = with_provider(&world);
    let ada = world.lawyer("Ada Lockhart");
    links(&world, &ada, &fake, "quill-17").expect(303);
    let now = world.portal().now().seconds();
    for wrong in [
        json!({ "nonce": "another" }),
        json!({ "aud": "somebody else" }),
        json!({ "aud": [CLIENT, "somebody else"] }),
        json!({ "iss": "https://accounts.example.com" }),
        json!({ "exp": now - 120 }),
        json!({ "iat": now + 3600 }),
    ] {
        let browser = world.browser();
        let mut says = TWO_STEPS();
        says.as_object_mut()
            .unwrap()
            .extend(wrong.as_object().unwrap().clone());
        let answer = comes_back(&world, &browser, &fake, "quill-17", &says).expect(502);
        assert!(answer.says("We could not believe Quillgate"), "{wrong}");
        is_nobody(&browser);
    }
    for signs in [
        Signs::Not,
        Signs::WithAnothersKey,
        Signs::WithPublicKeyAsPassword,
    ] {
        fake.signs(signs);
        let browser = world.browser();
        comes_back(&world, &browser, &fake, "quill-17", &TWO_STEPS()).expect(502);
        is_nobody(&browser);
    }
    fake.signs(Signs::Rs256);
    let browser = world.browser();
    comes_back(&world, &browser, &fake, "quill-17", &TWO_STEPS()).expect(303);
    browser.opens("/today");
    for manner in [Manner::Redirects, Manner::CallsItselfAnother] {
        let browser = world.browser();
        let asked = goes(&browser, &fake);
        fake.says(claims(&world, &fake, "quill-17", &asked));
        fake.behaves(manner);
        let _ = browser.gets(&back(&asked)).expect(502);
        fake.behaves(Manner::Good);
        is_nobody(&browser);
    }
    let record = world.owner().opens("/record");
    assert!(record.says("A sign-in did not succeed"));
}

#[test]
fn an_answer_counts_once_in_the_browser_that_asked() {
    let world = World::open();
    let fake = with_provider(&world);
    let ada = world.lawyer("Ada Lockhart");
    links(&world, &ada, &fake, "quill-17").expect(303);
    let (asking, other) = (world.browser(), world.browser());
    let question = goes(&asking, &fake);
    let mut says = claims(&world, &fake, "quill-17", &question);
    says["amr"] = json!("mfa");
    fake.says(says);
    // Somebody else's browser brings it: one that asked nothing, and one that asked something else.
    let stale = |answer: Answer| assert!(answer.expect(200).says("That took too long"));
    stale(other.gets(&back(&question)));
    let another = goes(&other, &fake);
    stale(other.gets(&back(&question)));
    assert_ne!(another.state, question.state);
    is_nobody(&other);
    // A state that was never given; and with it the question is used up.
    let odd = Asked {
        state: "0".repeat(64),
        nonce: String::new(),
    };
    let cookie = asking.browser().cookies()["anteroom-provider"].clone();
    stale(asking.gets(&back(&odd)));
    asking.browser().set_cookie("anteroom-provider", &cookie);
    stale(asking.gets(&back(&question)));

    // Once, and in time.
    let question = goes(&asking, &fake);
    let mut says = claims(&world, &fake, "quill-17", &question);
    says["amr"] = json!("mfa");
    fake.says(says);
    let cookie = asking.browser().cookies()["anteroom-provider"].clone();
    let _ = asking.gets(&back(&question)).expect(303);
    let again = world.browser();
    again.browser().set_cookie("anteroom-provider", &cookie);
    stale(again.gets(&back(&question)));
    let late = world.browser();
    let question = goes(&late, &fake);
    world.passes(MINUTE * 11);
    stale(late.gets(&back(&question)));
    // The provider turned them away, or another provider answers in its place.
    let browser = world.browser();
    let question = goes(&browser, &fake);
    let denied = browser.gets(&format!(
        "/sign-in/single-sign-on/back?error=access_denied&state={}",
        question.state
    ));
    assert!(denied.says("Quillgate did not let you through"));
    let question = goes(&browser, &fake);
    let mixed_up = browser.gets(&format!(
        "{}&iss=https%3A%2F%2Fevil.example",
        back(&question)
    ));
    assert!(mixed_up.says("did not let you through"));
    is_nobody(&browser);
}

#[test]
fn an_address_is_nobody_and_an_account_is_one_persons() {
    let world = World::open();
    let fake = with_provider(&world);
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    // The provider says Ada's address, of an account nobody linked.
    let stranger = world.browser();
    let unlinked = comes_back(&world, &stranger, &fake, "quill-99", &TWO_STEPS());
    assert!(unlinked.says("This account is linked to nobody here"));
    is_nobody(&stranger);

    links(&world, &ada, &fake, "quill-17").expect(303);
    let taken = links(&world, &ben, &fake, "quill-17").expect(200);
    assert!(taken.says("This account can’t be linked"));
    // What Ada's browser was sent to link is linked to nobody in Ben's.
    let onward = ben
        .fills("/you/security", "/you/security/single-sign-on", &[])
        .expect(200);
    let address = anteroom_testkit::links(&onward.text())
        .into_iter()
        .find(|address| address.starts_with(&fake.issuer()))
        .unwrap();
    let question = asked(&address, &fake);
    fake.says(claims(&world, &fake, "quill-18", &question));
    let cookie = ben.browser().cookies()["anteroom-provider"].clone();
    let eve = world.assistant("Eve Standish");
    eve.browser().set_cookie("anteroom-provider", &cookie);
    assert!(eve.gets(&back(&question)).says("That took too long"));
    assert!(!eve.opens("/you/security").says("quill"));

    // Clients have no such account, and see nothing of it but the button at the door.
    let carl = world.client("Carl Underhill");
    assert!(!carl.opens("/you/security").says("Quillgate"));
    carl.posts("/you/security/single-sign-on", &[]).expect(404);
    // Whoever left comes in no more.
    let (id, owner) = (ada.id(), world.owner());
    owner
        .changes(move |tx| {
            let member = anteroom::firms::staff::member(tx, id)?;
            anteroom::firms::staff::end(tx, &member)
        })
        .unwrap();
    let gone = comes_back(&world, &world.browser(), &fake, "quill-17", &TWO_STEPS());
    assert!(gone.says("This account is linked to nobody here"));
}

#[test]
fn an_owner_may_ask_members_to_use_it_and_never_locks_the_firm_out() {
    let world = World::open();
    let fake = with_provider(&world);
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    links(&world, &ada, &fake, "quill-17").expect(303);
    links(&world, world.owner(), &fake, "quill-1").expect(303);
    sets(&world, &fake, &[("required", "yes")]).expect(303);
    let removal = "/you/security/single-sign-on/removal";
    let refused = ada.posts(removal, &[]).expect(409);
    assert!(refused.says("so it stays linked"));
    world.passes(MINUTE);
    let own_way = |person: &Persona| {
        let browser = world.browser();
        types_password(&browser, &person.email, PASSWORD).expect(303);
        browser.posts("/sign-in/code", &[("code", &person.code())])
    };
    let refused = own_way(&ada).expect(409);
    assert!(refused.says("Your firm asks you to sign in with your linked account"));
    own_way(&ben).expect(303);
    own_way(world.owner()).expect(303);
    let phone = world.browser();
    let half = comes_back(&world, &phone, &fake, "quill-17", &json!({}));
    assert_eq!(
        half.expect(303).leads_to().as_deref(),
        Some("/sign-in/code")
    );
    phone
        .posts("/sign-in/code", &[("code", &ada.code())])
        .expect(303);
    // Without the rule it is theirs to end.
    sets(&world, &fake, &[("required", "")]).expect(303);
    let ended = ada.fills("/you/security", removal, &[]).expect(303);
    assert!(ada.follows(&ended).says("no longer linked"));
    world.passes(MINUTE);
    own_way(&ada).expect(303);
    let gone = comes_back(&world, &world.browser(), &fake, "quill-17", &TWO_STEPS());
    assert!(gone.says("linked to nobody here"));
}

#[test]
fn nothing_is_asked_of_anybody_unless_an_owner_has_set_it() {
    let world = World::open();
    let fake = world.waits_for(Fake::start()).unwrap();
    let ada = world.lawyer("Ada Lockhart");
    let browser = world.browser();
    assert!(!browser.opens("/sign-in").text().contains("single-sign-on"));
    browser.finds_nothing_at("/sign-in/single-sign-on");
    browser.finds_nothing_at("/sign-in/single-sign-on/back?code=x&state=y");
    ada.posts("/you/security/single-sign-on", &[]).expect(404);
    let _ = ada.gets(PAGE).expect(403);
    ada.posts(PAGE, &[("provider", "none")]).expect(403);

    world.keeps_secret(SECRET);
    let test = format!("{PAGE}/test");
    let owner = world.owner();
    let issuer = fake.issuer();
    let tries = |issuer: &str| {
        let fields = [
            ("provider", "other"),
            ("name", "Quillgate"),
            ("issuer", issuer),
            ("client", CLIENT),
            ("secret", SECRET),
        ];
        let form = owner.opens(PAGE).form(PAGE);
        let filled = form.filled(&fields);
        let all: Vec<(&str, &str)> = filled
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        owner.posts(&test, &all).expect(200)
    };
    fake.behaves(Manner::Refuses("invalid_grant"));
    assert!(tries(&issuer).says("It works"));
    fake.behaves(Manner::Refuses("invalid_client"));
    assert!(tries(&issuer).says("does not know this client ID"));
    fake.behaves(Manner::CallsItselfAnother);
    assert!(tries(&issuer).says("https://accounts.example.com"));
    assert!(tries("http://127.0.0.1:9").says("does not answer"));
    assert!(tries("http://accounts.example.com").says("must begin with https"));
    assert!(!owner.opens(PAGE).text().contains(SECRET));
    assert!(fake.forms().is_empty());

    // A provider that is gone keeps nobody from signing in another way.
    tries("http://127.0.0.1:9");
    world.portal().forget_look();
    let silent = browser.gets("/sign-in/single-sign-on").expect(503);
    assert!(silent.says("Quillgate does not answer"));
    owner.fills(PAGE, PAGE, &[("provider", "none")]).expect(303);
    browser.finds_nothing_at("/sign-in/single-sign-on");
}
