//! Contents: the way of bytes, from a body into sealed blobs and from there back to whoever may read them.
//!
//! The order is law: a segment is sealed and durable in the store, then it is read back, then its row is written, then the
//! answer is given. What no row names is litter. Reading opens every frame before a byte of it leaves; a frame that does not
//! open ends the stream.
//! This is not a model: here one waits for disks and networks, never inside a transaction.

mod comparing;
mod gathering;
mod leaving;
mod packing;
mod reading;
mod receiving;
mod running;
mod sealing;
mod turns;
mod whole;

pub use comparing::fingerprint_between;
pub use leaving::{Guarded, Source, ahead};
pub use packing::{Packed, Packing};
pub use reading::{Held, Reader};
pub use receiving::receive;
pub use turns::Turns;
pub use whole::{finish, receive_whole, take_in};

pub(super) use sealing::{discard, seal_picture};
pub(super) use whole::take_in_for;

use crate::base::Error;

/// What the store says, as a caller must tell it apart.
pub(super) fn of_store(error: anteroom_blobs::Error) -> Error {
    match error {
        anteroom_blobs::Error::Full => Error::Full,
        anteroom_blobs::Error::Absent | anteroom_blobs::Error::PastEnd => Error::bug(error),
        anteroom_blobs::Error::Broken
        | anteroom_blobs::Error::Interrupted
        | anteroom_blobs::Error::Io { .. } => {
            let Error::Bug(why) = Error::bug(error) else {
                return Error::Unavailable("the store of bytes".into());
            };
            Error::Unavailable(why)
        }
    }
}
