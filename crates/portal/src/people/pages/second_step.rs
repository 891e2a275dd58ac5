//! The second step beside a password: a code of the app, of a printed card, or a recovery code.
//!
//! Whoever is here holds an attempt, never a session. Each kind has a page of its own, and each leads to the others the
//! person has.

use askama::Template;
use axum::response::IntoResponse;

use super::{Surroundings, into_the_room};
use crate::{
    base::{Error, Form, PersonId, Result, Tx, WayIn},
    layout::{Frame, Here, Reply, Typed, Visit, on_to, page_with, status_of},
    people::{Attempt, AttemptKind, AttemptState, First, Guess, Ways, finish_sign_in, sign_in},
    routes,
};

/// A kind of second step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    App,
    Card,
    Recovery,
}

impl Step {
    /// Where it is asked for.
    pub(super) fn address(self) -> &'static str {
        match self {
            Self::App => "/sign-in/code",
            Self::Card => "/sign-in/card",
            Self::Recovery => "/sign-in/recovery-code",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::App => "people-code-title",
            Self::Card => "people-card-title",
            Self::Recovery => "people-recovery-title",
        }
    }

    fn wrong(self) -> &'static str {
        match self {
            Self::App => "people-wrong-code",
            Self::Card => "people-wrong-card-code",
            Self::Recovery => "people-wrong-recovery-code",
        }
    }
}

/// What comes first for whoever has these ways; none where the firm takes no password from them.
pub(super) fn first(ways: &Ways) -> Option<Step> {
    if ways.may_use_app() {
        Some(Step::App)
    } else {
        ways.may_use_card().then_some(Step::Card)
    }
}

#[derive(Template)]
#[template(path = "people/code.html")]
struct Code {
    f: Frame,
    form: Form,
    step: Step,
    has_app: bool,
    has_card: bool,
    has_recovery: bool,
    /// Whether a passkey does as well: for whoever came by the firm's provider.
    has_passkey: bool,
    /// The number of the card's code that is asked for.
    asks: Option<i64>,
}

/// How somebody came in who showed this passkey: by the firm's provider before it, or by the passkey alone.
///
/// # Errors
/// The store's.
pub(super) fn with_passkey(
    tx: &mut Tx<'_, '_>,
    token: Option<&str>,
    person: PersonId,
) -> Result<WayIn> {
    let Some((attempt, _)) = halfway(tx, token)? else {
        return Ok(WayIn::Passkey);
    };
    if attempt.person != Some(person) {
        return Ok(WayIn::Passkey);
    }
    attempt.spend(tx)?;
    Ok(attempt.first().followed_by(WayIn::Passkey))
}

/// The attempt of whoever is halfway in, with the ways they have.
fn halfway(tx: &mut Tx<'_, '_>, token: Option<&str>) -> Result<Option<(Attempt, Ways)>> {
    let Some(token) = token else { return Ok(None) };
    let attempt = Attempt::find(tx, token, AttemptKind::HalfSignedIn)?;
    let Some((attempt, person)) = attempt.and_then(|attempt| {
        let person = attempt.person?;
        Some((attempt, person))
    }) else {
        return Ok(None);
    };
    Ok(Some((attempt, Ways::of(tx, person)?)))
}

async fn ask(visit: &Visit, form: Form, step: Step) -> Reply {
    let token = visit.attempt.clone();
    let halfway = visit.read(move |tx| halfway(tx, token.as_deref())).await?;
    let Some((attempt, ways)) = halfway else {
        return Ok(on_to(&routes::sign_in("/")).into_response());
    };
    let status = status_of(&form);
    page_with(
        status,
        &Code {
            f: visit.frame(visit.lang().t(step.title()), Here::Nowhere),
            form,
            step,
            has_app: ways.may_use_app(),
            has_card: ways.may_use_card(),
            has_recovery: ways.codes_left > 0 && ways.may_use(WayIn::PasswordAndRecoveryCode),
            has_passkey: attempt.first() == First::SingleSignOn && !ways.passkeys.is_empty(),
            asks: ways.card_asks(),
        },
    )
}

/// Asks for the app's code.
pub async fn ask_code(visit: Visit) -> Reply {
    ask(&visit, Form::blank(), Step::App).await
}

/// Asks for the code of the printed card that comes next.
pub async fn ask_card_code(visit: Visit) -> Reply {
    ask(&visit, Form::blank(), Step::Card).await
}

/// Asks for a recovery code.
pub async fn ask_recovery_code(visit: Visit) -> Reply {
    ask(&visit, Form::blank(), Step::Recovery).await
}

/// The app's code.
pub async fn code(visit: Visit, Typed(form): Typed) -> Reply {
    take(&visit, form, Step::App).await
}

/// A code of the printed card.
pub async fn card_code(visit: Visit, Typed(form): Typed) -> Reply {
    take(&visit, form, Step::Card).await
}

/// A recovery code.
pub async fn recovery_code(visit: Visit, Typed(form): Typed) -> Reply {
    take(&visit, form, Step::Recovery).await
}

enum Outcome {
    In {
        token: String,
        next: String,
        second: WayIn,
    },
    Wrong,
    Over,
}

async fn take(visit: &Visit, mut form: Form, step: Step) -> Reply {
    let typed = form.line("code", 40);
    let (token, at) = (visit.attempt.clone(), Surroundings::of(visit));
    let outcome = visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            let Some((attempt, ways)) = halfway(tx, token.as_deref())? else {
                tx.unaudited("nothing was changed");
                return Ok(Outcome::Over);
            };
            let AttemptState::HalfSignedIn { next, first } = &attempt.state else {
                return Err(Error::NotFound);
            };
            let guess = Guess::at_person(tx, ways.person, &at);
            guess.spend(tx)?;
            let Some(second) = ways.spend_code(tx, &typed)? else {
                sign_in::record_failure(tx, Some(ways.person), "code")?;
                return Ok(Outcome::Wrong);
            };
            attempt.spend(tx)?;
            guess.forget(tx)?;
            let token = finish_sign_in(tx, ways.person, first.followed_by(second), &at)?;
            let next = next.clone();
            Ok(Outcome::In {
                token,
                next,
                second,
            })
        })
        .await?;
    match outcome {
        Outcome::In {
            token,
            next,
            second,
        } => {
            let next = if second == WayIn::PasswordAndRecoveryCode {
                "/you/security".to_owned()
            } else {
                next
            };
            Ok(into_the_room(&visit.portal, &token, &next).await?)
        }
        Outcome::Over => Ok(on_to(&routes::sign_in("/")).into_response()),
        Outcome::Wrong => {
            form.wrong("code", step.wrong());
            ask(visit, form, step).await
        }
    }
}
