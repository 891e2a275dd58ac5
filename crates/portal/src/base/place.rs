//! A place in a long list that is put in order by time: what the next page begins behind. It goes through addresses.

use super::{Id, Timestamp};

/// A moment and, among rows of the same moment, an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<I> {
    /// When the row before was.
    pub at: Timestamp,
    /// Its id.
    pub id: I,
}

impl<I: Id> Place<I> {
    /// Before every row of a list that runs from the newest back.
    pub fn newest() -> Self {
        Self {
            at: Timestamp(i64::MAX),
            id: I::from_uuid(uuid::Uuid::max()),
        }
    }

    /// Reads a place from an address.
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        Some(Self {
            at: Timestamp(at.parse().ok()?),
            id: I::parse(id)?,
        })
    }
}

impl<I: Id> std::fmt::Display for Place<I> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.at.0, self.id.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::MatterId;

    #[test]
    fn a_place_reads_back_from_an_address_and_nothing_else_does() {
        let place = Place {
            at: Timestamp(1_700_000_000_000_000),
            id: MatterId::from_uuid(uuid::Uuid::from_u128(7)),
        };
        assert_eq!(Place::parse(&place.to_string()), Some(place));
        for text in [
            "",
            ".",
            "1.mat_7",
            "x.mat_00000000000000000000000000000007",
            "1.doc_00000000000000000000000000000007",
        ] {
            assert_eq!(Place::<MatterId>::parse(text), None, "{text}");
        }
    }
}
