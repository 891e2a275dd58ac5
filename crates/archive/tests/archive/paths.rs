//! Names from anywhere become paths for everywhere.

use std::collections::HashSet;

use anteroom_archive::{Layout, paths::distinct};
use proptest::prelude::*;

use super::kit::entry;

#[test]
fn a_name_that_means_something_to_a_system_is_made_plain() {
    for (folder, name, path) in [
        ("", "Deed.pdf", "Deed.pdf"),
        ("Tax/2025", "T4.pdf", "Tax/2025/T4.pdf"),
        ("", "../../etc/passwd", ".._.._etc_passwd"),
        ("../..", "a", "_/_/a"),
        ("/etc//x", "a", "etc/x/a"),
        ("C:\\Windows", "a", "C_/Windows/a"),
        ("", "C:\\a.txt", "C__a.txt"),
        ("", "CON", "_CON"),
        ("", "aux.txt", "_aux.txt"),
        ("com1", "lpt¹.x", "_com1/_lpt¹.x"),
        ("", "COM10", "COM10"),
        ("", "common.pdf", "common.pdf"),
        ("", "a:stream", "a_stream"),
        ("", " trailing. . ", "trailing"),
        ("", "invoice_\u{202e}fdp.exe", "invoice__fdp.exe"),
        ("", "a\r\nb\0c", "a__b_c"),
        ("", "", "_"),
        ("", "...", "_"),
        ("", "=cmd|' /C calc'!A0", "=cmd_' _C calc'!A0"),
        ("Café", "日本語 \u{1f4c4}.txt", "Café/日本語 \u{1f4c4}.txt"),
    ] {
        assert_eq!(distinct(&[(folder, name)]), [path], "{folder:?} {name:?}");
    }
}

#[test]
fn no_two_files_have_one_path_on_a_disk_that_does_not_tell_case() {
    let files = [
        ("", "Deed.pdf"),
        ("", "deed.pdf"),
        ("", "deed (2).pdf"),
        ("", "DEED.PDF"),
        ("Tax", "deed.pdf"),
        ("tax", "Deed.pdf"),
        ("", "Tax"),
        ("", "e\u{301}t\u{e9}"),
        ("", "\u{e9}te\u{301}"),
        ("", "none"),
        ("", "none"),
    ];
    assert_eq!(
        distinct(&files),
        [
            "Deed.pdf",
            "deed (2).pdf",
            "deed (2) (2).pdf",
            "DEED (3).PDF",
            "Tax/deed.pdf",
            "tax/Deed (2).pdf",
            "Tax (2)",
            "e\u{301}t\u{e9}",
            "\u{e9}te\u{301} (2)",
            "none",
            "none (2)",
        ]
    );
}

#[test]
fn a_long_path_is_shortened_before_its_extension_and_keeps_the_folders_that_fit() {
    let folder =
        ["A folder with quite a long name, longer than sixty characters in all"; 4].join("/");
    let name = format!("{}.pdf", "é".repeat(300));
    let path = distinct(&[(&folder, &name), (&folder, &name)]);
    for path in &path {
        assert!(path.encode_utf16().count() <= 210, "{path}");
        assert!(
            path.ends_with(".pdf") && path.starts_with("A folder"),
            "{path}"
        );
        assert!(path.split('/').all(|part| part.len() <= 255), "{path}");
    }
    assert!(path[1].ends_with(" (2).pdf"));
    let emoji = distinct(&[("", &"\u{1f4c4}".repeat(100))]);
    assert!(emoji[0].len() <= 240, "{} bytes", emoji[0].len());
}

#[test]
fn ten_thousand_files_of_one_name_are_numbered() {
    let paths = distinct(&[("", "scan.pdf"); 10_000]);
    assert_eq!(paths[9_999], "scan (10000).pdf");
    assert_eq!(paths.iter().collect::<HashSet<_>>().len(), 10_000);
}

proptest! {
    #[test]
    fn every_path_can_be_laid_out_and_differs_from_every_other(
        files in prop::collection::vec((any::<String>(), any::<String>()), 0..20),
    ) {
        let files: Vec<(&str, &str)> = files.iter().map(|(folder, name)| (folder.as_str(), name.as_str())).collect();
        let paths = distinct(&files);
        let told: HashSet<String> = paths.iter().map(|path| path.to_lowercase()).collect();
        prop_assert_eq!(told.len(), files.len());
        prop_assert!(Layout::of(paths.iter().map(|path| entry(path, b"")).collect()).is_ok());
    }

    #[test]
    fn names_of_few_letters_that_collide_all_the_time_stay_apart(
        files in prop::collection::vec(("[aA/]{0,3}", "[aA]{1,2}( \\(2\\))?"), 0..40),
    ) {
        let files: Vec<(&str, &str)> = files.iter().map(|(folder, name)| (folder.as_str(), name.as_str())).collect();
        let told: HashSet<String> = distinct(&files).iter().map(|path| path.to_lowercase()).collect();
        prop_assert_eq!(told.len(), files.len());
    }
}
