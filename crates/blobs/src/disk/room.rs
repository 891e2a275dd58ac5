//! The last of a disk is kept for the rows that lie beside the blobs: whoever cannot send one more file can still read,
//! take back what was shared, and make room.

use std::{io, path::Path};

use rustix::fs::StatVfs;

/// Bytes that are not for blobs: this many, or a twentieth of a small disk.
const KEPT: u64 = 64 << 20;
/// Files that are not for blobs.
const KEPT_FILES: u64 = 64;

/// Whether the disk has room for more blobs.
pub(super) fn left(root: &Path) -> io::Result<bool> {
    Ok(is_left(&rustix::fs::statvfs(root)?))
}

fn is_left(disk: &StatVfs) -> bool {
    let kept = KEPT.min(disk.f_blocks.saturating_mul(disk.f_frsize) / 20);
    // A file system that makes its inodes as it needs them counts none.
    let has_files = disk.f_files == 0 || disk.f_favail > KEPT_FILES;
    disk.f_bavail.saturating_mul(disk.f_frsize) > kept && has_files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disk(blocks: u64, free: u64, files: u64, free_files: u64) -> StatVfs {
        StatVfs {
            f_bsize: 4096,
            f_frsize: 4096,
            f_blocks: blocks,
            f_bfree: free,
            f_bavail: free,
            f_files: files,
            f_ffree: free_files,
            f_favail: free_files,
            f_fsid: 0,
            f_flag: rustix::fs::StatVfsMountFlags::empty(),
            f_namemax: 255,
        }
    }

    #[test]
    fn the_last_of_a_disk_is_not_for_blobs() {
        const MIB: u64 = (1 << 20) / 4096;
        for (disk, is_expected, what) in [
            (
                disk(100_000 * MIB, 65 * MIB, 1000, 900),
                true,
                "a large disk with just enough",
            ),
            (
                disk(100_000 * MIB, 64 * MIB, 1000, 900),
                false,
                "a large disk with too little",
            ),
            (
                disk(100 * MIB, 6 * MIB, 1000, 900),
                true,
                "a small disk keeps a twentieth",
            ),
            (
                disk(100 * MIB, 5 * MIB, 1000, 900),
                false,
                "a small disk at its twentieth",
            ),
            (
                disk(100_000 * MIB, 50_000 * MIB, 1000, 64),
                false,
                "room but no inodes",
            ),
            (
                disk(100_000 * MIB, 50_000 * MIB, 0, 0),
                true,
                "a file system without fixed inodes",
            ),
        ] {
            assert_eq!(is_left(&disk), is_expected, "{what}");
        }
    }
}
