//! Turns: one writer per upload in this process.
//!
//! A connection that died silently may hold its turn for a minute. Whoever asks where the upload stands, or gives it up,
//! ends that turn first: what had arrived is made durable and counted, so the answer is true and nothing is sent twice.
//! Between processes the pen of the upload's row decides alone.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::sync::{Notify, OwnedMutexGuard};

use crate::base::UploadId;

/// How long an asker waits for a turn to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// The uploads this process is receiving.
#[derive(Default)]
pub struct Turns(Arc<Mutex<HashMap<UploadId, Under>>>);

#[derive(Clone)]
struct Under {
    stop: Arc<Notify>,
    way: Arc<tokio::sync::Mutex<()>>,
}

/// The right to receive one upload; given back when dropped.
pub struct Turn {
    turns: Arc<Mutex<HashMap<UploadId, Under>>>,
    upload: UploadId,
    stop: Arc<Notify>,
    _held: OwnedMutexGuard<()>,
}

impl Turns {
    /// The turn, unless somebody has it.
    pub fn take(&self, upload: UploadId) -> Option<Turn> {
        let under = Under {
            stop: Arc::new(Notify::new()),
            way: Arc::new(tokio::sync::Mutex::new(())),
        };
        let held = under.way.clone().try_lock_owned().ok()?;
        let stop = under.stop.clone();
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.contains_key(&upload) {
            return None;
        }
        turns.insert(upload, under);
        Some(Turn {
            turns: self.0.clone(),
            upload,
            stop,
            _held: held,
        })
    }

    /// Ends the turn of whoever is receiving this upload, and waits until what came is counted.
    pub async fn end(&self, upload: UploadId) {
        let under = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&upload)
            .cloned();
        if let Some(under) = under {
            under.stop.notify_one();
            if tokio::time::timeout(PATIENCE, under.way.lock())
                .await
                .is_err()
            {
                tracing::warn!(%upload, "a transfer did not stop when asked");
            }
        }
    }
}

impl Turn {
    /// Returns once somebody wants the turn to end.
    pub async fn ended(&self) {
        self.stop.notified().await;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.turns
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.upload);
    }
}
