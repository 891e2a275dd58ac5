//! The one binary: names the command and hands over.

mod keys_command;
mod people_command;

use std::{
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anteroom::{
    boot::{self, Outside},
    config::{Config, Settings},
    demo, documents,
    firms::Storage,
    jobs,
    listen::{self, Limits},
    portal::Portal,
    storage::{self, Moved},
};
use axum::Router;
use clap::{Parser, Subcommand};
use tokio::net::TcpListener;

#[derive(Parser)]
#[command(
    name = "anteroom",
    version,
    about = "The client portal for law firms",
    disable_help_subcommand = true
)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the portal
    Serve(Place),
    /// Start a fictional firm to look around in: matters, people and documents in different states
    Demo {
        /// Keep the demo in this folder; without it, it is gone when you stop
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// Print who can sign in as JSON, one line, for scripts
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        settings: Settings,
    },
    /// Bring the database up to date, and stop
    Migrate(Place),
    /// Check that every document that was promised is there and whole
    Verify {
        /// Open every byte and take every fingerprint anew
        #[arg(long)]
        deep: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Look after the keys: list, check and renew them
    Keys {
        #[command(subcommand)]
        command: keys_command::KeysCommand,
    },
    /// What only whoever runs the server can do for people
    People {
        #[command(subcommand)]
        command: people_command::PeopleCommand,
    },
    /// See to where the documents lie
    Storage {
        #[command(subcommand)]
        command: StorageCommand,
    },
    /// Have every document scanned again, such as with new signatures; the running portal does it
    Scan(Place),
    /// Make page pictures: reads a document, writes pages; called by the portal itself
    #[command(hide = true)]
    Pages,
}

#[derive(Subcommand)]
enum StorageCommand {
    /// Move the documents between this disk and the bucket, while the portal runs; stopped, it goes on where it was
    Move {
        /// Where to
        #[arg(long, value_parser = ["disk", "s3"])]
        to: String,
        /// Delete each document from the old place once it was read in both and found the same
        #[arg(long)]
        delete_old: bool,
        /// Say that no second server works on this database, or that all of them share this data folder
        #[arg(long)]
        alone: bool,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(clap::Args)]
struct Place {
    /// The folder of the data; made on the first start
    #[arg(long, env = "ANTEROOM_DATA", value_name = "DIR")]
    data: PathBuf,
    #[command(flatten)]
    settings: Settings,
}

fn main() -> ExitCode {
    let line = Line::parse();
    let done = match line.command {
        // Before anything else of ours runs: the child holds untrusted bytes.
        Command::Pages => return pages(),
        Command::Serve(place) => run(serve(place)),
        Command::Demo {
            data,
            json,
            settings,
        } => run(demo(data, json, settings)),
        Command::Migrate(place) => run(migrate(place)),
        Command::Verify { deep, place } => run(verify(place, deep)),
        Command::Keys { command } => run(command.run()),
        Command::People { command } => run(command.run()),
        Command::Storage {
            command:
                StorageCommand::Move {
                    to,
                    delete_old,
                    alone,
                    place,
                },
        } => run(move_to(place, to, delete_old, alone)),
        Command::Scan(place) => run(scan(place)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "anteroom: {message}");
            ExitCode::FAILURE
        }
    }
}

fn pages() -> ExitCode {
    let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
    match anteroom_pages::child::run(input, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(anteroom_pages::child::Ended::Unconfined(_)) => {
            ExitCode::from(anteroom_pages::child::UNCONFINED)
        }
        Err(_) => ExitCode::FAILURE,
    }
}

fn run(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    write_logs();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start: {error}"))?
        .block_on(work)
}

/// Lines for people on a terminal, JSON for machines. Never names, titles, tokens or words of clients: ids only.
fn write_logs() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("ANTEROOM_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        logs.with_target(false).init();
    } else {
        logs.json().init();
    }
}

async fn serve(place: Place) -> Result<(), String> {
    let (config, listener) = bind(&place.data, place.settings).await?;
    let portal = boot::open(config, Outside::real()?).await?;
    let mut out = std::io::stdout();
    let _ = if portal.look().await.is_ok() {
        writeln!(out, "Anteroom is open at {}", portal.config.address("/"))
    } else {
        writeln!(
            out,
            "Anteroom is ready to be set up. Open this link in a browser; it works until the set-up is done:\n\n  {}\n",
            portal
                .config
                .address(&format!("/set-up/{}", portal.set_up_token))
        )
    };
    settle_scanning(&portal).await?;
    let router = boot::router(&portal);
    keep_going(portal, router, listener).await;
    Ok(())
}

/// Checks the settings and takes the port. Port 0 is a spare one, which the public address then names.
async fn bind(data: &Path, settings: Settings) -> Result<(Config, TcpListener), String> {
    let config = Config::check(data, settings.clone())?;
    let listener = listen::bind(config.listen).await?;
    if config.listen.port() != 0 {
        return Ok((config, listener));
    }
    let listen = listener.local_addr().map_err(|error| error.to_string())?;
    let settings = Settings {
        listen: Some(listen.to_string()),
        ..settings
    };
    Ok((Config::check(data, settings)?, listener))
}

/// Answers and works until told to stop, then ends what is under way.
async fn keep_going(portal: Portal, router: Router, listener: TcpListener) {
    let runner = jobs::spawn(portal.clone());
    let following = tokio::spawn(storage::follow(portal.clone()));
    let tls = portal.config.tls.clone();
    let limits = Limits::behind(portal.config.trusted_proxies.clone());
    listen::serve(router, listener, tls, limits, stop()).await;
    following.abort();
    runner.stop().await;
    portal.db.clone().close().await;
}

async fn demo(data: Option<PathBuf>, json: bool, settings: Settings) -> Result<(), String> {
    // A folder of our own is removed when this ends.
    let temporary =
        tempfile::tempdir().map_err(|error| format!("cannot make a folder: {error}"))?;
    let data = data.unwrap_or_else(|| temporary.path().join("demo"));
    let (config, listener) = bind(&data, settings).await?;
    let mut out = std::io::stdout();
    if !json {
        let _ = writeln!(out, "Preparing the demo …");
    }
    let demo = demo::open(config, Outside::real()?.program).await?;
    let address = demo.portal.config.address("/");
    let now = demo.portal.now();
    let _ = if json {
        writeln!(out, "{}", demo::as_json(&address, now))
    } else {
        writeln!(out, "{}", demo::as_table(&address, now))
    };
    let _ = out.flush();
    settle_scanning(&demo.portal).await?;
    let router = boot::router_with(&demo.portal, demo::router());
    keep_going(demo.portal, router, listener).await;
    Ok(())
}

async fn migrate(place: Place) -> Result<(), String> {
    let config = Config::check(&place.data, place.settings)?;
    boot::open(config, Outside::real()?).await?;
    let _ = writeln!(std::io::stdout(), "The database is up to date.");
    Ok(())
}

async fn verify(place: Place, deep: bool) -> Result<(), String> {
    let config = Config::check(&place.data, place.settings)?;
    let portal = boot::open(config, Outside::real()?).await?;
    let report = documents::verify(&portal, deep)
        .await
        .map_err(|error| format!("the check could not be made: {error}"))?;
    let mut out = std::io::stdout();
    for fault in &report.faults {
        let _ = writeln!(out, "{fault}");
    }
    let _ = writeln!(
        out,
        "{} transfers, {} versions, {} pages, {} blobs. {} blobs belong to nothing: they are harmless.",
        report.uploads, report.versions, report.pages, report.blobs, report.orphans
    );
    if report.is_clean() {
        Ok(())
    } else {
        Err(format!(
            "{} faults. Restore what is named above from a backup; do not delete anything.",
            report.faults.len()
        ))
    }
}

async fn move_to(
    place: Place,
    to: String,
    deletes_old: bool,
    is_alone: bool,
) -> Result<(), String> {
    let to = Storage::parse(&to).ok_or("--to is disk or s3")?;
    let config = Config::check(&place.data, place.settings)?;
    let may_be_many = matches!(config.database, anteroom_db::Place::Postgres { .. });
    if to == Storage::Disk && may_be_many && !is_alone {
        return Err("other servers could not read what lies on this disk. Stop them, or let all of them share the data folder, and say so with --alone.".into());
    }
    let portal = boot::open(config, Outside::real()?).await?;
    let mut out = std::io::stdout();
    let moved = storage::move_to(&portal, to, deletes_old, |so_far: Moved| {
        let _ = writeln!(
            out,
            "{} copied, {} there already, {} deleted from the old place",
            so_far.copied, so_far.there, so_far.deleted
        );
    })
    .await?;
    let what_now = if deletes_old {
        "The old place is empty."
    } else {
        "The old place still has them: run this again with --delete-old to compare every byte and delete them there."
    };
    let _ = writeln!(
        std::io::stdout(),
        "Every document is there, and new ones go there. {} were copied just now. {what_now}",
        moved.copied
    );
    Ok(())
}

async fn settle_scanning(portal: &Portal) -> Result<(), String> {
    documents::settle_scanning(portal)
        .await
        .map_err(|error| format!("scanning cannot begin: {error}"))
}

async fn scan(place: Place) -> Result<(), String> {
    let config = Config::check(&place.data, place.settings)?;
    if config.scanner.is_none() {
        return Err(
            "there is no scanner. Set `scanner`, such as --scanner /run/clamav/clamd.ctl.".into(),
        );
    }
    let portal = boot::open(config, Outside::real()?).await?;
    let waiting = portal
        .write(&portal.product(), documents::scan_again)
        .await
        .map_err(|error| format!("nothing is scanned again: {error}"))?;
    let _ = writeln!(
        std::io::stdout(),
        "{waiting} versions wait for the scanner. The running portal asks it within a minute."
    );
    Ok(())
}

/// Ctrl-C, or SIGTERM from whoever runs services here.
async fn stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}
