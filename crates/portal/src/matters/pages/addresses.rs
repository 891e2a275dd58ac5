//! Stopping somebody's new address, when the person it belongs to says that they did not ask for it.

use axum::response::IntoResponse;

use crate::{
    base::AddressChangeId,
    layout::{Path, Reply, WorkingVisit, on_to},
    matters, routes,
};

/// Stops it, or takes it back.
pub async fn stop_address(visit: WorkingVisit, Path(change): Path<AddressChangeId>) -> Reply {
    let matter = visit
        .write(move |tx| matters::stop_address(tx, change))
        .await?;
    let to = matter.map_or_else(
        || routes::SETTINGS_PEOPLE.to_owned(),
        |matter| routes::matter_people(matter.id),
    );
    Ok(on_to(&to)
        .saying("matters-said-address-stopped")
        .into_response())
}
