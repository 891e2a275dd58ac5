//! Keys and sealed bytes: what lies on a disk says nothing without the keys, and the keys end when they are destroyed.
//!
//! ```text
//! root key ─ wraps → firm key ─ wraps → matter key ─ derives → one key per segment
//!                       │                   │
//!                       └ fields, indexes   └ fields, commitments
//! ```
//!
//! The one invariant: **everything sealed is bound to the place it belongs to.** A wrapped key opens only for the firm or
//! matter it was wrapped for, a field only in its table, column and row, a frame only at its position in its segment. So
//! whoever can move bytes about, but has no key, can destroy them and can do nothing else.
//!
//! No I/O happens here, and ids are opaque strings. The formats are described byte by byte, with vectors, in
//! `docs/formats/sealed-field.md`, `segment.md` and `key-store.md`.

mod broken;
mod derive;
mod envelope;
mod field;
pub mod key_store;
mod keys;
mod segment;

pub use broken::Broken;
pub use field::Field;
pub use keys::{FirmKey, KeyText, MatterKey, RootKey};
pub use segment::{
    FRAME_LEN, HEADER_LEN, Layout, SegmentName, SegmentReader, SegmentWriter, TAG_LEN,
};

#[cfg(test)]
mod tests;

/// The README's example is compiled and run with the documentation's.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
