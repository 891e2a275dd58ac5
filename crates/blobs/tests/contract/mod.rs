//! What every store promises, as tests of any store.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop loudly"
)]

use std::ops::Range;

use anteroom_blobs::{BlobId, Error, MAX_READ, Store};
use bytes::Bytes;

pub fn content(len: usize) -> Vec<u8> {
    (0..251).cycle().take(len).collect()
}

pub async fn write(store: &dyn Store, pieces: &[&[u8]]) -> BlobId {
    let mut writer = store.begin().await.unwrap();
    for piece in pieces {
        writer.write(Bytes::copy_from_slice(piece)).await.unwrap();
    }
    writer.finish().await.unwrap()
}

/// Reads as callers do: again and again, until the range is there.
pub async fn read(store: &dyn Store, id: &BlobId, mut range: Range<u64>) -> Vec<u8> {
    let mut bytes = Vec::new();
    while range.start < range.end {
        let piece = store.read(id, range.clone()).await.unwrap();
        assert!(!piece.is_empty() && piece.len() as u64 <= MAX_READ);
        range.start += piece.len() as u64;
        bytes.extend_from_slice(&piece);
    }
    bytes
}

pub async fn a_blob_written_in_pieces_comes_back_whole_and_in_ranges(store: &dyn Store) {
    let plain = content(3_000_000);
    let id = write(
        store,
        &[
            &plain[..10],
            &plain[10..10],
            &plain[10..2_000_000],
            &plain[2_000_000..],
        ],
    )
    .await;
    assert_eq!(store.len(&id).await.unwrap(), 3_000_000);
    assert_eq!(read(store, &id, 0..3_000_000).await, plain);
    assert_eq!(
        read(store, &id, 1_999_990..2_000_010).await,
        plain[1_999_990..2_000_010]
    );
    assert_eq!(
        store.read(&id, 2_999_999..u64::MAX).await.unwrap(),
        plain[2_999_999..]
    );
}

pub async fn a_long_blob_comes_back_as_it_went(store: &dyn Store) {
    // Neither pieces nor length go evenly into any part.
    let plain = content(17 * 1024 * 1024 + 12_345);
    let pieces: Vec<&[u8]> = plain.chunks(700_001).collect();
    let id = write(store, &pieces).await;
    assert_eq!(store.len(&id).await.unwrap(), plain.len() as u64);
    assert!(read(store, &id, 0..plain.len() as u64).await == plain);
    let seam = 8 * 1024 * 1024;
    assert_eq!(
        read(store, &id, seam - 5..seam + 5).await,
        plain[8 * 1024 * 1024 - 5..8 * 1024 * 1024 + 5]
    );
}

pub async fn a_range_behind_the_end_is_told_apart_from_an_absent_blob(store: &dyn Store) {
    let id = write(store, &[b"deed"]).await;
    let empty = write(store, &[]).await;
    assert!(matches!(store.read(&id, 4..5).await, Err(Error::PastEnd)));
    assert!(matches!(store.read(&id, 9..12).await, Err(Error::PastEnd)));
    assert!(matches!(
        store.read(&empty, 0..1).await,
        Err(Error::PastEnd)
    ));
    assert_eq!(store.read(&empty, 0..0).await.unwrap(), "");
    assert_eq!(store.len(&empty).await.unwrap(), 0);

    store.delete(&id).await.unwrap();
    assert!(matches!(store.read(&id, 0..4).await, Err(Error::Absent)));
    assert!(matches!(store.read(&id, 0..0).await, Err(Error::Absent)));
    assert!(matches!(store.len(&id).await, Err(Error::Absent)));
    store.delete(&id).await.unwrap();
}

pub async fn an_unfinished_blob_has_no_name_and_a_dropped_writer_leaves_none(store: &dyn Store) {
    let mut writer = store.begin().await.unwrap();
    writer.write(content(9_000_000).into()).await.unwrap();
    assert_eq!(store.list(None).await.unwrap(), []);
    drop(writer);
    assert_eq!(store.list(None).await.unwrap(), []);
}

pub async fn a_list_goes_on_behind_any_blob_in_order(store: &dyn Store) {
    let mut ids = Vec::new();
    for _ in 0..25 {
        ids.push(write(store, &[b"deed"]).await);
    }
    ids.sort_unstable();
    assert_eq!(store.list(None).await.unwrap(), ids);
    for (at, id) in ids.iter().enumerate() {
        assert_eq!(store.list(Some(*id)).await.unwrap(), ids[at + 1..]);
    }
}

pub async fn a_copy_has_the_id_of_its_blob_and_may_be_made_twice(store: &dyn Store) {
    let id: BlobId = "00112233445566778899aabbccddeeff".parse().unwrap();
    let (mut one, mut other) = (
        store.begin_copy(id).await.unwrap(),
        store.begin_copy(id).await.unwrap(),
    );
    for writer in [&mut one, &mut other] {
        writer.write(content(100_000).into()).await.unwrap();
    }
    assert_eq!(one.finish().await.unwrap(), id);
    assert_eq!(other.finish().await.unwrap(), id);
    assert_eq!(store.list(None).await.unwrap(), [id]);
    assert_eq!(read(store, &id, 0..100_000).await, content(100_000));
}

/// One test for each promise, of the store that `$open` gives beside what must outlive it.
macro_rules! keeps_every_promise {
    ($open:path $(, $attribute:meta)?) => {
        $crate::contract::keeps_every_promise!(@ $open, [$($attribute)?],
            a_blob_written_in_pieces_comes_back_whole_and_in_ranges,
            a_long_blob_comes_back_as_it_went,
            a_range_behind_the_end_is_told_apart_from_an_absent_blob,
            an_unfinished_blob_has_no_name_and_a_dropped_writer_leaves_none,
            a_list_goes_on_behind_any_blob_in_order,
            a_copy_has_the_id_of_its_blob_and_may_be_made_twice,
        );
    };
    (@ $open:path, $attributes:tt, $($promise:ident,)*) => {
        $($crate::contract::keeps_every_promise!(# $open, $attributes, $promise);)*
    };
    (# $open:path, [$($attribute:meta)?], $promise:ident) => {
        #[tokio::test]
        $(#[$attribute])?
        async fn $promise() {
            let (_kept, store) = $open().await;
            contract::$promise(&store).await;
        }
    };
}
pub(crate) use keeps_every_promise;
