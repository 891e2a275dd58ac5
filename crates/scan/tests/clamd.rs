//! The client against a real clamd, with a signature of our own: the harmless mark of EICAR. Where no clamd is installed
//! this tries nothing, and `bin/test` says so.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    clippy::disallowed_methods,
    reason = "the test starts and stops the scanner"
)]

use std::{fmt::Write, io::Write as _, path::Path, process::Stdio, time::Duration};

use anteroom_scan::{Patience, Place, Scanner, Verdict};
use bytes::Bytes;
use futures_util::stream;
use tokio::process::{Child, Command};

const LARGEST: u64 = 10_000_000;
/// What this clamd takes, in bytes.
const MOST: usize = 1_000_000;

/// The mark, put together here so that no scanner finds this file.
fn eicar() -> Vec<u8> {
    let halves = [
        r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD",
        "-ANTIVIRUS-TEST-FILE!$H+H*",
    ];
    halves.concat().into_bytes()
}

/// A clamd of this test on a socket of its own; nothing where none is installed.
fn started(folder: &Path) -> Option<Child> {
    let database = folder.join("signatures");
    std::fs::create_dir(&database).unwrap();
    let mut signature = String::from("Test.Mark.Of.Eicar:0:*:");
    for byte in b"EICAR-STANDARD".iter().chain(b"-ANTIVIRUS-TEST-FILE") {
        write!(signature, "{byte:02x}").unwrap();
    }
    std::fs::write(database.join("test.ndb"), signature + "\n").unwrap();
    let settings = format!(
        "Foreground yes\nLocalSocket {0}/clamd.ctl\nDatabaseDirectory {0}/signatures\nTemporaryDirectory {0}\nStreamMaxLength {MOST}\nMaxFileSize 500000\nAlertExceedsMax yes\n",
        folder.display()
    );
    std::fs::write(folder.join("clamd.conf"), settings).unwrap();
    Command::new("clamd")
        .arg(format!("--config-file={}/clamd.conf", folder.display()))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .ok()
}

async fn of(scanner: &Scanner, chunks: &[&[u8]]) -> Verdict {
    let length = chunks.iter().map(|chunk| chunk.len() as u64).sum();
    let chunks: Vec<_> = chunks
        .iter()
        .map(|chunk| Ok::<_, std::convert::Infallible>(Bytes::copy_from_slice(chunk)))
        .collect();
    scanner.scan(length, stream::iter(chunks)).await.unwrap()
}

/// A ZIP of one stored file.
fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    let (crc, length) = (crc32(content), u32::try_from(content.len()).unwrap());
    let mut shared = Vec::new();
    shared.extend_from_slice(&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x5b]);
    shared.extend_from_slice(&crc.to_le_bytes());
    shared.extend_from_slice(&length.to_le_bytes());
    shared.extend_from_slice(&length.to_le_bytes());
    shared.extend_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
    shared.extend_from_slice(&[0, 0]);
    let mut zip = Vec::new();
    zip.write_all(b"PK\x03\x04").unwrap();
    zip.write_all(&shared).unwrap();
    zip.write_all(name.as_bytes()).unwrap();
    zip.write_all(content).unwrap();
    let directory = u32::try_from(zip.len()).unwrap();
    zip.write_all(b"PK\x01\x02\x14\0").unwrap();
    zip.write_all(&shared).unwrap();
    zip.write_all(&[0; 14]).unwrap();
    zip.write_all(name.as_bytes()).unwrap();
    let size = u32::try_from(zip.len()).unwrap() - directory;
    zip.write_all(b"PK\x05\x06\0\0\0\0\x01\0\x01\0").unwrap();
    zip.write_all(&size.to_le_bytes()).unwrap();
    zip.write_all(&directory.to_le_bytes()).unwrap();
    zip.write_all(&[0, 0]).unwrap();
    zip
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(sum & 1))
        })
    })
}

/// A gzipped tar of one file, stored as it is.
fn tarred(name: &str, content: &[u8]) -> Vec<u8> {
    let mut tar = vec![0; 512];
    let fields: [(usize, String); 5] = [
        (0, name.into()),
        (100, "0000644".into()),
        (124, format!("{:011o}", content.len())),
        (156, "0".into()),
        (257, "ustar".into()),
    ];
    for (at, field) in &fields {
        tar[*at..at + field.len()].copy_from_slice(field.as_bytes());
    }
    tar[148..156].fill(b' ');
    let sum: u32 = tar.iter().map(|byte| u32::from(*byte)).sum();
    tar[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    tar.extend_from_slice(content);
    tar.resize(tar.len().next_multiple_of(512) + 1024, 0);
    let length = u16::try_from(tar.len()).unwrap();
    let mut gzip = b"\x1f\x8b\x08\0\0\0\0\0\0\xff\x01".to_vec();
    gzip.extend_from_slice(&length.to_le_bytes());
    gzip.extend_from_slice(&(!length).to_le_bytes());
    gzip.extend_from_slice(&tar);
    gzip.extend_from_slice(&crc32(&tar).to_le_bytes());
    gzip.extend_from_slice(&u32::from(length).to_le_bytes());
    gzip
}

/// A mail with one attachment in base64 (RFC 2045, section 6.8).
fn mailed(name: &str, content: &[u8]) -> Vec<u8> {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in content.chunks(3) {
        let bits = three
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - three.len()));
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place > three.len() {
                '='
            } else {
                char::from(sign)
            });
        }
    }
    format!(
        "From: a@example.ca\r\nTo: b@example.ca\r\nSubject: Hello\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"cut\"\r\n\r\n--cut\r\nContent-Type: text/plain\r\n\r\nHello.\r\n--cut\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{text}\r\n--cut--\r\n"
    )
    .into_bytes()
}

#[tokio::test]
async fn a_real_scanner_finds_the_mark_however_it_is_wrapped_and_cut() {
    let folder = tempfile::tempdir().unwrap();
    // It may come down to another user before it listens.
    std::fs::set_permissions(
        folder.path(),
        std::os::unix::fs::PermissionsExt::from_mode(0o777),
    )
    .unwrap();
    let Some(mut clamd) = started(folder.path()) else {
        return;
    };
    let scanner = Scanner::at(Place::Socket(folder.path().join("clamd.ctl")), LARGEST);
    let mut tries = 0;
    while scanner.ping().await.is_err() {
        tries += 1;
        assert!(tries < 600, "clamd does not come up");
        assert!(clamd.try_wait().unwrap().is_none(), "clamd ended at once");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(scanner.version().await.unwrap().starts_with("ClamAV "));

    let (mark, found) = (
        eicar(),
        Verdict::Infected("Test.Mark.Of.Eicar.UNOFFICIAL".into()),
    );
    let (first, second) = mark.split_at(30);
    assert_eq!(
        of(&scanner, &[b"a letter without a mark"]).await,
        Verdict::Clean
    );
    assert_eq!(of(&scanner, &[]).await, Verdict::Clean);
    assert_eq!(of(&scanner, &[&mark]).await, found);
    assert_eq!(of(&scanner, &[first, b"", second]).await, found);
    let zip = zipped("letter.txt", &mark);
    assert_eq!(of(&scanner, &[&zip]).await, found);
    let twice = zipped("letters.zip", &zip);
    assert_eq!(of(&scanner, &[&twice]).await, found);
    for wrapped in [
        zipped("word/media/letter.bin", &mark),
        tarred("letter.txt", &mark),
        mailed("letter.txt", &mark),
        mailed("letters.zip", &zip),
    ] {
        assert_eq!(of(&scanner, &[&wrapped]).await, found);
    }
    assert_eq!(of(&scanner, &[&vec![b' '; 200_000], &mark]).await, found);

    let large = vec![b' '; MOST / 4];
    let beyond = [large.as_slice(); 20];
    assert_eq!(
        of(&scanner, &beyond).await,
        Verdict::TooLarge,
        "than it takes"
    );
    assert_eq!(
        of(&scanner, &beyond[..3]).await,
        Verdict::TooLarge,
        "than it looks into"
    );
    assert_eq!(of(&scanner, &[&mark]).await, found, "it is well afterwards");

    // Stopped, it accepts and never answers.
    let id = clamd.id().unwrap().to_string();
    let told = |signal: &'static str| Command::new("kill").args([signal, &id]).status();
    told("-STOP").await.unwrap();
    let patience = Duration::from_millis(400);
    let hurried = scanner.clone().waited_for(Patience {
        connect: patience,
        piece: patience,
        answer: patience,
    });
    let verdict = of(&hurried, &[&mark]).await;
    assert!(matches!(verdict, Verdict::Unreachable(_)), "{verdict:?}");
    told("-CONT").await.unwrap();
    assert_eq!(of(&scanner, &[&mark]).await, found);
    clamd.kill().await.unwrap();
    assert!(matches!(
        of(&scanner, &[&mark]).await,
        Verdict::Unreachable(_)
    ));
}
