//! What needs the client: reviews the firm asked for, late ones first, then by the day they are due.

use super::{
    minutes,
    shelf::{Item, Shelf},
};
use crate::{
    base::{Lang, MatterId, PersonId, When},
    layout::first_name,
    matters::Matter,
    routes,
};

/// Something that needs them.
pub struct Task {
    /// Where it is done.
    pub href: String,
    /// The document to read.
    pub title: String,
    /// The matter's title.
    pub matter: String,
    /// "by Friday 16 October", or that it was due.
    pub due: String,
    /// "about 3 minutes"; empty where nobody counted.
    pub minutes: String,
    /// The firm's words that came with it.
    pub note: Option<String>,
    /// "Daniel Petit, law clerk".
    pub who: String,
    /// "Daniel is waiting for this.", once it was due.
    pub waiting: Option<String>,
    /// Whether it replaces something they had looked at.
    pub is_changed: bool,
}

/// The tasks on a shelf, in their order. `title_of` says what somebody of the firm is, or nothing.
pub fn tasks<'a>(
    shelf: &Shelf,
    matters: &[Matter],
    title_of: impl Fn(MatterId, PersonId) -> Option<&'a str>,
    lang: &'static Lang,
    when: &When,
) -> Vec<Task> {
    let mut items: Vec<&Item> = shelf
        .items
        .iter()
        .filter(|item| item.waits_for_review())
        .collect();
    items.sort_by_key(|item| (item.review_by(), item.document.id));
    items
        .into_iter()
        .filter_map(|item| {
            let share = item.share.as_ref()?;
            let day = share.review_by?;
            let matter = matters.iter().find(|matter| matter.id == share.matter)?;
            let is_late = day < when.now();
            let due = if is_late {
                "home-task-was-due"
            } else {
                "home-task-by"
            };
            let title = title_of(share.matter, share.by).unwrap_or_default();
            Some(Task {
                href: routes::my_document(share.matter, share.document),
                title: item.document.title.clone(),
                matter: matter.title.clone(),
                due: lang.with1(due, "day", when.day(day)),
                minutes: minutes(&item.version)
                    .map(|count| lang.with1("home-minutes", "count", count))
                    .unwrap_or_default(),
                note: share.note.clone(),
                who: if title.is_empty() {
                    share.by_name.clone()
                } else {
                    format!("{}, {title}", share.by_name)
                },
                waiting: is_late
                    .then(|| lang.with1("home-task-waiting", "name", first_name(&share.by_name))),
                is_changed: item.version.number > 1 && item.version.at > share.at,
            })
        })
        .collect()
}
