//! What clients handed over and nobody of the firm has looked at yet. What a scanner set aside is not to be looked at: it
//! stands on Today by itself.

use super::deliveries::SAYS;
use crate::{
    base::{
        DeliveryId, DocumentId, MatterId, PersonId, Result, Right, Timestamp, Tx, Under, Whose,
        sees, sql,
    },
    matters, people,
};

sql! {
    // The sender's name and the matter's title save a look-up a row.
    TO_CHECK = concat!("select v.delivery_id, d.id, d.matter_id, m.title, d.created_by, p.name, d.created_at, e.says
        from documents d
        join versions v on v.document_id = d.id and v.number = 1
        join matters m on m.id = d.matter_id and m.removed_at is null
        join people p on p.id = d.created_by
        left join deliveries e on e.id = v.delivery_id
        where d.firm_id = $1 and d.origin = 'client' and d.checked_at is null and d.part_of is null
          and not exists (select 1 from scans c where c.version_id = v.id and c.outcome = 'infected')
          and ", sees!("d.matter_id", "$2", "$3", "$4"), "
        order by d.created_at desc, d.id limit 500");
    NEXT_TO_CHECK = "select id from documents
        where firm_id = $1 and matter_id = $2 and origin = 'client' and checked_at is null and part_of is null
          and not exists (select 1 from versions v join scans c on c.version_id = v.id
            where v.document_id = documents.id and v.number = 1 and c.outcome = 'infected')
        order by created_at, id limit 1";
}

/// Files of one delivery that wait to be looked at.
#[derive(Clone, Debug)]
pub struct ToCheck {
    /// The act they came with.
    pub delivery: Option<DeliveryId>,
    /// Where they lie.
    pub matter: MatterId,
    /// The matter's title.
    pub matter_title: String,
    /// Who sent them.
    pub by: PersonId,
    /// Their name; of somebody who came through a link, whom the firm gave it to.
    pub by_name: String,
    /// Who somebody who came through a link says they are.
    pub says: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The first of them.
    pub first: DocumentId,
    /// How many.
    pub files: u32,
}

/// What waits to be looked at, newest delivery first.
///
/// # Errors
/// [`Error::Forbidden`](crate::base::Error::Forbidden) for clients.
pub fn to_check(tx: &mut Tx<'_, '_>, whose: Whose) -> Result<Vec<ToCheck>> {
    tx.require(Right::ReadMatters)?;
    let eyes = tx.eyes(whose)?;
    let params: [&dyn anteroom_db::Param; 4] = [&tx.firm(), &eyes.member(), &eyes.but(), &tx.now()];
    let rows = tx.rows(TO_CHECK, &params, |row| {
        let waiting = ToCheck {
            delivery: row.get(0)?,
            first: row.get(1)?,
            matter: row.get(2)?,
            matter_title: String::new(),
            by: row.get(4)?,
            by_name: String::new(),
            says: None,
            at: row.get(6)?,
            files: 1,
        };
        Ok((
            waiting,
            row.get::<Vec<u8>>(3)?,
            row.get::<Vec<u8>>(5)?,
            row.get::<Option<Vec<u8>>>(7)?,
        ))
    })?;
    let mut found: Vec<ToCheck> = Vec::new();
    for (waiting, title, name, says) in rows {
        match found.last_mut() {
            Some(last) if last.delivery == waiting.delivery && last.matter == waiting.matter => {
                last.files += 1
            }
            _ => found.push(ToCheck {
                matter_title: tx.open(
                    Under::Matter(waiting.matter),
                    matters::TITLE,
                    waiting.matter,
                    &title,
                )?,
                by_name: people::open_name(tx, waiting.by, &name)?,
                says: match (waiting.delivery, says) {
                    (Some(delivery), Some(says)) => {
                        Some(tx.open(Under::Matter(waiting.matter), SAYS, delivery, &says)?)
                    }
                    _ => None,
                },
                ..waiting
            }),
        }
    }
    Ok(found)
}

/// The document of a matter that has waited longest to be looked at.
///
/// # Errors
/// [`Error::Forbidden`](crate::base::Error::Forbidden) for clients.
pub fn next_to_check(tx: &mut Tx<'_, '_>, matter: &matters::Matter) -> Result<Option<DocumentId>> {
    tx.require(Right::ReadMatters)?;
    tx.row(NEXT_TO_CHECK, &[&tx.firm(), &matter.id], |row| row.get(0))
}
