//! All documents of a client's contact: find one thing among all of mine. Titles are sealed, so the search looks through
//! what this one person may read.

use std::collections::HashSet;

use askama::Template;
use axum::response::IntoResponse;

use super::shelf::{Item, Row, Shelf};
use crate::{
    base::{DocumentId, Error, Id, MatterId, Result, Right, Tx},
    documents::{Parcel, pages::parcels},
    layout::{ClientVisit, Frame, Here, Query, Reply, Ticked, Typed, on_to, page},
    matters::Matter,
    routes,
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
    /// How many documents and bytes the list has.
    how_much: String,
    months: Vec<Month>,
    is_empty: bool,
    /// Where something can be handed over.
    open: Vec<Matter>,
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

/// Everything of theirs, and where it lies.
struct Mine {
    matters: Vec<Matter>,
    shelf: Shelf,
}

impl Mine {
    fn load(tx: &mut Tx<'_, '_>) -> Result<Self> {
        Ok(Self {
            matters: Matter::mine(tx)?,
            shelf: Shelf::load(tx, None)?,
        })
    }

    fn title_of(&self, id: MatterId) -> &str {
        let mut matters = self.matters.iter();
        matters
            .find(|matter| matter.id == id)
            .map_or("", |matter| matter.title.as_str())
    }

    /// What the list is narrowed to.
    fn listed(&self, show: Show, q: &str) -> Vec<&Item> {
        let is_listed = |item: &&Item| {
            let text = format!(
                "{} {} {}",
                item.document.title,
                item.from().unwrap_or_default(),
                self.title_of(item.document.matter)
            );
            show.holds(&self.shelf, item) && crate::clients::holds_every_word(&text, q)
        };
        self.shelf.items.iter().filter(is_listed).collect()
    }
}

/// The list.
///
/// # Errors
/// The store's.
pub async fn documents(visit: ClientVisit, query: Query) -> Reply {
    let mine = visit.read(Mine::load).await?;
    let (lang, when) = (visit.lang(), visit.when());
    let (q, show) = (
        query.get("q").trim().to_owned(),
        Show::parse(query.get("show")),
    );
    let (matters, shelf) = (&mine.matters, &mine.shelf);
    let listed = mine.listed(show, &q);
    let mut months: Vec<Month> = Vec::new();
    for item in &listed {
        let mut row = shelf.row(item, lang, &when);
        if matters.len() > 1 && !matches!(show, Show::Of(_)) {
            row.facts
                .insert(0, mine.title_of(item.document.matter).to_owned());
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
            lang.with1("home-found", "count", listed.len())
        },
        how_much: parcels::how_much(lang, listed.iter().map(|item| &item.version)),
        is_empty: shelf.items.is_empty(),
        show: show.word(),
        chips,
        months,
        q,
        open: matters
            .iter()
            .filter(|matter| matter.closed_at.is_none() && matter.allows(Right::HandOver))
            .cloned()
            .collect(),
    })
}

/// Makes a parcel of the documents that were ticked; of the whole list for the button that is not about ticks.
///
/// # Errors
/// [`Error::NotFound`] for what is not theirs; [`Error::Refused`] for nothing, or for one that is held or set aside.
pub async fn take_away(visit: ClientVisit, Typed(form): Ticked) -> Reply {
    let ticked: HashSet<DocumentId> = parcels::ticked(&form)?.into_iter().collect();
    let is_ticked = form.chose("only", "ticked");
    let (q, show) = (
        form.value("q").trim().to_owned(),
        Show::parse(form.value("show")),
    );
    let parcel = visit
        .write(move |tx| {
            let mine = Mine::load(tx)?;
            let chosen: Vec<&Item> = if is_ticked {
                let items = mine.shelf.items.iter();
                items
                    .filter(|item| ticked.contains(&item.document.id))
                    .collect()
            } else {
                mine.listed(show, &q)
            };
            if is_ticked && chosen.len() < ticked.len() {
                return Err(Error::NotFound);
            }
            if is_ticked {
                chosen.iter().try_for_each(|item| item.version.leave())?;
            }
            let chosen = chosen.into_iter();
            let chosen = chosen.map(|item| (item.document.clone(), item.version.clone()));
            Parcel::make(tx, chosen.collect())
        })
        .await?;
    Ok(on_to(&routes::parcel(parcel)).into_response())
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
