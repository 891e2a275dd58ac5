//! The pages of a TIFF, the way scanners and fax gateways send them.
//!
//! A TIFF chains its pages: the header points at the first page's directory, each directory at the next. The decoder shows the page
//! the header points at, so a page further on is shown by pointing the header at it. (TIFF 6.0, section 2.)

use std::{collections::HashSet, io};

use crate::{Limits, Page, Raster, Reason, Stopped, raster};

const FIRST_DIRECTORY: usize = 4;
const ENTRY: usize = 12;

pub(crate) fn make(
    mut bytes: Vec<u8>,
    limits: &Limits,
    sink: &mut dyn FnMut(Page) -> io::Result<()>,
) -> Result<(), Stopped> {
    let directories = directories(&bytes, limits.pages)?;
    for (at, number) in directories.iter().zip(1..=limits.pages) {
        let header = bytes
            .get_mut(FIRST_DIRECTORY..FIRST_DIRECTORY + 4)
            .ok_or(Reason::Damaged)?;
        header.copy_from_slice(at);
        sink(raster::page(&bytes, Raster::Tiff, limits, number)?)?;
    }
    match directories.len() > limits.pages as usize {
        true => Err(Reason::TooMany.into()),
        false => Ok(()),
    }
}

/// Where the directories are, as the file writes it; one more than `pages` at most.
fn directories(bytes: &[u8], pages: u32) -> Result<Vec<[u8; 4]>, Reason> {
    let little = bytes.starts_with(b"II*\0");
    // The 64-bit variant has longer offsets and no office scanner writes it.
    if !little && !bytes.starts_with(b"MM\0*") {
        return Err(Reason::Unsupported);
    }
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut next = four(bytes, FIRST_DIRECTORY)?;
    while next != [0; 4] && found.len() <= pages as usize {
        // A chain that bites its own tail has no last page.
        if !seen.insert(next) {
            return Err(Reason::Damaged);
        }
        found.push(next);
        let at = match little {
            true => u32::from_le_bytes(next),
            false => u32::from_be_bytes(next),
        } as usize;
        let count = bytes
            .get(at..)
            .and_then(|rest| rest.first_chunk())
            .ok_or(Reason::Damaged)?;
        let entries = match little {
            true => u16::from_le_bytes(*count),
            false => u16::from_be_bytes(*count),
        };
        next = four(bytes, at + 2 + usize::from(entries) * ENTRY)?;
    }
    Ok(found)
}

fn four(bytes: &[u8], at: usize) -> Result<[u8; 4], Reason> {
    let rest = bytes.get(at..).ok_or(Reason::Damaged)?;
    rest.first_chunk().copied().ok_or(Reason::Damaged)
}
