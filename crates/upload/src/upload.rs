//! An upload as it stands: how long it will be, how far it is, until when it may go on.

use std::fmt;
use std::time::SystemTime;

use crate::checksum::Checksum;
use crate::command::{Limits, Patch};
use crate::{Reason, Refusal};

/// An upload under way. The caller keeps it, with the bytes, between requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upload {
    length: Length,
    offset: u64,
    expires_at: Option<SystemTime>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    Known(u64),
    /// Not told yet; it will be this at most.
    Deferred(u64),
}

impl Length {
    fn at_most(self) -> u64 {
        match self {
            Self::Known(length) | Self::Deferred(length) => length,
        }
    }

    fn known(self) -> Option<u64> {
        match self {
            Self::Known(length) => Some(length),
            Self::Deferred(_) => None,
        }
    }
}

/// An upload was said to stand further than it is long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OffsetPastLength;

impl fmt::Display for OffsetPastLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the upload stands further than it is long")
    }
}

impl std::error::Error for OffsetPastLength {}

/// Leave to read a body: it starts where the upload stands and fits what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedPatch {
    from: u64,
    at_most: u64,
    length: Length,
    checksum: Option<Checksum>,
}

impl AcceptedPatch {
    /// The most bytes to read from the body. A byte more and the body is too large: stop
    /// reading and report what came to [`Upload::advance`], which refuses it.
    #[must_use]
    pub fn at_most(&self) -> u64 {
        self.at_most
    }

    /// The whole upload's length in bytes, once this patch counts; `None` while nobody has told it.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length.known()
    }

    /// The digest to take of the body, if the client asked for a comparison.
    #[must_use]
    pub fn checksum(&self) -> Option<&Checksum> {
        self.checksum.as_ref()
    }
}

impl Upload {
    /// A new upload of `length` bytes, at offset 0.
    #[must_use]
    pub fn new(length: u64, expires_at: Option<SystemTime>) -> Self {
        Self {
            length: Length::Known(length),
            offset: 0,
            expires_at,
        }
    }

    /// An upload at `offset` whose length nobody has told yet (creation-defer-length).
    ///
    /// # Errors
    /// [`OffsetPastLength`] when it is further than any upload may be long.
    pub fn deferred(
        offset: u64,
        limits: &Limits,
        expires_at: Option<SystemTime>,
    ) -> Result<Self, OffsetPastLength> {
        if offset > limits.max_length {
            return Err(OffsetPastLength);
        }
        Ok(Self {
            length: Length::Deferred(limits.max_length),
            offset,
            expires_at,
        })
    }

    /// The upload again, as it was kept.
    ///
    /// # Errors
    /// [`OffsetPastLength`] when what was kept cannot be.
    pub fn resumed(
        length: u64,
        offset: u64,
        expires_at: Option<SystemTime>,
    ) -> Result<Self, OffsetPastLength> {
        if offset > length {
            return Err(OffsetPastLength);
        }
        Ok(Self {
            length: Length::Known(length),
            offset,
            expires_at,
        })
    }

    /// Whether the patch may be read, and how much of it.
    ///
    /// # Errors
    /// [`Reason::Expired`], [`Reason::OffsetConflict`], [`Reason::LengthAlreadySet`], [`Reason::LengthTooShort`], or
    /// [`Reason::TooLarge`] when the body announces more than is missing.
    pub fn check_patch(&self, patch: &Patch, now: SystemTime) -> Result<AcceptedPatch, Refusal> {
        if self.is_expired(now) {
            return Err(Reason::Expired.into());
        }
        if patch.offset != self.offset {
            return Err(Reason::OffsetConflict.into());
        }
        let length = match (self.length, patch.length) {
            (length, None) => length,
            (Length::Known(length), Some(told)) if told != length => {
                return Err(Reason::LengthAlreadySet.into());
            }
            (Length::Deferred(_), Some(told)) if told < self.offset => {
                return Err(Reason::LengthTooShort.into());
            }
            (Length::Deferred(at_most), Some(told)) if told > at_most => {
                return Err(Reason::TooLarge.into());
            }
            (_, Some(told)) => Length::Known(told),
        };
        let missing = length.at_most() - self.offset;
        let at_most = patch.content_length.unwrap_or(missing);
        if at_most > missing {
            return Err(Reason::TooLarge.into());
        }
        Ok(AcceptedPatch {
            from: self.offset,
            at_most,
            length,
            checksum: patch.checksum.clone(),
        })
    }

    /// Moves the offset over `received` bytes that are **durable**. `digest` is that of exactly
    /// those bytes, by the algorithm of [`AcceptedPatch::checksum`].
    ///
    /// A body cut short moves the offset over what came, so the client goes on from there; with
    /// a checksum it does not, since part of a body cannot match the digest of the whole.
    ///
    /// # Errors
    /// [`Reason::OffsetConflict`] when another patch moved the upload meanwhile,
    /// [`Reason::TooLarge`] for more bytes than were accepted, [`Reason::ChecksumMismatch`].
    /// After any of them the offset is where it was and the bytes must be discarded.
    pub fn advance(
        &mut self,
        accepted: &AcceptedPatch,
        received: u64,
        digest: Option<&[u8]>,
    ) -> Result<(), Refusal> {
        if accepted.from != self.offset {
            return Err(Reason::OffsetConflict.into());
        }
        // The second bound matters only for leave given by another upload than this one.
        if received > accepted.at_most || received > self.length.at_most() - self.offset {
            return Err(Reason::TooLarge.into());
        }
        if let Some(checksum) = &accepted.checksum
            && !digest.is_some_and(|digest| checksum.matches(digest))
        {
            return Err(Reason::ChecksumMismatch.into());
        }
        self.offset += received;
        self.length = accepted.length;
        Ok(())
    }

    /// The whole length, in bytes; `None` while nobody has told it.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length.known()
    }

    /// How many bytes are here.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Until when the upload may go on, if it ends by itself.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// Whether every byte is here.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.length() == Some(self.offset)
    }

    /// Whether its time is over. A complete upload has nothing left to expire.
    #[must_use]
    pub fn is_expired(&self, now: SystemTime) -> bool {
        !self.is_complete() && self.expires_at.is_some_and(|end| end <= now)
    }
}
