//! The owner's settings: within how many working days clients' letters are answered.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::settings::{Part, frame};
use crate::{
    base::{Form, Right},
    firms::{MOST_ANSWER_DAYS, set_answer_days},
    layout::{FirmVisit, Frame, Reply, Typed, on_to, page, page_with},
    routes,
};

#[derive(Template)]
#[template(path = "firms/settings_messages.html")]
struct MessagesPage {
    f: Frame,
    part: Part,
    form: Form,
    most: i64,
}

/// Within how many working days the firm answers.
pub async fn messages(visit: FirmVisit) -> Reply {
    visit.read(|tx| tx.require(Right::RunFirm)).await?;
    let days = visit.look()?.answer_days.to_string();
    page(&MessagesPage {
        f: frame(&visit),
        part: Part::Messages,
        form: Form::filled([("days", days)]),
        most: MOST_ANSWER_DAYS,
    })
}

/// The same, sent.
pub async fn keep_messages(visit: FirmVisit, Typed(mut form): Typed) -> Reply {
    visit.read(|tx| tx.require(Right::RunFirm)).await?;
    let days = form.value("days").trim().parse::<i64>().ok();
    let Some(days) = days.filter(|days| (1..=MOST_ANSWER_DAYS).contains(days)) else {
        form.wrong("days", "messages-refused-days");
        let page = MessagesPage {
            f: frame(&visit),
            part: Part::Messages,
            form,
            most: MOST_ANSWER_DAYS,
        };
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    visit.write(move |tx| set_answer_days(tx, days)).await?;
    visit.portal.forget_look();
    Ok(on_to(routes::SETTINGS_MESSAGES)
        .saying("firms-said-kept")
        .into_response())
}
