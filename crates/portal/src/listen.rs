//! Connections: accepted, given TLS where we speak it, held to time, ended in order.
//!
//! A peer that says nothing costs a place for [`Limits::patience`] at most, and a network holds a few places of the many.

use std::{
    collections::HashMap,
    future::Future,
    io::{self, Cursor},
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
    io::{AsyncRead, AsyncReadExt, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::timeout,
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};
use tower_service::Service;

use crate::layout::Peer;

/// How long requests under way may take to end after we were told to stop.
const DRAIN: Duration = Duration::from_secs(30);

/// What peers are held to.
pub struct Limits {
    /// Connections at once; more wait in the kernel's queue.
    pub connections: usize,
    /// Connections of one network at once; one more is closed.
    pub of_a_network: usize,
    /// How long a peer may take for its handshake or its headers.
    pub patience: Duration,
    /// Networks whose connections are not counted.
    pub uncounted: Vec<Network>,
}

impl Limits {
    /// The usual ones. This machine is not counted, nor are the proxies in front: they speak for many networks.
    pub fn behind(proxies: Vec<Network>) -> Self {
        let mut uncounted = proxies;
        uncounted.extend(Network::LOOPBACK);
        Self {
            connections: 4096,
            of_a_network: 256,
            patience: Duration::from_secs(10),
            uncounted,
        }
    }
}

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

/// Answers connections until `stop`; then lets requests under way end.
pub async fn serve(
    app: Router,
    listener: TcpListener,
    tls: Option<Arc<rustls::ServerConfig>>,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let tls = tls.map(TlsAcceptor::from);
    let patience = limits.patience;
    let places = Arc::new(Semaphore::new(limits.connections));
    let crowd = Arc::new(Crowd::new(limits.of_a_network, limits.uncounted));
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
                greeted = timeout(patience, greet(stream, tls)) => match greeted {
                    Ok(Ok(Greeted::Plain(stream))) => answer_http1(stream, peer, app, watcher, patience).await,
                    Ok(Ok(Greeted::Sealed(stream))) => answer_http1(stream, peer, app, watcher, patience).await,
                    Ok(Ok(Greeted::Http2(stream, preface))) => answer_http2(stream, preface, peer, app, watcher).await,
                    // A peer that goes away, or says nothing, is no fault of ours.
                    Ok(Err(_)) | Err(_) => {}
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
    uncounted: Vec<Network>,
    counts: Mutex<HashMap<Network, usize>>,
}

/// A connection that is counted for as long as this lives.
struct Seat {
    crowd: Arc<Crowd>,
    network: Option<Network>,
}

impl Crowd {
    fn new(most: usize, uncounted: Vec<Network>) -> Self {
        Self {
            most,
            uncounted,
            counts: Mutex::default(),
        }
    }

    /// A seat, unless the peer's network has all it may have.
    fn admit(crowd: &Arc<Self>, peer: IpAddr) -> Option<Seat> {
        let is_counted = !crowd.uncounted.iter().any(|free| free.contains(peer));
        let network = is_counted.then(|| Network::around(peer));
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

/// What an HTTP/2 connection begins with (RFC 9113, section 3.4); read here, because the library would wait for it for ever.
type Preface = [u8; 24];

/// A connection whose protocol is settled: finding it out from what is sent knows no time limit.
enum Greeted {
    Plain(TcpStream),
    Sealed(Box<TlsStream<TcpStream>>),
    Http2(Box<TlsStream<TcpStream>>, Preface),
}

async fn greet(stream: TcpStream, tls: Option<TlsAcceptor>) -> io::Result<Greeted> {
    let Some(tls) = tls else {
        return Ok(Greeted::Plain(stream));
    };
    let mut stream = Box::new(tls.accept(stream).await?);
    if stream.get_ref().1.alpn_protocol() != Some(b"h2") {
        return Ok(Greeted::Sealed(stream));
    }
    let mut preface = Preface::default();
    stream.read_exact(&mut preface).await?;
    Ok(Greeted::Http2(stream, preface))
}

/// The application, told who asks.
fn answers(
    app: Router,
    peer: SocketAddr,
) -> impl hyper::service::Service<
    hyper::Request<hyper::body::Incoming>,
    Response = axum::response::Response,
    Error = std::convert::Infallible,
    Future = impl Future<Output = Result<axum::response::Response, std::convert::Infallible>> + Send,
> {
    hyper::service::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(ConnectInfo(Peer(peer)));
        app.clone().call(request)
    })
}

/// The time for the headers runs from the start of the connection, and again after each answer.
async fn answer_http1<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    peer: SocketAddr,
    app: Router,
    watcher: Watcher,
    patience: Duration,
) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(stream), answers(app, peer));
    let _ = watcher.watch(connection).await;
}

/// A peer that does not answer a ping is gone.
async fn answer_http2<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    preface: Preface,
    peer: SocketAddr,
    app: Router,
    watcher: Watcher,
) {
    let (reading, writing) = tokio::io::split(stream);
    let whole = tokio::io::join(Cursor::new(preface).chain(reading), writing);
    let connection = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .max_concurrent_streams(100)
        .keep_alive_interval(Duration::from_secs(30))
        .serve_connection(TokioIo::new(whole), answers(app, peer));
    let _ = watcher.watch(connection).await;
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "addresses in tests can be read")]

    use super::*;

    #[test]
    fn a_network_has_so_many_connections_and_proxies_and_this_machine_any_number() {
        let limits = Limits::behind(vec!["10.0.0.0/8".parse().unwrap()]);
        let crowd = Arc::new(Crowd::new(2, limits.uncounted));
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
