//! Every address of the product, asked for by everybody: who gets in is printed as a table a lawyer can read
//! (`policy.golden`), and whoever may not is told the same as about what never was.
//!
//! After a change on purpose: `ANTEROOM_WRITE_POLICY=1 cargo nextest run -p anteroom --test portal policy`.

mod stage;

use std::{collections::BTreeMap, fmt::Write};

use anteroom::routes::{Admits, Route, TABLE};
use anteroom_testkit::{Answer, Browser};
use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use stage::{Role, Stage};

use crate::{source::root, world::Persona};

/// What is asked for after everything else, in this order, since it ends what the others need.
const LAST: &[(&str, &str)] = &[
    ("delete", "/uploads/{upload}"),
    ("delete", "/sending/uploads/{upload}"),
    ("post", "/sending/end"),
    ("post", "/links/{link}/code"),
    ("post", "/links/{link}/end"),
    ("post", "/sharings/{sharing}/undo"),
    ("post", "/shares/{share}/revocation"),
    ("post", "/emergencies/{emergency}/end"),
    ("post", "/matters/{matter}/people/{person}/end"),
    ("post", "/matters/{matter}/team/{person}/end"),
    ("post", "/settings/people/{person}/end"),
    ("post", "/you/sessions/{session}/end"),
    ("post", "/you/sessions/end"),
    ("post", "/sign-out"),
];

/// What an answer means for whoever asked.
fn verdict(answer: &Answer) -> &'static str {
    let to = answer.leads_to().unwrap_or_default();
    let signs_out = answer
        .headers
        .get_all("set-cookie")
        .iter()
        .any(|cookie| cookie.as_bytes().starts_with(b"anteroom=;"));
    match answer.status {
        StatusCode::SEE_OTHER if signs_out => "yes",
        StatusCode::NOT_FOUND => "-",
        StatusCode::UNAUTHORIZED => "door",
        StatusCode::FORBIDDEN if to.is_empty() => "no",
        StatusCode::CONFLICT => "refused",
        StatusCode::SEE_OTHER if to == "/sign-in" || to.starts_with("/sign-in?") => "door",
        StatusCode::SEE_OTHER if to == "/you/security/needed" => "way",
        status if status.is_server_error() => "FAULT",
        _ => "yes",
    }
}

async fn ask(browser: &mut Browser, route: &Route, path: &str, form: String) -> Answer {
    let method: Method = route.method.to_uppercase().parse().unwrap();
    let mut headers = HeaderMap::new();
    let mut body = Bytes::new();
    if path.contains("/uploads") {
        headers.insert("tus-resumable", "1.0.0".parse().unwrap());
        headers.insert("upload-length", "4".parse().unwrap());
        headers.insert("upload-metadata", "filename YS50eHQ=".parse().unwrap());
    }
    if method == Method::PATCH {
        headers.insert("upload-offset", "2".parse().unwrap());
        headers.insert(
            "content-type",
            "application/offset+octet-stream".parse().unwrap(),
        );
        body = Bytes::from_static(b"four");
    } else if method == Method::POST {
        headers.insert(
            "content-type",
            "application/x-www-form-urlencoded".parse().unwrap(),
        );
        body = form.into();
    }
    browser.send(method, path, headers, body).await
}

fn asks(stage: &Stage, persona: &Persona, route: &Route) -> Answer {
    let (path, form) = (stage.address(route), stage.form(route));
    persona.browse(async |browser| ask(browser, route, &path, form).await)
}

/// The table in the order it is asked.
fn in_order() -> Vec<&'static Route> {
    let rank = |route: &Route| {
        LAST.iter()
            .position(|last| *last == (route.method, route.path))
    };
    let mut all: Vec<&Route> = TABLE.iter().collect();
    // What reads goes before what changes, as far as nothing else is said.
    all.sort_by_key(|route| {
        (
            rank(route).map_or(0, |at| at + 1),
            !matches!(route.method, "get" | "options" | "head"),
        )
    });
    all
}

fn of_role(role: Role) -> BTreeMap<(&'static str, &'static str), &'static str> {
    let stage = Stage::set(role);
    let mut verdicts = BTreeMap::new();
    for route in in_order() {
        let answer = asks(&stage, &stage.asker, route);
        let verdict = verdict(&answer);
        assert_ne!(verdict, "FAULT", "{role:?} at {route:?}: {}", answer.text());
        // Every answer, also a refusal, is kept by nobody and runs no script from elsewhere.
        for header in [
            "content-security-policy",
            "x-content-type-options",
            "cache-control",
        ] {
            assert!(
                !answer.header(header).is_empty(),
                "{route:?} without {header}"
            );
        }
        verdicts.insert((route.path, route.method), verdict);
    }
    verdicts
}

#[test]
fn the_policy_is_the_one_that_was_agreed() {
    let all: Vec<(Role, BTreeMap<_, _>)> = std::thread::scope(|scope| {
        let asking: Vec<_> = Role::ALL
            .iter()
            .map(|role| (*role, scope.spawn(|| of_role(*role))))
            .collect();
        asking
            .into_iter()
            .map(|(role, verdicts)| (role, verdicts.join().unwrap()))
            .collect()
    });

    let mut text = String::from(stage::LEGEND);
    write!(text, "{:<58}", "").unwrap();
    for role in Role::ALL {
        write!(text, "{:<10}", role.word()).unwrap();
    }
    for route in TABLE {
        let line = format!("{:<8}{}", route.method.to_uppercase(), route.path);
        write!(text, "\n{line:<58}").unwrap();
        for (_, verdicts) in &all {
            write!(text, "{:<10}", verdicts[&(route.path, route.method)]).unwrap();
        }
    }
    let text: String = text
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();

    for (role, verdicts) in &all {
        for route in TABLE {
            let verdict = verdicts[&(route.path, route.method)];
            let may = verdict == "yes" || verdict == "refused";
            if route.admits == Admits::Link {
                assert_eq!(may, *role == Role::Link, "{role:?} at {route:?}");
                continue;
            }
            if route.admits != Admits::Open && role.is_outside() {
                assert!(!may, "{role:?} gets in at {route:?}");
            }
            if !matches!(route.admits, Admits::Open | Admits::AnyWay) && *role == Role::Short {
                assert!(!may, "{role:?} gets in at {route:?}");
            }
            let is_about_a_matter = [
                "{matter}",
                "{document}",
                "{version}",
                "{upload}",
                "{delivery}",
                "{parcel}",
                "{link}",
                "{share}",
                "{sharing}",
                "{emergency}",
            ]
            .iter()
            .any(|part| route.path.contains(part));
            if is_about_a_matter && role.has_no_part_in_the_matter() && route.method != "options" {
                assert!(
                    !may && verdict != "no",
                    "{role:?} learns of {route:?}: {verdict}"
                );
            }
        }
    }

    let file = root().join("crates/portal/tests/portal/policy.golden");
    if std::env::var_os("ANTEROOM_WRITE_POLICY").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let agreed = std::fs::read_to_string(&file).unwrap_or_default();
    let changed: Vec<&str> = text
        .lines()
        .filter(|line| !agreed.lines().any(|agreed| agreed == *line))
        .chain(
            agreed
                .lines()
                .filter(|line| !text.lines().any(|now| now == *line)),
        )
        .collect();
    assert!(
        changed.is_empty(),
        "the policy changed (now, then as agreed):\n{}",
        changed.join("\n")
    );
}

#[test]
fn what_is_not_mine_looks_like_what_never_was() {
    let stage = Stage::set(Role::OtherClient);
    let nowhere = stage.with_ids_of_nothing();
    for route in TABLE
        .iter()
        .filter(|route| route.path.contains('{') && route.admits != Admits::Open)
    {
        let alike = |stage: &Stage| {
            // Another browser each time: what one answer says, the next page of the same browser shows.
            let answer = asks(stage, &stage.asker.again(), route);
            let mut headers: Vec<String> = answer
                .headers
                .iter()
                .filter(|(name, _)| *name != http::header::DATE)
                .map(|(name, value)| format!("{name}: {value:?}"))
                .collect();
            headers.sort();
            // The address asked for stands in the form that changes the language.
            (
                answer.status,
                headers,
                answer.text().replace(&stage.address(route), "PATH"),
            )
        };
        assert_eq!(alike(&stage), alike(&nowhere), "{route:?}");
    }
}

#[test]
fn nothing_is_changed_from_another_site() {
    let stage = Stage::set(Role::Owner);
    for route in TABLE
        .iter()
        .filter(|route| !matches!(route.method, "get" | "head" | "options"))
    {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://elsewhere.example"),
        ] {
            let asker = stage.asker.again();
            let mut browser = asker.browser();
            browser.headers.insert(name, value.parse().unwrap());
            if name == "origin" {
                // A browser too old to say more.
                browser.leaves_out("sec-fetch-site");
            }
            drop(browser);
            let answer = asks(&stage, &asker, route);
            assert_eq!(answer.status, 400, "{route:?} with {name}: {value}");
        }
    }
}

#[test]
fn an_address_that_is_none_is_absent_whoever_asks() {
    let stage = Stage::set(Role::Owner);
    for path in [
        "/matters/mat_",
        "/matters/../etc",
        "/versions/x/download",
        "/admin",
        "/matters/mat_0/people",
        "/%00",
        "/matters/%2e%2e/edit",
    ] {
        let _ = stage.asker.gets(path).expect(404);
    }
}

/// What stands in no address of ours: no id, another thing's id, letters that are no text.
const NO_IDS: [&str; 7] = [
    "x",
    "mat_0",
    "xyz_0192f3a4b5c6d7e8f90a1b2c3d4e5f60",
    "PER_0192F3A4B5C6D7E8F90A1B2C3D4E5F60",
    "%00",
    "%ff",
    "%2e%2e%2fetc%2fpasswd",
];

#[test]
fn what_is_no_id_is_absent_at_every_address() {
    let (firm, client) = (Stage::set(Role::Owner), Stage::set(Role::Client));
    let sender = Stage::set(Role::Link);
    for route in TABLE.iter().filter(|route| route.path.contains('{')) {
        // Whoever follows a link that was never made is told so by a page of its own.
        if route.path.starts_with("/i/") || route.method == "options" {
            continue;
        }
        let stage = match route.admits {
            Admits::Client => &client,
            Admits::Link => &sender,
            _ => &firm,
        };
        for no_id in NO_IDS {
            let path: String = route
                .path
                .split('/')
                .skip(1)
                .map(|part| {
                    let part = if part.starts_with('{') { no_id } else { part };
                    format!("/{part}")
                })
                .collect();
            let answer = stage
                .asker
                .browse(async |browser| ask(browser, route, &path, stage.form(route)).await);
            assert_eq!(answer.status, 404, "{} {path}", route.method);
        }
    }
}
