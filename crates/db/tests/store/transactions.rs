//! What a closure may rely on.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use anteroom_db::{Db, Error, Migration, sql};

use crate::world::NOTES;

sql! {
    ADD = "insert into notes (id, title) values ($1, $2)";
    ADD_KNOWN = "insert into notes (id, title) values ($1, $2) on conflict (title) do nothing returning id";
    ADD_PAGE = "insert into pages (note_id, number) values ($1, $2)";
    RENAME_ALL = "update notes set title = title || $1 returning id";
    REMOVE = "delete from notes where id = $1";
    /// Every column, oldest id first.
    pub(crate) LIST = "select id, title from notes order by id";
    COUNT = "select count(*) from notes";
}

pub const STEPS: &[Migration] = &[Migration {
    number: 1,
    name: "notes",
    sqlite: NOTES,
    postgres: NOTES,
}];

async fn count(db: &Db) -> i64 {
    db.read(|tx| tx.row(COUNT, &[], |row| row.get(0)))
        .await
        .unwrap()
        .unwrap()
}

async fn add(db: &Db, id: &'static str, title: &'static str) -> Result<u64, Error> {
    db.write(move |tx| tx.run(ADD, &[&id, &title])).await
}

on_both! {
    async fn what_a_write_acknowledged_the_next_read_sees(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        assert_eq!(add(db, "a", "Deed").await.unwrap(), 1);
        let notes = db.read(|tx| tx.rows(LIST, &[], |row| Ok((row.get(0)?, row.get(1)?)))).await;
        assert_eq!(notes.map_err(|e: Error| e.to_string()), Ok(vec![("a".to_string(), "Deed".to_string())]));
    }

    async fn a_closure_that_answers_err_leaves_nothing(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        let answer: Result<(), Error> = db.write(|tx| {
            tx.run(ADD, &[&"a", &"Deed"])?;
            Err(Error::Check)
        }).await;
        assert!(matches!(answer, Err(Error::Check)));
        assert_eq!(count(db).await, 0);
    }

    async fn a_closure_that_panics_leaves_nothing_and_harms_no_later_one(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        let answer: Result<(), Error> = db.write(|tx| {
            tx.run(ADD, &[&"a", &"Deed"])?;
            panic!("a mistake")
        }).await;
        let Err(Error::Broken(cause)) = answer else { unreachable!("{answer:?}") };
        assert_eq!(cause.to_string(), "the closure panicked: a mistake");
        assert_eq!(count(db).await, 0);
        add(db, "b", "Will").await.unwrap();
        assert_eq!(count(db).await, 1);
    }

    async fn a_key_taken_twice_is_named_by_its_columns(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        add(db, "a", "Deed").await.unwrap();
        let key = |error| match error { Err(Error::Unique(key)) => key, other => unreachable!("{other:?}") };
        assert_eq!(key(add(db, "b", "Deed").await), "notes.title");
        assert_eq!(key(add(db, "a", "Will").await), "notes.id");
        let pages = db.write(|tx| {
            tx.run(ADD_PAGE, &[&"a", &1_i64])?;
            tx.run(ADD_PAGE, &[&"a", &1_i64])
        }).await;
        assert_eq!(key(pages), "pages.note_id, pages.number");
    }

    async fn references_and_rules_are_kept(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        let orphan = db.write(|tx| tx.run(ADD_PAGE, &[&"nowhere", &1_i64])).await;
        assert!(matches!(orphan, Err(Error::Foreign)), "{orphan:?}");
        let blank = add(db, "a", "").await;
        assert!(matches!(blank, Err(Error::Check)), "{blank:?}");
        let absent = db.write(|tx| tx.run(ADD, &[&"a", &None::<String>])).await;
        assert!(matches!(absent, Err(Error::Check)), "{absent:?}");
        let referred = db.write(|tx| {
            tx.run(ADD, &[&"a", &"Deed"])?;
            tx.run(ADD_PAGE, &[&"a", &1_i64])?;
            tx.run(REMOVE, &[&"a"])
        }).await;
        assert!(matches!(referred, Err(Error::Foreign)), "{referred:?}");
        assert_eq!(count(db).await, 0);
    }

    async fn a_failed_statement_ends_its_transaction_even_if_its_error_is_swallowed(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        let later = Arc::new(AtomicU32::new(0));
        let seen = later.clone();
        let answer: Result<(), Error> = db.write(move |tx| {
            tx.run(ADD, &[&"a", &"Deed"])?;
            tx.run(ADD, &[&"b", &"Deed"]).unwrap_err();
            seen.fetch_add(u32::from(tx.run(ADD, &[&"c", &"Will"]).is_ok()), Ordering::SeqCst);
            Ok(())
        }).await;
        assert!(matches!(answer, Err(Error::Broken(_))), "{answer:?}");
        assert_eq!(later.load(Ordering::SeqCst), 0, "a later statement ran");
        assert_eq!(count(db).await, 0);
    }

    async fn statements_and_changed_rows_are_counted_alike(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        let counted = db.write(|tx| {
            tx.run(ADD, &[&"a", &"Deed"])?;
            tx.row(ADD_KNOWN, &[&"b", &"Will"], |_| Ok(()))?;
            assert_eq!(tx.row(ADD_KNOWN, &[&"c", &"Will"], |_| Ok(()))?, None);
            tx.rows(LIST, &[], |_| Ok(()))?;
            assert_eq!(tx.run(REMOVE, &[&"nowhere"])?, 0);
            // Two rows change, though only the first is read.
            tx.row(RENAME_ALL, &[&" (copy)"], |_| Ok(()))?;
            Ok::<_, Error>((tx.queries(), tx.changes()))
        }).await;
        assert_eq!(counted.unwrap(), (6, 4));
    }

    async fn a_read_cannot_write(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        let answer = db.read(|tx| tx.run(ADD, &[&"a", &"Deed"])).await;
        assert!(matches!(answer, Err(Error::Broken(_))), "{answer:?}");
        assert_eq!(count(db).await, 0);
    }

    async fn a_read_sees_one_moment(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        let (inside, writer) = (db.clone(), tokio::runtime::Handle::current());
        let seen = db.read(move |tx| {
            let before: Option<i64> = tx.row(COUNT, &[], |row| row.get(0))?;
            writer.block_on(add(&inside, "a", "Deed"))?;
            Ok::<_, Error>((before, tx.row(COUNT, &[], |row| row.get(0))?))
        }).await;
        assert_eq!(seen.unwrap(), (Some(0), Some(0)));
        assert_eq!(count(db).await, 1);
    }

    async fn a_closed_database_refuses_and_says_so(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        db.clone().close().await;
        let answer = add(db, "a", "Deed").await;
        assert!(matches!(&answer, Err(Error::Unavailable(why)) if why == "it was closed"), "{answer:?}");
    }

    async fn every_statement_can_be_prepared_and_a_misspelt_one_cannot(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        for sql in [ADD, ADD_KNOWN, ADD_PAGE, RENAME_ALL, REMOVE, LIST, COUNT] {
            db.prepare(sql).await.unwrap();
        }
        sql! {
            NO_TABLE = "select id from notez";
            NO_COLUMN = r#"select "titel" from notes"#;
        }
        for sql in [NO_TABLE, NO_COLUMN] {
            assert!(matches!(db.prepare(sql).await, Err(Error::Broken(_))), "{sql:?}");
        }
    }
}
