//! Whoever runs the server lets an owner in anew: for a firm whose only owner lost every way in.

use std::process::{Command, Output};

use anteroom_db::Place;

use super::{NEW_PASSWORD, link_in, sets_up, types_password};
use crate::world::{PASSWORD, World};

/// The command, beside the running portal.
#[expect(
    clippy::disallowed_methods,
    reason = "the command is what this story is about"
)]
fn let_owner_in(world: &World, address: &str) -> Output {
    let config = &world.portal().config;
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
    command
        .args(["people", "let-owner-in", address, "--data"])
        .arg(world.folder())
        .args(["--public-url", config.public_url.as_str()]);
    if let Place::Postgres { url, .. } = &config.database {
        command.args(["--database", url]);
    }
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn an_owner_who_lost_every_way_in_gets_a_new_one_and_everybody_is_told() {
    let world = World::open();
    let (owner, ada) = (world.owner(), world.lawyer("Ada Lockhart"));
    owner.opens("/today");
    let made = let_owner_in(&world, &owner.email.to_uppercase());
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let said = said(&made);
    let link = link_in(&said, "/i/");
    assert!(
        said.contains(&world.portal().config.address(&link)),
        "{said}"
    );
    let letters = said.split("six letters: ").nth(1).unwrap();
    let letters = letters.lines().next().unwrap();
    world.keeps_secret(link.rsplit('/').next().unwrap());

    world.works();
    for member in [owner, &ada] {
        let told = world.letters_to(member).pop().unwrap();
        assert_eq!(told.subject, "A new way in for an owner");
        assert!(told.text.contains("Olive Marlowe") && !told.text.contains("/i/"));
    }
    let record = ada_reads(&world);
    assert!(record.contains("Whoever runs the server made a new way in for Olive Marlowe"));

    // Nothing has ended yet; the link alone opens nothing.
    types_password(&world.browser(), &owner.email, PASSWORD).expect(303);
    let laptop = world.browser();
    assert!(laptop.opens(&link).says("Your new way into your space"));
    laptop
        .fills(&link, &link, &[("door", "AAA AAA")])
        .expect(422);
    laptop.fills(&link, &link, &[("door", letters)]).expect(303);
    sets_up(&world, &laptop);
    let inside = laptop.posts("/enter/codes", &[("kept", "yes")]).expect(303);
    assert_eq!(inside.leads_to().as_deref(), Some("/today"));
    assert!(laptop.opens("/settings").says("Settings"));
    types_password(&world.browser(), &owner.email, PASSWORD).expect(422);
    types_password(&world.browser(), &owner.email, NEW_PASSWORD).expect(303);
    assert!(
        world
            .browser()
            .opens(&link)
            .says("You have used this invitation")
    );
}

/// The record, as the owner reads it.
fn ada_reads(world: &World) -> String {
    anteroom_testkit::text(&world.owner().opens("/record").text())
}

#[test]
fn nobody_but_an_owner_is_let_in_so_and_the_newest_link_counts_for_a_day() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    for address in [&ada.email, &carl.email, "nobody@example.test", ""] {
        let refused = let_owner_in(&world, address);
        assert!(!refused.status.success(), "{address}");
        assert!(said(&refused).is_empty());
    }
    world.works();
    assert!(world.letters().is_empty());

    let first = link_in(&said(&let_owner_in(&world, &world.owner().email)), "/i/");
    let second = link_in(&said(&let_owner_in(&world, &world.owner().email)), "/i/");
    let browser = world.browser();
    assert_eq!(browser.gets(&first).leads_to(), Some(second.clone()));
    world.passes(std::time::Duration::from_secs(25 * 60 * 60));
    assert!(browser.opens(&second).says("This invitation has ended"));
    // Nobody asks for another one from outside.
    let letters = world.letters().len();
    browser.posts(&format!("{second}/renewal"), &[]).expect(303);
    world.works();
    let more = &world.letters()[letters..];
    assert!(more.iter().all(|letter| !letter.text.contains("/i/")));
}
