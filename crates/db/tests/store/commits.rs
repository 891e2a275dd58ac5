//! How SQLite's waiting writes share a commit, counted where it counts: in the log on disk.

use std::{
    path::Path,
    sync::{Mutex, mpsc},
};

use anteroom_db::{Db, Error, Migration, Place, sql};
use futures_util::future::join_all;
use tempfile::TempDir;

use crate::world::runtime;

const TABLES: &str = "create table notes (id bigint not null primary key);
    create table pages (note_id bigint not null references notes (id) deferrable initially deferred);";
const STEPS: &[Migration] = &[Migration {
    number: 1,
    name: "notes",
    sqlite: TABLES,
    postgres: TABLES,
}];

sql! {
    ADD = "insert into notes (id) values ($1)";
    ADD_PAGE = "insert into pages (note_id) values ($1)";
    IDS = "select id from notes order by id";
    SYNCHRONOUS = "pragma synchronous";
    FOREIGN_KEYS = "pragma foreign_keys";
}

/// Commits in a write-ahead log: frames that name the size of the database they complete.
fn commits(log: &Path) -> usize {
    let bytes = std::fs::read(log).unwrap();
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    let frame = 24 + number(8) as usize;
    (32..bytes.len())
        .step_by(frame)
        .filter(|at| number(at + 4) > 0)
        .count()
}

/// Holds the writer with one write while `writes` queue up behind it, so that they are taken together.
async fn together(
    db: &Db,
    writes: Vec<impl Future<Output = Result<u64, Error>>>,
) -> Vec<Result<u64, Error>> {
    let (started, start) = tokio::sync::oneshot::channel();
    let (release, held) = mpsc::channel::<()>();
    let (mut started, held) = (Some(started), Mutex::new(held));
    let holding = db.write(move |_| {
        started.take().unwrap().send(()).unwrap();
        held.lock().unwrap().recv().unwrap();
        Ok::<_, Error>(())
    });
    let waiting = async move {
        start.await.unwrap();
        // Polled in order: all have queued once the last one releases the writer.
        let releasing = async move { release.send(()).unwrap() };
        tokio::join!(biased; join_all(writes), releasing).0
    };
    let (holding, answers) = tokio::join!(holding, waiting);
    holding.unwrap();
    answers
}

fn on_a_file(test: impl AsyncFnOnce(&Db, &Path)) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("rows.db");
    runtime().block_on(async {
        let db = Db::open(&Place::Sqlite { path, readers: 1 }).await.unwrap();
        db.migrate(STEPS).await.unwrap();
        test(&db, &folder.path().join("rows.db-wal")).await;
        db.close().await;
    });
}

async fn ids(db: &Db) -> Vec<i64> {
    db.read(|tx| tx.rows(IDS, &[], |row| row.get(0)))
        .await
        .unwrap()
}

#[test]
fn fifty_writes_that_wait_share_one_commit() {
    on_a_file(async |db, log| {
        let before = commits(log);
        let writes = (0..50_i64)
            .map(|id| db.write(move |tx| tx.run(ADD, &[&id])))
            .collect();
        let answers = together(db, writes).await;
        assert!(answers.iter().all(Result::is_ok), "{answers:?}");
        assert_eq!(commits(log) - before, 1);
        assert_eq!(ids(db).await.len(), 50);
    });
}

#[test]
fn a_failing_and_a_panicking_closure_do_not_harm_their_neighbours() {
    on_a_file(async |db, _| {
        let writes = (0..4_i64).map(|id| {
            db.write(move |tx| {
                tx.run(ADD, &[&id])?;
                match id {
                    1 => tx.run(ADD, &[&0_i64]),
                    2 => panic!("a mistake"),
                    _ => Ok(1),
                }
            })
        });
        let answers = together(db, writes.collect()).await;
        assert!(
            matches!(
                answers[..],
                [Ok(1), Err(Error::Unique(_)), Err(Error::Broken(_)), Ok(1)]
            ),
            "{answers:?}"
        );
        assert_eq!(ids(db).await, [0, 3]);
    });
}

#[test]
fn a_deferred_reference_to_nowhere_fails_its_own_write_only() {
    on_a_file(async |db, _| {
        let writes = (0..3_i64).map(|id| {
            db.write(move |tx| {
                let page_of = if id == 1 { 99 } else { id };
                tx.run(ADD_PAGE, &[&page_of])?;
                tx.run(ADD, &[&id])
            })
        });
        let answers = together(db, writes.collect()).await;
        assert!(
            matches!(answers[..], [Ok(1), Err(Error::Foreign), Ok(1)]),
            "{answers:?}"
        );
        assert_eq!(ids(db).await, [0, 2]);
    });
}

#[test]
fn writer_and_readers_sync_fully_and_enforce_references() {
    on_a_file(async |db, _| {
        let writer = db.write(|tx| {
            let synchronous: Option<i64> = tx.row(SYNCHRONOUS, &[], |row| row.get(0))?;
            Ok::<_, Error>((synchronous, tx.row(FOREIGN_KEYS, &[], |row| row.get(0))?))
        });
        assert_eq!(writer.await.unwrap(), (Some(2), Some(1)));
        let reader = db.read(|tx| {
            let synchronous: Option<i64> = tx.row(SYNCHRONOUS, &[], |row| row.get(0))?;
            Ok::<_, Error>((synchronous, tx.row(FOREIGN_KEYS, &[], |row| row.get(0))?))
        });
        assert_eq!(reader.await.unwrap(), (Some(2), Some(1)));
    });
}
