//! What holds of every answer, whatever was asked for: its headers, its cookies, and that asking alone changes nothing.

use anteroom::{
    base::{Result, Tx, sql},
    routes::{Admits, Route, TABLE},
};
use anteroom_testkit::Answer;
use anteroom_web::headers;
use http::header::SET_COOKIE;

use super::{asks, in_order, roles::Role, stage::Stage};
use crate::world::World;

/// What a browser keeps of a cookie at most, name and value together (RFC 6265, section 6.1).
const LARGEST_COOKIE: usize = 4096;

sql! {
    // Receipts and downloads are observed, not done; decision 4 says why a page may leave them.
    ACTS = "select count(*) from entries where firm_id = $1 and kind not in ('document opened', 'document downloaded')";
    // For the whole installation: a test has one firm.
    ROWS = "select (select count(*) from people), (select count(*) from members), (select count(*) from invitations where used_at is null and replaced_at is null),
        (select count(*) from vouchings where stopped_at is null), (select count(*) from sessions where ended_at is null), (select count(*) from matters where walled_at is null),
        (select count(*) from participants where ended_at is null), (select count(*) from documents), (select count(*) from versions), (select count(*) from uploads where ended_at is null),
        (select count(*) from shares where revoked_at is null), (select count(*) from messages), (select count(*) from notices), (select count(*) from attempts where used_at is null)";
}

/// How much of everything there is.
fn everything(tx: &mut Tx<'_, '_>) -> Result<Vec<i64>> {
    let acts = tx.row(ACTS, &[&tx.firm()], |row| row.get::<i64>(0))?;
    let rows = tx.row(ROWS, &[], |row| {
        (0..14)
            .map(|at| row.get(at))
            .collect::<Result<Vec<i64>, _>>()
    })?;
    Ok(acts.into_iter().chain(rows.unwrap_or_default()).collect())
}

fn is_guarded(route: &Route, answer: &Answer) {
    let policy = answer.header("content-security-policy");
    for wanted in [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ] {
        assert!(policy.contains(wanted), "{route:?}: {policy}");
    }
    assert!(
        policy.contains("object-src 'none'") || policy == headers::ORIGINAL_POLICY,
        "{route:?}: {policy}"
    );
    for (name, value) in [
        ("strict-transport-security", headers::TRANSPORT_SECURITY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{name} at {route:?}");
    }
    let opens_up = |name: &http::HeaderName| name.as_str().starts_with("access-control-");
    assert!(!answer.headers.keys().any(opens_up), "{route:?}");
}

fn is_bound(route: &Route, cookie: &str) {
    let (pair, attributes) = cookie.split_once(';').unwrap();
    assert!(pair.starts_with("__Host-"), "{route:?}: {cookie}");
    assert!(pair.len() <= LARGEST_COOKIE, "{route:?}: {cookie}");
    let attributes: Vec<&str> = attributes.split(';').map(str::trim).collect();
    for wanted in ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"] {
        assert!(attributes.contains(&wanted), "{route:?}: {cookie}");
    }
    let names_a_domain = |one: &&str| one.to_lowercase().starts_with("domain");
    assert!(!attributes.iter().any(names_a_domain), "{cookie}");
}

#[test]
fn over_https_every_answer_is_guarded_and_every_cookie_is_bound_to_the_host() {
    for role in [Role::Nobody, Role::Owner, Role::Client, Role::Link] {
        let stage = Stage::set_in(World::over_https(), role);
        let mut cookies = 0;
        for route in in_order() {
            // Some page of another site asks, too.
            if route.method == "get" {
                stage
                    .asker
                    .browser()
                    .always_sends("origin", "https://elsewhere.example");
            } else {
                stage.asker.browser().headers.remove("origin");
            }
            let own = match role {
                Role::Owner | Role::Client => Some(stage.asker.again()),
                _ => None,
            };
            let answer = asks(&stage, &stage.asker, route);
            is_guarded(route, &answer);
            for cookie in answer.headers.get_all(SET_COOKIE) {
                is_bound(route, cookie.to_str().unwrap());
                cookies += 1;
            }
            let is_out = !stage
                .asker
                .browser()
                .cookies()
                .contains_key("__Host-anteroom");
            if let Some(own) = own.filter(|_| !is_out) {
                // The session stands in no body: no script could read it there.
                assert!(!answer.text().contains(&own.token("anteroom")), "{route:?}");
            }
            if is_out && role != Role::Nobody && role != Role::Link {
                break;
            }
        }
        assert!(
            cookies > 0,
            "{role:?} was given no cookie: the test sees none"
        );
    }
}

#[test]
fn what_is_only_asked_for_changes_nothing() {
    for role in [Role::Nobody, Role::Owner, Role::Client] {
        let stage = Stage::set(role);
        // A browser's first answer makes it known, and notes that it was seen.
        stage.asker.gets("/you");
        for route in TABLE
            .iter()
            .filter(|route| matches!(route.method, "get" | "head" | "options"))
        {
            let before = stage.world().read_as_product(everything);
            for _ in 0..2 {
                asks(&stage, &stage.asker, route);
            }
            let after = stage.world().read_as_product(everything);
            assert_eq!(before, after, "{role:?} at {route:?}");
        }
    }
}

#[test]
fn no_address_is_open_to_everybody_but_the_doors_and_what_hangs_beside_them() {
    const OPEN: [&str; 13] = [
        "/assets/",
        "/brand/",
        "/f/",
        "/i/",
        "/enter",
        "/sign-in",
        "/sign-out",
        "/not-me/",
        "/new-password/",
        "/session/kept",
        "/language",
        "/safe-keeping",
        "/set-up/",
    ];
    for route in TABLE
        .iter()
        .filter(|route| matches!(route.admits, Admits::Open | Admits::SetUp))
    {
        let is_a_door = OPEN.iter().any(|open| route.path.starts_with(open));
        assert!(is_a_door, "{route:?}");
    }
}
