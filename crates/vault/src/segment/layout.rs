use std::ops::Range;

use super::{FRAME_LEN, HEADER_LEN, TAG_LEN};
use crate::Broken;

const HEADER: u64 = HEADER_LEN as u64;
const PLAIN: u64 = FRAME_LEN as u64;
const TAG: u64 = TAG_LEN as u64;
const SEALED: u64 = PLAIN + TAG;

/// Which bytes of a segment hold which bytes of its content. Arithmetic only: nothing is authenticated here.
///
/// A segment cut at the end of a frame has a possible length. Whoever took that length from the store itself, and not from
/// a trusted record, opens the last frame before believing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    full: u64,
    rest: u64,
}

impl Layout {
    /// The layout of a segment of so many bytes, header and tags included.
    ///
    /// # Errors
    /// `Shape` when no segment has this length.
    pub fn of(sealed_len: u64) -> Result<Self, Broken> {
        let body = sealed_len.checked_sub(HEADER).ok_or(Broken::Shape)?;
        let rest = (body % SEALED).checked_sub(TAG).ok_or(Broken::Shape)?;
        Ok(Self {
            full: body / SEALED,
            rest,
        })
    }

    /// The layout of a segment that will hold so many bytes of content.
    ///
    /// # Errors
    /// `Shape` beyond 2^62 bytes, which no disk holds and whose sum with the tags might not fit a `u64`.
    pub fn holding(plain_len: u64) -> Result<Self, Broken> {
        if plain_len > 1 << 62 {
            return Err(Broken::Shape);
        }
        Ok(Self {
            full: plain_len / PLAIN,
            rest: plain_len % PLAIN,
        })
    }

    /// Bytes of the whole segment, header and tags included.
    #[must_use]
    pub fn sealed_len(&self) -> u64 {
        HEADER + self.full * SEALED + self.rest + TAG
    }

    /// Bytes of content.
    #[must_use]
    pub fn plain_len(&self) -> u64 {
        self.full * PLAIN + self.rest
    }

    /// The number of the last frame, which always exists and may be empty. The first is 0.
    #[must_use]
    pub fn last(&self) -> u64 {
        self.full
    }

    /// The bytes of the segment that hold this frame, tag included; empty when there is no such frame.
    #[must_use]
    pub fn frame_range(&self, frame: u64) -> Range<u64> {
        let start = HEADER + frame.min(self.full) * SEALED;
        let len = match frame.cmp(&self.full) {
            std::cmp::Ordering::Less => SEALED,
            std::cmp::Ordering::Equal => self.rest + TAG,
            std::cmp::Ordering::Greater => 0,
        };
        start..start + len
    }

    /// The frames that hold this range of the content, cut at its end. The first frame's first content byte is its number
    /// times [`FRAME_LEN`].
    #[must_use]
    pub fn frames(&self, plain: Range<u64>) -> Range<u64> {
        let end = plain.end.min(self.plain_len());
        if plain.start >= end {
            return 0..0;
        }
        plain.start / PLAIN..end.div_ceil(PLAIN)
    }
}
