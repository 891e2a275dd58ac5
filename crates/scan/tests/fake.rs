//! The client against a scanner that behaves, and against one that does not.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use anteroom_scan::{Fake, Manner, Patience, Place, Scanner, Verdict};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};

const LARGEST: u64 = 10_000_000;

fn content(chunks: &[&[u8]]) -> impl Stream<Item = Result<Bytes, &'static str>> + Send + use<> {
    let chunks: Vec<_> = chunks
        .iter()
        .map(|chunk| Ok(Bytes::copy_from_slice(chunk)))
        .collect();
    stream::iter(chunks)
}

fn scanner(fake: &Fake) -> Scanner {
    let patience = Duration::from_millis(400);
    Scanner::at(Place::Address(fake.address().to_string()), LARGEST).waited_for(Patience {
        connect: patience,
        piece: patience,
        answer: patience,
    })
}

async fn of(fake: &Fake, chunks: &[&[u8]]) -> Verdict {
    let length = chunks.iter().map(|chunk| chunk.len() as u64).sum();
    scanner(fake).scan(length, content(chunks)).await.unwrap()
}

#[tokio::test]
async fn a_mark_is_found_wherever_the_chunks_are_cut() {
    let fake = Fake::start().await.unwrap();
    fake.finds(b"a harmful mark", "Test.Mark");
    let infected = Verdict::Infected("Test.Mark".into());
    assert_eq!(of(&fake, &[b"nothing here"]).await, Verdict::Clean);
    assert_eq!(of(&fake, &[]).await, Verdict::Clean);
    assert_eq!(of(&fake, &[b"with a harmful mark in it"]).await, infected);
    assert_eq!(
        of(&fake, &[b"with a harm", b"", b"ful mark"]).await,
        infected
    );
    let far = vec![b'.'; 3_000_000];
    assert_eq!(of(&fake, &[&far, b"a harmful mark"]).await, infected);
    assert_eq!(fake.looked(), [12, 0, 25, 19, 3_000_014]);
}

#[tokio::test]
async fn it_says_that_it_is_there_and_what_it_is() {
    let fake = Fake::start().await.unwrap();
    assert_eq!(scanner(&fake).ping().await, Ok(()));
    assert!(
        scanner(&fake)
            .version()
            .await
            .unwrap()
            .starts_with("Fake 1.0")
    );
}

#[tokio::test]
async fn what_is_too_large_is_said_by_either_side() {
    let fake = Fake::start().await.unwrap();
    let told = scanner(&fake).scan(LARGEST + 1, content(&[b"x"])).await;
    assert_eq!(told, Ok(Verdict::TooLarge));
    let long = vec![0; 1 << 20];
    let chunks = [long.as_slice(); 9];
    assert!(fake.looked().is_empty());
    fake.takes_at_most(100_000);
    // The fake closes with megabytes unread, so that what it said may come beside a broken pipe.
    assert_eq!(of(&fake, &chunks).await, Verdict::TooLarge);
    assert_eq!(of(&fake, &[b"small"]).await, Verdict::Clean);
}

#[tokio::test]
async fn nothing_is_clean_that_was_not_answered_after_its_end() {
    let fake = Fake::start().await.unwrap();
    let chunk = vec![0; 1 << 20];
    for manner in [
        Manner::Silent,
        Manner::Gone,
        Manner::Early(b"stream: OK\0".to_vec()),
        Manner::Early(Vec::new()),
        Manner::Says(b"stream: OK".to_vec()),
        Manner::Says(b"OK\0".to_vec()),
        Manner::Says(Vec::new()),
        Manner::Says(vec![b'x'; 5000]),
        Manner::Says(b"stream: Can't allocate memory ERROR\0".to_vec()),
    ] {
        fake.behaves(manner.clone());
        // The second half takes its time, as a disk may.
        let halves = content(&[&chunk, b"the rest"]).then(async |half| {
            tokio::time::sleep(Duration::from_millis(50)).await;
            half
        });
        let length = chunk.len() as u64 + 8;
        let verdict = scanner(&fake).scan(length, halves).await.unwrap();
        assert!(
            matches!(verdict, Verdict::Unreachable(_)),
            "{manner:?}: {verdict:?}"
        );
    }
    fake.behaves(Manner::Answers);
    assert_eq!(of(&fake, &[b"well again"]).await, Verdict::Clean);
}

#[tokio::test]
async fn nobody_there_is_unreachable_and_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let nobody = Scanner::at(Place::Socket(folder.path().join("clamd.ctl")), LARGEST);
    let verdict = nobody.scan(1, content(&[b"x"])).await.unwrap();
    assert!(matches!(verdict, Verdict::Unreachable(_)));
    assert!(nobody.ping().await.is_err() && nobody.version().await.is_err());
}

#[tokio::test]
async fn a_content_that_breaks_off_is_neither_clean_nor_the_scanners_fault() {
    let fake = Fake::start().await.unwrap();
    let broken = stream::iter([Ok(Bytes::from_static(b"half")), Err("the disk")]);
    assert_eq!(scanner(&fake).scan(4, broken).await, Err("the disk"));
    for length in [3, 5] {
        let verdict = scanner(&fake).scan(length, content(&[b"four"])).await;
        assert!(
            matches!(verdict, Ok(Verdict::Unreachable(_))),
            "{verdict:?}"
        );
    }
    assert!(fake.looked().is_empty());
}
