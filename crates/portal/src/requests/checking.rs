//! Checking: a member looks at what came and says what they think of it, in words the client reads.

use std::{collections::HashMap, time::Duration};

use super::{Item, Request};
use crate::{
    base::{
        Act, CheckId, Column, DocumentId, Entry, Error, ItemId, PersonId, Result, Right, Timestamp,
        Tx, Under, sql,
    },
    documents::Document,
    people,
};

const WORDS: Column = Column::of("request_checks", "words");

/// How long a letter about something sent back waits for the rest of the round.
const ROUND: Duration = Duration::from_secs(10 * 60);

sql! {
    INSERT = "insert into request_checks (id, firm_id, matter_id, item_id, outcome, words, created_by, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    SETTLE = "update request_items set settled_at = $3, settled_as = $4, answered_at = null
        where firm_id = $1 and id = $2 and coalesce(settled_as, '') <> $4";
    ASK_AGAIN = "update request_items set asked_again_at = $3, answered_at = null, settled_at = null, settled_as = null
        where firm_id = $1 and id = $2";
    // What was looked at here need not be looked at once more by itself.
    TO_LOOK_AT = "select distinct d.id from request_answers a
        join versions v on v.delivery_id = a.delivery_id
        join documents d on d.id = v.document_id
        where a.firm_id = $1 and a.item_id = $2 and d.checked_at is null and d.part_of is null";
    OF_REQUEST = "select c.id, c.item_id, c.outcome, c.words, c.created_by, p.name, c.created_at
        from request_checks c join people p on p.id = c.created_by
        join request_items i on i.id = c.item_id
        where c.firm_id = $1 and i.request_id = $2 order by c.created_at, c.id";
}

/// What a member thinks of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is what was needed.
    Right,
    /// It is asked for again, with the reason.
    Again,
    /// It is not needed.
    NotNeeded,
}

text_enum! { Outcome { Right = "right", Again = "send again", NotNeeded = "not needed" } }

impl Outcome {
    /// The key of the sentence the client reads.
    pub fn key(self) -> &'static str {
        match self {
            Self::Right => "requests-said-of-it-right",
            Self::Again => "requests-said-of-it-again",
            Self::NotNeeded => "requests-said-of-it-not-needed",
        }
    }
}

/// What was said of an answer.
#[derive(Clone, Debug)]
pub struct Check {
    /// Which.
    pub id: CheckId,
    /// Of what.
    pub item: ItemId,
    /// What.
    pub outcome: Outcome,
    /// In which words.
    pub words: Option<String>,
    /// Who said it.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl Request {
    /// Says what the firm thinks of an item. Something can be right without an answer here: it came on paper. What is sent
    /// back needs a reason in words; those asked are told once for a round of checks. The same twice is said once.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::RunMatters`]; refused once the request was withdrawn, and for sending back what
    /// nobody answered or without a reason.
    pub fn check(
        &self,
        tx: &mut Tx<'_, '_>,
        item: &Item,
        outcome: Outcome,
        words: Option<&str>,
    ) -> Result<()> {
        tx.require(Right::RunMatters)?;
        if self.withdrawn_at.is_some() {
            return Err(Error::Refused("requests-refused-withdrawn"));
        }
        let (firm, now) = (tx.firm(), tx.now());
        match outcome {
            Outcome::Right | Outcome::NotNeeded => {
                if tx.run(SETTLE, &[&firm, &item.id, &now, &outcome])? == 0 {
                    tx.unaudited("it was said before");
                    return Ok(());
                }
            }
            Outcome::Again if item.answers == 0 => {
                return Err(Error::Refused("requests-refused-no-answer"));
            }
            Outcome::Again if words.is_none() => {
                return Err(Error::Refused("requests-refused-no-reason"));
            }
            Outcome::Again => {
                tx.run(ASK_AGAIN, &[&firm, &item.id, &now])?;
            }
        }
        let id: CheckId = tx.new_id()?;
        let sealed = words
            .map(|words| tx.seal(Under::Matter(self.matter), WORDS, id, words))
            .transpose()?;
        let by = tx.person()?;
        tx.run(
            INSERT,
            &[
                &id,
                &firm,
                &self.matter,
                &item.id,
                &outcome,
                &sealed,
                &by,
                &now,
            ],
        )?;
        let documents = tx.rows(TO_LOOK_AT, &[&firm, &item.id], |row| {
            row.get::<DocumentId>(0)
        })?;
        for document in documents {
            Document::find(tx, document)?.check(tx)?;
        }
        tx.record(
            Entry::of(Act::AnswerChecked)
                .in_matter(self.matter)
                .about(item.id)
                .with("title", &item.title)
                .with("how", outcome.as_str()),
        )?;
        if outcome == Outcome::Again {
            self.tell(tx, ROUND)?;
        }
        Ok(())
    }
}

/// What was said of the items of a request, by item, oldest first.
///
/// # Errors
/// The store's.
pub fn checks(tx: &mut Tx<'_, '_>, request: &Request) -> Result<HashMap<ItemId, Vec<Check>>> {
    let rows = tx.rows(OF_REQUEST, &[&tx.firm(), &request.id], |row| {
        let check = Check {
            id: row.get(0)?,
            item: row.get(1)?,
            outcome: row.get(2)?,
            words: None,
            by: row.get(4)?,
            by_name: String::new(),
            at: row.get(6)?,
        };
        Ok((
            check,
            row.get::<Option<Vec<u8>>>(3)?,
            row.get::<Vec<u8>>(5)?,
        ))
    })?;
    let mut by_item: HashMap<ItemId, Vec<Check>> = HashMap::new();
    for (mut check, words, name) in rows {
        let under = Under::Matter(request.matter);
        check.words = tx.open_maybe(under, WORDS, check.id, words.as_deref())?;
        check.by_name = people::open_name(tx, check.by, &name)?;
        by_item.entry(check.item).or_default().push(check);
    }
    Ok(by_item)
}
