//! Lines of the record, told day by day.

use super::{Line, sentence};
use crate::base::{Lang, MatterId, When};

/// What happened on one day, newest first.
#[derive(Clone, Debug)]
pub struct Day {
    /// "Thursday 8 October".
    pub name: String,
    /// Its lines.
    pub lines: Vec<Told>,
}

/// A line in words.
#[derive(Clone, Debug)]
pub struct Told {
    /// RFC 3339, for `<time datetime>`.
    pub at: String,
    /// "9:12 am".
    pub time: String,
    /// What happened.
    pub sentence: String,
    /// In which matter, with its title.
    pub matter: Option<(MatterId, String)>,
}

/// Tells lines that run from the newest back.
pub fn by_day(lang: &'static Lang, when: &When, lines: &[Line]) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for line in lines {
        let name = when.day(line.at);
        let told = Told {
            at: line.at.rfc3339(),
            time: when.time(line.at),
            sentence: sentence(lang, line),
            matter: line.matter.zip(line.matter_title.clone()),
        };
        match days.last_mut() {
            Some(day) if day.name == name => day.lines.push(told),
            _ => days.push(Day {
                name,
                lines: vec![told],
            }),
        }
    }
    days
}
