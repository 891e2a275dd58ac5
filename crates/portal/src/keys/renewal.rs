//! Renewing keys: the root key is replaced, firm keys and matter keys get one more generation, which seals from then on.
//! No document and no row is written anew.
//!
//! Whoever renews is alone: another process that holds the keys would go on with those of before, and read nothing that was
//! sealed since. Each renewal becomes true by one replacement of the key store; before it everything is as it was. The root
//! key lies in a second file, so for a moment there are two, and `Keys::open` takes the one that opens the store.

use std::{
    fs::TryLockError,
    sync::{Arc, PoisonError},
};

use anteroom_vault::{RootKey, key_store::Record};

use super::{Keys, read, write};
use crate::base::{FirmId, Id, MatterId};

/// What a process that is not alone is told.
const IN_USE: &str = "the portal is running, here or on another server, with this keys folder. Stop it on every server and run this again.";

impl Keys {
    /// Replaces the root key; firm keys are wrapped under the new one. The old one is kept under a name with `day`.
    ///
    /// # Errors
    /// A sentence: somebody else holds the keys, or a file cannot be written.
    pub fn renew_root(&self, day: &str) -> Result<(), String> {
        self.alone(|| {
            let new = RootKey::generate().map_err(|error| error.to_string())?;
            let mut root = write(&self.root);
            self.files.keep_old_root(&root, day)?;
            self.files.write_next_root(&new)?;
            self.files.rewrite(|record| {
                if record.matter.is_none() {
                    let key = root.unwrap(&record.firm, &record.wrapped);
                    let key = key.map_err(|_| closed(record))?;
                    record.wrapped = new.wrap(&record.firm, &key).map_err(|e| e.to_string())?;
                }
                Ok(())
            })?;
            self.files.take_next_root()?;
            *root = new;
            Ok(())
        })
    }

    /// Gives a firm's key a new generation, under which its matters' keys are wrapped; answers how many it has now.
    ///
    /// # Errors
    /// As [`renew_root`](Self::renew_root).
    pub fn renew_firm(&self, firm: FirmId) -> Result<usize, String> {
        self.alone(|| {
            let old = self.firm(firm).map_err(|error| error.to_string())?;
            let new = old.renewed().map_err(|error| error.to_string())?;
            let root = read(&self.root);
            self.files.rewrite(|record| {
                if record.firm != firm.as_str() {
                    return Ok(());
                }
                record.wrapped = match &record.matter {
                    None => root.wrap(&record.firm, &new),
                    Some(matter) => {
                        let key = old.unwrap(matter, &record.wrapped);
                        new.wrap(matter, &key.map_err(|_| closed(record))?)
                    }
                }
                .map_err(|error| error.to_string())?;
                Ok(())
            })?;
            let generations = new.generations();
            write(&self.firms).insert(firm, Arc::new(new));
            Ok(generations)
        })
    }

    /// Gives the keys of these matters of a firm a new generation each.
    ///
    /// # Errors
    /// As [`renew_root`](Self::renew_root); also when a matter has no key.
    pub fn renew_matters(&self, firm: FirmId, matters: &[MatterId]) -> Result<(), String> {
        self.alone(|| {
            let firm_key = self.firm(firm).map_err(|error| error.to_string())?;
            for matter in matters {
                if !read(&self.wrapped).matters.contains_key(matter) {
                    return Err(format!("matter {matter} has no key here"));
                }
            }
            self.files.rewrite(|record| {
                let Some(matter) = record.matter.as_deref().and_then(MatterId::parse) else {
                    return Ok(());
                };
                if record.firm == firm.as_str() && matters.contains(&matter) {
                    let key = firm_key.unwrap(matter.as_str(), &record.wrapped);
                    let renewed = key.and_then(|key| key.renewed());
                    let wrapped = renewed.and_then(|key| firm_key.wrap(matter.as_str(), &key));
                    record.wrapped = wrapped.map_err(|_| closed(record))?;
                }
                Ok(())
            })
        })
    }

    /// The names of the root keys that were replaced and are kept.
    ///
    /// # Errors
    /// A sentence when the folder cannot be read.
    pub fn old_roots(&self) -> Result<Vec<String>, String> {
        self.files.old_roots()
    }

    /// Deletes them; answers how many.
    ///
    /// # Errors
    /// A sentence when one cannot be deleted.
    pub fn forget_old_roots(&self) -> Result<usize, String> {
        self.files.forget_old_roots()
    }

    /// Changes the folder while nobody else holds its keys, and takes what it holds then.
    fn alone<T>(&self, change: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
        let broken = |error: std::io::Error| format!("the keys folder cannot be locked: {error}");
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = self.in_use.try_lock();
        let changed = match taken {
            Ok(()) => {
                let _alone = self.files.changing()?;
                self.catch_up(&mut seen).and_then(|()| change())
            }
            Err(TryLockError::WouldBlock) => Err(IN_USE.to_owned()),
            Err(TryLockError::Error(error)) => Err(broken(error)),
        };
        self.in_use.lock_shared().map_err(broken)?;
        let changed = changed?;
        write(&self.matters).clear();
        self.catch_up(&mut seen)?;
        Ok(changed)
    }
}

fn closed(record: &Record) -> String {
    let of = record.matter.as_deref().unwrap_or(&record.firm);
    format!(
        "the key of {of} does not open: nothing was changed. Restore the keys folder from its own backup."
    )
}
