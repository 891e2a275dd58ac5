use proptest::prelude::*;

use super::flipped;
use crate::{
    Broken, FRAME_LEN, HEADER_LEN, Layout, MatterKey, SegmentName, SegmentReader, SegmentWriter,
    TAG_LEN,
};

const NAME: SegmentName<'static> = SegmentName {
    firm: "fir_1",
    matter: "mat_1",
    content: "ver_1",
    number: 0,
};
const SEALED_FRAME: usize = FRAME_LEN + TAG_LEN;

fn content(len: usize) -> Vec<u8> {
    (0..251).cycle().take(len).collect()
}

fn seal(key: &MatterKey, name: SegmentName<'_>, plain: &[u8]) -> Vec<u8> {
    let mut writer = SegmentWriter::new(key, name).unwrap();
    let mut sealed = writer.header();
    writer.push(plain, &mut sealed).unwrap();
    writer.finish(&mut sealed).unwrap();
    sealed
}

/// Opens a whole segment as a careful reader does: layout from the length, then every frame.
fn open(key: &MatterKey, name: SegmentName<'_>, sealed: &[u8]) -> Result<Vec<u8>, Broken> {
    let layout = Layout::of(sealed.len() as u64)?;
    let reader = SegmentReader::open(key, name, &sealed[..HEADER_LEN])?;
    let mut plain = Vec::new();
    for frame in 0..=layout.last() {
        reader.open_frame(
            frame,
            frame == layout.last(),
            bytes(sealed, layout.frame_range(frame)),
            &mut plain,
        )?;
    }
    assert_eq!(plain.len() as u64, layout.plain_len());
    Ok(plain)
}

fn bytes(sealed: &[u8], range: std::ops::Range<u64>) -> &[u8] {
    &sealed[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()]
}

#[test]
fn contents_around_the_edge_of_a_frame_come_back() {
    let key = MatterKey::generate().unwrap();
    for len in [
        0,
        1,
        FRAME_LEN - 1,
        FRAME_LEN,
        FRAME_LEN + 1,
        3 * FRAME_LEN,
        3 * FRAME_LEN + 7,
    ] {
        let plain = content(len);
        let sealed = seal(&key, NAME, &plain);
        assert_eq!(
            sealed.len() as u64,
            Layout::holding(len as u64).unwrap().sealed_len()
        );
        assert_eq!(open(&key, NAME, &sealed).unwrap(), plain, "{len} bytes");
    }
}

#[test]
fn a_run_of_frames_opens_where_it_stands_or_leaves_nothing() {
    let key = MatterKey::generate().unwrap();
    for len in [0, 1, FRAME_LEN, 2 * FRAME_LEN, 3 * FRAME_LEN + 7] {
        let plain = content(len);
        let sealed = seal(&key, NAME, &plain);
        let layout = Layout::of(sealed.len() as u64).unwrap();
        let reader = SegmentReader::open(&key, NAME, &sealed[..HEADER_LEN]).unwrap();
        for from in 0..=layout.last() {
            for to in from..=layout.last() {
                let range = layout.frame_range(from).start..layout.frame_range(to).end;
                let mut run = bytes(&sealed, range.clone()).to_vec();
                let opened = reader.open_run(&layout, from..to + 1, &mut run).unwrap();
                let start = usize::try_from(from).unwrap() * FRAME_LEN;
                assert_eq!(
                    run[..opened],
                    plain[start..start + opened],
                    "{len} bytes, frames {from} to {to}"
                );
                let mut longer = bytes(&sealed, range.clone()).to_vec();
                longer.push(0);
                assert_eq!(
                    reader.open_run(&layout, from..to + 1, &mut longer),
                    Err(Broken::Shape)
                );
                let mut altered = bytes(&sealed, range).to_vec();
                *altered.last_mut().unwrap() ^= 1;
                assert_eq!(
                    reader.open_run(&layout, from..to + 1, &mut altered),
                    Err(Broken::Seal)
                );
                assert!(
                    altered.iter().all(|byte| *byte == 0),
                    "a frame that opened was left behind"
                );
            }
        }
    }
}

#[test]
fn every_byte_of_a_short_segment_counts() {
    let key = MatterKey::generate().unwrap();
    let sealed = seal(&key, NAME, b"short");
    for at in 0..sealed.len() {
        let expected = match at {
            0..7 => Broken::Shape,
            7 => Broken::Version(0),
            _ => Broken::Seal,
        };
        assert_eq!(
            open(&key, NAME, &flipped(&sealed, at)).unwrap_err(),
            expected,
            "byte {at}"
        );
    }
}

#[test]
fn a_byte_changed_in_any_frame_or_tag_is_seen_in_that_frame_only() {
    let key = MatterKey::generate().unwrap();
    let sealed = seal(&key, NAME, &content(2 * FRAME_LEN + 100));
    let layout = Layout::of(sealed.len() as u64).unwrap();
    let reader = SegmentReader::open(&key, NAME, &sealed[..HEADER_LEN]).unwrap();
    for damaged in 0..=layout.last() {
        let range = layout.frame_range(damaged);
        for at in [
            range.start,
            (range.start + range.end) / 2,
            range.end - TAG_LEN as u64,
            range.end - 1,
        ] {
            let altered = flipped(&sealed, usize::try_from(at).unwrap());
            for frame in 0..=layout.last() {
                let mut plain = b"before".to_vec();
                let opened = reader.open_frame(
                    frame,
                    frame == layout.last(),
                    bytes(&altered, layout.frame_range(frame)),
                    &mut plain,
                );
                assert_eq!(
                    opened.is_err(),
                    frame == damaged,
                    "byte {at}, frame {frame}"
                );
                assert_eq!(
                    opened.is_err(),
                    plain == b"before",
                    "a refused frame leaves nothing behind"
                );
            }
        }
    }
}

#[test]
fn a_segment_cut_anywhere_is_refused() {
    let key = MatterKey::generate().unwrap();
    let sealed = seal(&key, NAME, &content(2 * FRAME_LEN + 100));
    let frame_ends = [
        HEADER_LEN,
        HEADER_LEN + SEALED_FRAME,
        HEADER_LEN + 2 * SEALED_FRAME,
    ];
    let inside = [
        0,
        1,
        HEADER_LEN - 1,
        HEADER_LEN + TAG_LEN,
        HEADER_LEN + SEALED_FRAME - TAG_LEN,
        HEADER_LEN + SEALED_FRAME + TAG_LEN,
        sealed.len() - 1,
    ];
    for len in frame_ends.into_iter().chain(inside) {
        assert!(open(&key, NAME, &sealed[..len]).is_err(), "cut to {len}");
    }
}

#[test]
fn a_frame_that_was_not_last_does_not_pass_for_last() {
    let key = MatterKey::generate().unwrap();
    let sealed = seal(&key, NAME, &content(FRAME_LEN));
    let reader = SegmentReader::open(&key, NAME, &sealed[..HEADER_LEN]).unwrap();
    let (full, empty) = sealed[HEADER_LEN..].split_at(SEALED_FRAME);
    let mut out = Vec::new();
    assert_eq!(
        reader.open_frame(0, true, full, &mut out).unwrap_err(),
        Broken::Shape
    );
    assert_eq!(
        reader.open_frame(1, false, empty, &mut out).unwrap_err(),
        Broken::Shape
    );
    assert_eq!(
        reader.open_frame(0, true, empty, &mut out).unwrap_err(),
        Broken::Seal
    );
}

#[test]
fn a_segment_lengthened_or_joined_with_another_is_refused() {
    let key = MatterKey::generate().unwrap();
    let sealed = seal(&key, NAME, &content(FRAME_LEN));
    let last = &sealed[HEADER_LEN + SEALED_FRAME..];
    let first = &sealed[HEADER_LEN..HEADER_LEN + SEALED_FRAME];
    for tail in [b"\0".as_slice(), &[0; TAG_LEN], last, first, &sealed] {
        assert!(
            open(&key, NAME, &[sealed.as_slice(), tail].concat()).is_err(),
            "{} bytes more",
            tail.len()
        );
    }
}

#[test]
fn frames_in_another_order_are_refused() {
    let key = MatterKey::generate().unwrap();
    let sealed = seal(&key, NAME, &content(3 * FRAME_LEN));
    let frame = |number: usize| {
        &sealed[HEADER_LEN + number * SEALED_FRAME..HEADER_LEN + (number + 1) * SEALED_FRAME]
    };
    let rest = &sealed[HEADER_LEN + 3 * SEALED_FRAME..];
    for order in [[1, 0, 2], [0, 2, 1], [0, 0, 2], [2, 1, 0]] {
        let reordered = [
            &sealed[..HEADER_LEN],
            frame(order[0]),
            frame(order[1]),
            frame(order[2]),
            rest,
        ]
        .concat();
        assert_eq!(
            open(&key, NAME, &reordered).unwrap_err(),
            Broken::Seal,
            "{order:?}"
        );
    }
    let dropped = [&sealed[..HEADER_LEN], frame(0), frame(2), rest].concat();
    assert_eq!(open(&key, NAME, &dropped).unwrap_err(), Broken::Seal);
}

#[test]
fn frames_do_not_pass_from_one_segment_to_another() {
    let key = MatterKey::generate().unwrap();
    let (one, two) = (
        seal(&key, NAME, &content(100)),
        seal(&key, NAME, &content(100)),
    );
    assert_ne!(
        one[HEADER_LEN..],
        two[HEADER_LEN..],
        "two segments of one name have keys of their own"
    );
    let crossed = [&one[..HEADER_LEN], &two[HEADER_LEN..]].concat();
    assert_eq!(open(&key, NAME, &crossed).unwrap_err(), Broken::Seal);
}

#[test]
fn a_segment_under_another_name_or_key_is_refused_before_any_frame() {
    let key = MatterKey::generate().unwrap();
    let sealed = seal(&key, NAME, b"deed");
    let header = &sealed[..HEADER_LEN];
    for other in [
        SegmentName {
            firm: "fir_2",
            ..NAME
        },
        SegmentName {
            matter: "mat_2",
            ..NAME
        },
        SegmentName {
            content: "ver_2",
            ..NAME
        },
        SegmentName { number: 1, ..NAME },
        SegmentName {
            firm: "fir_1m",
            matter: "at_1",
            ..NAME
        },
    ] {
        assert_eq!(
            SegmentReader::open(&key, other, header).err(),
            Some(Broken::Seal),
            "{other:?}"
        );
    }
    assert_eq!(
        SegmentReader::open(&MatterKey::generate().unwrap(), NAME, header).err(),
        Some(Broken::Seal)
    );
}

#[test]
fn a_range_needs_only_its_own_frames() {
    let layout = Layout::holding(3 * FRAME_LEN as u64 + 10).unwrap();
    let frame = FRAME_LEN as u64;
    assert_eq!(layout.frames(0..1), 0..1);
    assert_eq!(layout.frames(frame - 1..frame + 1), 0..2);
    assert_eq!(layout.frames(frame..2 * frame), 1..2);
    assert_eq!(layout.frames(3 * frame + 9..u64::MAX), 3..4);
    assert_eq!(layout.frames(3 * frame + 10..u64::MAX), 0..0);
    assert_eq!(layout.frames(5..5), 0..0);
    assert!(layout.frame_range(4).is_empty());
    assert!(layout.frame_range(u64::MAX).is_empty());
}

#[test]
fn lengths_no_segment_has_are_refused() {
    let (head, tag, frame) = (HEADER_LEN as u64, TAG_LEN as u64, SEALED_FRAME as u64);
    for len in [
        0,
        head,
        head + tag - 1,
        head + frame,
        head + frame + tag - 1,
    ] {
        assert_eq!(Layout::of(len).unwrap_err(), Broken::Shape, "{len}");
    }
    assert_eq!(Layout::of(head + tag).unwrap().plain_len(), 0);
    assert_eq!(Layout::holding(u64::MAX).unwrap_err(), Broken::Shape);
    let largest = (u64::MAX - 100..=u64::MAX)
        .rev()
        .find_map(|len| Layout::of(len).ok())
        .unwrap();
    assert!(largest.frame_range(largest.last()).end > u64::MAX - 100);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn content_pushed_in_any_pieces_comes_back_and_any_range_of_it(
        pieces in prop::collection::vec(0usize..90_000, 0..6), start in 0usize..200_000, len in 0usize..100_000,
    ) {
        let key = MatterKey::generate().unwrap();
        let mut writer = SegmentWriter::new(&key, NAME).unwrap();
        let mut sealed = writer.header();
        let plain = content(pieces.iter().sum());
        let mut rest = plain.as_slice();
        for piece in pieces {
            let (head, tail) = rest.split_at(piece);
            writer.push(head, &mut sealed).unwrap();
            rest = tail;
        }
        writer.finish(&mut sealed).unwrap();
        prop_assert_eq!(&open(&key, NAME, &sealed).unwrap(), &plain);

        let layout = Layout::of(sealed.len() as u64).unwrap();
        let reader = SegmentReader::open(&key, NAME, &sealed[..HEADER_LEN]).unwrap();
        let frames = layout.frames(start as u64..(start + len) as u64);
        let skipped = start.saturating_sub(usize::try_from(frames.start).unwrap() * FRAME_LEN);
        let mut found = Vec::new();
        for frame in frames {
            reader.open_frame(frame, frame == layout.last(), bytes(&sealed, layout.frame_range(frame)), &mut found).unwrap();
        }
        let expected: Vec<u8> = plain.iter().copied().skip(start).take(len).collect();
        prop_assert_eq!(found.into_iter().skip(skipped).take(len).collect::<Vec<u8>>(), expected);
    }

    #[test]
    fn a_layout_knows_its_own_length(plain in 0u64..=1 << 62) {
        let layout = Layout::holding(plain).unwrap();
        prop_assert_eq!(layout.plain_len(), plain);
        prop_assert_eq!(Layout::of(layout.sealed_len()).unwrap(), layout);
        prop_assert_eq!(layout.frame_range(layout.last()).end, layout.sealed_len());
    }
}
