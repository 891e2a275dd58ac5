//! Enums that the database keeps as text, so that a row can be read and a CHECK can hold them.

/// Writes `as_str`, `parse`, `ALL`, `Param` and `Column` for an enum of plain words.
macro_rules! text_enum {
    ($name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The word the database keeps.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $text),* } }
            /// Reads the word back.
            pub fn parse(text: &str) -> Option<Self> { match text { $($text => Some(Self::$variant),)* _ => None } }
        }
        impl anteroom_db::Param for $name {
            fn value(&self) -> anteroom_db::Value<'_> { anteroom_db::Value::Text(self.as_str()) }
        }
        impl anteroom_db::Column for $name {
            fn from_value(value: anteroom_db::Value<'_>) -> Option<Self> {
                match value { anteroom_db::Value::Text(text) => Self::parse(text), _ => None }
            }
        }
    };
}
