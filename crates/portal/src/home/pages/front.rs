//! Home: what needs me now, then how my matters stand. Whoever has one matter has its page for a Home.

use std::collections::HashMap;

use askama::Template;
use axum::response::IntoResponse;

use super::{
    matter::{self, STATUSES, Seen},
    shelf::Shelf,
    standing::mark_of,
    tasks::{Task, tasks},
};
use crate::{
    base::{MatterId, Result, Right, Side, Tx, WayIn},
    layout::{Frame, Here, Reply, SignedVisit, Visit, first_name, on_to, page},
    matters::{Course, Matter, Move, StatusUpdate},
    messages,
    people::{self, Member},
    receipts,
    requests::Request,
    routes,
};

/// The greeting and what needs them, above everything.
pub(super) struct Hello {
    /// "Good morning, Nadia. It is Thursday 8 October."
    pub greeting: String,
    /// "Four things need you."
    pub head: String,
    /// "The rest is with us."
    pub rest: &'static str,
    /// That their code card runs out, in words.
    pub card: Option<String>,
}

/// A matter in short.
struct Card {
    href: String,
    title: String,
    status: Option<String>,
    /// "Step 3 of 6", the step's name, and the marks of all.
    step: Option<(String, String)>,
    bars: Vec<&'static str>,
    documents: String,
}

#[derive(Template)]
#[template(path = "home/front.html")]
struct Front {
    f: Frame,
    hello: Hello,
    tasks: Vec<Task>,
    cards: Vec<Card>,
    people: Vec<Member>,
    /// Where letters are; absent where they may write none.
    write: Option<String>,
    place: String,
}

/// Everything Home shows.
pub struct Home {
    matters: Vec<Matter>,
    shelf: Shelf,
    statuses: HashMap<MatterId, StatusUpdate>,
    courses: HashMap<MatterId, Course>,
    /// What was said in the only matter, and its moves.
    past: (Vec<StatusUpdate>, Vec<Move>),
    teams: Vec<(MatterId, Member)>,
    latest: Option<messages::Message>,
    /// Whether showing that letter leaves a receipt.
    owes_letter: bool,
    requests: Vec<Request>,
    /// The code card they came in with.
    card: Option<people::Card>,
}

impl Home {
    /// Reads it as the person who acts, in eleven statements at most; one more for somebody with a code card.
    ///
    /// # Errors
    /// The store's.
    pub fn load(tx: &mut Tx<'_, '_>) -> Result<Self> {
        let matters = Matter::mine(tx)?;
        let (latest, past) = match matters.as_slice() {
            [only] => (
                messages::latest(tx, only)?,
                (only.statuses(tx, STATUSES)?, only.moves(tx)?),
            ),
            _ => (None, (Vec::new(), Vec::new())),
        };
        let owes_letter = match &latest {
            Some(letter) => messages::owed(tx, letter)?,
            None => false,
        };
        let signed = tx.actor().signed();
        let with_card = signed.filter(|signed| signed.way == WayIn::PasswordAndCard);
        Ok(Self {
            card: match with_card {
                Some(signed) => people::Card::of(tx, signed.person)?,
                None => None,
            },
            shelf: Shelf::load(tx, None)?,
            statuses: StatusUpdate::mine(tx)?,
            courses: Course::mine(tx)?,
            past,
            teams: Matter::my_teams(tx)?,
            latest,
            owes_letter,
            requests: Request::mine(tx)?,
            matters,
        })
    }
}

/// Home; a member of the firm is led to theirs.
///
/// # Errors
/// The store's.
pub async fn home(visit: SignedVisit) -> Reply {
    if visit.signed().side != Side::Client {
        return Ok(on_to("/today").into_response());
    }
    let loaded = visit.read(Home::load).await?;
    if loaded.shelf.owes_sign_in() && !visit.unseen {
        visit.write(receipts::note_sign_in).await?;
    }
    if loaded.owes_letter {
        matter::note_letter(&visit, loaded.latest.as_ref()).await?;
    }
    show(&visit, loaded)
}

fn show(visit: &Visit, mut loaded: Home) -> Reply {
    let (lang, when) = (visit.lang(), visit.when());
    let titles = |matter: MatterId, person| {
        let mut teams = loaded.teams.iter();
        teams
            .find(|(of, member)| *of == matter && member.person == person)
            .map(|(_, member)| member.title.as_str())
    };
    let tasks = tasks(
        &loaded.shelf,
        &loaded.requests,
        &loaded.matters,
        titles,
        lang,
        &when,
    );
    let hello = hello(visit, &loaded, tasks.len());
    if let [only] = loaded.matters.as_slice() {
        let seen = Seen {
            matter: only.clone(),
            statuses: loaded.past.0,
            moves: loaded.past.1,
            course: loaded.courses.remove(&only.id).unwrap_or_default(),
            team: loaded.teams.into_iter().map(|(_, member)| member).collect(),
            shelf: loaded.shelf,
            latest: loaded.latest,
            requests: loaded.requests,
        };
        return matter::show(visit, seen, Some((hello, tasks)));
    }
    let cards = loaded
        .matters
        .iter()
        .map(|matter| {
            let (all, new) = loaded
                .shelf
                .of(matter.id)
                .fold((0_u32, 0_u32), |(all, new), item| {
                    (all + 1, new + u32::from(item.is_new()))
                });
            let course = loaded.courses.remove(&matter.id).unwrap_or_default();
            let place = course.place().zip(course.now());
            Card {
                step: place.map(|((at, count), now)| {
                    let place = lang.with2("home-step", "at", at, "count", count);
                    (place, now.words.name.clone())
                }),
                bars: course
                    .of_matter()
                    .map(|stage| mark_of(&stage.standing))
                    .collect(),
                href: routes::my_matter(matter.id),
                title: matter.title.clone(),
                status: loaded
                    .statuses
                    .remove(&matter.id)
                    .map(|status| status.words),
                documents: if new > 0 {
                    lang.with2("home-card-documents-new", "count", all, "new", new)
                } else {
                    lang.with1("home-card-documents", "count", all)
                },
            }
        })
        .collect();
    let mut people: Vec<Member> = Vec::new();
    for (_, member) in loaded.teams {
        if people.iter().all(|known| known.person != member.person) {
            people.push(member);
        }
    }
    page(&Front {
        f: visit.frame(lang.t("nav-home"), Here::Home),
        hello,
        tasks,
        cards,
        people,
        write: loaded
            .matters
            .iter()
            .any(|matter| matter.allows(Right::WriteLetters))
            .then(|| "/messages".to_owned()),
        place: visit.look()?.place.clone(),
    })
}

fn hello(visit: &Visit, loaded: &Home, waiting: usize) -> Hello {
    let (lang, when) = (visit.lang(), visit.when());
    let name = visit.who.as_ref().map_or("", |who| who.name.as_str());
    let greeting = match when.part_of_day() {
        "morning" => "home-good-morning",
        "afternoon" => "home-good-afternoon",
        _ => "home-good-evening",
    };
    let greeting = lang.with2(
        greeting,
        "name",
        first_name(name),
        "day",
        when.day(when.now()),
    );
    let sends_mail = visit.look.as_ref().is_some_and(|look| look.sends_mail);
    let is_first_day =
        loaded.shelf.items.is_empty() && loaded.statuses.is_empty() && loaded.requests.is_empty();
    let (head, rest) = if waiting > 0 {
        (lang.with1("home-needs", "count", waiting), "home-rest")
    } else if loaded.matters.is_empty() {
        (lang.t("home-no-matter").to_owned(), "home-no-matter-rest")
    } else if is_first_day {
        (lang.t("home-first-day").to_owned(), "home-first-day-rest")
    } else {
        let rest = if sends_mail {
            "home-nothing-rest"
        } else {
            "home-nothing-rest-no-mail"
        };
        (lang.t("home-nothing").to_owned(), rest)
    };
    Hello {
        greeting,
        head,
        rest: lang.t(rest),
        card: loaded
            .card
            .as_ref()
            .filter(|card| card.runs_out())
            .map(|card| lang.with1("home-card-runs-out", "count", card.left)),
    }
}
