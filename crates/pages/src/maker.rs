//! The parent's side: starts a child for one document, feeds it and hands its pages on.
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
    Kind, Limits, Page, Reason, child,
    wire::{self, Frame, Request},
};

const CHUNK: usize = 64 << 10;

/// Makes pages by starting `program` with `args`, which must end in [`child::run`] on its standard streams.
#[derive(Clone, Debug)]
pub struct Maker {
    /// An absolute path: the child has no environment and no `PATH`.
    pub program: PathBuf,
    /// The arguments, always the same: nothing from a document comes here.
    pub args: Vec<String>,
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
        let (sender, receiver) = channel(1);
        let started = self.start();
        tokio::spawn(async move {
            let made = async {
                let mut child = started.map_err(Failure::Child)?;
                follow(&mut child, input, Request { kind, limits }, &sender).await
            };
            let failed = tokio::select! {
                made = made => made.err(),
                () = sender.closed() => None,
            };
            if let Some(failure) = failed {
                // Nobody is left to tell when the reader has gone.
                sender.send(Err(failure)).await.ok();
            }
        });
        receiver
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the one program the product starts: its own page child"
    )]
    fn start(&self) -> io::Result<Child> {
        Command::new(&self.program)
            .args(&self.args)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
    }
}

async fn follow(
    child: &mut Child,
    input: impl AsyncRead + Unpin,
    request: Request,
    pages: &Sender<Result<Page, Failure>>,
) -> Result<(), Failure> {
    let missing = || Failure::Child(io::ErrorKind::BrokenPipe.into());
    let to_child = child.stdin.take().ok_or_else(missing)?;
    let from_child = child.stdout.take().ok_or_else(missing)?;
    let feeding = feed(input, to_child, &request);
    let reading = collect(child, from_child, &request.limits, pages);
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

async fn collect(
    child: &mut Child,
    mut from_child: impl AsyncRead + Unpin,
    limits: &Limits,
    pages: &Sender<Result<Page, Failure>>,
) -> Result<(), Failure> {
    let mut left = Duration::from_secs(limits.wall_seconds);
    loop {
        let since = Instant::now();
        let frame = timeout(left, wire::read(&mut from_child)).await;
        left = left.saturating_sub(since.elapsed());
        match frame.map_err(|_| Reason::TooLarge)? {
            Ok(Frame::Page(page)) => {
                // The receiver is gone; so will be this task.
                if pages.send(Ok(page)).await.is_err() {
                    return Ok(());
                }
            }
            Ok(Frame::Refused(reason)) => return Err(reason.into()),
            Ok(Frame::End) => return Ok(()),
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
