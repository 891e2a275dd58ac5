//! The bucket, when documents lie in one: where it is, who may use it, how its server is trusted.

use std::{path::PathBuf, str::FromStr};

use anteroom_blobs::Bucket;
use rustls::pki_types::{CertificateDer, pem::PemObject};
use url::{Host, Url};
use zeroize::Zeroizing;

/// What an operator can write about the bucket: `[storage]` in the file.
#[derive(Clone, Debug, Default, clap::Args, serde::Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct StorageSettings {
    /// A bucket of S3-compatible storage for the documents, in place of the data folder
    #[arg(long = "s3-bucket", env = "ANTEROOM_S3_BUCKET", value_name = "NAME")]
    pub bucket: Option<String>,
    /// The address of the S3-compatible server [https://s3.REGION.amazonaws.com]
    #[arg(long = "s3-endpoint", env = "ANTEROOM_S3_ENDPOINT", value_name = "URL")]
    pub endpoint: Option<String>,
    /// The region of the bucket [us-east-1, where an endpoint is set]
    #[arg(long = "s3-region", env = "ANTEROOM_S3_REGION", value_name = "REGION")]
    pub region: Option<String>,
    /// What the names of our objects begin with, where the bucket is not ours alone
    #[arg(long = "s3-prefix", env = "ANTEROOM_S3_PREFIX", value_name = "PREFIX")]
    pub prefix: Option<String>,
    /// The id of the access key; its secret is read from ANTEROOM_S3_SECRET or the file only
    #[arg(long = "s3-key-id", env = "ANTEROOM_S3_KEY_ID", value_name = "ID")]
    pub key_id: Option<String>,
    /// The secret of the access key.
    #[arg(
        long = "s3-secret",
        env = "ANTEROOM_S3_SECRET",
        hide = true,
        hide_env_values = true
    )]
    pub secret: Option<Secret>,
    /// The certificate (PEM) of the authority that vouches for the server, where it is a private one
    #[arg(long = "s3-ca", env = "ANTEROOM_S3_CA", value_name = "FILE")]
    pub ca: Option<PathBuf>,
}

/// A secret that is never shown, and zeroed when it goes.
#[derive(Clone, serde::Deserialize)]
#[serde(from = "String")]
pub struct Secret(Zeroizing<String>);

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl FromStr for Secret {
    type Err = std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(text.to_owned().into())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

impl StorageSettings {
    /// These settings, and `below` for what they leave out.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            bucket: self.bucket.or(below.bucket),
            endpoint: self.endpoint.or(below.endpoint),
            region: self.region.or(below.region),
            prefix: self.prefix.or(below.prefix),
            key_id: self.key_id.or(below.key_id),
            secret: self.secret.or(below.secret),
            ca: self.ca.or(below.ca),
        }
    }

    /// The bucket, if one is set.
    ///
    /// # Errors
    /// One sentence: what is wrong and what to do.
    pub(super) fn check(self) -> Result<Option<Bucket>, String> {
        let Some(name) = self.bucket else {
            let is_blank = self.endpoint.is_none() && self.key_id.is_none() && self.ca.is_none();
            return if is_blank {
                Ok(None)
            } else {
                Err("storage: something is set for S3, but no bucket. Set bucket (ANTEROOM_S3_BUCKET), or nothing of it.".into())
            };
        };
        let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if !(3..=63).contains(&name.len())
            || !name
                .bytes()
                .all(|byte| is_letter(byte) || b".-".contains(&byte))
        {
            return Err(format!(
                "storage: bucket = \"{name}\" is no bucket's name. Write it in small letters, digits, dots and dashes."
            ));
        }
        let (endpoint, region) = match (self.endpoint, self.region) {
            (Some(endpoint), region) => {
                (endpoint, region.unwrap_or_else(|| "us-east-1".to_owned()))
            }
            (None, Some(region)) => (format!("https://s3.{region}.amazonaws.com"), region),
            (None, None) => {
                return Err("storage: a bucket is set, but not where. Set endpoint (ANTEROOM_S3_ENDPOINT), or region for Amazon's own.".into());
            }
        };
        let (Some(key_id), Some(Secret(secret))) = (self.key_id, self.secret) else {
            return Err("storage: the bucket needs an access key. Set key-id (ANTEROOM_S3_KEY_ID) and secret (ANTEROOM_S3_SECRET).".into());
        };
        let prefix = self.prefix.unwrap_or_default();
        if !prefix.is_empty() && !prefix.split('/').all(is_segment) {
            return Err(format!(
                "storage: prefix = \"{prefix}\" cannot begin a name. Write words of letters, digits and dashes with single slashes between them."
            ));
        }
        Ok(Some(Bucket {
            endpoint: address(&endpoint)?,
            region,
            name,
            prefix,
            key_id,
            secret,
            tls: match self.ca {
                None => super::client_tls(),
                Some(path) => super::tls_trusting(authority(&path)?),
            },
        }))
    }
}

fn is_segment(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// Scheme, host and port. Without https only where it never leaves this machine.
fn address(text: &str) -> Result<String, String> {
    let wrong = |why: &str| format!("storage: endpoint = \"{text}\": {why}");
    let url: Url = text.parse().map_err(|_| {
        wrong("this is no address. Write, for example, https://s3.ca-central-1.amazonaws.com.")
    })?;
    let is_bare = url.path() == "/" && url.query().is_none() && url.username().is_empty();
    if !is_bare || !["http", "https"].contains(&url.scheme()) {
        return Err(wrong(
            "only scheme, name and port belong here. The bucket has a setting of its own.",
        ));
    }
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    if url.scheme() == "http" && !is_here {
        return Err(wrong(
            "without https, anybody on the way could alter what is stored. Use https://.",
        ));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

fn authority(path: &std::path::Path) -> Result<rustls::RootCertStore, String> {
    let wrong = |why: String| {
        format!(
            "storage: ca {}: {why}. It must be a PEM file with the authority's certificate.",
            path.display()
        )
    };
    let mut roots = rustls::RootCertStore::empty();
    let certificates: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(path)
        .and_then(Iterator::collect)
        .map_err(|error| wrong(error.to_string()))?;
    for certificate in certificates {
        roots
            .add(certificate)
            .map_err(|error| wrong(error.to_string()))?;
    }
    if roots.is_empty() {
        return Err(wrong("there is no certificate in it".into()));
    }
    Ok(roots)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests say what they expect")]
mod tests {
    use super::*;

    fn whole() -> StorageSettings {
        StorageSettings {
            bucket: Some("documents".into()),
            endpoint: Some("https://s3.example.ca/".into()),
            key_id: Some("id".into()),
            secret: Some("very secret".to_owned().into()),
            ..StorageSettings::default()
        }
    }

    #[test]
    fn nothing_set_is_no_bucket_and_all_of_it_is_one() {
        assert!(StorageSettings::default().check().unwrap().is_none());
        let bucket = whole().check().unwrap().unwrap();
        assert_eq!(bucket.endpoint, "https://s3.example.ca");
        assert_eq!(
            (bucket.region.as_str(), bucket.prefix.as_str()),
            ("us-east-1", "")
        );
        let amazon = StorageSettings {
            endpoint: None,
            region: Some("ca-central-1".into()),
            ..whole()
        };
        let bucket = amazon.check().unwrap().unwrap();
        assert_eq!(bucket.endpoint, "https://s3.ca-central-1.amazonaws.com");
    }

    #[test]
    fn the_secret_is_never_shown() {
        let settings = whole();
        assert!(!format!("{settings:?}").contains("very"));
        let bucket = settings.check().unwrap().unwrap();
        assert!(!format!("{bucket:?}").contains("very"));
    }

    #[test]
    fn what_is_wrong_with_a_bucket_is_told_with_the_remedy() {
        let s = |text: &str| Some(text.to_owned());
        for (settings, word) in [
            (
                StorageSettings {
                    bucket: None,
                    ..whole()
                },
                "ANTEROOM_S3_BUCKET",
            ),
            (
                StorageSettings {
                    bucket: s("A bucket"),
                    ..whole()
                },
                "small letters",
            ),
            (
                StorageSettings {
                    endpoint: None,
                    ..whole()
                },
                "ANTEROOM_S3_ENDPOINT",
            ),
            (
                StorageSettings {
                    endpoint: s("s3"),
                    ..whole()
                },
                "https://",
            ),
            (
                StorageSettings {
                    endpoint: s("http://s3.example.ca"),
                    ..whole()
                },
                "Use https://",
            ),
            (
                StorageSettings {
                    endpoint: s("https://s3.example.ca/documents"),
                    ..whole()
                },
                "setting of its own",
            ),
            (
                StorageSettings {
                    secret: None,
                    ..whole()
                },
                "ANTEROOM_S3_SECRET",
            ),
            (
                StorageSettings {
                    key_id: None,
                    ..whole()
                },
                "ANTEROOM_S3_KEY_ID",
            ),
            (
                StorageSettings {
                    prefix: s("/x"),
                    ..whole()
                },
                "single slashes",
            ),
            (
                StorageSettings {
                    prefix: s("../x"),
                    ..whole()
                },
                "single slashes",
            ),
            (
                StorageSettings {
                    ca: Some("/nowhere.pem".into()),
                    ..whole()
                },
                "PEM",
            ),
        ] {
            let message = settings.check().unwrap_err();
            assert!(message.contains(word), "{message}");
            assert!(!message.contains("very"), "{message}");
        }
        assert!(
            StorageSettings {
                endpoint: s("http://127.0.0.1:9000"),
                ..whole()
            }
            .check()
            .is_ok()
        );
    }
}
