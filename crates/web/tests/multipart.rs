//! Forms as browsers send them and as attackers do, cut into frames anywhere.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::convert::Infallible;

use anteroom_web::multipart::{Form, Limits, Part, Refusal};
use bytes::Bytes;
use futures_util::{FutureExt, stream};
use http::{HeaderMap, HeaderValue};
use http_body::Frame;
use http_body_util::StreamBody;
use proptest::prelude::*;

const TYPE: &str = "multipart/form-data; boundary=XX";

type Parts = Vec<(Part, Vec<u8>)>;

fn headers(content_type: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let value = HeaderValue::from_str(content_type).unwrap();
    headers.insert("content-type", value);
    headers
}

/// The body in frames of `cut` bytes; none waits, so every future is ready when first asked.
fn body(
    bytes: &[u8],
    cut: usize,
) -> impl http_body::Body<Data = Bytes, Error = Infallible> + Unpin {
    let frames: Vec<_> = bytes
        .chunks(cut)
        .map(|chunk| Ok(Frame::data(Bytes::copy_from_slice(chunk))))
        .collect();
    StreamBody::new(stream::iter(frames))
}

fn read_with(
    content_type: &str,
    bytes: &[u8],
    cut: usize,
    limits: Limits,
) -> Result<Parts, Refusal> {
    async {
        let mut form = Form::new(&headers(content_type), body(bytes, cut), limits)?;
        let mut parts = Vec::new();
        while let Some(part) = form.next_part().await? {
            let mut bytes = Vec::new();
            while let Some(chunk) = form.next_chunk().await? {
                assert!(!chunk.is_empty());
                bytes.extend_from_slice(&chunk);
            }
            parts.push((part, bytes));
        }
        assert_eq!(form.next_part().await?, None);
        Ok(parts)
    }
    .now_or_never()
    .unwrap()
}

fn read(bytes: &str) -> Result<Parts, Refusal> {
    read_with(TYPE, bytes.as_bytes(), 7, Limits::default())
}

fn one(disposition: &str) -> Result<Part, Refusal> {
    let form = format!("--XX\r\nContent-Disposition: {disposition}\r\n\r\n\r\n--XX--\r\n");
    read(&form).map(|mut parts| parts.remove(0).0)
}

fn malformed(bytes: &str) -> &'static str {
    match read(bytes) {
        Err(Refusal::Malformed(what)) => what,
        other => panic!("{bytes:?} was read as {other:?}"),
    }
}

#[test]
fn a_browsers_form_is_read_part_by_part() {
    let form = "--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nGr\u{fc}\u{df}e\r\nB.\r\n\
        --XX\r\ncontent-disposition: form-data; name=\"file\"; filename=\"Le bail \u{e9}.pdf\"\r\n\
        Content-Type: application/pdf\r\nX-Other: y\r\n\r\n%PDF\r\n--X\r\n-\r\n\
        --XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\
        Content-Type: application/octet-stream\r\n\r\n\r\n--XX--\r\nignored --XX";
    for cut in [1, 2, 3, 5, 1000] {
        let parts = read_with(TYPE, form.as_bytes(), cut, Limits::default()).unwrap();
        let part = |name: &str, file: Option<&str>, kind: Option<&str>| Part {
            name: name.into(),
            file_name: file.map(Into::into),
            content_type: kind.map(Into::into),
        };
        let expected = [
            (part("note", None, None), "Gr\u{fc}\u{df}e\r\nB.".into()),
            (
                part("file", Some("Le bail \u{e9}.pdf"), Some("application/pdf")),
                "%PDF\r\n--X\r\n-".into(),
            ),
            (
                part("file", Some(""), Some("application/octet-stream")),
                vec![],
            ),
        ];
        assert_eq!(parts, expected);
    }
}

#[test]
fn what_is_left_unread_is_skipped_and_text_is_bounded() {
    let form = "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n0123456789\r\n\
        --XX\r\nContent-Disposition: form-data; name=b\r\n\r\nshort\r\n--XX--";
    async {
        let mut parts =
            Form::new(&headers(TYPE), body(form.as_bytes(), 4), Limits::default()).unwrap();
        assert_eq!(parts.next_chunk().await.unwrap(), None);
        assert_eq!(parts.next_part().await.unwrap().unwrap().name, "a");
        assert!(parts.next_chunk().await.unwrap().is_some());
        assert_eq!(parts.next_part().await.unwrap().unwrap().name, "b");
        assert_eq!(parts.text(5).await.unwrap(), "short");
        assert_eq!(parts.next_part().await.unwrap(), None);

        let mut parts =
            Form::new(&headers(TYPE), body(form.as_bytes(), 4), Limits::default()).unwrap();
        parts.next_part().await.unwrap();
        assert!(matches!(parts.text(9).await, Err(Refusal::TextTooLarge)));
    }
    .now_or_never()
    .unwrap();
}

#[test]
fn names_are_what_the_browser_meant() {
    for (disposition, name, file) in [
        ("form-data; name=plain", "plain", None),
        (
            "form-data;name=\"a b\";filename=\"x;y.pdf\"",
            "a b",
            Some("x;y.pdf"),
        ),
        (
            "form-data; name=\"f\"; filename=\"C:\\x\"",
            "f",
            Some("C:\\x"),
        ),
        (
            "form-data; name=\"f\"; filename=\"a%22b%0D%0A.pdf\"",
            "f",
            Some("a\"b\r\n.pdf"),
        ),
        ("form-data; name=\"\"", "", None),
        ("Form-Data; Name=\"f\"; FileName=\"x\"", "f", Some("x")),
    ] {
        let part = one(disposition).unwrap();
        assert_eq!(
            (part.name.as_str(), part.file_name.as_deref()),
            (name, file)
        );
    }
}

#[test]
fn a_part_that_could_be_read_two_ways_is_refused() {
    for disposition in [
        "form-data",
        "form-data; filename=\"x\"",
        "attachment; name=\"f\"",
        "form-data; name=\"f\"; name=\"g\"",
        "form-data; name=\"f\"; filename=\"x\"; filename*=UTF-8''y",
        "form-data; name=\"f\"; filename*=UTF-8''y",
        "form-data; name=\"f",
        "form-data; name=\"f\" x",
        "form-data; name",
        "form-data; =f",
        "form-data; name=\"f\"\r\nContent-Disposition: form-data; name=\"g\"",
        "form-data; name=\"f\"\r\n; filename=\"x\"",
        "form-data; name=\"f\nX: y\"",
        "form-data; name=\"f\0\"",
        "form-data; name=\"f\"\r\nno colon",
    ] {
        assert!(
            matches!(one(disposition), Err(Refusal::Malformed(_))),
            "{disposition:?}"
        );
    }
    let surrogate =
        b"--XX\r\nContent-Disposition: form-data; name=\"\xed\xa0\x80\"\r\n\r\n\r\n--XX--";
    let refused = read_with(TYPE, surrogate, 9, Limits::default());
    assert!(matches!(
        refused,
        Err(Refusal::Malformed("headers are not UTF-8"))
    ));
}

#[test]
fn a_form_that_does_not_follow_its_boundary_is_refused() {
    assert_eq!(
        malformed("hello, this is no form"),
        "the form does not begin with its boundary"
    );
    assert_eq!(
        malformed("\r\n--XX\r\n\r\n"),
        "the form does not begin with its boundary"
    );
    assert_eq!(malformed("--XXY\r\n"), "a boundary line goes on");
    let whole = "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nbytes\r\n--XX--";
    for end in 0..whole.len() {
        assert!(
            matches!(read(&whole[..end]), Err(Refusal::Truncated)),
            "cut at {end}"
        );
    }
    assert!(read(whole).is_ok());
    assert_eq!(read("--XX--").unwrap(), []);
}

#[test]
fn boundaries_are_those_of_the_standard() {
    for content_type in [
        "multipart/form-data; boundary=XX",
        "Multipart/Form-Data; charset=utf-8; Boundary=\"XX\"",
    ] {
        assert_eq!(
            read_with(content_type, b"--XX--", 3, Limits::default()).unwrap(),
            []
        );
    }
    let long = format!("multipart/form-data; boundary={}", "x".repeat(10_000));
    for content_type in [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"a \"",
        "multipart/form-data; boundary=a; boundary=b",
        "multipart/form-data; boundary=\"a<b\"",
        &long,
    ] {
        let refused = read_with(content_type, b"", 3, Limits::default());
        assert!(
            matches!(refused, Err(Refusal::Boundary)),
            "{content_type:.60}"
        );
    }
    for content_type in ["multipart/mixed; boundary=XX", "text/plain", ""] {
        let refused = read_with(content_type, b"", 3, Limits::default()).unwrap_err();
        assert_eq!(refused.status(), 415);
    }
}

#[test]
fn endless_headers_and_endless_parts_are_cut_off() {
    let long = format!("--XX\r\nX: {}", "x".repeat(1 << 20));
    assert!(matches!(read(&long), Err(Refusal::HeadersTooLarge)));

    let part = "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n";
    let limits = Limits {
        parts: 3,
        ..Limits::default()
    };
    let few = format!("{}--XX--", part.repeat(3));
    assert_eq!(read_with(TYPE, few.as_bytes(), 7, limits).unwrap().len(), 3);
    for many in [4, 100_000] {
        let form = format!("{}--XX--", part.repeat(many));
        let refused = read_with(TYPE, form.as_bytes(), 4096, limits);
        assert!(matches!(refused, Err(Refusal::TooMany)), "{many} parts");
    }
}

proptest! {
    #[test]
    fn however_the_bytes_are_cut_the_parts_are_the_same(
        contents in proptest::collection::vec(
            proptest::collection::vec(prop_oneof![
                Just(b'\r'), Just(b'\n'), Just(b'-'), Just(b'X'), any::<u8>(),
            ], 0..60),
            0..5,
        ),
        cut in 1usize..40,
    ) {
        let is_clean = |bytes: &Vec<u8>| !bytes.windows(6).any(|window| window == b"\r\n--XX");
        prop_assume!(contents.iter().all(is_clean));
        let mut form = Vec::new();
        for content in &contents {
            form.extend_from_slice(b"--XX\r\nContent-Disposition: form-data; name=f\r\n\r\n");
            form.extend_from_slice(content);
            form.extend_from_slice(b"\r\n");
        }
        form.extend_from_slice(b"--XX--\r\n");
        let parts = read_with(TYPE, &form, cut, Limits::default()).unwrap();
        let read: Vec<_> = parts.into_iter().map(|(_, bytes)| bytes).collect();
        prop_assert_eq!(read, contents);
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in proptest::collection::vec(prop_oneof![
            Just(b"--XX".to_vec()), Just(b"\r\n".to_vec()), Just(b"--".to_vec()),
            Just(b"Content-Disposition: form-data; name=a".to_vec()),
            proptest::collection::vec(any::<u8>(), 0..4),
        ], 0..30),
        cut in 1usize..20,
    ) {
        let _ = read_with(TYPE, &bytes.concat(), cut, Limits::default());
    }
}
