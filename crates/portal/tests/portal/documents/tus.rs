//! The upload protocol over HTTP: right, wrong and hostile requests, each with the status it is due, and an offset no
//! refusal moves.

use anteroom::{base::Id, documents, routes};
use anteroom_testkit::Answer;
use base64::{Engine, engine::general_purpose::STANDARD};
use http::Method;

use super::room::{Room, some};

pub(super) const BYTES: (&str, &str) = ("content-type", "application/offset+octet-stream");

type Headers<'h> = Vec<(&'static str, &'h str)>;

pub(super) fn metadata(name: &str) -> String {
    format!("filename {}", STANDARD.encode(name))
}

pub(super) fn at(answer: &Answer) -> String {
    answer.header("location").to_owned()
}

#[tokio::test]
async fn a_file_arrives_in_pieces_and_is_acknowledged_when_it_was_read_back() {
    let room = Room::open().await;
    let mut browser = room.browser(&room.client).await;
    let content = some(150_000);
    let create = routes::uploads(room.matter);
    let spoken = browser
        .tus(Method::OPTIONS, &create, &[], "")
        .await
        .expect(204);
    assert_eq!(spoken.header("tus-version"), "1.0.0");
    let begun = browser
        .tus_create(&create, "Lease 2.pdf", content.len())
        .await
        .expect(201);
    let path = at(&begun);
    assert!(!begun.header("upload-expires").is_empty());
    let first = browser
        .tus_patch(&path, 0, content[..1].to_vec())
        .await
        .expect(204);
    assert_eq!(
        (first.header("upload-offset"), first.header("tus-resumable")),
        ("1", "1.0.0")
    );
    browser
        .tus_patch(&path, 1, content[1..].to_vec())
        .await
        .expect(204);
    let head = browser.tus(Method::HEAD, &path, &[], "").await.expect(200);
    assert_eq!(
        (head.header("upload-offset"), head.header("upload-length")),
        ("150000", "150000")
    );
    assert_eq!(head.header("cache-control"), "no-store");

    let id = anteroom::base::UploadId::parse(path.rsplit('/').next().unwrap()).unwrap();
    let finished = room
        .portal
        .read(&room.client, move |tx| {
            documents::FinishedUpload::find(tx, id)
        })
        .await
        .unwrap();
    assert_eq!(
        (finished.name.as_str(), finished.size),
        ("Lease 2.pdf", 150_000)
    );
    assert!(finished.mismatch, "the name claims a PDF");
}

#[tokio::test]
async fn an_empty_file_and_one_that_comes_with_its_creation_are_there_at_once() {
    let room = Room::open().await;
    let mut browser = room.browser(&room.client).await;
    let create = routes::uploads(room.matter);
    let empty = browser
        .tus_create(&create, "empty.txt", 0)
        .await
        .expect(201);
    let (name, whole) = (metadata("a.txt"), [BYTES, ("upload-length", "5")]);
    let headers = [whole[0], whole[1], ("upload-metadata", name.as_str())];
    let filled = browser
        .tus(Method::POST, &create, &headers, "hello")
        .await
        .expect(201);
    assert_eq!(
        (
            empty.header("upload-offset"),
            filled.header("upload-offset")
        ),
        ("0", "5")
    );
    for path in [at(&empty), at(&filled)] {
        let id = anteroom::base::UploadId::parse(path.rsplit('/').next().unwrap()).unwrap();
        room.portal
            .read(&room.client, move |tx| {
                documents::FinishedUpload::find(tx, id)
            })
            .await
            .unwrap();
    }
    // More than was announced: refused, and nothing stays behind.
    browser
        .tus(Method::POST, &create, &headers, "hello!")
        .await
        .expect(413);
    let report = room.verify().await;
    assert_eq!(
        (report.uploads, report.orphans, report.faults),
        (2, 0, Vec::new())
    );
}

#[tokio::test]
async fn every_abuse_of_a_creation_has_its_status_and_begins_nothing() {
    let room = Room::open().await;
    let mut browser = room.browser(&room.client).await;
    let create = routes::uploads(room.matter);
    let name = metadata("a.txt");
    let named = ("upload-metadata", name.as_str());
    let long = format!("filename {}", "A".repeat(1 << 20));
    let cases: Vec<(Headers<'_>, u16)> = vec![
        (vec![named], 400),
        (vec![named, ("upload-length", "-1")], 400),
        (vec![named, ("upload-length", "1e3")], 400),
        (vec![named, ("upload-length", "9223372036854775808")], 413),
        (vec![named, ("upload-length", "18446744073709551616")], 413),
        (vec![named, ("upload-length", "")], 400),
        (vec![named, ("upload-defer-length", "2")], 400),
        (
            vec![named, ("upload-length", "5"), ("upload-defer-length", "1")],
            400,
        ),
        (
            vec![named, ("upload-length", "5"), ("upload-concat", "whole")],
            400,
        ),
        (
            vec![
                named,
                ("upload-length", "5"),
                ("upload-concat", "final;/uploads/x"),
            ],
            400,
        ),
        (vec![named, ("upload-concat", "final;/uploads/x")], 404),
        (
            vec![
                named,
                (
                    "upload-concat",
                    "final;/uploads/upl_00000000000000000000000000000000",
                ),
            ],
            404,
        ),
        (
            vec![
                ("upload-length", "5"),
                ("upload-metadata", "filename YQ==,sha256 YWJj"),
            ],
            400,
        ),
        (
            vec![
                ("upload-length", "5"),
                ("upload-metadata", "filename YQ==,relativePath Li4vYQ=="),
            ],
            400,
        ),
        (vec![("upload-length", "5")], 400),
        (
            vec![("upload-length", "5"), ("upload-metadata", "filename !!!")],
            400,
        ),
        (
            vec![
                ("upload-length", "5"),
                ("upload-metadata", "filename YQ==,filename Yg=="),
            ],
            400,
        ),
        (
            vec![
                ("upload-length", "5"),
                ("upload-metadata", "file name YQ=="),
            ],
            400,
        ),
        (
            vec![named, ("upload-length", "5"), ("tus-resumable", "0.2.2")],
            412,
        ),
        (
            vec![
                named,
                ("upload-length", "5"),
                ("x-http-method-override", "PATCH"),
            ],
            400,
        ),
    ];
    for (headers, status) in cases {
        let answer = browser.tus(Method::POST, &create, &headers, "").await;
        assert_eq!(
            answer.status.as_u16(),
            status,
            "{headers:?}: {}",
            answer.text()
        );
    }
    // More than any header may hold, cut off by the server before the protocol sees it.
    let mut far = room.browser(&room.client).await;
    let sent = tokio::spawn(async move {
        let headers = [("upload-length", "5"), ("upload-metadata", long.as_str())];
        far.tus(Method::POST, &create, &headers, "")
            .await
            .status
            .as_u16()
    });
    if let Ok(status) = sent.await {
        assert!([400, 431].contains(&status), "{status}");
    }
    let report = room.verify().await;
    assert_eq!((report.uploads, report.blobs), (0, 0));
}

#[tokio::test]
async fn every_abuse_of_an_upload_has_its_status_and_moves_nothing() {
    let room = Room::open().await;
    let mut browser = room.browser(&room.client).await;
    let begun = browser
        .tus_create(&routes::uploads(room.matter), "a.txt", 10)
        .await
        .expect(201);
    let path = at(&begun);
    browser.tus_patch(&path, 0, "abcd").await.expect(204);
    let cases: Vec<(Headers<'_>, &'static str, u16)> = vec![
        (vec![BYTES, ("upload-offset", "-1")], "x", 400),
        (vec![BYTES], "x", 400),
        (vec![BYTES, ("upload-offset", "5")], "x", 409),
        (vec![BYTES, ("upload-offset", "3")], "x", 409),
        (vec![BYTES, ("upload-offset", "10")], "x", 409),
        (vec![BYTES, ("upload-offset", "4")], "1234567", 413),
        (
            vec![("content-type", "text/plain"), ("upload-offset", "4")],
            "x",
            415,
        ),
        (
            vec![BYTES, ("upload-offset", "4"), ("tus-resumable", "0.2.2")],
            "x",
            412,
        ),
        (
            vec![
                BYTES,
                ("upload-offset", "4"),
                ("upload-checksum", "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            ],
            "x",
            460,
        ),
        (
            vec![
                BYTES,
                ("upload-offset", "4"),
                ("upload-checksum", "crc32 AAAA"),
            ],
            "x",
            400,
        ),
        (
            vec![BYTES, ("upload-offset", "4"), ("upload-length", "4")],
            "x",
            400,
        ),
        (
            vec![BYTES, ("upload-offset", "4"), ("upload-length", "11")],
            "x",
            400,
        ),
        (
            vec![
                BYTES,
                ("upload-offset", "4"),
                ("trailer", "Upload-Checksum"),
            ],
            "x",
            400,
        ),
        (
            vec![
                BYTES,
                ("upload-offset", "4"),
                ("x-http-method-override", "DELETE"),
            ],
            "x",
            400,
        ),
    ];
    for (headers, body, status) in cases {
        let answer = browser.tus(Method::PATCH, &path, &headers, body).await;
        assert_eq!(
            answer.status.as_u16(),
            status,
            "{headers:?}: {}",
            answer.text()
        );
        let head = browser.tus(Method::HEAD, &path, &[], "").await.expect(200);
        assert_eq!(head.header("upload-offset"), "4", "after {headers:?}");
    }
    browser.tus_patch(&path, 4, "efghij").await.expect(204);
    browser.tus_patch(&path, 10, "k").await.expect(413);
    browser.tus_patch(&path, 4, "efghij").await.expect(409);
    browser
        .tus(Method::DELETE, &path, &[], "")
        .await
        .expect(204);
    for method in [Method::HEAD, Method::PATCH, Method::DELETE] {
        browser
            .tus(method, &path, &[BYTES, ("upload-offset", "10")], "")
            .await
            .expect(404);
    }
}

#[tokio::test]
async fn an_upload_is_there_only_for_who_began_it() {
    let room = Room::open().await;
    let begun = room
        .browser(&room.client)
        .await
        .tus_create(&routes::uploads(room.matter), "a.txt", 10)
        .await
        .expect(201);
    let path = at(&begun);
    for other in [&room.stranger, &room.lawyer] {
        let mut browser = room.browser(other).await;
        browser.tus(Method::HEAD, &path, &[], "").await.expect(404);
        browser.tus_patch(&path, 0, "x").await.expect(404);
        browser
            .tus(Method::DELETE, &path, &[], "")
            .await
            .expect(404);
    }
    let mut stranger = room.browser(&room.stranger).await;
    stranger
        .tus_create(&routes::uploads(room.matter), "a.txt", 10)
        .await
        .expect(404);
    let mut nobody = anteroom_testkit::Browser::new(room.address, "localhost:8400");
    nobody.tus(Method::HEAD, &path, &[], "").await.expect(401);
    let mut own = room.browser(&room.client).await;
    for unknown in [
        "/uploads/upl_00000000000000000000000000000000",
        "/uploads/x",
        "/uploads/..%2f..%2fetc",
    ] {
        own.tus(Method::HEAD, unknown, &[], "").await.expect(404);
    }
    // Whoever lost the matter lost the transfer, in the middle of it.
    own.tus_patch(&path, 0, "abc").await.expect(204);
    let (matter, client) = (room.matter, room.client.person().unwrap());
    let end = room.portal.write(&room.lawyer, move |tx| {
        anteroom::matters::Matter::find(tx, matter)?.end_access(tx, client)
    });
    end.await.unwrap();
    let mut own = room.browser(&room.client).await;
    own.tus_patch(&path, 3, "def").await.expect(404);
    own.tus(Method::HEAD, &path, &[], "").await.expect(404);
}

#[tokio::test]
async fn an_upload_whose_time_is_over_is_gone() {
    let room = Room::open().await;
    let path = at(&room
        .browser(&room.client)
        .await
        .tus_create(&routes::uploads(room.matter), "a.txt", 10)
        .await
        .expect(201));
    room.clock.turn(documents::EXPIRY);
    let mut browser = room.browser(&room.client).await;
    browser.tus_patch(&path, 0, "x").await.expect(410);
    browser.tus(Method::HEAD, &path, &[], "").await.expect(410);
}
