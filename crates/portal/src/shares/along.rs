//! Documents opened along with another act of the firm: a letter they lie with, a question that is about them.

use super::{NewSharing, Opening, SecondLook, Share, Tell, second_look, share};
use crate::{
    base::{Error, PersonId, Result, Tx},
    documents::{Document, Version},
    matters::Matter,
};

/// What the readers of an act get to see of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Along {
    /// The living document.
    Living,
    /// This version, for ever.
    Fixed,
}

/// Opens versions to those of the readers who cannot read them yet; what is open to somebody stays as it is. Nobody is told:
/// the act itself tells them.
///
/// # Errors
/// Refused where a document that would be opened looks as if it was written for the firm itself: that asks for a second look,
/// on its own page. As [`share`].
pub fn open_along(
    tx: &mut Tx<'_, '_>,
    matter: &Matter,
    versions: &[Version],
    readers: &[PersonId],
    along: Along,
) -> Result<()> {
    for reader in readers {
        let mut documents = Vec::new();
        for version in versions {
            let document = Document::find(tx, version.document)?;
            if is_open_to(tx, *reader, &document, version)? {
                continue;
            }
            let names = [document.title.as_str(), version.name.as_str()];
            if second_look(names) == Some(SecondLook::Internal) {
                return Err(Error::Refused("shares-refused-internal"));
            }
            documents.push(Opening {
                document: document.id,
                title: document.title,
                version: (along == Along::Fixed).then_some(version.id),
            });
        }
        if !documents.is_empty() {
            let sharing = NewSharing {
                documents,
                readers: vec![*reader],
                note: None,
                review_by: None,
                tell: Tell::No,
            };
            share(tx, matter, &sharing)?;
        }
    }
    Ok(())
}

/// Whether somebody reads a version, the newest of its document, already.
fn is_open_to(
    tx: &mut Tx<'_, '_>,
    reader: PersonId,
    document: &Document,
    version: &Version,
) -> Result<bool> {
    if document.created_by == reader {
        return Ok(true);
    }
    let share = Share::open_to(tx, reader, document)?;
    Ok(share.is_some_and(|share| share.version.is_none_or(|fixed| fixed == version.id)))
}
