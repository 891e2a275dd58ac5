//! Every address of the product, asked for by everybody: who gets in is printed as a table a lawyer can read
//! (`policy.golden`), and whoever may not is told the same as about what never was.
//!
//! After a change on purpose: `ANTEROOM_WRITE_POLICY=1 cargo nextest run -p anteroom --test portal policy`.

mod answers;
mod roles;
mod stage;
mod tokens;

use std::{collections::BTreeMap, fmt::Write};

use anteroom::routes::{Admits, Route, TABLE};
use anteroom_testkit::{Answer, Browser};
use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use roles::Role;
use stage::Stage;

use crate::{
    source::root,
    world::{PASSWORD, Persona, World},
};

/// What is asked for after everything else, in this order, since it ends what the others need.
const LAST: &[(&str, &str)] = &[
    ("delete", "/uploads/{upload}"),
    ("delete", "/sending/uploads/{upload}"),
    ("post", "/sending/end"),
    ("post", "/links/{link}/code"),
    ("post", "/links/{link}/end"),
    ("post", "/answers/{answer}/removal"),
    ("post", "/requests/{request}/withdrawal"),
    ("post", "/sharings/{sharing}/undo"),
    ("post", "/shares/{share}/revocation"),
    ("post", "/emergencies/{emergency}/end"),
    ("post", "/matters/{matter}/people/{person}/end"),
    ("post", "/matters/{matter}/team/{person}/end"),
    ("post", "/settings/people/{person}/end"),
    ("post", "/vouchings/{vouching}/stop"),
    ("post", "/you/security/vouching/stop"),
    ("post", "/you/sessions/{session}/end"),
    ("post", "/you/sessions/end"),
    ("post", "/sign-out"),
];

/// What an answer means for whoever asked.
pub fn verdict(answer: &Answer) -> &'static str {
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

    let mut text = String::from(roles::LEGEND);
    write!(text, "{:<58}", "").unwrap();
    for role in Role::ALL {
        write!(text, "{:<10}", role.word()).unwrap();
    }
    for route in TABLE {
        let line = format!("{:<8}{}", route.method.to_uppercase(), route.path);
        let line = if route.asks_anew {
            format!("{line} *")
        } else {
            line
        };
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
            if !matches!(route.admits, Admits::Open | Admits::AnyWay) && role.falls_short() {
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
                "{request}",
                "{item}",
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

/// What asks anew who one is: whoever gets in everywhere below these addresses, with the few that need not ask.
const ASKS_ANEW: [(&str, &[&str]); 10] = [
    // Shutting a door is never the risk, and to look is no change.
    (
        "/you/",
        &[
            "/you/sessions/",
            "/you/security/vouching/stop",
            "/you/looked",
            "/you/notices",
            "/you/email/",
        ],
    ),
    // How the firm looks; that letters are printed for now.
    ("/settings", &["/settings", "/settings/mail/set-aside"]),
    ("/matters/{matter}/wall", &[]),
    ("/matters/{matter}/conflicts", &[]),
    ("/emergency", &[]),
    ("/emergencies/{emergency}/agreement", &[]),
    ("/matters/{matter}/people/{person}/card", &[]),
    ("/invitations/{invitation}/letter", &[]),
    ("/people/{person}/vouching", &[]),
    ("/vouchings/{vouching}", &["/vouchings/{vouching}/stop"]),
];

#[test]
fn changes_of_ways_in_rights_and_settings_that_matter_ask_anew_who_one_is() {
    for route in TABLE.iter().filter(|route| route.method == "post") {
        let asks = ASKS_ANEW.iter().any(|(below, but)| {
            let is_free = |free: &&str| {
                route.path == *free || (free.ends_with('/') && route.path.starts_with(*free))
            };
            route.path.starts_with(below) && !but.iter().any(is_free)
        });
        assert_eq!(route.asks_anew, asks, "{route:?}");
    }
}

#[test]
fn whoever_proved_it_too_long_ago_is_asked_anew_and_loses_nothing_that_was_typed() {
    for (role, admits) in [
        (Role::Owner, &[Admits::Firm, Admits::Works][..]),
        (Role::Client, &[Admits::Signed, Admits::AnyWay]),
    ] {
        let stage = Stage::set(role);
        stage.time_passes(std::time::Duration::from_secs(6 * 60));
        for route in TABLE
            .iter()
            .filter(|route| route.asks_anew && admits.contains(&route.admits))
        {
            let path = stage.address(route);
            if route.method == "get" {
                let answer = asks(&stage, &stage.asker, route);
                let to = answer.leads_to().unwrap_or_default();
                assert!(to.starts_with("/sign-in/again?next="), "{route:?}: {to}");
                continue;
            }
            let typed = [("title", "Clerk & \"notary\""), ("role", "assistant")];
            let asked = stage.asker.posts(&path, &typed).expect(403);
            assert!(asked.says("Is it you?"), "{route:?}");
            let proving = stage.asker.again();
            let form = asked.form("/sign-in/again");
            stage.time_passes(std::time::Duration::from_secs(30));
            let code = proving.code();
            let proved = proving.submits(&form, &[("password", PASSWORD), ("code", &code)]);
            let back = proved.expect(200).form(&path).filled(&[]);
            let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
            assert_eq!(back, typed, "{route:?}");
            // The proof gave this session a new token, and everybody who shares it: prove the next one as of old.
            stage.asker.signs_in();
            stage.time_passes(std::time::Duration::from_secs(6 * 60));
        }
    }
}

#[test]
fn what_was_typed_by_somebody_else_or_long_ago_does_not_come_back() {
    let world = World::open();
    let (carl, dora) = (world.client("Carl Underhill"), world.client("Dora Fenwick"));
    world.passes(std::time::Duration::from_secs(6 * 60));
    let asked = carl
        .posts(
            "/you/security/password",
            &[("password", "a secret of Carl’s")],
        )
        .expect(403);
    let form = asked.form("/sign-in/again");
    assert!(!asked.text().contains("secret of Carl"));
    let code = dora.code();
    let answer = dora.submits(&form, &[("password", PASSWORD), ("code", &code)]);
    assert_eq!(answer.expect(303).leads_to().as_deref(), Some("/"));
    world.passes(std::time::Duration::from_secs(20 * 60));
    let _ = carl.posts("/session/renewal", &[]).expect(204);
    world.passes(std::time::Duration::from_secs(15 * 60));
    let code = carl.code();
    let answer = carl.submits(&form, &[("password", PASSWORD), ("code", &code)]);
    assert_eq!(answer.expect(303).leads_to().as_deref(), Some("/"));
}

#[test]
fn what_is_not_mine_looks_like_what_never_was() {
    let stage = Stage::set(Role::OtherClient);
    // A browser is made known with its first answer, whatever that is.
    stage.asker.gets("/you");
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
        let has_own_page = ["/i/", "/new-password/", "/not-me/"]
            .iter()
            .any(|start| route.path.starts_with(start));
        if has_own_page || route.method == "options" {
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
