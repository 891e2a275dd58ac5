//! The limit: an axum handler that does one point read on the same database through the same readers, and nothing else.

use std::path::Path;

use anteroom_db::{Db, Error, Place, sql};
use axum::{Router, extract::State, http::StatusCode, routing};

sql! {
    POINT = "select changed_at from matters where firm_id = $1 and id = $2";
    ANY = "select firm_id, id from matters limit 1";
}

#[derive(Clone)]
struct Bare {
    db: Db,
    firm: String,
    matter: String,
}

/// Answers on a port of this machine until ended.
///
/// # Errors
/// When the database or the port does not open.
pub async fn serve(folder: &Path, port: &str) -> Result<(), String> {
    let readers = std::thread::available_parallelism().map_or(2, std::num::NonZero::get) + 1;
    let place = Place::Sqlite {
        path: folder.join("anteroom.db"),
        readers,
    };
    let db = Db::open(&place).await.map_err(|error| error.to_string())?;
    let found = db
        .read(|tx| {
            tx.row(ANY, &[], |row| {
                Ok((row.get::<String>(0)?, row.get::<String>(1)?))
            })
        })
        .await
        .map_err(|error: Error| error.to_string())?;
    let (firm, matter) = found.ok_or("the folder holds no matter")?;
    let router = Router::new()
        .route("/", routing::get(answer))
        .with_state(Bare { db, firm, matter });
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}"))
        .await
        .map_err(|error| error.to_string())?;
    axum::serve(listener, router)
        .await
        .map_err(|error| error.to_string())
}

async fn answer(State(bare): State<Bare>) -> Result<String, StatusCode> {
    let (firm, matter) = (bare.firm, bare.matter);
    let read = bare
        .db
        .read(move |tx| tx.row(POINT, &[&firm, &matter], |row| row.get::<i64>(0)));
    match read.await {
        Ok(Some(changed_at)) => Ok(changed_at.to_string()),
        Ok(None) => Err(StatusCode::NOT_FOUND),
        Err(error) => {
            let _: Error = error;
            Err(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}
