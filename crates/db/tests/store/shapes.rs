//! Two schemas that mean the same look the same.

use anteroom_db::{ColumnShape, ForeignKey, Kind, Migration, TableShape, UniqueKey};

const STEPS: &[Migration] = &[Migration {
    number: 1,
    name: "matters",
    sqlite: "create table firms (id text not null primary key) strict;
        create table matters (firm_id text not null references firms on delete cascade, id integer not null, title text, seal blob not null,
            primary key (firm_id, id), unique (title, id)) strict;
        create unique index matters_by_seal on matters (seal) where title is not null;
        create index matters_by_title on matters (title);
        create table entries (number integer primary key, firm_id text, matter_id integer,
            foreign key (firm_id, matter_id) references matters (firm_id, id)) strict;",
    postgres: "create table firms (id text primary key);
        create table matters (id bigint, firm_id text references firms on delete cascade, seal bytea not null, title text,
            primary key (firm_id, id), unique (title, id));
        create unique index matters_by_seal on matters (seal) where title is not null;
        create index matters_by_title on matters (title);
        create table entries (number bigint primary key, firm_id text, matter_id bigint,
            foreign key (firm_id, matter_id) references matters (firm_id, id));",
}];

fn column(name: &str, kind: Kind, nullable: bool) -> ColumnShape {
    ColumnShape {
        name: name.into(),
        kind,
        nullable,
    }
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

on_both! {
    async fn tables_are_described_in_common_words(db: &Db) {
        db.migrate(STEPS).await.unwrap();
        let mut shape = db.shape().await.unwrap();
        shape.retain(|table| table.name != "migrations");
        let foreign = |columns: &[&str], table: &str, references: &[&str], on_delete: &str| ForeignKey {
            columns: words(columns), table: table.into(), references: words(references), on_delete: on_delete.into(),
        };
        let unique = |columns: &[&str], partial| UniqueKey { columns: words(columns).into_iter().map(Some).collect(), partial };
        assert_eq!(shape, [
            TableShape {
                name: "entries".into(),
                columns: vec![column("firm_id", Kind::Text, true), column("matter_id", Kind::Int, true), column("number", Kind::Int, false)],
                primary_key: words(&["number"]),
                unique: vec![],
                foreign: vec![foreign(&["firm_id", "matter_id"], "matters", &["firm_id", "id"], "no action")],
            },
            TableShape {
                name: "firms".into(),
                columns: vec![column("id", Kind::Text, false)],
                primary_key: words(&["id"]),
                unique: vec![],
                foreign: vec![],
            },
            TableShape {
                name: "matters".into(),
                columns: vec![
                    column("firm_id", Kind::Text, false), column("id", Kind::Int, false),
                    column("seal", Kind::Bytes, false), column("title", Kind::Text, true),
                ],
                primary_key: words(&["firm_id", "id"]),
                unique: vec![unique(&["seal"], true), unique(&["title", "id"], false)],
                foreign: vec![foreign(&["firm_id"], "firms", &["id"], "cascade")],
            },
        ]);
    }
}
