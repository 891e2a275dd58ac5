//! Reading sealed bytes back, any range of them, a few frames at a time: the memory it takes does not grow with the file.
//! Frames are opened where the store's bytes stand, so each byte is read once and written once before it leaves.

use std::{ops::Range, sync::Arc};

use anteroom_blobs::{BlobId, Store};
use anteroom_vault::{FRAME_LEN, HEADER_LEN, Layout, MatterKey, SegmentName, SegmentReader};
use bytes::{Bytes, BytesMut};

use super::{
    super::{Page, Segment, Version, uploads},
    Source, of_store,
};
use crate::{
    base::{Error, FirmId, Id, MatterId, Result, Tx, UploadId, VersionId},
    portal::Portal,
};

/// Frames opened at a time: just under what the store gives in one reading.
const RUN: u64 = 15;

/// Where the bytes of one content lie, as rows say it.
#[derive(Clone, Debug)]
pub struct Held {
    matter: MatterId,
    /// The id its segments are sealed for, unless they say otherwise.
    content: String,
    segments: Vec<Segment>,
}

impl Held {
    /// The bytes of a version. Whoever has the version may read them, once they may leave.
    ///
    /// # Errors
    /// [`Error::Refused`] for what is held or set aside, as [`Version::leave`] says; [`Error::Bug`] when its rows are not all
    /// there: nothing is promised of which the end is missing.
    pub fn of_version(tx: &mut Tx<'_, '_>, version: &Version) -> Result<Self> {
        version.leave()?;
        Self::of_upload(tx, version.matter, version.upload)?.of_size(version.size, version.id)
    }

    /// These, if they are so many bytes.
    pub(super) fn of_size(self, size: u64, version: VersionId) -> Result<Self> {
        if self.size() == size {
            return Ok(self);
        }
        Err(Error::Bug(format!(
            "{version} has segments for {} bytes, not what its row says",
            self.size()
        )))
    }

    /// The picture of a page; nothing where the words are the page.
    pub fn of_page(version: &Version, page: &Page) -> Option<Self> {
        let segment = Segment {
            number: page.number,
            blob: page.blob?,
            starts_at: 0,
            length: page.length,
            sealed_as: None,
        };
        Some(Self::at(
            version.matter,
            version.id.to_string(),
            vec![segment],
        ))
    }

    /// The bytes of an upload: for whoever checks them, before any of them leave.
    pub(in super::super) fn of_upload(
        tx: &mut Tx<'_, '_>,
        matter: MatterId,
        upload: UploadId,
    ) -> Result<Self> {
        Ok(Self::at(
            matter,
            upload.to_string(),
            uploads::segments(tx, upload)?,
        ))
    }

    pub(in super::super) fn at(matter: MatterId, content: String, segments: Vec<Segment>) -> Self {
        Self {
            matter,
            content,
            segments,
        }
    }

    /// Plain bytes.
    pub fn size(&self) -> u64 {
        self.segments.last().map_or(0, Segment::ends_at)
    }

    pub(in super::super) fn segments(&self) -> &[Segment] {
        &self.segments
    }
}

/// A range of a content on its way out.
pub struct Reader {
    blobs: Arc<dyn Store>,
    key: Arc<MatterKey>,
    firm: FirmId,
    held: Held,
    at: u64,
    end: u64,
    open: Option<Open>,
}

struct Open {
    segment: Segment,
    reader: SegmentReader,
    layout: Layout,
}

impl Reader {
    /// Reads a range, cut at the end of the content.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the matter's key was destroyed.
    pub fn new(portal: &Portal, held: Held, range: Range<u64>) -> Result<Self> {
        let key = portal.keys.matter(portal.firm, held.matter)?;
        let end = range.end.min(held.size());
        Ok(Self {
            blobs: portal.blobs.clone(),
            key,
            firm: portal.firm,
            held,
            at: range.start,
            end,
            open: None,
        })
    }

    /// Reads everything.
    ///
    /// # Errors
    /// As [`new`](Reader::new).
    pub fn whole(portal: &Portal, held: Held) -> Result<Self> {
        let size = held.size();
        Self::new(portal, held, 0..size)
    }

    async fn run(&mut self) -> Result<Option<Bytes>> {
        if self.at >= self.end {
            return Ok(None);
        }
        let begun = self
            .open
            .take()
            .filter(|open| self.at < open.segment.ends_at());
        let (segment, layout) = match &begun {
            Some(open) => (open.segment, open.layout),
            None => self.segment_here()?,
        };
        let start = segment.starts_at;
        let wanted = self.at - start..self.end.min(start + segment.length) - start;
        let mut frames = layout.frames(wanted.clone());
        if wanted.end == segment.length {
            // The last frame may be empty; that it opens as last says that nothing was cut off behind.
            frames.end = layout.last() + 1;
        }
        let frames = frames.start..frames.end.min(frames.start + RUN);
        let sealed = layout.frame_range(frames.start).start..layout.frame_range(frames.end - 1).end;
        let (open, mut bytes) = match begun {
            Some(open) => (open, self.exactly(&segment, sealed).await?),
            // The header stands before the first frame: both come in one reading.
            None if frames.start == 0 => {
                let mut bytes = self.exactly(&segment, 0..sealed.end).await?;
                let header = bytes.split_to(HEADER_LEN);
                (self.opened(segment, layout, &header)?, bytes)
            }
            None => {
                let header = self.exactly(&segment, 0..HEADER_LEN as u64).await?;
                let open = self.opened(segment, layout, &header)?;
                (open, self.exactly(&segment, sealed).await?)
            }
        };
        let opened = open
            .reader
            .open_run(&layout, frames.clone(), &mut bytes)
            .map_err(|error| self.broken(&segment, error))?;
        let first = frames.start * FRAME_LEN as u64;
        let place = |at: u64| usize::try_from(at - first).map_or(opened, |at| at.min(opened));
        let (from, to) = (place(wanted.start), place(wanted.end));
        self.at += (to - from) as u64;
        self.open = Some(open);
        Ok(Some(bytes.freeze().slice(from..to)))
    }

    /// The segment that holds the next byte.
    fn segment_here(&self) -> Result<(Segment, Layout)> {
        // They lie behind each other, and there may be thousands.
        let segments = &self.held.segments;
        let place = segments.partition_point(|segment| segment.ends_at() <= self.at);
        let found = segments
            .get(place)
            .filter(|segment| segment.starts_at <= self.at);
        let segment = *found.ok_or_else(|| {
            Error::Bug(format!(
                "{} has no segment at byte {}",
                self.held.content, self.at
            ))
        })?;
        let layout =
            Layout::holding(segment.length).map_err(|error| self.broken(&segment, error))?;
        Ok((segment, layout))
    }

    fn opened(&self, segment: Segment, layout: Layout, header: &[u8]) -> Result<Open> {
        let (content, number) = match &segment.sealed_as {
            Some((upload, number)) => (upload.as_str(), *number),
            None => (self.held.content.as_str(), segment.number),
        };
        let name = SegmentName {
            firm: self.firm.as_str(),
            matter: self.held.matter.as_str(),
            content,
            number,
        };
        let reader = SegmentReader::open(&self.key, name, header)
            .map_err(|error| self.broken(&segment, error))?;
        Ok(Open {
            segment,
            reader,
            layout,
        })
    }

    /// The bytes of a range, which no one else holds, so that they can be opened where they stand.
    async fn exactly(&self, segment: &Segment, range: Range<u64>) -> Result<BytesMut> {
        let mut all = BytesMut::from(self.read(segment, range.clone()).await?);
        let length = range.end - range.start;
        while (all.len() as u64) < length {
            let more = self
                .read(segment, range.start + all.len() as u64..range.end)
                .await?;
            all.extend_from_slice(&more);
        }
        Ok(all)
    }

    async fn read(&self, segment: &Segment, range: Range<u64>) -> Result<Bytes> {
        let blob: &BlobId = &segment.blob;
        match self.blobs.read(blob, range).await {
            Ok(bytes) if bytes.is_empty() => Err(self.broken(segment, "the blob is cut short")),
            Ok(bytes) => Ok(bytes),
            Err(error @ (anteroom_blobs::Error::Absent | anteroom_blobs::Error::PastEnd)) => {
                Err(self.broken(segment, error))
            }
            Err(error) => Err(of_store(error)),
        }
    }

    fn broken(&self, segment: &Segment, why: impl std::fmt::Display) -> Error {
        Error::Bug(format!(
            "{} does not read at segment {}, blob {}: {why}",
            self.held.content, segment.number, segment.blob
        ))
    }
}

impl Source for Reader {
    /// Each frame of the bytes opened; at most 960 KiB.
    ///
    /// # Errors
    /// [`Error::Bug`] naming the content and the segment when a blob is absent, cut short or altered: nothing after it can be
    /// read. [`Error::Unavailable`] when the store does not answer.
    fn next(&mut self) -> impl Future<Output = Result<Option<Bytes>>> + Send {
        self.run()
    }
}
