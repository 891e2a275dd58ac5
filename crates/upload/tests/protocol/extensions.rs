//! A length that comes later, and uploads made of others.

use anteroom_upload::{Concat, Patch, Reason, Upload, answer};

use super::{LIMITS, NOW, TYPE, bytes_at, create};

#[test]
fn a_length_may_be_told_later_and_then_stays() {
    let later = create(&[("upload-defer-length", "1")]).unwrap();
    assert_eq!((later.length, later.concat), (None, None));
    for fields in [
        &[("upload-defer-length", "1"), ("upload-length", "5")][..],
        &[("upload-defer-length", "0")],
        &[("upload-defer-length", "true")],
        &[("upload-defer-length", "")],
    ] {
        assert_eq!(create(fields), Err(Reason::DeferMalformed), "{fields:?}");
    }

    let mut upload = Upload::deferred(4, &LIMITS, None).unwrap();
    let head = answer::head(&upload);
    assert_eq!(head.headers()["upload-defer-length"], "1");
    assert_eq!(head.headers()["upload-offset"], "4");
    assert!(!head.headers().contains_key("upload-length"));
    let unbounded = upload.check_patch(&bytes_at(4, None), NOW).unwrap();
    assert_eq!(
        (unbounded.at_most(), unbounded.length()),
        ((1 << 40) - 4, None)
    );
    upload.advance(&unbounded, 2, None).unwrap();
    assert!(!upload.is_complete());

    let telling = |offset, length| Patch {
        length: Some(length),
        ..bytes_at(offset, None)
    };
    let short = upload.check_patch(&telling(6, 5), NOW).unwrap_err();
    assert_eq!(short.reason, Reason::LengthTooShort);
    let told = upload.check_patch(&telling(6, 10), NOW).unwrap();
    assert_eq!((told.at_most(), told.length()), (4, Some(10)));
    assert_eq!(upload.length(), None, "leave to read sets no length");
    upload.advance(&told, 1, None).unwrap();
    assert_eq!((upload.length(), upload.offset()), (Some(10), 7));
    for other in [9, 11, 7] {
        let refused = upload.check_patch(&telling(7, other), NOW).unwrap_err();
        assert_eq!(
            (refused.reason, refused.status().as_u16()),
            (Reason::LengthAlreadySet, 400)
        );
    }
    let again = upload.check_patch(&telling(7, 10), NOW).unwrap();
    upload.advance(&again, 3, None).unwrap();
    assert!(upload.is_complete());

    // The end may be told without a byte more.
    let mut upload = Upload::deferred(4, &LIMITS, None).unwrap();
    let end = Patch {
        length: Some(4),
        ..bytes_at(4, Some(0))
    };
    let end = upload.check_patch(&end, NOW).unwrap();
    upload.advance(&end, 0, None).unwrap();
    assert!(upload.is_complete());
    assert!(Upload::deferred((1 << 40) + 1, &LIMITS, None).is_err());
}

#[test]
fn uploads_are_joined_in_the_order_their_parts_are_named() {
    let part = create(&[("upload-concat", "partial"), ("upload-length", "5")]).unwrap();
    assert_eq!((part.concat, part.length), (Some(Concat::Partial), Some(5)));
    let later = create(&[("upload-concat", "partial"), ("upload-defer-length", "1")]).unwrap();
    assert_eq!(later.length, None);

    let named = "final;/uploads/b https://example.ca/uploads/a";
    let whole = create(&[("upload-concat", named)]).unwrap();
    let Some(Concat::Final(parts)) = &whole.concat else {
        panic!("{:?}", whole.concat)
    };
    assert_eq!(
        parts.addresses(),
        ["/uploads/b", "https://example.ca/uploads/a"]
    );
    let concat = whole.concat.unwrap();
    assert_eq!(
        (concat.text().as_str(), Concat::of_text(named)),
        (named, Some(concat.clone()))
    );

    let thousand: Vec<String> = (0..=Concat::MAX_PARTS).map(|n| format!("/u/{n}")).collect();
    assert!(
        create(&[(
            "upload-concat",
            &format!("final;{}", thousand[1..].join(" "))
        )])
        .is_ok()
    );
    for malformed in [
        "",
        "final",
        "final;",
        "final; /a",
        "final;/a  /b",
        "final;/a /a",
        "Partial",
        "partial;",
        "none",
        &format!("final;{}", thousand.join(" ")),
    ] {
        assert_eq!(
            create(&[("upload-concat", malformed)]),
            Err(Reason::ConcatMalformed),
            "{malformed:.40}"
        );
    }
    for length in [("upload-length", "5"), ("upload-defer-length", "1")] {
        assert_eq!(
            create(&[("upload-concat", named), length]),
            Err(Reason::ConcatLength)
        );
    }
    assert_eq!(
        create(&[("upload-concat", named), TYPE, ("content-length", "3")]),
        Err(Reason::FinalUpload)
    );
    assert_eq!(
        create(&[("upload-concat", "partial")]),
        Err(Reason::LengthMissing)
    );

    let upload = Upload::resumed(10, 10, None).unwrap();
    let joined = answer::head_of(&upload, &concat, true);
    assert_eq!(joined.headers()["upload-concat"], named);
    assert_eq!(joined.headers()["upload-offset"], "10");
    let joining = answer::head_of(&upload, &concat, false);
    assert_eq!(joining.headers()["upload-length"], "10");
    assert!(!joining.headers().contains_key("upload-offset"));
    let part = answer::head_of(
        &Upload::resumed(10, 4, None).unwrap(),
        &Concat::Partial,
        false,
    );
    assert_eq!(part.headers()["upload-concat"], "partial");
    assert_eq!(part.headers()["upload-offset"], "4");
}
