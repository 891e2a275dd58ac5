//! The product's words in each language. Sentences without arguments are resolved once at start; a page then only
//! looks them up.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

/// A language the product speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Locale {
    /// English (Canada).
    En,
    /// French (Canada).
    Fr,
}

text_enum! { Locale { En = "en", Fr = "fr" } }

impl Locale {
    /// The language's own name.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
        }
    }

    /// Its words.
    pub fn lang(self) -> &'static Lang {
        match self {
            Self::En => &EN,
            Self::Fr => &FR,
        }
    }
}

static EN: LazyLock<Lang> = LazyLock::new(|| Lang::read(Locale::En));
static FR: LazyLock<Lang> = LazyLock::new(|| Lang::read(Locale::Fr));

include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The words of one language.
pub struct Lang {
    locale: Locale,
    plain: HashMap<&'static str, String>,
    bundle: FluentBundle<FluentResource>,
}

impl Lang {
    fn read(locale: Locale) -> Self {
        // Both words are written here: they parse.
        let id = locale
            .as_str()
            .parse::<unic_langid::LanguageIdentifier>()
            .unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks would end up in titles, mails and file names; names are refused direction marks at the door.
        bundle.set_use_isolating(false);
        let mut keys = Vec::new();
        for (_, text) in SOURCES.iter().filter(|(of, _)| *of == locale.as_str()) {
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
            keys.extend(
                text.lines()
                    .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
                    .filter_map(|line| line.split_once(" ="))
                    .map(|(key, _)| key),
            );
        }
        let plain = keys
            .into_iter()
            .filter_map(|key| {
                let pattern = bundle.get_message(key)?.value()?;
                let mut errors = Vec::new();
                let text = bundle
                    .format_pattern(pattern, None, &mut errors)
                    .into_owned();
                errors.is_empty().then_some((key, text))
            })
            .collect();
        Self {
            locale,
            plain,
            bundle,
        }
    }

    /// Which language this is.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The value of the `lang` attribute.
    pub fn tag(&self) -> &'static str {
        self.locale.as_str()
    }

    /// A sentence without arguments. A key that does not exist shows itself; a test keeps that from happening.
    pub fn t<'k>(&'static self, key: &'k str) -> &'k str
    where
        'static: 'k,
    {
        self.plain.get(key).map_or(key, String::as_str)
    }

    /// A sentence with arguments, each a name and a text or number.
    pub fn with(&self, key: &str, arguments: &[(&str, &dyn Argument)]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
        else {
            return key.to_owned();
        };
        let mut values = FluentArgs::new();
        for (name, argument) in arguments {
            values.set((*name).to_owned(), argument.fluent());
        }
        self.bundle
            .format_pattern(pattern, Some(&values), &mut Vec::new())
            .into_owned()
    }

    /// A sentence with one argument.
    pub fn with1(&self, key: &str, name: &str, argument: impl Argument) -> String {
        self.with(key, &[(name, &argument)])
    }

    /// A sentence with two arguments.
    pub fn with2(
        &self,
        key: &str,
        name: &str,
        argument: impl Argument,
        name2: &str,
        argument2: impl Argument,
    ) -> String {
        self.with(key, &[(name, &argument), (name2, &argument2)])
    }

    /// A sentence with three arguments.
    #[expect(
        clippy::too_many_arguments,
        reason = "templates cannot write a slice of references"
    )]
    pub fn with3(
        &self,
        key: &str,
        name: &str,
        argument: impl Argument,
        name2: &str,
        argument2: impl Argument,
        name3: &str,
        argument3: impl Argument,
    ) -> String {
        self.with(
            key,
            &[(name, &argument), (name2, &argument2), (name3, &argument3)],
        )
    }

    /// "Nadia, Tom and Georges".
    pub fn list(&'static self, names: &[&str]) -> String {
        match names {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => self.with2("list-and", "first", first.join(", "), "last", *last),
        }
    }

    /// A number of bytes as a person says it: "8.2 MB", "8,2 Mo".
    pub fn size(&self, bytes: u64) -> String {
        let (units, mark) = match self.locale {
            Locale::En => (["kB", "MB", "GB", "TB"], '.'),
            Locale::Fr => (["ko", "Mo", "Go", "To"], ','),
        };
        if bytes < 1000 {
            return self.with1("size-bytes", "count", bytes);
        }
        // Tenths of the unit, rounded; a number that rounds up to 1000 takes the next unit.
        let (mut tenths, mut unit) = ((u128::from(bytes) * 10 + 500) / 1000, 0);
        let mut divisor = 1000_u128;
        while tenths >= 10_000 && unit + 1 < units.len() {
            divisor *= 1000;
            unit += 1;
            tenths = (u128::from(bytes) * 10 + divisor / 2) / divisor;
        }
        let (whole, tenth) = (tenths / 10, tenths % 10);
        match tenth {
            0 => format!("{whole}\u{a0}{}", units[unit]),
            _ => format!("{whole}{mark}{tenth}\u{a0}{}", units[unit]),
        }
    }

    /// Whether the key exists.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
}

/// What may stand in a sentence.
pub trait Argument {
    /// As the language library takes it; numbers choose plural forms.
    fn fluent(&self) -> FluentValue<'_>;
}

impl Argument for str {
    fn fluent(&self) -> FluentValue<'_> {
        FluentValue::String(Cow::Borrowed(self))
    }
}

impl Argument for String {
    fn fluent(&self) -> FluentValue<'_> {
        FluentValue::String(Cow::Borrowed(self))
    }
}

impl<T: Argument + ?Sized> Argument for &T {
    fn fluent(&self) -> FluentValue<'_> {
        (**self).fluent()
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Argument for $number {
            fn fluent(&self) -> FluentValue<'_> { FluentValue::from(*self) }
        }
    )*};
}
numbers!(u8, u16, u32, u64, usize, i32, i64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_bytes_is_said_in_the_unit_that_fits() {
        for (bytes, en, fr) in [
            (0, "0 bytes", "0 octet"),
            (1, "1 byte", "1 octet"),
            (999, "999 bytes", "999 octets"),
            (1000, "1 kB", "1 ko"),
            (1049, "1 kB", "1 ko"),
            (8_200_000, "8.2 MB", "8,2 Mo"),
            (999_949, "999.9 kB", "999,9 ko"),
            (999_950, "1 MB", "1 Mo"),
            (100_000_000_000, "100 GB", "100 Go"),
            (u64::MAX, "18446744.1 TB", "18446744,1 To"),
        ] {
            assert_eq!(Locale::En.lang().size(bytes).replace('\u{a0}', " "), en);
            assert_eq!(Locale::Fr.lang().size(bytes).replace('\u{a0}', " "), fr);
        }
    }
}
