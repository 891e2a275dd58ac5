//! What is late, across matters: only what the member may see.

use std::time::Duration;

use anteroom::routes;

use crate::world::World;

const DAY: Duration = Duration::from_secs(24 * 3600);

#[test]
fn what_is_late_stands_by_matter_and_person_for_those_who_see_the_matter() {
    let world = World::open();
    let (ada, carl, rose) = (
        world.lawyer("Ada Lockhart"),
        world.client("Carl Underhill"),
        world.client("Rose Ashdown"),
    );
    let house = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let mill = ada.opens_matter("Purchase of the mill", &[&rose]);
    ada.asks_for(
        house,
        &[&carl],
        "Papers we need",
        &[("Proof of insurance", 3), ("A survey", 30)],
    );
    ada.asks_for(
        mill,
        &[&rose],
        "Papers for the mill",
        &[("The miller’s lease", 2)],
    );
    assert!(ada.opens(routes::LATE).says("Nothing is late."));

    world.passes(DAY * 10);
    for client in [&carl, &rose] {
        client.signs_in();
    }
    ada.signs_in();
    let late = ada.opens(routes::LATE);
    for words in [
        "2 things are late.",
        "Sale of 12 Elm Street",
        "Proof of insurance",
        "Carl Underhill",
        "7 days late",
        "The miller’s lease",
        "Rose Ashdown",
        "8 days late",
    ] {
        assert!(late.says(words), "{words}: {}", late.text());
    }
    assert!(!late.says("A survey"));
    let today = ada.opens("/today");
    assert!(today.says("What is late (2)") && today.says("Proof of insurance"));

    // A colleague off the team sees nothing; the owner sees all but what is behind a wall.
    let una = world.lawyer("Una Farrow");
    assert!(una.opens(routes::LATE).says("Nothing is late."));
    let owner = world.owner();
    owner.signs_in();
    assert!(owner.opens(routes::LATE).says("Nothing is late."));
    assert!(owner.opens("/late?whose=all").says("2 things are late."));
    ada.walls(mill);
    let seen = owner.opens("/late?whose=all");
    assert!(seen.says("One thing is late.") && !seen.says("miller"));

    // Answering ends it.
    let page = carl.opens("/");
    assert!(page.says("it was due") && page.says("Ada is waiting for this."));
}
