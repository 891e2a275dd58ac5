//! Searching for words that must be sealed: as UTF-8 and as UTF-16 in both orders, in files and in a database's rows.

use std::path::Path;

use anteroom::base::{Result, Tx, sql};
use anteroom_blobs::Store;
use anteroom_db::Place;
use memchr::memmem;

use super::Word;

sql! {
    // Both for the whole installation: a test has one firm.
    LEFT = "select sum(case when done_at is null and failed_at is null then 1 else 0 end), sum(case when failed_at is not null then 1 else 0 end) from jobs";
}

/// Jobs still to do, and jobs given up.
pub fn jobs_left(tx: &mut Tx<'_, '_>) -> Result<(i64, i64)> {
    let found = tx.row(LEFT, &[], |row| {
        Ok((row.get::<Option<i64>>(0)?, row.get::<Option<i64>>(1)?))
    })?;
    let (left, failed) = found.unwrap_or_default();
    Ok((left.unwrap_or(0), failed.unwrap_or(0)))
}

/// The words found in these bytes, one sentence each.
pub(super) fn in_bytes(place: &str, bytes: &[u8], words: &[Word]) -> Vec<String> {
    words
        .iter()
        .filter(|word| {
            let mut spellings = spellings(&word.bytes).into_iter();
            spellings.any(|spelling| memmem::find(bytes, &spelling).is_some())
        })
        .map(|word| format!("{:?} is in {place}", String::from_utf8_lossy(&word.bytes)))
        .collect()
}

/// The words found in any file below a folder, or in a file's name.
pub(super) fn in_folder(folder: &Path, words: &[Word]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let place = path.display().to_string();
        found.extend(in_bytes(&place, place.as_bytes(), words));
        if path.is_dir() {
            found.extend(in_folder(&path, words));
        } else if let Ok(bytes) = std::fs::read(&path) {
            found.extend(in_bytes(&place, &bytes, words));
        }
    }
    found
}

/// The words found in any row of a database on a server; the embedded one is a file like others.
pub(super) async fn in_database(place: &Place, words: &[Word]) -> Vec<String> {
    let Place::Postgres { url, .. } = place else {
        return Vec::new();
    };
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    let tables = client
        .query(
            "select table_name::text from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
            &[],
        )
        .await
        .unwrap();
    let mut found = Vec::new();
    for table in tables {
        let table: String = table.get(0);
        let rows = client
            .query(&format!("select t::text from {table} t"), &[])
            .await
            .unwrap();
        for row in rows {
            let text: String = row.get(0);
            found.extend(in_bytes(&table, text.as_bytes(), words));
            found.extend(in_bytes(&table, &unhex(&text), words));
        }
    }
    found
}

/// The words found in any blob, wherever it lies.
pub(super) async fn in_blobs(blobs: &dyn Store, words: &[Word]) -> Vec<String> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = blobs.list(after).await.unwrap();
        let Some(last) = page.last() else {
            return found;
        };
        after = Some(*last);
        for id in page {
            let (length, mut bytes) = (blobs.len(&id).await.unwrap(), Vec::new());
            while (bytes.len() as u64) < length {
                let more = blobs.read(&id, bytes.len() as u64..length).await.unwrap();
                bytes.extend_from_slice(&more);
            }
            found.extend(in_bytes(&format!("blob {id}"), &bytes, words));
        }
    }
}

/// The bytes of every `\x…` in a row's text.
fn unhex(text: &str) -> Vec<u8> {
    text.split("\\x")
        .skip(1)
        .flat_map(|part| {
            let digits: Vec<u8> = part
                .bytes()
                .map_while(|b| char::from(b).to_digit(16))
                .filter_map(|digit| u8::try_from(digit).ok())
                .collect();
            digits
                .chunks_exact(2)
                .map(|pair| (pair[0] << 4) | pair[1])
                .collect::<Vec<u8>>()
        })
        .collect()
}

fn spellings(word: &[u8]) -> Vec<Vec<u8>> {
    let mut all = vec![word.to_vec()];
    if let Ok(text) = std::str::from_utf8(word) {
        all.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        all.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    all
}

#[test]
fn a_word_is_found_in_every_spelling() {
    let word = |text: &str| Word {
        bytes: text.as_bytes().to_vec(),
        may_stand_in_letters: false,
    };
    let words = [word("Elm Street")];
    for bytes in spellings(b"Elm Street") {
        let hidden = [b"\x00\x01\xff".as_slice(), &bytes, b"\x02"].concat();
        assert_eq!(in_bytes("x", &hidden, &words).len(), 1);
    }
    let row = format!("(1,\"\\\\x00{}ff\",2)", hex(b"Elm Street"));
    assert_eq!(in_bytes("x", &unhex(&row), &words).len(), 1);
    assert!(in_bytes("x", b"Elm Stree", &words).is_empty());
}

#[cfg(test)]
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
