//! What the firm asks of whoever comes in: set by owners, and in force from the next request on.

use std::time::Duration;

use anteroom::{
    base::Locale,
    people::{Asked, Card, Door, NewPerson, Policy, Session},
    routes,
};

use super::{halfway, invited, knocks, secret_of};
use crate::world::{Persona, World, code};

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The firm sets its policy, whatever its owner has.
fn sets(world: &World, change: impl Fn(&mut Policy) + Send + 'static) {
    world.change_as_product(move |tx| {
        let mut policy = Policy::load(tx)?;
        change(&mut policy);
        policy.keep(tx)
    });
}

fn is_held_up(person: &Persona, page: &str) -> bool {
    person.gets(page).leads_to().as_deref() == Some("/you/security/needed")
}

#[test]
fn an_owner_sets_the_policy_after_a_fresh_proof_and_nobody_else_does() {
    let world = World::open();
    let (olive, ada) = (world.owner(), world.lawyer("Ada Lockhart"));
    let page = olive.opens("/settings/security");
    let fields = [("clients", "two steps"), ("days", "3"), ("minutes", "15")];
    let kept = olive.submits(&page.form("/settings/security"), &fields);
    assert!(olive.follows(&kept).says("Your changes are saved."));
    let policy = world.read_as_product(Policy::load);
    assert_eq!((policy.invitation_days, policy.idle_minutes), (3, 15));
    assert!(
        olive
            .opens("/record")
            .says("set what people must come in with")
    );

    ada.gets("/settings/security").expect(403);
    ada.posts("/settings/security", &fields).expect(403);
    for (field, value) in [
        ("days", "15"),
        ("days", "0"),
        ("minutes", "31"),
        ("clients", "none"),
    ] {
        let form = olive.opens("/settings/security").form("/settings/security");
        olive.submits(&form, &[(field, value)]).expect(422);
    }
    world.passes(MINUTE * 6);
    let to = olive.gets("/settings/security").leads_to().unwrap();
    assert!(to.starts_with("/sign-in/again"), "{to}");
    let asked = olive.posts("/settings/security", &fields).expect(403);
    assert!(asked.says("Is it you?"));
}

#[test]
fn an_owner_does_not_lock_themselves_out() {
    let world = World::open();
    let olive = world.owner();
    for field in ["owners", "members"] {
        let form = olive.opens("/settings/security").form("/settings/security");
        let refused = olive.submits(&form, &[(field, "passkey")]).expect(422);
        assert!(refused.says("You have nothing yourself that meets this."));
    }
    let policy = world.read_as_product(Policy::load);
    assert_eq!(
        (policy.owners, policy.members),
        (Asked::TwoSteps, Asked::TwoSteps)
    );
    olive.opens("/today");
}

#[test]
fn asking_clients_for_a_passkey_holds_at_once_and_lets_them_in_only_to_add_one() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let paper = olive.adds(
        matter,
        "Deed of the house.txt",
        b"Signed, sealed and delivered.",
    );
    olive.shares(paper, &carl);
    let signed = carl.actor().signed().unwrap().clone();
    let goes_on = {
        let (world, signed) = (&world, signed);
        move || {
            let signed = signed.clone();
            world.read_as_product(move |tx| Session::is_open(tx, &signed))
        }
    };
    assert!(goes_on());
    sets(&world, |policy| policy.clients = Asked::Passkey);
    assert!(!goes_on(), "a download under way ends too");

    let download = routes::download(paper.version);
    let letters = routes::my_messages(matter);
    for page in [
        "/",
        "/documents",
        "/you",
        "/you/security",
        &letters,
        &download,
    ] {
        assert!(is_held_up(&carl, page), "{page}");
    }
    assert!(
        carl.posts(&letters, &[("words", "Let me in")])
            .leads_to()
            .is_some()
    );
    let needed = carl.opens("/you/security/needed");
    assert!(needed.says("now asks for a passkey"));
    carl.opens("/you/security/passkey");
    // A password is not what is asked for, so none is set; and the firm's own people go on as before.
    carl.gets("/you/security/app").expect(409);
    olive.opens("/today");

    // Whoever signs in anew with what they have gets as far.
    carl.signs_in();
    assert!(is_held_up(&carl, "/"));
    sets(&world, |policy| policy.clients = Asked::TwoSteps);
    carl.opens("/documents");
}

#[test]
fn where_a_passkey_is_asked_for_an_invitation_leads_to_nothing_else() {
    let world = World::open();
    sets(&world, |policy| policy.clients = Asked::Passkey);
    let invitation = invited(&world, "Nadia Haddad", Door::Code);
    let nadia = world.browser();
    let door = knocks(&nadia, &invitation, &invitation.door_code);
    let page = nadia.follows(&door);
    assert!(page.says("Your law firm asks for a passkey.") && !page.says("Use a password"));
    nadia.posts("/enter", &[("way", "password")]).expect(409);
    nadia
        .posts("/enter/password", &[("password", super::NEW_PASSWORD)])
        .expect(409);
}

#[test]
fn where_cards_are_not_taken_whoever_has_only_a_card_adds_an_app() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let person = carl.id();
    let codes = olive
        .changes(move |tx| Card::make(tx, person, None))
        .unwrap();
    codes.iter().for_each(|code| world.keeps_secret(code));
    let half = halfway(&world, &carl);
    half.posts("/sign-in/card", &[("code", &codes[0])])
        .expect(303);
    half.opens("/documents");
    sets(&world, |policy| policy.takes_cards = false);
    // They have an app too, so they use that; the card is no way round it.
    assert!(is_held_up(&half, "/documents"));
    assert!(half.opens("/you/security/needed").says("which you have"));
    half.gets("/you/security/app").expect(200);
    let another = halfway(&world, &carl);
    assert!(!another.opens("/sign-in/code").says("card"));
    another
        .posts("/sign-in/card", &[("code", &codes[1])])
        .expect(422);
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let card = routes::code_card(matter, carl.id());
    olive.posts(&card, &[]).expect(409);
    assert!(
        !olive
            .opens(&routes::matter_people(matter))
            .text()
            .contains(&card)
    );
}

#[test]
fn whoever_came_with_a_card_only_goes_on_once_an_app_is_set() {
    let world = World::open();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let nadia = anteroom::matters::Invitee::New(NewPerson {
        name: "Nadia Haddad".into(),
        email: "nadia.haddad@example.test".into(),
        phone: None,
        locale: Locale::En,
    });
    let (invitation, codes) = olive
        .changes(move |tx| {
            let matter = anteroom::matters::Matter::find(tx, matter)?;
            let (way, door) = (anteroom::people::Way::Letter, Door::Code);
            let invited = matter.invite(tx, &nadia, way, door, true)?;
            let anteroom::matters::Invited::Anew(id) = invited else {
                unreachable!("nobody knows her")
            };
            let sent = anteroom::matters::SentInvitation::find(tx, id)?;
            let codes = sent.print_card(tx)?;
            Ok((sent.invitation, codes))
        })
        .unwrap();
    codes.iter().for_each(|code| world.keeps_secret(code));
    let browser = world.browser();
    knocks(&browser, &invitation, &invitation.door_code).expect(303);
    browser.posts("/enter", &[("way", "card")]).expect(303);
    browser
        .posts("/enter/password", &[("password", super::NEW_PASSWORD)])
        .expect(303);
    browser
        .posts("/enter/card", &[("code", &codes[0])])
        .expect(303);
    browser.opens("/documents");

    sets(&world, |policy| policy.takes_cards = false);
    assert!(is_held_up(&browser, "/documents"));
    let token = browser.browser().cookies()["anteroom"].clone();
    let page = browser.opens("/you/security/app");
    let secret = secret_of(&page.text());
    let step = world.portal().now().seconds() / 30;
    let form = page.form("/you/security/app");
    browser
        .submits(&form, &[("code", &code(&secret, step))])
        .expect(303);
    browser.opens("/documents");
    assert_ne!(browser.browser().cookies()["anteroom"], token);
}

#[test]
fn an_invitation_and_an_idle_session_last_as_long_as_the_firm_says() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    sets(&world, |policy| {
        policy.invitation_days = 3;
        policy.idle_minutes = 15;
    });
    let invitation = invited(&world, "Nadia Haddad", Door::Code);
    assert!(
        carl.opens("/you")
            .text()
            .contains("data-warn=\"600\" data-end=\"900\"")
    );
    carl.posts("/session/renewal", &[]).expect(204);
    world.passes(MINUTE * 14);
    carl.opens("/you");
    carl.posts("/session/renewal", &[]).expect(204);
    world.passes(MINUTE * 16);
    carl.gets("/you").expect(303);
    world.passes(DAY * 3);
    let link = routes::invitation(&invitation.token);
    let page = world.browser().opens(&link);
    assert!(page.says("It was good for 3 days."));
}
