//! How far one version got with one person, computed from their receipts.

use super::{Level, Receipt};
use crate::base::{PersonId, Timestamp, VersionId};

/// When each level was reached; absent: not yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// A mail server took the notice.
    pub notified: Option<Timestamp>,
    /// They signed in.
    pub signed_in: Option<Timestamp>,
    /// It was opened.
    pub opened: Option<Timestamp>,
    /// Every page was shown, the last of them then. A version without page pictures never gets here.
    pub shown: Option<Timestamp>,
    /// Different pages shown so far.
    pub pages_shown: u32,
    /// It was confirmed.
    pub confirmed: Option<Timestamp>,
}

/// The progress of a version of `pages` pages with a person.
pub fn progress(
    receipts: &[Receipt],
    version: VersionId,
    person: PersonId,
    pages: u32,
) -> Progress {
    let mut progress = Progress::default();
    let mut last_shown = None;
    for receipt in receipts
        .iter()
        .filter(|receipt| receipt.version == version && receipt.person == person)
    {
        let at = Some(receipt.at);
        match receipt.level {
            Level::Notified => progress.notified = at,
            Level::SignedIn => progress.signed_in = at,
            Level::Opened => progress.opened = at,
            Level::Confirmed => progress.confirmed = at,
            // Pages are counted one by one: page 3 of 2 proves nothing.
            Level::Shown if (1..=pages).contains(&receipt.page) => {
                progress.pages_shown += 1;
                last_shown = last_shown.max(at);
            }
            Level::Shown => {}
        }
    }
    if pages > 0 && progress.pages_shown == pages {
        progress.shown = last_shown;
    }
    progress
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{DocumentId, Id, MatterId, ReceiptId};

    fn receipt(level: Level, page: u32, at: i64) -> Receipt {
        let one = uuid::Uuid::from_u128(1);
        Receipt {
            id: ReceiptId::from_uuid(one),
            matter: MatterId::from_uuid(one),
            document: DocumentId::from_uuid(one),
            version: VersionId::from_uuid(one),
            person: PersonId::from_uuid(one),
            person_name: String::new(),
            level,
            page,
            way: None,
            device: None,
            at: Timestamp(at),
            sentence: None,
        }
    }

    fn of(receipts: &[Receipt], pages: u32) -> Progress {
        let one = uuid::Uuid::from_u128(1);
        progress(
            receipts,
            VersionId::from_uuid(one),
            PersonId::from_uuid(one),
            pages,
        )
    }

    #[test]
    fn every_page_is_shown_only_when_each_one_was() {
        let mut receipts = vec![
            receipt(Level::Opened, 0, 1),
            receipt(Level::Shown, 1, 1),
            receipt(Level::Shown, 3, 2),
        ];
        let some = of(&receipts, 3);
        assert_eq!((some.pages_shown, some.shown), (2, None));
        receipts.push(receipt(Level::Shown, 2, 9));
        assert_eq!(of(&receipts, 3).shown, Some(Timestamp(9)));
    }

    #[test]
    fn a_page_the_version_does_not_have_counts_for_nothing() {
        let receipts = [receipt(Level::Shown, 1, 1), receipt(Level::Shown, 4, 2)];
        assert_eq!(of(&receipts, 2).pages_shown, 1);
        assert_eq!(of(&receipts, 0).shown, None);
    }

    #[test]
    fn no_level_stands_in_for_another() {
        let confirmed = of(&[receipt(Level::Confirmed, 0, 5)], 1);
        assert_eq!(confirmed.confirmed, Some(Timestamp(5)));
        assert_eq!((confirmed.opened, confirmed.shown), (None, None));
    }

    #[test]
    fn the_receipts_of_somebody_else_count_for_nothing() {
        let mut other = receipt(Level::Opened, 0, 1);
        other.person = PersonId::from_uuid(uuid::Uuid::from_u128(2));
        assert_eq!(of(&[other], 1), Progress::default());
    }
}
