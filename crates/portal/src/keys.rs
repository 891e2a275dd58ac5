//! The keys this process holds: the root key from its file, firm keys unwrapped from their rows, matter keys from the
//! key store. The key store is one file apart from the data, so that destroying a key can be real.
//!
//! Several servers may share the folder. Whoever changes the file holds the lock beside it; whoever misses a key looks
//! whether the file has changed since it was read.

use std::{
    collections::HashMap,
    fs::File,
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use anteroom_blobs::durable;
use anteroom_vault::{
    FirmKey, MatterKey, RootKey,
    key_store::{self, Record},
};

use crate::base::{Error, FirmId, Id, MatterId, Result};

const ROOT_FILE: &str = "root.key";
const STORE_FILE: &str = "matters.keys";
const LOCK_FILE: &str = "matters.lock";

/// All keys in memory. Clones of the `Arc`s are zeroed when the last one goes.
pub struct Keys {
    root: RootKey,
    store: PathBuf,
    firms: RwLock<HashMap<FirmId, Arc<FirmKey>>>,
    wrapped: RwLock<Wrapped>,
    matters: RwLock<HashMap<(FirmId, MatterId), Arc<MatterKey>>>,
    /// The store file as it was last seen. One of this process sees to it at a time.
    seen: Mutex<Seen>,
}

struct Seen {
    stamp: Option<Stamp>,
    /// Whether its end was cut off by a crash.
    is_torn: bool,
}

/// Wrapped keys of matters, as the store file has them.
type Wrapped = HashMap<MatterId, (FirmId, Vec<u8>)>;

/// What changes when the store file does: its number, length and times.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp(u64, u64, i64, i64);

impl Keys {
    /// Reads the keys in `folder`, or makes the root key when there is none and `may_create`.
    ///
    /// # Errors
    /// A sentence with the remedy: an unreadable or world-readable key file, a damaged store.
    pub fn open(folder: &Path, may_create: bool) -> Result<Self, String> {
        let root_file = folder.join(ROOT_FILE);
        let root = match std::fs::read_to_string(&root_file) {
            Ok(text) => {
                refuse_open_mode(&root_file)?;
                RootKey::from_text(&text).map_err(|_| {
                    format!(
                        "{} is not a root key. Restore it from your copy of the keys folder.",
                        root_file.display()
                    )
                })?
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && may_create => {
                std::fs::create_dir_all(folder)
                    .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
                private_folder(folder)?;
                let root = RootKey::generate().map_err(|error| error.to_string())?;
                durable::replace(&root_file, root.to_text().as_bytes())
                    .map_err(|error| format!("cannot write {}: {error}", root_file.display()))?;
                root
            }
            Err(error) => {
                return Err(format!(
                    "cannot read the root key {}: {error}. Without it nothing can be opened: restore the keys folder from its own backup.",
                    root_file.display()
                ));
            }
        };
        let store = folder.join(STORE_FILE);
        let stamp = stamp(&store);
        let (wrapped, is_torn) = read_store(&store)?;
        Ok(Self {
            root,
            store,
            firms: RwLock::default(),
            wrapped: RwLock::new(wrapped),
            matters: RwLock::default(),
            seen: Mutex::new(Seen { stamp, is_torn }),
        })
    }

    /// Makes a firm's key and wraps it for its row.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn make_firm(&self, firm: FirmId) -> Result<Vec<u8>> {
        let key = FirmKey::generate().map_err(Error::bug)?;
        let wrapped = self.root.wrap(firm.as_str(), &key).map_err(Error::bug)?;
        write(&self.firms).insert(firm, Arc::new(key));
        Ok(wrapped)
    }

    /// Takes a firm's wrapped key from its row.
    ///
    /// # Errors
    /// When the root key is not the one that wrapped it.
    pub fn admit_firm(&self, firm: FirmId, wrapped: &[u8]) -> Result<(), String> {
        let key = self.root.unwrap(firm.as_str(), wrapped).map_err(|_| format!("the root key does not open the key of firm {firm}: this keys folder belongs to other data"))?;
        write(&self.firms).insert(firm, Arc::new(key));
        Ok(())
    }

    /// The key of a firm.
    ///
    /// # Errors
    /// [`Error::Bug`] when the firm was not admitted.
    pub fn firm(&self, firm: FirmId) -> Result<Arc<FirmKey>> {
        read(&self.firms)
            .get(&firm)
            .cloned()
            .ok_or_else(|| Error::Bug(format!("no key for firm {firm}")))
    }

    /// Makes a matter's key; durable in the key store when this returns. Blocks on the disk.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the store cannot be written.
    pub fn make_matter(&self, firm: FirmId, matter: MatterId) -> Result<()> {
        let key = MatterKey::generate().map_err(Error::bug)?;
        let wrapped = self
            .firm(firm)?
            .wrap(matter.as_str(), &key)
            .map_err(Error::bug)?;
        let record = Record {
            firm: firm.to_string(),
            matter: Some(matter.to_string()),
            wrapped: wrapped.clone(),
        };
        {
            let unavailable = |why| Error::Unavailable(format!("the key store: {why}"));
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            let _alone = alone(&self.store).map_err(unavailable)?;
            self.catch_up(&mut seen).map_err(unavailable)?;
            let too_long = |_| Error::Bug("a key record that is too long".into());
            if seen.is_torn {
                // A record cut off by a crash was never acknowledged: the matter it was for has no row. Nothing is ever
                // appended behind a cut.
                mend(&self.store).map_err(unavailable)?;
                seen.is_torn = false;
            }
            if self.store.exists() {
                durable::append(&self.store, &key_store::encode(&record).map_err(too_long)?)
            } else {
                durable::replace(
                    &self.store,
                    &key_store::encode_all([&record]).map_err(too_long)?,
                )
            }
            .map_err(|error| {
                Error::Unavailable(format!("the key store cannot be written: {error}"))
            })?;
            seen.stamp = stamp(&self.store);
        }
        write(&self.wrapped).insert(matter, (firm, wrapped));
        write(&self.matters).insert((firm, matter), Arc::new(key));
        Ok(())
    }

    /// The key of a matter of this firm.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none (any more): absence, as with the matter itself.
    pub fn matter(&self, firm: FirmId, matter: MatterId) -> Result<Arc<MatterKey>> {
        if let Some(key) = read(&self.matters).get(&(firm, matter)) {
            return Ok(key.clone());
        }
        let mut found = read(&self.wrapped).get(&matter).cloned();
        if found.is_none() {
            // Another server may have opened the matter.
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            self.catch_up(&mut seen)
                .map_err(|why| Error::Unavailable(format!("the key store: {why}")))?;
            found = read(&self.wrapped).get(&matter).cloned();
        }
        let (_, wrapped) = found.filter(|(of, _)| *of == firm).ok_or(Error::NotFound)?;
        let key = self
            .firm(firm)?
            .unwrap(matter.as_str(), &wrapped)
            .map_err(|_| Error::Bug(format!("the key of matter {matter} does not open")))?;
        let key = Arc::new(key);
        write(&self.matters).insert((firm, matter), key.clone());
        Ok(key)
    }

    /// Takes what another process changed in the store file since it was last seen.
    fn catch_up(&self, seen: &mut Seen) -> Result<(), String> {
        let stamp = stamp(&self.store);
        if seen.stamp == stamp {
            return Ok(());
        }
        let (current, is_torn) = read_store(&self.store)?;
        write(&self.matters).retain(|(_, matter), _| current.contains_key(matter));
        *write(&self.wrapped) = current;
        *seen = Seen { stamp, is_torn };
        Ok(())
    }
}

fn stamp(store: &Path) -> Option<Stamp> {
    let file = std::fs::metadata(store).ok()?;
    Some(Stamp(
        file.ino(),
        file.len(),
        file.mtime(),
        file.mtime_nsec(),
    ))
}

/// The right to change the store file, among all processes; given back when dropped.
fn alone(store: &Path) -> Result<File, String> {
    let path = store.with_file_name(LOCK_FILE);
    let lock = || -> std::io::Result<File> {
        let file = File::options()
            .create(true)
            .write(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)?;
        file.lock()?;
        Ok(file)
    };
    lock().map_err(|error| format!("cannot lock {}: {error}", path.display()))
}

/// Keys of the file, and whether its end is cut off: by a crash, or because somebody is writing it right now.
fn read_store(path: &Path) -> Result<(Wrapped, bool), String> {
    let Some(contents) = read_file(path)? else {
        return Ok((Wrapped::new(), false));
    };
    let is_torn = contents.torn_at.is_some();
    let wrapped: Result<Wrapped, String> = contents
        .records
        .into_iter()
        .map(|record| {
            let firm = FirmId::parse(&record.firm);
            let matter = record.matter.as_deref().and_then(MatterId::parse);
            firm.zip(matter)
                .map(|(firm, matter)| (matter, (firm, record.wrapped)))
                .ok_or_else(|| format!("the key store {} names unknown ids", path.display()))
        })
        .collect();
    Ok((wrapped?, is_torn))
}

fn read_file(path: &Path) -> Result<Option<key_store::Contents>, String> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(format!(
                "cannot read the key store {}: {error}",
                path.display()
            ));
        }
    };
    refuse_open_mode(path)?;
    let contents = key_store::decode(&bytes).map_err(|_| {
        format!(
            "the key store {} is damaged: restore it from its own backup",
            path.display()
        )
    })?;
    Ok(Some(contents))
}

/// Writes the file anew without what was cut off. Only for who holds the lock.
fn mend(path: &Path) -> Result<(), String> {
    let Some(contents) = read_file(path)? else {
        return Ok(());
    };
    let whole = key_store::encode_all(&contents.records)
        .map_err(|_| "a key record that is too long".to_owned())?;
    durable::replace(path, &whole)
        .map_err(|error| format!("cannot mend {}: {error}", path.display()))
}

#[cfg(unix)]
fn refuse_open_mode(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path)
        .map_err(|error| error.to_string())?
        .permissions()
        .mode();
    if mode & 0o077 == 0 {
        Ok(())
    } else {
        Err(format!(
            "{} can be read by others (mode {:o}). Run: chmod 600 {}",
            path.display(),
            mode & 0o777,
            path.display()
        ))
    }
}

#[cfg(unix)]
fn private_folder(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))
        .map_err(|error| error.to_string())
}

fn read<T>(lock: &RwLock<T>) -> std::sync::RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> std::sync::RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests say what they expect")]
mod tests {
    use std::io::Write;

    use super::*;

    /// Two processes with one folder.
    fn two(folder: &Path) -> (FirmId, Keys, Keys) {
        let firm = FirmId::from_uuid(uuid::Uuid::from_u128(1));
        let one = Keys::open(folder, true).unwrap();
        let wrapped = one.make_firm(firm).unwrap();
        let other = Keys::open(folder, false).unwrap();
        other.admit_firm(firm, &wrapped).unwrap();
        (firm, one, other)
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
        let stored = read_store(&folder.path().join(STORE_FILE)).unwrap().0;
        assert_eq!(stored.len(), 40);
    }

    #[test]
    fn what_a_dying_server_left_torn_is_mended_before_the_next_key() {
        let folder = tempfile::tempdir().unwrap();
        let (firm, one, other) = two(folder.path());
        one.make_matter(firm, matter(1)).unwrap();
        let store = folder.path().join(STORE_FILE);
        let whole = std::fs::read(&store).unwrap();
        let mut file = File::options().append(true).open(&store).unwrap();
        file.write_all(&whole[8..30]).unwrap();
        drop(file);

        other.matter(firm, matter(1)).unwrap();
        other.make_matter(firm, matter(2)).unwrap();
        one.matter(firm, matter(2)).unwrap();
        let (stored, is_torn) = read_store(&store).unwrap();
        assert_eq!((stored.len(), is_torn), (2, false));
    }
}
