#![expect(clippy::unwrap_used, reason = "tests say what they expect")]

use std::{fs::Permissions, io::Write, os::unix::fs::PermissionsExt, path::PathBuf};

use anteroom_vault::Field;

use super::*;

const FIELD: Field<'static> = Field {
    table: "notes",
    column: "text",
    row: "not_1",
};

/// Two processes with one folder.
fn two(folder: &Path) -> (FirmId, Keys, Keys) {
    let firm = FirmId::from_uuid(uuid::Uuid::from_u128(1));
    let one = Keys::open(folder, true).unwrap();
    one.make_firm(firm).unwrap();
    let other = again(folder, firm).unwrap();
    (firm, one, other)
}

/// A process that begins now.
fn again(folder: &Path, firm: FirmId) -> Result<Keys, String> {
    let keys = Keys::open(folder, false)?;
    keys.admit_firm(firm)?;
    Ok(keys)
}

fn matter(number: u128) -> MatterId {
    MatterId::from_uuid(uuid::Uuid::from_u128(number))
}

#[test]
fn a_key_made_by_one_server_is_found_by_the_other_without_a_new_start() {
    let folder = tempfile::tempdir().unwrap();
    let (firm, one, other) = two(folder.path());
    for number in [1, 3, 5] {
        assert!(matches!(
            other.matter(firm, matter(number)),
            Err(Error::NotFound)
        ));
        one.make_matter(firm, matter(number)).unwrap();
        other.matter(firm, matter(number)).unwrap();
        other.make_matter(firm, matter(number + 1)).unwrap();
        one.matter(firm, matter(number + 1)).unwrap();
    }
    let stranger = FirmId::from_uuid(uuid::Uuid::from_u128(2));
    assert!(matches!(
        other.matter(stranger, matter(1)),
        Err(Error::NotFound)
    ));
}

#[test]
fn servers_that_make_keys_at_the_same_time_lose_none() {
    let folder = tempfile::tempdir().unwrap();
    let (firm, one, other) = two(folder.path());
    std::thread::scope(|scope| {
        for (keys, from) in [(&one, 0), (&other, 100)] {
            scope.spawn(move || {
                for number in from..from + 20 {
                    keys.make_matter(firm, matter(number)).unwrap();
                }
            });
        }
    });
    let stored = Files::of(folder.path()).wrapped().unwrap();
    assert_eq!(stored.matters.len(), 40);
}

#[test]
fn what_a_dying_server_left_torn_is_mended_before_the_next_key() {
    let folder = tempfile::tempdir().unwrap();
    let (firm, one, other) = two(folder.path());
    one.make_matter(firm, matter(1)).unwrap();
    let store = folder.path().join("matters.keys");
    let whole = std::fs::read(&store).unwrap();
    let mut file = File::options().append(true).open(&store).unwrap();
    file.write_all(&whole[8..30]).unwrap();
    drop(file);

    other.matter(firm, matter(1)).unwrap();
    other.make_matter(firm, matter(2)).unwrap();
    one.matter(firm, matter(2)).unwrap();
    let stored = Files::of(folder.path()).wrapped().unwrap();
    assert_eq!((stored.matters.len(), stored.is_torn), (2, false));
}

/// One firm with two matters in a folder, and what was sealed in them.
fn written(folder: &Path) -> (FirmId, Keys, Vec<Vec<u8>>) {
    let firm = FirmId::from_uuid(uuid::Uuid::from_u128(1));
    let keys = Keys::open(folder, true).unwrap();
    keys.make_firm(firm).unwrap();
    for number in [1, 2] {
        keys.make_matter(firm, matter(number)).unwrap();
    }
    let sealed = seals(&keys, firm);
    (firm, keys, sealed)
}

/// One thing of the firm and one of each matter.
fn seals(keys: &Keys, firm: FirmId) -> Vec<Vec<u8>> {
    let of_matter = |number| {
        let key = keys.matter(firm, matter(number)).unwrap();
        key.seal(FIELD, b"sealed").unwrap()
    };
    let of_firm = keys.firm(firm).unwrap().seal(FIELD, b"sealed").unwrap();
    vec![of_firm, of_matter(1), of_matter(2)]
}

fn open_as_sealed(keys: &Keys, firm: FirmId, sealed: &[Vec<u8>]) -> bool {
    let of_matter = |number| keys.matter(firm, matter(number)).unwrap();
    keys.firm(firm).unwrap().open(FIELD, &sealed[0]).is_ok()
        && of_matter(1).open(FIELD, &sealed[1]).is_ok()
        && of_matter(2).open(FIELD, &sealed[2]).is_ok()
}

type Renewal = fn(&Keys, FirmId) -> Result<(), String>;

const RENEWALS: [Renewal; 3] = [
    |keys, _| keys.renew_root("2026-05-04"),
    |keys, firm| keys.renew_firm(firm).map(|_| ()),
    |keys, firm| keys.renew_matters(firm, &[matter(1), matter(2)]),
];

#[test]
fn renewed_keys_open_what_was_sealed_before_and_since_here_and_after_a_new_start() {
    let folder = tempfile::tempdir().unwrap();
    let (firm, keys, first) = written(folder.path());
    let mut all = vec![first];
    for _ in 0..2 {
        for renew in RENEWALS {
            renew(&keys, firm).unwrap();
            all.push(seals(&keys, firm));
        }
    }
    keys.make_matter(firm, matter(3)).unwrap();
    assert!(all.iter().all(|sealed| open_as_sealed(&keys, firm, sealed)));
    drop(keys);
    let keys = again(folder.path(), firm).unwrap();
    keys.matter(firm, matter(3)).unwrap();
    assert!(all.iter().all(|sealed| open_as_sealed(&keys, firm, sealed)));
    assert_eq!(keys.firm(firm).unwrap().generations(), 3);
    assert_eq!(keys.matter(firm, matter(1)).unwrap().generations(), 3);
    assert_eq!(
        keys.old_roots().unwrap(),
        ["root.key.2026-05-04", "root.key.2026-05-04-2"]
    );
    assert_eq!(keys.forget_old_roots().unwrap(), 2);
    drop(keys);
    assert!(open_as_sealed(
        &again(folder.path(), firm).unwrap(),
        firm,
        &all[6]
    ));
}

#[test]
fn nobody_renews_keys_that_another_process_holds() {
    let folder = tempfile::tempdir().unwrap();
    let (firm, keys, sealed) = written(folder.path());
    let other = again(folder.path(), firm).unwrap();
    let before = std::fs::read(folder.path().join("matters.keys")).unwrap();
    for renew in RENEWALS {
        assert!(
            renew(&keys, firm)
                .unwrap_err()
                .contains("Stop it on every server")
        );
        assert_eq!(
            std::fs::read(folder.path().join("matters.keys")).unwrap(),
            before
        );
    }
    drop(other);
    for renew in RENEWALS {
        renew(&keys, firm).unwrap();
    }
    assert!(open_as_sealed(&keys, firm, &sealed));
}

#[test]
fn a_root_key_whose_renewal_was_cut_off_is_taken_up_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let (firm, keys, sealed) = written(folder.path());
    let at = |name: &str| folder.path().join(name);
    let old = std::fs::read(at("root.key")).unwrap();
    keys.renew_root("2026-05-04").unwrap();
    drop(keys);
    // As it was after the store was written and before the new root key had its name.
    std::fs::rename(at("root.key"), at("root.key.next")).unwrap();
    anteroom_blobs::durable::replace(&at("root.key"), &old).unwrap();
    let keys = again(folder.path(), firm).unwrap();
    assert!(open_as_sealed(&keys, firm, &sealed));
    assert!(!at("root.key.next").exists());
    assert_ne!(std::fs::read(at("root.key")).unwrap(), old);
    drop(keys);
    // As it was before the store was written: the old one still holds.
    let new = RootKey::generate().unwrap();
    anteroom_blobs::durable::replace(&at("root.key.next"), new.to_text().as_bytes()).unwrap();
    let keys = again(folder.path(), firm).unwrap();
    keys.renew_root("2026-05-05").unwrap();
    assert!(open_as_sealed(&keys, firm, &sealed));
}

#[test]
fn an_older_copy_of_the_folder_opens_what_is_older_and_a_newer_one_everything() {
    let folder = tempfile::tempdir().unwrap();
    let (firm, keys, before) = written(folder.path());
    let copy = tempfile::tempdir().unwrap();
    std::fs::set_permissions(copy.path(), Permissions::from_mode(0o700)).unwrap();
    for name in ["root.key", "matters.keys"] {
        std::fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    for renew in RENEWALS {
        renew(&keys, firm).unwrap();
    }
    let since = seals(&keys, firm);
    let older = again(copy.path(), firm).unwrap();
    assert!(open_as_sealed(&older, firm, &before) && !open_as_sealed(&older, firm, &since));
    assert!(open_as_sealed(&keys, firm, &before) && open_as_sealed(&keys, firm, &since));

    // A store of one moment with a root key of another is told apart from a folder of other data.
    drop(older);
    std::fs::copy(
        folder.path().join("matters.keys"),
        copy.path().join("matters.keys"),
    )
    .unwrap();
    let refused = again(copy.path(), firm).err().unwrap();
    assert!(refused.contains("one copy"), "{refused}");
    let refused = again(copy.path(), FirmId::from_uuid(uuid::Uuid::from_u128(9)));
    assert!(refused.err().unwrap().contains("other data"));
}

#[test]
fn a_start_refuses_a_folder_and_every_key_file_that_others_can_read() {
    let folder = tempfile::tempdir().unwrap();
    let (firm, keys, _) = written(folder.path());
    keys.renew_root("2026-05-04").unwrap();
    drop(keys);
    let files = std::fs::read_dir(folder.path()).unwrap();
    let mut paths: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    assert_eq!(paths.len(), 5, "root key, old root key, store, two locks");
    paths.push(folder.path().to_owned());
    for path in paths {
        let good = std::fs::metadata(&path).unwrap().permissions();
        for more in [0o040, 0o004, 0o002] {
            let open = Permissions::from_mode(good.mode() | more);
            std::fs::set_permissions(&path, open).unwrap();
            let refused = again(folder.path(), firm).err().unwrap();
            assert!(refused.contains("chmod"), "{}: {refused}", path.display());
        }
        std::fs::set_permissions(&path, good).unwrap();
        again(folder.path(), firm).unwrap();
    }
}
