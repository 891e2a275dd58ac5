//! Documents: bytes in, bytes out, and nothing of them for whoever may not.

mod bytes;
mod damage;
mod delivering;
mod room;
mod serving;
mod transfers;
mod tus;
