//! Which page a form stands in, told from the address it is sent to.

use super::{Admits, Route, TABLE};

/// The route of an address.
fn route_of(method: &str, path: &str) -> Option<&'static Route> {
    let path = path.split('?').next().unwrap_or_default();
    let fits = |pattern: &str| {
        let (mut parts, mut own) = (path.split('/'), pattern.split('/'));
        loop {
            match (parts.next(), own.next()) {
                (None, None) => return true,
                (Some(part), Some(own)) if part == own || own.starts_with('{') => {}
                _ => return false,
            }
        }
    };
    // What is written out goes before what is left open, as the router has it.
    let mut found: Vec<&Route> = TABLE
        .iter()
        .filter(|route| route.method == method && fits(route.path))
        .collect();
    found.sort_by_key(|route| route.path.matches('{').count());
    found.first().copied()
}

/// The page a form stands in that is sent to this address: a page of its own below it, the page at the same address, or Home.
pub fn page_of(path: &str) -> String {
    let new = format!("{path}/new");
    let is_sent_there = route_of("post", path).is_some();
    if is_sent_there && route_of("get", &new).is_some_and(|route| route.path.ends_with("/new")) {
        new
    } else if route_of("get", path).is_some() {
        path.to_owned()
    } else {
        "/".into()
    }
}

/// Whether words sent to this address may be kept when the session has ended: nothing that proves who one is.
pub fn keeps_words(path: &str) -> bool {
    route_of("post", path).is_some_and(|route| {
        matches!(
            route.admits,
            Admits::Signed | Admits::Client | Admits::Firm | Admits::Works
        ) && !["/you/", "/session/", "/settings/mail"]
            .iter()
            .any(|secret| route.path.starts_with(secret))
    })
}
