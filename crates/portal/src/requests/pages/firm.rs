//! What was asked in a matter, on the firm's side: each list with where its items stand, and taking a list back.

use askama::Template;
use axum::response::IntoResponse;

use super::super::{Addressee, Item, Request, addressees};
use crate::{
    base::{Id, MatterId, RequestId, Result, Right, Timestamp, Tx},
    layout::{FirmVisit, Frame, Here, Path, Query, Reply, WorkingVisit, first_name, on_to, page},
    matters::{Matter, MatterHead, Tab},
    routes,
    shares::UNDO,
};

#[derive(Template)]
#[template(path = "requests/firm.html")]
struct RequestsPage {
    f: Frame,
    head: MatterHead,
    tab: Tab,
    lists: Vec<List>,
    done: Option<Done>,
}

/// One list.
struct List {
    request: Request,
    people: Vec<Addressee>,
    names: String,
}

impl List {
    fn done(&self) -> usize {
        let items = self.request.items.iter();
        items.filter(|item| item.standing().is_over()).count()
    }

    /// Whether nobody is left who could answer.
    fn is_asked_of_nobody(&self) -> bool {
        self.request.open().next().is_some() && self.people.iter().all(|person| !person.is_in)
    }

    /// When somebody was last reminded.
    fn reminded_at(&self) -> Option<Timestamp> {
        self.people
            .iter()
            .filter_map(|person| person.reminded_at)
            .max()
    }

    /// Who said that they are done for now, since the last thing was asked or sent back.
    fn done_for_now(&self) -> Option<(&str, Timestamp)> {
        let asked = |item: &Item| item.asked_again_at.unwrap_or(item.at);
        let asked_at = self.request.open().map(asked).max()?;
        let people = self.people.iter();
        people
            .filter_map(|person| Some((person.name.as_str(), person.done_at?)))
            .find(|(_, at)| *at > asked_at)
    }
}

/// The list that was just asked, while it can be undone.
struct Done {
    request: RequestId,
    names: String,
    seconds: u64,
}

/// What the firm asked in a matter.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for a member off the team.
pub async fn of_matter(visit: FirmVisit, Path(matter): Path<MatterId>, query: Query) -> Reply {
    let asked = RequestId::parse(query.get("asked"));
    let (head, requests, people) = visit.read(move |tx| load(tx, matter)).await?;
    let f = visit.frame(head.matter.title.as_str(), Here::Matters);
    let lists: Vec<List> = requests
        .into_iter()
        .map(|request| {
            let of_it = |person: &&Addressee| person.request == request.id;
            let people: Vec<Addressee> = people.iter().filter(of_it).cloned().collect();
            let names: Vec<&str> = people
                .iter()
                .map(|person| person.name.as_str())
                .map(first_name)
                .collect();
            List {
                names: f.lang.list(&names),
                people,
                request,
            }
        })
        .filter(|list| !list.request.was_undone())
        .collect();
    let now = f.when.now();
    let done = lists
        .iter()
        .find(|list| Some(list.request.id) == asked && list.request.can_be_undone(now))
        .map(|list| Done {
            request: list.request.id,
            names: list.names.clone(),
            seconds: list.request.at.after(UNDO).since(now).as_secs().max(1),
        });
    page(&RequestsPage {
        f,
        head,
        tab: Tab::Requests,
        lists,
        done,
    })
}

fn load(
    tx: &mut Tx<'_, '_>,
    matter: MatterId,
) -> Result<(MatterHead, Vec<Request>, Vec<Addressee>)> {
    let matter = Matter::find(tx, matter)?;
    Ok((
        MatterHead::load(tx, &matter)?,
        Request::of_matter(tx, &matter)?,
        addressees(tx, matter.id)?,
    ))
}

/// Takes a list back; in its first minute nobody was told.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for a member off the team.
pub async fn withdraw(visit: WorkingVisit, Path(id): Path<RequestId>) -> Reply {
    let (matter, is_undone) = visit
        .write(move |tx| {
            tx.unaudited("taking back is recorded; a second press changes nothing");
            let request = Request::find(tx, id)?;
            let is_undone = request.can_be_undone(tx.now());
            request.withdraw(tx)?;
            Ok((request.matter, is_undone))
        })
        .await?;
    let said = if is_undone {
        "requests-said-undone"
    } else {
        "requests-said-withdrawn"
    };
    Ok(on_to(&routes::matter_requests(matter))
        .saying(said)
        .into_response())
}

/// Reminds those who were asked, by hand.
///
/// # Errors
/// As [`Request::remind`].
pub async fn remind(visit: WorkingVisit, Path(id): Path<RequestId>) -> Reply {
    let (matter, count) = visit
        .write(move |tx| {
            let request = Request::find(tx, id)?;
            Ok((request.matter, request.remind(tx)?))
        })
        .await?;
    let said = if count > 0 {
        "requests-said-reminded"
    } else {
        "requests-said-reminded-lately"
    };
    Ok(on_to(&routes::matter_requests(matter))
        .saying(said)
        .into_response())
}
