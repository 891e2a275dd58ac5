//! What the tests make archives of.

use anteroom_archive::{Entry, Layout, Modified, Piece};

/// An entry with these contents, of 24 November 2026 at half past eight in the morning, in Ontario.
pub fn entry(path: &str, contents: &[u8]) -> Entry {
    Entry {
        path: path.to_owned(),
        size: contents.len() as u64,
        crc32: crc32fast::hash(contents),
        modified: Modified::new(1_795_527_045, -5 * 3600),
    }
}

/// An entry of so many zeros.
pub fn of_zeros(path: &str, size: u64) -> Entry {
    // The CRC of n zeros, doubled up to the size bit by bit from its highest.
    let mut crc = crc32fast::Hasher::new();
    for bit in (0..64 - size.leading_zeros()).rev() {
        let twice = crc.clone();
        crc.combine(&twice);
        if size >> bit & 1 == 1 {
            crc.update(&[0]);
        }
    }
    Entry {
        size,
        crc32: crc.finalize(),
        ..entry(path, b"")
    }
}

/// The bytes a piece stands for.
pub fn bytes_of(piece: &Piece, contents: &[Vec<u8>]) -> Vec<u8> {
    match piece {
        Piece::Header(bytes) => bytes.clone(),
        Piece::Contents { entry, range } => {
            contents[*entry][range.start as usize..range.end as usize].to_vec()
        }
    }
}

/// The whole archive.
pub fn whole(layout: &Layout, contents: &[Vec<u8>]) -> Vec<u8> {
    layout
        .pieces(0..layout.len())
        .flat_map(|piece| bytes_of(&piece, contents))
        .collect()
}
