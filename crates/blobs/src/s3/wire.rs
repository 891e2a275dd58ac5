//! Requests to the store and their answers, over hyper: each within a time that grows with its length, each answer taken
//! whole and never above a few MiB, no more than some at once.
//!
//! Whoever asks may ask again after any failure here: all our requests come to the same when they are made twice.

use std::{
    error, fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};
use object_store::client::{
    HttpError, HttpErrorKind, HttpRequest, HttpRequestBody, HttpResponse, HttpService,
};
use tokio::sync::Semaphore;

use super::patience::Patience;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(10);
/// How long an answer may take, but for the bytes that go up.
const ANSWER: Duration = Duration::from_secs(30);
/// The slowest line we wait for, in bytes a second.
const SLOWEST: u64 = 64 * 1024;
/// The longest answer we take: a page of names, or a piece of a blob.
const LONGEST: usize = 4 * 1024 * 1024;
/// Requests at a time.
const AT_ONCE: usize = 64;
/// How long a connection nobody uses is kept: less than servers do.
const IDLE: Duration = Duration::from_secs(20);

/// What every failure to get an answer begins with.
pub(super) const UNANSWERED: &str = "the store of objects does not answer";

#[derive(Debug)]
pub(super) struct Wire {
    client: Client<HttpsConnector<HttpConnector>, HttpRequestBody>,
    patience: Patience,
    turns: Semaphore,
    answer: Duration,
}

impl Wire {
    pub(super) fn new(tls: &Arc<rustls::ClientConfig>) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_connect_timeout(Some(CONNECT));
        tcp.set_nodelay(true);
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config((**tls).clone())
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .build(connector);
        Self {
            client,
            patience: Patience::new(),
            turns: Semaphore::new(AT_ONCE),
            answer: ANSWER,
        }
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let answer = self.client.request(request).await.map_err(|error| {
            let kind = if error.is_connect() {
                HttpErrorKind::Connect
            } else {
                HttpErrorKind::Request
            };
            HttpError::new(kind, Unanswered::of(&error))
        })?;
        let (head, body) = answer.into_parts();
        let body = Limited::new(body, LONGEST)
            .collect()
            .await
            .map_err(|error| {
                if error.is::<LengthLimitError>() {
                    HttpError::new(
                        HttpErrorKind::Decode,
                        Unanswered("its answer is too long".into()),
                    )
                } else {
                    HttpError::new(HttpErrorKind::Request, Unanswered::of(error.as_ref()))
                }
            })?;
        Ok(HttpResponse::from_parts(head, body.to_bytes().into()))
    }
}

#[async_trait]
impl HttpService for Wire {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let _turn = self.turns.acquire().await;
        if !self.patience.may_ask(Instant::now()) {
            let why = "it has failed so often just now that it is asked once a second only";
            return Err(HttpError::new(
                HttpErrorKind::Unknown,
                Unanswered(why.into()),
            ));
        }
        let within =
            self.answer + Duration::from_secs(request.body().content_length() as u64 / SLOWEST);
        let answer = match tokio::time::timeout(within, self.exchange(request)).await {
            Ok(answer) => answer,
            Err(_) => {
                let why = Unanswered(format!("no answer within {} s", within.as_secs()));
                Err(HttpError::new(HttpErrorKind::Timeout, why))
            }
        };
        let is_answered = answer.as_ref().is_ok_and(|answer| {
            let status = answer.status();
            !status.is_server_error() && status != http::StatusCode::TOO_MANY_REQUESTS
        });
        self.patience.note(is_answered);
        answer
    }
}

/// Why there was no answer.
#[derive(Debug)]
struct Unanswered(String);

impl Unanswered {
    fn of(error: &(dyn error::Error + 'static)) -> Self {
        let mut why = error.to_string();
        let mut next = error.source();
        while let Some(cause) = next {
            why = format!("{why}: {cause}");
            next = cause.source();
        }
        Self(why)
    }
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{UNANSWERED}: {}", self.0)
    }
}

impl error::Error for Unanswered {}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::unwrap_used,
        reason = "a test that cannot go on should stop loudly"
    )]

    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpListener,
    };

    use super::*;

    /// Asks a server that reads a request, says this, and says no more.
    async fn ask(says: String) -> Result<HttpResponse, HttpErrorKind> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(says.as_bytes()).await;
            std::future::pending::<()>().await;
        });
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(rustls::RootCertStore::empty())
            .with_no_client_auth();
        let wire = Wire {
            answer: Duration::from_millis(200),
            ..Wire::new(&Arc::new(tls))
        };
        let request = http::Request::get(address).body(HttpRequestBody::empty());
        let answer = wire.call(request.unwrap()).await;
        server.abort();
        answer.map_err(|error| error.kind())
    }

    #[tokio::test]
    async fn a_store_that_says_nothing_or_stops_in_the_middle_is_not_waited_for() {
        for says in ["", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf"] {
            let kind = ask(says.into()).await.unwrap_err();
            assert_eq!(kind, HttpErrorKind::Timeout, "{says:?}");
        }
    }

    #[tokio::test]
    async fn an_answer_longer_than_any_we_ask_for_is_not_taken() {
        let says = format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(LONGEST + 1));
        assert_eq!(ask(says).await.unwrap_err(), HttpErrorKind::Decode);
        let whole = ask("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ndeed".into()).await;
        assert_eq!(whole.unwrap().status(), 200);
    }
}
