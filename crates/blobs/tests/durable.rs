//! What the small durable files promise.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop loudly"
)]

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use anteroom_blobs::durable::{append, make_dir, replace};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn names(directory: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_replaced_file_has_the_new_content_and_nothing_lies_beside_it() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("keys");
    replace(&path, b"first").unwrap();
    replace(&path, b"second").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"second");
    assert_eq!(mode(&path), 0o600);
    assert_eq!(names(directory.path()), ["keys"]);
}

#[test]
fn what_a_crash_left_of_a_replacement_goes_with_the_next_one() {
    let directory = tempfile::tempdir().unwrap();
    let (path, left) = (
        directory.path().join("keys"),
        directory.path().join("keys.new"),
    );
    fs::write(&left, b"a key since destroyed").unwrap();
    fs::set_permissions(&left, fs::Permissions::from_mode(0o644)).unwrap();
    replace(&path, b"kept").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"kept");
    assert_eq!(mode(&path), 0o600);
    assert_eq!(names(directory.path()), ["keys"]);
}

#[test]
fn a_replacement_that_fails_leaves_the_old_and_nothing_beside_it() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("keys");
    fs::create_dir_all(path.join("in the way")).unwrap();
    assert!(replace(&path, b"new").is_err());
    assert_eq!(names(directory.path()), ["keys"]);
    assert_eq!(names(&path), ["in the way"]);
}

#[test]
fn appending_makes_the_file_and_then_adds_to_it() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("keys");
    append(&path, b"one,").unwrap();
    append(&path, b"two").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"one,two");
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn directories_are_made_down_to_the_last_for_their_owner_only() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a/b/c");
    make_dir(&path).unwrap();
    make_dir(&path).unwrap();
    assert_eq!(
        (mode(&path), mode(&directory.path().join("a"))),
        (0o700, 0o700)
    );

    fs::write(path.join("file"), b"").unwrap();
    assert!(make_dir(&path.join("file")).is_err());
    assert!(make_dir(&path.join("file/below")).is_err());
    assert!(make_dir(Path::new("")).is_err());
}
