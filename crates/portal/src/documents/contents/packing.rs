//! Packing: versions on their way out as one archive, any range of it, without a file of it ever lying anywhere.
//!
//! Headers come from the layout, contents from their segments, which are looked up a few versions at a time; who looks them
//! up must still have the right to each.

use std::{collections::VecDeque, ops::Range};

use anteroom_archive::{Layout, Piece};
use bytes::{Bytes, BytesMut};

use super::{super::versions, Held, Reader, Source, leaving::Guard};
use crate::{
    base::{Actor, Error, MatterId, Result, UploadId, VersionId},
    portal::Portal,
};

/// Versions whose segments are looked up at once.
const BATCH: usize = 64;
/// Shorter contents are put together with the headers around them.
const SHORT: u64 = 64 << 10;

/// Where the contents of an entry lie.
#[derive(Clone, Copy, Debug)]
pub struct Packed {
    /// In which matter.
    pub matter: MatterId,
    /// Which version.
    pub version: VersionId,
    /// The home of its segments.
    pub upload: UploadId,
}

/// A range of an archive on its way out.
pub struct Packing {
    guard: Guard,
    layout: Layout,
    packed: Vec<Packed>,
    at: u64,
    end: u64,
    looked_up: VecDeque<(usize, Held)>,
    open: Option<(Packed, Reader)>,
}

impl Packing {
    /// Packs a range of the archive, for this actor; `packed` are the contents of the layout's entries.
    pub fn new(
        portal: &Portal,
        actor: &Actor,
        layout: Layout,
        packed: Vec<Packed>,
        range: Range<u64>,
    ) -> Self {
        Self {
            guard: Guard::new(portal, actor),
            layout,
            packed,
            at: range.start,
            end: range.end,
            looked_up: VecDeque::new(),
            open: None,
        }
    }

    /// Reads a range of an entry's contents.
    async fn reader(&mut self, entry: usize, range: Range<u64>) -> Result<(Packed, Reader)> {
        let held = loop {
            match self.looked_up.pop_front() {
                Some((number, held)) if number == entry => break held,
                Some(_) => {}
                None => self.look_up().await?,
            }
        };
        let packed = self.packed[entry];
        let held = held.of_size(self.layout.entries()[entry].size, packed.version)?;
        Ok((packed, Reader::new(&self.guard.portal, held, range)?))
    }

    /// Looks up the segments of the entries that come next.
    async fn look_up(&mut self) -> Result<()> {
        let next: Vec<(usize, Packed)> = self
            .layout
            .touched(self.at..self.end)
            .take(BATCH)
            .map(|entry| (entry, self.packed[entry]))
            .collect();
        if next.is_empty() {
            return Err(Error::Bug(format!("no entry has byte {}", self.at)));
        }
        self.looked_up = self
            .guard
            .portal
            .read(&self.guard.actor, move |tx| {
                next.iter()
                    .map(|(entry, packed)| {
                        versions::still_open(tx, packed.matter, packed.version)?;
                        Ok((*entry, Held::of_upload(tx, packed.matter, packed.upload)?))
                    })
                    .collect()
            })
            .await?;
        Ok(())
    }

    /// Counts bytes that leave.
    async fn pass(&mut self, packed: Packed, bytes: usize) -> Result<()> {
        self.at += bytes as u64;
        self.guard.pass(packed.matter, packed.version, bytes).await
    }
}

impl Source for Packing {
    /// # Errors
    /// As of [`Reader`] and [`Guarded`](super::Guarded).
    async fn next(&mut self) -> Result<Option<Bytes>> {
        let mut together = BytesMut::new();
        loop {
            if let Some((packed, mut reader)) = self.open.take()
                && let Some(bytes) = reader.next().await?
            {
                self.pass(packed, bytes.len()).await?;
                self.open = Some((packed, reader));
                return Ok(Some(bytes));
            }
            match self.layout.piece(self.at, self.end) {
                None if together.is_empty() => return Ok(None),
                None => return Ok(Some(together.freeze())),
                Some(Piece::Header(bytes)) => {
                    self.at += bytes.len() as u64;
                    together.extend_from_slice(&bytes);
                }
                Some(Piece::Contents { range, .. })
                    if range.end - range.start >= SHORT && !together.is_empty() =>
                {
                    return Ok(Some(together.freeze()));
                }
                Some(Piece::Contents { entry, range }) => {
                    let is_short = range.end - range.start < SHORT;
                    let (packed, mut reader) = self.reader(entry, range).await?;
                    if is_short {
                        while let Some(bytes) = reader.next().await? {
                            self.pass(packed, bytes.len()).await?;
                            together.extend_from_slice(&bytes);
                        }
                    } else {
                        self.open = Some((packed, reader));
                    }
                }
            }
            if together.len() as u64 >= SHORT {
                return Ok(Some(together.freeze()));
            }
        }
    }
}
