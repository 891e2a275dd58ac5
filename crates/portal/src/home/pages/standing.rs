//! The top of a matter's page, as its client reads it: the one sentence, what happens next and by whom, and the steps. The
//! firm sees it before it is said, in each of its readers' languages; so every word in here is a finished text.

use crate::{
    base::{Lang, Timestamp, When},
    matters::{Course, Matter, Next, Standing, StatusUpdate, Terms, Turn},
};

/// A sentence that was said, or is about to be.
pub struct Saying<'s> {
    /// The words.
    pub words: &'s str,
    /// What happens next.
    pub next: Option<&'s Next>,
    /// The name of whoever says it.
    pub by_name: &'s str,
    /// When.
    pub at: Timestamp,
}

impl<'s> From<&'s StatusUpdate> for Saying<'s> {
    fn from(update: &'s StatusUpdate) -> Self {
        Self {
            words: &update.words,
            next: update.next.as_ref(),
            by_name: &update.by_name,
            at: update.at,
        }
    }
}

/// What stands at the top.
pub struct WhereItStands {
    /// What a helper reads instead of all else.
    pub helping: Option<String>,
    /// The sentence, and who said it when.
    pub said: Option<(String, String)>,
    /// What stands there before anything was said.
    pub not_yet: String,
    /// What happens next.
    pub next: Option<NextLine>,
    /// The steps, where the matter has any.
    pub steps: Option<Steps>,
}

/// What happens next, in finished words.
pub struct NextLine {
    /// "What happens next".
    pub heading: &'static str,
    /// The firm's words.
    pub words: String,
    /// Whose turn it is.
    pub by: &'static str,
    /// When it is expected.
    pub expected: Option<String>,
}

/// The steps of a matter.
pub struct Steps {
    /// "Where things stand".
    pub heading: &'static str,
    /// "Step 3 of 6".
    pub place: String,
    /// "What the steps mean".
    pub more: &'static str,
    /// What a screen reader hears of a step that is done.
    pub done: &'static str,
    /// All of them.
    pub rows: Vec<Step>,
    /// The one it stands at, from 0.
    pub at: usize,
}

impl Steps {
    /// The step it stands at.
    pub fn now(&self) -> Option<&Step> {
        self.rows.get(self.at)
    }
}

/// One step.
pub struct Step {
    /// Its name.
    pub name: String,
    /// What happens in it.
    pub words: String,
    /// The day it was reached, "now", or how long it usually takes.
    pub when: String,
    /// "Usual time: two weeks".
    pub time: Option<String>,
    /// Where it lies.
    pub standing: Standing,
}

impl Step {
    /// The class of its mark.
    pub fn mark(&self) -> &'static str {
        mark_of(&self.standing)
    }

    /// Whether it is behind.
    pub fn is_done(&self) -> bool {
        self.standing == Standing::Done
    }

    /// Whether the matter stands there.
    pub fn is_now(&self) -> bool {
        self.standing == Standing::Now
    }
}

/// The class of the mark of a step.
pub fn mark_of(standing: &Standing) -> &'static str {
    match standing {
        Standing::Done => "is-done",
        Standing::Now => "is-now",
        Standing::Later | Standing::Skipped => "is-later",
    }
}

impl WhereItStands {
    /// Where `matter` stands, in the words of `lang` and with moments as `when` reads them. `name` is the first name of
    /// whoever will write when there is news.
    pub fn of(
        lang: &'static Lang,
        when: &When,
        matter: &Matter,
        saying: Option<&Saying<'_>>,
        course: &Course,
        name: &str,
    ) -> Self {
        let said = |saying: &Saying<'_>| {
            let at = when.moment(saying.at);
            let said = lang.with2("home-said", "name", saying.by_name, "at", at);
            (saying.words.to_owned(), said)
        };
        let next = saying.and_then(|saying| saying.next);
        Self {
            helping: helping(matter, lang, when),
            said: saying.map(said),
            not_yet: lang.with1("home-status-not-yet", "name", name),
            next: next.map(|next| next_line(lang, when, next)),
            steps: steps(lang, when, course),
        }
    }
}

/// "You help with named documents, until Tuesday 8 December."
fn helping(matter: &Matter, lang: &'static Lang, when: &When) -> Option<String> {
    let end = matter.terms.filter(Terms::is_helper)?.ends_at?;
    Some(lang.with1("home-helping", "day", when.day(end)))
}

fn next_line(lang: &'static Lang, when: &When, next: &Next) -> NextLine {
    let by = match next.by {
        Turn::Firm => "home-next-firm",
        Turn::Client => "home-next-client",
        Turn::Court => "home-next-court",
        Turn::Other => "home-next-other",
    };
    let expected = next.at.map(|at| {
        let key = if at < when.now() {
            "home-next-was-expected"
        } else {
            "home-next-expected"
        };
        lang.with1(key, "day", when.day(at))
    });
    NextLine {
        heading: lang.t("home-next"),
        words: next.words.clone(),
        by: lang.t(by),
        expected,
    }
}

fn steps(lang: &'static Lang, when: &When, course: &Course) -> Option<Steps> {
    let (at, count) = course.place()?;
    let rows = course.of_matter().map(|stage| {
        let lasts = stage.words.lasts.as_str();
        Step {
            name: stage.words.name.clone(),
            words: stage.words.words.clone(),
            when: match (stage.standing, stage.reached_at) {
                (Standing::Now, _) => lang.t("home-step-now").to_owned(),
                (Standing::Done, Some(at)) => when.short_day(at),
                (Standing::Done, None) => lang.t("home-step-done").to_owned(),
                (Standing::Later | Standing::Skipped, _) => lasts.to_owned(),
            },
            time: (!lasts.is_empty()).then(|| lang.with1("home-step-time", "lasts", lasts)),
            standing: stage.standing,
        }
    });
    Some(Steps {
        heading: lang.t("home-steps"),
        place: lang.with2("home-step", "at", at, "count", count),
        more: lang.t("home-steps-more"),
        done: lang.t("home-step-done"),
        rows: rows.collect(),
        at: at - 1,
    })
}
