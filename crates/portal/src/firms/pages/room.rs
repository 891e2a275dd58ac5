//! The owner's settings: how much room documents may take, and what they take now.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::settings::{Part, frame};
use crate::{
    base::{Form, Result, Right},
    documents::Used,
    firms::Room,
    layout::{FirmVisit, Frame, Reply, Typed, on_to, page, page_with},
    routes,
};

/// The largest limit: a million gigabytes.
const MOST: u64 = 1_000_000;

#[derive(Template)]
#[template(path = "firms/settings_room.html")]
struct RoomPage {
    f: Frame,
    part: Part,
    form: Form,
    used: Used,
}

async fn room_page(visit: &FirmVisit, form: Form) -> Result<RoomPage> {
    Ok(RoomPage {
        f: frame(visit),
        part: Part::Room,
        form,
        used: visit.read(Used::count).await?,
    })
}

/// How much room there is.
pub async fn room(visit: FirmVisit) -> Reply {
    let room = visit
        .read(|tx| {
            tx.require(Right::RunFirm)?;
            Room::load(tx)
        })
        .await?;
    let text = |limit: Option<u64>| limit.map_or(String::new(), |limit| limit.to_string());
    let form = Form::filled([
        ("firm", text(room.firm)),
        ("matter", text(room.matter)),
        ("person", text(room.person)),
    ]);
    page(&room_page(&visit, form).await?)
}

/// How much room there is, sent.
pub async fn keep_room(visit: FirmVisit, Typed(mut form): Typed) -> Reply {
    visit.read(|tx| tx.require(Right::RunFirm)).await?;
    let room = Room {
        firm: limit(&mut form, "firm"),
        matter: limit(&mut form, "matter"),
        person: limit(&mut form, "person"),
    };
    if !form.is_good() {
        let page = room_page(&visit, form).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    visit.write(move |tx| room.keep(tx)).await?;
    Ok(on_to(routes::SETTINGS_ROOM)
        .saying("firms-said-kept")
        .into_response())
}

/// A whole number of gigabytes, or nothing for no limit.
fn limit(form: &mut Form, field: &'static str) -> Option<u64> {
    let typed: String = form
        .optional_line(field, 20)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    if typed.is_empty() {
        return None;
    }
    let limit = typed
        .parse()
        .ok()
        .filter(|limit| (1..=MOST).contains(limit));
    if limit.is_none() {
        form.wrong(field, "firms-room-no-number");
    }
    limit
}
