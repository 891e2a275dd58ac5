//! Where bytes lie: a blob is written once, read in ranges, and deleted. What the bytes mean is not known here.
//!
//! The one invariant: **when [`Writer::finish`] has returned an id, the blob survives a power cut.** Until then nothing of
//! it can be read under any id, and a writer that is dropped leaves nothing. So whoever records the id after `finish`, and
//! never before, cannot lose a document; the worst a crash leaves is a blob nobody knows.
//!
//! [`Store`] is the border: [`Disk`] keeps blobs in a directory, [`S3`] in a bucket, [`Both`] reads from two stores while
//! blobs move from one to the other, and `Failing` (feature `failing`) makes any store fail on demand. [`durable`] has the
//! same order of writing for the few small files that are rewritten or appended to.

mod both;
mod copy;
mod disk;
pub mod durable;
mod error;
#[cfg(any(test, feature = "failing"))]
mod failing;
mod id;
mod s3;

pub use both::{Both, Side};
pub use copy::{copy, is_same};
pub use disk::Disk;
pub use error::Error;
#[cfg(any(test, feature = "failing"))]
pub use failing::{Failing, FinishFault};
pub use id::{BlobId, NotABlobId};
pub use s3::{Bucket, S3};

use std::{ops::Range, pin::Pin};

use bytes::Bytes;

/// The most bytes one [`Store::read`] returns: 1 MiB.
pub const MAX_READ: u64 = 1024 * 1024;
/// The most ids one [`Store::list`] returns.
pub const PAGE: usize = 1000;

/// What a store's verbs return: boxed, so that a store can be chosen when the program starts.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// A place for blobs. Call it inside a tokio runtime.
///
/// Once any verb has returned [`Error::Broken`], every verb that changes the store does, until the program is started anew.
pub trait Store: Send + Sync {
    /// Begins a blob of unknown length.
    ///
    /// # Errors
    /// `Broken`, `Full`, `Io`.
    fn begin(&self) -> Pending<'_, Box<dyn Writer>>;

    /// Begins a blob that has this id already, in another store. Where a blob of this id is finished meanwhile, it is the
    /// same blob.
    ///
    /// # Errors
    /// As [`begin`](Store::begin).
    fn begin_copy(&self, id: BlobId) -> Pending<'_, Box<dyn Writer>>;

    /// The first bytes of this range of the blob: at most [`MAX_READ`], at least one unless the range is empty, fewer than
    /// asked for at the blob's end. The caller asks again for the rest.
    ///
    /// # Errors
    /// `Absent`; `PastEnd` when the range begins at or behind the end; `Io`.
    fn read<'a>(&'a self, id: &'a BlobId, range: Range<u64>) -> Pending<'a, Bytes>;

    /// The blob's length in bytes.
    ///
    /// # Errors
    /// `Absent`, `Io`.
    fn len<'a>(&'a self, id: &'a BlobId) -> Pending<'a, u64>;

    /// Deletes the blob, durably; one that is absent already is as good as deleted.
    ///
    /// # Errors
    /// `Broken`, `Io`.
    fn delete<'a>(&'a self, id: &'a BlobId) -> Pending<'a, ()>;

    /// Up to [`PAGE`] ids in ascending order, from the first behind `after`. No ids means that there are no more.
    ///
    /// # Errors
    /// `Io`.
    fn list(&self, after: Option<BlobId>) -> Pending<'_, Vec<BlobId>>;

    /// Removes what writers left that a crash ended, never what one is writing now; returns how many were removed.
    ///
    /// # Errors
    /// `Io`.
    fn sweep(&self) -> Pending<'_, u64>;
}

/// A blob being written. Dropped unfinished, it leaves nothing.
pub trait Writer: Send {
    /// Takes the next bytes. They are nowhere yet when this returns.
    ///
    /// After an error, or when the returned future was dropped before its end, the blob is lost.
    ///
    /// # Errors
    /// `Broken`, `Full`, `Interrupted`, `Io`.
    fn write(&mut self, bytes: Bytes) -> Pending<'_, ()>;

    /// Makes the blob durable and gives its id.
    ///
    /// On an error, or when the returned future was dropped before its end, the blob may exist all the same, under an id
    /// nobody knows.
    ///
    /// # Errors
    /// `Broken`, `Full`, `Interrupted`, `Io`.
    fn finish(self: Box<Self>) -> Pending<'static, BlobId>;
}
