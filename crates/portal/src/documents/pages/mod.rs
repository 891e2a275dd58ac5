//! The client's pages of handing over: the form, and the receipt. Beside it what speaks HTTP about bytes.

pub mod intake;
pub mod letterhead;
pub mod parcels;
pub mod serving;
pub mod tus;

pub mod firm;

use std::fmt::Write;

use askama::Template;
use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use http::StatusCode;

use super::{
    Brought, Delivery, HandingOver, Left, MOST_BYTES, Together, Version, hand_over, intake,
};
use crate::{
    base::{DeliveryId, Form, MatterId, PersonId, Result, Right, Role, Tx},
    layout::{ClientVisit, Failure, Frame, Here, Path, Reply, first_name, on_to, page, page_with},
    matters::Matter,
    people::Member,
    requests::item_of_delivery,
    routes,
};

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 4000;
/// The longest name for photographs put together, in characters.
pub const LONGEST_NAME: usize = 120;

#[derive(Template)]
#[template(path = "documents/send.html")]
struct SendPage {
    f: Frame,
    matter: Matter,
    /// First name of whoever looks at what comes in.
    to: String,
    left: Left,
    /// Most bytes of a file.
    most: u64,
    form: Form,
}

/// Where a client hands documents over.
pub async fn send(visit: ClientVisit, Path(matter): Path<MatterId>) -> Reply {
    let (matter, to, left) = visit.read(move |tx| for_sending(tx, matter)).await?;
    page(&send_page(&visit, matter, to, left, Form::blank()))
}

/// What a form of files is shown with: the matter, who looks at what comes in, and what was left half sent.
pub(crate) fn for_sending(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<(Matter, String, Left)> {
    let matter = Matter::find(tx, matter)?;
    matter.require(tx, Right::HandOver)?;
    let to = addressee(&matter.team(tx)?, matter.responsible);
    let left = Left::load(tx, &matter)?;
    Ok((matter, to, left))
}

fn send_page(visit: &ClientVisit, matter: Matter, to: String, left: Left, form: Form) -> SendPage {
    let f = visit.frame(visit.lang().t("documents-send-title"), Here::Home);
    SendPage {
        f,
        matter,
        to,
        left,
        most: MOST_BYTES,
        form,
    }
}

/// Hands over what the form brought.
pub async fn deliver(
    visit: ClientVisit,
    Path(matter): Path<MatterId>,
    request: Request,
) -> Result<Response, Failure> {
    let brought = intake(&visit.portal, &visit.actor(), matter, request).await?;
    let (over, form) = handing_over(&visit, brought);
    if !form.is_good() {
        let (matter, to, left) = visit.read(move |tx| for_sending(tx, matter)).await?;
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &send_page(&visit, matter, to, left, form),
        );
    }
    let delivery = visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            hand_over(tx, &matter, &over)
        })
        .await?;
    Ok(on_to(&routes::my_delivery(delivery.id)).into_response())
}

/// What a form of files says beside them; what is wrong with it stands in the form.
pub(crate) fn handing_over(visit: &ClientVisit, brought: Brought) -> (HandingOver, Form) {
    let mut form = brought.form;
    let note = form.words("note", LONGEST_NOTE);
    let name = form.optional_line("together-name", LONGEST_NAME);
    let together = form.chose("together", "yes").then(|| match name.as_str() {
        "" => {
            let day = visit.when().full_day(visit.now);
            visit.lang().with1("documents-together-title", "day", day)
        }
        name => name.to_owned(),
    });
    let over = HandingOver {
        uploads: brought.uploads,
        note,
        together,
    };
    (over, form)
}

#[derive(Template)]
#[template(path = "documents/delivery.html")]
struct DeliveryPage {
    f: Frame,
    matter: Matter,
    to: String,
    delivery: Delivery,
    /// What it answers, and where that list is.
    answers: Option<(String, String)>,
    /// What is asked next: its title and page.
    next: Option<(String, String)>,
}

impl DeliveryPage {
    fn fingerprint(&self, version: &Version) -> String {
        spelled(&version.fingerprint)
    }
}

/// The receipt of a handing over.
pub async fn delivery(visit: ClientVisit, Path(id): Path<DeliveryId>) -> Reply {
    let (delivery, matter, to, answered) = visit
        .read(move |tx| {
            let delivery = Delivery::find(tx, id)?;
            let matter = Matter::find(tx, delivery.matter)?;
            let to = addressee(&matter.team(tx)?, matter.responsible);
            Ok((delivery, matter, to, item_of_delivery(tx, id)?))
        })
        .await?;
    let next = answered.as_ref().and_then(|(request, item)| {
        let next = request.open().find(|open| open.id != item.id)?;
        let to = routes::my_item(request.matter, request.id, next.id);
        Some((next.title.clone(), to))
    });
    let answers = answered.map(|(request, item)| {
        let to = routes::my_request(request.matter, request.id);
        (item.title, to)
    });
    let f = visit.frame(visit.lang().t("documents-delivery-title"), Here::Home);
    page(&DeliveryPage {
        f,
        matter,
        to,
        delivery,
        answers,
        next,
    })
}

/// First name of whoever looks at what comes in: an assistant of the team, else the lawyer who answers for the matter.
pub(crate) fn addressee(team: &[Member], responsible: PersonId) -> String {
    let member = team
        .iter()
        .find(|member| member.role == Role::Assistant)
        .or_else(|| team.iter().find(|member| member.person == responsible))
        .or_else(|| team.first());
    first_name(member.map_or("", |member| member.name.as_str())).to_owned()
}

/// A fingerprint in groups of four signs, as `sha256sum` prints it but for the spaces.
pub fn spelled(fingerprint: &[u8; 32]) -> String {
    fingerprint
        .chunks(2)
        .fold(String::with_capacity(80), |mut text, pair| {
            if !text.is_empty() {
                text.push(' ');
            }
            for byte in pair {
                // Writing to a string cannot fail.
                let _ = write!(text, "{byte:02x}");
            }
            text
        })
}
