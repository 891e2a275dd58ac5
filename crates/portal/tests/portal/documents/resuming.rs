//! curl and wget fetch a file and an archive over a line that breaks ten times. `bin/setup` installs them.
#![expect(
    clippy::disallowed_methods,
    reason = "other programs are what is tested with"
)]

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use anteroom::routes;

use crate::world::{Persona, World};

/// A line to the portal that breaks so many times, each time after so many bytes of an answer.
fn bad_line(to: SocketAddr, breaks: usize, after: usize) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let broke = Arc::new(AtomicUsize::new(0));
    let count = broke.clone();
    std::thread::spawn(move || {
        for near in listener.incoming() {
            let (mut near, mut far) = (near.unwrap(), TcpStream::connect(to).unwrap());
            let (mut asking, mut asked) = (near.try_clone().unwrap(), far.try_clone().unwrap());
            std::thread::spawn(move || {
                // Either end may be gone already.
                let _ = std::io::copy(&mut asking, &mut asked);
                let _ = asked.shutdown(Shutdown::Write);
            });
            let is_good = count.load(Ordering::SeqCst) >= breaks;
            let mut left = if is_good { usize::MAX } else { after };
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = far.read(&mut bytes) {
                let passed = read.min(left);
                if near.write_all(&bytes[..passed]).is_err() {
                    break;
                }
                left -= passed;
                if left == 0 {
                    count.fetch_add(1, Ordering::SeqCst);
                    break;
                }
            }
            let _ = near.shutdown(Shutdown::Both);
            let _ = far.shutdown(Shutdown::Both);
        }
    });
    (address, broke)
}

/// Runs a program; whether it ended well.
fn run(program: &str, arguments: &[&str], to: &Path) -> bool {
    Command::new(program)
        .args(arguments)
        .arg(to)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}. Run bin/setup."))
        .status
        .success()
}

fn comes_back(persona: &Persona, path: &str) {
    let expected = persona.gets(path).expect(200).body;
    let cookie = format!(
        "Cookie: anteroom={}",
        persona.browser().cookies()["anteroom"]
    );
    let folder = tempfile::tempdir().unwrap();
    let after = expected.len() / 11;

    let (line, broke) = bad_line(persona.address(), 10, after);
    let (to, url) = (folder.path().join("curl"), format!("http://{line}{path}"));
    let arguments = ["-sS", "-f", "-H", &cookie, "-C", "-", &url, "-o"];
    let mut tries = 1;
    while !run("curl", &arguments, &to) {
        tries += 1;
        assert!(tries < 20, "curl does not come to an end");
    }
    assert_eq!((broke.load(Ordering::SeqCst), tries), (10, 11));
    assert!(std::fs::read(&to).unwrap() == expected, "curl: {path}");

    let (line, broke) = bad_line(persona.address(), 10, after);
    let (to, url) = (folder.path().join("wget"), format!("http://{line}{path}"));
    let header = format!("--header={cookie}");
    let arguments = [
        "-q",
        "-c",
        "--tries=20",
        "--waitretry=0",
        &header,
        &url,
        "-O",
    ];
    assert!(run("wget", &arguments, &to), "wget did not end well");
    assert_eq!(broke.load(Ordering::SeqCst), 10);
    assert!(std::fs::read(&to).unwrap() == expected, "wget: {path}");
}

#[test]
fn a_file_and_an_archive_arrive_over_a_line_that_breaks_ten_times() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    for number in 0..12_u32 {
        let content: Vec<u8> = (0..number * 40_000)
            .map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        let paper = ada.adds(matter, &format!("Exhibit {number:02}.bin"), &content);
        ada.shares(paper, &carl);
        if number == 11 {
            comes_back(&carl, &routes::download(paper.version));
        }
    }
    let made = carl.posts(&routes::matter_parcels(matter), &[]).expect(303);
    comes_back(&carl, &made.leads_to().unwrap());
}
