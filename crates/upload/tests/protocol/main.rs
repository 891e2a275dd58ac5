//! The protocol as a client meets it: what is understood, what is refused, and that no refusal
//! moves an offset.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod extensions;

use std::time::{Duration, SystemTime};

use anteroom_upload::{
    Algorithm, Command, Create, Limits, MetadataFault, Patch, Reason, Refusal, Upload, answer,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

const LIMITS: Limits = Limits {
    max_length: 1 << 40,
};
const NOW: SystemTime = SystemTime::UNIX_EPOCH;
const TYPE: (&str, &str) = ("content-type", "application/offset+octet-stream");

fn parse(method: Method, fields: &[(&str, &str)]) -> Result<Command, Refusal> {
    let mut headers = HeaderMap::new();
    headers.insert("tus-resumable", HeaderValue::from_static("1.0.0"));
    for (name, value) in fields {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        headers.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    Command::parse(&method, &headers, &LIMITS)
}

fn create(fields: &[(&str, &str)]) -> Result<Create, Reason> {
    match parse(Method::POST, fields) {
        Ok(Command::Create(create)) => Ok(create),
        Ok(other) => panic!("a POST was read as {other:?}"),
        Err(refusal) => Err(refusal.reason),
    }
}

fn patch(fields: &[(&str, &str)]) -> Result<Patch, Reason> {
    match parse(Method::PATCH, fields) {
        Ok(Command::Patch(patch)) => Ok(patch),
        Ok(other) => panic!("a PATCH was read as {other:?}"),
        Err(refusal) => Err(refusal.reason),
    }
}

fn bytes_at(offset: u64, content_length: Option<u64>) -> Patch {
    Patch {
        offset,
        content_length,
        length: None,
        checksum: None,
    }
}

#[test]
fn another_version_is_refused_with_the_one_spoken() {
    for version in [None, Some("0.2.2"), Some("1.0"), Some("1.0.0, 0.2.2")] {
        let mut headers = HeaderMap::new();
        if let Some(version) = version {
            headers.insert("tus-resumable", HeaderValue::from_static(version));
        }
        for method in [Method::POST, Method::HEAD, Method::PATCH, Method::DELETE] {
            let refusal = Command::parse(&method, &headers, &LIMITS).unwrap_err();
            assert_eq!(refusal.reason, Reason::Version);
            let response = refusal.response();
            assert_eq!(response.status(), 412);
            assert_eq!(response.headers()["tus-version"], "1.0.0");
            assert_eq!(response.headers()["tus-resumable"], "1.0.0");
        }
    }
}

#[test]
fn options_needs_no_version_and_tells_what_is_spoken() {
    let command = Command::parse(&Method::OPTIONS, &HeaderMap::new(), &LIMITS);
    assert_eq!(command, Ok(Command::Options));
    let response = answer::options(&LIMITS);
    assert_eq!(response.status(), 204);
    assert_eq!(response.headers()["tus-max-size"], "1099511627776");
    assert_eq!(response.headers()["tus-checksum-algorithm"], "sha1,sha256");
    assert_eq!(
        response.headers()["tus-extension"],
        "creation,creation-defer-length,creation-with-upload,checksum,concatenation,expiration,termination"
    );
}

#[test]
fn lengths_are_whole_numbers_within_the_limit() {
    assert_eq!(create(&[("upload-length", "0")]).unwrap().length, Some(0));
    assert_eq!(
        create(&[("upload-length", "1099511627776")])
            .unwrap()
            .length,
        Some(1 << 40)
    );
    for malformed in [
        "-1", "+1", "1e3", " 5", "5 ", "", "0x10", "1.0", "\u{661}", "1,1",
    ] {
        let refused = create(&[("upload-length", malformed)]).unwrap_err();
        assert_eq!(refused, Reason::LengthMalformed, "{malformed:?}");
    }
    for too_large in [
        "1099511627777",
        "9223372036854775808",
        "18446744073709551616",
        "99999999999999999999999999999999999999999999",
    ] {
        let refused = create(&[("upload-length", too_large)]).unwrap_err();
        assert_eq!(
            (refused, refused.status().as_u16()),
            (Reason::TooLarge, 413)
        );
    }
    assert_eq!(create(&[]), Err(Reason::LengthMissing));
    let twice = [("upload-length", "5"), ("upload-length", "5")];
    assert_eq!(create(&twice), Err(Reason::RepeatedField));
}

#[test]
fn what_is_not_offered_is_refused_by_name() {
    let refused = create(&[("x-http-method-override", "PATCH"), ("upload-length", "5")]);
    assert_eq!(refused, Err(Reason::MethodOverride));
    let override_to_delete = [("x-http-method-override", "DELETE")];
    let refused = parse(Method::HEAD, &override_to_delete).unwrap_err();
    assert_eq!(refused.reason, Reason::MethodOverride);
    for method in [Method::GET, Method::PUT, Method::TRACE] {
        let refused = parse(method, &[]).unwrap_err();
        assert_eq!(refused.reason, Reason::Method);
        assert!(refused.response().headers().contains_key("allow"));
    }
}

#[test]
fn metadata_is_kept_as_the_client_wrote_it() {
    let field = "filename RGVlZC5wZGY=,filetype YXBwbGljYXRpb24vcGRm,confidential";
    let created = create(&[("upload-length", "5"), ("upload-metadata", field)]).unwrap();
    assert_eq!(created.metadata.filename(), Some("Deed.pdf"));
    assert_eq!(created.metadata.filetype(), Some("application/pdf"));
    assert_eq!(created.metadata.get("confidential"), Some(""));
    assert_eq!(created.metadata.iter().count(), 3);
    assert_eq!(created.body, None);

    for silent in [
        &[("upload-length", "5")][..],
        &[("upload-length", "5"), ("upload-metadata", "")],
    ] {
        assert_eq!(create(silent).unwrap().metadata.filename(), None);
    }
}

#[test]
fn metadata_that_cannot_be_read_is_refused() {
    let long = format!("filename {}", "A".repeat(1 << 20));
    for (field, fault) in [
        ("filename RGVlZ", MetadataFault::NotBase64),
        ("filename !!!!", MetadataFault::NotBase64),
        ("filename RGVl ZA==", MetadataFault::NotBase64),
        ("file name RGVl", MetadataFault::NotBase64),
        ("filename RGVl, filetype RGVl", MetadataFault::EmptyKey),
        (" RGVl", MetadataFault::EmptyKey),
        ("filename RGVl,", MetadataFault::EmptyKey),
        (",", MetadataFault::EmptyKey),
        ("file\u{e9} RGVl", MetadataFault::BadKey),
        ("file\tname RGVl", MetadataFault::BadKey),
        ("filename RGVl,filename RGVl", MetadataFault::DuplicateKey),
        ("filename 7aCA", MetadataFault::NotText), // a lone surrogate
        ("filename wK4=", MetadataFault::NotText), // an overlong dot
        (&long, MetadataFault::TooLong),
    ] {
        let refused = create(&[("upload-length", "5"), ("upload-metadata", field)]);
        assert_eq!(refused, Err(Reason::Metadata(fault)), "{field:.40}");
    }
}

#[test]
fn a_creation_may_carry_the_first_bytes() {
    let first = [("upload-length", "5"), TYPE, ("content-length", "3")];
    assert_eq!(create(&first).unwrap().body, Some(bytes_at(0, Some(3))));
    let empty = [("upload-length", "5"), ("content-length", "0")];
    assert_eq!(create(&empty).unwrap().body, None);
    for body in [("content-length", "3"), ("transfer-encoding", "chunked")] {
        let untyped = create(&[("upload-length", "5"), body]);
        assert_eq!(untyped, Err(Reason::ContentType));
    }
}

#[test]
fn patches_need_their_type_and_one_offset() {
    let offset = ("upload-offset", "7");
    assert_eq!(
        patch(&[offset, TYPE, ("content-length", "3")]),
        Ok(bytes_at(7, Some(3)))
    );
    assert_eq!(patch(&[offset, TYPE]), Ok(bytes_at(7, None)));
    for wrong in [
        "application/octet-stream",
        "text/plain",
        "application/offset+octet-stream; x=1",
    ] {
        let refused = patch(&[offset, ("content-type", wrong)]).unwrap_err();
        assert_eq!(
            (refused, refused.status().as_u16()),
            (Reason::ContentType, 415)
        );
    }
    assert_eq!(patch(&[offset]), Err(Reason::ContentType));
    assert_eq!(patch(&[TYPE]), Err(Reason::OffsetMissing));
    for malformed in ["-1", "1e3", "", "0 "] {
        let refused = patch(&[("upload-offset", malformed), TYPE]);
        assert_eq!(refused, Err(Reason::OffsetMalformed));
    }
    assert_eq!(patch(&[offset, offset, TYPE]), Err(Reason::RepeatedField));
    assert_eq!(
        patch(&[offset, TYPE, ("content-length", "x")]),
        Err(Reason::ContentLength)
    );
    let told = patch(&[offset, TYPE, ("upload-length", "9")]).unwrap();
    assert_eq!(told.length, Some(9));
    let beyond = patch(&[offset, TYPE, ("upload-length", "1099511627777")]);
    assert_eq!(beyond, Err(Reason::TooLarge));
}

#[test]
fn bytes_go_only_where_the_upload_stands() {
    let upload = Upload::resumed(10, 4, None).unwrap();
    for offset in [0, 3, 5, 10, 11, u64::MAX] {
        let refused = upload
            .check_patch(&bytes_at(offset, Some(1)), NOW)
            .unwrap_err();
        assert_eq!(
            (refused.reason, refused.status().as_u16()),
            (Reason::OffsetConflict, 409)
        );
    }
    let accepted = upload.check_patch(&bytes_at(4, Some(6)), NOW).unwrap();
    assert_eq!(accepted.at_most(), 6);
    assert_eq!(
        upload
            .check_patch(&bytes_at(4, None), NOW)
            .unwrap()
            .at_most(),
        6
    );
    for longer in [7, u64::MAX] {
        let refused = upload
            .check_patch(&bytes_at(4, Some(longer)), NOW)
            .unwrap_err();
        assert_eq!(refused.reason, Reason::TooLarge);
    }
    assert!(Upload::resumed(10, 11, None).is_err());
}

#[test]
fn a_finished_upload_takes_nothing_more() {
    let mut upload = Upload::resumed(10, 10, None).unwrap();
    let refused = upload.check_patch(&bytes_at(10, Some(1)), NOW).unwrap_err();
    assert_eq!(refused.reason, Reason::TooLarge);
    let chunked = upload.check_patch(&bytes_at(10, None), NOW).unwrap();
    assert_eq!(
        upload.advance(&chunked, 1, None).unwrap_err().reason,
        Reason::TooLarge
    );
    let nothing = upload.check_patch(&bytes_at(10, Some(0)), NOW).unwrap();
    upload.advance(&nothing, 0, None).unwrap();
    assert!(upload.is_complete());
    assert!(Upload::new(0, None).is_complete());
}

#[test]
fn a_body_longer_than_it_said_is_refused_and_a_shorter_one_goes_on_from_there() {
    let mut upload = Upload::new(10, None);
    let accepted = upload.check_patch(&bytes_at(0, Some(4)), NOW).unwrap();
    assert_eq!(
        upload.advance(&accepted, 5, None).unwrap_err().reason,
        Reason::TooLarge
    );
    assert_eq!(upload.offset(), 0);
    upload.advance(&accepted, 3, None).unwrap();
    assert_eq!(upload.offset(), 3);
}

#[test]
fn of_two_patches_at_once_only_the_first_counts() {
    let mut upload = Upload::new(10, None);
    let first = upload.check_patch(&bytes_at(0, Some(4)), NOW).unwrap();
    let second = upload.check_patch(&bytes_at(0, Some(6)), NOW).unwrap();
    upload.advance(&second, 6, None).unwrap();
    let refused = upload.advance(&first, 4, None).unwrap_err();
    assert_eq!(
        (refused.reason, upload.offset()),
        (Reason::OffsetConflict, 6)
    );
}

#[test]
fn a_checksum_names_its_digest_and_a_wrong_one_keeps_nothing() {
    let field = ("upload-checksum", "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=");
    let patch = patch(&[("upload-offset", "0"), TYPE, field]).unwrap();
    let mut upload = Upload::new(11, None);
    let accepted = upload.check_patch(&patch, NOW).unwrap();
    assert_eq!(accepted.checksum().unwrap().algorithm(), Algorithm::Sha1);

    let digest = [
        0x2a, 0xae, 0x6c, 0x35, 0xc9, 0x4f, 0xcf, 0xb4, 0x15, 0xdb, 0xe9, 0x5f, 0x40, 0x8b, 0x9c,
        0xe9, 0x1e, 0xe8, 0x46, 0xed,
    ];
    for wrong in [None, Some(&digest[..19]), Some(&[0; 20][..])] {
        let refused = upload.advance(&accepted, 11, wrong).unwrap_err();
        assert_eq!(refused.reason, Reason::ChecksumMismatch);
        assert_eq!((refused.status().as_u16(), upload.offset()), (460, 0));
    }
    upload.advance(&accepted, 11, Some(&digest)).unwrap();
    assert!(upload.is_complete());
}

#[test]
fn checksums_that_cannot_be_compared_are_refused() {
    for (field, reason) in [
        ("md5 XrY7u+Ae7tCTyyK7j1rNww==", Reason::ChecksumAlgorithm),
        (
            "SHA1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=",
            Reason::ChecksumAlgorithm,
        ),
        ("sha1", Reason::ChecksumMalformed),
        ("sha1 ", Reason::ChecksumMalformed),
        ("sha1 !", Reason::ChecksumMalformed),
        (
            "sha256 Kq5sNclPz7QV2+lfQIuc6R7oRu0=",
            Reason::ChecksumMalformed,
        ),
    ] {
        let refused = patch(&[("upload-offset", "0"), TYPE, ("upload-checksum", field)]);
        assert_eq!(refused, Err(reason), "{field}");
    }
    let trailer = patch(&[
        ("upload-offset", "0"),
        TYPE,
        ("trailer", "X, Upload-Checksum"),
    ]);
    assert_eq!(trailer, Err(Reason::ChecksumTrailer));
}

#[test]
fn an_upload_ends_at_its_hour_unless_it_is_complete() {
    let end = NOW + Duration::from_secs(60);
    let upload = Upload::resumed(10, 4, Some(end)).unwrap();
    let patch = bytes_at(4, Some(6));
    let eve = end - Duration::from_nanos(1);
    assert!(upload.check_patch(&patch, eve).is_ok());
    let refused = upload.check_patch(&patch, end).unwrap_err();
    assert_eq!(
        (refused.reason, refused.status().as_u16()),
        (Reason::Expired, 410)
    );
    assert!(!Upload::resumed(10, 10, Some(end)).unwrap().is_expired(end));
}

#[test]
fn answers_tell_where_the_upload_stands() {
    let end = NOW + Duration::from_secs(60);
    let upload = Upload::resumed(10, 4, Some(end)).unwrap();

    let created = answer::created(&upload, HeaderValue::from_static("/uploads/1"));
    assert_eq!(created.status(), 201);
    assert_eq!(created.headers()["location"], "/uploads/1");

    let head = answer::head(&upload);
    assert_eq!(head.status(), 200);
    assert_eq!(head.headers()["upload-length"], "10");

    let patched = answer::patched(&upload);
    assert_eq!(patched.status(), 204);
    for answer in [&created, &head, &patched] {
        assert_eq!(answer.headers()["upload-offset"], "4");
        assert_eq!(
            answer.headers()["upload-expires"],
            "Thu, 01 Jan 1970 00:01:00 GMT"
        );
    }

    let whole = answer::head(&Upload::resumed(10, 10, Some(end)).unwrap());
    assert!(!whole.headers().contains_key("upload-expires"));

    let unknown = Refusal::from(Reason::Unknown).response();
    assert_eq!(unknown.status(), 404);
    assert!(!unknown.headers().contains_key("upload-offset"));
    for answer in [created, head, patched, answer::terminated(), unknown] {
        assert_eq!(answer.headers()["tus-resumable"], "1.0.0");
        assert_eq!(answer.headers()["cache-control"], "no-store");
    }
}
