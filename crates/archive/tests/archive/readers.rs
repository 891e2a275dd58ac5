//! Python's zipfile, Info-ZIP's unzip, 7-Zip and libarchive open what is laid out here. `bin/setup` installs them.
#![expect(
    clippy::disallowed_methods,
    reason = "other programs are what is tested with"
)]

use std::{fs::File, io::Write as _, os::unix::fs::FileExt as _, path::Path, process::Command};

use anteroom_archive::{Entry, Layout, Piece, paths::distinct};

use super::kit::{entry, of_zeros, whole};

/// Runs a program that must end well; gives what it wrote.
fn run(program: &str, arguments: &[&str]) -> Vec<u8> {
    let ran = Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "America/Toronto")
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}. Run bin/setup."));
    // unzip 6.0 warns (1) behind a file of exactly 4 GiB - 1, whose size it takes for the mark of the next one's.
    let is_warned = program == "unzip" && ran.status.code() == Some(1);
    assert!(
        ran.status.success() || is_warned,
        "{program} {arguments:?}: {}{}",
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr)
    );
    ran.stdout
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

const LIST: &str = "import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    for one in archive.infolist(): print(one.filename, one.file_size, one.date_time)";

#[test]
fn four_readers_unpack_every_file_under_its_name_with_its_bytes() {
    let named = [
        ("", "Deed.pdf"),
        ("", "deed.pdf"),
        ("Tax/2025", "Résumé – \u{1f4c4} 日本語.txt"),
        ("Tax/2025", "empty"),
        ("../..", "CON"),
        ("Tax", "-rf *.txt"),
    ];
    let contents: Vec<Vec<u8>> = (0..named.len())
        .map(|number| {
            (0..number * 70_000 % 200_001)
                .map(|at| ((at * 31) >> 3) as u8)
                .collect()
        })
        .collect();
    let paths = distinct(&named);
    let entries = paths
        .iter()
        .zip(&contents)
        .map(|(path, content)| entry(path, content))
        .collect();
    let layout = Layout::of(entries).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("archive.zip");
    std::fs::write(&file, whole(&layout, &contents)).unwrap();

    let listed = String::from_utf8(run("python3", &["-c", LIST, text(&file)])).unwrap();
    let expected: String = paths
        .iter()
        .zip(&contents)
        .map(|(path, content)| format!("{path} {} (2026, 11, 24, 8, 30, 44)\n", content.len()))
        .collect();
    assert_eq!(listed, expected);

    for (program, arguments) in [
        ("unzip", vec!["-qq", text(&file), "-d"]),
        ("7z", vec!["x", "-bd", "-y", text(&file)]),
        ("bsdtar", vec!["-xf", text(&file), "-C"]),
    ] {
        let to = folder.path().join(program);
        std::fs::create_dir(&to).unwrap();
        let mut arguments = arguments;
        let into = format!("-o{}", text(&to));
        arguments.push(if program == "7z" { &into } else { text(&to) });
        run(program, &arguments);
        for (path, content) in paths.iter().zip(&contents) {
            let found = to.join(path);
            assert!(
                std::fs::read(&found).unwrap() == *content,
                "{program}: {path}"
            );
            let changed = found.metadata().unwrap().modified().unwrap();
            let changed = changed.duration_since(std::time::UNIX_EPOCH).unwrap();
            // Not every reader looks at the time in UTC; the other one is rounded to two seconds.
            assert!(
                changed.as_secs().abs_diff(1_795_527_045) < 2,
                "{program}: {path} of {changed:?}"
            );
        }
    }
}

/// Writes an archive whose long contents are zeros: holes, that take no room.
fn sparse(file: &Path, entries: Vec<Entry>, last: &[u8]) {
    let count = entries.len();
    let layout = Layout::of(entries).unwrap();
    let out = File::create(file).unwrap();
    out.set_len(layout.len()).unwrap();
    let mut at = 0;
    for piece in layout.pieces(0..layout.len()) {
        match &piece {
            Piece::Header(bytes) => out.write_all_at(bytes, at).unwrap(),
            Piece::Contents { entry, .. } if *entry == count - 1 => {
                out.write_all_at(last, at).unwrap()
            }
            Piece::Contents { .. } => {}
        }
        at += piece.len();
    }
    (&out).flush().unwrap();
}

#[test]
fn readers_find_their_way_past_four_gibibytes() {
    let last = b"behind everything else";
    let folder = tempfile::tempdir().unwrap();
    for (number, sizes) in [[0xffff_fffe, 1], [0xffff_ffff, 1], [0x1_0000_0001, 3]]
        .into_iter()
        .enumerate()
    {
        let mut entries: Vec<Entry> = sizes
            .iter()
            .enumerate()
            .map(|(number, size)| of_zeros(&format!("zeros {number}.bin"), *size))
            .collect();
        entries.push(entry("last.txt", last));
        let file = folder.path().join(format!("{number}.zip"));
        sparse(&file, entries, last);
        let read = "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read('last.txt'))";
        assert_eq!(run("python3", &["-c", read, text(&file)]), last);
        assert_eq!(run("unzip", &["-p", text(&file), "last.txt"]), last);
        assert_eq!(run("7z", &["e", "-so", text(&file), "last.txt"]), last);
        assert_eq!(run("bsdtar", &["-xOf", text(&file), "last.txt"]), last);
    }
}

#[test]
fn readers_count_more_entries_than_the_first_zip_could() {
    let folder = tempfile::tempdir().unwrap();
    for count in [65_535, 65_536] {
        let entries: Vec<Entry> = (0..count)
            .map(|number| entry(&format!("{number}"), b""))
            .collect();
        let file = folder.path().join(format!("{count}.zip"));
        sparse(&file, entries, b"");
        let counted = "import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))";
        assert_eq!(
            run("python3", &["-c", counted, text(&file)]),
            format!("{count}\n").as_bytes()
        );
        for (program, arguments) in [
            ("unzip", vec!["-Z1", text(&file)]),
            ("bsdtar", vec!["-tf", text(&file)]),
        ] {
            let listed = run(program, &arguments);
            assert_eq!(
                listed.iter().filter(|byte| **byte == b'\n').count(),
                count,
                "{program}"
            );
        }
        let told = String::from_utf8(run("7z", &["l", "-ba", text(&file)])).unwrap();
        assert_eq!(told.lines().count(), count, "7z");
    }
}
