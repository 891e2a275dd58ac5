//! Settings: one struct, from the command line, the environment or one small file, in that order. Checked at start,
//! with the remedy in each message.

mod s3;
mod scanner;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use anteroom_blobs::Bucket;
use anteroom_db::Place;
use anteroom_pages::Office;
use anteroom_scan::Scanner;
use anteroom_web::{client::Network, origin::Origin};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use url::{Host, Url};

pub use s3::{Secret, StorageSettings};
pub use scanner::ScannerSettings;

/// What an operator can write, all of it optional but the data folder. The file `anteroom.toml` in the data folder has
/// the same names.
#[derive(Clone, Debug, Default, clap::Args, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The address and port to listen on [127.0.0.1:8400]
    #[arg(long, env = "ANTEROOM_LISTEN", value_name = "ADDRESS:PORT")]
    pub listen: Option<String>,
    /// The address people type, such as https://portal.example.ca [http://localhost:PORT]
    #[arg(long, env = "ANTEROOM_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// A proxy whose X-Forwarded-For is believed: an address or a network; may be given several times
    #[arg(
        long = "trusted-proxy",
        env = "ANTEROOM_TRUSTED_PROXIES",
        value_name = "NETWORK",
        value_delimiter = ','
    )]
    #[serde(default)]
    pub trusted_proxies: Vec<String>,
    /// Certificate chain (PEM), to serve https without a proxy
    #[arg(long, env = "ANTEROOM_TLS_CERTIFICATE", value_name = "FILE")]
    pub tls_certificate: Option<PathBuf>,
    /// Private key (PEM) of the certificate
    #[arg(long, env = "ANTEROOM_TLS_KEY", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// The folder of the keys; keep it apart from the data's backup [DATA/keys]
    #[arg(long, env = "ANTEROOM_KEYS", value_name = "DIR")]
    pub keys: Option<PathBuf>,
    /// A PostgreSQL server in place of the embedded database: postgres://user:password@host/database
    #[arg(
        long,
        env = "ANTEROOM_DATABASE",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// The LibreOffice that makes pages of office documents, or "none" [where systems install it]
    #[arg(long, env = "ANTEROOM_OFFICE", value_name = "COMMAND")]
    pub office: Option<String>,
    /// Where documents lie, when not in the data folder.
    #[command(flatten)]
    #[serde(default)]
    pub storage: StorageSettings,
    /// What looks at every file for harmful software.
    #[command(flatten)]
    #[serde(default)]
    pub scanner: ScannerSettings,
}

/// Everything that was set, checked.
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
    /// What we serve TLS with, when no proxy does.
    pub tls: Option<Arc<rustls::ServerConfig>>,
    /// Rows.
    pub database: Place,
    /// What makes pages of office documents, if anything.
    pub office: Option<Office>,
    /// The bucket documents lie in, or move to or from.
    pub bucket: Option<Bucket>,
    /// What looks at every file for harmful software; absent: nothing does.
    pub scanner: Option<Scanner>,
}

impl Config {
    /// Checks what was set. `given` wins over the file in the data folder.
    ///
    /// # Errors
    /// One sentence: what is wrong and what to do.
    pub fn check(data: &Path, given: Settings) -> Result<Self, String> {
        let settings = given.over(read_file(&data.join("anteroom.toml"))?);
        let listen = match settings.listen.as_deref() {
            None => SocketAddr::from(([127, 0, 0, 1], 8400)),
            Some(text) => text.parse().map_err(|_| {
                format!("listen = \"{text}\" is no address and port. Write, for example, 127.0.0.1:8400.")
            })?,
        };
        let tls = match (&settings.tls_certificate, &settings.tls_key) {
            (None, None) => None,
            (Some(certificate), Some(key)) => Some(server_tls(certificate, key)?),
            _ => {
                return Err(
                    "tls-certificate and tls-key go together: set both, or neither.".into(),
                );
            }
        };
        let trusted_proxies = settings
            .trusted_proxies
            .iter()
            .map(|text| {
                text.parse().map_err(|_| {
                    format!("trusted-proxies: \"{text}\" is no address or network. Write, for example, 10.0.0.5 or 10.0.0.0/8.")
                })
            })
            .collect::<Result<Vec<Network>, String>>()?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let public_text = settings
            .public_url
            .unwrap_or_else(|| format!("{scheme}://localhost:{}", listen.port()));
        let (public_url, origin) = public_address(&public_text)?;
        if public_url.scheme() == "https" && tls.is_none() && trusted_proxies.is_empty() {
            return Err(format!(
                "public-url is {public_text}, but nothing here speaks https. Set tls-certificate and tls-key, or name the proxy that does in trusted-proxies."
            ));
        }
        let database = match settings.database {
            None => Place::Sqlite {
                path: data.join("anteroom.db"),
                readers: readers(),
            },
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Place::Postgres {
                    url,
                    connections: 16,
                    tls: Some(client_tls()),
                }
            }
            Some(_) => {
                return Err(
                    "database must begin with postgres://. Leave it out for the embedded database."
                        .into(),
                );
            }
        };
        Ok(Self {
            data: data.to_owned(),
            keys: settings.keys.unwrap_or_else(|| data.join("keys")),
            listen,
            public_url,
            origin,
            trusted_proxies,
            tls,
            database,
            office: office(settings.office.as_deref())?,
            bucket: settings.storage.check()?,
            scanner: settings.scanner.check()?,
        })
    }

    /// Whether people come over https.
    pub fn is_secure(&self) -> bool {
        self.origin.is_https()
    }

    /// An absolute address for letters.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin.as_str())
    }
}

impl Settings {
    /// These settings, and `below` for what they leave out.
    fn over(self, below: Self) -> Self {
        Self {
            listen: self.listen.or(below.listen),
            public_url: self.public_url.or(below.public_url),
            trusted_proxies: if self.trusted_proxies.is_empty() {
                below.trusted_proxies
            } else {
                self.trusted_proxies
            },
            tls_certificate: self.tls_certificate.or(below.tls_certificate),
            tls_key: self.tls_key.or(below.tls_key),
            keys: self.keys.or(below.keys),
            database: self.database.or(below.database),
            office: self.office.or(below.office),
            storage: self.storage.over(below.storage),
            scanner: self.scanner.over(below.scanner),
        }
    }
}

fn office(command: Option<&str>) -> Result<Option<Office>, String> {
    match command {
        Some("none") => Ok(None),
        Some(command) => Office::at(Path::new(command)).map(Some).map_err(|why| {
            format!("office = \"{command}\": {why}. Name the command soffice with its whole path, or write none.")
        }),
        None => Ok(Office::find()
            .inspect_err(|why| tracing::info!("office documents are shown without pages: {why}"))
            .ok()),
    }
}

fn read_file(path: &Path) -> Result<Settings, String> {
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Settings::default()),
        Err(error) => Err(format!("cannot read {}: {error}", path.display())),
    }
}

/// The public address: https, or http where it never leaves this machine; a name, since passkeys are bound to one.
fn public_address(text: &str) -> Result<(Url, Origin), String> {
    let wrong = |why: &str| format!("public-url = \"{text}\": {why}");
    let url: Url = text
        .parse()
        .map_err(|_| wrong("this is no address. Write, for example, https://portal.example.ca."))?;
    let origin: Origin = url.as_str().parse().map_err(|_| {
        wrong("only scheme, name and port belong here, such as https://portal.example.ca.")
    })?;
    match url.host() {
        Some(Host::Domain(name)) => {
            let is_local = name == "localhost" || name.ends_with(".localhost");
            if !origin.is_https() && !is_local {
                return Err(wrong(
                    "without https, anybody on the way reads along. Use https://, or http://localhost to try it out.",
                ));
            }
        }
        _ => {
            return Err(wrong(
                "passkeys need a name, not a number. Use a name such as portal.example.ca, or localhost.",
            ));
        }
    }
    Ok((url, origin))
}

/// As many readers as there are processors, and one more for the page that waits for its disk.
fn readers() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get) + 1
}

fn server_tls(certificate: &Path, key: &Path) -> Result<Arc<rustls::ServerConfig>, String> {
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect)
        .map_err(|error| {
            format!(
                "tls-certificate {}: {error}. It must be a PEM file with the whole chain.",
                certificate.display()
            )
        })?;
    let private = PrivateKeyDer::from_pem_file(key).map_err(|error| {
        format!(
            "tls-key {}: {error}. It must be a PEM private key this program may read.",
            key.display()
        )
    })?;
    let mut config = rustls::ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .and_then(|builder| {
            builder
                .with_no_client_auth()
                .with_single_cert(chain, private)
        })
        .map_err(|error| {
            format!(
                "tls-certificate {} and tls-key {} do not go together: {error}",
                certificate.display(),
                key.display()
            )
        })?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// How we trust other servers: the public authorities.
pub fn client_tls() -> Arc<rustls::ClientConfig> {
    tls_trusting(rustls::RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    })
}

/// How we trust servers that these authorities vouch for.
fn tls_trusting(roots: rustls::RootCertStore) -> Arc<rustls::ClientConfig> {
    let builder = rustls::ClientConfig::builder_with_provider(provider());
    #[expect(
        clippy::expect_used,
        reason = "the provider has the default protocol versions: it is compiled in"
    )]
    let builder = builder
        .with_safe_default_protocol_versions()
        .expect("default versions");
    Arc::new(builder.with_root_certificates(roots).with_no_client_auth())
}

fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests say what they expect")]
mod tests {
    use super::*;

    fn check(settings: Settings) -> Result<Config, String> {
        Config::check(Path::new("/nowhere"), settings)
    }

    #[test]
    fn nothing_set_is_a_portal_of_this_machine() {
        let config = check(Settings::default()).unwrap();
        assert_eq!(config.origin.as_str(), "http://localhost:8400");
        assert_eq!(config.keys, Path::new("/nowhere/keys"));
        assert!(!config.is_secure());
    }

    #[test]
    fn what_is_wrong_is_told_with_the_remedy() {
        let wrong = |settings: Settings, word: &str| {
            let message = check(settings).unwrap_err();
            assert!(message.contains(word), "{message}");
        };
        let s = |text: &str| Some(text.to_owned());
        wrong(
            Settings {
                listen: s("8400"),
                ..Settings::default()
            },
            "127.0.0.1:8400",
        );
        wrong(
            Settings {
                public_url: s("http://portal.example.ca"),
                ..Settings::default()
            },
            "https://",
        );
        wrong(
            Settings {
                public_url: s("https://portal.example.ca"),
                ..Settings::default()
            },
            "tls-certificate",
        );
        wrong(
            Settings {
                public_url: s("http://127.0.0.1:8400"),
                ..Settings::default()
            },
            "name",
        );
        wrong(
            Settings {
                public_url: s("https://portal.example.ca/x"),
                ..Settings::default()
            },
            "only scheme",
        );
        wrong(
            Settings {
                tls_key: Some("k".into()),
                ..Settings::default()
            },
            "both",
        );
        wrong(
            Settings {
                database: s("mysql://x"),
                ..Settings::default()
            },
            "postgres://",
        );
        wrong(
            Settings {
                trusted_proxies: vec!["proxy".into()],
                ..Settings::default()
            },
            "10.0.0.5",
        );
    }

    #[test]
    fn a_proxy_that_speaks_https_is_enough() {
        let config = check(Settings {
            public_url: Some("https://portal.example.ca".into()),
            trusted_proxies: vec!["10.0.0.0/8".into()],
            ..Settings::default()
        });
        assert!(config.unwrap().is_secure());
    }
}
