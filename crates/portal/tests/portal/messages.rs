//! Stories of letters: written on either side, read by those in the matter, waiting until they are answered.

use std::time::Duration;

use anteroom::{base::Whose, messages, routes};

use crate::world::{Persona, World};

fn waiting(member: &Persona) -> Vec<String> {
    let letters = member
        .reads(|tx| messages::waiting(tx, Whose::Mine))
        .unwrap();
    letters
        .into_iter()
        .map(|letter| letter.message.words)
        .collect()
}

#[test]
fn a_letter_waits_for_the_firm_until_somebody_answers() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let (mine, theirs) = (routes::my_messages(matter), routes::matter_messages(matter));

    world.keeps_secret("When do I get my keys to the house?");
    let sent = nadia.fills(
        &mine,
        &mine,
        &[("words", "When do I get my keys to the house?")],
    );
    assert!(nadia.follows(&sent).says("Your message was sent."));
    assert_eq!(waiting(&paul), ["When do I get my keys to the house?"]);

    assert!(
        paul.opens(&theirs)
            .says("When do I get my keys to the house?")
    );
    paul.fills(
        &theirs,
        &theirs,
        &[("words", "On Friday, in the afternoon.")],
    )
    .expect(303);
    assert_eq!(waiting(&paul), Vec::<String>::new());
    let page = nadia.opens(&mine);
    assert!(page.says("On Friday, in the afternoon.") && page.says("Paul Marchetti"));
    assert!(nadia.opens("/").says("On Friday, in the afternoon."));
}

#[test]
fn the_firms_letter_is_told_by_mail_without_a_word_of_it() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    paul.writes(matter, "The seller has accepted your offer.");
    world.works();
    let letters = world.letters_to(&nadia);
    assert_eq!(letters.len(), 1);
    assert!(!letters[0].text.contains("seller") && !letters[0].text.contains("Alder"));
    nadia.writes(matter, "Thank you for telling me so soon.");
    world.works();
    assert_eq!(world.letters_to(&nadia).len(), 1);
}

#[test]
fn pressed_twice_it_is_one_letter_and_said_again_later_it_is_two() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let count = |person: &Persona| {
        person
            .reads(move |tx| {
                let matter = anteroom::matters::Matter::find(tx, matter)?;
                Ok(messages::of_matter(tx, &matter)?.len())
            })
            .unwrap()
    };
    nadia.writes(matter, "Is there any news for me?");
    nadia.writes(matter, "Is there any news for me?");
    assert_eq!(count(&paul), 1);
    world.passes(Duration::from_secs(600));
    nadia.writes(matter, "Is there any news for me?");
    assert_eq!(count(&paul), 2);
}

#[test]
fn the_same_words_with_another_document_are_another_letter() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    world.keeps_secret("Here it is, as promised.");
    let deed = paul.adds(matter, "Deed.txt", b"The whole of lot 12.");
    let survey = paul.adds(matter, "Survey.txt", b"Chain and compass, in May.");
    let sends = |paper: crate::world::Paper| {
        paul.changes(move |tx| {
            let matter = anteroom::matters::Matter::find(tx, matter)?;
            let new = messages::NewMessage {
                documents: vec![anteroom::documents::Version::find(tx, paper.version)?],
                words: "Here it is, as promised.".into(),
                ..messages::NewMessage::default()
            };
            messages::write(tx, &matter, &new)
        })
        .unwrap()
    };
    let first = sends(deed);
    assert_eq!(sends(deed), first, "a second press");
    assert_ne!(sends(survey), first);
    let page = nadia.opens(&routes::my_messages(matter));
    assert!(page.says("Deed") && page.says("Survey"));
}

#[test]
fn whoever_is_not_in_the_matter_can_neither_read_nor_write() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let (lena, eve) = (world.lawyer("Lena Other"), world.client("Eve Stranger"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    nadia.writes(matter, "This is for Paul and nobody else.");
    let words = [("words", "I was here")];
    let (mine, theirs) = (routes::my_messages(matter), routes::matter_messages(matter));
    for (person, page) in [
        (&eve, &mine),
        (&eve, &theirs),
        (&lena, &theirs),
        (&lena, &mine),
        (&nadia, &theirs),
        (&paul, &mine),
    ] {
        person.finds_nothing_at(page);
        person.posts(page, &words).expect(404);
    }
    paul.ends_access(matter, &nadia);
    assert_ne!(nadia.gets(&mine).status, 200);
    assert_eq!(waiting(&lena), Vec::<String>::new());
}

#[test]
fn a_letter_about_a_document_names_it_only_to_those_who_may_see_it() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let tom = world.client("Tom Haddad");
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia, &tom]);
    let paper = paul.adds(
        matter,
        "Valuation of the cottage.txt",
        b"It is worth a good deal more.",
    );
    paul.asks_to_review(paper, &nadia, "Is this about right?");
    let about = routes::my_messages_about(matter, paper.version);
    let sheet = nadia.opens(&about);
    assert!(sheet.says("About: Valuation of the cottage"));
    nadia
        .submits(
            &sheet.form(&routes::my_messages(matter)),
            &[("words", "It looks too high to me.")],
        )
        .expect(303);
    for (person, page) in [
        (&nadia, routes::my_messages(matter)),
        (&paul, routes::matter_messages(matter)),
    ] {
        assert!(person.opens(&page).says("About: Valuation of the cottage"));
    }
    let toms = tom.opens(&routes::my_messages(matter));
    assert!(toms.says("It looks too high to me.") && !toms.says("Valuation"));
    assert!(!tom.opens(&about).says("Valuation"));
}

#[test]
fn an_empty_letter_comes_back_and_a_long_one_keeps_its_words() {
    let world = World::open();
    let (paul, nadia) = (world.lawyer("Paul Marchetti"), world.client("Nadia Haddad"));
    let matter = paul.opens_matter("Purchase of 48 Alder Street", &[&nadia]);
    let mine = routes::my_messages(matter);
    let back = nadia.posts(&mine, &[("words", "  ")]).expect(422);
    assert!(back.says("Write something before you send it."));
    let long = "word ".repeat(2100);
    let back = nadia.posts(&mine, &[("words", &long)]).expect(422);
    assert!(back.says("This is too long.") && back.says(long.trim()));
}
