//! SQLite: one connection that writes, several that read, each owned by one thread.

mod connection;
mod readers;
mod statement;
mod writer;

use std::{path::Path, sync::Arc, thread::JoinHandle};

use crate::{
    Error,
    db::{Lines, Write},
    queue::Queue,
    work::Work,
};

use connection::Role;
pub(crate) use statement::{batch, cell, prepare, statement};

pub(crate) fn open(path: &Path, readers: usize) -> Result<(Lines, Vec<JoinHandle<()>>), Error> {
    let reads: Arc<Queue<Box<dyn Work>>> = Arc::new(Queue::new());
    let writes: Arc<Queue<Write>> = Arc::new(Queue::new());

    // The writer comes first: it turns the write-ahead log on.
    let writer = writer::Writer::new(connection::open(path, Role::Writer)?, writes.clone());
    let reading = (0..readers.max(1))
        .map(|_| connection::open(path, Role::Reader))
        .collect::<Result<Vec<_>, _>>()?;

    let mut threads = vec![spawn("db-writer", move || writer.serve())?];
    for connection in reading {
        let reads = reads.clone();
        threads.push(spawn("db-reader", move || {
            readers::serve(&connection, &reads)
        })?);
    }
    Ok((Lines::Sqlite { reads, writes }, threads))
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Error> {
    let spawned = std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(body);
    spawned.map_err(|error| Error::Unavailable(format!("no thread for the database: {error}")))
}
