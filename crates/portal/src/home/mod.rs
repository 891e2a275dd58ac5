//! The client's side: Home, matter, document and what belongs to them. Pages only; the rules live in the slices they show.

pub mod pages;
