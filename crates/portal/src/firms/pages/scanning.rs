//! The owner's page of scanning: what a scanner has looked at, and what clients may open before it has.

use std::time::Duration;

use askama::Template;
use axum::response::IntoResponse;

use super::settings::Part;
use crate::{
    base::{Form, Result, Timestamp, Tx},
    documents::{self, Scan},
    firms,
    layout::{FirmVisit, Frame, Here, Reply, Typed, on_to, page},
    routes,
};

/// How long the page waits for the scanner to say that it is there.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Template)]
#[template(path = "firms/settings_scanning.html")]
struct ScanningPage {
    f: Frame,
    part: Part,
    form: Form,
    /// None where no scanner is set.
    scanner: Option<Standing>,
    tally: Vec<(&'static str, u64)>,
}

/// A scanner that is set.
struct Standing {
    place: String,
    /// What it says it is, and of what number and day its signatures are; absent: it does not answer now.
    version: Option<(String, String)>,
    since: Option<Timestamp>,
    largest: u64,
}

/// What a scanner has looked at.
///
/// # Errors
/// [`Forbidden`](crate::base::Error::Forbidden) for everybody but owners.
pub async fn scanning(visit: FirmVisit) -> Reply {
    let (tally, scanning) = visit.read(load).await?;
    let scanner = match &visit.portal.config.scanner {
        None => None,
        Some(scanner) => Some(Standing {
            place: scanner.place().to_string(),
            version: tokio::time::timeout(PATIENCE, scanner.version())
                .await
                .ok()
                .and_then(Result::ok)
                .map(|version| parted(&version)),
            since: scanning.since,
            largest: scanner.largest(),
        }),
    };
    let allowed = scanning.unscanned_allowed.map_or("", |_| "allowed");
    page(&ScanningPage {
        f: visit.frame(visit.lang().t("firms-settings"), Here::Settings),
        part: Part::Scanning,
        form: Form::filled([("unscanned", allowed.to_owned())]),
        scanner,
        tally,
    })
}

/// `ClamAV 1.4.6/27540/Tue Nov 24 09:35:10 2026`: the program, and its signatures.
fn parted(version: &str) -> (String, String) {
    let (program, signatures) = version.split_once('/').unwrap_or((version, ""));
    (program.to_owned(), signatures.replacen('/', ", ", 1))
}

fn load(tx: &mut Tx<'_, '_>) -> Result<(Vec<(&'static str, u64)>, firms::Scanning)> {
    let counted = documents::scan_tally(tx)?;
    let of = |scan: Scan| {
        counted
            .iter()
            .find(|(one, _)| *one == scan)
            .map_or(0, |(_, count)| *count)
    };
    let tally = [
        ("firms-scanning-clean", of(Scan::Clean)),
        ("firms-scanning-waiting", of(Scan::Waiting)),
        ("firms-scanning-too-large", of(Scan::TooLarge)),
        ("firms-scanning-infected", of(Scan::Infected)),
        ("firms-scanning-not-asked", of(Scan::NotAsked)),
    ];
    Ok((tally.to_vec(), firms::scanning(tx)?))
}

/// What clients may open before a scanner has looked at it, sent.
///
/// # Errors
/// [`Forbidden`](crate::base::Error::Forbidden) for everybody but owners.
pub async fn keep_scanning(visit: FirmVisit, Typed(form): Typed) -> Reply {
    let is_allowed = form.chose("unscanned", "allowed");
    visit
        .write(move |tx| firms::allow_unscanned(tx, is_allowed))
        .await?;
    Ok(on_to(routes::SETTINGS_SCANNING)
        .saying("firms-said-kept")
        .into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scanner_names_itself_and_its_signatures_where_it_has_any() {
        let said = parted("ClamAV 1.4.6/27540/Tue Nov 24 09:35:10 2026");
        let expected = (
            "ClamAV 1.4.6".into(),
            "27540, Tue Nov 24 09:35:10 2026".into(),
        );
        assert_eq!(said, expected);
        assert_eq!(
            parted("ClamAV 1.4.6"),
            ("ClamAV 1.4.6".into(), String::new())
        );
    }
}
