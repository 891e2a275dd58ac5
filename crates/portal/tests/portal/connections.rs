//! Peers that take their time: silent connections, connections without end, bodies that stop halfway. Each holds its place
//! for a while and no longer.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use anteroom::{
    listen::{self, Limits},
    routes,
};
use axum::Router;
use rustls::{
    ClientConfig, ServerConfig,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::aws_lc_rs as crypto,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime},
    sign::{CertifiedKey, SingleCertAndKey},
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::world::{Persona, World};

/// Longer than anything here takes; a test that waits so long has failed.
const FOR_EVER: Duration = Duration::from_secs(20);

async fn serves(limits: Limits, tls: Option<Arc<ServerConfig>>) -> SocketAddr {
    let listener = listen::bind(SocketAddr::from(([127, 0, 0, 1], 0)))
        .await
        .unwrap();
    let address = listener.local_addr().unwrap();
    let app = Router::new().fallback(|| async { "here" });
    tokio::spawn(listen::serve(
        app,
        listener,
        tls,
        limits,
        std::future::pending(),
    ));
    address
}

/// Limits that count this machine too.
fn limits() -> Limits {
    Limits {
        uncounted: Vec::new(),
        ..Limits::behind(Vec::new())
    }
}

async fn asks(stream: &mut TcpStream) -> io::Result<String> {
    stream
        .write_all(b"GET / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n")
        .await?;
    let mut text = String::new();
    stream.read_to_string(&mut text).await?;
    Ok(text)
}

/// Whether the peer ends the connection without a word.
async fn is_closed(stream: &mut (impl AsyncRead + Unpin)) -> bool {
    let mut byte = [0];
    let read = timeout(FOR_EVER, stream.read(&mut byte)).await.unwrap();
    read.map_or(true, |count| count == 0)
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_ended_and_its_place_is_free_for_a_request() {
    let address = serves(
        Limits {
            connections: 4,
            patience: Duration::from_millis(50),
            ..limits()
        },
        None,
    )
    .await;
    let mut silent = Vec::new();
    for _ in 0..12 {
        silent.push(TcpStream::connect(address).await.unwrap());
    }
    let mut asking = TcpStream::connect(address).await.unwrap();
    let answer = timeout(FOR_EVER, asks(&mut asking)).await.unwrap().unwrap();
    assert!(answer.ends_with("here"), "{answer}");
    for stream in &mut silent {
        assert!(is_closed(stream).await);
    }
}

#[tokio::test]
async fn a_network_that_has_all_its_connections_gets_another_when_one_ends() {
    let address = serves(
        Limits {
            of_a_network: 2,
            ..limits()
        },
        None,
    )
    .await;
    let mut first = TcpStream::connect(address).await.unwrap();
    let _second = TcpStream::connect(address).await.unwrap();
    let mut third = TcpStream::connect(address).await.unwrap();
    assert!(is_closed(&mut third).await);
    let answer = asks(&mut first).await.unwrap();
    assert!(answer.ends_with("here"), "those that are in are served");
    drop(first);
    // Its place is free a moment later.
    let mut is_answered = false;
    for _ in 0..200 {
        let mut another = TcpStream::connect(address).await.unwrap();
        is_answered = asks(&mut another)
            .await
            .is_ok_and(|answer| answer.ends_with("here"));
        if is_answered {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(is_answered);
}

#[tokio::test]
async fn http2_that_is_agreed_on_and_never_begun_is_ended() {
    let address = serves(
        Limits {
            patience: Duration::from_millis(400),
            ..limits()
        },
        Some(sealed()),
    )
    .await;
    let mut silent = shakes_hands(address).await;
    let mut half = shakes_hands(address).await;
    half.write_all(b"PRI * HTTP/2.0\r\n").await.unwrap();
    assert!(is_closed(&mut silent).await);
    assert!(is_closed(&mut half).await);
    // Whoever begins it is answered: the settings of the server come first (RFC 9113, section 3.4).
    let mut begun = shakes_hands(address).await;
    begun
        .write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0")
        .await
        .unwrap();
    let mut frame = [0; 9];
    timeout(FOR_EVER, begun.read_exact(&mut frame))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(frame[3], 4);
}

/// A server with a key of its own. Its certificate says nothing: nobody in these tests reads it.
fn sealed() -> Arc<ServerConfig> {
    let pair = aws_lc_rs::signature::EcdsaKeyPair::generate(
        &aws_lc_rs::signature::ECDSA_P256_SHA256_ASN1_SIGNING,
    )
    .unwrap();
    let key = pair.to_pkcs8v1().unwrap().as_ref().to_vec();
    let key = crypto::sign::any_ecdsa_type(&PrivateKeyDer::Pkcs8(key.into())).unwrap();
    let certified = CertifiedKey::new(vec![CertificateDer::from(vec![0])], key);
    let mut config = ServerConfig::builder_with_provider(Arc::new(crypto::default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(certified)));
    config.alpn_protocols = vec![b"h2".to_vec()];
    Arc::new(config)
}

/// Shakes hands for HTTP/2, and says nothing more.
async fn shakes_hands(address: SocketAddr) -> TlsStream<TcpStream> {
    let mut config = ClientConfig::builder_with_provider(Arc::new(crypto::default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anyone))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec()];
    let stream = TcpStream::connect(address).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let stream = TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
        .unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    stream
}

/// Takes any server's word.
#[derive(Debug)]
struct Anyone;

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &rustls::DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &rustls::DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<rustls::SignatureScheme> {
        vec![rustls::SignatureScheme::ECDSA_NISTP256_SHA256]
    }
}

/// Sends a request whose body stops halfway; answers what comes back, to the end of the connection.
fn stops_halfway(world: &World, who: &Persona, request: &str, headers: &str, body: &str) -> String {
    let cookies: Vec<String> = who
        .browser()
        .cookies()
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let address = world.address();
    let text = format!(
        "{request} HTTP/1.1\r\nhost: localhost:{}\r\nsec-fetch-site: same-origin\r\ncookie: {}\r\n{headers}\r\ncontent-length: {}\r\n\r\n{body}",
        address.port(),
        cookies.join("; "),
        body.len() + 4,
    );
    world.waits(async move {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        timeout(FOR_EVER, stream.read_to_end(&mut answer))
            .await
            .unwrap()
            .unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    })
}

#[test]
fn a_form_that_stops_halfway_is_sent_back() {
    let world = World::in_a_hurry();
    let headers = "content-type: application/x-www-form-urlencoded";
    let answer = stops_halfway(&world, &world.browser(), "POST /sign-in", headers, "email=");
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
}

#[test]
fn a_form_with_files_that_falls_silent_is_sent_back_and_leaves_nothing() {
    let world = World::in_a_hurry();
    let carl = world.client("Carl Underhill");
    let matter = world
        .owner()
        .opens_matter("Sale of 12 Elm Street", &[&carl]);
    let headers = "content-type: multipart/form-data; boundary=b";
    let request = format!("POST {}", routes::my_deliveries(matter));
    let file = "content-disposition: form-data; name=\"files\"; filename=\"survey.txt\"";
    for body in [
        "--b\r\ncontent-disposition: form-data; na".to_owned(),
        format!("--b\r\n{file}\r\n\r\nSurveyed by chain"),
        "--b\r\ncontent-disposition: form-data; name=\"note\"\r\n\r\nHere is".to_owned(),
    ] {
        let answer = stops_halfway(&world, &carl, &request, headers, &body);
        assert!(answer.starts_with("HTTP/1.1 400"), "{body}: {answer}");
    }
    let page = world.owner().opens(&routes::matter(matter));
    assert!(!page.says("survey"));
}

#[test]
fn a_transfer_that_falls_silent_ends_and_what_arrived_counts() {
    let world = World::in_a_hurry();
    let carl = world.client("Carl Underhill");
    let matter = world
        .owner()
        .opens_matter("Sale of 12 Elm Street", &[&carl]);
    let created = carl.browse(async |browser| {
        let uploads = routes::uploads(matter);
        browser.tus_create(&uploads, "survey.txt", 8).await
    });
    let location = created.expect(201).header("location").to_owned();
    let path = &location[location.find("/uploads/").unwrap()..];
    let headers =
        "tus-resumable: 1.0.0\r\nupload-offset: 0\r\ncontent-type: application/offset+octet-stream";
    stops_halfway(&world, &carl, &format!("PATCH {path}"), headers, "four");
    let none: &[(&'static str, &str)] = &[];
    let stands = carl.browse(async |browser| browser.tus(http::Method::HEAD, path, none, "").await);
    assert_eq!(stands.header("upload-offset"), "4");
}
