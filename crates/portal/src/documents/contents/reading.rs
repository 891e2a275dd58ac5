//! Reading sealed bytes back, any range of them, a few frames at a time: the memory it takes does not grow with the file.

use std::{ops::Range, sync::Arc};

use anteroom_blobs::{BlobId, Store};
use anteroom_vault::{FRAME_LEN, HEADER_LEN, Layout, MatterKey, SegmentName, SegmentReader};
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, stream};

use super::{
    super::{Page, Segment, Version, uploads},
    of_store,
};
use crate::{
    base::{Error, FirmId, Id, MatterId, Result, Tx, UploadId},
    portal::Portal,
};

/// Frames opened at a time: just under what the store gives in one reading.
const RUN: u64 = 15;

/// Where the bytes of one content lie, as rows say it.
#[derive(Clone, Debug)]
pub struct Held {
    matter: MatterId,
    /// The id its segments are sealed for.
    content: String,
    segments: Vec<Segment>,
}

impl Held {
    /// The bytes of a version. Whoever has the version may read them.
    ///
    /// # Errors
    /// The store's.
    pub fn of_version(tx: &mut Tx<'_, '_>, version: &Version) -> Result<Self> {
        Self::of_upload(tx, version.matter, version.upload)
    }

    /// The picture of a page; nothing where the words are the page.
    pub fn of_page(version: &Version, page: &Page) -> Option<Self> {
        let segment = Segment {
            number: page.number,
            blob: page.blob?,
            starts_at: 0,
            length: page.length,
        };
        Some(Self::at(
            version.matter,
            version.id.to_string(),
            vec![segment],
        ))
    }

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
        self.segments
            .last()
            .map_or(0, |segment| segment.starts_at + segment.length)
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

    /// The next bytes, each frame of them opened; at most 960 KiB.
    ///
    /// # Errors
    /// [`Error::Bug`] naming the content and the segment when a blob is absent, cut short or altered: nothing after it can be
    /// read. [`Error::Unavailable`] when the store does not answer.
    pub async fn next(&mut self) -> Result<Option<Bytes>> {
        if self.at >= self.end {
            return Ok(None);
        }
        let open = match self
            .open
            .take()
            .filter(|open| self.at < open.segment.starts_at + open.segment.length)
        {
            Some(open) => open,
            None => self.open_segment().await?,
        };
        let start = open.segment.starts_at;
        let wanted = self.at - start..self.end.min(start + open.segment.length) - start;
        let mut frames = open.layout.frames(wanted.clone());
        if wanted.end == open.segment.length {
            // The last frame may be empty; that it opens as last says that nothing was cut off behind.
            frames.end = open.layout.last() + 1;
        }
        let frames = frames.start..frames.end.min(frames.start + RUN);
        let sealed = open.layout.frame_range(frames.start).start
            ..open.layout.frame_range(frames.end - 1).end;
        let bytes = self.exactly(&open.segment, sealed.clone()).await?;
        let mut plain = Vec::with_capacity(bytes.len());
        for frame in frames.clone() {
            let place = open.layout.frame_range(frame);
            let (from, to) = (place.start - sealed.start, place.end - sealed.start);
            let piece = slice(&bytes, from, to)
                .ok_or_else(|| self.broken(&open.segment, "a frame is missing"))?;
            open.reader
                .open_frame(frame, frame == open.layout.last(), piece, &mut plain)
                .map_err(|error| self.broken(&open.segment, error))?;
        }
        let first = frames.start * FRAME_LEN as u64;
        let (from, to) = (
            wanted.start - first,
            wanted.end.min(first + plain.len() as u64) - first,
        );
        let (from, to) = (
            usize::try_from(from).unwrap_or(usize::MAX),
            usize::try_from(to).unwrap_or(usize::MAX),
        );
        self.at += (to - from) as u64;
        self.open = Some(open);
        Ok(Some(Bytes::from(plain).slice(from..to)))
    }

    /// As a stream that ends with its first error.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes>> + Send + 'static {
        stream::try_unfold(self, |mut reader| async move {
            Ok(reader.next().await?.map(|bytes| (bytes, reader)))
        })
    }

    async fn open_segment(&self) -> Result<Open> {
        let found = self.held.segments.iter().find(|segment| {
            (segment.starts_at..segment.starts_at + segment.length).contains(&self.at)
        });
        let segment = *found.ok_or_else(|| {
            Error::Bug(format!(
                "{} has no segment at byte {}",
                self.held.content, self.at
            ))
        })?;
        let layout =
            Layout::holding(segment.length).map_err(|error| self.broken(&segment, error))?;
        let header = self.exactly(&segment, 0..HEADER_LEN as u64).await?;
        let name = SegmentName {
            firm: self.firm.as_str(),
            matter: self.held.matter.as_str(),
            content: &self.held.content,
            number: segment.number,
        };
        let reader = SegmentReader::open(&self.key, name, &header)
            .map_err(|error| self.broken(&segment, error))?;
        Ok(Open {
            segment,
            reader,
            layout,
        })
    }

    async fn exactly(&self, segment: &Segment, range: Range<u64>) -> Result<Bytes> {
        let first = self.read(segment, range.clone()).await?;
        let length = range.end - range.start;
        if first.len() as u64 == length {
            return Ok(first);
        }
        let mut all = BytesMut::from(first);
        while (all.len() as u64) < length {
            let more = self
                .read(segment, range.start + all.len() as u64..range.end)
                .await?;
            all.extend_from_slice(&more);
        }
        Ok(all.freeze())
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

fn slice(bytes: &[u8], from: u64, to: u64) -> Option<&[u8]> {
    bytes.get(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
}
