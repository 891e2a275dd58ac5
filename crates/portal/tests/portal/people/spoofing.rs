//! Whatever a request calls us, every letter names the address that was configured, and no other.

use std::{collections::BTreeSet, time::Duration};

use anteroom::{
    base::{Result, Tx, sql},
    firms::staff,
    matters::{Emergency, Matter},
    notices::Kind,
    people::{How, Vouching, Way},
    routes,
};

use super::{NEW_PASSWORD, types_password};
use crate::world::{PASSWORD, Persona, World};

const HOUR: Duration = Duration::from_secs(60 * 60);
const ELSEWHERE: &str = "evil.example";

/// What a request says about where it was sent, falsely.
const LIES: [(&str, &str); 8] = [
    ("host", ELSEWHERE),
    ("x-forwarded-host", ELSEWHERE),
    ("x-forwarded-proto", "gopher"),
    ("x-forwarded-port", "666"),
    ("x-forwarded-prefix", "/evil.example"),
    ("x-original-url", "/evil.example"),
    ("x-original-host", ELSEWHERE),
    ("forwarded", "for=192.0.2.1;host=evil.example;proto=gopher"),
];

sql! {
    // For the whole installation: a test has one firm.
    SENT = "select distinct kind from notices where sent_at is not null";
}

fn sent(tx: &mut Tx<'_, '_>) -> Result<BTreeSet<String>> {
    let kinds = tx.rows(SENT, &[], |row| row.get::<String>(0))?;
    Ok(kinds.into_iter().collect())
}

/// From now on this browser lies about where it is.
fn lies(persona: &Persona) {
    for (name, value) in LIES {
        persona.browser().always_sends(name, value);
    }
}

/// Every address of the web in a text.
fn addresses(text: &str) -> Vec<&str> {
    text.split_whitespace()
        .filter(|word| word.contains("://"))
        .collect()
}

#[test]
fn every_kind_of_letter_names_the_configured_address_whatever_the_request_called_us() {
    let world = World::with_scanner();
    let (owner, ada) = (world.owner(), world.lawyer("Ada Lockhart"));
    let (carl, rose) = (
        world.client("Carl Underhill"),
        world.client("Rose Underhill"),
    );
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &rose]);
    let nobody = world.browser();
    for persona in [owner, &ada, &carl, &rose, &nobody] {
        lies(persona);
    }

    // An invitation, and its reminder later.
    let inviting = routes::inviting(matter);
    let fields = [
        ("name", "Nadia Haddad"),
        ("email", "nadia.haddad@example.test"),
        ("way", "email"),
        ("door", "code"),
    ];
    let invitations = routes::matter_invitations(matter);
    ada.fills(&inviting, &invitations, &fields).expect(303);
    world.works();
    world.passes(HOUR * 24 * 8);

    // What happens in a matter.
    for person in [owner, &ada, &carl, &rose] {
        person.signs_in();
    }
    let letters = routes::my_messages(matter);
    let words = "When do you need the deed?";
    world.keeps_secret(words);
    carl.fills(&letters, &letters, &[("words", words)])
        .expect(303);
    let letters = routes::matter_messages(matter);
    ada.fills(&letters, &letters, &[("words", words)])
        .expect(303);
    let paper = ada.adds(matter, "Deed of the house.txt", b"The whole of lot 12.");
    ada.asks_to_review(paper, &carl, "Read the second page with care");
    ada.asks_for(matter, &[&rose], "Papers we need", &[("A lease", 12)]);
    let harmful = b"<<harmful in nine ways>>".as_slice();
    world.scanner().finds(harmful, "Test.Nine.Ways");
    carl.hands_over(matter, &[("Survey of the lot.txt", harmful)]);
    world.works();

    // What happens to ways in.
    let page = "/sign-in/help?missing=password";
    let email = [("email", rose.email.as_str())];
    nobody
        .fills(page, "/sign-in/help/password", &email)
        .expect(303);
    let page = "/you/security/email";
    carl.fills(page, page, &[("email", "carl.at.home@example.test")])
        .expect(303);
    world.works();
    let all = world.letters();
    let confirm = all
        .iter()
        .find_map(|letter| letter.text.split("/you/email/").nth(1))
        .map(|rest| format!("/you/email/{}", rest.split_whitespace().next().unwrap()))
        .unwrap();
    carl.fills(&confirm, &confirm, &[]).expect(303);
    let page = "/you/security/password";
    let change = [("current", PASSWORD), ("password", NEW_PASSWORD)];
    carl.fills(page, page, &change).expect(303);
    let phone = world.browser();
    lies(&phone);
    phone.browser().always_sends(
        "user-agent",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Mobile Safari/604.1",
    );
    world.passes(Duration::from_secs(30));
    types_password(&phone, &rose.email, PASSWORD).expect(303);
    phone
        .posts("/sign-in/code", &[("code", &rose.code())])
        .expect(303);
    let page = routes::vouching_for(rose.id());
    let fields = [("how", "call"), ("words", "She knew the blue folder.")];
    world.keeps_secret(fields[1].1);
    ada.fills(&page, &page, &fields).expect(303);
    world.works();
    world.passes(HOUR * 25);

    world.passes(HOUR * 24 * 3);
    assert_eq!(world.change_as_product(anteroom::requests::remind), 1);
    world.works();

    // What members are told.
    let number = {
        let found = ada.signs_in();
        drop(found);
        ada.reads(move |tx| Ok(Matter::find(tx, matter)?.number))
            .unwrap()
    };
    world.keeps_secret("They call from the court.");
    world
        .lawyer("Una Farrow")
        .changes(move |tx| Emergency::ask(tx, &number, "They call from the court."))
        .unwrap();
    let address = owner.email.clone();
    world.change_as_product(move |tx| staff::let_owner_in(tx, &address).map(drop));
    world.works();

    let every: BTreeSet<String> = Kind::ALL
        .iter()
        .map(|kind| kind.as_str().to_owned())
        .collect();
    assert_eq!(
        world.read_as_product(sent),
        every,
        "a kind of letter is not looked at"
    );
    let ours = world.portal().config.address("/");
    for letter in world.letters() {
        let text = format!("{}\n{}", letter.subject, letter.text);
        assert!(!text.contains(ELSEWHERE), "{text}");
        assert!(!text.contains("gopher") && !text.contains(":666"), "{text}");
        for address in addresses(&letter.text) {
            assert!(address.starts_with(&ours), "{address} in {text}");
        }
    }
}

#[test]
fn pages_and_ways_on_never_name_what_the_request_called_us() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let nobody = world.browser();
    world
        .owner()
        .opens_matter("Sale of 12 Elm Street", &[&carl]);
    lies(&carl);
    lies(&nobody);
    for (who, page) in [
        (&carl, "/"),
        (&carl, "/you/security"),
        (&nobody, "/sign-in"),
        (&nobody, "/i/abcdefghjkmnpqrstuvwxyz234"),
        (&nobody, "/you"),
        (&nobody, "/nothing-is-here"),
    ] {
        let answer = who.gets(page);
        assert!(!answer.text().contains(ELSEWHERE), "{page}");
        let to = answer.leads_to().unwrap_or_else(|| "/".into());
        assert!(to.starts_with('/') && !to.starts_with("//"), "{to}");
    }
    let olive = world.owner();
    lies(olive);
    let vouched = {
        let id = carl.id();
        olive
            .changes(move |tx| {
                let person = anteroom::matters::may_vouch_for(tx, id)?;
                Vouching::begin(tx, &person, How::InPerson, "He came by.")
            })
            .unwrap()
    };
    assert_eq!(vouched.how, How::InPerson);
    let letter = world.read_as_product(move |tx| {
        Ok(anteroom::people::Invitation::of_vouching(tx, vouched.id)?.unwrap())
    });
    assert_eq!(letter.way, Way::Letter);
    let printed = olive.opens(&routes::invitation_letter(letter.id));
    let ours = world
        .portal()
        .config
        .address(&routes::invitation(&letter.token));
    assert!(printed.says(&ours), "{}", printed.text());
    assert!(!printed.text().contains(ELSEWHERE));
}
