//! Sign-ins at a steady rate, whatever becomes of them (an open loop): each by another person, from a network of loopback of
//! its own, over a connection of its own. Says how many were answered how, and whether each refusal says when to come again.

use std::{collections::BTreeMap, net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    task::JoinSet,
    time::Instant,
};

/// The password of everybody, as form fields have it.
const PASSWORD: &str = "a-bench-has-no-secrets-at-all";
/// How long an answer may take before it counts as none.
const PATIENCE: Duration = Duration::from_secs(20);

/// What came of one sign-in.
struct Came {
    status: u16,
    says_when: bool,
    took: Duration,
}

/// Sends `rate` sign-ins a second for so many seconds to a server on this machine.
///
/// # Errors
/// When the machine gives no connection.
pub async fn run(port: u16, rate: u32, seconds: u32) -> Result<(), String> {
    let began = Instant::now();
    let (total, step) = (rate * seconds, Duration::from_secs(1) / rate);
    let mut under_way = JoinSet::new();
    for number in 0..total {
        tokio::time::sleep_until(began + step * number).await;
        under_way.spawn(async move { tokio::time::timeout(PATIENCE, sign_in(port, number)).await });
    }
    let mut all: BTreeMap<u16, Vec<Duration>> = BTreeMap::new();
    let (mut none, mut silent) = (0, 0);
    while let Some(came) = under_way.join_next().await {
        match came {
            Ok(Ok(Ok(came))) => {
                if matches!(came.status, 429 | 503) && !came.says_when {
                    silent += 1;
                }
                all.entry(came.status).or_default().push(came.took);
            }
            _ => none += 1,
        }
    }
    let share = |count: usize| 100.0 * count as f64 / f64::from(total);
    for (status, mut took) in all {
        took.sort();
        let at = |part: usize| took[(took.len() * part / 100).min(took.len() - 1)].as_millis();
        println!(
            "{status} {} {:.1} {} {}",
            took.len(),
            share(took.len()),
            at(50),
            at(99)
        );
    }
    println!("none {none} {:.1}", share(none));
    println!("silent {silent}");
    Ok(())
}

/// The first step of signing in; its answer.
async fn sign_in(port: u16, number: u32) -> std::io::Result<Came> {
    let began = Instant::now();
    let mut stream = connect(port, number).await?;
    let body = format!("email=p{number}%40crowd.example&password={PASSWORD}&next=%2F");
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: localhost:{port}\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let text = String::from_utf8_lossy(&answer);
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Ok(Came {
        status: status.unwrap_or(0),
        says_when: head.to_lowercase().contains("\r\nretry-after: "),
        took: began.elapsed(),
    })
}

/// A connection from another /24 of loopback for each of some sixty thousand numbers.
async fn connect(port: u16, number: u32) -> std::io::Result<TcpStream> {
    let [_, _, high, low] = number.to_be_bytes();
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::from(([127, 1 + high, low, 1], 0)))?;
    socket
        .connect(SocketAddr::from(([127, 0, 0, 1], port)))
        .await
}
