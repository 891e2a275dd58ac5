//! A statement's text, fixed at compile time.
//!
//! Because no text is made while running, nothing a visitor typed can become SQL, and every statement can be prepared by a
//! test against both databases.

/// The text of one statement, in the SQL both databases share: `$1` parameters (each number may be used several times),
/// `on conflict`, `returning`, common table expressions and window functions. Made by [`sql!`](crate::sql!).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sql(&'static str);

impl Sql {
    /// Wraps a statement's text. Prefer [`sql!`](crate::sql!), where a reader and a test will look for it.
    pub const fn new(text: &'static str) -> Sql {
        Sql(text)
    }

    /// The text as it is sent to the database.
    pub fn text(&self) -> &'static str {
        self.0
    }
}

/// Names the statements of a file, one constant each; a visibility and doc comments may precede a name.
///
/// ```
/// anteroom_db::sql! {
///     /// Newest first.
///     pub(crate) LIST = "select id, title from notes order by id desc limit $1";
///     REMOVE = "delete from notes where id = $1";
/// }
/// # assert_eq!(REMOVE.text(), "delete from notes where id = $1");
/// ```
#[macro_export]
macro_rules! sql {
    ($($(#[$meta:meta])* $vis:vis $name:ident = $text:expr;)*) => {
        $($(#[$meta])* $vis const $name: $crate::Sql = $crate::Sql::new($text);)*
    };
}
