//! Keys as stories: they are renewed and everything opens; what is missing or too old is found.

use std::time::Duration;

use anteroom::{
    audit::{self, Reading},
    base::Act,
    boot,
    custody::{self, Custody},
    portal::Portal,
    routes,
};

use crate::world::{PASSWORD, World};

const DEED: &[u8] = b"The whole of lot 12, registered plan 1847.";

async fn renew(portal: &Portal) {
    custody::renew_root(portal).await.unwrap();
    custody::renew_firm(portal).await.unwrap();
    custody::renew_matters(portal, None).await.unwrap();
}

#[test]
fn keys_are_renewed_while_people_work_and_everything_opens() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let before = ada.adds(matter, "Deed of the house.txt", DEED);
    ada.asks_to_review(before, &carl, "Please read the second line");
    carl.writes(matter, "Do I need to be there on Friday?");

    let portal = world.portal().clone();
    let renewing = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        for _ in 0..2 {
            runtime.block_on(renew(&portal));
        }
    });
    let mut papers = vec![before];
    for number in 0..4 {
        papers.push(ada.adds(matter, &format!("Paper number {number}.txt"), DEED));
        carl.writes(matter, &format!("Is paper {number} the last of them?"));
        let other = ada.opens_matter(&format!("Estate of the aunt, part {number}"), &[&carl]);
        papers.push(ada.adds(other, "Will and testament.txt", DEED));
    }
    renewing.join().unwrap();
    // Once more in peace, so that the record begins with it.
    world.passes(Duration::from_secs(60));
    world.waits(renew(world.portal()));

    let custody = world.waits(Custody::of(world.portal())).unwrap();
    assert_eq!(custody.firm.1.generations, Some(4));
    let (_, held) = custody
        .matters
        .iter()
        .find(|(id, _)| *id == matter)
        .unwrap();
    assert_eq!(held.generations, Some(4));
    assert_eq!(custody.old_roots.len(), 3);
    for paper in papers {
        assert_eq!(ada.opens(&routes::download(paper.version)).body, DEED);
    }
    let letters = ada.opens(&routes::matter_messages(matter));
    assert!(letters.says("Friday") && letters.says("Is paper 3"));
    let (_, faults) = world.waits(custody::check(world.portal())).unwrap();
    assert_eq!(faults, Vec::<String>::new());
    // Who comes in is found by an index that is as it was.
    let newcomer = world.browser();
    newcomer.fills(
        "/sign-in",
        "/sign-in",
        &[("email", &carl.email), ("password", PASSWORD)],
    );

    let lines = world
        .owner()
        .reads(|tx| Ok(audit::of_firm(tx, Reading::default())?.lines))
        .unwrap();
    for act in [
        Act::RootKeyRenewed,
        Act::FirmKeyRenewed,
        Act::MatterKeyRenewed,
    ] {
        assert!(lines.iter().any(|line| line.act == act), "{act:?}");
    }
    assert!(world.owner().opens("/record").says("replaced the root key"));
}

#[test]
fn a_keys_folder_from_before_a_renewal_stops_the_start_and_a_missing_key_is_named() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let portal = world.portal();
    let store = portal.config.keys.join("matters.keys");
    let starts = || {
        let outside = boot::Outside {
            clock: portal.clock.clone(),
            ..boot::Outside::real().unwrap()
        };
        world.waits(boot::open(portal.config.clone(), outside))
    };
    let older = std::fs::read(&store).unwrap();
    world
        .waits(custody::renew_matters(portal, Some(matter)))
        .unwrap();
    let newer = std::fs::read(&store).unwrap();

    std::fs::write(&store, &older).unwrap();
    let refused = starts().err().unwrap();
    assert!(refused.contains("older than the data"), "{refused}");
    std::fs::write(&store, &newer).unwrap();
    starts().unwrap();

    let second = ada.opens_matter("Estate of the aunt", &[]);
    let all = std::fs::read(&store).unwrap();
    std::fs::write(&store, &newer).unwrap();
    let lacking = starts().unwrap();
    let (count, faults) = world.waits(custody::check(&lacking)).unwrap();
    assert_eq!((count, faults.len()), (2, 1), "{faults:?}");
    assert!(faults[0].contains(&second.to_string()) && faults[0].contains("no key"));
    std::fs::write(&store, &all).unwrap();
}
