//! Reading what lies there, a slice at a time, before somebody asks for it: disks lose bytes quietly, and a backup that still has
//! them is not kept for ever. Every version comes by about once in thirty days.
//!
//! One row tells where the round stands, so it goes on after a stop, and one server at a time takes a slice. What does not
//! read is a row until it reads again, a line of the record, and a sentence on the owner's Today. A store that does not
//! answer proves nothing: the slice is taken up again later.

use std::time::Duration;

use super::{
    TITLE,
    stored::{StoredUpload, versions_after},
    uploads::bytes,
    verify::wrong_with,
};
use crate::{
    base::{
        Act, DocumentId, Entry, Id, MatterId, Result, Right, Timestamp, Tx, Under, UploadId,
        VersionId, Whose, sees, sql,
    },
    portal::Portal,
};

/// Between two slices.
const PAUSE: Duration = Duration::from_secs(60 * 60);
/// Slices of one round: thirty days of hours.
const SLICES: u64 = 30 * 24;
/// Bytes of a slice at least, and bytes read in a second at most.
const LEAST: u64 = 64 << 20;
const PACE: u64 = 16 << 20;

sql! {
    BEGIN = "insert into scrubs (firm_id, after_upload, next_at) values ($1, '', $2) on conflict (firm_id) do nothing";
    TAKE = "update scrubs set next_at = $3 where firm_id = $1 and next_at <= $2 returning after_upload";
    MOVE = "update scrubs set after_upload = $2 where firm_id = $1";
    ALL = "select cast(coalesce(sum(size), 0) as bigint) from versions where firm_id = $1";
    FOUND = "insert into unreadable (version_id, firm_id, found_at) values ($1, $2, $3)
        on conflict (version_id) do update set found_at = $3, mended_at = null where unreadable.mended_at is not null";
    MENDED = "update unreadable set mended_at = $3 where firm_id = $1 and version_id = $2 and mended_at is null";
    OPEN = concat!("select v.document_id, d.matter_id, d.title, u.found_at
        from unreadable u join versions v on v.id = u.version_id join documents d on d.id = v.document_id
        where u.firm_id = $1 and u.mended_at is null and ", sees!("d.matter_id", "$2", "''", "$3"), " order by u.found_at, u.version_id limit 20");
}

/// A document of which a version does not read.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// Which.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// When that was found.
    pub at: Timestamp,
}

impl Unreadable {
    /// Those of matters the actor sees that do not read now; at most twenty, the oldest finding first.
    ///
    /// # Errors
    /// [`Error::Forbidden`](crate::base::Error::Forbidden) for everybody but owners.
    pub fn all(tx: &mut Tx<'_, '_>) -> Result<Vec<Self>> {
        tx.require(Right::RunFirm)?;
        let eyes = tx.eyes(Whose::All)?;
        let rows = tx.rows(OPEN, &[&tx.firm(), &eyes.member(), &tx.now()], |row| {
            Ok((
                row.get::<DocumentId>(0)?,
                row.get::<MatterId>(1)?,
                row.get::<Vec<u8>>(2)?,
                row.get(3)?,
            ))
        })?;
        rows.into_iter()
            .map(|(document, matter, title, at)| {
                Ok(Self {
                    document,
                    title: tx.open(Under::Matter(matter), TITLE, document, &title)?,
                    at,
                })
            })
            .collect()
    }
}

/// Reads the next slice, when it is time; answers how many versions were read.
///
/// # Errors
/// The stores'. What was read until then is noted.
pub async fn scrub(portal: &Portal) -> Result<u64> {
    let taken = portal
        .write(&portal.product(), |tx| {
            tx.unaudited("reading what lies there changes nothing of it");
            let (now, next) = (tx.now(), tx.now().after(PAUSE));
            tx.run(BEGIN, &[&tx.firm(), &now])?;
            let after = tx.row(TAKE, &[&tx.firm(), &now, &next], |row| row.get::<String>(0))?;
            let all = tx.row(ALL, &[&tx.firm()], |row| row.get(0))?;
            Ok(after.map(|after| (UploadId::parse(&after), bytes(all.unwrap_or(0)))))
        })
        .await?;
    let Some((mut after, all)) = taken else {
        return Ok(0);
    };
    let (slice, mut read, mut versions) = ((all / SLICES).max(LEAST), 0, 0);
    while read < slice {
        let batch = portal
            .read(&portal.product(), move |tx| versions_after(tx, after))
            .await?;
        if batch.is_empty() {
            // The round is complete; the next slice begins another.
            return portal
                .write(&portal.product(), |tx| move_to(tx, None))
                .await
                .map(|()| versions);
        }
        for upload in batch {
            let (id, length) = (upload.id, upload.received);
            let pace = tokio::time::sleep(Duration::from_millis(length * 1000 / PACE));
            look_at(portal, upload).await?;
            pace.await;
            (after, read, versions) = (Some(id), read + length, versions + 1);
            if read >= slice {
                break;
            }
        }
    }
    Ok(versions)
}

/// Reads one version and notes what came of it.
async fn look_at(portal: &Portal, upload: StoredUpload) -> Result<()> {
    let (id, matter) = (upload.id, upload.matter);
    let Some((version, ..)) = upload.version else {
        return Ok(());
    };
    let wrong = wrong_with(portal, upload, true).await?;
    for what in &wrong {
        tracing::error!(%version, upload = %id, what, "a document does not read: restore it from a backup");
    }
    let reads = wrong.is_empty();
    portal
        .write(&portal.product(), move |tx| {
            note(tx, version, matter, reads)?;
            move_to(tx, Some(id))
        })
        .await
}

fn note(tx: &mut Tx<'_, '_>, version: VersionId, matter: MatterId, reads: bool) -> Result<()> {
    let (changed, act) = if reads {
        let mended = tx.run(MENDED, &[&tx.firm(), &version, &tx.now()])?;
        (mended, Act::DocumentReads)
    } else {
        let found = tx.run(FOUND, &[&version, &tx.firm(), &tx.now()])?;
        (found, Act::DocumentUnreadable)
    };
    if changed > 0 {
        tx.record(Entry::of(act).in_matter(matter).about(version))?;
    }
    Ok(())
}

fn move_to(tx: &mut Tx<'_, '_>, after: Option<UploadId>) -> Result<()> {
    tx.unaudited("reading what lies there changes nothing of it");
    let after = after.map_or(String::new(), |id| id.as_str().to_owned());
    tx.run(MOVE, &[&tx.firm(), &after])?;
    Ok(())
}
