//! Trying the bucket out before anything depends on it: every right the store needs is used once.

use bytes::Bytes;
use object_store::{
    ObjectStore as _, ObjectStoreExt as _, PutMode, PutOptions,
    list::{PaginatedListOptions, PaginatedListStore as _},
    path::Path,
};

use super::{
    Place,
    refusal::{odd, told},
};
use crate::{BlobId, Error};

/// Writes, finds, reads and deletes a small object; answers whether the server keeps objects from being written over.
pub(super) async fn run(place: &Place) -> Result<bool, Error> {
    let id = BlobId::random().map_err(Error::changing("name a blob"))?;
    let path = Path::from(format!("{}probe/{id}", place.prefix));
    let content = Bytes::from(id.to_string());
    let create = async |step| {
        let options = PutOptions::from(PutMode::Create);
        let written = place
            .store
            .put_opts(&path, content.clone().into(), options)
            .await;
        match written {
            Ok(_) => Ok(Some(true)),
            Err(object_store::Error::AlreadyExists { .. }) => Ok(Some(false)),
            Err(error) => match told(step)(error) {
                Error::Io { source, .. } if source.to_string().contains("NotImplemented") => {
                    Ok(None)
                }
                error => Err(error),
            },
        }
    };
    let step = "write to the bucket";
    let first = create(step).await?;
    if first.is_none() {
        place
            .store
            .put(&path, content.clone().into())
            .await
            .map_err(told(step))?;
    }
    let is_conditional = first.is_some() && create(step).await? == Some(false);

    let tried = read_back(place, &path, &content).await;
    let deleted = place.store.delete(&path).await;
    tried?;
    deleted.map_err(told("delete from the bucket"))?;
    Ok(is_conditional)
}

async fn read_back(place: &Place, path: &Path, content: &Bytes) -> Result<(), Error> {
    let found = place.get(path, 0..content.len() as u64).await?;
    if found != *content {
        return Err(odd(
            "read from the bucket",
            "other bytes came back than were written",
        ));
    }
    let options = PaginatedListOptions {
        max_keys: Some(1),
        ..PaginatedListOptions::default()
    };
    place
        .store
        .list_paginated(Some(&place.blobs()), options)
        .await
        .map_err(told("list the bucket"))?;
    Ok(())
}
