//! A database for one test, gone when it ends.

use std::sync::atomic::{AtomicU32, Ordering};

use anteroom_db::{Db, Place};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// Each test once per database, as `sqlite::name` and `postgres::name`.
macro_rules! on_both {
    ($(async fn $name:ident($db:ident: &Db) $body:block)*) => {
        $(async fn $name($db: &anteroom_db::Db) $body)*
        mod sqlite { $(#[test] fn $name() { $crate::world::on_sqlite(super::$name); })* }
        mod postgres { $(#[test] fn $name() { $crate::world::on_postgres(super::$name); })* }
    };
}

pub const NOTES: &str = "create table notes (id text not null primary key, title text not null unique check (title <> ''));
    create table pages (note_id text not null references notes (id), number bigint not null, primary key (note_id, number));";

pub fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}

pub fn on_sqlite(test: impl AsyncFnOnce(&Db)) {
    let folder = TempDir::new().unwrap();
    let place = Place::Sqlite {
        path: folder.path().join("rows.db"),
        readers: 2,
    };
    run(&place, test);
}

pub fn on_postgres(test: impl AsyncFnOnce(&Db)) {
    if let Some(database) = Database::create() {
        run(&database.place(), test);
    }
}

fn run(place: &Place, test: impl AsyncFnOnce(&Db)) {
    runtime().block_on(async {
        let db = Db::open(place).await.unwrap();
        test(&db).await;
        db.close().await;
    });
}

/// A database on the test server, dropped with this.
pub struct Database {
    server: String,
    name: String,
}

impl Database {
    /// `None`, with a word on standard error, where there is no test server.
    pub fn create() -> Option<Database> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let Ok(server) = std::env::var("ANTEROOM_TEST_POSTGRES") else {
            eprintln!("skipped: ANTEROOM_TEST_POSTGRES names no server");
            return None;
        };
        let name = format!(
            "store_test_{}_{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let database = Database { server, name };
        database.admin(&format!(
            "create database {} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'",
            database.name
        ));
        Some(database)
    }

    pub fn place(&self) -> Place {
        let url = match (self.server.contains("://"), self.server.contains('?')) {
            (false, _) => format!("{} dbname={}", self.server, self.name),
            (true, false) => format!("{}?dbname={}", self.server, self.name),
            (true, true) => format!("{}&dbname={}", self.server, self.name),
        };
        Place::Postgres {
            url,
            connections: 3,
            tls: None,
        }
    }

    /// Ends every other connection to this database, as a server that restarts does.
    pub fn cut(&self) {
        self.admin(&format!(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{}'",
            self.name
        ));
    }

    /// Runs a statement as the server's administrator; on a thread of its own, so that closures and drops may call it.
    fn admin(&self, sql: &str) {
        std::thread::scope(|scope| {
            let admin = scope.spawn(|| {
                runtime().block_on(async {
                    let (client, connection) =
                        tokio_postgres::connect(&self.server, tokio_postgres::NoTls)
                            .await
                            .unwrap();
                    tokio::spawn(connection);
                    client.batch_execute(sql).await.unwrap();
                });
            });
            admin.join().unwrap();
        });
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.admin(&format!("drop database {} with (force)", self.name));
    }
}
