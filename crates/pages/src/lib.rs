//! Pictures of a document's pages and the text on them, made from bytes nobody vouches for.
//!
//! The one idea: whoever parses a stranger's file may be taken over by it, so the parsing happens in a child process that can do
//! nothing but read its input, compute and write its answer ([`child`]). The portal's side ([`Maker`]) starts that child, feeds it
//! and reads back finished pages; it looks at no byte of the document beyond the first few that [`kind`] recognises.
//!
//! The invariant: what leaves here is redrawn. No byte of the original reaches a picture, so a script, a macro, a tracking
//! link or the place where a photograph was taken does not either. The one exception is a photograph laid on paper: its
//! compressed pixels are taken over as they are, and nothing else of it.

mod confine;
mod heif;
mod jpeg;
mod kind;
mod lines;
mod mail;
mod maker;
mod office;
mod page;
mod pdf;
mod photos;
mod picture;
mod plain;
mod raster;
mod tiff;
mod wire;

pub mod child;

pub use kind::{Conversion, HEAD, Kind, Raster, kind, media_type, mismatch};
pub use mail::{Field, letterhead};
pub use maker::{Failure, Maker};
pub use office::{NoOffice, Office};
pub use page::{Limits, Page, Paper, Photo, Picture, PictureFormat, Reason, Stopped};
pub use photos::MOST_PHOTOS;

use std::io::{self, Read};

/// Reads the whole document from `input` and gives its pages to `sink`, in order, one at a time.
///
/// Runs in the calling process, so it is for the child; everything else goes through [`Maker`].
///
/// # Errors
/// [`Stopped::Refused`] says why no page, or no further page, can be made: pages already given to `sink` stay good.
/// [`Stopped::Io`] is a failing `input` or `sink`.
pub fn make(
    input: impl Read,
    kind: Kind,
    limits: &Limits,
    mut sink: impl FnMut(Page) -> io::Result<()>,
) -> Result<(), Stopped> {
    let mut bytes = Vec::new();
    input
        .take(limits.bytes.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits.bytes {
        return Err(Reason::TooLarge.into());
    }
    match kind {
        Kind::Pdf => pdf::make(bytes, limits, &mut sink),
        Kind::Image(Raster::Tiff) => tiff::make(bytes, limits, &mut sink),
        Kind::Image(format) => raster::make(&bytes, format, limits, &mut sink),
        Kind::Text => plain::make(&bytes, limits, &mut sink),
        Kind::Mail => mail::make(&bytes, limits, &mut sink),
        _ => Err(Reason::Unsupported.into()),
    }
}
