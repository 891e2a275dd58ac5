//! The runner: looks for what is due, does it, sleeps until the next is due or somebody wrote something.

use std::{sync::Arc, time::Duration};

use tokio::{sync::Notify, task::JoinHandle};

use super::{
    letters,
    queue::{self, Kind, Taken},
};
use crate::{
    base::{Error, Result, Timestamp},
    notices,
    portal::Portal,
};

/// How long the runner sleeps at most: another server may have left work here.
const NAP: Duration = Duration::from_secs(20);
/// A burst of commits costs one look.
const BREATH: Duration = Duration::from_millis(100);
/// How long a job under way may take to end after the runner was told to stop; its lease lets another take it up.
const DRAIN: Duration = Duration::from_secs(20);

/// The runner of this process.
pub struct Runner {
    stop: Arc<Notify>,
    task: JoinHandle<()>,
}

/// Starts the runner.
pub fn spawn(portal: Portal) -> Runner {
    let stop = Arc::new(Notify::new());
    let stopped = stop.clone();
    let task = tokio::spawn(async move {
        loop {
            if let Err(error) = run_due(&portal).await {
                tracing::warn!(%error, "jobs wait for the store");
            }
            let nap = nap(&portal).await;
            tokio::select! {
                () = stopped.notified() => return,
                () = portal.work.notified() => tokio::time::sleep(BREATH).await,
                () = tokio::time::sleep(nap) => {}
            }
        }
    });
    Runner { stop, task }
}

impl Runner {
    /// Lets what is under way end, and starts nothing new.
    pub async fn stop(self) {
        self.stop.notify_one();
        let abort = self.task.abort_handle();
        if tokio::time::timeout(DRAIN, self.task).await.is_err() {
            abort.abort();
        }
    }
}

/// Until the next is due, but no longer than [`NAP`].
async fn nap(portal: &Portal) -> Duration {
    match next(portal).await {
        Ok(Some(at)) => at.since(portal.now()).clamp(BREATH, NAP),
        Ok(None) | Err(_) => NAP,
    }
}

/// When something next wants to be done.
async fn next(portal: &Portal) -> Result<Option<Timestamp>> {
    portal
        .read(&portal.product(), |tx| {
            let (job, notice) = (queue::due_at(tx)?, notices::due_at(tx)?);
            Ok(job.into_iter().chain(notice).min())
        })
        .await
}

/// Does everything that is due, and what that leaves to do; answers how many jobs and letters that were. Looks first by a
/// read, so that a commit without work behind it costs no other commit.
///
/// # Errors
/// The store's. A job that fails is tried again later and is no error here.
pub async fn run_due(portal: &Portal) -> Result<usize> {
    let mut done = 0;
    while next(portal).await?.is_some_and(|at| at <= portal.now()) {
        let letters = letters::send_next(portal).await?;
        let job = portal.write(&portal.product(), queue::take).await?;
        if letters == 0 && job.is_none() {
            break;
        }
        done += letters;
        if let Some(job) = job {
            run(portal, job).await?;
            done += 1;
        }
    }
    Ok(done)
}

async fn run(portal: &Portal, job: Taken) -> Result<()> {
    let outcome = work(portal, &job).await;
    if let Err(error) = &outcome {
        tracing::warn!(job = %job.id, kind = job.kind.as_str(), subject = job.subject, %error, "a job did not end well");
    }
    portal
        .write(&portal.product(), move |tx| queue::end(tx, &job, &outcome))
        .await
}

async fn work(_portal: &Portal, job: &Taken) -> Result<()> {
    match job.kind {
        Kind::MakePages | Kind::DeleteBlobs => Err(Error::Unavailable("documents do this".into())),
    }
}
