//! What a store on disk promises, by its public face.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop loudly"
)]

mod contract;

use std::{fs, future::poll_fn, os::unix::fs::PermissionsExt as _, path::Path, task::Poll};

use anteroom_blobs::{BlobId, Disk, Error, NotABlobId, PAGE, Store};
use bytes::Bytes;
use contract::{content, read, write};
use proptest::prelude::*;
use tempfile::TempDir;

fn store() -> (TempDir, Disk) {
    let directory = tempfile::tempdir().unwrap();
    let disk = Disk::open(directory.path().join("blobs")).unwrap();
    (directory, disk)
}

async fn open() -> (TempDir, Disk) {
    store()
}

contract::keeps_every_promise!(open);

fn entries(directory: &Path) -> usize {
    fs::read_dir(directory).unwrap().count()
}

#[tokio::test]
async fn an_unfinished_blob_has_no_name_and_a_dropped_writer_leaves_nothing() {
    let (directory, disk) = store();
    let temporaries = directory.path().join("blobs/tmp");
    let mut writer = disk.begin().await.unwrap();
    writer.write(content(1_000_000).into()).await.unwrap();
    assert_eq!(entries(&temporaries), 1);
    assert_eq!(disk.list(None).await.unwrap(), []);
    drop(writer);
    assert_eq!(entries(&temporaries), 0);
    assert_eq!(disk.list(None).await.unwrap(), []);
}

#[test]
fn a_call_abandoned_half_way_ends_the_blob_and_leaves_nothing() {
    let (directory, disk) = store();
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    runtime.block_on(async {
        let mut writer = disk.begin().await.unwrap();
        let mut abandoned = writer.write(content(4_000_000).into());
        poll_fn(|context| {
            let _ = abandoned.as_mut().poll(context);
            Poll::Ready(())
        })
        .await;
        drop(abandoned);
        // Whether the abandoned call had ended by then or not, the blob is whole or it is refused.
        match writer.finish().await {
            Ok(id) => assert_eq!(disk.len(&id).await.unwrap(), 4_000_000),
            Err(error) => assert!(matches!(error, Error::Interrupted)),
        }
    });
    drop(runtime); // waits for the blocking threads
    assert_eq!(entries(&directory.path().join("blobs/tmp")), 0);
}

#[tokio::test]
async fn what_was_finished_is_there_when_the_store_is_opened_again() {
    let (directory, disk) = store();
    let id = write(&disk, &[b"deed"]).await;
    drop(disk);
    let disk = Disk::open(directory.path().join("blobs")).unwrap();
    assert_eq!(disk.list(None).await.unwrap(), [id]);
    assert_eq!(read(&disk, &id, 0..4).await, b"deed");
}

#[tokio::test]
async fn a_sweep_takes_what_a_crash_left_and_never_what_is_being_written() {
    let (directory, disk) = store();
    let temporaries = directory.path().join("blobs/tmp");
    let mut writer = disk.begin().await.unwrap();
    writer.write(Bytes::from_static(b"alive")).await.unwrap();
    for left in [
        "0123456789abcdef0123456789abcdef",
        "fedcba9876543210fedcba9876543210",
    ] {
        fs::write(temporaries.join(left), b"left by a crash").unwrap();
    }
    assert_eq!(disk.sweep().await.unwrap(), 2);
    assert_eq!(entries(&temporaries), 1);

    // Another program on the same directory sees the lock as well.
    assert_eq!(
        Disk::open(directory.path().join("blobs"))
            .unwrap()
            .sweep()
            .await
            .unwrap(),
        0
    );
    let id = writer.finish().await.unwrap();
    assert_eq!(read(&disk, &id, 0..5).await, b"alive");
    assert_eq!(disk.sweep().await.unwrap(), 0);
}

#[tokio::test]
async fn pages_list_every_blob_once_in_order_and_nothing_else() {
    let (directory, disk) = store();
    let root = directory.path().join("blobs");
    let names: Vec<String> = (0..2 * PAGE as u128 + 100)
        .map(|at| format!("{:032x}", at * (u128::MAX / 2_200)))
        .collect();
    for name in &names {
        fs::write(root.join(&name[..2]).join(name), b"").unwrap();
    }
    fs::write(root.join("00/notes.txt"), b"not ours").unwrap();

    let (mut listed, mut after) = (Vec::new(), None);
    for expected in [PAGE, PAGE, 100, 0] {
        let page = disk.list(after).await.unwrap();
        assert_eq!(page.len(), expected);
        after = page.last().copied();
        listed.extend(page.iter().map(BlobId::to_string));
    }
    assert_eq!(listed, names);
}

#[tokio::test]
async fn files_and_directories_are_for_their_owner_only() {
    let (directory, disk) = store();
    let id = write(&disk, &[b"deed"]).await.to_string();
    let mode = |path: &str| {
        fs::metadata(directory.path().join(path))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode("blobs"), 0o700);
    assert_eq!(mode("blobs/tmp"), 0o700);
    assert_eq!(mode(&format!("blobs/{}", &id[..2])), 0o700);
    assert_eq!(mode(&format!("blobs/{}/{id}", &id[..2])), 0o600);
}

#[test]
fn only_thirty_two_small_digits_are_a_blobs_name() {
    for text in [
        "",
        "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdef0",
        "0123456789ABCDEF0123456789ABCDEF",
        "+123456789abcdef0123456789abcdef",
        "../../../../../../../etc/passwd0",
        "0123456789abcdef0123456789abcde\0",
        "0123456789abcdef0123456789abcd\u{e9}",
    ] {
        assert_eq!(text.parse::<BlobId>(), Err(NotABlobId), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_blobs_name_reads_back_as_written(text in "[0-9a-f]{32}") {
        prop_assert_eq!(text.parse::<BlobId>().unwrap().to_string(), text);
    }
}
