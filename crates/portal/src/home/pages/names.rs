//! Names in running text.

use crate::{base::Lang, layout::first_name};

/// "Paul", "Paul and Daniel", "Paul, Ruth and Daniel"; the firm's name where there is nobody.
pub fn first_names(lang: &'static Lang, names: &[&str], firm: &str) -> String {
    let names: Vec<&str> = names.iter().map(|name| first_name(name)).collect();
    match names.as_slice() {
        [] => firm.to_owned(),
        [one] => (*one).to_owned(),
        [all @ .., last] => lang.with2("home-and", "names", all.join(", "), "last", *last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Locale;

    #[test]
    fn names_are_joined_as_people_say_them() {
        let say =
            |locale: Locale, names: &[&str]| first_names(locale.lang(), names, "Osei Marchetti");
        assert_eq!(say(Locale::En, &[]), "Osei Marchetti");
        assert_eq!(say(Locale::En, &["Paul Marchetti"]), "Paul");
        assert_eq!(
            say(Locale::En, &["Paul Marchetti", "Daniel Petit"]),
            "Paul and Daniel"
        );
        assert_eq!(
            say(Locale::Fr, &["Paul M", "Ruth O", "Daniel P"]),
            "Paul, Ruth et Daniel"
        );
    }
}
