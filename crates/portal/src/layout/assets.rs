//! The stylesheets, scripts, fonts and drawings of `assets/`, held in the binary.
//!
//! A path carries the fingerprint of its bytes, so an answer may say `Cache-Control: public, max-age=31536000,
//! immutable`: other bytes have another path.

/// One file, ready to be answered with.
#[derive(Debug)]
pub struct Asset {
    /// Path in the portal, such as `/assets/anteroom.7f3a09c1d24e5b68.css`.
    pub path: &'static str,
    /// Value of `Content-Type`.
    pub content_type: &'static str,
    /// The file itself.
    pub bytes: &'static [u8],
    /// The same, compressed with gzip; `None` for fonts, which are compressed already.
    pub gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The asset at a path of the portal.
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS
        .iter()
        .map(|(_, asset)| asset)
        .find(|asset| asset.path == path)
}

/// The path of an asset by the name of its file, such as `anteroom.css`; empty when there is none, which the tests of
/// this module keep out of the templates.
pub fn url(name: &str) -> &'static str {
    ASSETS
        .binary_search_by_key(&name, |(name, _)| name)
        .map_or("", |place| ASSETS[place].1.path)
}

/// Each place where a template calls something with a literal name: the template and the name.
#[cfg(test)]
pub(super) fn templates_saying(call: &str) -> Vec<(String, String)> {
    fn walk(folder: &std::path::Path, call: &str, found: &mut Vec<(String, String)>) {
        for path in std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
        {
            if path.is_dir() {
                walk(&path, call, found);
            } else if path.extension().is_some_and(|ending| ending == "html") {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                let names = text
                    .split(call)
                    .skip(1)
                    .filter_map(|rest| rest.split('"').next());
                found.extend(names.map(|name| (path.display().to_string(), name.to_owned())));
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        call,
        &mut found,
    );
    found
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::unwrap_used,
        reason = "a missing asset is the failure these tests look for"
    )]

    use super::*;

    fn text(name: &str) -> &'static str {
        std::str::from_utf8(find(url(name)).unwrap().bytes).unwrap()
    }

    #[test]
    fn every_asset_a_template_names_exists() {
        for (template, name) in templates_saying("asset(\"") {
            assert!(!url(&name).is_empty(), "{template} names the asset {name}");
        }
    }

    #[test]
    fn a_path_is_found_and_a_near_miss_is_not() {
        let path = url("anteroom.css");
        assert!(path.starts_with("/assets/anteroom."));
        assert_eq!(find(path).unwrap().content_type, "text/css; charset=utf-8");
        assert!(find(&path.replace("anteroom.", "anteroom.0")).is_none());
        assert!(find("/assets/anteroom.css").is_none());
        assert_eq!(url("absent.css"), "");
    }

    #[test]
    fn every_address_inside_an_asset_leads_to_an_asset() {
        for (name, asset) in &ASSETS {
            let Ok(text) = std::str::from_utf8(asset.bytes) else {
                continue;
            };
            for address in text.split('"').filter(|part| part.starts_with("/assets/")) {
                assert!(find(address).is_some(), "{name} leads to {address}");
            }
            assert!(
                !text.contains("\"./") && !text.contains("\"fonts/"),
                "{name} has an address of the sources"
            );
        }
    }

    #[test]
    fn the_stylesheet_begins_with_its_layers_and_keeps_spaces_that_mean_something() {
        let css = text("anteroom.css");
        assert!(css.trim_start().starts_with("@layer reset,tokens,base,"));
        assert!(!css.contains("/*"));
        assert!(css.contains("calc(var(--page) + 2 * var(--gutter))"));
        assert!(css.contains(".bulk :focus-visible"));
        assert_eq!(css.matches('{').count(), css.matches('}').count());
    }

    #[test]
    fn nothing_needs_an_inline_policy_or_makes_markup_of_a_string() {
        for (name, asset) in ASSETS.iter().filter(|(name, _)| name.ends_with(".js")) {
            let text = std::str::from_utf8(asset.bytes).unwrap();
            for sink in [
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "eval(",
                "new Function",
            ] {
                assert!(!text.contains(sink), "{name} uses {sink}");
            }
        }
    }

    #[test]
    fn our_scripts_read_no_cookie_keep_nothing_and_put_nothing_into_the_window() {
        // Two are others' work: what they touch is said in assets/README.md.
        let is_ours = |name: &str| {
            name.ends_with(".js") && !name.starts_with("tus.") && !name.starts_with("webauthn.")
        };
        let mut seen = 0;
        for (name, asset) in ASSETS.iter().filter(|(name, _)| is_ours(name)) {
            seen += 1;
            let text = std::str::from_utf8(asset.bytes).unwrap();
            for reach in [
                "document.cookie",
                "localStorage",
                "sessionStorage",
                "indexedDB",
                "window.",
                "globalThis",
                "onmessage",
                "callback=",
                "importScripts",
            ] {
                assert!(!text.contains(reach), "{name} uses {reach}");
            }
        }
        assert!(seen > 10, "the test sees {seen} scripts");
    }

    #[test]
    fn scripts_stay_within_what_a_phone_should_fetch() {
        let weigh = |names: &[&str]| -> usize {
            names
                .iter()
                .map(|name| find(url(name)).unwrap().gzip.unwrap().len())
                .sum()
        };
        let client = weigh(&[
            "anteroom.js",
            "session.js",
            "kept.js",
            "faults.js",
            "passkey.js",
            "passkey-offer.js",
            "webauthn.js",
            "reveal.js",
            "print.js",
            "copy.js",
            "save.js",
            "undo.js",
        ]);
        let upload = weigh(&["upload.js", "sending.js", "words.js", "tus.js"]);
        let firm = client + weigh(&["choose.js", "words.js", "dialog.js", "drop.js", "hue.js"]);
        assert!(client < 12_000, "client {client}");
        assert!(
            client + upload < 30_000,
            "client with upload {}",
            client + upload
        );
        assert!(firm < 20_000, "firm {firm}");
    }
}
