//! Requests to the provider and their answers: short times, short answers, no redirect followed.

use std::{fmt::Display, time::Duration};

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};
use url::{Host, Url};

use crate::Error;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(4);
/// How long the whole answer may take.
const ANSWER: Duration = Duration::from_secs(8);
/// The longest answer that is taken.
const LONGEST: usize = 256 * 1024;

/// The way to a provider.
#[derive(Clone, Debug)]
pub struct Wire {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    answer: Duration,
}

impl Wire {
    /// Trusts the certificate authorities of the web, and those in `authority` (PEM) as well.
    pub fn new(authority: &str) -> Result<Self, Error> {
        let mut roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        for certificate in CertificateDer::pem_slice_iter(authority.as_bytes()) {
            let added = certificate
                .map_err(bad_answer)
                .and_then(|certificate| roots.add(certificate).map_err(bad_answer));
            added?;
        }
        let provider = std::sync::Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(bad_answer)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_connect_timeout(Some(CONNECT));
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        Ok(Self {
            client: Client::builder(TokioExecutor::new()).build(connector),
            answer: ANSWER,
        })
    }

    /// Asks, and takes the whole answer, whatever its status: a redirect is an answer like others.
    pub async fn ask(&self, request: Request<Full<Bytes>>) -> Result<(StatusCode, Bytes), Error> {
        let exchange = async {
            let answer = self.client.request(request).await.map_err(no_answer)?;
            let (head, body) = answer.into_parts();
            let body = Limited::new(body, LONGEST)
                .collect()
                .await
                .map_err(no_answer)?;
            Ok((head.status, body.to_bytes()))
        };
        match tokio::time::timeout(self.answer, exchange).await {
            Ok(answer) => answer,
            Err(_) => Err(Error::NoAnswer(format!(
                "nothing within {} s",
                self.answer.as_secs()
            ))),
        }
    }
}

/// An address that may be asked: private on its way, or never leaving this machine.
pub fn address(text: &str) -> Result<Url, Error> {
    let bad = || Error::BadAddress(text.to_owned());
    let url = Url::parse(text).map_err(|_| bad())?;
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    let is_plain = url.username().is_empty() && url.password().is_none();
    match url.scheme() {
        "https" if is_plain => Ok(url),
        "http" if is_here && is_plain => Ok(url),
        _ => Err(bad()),
    }
}

fn no_answer(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    let error = error.into();
    let mut why = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        why = format!("{why}: {cause}");
        next = cause.source();
    }
    Error::NoAnswer(why)
}

fn bad_answer(error: impl Display) -> Error {
    Error::BadAnswer(error.to_string())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpListener,
    };

    use super::*;

    async fn ask(says: String) -> Result<(StatusCode, Bytes), Error> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(says.as_bytes()).await;
            std::future::pending::<()>().await;
        });
        let wire = Wire {
            answer: Duration::from_millis(200),
            ..Wire::new("").unwrap()
        };
        let request = Request::get(address).body(Full::default()).unwrap();
        let answer = wire.ask(request).await;
        server.abort();
        answer
    }

    #[tokio::test]
    async fn a_provider_that_is_silent_or_says_too_much_is_not_waited_for() {
        let too_much = "x".repeat(LONGEST + 1);
        for says in [
            String::new(),
            "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf".into(),
            format!("HTTP/1.1 200 OK\r\n\r\n{too_much}"),
        ] {
            let error = ask(says).await.unwrap_err();
            assert!(matches!(error, Error::NoAnswer(_)), "{error}");
        }
    }

    #[tokio::test]
    async fn a_redirect_is_an_answer_and_is_not_followed() {
        let says =
            "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(ask(says.into()).await.unwrap().0, 302);
    }

    #[test]
    fn only_private_ways_are_taken() {
        for good in [
            "https://accounts.example.com",
            "https://idp.example:8443/realm/",
            "http://127.0.0.1:9000",
            "http://localhost:9000/x",
            "http://[::1]:9000",
        ] {
            assert!(address(good).is_ok(), "{good}");
        }
        for bad in [
            "http://accounts.example.com",
            "http://127.0.0.1.evil.example",
            "https://user:word@accounts.example.com",
            "file:///etc/passwd",
            "accounts.example.com",
            "",
        ] {
            assert_eq!(address(bad), Err(Error::BadAddress(bad.into())), "{bad}");
        }
    }

    #[test]
    fn an_authority_that_is_none_is_said_to_be() {
        let none = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        assert!(matches!(Wire::new(none), Err(Error::BadAnswer(_))));
    }
}
