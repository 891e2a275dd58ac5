//! Saving what somebody has begun to write: by a button, or by the page itself as they type.

use axum::response::IntoResponse;
use http::StatusCode;

use super::{super::Draft, sheet::kept};
use crate::{
    base::{Form, MatterId},
    layout::{Reply, Visit, on_to},
    matters::Matter,
};

/// Saves the sheet of a matter and leads back to it.
///
/// # Errors
/// As [`Draft::save`]; [`NotFound`](crate::base::Error::NotFound) for everybody not in the matter.
pub(super) async fn keep(visit: &Visit, id: MatterId, form: &Form, back: &str) -> Reply {
    let fields = kept(form);
    visit
        .write(move |tx| {
            let matter = Matter::find(tx, id)?;
            Draft::save(tx, &matter, &fields)
        })
        .await?;
    if form.value("by") == "script" {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let said = if form.value("words").trim().is_empty() {
        "messages-said-draft-gone"
    } else {
        "messages-said-draft"
    };
    Ok(on_to(back).saying(said).into_response())
}
