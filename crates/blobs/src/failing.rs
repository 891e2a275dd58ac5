//! A store that fails when it is told to, for the tests of those who use one.

use std::{
    collections::HashMap,
    io,
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::{Bytes, BytesMut};

use crate::{BlobId, Error, Pending, Store, Writer};

/// How a finish fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FinishFault {
    /// The blob is not there.
    Lost,
    /// The blob is there all the same, and nobody was told its id.
    Kept,
}

/// Any store, with faults.
pub struct Failing<S> {
    inner: S,
    faults: Arc<Mutex<Faults>>,
}

#[derive(Default)]
struct Faults {
    finished: u64,
    finishes: HashMap<u64, FinishFault>,
    cut: HashMap<BlobId, u64>,
    flipped: HashMap<BlobId, u64>,
}

impl<S: Store> Failing<S> {
    /// The store, without faults yet.
    pub fn new(inner: S) -> Self {
        Self {
            inner,
            faults: Arc::default(),
        }
    }

    /// The `nth` finish from now on fails; 1 is the next.
    pub fn fail_finish(&self, nth: u64, fault: FinishFault) {
        let mut faults = locked(&self.faults);
        let at = faults.finished + nth;
        faults.finishes.insert(at, fault);
    }

    /// From now on the blob reads as if it were this many bytes long.
    pub fn cut(&self, id: BlobId, len: u64) {
        locked(&self.faults).cut.insert(id, len);
    }

    /// From now on the lowest bit of this byte of the blob reads flipped.
    pub fn flip(&self, id: BlobId, at: u64) {
        locked(&self.faults).flipped.insert(id, at);
    }
}

fn locked(faults: &Mutex<Faults>) -> MutexGuard<'_, Faults> {
    faults.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<S: Store> Store for Failing<S> {
    fn begin(&self) -> Pending<'_, Box<dyn Writer>> {
        Box::pin(async {
            let inner = self.inner.begin().await?;
            Ok(Box::new(FailingWriter {
                inner,
                faults: Arc::clone(&self.faults),
            }) as Box<dyn Writer>)
        })
    }

    fn begin_copy(&self, id: BlobId) -> Pending<'_, Box<dyn Writer>> {
        self.inner.begin_copy(id)
    }

    fn read<'a>(&'a self, id: &'a BlobId, range: Range<u64>) -> Pending<'a, Bytes> {
        let (cut, flipped) = {
            let faults = locked(&self.faults);
            (
                faults.cut.get(id).copied().unwrap_or(u64::MAX),
                faults.flipped.get(id).copied(),
            )
        };
        Box::pin(async move {
            if range.start >= cut && range.start < range.end {
                return Err(Error::PastEnd);
            }
            let bytes = self.inner.read(id, range.start..range.end.min(cut)).await?;
            let mut bytes = BytesMut::from(bytes);
            let place = flipped
                .and_then(|at| at.checked_sub(range.start))
                .and_then(|at| usize::try_from(at).ok());
            if let Some(byte) = place.and_then(|at| bytes.get_mut(at)) {
                *byte ^= 1;
            }
            Ok(bytes.freeze())
        })
    }

    fn len<'a>(&'a self, id: &'a BlobId) -> Pending<'a, u64> {
        let cut = locked(&self.faults)
            .cut
            .get(id)
            .copied()
            .unwrap_or(u64::MAX);
        Box::pin(async move { Ok(self.inner.len(id).await?.min(cut)) })
    }

    fn delete<'a>(&'a self, id: &'a BlobId) -> Pending<'a, ()> {
        self.inner.delete(id)
    }

    fn list(&self, after: Option<BlobId>) -> Pending<'_, Vec<BlobId>> {
        self.inner.list(after)
    }

    fn sweep(&self) -> Pending<'_, u64> {
        self.inner.sweep()
    }
}

struct FailingWriter {
    inner: Box<dyn Writer>,
    faults: Arc<Mutex<Faults>>,
}

impl Writer for FailingWriter {
    fn write(&mut self, bytes: Bytes) -> Pending<'_, ()> {
        self.inner.write(bytes)
    }

    fn finish(self: Box<Self>) -> Pending<'static, BlobId> {
        let fault = {
            let mut faults = locked(&self.faults);
            faults.finished += 1;
            let now = faults.finished;
            faults.finishes.remove(&now)
        };
        Box::pin(async move {
            match fault {
                None => return self.inner.finish().await,
                Some(FinishFault::Lost) => drop(self.inner),
                Some(FinishFault::Kept) => {
                    self.inner.finish().await?;
                }
            }
            Err(Error::Io {
                step: "finish a blob",
                source: io::Error::other("a fault was asked for"),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::unwrap_used,
        reason = "a test that cannot go on should stop loudly"
    )]

    use super::*;
    use crate::Disk;

    async fn write(store: &dyn Store, bytes: &'static [u8]) -> Result<BlobId, Error> {
        let mut writer = store.begin().await?;
        writer.write(Bytes::from_static(bytes)).await?;
        writer.finish().await
    }

    #[tokio::test]
    async fn only_the_finish_asked_for_fails_and_keeps_or_loses_its_blob() {
        let directory = tempfile::tempdir().unwrap();
        let store = Failing::new(Disk::open(directory.path()).unwrap());
        store.fail_finish(2, FinishFault::Lost);
        store.fail_finish(3, FinishFault::Kept);

        let first = write(&store, b"first").await.unwrap();
        assert!(write(&store, b"second").await.is_err());
        assert_eq!(store.list(None).await.unwrap(), [first]);
        assert!(write(&store, b"third").await.is_err());
        let ids = store.list(None).await.unwrap();
        let third = *ids.iter().find(|&&id| id != first).unwrap();
        assert_eq!(ids.len(), 2);
        assert_eq!(store.read(&third, 0..5).await.unwrap(), "third");
        write(&store, b"fourth").await.unwrap();
    }

    #[tokio::test]
    async fn a_cut_blob_ends_early_and_a_flipped_byte_reads_wrong() {
        let directory = tempfile::tempdir().unwrap();
        let store = Failing::new(Disk::open(directory.path()).unwrap());
        let (cut, flipped) = (
            write(&store, b"0123456789").await.unwrap(),
            write(&store, b"0123456789").await.unwrap(),
        );
        store.cut(cut, 4);
        store.flip(flipped, 6);

        assert_eq!(store.len(&cut).await.unwrap(), 4);
        assert_eq!(store.read(&cut, 2..10).await.unwrap(), "23");
        assert!(matches!(store.read(&cut, 4..10).await, Err(Error::PastEnd)));
        assert_eq!(store.read(&flipped, 0..10).await.unwrap(), "0123457789");
        assert_eq!(store.read(&flipped, 5..8).await.unwrap(), "577");
        assert_eq!(store.read(&flipped, 7..10).await.unwrap(), "789");
    }
}
