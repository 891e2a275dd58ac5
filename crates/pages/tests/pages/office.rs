//! What is installed here is used for real; where LibreOffice is not installed, `bin/test` counts these as not run.

use std::path::Path;

use anteroom_pages::{Kind, Limits, Maker, NoOffice, Office, Reason};

use crate::{decoded, fixture, ink, made, maker, refusal, sniffed};

fn with_office() -> Option<Maker> {
    match Office::find() {
        Ok(office) => Some(Maker {
            office: Some(office),
            ..maker()
        }),
        Err(why) => {
            assert_eq!(
                why,
                NoOffice::NotInstalled,
                "it is here and cannot be confined"
            );
            eprintln!("not run here: {why}");
            None
        }
    }
}

#[tokio::test]
async fn what_people_send_from_their_offices_is_shown_as_pages() {
    let Some(maker) = with_office() else { return };
    for (name, count, words) in [
        ("letter.docx", 2, "Please read clause 3 before you sign."),
        ("letter.doc", 2, "Please read clause 3 before you sign."),
        ("letter.odt", 2, "Please read clause 3 before you sign."),
        ("rent.xlsx", 1, "November"),
        ("talk.pptx", 2, "The closing of 48 Alder Street"),
    ] {
        let document = fixture(name);
        assert_eq!(sniffed(&document), Kind::Office, "{name}");
        let (pages, failure) = made(&maker, document, Kind::Office, Limits::default()).await;
        assert!(failure.is_none(), "{name}: {failure:?}");
        assert_eq!(pages.len(), count, "{name}");
        assert!(pages[0].text.contains(words), "{name}: {:?}", pages[0].text);
        assert!(
            ink(&decoded(pages[0].picture.as_ref().unwrap())) > 0.0,
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_document_that_reaches_for_files_and_addresses_gets_none() {
    let Some(maker) = with_office() else { return };
    let secret = tempfile::tempdir().unwrap();
    let key = secret.path().join("root.txt");
    std::fs::write(&key, "the firm's secret").unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let document = format!(
        r#"{{\rtf1 Before. {{\field{{\*\fldinst INCLUDETEXT "{key}"}}{{\fldrslt held out}}}}
        {{\field{{\*\fldinst INCLUDEPICTURE "http://127.0.0.1:{port}/pixel.png" \\d}}{{\fldrslt}}}} After.}}"#,
        key = key.display()
    );
    let (pages, failure) = made(
        &maker,
        document.into_bytes(),
        Kind::Office,
        Limits::default(),
    )
    .await;
    assert!(failure.is_none(), "{failure:?}");
    assert!(pages[0].text.contains("After."), "{:?}", pages[0].text);
    assert!(!pages[0].text.contains("secret"), "{:?}", pages[0].text);
    assert!(listener.accept().is_err(), "nobody called");
}

#[tokio::test]
async fn a_document_that_is_none_or_locked_says_so() {
    let Some(maker) = with_office() else { return };
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.resize(4096, 0);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let limits = Limits::default();
    assert_eq!(
        refusal(&maker, locked, Kind::Office, limits).await,
        Some(Reason::Encrypted)
    );
    let limits = Limits {
        bytes: 64,
        ..Limits::default()
    };
    assert_eq!(
        refusal(&maker, vec![b'{'; 65], Kind::Office, limits).await,
        Some(Reason::TooLarge)
    );
}

#[tokio::test]
async fn a_packed_bomb_ends_within_its_time() {
    let Some(maker) = with_office() else { return };
    let limits = Limits {
        cpu_seconds: 10,
        wall_seconds: 30,
        ..Limits::default()
    };
    let end = made(&maker, bomb(), Kind::Office, limits).await;
    assert!(end.0.len() <= 500, "{}", end.0.len());
}

/// A letter whose only part is a hundred million letters packed into a hundred thousand bytes.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    let mut sum = flate2::Crc::new();
    let mut length = 0_u32;
    let mut put = |bytes: &[u8]| {
        packed.write_all(bytes).unwrap();
        sum.update(bytes);
        length += u32::try_from(bytes.len()).unwrap();
    };
    put(br#"<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:text><text:p>"#);
    for _ in 0..100 {
        put(&vec![b'a'; 1 << 20]);
    }
    put(b"</text:p></office:text></office:body></office:document>");
    let packed = packed.finish().unwrap();
    let manifest: &[u8] = b"application/vnd.oasis.opendocument.text";
    let mut manifest_sum = flate2::Crc::new();
    manifest_sum.update(manifest);
    let parts = [
        (
            "mimetype",
            0_u16,
            manifest_sum.sum(),
            manifest.to_vec(),
            u32::try_from(manifest.len()).unwrap(),
        ),
        ("content.xml", 8, sum.sum(), packed, length),
    ];
    let (mut file, mut index) = (Vec::new(), Vec::new());
    for (name, method, sum, bytes, length) in &parts {
        let at = u32::try_from(file.len()).unwrap();
        let mut head = Vec::new();
        head.extend([20, 0, 0, 0]);
        head.extend(method.to_le_bytes());
        head.extend([0; 4]);
        head.extend(sum.to_le_bytes());
        head.extend(u32::try_from(bytes.len()).unwrap().to_le_bytes());
        head.extend(length.to_le_bytes());
        head.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        head.extend([0, 0]);
        file.extend(b"PK\x03\x04");
        file.extend(&head);
        file.extend(name.bytes());
        file.extend(bytes);
        index.extend(b"PK\x01\x02\x14\0");
        index.extend(&head);
        index.extend([0; 10]);
        index.extend(at.to_le_bytes());
        index.extend(name.bytes());
    }
    let at = u32::try_from(file.len()).unwrap();
    file.extend(&index);
    file.extend(b"PK\x05\x06\0\0\0\0\x02\0\x02\0");
    file.extend(u32::try_from(index.len()).unwrap().to_le_bytes());
    file.extend(at.to_le_bytes());
    file.extend([0, 0]);
    file
}

#[tokio::test]
async fn without_an_office_program_there_are_no_pages() {
    let limits = Limits::default();
    let refused = refusal(&maker(), fixture("letter.docx"), Kind::Office, limits).await;
    assert_eq!(refused, Some(Reason::Unsupported));
    let nowhere = Office::at(Path::new("/nonexistent/soffice"));
    assert!(matches!(nowhere, Err(NoOffice::NotInstalled)));
}
