//! The vectors of docs/formats/vectors, which an independent script checks as well.

use std::path::Path;

use serde::Deserialize;

use crate::{
    Field, FirmKey, HEADER_LEN, Layout, MatterKey, RootKey, SegmentName, SegmentReader,
    SegmentWriter,
    derive::Secret,
    key_store::{self, Contents, Record},
};

fn load<T: for<'a> Deserialize<'a>>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs/formats/vectors")
        .join(name);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

fn secret(text: &str) -> Secret {
    Secret::new(array(text))
}

fn array<const N: usize>(text: &str) -> [u8; N] {
    unhex(text).try_into().unwrap()
}

#[derive(Deserialize)]
struct Keys {
    root: String,
    firm: String,
    matter: String,
    nonce: String,
    root_text: String,
    firm_id: String,
    wrapped_firm: String,
    matter_id: String,
    wrapped_matter: String,
    renewed: String,
    wrapped_renewed_firm: String,
    wrapped_renewed_matter: String,
}

#[test]
fn the_key_vectors_hold() {
    let vectors: Keys = load("keys.json");
    let (root, firm) = (
        RootKey::of(secret(&vectors.root)).unwrap(),
        FirmKey::of(secret(&vectors.firm)).unwrap(),
    );
    let matter = MatterKey::of(secret(&vectors.matter)).unwrap();
    let nonce = array(&vectors.nonce);
    assert_eq!(*root.to_text(), vectors.root_text);
    assert_eq!(
        root.wrap_under(nonce, &vectors.firm_id, &firm).unwrap(),
        unhex(&vectors.wrapped_firm)
    );
    assert_eq!(
        firm.wrap_under(nonce, &vectors.matter_id, &matter).unwrap(),
        unhex(&vectors.wrapped_matter)
    );
    assert!(
        root.unwrap(&vectors.firm_id, &unhex(&vectors.wrapped_firm))
            .is_ok()
    );
    assert!(
        firm.unwrap(&vectors.matter_id, &unhex(&vectors.wrapped_matter))
            .is_ok()
    );

    let firm = firm.renewed_with(secret(&vectors.renewed)).unwrap();
    let matter = matter.renewed_with(secret(&vectors.renewed)).unwrap();
    assert_eq!(
        root.wrap_under(nonce, &vectors.firm_id, &firm).unwrap(),
        unhex(&vectors.wrapped_renewed_firm)
    );
    assert_eq!(
        firm.wrap_under(nonce, &vectors.matter_id, &matter).unwrap(),
        unhex(&vectors.wrapped_renewed_matter)
    );
}

#[derive(Deserialize)]
struct Fields {
    firm: String,
    matter: String,
    fields: Vec<SealedField>,
    indexes: Vec<Index>,
    commitments: Vec<Commitment>,
}

#[derive(Deserialize)]
struct SealedField {
    under: String,
    table: String,
    column: String,
    row: String,
    nonce: String,
    plain: String,
    sealed: String,
}

#[derive(Deserialize)]
struct Index {
    purpose: String,
    text: String,
    index: String,
}

#[derive(Deserialize)]
struct Commitment {
    purpose: String,
    record: String,
    commitment: String,
}

#[test]
fn the_field_vectors_hold() {
    let vectors: Fields = load("fields.json");
    let (firm, matter) = (
        FirmKey::of(secret(&vectors.firm)).unwrap(),
        MatterKey::of(secret(&vectors.matter)).unwrap(),
    );
    for case in &vectors.fields {
        let field = Field {
            table: &case.table,
            column: &case.column,
            row: &case.row,
        };
        let sealed = unhex(&case.sealed);
        if case.under == "firm" {
            assert_eq!(firm.open(field, &sealed).unwrap(), case.plain.as_bytes());
        } else {
            assert_eq!(
                matter
                    .seal_under(array(&case.nonce), field, case.plain.as_bytes())
                    .unwrap(),
                sealed
            );
            assert_eq!(matter.open(field, &sealed).unwrap(), case.plain.as_bytes());
        }
    }
    for case in &vectors.indexes {
        assert_eq!(
            firm.index(&case.purpose, &case.text).as_slice(),
            unhex(&case.index)
        );
    }
    for case in &vectors.commitments {
        assert_eq!(
            matter
                .commitment(&case.purpose, &unhex(&case.record))
                .as_slice(),
            unhex(&case.commitment)
        );
    }
    assert!(
        vectors.fields.len() >= 4 && vectors.indexes.len() >= 3 && vectors.commitments.len() >= 2
    );
}

#[derive(Deserialize)]
struct Segments {
    matter: String,
    name: Name,
    salt: String,
    segments: Vec<Segment>,
}

#[derive(Deserialize)]
struct Name {
    firm: String,
    matter: String,
    content: String,
    number: u32,
}

#[derive(Deserialize)]
struct Segment {
    plain_len: usize,
    sealed_len: u64,
    sealed_sha256: String,
    sealed: Option<String>,
}

#[test]
fn the_segment_vectors_hold() {
    let vectors: Segments = load("segments.json");
    let key = MatterKey::of(secret(&vectors.matter)).unwrap();
    let Name {
        firm,
        matter,
        content,
        number,
    } = &vectors.name;
    let name = SegmentName {
        firm,
        matter,
        content,
        number: *number,
    };
    for case in &vectors.segments {
        let plain: Vec<u8> = (0..251).cycle().take(case.plain_len).collect();
        let mut writer = SegmentWriter::salted(&key, name, array(&vectors.salt)).unwrap();
        let mut sealed = writer.header();
        writer.push(&plain, &mut sealed).unwrap();
        writer.finish(&mut sealed).unwrap();

        assert_eq!(sealed.len() as u64, case.sealed_len);
        assert_eq!(
            Layout::of(case.sealed_len).unwrap().plain_len(),
            plain.len() as u64
        );
        let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &sealed);
        assert_eq!(hash.as_ref(), unhex(&case.sealed_sha256));
        if let Some(expected) = &case.sealed {
            let expected = unhex(expected);
            assert_eq!(sealed, expected);
            let mut opened = Vec::new();
            SegmentReader::open(&key, name, &expected[..HEADER_LEN])
                .unwrap()
                .open_frame(0, true, &expected[HEADER_LEN..], &mut opened)
                .unwrap();
            assert_eq!(opened, plain);
        }
    }
    assert!(vectors.segments.len() >= 7);
}

#[derive(Deserialize)]
struct Store {
    records: Vec<Row>,
    encoded: String,
}

#[derive(Deserialize)]
struct Row {
    firm: String,
    matter: Option<String>,
    wrapped: String,
}

#[test]
fn the_key_store_vector_holds() {
    let vectors: Store = load("key-store.json");
    let records: Vec<_> = vectors
        .records
        .into_iter()
        .map(|row| Record {
            firm: row.firm,
            matter: row.matter,
            wrapped: unhex(&row.wrapped),
        })
        .collect();
    let bytes = unhex(&vectors.encoded);
    assert_eq!(key_store::encode_all(&records).unwrap(), bytes);
    assert_eq!(
        key_store::decode(&bytes).unwrap(),
        Contents {
            records,
            torn_at: None
        }
    );
}
