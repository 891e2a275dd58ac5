//! Folders keep their structure: a chosen folder is shown to both sides as it lay, and never leads anywhere.

use anteroom::{
    base::Id,
    documents::{Document, Version},
    routes,
};
use anteroom_testkit::Part;
use base64::{Engine, engine::general_purpose::STANDARD};
use http::Method;

use crate::world::World;

fn file(name: &str, body: &[u8]) -> Part {
    Part {
        name: "files".into(),
        file_name: Some(name.into()),
        body: body.to_vec(),
    }
}

#[test]
fn a_folder_is_shown_as_it_lay_to_both_sides() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Osei"), world.client("Carl Moser"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    for secret in [
        "Taxes of 2025",
        "Receipts/July",
        "Heating.txt",
        "Summary.txt",
    ] {
        world.keeps_secret(secret);
    }
    // Without script, as a browser sends a chosen folder.
    let sent = [
        file(
            "Taxes of 2025/Receipts/July/Heating.txt",
            b"Paid on the third of July.",
        ),
        file("Letter.txt", b"To whom it may concern."),
        file("Taxes of 2025/Summary.txt", b"All of it comes to nothing."),
        file(
            "Taxes of 2025/Receipts/July/Water.txt",
            b"Paid on the fourth of July.",
        ),
    ];
    let answer = carl
        .posts_files(&routes::my_deliveries(matter), &sent)
        .expect(303);
    let receipt = carl.follows(&answer);
    let text = anteroom_testkit::text(&receipt.text());
    let place = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words} in {text}"))
    };
    // What came alone first, then folder by folder, each named once.
    let order = [
        "Letter.txt",
        "Taxes of 2025/Receipts/July",
        "Heating.txt",
        "Water.txt",
        "Summary.txt",
    ];
    assert!(order.map(place).is_sorted(), "{text}");
    let listed = &text[..place("What happens next")];
    assert_eq!(
        listed.matches("Taxes of 2025/Receipts/July").count(),
        1,
        "{listed}"
    );
    assert!(
        receipt.says("Taxes of 2025/Receipts/July/Water.txt"),
        "beside its fingerprint"
    );

    let shelf = ada.opens(&routes::matter(matter));
    let text = anteroom_testkit::text(&shelf.text());
    assert_eq!(
        text.matches("Taxes of 2025/Receipts/July").count(),
        1,
        "{text}"
    );
    assert!(
        carl.opens(&routes::my_matter(matter))
            .says("in the folder Taxes of 2025/Receipts/July")
    );
    let found = carl.reads(Document::mine).unwrap();
    let (document, version) = found
        .iter()
        .find(|(document, _)| document.title == "Heating")
        .unwrap();
    assert_eq!(
        version.folder.as_deref(),
        Some("Taxes of 2025/Receipts/July")
    );
    assert!(
        ada.opens(&routes::document(document.id))
            .says("Taxes of 2025/Receipts/July")
    );
    let page = carl.opens(&routes::my_document(matter, document.id));
    assert!(page.says("Taxes of 2025/Receipts/July/Heating.txt"));

    // A file chosen by itself replaces the bytes and stays in the folder.
    let id = document.id;
    let upload = ada.uploads(
        matter,
        "Heating corrected.txt",
        b"Paid on the fifth of July.",
    );
    let next = ada
        .changes(move |tx| {
            let upload = anteroom::documents::FinishedUpload::find(tx, upload)?;
            Document::find(tx, id)?.add_version(tx, &upload, None)
        })
        .unwrap();
    let next = ada.reads(move |tx| Version::find(tx, next.id)).unwrap();
    assert_eq!(next.folder.as_deref(), Some("Taxes of 2025/Receipts/July"));
}

#[test]
fn what_would_lead_out_of_a_folder_is_refused_whichever_way_it_comes() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Osei"), world.client("Carl Moser"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    for hostile in [
        "../a.txt",
        "a/../../b.txt",
        "/etc/passwd",
        "a//b.txt",
        "a\\..\\b/c.txt",
        "a\u{1b}[2J/b.txt",
    ] {
        let by_form = carl.posts_files(&routes::my_deliveries(matter), &[file(hostile, b"a")]);
        let page = by_form.expect(422);
        assert!(page.says("Rename it"), "{hostile:?}");
        let metadata = format!(
            "filename {},relativePath {}",
            STANDARD.encode("a.txt"),
            STANDARD.encode(hostile)
        );
        let headers = [
            ("upload-length", "1"),
            ("upload-metadata", metadata.as_str()),
        ];
        carl.browse(async |browser| {
            let create = routes::uploads(matter);
            browser
                .tus(Method::POST, &create, &headers, "")
                .await
                .expect(400)
        });
    }
    // What browsers send for a file that lay in none.
    let metadata = format!(
        "filename {},relativePath {}",
        STANDARD.encode("a.txt"),
        STANDARD.encode("null")
    );
    let headers = [
        ("upload-length", "0"),
        ("upload-metadata", metadata.as_str()),
    ];
    let begun = carl.browse(async |browser| {
        browser
            .tus(Method::POST, &routes::uploads(matter), &headers, "")
            .await
            .expect(201)
    });
    let id = anteroom::base::UploadId::parse(begun.header("location").rsplit('/').next().unwrap())
        .unwrap();
    let upload = carl
        .reads(move |tx| anteroom::documents::FinishedUpload::find(tx, id))
        .unwrap();
    assert_eq!((upload.name.as_str(), upload.folder), ("a.txt", None));
}
