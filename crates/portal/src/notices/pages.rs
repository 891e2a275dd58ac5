//! You, e-mails: which letters somebody gets, and when.

use askama::Template;
use axum::response::IntoResponse;

use super::{Choices, Minute, Pace};
use crate::{
    base::Form,
    layout::{Choice, Frame, Here, Reply, SignedVisit, Typed, on_to, page_with, status_of},
};

#[derive(Template)]
#[template(path = "notices/choices.html")]
struct Page {
    f: Frame,
    form: Form,
    paces: Vec<Choice>,
}

fn page(visit: &SignedVisit, form: Form) -> Reply {
    let status = status_of(&form);
    page_with(
        status,
        &Page {
            f: visit.frame(visit.lang().t("notices-choices"), Here::You),
            form,
            paces: [
                (Pace::AtOnce, "notices-choices-at-once"),
                (Pace::Daily, "notices-choices-daily"),
                (Pace::Never, "notices-choices-never"),
            ]
            .map(|(pace, key)| Choice::of(pace.as_str(), visit.lang().t(key)))
            .into(),
        },
    )
}

/// What they chose.
pub async fn show(visit: SignedVisit) -> Reply {
    let person = visit.signed().person;
    let choices = visit.read(move |tx| Choices::of(tx, person)).await?;
    let quiet = choices
        .quiet
        .or(Minute::parse("21:00").zip(Minute::parse("07:00")));
    let time = |minute: Option<Minute>| minute.map(|minute| minute.to_string()).unwrap_or_default();
    let form = Form::filled([
        ("needs_you", choices.needs_you.as_str().to_owned()),
        ("news", choices.news.as_str().to_owned()),
        ("daily_at", choices.daily_at.to_string()),
        ("quiet", choices.quiet.map_or("", |_| "on").to_owned()),
        ("quiet_from", time(quiet.map(|(from, _)| from))),
        ("quiet_until", time(quiet.map(|(_, until)| until))),
    ]);
    page(&visit, form)
}

/// Keeps it.
pub async fn keep(visit: SignedVisit, Typed(mut form): Typed) -> Reply {
    match read(&mut form) {
        None => page(&visit, form),
        Some(choices) => {
            visit.write(move |tx| choices.keep(tx)).await?;
            Ok(on_to("/you").saying("people-said-kept").into_response())
        }
    }
}

fn read(form: &mut Form) -> Option<Choices> {
    let (needs_you, news) = (pace(form, "needs_you"), pace(form, "news"));
    // What is not asked for need not be right.
    let daily_at = if [needs_you, news].contains(&Some(Pace::Daily)) {
        minute(form, "daily_at")
    } else {
        Minute::parse(form.value("daily_at")).or(Some(Choices::default().daily_at))
    };
    let mut quiet = None;
    if form.chose("quiet", "on") {
        let (from, until) = (minute(form, "quiet_from"), minute(form, "quiet_until"));
        if from.is_some() && from == until {
            form.wrong("quiet_until", "notices-choices-quiet-none");
        }
        quiet = from.zip(until);
    }
    form.is_good().then_some(Choices {
        needs_you: needs_you?,
        news: news?,
        daily_at: daily_at?,
        quiet,
    })
}

fn pace(form: &mut Form, field: &'static str) -> Option<Pace> {
    let pace = Pace::parse(form.value(field));
    if pace.is_none() {
        form.wrong(field, "form-choose");
    }
    pace
}

fn minute(form: &mut Form, field: &'static str) -> Option<Minute> {
    let minute = Minute::parse(form.value(field));
    if minute.is_none() {
        form.wrong(field, "notices-choices-no-time");
    }
    minute
}
