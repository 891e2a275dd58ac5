//! Blobs in a directory: `root/tmp/<any name>` while they are written, `root/<first two digits>/<id>` ever after.
//!
//! The order is write, sync the file, rename, sync the directory. The 256 directories are all made, and the root synced,
//! when the store is opened: were each made by its first blob, a second blob could be acknowledged in a directory whose own
//! name is not durable yet.
//!
//! The last of the disk is not for blobs: see [`room`].
//!
//! A writer holds a lock on its file, which ends with it, however it ends; that is how `sweep` knows what a crash left.

mod room;
mod temporary;
mod writer;

use std::{
    fs::{self, DirBuilder, File},
    io::{self, Read as _, Seek as _},
    ops::Range,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use bytes::Bytes;
use tokio::task::spawn_blocking;

use crate::{BlobId, Error, MAX_READ, PAGE, Pending, Store, Writer, durable, error::is_full};
use temporary::Temporary;
use writer::DiskWriter;

/// A store in a directory of this machine.
pub struct Disk {
    place: Arc<Place>,
}

/// What the store shares with its writers.
struct Place {
    root: PathBuf,
    broken: AtomicBool,
}

impl Disk {
    /// Opens the store in this directory, which is made when it is absent. Blocks.
    ///
    /// # Errors
    /// `Io`, `Full`.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, Error> {
        let place = Place {
            root: root.into(),
            broken: AtomicBool::new(false),
        };
        place
            .lay_out()
            .map_err(Error::changing("lay out the directory of blobs"))?;
        Ok(Self {
            place: Arc::new(place),
        })
    }

    fn begin_as<'a>(
        &self,
        id: impl FnOnce() -> io::Result<BlobId> + Send + 'static,
    ) -> Pending<'a, Box<dyn Writer>> {
        self.blocking(|place| {
            place.usable()?;
            place.has_room()?;
            let temporary = id()
                .and_then(|id| Temporary::create(&place.temporaries(), id))
                .map_err(Error::changing("begin a blob"))?;
            Ok(Box::new(DiskWriter::new(Arc::clone(place), temporary)) as Box<dyn Writer>)
        })
    }

    /// Runs what blocks where it may.
    fn blocking<'a, T: Send + 'static>(
        &self,
        work: impl FnOnce(&Arc<Place>) -> Result<T, Error> + Send + 'static,
    ) -> Pending<'a, T> {
        let place = Arc::clone(&self.place);
        Box::pin(blocking(move || work(&place)))
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    spawn_blocking(work).await.map_err(|_| Error::Interrupted)?
}

impl Store for Disk {
    fn begin(&self) -> Pending<'_, Box<dyn Writer>> {
        self.begin_as(BlobId::random)
    }

    fn begin_copy(&self, id: BlobId) -> Pending<'_, Box<dyn Writer>> {
        self.begin_as(move || Ok(id))
    }

    fn read<'a>(&'a self, id: &'a BlobId, range: Range<u64>) -> Pending<'a, Bytes> {
        let id = *id;
        self.blocking(move |place| place.read(id, &range))
    }

    fn len<'a>(&'a self, id: &'a BlobId) -> Pending<'a, u64> {
        let id = *id;
        self.blocking(move |place| {
            Ok(fs::metadata(place.path(id))
                .map_err(Error::reading("measure a blob"))?
                .len())
        })
    }

    fn delete<'a>(&'a self, id: &'a BlobId) -> Pending<'a, ()> {
        let id = *id;
        self.blocking(move |place| place.delete(id))
    }

    fn list(&self, after: Option<BlobId>) -> Pending<'_, Vec<BlobId>> {
        self.blocking(move |place| place.list(after).map_err(Error::changing("list the blobs")))
    }

    fn sweep(&self) -> Pending<'_, u64> {
        self.blocking(|place| {
            temporary::sweep(&place.temporaries())
                .map_err(Error::changing("sweep the temporary files"))
        })
    }
}

impl Place {
    fn lay_out(&self) -> io::Result<()> {
        durable::make_dir(&self.root)?;
        for path in (0..=u8::MAX)
            .map(|shard| self.shard(shard))
            .chain([self.temporaries()])
        {
            match DirBuilder::new().mode(0o700).create(path) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
        }
        durable::sync_dir(&self.root)
    }

    fn temporaries(&self) -> PathBuf {
        self.root.join("tmp")
    }

    fn shard(&self, shard: u8) -> PathBuf {
        self.root.join(format!("{shard:02x}"))
    }

    fn path(&self, id: BlobId) -> PathBuf {
        self.shard(id.shard()).join(id.to_string())
    }

    fn usable(&self) -> Result<(), Error> {
        if self.broken.load(Ordering::Acquire) {
            Err(Error::Broken)
        } else {
            Ok(())
        }
    }

    fn has_room(&self) -> Result<(), Error> {
        room::left(&self.root)
            .map_err(Error::reading("measure the room on the disk"))
            .and_then(|left| if left { Ok(()) } else { Err(Error::Full) })
    }

    /// Gives the blob its name, once its bytes are durable.
    fn keep(&self, temporary: Temporary) -> Result<BlobId, Error> {
        let id = temporary.id();
        // No space is no fault of the disk: some file systems only find out here, and the file is thrown away.
        temporary.sync().map_err(|error| {
            if is_full(&error) {
                Error::Full
            } else {
                self.break_down()
            }
        })?;
        temporary
            .rename(&self.path(id))
            .map_err(Error::changing("name a blob"))?;
        self.sync_shard(id)?;
        Ok(id)
    }

    fn delete(&self, id: BlobId) -> Result<(), Error> {
        self.usable()?;
        match fs::remove_file(self.path(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::changing("delete a blob")(error));
            }
            _ => {}
        }
        // Also when it was absent: the deletion that took it may have been cut off before its sync.
        self.sync_shard(id)
    }

    fn sync_shard(&self, id: BlobId) -> Result<(), Error> {
        durable::sync_dir(&self.shard(id.shard())).map_err(|_| self.break_down())
    }

    /// A failed sync may have thrown the bytes away and reports only once: a second sync would succeed and prove nothing.
    fn break_down(&self) -> Error {
        self.broken.store(true, Ordering::Release);
        Error::Broken
    }

    fn read(&self, id: BlobId, range: &Range<u64>) -> Result<Bytes, Error> {
        let mut file = File::open(self.path(id)).map_err(Error::reading("open a blob"))?;
        let len = file
            .metadata()
            .map_err(Error::reading("measure a blob"))?
            .len();
        let wanted = range.end.saturating_sub(range.start).min(MAX_READ);
        if wanted == 0 {
            return Ok(Bytes::new());
        }
        let available = len
            .checked_sub(range.start)
            .filter(|&available| available > 0)
            .ok_or(Error::PastEnd)?;
        let wanted = usize::try_from(wanted.min(available)).map_err(|_| Error::PastEnd)?;
        // Into room that is not zeroed first: of a download that is a write less of every byte.
        let mut bytes = Vec::with_capacity(wanted);
        file.seek(io::SeekFrom::Start(range.start))
            .and_then(|_| file.take(wanted as u64).read_to_end(&mut bytes))
            .map_err(Error::reading("read a blob"))?;
        if bytes.len() < wanted {
            return Err(Error::PastEnd);
        }
        Ok(bytes.into())
    }

    fn list(&self, after: Option<BlobId>) -> io::Result<Vec<BlobId>> {
        let mut page = Vec::new();
        for shard in after.map_or(0, BlobId::shard)..=u8::MAX {
            let mut ids = ids(&self.shard(shard))?;
            ids.retain(|&id| after.is_none_or(|after| id > after));
            ids.sort_unstable();
            page.extend(ids);
            if page.len() >= PAGE {
                break;
            }
        }
        page.truncate(PAGE);
        Ok(page)
    }
}

/// The blobs of one directory, in no order. Files of any other name are none of ours.
fn ids(directory: &Path) -> io::Result<Vec<BlobId>> {
    let mut ids = Vec::new();
    for entry in fs::read_dir(directory)? {
        ids.extend(
            entry?
                .file_name()
                .to_str()
                .and_then(|name| name.parse::<BlobId>().ok()),
        );
    }
    Ok(ids)
}
