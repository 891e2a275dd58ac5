//! One answer among several: an option of a list, a card, a box to tick.

/// What is sent, and what is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the person reads: a finished text.
    pub label: String,
}

impl Choice {
    /// An answer.
    pub fn of(value: impl ToString, label: impl Into<String>) -> Self {
        Self {
            value: value.to_string(),
            label: label.into(),
        }
    }
}
