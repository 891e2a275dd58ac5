//! The client's pages. Each reads what it shows in one transaction, in a number of statements that does not grow with the
//! firm.

mod document;
mod documents;
mod front;
mod looked;
mod matter;
mod names;
mod safe_keeping;
mod shelf;
mod standing;
mod tasks;
mod timeline;

pub use document::document;
pub use documents::{documents, take_away};
pub use front::{Home, home};
pub use looked::looked;
pub use matter::matter;
pub use names::first_names;
pub use safe_keeping::safe_keeping;
pub use shelf::{Row, Shelf};
pub use standing::{Saying, WhereItStands, mark_of};
pub use tasks::{Task, tasks};

use crate::{base::Lang, documents::Version};

/// About how many minutes a version takes to read, at a page a minute; none where nobody counted the pages.
pub fn minutes(version: &Version) -> Option<u32> {
    (version.pages > 0).then_some(version.pages)
}

/// "PDF, 3 pages".
fn kind_and_pages(lang: &'static Lang, version: &Version) -> String {
    let kind = lang.t(version.kind.key());
    if version.pages > 0 {
        let pages = lang.with1("home-pages", "count", version.pages);
        format!("{kind}, {pages}")
    } else {
        kind.to_owned()
    }
}
