//! Letters on the page: by matter, signed and dated, the newest at the bottom, and a sheet to write on.

mod client;
mod firm;
mod letter;

pub use client::{mine, of_my_matter, write_mine};
pub use firm::{of_matter, write};
