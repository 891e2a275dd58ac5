//! Which of the languages on offer a reader would like best (RFC 9110 section 12.5.4, RFC 4647
//! section 3.4).
//!
//! Each wish is tried as written, then shorter (`fr-CH`, `fr`), then as the beginning of an
//! offered tag (`pt` takes `pt-BR`), before the next wish has its turn.

use http::HeaderMap;
use http::header::ACCEPT_LANGUAGE;

/// The most wishes that are read; no browser sends as many.
const MAX_WISHES: usize = 32;

/// The offered language the reader prefers; `None` when no wish can be met or none was sent.
#[must_use]
pub fn choose<'a>(headers: &HeaderMap, offered: &[&'a str]) -> Option<&'a str> {
    let mut wishes: Vec<(u16, &str)> = headers
        .get_all(ACCEPT_LANGUAGE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .take(MAX_WISHES)
        .filter_map(wish)
        .collect();
    wishes.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));

    let is_unwanted = |language: &str| {
        let mut unwanted = wishes.iter().filter(|(weight, _)| *weight == 0);
        unwanted.any(|(_, range)| begins_with(language, range))
    };
    let wanted = offered.iter().copied().filter(|tag| !is_unwanted(tag));
    let meets = |range: &str| {
        if range == "*" {
            return wanted.clone().next();
        }
        let mut shorter = Some(range);
        while let Some(range) = shorter {
            let exact = wanted.clone().find(|tag| tag.eq_ignore_ascii_case(range));
            if exact.is_some() {
                return exact;
            }
            shorter = range.rsplit_once('-').map(|(rest, _)| rest);
        }
        wanted.clone().find(|tag| begins_with(tag, range))
    };
    let mut wishes = wishes.iter().filter(|(weight, _)| *weight > 0);
    wishes.find_map(|(_, range)| meets(range))
}

/// One wish: its weight in thousandths, and the language it is for.
fn wish(text: &str) -> Option<(u16, &str)> {
    let mut parts = text.split(';').map(str::trim);
    let range = parts.next().filter(|range| !range.is_empty())?;
    let weight = match parts.next() {
        None => 1000,
        Some(parameter) => weight(parameter.strip_prefix("q=")?)?,
    };
    Some((weight, range))
}

/// RFC 9110 section 12.4.2: 0 to 1 with at most three decimals.
fn weight(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths = format!("{decimals:0<3}").parse().ok()?;
    match (whole, thousandths) {
        ("0", thousandths) => Some(thousandths),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

fn begins_with(tag: &str, range: &str) -> bool {
    match tag.split_at_checked(range.len()) {
        Some((head, tail)) => {
            head.eq_ignore_ascii_case(range) && (tail.is_empty() || tail.starts_with('-'))
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn chosen(sent: &str, offered: &[&'static str]) -> Option<&'static str> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_str(sent).unwrap());
        choose(&headers, offered)
    }

    #[test]
    fn the_dearest_wish_that_can_be_met_wins() {
        const OFFERED: &[&str] = &["en", "fr", "pt-BR"];
        for (sent, language) in [
            ("fr", Some("fr")),
            ("FR-ch, fr;q=0.9, en;q=0.8, *;q=0.5", Some("fr")),
            ("en;q=0.5, fr;q=0.9", Some("fr")),
            ("de, en;q=0.1", Some("en")),
            ("pt", Some("pt-BR")),
            ("pt-PT", None),
            ("pt-BR-x-legal", Some("pt-BR")),
            ("de, *", Some("en")),
            ("*, en;q=0", Some("fr")),
            ("en;q=0", None),
            ("de", None),
            ("fr;q=0.5;x=1, en;q=0.4", Some("fr")),
            ("fr;q=2, en", Some("en")),
            ("fr;q=0.0001, en;q=0.1", Some("en")),
            ("fr;q=NaN", None),
            ("f", None),
            (";q=1,,", None),
            ("", None),
        ] {
            assert_eq!(chosen(sent, OFFERED), language, "{sent}");
        }
        assert_eq!(choose(&HeaderMap::new(), OFFERED), None);
        assert_eq!(chosen("fr", &[]), None);
    }

    proptest! {
        #[test]
        fn only_what_is_offered_is_chosen(sent in "[a-z*;q=0-9., \\-]{0,60}") {
            if let Some(language) = chosen(&sent, &["en", "fr-CA"]) {
                prop_assert!(["en", "fr-CA"].contains(&language));
            }
        }
    }
}
