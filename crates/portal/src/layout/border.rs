//! The border every request crosses, once, in this order: where it came from, who it is, whether the address is theirs;
//! and on the way back: the error's page, the security headers, what may be kept.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
};

use anteroom_web::{
    accept_language,
    client::{self, Network},
    headers, origin,
};
use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, header};

use super::{
    Failure, Visit,
    cookies::{
        self, attempt_cookie, kept_cookie, known_cookie, language_cookie, said_cookie,
        sending_cookie, session_cookie,
    },
    dress, kept,
    linger::Lingering,
    visit::Inner,
};
use crate::{
    base::{Device, Error, Locale, Result, Right, Side, Timestamp},
    links,
    people::{self, Recognised, SEEN_STEP, Session, known},
    portal::{Portal, counted},
    routes::{self, Admits},
};

/// The address of the peer, put there by the listener.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub std::net::SocketAddr);

/// Crosses the border.
pub async fn cross(State(portal): State<Portal>, mut request: Request, next: Next) -> Response {
    let began = std::time::Instant::now();
    if request.version() < http::Version::HTTP_2 {
        request = request.map(Lingering::over);
    }
    let method = request.method().clone();
    let matched = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    if let Some("/assets/{name}" | "/brand/{look}") = matched.as_deref() {
        let mut response = next.run(request).await;
        headers::guard(response.headers_mut(), portal.config.is_secure());
        return response;
    }
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let work = inside(&portal, request, next, matched.as_deref(), &path);
    let (mut response, queries) = counted(work).await;
    headers::guard(response.headers_mut(), portal.config.is_secure());
    let line = Line {
        method,
        address: address(matched.as_deref(), &path),
        status: response.status().as_u16(),
        queries,
        took: began.elapsed(),
    };
    line.write();
    response
}

/// Who it is, whether the address is theirs, the answer, and its page when it went wrong.
async fn inside(
    portal: &Portal,
    mut request: Request,
    next: Next,
    matched: Option<&str>,
    path: &str,
) -> Response {
    let method = request.method().clone();
    let wants_page = wants_page(request.headers());
    // Without a listener there is no peer: nobody is more of a stranger.
    let peer = request
        .extensions()
        .get::<ConnectInfo<Peer>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.0.ip());
    let route = matched.and_then(|path| routes::of(&method, path));
    let serves_link = route.is_some_and(|route| route.admits == Admits::Link);
    match visit(portal, peer, &method, request.headers(), path, serves_link).await {
        Err(error) => Failure(error).into_response(),
        Ok(visit) => {
            request.extensions_mut().insert(visit.clone());
            let response = match allowed(portal, &visit, &request, matched) {
                // What was typed is not lost over it.
                Err(Error::ProveAgain) if method == http::Method::POST && wants_page => {
                    routes::prove_first(visit.clone(), request).await
                }
                Err(Error::SignIn) if method == http::Method::POST => {
                    kept::instead_of_refusing(portal, &visit, request)
                        .await
                        .unwrap_or_else(|| Failure(Error::SignIn).into_response())
                }
                Err(error) => Failure(error).into_response(),
                Ok(()) => next.run(request).await,
            };
            let asked = path.split('?').next().unwrap_or_default();
            kept::forget_sent(&visit, &method, asked, response.status()).await;
            let mut response = dress(&visit, &method, wants_page, response);
            let left = cookies::leave(&visit, &mut response);
            match left.and_then(|()| cookies::making_known(&visit)) {
                Ok(cookie) => response
                    .headers_mut()
                    .extend(cookie.map(|set| (header::SET_COOKIE, set))),
                Err(error) => return Failure(error).into_response(),
            }
            response
        }
    }
}

/// An answer's line in the log.
struct Line<'a> {
    method: http::Method,
    address: &'a str,
    status: u16,
    queries: u32,
    took: std::time::Duration,
}

impl Line<'_> {
    fn write(&self) {
        tracing::info!(
            method = %self.method,
            address = self.address,
            status = self.status,
            queries = self.queries,
            micros = u64::try_from(self.took.as_micros()).unwrap_or(u64::MAX),
            "answered"
        );
    }
}

/// The address as it may be logged. The query stays out: it may hold words. So does what follows `{token}`, and whatever
/// address we do not know: it may be a token with a slip of the pen.
fn address<'a>(matched: Option<&'a str>, path: &'a str) -> &'a str {
    match matched {
        None => "unknown",
        Some(pattern) if pattern.contains("{token}") => pattern,
        Some(_) => path.split('?').next().unwrap_or_default(),
    }
}

/// Whether the asker reads pages: browsers do; upload and script calls get plain words.
fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_none_or(|value| value.contains("text/html"))
        && !headers.contains_key("tus-resumable")
}

fn allowed(portal: &Portal, visit: &Visit, request: &Request, matched: Option<&str>) -> Result<()> {
    origin::guard(request.method(), request.headers(), &portal.config.origin)
        .map_err(|_| Error::Malformed("error-cross-site"))?;
    let Some(path) = matched else {
        return Err(Error::NotFound);
    };
    // A path that exists with another method is answered 405 by the router itself; those of the set-up do not exist any more.
    let Some(route) = routes::of(request.method(), path) else {
        let is_gone = visit.look.is_some() && routes::is_of_set_up(path);
        return if is_gone {
            Err(Error::NotFound)
        } else {
            Ok(())
        };
    };
    if visit.look.is_none() && !matches!(route.admits, Admits::SetUp | Admits::Open) {
        return Err(Error::NotFound);
    }
    // Whoever came in with something the firm takes no more gets as far as adding what it takes.
    let falls_short = visit.who.as_ref().is_some_and(|who| who.falls_short);
    if falls_short && !route.admits.takes_any_way() {
        return Err(Error::AnotherWay);
    }
    match (route.admits, visit.who.as_ref().map(|who| who.signed.side)) {
        (Admits::SetUp, _) if visit.look.is_some() => Err(Error::NotFound),
        (Admits::Open | Admits::SetUp, _)
        | (Admits::Signed | Admits::AnyWay, Some(_))
        | (Admits::Client, Some(Side::Client))
        | (Admits::Firm, Some(Side::Firm(_))) => Ok(()),
        // That there is something to do is no secret among colleagues; whose it is, the handler asks.
        (Admits::Works, Some(side @ Side::Firm(_))) if Right::RunMatters.belongs_to(side) => Ok(()),
        (Admits::Works, Some(Side::Firm(_))) => Err(Error::Forbidden),
        (Admits::Link, _) if visit.sender.is_some() => Ok(()),
        (Admits::Link, _) => Err(Error::ComeAgain),
        (Admits::Client | Admits::Firm | Admits::Works, Some(_)) => Err(Error::NotFound),
        (Admits::AnyWay | Admits::Signed | Admits::Client | Admits::Firm | Admits::Works, None) => {
            Err(Error::SignIn)
        }
    }?;
    let is_fresh = visit
        .who
        .as_ref()
        .is_some_and(|who| who.signed.is_fresh(visit.now));
    if route.asks_anew && !is_fresh {
        return Err(Error::ProveAgain);
    }
    Ok(())
}

async fn visit(
    portal: &Portal,
    peer: IpAddr,
    method: &http::Method,
    headers: &HeaderMap,
    path: &str,
    serves_link: bool,
) -> Result<Visit> {
    let look = match portal.look().await {
        Ok(look) => Some(look),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error),
    };
    let now = portal.now();
    let sending = sending_cookie(portal)?.read(headers).map(ToOwned::to_owned);
    let sender = match sending.clone() {
        Some(token) if serves_link => {
            portal
                .read(&portal.door(), move |tx| links::recognise(tx, &token))
                .await?
        }
        _ => None,
    };
    let token = session_cookie(portal)?.read(headers).map(ToOwned::to_owned);
    let is_post = method == http::Method::POST;
    let known = known_cookie(portal)?.read(headers).map(ToOwned::to_owned);
    let brings = known.clone();
    let (who, over, introduces) = match token {
        Some(token) if !serves_link => {
            portal
                .read(&portal.door(), move |tx| {
                    let who = Session::recognise(tx, &token)?;
                    let over = if who.is_none() && is_post {
                        people::kept::whose(tx, &token)?
                    } else {
                        None
                    };
                    let introduces = match &who {
                        Some(who) => known::introduce(tx, who.signed.person, brings.as_deref())?,
                        None => None,
                    };
                    Ok((who, over, introduces))
                })
                .await?
        }
        _ => (None, None, None),
    };
    if let Some(who) = &who {
        note_seen(portal, who, now);
    }
    let address = client::address(peer, headers, &portal.config.trusted_proxies);
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let chosen = plain_cookie(headers, language_cookie(portal)?.name());
    let locale = locale(headers, chosen.as_deref(), who.as_ref(), look.as_deref());
    Ok(Visit(Arc::new(Inner {
        portal: portal.clone(),
        look,
        who,
        sender,
        locale,
        now,
        path: path.to_owned(),
        said: plain_cookie(headers, said_cookie(portal)?.name()),
        device: device(agent),
        browser: browser(agent),
        network: Network::around(address).to_string(),
        attempt: attempt_cookie(portal)?.read(headers).map(ToOwned::to_owned),
        known,
        introduces,
        sending,
        over,
        has_kept: plain_cookie(headers, kept_cookie(portal)?.name()).is_some(),
        unseen: method == http::Method::HEAD
            // Browsers of today say the first, those before them the second.
            || ["sec-purpose", "purpose"].into_iter().any(|name| {
                let said = headers.get(name).map(HeaderValue::as_bytes);
                said.is_some_and(|value| value.starts_with(b"prefetch"))
            }),
    })))
}

/// Being seen is written behind the answer, at most once a minute, so that reading a page waits for no disk.
fn note_seen(portal: &Portal, who: &Recognised, now: Timestamp) {
    if now.since(who.seen_at) < SEEN_STEP {
        return;
    }
    let (portal, session, actor) = (portal.clone(), who.signed.session, who.actor(portal.firm));
    tokio::spawn(async move {
        if let Err(error) = portal
            .write(&actor, move |tx| Session::saw(tx, session))
            .await
        {
            tracing::warn!(%error, "a session's last use was not written");
        }
    });
}

fn locale(
    headers: &HeaderMap,
    chosen: Option<&str>,
    who: Option<&Recognised>,
    look: Option<&crate::firms::Look>,
) -> Locale {
    if let Some(who) = who {
        return who.locale;
    }
    if let Some(chosen) = chosen.and_then(Locale::parse) {
        return chosen;
    }
    let offered: Vec<&str> = match look {
        Some(look) if !look.locales.is_empty() => look
            .locales
            .iter()
            .map(|locale| locale.as_str())
            .chain(["en", "fr"])
            .collect(),
        _ => vec!["en", "fr"],
    };
    accept_language::choose(headers, &offered)
        .or(offered.first().copied())
        .and_then(Locale::parse)
        .unwrap_or(Locale::En)
}

/// A cookie that opens nothing: a language, a sentence's key.
fn plain_cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| {
            *key == name
                && value.len() <= 80
                && value
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
        .map(|(_, value)| value.to_owned())
        .filter(|value| !value.is_empty())
}

fn device(agent: &str) -> Device {
    if agent.contains("iPad") || (agent.contains("Android") && !agent.contains("Mobile")) {
        Device::Tablet
    } else if agent.contains("Mobile") || agent.contains("iPhone") {
        Device::Phone
    } else if ["Windows", "Macintosh", "X11", "CrOS"]
        .iter()
        .any(|word| agent.contains(word))
    {
        Device::Computer
    } else {
        Device::Unknown
    }
}

/// The browser as one word, so that a device list can name it without keeping the header.
fn browser(agent: &str) -> &'static str {
    [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]
    .iter()
    .find(|(mark, _)| agent.contains(mark))
    .map_or("", |(_, name)| name)
}
