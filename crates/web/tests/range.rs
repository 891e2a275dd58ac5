//! Which bytes a request for a file gets, for honest readers and for hostile ones.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use anteroom_web::range::{ETag, Plan, plan};
use http::header::{HeaderName, IF_NONE_MATCH, IF_RANGE, RANGE};
use http::{HeaderMap, HeaderValue, Method};
use proptest::prelude::*;

fn tag() -> ETag {
    ETag::strong("v1").unwrap()
}

fn planned(length: u64, sent: &[(HeaderName, &str)]) -> Plan {
    let mut headers = HeaderMap::new();
    for (name, value) in sent {
        headers.append(name, HeaderValue::from_str(value).unwrap());
    }
    plan(&Method::GET, &headers, length, &tag())
}

#[test]
fn one_range_is_one_part_and_anything_else_is_the_whole() {
    use Plan::{Full, Part, Unsatisfiable};
    for (range, expected) in [
        ("bytes=0-0", Part { start: 0, end: 1 }),
        ("bytes=0-99", Part { start: 0, end: 100 }),
        ("bytes=0-", Part { start: 0, end: 100 }),
        ("Bytes=10-19", Part { start: 10, end: 20 }),
        (
            "bytes=90-200",
            Part {
                start: 90,
                end: 100,
            },
        ),
        (
            "bytes=99-",
            Part {
                start: 99,
                end: 100,
            },
        ),
        (
            "bytes=-1",
            Part {
                start: 99,
                end: 100,
            },
        ),
        ("bytes=-500", Part { start: 0, end: 100 }),
        (
            "bytes=5-99999999999999999999999",
            Part { start: 5, end: 100 },
        ),
        (
            "bytes=-99999999999999999999999",
            Part { start: 0, end: 100 },
        ),
        ("bytes=100-", Unsatisfiable),
        ("bytes=100-100", Unsatisfiable),
        ("bytes=-0", Unsatisfiable),
        ("bytes=99999999999999999999999-", Unsatisfiable),
        ("bytes=9-5", Full),
        ("bytes=0-1,5-6", Full),
        ("bytes=-1,-2", Full),
        ("bytes=,0-1", Full),
        ("bytes=", Full),
        ("bytes=-", Full),
        ("bytes=a-b", Full),
        ("bytes=+1-5", Full),
        ("bytes=--5", Full),
        ("bytes=1 -5", Full),
        ("bytes", Full),
        ("items=0-1", Full),
        ("", Full),
    ] {
        assert_eq!(planned(100, &[(RANGE, range)]), expected, "{range}");
    }
    assert_eq!(planned(100, &[]), Full);
    assert_eq!(
        planned(100, &[(RANGE, "bytes=0-1"), (RANGE, "bytes=2-3")]),
        Full
    );
}

#[test]
fn an_empty_file_has_no_part() {
    assert_eq!(planned(0, &[(RANGE, "bytes=0-")]), Plan::Unsatisfiable);
    assert_eq!(planned(0, &[(RANGE, "bytes=-5")]), Plan::Full);
    assert_eq!(planned(0, &[]), Plan::Full);
}

#[test]
fn ten_thousand_ranges_are_the_whole_file() {
    let many: String = (0..10_000).map(|n| format!("{n}-{n},")).collect();
    assert_eq!(
        planned(100, &[(RANGE, &format!("bytes={many}0-"))]),
        Plan::Full
    );
}

#[test]
fn a_reader_that_has_the_bytes_is_told_so() {
    for (sent, has) in [
        ("\"v1\"", true),
        ("W/\"v1\"", true),
        ("*", true),
        ("\"v0\", \"v1\"", true),
        ("\"a,b\" , W/\"x\",\"v1\"", true),
        ("\"v0\"", false),
        ("v1", false),
        ("\"v1", false),
        ("\"v0\" \"v1\"", false),
        ("", false),
    ] {
        let expected = if has {
            Plan::NotModified
        } else {
            Plan::Part { start: 0, end: 1 }
        };
        let sent = [(IF_NONE_MATCH, sent), (RANGE, "bytes=0-0")];
        assert_eq!(planned(100, &sent), expected, "{sent:?}");
    }
    assert_eq!(
        planned(100, &[(IF_NONE_MATCH, "\"v0\""), (IF_NONE_MATCH, "\"v1\"")]),
        Plan::NotModified
    );
}

#[test]
fn a_part_of_another_version_is_never_sent() {
    let range = (RANGE, "bytes=5-9");
    for (validator, holds) in [
        ("\"v1\"", true),
        ("W/\"v1\"", false),
        ("\"v0\"", false),
        ("Sun, 06 Nov 1994 08:49:37 GMT", false),
        ("*", false),
    ] {
        let expected = if holds {
            Plan::Part { start: 5, end: 10 }
        } else {
            Plan::Full
        };
        let sent = [range.clone(), (IF_RANGE, validator)];
        assert_eq!(planned(100, &sent), expected, "{validator}");
    }
    let twice = [range, (IF_RANGE, "\"v1\""), (IF_RANGE, "\"v1\"")];
    assert_eq!(planned(100, &twice), Plan::Full);
}

#[test]
fn ranges_mean_something_to_get_only() {
    let mut headers = HeaderMap::new();
    headers.insert(RANGE, HeaderValue::from_static("bytes=0-0"));
    assert_eq!(plan(&Method::HEAD, &headers, 100, &tag()), Plan::Full);
    headers.insert(IF_NONE_MATCH, HeaderValue::from_static("*"));
    assert_eq!(
        plan(&Method::HEAD, &headers, 100, &tag()),
        Plan::NotModified
    );
    assert_eq!(plan(&Method::POST, &headers, 100, &tag()), Plan::Full);
}

#[test]
fn answers_say_what_they_hold() {
    for (plan, status, length, range) in [
        (Plan::Full, 200, Some("100"), None),
        (
            Plan::Part { start: 5, end: 10 },
            206,
            Some("5"),
            Some("bytes 5-9/100"),
        ),
        (Plan::NotModified, 304, None, None),
        (Plan::Unsatisfiable, 416, None, Some("bytes */100")),
    ] {
        let mut headers = HeaderMap::new();
        assert_eq!(plan.answer(&mut headers, 100, &tag()), status);
        let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap());
        assert_eq!(
            (text("content-length"), text("content-range")),
            (length, range)
        );
        assert_eq!(
            (text("etag"), text("accept-ranges")),
            (Some("\"v1\""), Some("bytes"))
        );
    }
}

#[test]
fn tags_hold_only_what_a_header_can_carry() {
    for wrong in ["", "a\"b", "a b", "a\r\nb", "\u{e9}"] {
        assert_eq!(ETag::strong(wrong), None);
    }
    assert_eq!(tag().header(), "\"v1\"");
}

proptest! {
    #[test]
    fn a_part_lies_within_the_file(
        range in "(bytes=)?[0-9,\\- ]{0,24}",
        length in prop_oneof![0u64..200, any::<u64>()],
    ) {
        if let Plan::Part { start, end } = planned(length, &[(RANGE, &range)]) {
            prop_assert!(start < end && end <= length);
        }
    }

    #[test]
    fn any_part_that_is_asked_for_is_given(a in 0u64..1000, b in 0u64..1000, more in 1u64..100) {
        let (start, last) = (a.min(b), a.max(b));
        let part = planned(last + more, &[(RANGE, &format!("bytes={start}-{last}"))]);
        prop_assert_eq!(part, Plan::Part { start, end: last + 1 });
    }
}
