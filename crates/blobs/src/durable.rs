//! Small files that must not be lost: replaced whole or appended to, by one owner at a time.
//!
//! What is in the file when one of these returns survives a power cut: the file is synced, and so is the directory that
//! names it. After an error from a sync nothing is known and nothing is retried; who called stops writing.
//!
//! Files are made with mode 0600 and directories with 0700. The functions block.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

/// Gives the file this content, all of it or, after a crash, the old one.
///
/// The new content is first written beside it, as `<name>.new`. Always the same name: should a crash leave it, the next
/// replacement takes it away, and a key taken out of the file does not live on in a forgotten copy.
///
/// # Errors
/// Those of the operating system. The file then has the old content or, if the directory would not sync, either.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let new = beside(path)?;
    let written = write_new(&new, content).and_then(|()| fs::rename(&new, path));
    if let Err(error) = written {
        // The first error is the one to tell; a file left here is taken away by the next replacement.
        let _ = fs::remove_file(&new);
        return Err(error);
    }
    sync_dir(parent(path))
}

fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    // Made anew, so that an old file's mode is not kept.
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

fn beside(path: &Path) -> io::Result<PathBuf> {
    let mut name = path
        .file_name()
        .ok_or(io::ErrorKind::InvalidInput)?
        .to_owned();
    name.push(".new");
    Ok(path.with_file_name(name))
}

/// Adds to the end of the file, which is made when it is absent.
///
/// # Errors
/// Those of the operating system. A part that was written is taken back if that is possible; a crash can leave a part.
pub fn append(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(path)?;
    let before = file.metadata()?.len();
    if let Err(error) = file.write_all(content) {
        let _ = file.set_len(before);
        return Err(error);
    }
    file.sync_all()?;
    // An empty file may be one just made, or one whose name a crash kept from being synced.
    if before == 0 {
        sync_dir(parent(path))
    } else {
        Ok(())
    }
}

/// Makes a directory, and those above it that are missing.
///
/// # Errors
/// Those of the operating system.
pub fn make_dir(path: &Path) -> io::Result<()> {
    let create = || DirBuilder::new().mode(0o700).create(path);
    let created = match create() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make_dir(parent(path))?;
            create()
        }
        created => created,
    };
    match created {
        Ok(()) => sync_dir(parent(path)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes the names in a directory durable: those added, those renamed, those gone.
///
/// # Errors
/// Those of the operating system.
pub fn sync_dir(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        // A bare name lies in the current directory; the root lies in itself.
        _ if path.has_root() => path,
        _ => Path::new("."),
    }
}
