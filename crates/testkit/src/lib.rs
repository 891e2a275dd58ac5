//! What tests need and no product does: a browser, a reader of pages, a mail server. See README.md.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on stops"
)]

mod browser;
mod page;
mod smtp;

pub use browser::{Answer, Browser, Part};
pub use page::{Field, Form, forms, links, text};
pub use smtp::{Manner, SmtpServer};
