//! Every statement is prepared on the database under test; both schemas have the same shape.

use anteroom_db::{Db, Place, Sql};

use crate::{source, world::scratch};

#[tokio::test]
async fn every_statement_is_one_both_databases_understand() {
    let place = scratch().await;
    let db = place.open().await;
    let mut wrong = Vec::new();
    for statement in source::statements() {
        if let Err(error) = db.prepare(Sql::new(statement.text.clone().leak())).await {
            wrong.push(format!(
                "{}: {error:?}\n{}",
                statement.place, statement.text
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[tokio::test]
async fn both_schemas_have_the_same_tables_columns_and_keys() {
    let place = scratch().await;
    let other = place.open().await;
    let folder = tempfile::tempdir().unwrap();
    let sqlite = Db::open(&Place::Sqlite {
        path: folder.path().join("x.db"),
        readers: 1,
    })
    .await
    .unwrap();
    sqlite.migrate(anteroom::boot::MIGRATIONS).await.unwrap();
    let (ours, theirs) = (sqlite.shape().await.unwrap(), other.shape().await.unwrap());
    for (a, b) in ours.iter().zip(&theirs) {
        assert_eq!(format!("{a:#?}"), format!("{b:#?}"));
    }
    assert_eq!(ours.len(), theirs.len());
}
