//! What has happened to a version, told to the person it happened to: the five levels as the firm sees them, and copies
//! saved.

use super::Loaded;
use crate::{
    base::{Lang, PersonId, Timestamp, WayIn, When},
    layout::first_name,
    receipts::{self, Level, Receipt},
};

/// Copies named one by one; before that, they are counted.
const NAMED_COPIES: usize = 3;

/// One thing that happened, or that is still open.
pub(super) struct Step {
    pub icon: &'static str,
    pub words: String,
    /// "8 Oct, 8:31 am"; empty where it has no moment of its own.
    pub at: String,
    /// The same for machines.
    pub iso: String,
    /// Whether it waits for the reader.
    pub is_open: bool,
}

/// The steps of the version on the page, in the order they happened.
pub(super) fn steps(loaded: &Loaded, me: PersonId, lang: &'static Lang, when: &When) -> Vec<Step> {
    let version = loaded.version();
    let mut happened: Vec<(Timestamp, &'static str, String)> = Vec::new();
    match &loaded.share {
        Some(share) => happened.push((
            share.at,
            "send",
            lang.with1("home-step-shared", "name", first_name(&share.by_name)),
        )),
        None => happened.push((version.at, "send", lang.t("home-step-sent").to_owned())),
    }
    if let (None, Some(at)) = (&loaded.share, loaded.document.checked_at) {
        happened.push((at, "check", lang.t("home-step-checked").to_owned()));
    }
    let mine: Vec<&Receipt> = loaded
        .receipts
        .iter()
        .filter(|receipt| receipt.version == version.id && receipt.person == me)
        .collect();
    for receipt in mine {
        let device = receipt
            .device
            .map_or("unknown", crate::base::Device::as_str);
        let (icon, words) = match receipt.level {
            Level::Notified => ("mail", lang.t("home-step-told").to_owned()),
            Level::SignedIn => (
                "key-round",
                lang.with2(
                    "home-step-signed-in",
                    "way",
                    way(receipt.way),
                    "device",
                    device,
                ),
            ),
            Level::Opened => ("eye", lang.with1("home-step-opened", "device", device)),
            Level::Confirmed => ("check", lang.t("home-step-reviewed").to_owned()),
            // Pages are told together, below.
            Level::Shown => continue,
        };
        happened.push((receipt.at, icon, words));
    }
    let progress = receipts::progress(&loaded.receipts, version.id, me, version.pages);
    if let Some(at) = progress.shown {
        happened.push((
            at,
            "files",
            lang.with1("home-step-every-page", "count", version.pages),
        ));
    }
    let copies = loaded.downloads.len();
    for (place, at) in loaded.downloads.iter().enumerate() {
        if place + NAMED_COPIES >= copies {
            happened.push((*at, "download", lang.t("home-step-saved").to_owned()));
        }
    }
    happened.sort_by_key(|(at, ..)| *at);
    let mut steps: Vec<Step> = happened
        .into_iter()
        .map(|(at, icon, words)| Step {
            icon,
            words,
            at: when.short(at),
            iso: at.rfc3339(),
            is_open: false,
        })
        .collect();
    if progress.shown.is_none() && progress.pages_shown > 0 {
        steps.push(Step {
            icon: "files",
            words: lang.with2(
                "home-step-some-pages",
                "shown",
                progress.pages_shown,
                "count",
                version.pages,
            ),
            at: lang.t("home-step-so-far").to_owned(),
            iso: String::new(),
            is_open: false,
        });
    }
    let asked = loaded
        .share
        .as_ref()
        .is_some_and(|share| share.review_by.is_some());
    if asked && loaded.is_newest() && progress.confirmed.is_none() {
        steps.push(Step {
            icon: "circle",
            words: lang.t("home-step-reviewed").to_owned(),
            at: lang.t("home-step-not-yet").to_owned(),
            iso: String::new(),
            is_open: true,
        });
    }
    steps
}

/// A way in, as sentences choose by it.
fn way(way: Option<WayIn>) -> &'static str {
    match way {
        Some(WayIn::Passkey) => "passkey",
        Some(WayIn::PasswordAndApp) => "app",
        Some(WayIn::PasswordAndRecoveryCode) => "recovery",
        Some(WayIn::PasswordAndCard) => "card",
        // Only members come in by a provider.
        Some(
            WayIn::SingleSignOn | WayIn::SingleSignOnAndSecondStep | WayIn::SingleSignOnAndPasskey,
        )
        | None => "unknown",
    }
}
