//! The firm's card as a form: in the set-up and in Settings.

use crate::{
    base::{Form, Locale},
    firms::Card,
};

/// Hues with a name.
pub const HUES: [(&str, i64); 6] = [
    ("spruce", 168),
    ("harbour", 230),
    ("ink", 265),
    ("plum", 330),
    ("brick", 30),
    ("moss", 125),
];

/// Time zones to choose from, in the order people look for them. Whatever is set already is offered besides.
const ZONES: [&str; 28] = [
    "America/St_Johns",
    "America/Halifax",
    "America/Moncton",
    "America/Toronto",
    "America/Iqaluit",
    "America/Winnipeg",
    "America/Regina",
    "America/Edmonton",
    "America/Yellowknife",
    "America/Vancouver",
    "America/Whitehorse",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Paris",
    "Europe/Brussels",
    "Europe/Zurich",
    "Europe/Berlin",
    "Europe/Madrid",
    "Australia/Sydney",
    "Pacific/Auckland",
    "UTC",
];

/// The languages a firm may work in; the first of each is its own.
pub const LANGUAGES: [(&str, &str); 4] = [
    ("en", "firms-language-en"),
    ("fr", "firms-language-fr"),
    ("en fr", "firms-language-en-fr"),
    ("fr en", "firms-language-fr-en"),
];

/// The card, ready to be changed.
pub fn filled(card: &Card) -> Form {
    let languages: Vec<&str> = card.locales.iter().map(|locale| locale.as_str()).collect();
    Form::filled([
        ("name", card.name.clone()),
        ("phone", card.phone.clone()),
        ("tagline", card.tagline.clone()),
        ("languages", languages.join(" ")),
        ("hue", card.hue.to_string()),
        ("zone", card.zone.clone()),
    ])
}

/// Time zones to choose from, with the one that is set.
pub fn zones(form: &Form) -> Vec<String> {
    let set = form.value("zone");
    let mut zones: Vec<String> = ZONES.iter().map(|zone| (*zone).to_owned()).collect();
    if !set.is_empty() && !ZONES.contains(&set) && jiff::tz::TimeZone::get(set).is_ok() {
        zones.insert(0, set.to_owned());
    }
    zones
}

/// Reads the card from a form. What the form does not ask for stays as it was.
pub fn read(form: &mut Form, before: &Card) -> Card {
    let hue = hue(form, before.hue);
    let languages = form.value("languages").to_owned();
    if !LANGUAGES.iter().any(|(offered, _)| *offered == languages) {
        form.wrong("languages", "form-choose");
    }
    let zone = form.value("zone").to_owned();
    if jiff::tz::TimeZone::get(&zone).is_err() {
        form.wrong("zone", "form-choose");
    }
    Card {
        name: form.line("name", 120),
        phone: form.phone("phone"),
        tagline: form.optional_line("tagline", 120),
        locales: languages.split(' ').filter_map(Locale::parse).collect(),
        hue,
        zone,
        ..before.clone()
    }
}

/// The named hues and the slider are fields of one name. With script they agree; without, the one that was moved counts.
fn hue(form: &Form, before: i64) -> i64 {
    form.all("hue")
        .filter_map(|text| text.parse::<i64>().ok())
        .map(|hue| hue.clamp(0, 360))
        .find(|hue| *hue != before)
        .unwrap_or(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_script_the_hue_that_was_moved_counts() {
        let two = |named: &str, slider: &str| {
            Form::of(vec![
                ("hue".into(), named.into()),
                ("hue".into(), slider.into()),
            ])
        };
        assert_eq!(hue(&two("168", "168"), 168), 168);
        assert_eq!(hue(&two("330", "168"), 168), 330);
        assert_eq!(hue(&two("168", "40"), 168), 40);
        assert_eq!(hue(&two("9999", "168"), 168), 360);
        assert_eq!(hue(&Form::blank(), 168), 168);
    }

    #[test]
    fn every_time_zone_we_offer_exists() {
        for zone in ZONES {
            assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{zone}");
        }
    }
}
