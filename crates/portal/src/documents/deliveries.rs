//! Deliveries: files a client hands over in one act. The number is what they can quote on the phone.

use super::{FinishedUpload, Origin, Version, file, title_of, versions};
use crate::{
    base::{
        Act, Column, DeliveryId, Entry, Error, MatterId, PersonId, Result, Right, Timestamp, Tx,
        Under, UploadId, random, sql,
    },
    matters::Matter,
    notices, people,
};

/// The most files in one handing over.
pub const MOST_FILES: usize = 1000;

const NOTE: Column = Column::of("deliveries", "note");

sql! {
    ADD = "insert into deliveries (id, firm_id, matter_id, number, note, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7)";
    FIND = "select d.id, d.matter_id, d.number, d.note, d.created_by, p.name, d.created_at
        from deliveries d join people p on p.id = d.created_by
        where d.firm_id = $1 and d.id = $2";
    OF_MATTER = "select d.id, d.matter_id, d.number, d.note, d.created_by, p.name, d.created_at
        from deliveries d join people p on p.id = d.created_by
        where d.firm_id = $1 and d.matter_id = $2
        order by d.created_at desc, d.id desc";
    OF_UPLOAD = "select delivery_id from versions where firm_id = $1 and upload_id = $2 and created_by = $3 and delivery_id is not null";
}

/// Files handed over in one act.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Which one.
    pub id: DeliveryId,
    /// Where it went.
    pub matter: MatterId,
    /// Three groups of four letters and digits.
    pub number: String,
    /// What the client wrote with it.
    pub note: Option<String>,
    /// Who handed over.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
    /// The files, in the order they were chosen.
    pub files: Vec<Version>,
}

/// Hands finished uploads over as new documents, and queues the letter that says so.
///
/// The same uploads handed over again, by a second press of the button, are the same delivery.
///
/// # Errors
/// [`Error::Forbidden`] for the firm's side; [`Error::Refused`] without files; [`Error::NotFound`] for an upload that is not
/// theirs, not of this matter or not finished.
pub fn hand_over(
    tx: &mut Tx<'_, '_>,
    matter: &Matter,
    uploads: &[UploadId],
    note: &str,
) -> Result<Delivery> {
    tx.require(Right::AnswerAsClient)?;
    let Some(first) = uploads.first() else {
        return Err(Error::Refused("documents-refused-nothing"));
    };
    if uploads.len() > MOST_FILES {
        return Err(Error::Refused("documents-refused-too-many"));
    }
    let by = tx.person()?;
    if let Some(delivery) = tx.row(OF_UPLOAD, &[&tx.firm(), first, &by], |row| {
        row.get::<DeliveryId>(0)
    })? {
        return Delivery::find(tx, delivery);
    }
    let (id, number): (DeliveryId, _) = (tx.new_id()?, new_number()?);
    let under = Under::Matter(matter.id);
    let sealed = if note.is_empty() {
        None
    } else {
        Some(tx.seal(under, NOTE, id, note)?)
    };
    tx.run(
        ADD,
        &[
            &id,
            &tx.firm(),
            &matter.id,
            &number,
            &sealed,
            &by,
            &tx.now(),
        ],
    )?;
    for upload in uploads {
        let upload = FinishedUpload::find(tx, *upload)?;
        if upload.matter != matter.id {
            return Err(Error::NotFound);
        }
        file(
            tx,
            &upload,
            &title_of(&upload.name),
            Origin::Client,
            Some(id),
        )?;
    }
    matter.touch(tx)?;
    tx.record(
        Entry::of(Act::Delivered)
            .in_matter(matter.id)
            .about(id)
            .with("number", &number)
            .with("files", uploads.len()),
    )?;
    notices::queue(tx, by, notices::Kind::Received, Some(id.as_ref()), tx.now())?;
    Delivery::find(tx, id)
}

impl Delivery {
    /// The files by the folder they lay in: those that came alone first, then each folder, in the order they were chosen.
    pub fn by_folder(&self) -> Vec<(Option<&str>, Vec<&Version>)> {
        let mut groups: Vec<(Option<&str>, Vec<&Version>)> = vec![(None, Vec::new())];
        for file in &self.files {
            let folder = file.folder.as_deref();
            match groups.iter_mut().find(|group| group.0 == folder) {
                Some((_, files)) => files.push(file),
                None => groups.push((folder, vec![file])),
            }
        }
        groups.retain(|(_, files)| !files.is_empty());
        groups
    }

    /// The delivery: for whoever handed it over, and for staff who see its matter.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn find(tx: &mut Tx<'_, '_>, id: DeliveryId) -> Result<Self> {
        let row = tx
            .row(FIND, &[&tx.firm(), &id], Row::read)?
            .ok_or(Error::NotFound)?;
        Matter::find(tx, row.matter)?;
        if super::reader(tx).is_some_and(|reader| reader != row.by) {
            return Err(Error::NotFound);
        }
        let files = versions::of_delivery(tx, id)?;
        row.open(tx, files)
    }

    /// What clients handed over in a matter, newest first; the files are left out, the documents hold them.
    ///
    /// # Errors
    /// The store's; [`Error::Forbidden`] for clients.
    pub fn of_matter(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Self>> {
        tx.require(Right::AddDocuments)?;
        let rows = tx.rows(OF_MATTER, &[&tx.firm(), &matter.id], Row::read)?;
        rows.into_iter()
            .map(|row| row.open(tx, Vec::new()))
            .collect()
    }
}

struct Row {
    id: DeliveryId,
    matter: MatterId,
    number: String,
    note: Option<Vec<u8>>,
    by: PersonId,
    name: Vec<u8>,
    at: Timestamp,
}

impl Row {
    fn read(row: &anteroom_db::Row<'_>) -> Result<Self, anteroom_db::Error> {
        Ok(Self {
            id: row.get(0)?,
            matter: row.get(1)?,
            number: row.get(2)?,
            note: row.get(3)?,
            by: row.get(4)?,
            name: row.get(5)?,
            at: row.get(6)?,
        })
    }

    fn open(self, tx: &Tx<'_, '_>, files: Vec<Version>) -> Result<Delivery> {
        Ok(Delivery {
            note: tx.open_maybe(
                Under::Matter(self.matter),
                NOTE,
                self.id,
                self.note.as_deref(),
            )?,
            by_name: people::open_name(tx, self.by, &self.name)?,
            id: self.id,
            matter: self.matter,
            number: self.number,
            by: self.by,
            at: self.at,
            files,
        })
    }
}

/// `7F3K-Q29D-XM4T`: twelve signs of an alphabet without look-alikes, about 59 bits of chance.
fn new_number() -> Result<String> {
    const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mut number = String::with_capacity(14);
    for (place, byte) in random::<12>()?.into_iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            number.push('-');
        }
        number.push(char::from(SIGNS[usize::from(byte % 32)]));
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_number_can_be_read_out_on_the_phone() {
        let number = new_number().unwrap();
        let groups: Vec<&str> = number.split('-').collect();
        assert_eq!(groups.len(), 3);
        assert!(
            groups
                .iter()
                .all(|group| group.len() == 4 && !group.contains(['0', 'O', '1', 'I']))
        );
        assert_ne!(number, new_number().unwrap());
    }
}
