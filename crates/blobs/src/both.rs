//! Two stores as one, while blobs move from one to the other: new blobs go to one of them, old ones are where they are.
//!
//! Nobody tells readers what was moved when. They ask the near store, which is quick to say no, then the far one, and then
//! the near one again, since a blob may have been moved and taken away in between. Deletion goes the same way round: a copy
//! made of a blob while it was being deleted is found by one or the other.

use std::{
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use bytes::Bytes;

use crate::{BlobId, Error, PAGE, Pending, Store, Writer};

/// One of two stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one that is asked first.
    Near,
    /// The other.
    Far,
}

/// Two stores with one content.
pub struct Both {
    near: Arc<dyn Store>,
    far: Arc<dyn Store>,
    writes_far: AtomicBool,
}

impl Both {
    /// Both stores; new blobs go to `side`.
    pub fn new(near: Arc<dyn Store>, far: Arc<dyn Store>, side: Side) -> Self {
        Self {
            near,
            far,
            writes_far: AtomicBool::new(side == Side::Far),
        }
    }

    /// From now on, blobs are begun in the store of this side.
    pub fn write_to(&self, side: Side) {
        self.writes_far.store(side == Side::Far, Ordering::Release);
    }

    /// Where blobs are begun now.
    pub fn writes_to(&self) -> Side {
        if self.writes_far.load(Ordering::Acquire) {
            Side::Far
        } else {
            Side::Near
        }
    }

    /// The store of one side.
    pub fn store(&self, side: Side) -> &Arc<dyn Store> {
        match side {
            Side::Near => &self.near,
            Side::Far => &self.far,
        }
    }

    /// Asks near, far, near: until one of them has the blob.
    async fn ask<'a, T>(
        &'a self,
        ask: impl Fn(&'a dyn Store) -> Pending<'a, T>,
    ) -> Result<T, Error> {
        for store in [&self.near, &self.far] {
            match ask(store.as_ref()).await {
                Err(Error::Absent) => {}
                found => return found,
            }
        }
        ask(self.near.as_ref()).await
    }
}

impl Store for Both {
    fn begin(&self) -> Pending<'_, Box<dyn Writer>> {
        self.store(self.writes_to()).begin()
    }

    fn begin_copy(&self, id: BlobId) -> Pending<'_, Box<dyn Writer>> {
        self.store(self.writes_to()).begin_copy(id)
    }

    fn read<'a>(&'a self, id: &'a BlobId, range: Range<u64>) -> Pending<'a, Bytes> {
        Box::pin(self.ask(move |store| store.read(id, range.clone())))
    }

    fn len<'a>(&'a self, id: &'a BlobId) -> Pending<'a, u64> {
        Box::pin(self.ask(move |store| store.len(id)))
    }

    fn delete<'a>(&'a self, id: &'a BlobId) -> Pending<'a, ()> {
        Box::pin(async move {
            self.near.delete(id).await?;
            self.far.delete(id).await?;
            self.near.delete(id).await
        })
    }

    fn list(&self, after: Option<BlobId>) -> Pending<'_, Vec<BlobId>> {
        Box::pin(async move {
            let mut ids = self.near.list(after).await?;
            ids.extend(self.far.list(after).await?);
            ids.sort_unstable();
            ids.dedup();
            // A full page of one store may end before the other's: what lies behind it comes with the next page.
            ids.truncate(PAGE);
            Ok(ids)
        })
    }

    fn sweep(&self) -> Pending<'_, u64> {
        Box::pin(async move { Ok(self.near.sweep().await? + self.far.sweep().await?) })
    }
}
