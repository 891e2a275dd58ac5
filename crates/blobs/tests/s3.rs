//! What a store in a bucket promises, by its public face, on a real server: `bin/s3 cargo test -p anteroom-blobs -- --ignored`.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop loudly"
)]

mod bucket;
mod contract;

use std::{sync::Arc, time::Duration};

use anteroom_blobs::{BlobId, Both, Disk, Error, PAGE, S3, Side, Store, copy, is_same};
use bucket::{Fault, Proxy, bucket, server};
use bytes::Bytes;
use contract::{content, read, write};
use futures_util::{StreamExt as _, stream};
use http::{Method, request::Parts};

/// Larger than one part.
const LONG: usize = 9_000_000;

async fn open() -> ((), S3) {
    ((), S3::open(bucket(&server())).await.unwrap())
}

contract::keeps_every_promise!(open, ignore = "needs a server: bin/test s3");

fn puts(head: &Parts) -> bool {
    head.method == Method::PUT && head.uri.path().contains("/blobs/")
}

fn completes(head: &Parts) -> bool {
    head.method == Method::POST
        && head
            .uri
            .query()
            .is_some_and(|query| query.contains("uploadId"))
}

fn gets(head: &Parts) -> bool {
    head.method == Method::GET && head.uri.path().contains("/blobs/")
}

fn looks(head: &Parts) -> bool {
    head.method == Method::HEAD
}

/// Writes until it fails, and tells why.
async fn refused(store: &dyn Store, bytes: Vec<u8>) -> String {
    let mut writer = store.begin().await.unwrap();
    let error = match writer.write(bytes.into()).await {
        Err(error) => error,
        Ok(()) => writer.finish().await.unwrap_err(),
    };
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    format!("{error}: {}", cause.unwrap_or_default())
}

#[tokio::test]
#[ignore = "needs a server: bin/test s3"]
async fn more_blobs_than_a_page_holds_are_listed_once_each_in_order() {
    let ((), store) = open().await;
    let mut ids: Vec<BlobId> = stream::iter(0..PAGE + 5)
        .map(|_| write(&store, &[b"deed"]))
        .buffer_unordered(16)
        .collect()
        .await;
    ids.sort_unstable();
    let first = store.list(None).await.unwrap();
    assert_eq!(first, ids[..PAGE]);
    let rest = store.list(first.last().copied()).await.unwrap();
    assert_eq!(rest, ids[PAGE..]);
    assert_eq!(store.list(rest.last().copied()).await.unwrap(), []);
}

#[tokio::test]
#[ignore = "needs a server: bin/test s3"]
async fn a_store_opened_again_has_what_was_finished_and_no_other_prefix() {
    let place = bucket(&server());
    let store = S3::open(place.clone()).await.unwrap();
    let id = write(&store, &[b"deed"]).await;
    let again = S3::open(place).await.unwrap();
    assert_eq!(again.list(None).await.unwrap(), [id]);
    let ((), other) = open().await;
    assert_eq!(other.list(None).await.unwrap(), []);
    assert!(matches!(other.len(&id).await, Err(Error::Absent)));
}

#[tokio::test]
#[ignore = "needs a server: bin/test s3"]
async fn a_bucket_that_is_not_there_is_told_at_the_start() {
    let mut place = bucket(&server());
    place.name = "no-such-bucket".into();
    let error = S3::open(place).await.err().unwrap();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(
        cause.contains("NoSuchBucket") && cause.contains("Make it"),
        "{cause}"
    );
}

#[tokio::test]
#[ignore = "needs a server: bin/test s3"]
async fn an_answer_lost_after_the_deed_is_no_loss_and_no_second_blob() {
    let proxy = Proxy::start().await;
    let store = proxy.store().await;
    for len in [1000, LONG] {
        for (fault, which) in [
            (Fault::AnswerLost, puts as fn(&Parts) -> bool),
            (Fault::LostOnTheWay, puts),
            (Fault::AnswerLost, completes),
            (Fault::LostOnTheWay, completes),
            (Fault::AnswerLost, looks),
        ] {
            proxy.next(1, fault, which);
            let plain = content(len);
            let id = write(&store, &[&plain]).await;
            assert!(read(&store, &id, 0..len as u64).await == plain, "{fault:?}");
            store.delete(&id).await.unwrap();
            assert_eq!(store.list(None).await.unwrap(), [], "{fault:?}");
        }
    }
    // Those of short blobs that wait for the end of an upload in parts.
    assert!(proxy.failed() >= 8, "{}", proxy.failed());
}

#[tokio::test]
#[ignore = "needs a server: bin/test s3"]
async fn a_store_that_asks_for_patience_is_asked_again_a_bounded_number_of_times() {
    let proxy = Proxy::start().await;
    let store = proxy.store().await;
    let slow_down = Fault::Refused(503, "SlowDown");
    proxy.next(2, slow_down, puts);
    let id = write(&store, &[b"deed"]).await;
    proxy.next(1, Fault::Refused(500, "InternalError"), gets);
    proxy.next(1, Fault::Slow(Duration::from_millis(300)), gets);
    assert_eq!(read(&store, &id, 0..4).await, b"deed");

    let before = proxy.asked().len();
    proxy.next(1000, slow_down, puts);
    let said = refused(&store, content(10)).await;
    assert!(said.contains("SlowDown"), "{said}");
    let asked = proxy.asked().len() - before;
    assert!(asked <= 4 + 3, "asked {asked} times");
}

#[tokio::test]
#[ignore = "needs a server: bin/test s3"]
async fn an_answer_cut_short_is_asked_for_again_and_never_taken_for_the_whole() {
    let proxy = Proxy::start().await;
    let store = proxy.store().await;
    let plain = content(100_000);
    let id = write(&store, &[&plain]).await;
    proxy.next(2, Fault::CutShort, gets);
    assert_eq!(read(&store, &id, 0..100_000).await, plain);
    proxy.next(1000, Fault::CutShort, gets);
    assert!(matches!(
        store.read(&id, 0..100_000).await,
        Err(Error::Io { .. })
    ));
}

#[tokio::test]
#[ignore = "needs a server: bin/test s3"]
async fn a_blob_a_stale_server_does_not_show_yet_is_waited_for() {
    let proxy = Proxy::start().await;
    let store = proxy.store().await;
    let stale = Fault::Refused(404, "NoSuchKey");
    proxy.next(2, stale, looks);
    let id = write(&store, &[b"deed"]).await;
    proxy.next(1, stale, gets);
    assert_eq!(store.read(&id, 0..4).await.unwrap(), "deed");

    proxy.next(1000, stale, looks);
    let mut writer = store.begin().await.unwrap();
    writer
        .write(Bytes::from_static(b"never shown"))
        .await
        .unwrap();
    assert!(
        writer.finish().await.is_err(),
        "acknowledged, although it cannot be seen"
    );
}

#[tokio::test]
#[ignore = "needs a server: bin/test s3"]
async fn a_store_that_shows_another_object_than_it_took_is_not_believed() {
    let proxy = Proxy::start().await;
    let store = proxy.store().await;
    proxy.next(1, Fault::OtherTag, looks);
    let said = refused(&store, content(10)).await;
    assert!(said.contains("another object"), "{said}");
}

#[tokio::test]
#[ignore = "needs a server: bin/test s3"]
async fn what_a_store_refuses_comes_with_its_remedy() {
    let proxy = Proxy::start().await;
    let store = proxy.store().await;
    for (status, code, which, remedy) in [
        (
            403,
            "RequestTimeTooSkewed",
            puts as fn(&Parts) -> bool,
            "clock",
        ),
        (400, "EntityTooSmall", completes, "8 MiB"),
        (403, "AccessDenied", puts, "s3:PutObject"),
        (301, "PermanentRedirect", puts, "region"),
    ] {
        proxy.next(1, Fault::Refused(status, code), which);
        let said = refused(&store, content(LONG)).await;
        assert!(said.contains(remedy), "{code}: {said}");
    }
    proxy.next(1, Fault::Refused(507, "XMinioStorageFull"), puts);
    proxy.next(3, Fault::Refused(507, "XMinioStorageFull"), puts);
    let mut writer = store.begin().await.unwrap();
    writer.write(Bytes::from_static(b"too much")).await.unwrap();
    assert!(matches!(writer.finish().await, Err(Error::Full)));
}

#[tokio::test]
#[ignore = "needs a server: bin/test s3"]
async fn a_dropped_writer_gives_its_parts_up() {
    let proxy = Proxy::start().await;
    let store = proxy.store().await;
    let mut writer = store.begin().await.unwrap();
    writer.write(content(LONG).into()).await.unwrap();
    drop(writer);
    let gives_up =
        |(method, line): &(Method, String)| *method == Method::DELETE && line.contains("uploadId=");
    for _ in 0..50 {
        if proxy.asked().iter().any(gives_up) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(proxy.asked().iter().any(gives_up));
}

#[tokio::test]
#[ignore = "needs a server: bin/test s3"]
async fn a_sweep_gives_up_what_a_crash_left_a_day_ago_by_the_stores_own_clock() {
    let proxy = Proxy::start().await;
    let store = proxy.store().await;
    let mut writer = store.begin().await.unwrap();
    writer.write(content(LONG).into()).await.unwrap();
    // As a crash does.
    std::mem::forget(writer);
    assert_eq!(
        store.sweep().await.unwrap(),
        0,
        "somebody may be writing it"
    );
    proxy.next(1, Fault::YearsLater, |head| {
        head.uri
            .query()
            .is_some_and(|query| query.contains("uploads"))
    });
    assert_eq!(store.sweep().await.unwrap(), 1);
    assert_eq!(store.sweep().await.unwrap(), 0);
}

#[tokio::test]
#[ignore = "needs a server: bin/test s3"]
async fn blobs_move_between_disk_and_bucket_and_are_read_all_the_while() {
    let folder = tempfile::tempdir().unwrap();
    let disk: Arc<dyn Store> = Arc::new(Disk::open(folder.path()).unwrap());
    let s3: Arc<dyn Store> = Arc::new(open().await.1);
    let both = Both::new(disk.clone(), s3.clone(), Side::Near);
    let (short, long) = (content(1000), content(LONG));
    let ids = [write(&both, &[&short]).await, write(&both, &[&long]).await];
    both.write_to(Side::Far);
    let new = write(&both, &[b"new"]).await;
    assert!(matches!(disk.len(&new).await, Err(Error::Absent)));

    for id in ids {
        assert!(copy(disk.as_ref(), s3.as_ref(), id).await.unwrap());
        assert!(is_same(disk.as_ref(), s3.as_ref(), id).await.unwrap());
        disk.delete(&id).await.unwrap();
    }
    assert!(read(&both, &ids[0], 0..1000).await == short);
    assert!(read(&both, &ids[1], 0..LONG as u64).await == long);
    assert_eq!(both.list(None).await.unwrap().len(), 3);

    both.write_to(Side::Near);
    for id in [ids[0], ids[1], new] {
        assert!(copy(s3.as_ref(), disk.as_ref(), id).await.unwrap());
        s3.delete(&id).await.unwrap();
    }
    assert!(read(&both, &ids[1], 0..LONG as u64).await == long);
    assert_eq!(s3.list(None).await.unwrap(), []);
}
