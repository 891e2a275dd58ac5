use proptest::prelude::*;

use super::{flipped, refusal_at};
use crate::{Broken, Field, FirmKey, MatterKey};

const FIELD: Field<'static> = Field {
    table: "messages",
    column: "body",
    row: "msg_1",
};

#[test]
fn a_field_opens_in_no_other_table_column_or_row() {
    let key = MatterKey::generate().unwrap();
    let sealed = key.seal(FIELD, b"The deed is signed.").unwrap();
    assert_eq!(key.open(FIELD, &sealed).unwrap(), b"The deed is signed.");
    for elsewhere in [
        Field {
            table: "notes",
            ..FIELD
        },
        Field {
            column: "subject",
            ..FIELD
        },
        Field {
            row: "msg_2",
            ..FIELD
        },
        Field {
            table: "messagesb",
            column: "ody",
            ..FIELD
        },
    ] {
        assert_eq!(
            key.open(elsewhere, &sealed).unwrap_err(),
            Broken::Seal,
            "{elsewhere:?}"
        );
    }
    assert_eq!(
        MatterKey::generate()
            .unwrap()
            .open(FIELD, &sealed)
            .unwrap_err(),
        Broken::Seal
    );
}

#[test]
fn every_byte_of_a_field_counts() {
    let key = FirmKey::generate().unwrap();
    let sealed = key.seal(FIELD, b"Elm Street").unwrap();
    for at in 0..sealed.len() {
        assert_eq!(
            key.open(FIELD, &flipped(&sealed, at)).unwrap_err(),
            refusal_at(at),
            "byte {at}"
        );
        assert!(key.open(FIELD, &sealed[..at]).is_err(), "cut to {at}");
    }
    let longer = [sealed.as_slice(), b"\0"].concat();
    assert_eq!(key.open(FIELD, &longer).unwrap_err(), Broken::Seal);
}

#[test]
fn sealing_twice_never_reads_the_same() {
    let key = MatterKey::generate().unwrap();
    assert_ne!(
        key.seal(FIELD, b"yes").unwrap(),
        key.seal(FIELD, b"yes").unwrap()
    );
}

#[test]
fn an_index_finds_equal_texts_of_one_purpose_in_one_firm() {
    let (firm, other) = (FirmKey::generate().unwrap(), FirmKey::generate().unwrap());
    let index = firm.index("email", "ada@example.org");
    assert_eq!(index, firm.index("email", "ada@example.org"));
    assert_ne!(index, firm.index("email", "bob@example.org"));
    assert_ne!(index, firm.index("phone", "ada@example.org"));
    assert_ne!(index, firm.index("emaila", "da@example.org"));
    assert_ne!(index, other.index("email", "ada@example.org"));
}

#[test]
fn a_commitment_cannot_be_confirmed_under_another_matters_key() {
    let (matter, other) = (
        MatterKey::generate().unwrap(),
        MatterKey::generate().unwrap(),
    );
    let commitment = matter.commitment("entry", b"opened");
    assert_eq!(commitment, matter.commitment("entry", b"opened"));
    assert_ne!(commitment, matter.commitment("entry", b"shown"));
    assert_ne!(commitment, matter.commitment("receipt", b"opened"));
    assert_ne!(commitment, other.commitment("entry", b"opened"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_field_comes_back(table in ".{0,20}", column in ".{0,20}", row in ".{0,40}", plain in prop::collection::vec(any::<u8>(), 0..2000)) {
        let key = MatterKey::generate().unwrap();
        let field = Field { table: &table, column: &column, row: &row };
        let sealed = key.seal(field, &plain).unwrap();
        prop_assert_eq!(sealed.len(), plain.len() + 29);
        prop_assert_eq!(key.open(field, &sealed).unwrap(), plain);
    }
}
