//! Gathering: bytes of one upload become segments that are durable and were read back.
//!
//! Nothing is counted that was not opened again from where it lies, so the fingerprint is that of what is kept. While one
//! segment is filled, the one before is made durable and the one before that is read back: a disk that syncs and a processor
//! that hashes need not wait for each other, nor the sender for both. Many small
//! pieces do not stay many: the last sixteen small segments are sealed anew as one before the next bytes come, so that even
//! a sender of single bytes leaves no more rows than one for each 4 MiB.

use anteroom_blobs::BlobId;
use bytes::Bytes;
use tokio::{sync::mpsc, task::JoinHandle};

use super::{
    super::{Segment, uploads::Whole},
    Held, Reader, Source, discard,
    running::Running,
    sealing::{Ended, Sealer},
};
use crate::{
    base::{Error, MatterId, Result, UploadId},
    portal::Portal,
};

/// A segment with fewer plain bytes is small.
const SMALL: u64 = 4 << 20;
/// So many small segments in a row become one. Together they hold less than a segment may.
const MANY: usize = 16;

/// Bytes on their way into segments.
pub(super) struct Gathering {
    portal: Portal,
    matter: MatterId,
    upload: UploadId,
    sealer: Sealer,
    /// Segments on their way to being durable, in order; a second one waits here.
    keeping: mpsc::Sender<JoinHandle<Result<Segment>>>,
    /// The same ones, in the same order, once they were read back.
    back: mpsc::UnboundedReceiver<Result<Back>>,
    /// How many are between the two.
    under_way: usize,
    running: Running,
    /// Bytes the running fingerprint is of.
    hashed: u64,
    /// Every segment of the upload as it will be, in order.
    all: Vec<Segment>,
    /// Made here, read back, and not counted yet.
    made: Vec<Segment>,
    /// Made here, but it does not read.
    broken: Vec<Segment>,
    /// Small ones that what is made replaces.
    replaces: Vec<Segment>,
}

/// A durable segment and what reading it back found.
struct Back {
    segment: Segment,
    found: Result<Found>,
}

/// The running fingerprint behind a segment.
struct Found {
    running: Running,
    hashed: u64,
}

/// What can be counted.
pub(super) struct Gathered {
    pub(super) segments: Vec<Segment>,
    /// What the segments replace, to be deleted once they count.
    pub(super) replaces: Vec<Segment>,
    pub(super) digest_state: Vec<u8>,
}

impl Gathering {
    /// Goes on behind the segments of an upload, whose running fingerprint stood at `state`.
    ///
    /// # Errors
    /// The store's; [`Error::Bug`] when small segments that should be joined do not read.
    pub(super) async fn begin(
        portal: &Portal,
        matter: MatterId,
        upload: UploadId,
        segments: &[Segment],
        state: Option<&[u8]>,
    ) -> Result<Self> {
        let small = segments
            .iter()
            .rev()
            .take(MANY)
            .take_while(|segment| segment.length < SMALL)
            .count();
        let kept = if small == MANY {
            segments.len() - MANY
        } else {
            segments.len()
        };
        let (kept, replaces) = segments.split_at(kept);
        let number = u32::try_from(kept.len()).map_err(Error::bug)?;
        let starts_at = kept.last().map_or(0, Segment::ends_at);
        let running = Running::from(state)?;
        let hashed = segments.last().map_or(0, Segment::ends_at);
        let (keeping, kept_ones) = mpsc::channel(1);
        let (found, back) = mpsc::unbounded_channel();
        tokio::spawn(
            ReadingBack {
                portal: portal.clone(),
                matter,
                upload,
                running: running.clone(),
                hashed,
            }
            .all(kept_ones, found),
        );
        let mut gathering = Self {
            portal: portal.clone(),
            matter,
            upload,
            sealer: Sealer::new(portal, matter, upload, number, starts_at)?,
            keeping,
            back,
            under_way: 0,
            running,
            hashed,
            all: kept.to_vec(),
            made: Vec::new(),
            broken: Vec::new(),
            replaces: replaces.to_vec(),
        };
        if let Some(last) = replaces.last() {
            let held = Held::at(matter, upload.to_string(), replaces.to_vec());
            let mut reader = Reader::new(portal, held, starts_at..last.ends_at())?;
            while let Some(bytes) = reader.next().await? {
                gathering.push(bytes).await?;
            }
        }
        Ok(gathering)
    }

    /// Takes a chunk. An error may be that of a segment before.
    ///
    /// # Errors
    /// The store's.
    pub(super) async fn push(&mut self, chunk: Bytes) -> Result<()> {
        for ended in self.sealer.push(chunk).await? {
            self.keep(ended).await?;
        }
        while let Ok(back) = self.back.try_recv() {
            self.came_back(back)?;
        }
        Ok(())
    }

    /// Ends the segment under way, if there is one, and waits until everything was read back.
    ///
    /// # Errors
    /// The store's.
    pub(super) async fn seal(&mut self) -> Result<()> {
        if let Some(ended) = self.sealer.end() {
            self.keep(ended).await?;
        }
        while self.under_way > 0 {
            let back = self.back.recv().await.ok_or_else(stopped)?;
            self.came_back(back)?;
        }
        Ok(())
    }

    /// Whether there is something to count.
    pub(super) fn has_made(&self) -> bool {
        !self.made.is_empty()
    }

    /// Bytes of the upload, once everything made counts.
    pub(super) fn ends_at(&self) -> u64 {
        self.hashed
    }

    /// What there is to count; from then on it is the caller's.
    pub(super) fn take(&mut self) -> Gathered {
        Gathered {
            segments: std::mem::take(&mut self.made),
            replaces: std::mem::take(&mut self.replaces),
            digest_state: self.running.state(),
        }
    }

    /// What the upload is, now that all of it is here.
    ///
    /// # Errors
    /// The store's.
    pub(super) async fn whole(&mut self, name: &str) -> Result<Whole> {
        let held = Held::at(self.matter, self.upload.to_string(), self.all.clone());
        let head = Reader::new(&self.portal, held, 0..anteroom_pages::HEAD as u64)?
            .next()
            .await?
            .unwrap_or_default();
        Ok(self.running.whole(&head, name))
    }

    /// Deletes what was made and will not count, once it is known.
    pub(super) async fn discard(&mut self) {
        while self.under_way > 0
            && let Some(back) = self.back.recv().await
        {
            if let Err(error) = self.came_back(back) {
                tracing::debug!(%error, "one more segment of a transfer that has failed already");
            }
        }
        let blobs: Vec<BlobId> = self
            .made
            .drain(..)
            .chain(self.broken.drain(..))
            .map(|segment| segment.blob)
            .collect();
        discard(&self.portal, blobs).await;
    }

    async fn keep(&mut self, ended: Ended) -> Result<()> {
        let keeping = tokio::spawn(ended.keep());
        self.keeping.send(keeping).await.map_err(|_| stopped())?;
        self.under_way += 1;
        Ok(())
    }

    fn came_back(&mut self, back: Result<Back>) -> Result<()> {
        self.under_way -= 1;
        let Back { segment, found } = back?;
        match found {
            Ok(found) => {
                (self.running, self.hashed) = (found.running, found.hashed);
                self.all.push(segment);
                self.made.push(segment);
                Ok(())
            }
            Err(error) => {
                self.broken.push(segment);
                Err(error)
            }
        }
    }
}

fn stopped() -> Error {
    Error::Bug("the reading back of a transfer stopped".into())
}

/// Reads segments back as they become durable, in order, until their gathering is over.
struct ReadingBack {
    portal: Portal,
    matter: MatterId,
    upload: UploadId,
    running: Running,
    hashed: u64,
}

impl ReadingBack {
    async fn all(
        mut self,
        mut keeping: mpsc::Receiver<JoinHandle<Result<Segment>>>,
        back: mpsc::UnboundedSender<Result<Back>>,
    ) {
        while let Some(segment) = keeping.recv().await {
            let read = match segment.await.map_err(Error::bug).flatten() {
                Ok(segment) => Ok(Back {
                    segment,
                    found: self.one(segment).await,
                }),
                Err(error) => Err(error),
            };
            // Nobody waits any more for a transfer that was dropped.
            let _ = back.send(read);
        }
    }

    async fn one(&mut self, segment: Segment) -> Result<Found> {
        let held = Held::at(self.matter, self.upload.to_string(), vec![segment]);
        let mut reader = Reader::new(&self.portal, held, segment.starts_at..segment.ends_at())?;
        let mut at = segment.starts_at;
        while let Some(bytes) = reader.next().await? {
            let known = usize::try_from(self.hashed.saturating_sub(at)).unwrap_or(usize::MAX);
            if let Some(new) = bytes.get(known..).filter(|new| !new.is_empty()) {
                self.running.update(new);
            }
            at += bytes.len() as u64;
            self.hashed = self.hashed.max(at);
        }
        Ok(Found {
            running: self.running.clone(),
            hashed: self.hashed,
        })
    }
}
