//! The rest of the upload protocol: a length that comes later, uploads made of others, and a fingerprint told beforehand.

use anteroom::{base::Id, documents, routes};
use base64::{Engine, engine::general_purpose::STANDARD};
use http::Method;

use super::{
    room::{Room, some},
    tus::{BYTES, at, metadata},
};

/// The bytes of a finished upload, once they are a document of the firm.
async fn filed(room: &Room, actor: &anteroom::base::Actor, path: &str) -> Vec<u8> {
    let id = anteroom::base::UploadId::parse(path.rsplit('/').next().unwrap()).unwrap();
    let version = room
        .portal
        .write(actor, move |tx| {
            let upload = documents::FinishedUpload::find(tx, id)?;
            documents::add(tx, &upload, "Film").map(|(_, version)| version)
        })
        .await
        .unwrap();
    let size = version.size;
    let (content, whole) = room.read(room.held(&version).await, 0..size).await;
    assert!(whole, "it does not read");
    content
}

#[tokio::test]
async fn a_length_told_with_the_last_piece_is_as_good_as_one_told_first() {
    let room = Room::open().await;
    let mut browser = room.browser(&room.lawyer).await;
    let name = metadata("film.bin");
    let later = [
        ("upload-defer-length", "1"),
        ("upload-metadata", name.as_str()),
    ];
    let create = routes::uploads(room.matter);
    let path = at(&browser
        .tus(Method::POST, &create, &later, "")
        .await
        .expect(201));
    let head = browser.tus(Method::HEAD, &path, &[], "").await.expect(200);
    assert_eq!(
        (
            head.header("upload-defer-length"),
            head.header("upload-length")
        ),
        ("1", "")
    );
    browser.tus_patch(&path, 0, "abc").await.expect(204);
    // Shrinking below what is here, and more than may come.
    for (length, status) in [("2", 400), ("9223372036854775808", 413)] {
        let headers = [BYTES, ("upload-offset", "3"), ("upload-length", length)];
        browser
            .tus(Method::PATCH, &path, &headers, "")
            .await
            .expect(status);
    }
    let last = [BYTES, ("upload-offset", "3"), ("upload-length", "5")];
    browser
        .tus(Method::PATCH, &path, &last, "de")
        .await
        .expect(204);
    let grown = [BYTES, ("upload-offset", "5"), ("upload-length", "6")];
    browser
        .tus(Method::PATCH, &path, &grown, "f")
        .await
        .expect(400);
    let head = browser.tus(Method::HEAD, &path, &[], "").await.expect(200);
    assert_eq!(
        (head.header("upload-offset"), head.header("upload-length")),
        ("5", "5")
    );
    assert_eq!(filed(&room, &room.lawyer, &path).await, b"abcde");
    assert!(room.verify().await.is_clean());
}

#[tokio::test]
async fn parts_sent_side_by_side_become_one_document_without_a_byte_copied() {
    let room = Room::open().await;
    let mut browser = room.browser(&room.lawyer).await;
    let create = routes::uploads(room.matter);
    let content = some(200_000);
    let (first, second) = content.split_at(130_000);
    let mut parts = Vec::new();
    for part in [first, second] {
        let length = part.len().to_string();
        let headers = [
            ("upload-concat", "partial"),
            ("upload-length", length.as_str()),
        ];
        parts.push(at(&browser
            .tus(Method::POST, &create, &headers, "")
            .await
            .expect(201)));
    }
    browser
        .tus_patch(&parts[1], 0, second.to_vec())
        .await
        .expect(204);
    let name = metadata("film.bin");
    let named = ("upload-metadata", name.as_str());
    let concat = format!("final;http://localhost:8400{} {}", parts[0], parts[1]);
    let whole = [("upload-concat", concat.as_str()), named];
    // A part is still missing.
    browser
        .tus(Method::POST, &create, &whole, "")
        .await
        .expect(409);
    browser
        .tus_patch(&parts[0], 0, first[..100].to_vec())
        .await
        .expect(204);
    browser
        .tus_patch(&parts[0], 100, first[100..].to_vec())
        .await
        .expect(204);
    let head = browser
        .tus(Method::HEAD, &parts[0], &[], "")
        .await
        .expect(200);
    assert_eq!(
        (head.header("upload-concat"), head.header("upload-offset")),
        ("partial", "130000")
    );
    // A part twice, a body with it, and parts of somebody else.
    let twice = format!("final;{0} {0}", parts[0]);
    browser
        .tus(
            Method::POST,
            &create,
            &[("upload-concat", twice.as_str()), named],
            "",
        )
        .await
        .expect(400);
    browser
        .tus(Method::POST, &create, &[whole[0], named, BYTES], "x")
        .await
        .expect(403);
    room.browser(&room.client)
        .await
        .tus(Method::POST, &create, &whole, "")
        .await
        .expect(404);

    let before = room.verify().await.blobs;
    let joined = browser
        .tus(Method::POST, &create, &whole, "")
        .await
        .expect(201);
    let path = at(&joined);
    assert_eq!(room.verify().await.blobs, before, "no byte was copied");
    // Whoever did not hear the answer asks again and hears the same.
    let again = browser
        .tus(Method::POST, &create, &whole, "")
        .await
        .expect(201);
    assert_eq!(at(&again), path);
    let head = browser.tus(Method::HEAD, &path, &[], "").await.expect(200);
    assert_eq!(head.header("upload-concat"), concat);
    assert_eq!(
        (head.header("upload-offset"), head.header("upload-length")),
        ("200000", "200000")
    );
    browser.tus_patch(&path, 200_000, "x").await.expect(403);
    browser
        .tus(Method::HEAD, &parts[0], &[], "")
        .await
        .expect(404);
    let arrived = browser.get(&format!("{path}/arrived")).await.expect(200);
    assert_eq!(arrived.text(), "200000");
    assert_eq!(filed(&room, &room.lawyer, &path).await, content);
    let report = room.verify().await;
    assert_eq!((report.orphans, report.faults), (0, Vec::new()));
}

#[tokio::test]
async fn a_file_that_is_not_what_its_sender_said_is_given_up() {
    let room = Room::open().await;
    let mut browser = room.browser(&room.client).await;
    let create = routes::uploads(room.matter);
    let hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    let described = format!(
        "{},sha256 {}",
        metadata("hello.txt"),
        STANDARD.encode(hello)
    );
    let headers = [
        ("upload-length", "5"),
        ("upload-metadata", described.as_str()),
    ];
    let path = at(&browser
        .tus(Method::POST, &create, &headers, "")
        .await
        .expect(201));
    browser.tus_patch(&path, 0, "hell").await.expect(204);
    browser.tus_patch(&path, 4, "0").await.expect(460);
    browser.tus(Method::HEAD, &path, &[], "").await.expect(404);
    let path = at(&browser
        .tus(Method::POST, &create, &headers, "")
        .await
        .expect(201));
    browser.tus_patch(&path, 0, "hello").await.expect(204);
    let head = browser.tus(Method::HEAD, &path, &[], "").await.expect(200);
    assert_eq!(head.header("upload-offset"), "5");
    let empty = [
        ("upload-length", "0"),
        ("upload-metadata", described.as_str()),
    ];
    browser
        .tus(Method::POST, &create, &empty, "")
        .await
        .expect(460);
}
