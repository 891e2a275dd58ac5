//! The child's side: the hidden subcommand that draws one document and ends.

use std::io::{self, BufRead, BufReader, Read, Write};

use crate::{
    Stopped, confine,
    wire::{self, Frame, Request},
};

/// The exit status of a child that could not confine itself, and therefore read nothing (`EX_OSERR` of sysexits).
pub const UNCONFINED: u8 = 71;
/// In bytes: our own parent's request has a few hundred.
const MAX_REQUEST: u64 = 4096;

/// Why a child ends without an end frame.
#[derive(Debug)]
pub enum Ended {
    /// It could not give up its rights; exit with [`UNCONFINED`].
    Unconfined(io::Error),
    /// The parent is gone or spoke nonsense.
    Broken(io::Error),
}

/// Answers one request from `input` on `output`, having first confined the whole process for good.
///
/// Call it first in `main`, before any thread starts: a thread's stack counts against the memory limit, and the descriptors that are
/// open here stay open.
///
/// # Errors
/// See [`Ended`]. A document that cannot be drawn is an answer, not an error.
pub fn run(input: impl Read, mut output: impl Write) -> Result<(), Ended> {
    let mut input = BufReader::new(input);
    let mut line = Vec::new();
    let asked = (&mut input).take(MAX_REQUEST).read_until(b'\n', &mut line);
    asked.map_err(Ended::Broken)?;
    let request: Request =
        serde_json::from_slice(&line).map_err(|error| Ended::Broken(error.into()))?;
    confine::confine(&request.limits).map_err(Ended::Unconfined)?;

    let made = crate::make(input, request.kind, &request.limits, |page| {
        wire::write(&mut output, Frame::Page(page))
    });
    let last = match made {
        Ok(()) => Frame::End,
        Err(Stopped::Refused(reason)) => Frame::Refused(reason),
        Err(Stopped::Io(error)) => return Err(Ended::Broken(error)),
    };
    wire::write(&mut output, last).map_err(Ended::Broken)
}
