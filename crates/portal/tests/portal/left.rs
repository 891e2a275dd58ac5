//! What was left behind: a transfer goes on the next day on another device, arrived files wait to be handed over, and what
//! nobody went on with is removed and told.

use std::time::Duration;

use anteroom::{base::MatterId, documents, routes};
use anteroom_testkit::Part;
use http::Method;

use crate::world::{Persona, World};

fn hand_over(client: &Persona, matter: MatterId, uploads: &[String]) -> String {
    let mut parts = vec![Part {
        name: "note".into(),
        file_name: None,
        body: Vec::new(),
    }];
    parts.extend(uploads.iter().map(|upload| Part {
        name: "upload".into(),
        file_name: None,
        body: upload.rsplit('/').next().unwrap().as_bytes().to_vec(),
    }));
    let answer = client
        .posts_files(&routes::my_deliveries(matter), &parts)
        .expect(303);
    client.follows(&answer).text()
}

fn begins(client: &Persona, matter: MatterId, name: &str, length: usize, first: &[u8]) -> String {
    client.browse(async |browser| {
        let create = routes::uploads(matter);
        let begun = browser.tus_create(&create, name, length).await.expect(201);
        let path = begun.header("location").to_owned();
        browser
            .tus_patch(&path, 0, first.to_vec())
            .await
            .expect(204);
        path
    })
}

#[test]
fn a_file_that_stopped_halfway_goes_on_the_next_day_on_another_device() {
    let world = World::open();
    let (ada, carl, eve) = (
        world.lawyer("Ada Osei"),
        world.client("Carl Moser"),
        world.client("Eve Blake"),
    );
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &eve]);
    world.keeps_secret("Holiday film.mov");
    let content: Vec<u8> = (0..100_000_u32).map(|n| (n * 31 % 251) as u8).collect();
    let path = begins(
        &carl,
        matter,
        "Holiday film.mov",
        content.len(),
        &content[..30_000],
    );
    let path = carl.browse(async |browser| {
        browser
            .tus_patch(&path, 30_000, content[30_000..41_000].to_vec())
            .await
            .expect(204);
        path
    });

    world.passes(Duration::from_secs(24 * 3600));
    carl.signs_in();
    let page = carl.opens(&routes::my_handing_over(matter));
    assert!(page.says("Go on where you stopped"), "{}", page.text());
    assert!(page.says("Holiday film.mov") && page.says("41% has arrived. We keep it until"));
    let html = page.text();
    assert!(html.contains(&format!("data-unfinished=\"{path}\"")));
    assert!(
        html.contains("data-size=\"100000\"")
            && html.contains("Going on from there needs JavaScript.")
    );
    // What has arrived, run by run, is what another device compares its file with.
    assert_eq!(carl.opens(&format!("{path}/arrived")).text(), "41000");
    let fingerprint = |from: usize, to: usize| format!("{path}/fingerprint?from={from}&to={to}");
    for (from, to) in [(0, 41_000), (0, 30_000), (29_999, 30_001), (40_999, 41_000)] {
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &content[from..to]);
        let expected: String = digest
            .as_ref()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(carl.opens(&fingerprint(from, to)).text(), expected);
    }
    for (from, to) in [(0, 41_001), (5, 5), (6, 5)] {
        carl.finds_nothing_at(&fingerprint(from, to));
    }
    for nonsense in ["", "?from=0", "?from=-1&to=5", "?from=a&to=b"] {
        carl.finds_nothing_at(&format!("{path}/fingerprint{nonsense}"));
    }
    for other in [&eve, &ada] {
        other.signs_in();
        other.finds_nothing_at(&format!("{path}/arrived"));
        other.finds_nothing_at(&fingerprint(0, 41_000));
    }
    eve.signs_in();
    assert!(
        !eve.opens(&routes::my_handing_over(matter))
            .says("Holiday film.mov")
    );

    carl.browse(async |browser| {
        let head = browser.tus(Method::HEAD, &path, &[], "").await.expect(200);
        assert_eq!(head.header("upload-offset"), "41000");
        browser
            .tus_patch(&path, 41_000, content[41_000..].to_vec())
            .await
            .expect(204);
    });
    let receipt = hand_over(&carl, matter, &[path]);
    assert!(receipt.contains("Holiday film.mov"));
    assert!(
        !carl
            .opens(&routes::my_handing_over(matter))
            .says("Go on where you stopped")
    );
}

#[test]
fn files_that_arrived_wait_to_be_handed_over_however_the_page_was_closed() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Osei"), world.client("Carl Moser"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    world.keeps_secret("Deed of sale.txt");
    let path = begins(&carl, matter, "Deed of sale.txt", 5, b"hello");
    let page = carl.opens(&routes::my_handing_over(matter));
    assert!(
        page.says("Deed of sale.txt")
            && page.says("It goes along when you press the button below.")
    );
    // The plain form carries it: nothing is sent twice, and no script is needed.
    let id = path.rsplit('/').next().unwrap();
    assert!(
        page.text()
            .contains(&format!("name=\"upload\" value=\"{id}\" checked"))
    );
    let receipt = hand_over(&carl, matter, &[path]);
    assert!(receipt.contains("Deed of sale.txt"));
    assert!(
        !carl
            .opens(&routes::my_handing_over(matter))
            .says("Deed of sale.txt")
    );
    // Where one file becomes a version, others do not go along.
    let paper = ada.adds(matter, "Lease.txt", b"The first draft of it.");
    begins(&ada, matter, "Notes.txt", 5, b"hello");
    begins(&ada, matter, "Plans.txt", 6, b"hello");
    let held = ada.opens(&routes::document(paper.document));
    assert!(held.says("Plans.txt") && !held.says("Notes.txt"));
}

#[test]
fn what_nobody_went_on_with_is_removed_and_told_and_its_space_returns() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Osei"), world.client("Carl Moser"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    world.keeps_secret("Holiday film.mov");
    let kept = carl.hands_over(
        matter,
        &[("Deed.txt", b"The whole of lot 12, as it stands.")],
    );
    begins(&carl, matter, "Holiday film.mov", 10, b"four");
    let given_up = begins(&carl, matter, "By mistake.mov", 10, b"four");
    carl.browse(async |browser| {
        browser
            .tus(Method::DELETE, &given_up, &[], "")
            .await
            .expect(204)
    });
    world.passes(documents::EXPIRY);
    assert_eq!(
        world
            .waits(documents::sweep_uploads(world.portal()))
            .unwrap(),
        1
    );
    world.works();
    let report = world
        .waits(documents::verify(world.portal(), true))
        .unwrap();
    assert_eq!((report.uploads, report.blobs, report.orphans), (1, 1, 0));
    carl.signs_in();
    let page = carl.opens(&routes::my_handing_over(matter));
    assert!(
        page.says("Holiday film.mov") && page.says("so we removed it on"),
        "{}",
        page.text()
    );
    assert!(
        !page.says("By mistake.mov"),
        "they know what they removed themselves"
    );
    assert!(!page.says("Go on where you stopped"));
    carl.opens(&routes::my_document(matter, kept[0].document));
    // It is not told for ever.
    world.passes(Duration::from_secs(15 * 24 * 3600));
    carl.signs_in();
    assert!(
        !carl
            .opens(&routes::my_handing_over(matter))
            .says("Holiday film.mov")
    );
}
