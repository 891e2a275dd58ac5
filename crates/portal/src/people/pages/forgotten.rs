//! A forgotten password: asking for a letter, and the page its link leads to. Neither tells anybody who has a space here,
//! and opening the link uses nothing up.

use askama::Template;
use axum::response::IntoResponse;

use super::{
    hashed, help,
    second_step::{self, Step},
    to_the_next_step,
};
use crate::{
    base::{Error, Form, Tx},
    layout::{Frame, Here, Path, Reply, Typed, Visit, on_to, page_with, status_of},
    people::{Guess, PasswordReset, Person, Ways, passwords},
};

/// Asks for the letter. The same answer and the same work for every address.
pub async fn ask(visit: Visit, Typed(mut form): Typed) -> Reply {
    let email = form.email("email");
    if !form.is_good() {
        return help::without_password(&visit, form);
    }
    // A count of its own: whoever asks in somebody's name does not keep them from signing in.
    let guess = Guess::at(format!("forgotten {email}"), &visit.network);
    visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            guess.spend(tx)?;
            PasswordReset::ask(tx, &email)
        })
        .await?;
    Ok(on_to("/sign-in/help?missing=password&written=yes").into_response())
}

#[derive(Template)]
#[template(path = "people/new_password.html")]
struct NewPassword {
    f: Frame,
    form: Form,
    token: String,
    /// Whose, for their password manager. Nobody's: the link is no longer good, for whatever reason.
    email: Option<String>,
}

fn new_password(visit: &Visit, token: String, form: Form, email: Option<String>) -> Reply {
    let title = if email.is_some() {
        "recovery-password-title"
    } else {
        "recovery-password-over"
    };
    let status = status_of(&form);
    page_with(
        status,
        &NewPassword {
            f: visit.frame(visit.lang().t(title), Here::Nowhere),
            form,
            token,
            email,
        },
    )
}

fn whose(tx: &mut Tx<'_, '_>, token: &str) -> Result<Option<Person>, Error> {
    PasswordReset::at_link(tx, token)?
        .map(|reset| Person::load(tx, reset.person))
        .transpose()
}

/// The page of the link.
pub async fn show(visit: Visit, Path(token): Path<String>) -> Reply {
    let asked = token.clone();
    let person = visit
        .portal
        .read(&visit.portal.door(), move |tx| whose(tx, &asked))
        .await?;
    let email = person.map(|person| person.email);
    new_password(&visit, token, Form::blank(), email)
}

/// The new password. What comes next is the second step, as ever.
pub async fn set(visit: Visit, Path(token): Path<String>, Typed(mut form): Typed) -> Reply {
    let (asked, network) = (token.clone(), visit.network.clone());
    let person = visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            let person = whose(tx, &asked)?;
            if person.is_none() {
                Guess::from(&network).spend(tx)?;
            }
            tx.unaudited("nothing was changed");
            Ok(person)
        })
        .await?;
    let Some(person) = person else {
        return new_password(&visit, token, Form::blank(), None);
    };
    let firm = visit.look()?.name.clone();
    let words = vec![firm, person.name, person.email.clone()];
    let typed = passwords::plain(form.value("password"));
    let hash = match hashed(&visit.portal, typed, words).await? {
        Ok(hash) => hash,
        Err(key) => {
            form.wrong("password", key);
            return new_password(&visit, token, form, Some(person.email));
        }
    };
    let asked = token.clone();
    let attempt = visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            tx.unaudited("what is changed is recorded");
            let Some(reset) = PasswordReset::at_link(tx, &asked)? else {
                return Ok(None);
            };
            let step = second_step::first(&Ways::of(tx, reset.person)?);
            Ok(Some((reset.set(tx, &hash)?, step)))
        })
        .await?;
    match attempt {
        Some((attempt, step)) => {
            let next = step.map_or(Step::App.address(), Step::address);
            Ok(to_the_next_step(&visit.portal, &attempt, next)?)
        }
        None => new_password(&visit, token, Form::blank(), None),
    }
}
