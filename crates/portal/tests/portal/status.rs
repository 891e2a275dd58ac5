//! The matter that lives: its steps, the sentence, what happens next, and that nobody is left without a word for long.

use std::time::Duration;

use anteroom::{
    base::{Id, MatterId, StageId},
    matters::Matter,
    routes,
};

use crate::{
    kinds::kind_called,
    world::{Persona, World},
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A matter that is begun with a kind.
fn begun(ada: &Persona, matter: MatterId, kind: &str) {
    let kind = kind_called(ada, kind);
    ada.changes(move |tx| Matter::find(tx, matter)?.take_kind(tx, &kind))
        .unwrap();
}

/// The steps of a matter, as its members find them.
fn steps(ada: &Persona, matter: MatterId) -> Vec<StageId> {
    let course = ada.reads(move |tx| Matter::find(tx, matter)?.course(tx));
    let stages = course.unwrap().stages.into_iter();
    stages.map(|stage| stage.id).collect()
}

#[test]
fn a_matter_begun_with_a_kind_leads_its_client_through_the_steps() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    world.keeps_secret("The registry asked for another paper");
    let matter = ada.opens_matter("Purchase of 12 Elm Street", &[&carl]);
    assert!(!carl.opens("/").says("Step 1 of 6"));
    let kind = kind_called(&ada, "Buying a home").id;
    let led = ada.posts(&routes::matter_kind(matter), &[("kind", kind.as_str())]);
    assert!(ada.follows(&led).says("It stands at the first."));
    let page = carl.opens("/");
    assert!(page.says("Step 1 of 6") && page.says("Offer accepted"));
    assert!(page.says("note the dates in it"), "the step is explained");

    // The next step is the form's own suggestion.
    let (form, page) = (routes::stage_reached(matter), routes::matter_steps(matter));
    let led = ada.fills(&page, &form, &[]);
    assert_eq!(led.status.as_u16(), 303);
    let page = carl.opens(&routes::my_matter(matter));
    assert!(page.says("Step 2 of 6"));
    assert!(page.says("Your matter came to the step “Checks”"));

    // Going back needs a word.
    let first = steps(&ada, matter)[0];
    let back = [
        ("stage", first.as_str()),
        ("reached", "2001-01-01"),
        ("note", ""),
    ];
    assert!(
        ada.posts(&form, &back)
            .expect(422)
            .says("Say why the matter goes back.")
    );
    let back = [
        ("stage", first.as_str()),
        ("reached", "2001-01-01"),
        ("note", "The registry asked for another paper"),
    ];
    assert_eq!(ada.posts(&form, &back).status.as_u16(), 303);
    let page = carl.opens("/");
    assert!(page.says("Step 1 of 6") && page.says("The registry asked for another paper"));
    assert!(
        ada.opens(&routes::matter_record(matter))
            .says("went back to the step")
    );
    // It stands there already; and a day to come has not come.
    let again = [
        ("stage", first.as_str()),
        ("reached", "2001-01-01"),
        ("note", "Again"),
    ];
    let _ = ada.posts(&form, &again).expect(409);
    let second = steps(&ada, matter)[1];
    let early = [("stage", second.as_str()), ("reached", "2999-01-01")];
    assert!(
        ada.posts(&form, &early)
            .expect(422)
            .says("a day that has passed")
    );
}

#[test]
fn a_matter_tells_its_steps_in_its_own_words_and_skips_what_it_does_not_need() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    world.keeps_secret("Your aunt’s consent");
    let matter = ada.opens_matter("Purchase of 12 Elm Street", &[&carl]);
    begun(&ada, matter, "Buying a home");
    let stages = steps(&ada, matter);
    let (page, name) = (routes::matter_steps(matter), format!("name-{}", stages[1]));
    let led = ada.fills(
        &page,
        &page,
        &[(&name, "Your aunt’s consent"), ("skip", stages[2].as_str())],
    );
    assert!(ada.follows(&led).says("The steps are saved."));
    let home = carl.opens("/");
    assert!(home.says("Step 1 of 5") && home.says("Your aunt’s consent"));
    assert!(!home.says("Your lender"));
    // Where it stands cannot be left out.
    let answer = ada.fills(&page, &page, &[("skip", stages[0].as_str())]);
    assert!(answer.expect(422).says("The matter stands at this step."));
    // What was changed here is no other matter's, and the kind stays as it was.
    let other = ada.opens_matter("Purchase of the mill", &[&carl]);
    begun(&ada, other, "Buying a home");
    assert!(carl.opens(&routes::my_matter(other)).says("Your lender"));
    // A second kind is refused, and so is a step of another matter.
    let kind = kind_called(&ada, "Separation").id;
    let again = ada.posts(&routes::matter_kind(matter), &[("kind", kind.as_str())]);
    let _ = again.expect(409);
    let foreign = steps(&ada, other)[3];
    let foreign = [("stage", foreign.as_str()), ("reached", "2001-01-01")];
    let _ = ada
        .posts(&routes::stage_reached(matter), &foreign)
        .expect(422);
}

#[test]
fn the_client_reads_what_happens_next_and_by_whom_and_the_firm_sees_it_before() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Purchase of 12 Elm Street", &[&carl]);
    let page = routes::matter_status(matter);
    for words in ["The offer stands until spring.", "The bank writes to us."] {
        world.keeps_secret(words);
    }
    let typed = [
        ("words", "The offer stands until spring."),
        ("next", "The bank writes to us."),
        ("next_by", "other"),
        ("next_at", "2999-05-14"),
    ];
    let mut look = typed.to_vec();
    look.push(("look", "yes"));
    let seen = ada.posts(&page, &look).expect(200);
    assert!(seen.says("As they read it, in English"));
    assert!(seen.says("We are waiting for somebody else"));
    assert!(
        !carl.opens("/").says("The offer stands"),
        "nothing is said yet"
    );
    let led = ada.posts(&page, &typed);
    assert_eq!(led.leads_to().as_deref(), Some(page.as_str()));
    let home = carl.opens("/");
    for words in [
        "The offer stands until spring.",
        "The bank writes to us.",
        "We are waiting for somebody else",
        "expected by Tuesday 14 May 2999",
        "Ada Lockhart",
    ] {
        assert!(home.says(words), "{words}");
    }
    // Words and whose turn it is belong together.
    let half = [("words", "Soon."), ("next", "Something.")];
    assert!(
        ada.posts(&page, &half)
            .expect(422)
            .says("Choose whose turn it is.")
    );
    let half = [("words", "Soon."), ("next_by", "court")];
    assert!(
        ada.posts(&page, &half)
            .expect(422)
            .says("Write what happens next.")
    );
}

#[test]
fn a_helper_and_a_stranger_learn_nothing_of_steps_and_sentences() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let hal = world.client("Hal Merriweather");
    let matter = ada.opens_matter("Purchase of 12 Elm Street", &[&carl]);
    begun(&ada, matter, "Buying a home");
    ada.says(matter, "The seller has moved out.");
    ada.lets_help(matter, &hal, "Papers to add up", 14);
    for path in ["/".to_owned(), routes::my_matter(matter)] {
        let page = hal.opens(&path);
        for words in ["Offer accepted", "Step 1", "The seller has moved out."] {
            assert!(!page.says(words), "{path}: {words}");
        }
    }
    let off = world.lawyer("Ulric Nettleship");
    for path in [routes::matter_status(matter), routes::matter_steps(matter)] {
        off.finds_nothing_at(&path);
        carl.finds_nothing_at(&path);
    }
    let viewer = world.view_only("Vera Lindqvist");
    ada.takes_on(matter, &viewer);
    assert!(
        viewer
            .opens(&routes::matter_status(matter))
            .says("The seller has moved out.")
    );
    let _ = viewer.gets(&routes::matter_steps(matter)).expect(403);
}

#[test]
fn a_client_who_has_not_heard_is_named_and_told_only_by_somebodys_press() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Purchase of 12 Elm Street", &[&carl]);
    ada.says(matter, "We have written to the bank.");
    world.works();
    let letters = world.letters_to(&carl).len();
    world.passes(DAY * 20);
    ada.signs_in();
    assert!(!ada.opens("/today").says("Have not heard from you"));
    world.passes(DAY * 2);
    world.works();
    assert_eq!(
        world.letters_to(&carl).len(),
        letters,
        "nothing goes by itself"
    );
    ada.signs_in();
    let today = ada.opens("/today");
    assert!(
        today.says("last heard from you 22 days ago"),
        "{}",
        today.text()
    );
    let note = today.form(&routes::nothing_new(matter));

    // Whoever would rather write begins with the note.
    let edited = ada.opens(&routes::matter_status_nothing_new(matter));
    assert!(edited.says("There is nothing new today."));

    let led = ada.submits(&note, &[]);
    assert_eq!(led.leads_to().as_deref(), Some("/today"));
    assert!(!ada.follows(&led).says("Have not heard from you"));
    world.works();
    assert_eq!(world.letters_to(&carl).len(), letters + 1);
    carl.signs_in();
    assert!(carl.opens("/").says("There is nothing new today."));
    // A colleague who pressed the same note a moment later says nothing twice.
    let _ = ada.submits(&note, &[]).expect(409);
    let said = ada.reads(move |tx| Matter::find(tx, matter)?.statuses(tx, 9));
    assert_eq!(said.unwrap().len(), 2);
}

#[test]
fn reminders_end_for_one_matter_or_for_the_firm() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Purchase of 12 Elm Street", &[&carl]);
    world.passes(DAY * 30);
    ada.signs_in();
    let is_named = || ada.opens("/today").says("Have not heard from you");
    assert!(is_named());
    let led = ada.posts(&routes::nudges(matter), &[("nudges", "off")]);
    assert!(ada.follows(&led).says("no longer reminds you"));
    assert!(!is_named());
    let _ = ada
        .posts(&routes::nudges(matter), &[("nudges", "on")])
        .expect(303);
    assert!(is_named());
    world.change_as_product(|tx| anteroom::firms::set_silence_days(tx, None));
    assert!(!is_named());
}

#[test]
fn whatever_a_client_gets_from_the_firm_counts_as_having_heard() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Purchase of 12 Elm Street", &[&carl]);
    let is_named = || {
        ada.signs_in();
        ada.opens("/today").says("Have not heard from you")
    };
    let hears: [&dyn Fn(); 3] = [
        &|| ada.writes(matter, "The bank has your letter."),
        &|| {
            let deed = ada.adds(matter, "Deed of the house.txt", b"To have and to hold it.");
            ada.shares(deed, &carl);
        },
        &|| {
            ada.asks_for(matter, &[&carl], "Papers for the bank", &[("Pay slips", 9)]);
        },
    ];
    for hear in hears {
        world.passes(DAY * 30);
        assert!(is_named());
        hear();
        assert!(!is_named());
    }
    // What a client says is no word from the firm.
    world.passes(DAY * 30);
    carl.signs_in();
    carl.writes(matter, "Is there any news of the bank?");
    assert!(is_named());
}
