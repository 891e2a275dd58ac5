//! Two stores as one, and copying between them.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop loudly"
)]

mod contract;

use std::{fs, path::PathBuf, sync::Arc};

use anteroom_blobs::{BlobId, Both, Disk, Error, PAGE, Side, Store, copy, is_same};
use contract::{content, read, write};
use tempfile::TempDir;

fn disks() -> (TempDir, Arc<dyn Store>, Arc<dyn Store>) {
    let folder = tempfile::tempdir().unwrap();
    let disk = |name| Arc::new(Disk::open(folder.path().join(name)).unwrap());
    let (near, far) = (disk("near"), disk("far"));
    (folder, near, far)
}

async fn near() -> (TempDir, Both) {
    let (folder, near, far) = disks();
    (folder, Both::new(near, far, Side::Near))
}

async fn far() -> (TempDir, Both) {
    let (folder, near, far) = disks();
    (folder, Both::new(near, far, Side::Far))
}

mod writing_near {
    use super::contract;
    contract::keeps_every_promise!(super::near);
}

mod writing_far {
    use super::contract;
    contract::keeps_every_promise!(super::far);
}

fn file(folder: &TempDir, side: &str, id: BlobId) -> PathBuf {
    let name = id.to_string();
    folder.path().join(side).join(&name[..2]).join(name)
}

#[tokio::test]
async fn new_blobs_go_to_one_side_and_old_ones_are_read_from_wherever_they_are() {
    let (_folder, near, far) = disks();
    let both = Both::new(near.clone(), far.clone(), Side::Near);
    let old = write(&both, &[b"old"]).await;
    both.write_to(Side::Far);
    let new = write(&both, &[b"new"]).await;
    assert_eq!(near.list(None).await.unwrap(), [old]);
    assert_eq!(far.list(None).await.unwrap(), [new]);
    assert_eq!(read(&both, &old, 0..3).await, b"old");
    assert_eq!(read(&both, &new, 0..3).await, b"new");

    assert!(copy(near.as_ref(), far.as_ref(), old).await.unwrap());
    near.delete(&old).await.unwrap();
    assert_eq!(read(&both, &old, 0..3).await, b"old");
    copy(far.as_ref(), near.as_ref(), new).await.unwrap();
    both.delete(&new).await.unwrap();
    assert_eq!(both.list(None).await.unwrap(), [old]);
}

#[tokio::test]
async fn pages_of_two_stores_leave_nothing_out() {
    let (folder, near, far) = disks();
    let both = Both::new(near, far, Side::Near);
    let names: Vec<String> = (0..2 * PAGE as u128)
        .map(|at| format!("{:032x}", at * (u128::MAX / 2_100)))
        .collect();
    for (at, name) in names.iter().enumerate() {
        // Many more lie in one than in the other, and some in both.
        let id = name.parse().unwrap();
        if at % 7 > 0 {
            fs::write(file(&folder, "near", id), b"").unwrap();
        }
        if at % 5 == 0 || at % 7 == 0 {
            fs::write(file(&folder, "far", id), b"").unwrap();
        }
    }
    let (mut listed, mut after) = (Vec::new(), None);
    loop {
        let page = both.list(after).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(*last);
        listed.extend(page.iter().map(BlobId::to_string));
    }
    assert_eq!(listed, names);
}

#[tokio::test]
async fn a_copy_that_reads_otherwise_is_told_and_what_was_deleted_is_not_copied() {
    let (folder, near, far) = disks();
    let plain = content(3_000_000);
    let id = write(near.as_ref(), &[&plain]).await;
    assert!(copy(near.as_ref(), far.as_ref(), id).await.unwrap());
    assert!(is_same(near.as_ref(), far.as_ref(), id).await.unwrap());

    let copied = file(&folder, "far", id);
    let mut bytes = fs::read(&copied).unwrap();
    bytes[2_000_000] ^= 1;
    fs::write(&copied, &bytes).unwrap();
    assert!(!is_same(near.as_ref(), far.as_ref(), id).await.unwrap());
    fs::remove_file(&copied).unwrap();
    assert!(!is_same(near.as_ref(), far.as_ref(), id).await.unwrap());

    near.delete(&id).await.unwrap();
    assert!(!copy(near.as_ref(), far.as_ref(), id).await.unwrap());
    assert!(matches!(far.len(&id).await, Err(Error::Absent)));
}
