//! A download that was begun ends when the right to it does.

use std::io::{Read as _, Write as _};

use anteroom::routes;

use crate::world::{Persona, World};

/// Longer than what fits into a connection's buffers on both sides and into what is read ahead.
const LONG: usize = 40 << 20;

/// Asks for an address on a line of its own and reads the first bytes of the answer, then lets `meanwhile` happen; answers
/// how many bytes were promised and how many came.
fn fetches_slowly(persona: &Persona, path: &str, meanwhile: impl FnOnce()) -> (usize, usize) {
    let cookie = persona.browser().cookies()["anteroom"].clone();
    let mut line = std::net::TcpStream::connect(persona.address()).unwrap();
    write!(
        line,
        "GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nCookie: anteroom={cookie}\r\nAccept: */*\r\nConnection: close\r\n\r\n",
        persona.address().port()
    )
    .unwrap();
    let mut answer = vec![0; 16 << 10];
    line.read_exact(&mut answer).unwrap();
    meanwhile();
    // A line that is cut ends in an error or in silence.
    let _ = line.read_to_end(&mut answer);
    let at = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap()
        + 4;
    let head = String::from_utf8(answer[..at].to_vec())
        .unwrap()
        .to_lowercase();
    assert!(head.starts_with("http/1.1 200"), "{head}");
    let promised = head.split("content-length: ").nth(1).unwrap();
    let promised = promised.split("\r\n").next().unwrap().parse().unwrap();
    (promised, answer.len() - at)
}

#[test]
fn a_share_taken_back_ends_the_download_of_its_document_and_of_the_archive_it_is_in() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let film = vec![b'f'; LONG];
    let paper = ada.adds(matter, "Film of the house.bin", &film);
    for way in ["file", "archive"] {
        let share = ada.shares(paper, &carl);
        let path = match way {
            "file" => routes::download(paper.version),
            _ => {
                let made = carl.posts(&routes::matter_parcels(matter), &[]).expect(303);
                made.leads_to().unwrap()
            }
        };
        let (promised, came) = fetches_slowly(&carl, &path, || {});
        assert_eq!(promised, came, "{way}: nothing ends what is allowed");
        let (promised, came) = fetches_slowly(&carl, &path, || ada.revokes(share));
        assert!(came < promised, "{way}: {came} of {promised} bytes came");
    }
}

#[test]
fn a_session_that_is_ended_ends_its_downloads() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let paper = ada.adds(matter, "Film of the house.bin", &vec![b'f'; LONG]);
    let path = routes::download(paper.version);
    let (promised, came) = fetches_slowly(&ada, &path, || {
        let _ = ada.posts("/sign-out", &[]).expect(303);
    });
    assert!(came < promised, "{came} of {promised} bytes came");
}
