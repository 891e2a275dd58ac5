//! Who looked: what the firm did with a client's documents and what it sees of the client, in the same words. No secret
//! watching, in both directions.

use askama::Template;

use crate::{
    audit,
    base::{EntryId, Place},
    layout::{ClientVisit, Frame, Here, Query, Reply, page},
};

struct Line {
    at: String,
    iso: String,
    words: String,
    matter: String,
}

struct Day {
    name: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "home/looked.html")]
struct Looked {
    f: Frame,
    days: Vec<Day>,
    older: Option<String>,
}

/// The page; `?before=` goes further back.
///
/// # Errors
/// The store's.
pub async fn looked(visit: ClientVisit, query: Query) -> Reply {
    let before = Place::<EntryId>::parse(query.get("before"));
    let lines = visit.read(move |tx| audit::about_me(tx, before)).await?;
    let (lang, when) = (visit.lang(), visit.when());
    let mut days: Vec<Day> = Vec::new();
    for line in &lines.lines {
        let name = when.day(line.at);
        let shown = Line {
            at: when.time(line.at),
            iso: line.at.rfc3339(),
            words: audit::sentence(lang, line),
            matter: line.matter_title.clone().unwrap_or_default(),
        };
        match days.last_mut() {
            Some(day) if day.name == name => day.lines.push(shown),
            _ => days.push(Day {
                name,
                lines: vec![shown],
            }),
        }
    }
    page(&Looked {
        f: visit.frame(lang.t("home-looked"), Here::You),
        days,
        older: lines
            .next
            .map(|place| format!("/you/looked?before={place}")),
    })
}
