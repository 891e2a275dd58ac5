//! From settings to a running portal. The only place where the parts are wired.

use std::{path::PathBuf, sync::Arc};

use anteroom_blobs::Store;
use anteroom_db::{Db, Migration};
use anteroom_pages::Maker;
use axum::{Router, middleware};
use tokio::sync::{Notify, Semaphore};
use webauthn_rs::WebauthnBuilder;

use crate::{
    base::{Clock, Error, new_id, random},
    config::Config,
    custody,
    documents::Turns,
    firms::{Storage, founding},
    keys::Keys,
    kinds, layout,
    notices::Mail,
    people::HASHED_AT_ONCE,
    portal::{Inner, Patience, Portal},
    routes,
    storage::{self, Stores},
};

/// The schema's history.
pub const MIGRATIONS: &[Migration] = &[Migration {
    number: 1,
    name: "the main job",
    sqlite: include_str!("../../../migrations/sqlite/0001_the_main_job.sql"),
    postgres: include_str!("../../../migrations/postgres/0001_the_main_job.sql"),
}];

/// What differs between a real start, the demo and a test.
pub struct Outside {
    /// Time.
    pub clock: Clock,
    /// Where letters go when the firm has set no server of its own.
    pub mail: Mail,
    /// The program that makes page pictures when called with `pages`: this one, but for tests.
    pub program: PathBuf,
    /// Where bytes go, when not where the settings say.
    pub blobs: Option<Arc<dyn Store>>,
    /// How long requests may make us wait.
    pub patience: Patience,
}

impl Outside {
    /// The real world.
    ///
    /// # Errors
    /// When the program does not know where it lies.
    pub fn real() -> Result<Self, String> {
        let program = std::env::current_exe()
            .map_err(|error| format!("this program cannot find itself: {error}"))?;
        Ok(Self {
            clock: Clock::of_the_machine(),
            mail: Mail::None,
            program,
            blobs: None,
            patience: Patience::default(),
        })
    }
}

/// Opens everything: folders, rows, keys, bytes. Makes what is missing on the first start.
///
/// # Errors
/// One sentence: what is wrong and what to do.
pub async fn open(config: Config, outside: Outside) -> Result<Portal, String> {
    make_private(&config.data)?;
    let db = Db::open(&config.database)
        .await
        .map_err(|error| format!("the database does not open: {}", Error::from(error)))?;
    db.migrate(MIGRATIONS).await.map_err(|error| {
        format!(
            "the database cannot be brought up to date: {}",
            Error::bug(error)
        )
    })?;

    let firm = db
        .read(founding::find)
        .await
        .map_err(|error| error.to_string())?;
    let keys = Arc::new(Keys::open(&config.keys, firm.is_none())?);
    let Stores {
        blobs,
        both,
        storage,
    } = match outside.blobs {
        Some(blobs) => Stores {
            blobs,
            both: None,
            storage: Storage::Disk,
        },
        None => storage::open(&config, firm.as_ref().map(|found| found.keeping)).await?,
    };
    let firm = match firm {
        Some(found) => {
            keys.admit_firm(found.firm)?;
            found.firm
        }
        None => {
            let said = |error: Error| error.to_string();
            let now = outside.clock.now();
            let id = new_id(now).map_err(said)?;
            // The key before the row: a key without its firm is litter, a firm without its key is lost.
            let key = keys.make_firm(id).map_err(said)?;
            db.write(move |store| founding::found(store, id, &key, storage, now))
                .await
                .map_err(said)?;
            id
        }
    };
    blobs.sweep().await.map_err(|error| {
        format!(
            "the store of the documents cannot be swept: {}",
            storage::said(error)
        )
    })?;

    let host = config.public_url.host_str().unwrap_or_default().to_owned();
    let webauthn = WebauthnBuilder::new(&host, &config.public_url)
        .and_then(|builder| builder.rp_name("Anteroom").build())
        .map_err(|error| {
            format!(
                "public-url {}: passkeys refuse this name: {error}",
                config.public_url
            )
        })?;
    let set_up_token = random::<16>()
        .map_err(|error| error.to_string())?
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();

    let portal = Portal::new(Inner {
        maker: Maker {
            program: outside.program,
            args: vec!["pages".into()],
            office: config.office.clone(),
        },
        config,
        db,
        blobs,
        both,
        keys,
        mail: outside.mail,
        clock: outside.clock,
        webauthn,
        firm,
        look: std::sync::RwLock::new(None),
        work: Notify::new(),
        turns: Turns::default(),
        hashing: Arc::new(Semaphore::new(HASHED_AT_ONCE)),
        patience: outside.patience,
        set_up_token,
    });
    custody::refuse_older(&portal).await?;
    portal
        .write(&portal.product(), kinds::found)
        .await
        .map_err(|error| format!("the kinds of matter cannot be put in: {error}"))?;
    Ok(portal)
}

/// The whole of HTTP.
pub fn router(portal: &Portal) -> Router {
    router_with(portal, Router::new())
}

/// The whole of HTTP, and more addresses behind the same border: the demo's.
pub fn router_with(portal: &Portal, more: Router<Portal>) -> Router {
    routes::router()
        .merge(more)
        .fallback(|| async { layout::Failure(Error::NotFound) })
        .layer(middleware::from_fn_with_state(
            portal.clone(),
            layout::cross,
        ))
        .with_state(portal.clone())
}

#[cfg(unix)]
fn make_private(folder: &std::path::Path) -> Result<(), String> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|error| {
            format!(
                "cannot make the data folder {}: {error}. Choose one this user may write to.",
                folder.display()
            )
        })
}
