//! What goes in comes out, and alike on both.

use anteroom_db::{Column, Db, Error, Migration, Param, Value, sql};

const STEPS: &[Migration] = &[Migration {
    number: 1,
    name: "things",
    sqlite: "create table things (id bigint not null primary key, small integer, words text, raw blob)",
    postgres: "create table things (id bigint not null primary key, small integer, words text, raw bytea)",
}];

sql! {
    ADD = "insert into things (id, small, words, raw) values ($1, $2, $3, $4)";
    ALL = "select id, small, words, raw from things order by id";
    BACKWARDS = "insert into things (id, words) values ($2, $1)";
    TWICE = "select id from things where id = $1 or id = $1 + $2 order by id";
    SUMS = "select sum(id), count(*), sum(id) > 3, exists (select 1 from things where id = $1), max(small) from things";
    FRACTION = "select 1.5 * id from things";
    GAP = "select id from things where id = $1 and id = $3";
}

#[derive(Debug, PartialEq)]
struct Colour(char);

impl Param for Colour {
    fn value(&self) -> Value<'_> {
        Value::Text(if self.0 == 'r' { "red" } else { "green" })
    }
}

impl Column for Colour {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Text("red") => Some(Colour('r')),
            Value::Text("green") => Some(Colour('g')),
            _ => None,
        }
    }
}

type Thing = (i64, Option<i32>, Option<String>, Option<Vec<u8>>);

async fn all(db: &Db) -> Vec<Thing> {
    let read =
        |row: &anteroom_db::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    db.read(move |tx| tx.rows(ALL, &[], read)).await.unwrap()
}

on_both! {
    async fn every_kind_of_value_returns_as_it_went(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        db.write(|tx| {
            let owned = (String::from("été — 🗝"), vec![0_u8, 255]);
            tx.run(ADD, &[&i64::MIN, &i32::MAX, &owned.0, &owned.1])?;
            tx.run(ADD, &[&7_u32, &None::<i64>, &None::<&str>, &None::<Vec<u8>>])?;
            let borrowed: &[u8] = &[];
            tx.run(ADD, &[&i64::MAX, &Some(-1_i64), &Some(""), &borrowed])
        }).await.unwrap();
        assert_eq!(all(db).await, [
            (i64::MIN, Some(i32::MAX), Some("été — 🗝".into()), Some(vec![0, 255])),
            (7, None, None, None),
            (i64::MAX, Some(-1), Some(String::new()), Some(vec![])),
        ]);
    }

    async fn own_types_go_in_and_come_out_and_strangers_are_refused(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        db.write(|tx| {
            tx.run(ADD, &[&1_i64, &None::<i64>, &Colour('r'), &[9_u8; 32]])?;
            tx.run(ADD, &[&2_i64, &None::<i64>, &"mauve", &[9_u8; 4]])
        }).await.unwrap();
        let red: Result<Option<(Colour, [u8; 32])>, Error> =
            db.read(|tx| tx.row(ALL, &[], |row| Ok((row.get(2)?, row.get(3)?)))).await;
        assert_eq!(red.unwrap(), Some((Colour('r'), [9; 32])));
        let mauve: Result<Vec<Colour>, Error> = db.read(|tx| tx.rows(ALL, &[], |row| row.get(2))).await;
        let Err(Error::Broken(cause)) = mauve else { unreachable!("{mauve:?}") };
        assert!(cause.to_string().starts_with("column 2 is not a "), "{cause}");
        let wrong: Result<Vec<u32>, Error> = db.read(|tx| tx.rows(ALL, &[], |row| row.get(2))).await;
        assert!(matches!(wrong, Err(Error::Broken(_))), "{wrong:?}");
        let beyond: Result<Vec<i64>, Error> = db.read(|tx| tx.rows(ALL, &[], |row| row.get(4))).await;
        assert!(matches!(beyond, Err(Error::Broken(_))), "{beyond:?}");
    }

    async fn parameters_go_by_number_wherever_and_how_often_they_stand(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        let found: Result<Vec<i64>, Error> = db.write(|tx| {
            tx.run(BACKWARDS, &[&"first", &1_i64])?;
            tx.run(BACKWARDS, &[&"second", &2_i64])?;
            tx.rows(TWICE, &[&1_i64, &1_i64], |row| row.get(0))
        }).await;
        assert_eq!(found.unwrap(), [1, 2]);
        assert_eq!(all(db).await[0].2.as_deref(), Some("first"));
    }

    async fn sums_and_comparisons_are_numbers(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        let add = |id: i64| db.write(move |tx| tx.run(BACKWARDS, &[&"thing", &id]));
        add(20_000).await.unwrap();
        add(-1).await.unwrap();
        let sums = db.read(|tx| tx.row(SUMS, &[&-1_i64], |row| {
            Ok::<(i64, u32, i64, i64, Option<i64>), Error>((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })).await;
        assert_eq!(sums.unwrap(), Some((19_999, 2, 1, 1, None)));
        let fraction: Result<Option<i64>, Error> = db.read(|tx| tx.row(FRACTION, &[], |row| row.get(0))).await;
        assert!(matches!(fraction, Err(Error::Broken(_))), "{fraction:?}");
    }

    async fn a_wrong_number_of_parameters_is_refused(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        for count in [0, 1, 3] {
            let answer = db.read(move |tx| {
                let given = [&1_i64 as &dyn Param; 3];
                tx.rows(TWICE, &given[..count], |_| Ok(()))
            }).await;
            assert!(matches!(answer, Err(Error::Broken(_))), "{count}: {answer:?}");
        }
        let gap = db.read(|tx| tx.rows(GAP, &[&1_i64, &2_i64], |_| Ok(()))).await;
        assert!(matches!(gap, Err(Error::Broken(_))), "{gap:?}");
    }
}
