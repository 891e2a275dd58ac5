//! Pages of links for files: the stranger's door, where they hand over, and the firm's side.

pub mod door;
pub mod firm;
pub mod sending;
