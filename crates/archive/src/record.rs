//! The records of a ZIP archive: local headers, central headers, the end. Numbers are little-endian.

use std::ops::Range;

use crate::{Entry, Modified};

/// What a field of 16 bits holds when its number stands elsewhere.
const ELSEWHERE_16: u16 = u16::MAX;
/// What a field of 32 bits holds when its number stands elsewhere.
const ELSEWHERE_32: u32 = u32::MAX;
/// Version 2.0: folders. Version 4.5: ZIP64.
const PLAIN: u16 = 20;
const ZIP64: u16 = 45;
/// Made on Unix, so that the upper half of the attributes is a mode.
const UNIX: u16 = 3 << 8;
/// A file, readable by all and writable by its owner.
const MODE: u32 = 0o100_644 << 16;
/// Bit 11: the path is UTF-8.
const FLAGS: u16 = 1 << 11;
/// Bytes of the extra field with the time.
const TIME_LEN: usize = 9;

/// The number, or the mark that says it stands elsewhere; a number that equals the mark does too.
fn or_elsewhere(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(ELSEWHERE_32)
}

fn is_elsewhere(number: u64) -> bool {
    or_elsewhere(number) == ELSEWHERE_32
}

fn needed(is_zip64: bool) -> u16 {
    if is_zip64 { ZIP64 } else { PLAIN }
}

/// Bytes of an entry's local header.
pub(crate) fn local_header_len(entry: &Entry) -> u64 {
    let zip64 = if is_elsewhere(entry.size) { 20 } else { 0 };
    30 + entry.path.len() as u64 + zip64 + TIME_LEN as u64
}

/// An entry's local header (section 4.3.7).
pub(crate) fn local_header(entry: &Entry) -> Vec<u8> {
    let mut zip64 = Vec::new();
    if is_elsewhere(entry.size) {
        // Here both sizes stand, always (section 4.5.3).
        zip64.extend_from_slice(&entry.size.to_le_bytes());
        zip64.extend_from_slice(&entry.size.to_le_bytes());
    }
    let extra = extra(&zip64, entry.modified);
    let mut header = Vec::with_capacity(30 + entry.path.len() + extra.len());
    header.extend_from_slice(b"PK\x03\x04");
    shared(&mut header, entry, !zip64.is_empty(), extra.len());
    header.extend_from_slice(entry.path.as_bytes());
    header.extend_from_slice(&extra);
    header
}

/// Bytes of the central header of an entry that begins at `offset`.
pub(crate) fn central_header_len(entry: &Entry, offset: u64) -> u64 {
    let numbers = 2 * u64::from(is_elsewhere(entry.size)) + u64::from(is_elsewhere(offset));
    let zip64 = if numbers > 0 { 4 + 8 * numbers } else { 0 };
    46 + entry.path.len() as u64 + zip64 + TIME_LEN as u64
}

/// The central header (section 4.3.12) of an entry that begins at `offset`.
pub(crate) fn central_header(entry: &Entry, offset: u64) -> Vec<u8> {
    let mut zip64 = Vec::new();
    if is_elsewhere(entry.size) {
        zip64.extend_from_slice(&entry.size.to_le_bytes());
        zip64.extend_from_slice(&entry.size.to_le_bytes());
    }
    if is_elsewhere(offset) {
        zip64.extend_from_slice(&offset.to_le_bytes());
    }
    let is_zip64 = !zip64.is_empty();
    let extra = extra(&zip64, entry.modified);
    let mut header = Vec::with_capacity(46 + entry.path.len() + extra.len());
    header.extend_from_slice(b"PK\x01\x02");
    header.extend_from_slice(&(UNIX | needed(is_zip64)).to_le_bytes());
    shared(&mut header, entry, is_zip64, extra.len());
    // Comment, first disk, inner attributes: none.
    header.extend_from_slice(&[0; 6]);
    header.extend_from_slice(&MODE.to_le_bytes());
    header.extend_from_slice(&or_elsewhere(offset).to_le_bytes());
    header.extend_from_slice(entry.path.as_bytes());
    header.extend_from_slice(&extra);
    header
}

/// What both headers say in the same words: from the version needed to the length of the extra field.
fn shared(header: &mut Vec<u8>, entry: &Entry, is_zip64: bool, extra: usize) {
    let (time, date) = entry.modified.dos();
    header.extend_from_slice(&needed(is_zip64).to_le_bytes());
    header.extend_from_slice(&FLAGS.to_le_bytes());
    // Method 0: stored.
    header.extend_from_slice(&[0; 2]);
    header.extend_from_slice(&time.to_le_bytes());
    header.extend_from_slice(&date.to_le_bytes());
    header.extend_from_slice(&entry.crc32.to_le_bytes());
    header.extend_from_slice(&or_elsewhere(entry.size).to_le_bytes());
    header.extend_from_slice(&or_elsewhere(entry.size).to_le_bytes());
    header.extend_from_slice(&length(entry.path.len()));
    header.extend_from_slice(&length(extra));
}

/// The layout refuses longer paths, and an extra field has 37 bytes at most.
fn length(bytes: usize) -> [u8; 2] {
    u16::try_from(bytes).unwrap_or(u16::MAX).to_le_bytes()
}

/// The numbers that stand elsewhere (0x0001), if any, and the time in UTC (0x5455).
fn extra(zip64: &[u8], modified: Modified) -> Vec<u8> {
    let mut extra = Vec::with_capacity(4 + zip64.len() + TIME_LEN);
    if !zip64.is_empty() {
        extra.extend_from_slice(&[1, 0]);
        extra.extend_from_slice(&length(zip64.len()));
        extra.extend_from_slice(zip64);
    }
    // Five bytes: that the time of change is here, and it.
    extra.extend_from_slice(b"UT\x05\0\x01");
    extra.extend_from_slice(&modified.seconds().to_le_bytes());
    extra
}

/// What follows the central directory (sections 4.3.14 to 4.3.16): where it stands and how many entries it has.
pub(crate) fn end(entries: usize, central: Range<u64>) -> Vec<u8> {
    let count = u16::try_from(entries).unwrap_or(ELSEWHERE_16);
    let size = central.end - central.start;
    let mut end = Vec::with_capacity(98);
    if count == ELSEWHERE_16 || is_elsewhere(size) || is_elsewhere(central.start) {
        let entries = (entries as u64).to_le_bytes();
        end.extend_from_slice(b"PK\x06\x06");
        end.extend_from_slice(&44_u64.to_le_bytes());
        end.extend_from_slice(&(UNIX | ZIP64).to_le_bytes());
        end.extend_from_slice(&ZIP64.to_le_bytes());
        // This disk, and the disk of the directory: the only one.
        end.extend_from_slice(&[0; 8]);
        end.extend_from_slice(&entries);
        end.extend_from_slice(&entries);
        end.extend_from_slice(&size.to_le_bytes());
        end.extend_from_slice(&central.start.to_le_bytes());
        end.extend_from_slice(b"PK\x06\x07\0\0\0\0");
        end.extend_from_slice(&central.end.to_le_bytes());
        end.extend_from_slice(&1_u32.to_le_bytes());
    }
    end.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    end.extend_from_slice(&count.to_le_bytes());
    end.extend_from_slice(&count.to_le_bytes());
    end.extend_from_slice(&or_elsewhere(size).to_le_bytes());
    end.extend_from_slice(&or_elsewhere(central.start).to_le_bytes());
    // No comment.
    end.extend_from_slice(&[0; 2]);
    end
}
