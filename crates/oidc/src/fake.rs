//! A provider for tests: it signs whatever it is told to say, rightly or wrongly, and misbehaves on demand.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
};

use aws_lc_rs::{
    hmac,
    rand::SystemRandom,
    rsa,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// How it signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signs {
    /// With its elliptic curve.
    Es256,
    /// With its RSA key.
    Rs256,
    /// With a key of somebody else, under the name of its own.
    WithAnothersKey,
    /// Not at all, and says so.
    Not,
    /// With its public key for a password.
    WithPublicKeyAsPassword,
}

/// How it behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// As it should.
    Good,
    /// It leads on to another place.
    Redirects,
    /// It refuses with this code (RFC 6749, section 5.2).
    Refuses(&'static str),
    /// It says that it is another provider.
    CallsItselfAnother,
}

struct State {
    manner: Manner,
    signs: Signs,
    claims: Value,
    forms: Vec<String>,
}

struct Made {
    curve: EcdsaKeyPair,
    other: EcdsaKeyPair,
    rsa: rsa::KeyPair,
}

/// A provider on a spare port of this machine.
#[derive(Clone)]
pub struct Fake {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    keys: Arc<Made>,
}

impl Fake {
    /// Starts it on the runtime of whoever calls.
    ///
    /// # Errors
    /// When there is no port.
    pub async fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let curve = || EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let fake = Self {
            address: listener.local_addr()?,
            state: Arc::new(Mutex::new(State {
                manner: Manner::Good,
                signs: Signs::Es256,
                claims: json!({}),
                forms: Vec::new(),
            })),
            keys: Arc::new(Made {
                curve: curve(),
                other: curve(),
                rsa: rsa::KeyPair::generate(rsa::KeySize::Rsa2048).unwrap(),
            }),
        };
        let serving = fake.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serving.clone().serve(stream));
            }
        });
        Ok(fake)
    }

    /// What it calls itself.
    pub fn issuer(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What its next ID tokens say.
    pub fn says(&self, claims: Value) {
        self.state().claims = claims;
    }

    /// How it signs them.
    pub fn signs(&self, signs: Signs) {
        self.state().signs = signs;
    }

    /// How it behaves.
    pub fn behaves(&self, manner: Manner) {
        self.state().manner = manner;
    }

    /// What codes were brought with, oldest first.
    pub fn forms(&self) -> Vec<String> {
        self.state().forms.clone()
    }

    /// An ID token as it makes them now.
    pub fn token(&self) -> String {
        let (signs, claims) = {
            let state = self.state();
            (state.signs, state.claims.clone())
        };
        let (algorithm, key) = match signs {
            Signs::Es256 | Signs::WithAnothersKey => ("ES256", "curve"),
            Signs::Rs256 => ("RS256", "rsa"),
            Signs::Not => ("none", "curve"),
            Signs::WithPublicKeyAsPassword => ("HS256", "curve"),
        };
        let header = json!({ "alg": algorithm, "kid": key, "typ": "JWT" });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(&header), part(&claims));
        let (random, bytes) = (SystemRandom::new(), message.as_bytes());
        let signature = match signs {
            Signs::Es256 => self
                .keys
                .curve
                .sign(&random, bytes)
                .unwrap()
                .as_ref()
                .to_vec(),
            Signs::WithAnothersKey => self
                .keys
                .other
                .sign(&random, bytes)
                .unwrap()
                .as_ref()
                .to_vec(),
            Signs::Rs256 => {
                let mut signature = vec![0; self.keys.rsa.public_modulus_len()];
                let signed = self
                    .keys
                    .rsa
                    .sign(&RSA_PKCS1_SHA256, &random, bytes, &mut signature);
                signed.unwrap();
                signature
            }
            Signs::Not => Vec::new(),
            Signs::WithPublicKeyAsPassword => {
                let password = self.keys.curve.public_key().as_ref();
                let key = hmac::Key::new(hmac::HMAC_SHA256, password);
                hmac::sign(&key, bytes).as_ref().to_vec()
            }
        };
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// Its keys, as it publishes them.
    pub fn keys(&self) -> Value {
        let point = self.keys.curve.public_key().as_ref();
        // RSAPublicKey of RFC 8017 for 2048 bits: what stands before the modulus is always as long.
        let der = self.keys.rsa.public_key().as_ref();
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({ "keys": [
            { "kty": "XYZ", "kid": "of a kind nobody knows" },
            { "kty": "EC", "crv": "P-256", "use": "sig", "kid": "curve", "x": text(&point[1..33]), "y": text(&point[33..]) },
            { "kty": "RSA", "alg": "RS256", "use": "sig", "kid": "rsa", "n": text(&der[9..265]), "e": "AQAB" },
            { "kty": "oct", "kid": "curve", "k": text(point) },
        ] })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    async fn serve(self, mut stream: TcpStream) {
        let Some((path, body)) = read(&mut stream).await else {
            return;
        };
        let manner = self.state().manner;
        let (status, answer) = match (path.as_str(), manner) {
            (_, Manner::Redirects) => ("302 Found\r\nlocation: http://127.0.0.1:9/", json!({})),
            ("/.well-known/openid-configuration", _) => ("200 OK", self.metadata(manner)),
            ("/keys", _) => ("200 OK", self.keys()),
            ("/token", Manner::Refuses(code)) => ("400 Bad Request", json!({ "error": code })),
            ("/token", _) => {
                self.state().forms.push(body);
                (
                    "200 OK",
                    json!({ "access_token": "of no use", "id_token": self.token() }),
                )
            }
            _ => ("404 Not Found", json!({})),
        };
        let answer = answer.to_string();
        let whole = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{answer}",
            answer.len()
        );
        let _ = stream.write_all(whole.as_bytes()).await;
    }

    fn metadata(&self, manner: Manner) -> Value {
        let own = self.issuer();
        let issuer = if manner == Manner::CallsItselfAnother {
            "https://accounts.example.com".to_owned()
        } else {
            own.clone()
        };
        json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{own}/authorize"),
            "token_endpoint": format!("{own}/token"),
            "jwks_uri": format!("{own}/keys"),
        })
    }
}

/// Path and body of a request.
async fn read(stream: &mut TcpStream) -> Option<(String, String)> {
    let mut bytes = Vec::new();
    loop {
        let mut piece = [0; 4096];
        let length = stream.read(&mut piece).await.ok()?;
        bytes.extend_from_slice(&piece[..length]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let announced = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .and_then(|(_, value)| value.trim().parse().ok())
                .unwrap_or(0);
            if body.len() >= announced {
                let path = head.split_whitespace().nth(1)?.to_owned();
                return Some((path, body.to_owned()));
            }
        }
        if length == 0 {
            return None;
        }
    }
}
