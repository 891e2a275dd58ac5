use super::{flipped, refusal_at};
use crate::{
    Broken, Field, FirmKey, HEADER_LEN, KeyText, MatterKey, RootKey, SegmentName, SegmentReader,
    SegmentWriter,
};

const FIELD: Field<'static> = Field {
    table: "notes",
    column: "text",
    row: "not_1",
};

#[test]
fn keys_come_back_through_the_whole_hierarchy() {
    let (root, firm, matter) = (
        RootKey::generate().unwrap(),
        FirmKey::generate().unwrap(),
        MatterKey::generate().unwrap(),
    );
    let of_firm = firm.seal(FIELD, b"of the firm").unwrap();
    let of_matter = matter.seal(FIELD, b"of the matter").unwrap();
    let (wrapped_firm, wrapped_matter) = (
        root.wrap("fir_1", &firm).unwrap(),
        firm.wrap("mat_1", &matter).unwrap(),
    );

    let root = RootKey::from_text(&root.to_text()).unwrap();
    let firm = root.unwrap("fir_1", &wrapped_firm).unwrap();
    let matter = firm.unwrap("mat_1", &wrapped_matter).unwrap();
    assert_eq!(firm.open(FIELD, &of_firm).unwrap(), b"of the firm");
    assert_eq!(matter.open(FIELD, &of_matter).unwrap(), b"of the matter");
}

#[test]
fn a_renewed_key_opens_what_every_generation_sealed_and_seals_under_the_newest() {
    let (root, mut firm, mut matter) = (
        RootKey::generate().unwrap(),
        FirmKey::generate().unwrap(),
        MatterKey::generate().unwrap(),
    );
    let (index, commitment) = (firm.index("email", "a"), matter.commitment("entry", b"b"));
    let (mut of_firm, mut of_matter, mut wrapped) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..3 {
        of_firm.push(firm.seal(FIELD, b"of the firm").unwrap());
        of_matter.push(matter.seal(FIELD, b"of the matter").unwrap());
        wrapped.push(firm.wrap("mat_1", &matter).unwrap());
        let (firm_before, matter_before) = (firm, matter);
        firm = firm_before.renewed().unwrap();
        matter = matter_before.renewed().unwrap();
        let newest = matter.seal(FIELD, b"new").unwrap();
        assert_eq!(matter_before.open(FIELD, &newest), Err(Broken::Seal));
        let newest = firm.seal(FIELD, b"new").unwrap();
        assert_eq!(firm_before.open(FIELD, &newest), Err(Broken::Seal));
        let newest = firm.wrap("mat_1", &matter).unwrap();
        assert!(firm_before.unwrap("mat_1", &newest).is_err());
    }
    let firm = root
        .unwrap("fir_1", &root.wrap("fir_1", &firm).unwrap())
        .unwrap();
    let matter = firm
        .unwrap("mat_1", &firm.wrap("mat_1", &matter).unwrap())
        .unwrap();
    assert_eq!((firm.generations(), matter.generations()), (4, 4));
    for sealed in of_firm {
        assert_eq!(firm.open(FIELD, &sealed).unwrap(), b"of the firm");
    }
    for sealed in of_matter {
        assert_eq!(matter.open(FIELD, &sealed).unwrap(), b"of the matter");
    }
    for (before, wrapped) in wrapped.iter().enumerate() {
        let matter = firm.unwrap("mat_1", wrapped).unwrap();
        assert_eq!(matter.generations(), before + 1);
    }
    assert_eq!(firm.index("email", "a"), index);
    assert_eq!(matter.commitment("entry", b"b"), commitment);
}

#[test]
fn a_segment_opens_under_a_key_that_was_renewed_since_and_not_under_the_one_before_it() {
    let name = SegmentName {
        firm: "fir_1",
        matter: "mat_1",
        content: "ver_1",
        number: 0,
    };
    let before = MatterKey::generate().unwrap();
    let after = before.renewed().unwrap();
    let header = |key: &MatterKey| SegmentWriter::new(key, name).unwrap().header();
    let (old, new) = (header(&before), header(&after));
    assert_eq!(old.len(), HEADER_LEN);
    assert!(SegmentReader::open(&after, name, &old).is_ok());
    assert!(SegmentReader::open(&after, name, &new).is_ok());
    assert_eq!(
        SegmentReader::open(&before, name, &new).err(),
        Some(Broken::Seal)
    );
}

#[test]
fn a_wrapped_key_opens_for_no_other_id_and_under_no_other_key() {
    let (root, firm, matter) = (
        RootKey::generate().unwrap(),
        FirmKey::generate().unwrap(),
        MatterKey::generate().unwrap(),
    );
    let wrapped_firm = root.wrap("fir_1", &firm).unwrap();
    let wrapped_matter = firm.wrap("mat_1", &matter).unwrap();
    assert_eq!(
        root.unwrap("fir_2", &wrapped_firm).unwrap_err(),
        Broken::Seal
    );
    assert_eq!(
        firm.unwrap("mat_2", &wrapped_matter).unwrap_err(),
        Broken::Seal
    );
    assert_eq!(
        RootKey::generate()
            .unwrap()
            .unwrap("fir_1", &wrapped_firm)
            .unwrap_err(),
        Broken::Seal
    );
    assert_eq!(
        FirmKey::generate()
            .unwrap()
            .unwrap("mat_1", &wrapped_matter)
            .unwrap_err(),
        Broken::Seal
    );
}

#[test]
fn every_byte_of_a_wrapped_key_counts() {
    let (firm, matter) = (FirmKey::generate().unwrap(), MatterKey::generate().unwrap());
    let wrapped = firm.wrap("mat_1", &matter).unwrap();
    assert_eq!(wrapped.len(), 61);
    for at in 0..wrapped.len() {
        assert_eq!(
            firm.unwrap("mat_1", &flipped(&wrapped, at)).unwrap_err(),
            refusal_at(at),
            "byte {at}"
        );
        assert!(firm.unwrap("mat_1", &wrapped[..at]).is_err(), "cut to {at}");
    }
}

#[test]
fn a_firm_key_and_a_matter_key_of_the_same_bytes_seal_apart() {
    let (firm, matter) = (
        FirmKey::of(super::secret(0)).unwrap(),
        MatterKey::of(super::secret(0)).unwrap(),
    );
    assert_eq!(
        matter
            .open(FIELD, &firm.seal(FIELD, b"x").unwrap())
            .unwrap_err(),
        Broken::Seal
    );
}

#[test]
fn a_root_key_copied_from_paper_may_be_spaced_and_capitalised_otherwise() {
    let root = RootKey::of(super::secret(0)).unwrap();
    let text = root.to_text();
    let (word, digits) = text.split_once(' ').unwrap();
    let copied = format!("  {word}\n{}\r\n", digits.replace(' ', "").to_uppercase());
    assert_eq!(RootKey::from_text(&copied).unwrap().to_text(), text);
}

#[test]
fn a_root_key_with_a_slip_is_refused_with_what_is_wrong() {
    let text = RootKey::of(super::secret(0)).unwrap().to_text();
    let refusal = |text: &str| RootKey::from_text(text).unwrap_err();
    assert_eq!(refusal(""), KeyText::Word);
    assert_eq!(refusal(&text.replace("key-1", "key-2")), KeyText::Word);
    assert_eq!(
        refusal(&text.replace("00010203", "0001020g")),
        KeyText::Digit
    );
    assert_eq!(
        refusal(&text.replace("00010203", "00010204")),
        KeyText::Checksum
    );
    assert_eq!(
        refusal(&text.replace("00010203", "01000203")),
        KeyText::Checksum
    );
    assert_eq!(
        refusal(&text.replace("00010203", "0001020")),
        KeyText::Length
    );
    assert_eq!(
        refusal(&text.replace("00010203", "000102030")),
        KeyText::Length
    );
}

#[test]
fn keys_print_as_their_name_only() {
    let printed = format!(
        "{:?} {:?} {:?}",
        RootKey::generate().unwrap(),
        FirmKey::generate().unwrap(),
        MatterKey::generate().unwrap()
    );
    assert_eq!(printed, "RootKey FirmKey MatterKey");
}
