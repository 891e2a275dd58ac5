//! Which bytes stand where.

use std::{fmt, ops::Range};

use crate::{Entry, paths, record};

/// The longest archive, in bytes: 2^62, so that no sum of offsets overflows.
const MOST: u64 = 1 << 62;

/// An archive, laid out. It holds the entries and two numbers for each; headers are made when they are asked for.
#[derive(Debug, Clone)]
pub struct Layout {
    entries: Vec<Entry>,
    /// Where each entry's local header begins, and then where the central directory does.
    starts: Vec<u64>,
    /// Where each entry's central header begins, and then where the end record does.
    centrals: Vec<u64>,
    end: Vec<u8>,
}

/// A part of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// These bytes.
    Header(Vec<u8>),
    /// A range of the contents of an entry; never empty.
    Contents {
        /// Which entry, counted from 0.
        entry: usize,
        /// Which bytes of it.
        range: Range<u64>,
    },
}

impl Piece {
    /// Bytes of the archive it stands for.
    #[expect(clippy::len_without_is_empty, reason = "a piece is never empty")]
    #[must_use]
    pub fn len(&self) -> u64 {
        match self {
            Self::Header(bytes) => bytes.len() as u64,
            Self::Contents { range, .. } => range.end - range.start,
        }
    }
}

/// Why entries make no archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The path of this entry is empty, longer than 65,535 bytes, or could lead out of the folder it is unpacked in.
    Path(usize),
    /// The archive would be longer than 2^62 bytes.
    TooLong,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(entry) => write!(f, "the path of entry {entry} is not safe"),
            Self::TooLong => f.write_str("the archive would be longer than any disk"),
        }
    }
}

impl std::error::Error for Refused {}

impl Layout {
    /// Lays these entries out, in their order.
    ///
    /// # Errors
    /// [`Refused`]. That no path comes twice is the caller's to see to, with [`paths::distinct`].
    pub fn of(entries: Vec<Entry>) -> Result<Self, Refused> {
        let mut starts = Vec::with_capacity(entries.len() + 1);
        let mut centrals = Vec::with_capacity(entries.len() + 1);
        let mut at = 0_u64;
        for (number, entry) in entries.iter().enumerate() {
            if !paths::is_safe(&entry.path) {
                return Err(Refused::Path(number));
            }
            starts.push(at);
            at = add(at, record::local_header_len(entry))?;
            at = add(at, entry.size)?;
        }
        starts.push(at);
        for (entry, start) in entries.iter().zip(&starts) {
            centrals.push(at);
            at = add(at, record::central_header_len(entry, *start))?;
        }
        centrals.push(at);
        let directory = starts.last().map_or(0, |start| *start)..at;
        let end = record::end(entries.len(), directory);
        Ok(Self {
            entries,
            starts,
            centrals,
            end,
        })
    }

    /// Bytes of the whole archive.
    #[expect(
        clippy::len_without_is_empty,
        reason = "an archive of nothing has an end record"
    )]
    #[must_use]
    pub fn len(&self) -> u64 {
        self.end_starts_at() + self.end.len() as u64
    }

    /// The entries, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries that have bytes in this range of the archive, of their local header or their contents, in order.
    #[must_use]
    pub fn touched(&self, range: Range<u64>) -> Range<usize> {
        let entries = &self.starts[..self.entries.len()];
        let first = if range.is_empty() {
            return 0..0;
        } else if range.start < self.directory_starts_at() {
            entries.partition_point(|start| *start <= range.start) - 1
        } else {
            entries.len()
        };
        let behind = entries.partition_point(|start| *start < range.end);
        first..behind.max(first)
    }

    /// The piece that begins at this byte of the archive, cut before byte `end`; none from `end` on, or from the
    /// archive's own end on.
    #[must_use]
    pub fn piece(&self, at: u64, end: u64) -> Option<Piece> {
        let end = end.min(self.len());
        if at >= end {
            return None;
        }
        let headers = if at >= self.end_starts_at() {
            return Some(cut(&self.end, self.end_starts_at(), at, end));
        } else if at >= self.directory_starts_at() {
            &self.centrals
        } else {
            &self.starts
        };
        let number = headers.partition_point(|start| *start <= at) - 1;
        let entry = &self.entries[number];
        if at >= self.directory_starts_at() {
            let header = record::central_header(entry, self.starts[number]);
            return Some(cut(&header, self.centrals[number], at, end));
        }
        let contents = self.contents(number);
        if at < contents.start {
            return Some(cut(
                &record::local_header(entry),
                self.starts[number],
                at,
                end,
            ));
        }
        Some(Piece::Contents {
            entry: number,
            range: at - contents.start..end.min(contents.end) - contents.start,
        })
    }

    /// The pieces of a range of the archive, which is cut at its end.
    pub fn pieces(&self, range: Range<u64>) -> impl Iterator<Item = Piece> {
        let mut at = range.start;
        std::iter::from_fn(move || {
            let piece = self.piece(at, range.end)?;
            at += piece.len();
            Some(piece)
        })
    }

    /// Where the contents of an entry stand.
    fn contents(&self, entry: usize) -> Range<u64> {
        let end = self.starts[entry + 1];
        end - self.entries[entry].size..end
    }

    fn directory_starts_at(&self) -> u64 {
        self.starts[self.entries.len()]
    }

    fn end_starts_at(&self) -> u64 {
        self.centrals[self.entries.len()]
    }
}

fn add(at: u64, more: u64) -> Result<u64, Refused> {
    at.checked_add(more)
        .filter(|sum| *sum <= MOST)
        .ok_or(Refused::TooLong)
}

/// The bytes from `at` to `end` of a header that begins at `start`.
fn cut(header: &[u8], start: u64, at: u64, end: u64) -> Piece {
    // Headers are short, so the differences fit.
    let place =
        |at: u64| usize::try_from(at - start).map_or(header.len(), |at| at.min(header.len()));
    Piece::Header(header[place(at)..place(end)].to_vec())
}
