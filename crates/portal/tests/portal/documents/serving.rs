//! Files on their way out: whole, in part, under their name, and never as a page of ours.

use anteroom::{base::*, routes};
use http::{HeaderMap, HeaderValue, Method, header};

use super::room::{Room, is_absent, some};

fn with(headers: &[(header::HeaderName, &str)]) -> HeaderMap {
    headers
        .iter()
        .map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap()))
        .collect()
}

#[tokio::test]
async fn a_download_can_go_on_where_it_stopped() {
    let room = Room::open().await;
    let content = some(200_000);
    let version = room.file("Bail \u{201c}final\u{201d}.bin", &content).await;
    let path = routes::download(version.id);
    let mut browser = room.browser(&room.lawyer).await;
    let whole = browser.get(&path).await.expect(200);
    assert_eq!(whole.body, content);
    assert_eq!(whole.header("content-length"), "200000");
    assert_eq!(whole.header("accept-ranges"), "bytes");
    assert_eq!(whole.header("x-content-type-options"), "nosniff");
    assert_eq!(
        whole.header("content-security-policy"),
        anteroom_web::headers::ORIGINAL_POLICY
    );
    assert!(
        whole
            .header("content-disposition")
            .starts_with("attachment; filename=")
    );
    assert!(
        whole
            .header("content-disposition")
            .contains("filename*=UTF-8''Bail%20%E2%80%9Cfinal")
    );
    let tag = whole.header("etag").to_owned();
    assert_eq!(tag, format!("\"{}\"", version.id));

    for (asked, status, body) in [
        ("bytes=0-0", 206, Some(&content[..1])),
        ("bytes=65530-131080", 206, Some(&content[65_530..131_081])),
        ("bytes=199999-", 206, Some(&content[199_999..])),
        ("bytes=-3", 206, Some(&content[199_997..])),
        ("bytes=200000-", 416, None),
        ("bytes=0-1,5-6", 200, Some(&content[..])),
        ("lines=1-2", 200, Some(&content[..])),
    ] {
        let answer = browser
            .send(Method::GET, &path, with(&[(header::RANGE, asked)]), "")
            .await
            .expect(status);
        if let Some(body) = body {
            assert_eq!(answer.body, body, "{asked}");
        }
    }
    let asked = [
        (header::RANGE, "bytes=5-9"),
        (header::IF_RANGE, tag.as_str()),
    ];
    browser
        .send(Method::GET, &path, with(&asked), "")
        .await
        .expect(206);
    let asked = [
        (header::RANGE, "bytes=5-9"),
        (header::IF_RANGE, "\"another\""),
    ];
    browser
        .send(Method::GET, &path, with(&asked), "")
        .await
        .expect(200);
    browser
        .send(
            Method::GET,
            &path,
            with(&[(header::IF_NONE_MATCH, tag.as_str())]),
            "",
        )
        .await
        .expect(304);
    let head = browser
        .send(Method::HEAD, &path, HeaderMap::new(), "")
        .await
        .expect(200);
    assert_eq!(
        (head.header("content-length"), head.body.len()),
        ("200000", 0)
    );
}

#[tokio::test]
async fn a_download_is_recorded_once_and_a_page_fetched_ahead_is_not_one() {
    let room = Room::open().await;
    let version = room.file("lease.bin", &some(10)).await;
    let path = routes::download(version.id);
    let mut browser = room.browser(&room.lawyer).await;
    let ahead = [(header::HeaderName::from_static("sec-purpose"), "prefetch")];
    assert!(
        browser
            .send(Method::GET, &path, with(&ahead), "")
            .await
            .expect(204)
            .body
            .is_empty()
    );
    browser
        .send(Method::HEAD, &path, HeaderMap::new(), "")
        .await
        .expect(200);
    browser.get(&path).await.expect(200);
    browser
        .send(Method::GET, &path, with(&[(header::RANGE, "bytes=5-")]), "")
        .await
        .expect(206);
    let matter = room.matter;
    let read = room.portal.read(&room.lawyer, move |tx| {
        let all = anteroom::audit::Reading {
            before: None,
            person: None,
        };
        anteroom::audit::of_matter(tx, matter, all)
    });
    let lines = read.await.unwrap().lines;
    let downloads = lines
        .iter()
        .filter(|line| line.act == Act::DocumentDownloaded);
    assert_eq!(downloads.count(), 1);
}

#[tokio::test]
async fn only_what_a_sandbox_holds_is_shown_and_everything_else_is_saved() {
    let room = Room::open().await;
    let mut browser = room.browser(&room.lawyer).await;
    for (name, content, kind, shown) in [
        ("a.pdf", b"%PDF-1.7\n".as_slice(), "application/pdf", true),
        ("a.png", b"\x89PNG\r\n\x1a\n", "image/png", true),
        (
            "a.txt",
            "d\u{e9}j\u{e0} vu".as_bytes(),
            "text/plain; charset=utf-8",
            true,
        ),
        (
            "a.html",
            b"<html><script>alert(1)</script>",
            "application/octet-stream",
            false,
        ),
        (
            "a.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
            "application/octet-stream",
            false,
        ),
        ("a.exe", b"MZ\x90\0", "application/octet-stream", false),
    ] {
        let version = room.file(name, content).await;
        let answer = browser.get(&routes::original(version.id)).await.expect(200);
        assert_eq!(answer.header("content-type"), kind, "{name}");
        assert_eq!(
            answer.header("content-disposition").starts_with("inline"),
            shown,
            "{name}"
        );
        assert_eq!(
            answer.header("content-security-policy"),
            anteroom_web::headers::ORIGINAL_POLICY
        );
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.body, content);
        let saved = browser.get(&routes::download(version.id)).await.expect(200);
        assert_eq!(saved.header("content-type"), "application/octet-stream");
        assert!(
            saved
                .header("content-disposition")
                .starts_with("attachment")
        );
    }
}

#[tokio::test]
async fn what_was_not_shared_is_absent_in_every_way() {
    let room = Room::open().await;
    let version = room.file("memo.txt", b"privileged").await;
    for side in [&room.client, &room.stranger] {
        let mut browser = room.browser(side).await;
        for path in [
            routes::download(version.id),
            routes::original(version.id),
            routes::page_picture(version.id, 1),
        ] {
            is_absent(&mut browser, &path).await;
        }
    }
    let mut nobody = anteroom_testkit::Browser::new(room.address, "localhost:8400");
    assert!(
        nobody
            .get(&routes::download(version.id))
            .await
            .leads_to()
            .unwrap()
            .starts_with("/sign-in?next=")
    );
    let mut lawyer = room.browser(&room.lawyer).await;
    for path in [
        "/versions/x/download",
        "/versions/ver_00000000000000000000000000000000/original",
    ] {
        is_absent(&mut lawyer, path).await;
    }
}
