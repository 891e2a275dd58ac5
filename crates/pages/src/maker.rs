//! The parent's side: starts a child for one document, feeds it and hands on what it made.
//!
//! At most one page waits here and one is being read, so the memory a document takes in the parent does not grow with
//! its pages. Whatever the child does, it is gone when the receiver is dropped or the time is up.

use std::{
    io, os::unix::process::ExitStatusExt, path::PathBuf, process::ExitStatus, process::Stdio,
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    process::{Child, Command},
    sync::mpsc::{Receiver, Sender, channel},
    time::{Instant, timeout},
};

use crate::{
    Kind, Limits, Office, Page, Paper, Photo, Reason, child,
    wire::{self, Frame, Request, Task},
};

const CHUNK: usize = 64 << 10;

/// Makes pages by starting `program` with `args`, which must end in [`child::run`] on its standard streams.
#[derive(Clone, Debug)]
pub struct Maker {
    /// An absolute path: the child has no environment and no `PATH`.
    pub program: PathBuf,
    /// The arguments, always the same: nothing from a document comes here.
    pub args: Vec<String>,
    /// What office documents are converted by; without it they have no pages.
    pub office: Option<Office>,
}

/// Why there are no more pages.
#[derive(Debug)]
pub enum Failure {
    /// The document is at fault: show the reader why.
    Refused(Reason),
    /// The document could not be read from where it is kept; it may well be fine.
    Input(io::Error),
    /// The child could not start or could not confine itself: the operator's to mend.
    Child(io::Error),
}

impl From<Reason> for Failure {
    fn from(reason: Reason) -> Self {
        Self::Refused(reason)
    }
}

impl Maker {
    /// Starts making the pages of `input`; they arrive in order, and a failure, if any, is the last item.
    ///
    /// Must be called within a Tokio runtime. Dropping the receiver ends the child.
    pub fn make(
        &self,
        input: impl AsyncRead + Send + Unpin + 'static,
        kind: Kind,
        limits: Limits,
    ) -> Receiver<Result<Page, Failure>> {
        let maker = self.clone();
        hand_on(move |sender| async move {
            if kind != Kind::Office {
                return maker.draw(input, kind, limits, &sender).await;
            }
            let office = maker.office.as_ref().ok_or(Reason::Unsupported)?;
            let start = || maker.start(Stdio::null());
            let mut converted = office.convert(start, input, &limits).await?;
            maker
                .draw(&mut converted.pdf, Kind::Pdf, limits, &sender)
                .await
        })
    }

    /// Starts laying photographs on paper; `input` holds their bytes behind each other. The PDF arrives in pieces, and a
    /// failure, if any, is the last item: then the pieces before it are no PDF.
    ///
    /// Must be called within a Tokio runtime. Dropping the receiver ends the child.
    pub fn join(
        &self,
        input: impl AsyncRead + Send + Unpin + 'static,
        photos: Vec<Photo>,
        paper: Paper,
        limits: Limits,
    ) -> Receiver<Result<Vec<u8>, Failure>> {
        let maker = self.clone();
        hand_on(move |sender| async move {
            // Pixels encoded anew may take more room than they came in, but not without end.
            let mut left = limits.bytes.saturating_mul(2);
            let take = |frame| match frame {
                Frame::Piece(piece) => {
                    left = left.checked_sub(piece.len() as u64)?;
                    Some(piece)
                }
                _ => None,
            };
            let mut child = maker.start(Stdio::piped()).map_err(Failure::Child)?;
            let task = Task::Join { photos, paper };
            follow(&mut child, input, Request { task, limits }, take, &sender).await
        })
    }

    async fn draw(
        &self,
        input: impl AsyncRead + Unpin,
        kind: Kind,
        limits: Limits,
        pages: &Sender<Result<Page, Failure>>,
    ) -> Result<(), Failure> {
        let take = |frame| match frame {
            Frame::Page(page) => Some(page),
            _ => None,
        };
        let mut child = self.start(Stdio::piped()).map_err(Failure::Child)?;
        let task = Task::Pages(kind);
        follow(&mut child, input, Request { task, limits }, take, pages).await
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the one program the product starts: its own page child"
    )]
    fn start(&self, output: Stdio) -> io::Result<Child> {
        Command::new(&self.program)
            .args(&self.args)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(output)
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
    }
}

/// Runs the work in a task of its own that ends when nobody waits for it any more.
fn hand_on<T, W>(work: impl FnOnce(Sender<Result<T, Failure>>) -> W) -> Receiver<Result<T, Failure>>
where
    T: Send + 'static,
    W: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let (sender, receiver) = channel(1);
    let work = work(sender.clone());
    tokio::spawn(async move {
        let failed = tokio::select! {
            made = work => made.err(),
            () = sender.closed() => None,
        };
        if let Some(failure) = failed {
            // Nobody is left to tell when the reader has gone.
            sender.send(Err(failure)).await.ok();
        }
    });
    receiver
}

/// Feeds a child and hands on what `take` finds in its frames.
async fn follow<T>(
    child: &mut Child,
    input: impl AsyncRead + Unpin,
    request: Request,
    take: impl FnMut(Frame) -> Option<T>,
    items: &Sender<Result<T, Failure>>,
) -> Result<(), Failure> {
    let missing = || Failure::Child(io::ErrorKind::BrokenPipe.into());
    let to_child = child.stdin.take().ok_or_else(missing)?;
    let from_child = child.stdout.take().ok_or_else(missing)?;
    let feeding = feed(input, to_child, &request);
    let reading = collect(child, from_child, &request.limits, take, items);
    tokio::pin!(feeding, reading);
    tokio::select! {
        fed = &mut feeding => {
            fed?;
            reading.await
        }
        read = &mut reading => read,
    }
}

/// Writes the request and the document, then closes the child's input.
async fn feed(
    mut input: impl AsyncRead + Unpin,
    mut to_child: impl AsyncWrite + Unpin,
    request: &Request,
) -> Result<(), Failure> {
    let mut bytes = serde_json::to_vec(request).map_err(|error| Failure::Child(error.into()))?;
    bytes.push(b'\n');
    loop {
        // A child that stops listening has its reasons, and tells them on its output.
        if to_child.write_all(&bytes).await.is_err() {
            return Ok(());
        }
        bytes.resize(CHUNK, 0);
        let read = input.read(&mut bytes).await.map_err(Failure::Input)?;
        if read == 0 {
            return Ok(());
        }
        bytes.truncate(read);
    }
}

async fn collect<T>(
    child: &mut Child,
    mut from_child: impl AsyncRead + Unpin,
    limits: &Limits,
    mut take: impl FnMut(Frame) -> Option<T>,
    items: &Sender<Result<T, Failure>>,
) -> Result<(), Failure> {
    let mut left = Duration::from_secs(limits.wall_seconds);
    loop {
        let since = Instant::now();
        let frame = timeout(left, wire::read(&mut from_child)).await;
        left = left.saturating_sub(since.elapsed());
        match frame.map_err(|_| Reason::TooLarge)? {
            Ok(Frame::Refused(reason)) => return Err(reason.into()),
            Ok(Frame::End) => return Ok(()),
            Ok(frame) => {
                let item = take(frame).ok_or(Reason::Damaged)?;
                // The receiver is gone; so will be this task.
                if items.send(Ok(item)).await.is_err() {
                    return Ok(());
                }
            }
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                let ended = timeout(left, child.wait())
                    .await
                    .map_err(|_| Reason::TooLarge)?;
                return Err(death(ended.map_err(Failure::Child)?));
            }
            Err(_) => return Err(Reason::Damaged.into()),
        }
    }
}

/// What a child's death without a last word says about its document.
fn death(status: ExitStatus) -> Failure {
    match (status.code(), status.signal()) {
        (Some(code), _) if code == i32::from(child::UNCONFINED) => {
            Failure::Child(io::Error::other(
                "the child could not confine itself: the kernel must allow seccomp filters",
            ))
        }
        // Out of processor time, or out of memory or stack.
        (_, Some(libc::SIGXCPU | libc::SIGKILL | libc::SIGABRT)) => Reason::TooLarge.into(),
        _ => Reason::Damaged.into(),
    }
}
