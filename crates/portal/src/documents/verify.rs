//! Verifying that what was promised is there: every row has its bytes, of the right length, and they open.

use std::collections::HashSet;

use anteroom_blobs::BlobId;
use anteroom_vault::Layout;
use aws_lc_rs::digest;

use super::{
    Held, Reader, Segment, Source,
    contents::of_store,
    stored::{StoredPage, StoredUpload, pages_after, uploads_after},
};
use crate::{
    base::{Error, Result},
    portal::Portal,
};

/// What was looked at, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Transfers, finished or not.
    pub uploads: u64,
    /// Versions of documents.
    pub versions: u64,
    /// Pages made.
    pub pages: u64,
    /// Blobs in the store.
    pub blobs: u64,
    /// Blobs no row names: litter a crash may leave, harmless.
    pub orphans: u64,
    /// One sentence each, naming the version and the upload, or the page.
    pub faults: Vec<String>,
}

impl Report {
    /// Whether everything that was promised is there.
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Looks at everything of this firm. Shallow: each blob is there, as long as its row says, and opens at its beginning and its
/// end. Deep: every byte is opened and every fingerprint taken anew.
///
/// # Errors
/// The database's. What is wrong with the bytes is a fault in the report.
pub async fn verify(portal: &Portal, deep: bool) -> Result<Report> {
    // Blobs before rows: what becomes durable meanwhile has its row by the time rows are read.
    let mut unnamed = all_blobs(portal).await?;
    let mut report = Report {
        blobs: unnamed.len() as u64,
        ..Report::default()
    };
    let mut look = Look {
        portal,
        deep,
        report: &mut report,
        unnamed: &mut unnamed,
    };

    let mut after = None;
    loop {
        let batch = portal
            .read(&portal.product(), move |tx| uploads_after(tx, after))
            .await?;
        let Some(last) = batch.last() else { break };
        after = Some(last.id);
        for upload in batch {
            look.at_upload(upload).await;
        }
    }
    let mut after = None;
    loop {
        let batch = portal
            .read(&portal.product(), move |tx| pages_after(tx, after))
            .await?;
        let Some(last) = batch.last() else { break };
        after = Some((last.version, last.number));
        for page in batch {
            look.at_page(page).await;
        }
    }
    report.orphans = unnamed.len() as u64;
    Ok(report)
}

async fn all_blobs(portal: &Portal) -> Result<HashSet<BlobId>> {
    let mut all = HashSet::new();
    let mut after = None;
    loop {
        let some = portal
            .blobs
            .list(after)
            .await
            .map_err(|error| Error::Unavailable(error.to_string()))?;
        let Some(last) = some.last() else {
            return Ok(all);
        };
        after = Some(*last);
        all.extend(some);
    }
}

struct Look<'l> {
    portal: &'l Portal,
    deep: bool,
    report: &'l mut Report,
    unnamed: &'l mut HashSet<BlobId>,
}

impl Look<'_> {
    async fn at_upload(&mut self, upload: StoredUpload) {
        for segment in &upload.segments {
            self.unnamed.remove(&segment.blob);
        }
        if upload.is_ended {
            return;
        }
        self.report.uploads += 1;
        let called = match &upload.version {
            Some((version, ..)) => {
                self.report.versions += 1;
                format!("version {version} (upload {})", upload.id)
            }
            None => format!("upload {}", upload.id),
        };
        let wrong = wrong_with(self.portal, upload, self.deep).await;
        let wrong = wrong.unwrap_or_else(|error| vec![error.to_string()]);
        self.report
            .faults
            .extend(wrong.into_iter().map(|what| format!("{called}: {what}")));
    }

    async fn at_page(&mut self, page: StoredPage) {
        self.report.pages += 1;
        let Some(blob) = page.blob else { return };
        self.unnamed.remove(&blob);
        let segment = Segment {
            number: page.number,
            blob,
            starts_at: 0,
            length: page.length,
            sealed_as: None,
        };
        let wrong = match wrong_length(self.portal, &segment).await {
            Ok(Some(wrong)) => Some(wrong),
            Ok(None) => {
                let held = Held::at(page.matter, page.version.to_string(), vec![segment]);
                let read = read(self.portal, held, self.deep).await;
                read.err().map(|error| error.to_string())
            }
            Err(error) => Some(error.to_string()),
        };
        if let Some(wrong) = wrong {
            self.report.faults.push(format!(
                "page {} of version {}: {wrong}",
                page.number, page.version
            ));
        }
    }
}

/// What is wrong with the bytes of an upload, in sentences; nothing when they are all there, follow each other and open, and,
/// read `deep`, have the fingerprint that is on record.
///
/// # Errors
/// [`Error::Unavailable`] when the store does not answer: that says nothing about the bytes.
pub(super) async fn wrong_with(
    portal: &Portal,
    upload: StoredUpload,
    deep: bool,
) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    let mut sum = 0;
    for (number, segment) in (0..).zip(&upload.segments) {
        if segment.number != number || segment.starts_at != sum {
            wrong.push(format!(
                "segment {} does not follow the one before",
                segment.number
            ));
        }
        sum += segment.length;
        wrong.extend(wrong_length(portal, segment).await?);
    }
    if sum != upload.received {
        wrong.push(format!(
            "its segments hold {sum} bytes, {} were acknowledged",
            upload.received
        ));
    }
    if let Some((_, size, fingerprint)) = &upload.version {
        if *size != sum || upload.length != Some(sum) {
            wrong.push(format!("it should have {size} bytes and has {sum}"));
        }
        if Some(fingerprint) != upload.fingerprint.as_ref() {
            wrong.push("the fingerprints of upload and version differ".into());
        }
    }
    if wrong.is_empty() {
        let held = Held::at(upload.matter, upload.id.to_string(), upload.segments);
        match read(portal, held, deep).await {
            Err(error @ Error::Unavailable(_)) => return Err(error),
            Err(error) => wrong.push(error.to_string()),
            Ok(Some(found)) if upload.fingerprint.is_some_and(|expected| expected != found) => {
                wrong.push("its bytes have another fingerprint".into())
            }
            Ok(_) => {}
        }
    }
    Ok(wrong)
}

async fn wrong_length(portal: &Portal, segment: &Segment) -> Result<Option<String>> {
    let Segment {
        number,
        blob,
        length,
        ..
    } = segment;
    let expected = Layout::holding(*length)
        .map(|layout| layout.sealed_len())
        .unwrap_or_default();
    match portal.blobs.len(blob).await.map_err(of_store) {
        Ok(found) if found == expected => Ok(None),
        Ok(found) => Ok(Some(format!(
            "segment {number}, blob {blob}, has {found} bytes in place of {expected}"
        ))),
        Err(error @ Error::Unavailable(_)) => Err(error),
        Err(error) => Ok(Some(format!("segment {number}, blob {blob}: {error}"))),
    }
}

/// Opens everything and gives its fingerprint, or opens each segment at both ends.
async fn read(portal: &Portal, held: Held, deep: bool) -> Result<Option<Vec<u8>>> {
    if !deep {
        for segment in held.segments() {
            let end = segment.ends_at();
            Reader::new(portal, held.clone(), end - 1..end)?
                .next()
                .await?;
        }
        return Ok(None);
    }
    let mut hash = digest::Context::new(&digest::SHA256);
    let mut reader = Reader::whole(portal, held)?;
    while let Some(bytes) = reader.next().await? {
        hash.update(&bytes);
    }
    Ok(Some(hash.finish().as_ref().to_vec()))
}
