//! A real S3-compatible server (`bin/s3` starts one and names it in ANTEROOM_TEST_S3), and a proxy in front of it that does
//! to requests what networks and servers do.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop loudly"
)]

use std::{
    convert::Infallible,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use anteroom_blobs::{Bucket, S3};
use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, header, request::Parts};
use http_body_util::{BodyExt as _, Full, StreamBody, combinators::UnsyncBoxBody};
use hyper::body::{Frame, Incoming};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioIo},
};

/// The bucket of the tests, at this address, under a prefix of this test's own.
pub fn bucket(endpoint: &str) -> Bucket {
    let mut own = [0; 8];
    aws_lc_rs::rand::fill(&mut own).unwrap();
    let roots = rustls::RootCertStore::empty();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    Bucket {
        endpoint: endpoint.to_owned(),
        region: "us-east-1".into(),
        name: "anteroom".into(),
        prefix: format!("test-{:016x}", u64::from_be_bytes(own)),
        key_id: "anteroom-test".into(),
        secret: "anteroom-test-secret".to_owned().into(),
        tls: Arc::new(tls),
    }
}

/// The server's address.
pub fn server() -> String {
    std::env::var("ANTEROOM_TEST_S3").unwrap()
}

/// What happens to a request.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// It never arrives, and the connection ends.
    LostOnTheWay,
    /// It is done, and the answer is lost with the connection.
    AnswerLost,
    /// It is answered with this instead.
    Refused(u16, &'static str),
    /// Its answer ends in the middle.
    CutShort,
    /// Its answer names another tag.
    OtherTag,
    /// Its answer comes years later, by the store's clock.
    YearsLater,
    /// It takes its time.
    Slow(Duration),
}

type Which = Box<dyn Fn(&Parts) -> bool + Send>;

/// A proxy between a store and its server.
#[derive(Clone)]
pub struct Proxy {
    address: SocketAddr,
    faults: Arc<Mutex<Vec<(Which, Fault, u32)>>>,
    asked: Arc<Mutex<Vec<(Method, String)>>>,
    failed: Arc<AtomicU64>,
}

impl Proxy {
    /// Starts one in front of the server.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
            .await
            .unwrap();
        let proxy = Self {
            address: listener.local_addr().unwrap(),
            faults: Arc::default(),
            asked: Arc::default(),
            failed: Arc::default(),
        };
        let accepting = proxy.clone();
        tokio::spawn(async move {
            let server = Client::builder(TokioExecutor::new()).build(HttpConnector::new());
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let (proxy, server) = (accepting.clone(), server.clone());
                tokio::spawn(async move {
                    let service =
                        hyper::service::service_fn(|request| proxy.pass(&server, request));
                    let _ = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
        });
        proxy
    }

    /// A store behind it.
    pub async fn store(&self) -> S3 {
        S3::open(bucket(&format!("http://{}", self.address)))
            .await
            .unwrap()
    }

    /// The next `times` requests like this are faulty.
    pub fn next(&self, times: u32, fault: Fault, which: impl Fn(&Parts) -> bool + Send + 'static) {
        self.faults
            .lock()
            .unwrap()
            .push((Box::new(which), fault, times));
    }

    /// Requests that came so far: method, path and query.
    pub fn asked(&self) -> Vec<(Method, String)> {
        self.asked.lock().unwrap().clone()
    }

    /// Faults that happened.
    pub fn failed(&self) -> u64 {
        self.failed.load(Ordering::SeqCst)
    }

    fn fault(&self, head: &Parts) -> Option<Fault> {
        let mut faults = self.faults.lock().unwrap();
        let (_, fault, times) = faults
            .iter_mut()
            .find(|(which, _, times)| *times > 0 && which(head))?;
        *times -= 1;
        self.failed.fetch_add(1, Ordering::SeqCst);
        Some(*fault)
    }

    async fn pass(
        &self,
        server: &Client<HttpConnector, Full<Bytes>>,
        request: Request<Incoming>,
    ) -> Result<Response<UnsyncBoxBody<Bytes, Lost>>, Lost> {
        let (mut head, body) = request.into_parts();
        let body = body.collect().await.map_err(|_| Lost)?.to_bytes();
        let line = head.uri.to_string();
        self.asked
            .lock()
            .unwrap()
            .push((head.method.clone(), line.clone()));
        let fault = self.fault(&head);
        match fault {
            Some(Fault::LostOnTheWay) => return Err(Lost),
            Some(Fault::Refused(status, code)) => {
                let text = format!("<Error><Code>{code}</Code><Message>no</Message></Error>");
                let status = StatusCode::from_u16(status).unwrap();
                let body = if head.method == Method::HEAD {
                    String::new()
                } else {
                    text
                };
                return Ok(Response::builder()
                    .status(status)
                    .body(whole(body.into()))
                    .unwrap());
            }
            Some(Fault::Slow(time)) => tokio::time::sleep(time).await,
            _ => {}
        }
        head.uri = format!("{}{line}", self::server()).parse().unwrap();
        let answer = server
            .request(Request::from_parts(head, Full::new(body)))
            .await
            .map_err(|_| Lost)?;
        let (mut head, body) = answer.into_parts();
        let body = body.collect().await.map_err(|_| Lost)?.to_bytes();
        match fault {
            Some(Fault::AnswerLost) => return Err(Lost),
            Some(Fault::CutShort) => {
                let half = body.slice(..body.len() / 2);
                head.headers
                    .insert(header::CONTENT_LENGTH, body.len().into());
                let pieces = futures_util::stream::iter([Ok(Frame::data(half)), Err(Lost)]);
                return Ok(Response::from_parts(
                    head,
                    UnsyncBoxBody::new(StreamBody::new(pieces)),
                ));
            }
            Some(Fault::OtherTag) => {
                head.headers
                    .insert(header::ETAG, HeaderValue::from_static("\"other\""));
            }
            Some(Fault::YearsLater) => {
                let later = HeaderValue::from_static("Fri, 01 Jan 2100 23:59:59 GMT");
                head.headers.insert(header::DATE, later);
            }
            _ => {}
        }
        head.headers.remove(header::TRANSFER_ENCODING);
        let body = begun_late(body);
        if !body.is_empty() {
            head.headers
                .insert(header::CONTENT_LENGTH, body.len().into());
        }
        Ok(Response::from_parts(head, whole(body)))
    }
}

/// Some servers say of every upload that it began in 2010: then all of them began at the end of 2099.
fn begun_late(body: Bytes) -> Bytes {
    match std::str::from_utf8(&body) {
        Ok(text) if text.contains("<Initiated>2010-") => text
            .replace("<Initiated>2010-11-10T", "<Initiated>2099-12-31T")
            .into(),
        _ => body,
    }
}

fn whole(body: Bytes) -> UnsyncBoxBody<Bytes, Lost> {
    UnsyncBoxBody::new(Full::new(body).map_err(|never: Infallible| match never {}))
}

/// The end of a connection.
#[derive(Debug)]
pub struct Lost;

impl std::fmt::Display for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("lost")
    }
}

impl std::error::Error for Lost {}
