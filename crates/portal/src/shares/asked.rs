//! Reviews that were asked for and not given: what the firm waits for.

use crate::{
    base::{
        DocumentId, MatterId, PersonId, Result, Right, ShareId, Timestamp, Tx, Under, Whose, sees,
        sql, takes_part,
    },
    documents, matters, people,
};

sql! {
    // A review answers the version the share opens: the fixed one, or the newest. What was confirmed is kept by receipts,
    // which come after shares; reading their table here saves a statement a row.
    ASKED = concat!("select s.id, s.document_id, s.matter_id, d.title, s.reader_id, p.name, s.review_by, m.title
        from shares s
        join documents d on d.id = s.document_id
        join matters m on m.id = s.matter_id and m.removed_at is null and m.closed_at is null
        join participants a on a.matter_id = s.matter_id and a.person_id = s.reader_id and ", takes_part!("a", "$4"), "
        join people p on p.id = s.reader_id
        where s.firm_id = $1 and s.review_by is not null and s.revoked_at is null
          and not exists (select 1 from receipts r
            where r.version_id = coalesce(s.version_id, (select v.id from versions v
                where v.document_id = s.document_id order by v.number desc limit 1))
              and r.person_id = s.reader_id and r.level = 'confirmed')
          and ", sees!("s.matter_id", "$2", "$3", "$4"), "
        order by s.review_by, s.id limit 50");
}

/// A review that was asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Through which share.
    pub share: ShareId,
    /// Of what.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// In which matter.
    pub matter: MatterId,
    /// The matter's title.
    pub matter_title: String,
    /// Of whom.
    pub reader: PersonId,
    /// Their name.
    pub reader_name: String,
    /// Until when.
    pub review_by: Timestamp,
}

/// Reviews asked for and not given, the longest overdue first; at most 50.
///
/// # Errors
/// [`Error::Forbidden`](crate::base::Error::Forbidden) for clients.
pub fn reviews_asked(tx: &mut Tx<'_, '_>, whose: Whose) -> Result<Vec<Asked>> {
    tx.require(Right::ReadMatters)?;
    let eyes = tx.eyes(whose)?;
    let params: [&dyn anteroom_db::Param; 4] = [&tx.firm(), &eyes.member(), &eyes.but(), &tx.now()];
    let rows = tx.rows(ASKED, &params, |row| {
        let asked = Asked {
            share: row.get(0)?,
            document: row.get(1)?,
            title: String::new(),
            matter: row.get(2)?,
            matter_title: String::new(),
            reader: row.get(4)?,
            reader_name: String::new(),
            review_by: row.get(6)?,
        };
        Ok((
            asked,
            row.get::<Vec<u8>>(3)?,
            row.get::<Vec<u8>>(5)?,
            row.get::<Vec<u8>>(7)?,
        ))
    })?;
    rows.into_iter()
        .map(|(asked, title, name, matter_title)| {
            let under = Under::Matter(asked.matter);
            Ok(Asked {
                title: tx.open(under, documents::TITLE, asked.document, &title)?,
                matter_title: tx.open(under, matters::TITLE, asked.matter, &matter_title)?,
                reader_name: people::open_name(tx, asked.reader, &name)?,
                ..asked
            })
        })
        .collect()
}
