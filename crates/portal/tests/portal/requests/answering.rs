//! The client answers: with files, in parts, with what is here already, or in words.

use std::time::Duration;

use anteroom::{
    base::{DeliveryId, Id},
    routes,
};

use super::{field, file};
use crate::world::World;

const BINDER: &[u8] = b"Insured from the thirtieth of October.";

#[test]
fn a_plain_form_of_files_answers_with_a_receipt_that_leads_on_to_what_is_asked_next() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (request, items) = ada.asks_for(
        matter,
        &[&carl],
        "Papers we need",
        &[("Proof of home insurance", 14), ("Two pay slips", 20)],
    );

    let page = routes::my_item(matter, request, items[0]);
    let asked = carl.opens(&page);
    assert!(asked.says("A good one of Proof of home insurance shows every page."));
    let form = asked.form(&page);
    let parts = [file(&world, "binder.txt", BINDER), field("note", "")];
    let answer = carl.posts_files(&form.action, &parts).expect(303);
    let receipt = carl.follows(&answer);
    for words in [
        "Ada has your file.",
        "Proof of home insurance",
        "Fingerprints of the files",
        "Next: Two pay slips",
    ] {
        assert!(receipt.says(words), "{words}: {}", receipt.text());
    }
    // The same page sent twice is one answer.
    let list = carl.opens(&routes::my_request(matter, request));
    assert!(list.says("We are checking it") && list.says("To do"));
    assert!(carl.opens("/").says("Send “Two pay slips”"));

    let today = ada.opens("/today");
    assert!(
        today.says("Carl Underhill answered “Proof of home insurance”")
            && today.says("One thing is waiting for you."),
        "the files are looked at with what they answer: {}",
        today.text()
    );
    let check = ada.opens(&routes::item(items[0]));
    assert!(check.says("binder") && check.says("sent a file."));
}

#[test]
fn finished_transfers_answer_once_however_often_the_button_is_pressed() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &[("A lease", 14)]);
    let upload = carl.uploads(matter, "lease of the barn.txt", BINDER);

    let page = routes::my_item(matter, request, items[0]);
    let parts = [field("upload", upload.as_ref()), field("note", "")];
    let first = carl.posts_files(&page, &parts).expect(303).leads_to();
    let second = carl.posts_files(&page, &parts).expect(303).leads_to();
    assert_eq!(first, second);
    let exchange = carl.opens(&page).text();
    assert_eq!(exchange.matches("sent a file.").count(), 1);
    let delivery = first.unwrap();
    assert!(DeliveryId::parse(delivery.rsplit('/').next().unwrap()).is_some());
}

#[test]
fn a_part_leaves_it_open_until_the_rest_has_come() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &[("Pay slips", 14)]);
    let page = routes::my_item(matter, request, items[0]);

    let first = file(&world, "first pay slip.txt", b"March: three thousand.");
    let parts = [first, field("more", "yes")];
    let _ = carl.posts_files(&page, &parts).expect(303);
    let list = carl.opens(&routes::my_request(matter, request));
    assert!(list.says("To do") && list.says("we have a part of it"));
    assert!(carl.opens(&page).says("sent a file. More will come."));
    assert!(carl.opens("/").says("Send “Pay slips”"));
    assert!(
        ada.opens("/today").says("Carl Underhill sent a file"),
        "the item is not for the firm yet, the file is"
    );
    assert!(ada.opens(&routes::item(items[0])).says("first pay slip"));

    let second = file(&world, "second pay slip.txt", b"April: three thousand.");
    let _ = carl.posts_files(&page, &[second]).expect(303);
    assert!(
        carl.opens(&routes::my_request(matter, request))
            .says("We are checking it")
    );
}

#[test]
fn what_is_here_already_answers_and_what_they_may_not_read_does_not() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let sent = carl.hands_over(
        matter,
        &[("Passport scan.txt", b"Page one of the passport.")],
    );
    let secret = ada.adds(matter, "Memo to file.txt", b"He will take less, perhaps.");
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &[("Your ID", 14)]);

    let page = routes::my_item_documents(matter, request, items[0]);
    let choose = carl.opens(&page);
    assert!(choose.says("Passport scan") && !choose.says("Memo"));
    let _ = carl
        .posts(&page, &[("version", secret.version.as_str())])
        .expect(404);
    assert!(
        carl.fills(&page, &page, &[])
            .expect(422)
            .says("Choose the document.")
    );
    let typed = [("version", sent[0].version.as_str())];
    let _ = carl.fills(&page, &page, &typed).expect(303);
    let item = carl.opens(&routes::my_item(matter, request, items[0]));
    assert!(item.says("named a document that is here already."));
    let check = ada.opens(&routes::item(items[0]));
    assert!(check.says("Passport scan"), "{}", check.text());
}

#[test]
fn who_does_not_have_it_or_has_a_question_says_so_in_words_and_is_answered() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &[("The deed", 14)]);
    let words = routes::my_item_words(matter, request, items[0]);
    assert!(
        carl.fills(&words, &words, &[("words", " ")])
            .expect(422)
            .says("Write a few words.")
    );
    world.keeps_secret("Is it the one with the red seal?");
    let typed = [
        ("how", "question"),
        ("words", "Is it the one with the red seal?"),
    ];
    let _ = carl.fills(&words, &words, &typed).expect(303);
    let check = ada.opens(&routes::item(items[0]));
    assert!(check.says("has a question.") && check.says("Is it the one with the red seal?"));
    assert!(check.says("No document came: there is an answer in words."));
    world.keeps_secret("Yes, the one with the seal.");
    let typed = [
        ("outcome", "send again"),
        ("words", "Yes, the one with the seal."),
    ];
    let _ = ada.fills(&routes::item(items[0]), &routes::item(items[0]), &typed);
    let back = carl.opens(&routes::my_item(matter, request, items[0]));
    assert!(
        back.says("Ada Lockhart asks for it again") && back.says("Yes, the one with the seal.")
    );
}

#[test]
fn who_is_done_for_now_says_so_and_the_firm_reads_it() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let things = [("A lease", 14), ("A deed", 14)];
    let (request, items) = ada.asks_for(matter, &[&carl], "Papers we need", &things);
    let page = routes::my_request(matter, request);
    assert!(
        !carl.opens(&page).says("I am done for now"),
        "nothing was sent yet"
    );
    world.passes(Duration::from_secs(60));
    let item = routes::my_item(matter, request, items[0]);
    let _ = carl.posts_files(&item, &[file(&world, "lease.txt", BINDER)]);
    let done = routes::my_request_done(matter, request);
    let form = carl.opens(&page).form(&done);
    let home = carl.submits(&form, &[]);
    assert!(
        carl.follows(&home)
            .says("Thank you. We look at what you sent")
    );
    assert!(carl.opens(&page).says("You said that you are done for now"));
    let firm = ada.opens(&routes::matter_requests(matter));
    assert!(
        firm.says("Carl Underhill has sent what there is for now"),
        "{}",
        firm.text()
    );
    // What is open stays.
    assert!(carl.opens("/").says("Send “A deed”"));
}
