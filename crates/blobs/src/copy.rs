//! Copying a blob from one store to another, and telling whether two stores hold the same blob: a piece at a time.

use aws_lc_rs::digest::{Context, Digest, SHA256};

use crate::{BlobId, Error, Store};

/// Copies a blob, reads the copy back, and deletes the copy again should the blob have been deleted meanwhile; answers
/// whether there is a copy now.
///
/// # Errors
/// Either store's; `Io` when other bytes came back than were written.
pub async fn copy(from: &dyn Store, to: &dyn Store, id: BlobId) -> Result<bool, Error> {
    let length = match from.len(&id).await {
        Err(Error::Absent) => return Ok(false),
        length => length?,
    };
    let mut writer = to.begin_copy(id).await?;
    let (mut read, mut at) = (Context::new(&SHA256), 0);
    while at < length {
        let bytes = match from.read(&id, at..length).await {
            Err(Error::Absent) => return Ok(false),
            bytes => bytes?,
        };
        at += bytes.len() as u64;
        read.update(&bytes);
        writer.write(bytes).await?;
    }
    writer.finish().await?;
    if fingerprint(to, id).await? != Some((length, read.finish().as_ref().to_vec())) {
        to.delete(&id).await?;
        return Err(differ());
    }
    match from.len(&id).await {
        Err(Error::Absent) => {
            to.delete(&id).await?;
            Ok(false)
        }
        length => length.map(|_| true),
    }
}

/// Whether both stores have this blob and every byte of it is the same; `false` where either has none.
///
/// # Errors
/// Either store's.
pub async fn is_same(one: &dyn Store, other: &dyn Store, id: BlobId) -> Result<bool, Error> {
    let Some(here) = fingerprint(one, id).await? else {
        return Ok(false);
    };
    Ok(fingerprint(other, id).await? == Some(here))
}

/// Length and SHA-256 of a blob, if it is there.
async fn fingerprint(store: &dyn Store, id: BlobId) -> Result<Option<(u64, Vec<u8>)>, Error> {
    let length = match store.len(&id).await {
        Err(Error::Absent) => return Ok(None),
        length => length?,
    };
    let (mut read, mut at) = (Context::new(&SHA256), 0);
    while at < length {
        let bytes = match store.read(&id, at..length).await {
            Err(Error::Absent) => return Ok(None),
            bytes => bytes?,
        };
        at += bytes.len() as u64;
        read.update(&bytes);
    }
    let digest: Digest = read.finish();
    Ok(Some((length, digest.as_ref().to_vec())))
}

fn differ() -> Error {
    Error::Io {
        step: "copy a blob",
        source: std::io::Error::other("other bytes came back than were written"),
    }
}
