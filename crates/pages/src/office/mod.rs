//! Office documents: converted to PDF by LibreOffice where it is installed, and drawn from there like any PDF.
//!
//! LibreOffice is millions of lines that read formats nobody reads completely, so it is taken for lost from its first byte on:
//! it runs once for each document, in memory that vanishes with it ([`room`]), able to reach nothing else ([`confine`]), for
//! as long and with as much as [`Limits`] give. What it hands back is a PDF nobody vouches for, which the child that
//! draws PDFs takes from there. The invariant: no word of the document, its name included, reaches the command line, and no
//! byte of it reaches a disk.

mod confine;
mod room;

use std::{
    fmt, fs, io,
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::ExitStatus,
    time::Duration,
};

use serde::{Deserialize, Serialize};
use tokio::{
    fs::File,
    io::{AsyncRead, AsyncWriteExt},
    process::Child,
    time::{Instant, timeout},
};

use crate::{Failure, Limits, Reason, child, wire};
use room::Room;

pub(crate) use confine::become_converter;

/// Where systems put the command; it leads to the folder of the program.
const COMMANDS: [&str; 4] = [
    "/usr/bin/soffice",
    "/usr/local/bin/soffice",
    "/usr/bin/libreoffice",
    "/opt/libreoffice/program/soffice",
];
/// The program behind the command, which does without the shell script in front of it.
const PROGRAM: &str = "soffice.bin";
/// What it answers when it wants to be started again: always at its first start with new settings.
const AGAIN: i32 = 81;
const STARTS: usize = 3;
/// Bytes of a document. Office documents of more are rare, and take the program minutes.
const MOST_BYTES: u64 = 64 << 20;
/// Of [`Limits::bytes`]: everything it may have written at a time.
const ROOM: u64 = 2;
/// How often the room is measured.
const LOOK: Duration = Duration::from_millis(100);

/// An installed LibreOffice, and a machine that can confine it.
#[derive(Clone, Debug)]
pub struct Office {
    program: PathBuf,
}

/// Why office documents cannot be converted here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoOffice {
    /// There is no LibreOffice.
    NotInstalled,
    /// The kernel has no Landlock (Linux 5.13), so files could not be kept from it.
    NoLandlock,
    /// `/dev/shm` does not lie in memory, or cannot be written to.
    NoMemory,
}

impl fmt::Display for NoOffice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotInstalled => "LibreOffice is not installed",
            Self::NoLandlock => "the kernel has no Landlock to confine LibreOffice with",
            Self::NoMemory => "/dev/shm is no file system in memory that can be written to",
        })
    }
}

/// What the child that becomes the converter has to know.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Desk {
    program: PathBuf,
    room: PathBuf,
}

impl Office {
    /// Looks for LibreOffice where systems install it.
    ///
    /// # Errors
    /// See [`NoOffice`].
    pub fn find() -> Result<Self, NoOffice> {
        let found = COMMANDS
            .iter()
            .find_map(|command| Self::behind(Path::new(command)));
        found.ok_or(NoOffice::NotInstalled)?.checked()
    }

    /// The LibreOffice behind a command such as `/usr/bin/soffice`.
    ///
    /// # Errors
    /// See [`NoOffice`].
    pub fn at(command: &Path) -> Result<Self, NoOffice> {
        Self::behind(command)
            .ok_or(NoOffice::NotInstalled)?
            .checked()
    }

    fn behind(command: &Path) -> Option<Self> {
        let program = fs::canonicalize(command).ok()?.with_file_name(PROGRAM);
        program.is_file().then_some(Self { program })
    }

    fn checked(self) -> Result<Self, NoOffice> {
        if !confine::is_possible() {
            return Err(NoOffice::NoLandlock);
        }
        Room::make().map(|_| self).map_err(|_| NoOffice::NoMemory)
    }

    /// Converts a document; `start` starts a child of ours that will obey a request.
    pub(crate) async fn convert(
        &self,
        start: impl Fn() -> io::Result<Child>,
        input: impl AsyncRead + Unpin,
        limits: &Limits,
    ) -> Result<Converted, Failure> {
        let room = Room::make().map_err(Failure::Child)?;
        room.fill(input, limits.bytes.min(MOST_BYTES)).await?;
        let mut left = Duration::from_secs(limits.wall_seconds);
        for _ in 0..STARTS {
            let mut child = start().map_err(Failure::Child)?;
            self.order(&mut child, &room, limits)
                .await
                .map_err(Failure::Child)?;
            let status = watch(&mut child, &room, &mut left, limits).await?;
            if status.code() != Some(AGAIN) {
                return Converted::of(room, status).await;
            }
        }
        Err(Reason::Unsupported.into())
    }

    async fn order(&self, child: &mut Child, room: &Room, limits: &Limits) -> io::Result<()> {
        let desk = Desk {
            program: self.program.clone(),
            room: room.folder().to_owned(),
        };
        let request = wire::Request {
            task: wire::Task::Convert(desk),
            limits: *limits,
        };
        let mut line = serde_json::to_vec(&request)?;
        line.push(b'\n');
        let mut to_child = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        to_child.write_all(&line).await
    }
}

/// A PDF in memory, which is gone when this is dropped.
pub(crate) struct Converted {
    pub(crate) pdf: File,
    _room: Room,
}

impl Converted {
    async fn of(room: Room, status: ExitStatus) -> Result<Self, Failure> {
        match (status.code(), status.signal()) {
            (Some(code), _) if code == i32::from(child::UNCONFINED) => {
                return Err(Failure::Child(io::Error::other(
                    "LibreOffice could not be confined: the kernel must allow Landlock and seccomp filters",
                )));
            }
            // Out of processor time, of the length of a file, or of memory.
            (_, Some(libc::SIGXCPU | libc::SIGXFSZ | libc::SIGKILL | libc::SIGABRT)) => {
                return Err(Reason::TooLarge.into());
            }
            _ => {}
        }
        match File::open(room.converted()).await {
            Ok(pdf) => Ok(Self { pdf, _room: room }),
            // It says on its screen why it did not read a document, and nobody reads along.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(Reason::Unsupported.into())
            }
            Err(error) => Err(Failure::Child(error)),
        }
    }
}

/// Waits for the converter, and ends it when its time is up or its room is full.
async fn watch(
    child: &mut Child,
    room: &Room,
    left: &mut Duration,
    limits: &Limits,
) -> Result<ExitStatus, Failure> {
    let most_room = limits.bytes.saturating_mul(ROOM);
    let since = Instant::now();
    loop {
        if let Ok(ended) = timeout(LOOK, child.wait()).await {
            *left = left.saturating_sub(since.elapsed());
            return ended.map_err(Failure::Child);
        }
        if since.elapsed() > *left || room.taken() > most_room {
            child.kill().await.map_err(Failure::Child)?;
            return Err(Reason::TooLarge.into());
        }
    }
}
