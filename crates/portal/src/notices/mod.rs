//! Notices: mails that say that something waits, never what.

/// Where letters go.
pub enum Mail {
    /// Nowhere: letters are printed.
    None,
}
