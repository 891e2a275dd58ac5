//! Servers that refuse, connections that break, transactions that meet.

use std::sync::{
    Arc, Barrier,
    atomic::{AtomicU32, Ordering},
};

use anteroom_db::{Db, Error, Place, sql};

use crate::{
    transactions::{LIST, STEPS},
    world::{Database, runtime},
};

sql! {
    ADD = "insert into notes (id, title) values ($1, $2)";
    COUNT = "select count(*) from notes";
}

/// Runs `test` on PostgreSQL with the means to cut its connections.
fn on_a_server_that_fails(test: impl AsyncFnOnce(&Db, Arc<Database>)) {
    let Some(database) = Database::create().map(Arc::new) else {
        return;
    };
    runtime().block_on(async {
        let db = Db::open(&database.place()).await.unwrap();
        db.migrate(STEPS).await.unwrap();
        test(&db, database.clone()).await;
        db.close().await;
    });
}

#[test]
fn a_server_that_refuses_is_unavailable_and_the_password_stays_hidden() {
    let url = "postgres://someone:secret@127.0.0.1:1/rows".to_owned();
    let place = Place::Postgres {
        url,
        connections: 1,
        tls: None,
    };
    assert!(!format!("{place:?}").contains("secret"));
    let answer = runtime().block_on(Db::open(&place)).map(|_| ());
    assert!(
        matches!(&answer, Err(Error::Unavailable(why)) if why.contains("refused") && !why.contains("secret")),
        "{answer:?}"
    );
}

#[test]
fn an_idle_connection_that_was_cut_is_replaced_unnoticed() {
    on_a_server_that_fails(async |db, database| {
        database.cut();
        db.write(|tx| tx.run(ADD, &[&"a", &"Deed"])).await.unwrap();
        database.cut();
        let notes: Result<Vec<String>, Error> =
            db.read(|tx| tx.rows(LIST, &[], |row| row.get(0))).await;
        assert_eq!(notes.unwrap(), ["a"]);
    });
}

#[test]
fn a_connection_cut_between_statements_runs_the_closure_again() {
    on_a_server_that_fails(async |db, database| {
        let attempts = Arc::new(AtomicU32::new(0));
        let counted = attempts.clone();
        let answer = db.write(move |tx| {
            tx.run(ADD, &[&"a", &"Deed"])?;
            if counted.fetch_add(1, Ordering::SeqCst) == 0 {
                database.cut();
            }
            tx.run(ADD, &[&"b", &"Will"])
        });
        assert_eq!(answer.await.unwrap(), 1);
        assert_eq!(attempts.load(Ordering::SeqCst), 2);
        let notes: Result<Vec<String>, Error> =
            db.read(|tx| tx.rows(LIST, &[], |row| row.get(0))).await;
        assert_eq!(notes.unwrap(), ["a", "b"]);
    });
}

#[test]
fn a_connection_lost_at_the_commit_is_uncertain_and_never_repeated() {
    on_a_server_that_fails(async |db, database| {
        let attempts = Arc::new(AtomicU32::new(0));
        let counted = attempts.clone();
        let answer = db.write(move |tx| {
            counted.fetch_add(1, Ordering::SeqCst);
            let added = tx.run(ADD, &[&"a", &"Deed"])?;
            database.cut();
            Ok::<_, Error>(added)
        });
        let answer = answer.await;
        assert!(matches!(answer, Err(Error::Uncertain)), "{answer:?}");
        assert_eq!(attempts.load(Ordering::SeqCst), 1);
    });
}

#[test]
fn transactions_that_read_what_the_other_writes_come_out_one_after_the_other() {
    on_a_server_that_fails(async |db, _| {
        let attempts = Arc::new(AtomicU32::new(0));
        let meet = Arc::new(Barrier::new(2));
        let add_numbered = |id: &'static str| {
            let (attempts, meet) = (attempts.clone(), meet.clone());
            let mut first = true;
            db.write(move |tx| {
                attempts.fetch_add(1, Ordering::SeqCst);
                let count: i64 = tx.row(COUNT, &[], |row| row.get(0))?.unwrap_or(0);
                if std::mem::take(&mut first) {
                    meet.wait(); // both have read before either writes
                }
                tx.run(ADD, &[&id, &format!("number {count}")])
            })
        };
        let (one, other) = tokio::join!(add_numbered("a"), add_numbered("b"));
        assert_eq!((one.unwrap(), other.unwrap()), (1, 1));
        // The one that came too late ran again; it may have met the other once more while that was committing.
        assert!(attempts.load(Ordering::SeqCst) >= 3, "neither ran again");
        let titles: Result<Vec<String>, Error> =
            db.read(|tx| tx.rows(LIST, &[], |row| row.get(1))).await;
        let mut titles = titles.unwrap();
        titles.sort_unstable();
        assert_eq!(titles, ["number 0", "number 1"]);
    });
}
