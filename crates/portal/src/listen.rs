//! Connections: accepted, given TLS where we speak it, held to time, ended in order.

use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{
        conn::auto,
        graceful::{GracefulShutdown, Watcher},
    },
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

/// Answers connections until `stop`; then lets requests under way end.
pub async fn serve(
    app: Router,
    listener: TcpListener,
    tls: Option<Arc<rustls::ServerConfig>>,
    stop: impl Future<Output = ()>,
) {
    let tls = tls.map(TlsAcceptor::from);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
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
        let (app, tls, watcher, mut stopping) = (
            app.clone(),
            tls.clone(),
            graceful.watcher(),
            ended.subscribe(),
        );
        tokio::spawn(async move {
            let _place = place;
            let _ = stream.set_nodelay(true);
            tokio::select! {
                // A handshake that has not ended when we stop is nobody's request.
                _ = stopping.changed() => {}
                stream = shake_hands(stream, tls) => match stream {
                    Some(Either::Plain(stream)) => answer(stream, peer, app, watcher).await,
                    Some(Either::Sealed(stream)) => answer(*stream, peer, app, watcher).await,
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
    peer: SocketAddr,
    app: Router,
    watcher: Watcher,
) {
    let service =
        hyper::service::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(ConnectInfo(Peer(peer)));
            app.clone().call(request)
        });
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(64 * 1024);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(100)
        .keep_alive_interval(Duration::from_secs(30));
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    // A peer that goes away is no fault of ours.
    let _ = watcher.watch(connection.into_owned()).await;
}
