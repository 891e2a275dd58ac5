//! The form's bytes, cut at its boundary.
//!
//! Pure: bytes are pushed, events are taken, and `None` means more bytes are needed. However the
//! bytes are cut into pushes, the parts are the same. What has been pushed and cannot be given
//! out yet is never more than one part's headers or one delimiter.

use bytes::{Buf, BufMut, Bytes, BytesMut};
use memchr::memmem::{self, Finder};

use super::{Limits, Part, Refusal};

/// What comes next in a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event {
    Part(Part),
    Chunk(Bytes),
    PartEnd,
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first delimiter, which has no line break in front.
    Start,
    /// After a delimiter: another part, or the end.
    Delimited,
    Headers,
    Body,
    End,
}

#[derive(Debug)]
pub(super) struct Parser {
    /// `\r\n--boundary`.
    delimiter: Finder<'static>,
    limits: Limits,
    buffer: BytesMut,
    state: State,
    parts: usize,
}

impl Parser {
    pub(super) fn new(boundary: &str, limits: Limits) -> Self {
        let delimiter = format!("\r\n--{boundary}");
        Self {
            delimiter: Finder::new(&delimiter).into_owned(),
            limits,
            buffer: BytesMut::new(),
            state: State::Start,
            parts: 0,
        }
    }

    pub(super) fn push(&mut self, bytes: impl Buf) {
        // What follows the last delimiter is to be ignored (RFC 2046 section 5.1.1).
        if self.state != State::End {
            self.buffer.put(bytes);
        }
    }

    pub(super) fn next(&mut self) -> Result<Option<Event>, Refusal> {
        loop {
            match self.state {
                State::Start => {
                    let first = &self.delimiter.needle()[2..];
                    if self.buffer.len() < first.len() {
                        return Ok(None);
                    }
                    if !self.buffer.starts_with(first) {
                        return Err(Refusal::Malformed(
                            "the form does not begin with its boundary",
                        ));
                    }
                    self.buffer.advance(first.len());
                    self.state = State::Delimited;
                }
                State::Delimited => {
                    if self.buffer.len() < 2 {
                        return Ok(None);
                    }
                    self.state = match &self.buffer.split_to(2)[..] {
                        b"\r\n" => State::Headers,
                        b"--" => State::End,
                        _ => return Err(Refusal::Malformed("a boundary line goes on")),
                    };
                }
                State::Headers => return self.headers(),
                State::Body => return Ok(self.body()),
                State::End => {
                    self.buffer.clear();
                    return Ok(Some(Event::End));
                }
            }
        }
    }

    fn headers(&mut self) -> Result<Option<Event>, Refusal> {
        const BLANK: &[u8] = b"\r\n\r\n";
        let seen = self
            .buffer
            .len()
            .min(self.limits.header_bytes + BLANK.len());
        let Some(end) = memmem::find(&self.buffer[..seen], BLANK) else {
            if seen < self.buffer.len() {
                return Err(Refusal::HeadersTooLarge);
            }
            return Ok(None);
        };
        if self.parts == self.limits.parts {
            return Err(Refusal::TooMany);
        }
        self.parts += 1;
        let part = Part::parse(&self.buffer.split_to(end))?;
        self.buffer.advance(BLANK.len());
        self.state = State::Body;
        Ok(Some(Event::Part(part)))
    }

    fn body(&mut self) -> Option<Event> {
        let delimiter = self.delimiter.needle().len();
        match self.delimiter.find(&self.buffer) {
            Some(0) => {
                self.buffer.advance(delimiter);
                self.state = State::Delimited;
                Some(Event::PartEnd)
            }
            Some(at) => Some(Event::Chunk(self.buffer.split_to(at).freeze())),
            None => {
                // The last bytes may be the beginning of a delimiter.
                let sure = self.buffer.len().saturating_sub(delimiter - 1);
                (sure > 0).then(|| Event::Chunk(self.buffer.split_to(sure).freeze()))
            }
        }
    }
}
