//! The end of access is at once, on every way: pages, sessions, links, downloads and uploads under way, pens.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use anteroom::{base::Id, base::UploadId, documents::Upload, routes};

use crate::{
    links,
    world::{PICTURE, Persona, World},
};

/// More than is taken in before it is asked again whether it may come.
const LONG: usize = 24 << 20;

/// Begins to send a body to an upload, lets `meanwhile` happen after a part of it, and goes on; answers the status.
fn sends_slowly(persona: &Persona, path: &str, cookie: &str, meanwhile: impl FnOnce()) -> u16 {
    let token = persona.browser().cookies()[cookie].clone();
    let mut line = TcpStream::connect(persona.address()).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    write!(
        line,
        "PATCH {path} HTTP/1.1\r\nHost: localhost:{}\r\nOrigin: http://localhost:{0}\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}={token}\r\n\
         Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n\
         Content-Length: {LONG}\r\nConnection: close\r\n\r\n",
        persona.address().port()
    )
    .unwrap();
    line.write_all(&vec![b'a'; 1 << 20]).unwrap();
    meanwhile();
    for _ in 1..LONG >> 20 {
        // The other side may have stopped listening, which is the point.
        if line.write_all(&vec![b'a'; 1 << 20]).is_err() {
            break;
        }
    }
    let mut answer = Vec::new();
    let _ = line.read_to_end(&mut answer);
    let head = String::from_utf8_lossy(&answer).into_owned();
    let status = head.split(' ').nth(1).unwrap_or("0");
    status.parse().unwrap_or(0)
}

fn begins(persona: &Persona, create: &str) -> String {
    persona
        .browse(async |browser| {
            browser
                .tus_create(create, "Film of the house.bin", LONG)
                .await
        })
        .expect(201)
        .header("location")
        .to_owned()
}

/// How far an upload has come for the product.
fn received(world: &World, path: &str) -> u64 {
    let id = UploadId::parse(path.rsplit('/').next().unwrap()).unwrap();
    world.read_as_product(move |tx| Ok(Upload::find(tx, id)?.received))
}

#[test]
fn an_upload_that_nothing_ends_arrives_whole() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let path = begins(&carl, &routes::uploads(matter));
    assert_eq!(sends_slowly(&carl, &path, "anteroom", || {}), 204);
    assert_eq!(received(&world, &path), LONG as u64);
}

#[test]
fn ending_a_clients_access_stops_the_upload_under_way_and_frees_its_pen() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let will = ada.opens_matter("Will of Carl Underhill", &[&carl]);
    let path = begins(&carl, &routes::uploads(matter));
    let status = sends_slowly(&carl, &path, "anteroom", || ada.ends_access(matter, &carl));
    assert_ne!(status, 204);
    assert!(received(&world, &path) < LONG as u64);
    let id = UploadId::parse(path.rsplit('/').next().unwrap()).unwrap();
    let is_held =
        world.read_as_product(move |tx| Ok(Upload::find(tx, id)?.is_being_written(tx.now())));
    assert!(!is_held, "somebody would wait for nobody");
    let _ = carl.opens(&routes::my_matter(will));
}

#[test]
fn a_member_taken_off_the_team_stops_sending_and_so_does_one_whose_access_ended() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[]);
    ada.takes_on(matter, &ben);
    let path = begins(&ben, &routes::uploads(matter));
    let off = routes::team_end(matter, ben.id());
    let status = sends_slowly(&ben, &path, "anteroom", || {
        let _ = ada.posts(&off, &[]).expect(303);
    });
    assert_ne!(status, 204);
    ada.takes_on(matter, &ben);
    let path = begins(&ben, &routes::uploads(matter));
    let owner = world.owner();
    let status = sends_slowly(&ben, &path, "anteroom", || {
        let _ = owner.posts(&routes::member_end(ben.id()), &[]).expect(303);
    });
    assert_ne!(status, 204);
    let out = ben.gets("/today").expect(303);
    assert!(out.leads_to().unwrap().starts_with("/sign-in"));
}

#[test]
fn a_link_that_is_ended_stops_what_is_sent_through_it() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let link = links::made(&world, &ada, matter, (50, 1_000_000_000));
    let sender = links::comes_through(&world, &link);
    world.keeps_secret("Film of the house.bin");
    let path = begins(&sender, "/sending/uploads");
    let cookie = sender
        .browser()
        .cookies()
        .keys()
        .find(|name| name.contains("sending"))
        .cloned()
        .unwrap();
    let status = sends_slowly(&sender, &path, &cookie, || {
        let _ = ada.posts(&routes::link_end(link.id), &[]).expect(303);
    });
    assert_ne!(status, 204);
    assert!(received(&world, &path) < LONG as u64);
}

#[test]
fn ending_access_reaches_every_open_browser_the_invitation_and_every_address() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let paper = ada.adds(matter, "Deed.png", PICTURE);
    ada.shares(paper, &carl);
    let parcel = carl.posts(&routes::matter_parcels(matter), &[]).expect(303);
    let parcel = parcel.leads_to().unwrap();
    let elsewhere = carl.again();
    elsewhere.signs_in();
    let paths = [
        routes::my_matter(matter),
        routes::my_document(matter, paper.document),
        routes::download(paper.version),
        routes::original(paper.version),
        parcel,
        "/".to_owned(),
    ];
    for path in &paths {
        let _ = elsewhere.opens(path);
    }
    ada.ends_access(matter, &carl);
    for browser in [&carl, &elsewhere] {
        for path in &paths {
            let answer = browser.gets(path);
            assert!(
                answer.status == 401
                    || answer
                        .leads_to()
                        .is_some_and(|to| to.starts_with("/sign-in")),
                "{path}: {}",
                answer.status
            );
        }
    }
}
