//! Coming in by the firm's provider, and linking an account there: to the provider and back, in the same browser, once.
//!
//! What comes back is believed only when the state is the one this browser went with, and the ID token holds
//! (`anteroom-oidc`). An account is somebody here only when they linked it themselves; its address says nothing.

use anteroom_oidc::{
    Account, Authorization, Client, Error as Failed, Expected, Registered, challenge,
};
use anteroom_web::{
    cookie::{SameSite, SessionCookie},
    origin,
};
use askama::Template;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::{
    Surroundings, into_the_room,
    second_step::{self, Step},
    security::HERE,
    to_the_next_step,
};
use crate::{
    base::{Error, PersonId, Result, Tx, WayIn},
    firms::{SignOnPolicy, SingleSignOn},
    layout::{Frame, Here, Query, Reply, SignedVisit, Visit, on_to, page_with},
    people::{
        Attempt, AttemptState, First, Guess, LinkedAccount, Session, Ways, finish_sign_in, sign_in,
        single_sign_on::{Asked, Purpose},
        ways,
    },
    portal::Portal,
    routes,
};

/// The longest way on that fits into the cookie beside the rest.
const NEXT: usize = 512;
/// How long the browser keeps the cookie: as long as an answer may take.
const COOKIE: std::time::Duration = std::time::Duration::from_secs(10 * 60);

/// Why nobody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Miss {
    /// The provider did not answer.
    Silent,
    /// Its answer belongs to no question of this browser, or came too late.
    Stale,
    /// It did not let them through, or they turned back.
    Denied,
    /// Its answer does not hold.
    Doubtful,
    /// Nobody here has linked this account.
    Unlinked,
    /// Somebody else has linked this account, or they have linked another.
    Taken,
}

impl Miss {
    fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Silent => ("sso-silent", "sso-silent-words"),
            Self::Stale => ("sso-stale", "sso-stale-words"),
            Self::Denied => ("sso-denied", "sso-denied-words"),
            Self::Doubtful => ("sso-doubtful", "sso-doubtful-words"),
            Self::Unlinked => ("sso-unlinked", "sso-unlinked-words"),
            Self::Taken => ("sso-taken", "sso-taken-words"),
        }
    }

    fn of(error: &Failed) -> Self {
        match error {
            Failed::NoAnswer(_) | Failed::BadAddress(_) => Self::Silent,
            Failed::Refused(_) => Self::Denied,
            Failed::BadAnswer(_) | Failed::OtherIssuer(_) | Failed::NotBelieved(_) => {
                Self::Doubtful
            }
        }
    }
}

#[derive(Template)]
#[template(path = "people/sso_missed.html")]
struct Missed {
    f: Frame,
    name: String,
    title: &'static str,
    words: &'static str,
}

fn missed(visit: &Visit, name: &str, miss: Miss) -> Reply {
    let (title, words) = miss.keys();
    let status = match miss {
        Miss::Silent => StatusCode::SERVICE_UNAVAILABLE,
        Miss::Doubtful => StatusCode::BAD_GATEWAY,
        Miss::Stale | Miss::Denied | Miss::Unlinked | Miss::Taken => StatusCode::OK,
    };
    let mut answer = page_with(
        status,
        &Missed {
            f: visit.frame(visit.lang().t("sso"), Here::Nowhere),
            name: name.to_owned(),
            title,
            words,
        },
    )?;
    answer
        .headers_mut()
        .append(header::SET_COOKIE, cookie(&visit.portal)?.clear());
    Ok(answer)
}

fn cookie(portal: &Portal) -> Result<SessionCookie> {
    SessionCookie::new(portal.config.is_secure(), "anteroom-provider").map_err(Error::bug)
}

async fn provider(visit: &Visit) -> Result<SingleSignOn> {
    visit
        .portal
        .read(&visit.portal.product(), SignOnPolicy::load)
        .await?
        .provider
        .ok_or(Error::NotFound)
}

fn redirect(portal: &Portal) -> String {
    portal.config.address(routes::SINGLE_SIGN_ON_BACK)
}

/// Where the browser goes, and the cookie it takes along.
async fn asking(
    visit: &Visit,
    own: &SingleSignOn,
    purpose: Purpose,
) -> Result<Result<(String, HeaderValue), Failed>> {
    let asked = Asked::make(purpose)?;
    let sealing = asked.clone();
    let sealed = visit
        .portal
        .read(&visit.portal.door(), move |tx| sealing.clone().seal(tx))
        .await?;
    let cookie = cookie(&visit.portal)?
        .set(&sealed, SameSite::Lax, Some(COOKIE))
        .map_err(Error::bug)?;
    let redirect = redirect(&visit.portal);
    let asking = async {
        let found = Client::new(&own.authority)?.discover(&own.issuer).await?;
        found.authorization(
            &Registered {
                id: &own.client,
                secret: &own.secret,
                redirect: &redirect,
            },
            &Authorization {
                state: &asked.state,
                nonce: &asked.nonce,
                challenge: &challenge(&asked.verifier),
            },
        )
    };
    Ok(asking.await.map(|url| (url.to_string(), cookie)))
}

/// Leads to the provider. Writes nothing, so that a link may do it; but only one of ours, pressed: another site must not sign
/// anybody in behind their back.
pub async fn begin(visit: Visit, query: Query, headers: HeaderMap) -> Reply {
    let own = provider(&visit).await?;
    let next = Some(routes::next(query.get("next"))).filter(|next| next.len() <= NEXT);
    let next = next.unwrap_or_else(|| "/".into());
    if !origin::is_own_step(&headers, &visit.portal.config.origin) {
        return Ok(on_to(&routes::sign_in(&next)).into_response());
    }
    let purpose = Purpose::SignIn { next };
    match asking(&visit, &own, purpose).await? {
        Ok((address, cookie)) => {
            let to = HeaderValue::from_str(&address).map_err(Error::bug)?;
            let headers = [(header::LOCATION, to), (header::SET_COOKIE, cookie)];
            Ok((StatusCode::SEE_OTHER, headers).into_response())
        }
        Err(error) => {
            tracing::warn!(%error, "the provider of single sign-on is not there");
            missed(&visit, &own.name, Miss::of(&error))
        }
    }
}

#[derive(Template)]
#[template(path = "people/sso_onward.html")]
struct Onward {
    f: Frame,
    name: String,
    address: String,
}

/// Leads whoever is signed in to the provider, to link their account there. A page of its own stands between: a form may
/// lead nowhere but here, and whoever is sent elsewhere reads first where to.
pub async fn link(visit: SignedVisit) -> Reply {
    let own = provider(&visit).await?;
    if !matches!(visit.signed().side, crate::base::Side::Firm(_)) {
        return Err(Error::NotFound.into());
    }
    let purpose = Purpose::Link {
        person: visit.signed().person,
    };
    match asking(&visit, &own, purpose).await? {
        Ok((address, cookie)) => {
            let mut answer = page_with(
                StatusCode::OK,
                &Onward {
                    f: visit.frame(visit.lang().t("sso"), Here::You),
                    name: own.name,
                    address,
                },
            )?;
            answer.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(answer)
        }
        Err(error) => {
            tracing::warn!(%error, "the provider of single sign-on is not there");
            missed(&visit, &own.name, Miss::of(&error))
        }
    }
}

/// Ends the link.
pub async fn unlink(visit: SignedVisit) -> Reply {
    let person = visit.signed().person;
    visit
        .write(move |tx| {
            tx.unaudited("where there was a link, its end is recorded");
            if LinkedAccount::is_required(tx, person)? {
                return Err(Error::Refused("sso-refused-required"));
            }
            if LinkedAccount::unlink(tx, person)? {
                ways::tell(tx, person)?;
            }
            Ok(())
        })
        .await?;
    Ok(on_to(HERE).saying("sso-said-unlinked").into_response())
}

/// Back from the provider, with a code or without.
pub async fn back(visit: Visit, query: Query, headers: HeaderMap) -> Reply {
    let own = provider(&visit).await?;
    let held = cookie(&visit.portal)?
        .read(&headers)
        .map(ToOwned::to_owned)
        .unwrap_or_default();
    let (state, network) = (query.get("state").to_owned(), visit.network.clone());
    let asked = visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            let asked = Asked::answered(tx, &held, &state)?;
            if asked.is_none() {
                Guess::from(&network).spend(tx)?;
            }
            Ok(asked)
        })
        .await?;
    let Some(asked) = asked else {
        return missed(&visit, &own.name, Miss::Stale);
    };
    // RFC 9207: an answer of another provider than the one that was asked.
    let answers_as = query.get("iss");
    let is_of_another = !answers_as.is_empty() && answers_as != own.issuer;
    if !query.get("error").is_empty() || query.get("code").is_empty() || is_of_another {
        return missed(&visit, &own.name, Miss::Denied);
    }
    match believed(&visit, &own, &asked, query.get("code")).await {
        Ok(account) => match asked.purpose {
            Purpose::SignIn { next } => come_in(&visit, &own, account, next).await,
            Purpose::Link { person } => keep_link(&visit, &own, account, person).await,
        },
        Err(error) => {
            tracing::warn!(%error, "the provider of single sign-on was not believed");
            visit
                .portal
                .write(&visit.portal.door(), |tx| {
                    sign_in::record_failure(tx, None, "single sign-on")
                })
                .await?;
            missed(&visit, &own.name, Miss::of(&error))
        }
    }
}

/// Changes the code for an ID token, and believes it or not.
async fn believed(
    visit: &Visit,
    own: &SingleSignOn,
    asked: &Asked,
    code: &str,
) -> Result<Account, Failed> {
    let client = Client::new(&own.authority)?;
    let found = client.discover(&own.issuer).await?;
    let redirect = redirect(&visit.portal);
    let registered = Registered {
        id: &own.client,
        secret: &own.secret,
        redirect: &redirect,
    };
    let token = client
        .exchange(&found, &registered, code, &asked.verifier)
        .await?;
    let keys = client.keys(&found).await?;
    let expected = Expected {
        issuer: &own.issuer,
        client: &own.client,
        nonce: &asked.nonce,
        now: visit.portal.now().seconds(),
    };
    expected.check(&token, &keys)
}

enum Outcome {
    In(String),
    Half(String, &'static str),
    Nobody,
}

async fn come_in(visit: &Visit, own: &SingleSignOn, account: Account, next: String) -> Reply {
    let (issuer, at) = (own.issuer.clone(), Surroundings::of(visit));
    let onward = next.clone();
    let outcome = visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            enter(tx, &issuer, &account, &onward, &at)
        })
        .await?;
    let mut answer = match outcome {
        Outcome::In(token) => into_the_room(&visit.portal, &token, &next).await?,
        Outcome::Half(token, step) => to_the_next_step(&visit.portal, &token, step)?,
        Outcome::Nobody => return missed(visit, &own.name, Miss::Unlinked),
    };
    forget(visit, &mut answer)?;
    Ok(answer)
}

fn enter(
    tx: &mut Tx<'_, '_>,
    issuer: &str,
    account: &Account,
    next: &str,
    at: &Surroundings,
) -> Result<Outcome> {
    let Some(person) = LinkedAccount::whose(tx, issuer, &account.subject)? else {
        sign_in::record_failure(tx, None, "single sign-on")?;
        return Ok(Outcome::Nobody);
    };
    // Where the firm asks for a passkey, whoever has one shows it here: the provider may have asked for less.
    if account.two_steps && Ways::of(tx, person)?.may_use(WayIn::SingleSignOn) {
        LinkedAccount::used(tx, person)?;
        return finish_sign_in(tx, person, WayIn::SingleSignOn, at).map(Outcome::In);
    }
    // A second step that the provider did not take is ours to ask.
    tx.unaudited("nobody is in yet; what the next step leads to is recorded");
    LinkedAccount::used(tx, person)?;
    let token = Session::new_token()?;
    let state = AttemptState::HalfSignedIn {
        next: next.to_owned(),
        first: First::SingleSignOn,
    };
    Attempt::begin(tx, &token, Some(person), &state)?;
    let step = second_step::first(&Ways::of(tx, person)?).unwrap_or(Step::App);
    Ok(Outcome::Half(token, step.address()))
}

async fn keep_link(visit: &Visit, own: &SingleSignOn, account: Account, person: PersonId) -> Reply {
    let is_theirs = visit.who.as_ref().is_some_and(|who| {
        who.signed.person == person && who.signed.is_fresh(visit.now.before(COOKIE))
    });
    if !is_theirs {
        return missed(visit, &own.name, Miss::Stale);
    }
    let issuer = own.issuer.clone();
    let linked = visit
        .write(move |tx| {
            LinkedAccount::link(tx, &issuer, &account.subject, &account.label)?;
            ways::tell(tx, person)
        })
        .await;
    match linked {
        Ok(()) => {
            let mut answer = on_to(HERE).saying("sso-said-linked").into_response();
            forget(visit, &mut answer)?;
            Ok(answer)
        }
        Err(Error::Refused("sso-refused-linked")) => missed(visit, &own.name, Miss::Taken),
        Err(error) => Err(error.into()),
    }
}

/// Takes the cookie back: it was used.
fn forget(visit: &Visit, answer: &mut Response) -> Result<()> {
    answer
        .headers_mut()
        .append(header::SET_COOKIE, cookie(&visit.portal)?.clear());
    Ok(())
}
