//! A scanner for tests: speaks clamd's protocol on a spare port of this machine, finds what it is told to find, and can
//! misbehave in the ways scanners do. It reads the protocol by code of its own.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// How the fake behaves to the next connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manner {
    /// As a scanner should.
    Answers,
    /// Takes everything and never answers, like a process that was stopped.
    Silent,
    /// Closes every connection at once, like a scanner on its way down.
    Gone,
    /// Answers these bytes as soon as a content has begun.
    Early(Vec<u8>),
    /// Answers these bytes when a content has ended, then closes.
    Says(Vec<u8>),
}

struct State {
    manner: Manner,
    marks: Vec<(Vec<u8>, String)>,
    most: u64,
    looked: Vec<u64>,
}

/// The fake scanner; it ends when this is dropped.
pub struct Fake {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    listening: JoinHandle<()>,
}

impl Fake {
    /// Listens on a spare port of this machine.
    ///
    /// # Errors
    /// The system's.
    pub async fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let state = Arc::new(Mutex::new(State {
            manner: Manner::Answers,
            marks: Vec::new(),
            most: u64::MAX,
            looked: Vec::new(),
        }));
        let shared = state.clone();
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, shared.clone()));
            }
        });
        Ok(Self {
            address,
            state,
            listening,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Finds these bytes from now on, under this name.
    pub fn finds(&self, mark: &[u8], name: &str) {
        self.state().marks.push((mark.to_vec(), name.to_owned()));
    }

    /// Takes no content longer than this (`StreamMaxLength`).
    pub fn takes_at_most(&self, bytes: u64) {
        self.state().most = bytes;
    }

    /// Behaves like this from now on.
    pub fn behaves(&self, manner: Manner) {
        self.state().manner = manner;
    }

    /// The lengths of the contents it has looked at whole, in order.
    pub fn looked(&self) -> Vec<u64> {
        self.state().looked.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn answer(mut stream: TcpStream, state: Arc<Mutex<State>>) {
    // A connection that breaks is the other side's affair.
    let _ = converse(&mut stream, &state).await;
}

async fn converse(stream: &mut TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let manner = lock(state).manner.clone();
    if manner == Manner::Gone {
        return Ok(());
    }
    let mut command = Vec::new();
    loop {
        match stream.read_u8().await? {
            0 => break,
            byte => command.push(byte),
        }
    }
    if manner == Manner::Silent {
        // Until the other side gives up.
        while stream.read(&mut [0; 4096]).await? > 0 {}
        return Ok(());
    }
    let said = match command.as_slice() {
        b"zPING" => b"PONG\0".to_vec(),
        b"zVERSION" => b"Fake 1.0/1/Tue Nov 24 09:00:00 2026\0".to_vec(),
        b"zINSTREAM" => look(stream, state, &manner).await?,
        _ => b"UNKNOWN COMMAND\0".to_vec(),
    };
    stream.write_all(&said).await
}

async fn look(
    stream: &mut TcpStream,
    state: &Mutex<State>,
    manner: &Manner,
) -> std::io::Result<Vec<u8>> {
    if let Manner::Early(said) = manner {
        return Ok(said.clone());
    }
    let most = lock(state).most;
    let mut content = Vec::new();
    loop {
        let length = stream.read_u32().await?;
        if length == 0 {
            break;
        }
        if content.len() as u64 + u64::from(length) > most {
            return Ok(b"INSTREAM size limit exceeded. ERROR\0".to_vec());
        }
        let from = content.len();
        content.resize(from + length as usize, 0);
        stream.read_exact(&mut content[from..]).await?;
    }
    let mut state = lock(state);
    state.looked.push(content.len() as u64);
    if let Manner::Says(said) = manner {
        return Ok(said.clone());
    }
    let found = state.marks.iter().find(|(mark, _)| {
        content
            .windows(mark.len().max(1))
            .any(|window| window == mark)
    });
    Ok(match found {
        Some((_, name)) => format!("stream: {name} FOUND\0").into_bytes(),
        None => b"stream: OK\0".to_vec(),
    })
}
