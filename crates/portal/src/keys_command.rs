//! `anteroom keys`: what there is, whether it opens, renewing it.

use std::io::Write;

use anteroom::{
    base::{Id, MatterId, Timestamp},
    boot::{self, Outside},
    config::Config,
    custody::{self, Custody, Held},
    portal::Portal,
};
use clap::Subcommand;

use crate::Place;

#[derive(Subcommand)]
pub(crate) enum KeysCommand {
    /// List every key and since when it is used; no secret is shown
    List(Place),
    /// Check that the firm and every matter has its key, and open something of each
    Check(Place),
    /// Use new keys from now on; what the old ones sealed stays readable. The portal must be stopped
    Rotate {
        #[command(subcommand)]
        what: Rotation,
    },
    /// Delete the root keys that were replaced: older copies of the keys folder's matters.keys cannot be opened afterwards
    ForgetOld(Place),
}

#[derive(Subcommand)]
pub(crate) enum Rotation {
    /// The root key: a new file, and the firm's key wrapped under it
    Root(Place),
    /// The firm's key, and every matter's key wrapped under it
    Firm(Place),
    /// A matter's key
    Matter {
        /// The matter's id, as its address has it: mat_…
        #[arg(required_unless_present = "all")]
        id: Option<String>,
        /// Every matter
        #[arg(long, conflicts_with = "id")]
        all: bool,
        #[command(flatten)]
        place: Place,
    },
}

impl KeysCommand {
    pub(crate) async fn run(self) -> Result<(), String> {
        match self {
            Self::List(place) => list(&open(place).await?).await,
            Self::Check(place) => check(&open(place).await?).await,
            Self::Rotate { what } => what.run().await,
            Self::ForgetOld(place) => {
                let count = open(place).await?.keys.forget_old_roots()?;
                say(format_args!("{count} old root keys are deleted."));
                Ok(())
            }
        }
    }
}

impl Rotation {
    async fn run(self) -> Result<(), String> {
        match self {
            Self::Root(place) => {
                let portal = open(place).await?;
                custody::renew_root(&portal).await?;
                say(format_args!(
                    "There is a new root key. Back the keys folder up now. {} is kept for older copies of it; anteroom keys forget-old deletes it.",
                    portal.keys.old_roots()?.join(", ")
                ));
            }
            Self::Firm(place) => {
                let generation = custody::renew_firm(&open(place).await?).await?;
                say(format_args!(
                    "The firm has a new key, number {generation}. Back the keys folder up now."
                ));
            }
            Self::Matter { id, place, .. } => {
                let only = match id {
                    None => None,
                    Some(id) => Some(
                        MatterId::parse(&id).ok_or_else(|| format!("{id} is no matter's id"))?,
                    ),
                };
                let count = custody::renew_matters(&open(place).await?, only).await?;
                say(format_args!(
                    "{count} matters have new keys. Back the keys folder up now."
                ));
            }
        }
        Ok(())
    }
}

async fn open(place: Place) -> Result<Portal, String> {
    let config = Config::check(&place.data, place.settings)?;
    boot::open(config, Outside::real()?).await
}

async fn list(portal: &Portal) -> Result<(), String> {
    let custody = Custody::of(portal).await?;
    say(format_args!(
        "root key      since {}",
        day(custody.root_since)
    ));
    for name in &custody.old_roots {
        say(format_args!("  replaced    {name}"));
    }
    let line = |what: &str, id: &dyn std::fmt::Display, held: &Held| {
        let made = match held.generations {
            None => "missing".to_owned(),
            Some(1) => format!("since {}", day(held.since)),
            Some(count) => format!("since {}, made {count} times", day(held.since)),
        };
        say(format_args!("{what:<13} {id} {made}"));
    };
    let (id, held) = &custody.firm;
    line("firm key", id, held);
    for (id, held) in &custody.matters {
        line("matter key", id, held);
    }
    Ok(())
}

async fn check(portal: &Portal) -> Result<(), String> {
    let (matters, faults) = custody::check(portal)
        .await
        .map_err(|error| format!("the check could not be made: {error}"))?;
    for fault in &faults {
        say(format_args!("{fault}"));
    }
    if faults.is_empty() {
        say(format_args!(
            "The keys of the firm and of {matters} matters are there and open what was written first and last."
        ));
        return Ok(());
    }
    Err(format!(
        "{} faults. Restore the newest copy of the keys folder that belongs to these data; do not delete anything.",
        faults.len()
    ))
}

fn day(moment: Timestamp) -> String {
    moment.rfc3339().chars().take(10).collect()
}

fn say(words: std::fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stdout(), "{words}");
}
