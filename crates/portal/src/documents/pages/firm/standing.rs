//! How far a document got with one reader, in a bar and in the words the bar repeats.

use crate::{
    base::{Lang, PersonId, VersionId, When},
    documents::Version,
    layout::first_name,
    receipts::{Level, Receipt, progress},
    shares::Share,
};

/// The bar and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// The reader's first name.
    pub reader: String,
    /// One class a step: shared, opened and, where it was asked for, reviewed.
    pub bars: Vec<&'static str>,
    /// The same in words.
    pub words: String,
    /// For finding who is furthest behind: steps that are done.
    pub steps: usize,
}

/// What a share asks about: whom, which version, and whether a review is waited for.
pub(super) struct Question {
    reader: PersonId,
    version: VersionId,
    number: u32,
    is_asked: bool,
    days: i64,
}

impl Question {
    /// The question of an open share of a document whose newest version is `latest`.
    pub(super) fn of(share: &Share, latest: &Version, when: &When) -> Self {
        Self {
            reader: share.reader,
            version: share.version.unwrap_or(latest.id),
            number: latest.number,
            is_asked: share.review_by.is_some(),
            days: -when.days_until(share.at),
        }
    }

    /// What the receipts of the document answer.
    pub(super) fn answered(
        &self,
        lang: &'static Lang,
        when: &When,
        name: &str,
        receipts: &[Receipt],
    ) -> Standing {
        let reached = progress(receipts, self.version, self.reader, 0);
        let knew_another = receipts.iter().any(|receipt| {
            receipt.person == self.reader
                && receipt.version != self.version
                && receipt.level == Level::Opened
        });
        let day = |moment| when.short_day(moment);
        let (steps, words) = match (reached.confirmed, reached.opened) {
            (Some(at), _) => (3, lang.with1("shelf-receipt-reviewed", "day", day(at))),
            (None, Some(at)) if self.is_asked => (
                2,
                lang.with1("shelf-receipt-opened-not-reviewed", "day", day(at)),
            ),
            (None, Some(at)) => (2, lang.with1("shelf-receipt-opened", "day", day(at))),
            (None, None) if knew_another => (
                1,
                lang.with1("shelf-receipt-version-not-opened", "number", self.number),
            ),
            (None, None) => (1, lang.with1("shelf-receipt-not-opened", "days", self.days)),
        };
        let all = if self.is_asked || reached.confirmed.is_some() {
            3
        } else {
            2
        };
        let bars = (1..=all)
            .map(|step| match step {
                _ if steps == all => "is-done",
                step if step < steps => "is-done",
                step if step == steps => "is-now",
                _ => "",
            })
            .collect();
        Standing {
            reader: first_name(name).to_owned(),
            bars,
            words,
            steps,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{DocumentId, Id, Locale, MatterId, ReceiptId, Timestamp};

    const NADIA: u128 = 1;
    const DAY: i64 = 24 * 3600 * 1_000_000;

    fn id<I: Id>(number: u128) -> I {
        I::from_uuid(uuid::Uuid::from_u128(number))
    }

    fn receipt(version: u128, person: u128, level: Level) -> Receipt {
        Receipt {
            id: id::<ReceiptId>(9),
            matter: id::<MatterId>(9),
            document: id::<DocumentId>(9),
            version: id(version),
            person: id(person),
            person_name: String::new(),
            level,
            page: 0,
            way: None,
            device: None,
            at: Timestamp(20_733 * DAY),
            sentence: None,
        }
    }

    fn standing(is_asked: bool, days: i64, receipts: &[Receipt]) -> (Vec<&'static str>, String) {
        let when = When::new(
            Locale::En.lang(),
            jiff::tz::TimeZone::UTC,
            Timestamp(20_740 * DAY),
        );
        let question = Question {
            reader: id(NADIA),
            version: id(3),
            number: 3,
            is_asked,
            days,
        };
        let standing = question.answered(Locale::En.lang(), &when, "Nadia Haddad", receipts);
        assert_eq!(standing.reader, "Nadia");
        (standing.bars, standing.words)
    }

    #[test]
    fn each_step_has_its_bar_and_its_words_and_nothing_is_inferred() {
        assert_eq!(
            standing(true, 0, &[]),
            (vec!["is-now", "", ""], "Not opened yet".into())
        );
        assert_eq!(
            standing(true, 5, &[]),
            (vec!["is-now", "", ""], "Not opened, 5 days".into())
        );
        let signed_in = [
            receipt(3, NADIA, Level::SignedIn),
            receipt(3, NADIA, Level::Notified),
        ];
        assert_eq!(standing(true, 1, &signed_in).1, "Not opened, 1 day");
        let opened = [receipt(3, NADIA, Level::Opened)];
        assert_eq!(
            standing(true, 5, &opened),
            (
                vec!["is-done", "is-now", ""],
                "Opened 7 Oct, not reviewed".into()
            )
        );
        assert_eq!(
            standing(false, 5, &opened),
            (vec!["is-done", "is-done"], "Opened 7 Oct".into())
        );
        let reviewed = [
            receipt(3, NADIA, Level::Opened),
            receipt(3, NADIA, Level::Confirmed),
        ];
        assert_eq!(
            standing(true, 5, &reviewed),
            (
                vec!["is-done", "is-done", "is-done"],
                "Reviewed 7 Oct".into()
            )
        );
    }

    #[test]
    fn what_was_done_with_an_older_version_or_by_another_reader_does_not_count() {
        let older = [
            receipt(2, NADIA, Level::Opened),
            receipt(2, NADIA, Level::Confirmed),
        ];
        assert_eq!(standing(true, 0, &older).1, "Version 3 not opened");
        let other = [receipt(3, 2, Level::Confirmed)];
        assert_eq!(standing(true, 0, &other).1, "Not opened yet");
    }
}
