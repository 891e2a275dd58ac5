//! The five levels of a receipt, one row to a reader and version: when, how they were signed in, on what. A level that
//! was not reached says so; none is inferred from another.

use crate::{
    base::{Device, PersonId, Timestamp, WayIn},
    documents::Version,
    layout::Frame,
    receipts::{Level, Progress, Receipt, progress},
    shares::Share,
};

/// A reader and a version.
pub(super) struct Row {
    /// The reader's name.
    pub name: String,
    /// Which version, and whether it was taken back.
    pub facts: Vec<String>,
    /// Told, signed in, opened, every page shown, confirmed.
    pub cells: Vec<Cell>,
}

/// One level.
pub(super) struct Cell {
    /// The key of the column's name, for narrow screens.
    pub label: &'static str,
    /// When it was reached.
    pub at: Option<Timestamp>,
    /// How, or why not.
    pub words: String,
    /// Whether it is the highest that was reached.
    pub is_last: bool,
}

/// The rows of a document: for each reader the version they read now and those they did something with.
pub(super) fn rows(
    f: &Frame,
    shares: &[Share],
    versions: &[Version],
    receipts: &[Receipt],
) -> Vec<Row> {
    let mut readers: Vec<PersonId> = Vec::new();
    for share in shares.iter().rev() {
        if !readers.contains(&share.reader) {
            readers.push(share.reader);
        }
    }
    let mut rows = Vec::new();
    for reader in readers.into_iter().rev() {
        // The newest share says what holds now.
        let Some(share) = shares.iter().rev().find(|share| share.reader == reader) else {
            continue;
        };
        let now = share
            .revoked_at
            .is_none()
            .then(|| {
                share
                    .version
                    .or_else(|| versions.first().map(|version| version.id))
            })
            .flatten();
        for version in versions {
            let mine: Vec<&Receipt> = receipts
                .iter()
                .filter(|receipt| receipt.person == reader && receipt.version == version.id)
                .collect();
            if now == Some(version.id) || !mine.is_empty() {
                rows.push(row(f, share, version, receipts, &mine));
            }
        }
    }
    rows
}

fn row(
    f: &Frame,
    share: &Share,
    version: &Version,
    receipts: &[Receipt],
    mine: &[&Receipt],
) -> Row {
    let mut facts = vec![f.lang.with1("shelf-version", "number", version.number)];
    if let Some(at) = share.revoked_at {
        facts.push(f.lang.with1("held-taken-back", "day", f.when.short_day(at)));
    }
    let reached = progress(receipts, version.id, share.reader, version.pages);
    let of = |level: Level| mine.iter().find(|receipt| receipt.level == level);
    let how = |level: Level| of(level).map(|receipt| how(f, receipt)).unwrap_or_default();
    let not_yet = || f.t("held-not-yet").to_owned();
    let or = |at: Option<Timestamp>, reached: String, missing: String| {
        if at.is_some() { reached } else { missing }
    };
    let told = if share.notice_at.is_none() {
        f.t("held-told-not").to_owned()
    } else {
        not_yet()
    };
    let sentence = of(Level::Confirmed)
        .and_then(|receipt| receipt.sentence.clone())
        .unwrap_or_default();
    let mut cells = vec![
        cell(
            "held-told",
            reached.notified,
            or(reached.notified, f.t("held-told-how").to_owned(), told),
        ),
        cell(
            "held-signed-in",
            reached.signed_in,
            or(reached.signed_in, how(Level::SignedIn), not_yet()),
        ),
        cell(
            "held-opened",
            reached.opened,
            or(reached.opened, how(Level::Opened), not_yet()),
        ),
        cell(
            "held-shown",
            reached.shown,
            shown(f, &reached, version.pages),
        ),
        cell(
            "held-confirmed",
            reached.confirmed,
            or(reached.confirmed, sentence, not_yet()),
        ),
    ];
    if let Some(last) = cells.iter_mut().rev().find(|cell| cell.at.is_some()) {
        last.is_last = true;
    }
    Row {
        name: share.reader_name.clone(),
        facts,
        cells,
    }
}

fn cell(label: &'static str, at: Option<Timestamp>, words: String) -> Cell {
    Cell {
        label,
        at,
        words,
        is_last: false,
    }
}

fn shown(f: &Frame, reached: &Progress, pages: u32) -> String {
    match (pages, reached.pages_shown) {
        (0, _) => f.t("held-shown-none").to_owned(),
        (_, 0) => f.t("held-not-yet").to_owned(),
        (pages, shown) => f
            .lang
            .with2("held-shown-some", "shown", shown, "pages", pages),
    }
}

/// "passkey, on a phone".
fn how(f: &Frame, receipt: &Receipt) -> String {
    let way = receipt.way.map(|way| {
        f.t(match way {
            WayIn::Passkey => "held-way-passkey",
            WayIn::PasswordAndApp => "held-way-password-and-app",
            WayIn::PasswordAndRecoveryCode => "held-way-password-and-recovery-code",
            WayIn::PasswordAndCard => "held-way-password-and-card",
            WayIn::SingleSignOn
            | WayIn::SingleSignOnAndSecondStep
            | WayIn::SingleSignOnAndPasskey => "held-way-single-sign-on",
        })
    });
    let device = receipt.device.and_then(|device| match device {
        Device::Phone => Some(f.t("held-on-phone")),
        Device::Tablet => Some(f.t("held-on-tablet")),
        Device::Computer => Some(f.t("held-on-computer")),
        Device::Unknown => None,
    });
    let parts: Vec<&str> = way.into_iter().chain(device).collect();
    parts.join(", ")
}
