//! What a scanner found harmful and nobody of the firm has noted yet: it stands before everything else on Today.

use super::TITLE;
use crate::{
    base::{DocumentId, MatterId, PersonId, Result, Right, Timestamp, Tx, Under, Whose, sees, sql},
    matters, people,
};

sql! {
    // The names save look-ups a row.
    NOT_NOTED = concat!("select d.id, d.title, d.matter_id, m.title, v.created_by, p.name, c.changed_at
        from scans c
        join versions v on v.id = c.version_id
        join documents d on d.id = v.document_id
        join matters m on m.id = v.matter_id and m.removed_at is null
        join people p on p.id = v.created_by
        where c.firm_id = $1 and c.outcome = 'infected' and c.noted_at is null
          and ", sees!("v.matter_id", "$2", "$3", "$4"), "
        order by c.changed_at desc, c.version_id limit 100");
}

/// A document with a version that was set aside.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// Where it lies.
    pub matter: MatterId,
    /// The matter's title.
    pub matter_title: String,
    /// Who sent the version.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When the scanner found it.
    pub at: Timestamp,
}

/// What was set aside and not noted, newest first.
///
/// # Errors
/// [`Error::Forbidden`](crate::base::Error::Forbidden) for clients.
pub fn set_aside(tx: &mut Tx<'_, '_>, whose: Whose) -> Result<Vec<SetAside>> {
    tx.require(Right::ReadMatters)?;
    let eyes = tx.eyes(whose)?;
    let params: [&dyn anteroom_db::Param; 4] = [&tx.firm(), &eyes.member(), &eyes.but(), &tx.now()];
    let rows = tx.rows(NOT_NOTED, &params, |row| {
        let found = SetAside {
            document: row.get(0)?,
            title: String::new(),
            matter: row.get(2)?,
            matter_title: String::new(),
            by: row.get(4)?,
            by_name: String::new(),
            at: row.get(6)?,
        };
        let sealed = (
            row.get::<Vec<u8>>(1)?,
            row.get::<Vec<u8>>(3)?,
            row.get::<Vec<u8>>(5)?,
        );
        Ok((found, sealed))
    })?;
    rows.into_iter()
        .map(|(found, (title, matter_title, name))| {
            let (under, matter) = (Under::Matter(found.matter), found.matter);
            Ok(SetAside {
                title: tx.open(under, TITLE, found.document, &title)?,
                matter_title: tx.open(under, matters::TITLE, matter, &matter_title)?,
                by_name: people::open_name(tx, found.by, &name)?,
                ..found
            })
        })
        .collect()
}
