//! A mail server on loopback that takes letters, refuses them, or hangs.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// How it behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Takes everything.
    Takes,
    /// Refuses the recipient for good (550).
    Refuses,
    /// Asks to come back later (451).
    ComesBack,
    /// Says nothing after the greeting.
    Hangs,
}

/// The server; stops when dropped.
pub struct SmtpServer {
    /// Where it listens.
    pub address: SocketAddr,
    letters: Arc<Mutex<Vec<String>>>,
    manner: Arc<Mutex<Manner>>,
    task: tokio::task::JoinHandle<()>,
}

impl SmtpServer {
    /// Starts it on a spare port.
    pub async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let letters = Arc::new(Mutex::new(Vec::new()));
        let manner = Arc::new(Mutex::new(manner));
        let (kept, how) = (letters.clone(), manner.clone());
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (kept, how) = (kept.clone(), how.clone());
                tokio::spawn(async move {
                    let manner = *how.lock().unwrap();
                    let _ = converse(stream, manner, &kept).await;
                });
            }
        });
        Self {
            address,
            letters,
            manner,
            task,
        }
    }

    /// Changes how it behaves from the next connection on.
    pub fn becomes(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    /// The letters it took, as they came.
    pub fn letters(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn converse(
    stream: TcpStream,
    manner: Manner,
    kept: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 test\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        if manner == Manner::Hangs {
            std::future::pending::<()>().await;
        }
        let verb = line
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_ascii_uppercase();
        let answer: &[u8] = match (verb.as_str(), manner) {
            ("EHLO", _) => b"250-test\r\n250 8BITMIME\r\n",
            ("RCPT", Manner::Refuses) => b"550 no such mailbox\r\n",
            ("RCPT", Manner::ComesBack) => b"451 try again later\r\n",
            ("DATA", _) => {
                write.write_all(b"354 go on\r\n").await?;
                let mut letter = String::new();
                while let Some(line) = lines.next_line().await? {
                    if line == "." {
                        break;
                    }
                    letter.push_str(&line);
                    letter.push('\n');
                }
                kept.lock().unwrap().push(letter);
                b"250 taken\r\n"
            }
            ("QUIT", _) => {
                write.write_all(b"221 bye\r\n").await?;
                break;
            }
            _ => b"250 ok\r\n",
        };
        write.write_all(answer).await?;
    }
    Ok(())
}
