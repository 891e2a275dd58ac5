//! A burglar in the place of the office program: it tries every door, and what it tells comes back as the words of a page.
//!
//! This binary is both the test and, started in the place of `soffice.bin`, the burglar.
#![expect(clippy::unwrap_used, reason = "a failing test may panic")]
#![expect(
    clippy::disallowed_methods,
    reason = "it shows that no program can be started"
)]
#![expect(clippy::print_stdout, reason = "it answers whoever lists tests")]

use std::{
    env, fs,
    io::{self, Write},
    net::{TcpStream, UdpSocket},
    os::unix::net::{UnixListener, UnixStream},
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use anteroom_pages::{Failure, Kind, Limits, Maker, Office, Reason};

fn main() {
    let args: Vec<String> = env::args().collect();
    if args.iter().any(|arg| arg == "--list") {
        if !args.iter().any(|arg| arg == "--ignored") {
            println!("a_burglar_finds_every_door_locked: test");
        }
    } else if args
        .iter()
        .any(|arg| arg.starts_with("-env:UserInstallation="))
    {
        burgle(Path::new(args.last().unwrap()));
    } else {
        tokio::runtime::Runtime::new().unwrap().block_on(test());
    }
}

async fn test() {
    let place = tempfile::tempdir().unwrap();
    let program = place.path().join("office/program");
    fs::create_dir_all(&program).unwrap();
    fs::create_dir(place.path().join("keys")).unwrap();
    fs::write(place.path().join("keys/root.key"), "secret").unwrap();
    fs::copy(env::current_exe().unwrap(), program.join("soffice.bin")).unwrap();
    fs::write(program.join("soffice"), "").unwrap();
    let listener = UnixListener::bind(place.path().join("office/database")).unwrap();
    listener.set_nonblocking(true).unwrap();

    let maker = Maker {
        program: env!("CARGO_BIN_EXE_anteroom-pages").into(),
        args: Vec::new(),
        office: Some(Office::at(&program.join("soffice")).unwrap()),
    };
    let (told, failure) = asked(&maker, "look around", Limits::default()).await;
    assert!(failure.is_none(), "{failure:?}");
    let told: Vec<&str> = told.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        told,
        [
            "key: permission denied",
            "root folder: permission denied",
            "passwords: permission denied",
            "parent: permission denied",
            "beside itself: permission denied",
            "shared memory: permission denied",
            "the net: permission denied",
            "a datagram: permission denied",
            "the database: permission denied",
            "a program: permission denied",
            "itself again: permission denied",
            "a signal: permission denied",
            "a thread: done",
            "its room: done",
        ]
    );
    assert!(listener.accept().is_err(), "nobody called");
    assert!(rooms().is_empty(), "{:?}", rooms());

    let small = Limits {
        bytes: 4 << 20,
        cpu_seconds: 1,
        wall_seconds: 20,
        ..Limits::default()
    };
    for (order, limits) in [
        ("spin", small),
        ("one long file", small),
        (
            "many files",
            Limits {
                cpu_seconds: 30,
                ..small
            },
        ),
        (
            "grow",
            Limits {
                memory: 64 << 20,
                cpu_seconds: 30,
                ..small
            },
        ),
        (
            "sleep",
            Limits {
                wall_seconds: 1,
                ..small
            },
        ),
    ] {
        let (_, failure) = asked(&maker, order, limits).await;
        assert!(
            matches!(failure, Some(Failure::Refused(Reason::TooLarge))),
            "{order}: {failure:?}"
        );
        assert!(rooms().is_empty(), "{order}: {:?}", rooms());
    }
}

/// Rooms of this test that are left: other tests' are in use.
fn rooms() -> Vec<PathBuf> {
    let found = fs::read_dir("/dev/shm")
        .unwrap()
        .map(|entry| entry.unwrap().path());
    found
        .filter(|path| {
            fs::read_to_string(path.join("document"))
                .is_ok_and(|words| words.starts_with(r"{\rtf burglar"))
        })
        .collect()
}

async fn asked(maker: &Maker, order: &str, limits: Limits) -> (String, Option<Failure>) {
    let document = format!(r"{{\rtf burglar: {order}}}");
    let mut pages = maker.make(io::Cursor::new(document.into_bytes()), Kind::Office, limits);
    let mut told = String::new();
    while let Some(page) = pages.recv().await {
        match page {
            Ok(page) => told.push_str(&page.text),
            Err(failure) => return (told, Some(failure)),
        }
    }
    (told, None)
}

fn burgle(document: &Path) {
    let order = fs::read_to_string(document).unwrap();
    let room = document.parent().unwrap();
    if order.contains("spin") {
        while std::hint::black_box(true) {}
    } else if order.contains("one long file") {
        fs::write(room.join("long"), vec![7; 5 << 20]).unwrap();
    } else if order.contains("many files") {
        for number in 0.. {
            fs::write(room.join(format!("{number}")), vec![7; 1 << 20]).ok();
        }
    } else if order.contains("grow") {
        let mut all = Vec::new();
        while std::hint::black_box(true) {
            all.push(vec![7_u8; 1 << 20]);
        }
    } else if order.contains("sleep") {
        thread::park();
        thread::sleep(std::time::Duration::from_secs(600));
    }
    let installed = env::current_exe()
        .unwrap()
        .parent()
        .unwrap()
        .parent()
        .unwrap()
        .to_owned();
    let place = installed.parent().unwrap();
    let parent = rustix::process::getppid().unwrap();
    let tried: [(&str, io::Result<()>); 14] = [
        ("key", fs::read(place.join("keys/root.key")).map(drop)),
        ("root folder", fs::read_dir("/").map(drop)),
        ("passwords", fs::read("/etc/passwd").map(drop)),
        (
            "parent",
            fs::read(format!("/proc/{}/environ", parent.as_raw_nonzero())).map(drop),
        ),
        (
            "beside itself",
            fs::write(installed.join("program/added"), "x"),
        ),
        ("shared memory", fs::write("/dev/shm/burglar", "x")),
        ("the net", TcpStream::connect("127.0.0.1:1").map(drop)),
        ("a datagram", UdpSocket::bind("127.0.0.1:0").map(drop)),
        (
            "the database",
            UnixStream::connect(installed.join("database")).map(drop),
        ),
        ("a program", Command::new("/bin/true").spawn().map(drop)),
        (
            "itself again",
            Command::new(env::current_exe().unwrap()).spawn().map(drop),
        ),
        (
            "a signal",
            rustix::process::kill_process(parent, rustix::process::Signal::CONT)
                .map_err(io::Error::from),
        ),
        (
            "a thread",
            thread::Builder::new()
                .spawn(|| ())
                .map(|thread| thread.join().unwrap()),
        ),
        ("its room", fs::write(room.join("found"), "x")),
    ];
    let lines: Vec<String> = tried
        .into_iter()
        .map(|(door, tried)| match tried {
            Ok(()) => format!("{door}: done"),
            Err(error) => format!("{door}: {}", error.kind()),
        })
        .collect();
    fs::create_dir(room.join("pages")).unwrap();
    fs::write(room.join("pages/document.pdf"), pdf(&lines)).unwrap();
    io::stdout().flush().unwrap();
}

/// One page with these lines on it.
fn pdf(lines: &[String]) -> Vec<u8> {
    let mut content = "BT /F 12 Tf 14 TL 72 700 Td".to_owned();
    for line in lines {
        content.push_str(&format!(" ({line}) Tj T*"));
    }
    content.push_str(" ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    for (number, object) in objects.iter().enumerate() {
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    file.extend(b"trailer\n<</Size 6 /Root 1 0 R>>\n%%EOF\n");
    file
}
