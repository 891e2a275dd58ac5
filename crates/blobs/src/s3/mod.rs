//! Blobs in a bucket of S3-compatible storage: the object `<prefix>/blobs/<id>`, never rewritten.
//!
//! An object appears whole or not at all, so what is being written has no name yet, as on disk. A blob counts as finished
//! when the store has said so **and** shows it, with its length and with the tag it gave it: an answer that was lost on the
//! way is settled by looking, never by believing.
//!
//! Requests are tried a few times for a bounded time; when the store keeps failing, few are sent at all (`wire`).

mod abandoned;
mod patience;
mod probe;
mod refusal;
mod wire;
mod writer;

use std::{fmt, ops::Range, sync::Arc, time::Duration};

use bytes::Bytes;
use object_store::{
    BackoffConfig, ClientOptions, GetOptions, ObjectMeta, ObjectStore as _, ObjectStoreExt as _,
    PutMode, PutOptions, PutPayload, RetryConfig, StaticCredentialProvider,
    aws::{AmazonS3, AmazonS3Builder, AwsCredential},
    client::{HttpClient, HttpConnector},
    list::{PaginatedListOptions, PaginatedListStore as _},
    path::Path,
};
use zeroize::Zeroizing;

use crate::{BlobId, Error, MAX_READ, PAGE, Pending, Store, Writer};
use refusal::{odd, told};
use wire::Wire;
use writer::S3Writer;

/// How often a request is tried again.
const RETRIES: usize = 3;
/// After this long no request is tried again.
const RETRY_TIME: Duration = Duration::from_secs(60);
/// A store that is copied to several places may show late what it has taken: how often, and how far apart, we look again.
const LOOKS: u32 = 3;
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// A bucket, and who may use it.
#[derive(Clone)]
pub struct Bucket {
    /// Scheme, host and port, such as `https://s3.ca-central-1.amazonaws.com`. The bucket's name goes into the path.
    pub endpoint: String,
    /// The region requests are signed for.
    pub region: String,
    /// The bucket.
    pub name: String,
    /// What every object's name begins with; empty for nothing. No `/` at either end.
    pub prefix: String,
    /// Who asks.
    pub key_id: String,
    /// What requests are signed with.
    pub secret: Zeroizing<String>,
    /// How the server is trusted.
    pub tls: Arc<rustls::ClientConfig>,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bucket")
            .field("endpoint", &self.endpoint)
            .field("region", &self.region)
            .field("name", &self.name)
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}

/// A store in a bucket.
pub struct S3 {
    place: Arc<Place>,
}

/// What the store shares with its writers.
struct Place {
    store: AmazonS3,
    client: HttpClient,
    credential: Arc<AwsCredential>,
    region: String,
    /// Address of the bucket.
    address: String,
    /// Begins every object's name: empty, or ends with `/`.
    prefix: String,
    /// Whether the server keeps an object from being written over.
    is_conditional: bool,
}

impl S3 {
    /// Opens the store, and tries it out: a small object is written, found, read and deleted.
    ///
    /// # Errors
    /// `Io` with the remedy, `Full`.
    pub async fn open(bucket: Bucket) -> Result<Self, Error> {
        let mut place = Place::new(&bucket).map_err(told("prepare the bucket's client"))?;
        place.is_conditional = probe::run(&place).await?;
        Ok(Self {
            place: Arc::new(place),
        })
    }

    fn writer(&self, id: BlobId) -> Box<dyn Writer> {
        Box::new(S3Writer::new(Arc::clone(&self.place), id))
    }
}

/// Gives the one client to whoever asks.
#[derive(Debug)]
struct Connector(HttpClient);

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(self.0.clone())
    }
}

impl Place {
    fn new(bucket: &Bucket) -> object_store::Result<Self> {
        let client = HttpClient::new(Wire::new(&bucket.tls));
        let credential = AwsCredential {
            key_id: bucket.key_id.clone(),
            secret_key: bucket.secret.to_string(),
            token: None,
        };
        let provider = Arc::new(StaticCredentialProvider::new(AwsCredential {
            secret_key: bucket.secret.to_string(),
            key_id: bucket.key_id.clone(),
            token: None,
        }));
        let endpoint = bucket.endpoint.trim_end_matches('/');
        let store = AmazonS3Builder::new()
            .with_endpoint(endpoint)
            .with_region(&bucket.region)
            .with_bucket_name(&bucket.name)
            .with_credentials(provider)
            .with_virtual_hosted_style_request(false)
            .with_allow_http(true)
            .with_disable_bulk_delete(true)
            .with_http_connector(Connector(client.clone()))
            .with_retry(RetryConfig {
                backoff: BackoffConfig {
                    init_backoff: Duration::from_millis(100),
                    max_backoff: Duration::from_secs(5),
                    base: 3.0,
                },
                max_retries: RETRIES,
                retry_timeout: RETRY_TIME,
            })
            .build()?;
        Ok(Self {
            store,
            client,
            credential: Arc::new(credential),
            region: bucket.region.clone(),
            address: format!("{endpoint}/{}", bucket.name),
            prefix: match bucket.prefix.as_str() {
                "" => String::new(),
                prefix => format!("{prefix}/"),
            },
            is_conditional: false,
        })
    }

    /// What blobs' names begin with.
    fn blobs(&self) -> String {
        format!("{}blobs/", self.prefix)
    }

    fn path(&self, id: BlobId) -> Path {
        Path::from(format!("{}{id}", self.blobs()))
    }

    /// Writes a whole object; answers its tag.
    async fn put(&self, path: &Path, content: PutPayload) -> object_store::Result<Option<String>> {
        let mode = if self.is_conditional {
            PutMode::Create
        } else {
            PutMode::Overwrite
        };
        let options = PutOptions::from(mode);
        Ok(self.store.put_opts(path, content, options).await?.e_tag)
    }

    /// Looks whether the blob is there as it should be, whatever the answer to its last request was.
    async fn settle(
        &self,
        id: BlobId,
        length: u64,
        answer: object_store::Result<Option<String>>,
    ) -> Result<(), Error> {
        let step = "finish a blob in the bucket";
        match (self.look(id).await, answer) {
            (Ok(found), Ok(tag)) => {
                let tags_differ = tag
                    .zip(found.e_tag)
                    .is_some_and(|(a, b)| bare(&a) != bare(&b));
                if found.size != length || tags_differ {
                    return Err(odd(
                        step,
                        "the store shows another object than it was given",
                    ));
                }
                Ok(())
            }
            // The answer was lost, or the try after the lost one found its own work.
            (Ok(found), Err(_)) if found.size == length => Ok(()),
            (_, Err(error)) => Err(told(step)(error)),
            (Err(error), Ok(_)) => Err(told(step)(error)),
        }
    }

    /// The object's length and tag. One that is absent is looked for again before it counts as absent.
    async fn look(&self, id: BlobId) -> object_store::Result<ObjectMeta> {
        let path = self.path(id);
        let mut looked = 1;
        loop {
            match self.store.head(&path).await {
                Err(object_store::Error::NotFound { .. }) if looked < LOOKS => {
                    looked += 1;
                    tokio::time::sleep(LOOK_AGAIN).await;
                }
                found => return found,
            }
        }
    }

    async fn read(&self, id: BlobId, range: Range<u64>) -> Result<Bytes, Error> {
        let wanted = range.end.saturating_sub(range.start).min(MAX_READ);
        if wanted == 0 {
            self.look(id)
                .await
                .map_err(told("find a blob in the bucket"))?;
            return Ok(Bytes::new());
        }
        let wanted = range.start..range.start.saturating_add(wanted);
        match self.get(&self.path(id), wanted).await {
            Ok(bytes) => Ok(bytes),
            Err(error) => {
                // Servers differ in how they refuse a range behind the end; its length is what all agree on.
                let found = self.look(id).await;
                match found {
                    Ok(found) if found.size <= range.start => Err(Error::PastEnd),
                    Ok(_) if matches!(error, Error::Absent) => {
                        let end = range.start.saturating_add(MAX_READ).min(range.end);
                        self.get(&self.path(id), range.start..end).await
                    }
                    Err(object_store::Error::NotFound { .. }) => Err(Error::Absent),
                    _ => Err(error),
                }
            }
        }
    }

    async fn get(&self, path: &Path, range: Range<u64>) -> Result<Bytes, Error> {
        let step = "read a blob from the bucket";
        let options = GetOptions::new().with_range(Some(range.clone()));
        let found = self
            .store
            .get_opts(path, options)
            .await
            .map_err(told(step))?;
        let given = found.range.clone();
        let bytes = found.bytes().await.map_err(told(step))?;
        let is_whole = bytes.len() as u64 == given.end.saturating_sub(given.start);
        if given.start != range.start || given.end > range.end || bytes.is_empty() || !is_whole {
            return Err(odd(
                step,
                "the store gave another range than it was asked for",
            ));
        }
        Ok(bytes)
    }

    async fn delete(&self, id: BlobId) -> Result<(), Error> {
        match self.store.delete(&self.path(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(told("delete a blob from the bucket")(error)),
        }
    }

    /// One page of ids. Whatever else lies among the blobs is none of ours.
    async fn list(&self, after: Option<BlobId>) -> Result<Vec<BlobId>, Error> {
        let prefix = self.blobs();
        let mut token = None;
        loop {
            let options = PaginatedListOptions {
                offset: after.map(|after| format!("{prefix}{after}")),
                max_keys: Some(PAGE),
                page_token: token,
                ..PaginatedListOptions::default()
            };
            let page = self
                .store
                .list_paginated(Some(&prefix), options)
                .await
                .map_err(told("list the bucket"))?;
            let mut ids: Vec<BlobId> = page
                .result
                .objects
                .iter()
                .filter_map(|object| object.location.filename()?.parse().ok())
                .filter(|&id| after.is_none_or(|after| id > after))
                .collect();
            ids.sort_unstable();
            ids.dedup();
            token = page.page_token;
            if !ids.is_empty() || token.is_none() {
                return Ok(ids);
            }
        }
    }
}

/// A tag without its quotes.
fn bare(tag: &str) -> &str {
    tag.trim_start_matches("W/").trim_matches('"')
}

impl Store for S3 {
    fn begin(&self) -> Pending<'_, Box<dyn Writer>> {
        Box::pin(async {
            let id = BlobId::random().map_err(Error::changing("name a blob"))?;
            Ok(self.writer(id))
        })
    }

    fn begin_copy(&self, id: BlobId) -> Pending<'_, Box<dyn Writer>> {
        Box::pin(async move { Ok(self.writer(id)) })
    }

    fn read<'a>(&'a self, id: &'a BlobId, range: Range<u64>) -> Pending<'a, Bytes> {
        Box::pin(self.place.read(*id, range))
    }

    fn len<'a>(&'a self, id: &'a BlobId) -> Pending<'a, u64> {
        Box::pin(async {
            let found = self.place.look(*id).await;
            Ok(found.map_err(told("measure a blob in the bucket"))?.size)
        })
    }

    fn delete<'a>(&'a self, id: &'a BlobId) -> Pending<'a, ()> {
        Box::pin(self.place.delete(*id))
    }

    fn list(&self, after: Option<BlobId>) -> Pending<'_, Vec<BlobId>> {
        Box::pin(self.place.list(after))
    }

    fn sweep(&self) -> Pending<'_, u64> {
        Box::pin(abandoned::sweep(&self.place))
    }
}
