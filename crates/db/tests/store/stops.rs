//! A program that ends badly: what it acknowledged is there when the database is opened again.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anteroom_db::{Db, Error, Migration, Place, sql};
use tempfile::TempDir;

use crate::world::runtime;

const TABLE: &str = "create table notes (id bigint not null primary key, title text not null)";
const STEPS: &[Migration] = &[Migration {
    number: 1,
    name: "notes",
    sqlite: TABLE,
    postgres: TABLE,
}];

sql! {
    ADD = "insert into notes (id, title) values ($1, $2)";
    IDS = "select id from notes order by id";
    INTEGRITY = "pragma integrity_check";
}

const PATH: &str = "STORE_TEST_PATH";

fn place(path: PathBuf) -> Place {
    Place::Sqlite { path, readers: 1 }
}

/// Not a test of its own: the program that the others end. Prints each id once it is acknowledged, then how it ended.
#[test]
#[ignore = "the other tests here start it as a program"]
fn program() {
    let Some(path) = std::env::var_os(PATH) else {
        return;
    };
    runtime().block_on(async {
        let db = Db::open(&place(path.into())).await.unwrap();
        db.migrate(STEPS).await.unwrap();
        let add = |id: i64| db.write(move |tx| tx.run(ADD, &[&id, &"x".repeat(1000)]));
        let mut id = 0;
        let error = loop {
            match add(id).await {
                Ok(_) => eprintln!("acknowledged {id}"),
                Err(error) => break error,
            }
            id += 1;
        };
        let next = add(id + 1).await.unwrap_err();
        eprintln!("ended {error:?} then {next:?}");
        // Like a power cut: nothing is closed, so nothing is tidied up.
        std::process::abort();
    });
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test that kills a process starts one"
)]
fn command(before: &str, path: &Path) -> Command {
    let program = std::env::current_exe().unwrap();
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!(
            "{before} exec \"$0\" stops::program --exact --ignored --nocapture"
        ))
        .arg(program);
    command
        .env(PATH, path)
        .env_remove("NEXTEST")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// The ids in the database, opened as after a restart, once SQLite has found it whole.
fn ids(path: &Path) -> Vec<i64> {
    runtime().block_on(async {
        let db = Db::open(&place(path.to_owned())).await.unwrap();
        let whole: Option<String> = db
            .read(|tx| tx.row(INTEGRITY, &[], |row| row.get(0)))
            .await
            .map_err(|e: Error| e)
            .unwrap();
        assert_eq!(whole.as_deref(), Some("ok"));
        let ids = db
            .read(|tx| tx.rows(IDS, &[], |row| row.get(0)))
            .await
            .map_err(|e: Error| e)
            .unwrap();
        db.close().await;
        ids
    })
}

#[test]
fn a_program_killed_while_it_writes_loses_nothing_it_acknowledged() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("rows.db");
    let mut child = command("", &path).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map(Result::unwrap);
    assert!(lines.any(|line| line == "acknowledged 40"));
    child.kill().unwrap();
    child.wait().unwrap();
    let acknowledged = lines
        .filter(|line| line.starts_with("acknowledged "))
        .count()
        + 41;
    let kept = ids(&path);
    // One more may have been committed and not yet acknowledged.
    assert!(
        kept.len() == acknowledged || kept.len() == acknowledged + 1,
        "{acknowledged} acknowledged, {} kept",
        kept.len()
    );
    assert!(
        kept.iter()
            .copied()
            .eq(0..i64::try_from(kept.len()).unwrap())
    );
}

#[test]
fn a_commit_that_meets_an_io_error_is_uncertain_and_stops_all_writes() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("rows.db");
    // Files of this program end at 400 blocks of 512 bytes; writing on fails as a disk does, without a signal.
    let output = command("trap '' XFSZ; ulimit -f 400;", &path)
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stderr).unwrap();
    let acknowledged = lines
        .lines()
        .filter(|line| line.starts_with("acknowledged "))
        .count();
    let ended = lines
        .lines()
        .find_map(|line| line.strip_prefix("ended "))
        .unwrap_or(&lines);
    assert!(
        ended.starts_with("Uncertain then Unavailable(\"the last commit failed (disk I/O error"),
        "{ended}"
    );
    assert!(acknowledged > 5, "{acknowledged}");
    assert_eq!(ids(&path).len(), acknowledged);
}
