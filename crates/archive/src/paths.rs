//! Paths that can be unpacked on any disk: relative, without `..`, without what Windows refuses, none twice.
//!
//! Windows and macOS take `Deed.pdf` and `deed.pdf` for one file, so paths count as the same when they differ in case or in
//! normalisation only. The second `deed.pdf` becomes `deed (2).pdf`.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

/// The longest name of a file, in UTF-16 units, as Windows counts.
const MOST_OF_NAME: usize = 120;
/// The longest name of a folder, in UTF-16 units.
const MOST_OF_FOLDER: usize = 60;
/// The longest path, in UTF-16 units: what remains of Windows' 260 below the folder somebody unpacks in. Folders that do
/// not fit are left out from the innermost.
const MOST_OF_PATH: usize = 200;
/// The longest part, in bytes, as most file systems count; room for a number is left.
const MOST_BYTES: usize = 240;
/// The longest ending that is still taken for an extension when shortening, in bytes.
const MOST_OF_EXTENSION: usize = 20;

/// A path for each file, given the folder it lies in (parts joined by `/`, or empty) and its name.
#[must_use]
pub fn distinct(files: &[(&str, &str)]) -> Vec<String> {
    let placed: Vec<(String, String)> = files
        .iter()
        .map(|(folder, name)| (safe_folder(folder), safe_part(name, MOST_OF_NAME)))
        .collect();
    // A file may not have the name of a folder beside it either, so all folders are known first.
    let mut taken = HashSet::new();
    for (folder, _) in &placed {
        for (at, _) in folder.match_indices('/').chain([(folder.len(), "")]) {
            taken.insert(key(&folder[..at]));
        }
    }
    let mut next = HashMap::new();
    placed
        .into_iter()
        .map(|(folder, name)| place(&folder, &name, &mut taken, &mut next))
        .collect()
}

/// Whether a path stays inside the folder it is unpacked in, and fits its field.
pub(crate) fn is_safe(path: &str) -> bool {
    let is_part = |part: &str| {
        !matches!(part, "" | "." | "..")
            && !part.contains(|c: char| c.is_control() || matches!(c, '\\' | ':'))
    };
    path.len() <= usize::from(u16::MAX) && path.split('/').all(is_part)
}

/// The path, numbered until nothing else has it. `next` remembers how far the numbers of a path have gone, so that ten
/// thousand files of one name are ten thousand steps.
fn place(
    folder: &str,
    name: &str,
    taken: &mut HashSet<String>,
    next: &mut HashMap<String, u32>,
) -> String {
    let first = joined(folder, name);
    let first_key = key(&first);
    if taken.insert(first_key.clone()) {
        return first;
    }
    let (stem, extension) = split(name);
    let number = next.entry(first_key).or_insert(2);
    loop {
        let numbered = joined(folder, &format!("{stem} ({number}){extension}"));
        *number += 1;
        if taken.insert(key(&numbered)) {
            return numbered;
        }
    }
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

fn key(path: &str) -> String {
    path.nfc().collect::<String>().to_lowercase()
}

fn safe_folder(folder: &str) -> String {
    let mut path = String::new();
    for part in folder
        .split(['/', '\\'])
        .filter(|part| !part.trim().is_empty())
    {
        let next = joined(&path, &safe_part(part, MOST_OF_FOLDER));
        if units(&next) > MOST_OF_PATH - MOST_OF_NAME {
            break;
        }
        path = next;
    }
    path
}

/// A name any file system takes: what has a meaning somewhere becomes `_`, as do controls and what turns the direction of
/// text.
fn safe_part(name: &str, most: usize) -> String {
    let name: String = name
        .chars()
        .map(|c| if is_plain(c) { c } else { '_' })
        .collect();
    let name = name
        .trim_start()
        .trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    if name.is_empty() {
        return "_".to_owned();
    }
    let name = if is_reserved(name) {
        format!("_{name}")
    } else {
        name.to_owned()
    };
    shortened(&name, most)
}

fn is_plain(c: char) -> bool {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = matches!(c, '\u{2028}' | '\u{2029}');
    !(c.is_control()
        || turns
        || breaks
        || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*'))
}

/// Whether Windows takes the name for a device, whatever its extension.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_uppercase();
    let is_port = |rest: &str| {
        matches!(rest, "¹" | "²" | "³") || rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit()
    };
    matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || ["COM", "LPT"]
        .iter()
        .any(|device| stem.strip_prefix(device).is_some_and(is_port))
}

/// The name before its extension, and the extension with its dot.
fn split(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(at) if at > 0 && name.len() - at <= MOST_OF_EXTENSION => name.split_at(at),
        _ => (name, ""),
    }
}

/// Cut before the extension to so many UTF-16 units and to [`MOST_BYTES`].
fn shortened(name: &str, most: usize) -> String {
    let (stem, extension) = split(name);
    let (mut room, mut bytes) = (
        most - units(extension).min(most),
        MOST_BYTES - extension.len(),
    );
    let kept: String = stem
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= room && c.len_utf8() <= bytes;
            room = room.saturating_sub(c.len_utf16());
            bytes = bytes.saturating_sub(c.len_utf8());
            fits
        })
        .collect();
    if kept.len() == stem.len() {
        return name.to_owned();
    }
    format!("{}{extension}", kept.trim_end_matches([' ', '.']))
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
