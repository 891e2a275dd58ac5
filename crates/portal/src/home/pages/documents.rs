//! All documents of a client's contact: find one thing among all of mine. Titles are sealed, so the search looks through
//! what this one person may read.

use askama::Template;

use super::shelf::{Item, Row, Shelf};
use crate::{
    base::{Id, MatterId, Result, Tx},
    layout::{ClientVisit, Frame, Here, Query, Reply, page},
    matters::Matter,
};

/// A filter: a page of its own.
struct Chip {
    href: String,
    label: String,
    is_on: bool,
}

/// Documents that came in the same month.
struct Month {
    name: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "home/documents.html")]
struct Documents {
    f: Frame,
    q: String,
    show: String,
    chips: Vec<Chip>,
    found: String,
    months: Vec<Month>,
    is_empty: bool,
}

/// What the list is narrowed to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    All,
    New,
    Mine,
    Of(MatterId),
}

impl Show {
    fn parse(text: &str) -> Self {
        match text {
            "new" => Self::New,
            "mine" => Self::Mine,
            other => MatterId::parse(other).map_or(Self::All, Self::Of),
        }
    }

    fn word(self) -> String {
        match self {
            Self::All => String::new(),
            Self::New => "new".into(),
            Self::Mine => "mine".into(),
            Self::Of(matter) => matter.to_string(),
        }
    }

    fn holds(self, shelf: &Shelf, item: &Item) -> bool {
        match self {
            Self::All => true,
            Self::New => item.is_new(),
            Self::Mine => item.is_mine(shelf.me),
            Self::Of(matter) => item.document.matter == matter,
        }
    }
}

fn load(tx: &mut Tx<'_, '_>) -> Result<(Vec<Matter>, Shelf)> {
    Ok((Matter::mine(tx)?, Shelf::load(tx, None)?))
}

/// The list.
///
/// # Errors
/// The store's.
pub async fn documents(visit: ClientVisit, query: Query) -> Reply {
    let (matters, shelf) = visit.read(load).await?;
    let (lang, when) = (visit.lang(), visit.when());
    let (q, show) = (
        query.get("q").trim().to_owned(),
        Show::parse(query.get("show")),
    );
    let title_of = |id: MatterId| {
        let mut matters = matters.iter();
        matters
            .find(|matter| matter.id == id)
            .map_or("", |matter| matter.title.as_str())
    };
    let mut months: Vec<Month> = Vec::new();
    let mut count = 0_usize;
    for item in &shelf.items {
        let text = format!(
            "{} {} {}",
            item.document.title,
            item.from().unwrap_or_default(),
            title_of(item.document.matter)
        );
        if !show.holds(&shelf, item) || !crate::clients::holds_every_word(&text, &q) {
            continue;
        }
        count += 1;
        let mut row = shelf.row(item, lang, &when);
        if matters.len() > 1 && !matches!(show, Show::Of(_)) {
            row.facts
                .insert(0, title_of(item.document.matter).to_owned());
        }
        let name = when.month_of(item.came_at());
        match months.last_mut() {
            Some(month) if month.name == name => month.rows.push(row),
            _ => months.push(Month {
                name,
                rows: vec![row],
            }),
        }
    }
    let mut chips = vec![
        chip(Show::All, lang.t("home-chip-all"), show, &q),
        chip(Show::New, lang.t("home-chip-new"), show, &q),
        chip(Show::Mine, lang.t("home-chip-mine"), show, &q),
    ];
    if matters.len() > 1 {
        chips.extend(
            matters
                .iter()
                .map(|matter| chip(Show::Of(matter.id), &matter.title, show, &q)),
        );
    }
    page(&Documents {
        f: visit.frame(lang.t("nav-documents"), Here::Documents),
        found: if q.is_empty() && show == Show::All {
            String::new()
        } else {
            lang.with1("home-found", "count", count)
        },
        is_empty: shelf.items.is_empty(),
        show: show.word(),
        chips,
        months,
        q,
    })
}

fn chip(to: Show, label: &str, now: Show, q: &str) -> Chip {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if to != Show::All {
        query.append_pair("show", &to.word());
    }
    if !q.is_empty() {
        query.append_pair("q", q);
    }
    let query = query.finish();
    Chip {
        href: if query.is_empty() {
            "/documents".into()
        } else {
            format!("/documents?{query}")
        },
        label: label.to_owned(),
        is_on: to == now,
    }
}
