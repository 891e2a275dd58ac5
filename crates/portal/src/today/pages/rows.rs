//! The rows of Today, from what the slices say.

use super::Read;
use crate::{
    base::{Act, DocumentId, Id, Timestamp},
    layout::{Frame, first_name},
    messages::Waiting,
    requests, routes,
    shares::Asked,
};

/// Rows of what waits; the rest is on the matters' own pages.
const ROWS: usize = 40;
/// Rows of what clients owe; the rest of what is late is a page of its own.
const OWED: usize = 20;
/// Letters of a message that stand in its row.
const EXCERPT: usize = 140;

/// A letter that waits longer than the firm says.
pub(super) struct Unanswered {
    pub(super) address: String,
    pub(super) name: String,
    pub(super) matter: String,
    pub(super) days: i64,
}

/// One thing that waits.
pub(super) struct Row {
    pub(super) what: String,
    pub(super) more: String,
    pub(super) at: Timestamp,
    pub(super) address: String,
    /// The key of the verb, and what a screen reader adds to it.
    pub(super) verb: &'static str,
    pub(super) whose: String,
}

/// Something a client owes: a review, or what was asked for.
pub(super) struct Owed {
    pub(super) what: String,
    pub(super) href: String,
    pub(super) who: String,
    pub(super) due: Timestamp,
}

/// What waits, newest first: files that were set aside, and after them files to check, questions, reviews that came in.
pub(super) fn rows(f: &Frame, read: &Read) -> Vec<Row> {
    let set_aside = read.set_aside.iter().map(|found| Row {
        what: f
            .lang
            .with1("today-harmful", "name", found.by_name.as_str()),
        more: f.lang.with2(
            "today-quoted",
            "words",
            found.title.as_str(),
            "matter",
            found.matter_title.as_str(),
        ),
        at: found.at,
        address: routes::document(found.document),
        verb: "today-see",
        whose: f
            .lang
            .with1("today-harmful-whose", "name", first_name(&found.by_name)),
    });
    let files = read.to_check.iter().map(|waiting| Row {
        what: match &waiting.says {
            Some(says) => f.lang.with3(
                "today-sent-by-link",
                "says",
                says.as_str(),
                "name",
                waiting.by_name.as_str(),
                "count",
                waiting.files,
            ),
            None => f.lang.with2(
                "today-sent",
                "name",
                waiting.by_name.as_str(),
                "count",
                waiting.files,
            ),
        },
        more: waiting.matter_title.clone(),
        at: waiting.at,
        address: routes::document(waiting.first),
        verb: "today-check",
        whose: f
            .lang
            .with1("today-check-whose", "name", first_name(&waiting.by_name)),
    });
    let answered = read.answered.iter().map(|waiting| Row {
        what: f.lang.with2(
            "today-answered",
            "name",
            waiting.by_name.as_str(),
            "title",
            waiting.title.as_str(),
        ),
        more: waiting.matter_title.clone(),
        at: waiting.at,
        address: routes::item(waiting.item),
        verb: "today-check",
        whose: f
            .lang
            .with1("today-answered-whose", "name", first_name(&waiting.by_name)),
    });
    let questions = read.questions.iter().map(|waiting| Row {
        what: f
            .lang
            .with1("today-asked", "name", waiting.message.by_name.as_str()),
        more: f.lang.with2(
            "today-quoted",
            "words",
            excerpt(&waiting.message.words),
            "matter",
            waiting.matter_title.as_str(),
        ),
        at: waiting.message.at,
        address: routes::matter_messages(waiting.matter),
        verb: "today-answer",
        whose: first_name(&waiting.message.by_name).to_owned(),
    });
    let reviews = read
        .since
        .iter()
        .filter(|line| line.act == Act::DocumentConfirmed)
        .filter_map(|line| {
            let document = DocumentId::parse(line.subject.as_deref()?)?;
            let name = line.actor_name.as_deref()?;
            Some(Row {
                what: f.lang.with2(
                    "today-reviewed",
                    "name",
                    name,
                    "title",
                    line.document_title.as_deref().unwrap_or_default(),
                ),
                more: line.matter_title.clone().unwrap_or_default(),
                at: line.at,
                address: routes::document(document),
                verb: "today-see",
                whose: f.lang.with1("today-see-whose", "name", first_name(name)),
            })
        });
    let mut rows: Vec<Row> = files
        .chain(answered)
        .chain(questions)
        .chain(reviews)
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.at));
    let mut all: Vec<Row> = set_aside.chain(rows).collect();
    all.truncate(ROWS);
    all
}

/// The letters that wait longer than the firm says, the longest first.
pub(super) fn unanswered(f: &Frame, questions: &[Waiting], answer_days: i64) -> Vec<Unanswered> {
    let late = questions.iter().filter_map(|waiting| {
        let days = f.when.working_days_since(waiting.message.at);
        (days > answer_days).then(|| Unanswered {
            address: routes::matter_messages(waiting.matter),
            name: waiting.message.by_name.clone(),
            matter: waiting.matter_title.clone(),
            days,
        })
    });
    late.collect()
}

/// What clients owe, the longest overdue first.
pub(super) fn owed(items: Vec<requests::Asked>, reviews: Vec<Asked>) -> Vec<Owed> {
    let items = items.into_iter().map(|asked| Owed {
        what: asked.title,
        href: routes::item(asked.item),
        who: asked.person_name,
        due: asked.due,
    });
    let reviews = reviews.into_iter().map(|asked| Owed {
        what: asked.title,
        href: routes::document(asked.document),
        who: asked.reader_name,
        due: asked.review_by,
    });
    let mut owed: Vec<Owed> = items.chain(reviews).collect();
    owed.sort_by_key(|owed| owed.due);
    owed.truncate(OWED);
    owed
}

/// The beginning of a message, cut between words.
fn excerpt(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= EXCERPT {
        return line;
    }
    let cut: String = line.chars().take(EXCERPT).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_between_words_and_a_short_message_stays_whole() {
        assert_eq!(excerpt("Do I need\nto be there?"), "Do I need to be there?");
        let long = excerpt(&"été ".repeat(100));
        assert!(long.ends_with("été …") && long.chars().count() <= EXCERPT + 2);
    }
}
