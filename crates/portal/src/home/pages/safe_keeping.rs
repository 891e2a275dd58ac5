//! How we keep your documents safe, in plain words, for everybody who asks.

use askama::Template;

use crate::layout::{Frame, Here, Reply, Visit, page};

#[derive(Template)]
#[template(path = "home/safe_keeping.html")]
struct SafeKeeping {
    f: Frame,
    place: String,
}

/// The page.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) before the firm was set up.
pub async fn safe_keeping(visit: Visit) -> Reply {
    let lang = visit.lang();
    page(&SafeKeeping {
        place: visit.look()?.place.clone(),
        f: visit.frame(lang.t("foot-safe-keeping"), Here::Nowhere),
    })
}
