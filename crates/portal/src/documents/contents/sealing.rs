//! Sealing what comes in: segments of at most 64 MiB, each under a key of its own. One that has ended is not durable yet:
//! whoever gets it makes it so, while the next one is filled.

use std::sync::Arc;

use anteroom_blobs::{Store, Writer};
use anteroom_vault::{MatterKey, SegmentName, SegmentWriter};
use bytes::Bytes;

use super::{super::Segment, of_store};
use crate::{
    base::{Error, FirmId, Id, MatterId, Result, UploadId, VersionId},
    portal::Portal,
};

/// Plain bytes after which a segment ends. A killed server may lose three of them of a transfer: the one that is filled, the
/// one that is made durable and the one that is read back.
const SEGMENT: u64 = 64 << 20;

/// Makes segments of one upload out of chunks.
pub(super) struct Sealer {
    blobs: Arc<dyn Store>,
    key: Arc<MatterKey>,
    firm: FirmId,
    matter: MatterId,
    upload: UploadId,
    number: u32,
    starts_at: u64,
    open: Option<Open>,
}

struct Open {
    writer: Box<dyn Writer>,
    seal: SegmentWriter,
    length: u64,
}

/// A segment that takes no more bytes.
pub(super) struct Ended {
    open: Open,
    number: u32,
    starts_at: u64,
}

impl Ended {
    /// Makes it durable.
    pub(super) async fn keep(self) -> Result<Segment> {
        let Open {
            mut writer,
            seal,
            length,
        } = self.open;
        let mut sealed = Vec::new();
        seal.finish(&mut sealed).map_err(Error::bug)?;
        writer.write(sealed.into()).await.map_err(of_store)?;
        let blob = writer.finish().await.map_err(of_store)?;
        Ok(Segment {
            number: self.number,
            blob,
            starts_at: self.starts_at,
            length,
            sealed_as: None,
        })
    }
}

impl Sealer {
    /// Goes on behind `number` segments that hold `starts_at` bytes.
    pub(super) fn new(
        portal: &Portal,
        matter: MatterId,
        upload: UploadId,
        number: u32,
        starts_at: u64,
    ) -> Result<Self> {
        let key = portal.keys.matter(portal.firm, matter)?;
        Ok(Self {
            blobs: portal.blobs.clone(),
            key,
            firm: portal.firm,
            matter,
            upload,
            number,
            starts_at,
            open: None,
        })
    }

    /// Takes a chunk; answers the segments it filled.
    pub(super) async fn push(&mut self, mut chunk: Bytes) -> Result<Vec<Ended>> {
        let mut ended = Vec::new();
        while !chunk.is_empty() {
            let mut open = match self.open.take() {
                Some(open) => open,
                None => self.begin().await?,
            };
            let room = usize::try_from(SEGMENT - open.length).unwrap_or(usize::MAX);
            let piece = chunk.split_to(chunk.len().min(room));
            let mut sealed = Vec::new();
            open.seal.push(&piece, &mut sealed).map_err(Error::bug)?;
            open.length += piece.len() as u64;
            if !sealed.is_empty() {
                open.writer.write(sealed.into()).await.map_err(of_store)?;
            }
            let is_full = open.length == SEGMENT;
            self.open = Some(open);
            if is_full {
                ended.extend(self.end());
            }
        }
        Ok(ended)
    }

    /// Ends the segment under way, if there is one.
    pub(super) fn end(&mut self) -> Option<Ended> {
        let open = self.open.take()?;
        let (number, starts_at) = (self.number, self.starts_at);
        self.number += 1;
        self.starts_at += open.length;
        Some(Ended {
            open,
            number,
            starts_at,
        })
    }

    async fn begin(&mut self) -> Result<Open> {
        let name = SegmentName {
            firm: self.firm.as_str(),
            matter: self.matter.as_str(),
            content: self.upload.as_str(),
            number: self.number,
        };
        let seal = SegmentWriter::new(&self.key, name).map_err(Error::bug)?;
        let mut writer = self.blobs.begin().await.map_err(of_store)?;
        writer.write(seal.header().into()).await.map_err(of_store)?;
        Ok(Open {
            writer,
            seal,
            length: 0,
        })
    }
}

/// Seals the picture of a page; durable when this returns.
///
/// # Errors
/// [`Error::Full`], [`Error::Unavailable`].
pub(in super::super) async fn seal_picture(
    portal: &Portal,
    matter: MatterId,
    version: VersionId,
    page: u32,
    picture: &[u8],
) -> Result<anteroom_blobs::BlobId> {
    let key = portal.keys.matter(portal.firm, matter)?;
    let name = SegmentName {
        firm: portal.firm.as_str(),
        matter: matter.as_str(),
        content: version.as_str(),
        number: page,
    };
    let mut seal = SegmentWriter::new(&key, name).map_err(Error::bug)?;
    let mut sealed = seal.header();
    seal.push(picture, &mut sealed).map_err(Error::bug)?;
    seal.finish(&mut sealed).map_err(Error::bug)?;
    let mut writer = portal.blobs.begin().await.map_err(of_store)?;
    writer.write(sealed.into()).await.map_err(of_store)?;
    writer.finish().await.map_err(of_store)
}

/// Deletes blobs no row names. One that stays is litter, found by `verify`, and no reason to fail.
pub(in super::super) async fn discard(portal: &Portal, blobs: Vec<anteroom_blobs::BlobId>) {
    for blob in blobs {
        if let Err(error) = portal.blobs.delete(&blob).await {
            tracing::warn!(%blob, %error, "a blob without a row was left behind");
        }
    }
}
