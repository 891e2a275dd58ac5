//! A client hands documents over: with script by finished transfers, without by a form of files.

use anteroom::{
    base::*,
    documents::{self, Delivery, Document},
    matters::Matter,
    routes,
};
use anteroom_testkit::Part;

use super::room::{Room, is_absent, some};

fn field(name: &str, value: &str) -> Part {
    Part {
        name: name.into(),
        file_name: None,
        body: value.as_bytes().to_vec(),
    }
}

fn file(name: &str, body: &[u8]) -> Part {
    Part {
        name: "files".into(),
        file_name: Some(name.into()),
        body: body.to_vec(),
    }
}

#[tokio::test]
async fn a_plain_form_of_files_answers_with_the_receipt() {
    let room = Room::open().await;
    let mut browser = room.browser(&room.client).await;
    let page = browser
        .get(&format!("/m/{}/send", room.matter))
        .await
        .expect(200);
    assert!(page.says("Send us documents") && page.says("A note for Ada"));
    let form = page.form(&routes::my_deliveries(room.matter));
    let parts = [
        file("", b""),
        file("bank_statement.pdf", &some(70_000)),
        file("Photo 1.jpg", b"\xff\xd8\xff\xe0"),
        field("note", "Both pages.\r\nThank you."),
    ];
    let to = browser
        .post_files(&form.action, &parts)
        .await
        .expect(303)
        .leads_to()
        .unwrap();
    let receipt = browser.get(&to).await.expect(200);
    for words in [
        "Ada has your 2 files.",
        "bank_statement.pdf",
        "Photo 1.jpg",
        "70 kB",
        "Lease of 48 Alder Street",
        "Thank you.",
    ] {
        assert!(
            receipt.says(&words.replace("70 kB", "70\u{a0}kB")) || receipt.says(words),
            "{words}: {}",
            receipt.text()
        );
    }
    let mine = room
        .portal
        .read(&room.client, Document::mine)
        .await
        .unwrap();
    let mut titles: Vec<&str> = mine
        .iter()
        .map(|(document, _)| document.title.as_str())
        .collect();
    titles.sort_unstable();
    assert_eq!(titles, ["Photo 1", "bank statement"]);
    for (_, version) in &mine {
        browser.get(&routes::download(version.id)).await.expect(200);
    }
    is_absent(&mut room.browser(&room.stranger).await, &to).await;
    assert!(room.verify().await.is_clean());
}

#[tokio::test]
async fn finished_transfers_are_handed_over_and_a_second_press_changes_nothing() {
    let room = Room::open().await;
    let mut browser = room.browser(&room.client).await;
    let mut parts = vec![field("note", "")];
    for name in ["first.txt", "second.txt"] {
        let path = browser
            .tus_create(&routes::uploads(room.matter), name, 3)
            .await
            .expect(201)
            .header("location")
            .to_owned();
        browser.tus_patch(&path, 0, "abc").await.expect(204);
        parts.push(field("upload", path.rsplit('/').next().unwrap()));
    }
    let to = browser
        .post_files(&routes::my_deliveries(room.matter), &parts)
        .await
        .expect(303)
        .leads_to()
        .unwrap();
    let again = browser
        .post_files(&routes::my_deliveries(room.matter), &parts)
        .await
        .expect(303)
        .leads_to()
        .unwrap();
    assert_eq!(to, again);
    let id = DeliveryId::parse(to.rsplit('/').next().unwrap()).unwrap();
    let delivery = room
        .portal
        .read(&room.lawyer, move |tx| Delivery::find(tx, id))
        .await
        .unwrap();
    let names: Vec<&str> = delivery
        .files
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(
        (names, delivery.note, delivery.by_name.as_str()),
        (vec!["first.txt", "second.txt"], None, "Carl Moser")
    );
    assert_eq!(
        room.portal
            .read(&room.client, Document::mine)
            .await
            .unwrap()
            .len(),
        2
    );
}

#[tokio::test]
async fn a_transfer_that_is_not_whole_or_not_theirs_is_not_handed_over() {
    let room = Room::open().await;
    let mut browser = room.browser(&room.client).await;
    let half = browser
        .tus_create(&routes::uploads(room.matter), "a.txt", 3)
        .await
        .expect(201)
        .header("location")
        .to_owned();
    browser.tus_patch(&half, 0, "a").await.expect(204);
    let half = field("upload", half.rsplit('/').next().unwrap());
    browser
        .post_files(&routes::my_deliveries(room.matter), &[half])
        .await
        .expect(409);
    let page = browser
        .get(&format!("/m/{}/send", room.matter))
        .await
        .expect(200);
    assert!(page.says("33% has arrived"), "what was begun can go on");
    let theirs = documents::receive_whole(
        &room.portal,
        &room.lawyer,
        room.matter,
        "memo.txt",
        b"memo".to_vec(),
    )
    .await
    .unwrap();
    for id in [
        theirs.id.to_string(),
        "x".into(),
        "upl_00000000000000000000000000000000".into(),
    ] {
        browser
            .post_files(&routes::my_deliveries(room.matter), &[field("upload", &id)])
            .await
            .expect(404);
    }
    let mut stranger = room.browser(&room.stranger).await;
    stranger
        .post_files(&routes::my_deliveries(room.matter), &[file("a.txt", b"a")])
        .await
        .expect(404);
    let mut lawyer = room.browser(&room.lawyer).await;
    lawyer
        .post_files(&routes::my_deliveries(room.matter), &[file("a.txt", b"a")])
        .await
        .expect(404);
}

#[tokio::test]
async fn a_form_without_files_comes_back_with_what_was_typed() {
    let room = Room::open().await;
    let mut browser = room.browser(&room.client).await;
    let page = browser
        .post_files(
            &routes::my_deliveries(room.matter),
            &[file("", b""), field("note", "About the roof")],
        )
        .await
        .expect(422);
    assert!(page.says("Choose at least one file.") && page.text().contains("About the roof"));
    let page = browser
        .post_files(
            &routes::my_deliveries(room.matter),
            &[file("a\u{7}.txt", b"a")],
        )
        .await
        .expect(422);
    assert!(page.says("Rename it"));
    browser
        .post(&routes::my_deliveries(room.matter), &[("note", "x")])
        .await
        .expect(400);
}

#[tokio::test]
async fn a_name_is_taken_by_one_rule_whichever_way_it_comes() {
    let room = Room::open().await;
    let mut browser = room.browser(&room.client).await;
    let long = "e\u{301}".repeat(200) + ".pdf";
    for (sent, kept) in [
        ("../../etc/passwd", None),
        ("/abs/x", None),
        ("..\\..\\x", Some("x")),
        ("C:\\scans\\a.pdf", Some("a.pdf")),
        ("invoice_\u{202e}fdp.exe", Some("invoice_fdp.exe")),
        ("a\u{200b}b.txt", Some("ab.txt")),
        ("re\u{301}sume\u{301}.pdf", Some("r\u{e9}sum\u{e9}.pdf")),
        ("CON", Some("CON")),
        ("a:stream", Some("a:stream")),
        ("=cmd|' /C calc'!A0", Some("C calc'!A0")),
        ("<img onerror=alert(1)>", Some("<img onerror=alert(1)>")),
        ("%2e%2e%2fx", Some("%2e%2e%2fx")),
        (long.as_str(), None),
        ("..", None),
        ("a\u{1b}[2J.txt", None),
    ] {
        let expected = anteroom_upload::names::FilePath::accept(sent)
            .ok()
            .map(|path| path.name.as_str().to_owned());
        if let Some(kept) = kept {
            assert_eq!(expected.as_deref(), Some(kept.trim_start()), "{sent:?}");
        }
        let by_tus = browser
            .tus_create(&routes::uploads(room.matter), sent, 0)
            .await;
        let by_form = browser
            .post_files(&routes::my_deliveries(room.matter), &[file(sent, b"a")])
            .await;
        let Some(expected) = expected else {
            assert_eq!(
                (by_tus.status.as_u16(), by_form.status.as_u16()),
                (400, 422),
                "{sent:?}"
            );
            continue;
        };
        let id = UploadId::parse(
            by_tus
                .expect(201)
                .header("location")
                .rsplit('/')
                .next()
                .unwrap(),
        )
        .unwrap();
        let finished = room
            .portal
            .read(&room.client, move |tx| {
                documents::FinishedUpload::find(tx, id)
            })
            .await
            .unwrap();
        let to = by_form.expect(303).leads_to().unwrap();
        let delivery = DeliveryId::parse(to.rsplit('/').next().unwrap()).unwrap();
        let delivery = room
            .portal
            .read(&room.client, move |tx| Delivery::find(tx, delivery))
            .await
            .unwrap();
        assert_eq!(
            (&finished.name, &delivery.files[0].name),
            (&expected, &expected),
            "{sent:?}"
        );
        assert!(
            browser
                .get(&to)
                .await
                .expect(200)
                .text()
                .matches("<img onerror")
                .count()
                == 0
        );
        let saved = browser
            .get(&routes::download(delivery.files[0].id))
            .await
            .expect(200);
        assert!(
            !saved
                .header("content-disposition")
                .contains(['/', '\\', '\n']),
            "{sent:?}"
        );
    }
}

#[tokio::test]
async fn a_client_files_nothing_on_the_firms_side() {
    let room = Room::open().await;
    let version = room.file("memo.txt", b"privileged").await;
    let (document, matter) = (version.document, room.matter);
    assert!(matches!(
        room.portal
            .read(&room.client, move |tx| Document::find(tx, document))
            .await,
        Err(Error::NotFound)
    ));
    let seen = room.portal.read(&room.client, move |tx| {
        let matter = Matter::find(tx, matter)?;
        Document::of_matter(tx, &matter)
    });
    assert!(seen.await.unwrap().is_empty());
    let upload =
        documents::receive_whole(&room.portal, &room.client, matter, "a.txt", b"a".to_vec())
            .await
            .unwrap();
    assert!(matches!(
        room.portal
            .write(&room.client, move |tx| documents::add(tx, &upload, "A"))
            .await,
        Err(Error::Forbidden)
    ));
}
