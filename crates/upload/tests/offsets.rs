//! Whatever clients send in whatever order: an offset only grows, never passes the length, and
//! no refusal moves it.

use std::time::{Duration, SystemTime};

use anteroom_upload::{AcceptedPatch, Command, Limits, Patch, Upload};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Step {
    Check {
        offset: u64,
        content_length: Option<u64>,
        length: Option<u64>,
        second: u64,
    },
    Advance {
        nth: usize,
        received: u64,
    },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let amount = prop_oneof![0u64..40, Just(u64::MAX), any::<u64>()];
    let step = prop_oneof![
        (
            0u64..40,
            proptest::option::of(amount.clone()),
            proptest::option::of(0u64..50),
            0u64..12
        )
            .prop_map(|(offset, content_length, length, second)| Step::Check {
                offset,
                content_length,
                length,
                second
            }),
        (any::<usize>(), amount).prop_map(|(nth, received)| Step::Advance { nth, received }),
    ];
    proptest::collection::vec(step, 0..60)
}

proptest! {
    #[test]
    fn offsets_only_grow_lengths_are_set_once_and_no_refusal_moves_either(
        length in proptest::option::of(0u64..40),
        steps in steps(),
    ) {
        let limits = Limits { max_length: 40 };
        let end = SystemTime::UNIX_EPOCH + Duration::from_secs(10);
        let mut upload = match length {
            Some(length) => Upload::new(length, Some(end)),
            None => Upload::deferred(0, &limits, Some(end)).map_err(|error| TestCaseError::fail(error.to_string()))?,
        };
        let mut leave: Vec<AcceptedPatch> = Vec::new();
        for step in steps {
            let (before, known) = (upload.offset(), upload.length());
            let longest = known.unwrap_or(limits.max_length);
            match step {
                Step::Check { offset, content_length, length, second } => {
                    let patch = Patch { offset, content_length, length, checksum: None };
                    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(second);
                    if let Ok(accepted) = upload.check_patch(&patch, now) {
                        prop_assert!(before.checked_add(accepted.at_most()).is_some_and(|end| end <= longest));
                        leave.push(accepted);
                    }
                    prop_assert_eq!((upload.offset(), upload.length()), (before, known));
                }
                Step::Advance { nth, received } => {
                    let Some(accepted) = leave.get(nth % leave.len().max(1)) else { continue };
                    match upload.advance(accepted, received, None) {
                        Ok(()) => prop_assert_eq!(upload.offset(), before + received),
                        Err(_) => prop_assert_eq!((upload.offset(), upload.length()), (before, known)),
                    }
                }
            }
            prop_assert!(before <= upload.offset() && upload.offset() <= upload.length().unwrap_or(longest));
            prop_assert!(known.is_none() || known == upload.length());
        }
    }

    #[test]
    fn one_byte_at_a_time_reaches_the_end(length in 0u64..2000) {
        let mut upload = Upload::new(length, None);
        while !upload.is_complete() {
            let patch = Patch { offset: upload.offset(), content_length: Some(1), length: None, checksum: None };
            let accepted = upload.check_patch(&patch, SystemTime::UNIX_EPOCH);
            prop_assert!(accepted.is_ok_and(|accepted| upload.advance(&accepted, 1, None).is_ok()));
        }
        prop_assert_eq!(upload.offset(), length);
    }

    #[test]
    fn any_headers_are_read_or_refused(
        method in prop_oneof![Just(Method::POST), Just(Method::PATCH), Just(Method::HEAD)],
        fields in proptest::collection::vec((
            prop_oneof![
                Just("upload-length"), Just("upload-offset"), Just("upload-metadata"),
                Just("upload-checksum"), Just("upload-concat"), Just("upload-defer-length"), Just("content-length"), Just("content-type"), Just("trailer"),
            ],
            "[ -~]{0,40}",
        ), 0..8),
        max_length in any::<u64>(),
    ) {
        let mut headers = HeaderMap::new();
        headers.insert("tus-resumable", HeaderValue::from_static("1.0.0"));
        for (name, value) in &fields {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.append(HeaderName::from_static(name), value);
            }
        }
        match Command::parse(&method, &headers, &Limits { max_length }) {
            Ok(Command::Create(create)) => prop_assert!(create.length.unwrap_or(0) <= max_length),
            Ok(_) => {}
            Err(refusal) => prop_assert!(refusal.status().is_client_error()),
        }
    }
}
