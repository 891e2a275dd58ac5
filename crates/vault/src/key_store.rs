//! The key store: every wrapped key in one small file. Encoding and decoding only; who owns the file does the I/O.
//!
//! A header, then records. A new key is one record appended in one write. A key is destroyed by writing the file anew
//! without it ([`encode_all`]): as the file is small and backed up apart from the data, that can be done everywhere.
//!
//! The invariant is that **damage never reads as absence.** A crash while appending can only cut the last record short or
//! leave it wrong, which is reported as torn; anything else that does not check is damage, and the file is refused whole,
//! because a file rewritten without its later keys would destroy the matters they belong to.
//!
//! Checksums are against accidents. Against forgery each key is sealed by the key above it; what an attacker who can write
//! the file may do is to lose keys, which a comparison with the database shows.

use std::{error, fmt};

use aws_lc_rs::digest;

const MAGIC: &[u8; 7] = b"ANTRKEY";
const VERSION: u8 = 1;
const HEADER_LEN: usize = MAGIC.len() + 1;
const LENGTHS_LEN: usize = 8;
const CHECKSUM_LEN: usize = 8;
const FIRM: u8 = 1;
const MATTER: u8 = 2;

/// One wrapped key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The firm's id.
    pub firm: String,
    /// The matter whose key this is, wrapped under the firm's; none for the firm's own, wrapped under the root key.
    pub matter: Option<String>,
    /// What [`crate::FirmKey::wrap`] or [`crate::RootKey::wrap`] made.
    pub wrapped: Vec<u8>,
}

/// What a key store holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// In the order of the file. For one firm and matter the later record counts: a key wrapped anew may be appended.
    pub records: Vec<Record>,
    /// Where the last record begins when it is cut short or wrong, as a crash while appending leaves it.
    ///
    /// Rewrite the file before appending again, and keep the old one until every matter is seen to have its key: a flipped
    /// bit in the last record looks the same.
    pub torn_at: Option<usize>,
}

/// Why a file is not read as a key store at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It does not begin as a key store does.
    Foreign,
    /// It is of a version that is not known here.
    Version(u8),
    /// The record at this byte does not check, and more follows it. Restore the file from its backup.
    Damaged(usize),
}

/// An id or a wrapped key is longer than a record can hold (65,535 bytes).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong;

/// A whole key store of these records, for a new file or a rewrite.
///
/// # Errors
/// `TooLong` when one of them does not fit.
pub fn encode_all<'a>(records: impl IntoIterator<Item = &'a Record>) -> Result<Vec<u8>, TooLong> {
    let mut bytes = MAGIC.to_vec();
    bytes.push(VERSION);
    for record in records {
        bytes.extend(encode(record)?);
    }
    Ok(bytes)
}

/// One record, to be appended to a key store in one write.
///
/// # Errors
/// `TooLong` when it does not fit.
pub fn encode(record: &Record) -> Result<Vec<u8>, TooLong> {
    let mut body = vec![if record.matter.is_some() {
        MATTER
    } else {
        FIRM
    }];
    let ids = [Some(&record.firm), record.matter.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_bytes);
    for part in ids.chain([record.wrapped.as_slice()]) {
        body.extend_from_slice(
            &u16::try_from(part.len())
                .map_err(|_| TooLong)?
                .to_be_bytes(),
        );
        body.extend_from_slice(part);
    }
    let len = u32::try_from(body.len()).map_err(|_| TooLong)?;
    let mut bytes = Vec::with_capacity(LENGTHS_LEN + body.len() + CHECKSUM_LEN);
    bytes.extend_from_slice(&len.to_be_bytes());
    bytes.extend_from_slice(&(!len).to_be_bytes());
    bytes.extend_from_slice(&body);
    bytes.extend_from_slice(&checksum(&body));
    Ok(bytes)
}

/// Reads a key store.
///
/// # Errors
/// `Unreadable` when it is none, or is damaged in any other way than a crash while appending can leave it.
pub fn decode(bytes: &[u8]) -> Result<Contents, Unreadable> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(Unreadable::Foreign)?;
    match rest.first() {
        Some(&VERSION) => {}
        Some(&version) => return Err(Unreadable::Version(version)),
        None => return Err(Unreadable::Foreign),
    }
    let mut records = Vec::new();
    let mut at = HEADER_LEN;
    while at < bytes.len() {
        match next(&bytes[at..]) {
            Next::Record(record, len) => {
                records.push(record);
                at += len;
            }
            Next::Torn => {
                return Ok(Contents {
                    records,
                    torn_at: Some(at),
                });
            }
            Next::Damaged => return Err(Unreadable::Damaged(at)),
        }
    }
    Ok(Contents {
        records,
        torn_at: None,
    })
}

enum Next {
    Record(Record, usize),
    Torn,
    Damaged,
}

fn next(bytes: &[u8]) -> Next {
    // A file system may give a file its new length before its bytes: a torn append can end in zeros, from any byte on.
    let written = bytes
        .iter()
        .rposition(|&byte| byte != 0)
        .map_or(0, |last| last + 1);
    let Some((lengths, rest)) = bytes.split_first_chunk::<LENGTHS_LEN>() else {
        return Next::Torn;
    };
    if written < LENGTHS_LEN {
        return Next::Torn;
    }
    let [a, b, c, d, e, f, g, h] = *lengths;
    let (len, inverse) = (
        u32::from_be_bytes([a, b, c, d]),
        u32::from_be_bytes([e, f, g, h]),
    );
    // The length is written twice so that a flipped bit in it cannot pass the records after it off as a torn tail.
    if len != !inverse {
        return Next::Damaged;
    }
    let Some((body, rest)) = usize::try_from(len)
        .ok()
        .and_then(|len| rest.split_at_checked(len))
    else {
        return Next::Torn;
    };
    let Some((check, rest)) = rest.split_first_chunk::<CHECKSUM_LEN>() else {
        return Next::Torn;
    };
    if *check != checksum(body) {
        return if rest.iter().all(|&byte| byte == 0) {
            Next::Torn
        } else {
            Next::Damaged
        };
    }
    match parse(body) {
        Some(record) => Next::Record(record, LENGTHS_LEN + body.len() + CHECKSUM_LEN),
        None => Next::Damaged,
    }
}

fn parse(body: &[u8]) -> Option<Record> {
    let (&rank, mut rest) = body.split_first()?;
    let firm = text(&mut rest)?;
    let matter = match rank {
        FIRM => None,
        MATTER => Some(text(&mut rest)?),
        _ => return None,
    };
    let wrapped = part(&mut rest)?.to_vec();
    rest.is_empty().then_some(Record {
        firm,
        matter,
        wrapped,
    })
}

fn text(rest: &mut &[u8]) -> Option<String> {
    String::from_utf8(part(rest)?.to_vec()).ok()
}

fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (len, after) = rest.split_first_chunk::<2>()?;
    let (part, after) = after.split_at_checked(u16::from_be_bytes(*len).into())?;
    *rest = after;
    Some(part)
}

/// The first eight bytes of SHA-256.
fn checksum(body: &[u8]) -> [u8; CHECKSUM_LEN] {
    let hash = digest::digest(&digest::SHA256, body);
    let mut check = [0; CHECKSUM_LEN];
    check.copy_from_slice(&hash.as_ref()[..CHECKSUM_LEN]);
    check
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => f.write_str("this is not a key store"),
            Self::Version(version) => write!(
                f,
                "the key store is of version {version}, which is not known here"
            ),
            Self::Damaged(at) => write!(
                f,
                "the key store is damaged at byte {at}; restore it from its backup"
            ),
        }
    }
}

impl error::Error for Unreadable {}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id or wrapped key is longer than a key store's record can hold")
    }
}

impl error::Error for TooLong {}
