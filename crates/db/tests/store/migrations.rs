//! One history, taken step by step.

use anteroom_db::{Db, Error, MigrateError, Migration, sql};

const fn step(number: u32, name: &'static str, text: &'static str) -> Migration {
    Migration {
        number,
        name,
        sqlite: text,
        postgres: text,
    }
}

const FIRST: Migration = step(
    1,
    "letters",
    "create table letters (id bigint not null primary key); insert into letters values (1)",
);
const SECOND: Migration = step(
    2,
    "stamps",
    "create table stamps (letter_id bigint not null references letters (id))",
);
const BROKEN: Migration = step(
    2,
    "stamps",
    "insert into letters values (2); insert into nowhere values (1)",
);

sql! {
    LETTERS = "select count(*) from letters";
    STAMPS = "select count(*) from stamps";
    ORPHAN = "insert into stamps (letter_id) values (99)";
}

async fn letters(db: &Db) -> i64 {
    db.read(|tx| tx.row(LETTERS, &[], |row| row.get(0)))
        .await
        .unwrap()
        .unwrap()
}

on_both! {
    async fn each_step_is_taken_once(db: &Db) {
        assert_eq!(db.migrate(&[FIRST]).await.unwrap(), [1]);
        assert_eq!(db.migrate(&[FIRST, SECOND]).await.unwrap(), [2]);
        assert!(db.migrate(&[FIRST, SECOND]).await.unwrap().is_empty());
        assert_eq!(letters(db).await, 1);
    }

    async fn a_broken_step_leaves_no_trace_and_can_be_mended(db: &Db) {
        let error = db.migrate(&[FIRST, BROKEN]).await.unwrap_err();
        assert_eq!(error.to_string(), "step 2 (stamps) failed and was rolled back");
        assert!(matches!(error, MigrateError::Step { number: 2, source: Error::Broken(_), .. }), "{error:?}");
        assert_eq!(letters(db).await, 1);
        assert_eq!(db.migrate(&[FIRST, SECOND]).await.unwrap(), [2]);
    }

    async fn a_newer_database_is_refused_untouched(db: &Db) {
        db.migrate(&[FIRST, SECOND]).await.unwrap();
        let error = db.migrate(&[FIRST]).await.unwrap_err();
        assert!(matches!(error, MigrateError::Newer { found: 2, known: 1 }), "{error:?}");
    }

    async fn another_history_is_refused(db: &Db) {
        db.migrate(&[FIRST]).await.unwrap();
        let other = step(1, "parcels", "create table parcels (id bigint not null primary key)");
        let error = db.migrate(&[other, SECOND]).await.unwrap_err();
        assert!(matches!(error, MigrateError::Diverged { number: 1 }), "{error:?}");
        let disordered = db.migrate(&[SECOND, FIRST]).await.unwrap_err();
        assert!(matches!(disordered, MigrateError::Disordered { number: 1 }), "{disordered:?}");
    }

    async fn two_runners_at_once_take_each_step_once(db: &Db) {
        let steps = [FIRST, SECOND];
        let (one, other) = tokio::join!(db.migrate(&steps), db.migrate(&steps));
        let mut taken = [one.unwrap(), other.unwrap()].concat();
        taken.sort_unstable();
        assert_eq!(taken, [1, 2]);
    }

    async fn references_are_enforced_after_a_migration_and_after_a_failed_one(db: &Db) {
        db.migrate(&[FIRST, BROKEN]).await.unwrap_err();
        db.migrate(&[FIRST, SECOND]).await.unwrap();
        let orphan = db.write(|tx| tx.run(ORPHAN, &[])).await;
        assert!(matches!(orphan, Err(Error::Foreign)), "{orphan:?}");
    }

    async fn a_step_that_leaves_a_reference_to_nowhere_is_rolled_back(db: &Db) {
        db.migrate(&[FIRST, SECOND]).await.unwrap();
        let dangling = step(3, "orphans", "insert into stamps (letter_id) values (99)");
        let error = db.migrate(&[FIRST, SECOND, dangling]).await.unwrap_err();
        assert!(matches!(error, MigrateError::Step { number: 3, source: Error::Foreign, .. }), "{error:?}");
        let stamps: Option<i64> = db.read(|tx| tx.row(STAMPS, &[], |row| row.get(0))).await.map_err(|e: Error| e).unwrap();
        assert_eq!(stamps, Some(0));
    }
}
