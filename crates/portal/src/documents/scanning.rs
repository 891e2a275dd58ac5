//! Asking the scanner about versions, one at a time, outside any transaction. Bytes go to it frame by frame as they are
//! opened; nothing is kept of them here.

use anteroom_scan::{Scanner, Verdict};

use super::{
    Held, Reader, Version, ahead,
    scans::{self, begin_or_end_scanning},
};
use crate::{
    base::{Error, Result, VersionId},
    portal::Portal,
};

/// Asks about the version that has waited longest; answers how many that were: none without a scanner, or while nothing
/// waits.
///
/// # Errors
/// The store's. What the scanner does is noted and is no error here.
pub async fn scan_next(portal: &Portal) -> Result<usize> {
    let Some(scanner) = &portal.config.scanner else {
        return Ok(0);
    };
    let product = portal.product();
    let Some(due) = portal.write(&product, scans::take).await? else {
        return Ok(0);
    };
    match look(portal, scanner, due.version).await {
        Ok((version, verdict)) => {
            if let Verdict::Unreachable(why) = &verdict {
                tracing::warn!(version = %version.id, %scanner, why, "the scanner does not answer");
            }
            portal
                .write(&product, move |tx| scans::told(tx, due, &version, &verdict))
                .await?;
        }
        // A practice matter that was removed meanwhile.
        Err(Error::NotFound) => {
            portal
                .write(&product, move |tx| scans::let_go(tx, due))
                .await?;
        }
        Err(error) => {
            tracing::error!(version = %due.version, %error, "a version could not be scanned");
            portal
                .write(&product, move |tx| scans::try_again(tx, due))
                .await?;
        }
    }
    Ok(1)
}

async fn look(portal: &Portal, scanner: &Scanner, id: VersionId) -> Result<(Version, Verdict)> {
    let (version, held) = portal
        .read(&portal.product(), move |tx| {
            let version = Version::find(tx, id)?;
            // Not by way of the version: a scanner may look at what nobody else may have.
            let held = Held::of_upload(tx, version.matter, version.upload)?;
            Ok((version, held))
        })
        .await?;
    let content = ahead(Reader::whole(portal, held)?);
    let verdict = scanner.scan(version.size, content).await?;
    Ok((version, verdict))
}

/// Tells the rows whether there is a scanner, as the settings say at this start. A scanner that does not answer is told
/// to the log and holds nothing up.
///
/// # Errors
/// The store's.
pub async fn settle_scanning(portal: &Portal) -> Result<()> {
    let scanner = portal.config.scanner.clone();
    let has_scanner = scanner.is_some();
    portal
        .write(&portal.product(), move |tx| {
            begin_or_end_scanning(tx, has_scanner)
        })
        .await?;
    if let Some(scanner) = scanner {
        tokio::spawn(async move {
            match scanner.version().await {
                Ok(version) => tracing::info!(%scanner, version, "the scanner answers"),
                Err(why) => tracing::warn!(
                    %scanner,
                    why,
                    "the scanner does not answer: documents wait for it, and clients for documents; check the setting `scanner` and whether clamd runs"
                ),
            }
        });
    }
    Ok(())
}
