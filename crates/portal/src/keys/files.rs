//! The files of the keys folder: who may read them, who may change them, and what they hold.

use std::{
    collections::HashMap,
    fs::{File, Permissions},
    io,
    os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use anteroom_blobs::durable;
use anteroom_vault::{RootKey, key_store};

use crate::base::{FirmId, Id, MatterId};

const ROOT: &str = "root.key";
const NEXT_ROOT: &str = "root.key.next";
const STORE: &str = "matters.keys";
const CHANGING: &str = "matters.lock";
const IN_USE: &str = "in-use.lock";

/// Where a keys folder's files lie.
pub(super) struct Files {
    folder: PathBuf,
}

/// Wrapped keys, as the store file has them.
#[derive(Default)]
pub(super) struct Wrapped {
    pub(super) firms: HashMap<FirmId, Vec<u8>>,
    pub(super) matters: HashMap<MatterId, (FirmId, Vec<u8>)>,
    /// Whether its end is cut off: by a crash, or because somebody is writing it right now.
    pub(super) is_torn: bool,
}

/// What changes when the store file does: its number, length and times.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp(u64, u64, i64, i64);

impl Files {
    pub(super) fn of(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// Makes the folder, for this user alone.
    pub(super) fn make_folder(&self) -> Result<(), String> {
        let made = std::fs::create_dir_all(&self.folder)
            .and_then(|()| std::fs::set_permissions(&self.folder, Permissions::from_mode(0o700)));
        made.map_err(|error| format!("cannot make {}: {error}", self.folder.display()))
    }

    /// Refuses a folder, or a file in it, that others can read.
    pub(super) fn refuse_open_modes(&self) -> Result<(), String> {
        let broken = |error| lost(&self.folder, error);
        refuse_open_mode(&self.folder, "700").map_err(broken)??;
        for entry in std::fs::read_dir(&self.folder).map_err(broken)? {
            let path = entry.map_err(broken)?.path();
            if path.is_file() {
                refuse_open_mode(&path, "600").map_err(broken)??;
            }
        }
        Ok(())
    }

    pub(super) fn has_root(&self) -> bool {
        self.folder.join(ROOT).exists()
    }

    /// The root key, and the one a renewal left that did not come to its end.
    pub(super) fn roots(&self) -> Result<(RootKey, Option<RootKey>), String> {
        let root = read_root(&self.folder.join(ROOT))?;
        let next = self.folder.join(NEXT_ROOT);
        let next = next.exists().then(|| read_root(&next)).transpose()?;
        Ok((root, next))
    }

    pub(super) fn write_root(&self, root: &RootKey) -> Result<(), String> {
        self.replace(ROOT, root.to_text().as_bytes())
    }

    /// Writes the root key that is to come beside the one there is.
    pub(super) fn write_next_root(&self, next: &RootKey) -> Result<(), String> {
        self.replace(NEXT_ROOT, next.to_text().as_bytes())
    }

    /// The root key that was to come is the one there is.
    pub(super) fn take_next_root(&self) -> Result<(), String> {
        let (next, root) = (self.folder.join(NEXT_ROOT), self.folder.join(ROOT));
        std::fs::rename(&next, &root)
            .and_then(|()| durable::sync_dir(&self.folder))
            .map_err(|error| format!("cannot rename {}: {error}", next.display()))
    }

    /// Keeps a copy of a root key that is to be replaced, under a name with this day.
    pub(super) fn keep_old_root(&self, root: &RootKey, day: &str) -> Result<(), String> {
        let mut name = format!("{ROOT}.{day}");
        let mut number = 2;
        while self.folder.join(&name).exists() {
            name = format!("{ROOT}.{day}-{number}");
            number += 1;
        }
        self.replace(&name, root.to_text().as_bytes())
    }

    /// The names of the root keys that were replaced and are kept.
    pub(super) fn old_roots(&self) -> Result<Vec<String>, String> {
        let broken =
            |error: io::Error| format!("cannot look into {}: {error}", self.folder.display());
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.folder).map_err(broken)? {
            let name = entry.map_err(broken)?.file_name().display().to_string();
            let day = name.strip_prefix("root.key.");
            if day.is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit())) {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    pub(super) fn forget_old_roots(&self) -> Result<usize, String> {
        let names = self.old_roots()?;
        for name in &names {
            std::fs::remove_file(self.folder.join(name))
                .map_err(|error| format!("cannot delete {name}: {error}"))?;
        }
        durable::sync_dir(&self.folder).map_err(|error| error.to_string())?;
        Ok(names.len())
    }

    /// A sign that the keys are in memory here: shared by all who hold them, until dropped. Waits for who changes them all.
    pub(super) fn in_use(&self) -> Result<File, String> {
        let broken = |error: io::Error| format!("cannot lock {}: {error}", self.folder.display());
        let sign = lock_file(&self.folder.join(IN_USE)).map_err(broken)?;
        sign.lock_shared().map_err(broken)?;
        Ok(sign)
    }

    /// The right to change the store file, among all processes; given back when dropped.
    pub(super) fn changing(&self) -> Result<File, String> {
        let path = self.folder.join(CHANGING);
        let lock = || {
            let file = lock_file(&path)?;
            file.lock()?;
            Ok(file)
        };
        lock().map_err(|error: io::Error| format!("cannot lock {}: {error}", path.display()))
    }

    pub(super) fn stamp(&self) -> Option<Stamp> {
        let file = std::fs::metadata(self.folder.join(STORE)).ok()?;
        Some(Stamp(
            file.ino(),
            file.len(),
            file.mtime(),
            file.mtime_nsec(),
        ))
    }

    /// The store, by the ids of its keys.
    pub(super) fn wrapped(&self) -> Result<Wrapped, String> {
        let contents = self.contents()?;
        let mut wrapped = Wrapped {
            is_torn: contents.torn_at.is_some(),
            ..Wrapped::default()
        };
        let unknown = || format!("the key store {} names unknown ids", self.store().display());
        for record in contents.records {
            let firm = FirmId::parse(&record.firm).ok_or_else(unknown)?;
            match record.matter {
                None => {
                    wrapped.firms.insert(firm, record.wrapped);
                }
                Some(matter) => {
                    let matter = MatterId::parse(&matter).ok_or_else(unknown)?;
                    wrapped.matters.insert(matter, (firm, record.wrapped));
                }
            }
        }
        Ok(wrapped)
    }

    /// The records of the store; none before the first key.
    fn contents(&self) -> Result<key_store::Contents, String> {
        let path = self.store();
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(key_store::Contents {
                    records: Vec::new(),
                    torn_at: None,
                });
            }
            Err(error) => {
                return Err(format!(
                    "cannot read the key store {}: {error}",
                    path.display()
                ));
            }
        };
        key_store::decode(&bytes).map_err(|_| {
            format!(
                "the key store {} is damaged: restore it from its own backup",
                path.display()
            )
        })
    }

    /// Adds a key; durable when this returns. Only for who holds [`changing`](Self::changing).
    pub(super) fn append(&self, record: &key_store::Record) -> Result<(), String> {
        let path = self.store();
        let written = if path.exists() {
            durable::append(&path, &key_store::encode(record).map_err(too_long)?)
        } else {
            durable::replace(&path, &key_store::encode_all([record]).map_err(too_long)?)
        };
        written.map_err(|error| format!("the key store cannot be written: {error}"))
    }

    /// Writes the store anew with what `change` makes of its records: all of it or, after a crash, none of it. What a crash
    /// had cut off before, and what a later record had replaced, is left out. Only for who holds
    /// [`changing`](Self::changing).
    pub(super) fn rewrite(
        &self,
        mut change: impl FnMut(&mut key_store::Record) -> Result<(), String>,
    ) -> Result<(), String> {
        let mut records: Vec<key_store::Record> = Vec::new();
        let mut places = HashMap::new();
        for record in self.contents()?.records {
            let place = places
                .entry((record.firm.clone(), record.matter.clone()))
                .or_insert(records.len());
            match records.get_mut(*place) {
                Some(earlier) => *earlier = record,
                None => records.push(record),
            }
        }
        records.iter_mut().try_for_each(&mut change)?;
        let whole = key_store::encode_all(&records).map_err(too_long)?;
        self.replace(STORE, &whole)
    }

    fn store(&self) -> PathBuf {
        self.folder.join(STORE)
    }

    fn replace(&self, name: &str, content: &[u8]) -> Result<(), String> {
        let path = self.folder.join(name);
        durable::replace(&path, content)
            .map_err(|error| format!("cannot write {}: {error}", path.display()))
    }
}

fn read_root(path: &Path) -> Result<RootKey, String> {
    let text = std::fs::read_to_string(path).map_err(|error| lost(path, error))?;
    let text = zeroize::Zeroizing::new(text);
    RootKey::from_text(&text).map_err(|_| {
        format!(
            "{} is not a root key. Restore it from your copy of the keys folder.",
            path.display()
        )
    })
}

fn lost(path: &Path, error: io::Error) -> String {
    format!(
        "cannot read {}: {error}. Without the keys nothing can be opened: restore the keys folder from its own backup.",
        path.display()
    )
}

fn lock_file(path: &Path) -> io::Result<File> {
    File::options()
        .create(true)
        .write(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
}

fn refuse_open_mode(path: &Path, mode: &str) -> io::Result<Result<(), String>> {
    let found = std::fs::metadata(path)?.permissions().mode();
    Ok(if found & 0o077 == 0 {
        Ok(())
    } else {
        Err(format!(
            "{} can be read by others (mode {:o}). Run: chmod {mode} {}",
            path.display(),
            found & 0o777,
            path.display()
        ))
    })
}

fn too_long(_: key_store::TooLong) -> String {
    "a key record that is too long".to_owned()
}
