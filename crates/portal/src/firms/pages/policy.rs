//! The owner's settings: what people must come in with, how long an invitation is good for, when a session ends.

use askama::Template;
use axum::response::IntoResponse;

use super::settings::{Part, frame};
use crate::{
    base::{Error, Form, Right},
    layout::{Choice, FirmVisit, Frame, Reply, Typed, on_to, page_with, status_of},
    people::{Asked, IDLE_MINUTES, INVITATION_DAYS, Policy, Session},
    routes,
};

/// Minutes that can be chosen.
const MINUTES: [i64; 4] = [15, 20, 25, 30];

#[derive(Template)]
#[template(path = "firms/settings_security.html")]
struct PolicyPage {
    f: Frame,
    part: Part,
    form: Form,
    days: Vec<Choice>,
    minutes: Vec<Choice>,
}

fn policy_page(visit: &FirmVisit, form: Form) -> Reply {
    let lang = visit.lang();
    let status = status_of(&form);
    page_with(
        status,
        &PolicyPage {
            f: frame(visit),
            part: Part::Security,
            form,
            days: INVITATION_DAYS
                .map(|days| Choice::of(days.to_string(), lang.with1("firms-days", "count", days)))
                .collect(),
            minutes: MINUTES
                .iter()
                .map(|minutes| {
                    let words = lang.with1("firms-minutes", "count", *minutes);
                    Choice::of(minutes.to_string(), words)
                })
                .collect(),
        },
    )
}

/// What people must come in with.
pub async fn policy(visit: FirmVisit) -> Reply {
    let policy = visit
        .read(|tx| {
            tx.require(Right::RunFirm)?;
            Policy::load(tx)
        })
        .await?;
    let cards = if policy.takes_cards { "yes" } else { "no" };
    let form = Form::filled([
        ("clients", policy.clients.as_str().to_owned()),
        ("members", policy.members.as_str().to_owned()),
        ("owners", policy.owners.as_str().to_owned()),
        ("cards", cards.to_owned()),
        ("days", policy.invitation_days.to_string()),
        ("minutes", policy.idle_minutes.to_string()),
    ]);
    policy_page(&visit, form)
}

fn read(form: &mut Form) -> Option<Policy> {
    let mut asked = |field: &'static str| {
        let asked = Asked::parse(form.value(field));
        if asked.is_none() {
            form.wrong(field, "form-choose");
        }
        asked
    };
    let (clients, members, owners) = (asked("clients"), asked("members"), asked("owners"));
    let mut one_of = |field: &'static str, range: std::ops::RangeInclusive<i64>| {
        let chosen = form.value(field).parse().ok();
        let chosen = chosen.filter(|chosen| range.contains(chosen));
        if chosen.is_none() {
            form.wrong(field, "form-choose");
        }
        chosen
    };
    let (days, minutes) = (
        one_of("days", INVITATION_DAYS),
        one_of("minutes", IDLE_MINUTES),
    );
    let takes_cards = match form.value("cards") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            form.wrong("cards", "form-choose");
            None
        }
    };
    Some(Policy {
        clients: clients?,
        members: members?,
        owners: owners?,
        takes_cards: takes_cards?,
        invitation_days: days?,
        idle_minutes: minutes?,
    })
}

/// What people must come in with, sent.
pub async fn keep_policy(visit: FirmVisit, Typed(mut form): Typed) -> Reply {
    visit.read(|tx| tx.require(Right::RunFirm)).await?;
    let Some(policy) = read(&mut form) else {
        return policy_page(&visit, form);
    };
    match visit.write(move |tx| policy.keep(tx)).await {
        Ok(()) => {
            visit.portal.forget_look();
            Ok(on_to(routes::SETTINGS_SECURITY)
                .saying("firms-said-kept")
                .into_response())
        }
        Err(Error::Refused(key)) => {
            form.wrong("owners", key);
            policy_page(&visit, form)
        }
        Err(error) => Err(error.into()),
    }
}

/// Signs everybody out but whoever says so, here.
pub async fn sign_everybody_out(visit: FirmVisit) -> Reply {
    let signed = visit.signed().clone();
    visit
        .write(move |tx| Session::end_everybodys(tx, &signed))
        .await?;
    Ok(on_to(routes::SETTINGS_SECURITY)
        .saying("firms-said-everybody-out")
        .into_response())
}
