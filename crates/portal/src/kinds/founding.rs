//! The kinds the product comes with: a text in each language, from which a firm gets its own copy.

use std::time::Duration;

use super::{KindWords, Outline, insert};
use crate::{
    base::{Error, Locale, Result, Tx, sql},
    kinds::Area,
};

sql! {
    HAS_ANY = "select 1 from matter_kinds where firm_id = $1 limit 1";
}

/// A kind as it is written in the text.
#[derive(serde::Deserialize)]
struct Shipped {
    name: String,
    area: String,
    #[serde(flatten)]
    outline: Outline,
}

#[derive(serde::Deserialize)]
struct Book {
    kind: Vec<Shipped>,
}

/// The text of a language.
fn text(locale: Locale) -> &'static str {
    match locale {
        Locale::En => include_str!("shipped_en.toml"),
        Locale::Fr => include_str!("shipped_fr.toml"),
    }
}

fn shipped(locale: Locale) -> Result<Vec<KindWords>> {
    let book: Book = toml::from_str(text(locale)).map_err(Error::bug)?;
    book.kind
        .into_iter()
        .map(|kind| {
            Ok(KindWords {
                locale,
                area: Area::parse(&kind.area)
                    .ok_or_else(|| Error::Bug(format!("no area of practice: {}", kind.area)))?,
                name: kind.name,
                outline: kind.outline,
            })
        })
        .collect()
}

/// Gives the firm its copy of every kind, in each language. Twice is fine: kinds are never deleted, so that a firm that has
/// any has had this.
///
/// # Errors
/// The store's.
pub fn found(tx: &mut Tx<'_, '_>) -> Result<()> {
    if tx.row(HAS_ANY, &[&tx.firm()], |_| Ok(()))?.is_some() {
        return Ok(());
    }
    tx.unaudited("what comes with the product is nobody's act");
    let mut at = tx.now();
    for locale in Locale::ALL {
        for kind in shipped(*locale)? {
            insert(tx, &kind, at)?;
            // A microsecond apart, they keep the order of the text.
            at = at.after(Duration::from_micros(1));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

    use super::*;

    #[test]
    fn every_kind_comes_in_every_language_with_the_same_number_of_everything() {
        let shape = |locale: Locale| -> Vec<_> {
            let kinds = shipped(locale).unwrap();
            let count = |kind: &KindWords| {
                let Outline {
                    stages,
                    asks,
                    folders,
                    keep,
                } = &kind.outline;
                (
                    kind.area,
                    [stages.len(), asks.len(), folders.len(), keep.len()],
                )
            };
            kinds.iter().map(count).collect()
        };
        let english = shape(Locale::En);
        assert_eq!(english.len(), 8);
        assert_eq!(shape(Locale::Fr), english);
    }

    #[test]
    fn every_stage_is_said_in_one_or_two_plain_sentences() {
        for locale in Locale::ALL {
            for kind in shipped(*locale).unwrap() {
                assert!(
                    (5..=6).contains(&kind.outline.stages.len()),
                    "{}",
                    kind.name
                );
                for stage in &kind.outline.stages {
                    let words = stage.words.strip_suffix('.').unwrap();
                    assert!(words.matches(". ").count() <= 1, "{words}");
                    assert!(words.chars().count() <= 160, "{words}");
                    assert!(!stage.lasts.is_empty(), "{}", stage.name);
                }
            }
        }
    }
}
