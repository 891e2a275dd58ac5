//! You › security: the password, the app beside it, and the recovery codes. Every change asks first who you are: the routes say so.

use askama::Template;
use axum::response::IntoResponse;

use super::{hashed, into_the_room, is_right, security::HERE};
use crate::{
    base::{Error, Form, Result, WayIn},
    layout::{Frame, Here, Reply, SignedVisit, Typed, on_to, page, page_with, qr, status_of},
    people::{
        Guess, Person, Session, Ways, codes, passwords, recovery_codes, sign_in, totp::Secret, ways,
    },
};

#[derive(Template)]
#[template(path = "people/change_password.html")]
struct ChangePassword {
    f: Frame,
    form: Form,
    email: String,
    has_password: bool,
}

async fn password_page(visit: &SignedVisit, form: Form) -> Reply {
    let person = visit.signed().person;
    let (email, has_password) = visit
        .read(move |tx| {
            Ok((
                Person::load(tx, person)?.email,
                Ways::of(tx, person)?.has_password(),
            ))
        })
        .await?;
    let status = status_of(&form);
    let title = if has_password {
        "people-change-password"
    } else {
        "people-set-password"
    };
    page_with(
        status,
        &ChangePassword {
            f: visit.frame(visit.lang().t(title), Here::You),
            form,
            email,
            has_password,
        },
    )
}

/// Sets or changes the password: the page.
pub async fn new_password(visit: SignedVisit) -> Reply {
    takes_password(&visit).await?;
    password_page(&visit, Form::blank()).await
}

/// Refuses where the firm takes no passwords from them.
async fn takes_password(visit: &SignedVisit) -> Result<()> {
    let person = visit.signed().person;
    let ways = visit.read(move |tx| Ways::of(tx, person)).await?;
    if ways.may_set_password() {
        Ok(())
    } else {
        Err(Error::Refused("people-refused-passkey-only"))
    }
}

/// Whether the password in use was typed, when there is one. Pays for the try.
async fn knows_current(visit: &SignedVisit, typed: String) -> Result<bool> {
    let (person, network) = (visit.signed().person, visit.network.clone());
    let guess = Guess::within(visit.signed().session, &network);
    let paid = guess.clone();
    let kept = visit
        .write(move |tx| {
            paid.spend(tx)?;
            let ways = Ways::of(tx, person)?;
            let is_in_use = ways.has_password();
            Ok(ways.password.filter(|_| is_in_use))
        })
        .await?;
    let is_right = match kept {
        None => true,
        kept => is_right(&visit.portal, passwords::plain(&typed), kept).await?,
    };
    visit
        .write(move |tx| {
            if is_right {
                guess.give_back(tx)
            } else {
                sign_in::record_failure(tx, Some(person), "change")
            }
        })
        .await?;
    Ok(is_right)
}

/// The new password.
pub async fn set_password(visit: SignedVisit, Typed(mut form): Typed) -> Reply {
    takes_password(&visit).await?;
    if !knows_current(
        &visit,
        form.value("current")
            .chars()
            .take(passwords::MOST)
            .collect(),
    )
    .await?
    {
        form.wrong("current", "people-wrong-current");
        return password_page(&visit, form).await;
    }
    let signed = visit.signed().clone();
    let person = visit
        .read(move |tx| Person::load(tx, signed.person))
        .await?;
    let firm = visit.look()?.name.clone();
    let hash = match hashed(
        &visit.portal,
        passwords::plain(form.value("password")),
        vec![firm, person.name, person.email],
    )
    .await?
    {
        Ok(hash) => hash,
        Err(key) => {
            form.wrong("password", key);
            return password_page(&visit, form).await;
        }
    };
    let (signed, ends_others) = (visit.signed().clone(), form.chose("others", "end"));
    let has_second_step = visit
        .write(move |tx| {
            ways::set_password(tx, signed.person, &hash)?;
            if ends_others {
                Session::end_others(tx, &signed)?;
            }
            ways::tell(tx, signed.person)?;
            Ok(Ways::of(tx, signed.person)?.has_password())
        })
        .await?;
    // A password alone opens nothing: its second step comes next.
    Ok(if has_second_step {
        on_to(HERE).saying("people-said-password-set")
    } else {
        on_to("/you/security/app")
    }
    .into_response())
}

#[derive(Template)]
#[template(path = "people/change_app.html")]
struct ChangeApp {
    f: Frame,
    form: Form,
    square: String,
    secret: String,
    address: String,
}

async fn app_page(visit: &SignedVisit, form: Form, secret: Secret) -> Reply {
    let person = visit.signed().person;
    let email = visit
        .read(move |tx| Ok(Person::load(tx, person)?.email))
        .await?;
    let f = visit.frame(visit.lang().t("people-app-title"), Here::You);
    let address = secret.address(f.firm_name(), &email);
    let status = status_of(&form);
    page_with(
        status,
        &ChangeApp {
            f,
            form,
            square: qr(&address)?,
            secret: secret.text(),
            address,
        },
    )
}

/// Sets or replaces the authenticator app: the page.
pub async fn new_app(visit: SignedVisit) -> Reply {
    let person = visit.signed().person;
    takes_password(&visit).await?;
    if visit
        .read(move |tx| Ways::of(tx, person))
        .await?
        .password
        .is_none()
    {
        return Ok(on_to("/you/security/password").into_response());
    }
    app_page(&visit, Form::blank(), Secret::make()?).await
}

/// The new app's first code. The secret comes back with the form: until then it is nobody's but the page's.
pub async fn set_app(visit: SignedVisit, Typed(mut form): Typed) -> Reply {
    let typed = form.line("code", 40);
    let secret = Secret::parse(form.value("secret")).ok_or(Error::Malformed("form-not-a-form"))?;
    takes_password(&visit).await?;
    let (signed, kept) = (visit.signed().clone(), secret.clone());
    let (person, falls_short) = (signed.person, visit.who().falls_short);
    let outcome = visit
        .write(move |tx| {
            Ways::of(tx, person)?.may_add(falls_short)?;
            let Some(step) = kept.step_of(&typed, tx.now()) else {
                sign_in::record_failure(tx, Some(person), "app")?;
                return Ok(None);
            };
            ways::set_app(tx, person, &kept, step)?;
            ways::tell(tx, person)?;
            if falls_short {
                // They came with their password and have shown the app's code: that is the way the firm takes.
                let token = Session::proved(tx, &signed, WayIn::PasswordAndApp)?;
                return Ok(Some((Vec::new(), Some(token))));
            }
            let codes = if recovery_codes::left(tx, person)? == 0 {
                recovery_codes::make(tx, person)?
            } else {
                Vec::new()
            };
            Ok(Some((codes, None)))
        })
        .await?;
    match outcome {
        None => {
            form.wrong("code", "people-wrong-code");
            app_page(&visit, form, secret).await
        }
        Some((_, Some(token))) => Ok(into_the_room(&visit.portal, &token, HERE).await?),
        Some((codes, None)) if codes.is_empty() => {
            Ok(on_to(HERE).saying("people-said-app-set").into_response())
        }
        Some((codes, None)) => show_codes(&visit, &codes),
    }
}

#[derive(Template)]
#[template(path = "people/new_codes.html")]
struct NewCodes {
    f: Frame,
    codes: Vec<String>,
}

fn show_codes(visit: &SignedVisit, made: &[String]) -> Reply {
    let codes = made
        .iter()
        .map(|code| codes::groups(code).join(" "))
        .collect();
    page(&NewCodes {
        f: visit.frame(visit.lang().t("people-codes-title"), Here::You),
        codes,
    })
}

/// Makes new recovery codes and shows them, this once.
pub async fn make_codes(visit: SignedVisit) -> Reply {
    let person = visit.signed().person;
    let made = visit
        .write(move |tx| {
            if !Ways::of(tx, person)?.has_password_and_app() {
                return Err(Error::Refused("people-refused-codes-need-password"));
            }
            let made = recovery_codes::make(tx, person)?;
            ways::tell(tx, person)?;
            Ok(made)
        })
        .await?;
    show_codes(&visit, &made)
}
