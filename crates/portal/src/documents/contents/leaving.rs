//! Bytes on their way out: read ahead while the ones before are sent, and looked at again while they leave, so that a
//! download that was begun does not outlive the right to it.

use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::{Stream, stream};
use tokio::sync::mpsc;

use super::{
    super::{Version, versions},
    Reader,
};
use crate::{
    base::{Actor, MatterId, Result, VersionId},
    portal::Portal,
};

/// Bytes that may leave before it is asked again whether they still may.
const STRETCH: u64 = 8 << 20;
/// How long they may leave before that is asked again.
const SPAN: Duration = Duration::from_secs(10);

/// Something bytes come from, in order, until there are none.
pub trait Source: Send + 'static {
    /// The next bytes.
    ///
    /// # Errors
    /// The source's; nothing comes after one.
    fn next(&mut self) -> impl Future<Output = Result<Option<Bytes>>> + Send;
}

/// A stream of what a source gives, which ends with its first error. The next bytes are made while the last ones are sent:
/// three runs of at most 1 MiB are held, one being sent, one waiting, one being made.
pub fn ahead(mut source: impl Source) -> impl Stream<Item = Result<Bytes>> + Send + 'static {
    let (made, waiting) = mpsc::channel(1);
    tokio::spawn(async move {
        while let Some(next) = source.next().await.transpose() {
            let is_last = next.is_err();
            // Whoever asked may have gone away.
            if made.send(next).await.is_err() || is_last {
                return;
            }
        }
    });
    stream::unfold(waiting, |mut waiting| async move {
        Some((waiting.recv().await?, waiting))
    })
}

/// Asks again, now and then, whether bytes may still leave.
pub(super) struct Guard {
    pub(super) portal: Portal,
    pub(super) actor: Actor,
    left: u64,
    asked_at: Instant,
}

impl Guard {
    pub(super) fn new(portal: &Portal, actor: &Actor) -> Self {
        Self {
            portal: portal.clone(),
            actor: actor.clone(),
            left: 0,
            asked_at: Instant::now(),
        }
    }

    /// Lets bytes of a version pass.
    ///
    /// # Errors
    /// What [`versions::still_open`] says when the right to them ended.
    pub(super) async fn pass(
        &mut self,
        matter: MatterId,
        version: VersionId,
        bytes: usize,
    ) -> Result<()> {
        self.left += bytes as u64;
        if self.left < STRETCH && self.asked_at.elapsed() < SPAN {
            return Ok(());
        }
        self.portal
            .read(&self.actor, move |tx| {
                versions::still_open(tx, matter, version)
            })
            .await?;
        (self.left, self.asked_at) = (0, Instant::now());
        Ok(())
    }
}

/// A version's bytes, which stop leaving when the right to them ends.
pub struct Guarded {
    reader: Reader,
    guard: Guard,
    matter: MatterId,
    version: VersionId,
}

impl Guarded {
    /// Guards what a reader reads of a version, for this actor.
    pub fn new(portal: &Portal, actor: &Actor, version: &Version, reader: Reader) -> Self {
        Self {
            reader,
            guard: Guard::new(portal, actor),
            matter: version.matter,
            version: version.id,
        }
    }
}

impl Source for Guarded {
    /// # Errors
    /// The reader's; [`NotFound`](crate::base::Error::NotFound) or [`SignIn`](crate::base::Error::SignIn) when the right to
    /// the bytes ended.
    async fn next(&mut self) -> Result<Option<Bytes>> {
        let bytes = self.reader.next().await?;
        if let Some(bytes) = &bytes {
            self.guard
                .pass(self.matter, self.version, bytes.len())
                .await?;
        }
        Ok(bytes)
    }
}
