//! Together: photographs of papers that a client handed over become one PDF, a page each, in the order the client gave them.
//!
//! The photographs are filed first, as documents of the delivery like any others, and stay for ever. A job makes the PDF; from
//! then on they are its parts and stand behind it. So nothing a client sent depends on the PDF: where it cannot be made,
//! the photographs stay where they are.

use super::{Document, Filed, FinishedUpload, Version, deliveries::TOGETHER_TITLE, file};
use crate::{
    base::{
        Act, DeliveryId, DocumentId, Entry, Error, MatterId, PersonId, Result, Tx, Under,
        VersionId, sql,
    },
    jobs,
    matters::Matter,
};

sql! {
    NUMBER = "update documents set part_number = $3 where firm_id = $1 and id = $2";
    ASKED = "select matter_id, created_by, together_title from deliveries where firm_id = $1 and id = $2 and together = 'waiting'";
    PHOTOS = "select v.id from versions v join documents d on d.id = v.document_id
        where v.firm_id = $1 and v.delivery_id = $2 and d.part_number is not null
        order by d.part_number";
    END = "update deliveries set together = $3 where firm_id = $1 and id = $2 and together = 'waiting'";
    BECOME_PART = "update documents set part_of = $3 where firm_id = $1 and id = $2 and part_of is null";
    MADE = "select v.id from versions v where v.firm_id = $1 and v.delivery_id = $2
        and exists (select 1 from documents p where p.firm_id = $1 and p.part_of = v.document_id)";
    // A scanner that was asked once holds nothing up any longer, whatever it said.
    IS_LOOKED_AT = "select 1 from deliveries e where e.firm_id = $1 and e.id = $2 and e.together = 'waiting'
        and not exists (select 1 from versions v join documents d on d.id = v.document_id join scans c on c.version_id = v.id
          where v.firm_id = $1 and v.delivery_id = $2 and d.part_number is not null and c.outcome = 'waiting' and c.tries = 0)";
    PARTS = "select id from documents where firm_id = $1 and part_of = $2 order by part_number";
}

/// What became of putting a delivery's photographs together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    /// The PDF is being made.
    Waiting,
    /// It is there.
    Made,
    /// A photograph could not be read, or they were too many: there is none.
    Refused,
}

text_enum! { Together { Waiting = "waiting", Made = "made", Refused = "refused" } }

/// Photographs that wait to be put together.
pub(super) struct Asked {
    pub(super) delivery: DeliveryId,
    pub(super) matter: MatterId,
    /// Who handed them over.
    pub(super) by: PersonId,
    /// What the PDF is called.
    pub(super) title: String,
    /// In the client's order.
    pub(super) photos: Vec<Version>,
}

impl Asked {
    /// What waits in this delivery; nothing when it was put together, or could not be, before.
    pub(super) fn find(tx: &mut Tx<'_, '_>, delivery: DeliveryId) -> Result<Option<Self>> {
        let row = tx.row(ASKED, &[&tx.firm(), &delivery], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<Vec<u8>>(2)?))
        })?;
        let Some((matter, by, title)) = row else {
            return Ok(None);
        };
        // A practice matter that was removed meanwhile needs no PDF.
        match Matter::find(tx, matter) {
            Err(Error::NotFound) => return Ok(None),
            found => found?,
        };
        let photos = tx.rows(PHOTOS, &[&tx.firm(), &delivery], |row| {
            row.get::<VersionId>(0)
        })?;
        let photos = photos.into_iter().map(|id| Version::find(tx, id));
        Ok(Some(Self {
            delivery,
            matter,
            by,
            photos: photos.collect::<Result<_>>()?,
            title: tx.open(Under::Matter(matter), TOGETHER_TITLE, delivery, &title)?,
        }))
    }

    /// Files the PDF that was made of these photographs. Twice is fine: the second PDF is left to be given up.
    pub(super) fn put_together(
        &self,
        tx: &mut Tx<'_, '_>,
        pdf: &FinishedUpload,
        photos: &[DocumentId],
    ) -> Result<()> {
        if !self.end(tx, Together::Made)? {
            return Ok(());
        }
        let how = Filed::HandedOver(self.delivery);
        let (document, _) = file(tx, pdf, &self.title, self.by, how)?;
        for photo in photos {
            tx.run(BECOME_PART, &[&tx.firm(), photo, &document.id])?;
        }
        Matter::find(tx, self.matter)?.touch(tx)?;
        tx.record(
            Entry::of(Act::PhotosPutTogether)
                .in_matter(self.matter)
                .about(document.id)
                .with("title", &self.title)
                .with("photos", photos.len()),
        )
    }

    /// Notes that there will be no PDF.
    pub(super) fn refuse(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.unaudited("the photographs stay as they were recorded");
        self.end(tx, Together::Refused).map(|_| ())
    }

    fn end(&self, tx: &mut Tx<'_, '_>, together: Together) -> Result<bool> {
        Ok(tx.run(END, &[&tx.firm(), &self.delivery, &together])? == 1)
    }
}

/// Has photographs put together once a scanner was asked about each of them.
pub(super) fn looked_at(tx: &mut Tx<'_, '_>, photo: &Version) -> Result<()> {
    let Some(delivery) = photo.delivery else {
        return Ok(());
    };
    let is_looked_at = tx.row(IS_LOOKED_AT, &[&tx.firm(), &delivery], |row| {
        row.get::<i64>(0)
    })?;
    match is_looked_at {
        Some(_) => ask(tx, delivery),
        None => Ok(()),
    }
}

/// Asks for the PDF.
pub(super) fn ask(tx: &mut Tx<'_, '_>, delivery: DeliveryId) -> Result<()> {
    jobs::queue(tx, jobs::Kind::PutTogether, delivery.as_ref(), tx.now())
}

/// Gives a photograph its place among those that belong together.
pub(super) fn number(tx: &mut Tx<'_, '_>, photo: &Document, number: u32) -> Result<()> {
    tx.run(NUMBER, &[&tx.firm(), &photo.id, &number])?;
    Ok(())
}

/// The PDF that was made of a delivery's photographs.
pub(super) fn made(tx: &mut Tx<'_, '_>, delivery: DeliveryId) -> Result<Option<VersionId>> {
    tx.row(MADE, &[&tx.firm(), &delivery], |row| row.get(0))
}

impl Document {
    /// The photographs this PDF was made of, in its order, as far as the actor may see them.
    ///
    /// # Errors
    /// The store's.
    pub fn parts(&self, tx: &mut Tx<'_, '_>) -> Result<Vec<Self>> {
        let ids = tx.rows(PARTS, &[&tx.firm(), &self.id], |row| row.get(0))?;
        let mut parts = Vec::with_capacity(ids.len());
        for id in ids {
            match Self::find(tx, id) {
                Ok(part) => parts.push(part),
                Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(parts)
    }

    /// The PDF this photograph became a page of, if the actor may see it.
    ///
    /// # Errors
    /// The store's.
    pub fn whole(&self, tx: &mut Tx<'_, '_>) -> Result<Option<Self>> {
        match self.part_of.map(|whole| Self::find(tx, whole)) {
            None | Some(Err(Error::NotFound)) => Ok(None),
            Some(whole) => whole.map(Some),
        }
    }
}
