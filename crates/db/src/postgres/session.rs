//! One connection, the thread's own small runtime that drives it, and the statements prepared on it.

use std::{collections::HashMap, pin::pin, sync::Arc, time::Duration};

use futures_util::{StreamExt, future};
use tokio::{runtime::Runtime, task::JoinHandle};
use tokio_postgres::{Client, Config, NoTls, SimpleQueryMessage, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{failure, types::Bound};
use crate::{
    Error, Param, Row, Sql,
    tx::{Cells, Failure, Fault},
};

/// Asks for durable commits where the server's default is to lose some, and reads back what was granted.
const FITNESS: &str = "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';
    select current_setting('synchronous_commit') <> 'off' and current_setting('server_encoding') = 'UTF8' as fit";

pub(crate) struct Session {
    runtime: Runtime,
    config: Config,
    tls: Option<MakeRustlsConnect>,
    line: Option<Line>,
    /// Goes out together with the first statement: a transaction that runs none costs nothing, the others save a round trip.
    begin: Option<&'static str>,
    open: bool,
}

struct Line {
    client: Client,
    talking: JoinHandle<()>,
    statements: HashMap<&'static str, Statement>,
}

impl Session {
    pub(super) fn new(url: &str, tls: Option<Arc<rustls::ClientConfig>>) -> Result<Session, Error> {
        let config = url
            .parse()
            .map_err(|error| Error::Unavailable(failure::chain(&error)))?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::Unavailable(error.to_string()))?;
        let tls = tls.map(|config| MakeRustlsConnect::new((*config).clone()));
        Ok(Session {
            runtime,
            config: patient(config),
            tls,
            line: None,
            begin: None,
            open: false,
        })
    }

    /// Connects where there is no connection that lives.
    pub(super) fn ready(&mut self) -> Result<(), Error> {
        if self
            .line
            .as_ref()
            .is_some_and(|line| !line.client.is_closed())
        {
            return Ok(());
        }
        let (config, tls) = (&self.config, self.tls.clone());
        let line = self.runtime.block_on(async move {
            let line = match tls {
                None => {
                    let (client, connection) = config.connect(NoTls).await?;
                    Line::new(client, connection)
                }
                Some(tls) => {
                    let (client, connection) = config.connect(tls).await?;
                    Line::new(client, connection)
                }
            };
            let fit = is_fit(&line.client.simple_query(FITNESS).await?);
            Ok::<_, tokio_postgres::Error>((line, fit))
        });
        let (line, fit) = line.map_err(|error| Error::Unavailable(failure::chain(&error)))?;
        if !fit {
            return Err(Error::Unavailable(
                "the server must keep synchronous_commit on and encode in UTF8".into(),
            ));
        }
        self.line = Some(line);
        Ok(())
    }

    pub(super) fn begin(&mut self, text: &'static str) {
        self.begin = Some(text);
        self.open = false;
    }

    pub(crate) fn statement(
        &mut self,
        sql: Sql,
        params: &[&dyn Param],
        each: &mut dyn FnMut(&Row<'_>) -> bool,
    ) -> Result<u64, Failure> {
        let Session {
            runtime,
            line,
            begin,
            open,
            ..
        } = self;
        let line = line.as_mut().ok_or_else(lost)?;
        let outcome = runtime.block_on(async {
            let statement = line.prepared(sql).await?;
            let sending = line.client.query_raw(
                &statement,
                params
                    .iter()
                    .map(|param| Bound(param.value()))
                    .collect::<Vec<_>>(),
            );
            let stream = match begin.take() {
                None => sending.await?,
                Some(text) => {
                    *open = true;
                    // Sent in the order they are listed, and neither waits for the other's answer.
                    let (begun, stream) =
                        future::join(line.client.batch_execute(text), sending).await;
                    begun?;
                    stream?
                }
            };
            let mut stream = pin!(stream);
            let mut wanted = true;
            // Read to the end, wanted or not: an error may come after the first row.
            while let Some(row) = stream.next().await {
                let row = row?;
                wanted = wanted && each(&Row(Cells::Postgres(&row)));
            }
            // For a plain select the server counts the rows it returned.
            let changes_rows = statement.columns().is_empty() || returns_changes(sql.text());
            Ok(if changes_rows {
                stream.rows_affected().unwrap_or(0)
            } else {
                0
            })
        });
        outcome.map_err(|error| failure::failure(&error, line.client.is_closed()))
    }

    pub(crate) fn prepare(&mut self, sql: Sql) -> Result<(), Failure> {
        let line = self.line.as_mut().ok_or_else(lost)?;
        let outcome = self.runtime.block_on(line.prepared(sql));
        outcome
            .map(drop)
            .map_err(|error| failure::failure(&error, line.client.is_closed()))
    }

    pub(crate) fn batch(&mut self, text: &str) -> Result<(), Failure> {
        let line = self.line.as_ref().ok_or_else(lost)?;
        let outcome = self.runtime.block_on(line.client.batch_execute(text));
        outcome.map_err(|error| failure::failure(&error, line.client.is_closed()))
    }

    pub(super) fn commit(&mut self) -> Result<(), Failure> {
        self.begin = None;
        if std::mem::take(&mut self.open) {
            self.batch("commit")
        } else {
            Ok(())
        }
    }

    pub(super) fn roll_back(&mut self) {
        self.begin = None;
        if std::mem::take(&mut self.open) && self.batch("rollback").is_err() {
            self.discard();
        }
    }

    /// Lets go of a connection that broke; [`Session::ready`] makes another.
    pub(super) fn discard(&mut self) {
        self.line = None;
        self.begin = None;
        self.open = false;
    }

    /// Says goodbye, so that the server does not log a broken connection; a server that does not listen is not waited for.
    pub(super) fn hang_up(mut self) {
        if let Some(Line {
            client, talking, ..
        }) = self.line.take()
        {
            drop(client);
            let _ = self.runtime.block_on(async {
                tokio::time::timeout(Duration::from_millis(500), talking).await
            });
        }
    }
}

impl Line {
    fn new(
        client: Client,
        connection: impl Future<Output = Result<(), tokio_postgres::Error>> + Send + 'static,
    ) -> Line {
        let talking = tokio::spawn(async move {
            // The client's next call says the same.
            let _ = connection.await;
        });
        Line {
            client,
            talking,
            statements: HashMap::new(),
        }
    }

    async fn prepared(&mut self, sql: Sql) -> Result<Statement, tokio_postgres::Error> {
        if let Some(statement) = self.statements.get(sql.text()) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql.text()).await?;
        self.statements.insert(sql.text(), statement.clone());
        Ok(statement)
    }
}

/// A server that went silent is given up within about a minute, where the URL does not say otherwise.
fn patient(mut config: Config) -> Config {
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(5));
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(Duration::from_secs(30));
    }
    if config.get_keepalives_interval().is_none() && config.get_keepalives_retries().is_none() {
        config
            .keepalives_idle(Duration::from_secs(30))
            .keepalives_interval(Duration::from_secs(10))
            .keepalives_retries(3);
    }
    config
}

fn is_fit(messages: &[SimpleQueryMessage]) -> bool {
    messages.iter().any(
        |message| matches!(message, SimpleQueryMessage::Row(row) if row.get("fit") == Some("t")),
    )
}

fn returns_changes(text: &str) -> bool {
    text.split_whitespace()
        .any(|word| word.eq_ignore_ascii_case("returning"))
}

fn lost() -> Failure {
    Failure {
        error: Error::Unavailable("the connection was lost".into()),
        fault: Fault::Lost,
    }
}
