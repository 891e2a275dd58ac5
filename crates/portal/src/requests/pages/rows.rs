//! The rows of a list being written: as fields that come several times, so that the form works without script.

use super::super::{LONGEST_TITLE, LONGEST_WORDS, MOST_ITEMS, NewItem, Request};
use crate::{
    base::{Form, Id, ItemId, Timestamp, When},
    kinds::UsualItem,
};

/// Empty rows a list begins with, and how many more a press adds.
const BLANK: usize = 3;

/// One row.
pub(super) struct Row {
    /// The item it changes; absent: a new one.
    pub item: Option<ItemId>,
    pub what: String,
    pub hint: String,
    pub due: String,
    /// Whether only its day can be changed, since it was answered.
    pub is_fixed: bool,
    /// The key of what is wrong with it.
    pub problem: Option<&'static str>,
}

impl Row {
    /// Nothing typed yet.
    pub fn blank() -> Self {
        Self {
            item: None,
            what: String::new(),
            hint: String::new(),
            due: String::new(),
            is_fixed: false,
            problem: None,
        }
    }

    fn is_blank(&self) -> bool {
        self.item.is_none() && self.what.trim().is_empty() && self.hint.trim().is_empty()
    }

    /// The item the row holds, with what is wrong noted.
    fn item(&mut self, when: &When, until: Option<Timestamp>) -> Option<NewItem> {
        let mut form = Form::filled([
            ("what", self.what.clone()),
            ("hint", self.hint.clone()),
            ("due", self.due.clone()),
        ]);
        let title = form.line("what", LONGEST_TITLE);
        form.rephrase("what", "form-missing", "requests-missing-what");
        let hint = form.words("hint", LONGEST_WORDS);
        let is_day_kept = self.item.is_some();
        let due = match self.due.trim() {
            "" if is_day_kept => None,
            "" => until,
            // A day that has passed stays as it is: it is what was asked.
            day if is_day_kept => {
                let due = when.end_of_day(day);
                if due.is_none() {
                    form.wrong("due", "form-not-a-day");
                }
                due
            }
            _ => form.day("due", when),
        };
        self.problem = form.problems().first().map(|problem| problem.key);
        self.problem.is_none().then_some(NewItem {
            title,
            hint: Some(hint).filter(|hint| !hint.is_empty()),
            due,
        })
    }
}

/// The rows of a form that was sent or kept.
pub(super) fn of_form(form: &Form, request: Option<&Request>) -> Vec<Row> {
    let (items, whats) = (form.all("item"), form.all("what"));
    let fields = items
        .zip(whats)
        .zip(form.all("hint").zip(form.all("due")))
        .take(MOST_ITEMS * 2);
    fields
        .map(|((item, what), (hint, due))| {
            let item = ItemId::parse(item);
            let known = item.and_then(|item| request?.item(item).ok());
            Row {
                item,
                what: what.to_owned(),
                hint: hint.to_owned(),
                due: due.to_owned(),
                is_fixed: known.is_some_and(|known| known.answers > 0),
                problem: None,
            }
        })
        .collect()
}

/// The rows of what was asked and is not settled.
pub(super) fn of_request(request: &Request, when: &When) -> Vec<Row> {
    let items = request.items.iter();
    items
        .filter(|item| !item.standing().is_over())
        .map(|item| Row {
            item: Some(item.id),
            what: item.title.clone(),
            hint: item.hint.clone().unwrap_or_default(),
            due: item.due.map(|due| when.input(due)).unwrap_or_default(),
            is_fixed: item.answers > 0,
            problem: None,
        })
        .collect()
}

/// Adds empty rows.
pub(super) fn add_blank(rows: &mut Vec<Row>) {
    let many = BLANK.min((MOST_ITEMS).saturating_sub(rows.len()));
    rows.extend((0..many).map(|_| Row::blank()));
}

/// Makes a row of each line that was pasted; signs that begin a line of a list are left out.
pub(super) fn add_lines(rows: &mut Vec<Row>, lines: &str) {
    rows.retain(|row| !row.is_blank());
    for line in lines.lines() {
        let what = without_bullet(line.trim());
        if !what.is_empty() && rows.len() < MOST_ITEMS {
            rows.push(Row {
                what: what.chars().take(LONGEST_TITLE).collect(),
                ..Row::blank()
            });
        }
    }
}

/// Makes a row of each thing that is usually asked for and is not there yet.
pub(super) fn add_usual(rows: &mut Vec<Row>, usual: &[UsualItem]) {
    rows.retain(|row| !row.is_blank());
    for item in usual {
        let is_new = rows.iter().all(|row| row.what != item.title);
        if is_new && rows.len() < MOST_ITEMS {
            rows.push(Row {
                what: item.title.clone(),
                hint: item.hint.clone(),
                ..Row::blank()
            });
        }
    }
}

fn without_bullet(line: &str) -> &str {
    let line = line.trim_start_matches(['-', '*', '•', '–', '☐', '·']);
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match digits.strip_prefix(['.', ')']) {
        Some(rest) if digits.len() < line.len() => rest.trim(),
        _ => line.trim(),
    }
}

/// What the rows say; nothing when something is wrong with one of them, which it says. Blank rows are left out.
pub(super) fn items(
    rows: &mut [Row],
    when: &When,
    until: Option<Timestamp>,
) -> Option<Vec<(Option<ItemId>, NewItem)>> {
    let mut items = Vec::with_capacity(rows.len());
    for row in rows.iter_mut().filter(|row| !row.is_blank()) {
        items.push((row.item, row.item(when, until)));
    }
    items
        .into_iter()
        .map(|(id, item)| Some((id, item?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_list_becomes_rows_without_its_bullets() {
        let mut rows = vec![Row::blank()];
        add_lines(
            &mut rows,
            "1. Passport\r\n  - Two pay slips\n\n• Lease\n2) Form T4\n2026 tax notice\n12th page",
        );
        let whats: Vec<&str> = rows.iter().map(|row| row.what.as_str()).collect();
        assert_eq!(
            whats,
            [
                "Passport",
                "Two pay slips",
                "Lease",
                "Form T4",
                "2026 tax notice",
                "12th page"
            ]
        );
    }
}
