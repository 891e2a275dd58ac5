use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write as _},
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use bytes::Bytes;

use crate::BlobId;

/// A file being written. Dropped before it was renamed, it is removed.
pub(super) struct Temporary {
    file: File,
    /// The name it is to have. Until then it has any other: two may be writing the same copy.
    id: BlobId,
    /// Where it lies; none once it has been renamed.
    path: Option<PathBuf>,
}

impl Temporary {
    pub(super) fn create(directory: &Path, id: BlobId) -> io::Result<Self> {
        loop {
            let path = directory.join(BlobId::random()?.to_string());
            let file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&path)?;
            let temporary = Self {
                file,
                id,
                path: Some(path),
            };
            temporary.file.lock()?;
            // A sweep may have come between the making and the lock, and taken it for abandoned.
            if temporary.file.metadata()?.nlink() > 0 {
                return Ok(temporary);
            }
        }
    }

    pub(super) fn id(&self) -> BlobId {
        self.id
    }

    pub(super) fn write(&mut self, pieces: &[Bytes]) -> io::Result<()> {
        pieces
            .iter()
            .try_for_each(|piece| self.file.write_all(piece))
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }

    pub(super) fn rename(mut self, to: &Path) -> io::Result<()> {
        if let Some(path) = &self.path {
            fs::rename(path, to)?;
        }
        self.path = None;
        Ok(())
    }

    /// A temporary that is really a device, for what devices can do to a writer.
    #[cfg(test)]
    pub(super) fn on_device(device: &str) -> io::Result<Self> {
        Ok(Self {
            file: OpenOptions::new().write(true).open(device)?,
            id: BlobId::random()?,
            path: None,
        })
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            // What cannot be removed now, a sweep removes later.
            let _ = fs::remove_file(path);
        }
    }
}

/// Removes the files no writer holds, and counts them.
pub(super) fn sweep(directory: &Path) -> io::Result<u64> {
    let mut swept = 0;
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => continue,
            Err(TryLockError::Error(error)) => return Err(error),
        }
        match fs::remove_file(&path) {
            Ok(()) => swept += 1,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(swept)
}
