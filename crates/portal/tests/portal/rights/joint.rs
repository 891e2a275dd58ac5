//! Several clients on one matter, each on their own terms.

use anteroom::{matters::Terms, routes};

use crate::world::{PICTURE, Persona, World};

/// On the matter, but apart from the others.
const APART: Terms = Terms {
    meets: false,
    ..Terms::CLIENT
};

#[test]
fn two_clients_kept_apart_see_neither_names_nor_letters_nor_documents_of_each_other() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let (carl, dora) = (world.client("Carl Underhill"), world.client("Dora Fenwick"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    ada.lets_in_on(sale, &carl, APART);
    ada.lets_in_on(sale, &dora, APART);
    carl.writes(sale, "I would take less than we said.");
    dora.writes(sale, "I will never take less.");
    ada.writes_to(sale, Some(&carl), "Thank you, Carl; this stays between us.");
    let sent = carl.hands_over(
        sale,
        &[("Bank letter.txt", b"We lend you this much and no more.")],
    );
    let paper = ada.adds(sale, "Offer.png", PICTURE);
    ada.shares(paper, &dora);

    let letters = routes::my_messages(sale);
    let carls = carl.opens(&letters);
    assert!(carls.says("I would take less") && carls.says("this stays between us"));
    assert!(!carls.says("never take less") && !carls.text().contains("Dora"));
    let doras = dora.opens(&letters);
    assert!(doras.says("never take less"));
    assert!(!doras.says("take less than we said") && !doras.says("between us"));
    for page in ["/", "/documents", "/messages", "/you/looked"] {
        let (of_carl, of_dora) = (carl.opens(page).text(), dora.opens(page).text());
        assert!(
            !of_carl.contains("Dora") && !of_carl.contains("Offer"),
            "{page}"
        );
        assert!(
            !of_dora.contains("Carl") && !of_dora.contains("Bank letter"),
            "{page}"
        );
    }
    dora.finds_nothing_at(&routes::my_document(sale, sent[0].document));
    dora.finds_nothing_at(&routes::download(sent[0].version));
    carl.finds_nothing_at(&routes::download(paper.version));

    // The firm reads all of it, each with whom it is alone, and what waits is told one by one.
    let all = ada.opens(&routes::matter_messages(sale));
    assert!(all.says("With Carl Underhill alone") && all.says("With Dora Fenwick alone"));
    let today = ada.opens("/today");
    assert!(today.says("I will never take less.") && !today.says("I would take less"));
}

#[test]
fn letters_to_everybody_reach_those_who_see_each_other_and_nobody_apart() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let [carl, rose, dora] =
        ["Carl Underhill", "Rose Underhill", "Dora Fenwick"].map(|name| world.client(name));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &rose]);
    ada.lets_in_on(sale, &dora, APART);
    let page = routes::matter_messages(sale);
    world.keeps_secret("You both sign on Friday.");
    world.keeps_secret("You alone sign on Monday.");
    let _ = ada
        .fills(&page, &page, &[("words", "You both sign on Friday.")])
        .expect(303);
    let _ = ada
        .fills(
            &page,
            &page,
            &[
                ("words", "You alone sign on Monday."),
                ("to", dora.id().as_ref()),
            ],
        )
        .expect(303);
    let letters = routes::my_messages(sale);
    for (who, reads, does_not) in [
        (&carl, "You both sign", "You alone sign"),
        (&rose, "You both sign", "You alone sign"),
        (&dora, "You alone sign", "You both sign"),
    ] {
        let text = who.opens(&letters);
        assert!(text.says(reads) && !text.says(does_not), "{}", who.name);
    }
    // Nobody is told of a letter they cannot read; each is told once.
    world.works();
    for who in [&carl, &rose, &dora] {
        assert_eq!(world.letters_to(who).len(), 1, "{}", who.name);
    }
    // The firm may also write to one of those who see each other, and says so.
    world.keeps_secret("This is for you alone, Carl.");
    let id = carl.id();
    let chosen = [
        ("words", "This is for you alone, Carl."),
        ("to", id.as_ref()),
    ];
    let _ = ada.posts(&page, &chosen).expect(303);
    assert!(carl.opens(&letters).says("This is for you alone, Carl."));
    for other in [&rose, &dora] {
        assert!(
            !other.opens(&letters).says("for you alone"),
            "{}",
            other.name
        );
    }
    // Whoever is in no correspondence of their own cannot begin one, nor answer in somebody else's.
    for to in ["alone", id.as_ref()] {
        let _ = rose
            .posts(&letters, &[("words", "And I?"), ("to", to)])
            .expect(404);
    }
}

#[test]
fn what_somebody_may_send_and_write_is_set_for_each_and_holds_at_once() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let carl = world.client("Carl Underhill");
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let begun = carl
        .browse(async |browser| {
            browser
                .tus_create(&routes::uploads(sale), "Half.txt", 4)
                .await
        })
        .expect(201);
    let page = routes::participant(sale, carl.id());
    let form = ada.opens(&page).form(&page);
    // Everything is ticked; unticking is leaving it out.
    assert_eq!(
        form.filled(&[])
            .iter()
            .filter(|(name, _)| name == "may")
            .count(),
        2
    );
    let _ = ada.posts(&page, &[("meets", "together")]).expect(303);
    let _ = carl.gets(&routes::my_handing_over(sale)).expect(403);
    let _ = carl
        .posts(&routes::my_messages(sale), &[("words", "Hello?")])
        .expect(403);
    let gone = carl.browse(async |browser| {
        browser
            .tus_patch(begun.header("location"), 0, b"four".to_vec())
            .await
    });
    assert_eq!(gone.status, 403);
    let home = carl.opens("/").text();
    assert!(!home.contains("/send\"") && !home.contains("#write"));
    let people = ada.opens(&routes::matter_people(sale));
    assert!(people.says("may not send documents") && people.says("may not write messages"));
    assert!(
        ada.opens(&routes::matter_record(sale))
            .says("Ada Lockhart changed what Carl Underhill may do in the matter")
    );
}

#[test]
fn sharing_with_one_of_joint_clients_warns_and_sharing_with_all_does_not() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let (carl, rose) = (
        world.client("Carl Underhill"),
        world.client("Rose Underhill"),
    );
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let paper = ada.adds(sale, "Offer.png", PICTURE);
    let page = routes::sharing_one(sale, paper.document);
    let warns = |ada: &Persona| ada.opens(&page).says("Joint clients usually");
    assert!(!warns(&ada));
    ada.lets_in(sale, &rose);
    assert!(warns(&ada));
}

#[test]
fn a_second_client_can_be_invited_apart_until_a_day() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let carl = world.client("Carl Underhill");
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let _ = ada
        .fills(
            &routes::inviting(sale),
            &routes::matter_invitations(sale),
            &[
                ("name", "Zoe Hartwell"),
                ("email", "zoe@hartwell.test"),
                ("meets", "apart"),
                ("until", "2099-03-31"),
            ],
        )
        .expect(303);
    let people = ada.opens(&routes::matter_people(sale));
    assert!(people.says("Until Tuesday 31 March 2099") || people.says("31 March"));
    assert!(people.says("does not see the others"));
    assert!(
        !carl
            .opens(&routes::my_messages(sale))
            .text()
            .contains("Zoe")
    );
}
