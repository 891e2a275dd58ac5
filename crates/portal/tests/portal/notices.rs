//! Letters: they say that something waits, never what; they leave once, or say why not.

use std::time::Duration;

use anteroom::{
    base::Role,
    notices::{self, Kind, Reason, Refusal},
    people::{Door, Invitation, Member, NewPerson, Person, Way},
};
use anteroom_testkit::{Manner, SmtpServer};

use crate::world::{FIRM, Paper, Persona, World};

const MINUTE: Duration = Duration::from_secs(60);

fn shares_something(world: &World, ada: &Persona, carl: &Persona) -> Paper {
    let matter = ada.opens_matter("The quarrel about the orchard", &[carl]);
    let paper = ada.adds(
        matter,
        "Orchard boundary.txt",
        b"The hedge stands two metres too far west.",
    );
    ada.shares(paper, carl);
    world.works();
    paper
}

#[test]
fn a_letter_leaves_when_a_sharing_can_no_longer_be_undone_and_says_nothing_of_it() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    world.works();
    let before = world.letters_to(&carl).len();
    shares_something(&world, &ada, &carl);
    assert_eq!(world.letters_to(&carl).len(), before, "too early");

    world.passes(MINUTE + Duration::from_secs(1));
    world.works();
    let letters = world.letters_to(&carl);
    assert_eq!(letters.len(), before + 1);
    let letter = letters.last().unwrap();
    assert_eq!(letter.subject, format!("{FIRM}: something new for you"));
    assert!(letter.text.starts_with("Hello Carl,"), "{}", letter.text);
    assert!(letter.text.contains("613 555 0140"));
    for word in ["Ada", "orchard", "Orchard", "/m/", "doc_", "mat_"] {
        assert!(!letter.text.contains(word), "{word} in {}", letter.text);
    }
    // And it does not leave again.
    world.passes(Duration::from_secs(24 * 60 * 60));
    world.works();
    assert_eq!(world.letters_to(&carl).len(), before + 1);
}

#[test]
fn what_was_taken_back_before_it_left_is_never_told() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    world.works();
    let before = world.letters_to(&carl).len();
    let matter = ada.opens_matter("The quarrel about the orchard", &[&carl]);
    let paper = ada.adds(
        matter,
        "Orchard boundary.txt",
        b"The hedge stands too far west.",
    );
    let share = ada.shares(paper, &carl);
    ada.revokes(share);
    world.passes(2 * MINUTE);
    world.works();
    assert_eq!(world.letters_to(&carl).len(), before);
}

#[test]
fn what_waits_for_one_person_becomes_one_letter() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    world.works();
    let before = world.letters_to(&carl).len();
    let matter = ada.opens_matter("The quarrel about the orchard", &[&carl]);
    let plan = ada.adds(
        matter,
        "Orchard boundary.txt",
        b"The hedge stands too far west.",
    );
    let offer = ada.adds(
        matter,
        "Neighbour's offer.txt",
        b"He offers to plant a new one.",
    );
    ada.shares(plan, &carl);
    ada.asks_to_review(offer, &carl, "Read this one with a cup of tea.");
    world.passes(2 * MINUTE);
    world.works();
    let letters = world.letters_to(&carl);
    assert_eq!(letters.len(), before + 1);
    assert_eq!(
        letters.last().unwrap().subject,
        format!("{FIRM}: something needs you")
    );
}

#[test]
fn a_letter_nobody_took_is_tried_again_until_it_leaves() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    world.works();
    let before = world.letters_to(&carl).len();
    shares_something(&world, &ada, &carl);
    world.mailbox().refuse(Some(Refusal {
        reason: Reason::NoAnswer,
        said: "connection refused".into(),
        for_good: false,
    }));
    world.passes(2 * MINUTE);
    world.works();
    let troubles = world.owner().reads(notices::troubles).unwrap();
    assert_eq!(troubles.len(), 1);
    assert_eq!(
        (troubles[0].name.as_str(), troubles[0].reason),
        ("Carl Underhill", Reason::NoAnswer)
    );
    // Within the minute it is not tried again.
    assert_eq!(world.works(), 0);

    world.mailbox().refuse(None);
    world.passes(2 * MINUTE);
    world.works();
    assert_eq!(world.letters_to(&carl).len(), before + 1);
    assert!(world.owner().reads(notices::troubles).unwrap().is_empty());
}

#[test]
fn a_letter_refused_for_good_is_told_to_those_who_know_the_client_and_to_nobody_else() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let stranger = world.lawyer("Bertram Vole");
    world.works();
    shares_something(&world, &ada, &carl);
    world.mailbox().refuse(Some(Refusal {
        reason: Reason::AddressRefused,
        said: "550 no such user".into(),
        for_good: true,
    }));
    world.passes(2 * MINUTE);
    world.works();
    world.mailbox().refuse(None);
    let seen = |who: &Persona| who.reads(notices::troubles).map(|troubles| troubles.len());
    assert_eq!(seen(world.owner()).unwrap(), 1);
    assert_eq!(seen(&ada).unwrap(), 1);
    assert_eq!(seen(&stranger).unwrap(), 0);
    assert!(seen(&carl).is_err());
    let page = world.owner().opens("/settings/mail");
    assert!(page.says("Carl Underhill") && page.says("550 no such user"));
    // Whoever is told is led to where the address stands.
    for who in [world.owner(), &ada] {
        let today = who.opens("/today").text();
        let link = today.split("See Carl and the address").next().unwrap();
        let link = link.rsplit("href=\"").next().unwrap();
        let people = link.split('"').next().unwrap();
        assert!(who.opens(people).says(&carl.email), "{people}");
    }
    world.passes(Duration::from_secs(24 * 60 * 60));
    assert_eq!(world.works(), 0, "it is not tried again");
}

#[test]
fn an_invitation_has_its_link_and_a_colleague_is_greeted_as_one() {
    let world = World::open();
    let invite = |name: &str, email: &str, role: Option<Role>| {
        let new = NewPerson {
            name: name.into(),
            email: email.into(),
            phone: None,
            locale: anteroom::base::Locale::En,
        };
        world
            .owner()
            .changes(move |tx| {
                let person = Person::add(tx, &new)?;
                if let Some(role) = role {
                    Member::add(tx, person, role, "")?;
                }
                Invitation::make(tx, person, Way::Email, Door::Code)
            })
            .unwrap()
    };
    let client = invite("Nadia Haddad", "nadia@example.test", None);
    let clerk = invite("Daniel Petit", "daniel@example.test", Some(Role::Assistant));
    world.works();
    let letter = |to: &str| {
        let mut letters = world.letters();
        letters.retain(|letter| letter.to == to);
        assert_eq!(letters.len(), 1);
        letters.remove(0).text
    };
    let (to_client, to_clerk) = (letter("nadia@example.test"), letter("daniel@example.test"));
    let link = |invitation: &Invitation| {
        let path = anteroom::routes::invitation(&invitation.token);
        world.portal().config.address(&path)
    };
    assert!(to_client.lines().any(|line| line == link(&client)));
    assert!(to_clerk.lines().any(|line| line == link(&clerk)));
    assert!(to_client.contains("has made a private space for you"));
    assert!(to_clerk.contains("has added you to the client space"));
    assert!(!to_client.contains(&client.door_code));
}

#[test]
fn an_open_invitation_is_reminded_of_once_and_only_the_newest() {
    let world = World::open();
    let new = NewPerson {
        name: "Nadia Haddad".into(),
        email: "nadia@example.test".into(),
        phone: None,
        locale: anteroom::base::Locale::Fr,
    };
    let owner = world.owner();
    let person = owner.changes(move |tx| {
        let person = Person::add(tx, &new)?;
        Invitation::make(tx, person, Way::Email, Door::Code)?;
        Ok(person)
    });
    let person = person.unwrap();
    world.works();
    world.passes(Duration::from_secs(60 * 60));
    // The owner's session is idle by then: the product invites again, as the button on the old link does.
    let first = world.read_as_product(move |tx| Invitation::latest_of(tx, person));
    world.change_as_product(move |tx| first.as_ref().map_or(Ok(()), |old| old.renew(tx)));
    world.works();
    world.passes(Duration::from_secs(8 * 24 * 60 * 60));
    world.works();
    let subjects: Vec<String> = world
        .letters()
        .into_iter()
        .filter(|letter| letter.to == "nadia@example.test")
        .map(|letter| letter.subject)
        .collect();
    let invitation = format!("Une invitation du cabinet {FIRM}");
    let reminder = format!("Votre invitation du cabinet {FIRM} est toujours ouverte");
    assert_eq!(subjects, [invitation.clone(), invitation, reminder]);
}

#[test]
fn a_notice_that_was_taken_back_waits_no_more() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let (person, now) = (carl.id(), world.portal().now());
    world.change_as_product(move |tx| {
        tx.unaudited("a notice of nothing in particular");
        notices::queue(tx, person, Kind::SomethingNew, Some("thing"), now)?;
        assert_eq!(notices::withdraw(tx, "thing")?, 1);
        notices::withdraw(tx, "thing")
    });
    assert_eq!(world.works(), 0);
}

#[test]
fn a_mail_server_is_spoken_to_over_its_own_protocol() {
    let world = World::open();
    let server = world.waits(SmtpServer::start(Manner::Takes));
    let mail = notices::Mail::Server(Box::new(notices::Server {
        host: "127.0.0.1".into(),
        port: server.address.port(),
        security: notices::Security::Plain,
        user: String::new(),
        password: String::new(),
        from: "office@marlowe.test".into(),
        authority: String::new(),
    }));
    let letter = notices::Letter {
        to: "carl@example.test".into(),
        id: "not_1".into(),
        subject: "Bonjour, déjà".into(),
        text: "Something waits.\n".into(),
    };
    let now = world.portal().now();
    let send = || mail.deliver(FIRM, &letter, now);
    assert_eq!(send(), Ok(()));
    let raw = server.letters().remove(0);
    assert!(raw.contains("Message-ID: <not_1@marlowe.test>"), "{raw}");
    assert!(
        raw.contains(&format!("From: \"{FIRM}\" <office@marlowe.test>")),
        "{raw}"
    );
    assert!(raw.contains("Something waits."));

    server.becomes(Manner::Refuses);
    let refusal = send().unwrap_err();
    assert_eq!(
        (refusal.reason, refusal.for_good),
        (Reason::AddressRefused, true)
    );
    server.becomes(Manner::ComesBack);
    assert!(!send().unwrap_err().for_good);
    drop(server);
    let refusal = send().unwrap_err();
    assert_eq!(
        (refusal.reason, refusal.for_good),
        (Reason::NoAnswer, false)
    );
}
