//! Connections: accepted, given TLS where we speak it, held to time, ended in order.
//!
//! A peer that says nothing costs a place for [`PATIENCE`] at most, and a network holds a few places of the many.

use std::{
    collections::HashMap,
    future::Future,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anteroom_web::client::Network;
use axum::{Router, extract::ConnectInfo};
use hyper::server::conn::{http1, http2};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::timeout,
};
use tokio_rustls::TlsAcceptor;
use tower_service::Service;

use crate::layout::Peer;

/// Connections at once; more wait in the kernel's queue.
const CONNECTIONS: usize = 4096;
/// Connections of one network at once; one more is closed.
const CONNECTIONS_OF_A_NETWORK: usize = 256;
/// How long a peer may take for its handshake or its headers.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long requests under way may take to end after we were told to stop.
const DRAIN: Duration = Duration::from_secs(30);

/// Binds the address to listen on.
///
/// # Errors
/// One sentence with the remedy.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => format!(
            "port {} is taken by another program. Stop that one, or choose another port with --listen {}:{}.",
            address.port(),
            address.ip(),
            address.port().wrapping_add(1)
        ),
        std::io::ErrorKind::PermissionDenied => format!("this user may not listen on port {}. Choose one above 1023 with --listen.", address.port()),
        _ => format!("cannot listen on {address}: {error}"),
    })
}

/// Answers connections until `stop`; then lets requests under way end. Connections of `proxies` are not limited by network.
pub async fn serve(
    app: Router,
    listener: TcpListener,
    tls: Option<Arc<rustls::ServerConfig>>,
    proxies: Vec<Network>,
    stop: impl Future<Output = ()>,
) {
    let tls = tls.map(TlsAcceptor::from);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let crowd = Arc::new(Crowd::new(CONNECTIONS_OF_A_NETWORK, proxies));
    let graceful = GracefulShutdown::new();
    let (ended, _) = tokio::sync::watch::channel(());
    let mut stop = std::pin::pin!(stop);
    loop {
        let Ok(place) = places.clone().acquire_owned().await else {
            break;
        };
        let (stream, peer) = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file handles, mostly: the connections we have must end before we can take another.
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        let Some(seat) = Crowd::admit(&crowd, peer.ip()) else {
            tracing::debug!(%peer, "a network has too many connections");
            continue;
        };
        let (app, tls, watcher, mut stopping) = (
            app.clone(),
            tls.clone(),
            graceful.watcher(),
            ended.subscribe(),
        );
        tokio::spawn(async move {
            let (_place, _seat) = (place, seat);
            let _ = stream.set_nodelay(true);
            tokio::select! {
                // A handshake that has not ended when we stop is nobody's request.
                _ = stopping.changed() => {}
                stream = shake_hands(stream, tls) => match stream {
                    Some(Either::Plain(stream)) => answer(stream, Speech::Http1, peer, app, watcher, PATIENCE).await,
                    Some(Either::Sealed(stream)) => {
                        let speech = match stream.get_ref().1.alpn_protocol() {
                            Some(b"h2") => Speech::Http2,
                            _ => Speech::Http1,
                        };
                        answer(*stream, speech, peer, app, watcher, PATIENCE).await;
                    }
                    None => {}
                },
            }
        });
    }
    drop(listener);
    ended.send_replace(());
    if timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests under way did not end in time");
    }
}

/// How many connections each network has.
struct Crowd {
    most: usize,
    proxies: Vec<Network>,
    counts: Mutex<HashMap<Network, usize>>,
}

/// A connection that is counted for as long as this lives.
struct Seat {
    crowd: Arc<Crowd>,
    network: Option<Network>,
}

impl Crowd {
    fn new(most: usize, proxies: Vec<Network>) -> Self {
        Self {
            most,
            proxies,
            counts: Mutex::default(),
        }
    }

    /// A seat, unless the peer's network has all it may have. A proxy speaks for many networks, so it is not counted.
    fn admit(crowd: &Arc<Self>, peer: IpAddr) -> Option<Seat> {
        let peer = peer.to_canonical();
        let is_free = peer.is_loopback() || crowd.proxies.iter().any(|proxy| proxy.contains(peer));
        let network = (!is_free).then(|| Network::around(peer));
        if let Some(network) = network {
            let mut counts = crowd.counts.lock().unwrap_or_else(PoisonError::into_inner);
            let count = counts.entry(network).or_default();
            if *count >= crowd.most {
                return None;
            }
            *count += 1;
        }
        Some(Seat {
            crowd: crowd.clone(),
            network,
        })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let Some(network) = self.network else { return };
        let counts = &self.crowd.counts;
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&network) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&network);
            }
        }
    }
}

/// The protocol of a connection, settled before its first byte: finding it out from what is sent knows no time limit.
enum Speech {
    Http1,
    Http2,
}

enum Either {
    Plain(TcpStream),
    Sealed(Box<tokio_rustls::server::TlsStream<TcpStream>>),
}

async fn shake_hands(stream: TcpStream, tls: Option<TlsAcceptor>) -> Option<Either> {
    match tls {
        None => Some(Either::Plain(stream)),
        Some(tls) => timeout(PATIENCE, tls.accept(stream))
            .await
            .ok()?
            .ok()
            .map(|stream| Either::Sealed(Box::new(stream))),
    }
}

async fn answer<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    speech: Speech,
    peer: SocketAddr,
    app: Router,
    watcher: Watcher,
    patience: Duration,
) {
    let service =
        hyper::service::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(ConnectInfo(Peer(peer)));
            app.clone().call(request)
        });
    let stream = TokioIo::new(stream);
    // A peer that goes away is no fault of ours.
    match speech {
        Speech::Http1 => {
            // The time for the headers runs from the start of the connection, and again after each answer.
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(patience)
                .max_buf_size(64 * 1024)
                .serve_connection(stream, service);
            let _ = watcher.watch(connection).await;
        }
        Speech::Http2 => {
            let connection = http2::Builder::new(TokioExecutor::new())
                .timer(TokioTimer::new())
                .max_concurrent_streams(100)
                .keep_alive_interval(Duration::from_secs(30))
                .serve_connection(stream, service);
            let _ = watcher.watch(connection).await;
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "loopback does not fail in these tests")]

    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test]
    async fn a_connection_that_says_nothing_is_ended_and_its_place_is_free_for_a_request() {
        let listener = bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let address = listener.local_addr().unwrap();
        let places = Arc::new(Semaphore::new(4));
        let app = Router::new().fallback(|| async { "here" });
        tokio::spawn(async move {
            let graceful = GracefulShutdown::new();
            loop {
                let place = places.clone().acquire_owned().await.unwrap();
                let (stream, peer) = listener.accept().await.unwrap();
                let (app, watcher) = (app.clone(), graceful.watcher());
                tokio::spawn(async move {
                    let _place = place;
                    let patience = Duration::from_millis(50);
                    answer(stream, Speech::Http1, peer, app, watcher, patience).await;
                });
            }
        });
        let mut silent = Vec::new();
        for _ in 0..12 {
            silent.push(TcpStream::connect(address).await.unwrap());
        }
        let mut asking = TcpStream::connect(address).await.unwrap();
        asking
            .write_all(b"GET / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n")
            .await
            .unwrap();
        let mut text = String::new();
        asking.read_to_string(&mut text).await.unwrap();
        assert!(text.ends_with("here"), "{text}");
        drop(silent);
    }

    #[test]
    fn a_network_has_so_many_connections_and_proxies_and_this_machine_any_number() {
        let proxies = vec!["10.0.0.0/8".parse().unwrap()];
        let crowd = Arc::new(Crowd::new(2, proxies));
        let come = |peer: &str| Crowd::admit(&crowd, peer.parse().unwrap());
        let first = come("203.0.113.1");
        let second = come("203.0.113.2");
        assert!(first.is_some() && second.is_some());
        assert!(come("::ffff:203.0.113.3").is_none(), "the network is full");
        assert!(come("203.0.114.1").is_some(), "another is not");
        let free: Vec<_> = ["127.0.0.1", "::1", "10.1.2.3"]
            .into_iter()
            .flat_map(|peer| [come(peer), come(peer), come(peer)])
            .collect();
        assert!(free.iter().all(Option::is_some));
        drop(first);
        assert!(come("203.0.113.3").is_some(), "a place is free again");
        drop((second, free));
        assert!(crowd.counts.lock().unwrap().is_empty());
    }
}
