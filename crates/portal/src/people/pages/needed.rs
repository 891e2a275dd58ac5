//! One more step: the way somebody came in is not one the firm takes any more. They add one that it takes, or use it.

use askama::Template;
use axum::response::IntoResponse;

use crate::{
    base::WayIn,
    layout::{Frame, Here, Reply, SignedVisit, on_to, page},
    people::Ways,
};

#[derive(Template)]
#[template(path = "people/needed.html")]
struct Needed {
    f: Frame,
    /// Whether they have what the firm takes and only came in without it.
    has_one: bool,
    /// Whether an app beside their password would do.
    takes_app: bool,
}

/// What the firm asks for, and where to add it. Whoever came in as they should goes on.
pub async fn show(visit: SignedVisit) -> Reply {
    if !visit.who().falls_short {
        return Ok(on_to("/").into_response());
    }
    let person = visit.signed().person;
    let ways = visit.read(move |tx| Ways::of(tx, person)).await?;
    page(&Needed {
        f: visit.frame(visit.lang().t("people-needed"), Here::Nowhere),
        has_one: ways.meet(&ways.policy, ways.side),
        takes_app: ways.policy.takes(ways.side, WayIn::PasswordAndApp),
    })
}
