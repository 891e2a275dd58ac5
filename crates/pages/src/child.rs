//! The child's side: the hidden subcommand that draws one document, or lays photographs on paper, and ends.

use std::io::{self, BufRead, BufReader, Read, Write};

use crate::{
    Limits, Stopped, confine, office, photos,
    wire::{self, Frame, Request, Task},
};

/// The exit status of a child that could not confine itself, and therefore read nothing (`EX_OSERR` of sysexits).
pub const UNCONFINED: u8 = 71;
/// In bytes: our own parent's request has a few hundred, and forty for every photograph.
const MAX_REQUEST: u64 = 16 << 10;

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
    let limits = &request.limits;
    let ended = match request.task {
        Task::Convert(desk) => {
            return Err(Ended::Unconfined(office::become_converter(&desk, limits)));
        }
        Task::Pages(kind) => {
            confine(limits)?;
            crate::make(input, kind, limits, |page| {
                wire::write(&mut output, Frame::Page(page))
            })
        }
        Task::Join { photos, paper } => {
            confine(limits)?;
            photos::join(input, &photos, paper, limits, |piece| {
                wire::write(&mut output, Frame::Piece(piece))
            })
        }
    };
    let last = match ended {
        Ok(()) => Frame::End,
        Err(Stopped::Refused(reason)) => Frame::Refused(reason),
        Err(Stopped::Io(error)) => return Err(Ended::Broken(error)),
    };
    wire::write(&mut output, last).map_err(Ended::Broken)
}

fn confine(limits: &Limits) -> Result<(), Ended> {
    confine::confine(limits).map_err(Ended::Unconfined)
}
