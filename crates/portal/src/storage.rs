//! The stores of bytes of this process, and moving from one to the other while people go on working.
//!
//! Where a bucket is set, the disk and the bucket are one store: blobs are read from wherever they are, so that a move needs
//! no moment at which everything changes. The one thing that changes is where new blobs go, and that is a row
//! (`firms::Keeping`), which every server looks at. A blob is deleted from the old place only when every byte of it was read
//! in the new one.

use std::{collections::HashSet, sync::Arc, time::Duration};

use anteroom_blobs::{BlobId, Both, Disk, S3, Side, Store, copy, is_same};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use tokio::time::Instant;

use crate::{
    base::{Error, Result},
    config::Config,
    firms::{Keeping, Storage},
    portal::Portal,
};

/// How often a server looks where new blobs go.
const LOOK: Duration = Duration::from_secs(2);
/// By then every server has looked.
const NOTICED: Duration = Duration::from_secs(6);
/// Blobs under way at a time.
const AT_ONCE: usize = 4;

/// The stores, opened.
pub struct Stores {
    /// What everybody reads from and writes to.
    pub blobs: Arc<dyn Store>,
    /// The same, where it is two.
    pub both: Option<Arc<Both>>,
    /// Where new blobs go.
    pub storage: Storage,
}

/// Opens what is set; `keeping` is what was noted when there is a firm already.
///
/// # Errors
/// One sentence: what is wrong and what to do.
pub async fn open(config: &Config, keeping: Option<Keeping>) -> Result<Stores, String> {
    let disk = || -> Result<Arc<dyn Store>, String> {
        let disk = Disk::open(config.data.join("blobs")).map_err(|error| {
            format!("the folder of the documents does not open: {}", said(error))
        })?;
        Ok(Arc::new(disk))
    };
    let Some(bucket) = &config.bucket else {
        return match keeping {
            Some(Keeping { storage: Storage::S3, .. }) => Err("the documents lie in a bucket, and none is set. Set ANTEROOM_S3_BUCKET and what belongs to it, as they were.".into()),
            Some(Keeping { moving_since: Some(_), .. }) => Err("documents are still on their way from the bucket to this disk, and no bucket is set. Set it as it was, and run: anteroom storage move --to disk".into()),
            _ => Ok(Stores { blobs: disk()?, both: None, storage: Storage::Disk }),
        };
    };
    let s3 = S3::open(bucket.clone()).await.map_err(|error| {
        format!(
            "the bucket {} at {} cannot be used: {}",
            bucket.name,
            bucket.endpoint,
            said(error)
        )
    })?;
    let storage = keeping.map_or(Storage::S3, |keeping| keeping.storage);
    if storage == Storage::Disk {
        tracing::warn!(
            "a bucket is set, but documents go to this disk; to move them there: anteroom storage move --to s3"
        );
    }
    let both = Arc::new(Both::new(disk()?, Arc::new(s3), side(storage)));
    Ok(Stores {
        blobs: both.clone(),
        both: Some(both),
        storage,
    })
}

/// The disk is near, the bucket is far.
fn side(storage: Storage) -> Side {
    match storage {
        Storage::Disk => Side::Near,
        Storage::S3 => Side::Far,
    }
}

/// Looks again and again where new blobs go: another process may move them.
pub async fn follow(portal: Portal) {
    let Some(both) = portal.both.clone() else {
        return;
    };
    loop {
        tokio::time::sleep(LOOK).await;
        match portal.read(&portal.product(), Keeping::load).await {
            Ok(keeping) => both.write_to(side(keeping.storage)),
            Err(error) => tracing::warn!(%error, "where documents go cannot be looked up"),
        }
    }
}

/// What a move has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Blobs copied, read back and found the same.
    pub copied: u64,
    /// Blobs that were there already.
    pub there: u64,
    /// Blobs compared byte by byte and deleted from the old place.
    pub deleted: u64,
}

/// Moves every blob to `to`, while others read and write; may be stopped anywhere and run again. With `deletes_old`, the old
/// place is empty afterwards.
///
/// # Errors
/// One sentence. What was moved until then is moved.
pub async fn move_to(
    portal: &Portal,
    to: Storage,
    deletes_old: bool,
    mut tell: impl FnMut(Moved),
) -> Result<Moved, String> {
    let Some(both) = &portal.both else {
        return Err("no bucket is set: there is only this disk. Set ANTEROOM_S3_BUCKET and what belongs to it.".into());
    };
    let stops = |error: Error| format!("the move stopped: {error}. Run it again to go on.");
    portal
        .write(&portal.product(), move |tx| Keeping::begin_move(tx, to))
        .await
        .map_err(stops)?;
    both.write_to(side(to));
    let (new, old) = match to {
        Storage::Disk => (both.store(Side::Near), both.store(Side::Far)),
        Storage::S3 => (both.store(Side::Far), both.store(Side::Near)),
    };
    let broken = |error| format!("the move stopped: {}. Run it again to go on.", said(error));

    let mut moved = Moved::default();
    // What a server began in the old place before it looked, a later round finds.
    let begun = Instant::now();
    loop {
        let round = Instant::now();
        moved.there = 0;
        let copied = copy_missing(old.as_ref(), new.as_ref(), &mut moved, &mut tell)
            .await
            .map_err(broken)?;
        if copied == 0 && round >= begun + NOTICED {
            break;
        }
        tokio::time::sleep_until(begun + NOTICED).await;
    }
    portal
        .write(&portal.product(), move |tx| Keeping::end_move(tx, to))
        .await
        .map_err(stops)?;
    if deletes_old {
        delete_old(old.as_ref(), new.as_ref(), &mut moved, &mut tell).await?;
    }
    Ok(moved)
}

/// One round over the old place; answers how many blobs were copied in it.
async fn copy_missing(
    old: &dyn Store,
    new: &dyn Store,
    moved: &mut Moved,
    tell: &mut impl FnMut(Moved),
) -> Result<u64, anteroom_blobs::Error> {
    let (mut after, mut round) = (None, 0);
    loop {
        let page = old.list(after).await?;
        let Some(&last) = page.last() else {
            return Ok(round);
        };
        let there = between(new, after, last).await?;
        moved.there += there.len() as u64;
        let missing = page.into_iter().filter(|id| !there.contains(id));
        let copied: Vec<bool> = stream::iter(missing.map(|id| copy(old, new, id)))
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await?;
        let copied = copied.into_iter().filter(|is_copied| *is_copied).count() as u64;
        moved.copied += copied;
        round += copied;
        after = Some(last);
        tell(*moved);
    }
}

/// The ids of a store behind `after`, up to and with `last`.
async fn between(
    store: &dyn Store,
    mut after: Option<BlobId>,
    last: BlobId,
) -> Result<HashSet<BlobId>, anteroom_blobs::Error> {
    let mut ids = HashSet::new();
    loop {
        let page = store.list(after).await?;
        after = page.last().copied();
        ids.extend(page.into_iter().filter(|id| *id <= last));
        if after.is_none_or(|after| after >= last) {
            return Ok(ids);
        }
    }
}

async fn delete_old(
    old: &dyn Store,
    new: &dyn Store,
    moved: &mut Moved,
    tell: &mut impl FnMut(Moved),
) -> Result<(), String> {
    let stopped = |error| {
        format!(
            "deleting the old stopped: {}. Run it again to go on.",
            said(error)
        )
    };
    let mut after = None;
    loop {
        let page = old.list(after).await.map_err(stopped)?;
        let Some(&last) = page.last() else {
            return Ok(());
        };
        for id in page {
            if !is_same(old, new, id).await.map_err(stopped)? {
                // Deleted by somebody since it was listed, or never copied, or not the same.
                match old.len(&id).await {
                    Err(anteroom_blobs::Error::Absent) => continue,
                    _ => {
                        return Err(format!(
                            "blob {id} is not the same in both places: nothing of it was deleted. Run the move again; should this stay, run: anteroom verify --deep"
                        ));
                    }
                }
            }
            old.delete(&id).await.map_err(stopped)?;
            moved.deleted += 1;
        }
        after = Some(last);
        tell(*moved);
    }
}

/// The error with its causes in one line.
pub(crate) fn said(error: anteroom_blobs::Error) -> String {
    match Error::bug(error) {
        Error::Bug(text) => text,
        other => other.to_string(),
    }
}
