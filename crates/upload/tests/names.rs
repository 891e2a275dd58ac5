//! The names people and attackers send, and the one name or refusal each becomes.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use anteroom_upload::names::{FileName, FilePath, Folder, NameRefusal};
use proptest::prelude::*;

fn accepted(sent: &str) -> String {
    FileName::accept(sent).unwrap().to_string()
}

#[test]
fn hostile_and_odd_names_come_out_as_one_visible_name() {
    for (sent, kept) in [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x", "x"),
        ("/abs", "abs"),
        ("C:\\x", "x"),
        ("C:\\My Documents\\Lease.pdf", "Lease.pdf"),
        ("a/b", "b"),
        ("a/b\\c", "c"),
        ("invoice_\u{202e}fdp.exe", "invoice_fdp.exe"),
        ("\u{2066}deed\u{2069}.pdf", "deed.pdf"),
        ("de\u{200b}ed\u{feff}.pdf", "deed.pdf"),
        ("pass\u{ad}word", "password"),
        ("\u{e0041}x", "x"),
        ("a\u{2215}b", "a\u{2215}b"),
        ("e\u{301}tude", "\u{e9}tude"),
        ("Deed.PDF", "Deed.PDF"),
        ("deed.pdf", "deed.pdf"),
        ("-rf", "-rf"),
        (".hidden", ".hidden"),
        ("  deed.pdf", "deed.pdf"),
        ("\u{a0}deed.pdf\u{3000}", "deed.pdf"),
        ("deed.pdf. . ", "deed.pdf"),
        ("deed.pdf...", "deed.pdf"),
        ("CON", "CON"),
        ("aux.txt", "aux.txt"),
        ("a:stream", "a:stream"),
        ("~$x.docx", "~$x.docx"),
        (".DS_Store", ".DS_Store"),
        ("._deed.pdf", "._deed.pdf"),
        ("=cmd|' /C calc'!A0", "C calc'!A0"),
        ("=cmd|x", "=cmd|x"),
        ("<img onerror>", "<img onerror>"),
        ("\"; rm", "\"; rm"),
        ("%2e%2e%2f", "%2e%2e%2f"),
        ("%c0%ae", "%c0%ae"),
        ("\\u0000", "u0000"),
        (
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}.png",
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}.png",
        ),
        (
            "\u{2764}\u{fe0f}\u{200d}\u{1f525}",
            "\u{2764}\u{fe0f}\u{200d}\u{1f525}",
        ),
        ("\u{1f468}\u{200d}.png", "\u{1f468}.png"),
        ("a\u{200d}b", "ab"),
    ] {
        assert_eq!(accepted(sent), kept, "sent {sent:?}");
    }
}

#[test]
fn names_that_cannot_be_one_are_refused_with_the_reason() {
    for (sent, reason) in [
        ("", NameRefusal::Empty),
        ("   ", NameRefusal::Empty),
        ("folder/", NameRefusal::Empty),
        ("\u{200b}\u{202e}", NameRefusal::Empty),
        (".", NameRefusal::Dots),
        ("..", NameRefusal::Dots),
        ("a/..", NameRefusal::Dots),
        (". . .", NameRefusal::Dots),
        ("a\0b", NameRefusal::Control),
        ("a\r\nBcc: x", NameRefusal::Control),
        ("a\tb", NameRefusal::Control),
        ("\u{1b}[2J", NameRefusal::Control),
        ("a\u{7f}", NameRefusal::Control),
        ("a\u{85}b", NameRefusal::Control),
        ("a\u{2028}b", NameRefusal::Control),
        ("a\0/b", NameRefusal::Control),
    ] {
        assert_eq!(FileName::accept(sent), Err(reason), "sent {sent:?}");
    }
    let long = "x".repeat(65 * 1024);
    assert_eq!(FileName::accept(&long), Err(NameRefusal::TooLong));
}

#[test]
fn long_names_keep_their_extension() {
    assert_eq!(accepted(&"x".repeat(255)).len(), 255);
    assert_eq!(accepted(&"x".repeat(256)).len(), 255);

    let deed = accepted(&format!("{}.pdf", "x".repeat(300)));
    assert_eq!((deed.len(), deed.ends_with("x.pdf")), (255, true));

    let wide = accepted(&"\u{1f600}".repeat(255));
    assert_eq!((wide.len(), wide.chars().count()), (252, 63));

    // The cut falls behind a joiner, which has nothing left to join.
    let family = accepted(&"\u{1f468}\u{200d}".repeat(60));
    assert_eq!((family.len(), family.ends_with('\u{1f468}')), (249, true));

    let no_extension = accepted(&format!("a.{}", "x".repeat(300)));
    assert_eq!(no_extension.len(), 255);
    let only_dots = format!("{}{}", ".".repeat(300), "x".repeat(40));
    assert_eq!(FileName::accept(&only_dots), Err(NameRefusal::Dots));
}

#[test]
fn a_word_typed_on_two_systems_is_one_name() {
    assert_eq!(
        FileName::accept("caf\u{e9}.pdf"),
        FileName::accept("cafe\u{301}.pdf")
    );
    assert_ne!(FileName::accept("Deed.pdf"), FileName::accept("deed.pdf"));
}

#[test]
fn a_download_never_carries_a_name_windows_would_misread() {
    for (kept, given) in [
        ("CON", "_CON"),
        ("aux.txt", "_aux.txt"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("LPT\u{b9}", "_LPT\u{b9}"),
        ("nul .txt", "_nul .txt"),
        ("a:stream", "a_stream"),
        ("<img onerror>", "_img onerror_"),
        ("console.txt", "console.txt"),
        ("com10", "com10"),
        ("deed.pdf", "deed.pdf"),
    ] {
        assert_eq!(FileName::accept(kept).unwrap().for_download(), given);
    }
}

#[test]
fn extensions_are_what_follows_the_last_dot() {
    for (name, extension) in [
        ("deed.tar.gz", Some("gz")),
        ("deed", None),
        (".profile", None),
    ] {
        assert_eq!(FileName::accept(name).unwrap().extension(), extension);
    }
}

proptest! {
    #[test]
    fn whatever_is_accepted_is_safe_and_is_accepted_unchanged(
        sent in prop_oneof![
            "\\PC{0,400}",
            any::<String>(),
            proptest::collection::vec(
                prop_oneof![
                    Just('.'), Just(' '), Just('\u{200d}'), Just('\u{1f468}'), Just('\u{301}'),
                    Just('\u{202e}'), Just('/'), Just('e'), Just('\u{1100}'), Just('\u{1161}'),
                ],
                0..400,
            ).prop_map(|chars| chars.into_iter().collect::<String>()),
        ]
    ) {
        let Ok(name) = FileName::accept(&sent) else { return Ok(()) };
        let text = name.as_str();
        prop_assert!(!text.is_empty() && text.len() <= FileName::MAX_BYTES);
        prop_assert!(!text.contains(['/', '\\']) && !text.chars().any(char::is_control));
        prop_assert!(!matches!(text, "." | ".."));
        prop_assert_eq!(FileName::accept(text), Ok(name.clone()));
    }
}

#[test]
fn a_chosen_folder_keeps_its_structure_and_leads_nowhere_else() {
    for (sent, folder, name) in [
        ("Lease.pdf", None, "Lease.pdf"),
        ("Taxes/Lease.pdf", Some("Taxes"), "Lease.pdf"),
        ("Taxes/2025/Lease.pdf", Some("Taxes/2025"), "Lease.pdf"),
        (
            " Taxes . /e\u{301}t\u{200b}e\u{301}/a",
            Some("Taxes/\u{e9}t\u{e9}"),
            "a",
        ),
        (".hidden/CON/a", Some(".hidden/CON"), "a"),
        ("%2e%2e/a", Some("%2e%2e"), "a"),
        ("Taxes/C:\\scans\\a.pdf", Some("Taxes"), "a.pdf"),
    ] {
        let path = FilePath::accept(sent).unwrap();
        assert_eq!(path.folder.as_ref().map(Folder::as_str), folder, "{sent:?}");
        assert_eq!(path.name.as_str(), name, "{sent:?}");
    }
    for (sent, reason) in [
        ("/abs", NameRefusal::Empty),
        ("a//b", NameRefusal::Empty),
        ("a/", NameRefusal::Empty),
        ("\u{200b}/b", NameRefusal::Empty),
        ("../b", NameRefusal::Dots),
        ("a/../b", NameRefusal::Dots),
        ("a/./b", NameRefusal::Dots),
        ("a/.\u{200b}./b", NameRefusal::Dots),
        ("a/..", NameRefusal::Dots),
        ("..\\..\\x/b", NameRefusal::Separator),
        ("C:\\x/b", NameRefusal::Separator),
        ("a\0/b", NameRefusal::Control),
        ("a\u{1b}[2J/b", NameRefusal::Control),
    ] {
        assert_eq!(FilePath::accept(sent), Err(reason), "{sent:?}");
    }
    let deep = "a/".repeat(Folder::MAX_PARTS) + "b";
    assert_eq!(
        FilePath::accept(&deep)
            .unwrap()
            .folder
            .unwrap()
            .as_str()
            .len(),
        63
    );
    for long in [
        format!("a/{deep}"),
        format!("{0}/{0}/{0}/{0}/{0}/b", "x".repeat(255)),
        format!("a/{}", "x".repeat(65 * 1024)),
    ] {
        assert_eq!(FilePath::accept(&long), Err(NameRefusal::TooLong));
    }
}

proptest! {
    #[test]
    fn whatever_folder_is_accepted_stays_inside_and_is_accepted_unchanged(
        sent in prop_oneof![
            "\\PC{0,60}",
            proptest::collection::vec(
                prop_oneof![
                    Just('.'), Just(' '), Just('/'), Just('\\'), Just('\u{200b}'), Just('e'), Just('\u{301}'),
                ],
                0..60,
            ).prop_map(|chars| chars.into_iter().collect::<String>()),
        ]
    ) {
        let Ok(folder) = Folder::accept(&sent) else { return Ok(()) };
        let parts: Vec<&str> = folder.as_str().split('/').collect();
        prop_assert!(parts.len() <= Folder::MAX_PARTS && folder.as_str().len() <= Folder::MAX_BYTES);
        prop_assert!(parts.iter().all(|part| !part.is_empty() && !matches!(*part, "." | "..") && !part.contains('\\')));
        prop_assert_eq!(Folder::accept(folder.as_str()), Ok(folder.clone()));
    }
}
