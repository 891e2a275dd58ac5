//! The client's page of a matter: where do things stand, in words I understand.

use askama::Template;

use super::{
    front::Hello,
    shelf::{Item, Row, Shelf},
    standing::{Saying, WhereItStands},
    tasks::Task,
    timeline::Timeline,
};
use crate::{
    base::{MatterId, Result, Right, Tx},
    documents::pages::parcels::how_much,
    layout::{ClientVisit, Frame, Here, Path, Reply, Visit, first_name, page},
    matters::{Course, Matter, Move, StatusUpdate},
    messages::{self, Message},
    people::Member,
    receipts,
    requests::{Request, Standing, pages::due},
    routes,
};

/// Documents shown of each group; the rest is a link away.
const SHOWN: usize = 4;
/// Sentences its timeline goes back to.
pub(super) const STATUSES: u32 = 60;

/// Everything the page shows.
pub(super) struct Seen {
    pub matter: Matter,
    /// What was said of it, newest first.
    pub statuses: Vec<StatusUpdate>,
    pub course: Course,
    pub moves: Vec<Move>,
    pub team: Vec<Member>,
    pub shelf: Shelf,
    pub latest: Option<Message>,
    /// What is asked of them in this matter, and perhaps in others.
    pub requests: Vec<Request>,
}

/// A list of what is asked of them.
struct AskedList {
    href: String,
    title: String,
    /// "3 of 5 done".
    done: String,
    items: Vec<AskedItem>,
}

/// One thing on it.
struct AskedItem {
    href: String,
    title: String,
    due: String,
    standing: Standing,
    is_begun: bool,
}

/// A review the firm asked for.
struct Ask {
    href: String,
    title: String,
    due: String,
    /// "Reviewed 12 Sep"; absent while it waits.
    done: Option<String>,
}

/// The newest letter.
struct Latest {
    words: String,
    by_name: String,
    said: String,
    is_mine: bool,
}

#[derive(Template)]
#[template(path = "home/matter.html")]
struct MatterPage {
    f: Frame,
    hello: Option<Hello>,
    tasks: Vec<Task>,
    title: String,
    stands: WhereItStands,
    timeline: Timeline,
    lists: Vec<AskedList>,
    asks: Vec<Ask>,
    asks_done: String,
    documents: Vec<Row>,
    all_documents: Option<String>,
    sent: Vec<Row>,
    all_documents_href: String,
    /// How many documents and bytes there are to take away; absent where there are none.
    how_much: Option<String>,
    take_away: String,
    latest: Option<Latest>,
    /// Where something can be handed over; absent where they may not.
    send: Option<String>,
    /// Where letters are; absent where they may not write.
    write: Option<String>,
    people: Vec<Member>,
    place: String,
    /// The file number and when the matter was opened; a helper is told neither.
    records: Option<(String, String)>,
}

/// The page of one matter.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for everybody who does not take part in it.
pub async fn matter(visit: ClientVisit, Path(id): Path<MatterId>) -> Reply {
    let (seen, owes_letter) = visit.read(move |tx| load(tx, id)).await?;
    if seen.shelf.owes_sign_in() && !visit.unseen {
        visit.write(receipts::note_sign_in).await?;
    }
    if owes_letter {
        note_letter(&visit, seen.latest.as_ref()).await?;
    }
    show(&visit, seen, None)
}

/// What the page shows, and whether showing its letter leaves a receipt.
fn load(tx: &mut Tx<'_, '_>, id: MatterId) -> Result<(Seen, bool)> {
    let matter = Matter::find(tx, id)?;
    let latest = messages::latest(tx, &matter)?;
    let owes_letter = match &latest {
        Some(letter) => messages::owed(tx, letter)?,
        None => false,
    };
    let seen = Seen {
        statuses: matter.statuses(tx, STATUSES)?,
        course: matter.course(tx)?,
        moves: matter.moves(tx)?,
        team: matter.team(tx)?,
        shelf: Shelf::load(tx, Some(&matter))?,
        latest,
        requests: Request::mine(tx)?,
        matter,
    };
    Ok((seen, owes_letter))
}

/// Notes that the newest letter, which stands here in full, was shown. It is not shown to somebody who may not write.
pub(super) async fn note_letter(visit: &Visit, letter: Option<&Message>) -> Result<()> {
    let Some((matter, letter)) = letter.map(|letter| (letter.matter, letter.id)) else {
        return Ok(());
    };
    if visit.unseen {
        return Ok(());
    }
    visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            if matter.allows(Right::WriteLetters) {
                messages::note_shown(tx, &matter, &[letter])?;
            } else {
                tx.unaudited("nothing was shown");
            }
            Ok(())
        })
        .await
}

pub(super) fn show(visit: &Visit, seen: Seen, home: Option<(Hello, Vec<Task>)>) -> Reply {
    let (lang, when) = (visit.lang(), visit.when());
    let Seen {
        matter,
        statuses,
        course,
        moves,
        team,
        shelf,
        latest,
        requests,
    } = seen;
    let mut asked: Vec<&Item> = shelf
        .items
        .iter()
        .filter(|item| item.review_by().is_some())
        .collect();
    asked.sort_by_key(|item| (!item.waits_for_review(), item.review_by()));
    let done = asked.iter().filter(|item| !item.waits_for_review()).count();
    let asks_done = lang.with2("home-asks-done", "done", done, "count", asked.len());
    let asks = asked.into_iter().map(|item| ask(visit, item)).collect();
    let rows = |mine: bool| -> Vec<Row> {
        let items = shelf
            .items
            .iter()
            .filter(|item| item.is_mine(shelf.me) == mine);
        items.map(|item| shelf.row(item, lang, &when)).collect()
    };
    let (mut documents, mut sent) = (rows(false), rows(true));
    let count = documents.len();
    let all_documents = (count > SHOWN || sent.len() > SHOWN)
        .then(|| lang.with1("home-all-documents", "count", count + sent.len()));
    documents.truncate(SHOWN);
    sent.truncate(SHOWN);
    let responsible = team.first().map_or("", |member| first_name(&member.name));
    let is_home = home.is_some();
    let (hello, tasks) = home.map_or((None, Vec::new()), |(hello, tasks)| (Some(hello), tasks));
    page(&MatterPage {
        f: visit.frame(
            if is_home {
                lang.t("nav-home")
            } else {
                &matter.title
            },
            Here::Home,
        ),
        hello,
        tasks,
        stands: WhereItStands::of(
            lang,
            &when,
            &matter,
            statuses.first().map(Saying::from).as_ref(),
            &course,
            responsible,
        ),
        timeline: Timeline::of(matter.id, &statuses, &moves, &shelf, lang, &when),
        lists: lists(visit, &matter, &requests),
        asks,
        asks_done,
        documents,
        all_documents,
        sent,
        how_much: shelf
            .items
            .iter()
            .any(|item| item.version.passage.is_open())
            .then(|| how_much(lang, shelf.items.iter().map(|item| &item.version))),
        take_away: routes::matter_parcels(matter.id),
        all_documents_href: format!("/documents?show={}", matter.id),
        latest: latest.map(|message| Latest {
            is_mine: message.by == shelf.me,
            words: message.words,
            by_name: message.by_name,
            said: when.moment(message.at),
        }),
        send: matter
            .allows(Right::HandOver)
            .then(|| routes::my_handing_over(matter.id)),
        write: matter
            .allows(Right::WriteLetters)
            .then(|| routes::my_messages(matter.id)),
        people: team,
        place: visit.look()?.place.clone(),
        records: (!matter.is_for_helper())
            .then(|| (matter.number, when.short_day(matter.opened_at))),
        title: matter.title,
    })
}

/// What is asked of them in the matter; a list that was withdrawn and never answered says nothing any more.
fn lists(visit: &Visit, matter: &Matter, requests: &[Request]) -> Vec<AskedList> {
    let (lang, when) = (visit.lang(), visit.when());
    let requests = requests.iter().filter(|request| {
        let is_live =
            request.withdrawn_at.is_none() || request.items.iter().any(|item| item.answers > 0);
        request.matter == matter.id && is_live
    });
    requests
        .map(|request| {
            let items: Vec<AskedItem> = request
                .items
                .iter()
                .map(|item| AskedItem {
                    href: routes::my_item(request.matter, request.id, item.id),
                    title: item.title.clone(),
                    due: due(lang, &when, item),
                    standing: item.standing(),
                    is_begun: item.is_begun(),
                })
                .collect();
            let done = items.iter().filter(|item| item.standing.is_over()).count();
            AskedList {
                href: routes::my_request(request.matter, request.id),
                title: request.title.clone(),
                done: lang.with2("home-asks-done", "done", done, "count", items.len()),
                items,
            }
        })
        .collect()
}

fn ask(visit: &Visit, item: &Item) -> Ask {
    let (lang, when) = (visit.lang(), visit.when());
    let day = item.review_by().unwrap_or(when.now());
    let key = if day < when.now() {
        "home-task-was-due"
    } else {
        "home-task-by"
    };
    Ask {
        href: routes::my_document(item.document.matter, item.document.id),
        title: item.document.title.clone(),
        due: lang.with1(key, "day", when.day(day)),
        done: item
            .reach
            .confirmed
            .map(|at| lang.with1("home-ask-done", "day", when.short_day(at))),
    }
}
