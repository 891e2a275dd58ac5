//! A database, a folder and perhaps a bucket of its own for a test.

use anteroom::config::{Config, Settings, StorageSettings};
use anteroom_db::{Db, Place};

/// A database of its own: a file, or a database on the server that ANTEROOM_TEST_POSTGRES names. Bytes lie in its folder,
/// or under a prefix of its own in the bucket of the server that ANTEROOM_TEST_S3 names.
pub struct Scratch {
    folder: tempfile::TempDir,
    place: Place,
    storage: StorageSettings,
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
            let name = own_name();
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
    let storage = bucket();
    Scratch {
        folder,
        place,
        storage,
    }
}

fn own_name() -> String {
    let random = anteroom::base::random::<8>().unwrap();
    random
        .iter()
        .fold("t".to_owned(), |name, byte| format!("{name}{byte:02x}"))
}

/// What there is to set for a bucket: nothing where there is no server.
fn bucket() -> StorageSettings {
    let Ok(server) = std::env::var("ANTEROOM_TEST_S3") else {
        return StorageSettings::default();
    };
    StorageSettings {
        bucket: Some("anteroom".into()),
        endpoint: Some(server),
        prefix: Some(own_name()),
        key_id: Some("anteroom-test".into()),
        secret: Some("anteroom-test-secret".to_owned().into()),
        ..StorageSettings::default()
    }
}

impl Scratch {
    /// Opens it with the whole schema.
    pub async fn open(&self) -> Db {
        let db = Db::open(&self.place).await.unwrap();
        db.migrate(anteroom::boot::MIGRATIONS).await.unwrap();
        db
    }

    /// The settings of a portal in it.
    pub fn config(&self, settings: Settings) -> Config {
        let settings = Settings {
            storage: self.storage.clone(),
            ..settings
        };
        let mut config = Config::check(self.folder(), settings).unwrap();
        config.database = self.place.clone();
        config
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
