//! Resumable uploads, without the bytes: the tus 1.0.0 protocol as a pure state machine.
//!
//! [`Command::parse`] turns a request's method and headers into what the client asks for,
//! [`Upload`] says whether that fits the transfer as it stands, and [`answer`] writes the
//! headers of each success. Whoever calls this crate keeps the bytes, the clock and the row.
//!
//! The invariant: an offset only grows, never passes the length, a length is set once, and **no refusal moves either**.
//! [`Upload::advance`] is the only function that changes an upload.

pub mod answer;
mod checksum;
mod command;
mod concat;
mod fields;
mod metadata;
pub mod names;
mod refusal;
mod upload;

pub use checksum::{Algorithm, Checksum};
pub use command::{Command, Create, Limits, Patch};
pub use concat::{Concat, Parts};
pub use metadata::{Metadata, MetadataFault};
pub use refusal::{Reason, Refusal};
pub use upload::{AcceptedPatch, OffsetPastLength, Upload};

/// The one protocol version spoken here.
pub const VERSION: &str = "1.0.0";

/// The protocol extensions spoken here, as `Tus-Extension` lists them.
pub const EXTENSIONS: &str = "creation,creation-defer-length,creation-with-upload,checksum,concatenation,expiration,termination";

/// The media type of a body that carries bytes of an upload.
pub const CONTENT_TYPE: &str = "application/offset+octet-stream";

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
