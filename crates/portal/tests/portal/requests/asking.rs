//! A list is asked for on one page that works without script, can be undone for a minute, and changed.

use std::time::Duration;

use anteroom::{
    base::{Id, RequestId},
    kinds::{Kind, usual_requests},
    matters::Matter,
    requests::Request,
    routes,
};

use crate::world::World;

fn asked(led_to: &str) -> RequestId {
    RequestId::parse(led_to.rsplit_once("asked=").unwrap().1).unwrap()
}

#[test]
fn a_list_is_written_on_one_page_and_stands_at_the_clients_home_in_the_clerks_words() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    for words in ["Proof of home insurance", "Ask your insurer for a binder"] {
        world.keeps_secret(words);
    }

    let page = ada.opens(&routes::requesting(matter));
    let form = page.form(&routes::matter_requests(matter));
    let typed = [
        ("do", ""),
        ("what", "Proof of home insurance"),
        ("hint", "Ask your insurer for a binder"),
        ("due", ""),
        ("item", ""),
    ];
    let led_to = ada.submits(&form, &typed).expect(303).leads_to().unwrap();
    let after = ada.opens(&led_to);
    assert!(after.says("Asked Carl.") && after.says("Proof of home insurance"));

    let home = carl.opens("/");
    assert!(home.says("One thing needs you."), "{}", home.text());
    assert!(home.says("Send “Proof of home insurance”"));
    assert!(home.says("Ask your insurer for a binder") && home.says("Ada Lockhart"));
    // Nobody is told before it can no longer be undone, and then not what.
    world.works();
    assert!(world.letters_to(&carl).is_empty());
    world.passes(Duration::from_secs(61));
    world.works();
    let letters = world.letters_to(&carl);
    assert_eq!(letters.len(), 1);
    assert!(letters[0].subject.contains("something needs you"));
}

#[test]
fn rows_are_added_and_a_pasted_list_becomes_rows_without_script() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (page, action) = (routes::requesting(matter), routes::matter_requests(matter));

    let more = ada.fills(&page, &action, &[("do", "more")]).expect(200);
    assert_eq!(
        more.text().matches("name=\"what\"").count(),
        7,
        "3, 3 more, and the template"
    );
    let lines = "1. Last year’s notice of assessment\n- Both pay slips\n";
    for line in ["Last year’s notice of assessment", "Both pay slips"] {
        world.keeps_secret(line);
    }
    let pasted = ada
        .fills(&page, &action, &[("do", "lines"), ("lines", lines)])
        .expect(200);
    let form = pasted.form(&action);
    let led_to = ada
        .submits(&form, &[("do", "")])
        .expect(303)
        .leads_to()
        .unwrap();
    let request = ada
        .reads(move |tx| Request::find(tx, asked(&led_to)))
        .unwrap();
    let titles: Vec<&str> = request
        .items
        .iter()
        .map(|item| item.title.as_str())
        .collect();
    assert_eq!(
        titles,
        ["Last year’s notice of assessment", "Both pay slips"]
    );
    assert!(
        request.items.iter().all(|item| item.due.is_some()),
        "the day for all of them counts where a row names none"
    );
    let home = carl.opens("/");
    assert!(home.says("Go through “What we need from you”") && home.says("2 things"));
}

#[test]
fn what_is_wrong_stands_beside_it_and_nothing_is_lost() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (page, action) = (routes::requesting(matter), routes::matter_requests(matter));

    let empty = ada.fills(&page, &action, &[("do", "")]).expect(422);
    assert!(empty.says("Write at least one thing you ask for."));
    let form = ada.opens(&page).form(&action);
    let typed = [
        ("do", ""),
        ("item", ""),
        ("what", ""),
        ("hint", "Every page of it"),
        ("due", ""),
    ];
    let back = ada.submits(&form, &typed).expect(422);
    assert!(back.says("Say what you ask for, or leave the row empty."));
    assert!(back.text().contains("Every page of it"));
    let typed = [
        ("do", ""),
        ("item", ""),
        ("what", "A lease"),
        ("hint", ""),
        ("due", "2020-01-01"),
    ];
    let back = ada.submits(&form, &typed).expect(422);
    assert!(back.says("A row needs another look."), "{}", back.text());
    assert!(carl.opens("/").says("You are in."), "nothing was asked");
}

#[test]
fn what_is_undone_in_its_minute_never_was_and_nobody_is_told() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &[("A lease", 20)]);

    world.passes(Duration::from_secs(50));
    let form = ada
        .opens(&routes::requested(matter, request))
        .form(&routes::request_withdrawal(request));
    let _ = ada.submits(&form, &[]).expect(303);
    carl.finds_nothing_at(&routes::my_request(matter, request));
    carl.finds_nothing_at(&routes::my_item(matter, request, items[0]));
    assert!(!carl.opens("/").says("Papers we need"));
    assert!(
        !ada.opens(&routes::matter_requests(matter))
            .says("Papers we need")
    );
    world.passes(Duration::from_secs(120));
    world.works();
    assert!(world.letters_to(&carl).is_empty());
}

#[test]
fn what_is_taken_back_later_is_not_needed_and_its_answers_stay() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (request, items) = ada.asks_for(
        matter,
        &[&carl],
        "Papers we need",
        &[("A lease", 20), ("A deed", 20)],
    );
    world.passes(Duration::from_secs(120));
    world.works();
    let words = routes::my_item_words(matter, request, items[0]);
    world.keeps_secret("The landlord keeps it in his drawer");
    let typed = [("words", "The landlord keeps it in his drawer")];
    let _ = carl.fills(&words, &words, &typed).expect(303);
    let _ = ada
        .posts(&routes::request_withdrawal(request), &[])
        .expect(303);

    let list = carl.opens(&routes::my_request(matter, request));
    assert!(list.says("We no longer need what stands on this list."));
    assert!(!list.says("To do") && list.says("Not needed"));
    assert!(!carl.opens("/").says("needs you."));
    assert!(
        carl.opens(&routes::my_item(matter, request, items[0]))
            .says("The landlord keeps it in his drawer")
    );
    let _ = carl.posts(&words, &typed).expect(409);
    // Twice is fine.
    let _ = ada
        .posts(&routes::request_withdrawal(request), &[])
        .expect(303);
}

#[test]
fn a_list_is_added_to_and_changed_but_not_what_was_answered() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &[("A lease", 20)]);
    world.passes(Duration::from_secs(120));
    world.works();
    for words in [
        "The lease, signed",
        "Two pay slips",
        "The lease of the barn",
    ] {
        world.keeps_secret(words);
    }

    let page = routes::request(request);
    let item = items[0].to_string();
    let change = |first: &str, second: &str| {
        let form = ada.opens(&page).form(&page);
        let typed = [
            ("do", ""),
            ("item", item.as_str()),
            ("item", ""),
            ("what", first),
            ("what", second),
            ("hint", ""),
            ("hint", ""),
            ("due", ""),
            ("due", ""),
        ];
        ada.submits(&form, &typed)
    };
    // One row stands there; a second one is added first.
    let form = ada.opens(&page).form(&page);
    let _ = ada.submits(&form, &[("do", "more")]).expect(200);
    let _ = change("The lease, signed", "Two pay slips").expect(303);
    let list = carl.opens(&routes::my_request(matter, request));
    assert!(list.says("The lease, signed") && list.says("Two pay slips"));
    world.passes(anteroom::notices::SPACE);
    world.works();
    assert_eq!(world.letters_to(&carl).len(), 2, "what was added is told");

    let words = routes::my_item_words(matter, request, items[0]);
    let _ = carl
        .fills(&words, &words, &[("words", "There is none.")])
        .expect(303);
    let _ = change("The lease of the barn", "").expect(409);
    assert!(
        !carl
            .opens(&routes::my_request(matter, request))
            .says("barn")
    );
}

#[test]
fn what_a_kind_of_matter_usually_needs_is_offered_as_rows() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (page, action) = (routes::requesting(matter), routes::matter_requests(matter));
    assert!(!ada.opens(&page).says("What is usually asked for"));
    let usual = ada
        .changes(move |tx| {
            let kinds = Kind::all(tx)?;
            Matter::find(tx, matter)?.take_kind(tx, &kinds[0])?;
            usual_requests(tx, kinds[0].id)
        })
        .unwrap();
    let rows = ada.fills(&page, &action, &[("do", "usual")]).expect(200);
    assert_eq!(
        rows.text().matches("name=\"what\"").count(),
        usual.len() + 1,
        "a row each, and the template"
    );
    let led_to = ada
        .submits(&rows.form(&action), &[("do", "")])
        .expect(303)
        .leads_to()
        .unwrap();
    let request = ada
        .reads(move |tx| Request::find(tx, asked(&led_to)))
        .unwrap();
    let asked: Vec<(&str, &str)> = request
        .items
        .iter()
        .map(|item| {
            (
                item.title.as_str(),
                item.hint.as_deref().unwrap_or_default(),
            )
        })
        .collect();
    let offered: Vec<(&str, &str)> = usual
        .iter()
        .map(|item| (item.title.as_str(), item.hint.as_str()))
        .collect();
    assert_eq!(asked, offered);
}
