//! The layering, kept by a machine (ARCHITECTURE.md tells it in words).

use crate::source::{files, statements};

/// Models may import base and what stands to their left here.
const ORDER: [&str; 16] = [
    "notices",
    "jobs",
    "audit",
    "people",
    "firms",
    "clients",
    "kinds",
    "matters",
    "links",
    "documents",
    "shares",
    "receipts",
    "requests",
    "messages",
    "home",
    "demo",
];

/// What any file of the application may import besides base.
const SHARED: [&str; 6] = ["base", "keys", "config", "portal", "routes", "layout"];

/// Statements that need not name a firm, each with the reason.
const WITHOUT_FIRM: [(&str, &str); 10] = [
    ("people/policy.rs", "the firm's own row: its id is the firm"),
    ("firms/room.rs", "the firm's own row: its id is the firm"),
    (
        "custody.rs: BEGAN",
        "the firm's own row: its id is the firm",
    ),
    (
        "firms/founding.rs",
        "finds or makes the firm itself, before there is one to name",
    ),
    (
        "firms/settings.rs",
        "the firm's own row: its id is the firm",
    ),
    ("firms/storage.rs", "the firm's own row: its id is the firm"),
    (
        "firms/single_sign_on.rs",
        "the firm's own row: its id is the firm",
    ),
    ("firms/silence.rs", "the firm's own row: its id is the firm"),
    (
        "firms/scanning.rs",
        "the firm's own row: its id is the firm",
    ),
    (
        "firms/mod.rs: LOOK",
        "the firm's own row: its id is the firm",
    ),
];

fn slice_of(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("crates/portal/src/")?;
    rest.split_once('/').map(|(slice, _)| slice)
}

fn is_page(path: &str) -> bool {
    path.ends_with("pages.rs")
        || path.contains("/pages/")
        || path.contains("/home/")
        || path.contains("/demo/")
}

fn is_model(path: &str) -> bool {
    slice_of(path).is_some_and(|slice| ORDER.contains(&slice))
        && !is_page(path)
        && !path.contains("/jobs/")
}

fn imports(text: &str) -> Vec<String> {
    // `use crate::{a::…, b}` and `crate::a::…` alike: every word that follows `crate::`, and the first words of its braces.
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 1;
            let mut word = String::new();
            let mut is_first = true;
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
                if depth == 1 && c == ',' {
                    is_first = true;
                } else if c.is_alphanumeric() || c == '_' {
                    if is_first {
                        word.push(c);
                    }
                    continue;
                } else if c == ':' || c.is_whitespace() {
                    is_first = is_first && word.is_empty();
                }
                if !word.is_empty() {
                    found.push(std::mem::take(&mut word));
                }
            }
            if !word.is_empty() {
                found.push(word);
            }
        } else {
            found.push(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    found
}

/// The text without its unit tests, which may look around.
fn product(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn a_model_imports_base_and_what_stands_to_its_left() {
    let mut wrong = Vec::new();
    for (path, text) in files("crates/portal/src", "rs") {
        if !is_model(&path) {
            continue;
        }
        let slice = slice_of(&path).unwrap();
        let own = ORDER.iter().position(|name| *name == slice).unwrap();
        for import in imports(product(&text)) {
            match ORDER.iter().position(|name| *name == import) {
                Some(at) if at > own => wrong.push(format!(
                    "{path} imports {import}, which stands to its right"
                )),
                Some(_) => {}
                None if ["layout", "routes", "boot", "listen"].contains(&import.as_str()) => {
                    wrong.push(format!("{path} imports {import}: a model knows no pages"));
                }
                None => {}
            }
        }
        for word in ["axum::", "askama::", "tokio::"] {
            if product(&text).contains(word) && !may_await(&path) {
                wrong.push(format!("{path} speaks of {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Files of a slice that move bytes or letters outside any transaction, and say so in their heads.
fn may_await(path: &str) -> bool {
    [
        "notices/",
        "documents/contents",
        "documents/scrub",
        "documents/verify",
        "documents/making",
        "documents/scanning",
        "firms/mail",
    ]
    .iter()
    .any(|part| path.contains(part))
}

#[test]
fn a_page_contains_no_statement_and_only_the_router_knows_pages() {
    let mut wrong = Vec::new();
    for (path, text) in files("crates/portal/src", "rs") {
        let text = product(&text);
        if is_page(&path) && !path.contains("/demo/") {
            for word in ["sql!", "anteroom_vault", "anteroom_db::Db"] {
                if text.contains(word) {
                    wrong.push(format!("{path} contains {word}"));
                }
            }
        }
        let knows = text.matches("::pages").count();
        if knows > 0 && !path.ends_with("routes.rs") && !is_page(&path) {
            wrong.push(format!("{path} knows a page"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Statements of participants that do not ask who takes part now, each with the reason.
const WITHOUT_CLOCK: [(&str, &str); 5] = [
    (
        "matters/beginning.rs",
        "whether anybody was ever let into a matter",
    ),
    ("matters/participants.rs: LET_IN", "lets somebody in"),
    (
        "matters/participants.rs: ENDED",
        "finds what the clock ended",
    ),
    (
        "matters/participants.rs: NOTE_ENDED",
        "notes what the clock ended",
    ),
    (
        "audit/mod.rs: NEUTRAL",
        "a helper reads no matter's title, also not afterwards",
    ),
];

#[test]
fn who_sees_a_matter_is_said_once_and_asked_everywhere_alike() {
    let mut wrong = Vec::new();
    for statement in statements() {
        let (place, text) = (&statement.place, &statement.text);
        // What the firm's side sees is the view `sights`; teams, walls and emergencies are the matter's own affair.
        for table in ["matter_team", "emergencies", "conflicts"] {
            let is_asked = text.replace("from conflicts z", "").contains(table);
            if is_asked && !place.contains("/matters/") {
                wrong.push(format!("{place} has a rule of its own about {table}"));
            }
        }
        let is_excused = WITHOUT_CLOCK.iter().any(|(one, _)| place.contains(one));
        // Whoever was ever in a matter behind a wall stays behind its veil.
        let text = text.replace("participants y", "");
        let asks_clock = text.contains(".ends_at is null or");
        if text.contains("participants") && !asks_clock && !is_excused {
            wrong.push(format!("{place} forgets that access ends by the clock"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn base_imports_no_slice() {
    for (path, text) in files("crates/portal/src/base", "rs") {
        for import in imports(product(&text)) {
            assert!(!ORDER.contains(&import.as_str()), "{path} imports {import}");
        }
    }
}

#[test]
fn a_leaf_crate_imports_no_sibling_and_does_not_know_the_field() {
    for leaf in [
        "archive", "db", "vault", "blobs", "oidc", "upload", "web", "pages", "scan", "testkit",
    ] {
        let manifest = std::fs::read_to_string(
            crate::source::root().join(format!("crates/{leaf}/Cargo.toml")),
        )
        .unwrap();
        let own = manifest
            .lines()
            // Its own tests may ask it for a feature.
            .filter(|line| {
                line.starts_with("anteroom-") && !line.starts_with(&format!("anteroom-{leaf} "))
            })
            .collect::<Vec<_>>();
        assert!(own.is_empty(), "{leaf} depends on {own:?}");
        for (path, text) in files(&format!("crates/{leaf}/src"), "rs") {
            for word in ["lawyer", "Invitation", "anteroom::"] {
                assert!(!text.contains(word), "{path} knows the field: {word}");
            }
        }
    }
}

#[test]
fn no_file_passes_five_hundred_lines() {
    let long: Vec<String> = files("crates", "rs")
        .into_iter()
        .chain(
            files("assets/js", "js")
                .into_iter()
                .filter(|(path, _)| !path.contains("vendor")),
        )
        .filter(|(_, text)| text.lines().count() > 500)
        .map(|(path, text)| format!("{path}: {}", text.lines().count()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_statement_names_the_firm() {
    let wrong: Vec<String> = statements()
        .into_iter()
        .filter(|statement| !statement.text.contains("firm_id"))
        .filter(|statement| {
            !WITHOUT_FIRM
                .iter()
                .any(|(place, _)| statement.place.contains(place))
        })
        .map(|statement| statement.place)
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(SHARED.iter().all(|name| !ORDER.contains(name)));
}
