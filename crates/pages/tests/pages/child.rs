use std::{
    fs,
    io::{self, Write},
    pin::Pin,
    process::{Command, Stdio},
    task::{Context, Poll},
    thread,
    time::Duration,
};

use anteroom_pages::{Failure, Kind, Limits, Maker, Reason};
use tokio::io::{AsyncRead, ReadBuf, repeat};

use crate::{endless_pdf, fixture, made, maker, pages, refusal};

#[tokio::test]
async fn a_confined_child_makes_the_same_pages() {
    let letter = fixture("letter.pdf");
    let (from_child, failure) = made(&maker(), letter.clone(), Kind::Pdf, Limits::default()).await;
    assert!(failure.is_none(), "{failure:?}");
    assert!(from_child == pages(&letter));
}

#[tokio::test]
async fn a_refusal_crosses_over() {
    assert_eq!(
        refusal(
            &maker(),
            fixture("locked.pdf"),
            Kind::Pdf,
            Limits::default()
        )
        .await,
        Some(Reason::Encrypted)
    );
    assert_eq!(
        refusal(
            &maker(),
            b"%PDF-1.7 no".to_vec(),
            Kind::Pdf,
            Limits::default()
        )
        .await,
        Some(Reason::Damaged)
    );
    let limits = Limits {
        bytes: 1 << 20,
        ..Limits::default()
    };
    assert_eq!(
        refusal(&maker(), vec![b'a'; 8 << 20], Kind::Text, limits).await,
        Some(Reason::TooLarge)
    );
}

#[tokio::test]
async fn pages_made_before_a_refusal_are_kept() {
    let (pages, failure) = made(
        &maker(),
        fixture("letter.pdf"),
        Kind::Pdf,
        Limits {
            pages: 2,
            ..Limits::default()
        },
    )
    .await;
    assert_eq!(pages.len(), 2);
    assert!(matches!(failure, Some(Failure::Refused(Reason::TooMany))));
}

#[tokio::test]
async fn a_document_that_never_ends_runs_out_of_processor_time() {
    let limits = Limits {
        cpu_seconds: 1,
        ..Limits::default()
    };
    assert_eq!(
        refusal(&maker(), endless_pdf(), Kind::Pdf, limits).await,
        Some(Reason::TooLarge)
    );
}

#[tokio::test]
async fn a_document_that_never_ends_runs_out_of_patience() {
    let limits = Limits {
        wall_seconds: 1,
        ..Limits::default()
    };
    assert_eq!(
        refusal(&maker(), endless_pdf(), Kind::Pdf, limits).await,
        Some(Reason::TooLarge)
    );
}

#[tokio::test]
async fn a_document_that_needs_more_memory_than_allowed_ends_its_child_only() {
    let kids = "<</Type/Page/MediaBox[0 0 90 90]>>".repeat(1_000_000);
    let pdf = crate::pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count 1000000/Kids[{kids}]>>"),
    ]);
    let limits = Limits {
        memory: 256 << 20,
        ..Limits::default()
    };
    assert_eq!(
        refusal(&maker(), pdf, Kind::Pdf, limits).await,
        Some(Reason::TooLarge)
    );
}

#[tokio::test]
async fn an_input_that_fails_is_not_taken_for_a_short_document() {
    struct Failing;
    impl AsyncRead for Failing {
        fn poll_read(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
            _: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            Poll::Ready(Err(io::ErrorKind::InvalidData.into()))
        }
    }
    let input = tokio::io::AsyncReadExt::chain(b"words\n".as_slice(), Failing);
    let first = maker()
        .make(input, Kind::Text, Limits::default())
        .recv()
        .await;
    assert!(matches!(first, Some(Err(Failure::Input(_)))), "{first:?}");
}

#[tokio::test]
async fn a_missing_program_is_the_operators_to_mend() {
    let absent = Maker {
        program: "/nonexistent/anteroom".into(),
        args: Vec::new(),
        office: None,
    };
    let first = absent
        .make(b"".as_slice(), Kind::Text, Limits::default())
        .recv()
        .await;
    assert!(matches!(first, Some(Err(Failure::Child(_)))), "{first:?}");
}

#[tokio::test]
async fn a_child_that_dies_without_a_word_means_a_damaged_document() {
    let silent = Maker {
        program: "/bin/false".into(),
        args: Vec::new(),
        office: None,
    };
    let first = silent
        .make(repeat(0), Kind::Pdf, Limits::default())
        .recv()
        .await;
    assert!(
        matches!(first, Some(Err(Failure::Refused(Reason::Damaged)))),
        "{first:?}"
    );
}

/// Looks at a child from outside while it waits for its document.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "it looks at the child from outside"
)]
fn a_child_is_confined_before_it_has_read_the_document() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_anteroom-pages"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let limits = serde_json::to_string(&Limits::default()).unwrap();
    let mut to_child = child.stdin.take().unwrap();
    writeln!(
        to_child,
        r#"{{"task":{{"pages":"text"}},"limits":{limits}}}"#
    )
    .unwrap();

    let about = |file: &str| fs::read_to_string(format!("/proc/{}/{file}", child.id())).unwrap();
    while !about("status").contains("Seccomp:\t2") {
        assert!(about("status").contains("State:"), "the child has ended");
        thread::sleep(Duration::from_millis(2));
    }
    assert!(about("status").contains("NoNewPrivs:\t1"));
    let most = about("limits");
    let hard = |name: &str| {
        let line = most.lines().find(|line| line.starts_with(name)).unwrap();
        line[name.len()..]
            .split_whitespace()
            .nth(1)
            .unwrap()
            .to_owned()
    };
    assert_eq!(hard("Max address space"), "1073741824");
    assert_eq!(hard("Max cpu time"), "60");
    for nothing in [
        "Max open files",
        "Max file size",
        "Max core file size",
        "Max processes",
    ] {
        assert_eq!(hard(nothing), "0", "{nothing}");
    }

    write!(to_child, "words").unwrap();
    drop(to_child);
    let answer = child.wait_with_output().unwrap();
    assert!(answer.status.success());
    assert!(answer.stdout.windows(5).any(|part| part == b"words"));
}
