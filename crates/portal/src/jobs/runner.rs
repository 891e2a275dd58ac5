//! The runner: looks for what is due, does it, sleeps until the next is due or somebody wrote something.
//!
//! Letters, scans and jobs go in lanes of their own, so that a mail server or a scanner that takes its time holds no page
//! picture up.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{Notify, watch},
    task::JoinSet,
};

use super::{
    letters,
    queue::{self, Kind, Taken},
};
use crate::{
    base::{DeliveryId, Error, Id, Result, Timestamp, UploadId, VersionId},
    documents, matters, notices, people,
    portal::Portal,
    requests,
};

/// How long a lane sleeps at most: another server may have left work here.
const NAP: Duration = Duration::from_secs(20);
/// A burst of commits costs one look.
const BREATH: Duration = Duration::from_millis(100);
/// How long work under way may take to end after the runner was told to stop; its lease lets another take it up.
const DRAIN: Duration = Duration::from_secs(20);
/// How often what was left behind is swept.
const SWEEP: Duration = Duration::from_secs(60 * 60);
/// How often it is asked whether something wants to be read where it lies.
const SCRUB: Duration = Duration::from_secs(10 * 60);

/// How long an attempt to come in is kept after its end: a page that was left open can still say that it took too long.
const ATTEMPT_LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// The runner of this process.
pub struct Runner {
    stop: watch::Sender<bool>,
    lanes: JoinSet<()>,
}

/// Starts the runner.
pub fn spawn(portal: Portal) -> Runner {
    let (stop, stopped) = watch::channel(false);
    let mut lanes = JoinSet::new();
    let wakes = [Lane::Letters, Lane::Scans, Lane::Jobs].map(|lane| {
        let wake = Arc::new(Notify::new());
        lanes.spawn(lane.keep_going(portal.clone(), wake.clone(), stopped.clone()));
        wake
    });
    lanes.spawn(sweep_hourly(portal.clone(), stopped.clone()));
    lanes.spawn(scrub_often(portal.clone(), stopped.clone()));
    lanes.spawn(pass_on(portal, wakes, stopped));
    Runner { stop, lanes }
}

impl Runner {
    /// Lets what is under way end, and starts nothing new.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        let ended = async { while self.lanes.join_next().await.is_some() {} };
        if tokio::time::timeout(DRAIN, ended).await.is_err() {
            tracing::warn!(
                "work under way did not end in time; it is taken up again at the next start"
            );
        }
    }
}

/// Does everything that is due, and what that leaves to do; answers how many letters, scans and jobs that were.
///
/// # Errors
/// The store's. A job that fails is tried again later and is no error here.
pub async fn run_due(portal: &Portal) -> Result<usize> {
    let mut all = 0;
    loop {
        let mut done = 0;
        for lane in [Lane::Letters, Lane::Scans, Lane::Jobs] {
            done += lane.run_due(portal).await?;
        }
        if done == 0 {
            return Ok(all);
        }
        all += done;
    }
}

/// Gives up what was left behind: transfers nobody went on with, parcels and attempts to come in that ended long ago,
/// blobs whose writers died. Notes the access that ended by the clock, and reminds of what is still waiting.
///
/// # Errors
/// The stores'.
async fn sweep(portal: &Portal) -> Result<()> {
    documents::sweep_uploads(portal).await?;
    portal
        .write(&portal.product(), documents::Parcel::sweep)
        .await?;
    portal
        .write(&portal.product(), matters::note_ended_access)
        .await?;
    portal.write(&portal.product(), requests::remind).await?;
    portal
        .write(&portal.product(), |tx| {
            people::Attempt::sweep(tx, tx.now().before(ATTEMPT_LIFE))
        })
        .await?;
    portal
        .write(&portal.product(), |tx| {
            people::kept::sweep(tx, tx.now().before(people::kept::LIFE))
        })
        .await?;
    portal.blobs.sweep().await.map_err(Error::bug)?;
    Ok(())
}

async fn sweep_hourly(portal: Portal, mut stopped: watch::Receiver<bool>) {
    loop {
        if let Err(error) = sweep(&portal).await {
            tracing::warn!(%error, "sweeping waits for the store");
        }
        tokio::select! {
            () = told(&mut stopped) => return,
            () = tokio::time::sleep(SWEEP) => {}
        }
    }
}

/// Reads a slice of what lies there whenever it is time for one.
async fn scrub_often(portal: Portal, mut stopped: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = told(&mut stopped) => return,
            () = tokio::time::sleep(SCRUB) => {}
        }
        let scrubbed = tokio::select! {
            // What was read is noted version by version.
            () = told(&mut stopped) => return,
            scrubbed = documents::scrub(&portal) => scrubbed,
        };
        if let Err(error) = scrubbed {
            tracing::warn!(%error, "reading what lies there waits for the store");
        }
    }
}

/// Wakes every lane after a commit.
async fn pass_on(portal: Portal, wakes: [Arc<Notify>; 3], mut stopped: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = told(&mut stopped) => return,
            () = portal.work.notified() => wakes.iter().for_each(|wake| wake.notify_one()),
        }
    }
}

fn is_set(stopped: &watch::Receiver<bool>) -> bool {
    *stopped.borrow()
}

async fn told(stopped: &mut watch::Receiver<bool>) {
    // An error means that the runner was dropped: the same.
    let _ = stopped.wait_for(|is_stopped| *is_stopped).await;
}

#[derive(Clone, Copy)]
enum Lane {
    Letters,
    Scans,
    Jobs,
}

impl Lane {
    async fn keep_going(
        self,
        portal: Portal,
        wake: Arc<Notify>,
        mut stopped: watch::Receiver<bool>,
    ) {
        while !is_set(&stopped) {
            if let Err(error) = self.run_due_until(&portal, Some(&stopped)).await {
                tracing::warn!(%error, "jobs wait for the store");
            }
            let nap = match self.due_at(&portal).await {
                Ok(Some(at)) => at.since(portal.now()).clamp(BREATH, NAP),
                Ok(None) | Err(_) => NAP,
            };
            tokio::select! {
                () = told(&mut stopped) => return,
                () = wake.notified() => tokio::time::sleep(BREATH).await,
                () = tokio::time::sleep(nap) => {}
            }
        }
    }

    /// When something next wants to be done here.
    async fn due_at(self, portal: &Portal) -> Result<Option<Timestamp>> {
        if matches!(self, Self::Scans) && portal.config.scanner.is_none() {
            return Ok(None);
        }
        portal
            .read(&portal.product(), move |tx| match self {
                Self::Letters => notices::due_at(tx),
                Self::Scans => documents::scan_due_at(tx),
                Self::Jobs => queue::due_at(tx),
            })
            .await
    }

    async fn run_due(self, portal: &Portal) -> Result<usize> {
        self.run_due_until(portal, None).await
    }

    /// Looks by a read first, so that a commit with no work behind it costs no other commit.
    async fn run_due_until(
        self,
        portal: &Portal,
        stopped: Option<&watch::Receiver<bool>>,
    ) -> Result<usize> {
        let mut all = 0;
        while self
            .due_at(portal)
            .await?
            .is_some_and(|at| at <= portal.now())
        {
            if stopped.is_some_and(is_set) {
                break;
            }
            let done = match self {
                Self::Letters => letters::send_next(portal).await?,
                Self::Scans => documents::scan_next(portal).await?,
                Self::Jobs => run_next(portal).await?,
            };
            if done == 0 {
                break;
            }
            all += done;
        }
        Ok(all)
    }
}

async fn run_next(portal: &Portal) -> Result<usize> {
    let Some(job) = portal.write(&portal.product(), queue::take).await? else {
        return Ok(0);
    };
    let outcome = work(portal, &job).await;
    if let Err(error) = &outcome {
        tracing::warn!(job = %job.id, kind = job.kind.as_str(), subject = job.subject, %error, "a job did not end well");
    }
    portal
        .write(&portal.product(), move |tx| queue::end(tx, &job, &outcome))
        .await?;
    Ok(1)
}

async fn work(portal: &Portal, job: &Taken) -> Result<()> {
    let no_subject = || Error::Bug(format!("job {} has no subject of its kind", job.id));
    match job.kind {
        Kind::MakePages => {
            let version = VersionId::parse(&job.subject).ok_or_else(no_subject)?;
            documents::make_pages(portal, version).await
        }
        Kind::PutTogether => {
            let delivery = DeliveryId::parse(&job.subject).ok_or_else(no_subject)?;
            documents::put_together(portal, delivery).await
        }
        Kind::DeleteBlobs => {
            let upload = UploadId::parse(&job.subject).ok_or_else(no_subject)?;
            documents::delete_blobs(portal, upload).await
        }
        Kind::GivePasswordBack => {
            let asked = job.subject.clone();
            portal
                .write(&portal.product(), move |tx| {
                    people::PasswordReset::answer(tx, &asked)
                })
                .await
        }
        Kind::InviteAgain => {
            let asked = job.subject.clone();
            portal
                .write(&portal.product(), move |tx| {
                    people::Invitation::answer_again(tx, &asked)
                })
                .await
        }
    }
}
