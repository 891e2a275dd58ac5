//! What the firm reads about the scanner's look at a version, and that it has seen what was set aside.

use axum::response::IntoResponse;

use crate::{
    base::VersionId,
    documents::{Document, Passage, Scan, Version},
    layout::{Frame, Path, Reply, WorkingVisit, on_to},
    routes,
};

/// What is known of a version, in the list about the file.
pub(super) fn known(f: &Frame, version: &Version) -> String {
    let at = || f.when.moment(version.scan_at);
    match version.scan {
        Scan::NotAsked => f.t("held-scan-not-asked").to_owned(),
        Scan::Waiting => f.t("held-scan-waiting").to_owned(),
        Scan::TooLarge => f.t("held-scan-too-large").to_owned(),
        Scan::Clean => f.lang.with1("held-scan-clean", "moment", at()),
        Scan::Infected => f.lang.with1("held-scan-infected", "moment", at()),
    }
}

/// The keys of a warning before a member opens what no scanner has looked at: what is so, and what that means for clients.
pub(super) fn warning(version: &Version) -> Option<(&'static str, &'static str)> {
    match (version.passage, version.scan) {
        (Passage::Unscanned, Scan::TooLarge) => {
            Some(("held-unscanned-too-large", "held-too-large-clients"))
        }
        (Passage::Unscanned, _) => Some(("held-unscanned", "held-unscanned-clients")),
        _ => None,
    }
}

/// Notes that the firm has seen that a version was set aside. What a client sent counts as looked at then.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for a member off the team; [`Refused`](crate::base::Error::Refused) for a version that was not set aside.
pub async fn note_set_aside(visit: WorkingVisit, Path(version): Path<VersionId>) -> Reply {
    let document = visit
        .write(move |tx| {
            tx.unaudited("a note is recorded; a second press changes nothing");
            let version = Version::find(tx, version)?;
            let document = Document::find(tx, version.document)?;
            version.note_set_aside(tx)?;
            if document.latest(tx)?.id == version.id {
                document.check(tx)?;
            }
            Ok(document.id)
        })
        .await?;
    Ok(on_to(&routes::document(document))
        .saying("held-said-noted")
        .into_response())
}
