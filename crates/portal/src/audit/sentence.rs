//! A line of the record as a sentence. Each act has one in each language; facts that are missing leave a shorter
//! sentence, never a broken one.

use super::Line;
use crate::base::{Act, Argument, Lang};

/// Facts that are a word of a list, and choose the sentence's form.
const CHOICES: &[&str] = &[
    "way", "step", "role", "again", "storage", "part", "how", "sso",
];

/// Facts that stand in the sentence as they are, or leave a gap that shows.
const WORDS: &[&str] = &["client", "number", "words"];

/// Facts without which the sentence is shorter.
const PARTS: &[&str] = &["reader", "name"];

/// What shows where a word is missing.
const GAP: &str = "…";

/// Facts that are numbers.
const NUMBERS: &[&str] = &["files", "photos", "version", "page", "days", "letters"];

/// A stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The product's words.
    Words(String),
    /// The name of whoever did it.
    Who(String),
    /// The title of the document it was done to.
    Title(String),
}

/// What happened, in words: "Nadia Haddad opened “Separation agreement”".
pub fn sentence(lang: &'static Lang, line: &Line) -> String {
    let words = |part| match part {
        Part::Words(words) | Part::Who(words) | Part::Title(words) => words,
    };
    parts(lang, line).into_iter().map(words).collect()
}

/// What happened, in words, for a page that shows who did it and leads to the document.
pub fn parts(lang: &'static Lang, line: &Line) -> Vec<Part> {
    let marked = marked(lang, line);
    let mut parts = Vec::new();
    for stretch in marked.split_inclusive(END) {
        let (words, named) = match stretch.split_once([WHO, TITLE]) {
            Some((words, named)) => (words, Some(named.trim_end_matches(END))),
            None => (stretch, None),
        };
        if !words.is_empty() {
            parts.push(Part::Words(words.to_owned()));
        }
        if let Some(named) = named.map(ToOwned::to_owned) {
            parts.push(if stretch.contains(WHO) {
                Part::Who(named)
            } else {
                Part::Title(named)
            });
        }
    }
    parts
}

/// Marks around a name and a title. No word of anybody's holds one: [`unbroken`] takes them out.
const WHO: char = '\u{1}';
const TITLE: char = '\u{2}';
const END: char = '\u{3}';

fn marked(lang: &'static Lang, line: &Line) -> String {
    let named = |name: Option<&String>| name.map(|name| unbroken(name));
    let subject = named(line.subject_name.as_ref());
    let actor = named(line.actor_name.as_ref());
    // Whoever comes in is nobody yet: the entry tells who it was about.
    let who = actor.clone().or_else(|| subject.clone());
    // Whoever came through a link has proved nothing but that they had it.
    let who = match line.facts.get("by").map(String::as_str) {
        Some("link") => who.map(|name| lang.with1("record-by-link", "name", name)),
        _ => who,
    };
    let is_own = actor.is_none()
        || line.subject_name.is_none()
        || line.actor_id.map(|id| id.to_string()) == line.subject;
    let title = line
        .facts
        .get("title")
        .or(line.document_title.as_ref())
        .map(|title| format!("{TITLE}{}{END}", unbroken(title)));

    let mut arguments: Vec<(&str, Said)> = vec![
        (
            "known",
            Said::word(if who.is_some() { "yes" } else { "no" }),
        ),
        (
            "who",
            Said::Text(match who {
                Some(who) => format!("{WHO}{who}{END}"),
                None => lang.t(nobody(line.act)).to_owned(),
            }),
        ),
        (
            "subject",
            Said::Text(subject.unwrap_or_else(|| lang.t("record-somebody").to_owned())),
        ),
        ("own", Said::word(if is_own { "yes" } else { "no" })),
        ("title", Said::Text(title.unwrap_or_else(|| GAP.to_owned()))),
    ];
    for name in CHOICES {
        let fact = line.facts.get(*name).map_or("none", String::as_str);
        arguments.push((name, Said::Text(fact.replace(' ', "-"))));
    }
    for name in WORDS {
        let fact = line.facts.get(*name).map_or(GAP, String::as_str);
        arguments.push((name, Said::Text(unbroken(fact))));
    }
    for name in PARTS {
        let fact = line.facts.get(*name).map_or("none", String::as_str);
        arguments.push((name, Said::Text(unbroken(fact))));
    }
    for name in NUMBERS {
        let fact = line.facts.get(*name).and_then(|fact| fact.parse().ok());
        arguments.push((name, Said::Number(fact.unwrap_or(0))));
    }
    let arguments: Vec<(&str, &dyn Argument)> = arguments
        .iter()
        .map(|(name, said)| (*name, said as &dyn Argument))
        .collect();
    lang.with(&line.act.key(), &arguments)
}

/// Who did what nobody did: the mail server and the jobs, or somebody at the door.
fn nobody(act: Act) -> &'static str {
    match act {
        Act::SignedIn
        | Act::SignInFailed
        | Act::InvitationAccepted
        | Act::PasswordForgotten
        | Act::VouchingStopped
        | Act::LinkOpened
        | Act::LinkRefused => "record-somebody",
        _ => "record-the-product",
    }
}

/// Words on one line, without what no eye can see.
fn unbroken(words: &str) -> String {
    let seen: String = words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in a sentence.
enum Said {
    Text(String),
    Number(u32),
}

impl Said {
    fn word(word: &str) -> Self {
        Self::Text(word.to_owned())
    }
}

impl Argument for Said {
    fn fluent(&self) -> fluent_bundle::FluentValue<'_> {
        match self {
            Self::Text(text) => text.fluent(),
            Self::Number(number) => number.fluent(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::base::{EntryId, Id, Locale, PersonId, Timestamp};

    fn person(number: u128) -> PersonId {
        PersonId::from_uuid(uuid::Uuid::from_u128(number))
    }

    fn line(act: Act) -> Line {
        Line {
            id: EntryId::from_uuid(uuid::Uuid::from_u128(1)),
            at: Timestamp::ZERO,
            actor_id: None,
            actor_name: None,
            act,
            matter: None,
            matter_title: None,
            subject: None,
            subject_name: None,
            document: None,
            document_title: None,
            facts: BTreeMap::new(),
        }
    }

    fn by(line: Line, name: &str) -> Line {
        Line {
            actor_id: Some(person(1)),
            actor_name: Some(name.into()),
            ..line
        }
    }

    fn about(line: Line, name: &str) -> Line {
        Line {
            subject: Some(person(2).to_string()),
            subject_name: Some(name.into()),
            ..line
        }
    }

    fn knowing<const N: usize>(line: Line, facts: [(&str, &str); N]) -> Line {
        let facts = facts
            .iter()
            .map(|(name, fact)| ((*name).to_owned(), (*fact).to_owned()));
        Line {
            facts: facts.collect(),
            ..line
        }
    }

    #[test]
    fn every_act_is_a_whole_sentence_in_every_language_even_without_facts() {
        for act in Act::ALL {
            for locale in Locale::ALL {
                let lang = locale.lang();
                assert!(lang.has(&act.key()), "{} in {}", act.key(), locale.as_str());
                for line in [
                    line(*act),
                    by(line(*act), "Ruth Osei"),
                    about(by(line(*act), "Ruth Osei"), "Nadia Haddad"),
                ] {
                    let said = sentence(lang, &line);
                    assert!(!said.contains(['{', '}', '$']), "{said}");
                    assert!(!said.contains("  "), "{said}");
                    assert_eq!(said.trim(), said);
                }
            }
        }
    }

    #[test]
    fn a_sentence_names_who_did_what_to_what() {
        let en = |line: Line| sentence(Locale::En.lang(), &line);
        let fr = |line: Line| sentence(Locale::Fr.lang(), &line);
        let opened = by(line(Act::DocumentOpened), "Nadia Haddad");
        let opened = Line {
            document_title: Some("Parenting schedule".into()),
            ..opened
        };
        assert_eq!(
            en(opened.clone()),
            "Nadia Haddad opened “Parenting schedule”"
        );
        assert_eq!(
            fr(knowing(opened, [("page", "2")])),
            "Nadia Haddad a ouvert «\u{a0}Parenting schedule\u{a0}», page 2"
        );
        let invited = about(by(line(Act::Invited), "Ruth Osei"), "Nadia Haddad");
        assert_eq!(
            en(knowing(invited, [("way", "letter")])),
            "Ruth Osei invited Nadia Haddad with a printed letter"
        );
    }

    #[test]
    fn a_sentence_comes_in_parts_that_can_be_shown_apart() {
        let opened = Line {
            document_title: Some("Parenting\u{3} schedule".into()),
            ..by(line(Act::DocumentOpened), "Nadia \u{1}Haddad")
        };
        assert_eq!(
            parts(Locale::En.lang(), &knowing(opened, [("page", "2")])),
            [
                Part::Who("Nadia Haddad".into()),
                Part::Words(" opened “".into()),
                Part::Title("Parenting schedule".into()),
                Part::Words("”, page 2".into()),
            ]
        );
        assert_eq!(
            parts(Locale::En.lang(), &line(Act::NoticeSent)),
            [Part::Words(
                "The mail server took a letter to Somebody".into()
            )]
        );
    }

    #[test]
    fn who_comes_in_is_named_though_nobody_acted_yet() {
        let signed_in = about(line(Act::SignedIn), "Nadia Haddad");
        let signed_in = knowing(signed_in, [("way", "password and app")]);
        assert_eq!(
            sentence(Locale::En.lang(), &signed_in),
            "Nadia Haddad signed in with a password and an authenticator app"
        );
        assert_eq!(
            sentence(Locale::Fr.lang(), &line(Act::SignInFailed)),
            "Une ouverture de session a échoué\u{a0}: personne ici n’a cette adresse"
        );
    }
}
