use aws_lc_rs::constant_time::verify_slices_are_equal;

use super::{COMMITMENT_LEN, Frames, HEADER_LEN, MAGIC, SALT_LEN, SegmentName, VERSION};
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

        let (frames, expected) = Frames::derive(matter, name, salt)?;
        verify_slices_are_equal(&*expected, commitment).map_err(|_| Broken::Seal)?;
        Ok(Self { frames })
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
        self.frames.open(frame, last, sealed, out)
    }
}
