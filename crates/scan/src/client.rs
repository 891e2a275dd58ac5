//! Asking a scanner: one connection a question, each step with its own time limit.

use std::{fmt, future::Future, time::Duration};

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpStream, UnixStream},
    time::timeout,
};

use crate::{
    Place, Verdict,
    wire::{self, BEGIN, END, LONGEST_REPLY},
};

/// How long a scanner may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Until it accepts a connection.
    pub connect: Duration,
    /// Until it takes one piece of a content.
    pub piece: Duration,
    /// From the end of the question to the whole of the answer.
    pub answer: Duration,
}

impl Default for Patience {
    /// Five seconds, a minute, five minutes: clamd's own limit for one content is two.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            piece: Duration::from_secs(60),
            answer: Duration::from_secs(300),
        }
    }
}

/// A scanner, by where it listens. Nothing is open between questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scanner {
    place: Place,
    largest: u64,
    patience: Patience,
}

trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Wire for T {}

/// Why sending a content ended before its end.
enum Stopped<E> {
    Content(E),
    Wire(String),
    Length,
}

impl Scanner {
    /// A scanner that is sent contents of at most `largest` bytes.
    pub fn at(place: Place, largest: u64) -> Self {
        Self {
            place,
            largest,
            patience: Patience::default(),
        }
    }

    /// The same scanner, waited for as long as this.
    #[must_use]
    pub fn waited_for(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// Where it listens.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The largest content it is sent, in bytes.
    pub fn largest(&self) -> u64 {
        self.largest
    }

    /// Whether it answers (`PING`).
    ///
    /// # Errors
    /// Why not, for a log.
    pub async fn ping(&self) -> Result<(), String> {
        match self.ask(b"zPING\0").await?.as_str() {
            "PONG" => Ok(()),
            other => Err(format!("it said “{other}”")),
        }
    }

    /// What it is, with the number and day of its signatures (`VERSION`): `ClamAV 1.4.6/27540/Tue Feb  4 09:35:10 2025`.
    ///
    /// # Errors
    /// Why it does not answer, for a log.
    pub async fn version(&self) -> Result<String, String> {
        self.ask(b"zVERSION\0").await
    }

    /// Asks about a content of exactly `length` bytes. One longer than [`largest`](Self::largest) is not sent; one that turns
    /// out shorter or longer is [`Verdict::Unreachable`].
    ///
    /// # Errors
    /// The content's own: it could not be read, and nothing is known of it.
    pub async fn scan<S, E>(&self, length: u64, content: S) -> Result<Verdict, E>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Send,
    {
        if length > self.largest {
            return Ok(Verdict::TooLarge);
        }
        let wire = match self.connect().await {
            Ok(wire) => wire,
            Err(why) => return Ok(Verdict::Unreachable(why)),
        };
        let (mut reading, writing) = tokio::io::split(wire);
        let mut answer = std::pin::pin!(reply(&mut reading));
        // Sending is looked at first: an answer that is there as well then came after the end.
        let sent = tokio::select! {
            biased;
            sent = self.send(writing, length, content) => sent,
            early = &mut answer => return Ok(self.before_the_end(early)),
        };
        match sent {
            Ok(_open) => Ok(match self.within_answer(answer).await {
                Ok(reply) => wire::verdict(&reply),
                Err(why) => Verdict::Unreachable(why),
            }),
            Err(Stopped::Content(error)) => Err(error),
            Err(Stopped::Length) => Ok(Verdict::Unreachable(
                "the content is not as long as was said".into(),
            )),
            // A scanner that takes no more says why before it closes.
            Err(Stopped::Wire(why)) => Ok(match timeout(self.patience.connect, answer).await {
                Ok(early) => self.before_the_end(early),
                Err(_) => Verdict::Unreachable(why),
            }),
        }
    }

    /// What an answer means that came before everything was sent: it may refuse or warn, but not clear.
    fn before_the_end(&self, answer: Result<Vec<u8>, String>) -> Verdict {
        match answer.map(|reply| wire::verdict(&reply)) {
            Ok(Verdict::Clean) => Verdict::Unreachable("it answered before the end".into()),
            Ok(verdict) => verdict,
            Err(why) => Verdict::Unreachable(why),
        }
    }

    /// Sends everything and the mark of the end; gives the way back, which must stay open until the answer.
    async fn send<W, S, E>(&self, mut wire: W, length: u64, content: S) -> Result<W, Stopped<E>>
    where
        W: AsyncWrite + Unpin + Send,
        S: Stream<Item = Result<Bytes, E>> + Send,
    {
        let mut content = std::pin::pin!(content);
        self.put(&mut wire, BEGIN).await?;
        let mut sent = 0_u64;
        while let Some(chunk) = content.next().await {
            let chunk = chunk.map_err(Stopped::Content)?;
            sent += chunk.len() as u64;
            if sent > length {
                return Err(Stopped::Length);
            }
            for (length, piece) in wire::pieces(chunk) {
                self.put(&mut wire, &length).await?;
                self.put(&mut wire, &piece).await?;
            }
        }
        // A content that ended early, for whatever reason, was not looked at whole.
        if sent < length {
            return Err(Stopped::Length);
        }
        self.put(&mut wire, &END).await?;
        Ok(wire)
    }

    async fn put<E>(
        &self,
        wire: &mut (impl AsyncWrite + Unpin),
        bytes: &[u8],
    ) -> Result<(), Stopped<E>> {
        match timeout(self.patience.piece, wire.write_all(bytes)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(Stopped::Wire(format!("it takes no more: {error}"))),
            Err(_) => Err(Stopped::Wire("it took nothing for too long".into())),
        }
    }

    async fn ask(&self, command: &[u8]) -> Result<String, String> {
        let mut wire = self.connect().await?;
        self.put::<std::convert::Infallible>(&mut wire, command)
            .await
            .map_err(|stopped| match stopped {
                Stopped::Wire(why) => why,
                Stopped::Content(never) => match never {},
                Stopped::Length => "a command has no length".into(),
            })?;
        let reply = timeout(self.patience.connect, reply(&mut wire))
            .await
            .map_err(|_| silent())??;
        Ok(wire::legible(String::from_utf8_lossy(&reply).trim()))
    }

    async fn within_answer(
        &self,
        answer: impl Future<Output = Result<Vec<u8>, String>>,
    ) -> Result<Vec<u8>, String> {
        timeout(self.patience.answer, answer)
            .await
            .map_err(|_| silent())?
    }

    async fn connect(&self) -> Result<Box<dyn Wire>, String> {
        let connecting = async {
            Ok::<Box<dyn Wire>, std::io::Error>(match &self.place {
                Place::Socket(path) => Box::new(UnixStream::connect(path).await?),
                Place::Address(address) => {
                    let stream = TcpStream::connect(address).await?;
                    // The mark of the end is four bytes: it must not wait for more.
                    stream.set_nodelay(true)?;
                    Box::new(stream)
                }
            })
        };
        match timeout(self.patience.connect, connecting).await {
            Ok(Ok(wire)) => Ok(wire),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("it accepts no connection".into()),
        }
    }
}

impl fmt::Display for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place)
    }
}

fn silent() -> String {
    "it did not answer in time".into()
}

/// A whole reply, without the zero byte that ends it. What is cut off is no reply: it could have gone on.
async fn reply(wire: &mut (impl AsyncRead + Unpin)) -> Result<Vec<u8>, String> {
    let mut reply = Vec::new();
    let mut some = [0_u8; 512];
    loop {
        let count = wire
            .read(&mut some)
            .await
            .map_err(|error| format!("the connection broke: {error}"))?;
        if count == 0 {
            return Err("it closed the connection without an answer".into());
        }
        reply.extend_from_slice(&some[..count]);
        if let Some(end) = reply.iter().position(|byte| *byte == 0) {
            reply.truncate(end);
            return Ok(reply);
        }
        if reply.len() > LONGEST_REPLY {
            return Err("its answer does not end".into());
        }
    }
}
