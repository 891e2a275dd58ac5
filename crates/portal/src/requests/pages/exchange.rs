//! What was answered to an item and what was said of it, in the order it happened: the same words on both sides.

use crate::{
    base::{Lang, Timestamp, When},
    layout::initials,
    requests::{Answer, Answered, Check},
    routes,
};

/// Somebody's answer, or what a member said of one.
pub(super) struct Turn {
    pub by: String,
    pub initials: String,
    pub at: String,
    pub iso: String,
    /// What they did, in the product's words.
    pub said: String,
    /// Their own words.
    pub words: Option<String>,
    /// Where the receipt of what came is, for whoever sent it.
    pub receipt: Option<String>,
    /// Whether the firm said it.
    pub is_firm: bool,
}

/// The exchange about an item, oldest first. `is_mine` tells whose receipts they may open.
pub(super) fn turns(
    lang: &'static Lang,
    when: &When,
    answers: &[Answer],
    checks: &[Check],
    is_mine: impl Fn(&Answer) -> bool,
) -> Vec<Turn> {
    let mut turns: Vec<(Timestamp, Turn)> = answers
        .iter()
        .map(|answer| {
            let turn = Turn {
                by: answer.by_name.clone(),
                initials: initials(&answer.by_name),
                at: when.moment(answer.at),
                iso: answer.at.rfc3339(),
                said: said(lang, answer),
                words: answer.words.clone(),
                receipt: answer
                    .delivery
                    .filter(|_| is_mine(answer))
                    .map(routes::my_delivery),
                is_firm: false,
            };
            (answer.at, turn)
        })
        .collect();
    turns.extend(checks.iter().map(|check| {
        let turn = Turn {
            by: check.by_name.clone(),
            initials: initials(&check.by_name),
            at: when.moment(check.at),
            iso: check.at.rfc3339(),
            said: lang.t(check.outcome.key()).to_owned(),
            words: check.words.clone(),
            receipt: None,
            is_firm: true,
        };
        (check.at, turn)
    }));
    turns.sort_by_key(|(at, _)| *at);
    turns.into_iter().map(|(_, turn)| turn).collect()
}

/// "sent 2 files. More will come."
fn said(lang: &'static Lang, answer: &Answer) -> String {
    let said = match answer.how {
        Answered::Files => lang.with1("requests-answered-files", "count", answer.files),
        Answered::Document => lang.t("requests-answered-document").to_owned(),
        Answered::Lacking => lang.t("requests-answered-lacking").to_owned(),
        Answered::Question => lang.t("requests-answered-question").to_owned(),
    };
    if answer.has_more {
        format!("{said} {}", lang.t("requests-answered-more"))
    } else {
        said
    }
}
