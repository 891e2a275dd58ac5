//! The running product: store, bytes, keys, mail and clock behind one handle.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use anteroom_blobs::{Both, Store};
use anteroom_db::Db;
use anteroom_pages::Maker;
use tokio::sync::{Notify, Semaphore};
use webauthn_rs::Webauthn;

use crate::{
    base::{Actor, Clock, Error, FirmId, MatterId, Result, Timestamp, Tx},
    config::Config,
    documents::Turns,
    firms::Look,
    keys::Keys,
    notices::Mail,
};

/// Cheap to clone; one per process.
#[derive(Clone)]
pub struct Portal(Arc<Inner>);

/// What a portal is made of. `boot` wires it.
pub struct Inner {
    /// Settings, checked.
    pub config: Config,
    /// Rows.
    pub db: Db,
    /// Bytes.
    pub blobs: Arc<dyn Store>,
    /// The same, where it is a disk and a bucket.
    pub both: Option<Arc<Both>>,
    /// Keys.
    pub keys: Arc<Keys>,
    /// Letters out.
    pub mail: Mail,
    /// Time.
    pub clock: Clock,
    /// Page pictures, made in a child process.
    pub maker: Maker,
    /// Uploads being received right now.
    pub turns: Turns,
    /// Passkeys.
    pub webauthn: Webauthn,
    /// The firm this installation serves.
    pub firm: FirmId,
    /// How the firm looks; absent until it was set up.
    pub look: RwLock<Option<(Timestamp, Arc<Look>)>>,
    /// Wakes the jobs after a commit that may have left work.
    pub work: Notify,
    /// The one-time token of the set-up link; means nothing once the firm is set up.
    pub set_up_token: String,
    /// Password hashing takes 19 MiB each: a flood of sign-ins waits here instead of exhausting memory.
    pub hashing: Arc<Semaphore>,
    /// How long we wait.
    pub patience: Patience,
}

/// How long a request may make us wait.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the whole of a form.
    pub form: Duration,
    /// For the next bytes of a body with files, before it counts as broken off.
    pub silence: Duration,
    /// For a password's turn to be hashed.
    pub hashing: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            form: Duration::from_secs(30),
            silence: Duration::from_secs(60),
            hashing: Duration::from_secs(5),
        }
    }
}

/// How long a server may show a look that another server has changed.
const LOOK_LIFE: Duration = Duration::from_secs(5);

impl std::ops::Deref for Portal {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Portal {
    /// Takes the wired parts.
    pub fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The actor of everybody who is not signed in.
    pub fn door(&self) -> Actor {
        Actor::Door(self.firm)
    }

    /// The actor of jobs and commands.
    pub fn product(&self) -> Actor {
        Actor::Product(self.firm)
    }

    /// Reads in one transaction. The closure may run again on PostgreSQL, so it keeps nothing.
    ///
    /// # Errors
    /// The closure's, or the store's.
    pub async fn read<T, F>(&self, actor: &Actor, mut f: F) -> Result<T>
    where
        F: FnMut(&mut Tx<'_, '_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let (keys, actor, now) = (self.keys.clone(), actor.clone(), self.now());
        let (answer, queries) = self
            .db
            .read(move |store| {
                let mut tx = Tx::new(store, &keys, &actor, now)?;
                let answer = f(&mut tx)?;
                Ok::<_, Error>((answer, tx.queries()))
            })
            .await?;
        count(queries);
        Ok(answer)
    }

    /// Changes in one transaction; commits only what was recorded. The closure may run again on PostgreSQL.
    ///
    /// # Errors
    /// The closure's, or the store's; nothing was changed then.
    pub async fn write<T, F>(&self, actor: &Actor, mut f: F) -> Result<T>
    where
        F: FnMut(&mut Tx<'_, '_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let (keys, actor, now) = (self.keys.clone(), actor.clone(), self.now());
        let (answer, queries) = self
            .db
            .write(move |store| {
                let mut tx = Tx::new(store, &keys, &actor, now)?;
                let answer = f(&mut tx)?;
                tx.check_recorded()?;
                Ok::<_, Error>((answer, tx.queries()))
            })
            .await?;
        count(queries);
        self.work.notify_one();
        Ok(answer)
    }

    /// Makes the key of a matter that is about to be opened; durable when this returns.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the key store cannot be written.
    pub async fn make_matter_key(&self, matter: MatterId) -> Result<()> {
        let (keys, firm) = (self.keys.clone(), self.firm);
        off_the_loop(move || keys.make_matter(firm, matter)).await
    }

    /// How the firm looks.
    ///
    /// # Errors
    /// [`Error::NotFound`] before the firm was set up.
    pub async fn look(&self) -> Result<Arc<Look>> {
        let now = self.now();
        if let Some((at, look)) = &*self.look.read().unwrap_or_else(PoisonError::into_inner)
            && now.since(*at) < LOOK_LIFE
        {
            return Ok(look.clone());
        }
        let mut look = self
            .read(&self.door(), Look::load)
            .await?
            .ok_or(Error::NotFound)?;
        look.sends_mail |= matches!(self.mail, Mail::Kept(_));
        let look = Arc::new(look);
        *self.look.write().unwrap_or_else(PoisonError::into_inner) = Some((now, look.clone()));
        Ok(look)
    }

    /// Forgets the look after it was changed here.
    pub fn forget_look(&self) {
        *self.look.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

tokio::task_local! {
    /// Statements run for the request under way, for its line in the log.
    static QUERIES: std::cell::Cell<u32>;
}

fn count(queries: u32) {
    // Jobs and commands count nothing.
    let _ = QUERIES.try_with(|sum| sum.set(sum.get() + queries));
}

/// Runs a request's work; answers with how many statements it ran.
pub async fn counted<T>(work: impl Future<Output = T>) -> (T, u32) {
    QUERIES
        .scope(std::cell::Cell::new(0), async {
            let answer = work.await;
            (answer, QUERIES.with(std::cell::Cell::get))
        })
        .await
}

/// Runs blocking work away from the threads that answer requests.
///
/// # Errors
/// The work's; [`Error::Bug`] when it panicked.
pub async fn off_the_loop<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::bug)?
}
