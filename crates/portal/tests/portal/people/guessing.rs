//! Thousands of guesses at one account: over every door, from a whole network, at servers that are started anew in between.

use std::{net::SocketAddr, path::PathBuf};

use anteroom::{
    base::{Act, sql},
    boot::{self, Outside},
    config::Config,
    listen::{self, Limits},
    notices::Mail,
    portal::{Patience, Portal},
};
use anteroom_testkit::Browser;

use super::{halfway, types_password};
use crate::world::{PASSWORD, Persona, World};

const GUESSES: usize = 5_000;
/// Addresses of the one /64 they come from.
const ADDRESSES: usize = 4_096;
const GUESSERS: usize = 8;

sql! {
    JUDGED = "select count(*) from entries where firm_id = $1 and kind = $2";
}

/// A server of the same firm that stands behind a proxy on this machine.
async fn server(world: &World) -> (Portal, SocketAddr) {
    let portal = world.portal();
    let config = Config {
        trusted_proxies: vec!["127.0.0.0/8".parse().unwrap()],
        ..portal.config.clone()
    };
    let outside = Outside {
        clock: portal.clock.clone(),
        mail: Mail::None,
        program: PathBuf::from(env!("CARGO_BIN_EXE_anteroom")),
        blobs: None,
        patience: Patience::default(),
    };
    let portal = boot::open(config, outside).await.unwrap();
    let listener = listen::bind(SocketAddr::from(([127, 0, 0, 1], 0)))
        .await
        .unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(listen::serve(
        boot::router(&portal),
        listener,
        None,
        Limits::behind(Vec::new()),
        std::future::pending(),
    ));
    (portal, address)
}

/// A browser that comes from this address, by way of the proxy.
fn from(server: SocketAddr, address: &str) -> Browser {
    let mut browser = Browser::new(server, &format!("localhost:{}", server.port()));
    browser.always_sends("x-forwarded-for", address);
    browser
}

/// One guess, at the door whose turn it is; answers the status.
async fn guess(browser: &mut Browser, number: usize, email: &str) -> u16 {
    let code = format!("{:06}", number * 7919 % 1_000_000);
    let (door, fields) = match number % 3 {
        0 => ("/sign-in", vec![("email", email), ("password", &*code)]),
        1 => ("/sign-in/code", vec![("code", &*code)]),
        _ => ("/sign-in/recovery-code", vec![("code", "AAAA-BBBB-CCCC")]),
    };
    browser.post(door, &fields).await.status.as_u16()
}

fn cookie(of: &Persona, name: &str) -> String {
    of.browser().cookies()[name].clone()
}

#[test]
fn of_thousands_of_guesses_a_handful_is_judged_and_nobody_else_notices() {
    let world = World::open();
    let (nadia, carl) = (world.client("Nadia Cole"), world.client("Carl Underhill"));
    nadia.opens("/you");
    let known = cookie(&nadia, "anteroom-known");
    // Whoever guesses knows the password and stands before the second step too.
    let attempt = cookie(&halfway(&world, &nadia), "anteroom-door");

    let answers: Vec<u16> = world.waits_for(async {
        let mut answers = Vec::with_capacity(GUESSES);
        for start in 0..2 {
            let servers = [server(&world).await, server(&world).await];
            let guessers: Vec<_> = (0..GUESSERS)
                .map(|guesser| {
                    let (server, email, attempt) =
                        (servers[guesser % 2].1, nadia.email.clone(), attempt.clone());
                    tokio::spawn(async move {
                        let mut seen = Vec::new();
                        for turn in 0..GUESSES / GUESSERS / 2 {
                            let number = (start * GUESSERS + guesser) * GUESSES + turn;
                            let mut browser =
                                from(server, &format!("2001:db8::{:x}", number % ADDRESSES));
                            browser.set_cookie("anteroom-door", &attempt);
                            seen.push(guess(&mut browser, number, &email).await);
                        }
                        seen
                    })
                })
                .collect();
            for guesser in guessers {
                answers.extend(guesser.await.unwrap());
            }
        }
        answers
    });
    assert_eq!(answers.len(), GUESSES / GUESSERS / 2 * GUESSERS * 2);
    let refused = answers.iter().filter(|status| **status == 429).count();
    let judged = world
        .read_as_product(|tx| {
            tx.row(JUDGED, &[&tx.firm(), &Act::SignInFailed], |row| {
                row.get::<i64>(0)
            })
        })
        .unwrap();
    assert!((1..=100).contains(&judged), "{judged} were judged");
    assert!(refused + 100 >= answers.len(), "{refused} were refused");

    // From anywhere else nobody gets in as her for now …
    let (_portal, address) = world.waits_for(server(&world));
    let signs_in = async |known: Option<&str>| {
        let mut browser = from(address, "198.51.100.7");
        if let Some(known) = known {
            browser.set_cookie("anteroom-known", known);
        }
        let fields = [("email", nadia.email.as_str()), ("password", PASSWORD)];
        let first = browser.post("/sign-in", &fields).await;
        let second = browser
            .post("/sign-in/code", &[("code", &nadia.code())])
            .await;
        (first.status.as_u16(), second.leads_to())
    };
    assert_eq!(world.waits_for(signs_in(None)).0, 429);
    // … nor with another person's known browser; she does, from the browser she has come in with.
    carl.opens("/you");
    let carls = cookie(&carl, "anteroom-known");
    assert_eq!(world.waits_for(signs_in(Some(&carls))).0, 429);
    world.passes(std::time::Duration::from_secs(30));
    assert_eq!(
        world.waits_for(signs_in(Some(&known))),
        (303, Some("/".into()))
    );

    // Carl notices nothing, and the owner reads who is shut out.
    assert!(carl.signs_in().leads_to().is_some());
    let today = world.owner().opens("/today");
    assert!(
        today.says("Nobody gets in as Nadia Cole for now"),
        "{}",
        today.text()
    );
}

#[test]
fn a_known_browser_has_its_own_five_tries_and_outlives_signing_out() {
    let world = World::open();
    let nadia = world.client("Nadia Cole");
    nadia.opens("/you");
    let known = cookie(&nadia, "anteroom-known");
    nadia.posts("/sign-out", &[]).expect(303);
    assert_eq!(cookie(&nadia, "anteroom-known"), known);
    for _ in 0..5 {
        types_password(&nadia, &nadia.email, "not this one at all").expect(422);
    }
    let fields = [("email", nadia.email.as_str()), ("password", PASSWORD)];
    nadia.posts("/sign-in", &fields).expect(429);
    // What is wrong there costs other browsers nothing.
    world.browser().posts("/sign-in", &fields).expect(303);

    // Another's name with this proof, and this name with no proof, are no known browsers.
    for forged in [
        format!("{}{}", "0".repeat(64), &known[64..]),
        known[..64].to_owned(),
        "x".into(),
        "ab".repeat(64),
    ] {
        let browser = world.browser();
        browser.browser().set_cookie("anteroom-known", &forged);
        browser.posts("/sign-in", &fields).expect(303);
    }
}
