use anteroom_pages::{Field, Kind, Limits, Reason, Stopped, letterhead, make};

use crate::pages;

const MESSAGE: &str = "Received: from mail.example.ca by mx.example.ca; Mon, 5 Oct 2026 09:12:03 -0400\r\n\
From: Nadia Haddad <nadia@example.ca>\r\n\
To: \"Marlowe, Adele\" <adele@example.ca>\r\n\
Cc: dan@example.ca\r\n\
Date: Mon, 5 Oct 2026 09:12:00 -0400\r\n\
Subject: =?utf-8?q?Le_bail_de_l=E2=80=99appartement?=\r\n\
MIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n\
--outer\r\n\
Content-Type: text/html; charset=utf-8\r\n\r\n\
<html><head><style>p{color:red}</style><script>fetch('http://tracker.example/x')</script></head>\
<body><p>Dear Ms. Marlowe,</p><p>see <a href=\"http://tracker.example/\">clause&nbsp;3</a>.</p>\
<img src=\"http://tracker.example/pixel.gif\"></body></html>\r\n\
--outer\r\n\
Content-Type: application/pdf\r\n\
Content-Transfer-Encoding: base64\r\n\
Content-Disposition: attachment; filename=\"lease.pdf\"\r\n\r\n\
JVBERi0xLjcKaGVsbG8=\r\n\
--outer\r\n\
Content-Type: message/rfc822\r\n\r\n\
From: b@example.ca\r\nSubject: The letter before\r\n\r\nInner words.\r\n\
--outer--\r\n";

#[test]
fn a_message_shows_who_wrote_to_whom_when_and_what_was_attached() {
    let page = pages(MESSAGE.as_bytes()).remove(0);
    assert!(page.picture.is_none());
    let (facts, text) = letterhead(&page.text);
    let inner = facts.last().unwrap();
    assert!(
        inner.0 == Field::Attachment && inner.1.ends_with(" The letter before"),
        "{inner:?}"
    );
    assert_eq!(
        facts[..6],
        [
            (Field::From, "Nadia Haddad <nadia@example.ca>"),
            (Field::To, "Marlowe, Adele <adele@example.ca>"),
            (Field::Cc, "dan@example.ca"),
            (Field::Date, "2026-10-05T09:12:00-04:00"),
            (Field::Subject, "Le bail de l’appartement"),
            (Field::Attachment, "14 lease.pdf"),
        ]
    );
    assert!(text.contains("Dear Ms. Marlowe,"), "{text:?}");
}

#[test]
fn of_a_message_in_html_only_the_words_are_left() {
    let page = pages(MESSAGE.as_bytes()).remove(0).text;
    let (_, words) = letterhead(&page);
    for gone in [
        "<",
        "script",
        "fetch",
        "tracker.example",
        "color",
        "pixel.gif",
    ] {
        assert!(!words.contains(gone), "{gone} is in {words:?}");
    }
    assert!(
        words.contains("clause\u{a0}3") || words.contains("clause 3"),
        "{words:?}"
    );
}

#[test]
fn a_long_message_has_pages_and_a_bound() {
    let long = format!(
        "From: a@b.ca\nMessage-ID: <1@b.ca>\n\n{}",
        "A line of words.\n".repeat(200)
    );
    let made = pages(long.as_bytes());
    assert_eq!(made.len(), 4);
    let limits = Limits {
        pages: 2,
        ..Limits::default()
    };
    let (some, end) = crate::attempt(long.as_bytes(), &limits);
    assert_eq!(some.len(), 2);
    assert!(matches!(end, Err(Stopped::Refused(Reason::TooMany))));
}

#[test]
fn messages_within_messages_and_parts_without_end_are_survived() {
    let mut nested = "From: a@b.ca\nMessage-ID: <1@b.ca>\n\nHello".to_owned();
    for depth in 0..2_000 {
        nested = format!(
            "From: a@b.ca\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b{depth}\"\n\n--b{depth}\nContent-Type: message/rfc822\n\n{nested}\n--b{depth}--\n"
        );
    }
    assert!(!pages(nested.as_bytes()).is_empty());
    let parts = format!(
        "From: a@b.ca\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n{}",
        "--x\nContent-Type: image/png; name=a.png\n\nA\n".repeat(100_000)
    );
    let page = pages(parts.as_bytes()).remove(0);
    let (facts, _) = letterhead(&page.text);
    assert!(facts.len() <= 31, "{}", facts.len());
}

#[test]
fn a_mailbox_shows_its_message_and_what_is_none_is_left_alone() {
    let mailbox = "From nadia@example.ca Mon Oct  5 09:12:00 2026\nFrom: nadia@example.ca\nMessage-ID: <1@b.ca>\n\nHello\n";
    let page = pages(mailbox.as_bytes()).remove(0);
    assert_eq!(
        letterhead(&page.text),
        (vec![(Field::From, "nadia@example.ca")], "Hello")
    );
    for outlooks in [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 own format".as_slice(),
        b"",
    ] {
        let end = make(outlooks, Kind::Mail, &Limits::default(), |_| Ok(()));
        assert!(
            matches!(end, Err(Stopped::Refused(Reason::Unsupported))),
            "{end:?}"
        );
    }
}
