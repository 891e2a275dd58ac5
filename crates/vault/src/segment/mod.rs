//! Segments: the unit an upload is made of. A header, then frames of 64 KiB, each sealed on its own so that ranges can seek.
//!
//! Every segment has its own key, drawn from the newest generation of the matter key and 32 random bytes of salt. An upload that resumes starts a
//! new segment, so a counter can be the nonce and still no nonce is used twice under one key, whatever a crash forgot.
//!
//! Each frame is bound to its segment's name, to its number and to being last or not; exactly one frame, the shorter one at
//! the end, says it is last. The header commits to the key and the name: a segment under another name is refused before a
//! frame is read, and no one can prepare a segment that opens to two contents under two keys.

mod layout;
mod reader;
mod writer;

pub use layout::Layout;
pub use reader::SegmentReader;
pub use writer::SegmentWriter;

use aws_lc_rs::{
    aead::{Aad, LessSafeKey, NONCE_LEN, Nonce},
    hkdf,
};

use crate::{
    Broken,
    derive::{Secret, bound, expand},
    envelope::aes_256_gcm,
};

/// Bytes of content in every frame but the last, which holds fewer.
pub const FRAME_LEN: usize = 64 * 1024;
/// Bytes of a segment before its first frame.
pub const HEADER_LEN: usize = MAGIC.len() + 1 + SALT_LEN + COMMITMENT_LEN;
/// Bytes a sealed frame is longer than its content.
pub const TAG_LEN: usize = 16;

const MAGIC: &[u8; 7] = b"ANTRSEG";
const VERSION: u8 = 1;
const SALT_LEN: usize = 32;
const COMMITMENT_LEN: usize = 32;

/// Where a segment belongs. It opens under this name only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SegmentName<'a> {
    /// The firm's id.
    pub firm: &'a str,
    /// The matter's id.
    pub matter: &'a str,
    /// The id of the content this is a part of: one version, one upload.
    pub content: &'a str,
    /// The place in that content, from 0.
    pub number: u32,
}

impl SegmentName<'_> {
    fn labelled(&self, label: &str) -> Vec<u8> {
        bound(
            label,
            &[
                self.firm.as_bytes(),
                self.matter.as_bytes(),
                self.content.as_bytes(),
                &self.number.to_be_bytes(),
            ],
        )
    }
}

/// The key of one segment, bound to its name.
struct Frames {
    key: LessSafeKey,
    name: Vec<u8>,
}

impl Frames {
    /// The segment's key, and what its header holds to commit to it.
    fn derive(root: &hkdf::Prk, name: SegmentName<'_>) -> Result<(Self, Secret), Broken> {
        let key = aes_256_gcm(&expand(root, &name.labelled("anteroom/1 segment key"))?)?;
        let commitment = expand(root, &name.labelled("anteroom/1 segment commitment"))?;
        Ok((
            Self {
                key,
                name: name.labelled("anteroom/1 frame"),
            },
            commitment,
        ))
    }

    fn seal(&self, frame: u64, last: bool, plain: &[u8], out: &mut Vec<u8>) -> Result<(), Broken> {
        let start = out.len();
        out.resize(start + plain.len() + TAG_LEN, 0);
        let (ciphertext, tag) = out[start..].split_at_mut(plain.len());
        self.key
            .seal_out_of_place_scatter(
                nonce(frame, last),
                self.place(frame, last),
                plain,
                ciphertext,
                &[],
                tag,
            )
            .map_err(|_| Broken::Library)
            .inspect_err(|_| out.truncate(start))
    }

    /// Opens the frame that stands in `sealed` from byte `at` on, and moves its content to the front. On an error what stands
    /// there is worth nothing.
    fn open_within(
        &self,
        frame: u64,
        last: bool,
        sealed: &mut [u8],
        at: usize,
    ) -> Result<usize, Broken> {
        let content = sealed
            .len()
            .checked_sub(at + TAG_LEN)
            .ok_or(Broken::Shape)?;
        if (content < FRAME_LEN) != last || content > FRAME_LEN {
            return Err(Broken::Shape);
        }
        self.key
            .open_within(nonce(frame, last), self.place(frame, last), sealed, at..)
            .map_err(|_| Broken::Seal)?;
        Ok(content)
    }

    fn place(&self, frame: u64, last: bool) -> Aad<Vec<u8>> {
        let mut place = Vec::with_capacity(self.name.len() + 9);
        place.extend_from_slice(&self.name);
        place.extend_from_slice(&frame.to_be_bytes());
        place.push(last.into());
        Aad::from(place)
    }
}

/// Three zero bytes, the frame's number, whether it is last. Deterministic, so SP 800-38D sets no limit of 2^32 here.
fn nonce(frame: u64, last: bool) -> Nonce {
    let mut bytes = [0; NONCE_LEN];
    bytes[3..11].copy_from_slice(&frame.to_be_bytes());
    bytes[11] = last.into();
    Nonce::assume_unique_for_key(bytes)
}
