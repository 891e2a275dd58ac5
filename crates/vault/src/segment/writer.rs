use zeroize::Zeroizing;

use super::{FRAME_LEN, Frames, HEADER_LEN, MAGIC, SALT_LEN, SegmentName, VERSION};
use crate::{
    Broken, MatterKey,
    derive::{Secret, fresh},
};

/// Seals one segment as its content arrives.
///
/// A segment without its last frame does not read as whole, so one whose writer was dropped is litter, never a shorter
/// document.
pub struct SegmentWriter {
    frames: Frames,
    salt: [u8; SALT_LEN],
    commitment: Secret,
    next: u64,
    /// What does not fill a frame yet: always shorter than one.
    rest: Zeroizing<Vec<u8>>,
}

impl SegmentWriter {
    /// A new segment under a key of its own.
    ///
    /// # Errors
    /// `Library` when there is no randomness.
    pub fn new(matter: &MatterKey, name: SegmentName<'_>) -> Result<Self, Broken> {
        Self::salted(matter, name, fresh()?)
    }

    /// `new` with the salt given: only for test vectors, since a salt used twice is a key used twice.
    pub(crate) fn salted(
        matter: &MatterKey,
        name: SegmentName<'_>,
        salt: [u8; SALT_LEN],
    ) -> Result<Self, Broken> {
        let (frames, commitment) = Frames::derive(&matter.newest_segment_root(&salt)?, name)?;
        Ok(Self {
            frames,
            salt,
            commitment,
            next: 0,
            rest: Zeroizing::new(Vec::with_capacity(FRAME_LEN)),
        })
    }

    /// The segment's first [`HEADER_LEN`] bytes.
    #[must_use]
    pub fn header(&self) -> Vec<u8> {
        let mut header = Vec::with_capacity(HEADER_LEN);
        header.extend_from_slice(MAGIC);
        header.push(VERSION);
        header.extend_from_slice(&self.salt);
        header.extend_from_slice(&*self.commitment);
        header
    }

    /// Takes content and appends to `out` every frame it fills, sealed.
    ///
    /// # Errors
    /// `Library` when the cryptographic library refuses. The segment is then lost.
    pub fn push(&mut self, mut plain: &[u8], out: &mut Vec<u8>) -> Result<(), Broken> {
        if !self.rest.is_empty() {
            let (head, tail) = plain.split_at(plain.len().min(FRAME_LEN - self.rest.len()));
            self.rest.extend_from_slice(head);
            plain = tail;
            if self.rest.len() < FRAME_LEN {
                return Ok(());
            }
            self.frames.seal(self.next, false, &self.rest, out)?;
            self.next += 1;
            self.rest.clear();
        }
        let mut full = plain.chunks_exact(FRAME_LEN);
        for frame in &mut full {
            self.frames.seal(self.next, false, frame, out)?;
            self.next += 1;
        }
        self.rest.extend_from_slice(full.remainder());
        Ok(())
    }

    /// Appends the last frame to `out`: what was left over, which may be nothing. Without it the segment is not whole.
    ///
    /// # Errors
    /// `Library` when the cryptographic library refuses. The segment is then lost.
    pub fn finish(self, out: &mut Vec<u8>) -> Result<(), Broken> {
        self.frames.seal(self.next, true, &self.rest, out)
    }
}
