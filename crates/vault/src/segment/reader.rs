use std::ops::Range;

use aws_lc_rs::constant_time::verify_slices_are_equal;

use super::{COMMITMENT_LEN, Frames, HEADER_LEN, Layout, MAGIC, SALT_LEN, SegmentName, VERSION};
use crate::{Broken, MatterKey};

/// Opens the frames of one segment, in any order.
pub struct SegmentReader {
    frames: Frames,
}

impl SegmentReader {
    /// Takes a segment's first [`HEADER_LEN`] bytes, and accepts them under this key and name only.
    ///
    /// # Errors
    /// `Seal` for another key, name or an altered header; `Shape` and `Version` for what is no segment known here.
    pub fn open(matter: &MatterKey, name: SegmentName<'_>, header: &[u8]) -> Result<Self, Broken> {
        let header: &[u8; HEADER_LEN] = header.try_into().map_err(|_| Broken::Shape)?;
        let (magic, rest) = header
            .split_first_chunk::<{ MAGIC.len() }>()
            .ok_or(Broken::Shape)?;
        if magic != MAGIC {
            return Err(Broken::Shape);
        }
        let (&version, rest) = rest.split_first().ok_or(Broken::Shape)?;
        if version != VERSION {
            return Err(Broken::Version(version));
        }
        let (salt, rest) = rest.split_first_chunk::<SALT_LEN>().ok_or(Broken::Shape)?;
        let commitment: &[u8; COMMITMENT_LEN] = rest.try_into().map_err(|_| Broken::Shape)?;

        matter.opening_segment(salt, |root| {
            let (frames, expected) = Frames::derive(root, name)?;
            verify_slices_are_equal(&*expected, commitment).map_err(|_| Broken::Seal)?;
            Ok(Self { frames })
        })
    }

    /// Opens one frame, tag included, and appends its content to `out`, which is left as it was on any error.
    ///
    /// Which bytes are which frame, and which is `last`, [`super::Layout`] tells. A content is whole only when its last
    /// frame has opened as last.
    ///
    /// # Errors
    /// `Seal` for an altered frame, another place or a wrong `last`; `Shape` for a length that frame cannot have.
    pub fn open_frame(
        &self,
        frame: u64,
        last: bool,
        sealed: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), Broken> {
        let start = out.len();
        out.extend_from_slice(sealed);
        let opened = self.frames.open_within(frame, last, &mut out[start..], 0);
        out.truncate(start + opened.unwrap_or(0));
        opened.map(|_| ())
    }

    /// Opens frames that stand behind each other where they stand: `sealed` holds exactly those, tags included, and
    /// afterwards begins with their content, whose length is returned. Nothing is copied but what closes the gaps.
    ///
    /// # Errors
    /// As [`open_frame`](Self::open_frame), of the first frame that does not open; `sealed` is all zeros then.
    pub fn open_run(
        &self,
        layout: &Layout,
        frames: Range<u64>,
        sealed: &mut [u8],
    ) -> Result<usize, Broken> {
        let opened = self.run(layout, frames, sealed);
        if opened.is_err() {
            sealed.fill(0);
        }
        opened
    }

    fn run(&self, layout: &Layout, frames: Range<u64>, sealed: &mut [u8]) -> Result<usize, Broken> {
        let (mut from, mut to) = (0, 0);
        for frame in frames {
            let place = layout.frame_range(frame);
            let len = usize::try_from(place.end - place.start).map_err(|_| Broken::Shape)?;
            let here = sealed.get_mut(to..from + len).ok_or(Broken::Shape)?;
            let last = frame == layout.last();
            to += self.frames.open_within(frame, last, here, from - to)?;
            from += len;
        }
        if from == sealed.len() {
            Ok(to)
        } else {
            Err(Broken::Shape)
        }
    }
}
