//! What needs the client: what the firm asked for and reviews, late ones first, then by the day they are due.

use super::{
    minutes,
    shelf::{Item, Shelf},
};
use crate::{
    base::{Lang, MatterId, PersonId, Timestamp, When},
    layout::first_name,
    matters::Matter,
    requests::Request,
    routes,
};

/// What kind of thing needs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// To read a document and say so.
    Read,
    /// To send one thing.
    Send,
    /// To go through a list of things.
    List,
}

impl Need {
    /// The icon beside it.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Read => "book-open",
            Self::Send => "upload",
            Self::List => "list-checks",
        }
    }

    /// The keys of the words around its title.
    pub fn around(self) -> (&'static str, &'static str) {
        match self {
            Self::Read => ("home-read-before", "home-read-after"),
            Self::Send => ("home-send-before", "home-send-after"),
            Self::List => ("home-list-before", "home-list-after"),
        }
    }

    /// The key of its verb.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Read => "home-task-do",
            Self::Send => "home-task-send",
            Self::List => "home-task-list",
        }
    }
}

/// Something that needs them.
pub struct Task {
    /// What.
    pub need: Need,
    /// Where it is done.
    pub href: String,
    /// The document to read, the thing to send, the list.
    pub title: String,
    /// The matter's title.
    pub matter: String,
    /// "by Friday 16 October", or that it was due.
    pub due: String,
    /// "about 3 minutes", "4 things"; empty where nobody counted.
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

/// The tasks on a shelf and of what was asked, in their order. `title_of` says what somebody of the firm is, or nothing.
pub fn tasks<'a>(
    shelf: &Shelf,
    requests: &[Request],
    matters: &[Matter],
    title_of: impl Fn(MatterId, PersonId) -> Option<&'a str>,
    lang: &'static Lang,
    when: &When,
) -> Vec<Task> {
    let mut reviews: Vec<&Item> = shelf
        .items
        .iter()
        .filter(|item| item.waits_for_review())
        .collect();
    reviews.sort_by_key(|item| (item.review_by(), item.document.id));
    let reviews = reviews
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
            let task = Task {
                need: Need::Read,
                href: routes::my_document(share.matter, share.document),
                title: item.document.title.clone(),
                matter: matter.title.clone(),
                due: lang.with1(due, "day", when.day(day)),
                minutes: minutes(&item.version)
                    .map(|count| lang.with1("home-minutes", "count", count))
                    .unwrap_or_default(),
                note: share.note.clone(),
                who: signed(&share.by_name, title),
                waiting: is_late
                    .then(|| lang.with1("home-task-waiting", "name", first_name(&share.by_name))),
                is_changed: item.version.number > 1 && item.version.at > share.at,
            };
            Some((Some(day), task))
        })
        .collect::<Vec<_>>();
    let asked = requests.iter().filter_map(|request| {
        let matter = matters.iter().find(|matter| matter.id == request.matter)?;
        let title = title_of(request.matter, request.by).unwrap_or_default();
        asked(request, matter, title, lang, when)
    });
    let mut tasks: Vec<(Option<Timestamp>, Task)> = asked.chain(reviews).collect();
    // What has no day comes behind what has one.
    tasks.sort_by_key(|(day, _)| (day.is_none(), *day));
    tasks.into_iter().map(|(_, task)| task).collect()
}

/// What is open of a request: the one thing, or the list.
fn asked(
    request: &Request,
    matter: &Matter,
    title: &str,
    lang: &'static Lang,
    when: &When,
) -> Option<(Option<Timestamp>, Task)> {
    let open: Vec<_> = request.open().collect();
    let first = *open.first()?;
    let day = open.iter().filter_map(|item| item.due).min();
    let is_late = day.is_some_and(|day| day < when.now());
    let due = if is_late {
        "home-task-was-due"
    } else {
        "home-task-by"
    };
    let is_one = open.len() == 1;
    let task = Task {
        need: if is_one { Need::Send } else { Need::List },
        href: if is_one {
            routes::my_item(request.matter, request.id, first.id)
        } else {
            routes::my_request(request.matter, request.id)
        },
        title: if is_one {
            first.title.clone()
        } else {
            request.title.clone()
        },
        matter: matter.title.clone(),
        due: day
            .map(|day| lang.with1(due, "day", when.day(day)))
            .unwrap_or_default(),
        minutes: if is_one {
            String::new()
        } else {
            lang.with1("home-things", "count", open.len())
        },
        note: if is_one {
            first.hint.clone().or_else(|| request.note.clone())
        } else {
            request.note.clone()
        },
        who: signed(&request.by_name, title),
        waiting: is_late
            .then(|| lang.with1("home-task-waiting", "name", first_name(&request.by_name))),
        is_changed: false,
    };
    Some((day, task))
}

/// "Daniel Petit, law clerk".
fn signed(name: &str, title: &str) -> String {
    if title.is_empty() {
        name.to_owned()
    } else {
        format!("{name}, {title}")
    }
}
