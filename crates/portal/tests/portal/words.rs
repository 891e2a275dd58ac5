//! Every text has a key, in each language, with the same arguments; and keeps the house's manners.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::files;

/// Key → (text, arguments) of a language.
fn sentences(language: &str) -> BTreeMap<String, (String, BTreeSet<String>)> {
    let mut found = BTreeMap::new();
    for (path, text) in files(&format!("locales/{language}"), "ftl") {
        let mut key = None::<String>;
        for line in text.lines() {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let (name, value) = line
                    .split_once('=')
                    .unwrap_or_else(|| panic!("{path}: {line}"));
                let name = name.trim().to_owned();
                assert!(
                    found
                        .insert(name.clone(), (value.to_owned(), BTreeSet::new()))
                        .is_none(),
                    "{path}: {name} twice"
                );
                key = Some(name);
            } else if let (Some(key), false) =
                (&key, line.starts_with('#') || line.trim().is_empty())
            {
                found.get_mut(key).unwrap().0.push_str(&format!("\n{line}"));
            }
        }
    }
    for (text, arguments) in found.values_mut() {
        for piece in text.split('$').skip(1) {
            arguments.insert(
                piece
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '-')
                    .collect(),
            );
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_arguments() {
    let (english, french) = (sentences("en"), sentences("fr"));
    let mut wrong = Vec::new();
    for (key, (_, arguments)) in &english {
        match french.get(key) {
            None => wrong.push(format!("{key}: not in French")),
            Some((_, theirs)) if theirs != arguments => wrong.push(format!(
                "{key}: {arguments:?} in English, {theirs:?} in French"
            )),
            Some(_) => {}
        }
    }
    wrong.extend(
        french
            .keys()
            .filter(|key| !english.contains_key(*key))
            .map(|key| format!("{key}: not in English")),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Words in quotation marks, in templates and Rust, that look like keys.
fn quoted() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for ending in ["rs", "html", "txt"] {
        for (_, text) in files("crates/portal/src", ending) {
            for word in text.split('"') {
                if word.len() < 80
                    && word
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                {
                    found.insert(word.to_owned());
                }
            }
        }
    }
    found
}

#[test]
fn every_key_a_page_asks_for_exists() {
    let english = sentences("en");
    let mut wrong = Vec::new();
    for ending in ["rs", "html", "txt"] {
        for (path, text) in files("crates/portal/src", ending) {
            for call in [
                ".t(\"",
                ".with(\"",
                ".with1(\"",
                ".with2(\"",
                ".with3(\"",
                "Refused(\"",
                "Malformed(\"",
                ".saying(\"",
                ".wrong(\"",
            ] {
                for piece in text.split(call).skip(1) {
                    let key = piece.split('"').next().unwrap_or_default();
                    let is_second = call == ".wrong(\"";
                    let key = if is_second {
                        piece.split('"').nth(2).unwrap_or_default()
                    } else {
                        key
                    };
                    if key.contains('-') && !english.contains_key(key) {
                        wrong.push(format!("{path}: {key}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_key_is_used() {
    let quoted = quoted();
    // Keys that are put together: a prefix that some file formats, and the rest from an enum.
    let mut formed = BTreeSet::new();
    for ending in ["rs", "html"] {
        for (_, text) in files("crates/portal/src", ending) {
            for piece in text.split("\"").filter(|piece| piece.contains("-{")) {
                formed.insert(piece.split("-{").next().unwrap_or_default().to_owned());
            }
        }
    }
    let unused: Vec<String> = sentences("en")
        .into_keys()
        .filter(|key| !quoted.contains(key))
        .filter(|key| {
            !formed
                .iter()
                .any(|prefix| !prefix.is_empty() && key.starts_with(&format!("{prefix}-")))
        })
        .collect();
    assert!(unused.is_empty(), "{}", unused.join("\n"));
}

#[test]
fn the_words_keep_their_manners() {
    let mut wrong = Vec::new();
    for (language, banned) in [
        (
            "en",
            [
                "click",
                "successfully",
                "please be advised",
                "oops",
                "log in",
                "portal",
            ],
        ),
        (
            "fr",
            [
                "cliqu",
                "avec succès",
                "veuillez noter",
                "oups",
                "login",
                "portail",
            ],
        ),
    ] {
        for (key, (text, _)) in sentences(language) {
            let text = text.to_lowercase();
            for word in banned {
                if text.contains(word)
                    && !key.starts_with("setup")
                    && !key.starts_with("settings")
                    && !key.starts_with("set-up")
                {
                    wrong.push(format!("{language} {key}: {word}"));
                }
            }
            if text.contains('!') {
                wrong.push(format!("{language} {key}: an exclamation mark"));
            }
            if language == "fr" && text.contains('\'') {
                wrong.push(format!("{language} {key}: a straight apostrophe"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
