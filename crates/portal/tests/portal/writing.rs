//! Stories of writing letters: drafts, documents that go along, ready answers, firm-only notes, what became of a letter, and
//! letters that wait longer than the firm says.

use std::time::Duration;

use anteroom::{
    base::{Id, PersonId},
    messages::{AnswerTemplate, AnswerWords},
    routes,
};
use anteroom_testkit::Part;

use crate::world::{PICTURE, World};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[test]
fn what_was_begun_is_kept_for_its_writer_alone_until_it_is_sent() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let dan = world.assistant("Dan Whitlock");
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    paul.takes_on(matter, &dan);
    world.keeps_secret("I am not sure I want the house any more.");
    for (writer, page, draft) in [
        (
            &nadia,
            routes::my_messages(matter),
            routes::my_message_draft(matter),
        ),
        (
            &paul,
            routes::matter_messages(matter),
            routes::matter_message_draft(matter),
        ),
    ] {
        let begun = [("words", "I am not sure I want the house any more.")];
        let saved = writer.posts(&draft, &begun).expect(303);
        assert!(writer.follows(&saved).says("Your draft was saved."));
        let by_script = [begun[0], ("by", "script")];
        let _ = writer.posts(&draft, &by_script).expect(204);
        let form = writer.opens(&page).form(&page);
        assert!(
            form.filled(&[])
                .contains(&(begun[0].0.to_owned(), begun[0].1.to_owned()))
        );
    }
    assert!(
        !dan.opens(&routes::matter_messages(matter))
            .says("not sure I want")
    );
    let (mine, theirs) = (routes::my_messages(matter), routes::matter_messages(matter));
    let _ = nadia
        .submits(&nadia.opens(&mine).form(&mine), &[])
        .expect(303);
    let empty = [("words".to_owned(), String::new())];
    assert_eq!(nadia.opens(&mine).form(&mine).filled(&[]), empty);
    // One without words is none.
    let gone = paul.posts(&routes::matter_message_draft(matter), &[("words", " ")]);
    assert!(paul.follows(&gone).says("No draft is left."));
    assert!(
        !paul
            .opens(&theirs)
            .form(&theirs)
            .filled(&[])
            .iter()
            .any(|(_, value)| value.contains("not sure"))
    );
}

#[test]
fn documents_that_go_along_open_to_whoever_reads_the_letter_and_to_nobody_else() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let tom = world.client("Tom Haddad");
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia, &tom]);
    let plan = paul.adds(matter, "Plan of the garden.png", PICTURE);
    let memo = paul.adds(matter, "Memo to file.png", PICTURE);
    let page = routes::matter_messages(matter);
    let sheet = paul.opens(&page);
    assert!(sheet.says("Firm only now: it is shared with this message."));
    assert!(sheet.says("Looks like an internal paper."));
    world.keeps_secret("Here is the plan, for you alone.");
    let nadia_id = nadia.id();
    let typed = [
        ("words", "Here is the plan, for you alone."),
        ("to", nadia_id.as_ref()),
        ("document", plan.document.as_ref()),
    ];
    let _ = paul.submits(&sheet.form(&page), &typed).expect(303);
    let letter = nadia.opens(&routes::my_messages(matter));
    assert!(letter.says("Plan of the garden"));
    nadia.opens(&routes::my_document(matter, plan.document));
    tom.finds_nothing_at(&routes::my_document(matter, plan.document));
    assert!(!tom.opens(&routes::my_messages(matter)).says("Plan of"));
    // One letter, one notice: the sharing that came with it tells nobody a second time.
    world.works();
    assert_eq!(world.letters_to(&nadia).len(), 1);

    // What looks internal waits for a second look on its own page; nothing of the letter is sent.
    let typed = [
        ("words", "This should not go."),
        ("to", "all"),
        ("document", memo.document.as_ref()),
    ];
    let _ = paul.posts(&page, &typed).expect(409);
    assert!(
        !tom.opens(&routes::my_messages(matter))
            .says("should not go")
    );
    // Taken back, it stands in the letter no more; the letter stays.
    let share = nadia.reads(anteroom::shares::with_me).unwrap();
    paul.revokes(share[0].id);
    let letter = nadia.opens(&routes::my_messages(matter));
    assert!(letter.says("for you alone") && !letter.says("Plan of the garden"));
}

#[test]
fn a_client_sends_files_with_a_letter_without_script() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let begun = [
        ("words", "These came from the bank this morning."),
        ("then", "files"),
    ];
    world.keeps_secret(begun[0].1);
    let asked = nadia.posts(&routes::my_message_draft(matter), &begun);
    let to = asked.expect(303).leads_to().unwrap();
    let form = nadia
        .opens(to.trim_end_matches("#write"))
        .form(&routes::my_messages_with_files(matter));
    world.keeps_secret("Approval of the bank.txt");
    world.keeps_secret("The bank lends all of it at four per cent.");
    let mut parts: Vec<Part> = form
        .filled(&[])
        .into_iter()
        .map(|(name, value)| Part {
            name,
            file_name: None,
            body: value.into_bytes(),
        })
        .collect();
    parts.push(Part {
        name: "files".into(),
        file_name: Some("Approval of the bank.txt".into()),
        body: b"The bank lends all of it at four per cent.".to_vec(),
    });
    let _ = nadia.posts_files(&form.action, &parts).expect(303);
    world.works();
    for (person, page) in [
        (&nadia, routes::my_messages(matter)),
        (&paul, routes::matter_messages(matter)),
    ] {
        let letters = person.opens(&page);
        assert!(letters.says("These came from the bank") && letters.says("Approval of the bank"));
    }
    assert!(
        paul.opens(&routes::matter(matter))
            .says("Approval of the bank")
    );
}

#[test]
fn a_letter_about_a_document_opens_the_correspondence_about_it() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let plan = paul.adds(matter, "Plan of the garden.png", PICTURE);
    paul.shares(plan, &nadia);
    nadia.writes(matter, "When are the keys handed over?");
    let about = routes::my_messages_about(matter, plan.version);
    let sheet = nadia.opens(&about);
    assert!(sheet.says("No messages about this document yet.") && !sheet.says("When are the keys"));
    world.keeps_secret("Whose is the fence on the left?");
    let typed = [("words", "Whose is the fence on the left?")];
    let form = sheet.form(&routes::my_messages(matter));
    let _ = nadia.submits(&form, &typed).expect(303);
    let held = paul.opens(&routes::document(plan.document));
    let theirs = routes::matter_messages_about(matter, plan.version);
    assert!(held.text().contains(&theirs));
    let letters = paul.opens(&theirs);
    assert!(letters.says("Whose is the fence") && !letters.says("When are the keys"));
}

#[test]
fn a_firm_only_note_is_read_by_the_team_and_never_by_a_client() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let (lena, vera) = (
        world.lawyer("Lena Other"),
        world.view_only("Vera Lindqvist"),
    );
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    paul.takes_on(matter, &vera);
    let notes = routes::matter_notes(matter);
    world.keeps_secret("She sounds as if she were about to give up.");
    let typed = [("note", "She sounds as if she were about to give up.")];
    let kept = paul.fills(&notes, &notes, &typed);
    assert!(paul.follows(&kept).says("The note was kept, firm only."));
    assert!(vera.opens(&notes).says("about to give up"));
    let _ = vera.posts(&notes, &typed).expect(403);
    lena.finds_nothing_at(&notes);
    nadia.finds_nothing_at(&notes);
    for page in [
        "/",
        "/messages",
        "/you/looked",
        &routes::my_messages(matter),
    ] {
        let text = nadia.opens(page).text();
        assert!(
            !text.contains("give up") && !text.contains("Firm only"),
            "{page}"
        );
    }
    // A letter's words are no note, and a note's no letter: neither form takes the other's field.
    let _ = paul
        .posts(&routes::matter_messages(matter), &typed)
        .expect(422);
    let _ = paul.posts(&notes, &[("words", "For Nadia")]).expect(422);
    world.works();
    assert_eq!(world.letters_to(&nadia).len(), 0);
    let empty = paul.posts(&notes, &[("note", " ")]).expect(422);
    assert!(empty.says("Write something before you keep it."));
}

#[test]
fn a_ready_answer_comes_into_the_letter_in_the_language_that_was_chosen() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let words = [
        ("title", "Who keeps the keys"),
        ("en", "The seller keeps the keys until the closing."),
        ("fr", "Le vendeur garde les clés jusqu’à la clôture."),
    ];
    for (_, secret) in words {
        world.keeps_secret(secret);
    }
    let _ = paul.fills("/answers/new", "/answers", &words).expect(303);
    let template = paul.reads(AnswerTemplate::all).unwrap().remove(0);
    let page = routes::matter_messages(matter);
    assert!(paul.opens(&page).says("Who keeps the keys"));
    let use_it = format!("{}:fr", template.id);
    let chosen = [("words", "Bonjour Nadia."), ("answer", use_it.as_str())];
    let _ = paul
        .posts(&routes::matter_message_draft(matter), &chosen)
        .expect(303);
    let form = paul.opens(&page).form(&page);
    let filled = form.filled(&[]);
    let (_, typed) = filled.iter().find(|(name, _)| name == "words").unwrap();
    assert_eq!(
        typed,
        "Bonjour Nadia.\n\nLe vendeur garde les clés jusqu’à la clôture."
    );
    nadia.finds_nothing_at("/answers");

    let change = routes::answer(template.id);
    let back = paul
        .fills(&change, &change, &[("en", ""), ("fr", "")])
        .expect(422);
    assert!(back.says("Write the answer in one language at least."));
    let removal = routes::answer_removal(template.id);
    let _ = paul.fills(&removal, &removal, &[]).expect(303);
    assert!(paul.opens("/answers").says("No ready answers yet."));
    let _ = paul.gets(&change).expect(404);
    let gone = AnswerWords::default();
    let late = paul.changes(move |tx| AnswerTemplate::keep(tx, Some(template.id), &gone));
    assert!(late.is_err());
}

#[test]
fn both_sides_read_the_same_about_a_letter_that_was_shown() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let tom = world.client("Tom Haddad");
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia, &tom]);
    paul.writes(matter, "The seller has accepted your offer.");
    world.works();
    let (mine, theirs) = (routes::my_messages(matter), routes::matter_messages(matter));
    let before = paul.opens(&theirs);
    assert!(before.says("Nadia Haddad told by e-mail") && !before.says("Shown to"));
    nadia.opens(&mine);
    let after = paul.opens(&theirs);
    assert!(after.says("Shown to Nadia Haddad") && !after.says("Shown to Tom"));
    // She reads the same of herself, and nothing of Tom.
    tom.opens(&mine);
    let hers = nadia.opens(&mine);
    assert!(hers.says("Shown to you") && !hers.says("Tom Haddad told"));
    // A browser that fetches ahead shows nobody anything; Home shows the letter in full.
    paul.writes(matter, "The keys are here.");
    let ahead = nadia.again();
    ahead
        .browser()
        .headers
        .insert("sec-purpose", "prefetch".parse().unwrap());
    let _ = ahead.gets(&mine).expect(200);
    let shown = |words: &str| {
        let text = paul.opens(&theirs).text();
        let at = text.find(words).unwrap();
        text[at..].contains("Shown to Nadia")
    };
    assert!(!shown("The keys are here."));
    nadia.opens("/");
    assert!(shown("The keys are here."));
    // And what a client wrote is shown to members, in the same words.
    nadia.writes(matter, "Thank you so much.");
    paul.opens(&theirs);
    assert!(nadia.opens(&mine).says("Shown to Paul Marchetti"));
    assert!(
        paul.opens(&routes::matter_record(matter))
            .says("Nadia Haddad was shown a message")
    );
}

#[test]
fn letters_that_wait_longer_than_the_firm_says_stand_on_today() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let owner = world.owner();
    let page = "/settings/messages";
    let wrong = owner.fills(page, page, &[("days", "0")]).expect(422);
    assert!(wrong.says("Enter a number from 1 to 10."));
    let _ = owner.fills(page, page, &[("days", "1")]).expect(303);
    assert!(
        nadia
            .opens(&routes::my_messages(matter))
            .says("We answer within 1 working day.")
    );
    nadia.writes(matter, "Is everything ready for Friday?");
    assert!(!paul.opens("/today").says("Waiting longer than you say"));
    // Whatever the day of the week it is, a week holds five working days.
    world.passes(DAY * 7);
    let _ = paul.signs_in();
    let today = paul.opens("/today");
    assert!(today.says("Waiting longer than you say") && today.says("5 working days"));
    paul.writes(matter, "Yes, all of it.");
    assert!(!paul.opens("/today").says("Waiting longer than you say"));
}

#[test]
fn no_letter_by_mail_lets_anybody_think_that_an_answer_arrives() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    paul.writes(matter, "The seller has accepted your offer.");
    world.works();
    let letter = &world.letters_to(&nadia)[0];
    assert!(letter.text.contains("don’t answer this e-mail"));
    assert!(letter.text.contains("Write to us in your space"));
}

#[test]
fn nobody_chosen_or_somebody_else_chosen_sends_nothing() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let (tom, eve) = (world.client("Tom Haddad"), world.client("Eve Stranger"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia, &tom]);
    let page = routes::matter_messages(matter);
    let back = paul.posts(&page, &[("words", "To whom?")]).expect(422);
    assert!(back.says("Choose who reads it."));
    let eve: PersonId = eve.id();
    let typed = [("words", "To whom?"), ("to", eve.as_str())];
    let _ = paul.posts(&page, &typed).expect(404);
    assert!(!nadia.opens(&routes::my_messages(matter)).says("To whom?"));
}
