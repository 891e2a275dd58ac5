//! Renderings: what a version looks like, made once by a job. The pictures are redrawn and hold nothing of the original;
//! they are sealed like everything else, and the words on a page are sealed beside them.

use super::{
    Version,
    uploads::{bytes, count},
};
use crate::base::{Column, Error, Result, Tx, Under, VersionId, sql};

const WORDS: Column = Column::of("pages", "words");

sql! {
    PAGE = "select number, blob_id, length, media_type, width, height, words from pages where firm_id = $1 and version_id = $2 and number = $3";
    KEEP = "insert into pages (version_id, number, firm_id, blob_id, length, media_type, width, height, words)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (version_id, number) do nothing";
    DONE = "update renderings set outcome = $3, pages = $4, conversion = $5, changed_at = $6
        where firm_id = $1 and version_id = $2 and outcome = 'waiting'";
}

/// What became of making pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// They are being made.
    Waiting,
    /// All are there.
    Made,
    /// None are made of such a file.
    Nothing,
    /// The file opens only with a password.
    Locked,
    /// The file breaks its own format; what could be made is there.
    Damaged,
    /// The file asks for more than we give; what could be made is there.
    TooLarge,
}

text_enum! { Outcome {
    Waiting = "waiting", Made = "made", Nothing = "none", Locked = "locked", Damaged = "damaged", TooLarge = "too large",
} }

/// How pages came about that are more than the original redrawn. The original stays as it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// Laid out by an office program.
    Office,
    /// A picture of a kind most programs cannot show.
    Picture,
    /// The words of a message.
    Message,
}

text_enum! { Conversion { Office = "office", Picture = "picture", Message = "message" } }

impl From<anteroom_pages::Conversion> for Conversion {
    fn from(conversion: anteroom_pages::Conversion) -> Self {
        match conversion {
            anteroom_pages::Conversion::Office => Self::Office,
            anteroom_pages::Conversion::Picture => Self::Picture,
            anteroom_pages::Conversion::Message => Self::Message,
        }
    }
}

impl Conversion {
    /// The key of the sentence that tells a reader: `documents-converted-office`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Office => "documents-converted-office",
            Self::Picture => "documents-converted-picture",
            Self::Message => "documents-converted-message",
        }
    }
}

/// One page of a version.
#[derive(Clone, Debug)]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// The sealed picture; absent where the words are the page.
    pub blob: Option<anteroom_blobs::BlobId>,
    /// Plain bytes of the picture.
    pub length: u64,
    /// What the picture is.
    pub media_type: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What the page says; empty when it is only a picture.
    pub words: String,
}

impl Version {
    /// A page, if it was made.
    ///
    /// # Errors
    /// [`Error::Refused`] for what is held or set aside, as [`Version::leave`] says.
    pub fn page(&self, tx: &mut Tx<'_, '_>, number: u32) -> Result<Option<Page>> {
        self.leave()?;
        let row = tx.row(PAGE, &[&tx.firm(), &self.id, &number], |row| {
            Ok((
                row.get::<u32>(0)?,
                row.get::<Option<String>>(1)?,
                bytes(row.get(2)?),
                row.get::<String>(3)?,
                (row.get::<u32>(4)?, row.get::<u32>(5)?),
                row.get::<Vec<u8>>(6)?,
            ))
        })?;
        let Some((number, blob, length, media_type, (width, height), words)) = row else {
            return Ok(None);
        };
        let blob = blob
            .map(|blob| {
                blob.parse()
                    .map_err(|_| Error::Bug(format!("page {number} of {} names no blob", self.id)))
            })
            .transpose()?;
        let words = tx.open(
            Under::Matter(self.matter),
            WORDS,
            place(self.id, number),
            &words,
        )?;
        Ok(Some(Page {
            number,
            blob,
            length,
            media_type,
            width,
            height,
            words,
        }))
    }

    /// Writes a page's row, its picture being durable. Answers `false` when the page was there already.
    pub(super) fn keep_page(&self, tx: &mut Tx<'_, '_>, page: &Page) -> Result<bool> {
        tx.unaudited("pages show a version whose coming is recorded");
        let words = tx.seal(
            Under::Matter(self.matter),
            WORDS,
            place(self.id, page.number),
            &page.words,
        )?;
        let blob = page.blob.map(|blob| blob.to_string());
        let rows = tx.run(
            KEEP,
            &[
                &self.id,
                &page.number,
                &tx.firm(),
                &blob,
                &count(page.length)?,
                &page.media_type,
                &page.width,
                &page.height,
                &words,
            ],
        )?;
        Ok(rows == 1)
    }

    /// Notes what became of making the pages.
    pub(super) fn rendered(
        &self,
        tx: &mut Tx<'_, '_>,
        outcome: Outcome,
        pages: u32,
        conversion: Option<Conversion>,
    ) -> Result<()> {
        tx.unaudited("pages show a version whose coming is recorded");
        let conversion = conversion.filter(|_| pages > 0);
        tx.run(
            DONE,
            &[
                &tx.firm(),
                &self.id,
                &outcome,
                &pages,
                &conversion,
                &tx.now(),
            ],
        )?;
        Ok(())
    }
}

/// The row a page's words are sealed for: the version and the page's number.
pub(super) fn place(version: VersionId, number: u32) -> String {
    format!("{version}/{number}")
}
