//! Words that must be found nowhere: whatever people wrote is sealed on the disk and in the database, never logged, and
//! never in a letter. Every world looks for them when it ends; this is the story that says everything there is to say.

use crate::world::World;

#[test]
fn whatever_people_wrote_lies_sealed() {
    let world = World::open();
    let (ada, dan) = (
        world.lawyer("Adaline Featherstone"),
        world.assistant("Daniel Cholmondeley"),
    );
    let carl = world.client("Carlisle Wetherby");
    let matter = ada.opens_matter("Canary and Canary, separation", &[]);
    ada.lets_in(matter, &carl);
    ada.takes_on(matter, &dan);
    ada.says(matter, "The judge has the canary’s papers.");
    let paper = ada.adds(
        matter,
        "Canary’s agreement — übergeben.txt",
        "The canary gives up the cage.".as_bytes(),
    );
    ada.shares_version(paper, &carl);
    let paper = ada.replaces(
        paper,
        "Canary’s agreement, again.txt",
        b"The canary keeps one half of the cage.",
        "The canary changed its mind.",
    );
    ada.asks_to_review(paper, &carl, "Please mind the canary’s third line.");
    carl.confirms(paper);
    carl.writes(matter, "Does the canary have to sign twice?");
    carl.hands_over(
        matter,
        &[(
            "Canary’s bank statement.txt",
            b"Seed, 14 dollars and 20 cents.",
        )],
    );
    let things = [
        ("The canary’s licence", 9),
        ("The canary’s cage, receipted", 9),
    ];
    let (request, items) = ada.asks_for(matter, &[&carl], "What the canary owes us", &things);
    for words in [
        "The cat ate the canary’s licence.",
        "Then a photo of the cat, please.",
    ] {
        world.keeps_secret(words);
    }
    let page = anteroom::routes::my_item_words(matter, request, items[0]);
    let typed = [("words", "The cat ate the canary’s licence.")];
    let _ = carl.fills(&page, &page, &typed).expect(303);
    let page = anteroom::routes::item(items[0]);
    let typed = [
        ("outcome", "send again"),
        ("words", "Then a photo of the cat, please."),
    ];
    let _ = ada.posts(&page, &typed).expect(303);
    let link = crate::links::made(&world, &ada, matter, crate::links::MUCH);
    let stranger = crate::links::comes_through(&world, &link);
    crate::links::hands_over(
        &world,
        &stranger,
        "The canary’s neighbour",
        "The canary’s other nest.txt",
        b"Straw, and a little wool from the mattress.",
    );
    world.works();
    world.passes(std::time::Duration::from_secs(90));
    world.works();
    world.passes(anteroom::notices::SPACE);
    assert_eq!(world.change_as_product(anteroom::requests::remind), 0);
    ada.changes(move |tx| anteroom::requests::Request::find(tx, request)?.remind(tx))
        .unwrap();
    world.works();

    let letters = world.letters_to(&carl);
    assert!(
        letters.len() > 1,
        "letters left, so that there was something to find in them"
    );
    // Pages and downloads leave lines in the logs.
    carl.opens("/");
    carl.opens(&anteroom::routes::my_document(matter, paper.document));
    carl.opens(&anteroom::routes::download(paper.version));
    ada.opens(&anteroom::routes::matter_record(matter));
}

#[test]
fn a_word_left_readable_is_found() {
    let world = World::open();
    world.keeps_secret("The canary sings");
    assert!(world.traces().is_empty());
    let file = world.folder().join("left behind");
    let text: Vec<u8> = "..The canary sings.."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    std::fs::write(&file, text).unwrap();
    assert_eq!(world.traces().len(), 1, "on the disk");
    std::fs::remove_file(&file).unwrap();
    tracing::info!("The canary sings in a log");
    assert_eq!(world.traces().len(), 1, "in a log");
    // This word was left on purpose.
    world.forgets("The canary sings");
}
