//! Gathering: bytes of one upload become segments that are durable and were read back.
//!
//! Nothing is counted that was not opened again from where it lies, so the fingerprint is that of what is kept. Many small
//! pieces do not stay many: the last sixteen small segments are sealed anew as one before the next bytes come, so that even
//! a sender of single bytes leaves no more rows than one for each 4 MiB.

use anteroom_blobs::BlobId;
use aws_lc_rs::digest;
use bytes::Bytes;

use super::{
    super::{
        Segment,
        uploads::{Durable, Whole},
    },
    Held, Reader, Source, discard,
    running::Running,
    sealing::Sealer,
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
    running: Running,
    /// Bytes the running fingerprint is of.
    hashed: u64,
    /// Every segment of the upload as it will be, in order.
    all: Vec<Segment>,
    /// Made here and not counted yet.
    made: Vec<Segment>,
    /// SHA-256 of each that was read back.
    digests: Vec<[u8; 32]>,
    /// Small ones that what is made replaces.
    replaces: Vec<Segment>,
}

/// What can be counted.
pub(super) struct Gathered {
    pub(super) segments: Vec<Durable>,
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
        let mut gathering = Self {
            portal: portal.clone(),
            matter,
            upload,
            sealer: Sealer::new(portal, matter, upload, number, starts_at)?,
            running: Running::from(state)?,
            hashed: segments.last().map_or(0, Segment::ends_at),
            all: kept.to_vec(),
            made: Vec::new(),
            digests: Vec::new(),
            replaces: replaces.to_vec(),
        };
        if let Some(last) = replaces.last() {
            let held = Held::at(matter, upload.to_string(), replaces.to_vec());
            let mut reader = Reader::new(portal, held, starts_at..last.ends_at())?;
            while let Some(bytes) = reader.next().await? {
                gathering.sealer.push(bytes, &mut gathering.made).await?;
            }
        }
        Ok(gathering)
    }

    /// Takes a chunk; reads back each segment it filled.
    ///
    /// # Errors
    /// The store's.
    pub(super) async fn push(&mut self, chunk: Bytes) -> Result<()> {
        self.sealer.push(chunk, &mut self.made).await?;
        self.read_back().await
    }

    /// Ends the segment under way, if there is one, and reads it back.
    ///
    /// # Errors
    /// The store's.
    pub(super) async fn seal(&mut self) -> Result<()> {
        self.sealer.finish(&mut self.made).await?;
        self.read_back().await
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
        let made = std::mem::take(&mut self.made);
        let digests = std::mem::take(&mut self.digests);
        Gathered {
            segments: made
                .into_iter()
                .zip(digests)
                .map(|(segment, digest)| Durable { segment, digest })
                .collect(),
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

    /// Deletes what was made and will not count.
    pub(super) async fn discard(&mut self) {
        self.digests.clear();
        let blobs: Vec<BlobId> = self.made.drain(..).map(|segment| segment.blob).collect();
        discard(&self.portal, blobs).await;
    }

    async fn read_back(&mut self) -> Result<()> {
        for segment in self.made.iter().skip(self.digests.len()) {
            let held = Held::at(self.matter, self.upload.to_string(), vec![*segment]);
            let mut reader = Reader::new(&self.portal, held, segment.starts_at..segment.ends_at())?;
            let mut digest = digest::Context::new(&digest::SHA256);
            let mut at = segment.starts_at;
            while let Some(bytes) = reader.next().await? {
                digest.update(&bytes);
                let known = usize::try_from(self.hashed.saturating_sub(at)).unwrap_or(usize::MAX);
                if let Some(new) = bytes.get(known..).filter(|new| !new.is_empty()) {
                    self.running.update(new);
                }
                at += bytes.len() as u64;
                self.hashed = self.hashed.max(at);
            }
            let print = digest.finish().as_ref().try_into().map_err(Error::bug)?;
            self.digests.push(print);
            self.all.push(*segment);
        }
        Ok(())
    }
}
