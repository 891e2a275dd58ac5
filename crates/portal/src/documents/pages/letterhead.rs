//! The letterhead of a saved message, named in the reader's language.

use anteroom_pages::Field;

use crate::base::{Lang, Timestamp, When};

/// A fact and its name.
#[derive(Clone, Debug)]
pub struct Fact {
    /// "From".
    pub name: &'static str,
    /// "Nadia Haddad <nadia@example.ca>".
    pub value: String,
}

/// Splits the first page of a message into its facts and its text.
pub fn letterhead<'w>(lang: &'static Lang, when: &When, words: &'w str) -> (Vec<Fact>, &'w str) {
    let (facts, text) = anteroom_pages::letterhead(words);
    let named = |(field, value): (Field, &str)| {
        let (key, value) = match field {
            Field::From => ("documents-mail-from", value.to_owned()),
            Field::To => ("documents-mail-to", value.to_owned()),
            Field::Cc => ("documents-mail-cc", value.to_owned()),
            Field::Subject => ("documents-mail-subject", value.to_owned()),
            Field::Date => ("documents-mail-date", date(when, value)),
            Field::Attachment => ("documents-mail-attached", attached(lang, value)),
        };
        Fact {
            name: lang.t(key),
            value,
        }
    };
    (facts.into_iter().map(named).collect(), text)
}

/// The moment as this reader's clock shows it; what is no moment stays as it is written.
fn date(when: &When, value: &str) -> String {
    match value.parse::<jiff::Timestamp>() {
        Ok(moment) => when.exact(Timestamp(moment.as_microsecond())),
        Err(_) => value.to_owned(),
    }
}

/// "lease.pdf, 48 kB".
fn attached(lang: &'static Lang, value: &str) -> String {
    let (size, name) = value.split_once(' ').unwrap_or((value, ""));
    let size = size
        .parse()
        .map_or_else(|_| size.to_owned(), |size: u64| lang.size(size));
    match name {
        "" => lang.with1("documents-mail-unnamed", "size", size),
        name => format!("{name}, {size}"),
    }
}
