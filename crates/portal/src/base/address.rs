//! E-mail addresses: the one form we keep, and the one we look up by.
//!
//! Two ways of writing one address have one form; two addresses never have the same. Case and compatible letters (NFKC)
//! are evened out, a domain of other scripts is looked up in its ASCII form (UTS 46), and what stands before the @ is
//! otherwise left alone: `a+b@` is not `a@`, and letters that only look alike are other letters.

use unicode_normalization::UnicodeNormalization;

/// The address in the one form we keep; nothing when it is not exactly one of the plain kind.
pub fn plain(typed: &str) -> Option<String> {
    let even: String = typed.trim().nfkc().collect::<String>().to_lowercase();
    let even: String = even.nfkc().collect();
    let (local, domain) = even.split_once('@')?;
    let is_local = !local.is_empty()
        && local.len() <= 64
        && local
            .chars()
            .all(|c| c.is_alphanumeric() || is_mark(c) || ".!#$%&'*+/=?^_`{|}~-".contains(c));
    let ascii = ascii_domain(domain)?;
    let (shown, _) = idna::domain_to_unicode(&ascii);
    is_local.then(|| format!("{local}@{shown}"))
}

/// The form by which an address in the form we keep is looked up.
pub fn for_index(email: &str) -> String {
    match email.split_once('@') {
        Some((local, domain)) => {
            let domain = ascii_domain(domain).unwrap_or_else(|| domain.to_owned());
            format!("{local}@{domain}")
        }
        None => email.to_owned(),
    }
}

/// A domain in its ASCII form, when it is one that mail can go to: two labels or more of letters, digits and hyphens.
fn ascii_domain(domain: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii(domain).ok()?;
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    (ascii.contains('.') && ascii.len() <= 253 && ascii.split('.').all(is_label)).then_some(ascii)
}

/// Marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_form_however_it_is_written() {
        for typed in [
            "Nadia@Example.CA",
            " nadia@example.ca ",
            "ｎａｄｉａ@example.ca",
            "nadia@ｅｘａｍｐｌｅ.ca",
            "nadia@example。ca",
        ] {
            assert_eq!(plain(typed).as_deref(), Some("nadia@example.ca"), "{typed}");
        }
        let index = |typed| plain(typed).map(|email| for_index(&email));
        assert_eq!(index("a@Bücher.example"), index("a@xn--bcher-kva.example"));
        assert_eq!(
            plain("a@xn--bcher-kva.example").as_deref(),
            Some("a@bücher.example")
        );
    }

    #[test]
    fn two_addresses_never_have_the_same_form() {
        let all = [
            "nadia@example.ca",
            "nadia+house@example.ca",
            "nadiа@example.ca", // a Cyrillic а
            "nadia@exаmple.ca", // another
            "nadıa@example.ca", // a Turkish i without its dot
            "na.dia@example.ca",
            "straße@example.ca",
            "strasse@example.ca",
            "nadia@straße.example",
            "nadia@strasse.example",
        ];
        let forms: std::collections::BTreeSet<String> = all
            .iter()
            .filter_map(|typed| plain(typed))
            .map(|email| for_index(&email))
            .collect();
        assert_eq!(forms.len(), all.len(), "{forms:#?}");
    }

    #[test]
    fn what_is_no_plain_address_has_no_form() {
        for typed in [
            "",
            "a",
            "@x.ca",
            "a@",
            "a@x",
            "a@x,b@y.ca",
            "a@x@y.ca",
            "a@x.ca\r\nBcc: b@y.ca",
            "\"a b\"@x.ca",
            "a@[127.0.0.1]",
            "a@x.ca.",
            "a@x..ca",
            "a@-x.ca",
            "a b@x.ca",
            "a\u{202e}@x.ca",
        ] {
            assert_eq!(plain(typed), None, "{typed:?}");
        }
    }
}
