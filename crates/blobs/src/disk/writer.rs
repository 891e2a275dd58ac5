use std::{mem, sync::Arc};

use bytes::Bytes;

use super::{Place, blocking, temporary::Temporary};
use crate::{BlobId, Error, Pending, Writer};

/// Bytes gathered before they are written: each trip to the blocking threads costs some tens of microseconds.
const GATHERED: usize = 512 * 1024;

pub(super) struct DiskWriter {
    place: Arc<Place>,
    /// None while a blocking thread has it. If the call that lent it out is abandoned, the file ends with that thread's work.
    temporary: Option<Temporary>,
    gathered: Vec<Bytes>,
    gathered_len: usize,
}

impl DiskWriter {
    pub(super) fn new(place: Arc<Place>, temporary: Temporary) -> Self {
        Self {
            place,
            temporary: Some(temporary),
            gathered: Vec::new(),
            gathered_len: 0,
        }
    }

    async fn flush(&mut self) -> Result<(), Error> {
        let mut temporary = self.temporary.take().ok_or(Error::Interrupted)?;
        let pieces = mem::take(&mut self.gathered);
        self.gathered_len = 0;
        let place = Arc::clone(&self.place);
        let temporary = blocking(move || {
            place.usable()?;
            place.has_room()?;
            temporary
                .write(&pieces)
                .map_err(Error::changing("write a blob"))?;
            Ok(temporary)
        })
        .await?;
        self.temporary = Some(temporary);
        Ok(())
    }
}

impl Writer for DiskWriter {
    fn write(&mut self, bytes: Bytes) -> Pending<'_, ()> {
        self.gathered_len += bytes.len();
        self.gathered.push(bytes);
        Box::pin(async move {
            if self.gathered_len < GATHERED {
                Ok(())
            } else {
                self.flush().await
            }
        })
    }

    fn finish(self: Box<Self>) -> Pending<'static, BlobId> {
        Box::pin(async move {
            let mut temporary = self.temporary.ok_or(Error::Interrupted)?;
            let (place, pieces) = (self.place, self.gathered);
            blocking(move || {
                place.usable()?;
                temporary
                    .write(&pieces)
                    .map_err(Error::changing("write a blob"))?;
                place.keep(temporary)
            })
            .await
        })
    }
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::unwrap_used,
        reason = "a test that cannot go on should stop loudly"
    )]

    use super::*;
    use crate::{Disk, Store};

    #[tokio::test]
    async fn a_failed_sync_breaks_the_store_for_good() {
        let directory = tempfile::tempdir().unwrap();
        let disk = Disk::open(directory.path()).unwrap();
        let mut kept = disk.begin().await.unwrap();
        kept.write(Bytes::from_static(b"kept")).await.unwrap();
        let kept = kept.finish().await.unwrap();
        let mut begun = disk.begin().await.unwrap();
        begun
            .write(Bytes::from_static(b"begun before"))
            .await
            .unwrap();

        // The null device takes bytes and cannot sync them.
        let mut writer = Box::new(DiskWriter::new(
            Arc::clone(&disk.place),
            Temporary::on_device("/dev/null").unwrap(),
        ));
        writer.write(Bytes::from_static(b"lost")).await.unwrap();
        assert!(matches!(writer.finish().await, Err(Error::Broken)));

        assert!(matches!(begun.finish().await, Err(Error::Broken)));
        assert!(matches!(disk.begin().await.err(), Some(Error::Broken)));
        assert!(matches!(disk.delete(&kept).await, Err(Error::Broken)));
        assert_eq!(
            disk.read(&kept, 0..4).await.unwrap(),
            "kept",
            "what was acknowledged can still be read"
        );
    }

    #[tokio::test]
    async fn a_full_disk_is_told_apart_and_breaks_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let disk = Disk::open(directory.path()).unwrap();
        let full = || {
            Box::new(DiskWriter::new(
                Arc::clone(&disk.place),
                Temporary::on_device("/dev/full").unwrap(),
            ))
        };

        let mut writer = full();
        assert!(matches!(
            writer.write(vec![0; GATHERED].into()).await,
            Err(Error::Full)
        ));
        assert!(
            matches!(
                writer.write(vec![0; GATHERED].into()).await,
                Err(Error::Interrupted)
            ),
            "the blob is lost"
        );
        let mut writer = full();
        writer.write(Bytes::from_static(b"few")).await.unwrap();
        assert!(matches!(writer.finish().await, Err(Error::Full)));

        let mut writer = disk.begin().await.unwrap();
        writer.write(Bytes::from_static(b"fits")).await.unwrap();
        writer.finish().await.unwrap();
    }
}
