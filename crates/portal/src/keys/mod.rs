//! The keys this process holds: the root key from its file, firm keys and matter keys from the key store. Both lie in a
//! folder apart from the data, so that destroying a key can be real.
//!
//! Several servers may share the folder. Whoever changes the store holds the lock beside it; whoever misses a key looks
//! whether the file has changed since it was read. Renewing keys is for who is alone: see `renewal.rs`.

mod files;
mod renewal;

use std::{
    collections::HashMap,
    fs::File,
    path::Path,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use anteroom_vault::{FirmKey, MatterKey, RootKey, key_store::Record};

use crate::base::{Error, FirmId, Id, MatterId, Result};
use files::{Files, Stamp, Wrapped};

/// All keys in memory. Clones of the `Arc`s are zeroed when the last one goes.
pub struct Keys {
    files: Files,
    root: RwLock<RootKey>,
    firms: RwLock<HashMap<FirmId, Arc<FirmKey>>>,
    wrapped: RwLock<Wrapped>,
    matters: RwLock<HashMap<(FirmId, MatterId), Arc<MatterKey>>>,
    /// The store file as it was last seen. One of this process sees to it at a time.
    seen: Mutex<Option<Stamp>>,
    in_use: File,
}

impl Keys {
    /// Reads the keys in `folder`, or makes the root key when there is none and `may_create`. Ends a renewal of the root key
    /// that a crash had interrupted.
    ///
    /// # Errors
    /// A sentence with the remedy: a folder or file that others can read, a missing key file, a damaged store.
    pub fn open(folder: &Path, may_create: bool) -> Result<Self, String> {
        let files = Files::of(folder);
        if may_create && !files.has_root() {
            files.make_folder()?;
            let root = RootKey::generate().map_err(|error| error.to_string())?;
            files.write_root(&root)?;
        }
        files.refuse_open_modes()?;
        let in_use = files.in_use()?;
        let (root, next) = files.roots()?;
        let stamp = files.stamp();
        let wrapped = files.wrapped()?;
        let root = match next {
            Some(next) if opens(&next, &wrapped) && !opens(&root, &wrapped) => {
                let _alone = files.changing()?;
                // Another server may have been faster.
                if let (_, Some(_)) = files.roots()? {
                    files.take_next_root()?;
                }
                next
            }
            _ => root,
        };
        Ok(Self {
            files,
            root: RwLock::new(root),
            firms: RwLock::default(),
            wrapped: RwLock::new(wrapped),
            matters: RwLock::default(),
            seen: Mutex::new(stamp),
            in_use,
        })
    }

    /// Makes a firm's key; durable in the key store when this returns. Blocks on the disk.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the store cannot be written.
    pub fn make_firm(&self, firm: FirmId) -> Result<Arc<FirmKey>> {
        let key = FirmKey::generate().map_err(Error::bug)?;
        let wrapped = read(&self.root)
            .wrap(firm.as_str(), &key)
            .map_err(Error::bug)?;
        self.keep(&Record {
            firm: firm.to_string(),
            matter: None,
            wrapped: wrapped.clone(),
        })?;
        let key = Arc::new(key);
        write(&self.wrapped).firms.insert(firm, wrapped);
        write(&self.firms).insert(firm, key.clone());
        Ok(key)
    }

    /// Takes a firm's key from the store.
    ///
    /// # Errors
    /// A sentence when it is not there, or when the root key is not the one that wrapped it.
    pub fn admit_firm(&self, firm: FirmId) -> Result<(), String> {
        let wrapped = read(&self.wrapped).firms.get(&firm).cloned();
        let wrapped = wrapped.ok_or_else(|| format!("the key store has no key for firm {firm}: this keys folder belongs to other data. Restore the one that belongs to these."))?;
        let key = read(&self.root).unwrap(firm.as_str(), &wrapped).map_err(|_| format!("the root key does not open the key of firm {firm}: root.key and matters.keys are not of one moment. Restore both from one copy of the keys folder."))?;
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
        self.keep(&Record {
            firm: firm.to_string(),
            matter: Some(matter.to_string()),
            wrapped: wrapped.clone(),
        })?;
        write(&self.wrapped).matters.insert(matter, (firm, wrapped));
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
        let mut found = read(&self.wrapped).matters.get(&matter).cloned();
        if found.is_none() {
            // Another server may have opened the matter.
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            self.catch_up(&mut seen).map_err(unavailable)?;
            found = read(&self.wrapped).matters.get(&matter).cloned();
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

    /// Adds a record to the store.
    fn keep(&self, record: &Record) -> Result<()> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let _alone = self.files.changing().map_err(unavailable)?;
        self.catch_up(&mut seen).map_err(unavailable)?;
        if read(&self.wrapped).is_torn {
            // A record cut off by a crash was never acknowledged: what it was for has no row. Nothing is ever appended
            // behind a cut.
            self.files.rewrite(|_| Ok(())).map_err(unavailable)?;
            write(&self.wrapped).is_torn = false;
        }
        self.files.append(record).map_err(unavailable)?;
        *seen = self.files.stamp();
        Ok(())
    }

    /// Takes what another process changed in the store file since it was last seen.
    fn catch_up(&self, seen: &mut Option<Stamp>) -> Result<(), String> {
        let stamp = self.files.stamp();
        if *seen == stamp {
            return Ok(());
        }
        let current = self.files.wrapped()?;
        write(&self.matters).retain(|(_, matter), _| current.matters.contains_key(matter));
        *write(&self.wrapped) = current;
        *seen = stamp;
        Ok(())
    }
}

/// Whether every firm's key is wrapped under this root key.
fn opens(root: &RootKey, wrapped: &Wrapped) -> bool {
    wrapped
        .firms
        .iter()
        .all(|(firm, wrapped)| root.unwrap(firm.as_str(), wrapped).is_ok())
}

fn unavailable(why: String) -> Error {
    Error::Unavailable(format!("the key store: {why}"))
}

fn read<T>(lock: &RwLock<T>) -> std::sync::RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> std::sync::RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
