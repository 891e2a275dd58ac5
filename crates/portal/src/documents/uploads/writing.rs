//! Writing: who may move an upload, and how it moves.
//!
//! The right to write is a row's number, the pen. Taking the pen makes it higher; every change names it, so whoever held an
//! older one can change nothing any more, whatever process it lives in and however late it wakes. While somebody is
//! believed to be at it nobody else may take the pen, but whoever asks where the upload stands takes it out of their hand.

use std::time::Duration;

use anteroom_upload::{AcceptedPatch, Patch, Reason, Refusal};

use super::{super::room::require_room, EXPIRY, Segment, Upload, Whole, count, segments};
use crate::base::{Column, Result, Timestamp, Tx, Under, UploadId, sql};

/// How long the pen counts as held without a sign of life.
const LEASE: Duration = Duration::from_secs(120);

pub(super) const DIGEST_STATE: Column = Column::of("uploads", "digest_state");

sql! {
    TAKE = "update uploads set writer = writer + 1, writer_until = $4
        where firm_id = $1 and id = $2 and writer_until <= $3 and ended_at is null and finished_at is null
        returning writer";
    STATE = "select digest_state from uploads where firm_id = $1 and id = $2";
    EXTEND = "update uploads set writer_until = $4 where firm_id = $1 and id = $2 and writer = $3 and ended_at is null";
    WREST = "update uploads set writer = writer + 1, writer_until = 0 where firm_id = $1 and id = $2 and writer_until > $3";
    MOVE = "update uploads set received = $5, length = $6, digest_state = $7, expires_at = $8, writer_until = $9
        where firm_id = $1 and id = $2 and received = $3 and writer = $4 and ended_at is null and finished_at is null";
}

/// The right to write one upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pen(i64);

impl Pen {
    /// The pen of an upload that is begun and written in one transaction.
    pub(in super::super) const FIRST: Self = Self(0);
}

/// An upload somebody has taken up to write, with what the writer must know of it.
pub struct Writing {
    /// The upload, where it stood when the pen was taken.
    pub upload: Upload,
    /// Leave to read the body.
    pub accepted: AcceptedPatch,
    /// Whether the body's length was announced: then it cannot be refused for its length at the end, and what is durable
    /// counts at once.
    pub is_bounded: bool,
    pub(in super::super) pen: Pen,
    pub(in super::super) segments: Vec<Segment>,
    /// The running SHA-256 of what is here; `None` at the beginning.
    pub(in super::super) digest_state: Option<Vec<u8>>,
}

/// What a writer has made durable, to be counted.
#[derive(Clone, Debug)]
pub(in super::super) struct Kept {
    /// Behind each other from `received` on, but for the first, which may begin earlier and hold what it replaces.
    pub(in super::super) segments: Vec<Segment>,
    /// From which number on they replace smaller ones.
    pub(in super::super) replaces: Option<u32>,
    pub(in super::super) digest_state: Vec<u8>,
    /// The upload's length, if it is known by now.
    pub(in super::super) length: Option<u64>,
    /// What the whole is, once it is here.
    pub(in super::super) whole: Option<Whole>,
    /// Whether the writer puts the pen down.
    pub(in super::super) is_last: bool,
}

impl Writing {
    /// Takes the pen for a patch that fits.
    ///
    /// # Errors
    /// A refusal of the protocol inside; [`Reason::Locked`] while somebody is at it.
    /// [`Error::NotFound`](crate::base::Error::NotFound) as [`Upload::find`].
    pub fn take_up(
        tx: &mut Tx<'_, '_>,
        id: UploadId,
        patch: &Patch,
    ) -> Result<Result<Self, Refusal>> {
        tx.unaudited(
            "the beginning and the end of an upload are recorded, not who writes it meanwhile",
        );
        let upload = Upload::find(tx, id)?;
        if upload
            .concat
            .as_ref()
            .is_some_and(anteroom_upload::Concat::is_final)
        {
            return Ok(Err(Reason::FinalUpload.into()));
        }
        let accepted = match upload.standing()?.check_patch(patch, tx.now().system()) {
            Ok(accepted) => accepted,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let segments = segments::segments(tx, id)?;
        let digest_state = tx
            .row(STATE, &[&tx.firm(), &id], |row| {
                row.get::<Option<Vec<u8>>>(0)
            })?
            .flatten()
            .map(|sealed| tx.open_bytes(Under::Matter(upload.matter), DIGEST_STATE, id, &sealed))
            .transpose()?;
        let pen = if upload.finished_at.is_some() {
            // Nothing is missing, so nothing can be written: a patch of no bytes is answered all the same.
            Pen::FIRST
        } else {
            let now = tx.now();
            let taken = tx.row(TAKE, &[&tx.firm(), &id, &now, &now.after(LEASE)], |row| {
                row.get(0)
            })?;
            match taken {
                Some(writer) => Pen(writer),
                None => return Ok(Err(Reason::Locked.into())),
            }
        };
        Ok(Ok(Self {
            upload,
            accepted,
            is_bounded: patch.content_length.is_some(),
            pen,
            segments,
            digest_state,
        }))
    }
}

impl Upload {
    /// Whether somebody is believed to be writing it.
    pub fn is_being_written(&self, now: Timestamp) -> bool {
        self.writer_until > now
    }

    /// Takes the pen out of the hand of whoever has it; what they had not counted yet is lost to them.
    ///
    /// # Errors
    /// The store's.
    pub fn wrest_pen(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.unaudited("who writes an upload is not recorded");
        tx.run(WREST, &[&tx.firm(), &self.id, &tx.now()])?;
        Ok(())
    }

    /// A sign of life of the writer, or with `puts_down` its end; answers `false` when the pen is no longer theirs.
    pub(in super::super) fn extend(
        &self,
        tx: &mut Tx<'_, '_>,
        pen: Pen,
        puts_down: bool,
    ) -> Result<bool> {
        tx.unaudited("who writes an upload is not recorded");
        let until = if puts_down {
            Timestamp(0)
        } else {
            tx.now().after(LEASE)
        };
        Ok(tx.run(EXTEND, &[&tx.firm(), &self.id, &pen.0, &until])? == 1)
    }

    /// Counts what is durable.
    ///
    /// Answers `false`, having changed nothing, when the pen is no longer theirs or the upload stands elsewhere: the
    /// segments are litter.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::base::Error::NotFound) when the actor lost the matter or the upload was given up;
    /// [`Error::NoRoom`](crate::base::Error::NoRoom) when it is longer than announced and there is no room for that.
    pub(in super::super) fn keep(
        &mut self,
        tx: &mut Tx<'_, '_>,
        pen: Pen,
        kept: &Kept,
    ) -> Result<bool> {
        tx.unaudited("a segment is part of an upload whose beginning and end are recorded");
        Self::find(tx, self.id)?;
        let received = kept.segments.last().map_or(self.received, Segment::ends_at);
        // What was not announced at the beginning takes its room now.
        let reserved = self.length.unwrap_or(self.received);
        let takes = kept.length.unwrap_or(received);
        if takes > reserved {
            require_room(tx, self.matter, takes - reserved)?;
        }
        let state = tx.seal_bytes(
            Under::Matter(self.matter),
            DIGEST_STATE,
            self.id,
            &kept.digest_state,
        )?;
        let until = if kept.is_last {
            Timestamp(0)
        } else {
            tx.now().after(LEASE)
        };
        let expires_at = tx.now().after(EXPIRY);
        let moved = tx.run(
            MOVE,
            &[
                &tx.firm(),
                &self.id,
                &count(self.received)?,
                &pen.0,
                &count(received)?,
                &kept.length.map(count).transpose()?,
                &state,
                &expires_at,
                &until,
            ],
        )?;
        if moved == 0 {
            return Ok(false);
        }
        if let Some(number) = kept.replaces {
            segments::forget_from(tx, self.id, number)?;
        }
        for segment in &kept.segments {
            segments::keep(tx, self.id, segment)?;
        }
        (self.received, self.length, self.expires_at) = (received, kept.length, expires_at);
        if let Some(whole) = &kept.whole {
            whole.note(tx, self)?;
            self.finished_at = Some(tx.now());
        }
        Ok(true)
    }
}
