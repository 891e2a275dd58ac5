use anteroom_pages::{Kind, Limits, PictureFormat, Reason, Stopped};

use crate::{attempt, decoded, fixture, ink, pages, pdf_of, sniffed};

#[test]
fn each_page_of_a_letter_is_drawn_and_read() {
    let pages = pages(&fixture("letter.pdf"));
    assert_eq!(
        pages.iter().map(|page| page.number).collect::<Vec<_>>(),
        [1, 2, 3]
    );

    let first = &pages[0];
    assert!(first.text.starts_with(
        "Sale of Elm Street\n\nThe tenant shall pay the rent on the first business day of"
    ));
    assert!(
        first
            .text
            .ends_with("names in writing.\n\nPage one of three\n"),
        "{}",
        first.text
    );
    let picture = first.picture.as_ref().unwrap();
    assert_eq!(picture.format, PictureFormat::WebP);
    assert_eq!((picture.width, picture.height), (1240, 1604));
    let inked = ink(&decoded(picture));
    assert!(
        (0.01..0.2).contains(&inked),
        "the built-in fonts draw letters: {inked}"
    );
}

#[test]
fn letters_outside_ascii_are_read_from_embedded_fonts() {
    let text = &pages(&fixture("letter.pdf"))[1].text;
    assert!(
        text.starts_with("Łukasz Müller — § 12, 5 000 €\n"),
        "{text}"
    );
}

#[test]
fn the_invisible_words_of_a_scan_are_read() {
    let text = &pages(&fixture("letter.pdf"))[2].text;
    assert_eq!(text, "Signed, Ada Lawson\n✔\nrecognised from a scan\n");
}

#[test]
fn a_turned_page_is_drawn_and_read_upright() {
    let page = pages(&fixture("turned.pdf")).remove(0);
    assert_eq!(page.text, "First line\nSecond line\n");
    let picture = decoded(page.picture.as_ref().unwrap()).to_rgb8();
    assert!(picture.width() > picture.height());
    assert_eq!(picture.get_pixel(5, 5).0, [255, 0, 0]);
    assert_eq!(picture.get_pixel(5, picture.height() - 5).0, [255; 3]);
}

#[test]
fn a_locked_pdf_is_refused_and_one_that_opens_without_a_password_is_not() {
    let (_, end) = attempt(&fixture("locked.pdf"), &Limits::default());
    assert!(
        matches!(end, Err(Stopped::Refused(Reason::Encrypted))),
        "{end:?}"
    );
    assert!(
        pages(&fixture("owner-locked.pdf"))[0]
            .text
            .starts_with("Sale of Elm Street")
    );
}

#[test]
fn a_cut_pdf_gives_what_is_left_of_it_or_is_damaged() {
    let letter = fixture("letter.pdf");
    for length in (0..letter.len()).step_by(letter.len() / 40) {
        let (pages, end) = attempt(&letter[..length], &Limits::default());
        match end {
            Ok(()) => assert!(!pages.is_empty()),
            Err(Stopped::Refused(Reason::Damaged | Reason::Unsupported)) => {}
            Err(other) => unreachable!("{length}: {other:?}"),
        }
    }
}

#[test]
fn garbage_behind_a_pdf_header_is_damaged() {
    let garbage: Vec<u8> = b"%PDF-1.7\n"
        .iter()
        .copied()
        .chain((0..50_000_u32).map(|n| ((n * n) >> 3) as u8))
        .collect();
    assert_eq!(sniffed(&garbage), Kind::Pdf);
    let (pages, end) = attempt(&garbage, &Limits::default());
    assert!(pages.is_empty());
    assert!(
        matches!(end, Err(Stopped::Refused(Reason::Damaged))),
        "{end:?}"
    );
}

#[test]
fn a_million_declared_pages_are_those_that_are_there() {
    let pdf = pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!(
            "<</Type/Pages/Count 1000000/MediaBox[0 0 90 90]/Kids[{}]>>",
            "3 0 R ".repeat(1000)
        ),
        "<</Type/Page/Parent 2 0 R>>".to_owned(),
    ]);
    assert_eq!(pages(&pdf).len(), 1);
}

#[test]
fn a_document_longer_than_allowed_gives_its_first_pages() {
    let kids = "<</Type/Page/MediaBox[0 0 90 90]>>".repeat(100_000);
    let pdf = pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count 100000/Kids[{kids}]>>"),
    ]);
    let limits = Limits {
        pages: 3,
        ..Limits::default()
    };
    let (pages, end) = attempt(&pdf, &limits);
    assert_eq!(pages.len(), 3);
    assert!(
        matches!(end, Err(Stopped::Refused(Reason::TooMany))),
        "{end:?}"
    );
}

#[test]
fn pages_of_any_proportion_stay_within_bounds() {
    for (media_box, size) in [
        ("0 0 144 72", (300, 150)),
        ("0 0 14400 72", (1240, 6)),
        ("0 0 1 100000000", (1, 16_000)),
        ("0 0 0 0", (1240, 1753)),
    ] {
        let pdf = pdf_of(&[
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
            format!("<</Type/Page/Parent 2 0 R/MediaBox[{media_box}]>>"),
        ]);
        let picture = pages(&pdf).remove(0).picture.unwrap();
        assert_eq!((picture.width, picture.height), size, "{media_box}");
    }
}

#[test]
fn a_document_larger_than_allowed_is_not_read() {
    let limits = Limits {
        bytes: 1000,
        ..Limits::default()
    };
    let (pages, end) = attempt(&fixture("letter.pdf"), &limits);
    assert!(pages.is_empty());
    assert!(matches!(end, Err(Stopped::Refused(Reason::TooLarge))));
}
