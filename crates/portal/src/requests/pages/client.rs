//! What the client is asked: the list, and each thing on it with a place to send it.

use askama::Template;
use axum::{
    extract::Request as Sent,
    response::{IntoResponse, Response},
};
use http::StatusCode;

use super::{
    super::{Addressee, Answer, Check, Item, Request, Standing, answers, checks},
    exchange::{Turn, turns},
};
use crate::{
    base::{Error, Form, ItemId, Lang, MatterId, RequestId, Result, Right, Timestamp, Tx, When},
    documents::{
        Left, MOST_BYTES, intake,
        pages::{LONGEST_NAME, LONGEST_NOTE, for_sending, handing_over},
    },
    layout::{ClientVisit, Failure, Frame, Here, Path, Reply, first_name, on_to, page, page_with},
    matters::Matter,
    people::Member,
    routes,
};

#[derive(Template)]
#[template(path = "requests/mine.html")]
struct RequestPage {
    f: Frame,
    matter: Matter,
    request: Request,
    /// "Daniel Petit, law clerk".
    who: String,
    /// First names of the others who may answer.
    others: String,
    done: usize,
    /// When they said that they are done for now, if nothing was asked since.
    done_at: Option<Timestamp>,
}

impl RequestPage {
    /// "by Friday 16 October", or that it was due.
    fn due(&self, item: &Item) -> String {
        due(self.f.lang, &self.f.when, item)
    }

    fn has_open(&self) -> bool {
        self.request.open().next().is_some()
    }

    fn has_answers(&self) -> bool {
        self.request.items.iter().any(|item| item.answers > 0)
    }
}

/// Until when something is asked, in words; empty where no day was named or it waits for nobody.
pub fn due(lang: &'static Lang, when: &When, item: &Item) -> String {
    let Some(day) = item.due.filter(|_| item.is_open()) else {
        return String::new();
    };
    let key = if item.is_late(when.now()) {
        "home-task-was-due"
    } else {
        "home-task-by"
    };
    lang.with1(key, "day", when.day(day))
}

/// "Daniel Petit, law clerk"; the name alone of somebody who left the team.
pub(super) fn signature(request: &Request, team: &[Member]) -> String {
    let member = team.iter().find(|member| member.person == request.by);
    match member.map(|member| member.title.as_str()) {
        None | Some("") => request.by_name.clone(),
        Some(title) => format!("{}, {title}", request.by_name),
    }
}

/// The list.
///
/// # Errors
/// [`NotFound`](Error::NotFound) for everybody it was not asked of.
pub async fn request(
    visit: ClientVisit,
    Path((matter, request)): Path<(MatterId, RequestId)>,
) -> Reply {
    let me = visit.signed().person;
    let (matter, request, people, team) = visit
        .read(move |tx| {
            let request = Request::find(tx, request)?;
            if request.matter != matter {
                return Err(Error::NotFound);
            }
            let matter = Matter::find(tx, matter)?;
            let people = request.addressees(tx)?;
            let team = matter.team(tx)?;
            Ok((matter, request, people, team))
        })
        .await?;
    let f = visit.frame(request.title.as_str(), Here::Home);
    let done_at = done_since(&request, people.iter().find(|one| one.person == me));
    let others: Vec<&str> = people
        .iter()
        .filter(|one| one.person != me && one.is_in && matter.allows(Right::MeetOthers))
        .map(|one| first_name(&one.name))
        .collect();
    let items = request.items.iter();
    page(&RequestPage {
        others: f.lang.list(&others),
        who: signature(&request, &team),
        done: items.filter(|item| item.standing().is_over()).count(),
        done_at,
        f,
        matter,
        request,
    })
}

/// When somebody said that they are done for now, if nothing was asked or sent back since.
fn done_since(request: &Request, me: Option<&Addressee>) -> Option<Timestamp> {
    let asked = |item: &Item| item.asked_again_at.unwrap_or(item.at);
    let asked_at = request.items.iter().map(asked).max()?;
    me?.done_at.filter(|done| *done > asked_at)
}

/// Notes that they sent what they have for now.
///
/// # Errors
/// As [`request`].
pub async fn say_done(
    visit: ClientVisit,
    Path((matter, request)): Path<(MatterId, RequestId)>,
) -> Reply {
    visit
        .write(move |tx| {
            let request = Request::find(tx, request)?;
            if request.matter != matter {
                return Err(Error::NotFound);
            }
            request.say_done(tx)
        })
        .await?;
    Ok(on_to("/").saying("requests-said-done").into_response())
}

#[derive(Template)]
#[template(path = "requests/item.html")]
struct ItemPage {
    f: Frame,
    matter: Matter,
    request: Request,
    item: Item,
    who: String,
    turns: Vec<Turn>,
    /// Whether files can be handed over here.
    may_send: bool,
    left: Left,
    most: u64,
    /// First name of whoever looks at what comes in.
    to: String,
    form: Form,
}

impl ItemPage {
    fn due(&self) -> String {
        due(self.f.lang, &self.f.when, &self.item)
    }

    fn is_asked(&self) -> bool {
        self.item.standing() != Standing::NotNeeded
    }

    fn is_done(&self) -> bool {
        self.item.standing() == Standing::Done
    }

    /// Why it was sent back, while it waits for them again.
    fn sent_back(&self) -> Option<&Turn> {
        let is_sent_back = self.item.standing() == Standing::SendAgain;
        let mut turns = self.turns.iter().rev();
        is_sent_back.then(|| turns.find(|turn| turn.is_firm))?
    }

    /// "Daniel is waiting for this.", once it was due.
    fn waiting(&self) -> Option<String> {
        let name = first_name(&self.request.by_name);
        self.item
            .is_late(self.f.when.now())
            .then(|| self.f.lang.with1("home-task-waiting", "name", name))
    }
}

/// What the page of an item reads.
pub(super) struct Read {
    pub matter: Matter,
    pub request: Request,
    pub item: Item,
    answers: Vec<Answer>,
    checks: Vec<Check>,
    pub team: Vec<Member>,
}

impl Read {
    pub(super) fn load(
        tx: &mut Tx<'_, '_>,
        (matter, request, item): (MatterId, RequestId, ItemId),
    ) -> Result<Self> {
        let (found, item) = Request::of_item(tx, item)?;
        if (found.matter, found.id) != (matter, request) {
            return Err(Error::NotFound);
        }
        let matter = Matter::find(tx, matter)?;
        Ok(Self {
            team: matter.team(tx)?,
            answers: answers(tx, &found)?.remove(&item.id).unwrap_or_default(),
            checks: checks(tx, &found)?.remove(&item.id).unwrap_or_default(),
            request: found,
            matter,
            item,
        })
    }

    /// Whose words name those who answered, where several were asked who see each other.
    pub(super) fn turns(&self, visit: &ClientVisit, when: &When) -> Vec<Turn> {
        let me = visit.signed().person;
        let lang = visit.lang();
        let meets = self.matter.allows(Right::MeetOthers);
        let answers: Vec<Answer> = self
            .answers
            .iter()
            .cloned()
            .map(|mut answer| {
                if answer.by != me && !meets {
                    answer.by_name = lang.t("requests-somebody").to_owned();
                }
                answer
            })
            .collect();
        turns(lang, when, &answers, &self.checks, |answer| answer.by == me)
    }
}

/// One thing, and a place to send it.
///
/// # Errors
/// As [`request`].
pub async fn item(visit: ClientVisit, Path(named): Path<(MatterId, RequestId, ItemId)>) -> Reply {
    show(&visit, named, Form::blank(), StatusCode::OK).await
}

async fn show(
    visit: &ClientVisit,
    named: (MatterId, RequestId, ItemId),
    form: Form,
    status: StatusCode,
) -> Reply {
    let (read, left, to) = visit
        .read(move |tx| {
            let read = Read::load(tx, named)?;
            let (left, to) = match read.matter.allows(Right::HandOver) {
                true => {
                    let (_, to, left) = for_sending(tx, named.0)?;
                    (left, to)
                }
                false => (Left::default(), String::new()),
            };
            Ok((read, left, to))
        })
        .await?;
    let f = visit.frame(read.item.title.as_str(), Here::Home);
    page_with(
        status,
        &ItemPage {
            turns: read.turns(visit, &f.when),
            may_send: read.matter.allows(Right::HandOver),
            who: signature(&read.request, &read.team),
            matter: read.matter,
            request: read.request,
            item: read.item,
            left,
            most: MOST_BYTES,
            to,
            form,
            f,
        },
    )
}

/// Hands over what the form brought, as the answer.
///
/// # Errors
/// As [`Request::answer_with_files`].
pub async fn answer(
    visit: ClientVisit,
    Path(named): Path<(MatterId, RequestId, ItemId)>,
    sent: Sent,
) -> Result<Response, Failure> {
    // Before a byte is read.
    visit
        .read(move |tx| match Read::load(tx, named)?.item.standing() {
            Standing::NotNeeded => Err(Error::Refused("requests-refused-not-needed")),
            _ => Ok(()),
        })
        .await?;
    let brought = intake(&visit.portal, &visit.actor(), named.0, sent).await?;
    let (over, form) = handing_over(&visit, brought);
    if !form.is_good() {
        return show(&visit, named, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let has_more = form.chose("more", "yes");
    let delivery = visit
        .write(move |tx| {
            tx.unaudited("an answer is recorded; a second press changes nothing");
            let Read { request, item, .. } = Read::load(tx, named)?;
            request.answer_with_files(tx, &item, &over, has_more)
        })
        .await?;
    Ok(on_to(&routes::my_delivery(delivery.id)).into_response())
}
