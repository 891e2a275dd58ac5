//! Settings: one struct, from one small file or the environment, checked at start with the remedy in each message.

use std::{net::SocketAddr, path::PathBuf};

use anteroom_db::Place;
use anteroom_web::{client::Network, origin::Origin};
use url::Url;

/// Everything an operator can set.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where data lies: database, blobs.
    pub data: PathBuf,
    /// Where keys lie: apart from the data's backup.
    pub keys: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address people type.
    pub public_url: Url,
    /// Its origin, as browsers send it.
    pub origin: Origin,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// Certificate chain and key files, when we serve TLS ourselves.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Rows.
    pub database: Place,
}

impl Config {
    /// Whether people come over https.
    pub fn is_secure(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// An absolute address for letters.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin.as_str())
    }
}
