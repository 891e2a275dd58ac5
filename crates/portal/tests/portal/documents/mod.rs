//! Documents: bytes in, bytes out, and nothing of them for whoever may not.

mod bytes;
mod cutting;
mod damage;
mod delivering;
mod extensions;
mod limits;
mod parcels;
mod previews;
mod resuming;
mod room;
mod scanning;
mod serving;
mod together;
mod transfers;
mod tus;
