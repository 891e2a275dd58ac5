use std::{mem, sync::Arc};

use bytes::Bytes;
use object_store::{
    PutPayload,
    multipart::{MultipartStore as _, PartId},
};

use super::{Place, refusal::told};
use crate::{BlobId, Error, Pending, Writer};

/// Bytes sent at a time. Stores want at least 5 MiB of every part but the last, and some want all parts alike.
pub(super) const PART: usize = 8 * 1024 * 1024;

/// What fits in one part goes as one object; what does not, in parts that become one object at the end.
pub(super) struct S3Writer {
    place: Arc<Place>,
    id: BlobId,
    gathered: Vec<Bytes>,
    gathered_len: usize,
    length: u64,
    parts: Option<Parts>,
    /// Set while a part is on its way: a call that was abandoned then, or failed, ends the blob.
    is_lost: bool,
}

struct Parts {
    upload: String,
    sent: Vec<PartId>,
}

impl S3Writer {
    pub(super) fn new(place: Arc<Place>, id: BlobId) -> Self {
        Self {
            place,
            id,
            gathered: Vec::new(),
            gathered_len: 0,
            length: 0,
            parts: None,
            is_lost: false,
        }
    }

    /// Takes up to this many bytes from the front of what was gathered.
    fn take(&mut self, most: usize) -> PutPayload {
        let mut wanted = most.min(self.gathered_len);
        self.gathered_len -= wanted;
        let mut taken = Vec::new();
        let mut rest = mem::take(&mut self.gathered).into_iter();
        while wanted > 0 {
            let Some(mut piece) = rest.next() else { break };
            if piece.len() > wanted {
                let front = piece.split_to(wanted);
                wanted = 0;
                taken.push(front);
                self.gathered.push(piece);
            } else {
                wanted -= piece.len();
                taken.push(piece);
            }
        }
        self.gathered.extend(rest);
        taken.into_iter().collect()
    }

    async fn send(&mut self, part: PutPayload) -> Result<(), Error> {
        let path = self.place.path(self.id);
        let store = &self.place.store;
        let step = "write a part of a blob to the bucket";
        let parts = match &mut self.parts {
            Some(parts) => parts,
            none => {
                let upload = store.create_multipart(&path).await.map_err(told(step))?;
                none.insert(Parts {
                    upload,
                    sent: Vec::new(),
                })
            }
        };
        let sent = store
            .put_part(&path, &parts.upload, parts.sent.len(), part)
            .await
            .map_err(told(step))?;
        parts.sent.push(sent);
        Ok(())
    }

    async fn end(&mut self) -> Result<(), Error> {
        let path = self.place.path(self.id);
        let rest = self.take(usize::MAX);
        let answer = if self.parts.is_none() {
            self.place.put(&path, rest).await
        } else {
            if rest.content_length() > 0 {
                self.send(rest).await?;
            }
            match &mut self.parts {
                Some(parts) => self
                    .place
                    .store
                    .complete_multipart(&path, &parts.upload, mem::take(&mut parts.sent))
                    .await
                    .map(|done| done.e_tag),
                None => Ok(None),
            }
        };
        self.place.settle(self.id, self.length, answer).await
    }
}

impl Writer for S3Writer {
    fn write(&mut self, bytes: Bytes) -> Pending<'_, ()> {
        self.length += bytes.len() as u64;
        self.gathered_len += bytes.len();
        self.gathered.push(bytes);
        Box::pin(async move {
            if mem::replace(&mut self.is_lost, true) {
                return Err(Error::Interrupted);
            }
            while self.gathered_len >= PART {
                let part = self.take(PART);
                self.send(part).await?;
            }
            self.is_lost = false;
            Ok(())
        })
    }

    fn finish(mut self: Box<Self>) -> Pending<'static, BlobId> {
        Box::pin(async move {
            if mem::replace(&mut self.is_lost, true) {
                return Err(Error::Interrupted);
            }
            self.end().await?;
            self.parts = None;
            Ok(self.id)
        })
    }
}

impl Drop for S3Writer {
    fn drop(&mut self) {
        // Parts of a blob that was not finished; those that cannot be given up now, a sweep gives up later.
        let Some(parts) = self.parts.take() else {
            return;
        };
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let (place, path) = (Arc::clone(&self.place), self.place.path(self.id));
            runtime.spawn(async move {
                let _ = place.store.abort_multipart(&path, &parts.upload).await;
            });
        }
    }
}
