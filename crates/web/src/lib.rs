//! HTTP without the field: what any careful site decides about a request before it knows what
//! the request is for.
//!
//! Everything here reads or writes headers and bodies of the `http` crate's types and keeps no
//! state. The invariant: **what is ambiguous is refused or ignored, never resolved**. A cookie
//! sent twice is no cookie, a form field sent twice is an error, a range that cannot be read is
//! no range, a forwarded address is believed only from a proxy that was named.

pub mod accept_language;
pub mod client;
pub mod cookie;
pub mod disposition;
pub mod form;
pub mod headers;
pub mod multipart;
pub mod origin;
pub mod range;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
