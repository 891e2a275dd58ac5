//! Deliveries: files a client, or somebody who came through a link, hands over in one act. The number is what they can
//! quote on the phone. Who came through a link says who they are, and nobody has proved it.

use super::{
    Filed, FinishedUpload, Kind, Scan, Together, Version, file, title_of, together, versions,
};
use crate::{
    base::{
        Act, Column, DeliveryId, Entry, Error, LinkId, MatterId, PersonId, Result, Right,
        Timestamp, Tx, Under, UploadId, random, sql,
    },
    links::Link,
    matters::Matter,
    notices, people,
};

/// The most files in one handing over.
pub const MOST_FILES: usize = 1000;

const NOTE: Column = Column::of("deliveries", "note");
pub(super) const TOGETHER_TITLE: Column = Column::of("deliveries", "together_title");
/// Who somebody who came through a link says they are.
pub const SAYS: Column = Column::of("deliveries", "says");

/// The columns of [`Row`], in its order; `d` is the delivery, `p` whoever handed it over.
macro_rules! delivery_columns {
    () => {
        "d.id, d.matter_id, d.number, d.note, d.created_by, p.name, d.created_at, d.link_id, d.says, d.together"
    };
}

sql! {
    ADD = "insert into deliveries (id, firm_id, matter_id, number, note, link_id, says, together, together_title, created_by, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    FIND = concat!("select ", delivery_columns!(), " from deliveries d join people p on p.id = d.created_by
        where d.firm_id = $1 and d.id = $2");
    OF_MATTER = concat!("select ", delivery_columns!(), " from deliveries d join people p on p.id = d.created_by
        where d.firm_id = $1 and d.matter_id = $2
        order by d.created_at desc, d.id desc");
    OF_PERSON = concat!("select ", delivery_columns!(), " from deliveries d join people p on p.id = d.created_by
        where d.firm_id = $1 and d.matter_id = $2 and d.created_by = $3
        order by d.created_at desc, d.id desc");
    OF_LINK = concat!("select ", delivery_columns!(), " from deliveries d join people p on p.id = d.created_by
        where d.firm_id = $1 and d.link_id = $2
        order by d.created_at desc, d.id desc");
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
    /// The link it came through.
    pub link: Option<LinkId>,
    /// Who somebody who came through a link says they are.
    pub says: Option<String>,
    /// What became of putting its photographs together, if that was asked for.
    pub together: Option<Together>,
    /// The files, in the order they were chosen.
    pub files: Vec<Version>,
    /// The PDF that was made of photographs among them.
    pub pdf: Option<Version>,
}

/// What a client hands over.
#[derive(Clone, Debug, Default)]
pub struct HandingOver {
    /// Finished transfers, in the order chosen.
    pub uploads: Vec<UploadId>,
    /// What they write with it; may be empty.
    pub note: String,
    /// The photographs among them become one PDF of this title.
    pub together: Option<String>,
}

/// Hands finished uploads over as new documents, and queues the letter that says so, and the job that puts photographs
/// together.
///
/// The same uploads handed over again, by a second press of the button, are the same delivery.
///
/// # Errors
/// [`Error::Forbidden`] for the firm's side; [`Error::Refused`] without files; [`Error::NotFound`] for an upload that is not
/// theirs, not of this matter or not finished.
pub fn hand_over(tx: &mut Tx<'_, '_>, matter: &Matter, over: &HandingOver) -> Result<Delivery> {
    matter.require(tx, Right::HandOver)?;
    deliver(tx, matter, over, None)
}

/// [`hand_over`] of somebody who came through a link, under the name they give. No letter is sent: the receipt is on their
/// screen.
///
/// # Errors
/// As [`hand_over`]; [`Error::Forbidden`] for anybody who came through none.
pub fn hand_over_by_link(
    tx: &mut Tx<'_, '_>,
    matter: &Matter,
    over: &HandingOver,
    says: &str,
) -> Result<Delivery> {
    let link = tx.actor().sender().ok_or(Error::Forbidden)?.link;
    deliver(tx, matter, over, Some((link, says)))
}

fn deliver(
    tx: &mut Tx<'_, '_>,
    matter: &Matter,
    over: &HandingOver,
    by_link: Option<(LinkId, &str)>,
) -> Result<Delivery> {
    let uploads = &over.uploads;
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
    let found = uploads
        .iter()
        .map(|upload| FinishedUpload::find(tx, *upload));
    let found = found.collect::<Result<Vec<FinishedUpload>>>()?;
    let is_photo = |upload: &FinishedUpload| over.together.is_some() && upload.kind == Kind::Image;
    let together = found.iter().any(is_photo).then_some(Together::Waiting);
    let (id, number): (DeliveryId, _) = (tx.new_id()?, new_number()?);
    let under = Under::Matter(matter.id);
    let note = Some(over.note.as_str()).filter(|note| !note.is_empty());
    let note = note
        .map(|note| tx.seal(under, NOTE, id, note))
        .transpose()?;
    let title = over.together.as_deref().filter(|_| together.is_some());
    let title = title
        .map(|title| tx.seal(under, TOGETHER_TITLE, id, title))
        .transpose()?;
    let says = by_link
        .map(|(_, says)| tx.seal(under, SAYS, id, says))
        .transpose()?;
    tx.run(
        ADD,
        &[
            &id,
            &tx.firm(),
            &matter.id,
            &number,
            &note,
            &by_link.map(|(link, _)| link),
            &says,
            &together,
            &title,
            &by,
            &tx.now(),
        ],
    )?;
    let (mut photos, mut is_scanned) = (0, false);
    for upload in &found {
        if upload.matter != matter.id {
            return Err(Error::NotFound);
        }
        let how = Filed::HandedOver(id);
        let (document, version) = file(tx, upload, &title_of(&upload.name), by, how)?;
        if is_photo(upload) {
            photos += 1;
            is_scanned |= version.scan != Scan::NotAsked;
            together::number(tx, &document, photos)?;
        }
    }
    // Where there is a scanner, it asks for the PDF when it has looked at the photographs.
    if together.is_some() && !is_scanned {
        together::ask(tx, id)?;
    }
    matter.touch(tx)?;
    let entry = Entry::of(Act::Delivered)
        .in_matter(matter.id)
        .about(id)
        .with("number", &number)
        .with("files", uploads.len());
    match by_link {
        Some((_, says)) => tx.record(entry.with("name", says))?,
        None => {
            tx.record(entry)?;
            notices::queue(tx, by, notices::Kind::Received, Some(id.as_ref()), tx.now())?;
        }
    }
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
        let pdf = together::made(tx, id)?;
        let mut delivery = row.open(tx, files)?;
        let at = delivery.files.iter().position(|file| Some(file.id) == pdf);
        delivery.pdf = at.map(|at| delivery.files.remove(at));
        Ok(delivery)
    }

    /// What the actor handed over in a matter, newest first; the files are left out.
    ///
    /// # Errors
    /// The store's.
    pub fn mine(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Self>> {
        let rows = tx.rows(
            OF_PERSON,
            &[&tx.firm(), &matter.id, &tx.person()?],
            Row::read,
        )?;
        rows.into_iter()
            .map(|row| row.open(tx, Vec::new()))
            .collect()
    }

    /// What came through a link, newest first, with its files.
    ///
    /// # Errors
    /// The store's; [`Error::Forbidden`] for clients.
    pub fn of_link(tx: &mut Tx<'_, '_>, link: &Link) -> Result<Vec<Self>> {
        tx.require(Right::ReadMatters)?;
        let rows = tx.rows(OF_LINK, &[&tx.firm(), &link.id], Row::read)?;
        rows.into_iter()
            .map(|row| {
                let files = versions::of_delivery(tx, row.id)?;
                row.open(tx, files)
            })
            .collect()
    }

    /// What clients handed over in a matter, newest first; the files are left out, the documents hold them.
    ///
    /// # Errors
    /// The store's; [`Error::Forbidden`] for clients.
    pub fn of_matter(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Self>> {
        tx.require(Right::ReadMatters)?;
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
    link: Option<LinkId>,
    says: Option<Vec<u8>>,
    together: Option<Together>,
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
            link: row.get(7)?,
            says: row.get(8)?,
            together: row.get(9)?,
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
            says: tx.open_maybe(
                Under::Matter(self.matter),
                SAYS,
                self.id,
                self.says.as_deref(),
            )?,
            link: self.link,
            by_name: people::open_name(tx, self.by, &self.name)?,
            id: self.id,
            matter: self.matter,
            number: self.number,
            by: self.by,
            at: self.at,
            together: self.together,
            files,
            pdf: None,
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
