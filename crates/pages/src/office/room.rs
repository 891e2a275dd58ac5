//! The room a document is converted in: a folder in memory that only this user may enter and that is gone with its holder.
//!
//! `/dev/shm` is a file system in memory, so that no word of a document is written to a disk in the clear, and a machine that loses
//! its power loses them. A portal that is killed leaves its room behind until the next one is made: a held lock tells whose
//! holder is still alive.

use std::{
    fs::{self, File, Permissions},
    io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use rustix::fs::{FlockOperation, flock, statfs};
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};

use crate::{Failure, Reason};

const MEMORY: &str = "/dev/shm";
const PREFIX: &str = "anteroom-office-";
/// What `statfs` says of a file system in memory (`TMPFS_MAGIC` of linux/magic.h).
const TMPFS: i64 = 0x0102_1994;
const CHUNK: usize = 64 << 10;
/// What marks a document locked with a password, in the older container that holds it (MS-OFFCRYPTO, section 1.3.3).
const LOCKED: &str = "EncryptedPackage";

/// What the program reads before anything else. No setting here is what keeps us safe; they spare it work that the confinement
/// would refuse: macros, scripts in documents, pictures and figures fetched from elsewhere, and Java.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Java/VirtualMachine"><prop oor:name="Enable" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"#;

pub(super) struct Room {
    folder: TempDir,
    /// Held for as long as the room is in use.
    _lock: File,
}

impl Room {
    /// A new room with nothing in it but settings. Removes rooms whose holders were killed.
    pub(super) fn make() -> io::Result<Self> {
        if statfs(MEMORY)?.f_type != TMPFS {
            return Err(io::Error::other("/dev/shm does not lie in memory"));
        }
        sweep()?;
        let folder = tempfile::Builder::new()
            .prefix(PREFIX)
            .permissions(Permissions::from_mode(0o700))
            .tempdir_in(MEMORY)?;
        let lock = File::open(folder.path())?;
        flock(&lock, FlockOperation::NonBlockingLockExclusive)?;
        let settings = profile(folder.path()).join("user");
        fs::create_dir_all(&settings)?;
        fs::write(settings.join("registrymodifications.xcu"), SETTINGS)?;
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes the document down, under the one name every document has here.
    pub(super) async fn fill(
        &self,
        mut input: impl AsyncRead + Unpin,
        most: u64,
    ) -> Result<(), Failure> {
        let file = tokio::fs::File::create(document(self.folder())).await;
        let mut file = file.map_err(Failure::Child)?;
        let (mut chunk, mut length) = (vec![0; CHUNK], 0_u64);
        let locked: Vec<u8> = LOCKED.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (mut tail, mut is_locked) = (Vec::new(), false);
        loop {
            let read = input.read(&mut chunk).await.map_err(Failure::Input)?;
            let Some(came) = chunk.get(..read).filter(|came| !came.is_empty()) else {
                break;
            };
            length += came.len() as u64;
            if length > most {
                return Err(Reason::TooLarge.into());
            }
            tail.extend_from_slice(came);
            is_locked |= memchr::memmem::find(&tail, &locked).is_some();
            tail.drain(..tail.len().saturating_sub(locked.len()));
            file.write_all(came).await.map_err(full)?;
        }
        file.flush().await.map_err(full)?;
        match is_locked {
            true => Err(Reason::Encrypted.into()),
            false => Ok(()),
        }
    }

    /// Where the PDF lies, if there is one.
    pub(super) fn converted(&self) -> PathBuf {
        pages(self.folder()).join("document.pdf")
    }

    /// Bytes of everything that lies here.
    pub(super) fn taken(&self) -> u64 {
        taken(self.folder())
    }
}

/// Memory that is used up by others is no fault of the document's: it is tried again.
fn full(error: io::Error) -> Failure {
    Failure::Child(error)
}

pub(super) fn document(room: &Path) -> PathBuf {
    room.join("document")
}

pub(super) fn pages(room: &Path) -> PathBuf {
    room.join("pages")
}

pub(super) fn profile(room: &Path) -> PathBuf {
    room.join("profile")
}

fn taken(folder: &Path) -> u64 {
    // What vanishes while it is counted takes no room.
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = entries.map(|entry| match entry.metadata() {
        Ok(about) if about.is_dir() => taken(&entry.path()),
        Ok(about) => about.len(),
        Err(_) => 0,
    });
    sizes.sum()
}

fn sweep() -> io::Result<()> {
    for entry in fs::read_dir(MEMORY)? {
        let path = entry?.path();
        let is_room = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(PREFIX.as_bytes()));
        // Another user's room does not open, and is theirs to remove.
        if is_room
            && let Ok(folder) = File::open(&path)
            && flock(&folder, FlockOperation::NonBlockingLockExclusive).is_ok()
        {
            fs::remove_dir_all(&path).ok();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test may panic")]
    use super::*;

    #[test]
    fn a_room_is_private_and_leaves_nothing() {
        let room = Room::make().unwrap();
        let folder = room.folder().to_owned();
        assert!(folder.starts_with("/dev/shm"));
        assert_eq!(
            fs::metadata(&folder).unwrap().permissions().mode() & 0o777,
            0o700
        );
        fs::write(document(&folder), "words").unwrap();
        drop(room);
        assert!(!folder.exists());
    }

    #[test]
    fn a_room_left_by_the_dead_is_swept_and_one_in_use_is_not() {
        let in_use = Room::make().unwrap();
        let left = Path::new(MEMORY).join(format!("{PREFIX}left-{}", std::process::id()));
        fs::create_dir(&left).unwrap();
        fs::write(document(&left), "words").unwrap();
        let another = Room::make().unwrap();
        assert!(!left.exists());
        assert!(in_use.folder().exists() && another.folder().exists());
    }

    #[tokio::test]
    async fn a_document_locked_with_a_password_is_known_wherever_the_mark_lies() {
        let mark: Vec<u8> = LOCKED.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for before in [0, CHUNK - 7, CHUNK, 3 * CHUNK - 31] {
            let room = Room::make().unwrap();
            let document = [vec![0_u8; before], mark.clone(), vec![0_u8; 9]].concat();
            let filled = room.fill(document.as_slice(), u64::MAX).await;
            assert!(
                matches!(filled, Err(Failure::Refused(Reason::Encrypted))),
                "{before}"
            );
        }
    }

    #[tokio::test]
    async fn a_document_longer_than_allowed_is_not_written_to_its_end() {
        let room = Room::make().unwrap();
        let filled = room.fill(tokio::io::repeat(7), 1 << 20).await;
        assert!(matches!(filled, Err(Failure::Refused(Reason::TooLarge))));
        assert!(room.taken() < 2 << 20);
    }
}
