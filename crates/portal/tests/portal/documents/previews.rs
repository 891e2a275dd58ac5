//! Pages of what is no PDF: office documents, messages, a phone's pictures.

use anteroom::{
    documents::{Conversion, Outcome, Version},
    routes,
};
use anteroom_pages::Office;

use crate::world::{Paper, Persona, World};

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../pages/fixtures/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

fn version(who: &Persona, paper: Paper) -> Version {
    who.reads(move |tx| Version::find(tx, paper.version))
        .unwrap()
}

#[test]
fn a_word_document_is_read_as_pages_and_no_word_of_it_is_left_behind() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lawson"), world.client("Carl Moser"));
    let matter = ada.opens_matter("Moser, sale of the shop", &[&carl]);
    let letter = ada.adds(
        matter,
        "Letter to the landlord.docx",
        &fixture("letter.docx"),
    );
    world.keeps_secret("Please read clause 3 before you sign.");
    ada.shares_version(letter, &carl);
    let path = routes::my_document(matter, letter.document);
    assert!(carl.opens(&path).says("We are preparing the pages."));
    world.works();

    let (made, page) = (version(&carl, letter), carl.opens(&path));
    if Office::find().is_ok() {
        assert_eq!(
            (made.rendering, made.pages, made.conversion),
            (Outcome::Made, 2, Some(Conversion::Office))
        );
        for words in [
            "Please read clause 3",
            "Page 1 of 2",
            "These pages were laid out from the original",
        ] {
            assert!(page.says(words), "{words}: {}", page.text());
        }
        let picture = carl
            .gets(&routes::page_picture(letter.version, 2))
            .expect(200);
        assert!(picture.body.starts_with(b"RIFF"));
        assert!(
            ada.opens(&routes::document(letter.document))
                .says("These pages were laid out")
        );
    } else {
        eprintln!("not run here: LibreOffice is not installed");
        assert_eq!((made.rendering, made.conversion), (Outcome::Nothing, None));
        assert!(page.says("opens in your own program"));
    }
    let saved = carl.gets(&routes::download(letter.version)).expect(200);
    assert_eq!(saved.body, fixture("letter.docx"));
    world.passes(std::time::Duration::from_secs(90));
    world.works();
}

#[test]
fn a_saved_message_names_its_facts_in_the_readers_language() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lawson"), world.client("Carl Moser"));
    let matter = ada.opens_matter("Moser, sale of the shop", &[&carl]);
    let message = "Received: from mail.example.ca by mx.example.ca; Mon, 5 Oct 2026 09:12:03 -0400\r\n\
        From: Nadia Haddad <nadia@example.ca>\r\nTo: ada@example.ca\r\nDate: Mon, 5 Oct 2026 09:12:00 -0400\r\n\
        Subject: The keys to the cellar\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n\
        --x\r\nContent-Type: text/html\r\n\r\n<html><p onclick=\"alert(1)\">The keys are under the <b>blue</b> pot.</p>\
        <script>alert(2)</script><img src=\"http://tracker.example/pixel.gif\"></html>\r\n\
        --x\r\nContent-Type: application/pdf; name=\"cellar plan.pdf\"\r\nContent-Disposition: attachment\r\n\r\n%PDF-1.7\r\n--x--\r\n";
    for words in [
        "The keys to the cellar",
        "nadia@example.ca",
        "under the blue pot",
        "cellar plan.pdf",
    ] {
        world.keeps_secret(words);
    }
    let paper = ada.adds(matter, "Message from Nadia.eml", message.as_bytes());
    ada.shares_version(paper, &carl);
    world.works();
    assert_eq!(version(&carl, paper).conversion, Some(Conversion::Message));
    let path = routes::my_document(matter, paper.document);
    let english = carl.opens(&path);
    for words in [
        "From",
        "Nadia Haddad <nadia@example.ca>",
        "Monday 5 October 2026, 9:12 am",
        "The keys to the cellar",
        "cellar plan.pdf, 8",
        "The keys are under the blue pot.",
        "The words of a saved message.",
    ] {
        assert!(english.says(words), "{words}: {}", english.text());
    }
    let source = String::from_utf8_lossy(&english.body).into_owned();
    for gone in ["alert(", "tracker.example", "onclick"] {
        assert!(!source.contains(gone), "{gone}");
    }
    carl.posts("/language", &[("locale", "fr"), ("next", &path)]);
    let french = carl.opens(&path);
    assert!(
        french.says("Objet") && french.says("Pièce jointe"),
        "{}",
        french.text()
    );
    let held = ada.opens(&routes::document(paper.document));
    assert!(held.says("The keys are under the blue pot.") && held.says("Subject"));
    world.passes(std::time::Duration::from_secs(90));
    world.works();
}

#[test]
fn a_picture_no_browser_can_show_is_shown_converted() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lawson"), world.client("Carl Moser"));
    let matter = ada.opens_matter("Moser, sale of the shop", &[&carl]);
    let photo = carl
        .hands_over(matter, &[("IMG_7.HEIC", &fixture("sideways.heic"))])
        .remove(0);
    world.works();
    let made = version(&carl, photo);
    assert_eq!(
        (made.rendering, made.pages, made.conversion),
        (Outcome::Made, 1, Some(Conversion::Picture))
    );
    let page = carl.opens(&routes::my_document(matter, photo.document));
    assert!(page.says("Shown as a converted picture.") && !page.says("Open it"));
    // Its sibling in the same container is left to the reader's own program.
    let photo = carl
        .hands_over(matter, &[("IMG_8.avif", &fixture("photo.avif"))])
        .remove(0);
    world.works();
    assert_eq!(version(&carl, photo).rendering, Outcome::Nothing);
    let page = carl.opens(&routes::my_document(matter, photo.document));
    assert!(page.says("opens in your own program"));
}
