//! Walls: a matter that only its team knows of, and the members it is kept from.

use std::time::Duration;

use anteroom::{
    base::{Error, MatterId},
    matters::{Emergency, Matter, Taken},
    routes::{self, Admits, TABLE},
};

use crate::world::{PICTURE, Persona, World};

/// Words that only the team of the walled matter may read.
const SECRETS: [&str; 6] = [
    "Merger of the two mills",
    "Wilma Hartgrave",
    "wilma.hartgrave@example.test",
    "Draft of the merger",
    "Nobody must hear of this yet.",
    "We sign on the ninth.",
];

/// A walled matter with everything in it that could be told; answers it and the addresses into it.
fn walled(world: &World, ada: &Persona) -> (MatterId, Vec<String>) {
    let wilma = world.client("Wilma Hartgrave");
    let matter = ada.opens_matter("Merger of the two mills", &[&wilma]);
    ada.walls(matter);
    let paper = ada.adds(matter, "Draft of the merger.png", PICTURE);
    let share = ada.asks_to_review(paper, &wilma, "Nobody must hear of this yet.");
    ada.says(matter, "We sign on the ninth.");
    wilma.writes(matter, "Nobody must hear of this yet.");
    let sent = wilma.hands_over(
        matter,
        &[("Draft of the merger.txt", b"We sign on the ninth.")],
    );
    world.passes(Duration::from_secs(61));
    world.works();
    wilma.signs_in();
    let _ = wilma.opens(&routes::my_document(matter, paper.document));
    let client = ada
        .reads(move |tx| Ok(Matter::find(tx, matter)?.client))
        .unwrap();
    let paths = vec![
        routes::matter(matter),
        routes::matter_people(matter),
        routes::matter_messages(matter),
        routes::matter_record(matter),
        routes::matter_edit(matter),
        routes::matter_status(matter),
        routes::matter_wall(matter),
        routes::inviting(matter),
        routes::helping(matter),
        routes::sharing_one(matter, paper.document),
        routes::document(paper.document),
        routes::document(sent[0].document),
        routes::download(paper.version),
        routes::original(paper.version),
        routes::page_picture(paper.version, 1),
        routes::share(share),
        routes::client(client),
        routes::participant(matter, wilma.id()),
        routes::participant_end(matter, wilma.id()),
        routes::linking(matter),
    ];
    (matter, paths)
}

/// Every page without an id in its address, as widely as it can be asked for.
fn pages() -> Vec<String> {
    let mut pages: Vec<String> = TABLE
        .iter()
        .filter(|route| {
            route.method == "get"
                && !route.path.contains('{')
                && matches!(route.admits, Admits::Firm | Admits::Works | Admits::Signed)
        })
        .map(|route| route.path.to_owned())
        .collect();
    pages.extend(
        [
            "/today?whose=all",
            "/matters?whose=all",
            "/matters?whose=all&q=merger",
            "/matters?whose=all&q=Wilma",
            "/matters?whose=all&area=real+estate",
            "/clients?q=wilma",
        ]
        .map(str::to_owned),
    );
    pages
}

fn learns_nothing(who: &Persona, paths: &[String]) {
    for page in pages() {
        let answer = who.gets(&page);
        assert!(!answer.status.is_server_error(), "{page}");
        for secret in SECRETS {
            assert!(
                !answer.says(secret) && !answer.text().contains(secret),
                "{} reads “{secret}” at {page}",
                who.name
            );
        }
    }
    for path in paths {
        who.finds_nothing_at(path);
    }
}

#[test]
fn only_its_team_learns_of_a_matter_behind_a_wall_not_even_the_owner() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let (matter, paths) = walled(&world, &ada);
    let owner = world.owner();
    owner.signs_in();
    ben.signs_in();
    learns_nothing(owner, &paths);
    learns_nothing(&ben, &paths);
    assert!(
        owner
            .opens("/settings/rights")
            .says("1 matter is behind a wall")
    );
    ada.signs_in();
    for path in &paths {
        let answer = ada.gets(path);
        assert!(
            answer.status == 200 || path.contains("/pages/"),
            "{path}: {}",
            answer.status
        );
    }
    assert!(ada.opens("/matters").says("Behind a wall"));

    // Whoever is taken onto the team sees it, whoever leaves does not.
    ada.takes_on(matter, owner);
    assert!(
        owner
            .opens(&routes::matter(matter))
            .says("Merger of the two mills")
    );
    assert!(owner.opens("/record").says("Merger of the two mills"));
    let _ = owner
        .posts(&routes::team_end(matter, owner.id()), &[])
        .expect(303);
    learns_nothing(owner, &paths);
}

#[test]
fn a_client_of_a_walled_matter_stays_on_the_lists_for_another_matter_and_only_for_it() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let (matter, _) = walled(&world, &ada);
    let client = ada
        .reads(move |tx| Ok(Matter::find(tx, matter)?.client))
        .unwrap();
    let owner = world.owner();
    owner.finds_nothing_at(&routes::client(client));
    let (carl, zoe) = (world.client("Carl Underhill"), world.client("Zoe Hartwell"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let seen = ada
        .reads(move |tx| Ok(Matter::find(tx, sale)?.client))
        .unwrap();
    // The same client, with a second matter behind a wall that another contact comes in for.
    let hidden = ada.opens_matter_of(seen, "Quiet talks", &[&zoe]);
    ada.walls(hidden);
    let page = owner.opens(&routes::client(seen));
    assert!(page.says("Sale of 12 Elm Street") && page.says("carl.underhill@example.test"));
    assert!(!page.says("Quiet talks") && !page.says("zoe.hartwell@example.test"));
    assert!(!page.says("Zoe Hartwell"));
}

#[test]
fn a_wall_is_put_up_by_the_team_and_taken_down_by_two_or_by_an_owner_on_it() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let owner = world.owner();
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let wall = routes::matter_wall(sale);
    let refused = owner.posts(&wall, &[]).expect(409);
    assert!(refused.says("Join the team first"));
    let _ = ada.fills(&wall, &wall, &[]).expect(303);
    assert!(
        ada.opens(&wall)
            .says("Only the team knows that this matter exists.")
    );
    owner.finds_nothing_at(&wall);

    let down = routes::matter_wall_end(sale);
    let _ = ada.posts(&down, &[]).expect(303);
    let _ = ada.posts(&down, &[]).expect(303);
    owner.finds_nothing_at(&wall);
    ada.takes_on(sale, &ben);
    assert!(
        ben.opens(&wall)
            .says("Ada Lockhart has said that the wall may come down.")
    );
    let _ = ben.posts(&down, &[]).expect(303);
    assert!(
        owner
            .opens(&routes::matter(sale))
            .says("Sale of 12 Elm Street")
    );

    ada.walls(sale);
    ada.takes_on(sale, owner);
    let taken = owner
        .changes(move |tx| Matter::find(tx, sale)?.take_wall_down(tx))
        .unwrap();
    assert_eq!(taken, Taken::Down);
    let record = ada.opens(&routes::matter_record(sale));
    for line in [
        "Ada Lockhart put up a wall",
        "Ada Lockhart said that the wall may come down",
        "Ben Sorrel took the wall down",
        "Olive Marlowe took the wall down",
    ] {
        assert!(record.says(line), "{line}");
    }
}

#[test]
fn a_wall_asks_for_a_fresh_proof() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    world.passes(Duration::from_secs(6 * 60));
    let wall = routes::matter_wall(sale);
    let to = ada.gets(&wall).expect(303).leads_to().unwrap();
    assert!(to.starts_with("/sign-in/again"), "{to}");
    assert!(ada.posts(&wall, &[]).expect(403).says("Is it you?"));
    let matter = ada.reads(move |tx| Matter::find(tx, sale)).unwrap();
    assert_eq!(matter.walled_at, None);
}

#[test]
fn a_member_in_conflict_is_off_the_team_at_once_and_kept_out_on_every_way() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let (owner, second) = (world.owner(), world.co_owner("Nils Aldous"));
    let wilma = world.client("Wilma Hartgrave");
    let matter = ada.opens_matter("Merger of the two mills", &[&wilma]);
    ada.takes_on(matter, &ben);
    let number = ada
        .reads(move |tx| Ok(Matter::find(tx, matter)?.number))
        .unwrap();
    assert!(second.opens(&routes::matter(matter)).says("Merger"));
    let wall = routes::matter_wall(matter);
    for member in [&ben, &second] {
        let named = ada
            .fills(
                &wall,
                &routes::matter_conflicts(matter),
                &[
                    ("member", member.id().as_ref()),
                    ("reason", "Owns shares of the other mill."),
                ],
            )
            .expect(303);
        assert!(ada.follows(&named).says("Owns shares of the other mill."));
    }
    world.keeps_secret("Owns shares of the other mill.");
    for member in [&ben, &second] {
        member.finds_nothing_at(&routes::matter(matter));
        for page in ["/matters?whose=all", "/clients", "/today?whose=all"] {
            let answer = member.opens(page);
            assert!(
                !answer.says("Merger") && !answer.says("Wilma"),
                "{} at {page}",
                member.name
            );
        }
        let person = member.id();
        let joined = ada.changes(move |tx| Matter::find(tx, matter)?.join_team(tx, person));
        assert!(matches!(
            joined,
            Err(Error::Refused("matters-refused-in-conflict"))
        ));
        let page = ada.opens(&routes::matter_people(matter)).text();
        assert!(!page.contains(&format!("<option value=\"{person}\"")));
    }
    assert!(!second.opens("/record").says("Merger"));
    // The other owner is in no conflict and sees it: there is no wall.
    assert!(owner.opens(&routes::matter(matter)).says("Merger"));

    // In an emergency they are told what everybody is told, and nobody can agree.
    world.keeps_secret("They call from the court.");
    let typed = number.clone();
    ben.changes(move |tx| Emergency::ask(tx, &typed, "They call from the court."))
        .unwrap();
    assert!(!owner.opens("/emergency").says("They call from the court."));
    assert!(ben.opens("/emergency").says("Waits for somebody to agree"));
    assert!(
        ada.opens(&routes::matter_record(matter))
            .says("Ben Sorrel, who is in conflict, asked to open the matter")
    );
    world.passes(Duration::from_secs(2 * 60 * 60));
    ben.signs_in();
    ben.finds_nothing_at(&routes::matter(matter));

    // Lifting takes two, or an owner on the team.
    ada.signs_in();
    let person = ben.id();
    let lift = routes::matter_conflict_end(matter, person);
    let _ = ada.posts(&lift, &[]).expect(303);
    let _ = ada.posts(&lift, &[]).expect(303);
    assert!(ada.opens(&wall).says("Waits for a second person"));
    owner.signs_in();
    ada.takes_on(matter, owner);
    let _ = owner.posts(&lift, &[]).expect(303);
    ada.takes_on(matter, &ben);
    assert!(ben.opens(&routes::matter(matter)).says("Merger"));
}

#[test]
fn the_reason_of_a_conflict_is_needed_and_the_responsible_lawyer_cannot_be_named() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let wall = routes::matter_wall(matter);
    let conflicts = routes::matter_conflicts(matter);
    let back = ada
        .fills(
            &wall,
            &conflicts,
            &[("member", ben.id().as_ref()), ("reason", " ")],
        )
        .expect(422);
    assert!(back.says("Say why."));
    ada.takes_on(matter, &ben);
    let _ = ben
        .posts(
            &conflicts,
            &[("member", ada.id().as_ref()), ("reason", "Why not.")],
        )
        .expect(409);
    let _ = ada
        .posts(
            &conflicts,
            &[("member", ada.id().as_ref()), ("reason", "Why not.")],
        )
        .expect(409);
}
