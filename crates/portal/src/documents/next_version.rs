//! The next version of a document: made of a finished upload, with everything that is to be known and done about it.

use super::{
    Document, FinishedUpload, Outcome, Passage, Scan, Version, scans,
    versions::{CRC32, FINGERPRINT, FOLDER, NAME, REASON},
};
use crate::{
    base::{DeliveryId, Error, PersonId, Result, Tx, Under, VersionId, sql},
    jobs,
};

sql! {
    ADD = "insert into versions (id, firm_id, matter_id, document_id, number, upload_id, delivery_id, name, size, fingerprint,
          crc32, kind, mismatch_at, reason, created_by, created_at, folder)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    LAST_FOLDER = "select id, folder from versions where firm_id = $1 and document_id = $2 order by number desc limit 1";
    LAST_NUMBER = "select max(number) from versions where firm_id = $1 and document_id = $2";
    RENDERING = "insert into renderings (version_id, firm_id, outcome, pages, changed_at) values ($1, $2, $3, 0, $4)";
}

impl Version {
    /// Makes the next version of a document from a finished upload, and asks for its pages.
    pub(super) fn add(
        tx: &mut Tx<'_, '_>,
        document: &Document,
        upload: &FinishedUpload,
        reason: Option<&str>,
        delivery: Option<DeliveryId>,
        by: PersonId,
    ) -> Result<Self> {
        if upload.matter != document.matter {
            return Err(Error::NotFound);
        }
        let last = tx
            .row(LAST_NUMBER, &[&tx.firm(), &document.id], |row| {
                row.get::<Option<u32>>(0)
            })?
            .flatten();
        let id: VersionId = tx.new_id()?;
        let folder = match &upload.folder {
            Some(folder) => Some(folder.clone()),
            None => Self::last_folder(tx, document)?,
        };
        let version = Self {
            id,
            matter: document.matter,
            document: document.id,
            number: last.unwrap_or(0) + 1,
            upload: upload.id,
            delivery,
            name: upload.name.clone(),
            folder,
            size: upload.size,
            fingerprint: upload.fingerprint,
            crc32: upload.crc32,
            kind: upload.kind,
            mismatch: upload.mismatch,
            reason: reason.map(str::to_owned),
            by,
            at: tx.now(),
            pages: 0,
            rendering: if upload.kind.has_pages() {
                Outcome::Waiting
            } else {
                Outcome::Nothing
            },
            scan: Scan::NotAsked,
            scan_at: tx.now(),
            signature: None,
            passage: Passage::Open,
            conversion: None,
        };
        let under = Under::Matter(version.matter);
        let name = tx.seal(under, NAME, id, &version.name)?;
        let fingerprint = tx.seal_bytes(under, FINGERPRINT, id, &version.fingerprint)?;
        let crc32 = tx.seal_bytes(under, CRC32, id, &version.crc32.to_be_bytes())?;
        let reason = reason
            .map(|reason| tx.seal(under, REASON, id, reason))
            .transpose()?;
        let folder = version
            .folder
            .as_deref()
            .map(|folder| tx.seal(under, FOLDER, id, folder))
            .transpose()?;
        let mismatch_at = version.mismatch.then(|| tx.now());
        let size = super::uploads::count(version.size)?;
        tx.run(
            ADD,
            &[
                &id,
                &tx.firm(),
                &version.matter,
                &version.document,
                &version.number,
                &version.upload,
                &version.delivery,
                &name,
                &size,
                &fingerprint,
                &crc32,
                &version.kind,
                &mismatch_at,
                &reason,
                &version.by,
                &version.at,
                &folder,
            ],
        )?;
        upload.use_up(tx)?;
        tx.run(RENDERING, &[&id, &tx.firm(), &version.rendering, &tx.now()])?;
        let scan = scans::begin(tx, id)?;
        // Pages are made of what a scanner has looked at, where there is one: it asks for them.
        if version.rendering == Outcome::Waiting && scan == Scan::NotAsked {
            jobs::queue(tx, jobs::Kind::MakePages, id.as_ref(), tx.now())?;
        }
        // Whoever brings it has it already.
        let passage = Passage::of(scan, false, true, false);
        Ok(Self {
            scan,
            passage,
            ..version
        })
    }

    /// Where the newest version lies: a file chosen by itself replaces another without moving it.
    fn last_folder(tx: &mut Tx<'_, '_>, document: &Document) -> Result<Option<String>> {
        let last = tx.row(LAST_FOLDER, &[&tx.firm(), &document.id], |row| {
            Ok((row.get::<VersionId>(0)?, row.get::<Option<Vec<u8>>>(1)?))
        })?;
        let Some((version, folder)) = last else {
            return Ok(None);
        };
        tx.open_maybe(
            Under::Matter(document.matter),
            FOLDER,
            version,
            folder.as_deref(),
        )
    }
}
