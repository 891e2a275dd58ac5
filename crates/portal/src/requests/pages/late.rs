//! What is late, across all matters the member sees: by matter, then by person, reviews and what was asked alike.

use askama::Template;

use super::super::asked;
use crate::{
    base::{MatterId, Right, Timestamp, Whose},
    layout::{FirmVisit, Frame, Here, Query, Reply, page},
    requests::Asked,
    routes,
    shares::{self, Asked as Review},
};

#[derive(Template)]
#[template(path = "requests/late.html")]
struct LatePage {
    f: Frame,
    whose: Whose,
    may_see_all: bool,
    matters: Vec<OfMatter>,
    count: usize,
}

/// What is late in a matter.
struct OfMatter {
    id: MatterId,
    title: String,
    lines: Vec<Line>,
}

/// One thing that is late.
struct Line {
    what: String,
    href: String,
    is_review: bool,
    who: String,
    due: Timestamp,
    reminded_at: Option<Timestamp>,
}

impl LatePage {
    fn days(&self, line: &Line) -> i64 {
        -self.f.when.days_until(line.due)
    }
}

/// The page.
///
/// # Errors
/// The store's.
pub async fn late(visit: FirmVisit, query: Query) -> Reply {
    let may_see_all = Right::SeeEveryMatter.belongs_to(visit.signed().side);
    let whose = if may_see_all && query.get("whose") == "all" {
        Whose::All
    } else {
        Whose::Mine
    };
    let (items, mut reviews) = visit
        .read(move |tx| {
            Ok((
                asked(tx, whose, tx.now())?,
                shares::reviews_asked(tx, whose)?,
            ))
        })
        .await?;
    reviews.retain(|review| review.review_by < visit.now);
    let count = items.len() + reviews.len();
    page(&LatePage {
        f: visit.frame(visit.lang().t("requests-late-title"), Here::Today),
        whose,
        may_see_all,
        matters: by_matter(items, reviews),
        count,
    })
}

/// The matter with what is longest overdue first.
fn by_matter(items: Vec<Asked>, reviews: Vec<Review>) -> Vec<OfMatter> {
    let items = items.into_iter().map(|asked| {
        let line = Line {
            what: asked.title,
            href: routes::item(asked.item),
            is_review: false,
            who: asked.person_name,
            due: asked.due,
            reminded_at: asked.reminded_at,
        };
        (asked.matter, asked.matter_title, line)
    });
    let reviews = reviews.into_iter().map(|review| {
        let line = Line {
            what: review.title,
            href: routes::document(review.document),
            is_review: true,
            who: review.reader_name,
            due: review.review_by,
            reminded_at: None,
        };
        (review.matter, review.matter_title, line)
    });
    let mut all: Vec<(MatterId, String, Line)> = items.chain(reviews).collect();
    all.sort_by_key(|(_, _, line)| line.due);
    let mut matters: Vec<OfMatter> = Vec::new();
    for (id, title, line) in all {
        match matters.iter_mut().find(|matter| matter.id == id) {
            Some(matter) => matter.lines.push(line),
            None => matters.push(OfMatter {
                id,
                title,
                lines: vec![line],
            }),
        }
    }
    for matter in &mut matters {
        matter
            .lines
            .sort_by(|a, b| (&a.who, a.due).cmp(&(&b.who, b.due)));
    }
    matters
}
