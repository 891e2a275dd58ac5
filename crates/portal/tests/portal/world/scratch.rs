//! A database and a folder of its own for a test.

use anteroom_db::{Db, Place};

/// A database of its own: a file, or a database on the server that ANTEROOM_TEST_POSTGRES names.
pub struct Scratch {
    folder: tempfile::TempDir,
    place: Place,
}

/// Makes an empty database.
pub async fn scratch() -> Scratch {
    let folder = tempfile::tempdir().unwrap();
    let place = match std::env::var("ANTEROOM_TEST_POSTGRES") {
        Err(_) => Place::Sqlite {
            path: folder.path().join("anteroom.db"),
            readers: 2,
        },
        Ok(server) => {
            let name = format!(
                "t{}",
                anteroom::base::random::<8>()
                    .unwrap()
                    .iter()
                    .map(|b| format!("{b:02x}"))
                    .collect::<String>()
            );
            let (client, connection) = tokio_postgres::connect(&server, tokio_postgres::NoTls)
                .await
                .unwrap();
            let driver = tokio::spawn(connection);
            client
                .batch_execute(&format!("create database {name}"))
                .await
                .unwrap();
            drop(client);
            driver.await.unwrap().unwrap();
            let (base, _) = server.rsplit_once('/').unwrap();
            Place::Postgres {
                url: format!("{base}/{name}"),
                connections: 4,
                tls: None,
            }
        }
    };
    Scratch { folder, place }
}

impl Scratch {
    /// Opens it with the whole schema.
    pub async fn open(&self) -> Db {
        let db = Db::open(&self.place).await.unwrap();
        db.migrate(anteroom::boot::MIGRATIONS).await.unwrap();
        db
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Its folder, for a portal's files.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}
