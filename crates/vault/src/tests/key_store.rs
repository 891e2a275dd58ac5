use proptest::prelude::*;

use super::flipped;
use crate::key_store::{Contents, Record, TooLong, Unreadable, decode, encode, encode_all};

const HEADER_LEN: usize = 8;

fn record(matter: &str) -> Record {
    Record {
        firm: "fir_1".into(),
        matter: Some(matter.into()),
        wrapped: vec![7; 61],
    }
}

fn records() -> Vec<Record> {
    vec![
        Record {
            matter: None,
            ..record("")
        },
        record("mat_1"),
        record("mat_2"),
    ]
}

#[test]
fn a_record_appended_reads_as_if_written_with_the_rest() {
    let all = records();
    let mut bytes = encode_all(&all[..2]).unwrap();
    bytes.extend(encode(&all[2]).unwrap());
    assert_eq!(bytes, encode_all(&all).unwrap());
    assert_eq!(
        decode(&bytes).unwrap(),
        Contents {
            records: all,
            torn_at: None
        }
    );
}

#[test]
fn a_store_without_records_is_empty_not_torn() {
    assert_eq!(
        decode(&encode_all([]).unwrap()).unwrap(),
        Contents {
            records: vec![],
            torn_at: None
        }
    );
}

#[test]
fn a_rewrite_without_a_key_holds_no_trace_of_it() {
    let gone = Record {
        wrapped: (0..61).collect(),
        ..record("mat_gone")
    };
    let traces = |bytes: &[u8]| {
        bytes.windows(61).any(|part| part == gone.wrapped)
            || bytes.windows(8).any(|part| part == b"mat_gone")
    };
    let mut all = records();
    all.insert(1, gone.clone());
    let before = encode_all(&all).unwrap();
    assert!(traces(&before));

    let kept: Vec<_> = decode(&before)
        .unwrap()
        .records
        .into_iter()
        .filter(|record| *record != gone)
        .collect();
    let after = encode_all(&kept).unwrap();
    assert!(!traces(&after));
    assert_eq!(decode(&after).unwrap().records, records());
}

#[test]
fn an_append_cut_short_at_any_byte_is_reported_and_loses_nothing_before_it() {
    let all = records();
    let whole = encode_all(&all[..2]).unwrap();
    let appended = encode(&all[2]).unwrap();
    for written in 1..appended.len() {
        let torn = Contents {
            records: all[..2].to_vec(),
            torn_at: Some(whole.len()),
        };
        let cut = [whole.as_slice(), &appended[..written]].concat();
        assert_eq!(decode(&cut).unwrap(), torn, "cut after {written}");
        let zeroed = [cut.as_slice(), &vec![0; appended.len() - written]].concat();
        if appended[written..].iter().any(|&byte| byte != 0) {
            assert_eq!(decode(&zeroed).unwrap(), torn, "zeros after {written}");
        }
    }
    let unwritten = [whole.as_slice(), &vec![0; appended.len()]].concat();
    assert_eq!(decode(&unwritten).unwrap().torn_at, Some(whole.len()));
}

#[test]
fn damage_before_the_last_record_is_never_passed_off_as_a_torn_end() {
    let bytes = encode_all(&records()).unwrap();
    let last = bytes.len() - encode(&records()[2]).unwrap().len();
    for at in 0..last {
        for bit in 0..8 {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1 << bit;
            let found = decode(&damaged).unwrap_err();
            match at {
                0..7 => assert_eq!(found, Unreadable::Foreign),
                7 => assert_eq!(found, Unreadable::Version(1 ^ 1 << bit)),
                _ => assert!(
                    matches!(found, Unreadable::Damaged(_)),
                    "byte {at}: {found:?}"
                ),
            }
        }
    }
    for at in last..bytes.len() {
        match decode(&flipped(&bytes, at)) {
            Ok(Contents { records, torn_at }) => {
                assert_eq!((records.len(), torn_at), (2, Some(last)), "byte {at}")
            }
            Err(refusal) => assert_eq!(refusal, Unreadable::Damaged(last), "byte {at}"),
        }
    }
}

#[test]
fn a_file_cut_inside_its_header_is_no_key_store() {
    let bytes = encode_all(&records()).unwrap();
    for len in 0..HEADER_LEN {
        assert_eq!(
            decode(&bytes[..len]).unwrap_err(),
            Unreadable::Foreign,
            "cut to {len}"
        );
    }
}

#[test]
fn what_does_not_fit_a_record_is_refused() {
    assert_eq!(encode(&record(&"m".repeat(65_536))).unwrap_err(), TooLong);
    assert!(encode(&record(&"m".repeat(65_535))).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_records_come_back(all in prop::collection::vec(
        (".{0,20}", prop::option::of(".{0,20}"), prop::collection::vec(any::<u8>(), 0..80))
            .prop_map(|(firm, matter, wrapped)| Record { firm, matter, wrapped }), 0..6)) {
        let bytes = encode_all(&all).unwrap();
        prop_assert_eq!(decode(&bytes).unwrap(), Contents { records: all, torn_at: None });
    }

    #[test]
    fn no_bytes_make_reading_fail_otherwise_than_by_refusal(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes);
        let _ = decode(&[b"ANTRKEY\x01".as_slice(), &bytes].concat());
    }
}
