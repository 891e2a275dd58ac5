//! Any cut of an archive is a cut of the same archive.

use anteroom_archive::{Layout, Piece, Refused};
use proptest::prelude::*;

use super::kit::{bytes_of, entry, of_zeros, whole};

#[test]
fn an_archive_of_nothing_is_its_end_record() {
    let layout = Layout::of(Vec::new()).unwrap();
    assert_eq!(layout.len(), 22);
    assert_eq!(&whole(&layout, &[])[..4], b"PK\x05\x06");
}

#[test]
fn an_archive_is_exactly_as_long_as_it_says() {
    let contents = [b"".to_vec(), b"one".to_vec(), vec![7; 70_000]];
    let layout = Layout::of(vec![
        entry("empty", &contents[0]),
        entry("folder/one.txt", &contents[1]),
        entry("Résumé – \u{1f4c4}.bin", &contents[2]),
    ])
    .unwrap();
    let whole = whole(&layout, &contents);
    assert_eq!(whole.len() as u64, layout.len());
    assert_eq!(layout.piece(layout.len(), u64::MAX), None);
}

#[test]
fn numbers_move_to_zip64_where_their_field_would_hold_the_mark() {
    const MARK: u64 = 0xffff_ffff;
    let zip64 = b"\x01\x00\x10\x00";
    for (size, is_wide) in [(MARK - 1, false), (MARK, true), (MARK + 1, true)] {
        let layout = Layout::of(vec![of_zeros("a", size)]).unwrap();
        let Some(Piece::Header(header)) = layout.piece(0, u64::MAX) else {
            panic!("an archive begins with a header");
        };
        assert_eq!(
            &header[4..6],
            if is_wide { &[45, 0] } else { &[20, 0] },
            "{size}"
        );
        assert_eq!(
            header.windows(4).any(|four| four == zip64),
            is_wide,
            "{size}"
        );
    }
    // The second entry begins at the mark itself, and just before it.
    for (before, extra) in [(1, 0), (0, 12)] {
        let first = of_zeros("a", MARK - 40 - before);
        let layout = Layout::of(vec![first, entry("b", b"")]).unwrap();
        let second = layout.pieces(0..layout.len()).nth(4);
        let Some(Piece::Header(central)) = second else {
            panic!("the fifth piece is the second central header");
        };
        assert_eq!(
            central.len(),
            46 + 1 + 9 + extra,
            "begins {before} before the mark"
        );
    }
}

#[test]
fn so_many_entries_that_their_count_would_be_the_mark_have_a_zip64_end() {
    for (count, is_wide) in [(65_534, false), (65_535, true), (65_536, true)] {
        let entries = (0..count)
            .map(|number| entry(&format!("{number}"), b""))
            .collect();
        let layout = Layout::of(entries).unwrap();
        let all = whole(&layout, &vec![Vec::new(); count]);
        let end = &all[all.len() - 22..];
        assert_eq!(&end[..4], b"PK\x05\x06");
        assert_eq!(
            &all[all.len() - 42..][..4] == b"PK\x06\x07",
            is_wide,
            "{count}"
        );
    }
}

#[test]
fn a_path_that_leads_elsewhere_is_refused() {
    let long = "a".repeat(65_536);
    for path in [
        "",
        "/etc/passwd",
        "../a",
        "a/../b",
        "a/./b",
        "a//b",
        "a/",
        "C:a",
        "a\\b",
        "a\0b",
        &long,
    ] {
        assert_eq!(
            Layout::of(vec![entry(path, b"")]).unwrap_err(),
            Refused::Path(0),
            "{path}"
        );
    }
    let endless = vec![of_zeros("a", 1 << 61), of_zeros("b", 1 << 61)];
    assert_eq!(Layout::of(endless).unwrap_err(), Refused::TooLong);
}

#[test]
fn a_range_touches_the_entries_it_holds_bytes_of() {
    let contents = [b"one".to_vec(), b"".to_vec(), b"three".to_vec()];
    let layout = Layout::of(vec![
        entry("a", &contents[0]),
        entry("b", &contents[1]),
        entry("c", &contents[2]),
    ])
    .unwrap();
    // A header has 40 bytes.
    assert_eq!(layout.touched(0..layout.len()), 0..3);
    assert_eq!(layout.touched(0..1), 0..1);
    assert_eq!(layout.touched(42..43), 0..1);
    assert_eq!(layout.touched(42..44), 0..2);
    assert_eq!(layout.touched(43..83), 1..2);
    assert_eq!(layout.touched(100..layout.len()), 2..3);
    assert_eq!(layout.touched(128..layout.len()).len(), 0);
    assert_eq!(layout.touched(50..50).len(), 0);
}

proptest! {
    #[test]
    fn ranges_put_together_are_the_whole(
        sizes in prop::collection::vec(0_usize..300, 0..12),
        cuts in prop::collection::vec(0.0_f64..1.0, 0..12),
    ) {
        let contents: Vec<Vec<u8>> = sizes.iter().enumerate()
            .map(|(number, size)| (0..*size).map(|at| (at * 7 + number) as u8).collect())
            .collect();
        let entries = contents.iter().enumerate()
            .map(|(number, content)| entry(&format!("f{}/n{number}.bin", number % 3), content))
            .collect();
        let layout = Layout::of(entries).unwrap();
        let expected = whole(&layout, &contents);
        prop_assert_eq!(expected.len() as u64, layout.len());
        let mut borders: Vec<u64> = cuts.iter().map(|cut| (cut * layout.len() as f64) as u64).collect();
        borders.extend([0, layout.len()]);
        borders.sort_unstable();
        let mut found = Vec::new();
        for pair in borders.windows(2) {
            for piece in layout.pieces(pair[0]..pair[1]) {
                prop_assert!(piece.len() > 0);
                found.extend(bytes_of(&piece, &contents));
            }
        }
        prop_assert_eq!(found, expected);
    }
}
