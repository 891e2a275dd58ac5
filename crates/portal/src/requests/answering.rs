//! Answering: with files, with a document that is in the matter already, or in words. Every answer stays.

use std::collections::HashMap;

use super::{Item, Request, Standing};
use crate::{
    base::{
        Act, AnswerId, Column, DeliveryId, DocumentId, Entry, Error, ItemId, PersonId, Result,
        Right, Side, Timestamp, Tx, Under, VersionId, sql,
    },
    documents::{self, Delivery, Document, HandingOver, Version},
    matters::Matter,
    people,
};

const WORDS: Column = Column::of("request_answers", "words");

sql! {
    INSERT = "insert into request_answers (id, firm_id, matter_id, item_id, kind, delivery_id, version_id, words, more_at, created_by, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    IS_KEPT = "select 1 from request_answers where firm_id = $1 and delivery_id = $2";
    // What answers an item, complete as they say, waits for the firm, whatever it was before.
    ANSWERED = "update request_items set answered_at = $3, settled_at = null, settled_as = null where firm_id = $1 and id = $2";
    OF_REQUEST = "select a.id, a.item_id, a.kind, a.delivery_id, a.version_id, a.words, a.more_at, a.created_by, p.name, a.created_at,
            (select count(*) from versions v join documents d on d.id = v.document_id
                where v.delivery_id = a.delivery_id and d.part_of is null)
        from request_answers a join people p on p.id = a.created_by
        join request_items i on i.id = a.item_id
        where a.firm_id = $1 and i.request_id = $2 order by a.created_at, a.id";
    OF_DELIVERY = "select item_id from request_answers where firm_id = $1 and delivery_id = $2";
    OF_DOCUMENT = "select a.item_id from request_answers a join versions v on v.delivery_id = a.delivery_id or v.id = a.version_id
        where a.firm_id = $1 and v.document_id = $2 order by a.created_at desc, a.id desc limit 1";
}

/// How something was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// With files that were handed over.
    Files,
    /// With a document that was in the matter already.
    Document,
    /// In words: they do not have it.
    Lacking,
    /// In words: they have a question.
    Question,
}

text_enum! { Answered { Files = "files", Document = "document", Lacking = "lacking", Question = "question" } }

/// What somebody answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which.
    pub id: AnswerId,
    /// To what.
    pub item: ItemId,
    /// How.
    pub how: Answered,
    /// Of files: with which handing over they came.
    pub delivery: Option<DeliveryId>,
    /// Of a document of the matter: which version.
    pub version: Option<VersionId>,
    /// Their words.
    pub words: Option<String>,
    /// Whether they said that more will come.
    pub has_more: bool,
    /// Who.
    pub by: PersonId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
    /// How many documents came with it.
    pub files: u32,
}

/// An answer about to be kept.
struct Kept<'k> {
    how: Answered,
    delivery: Option<DeliveryId>,
    version: Option<VersionId>,
    words: Option<&'k str>,
    has_more: bool,
    files: usize,
}

impl Request {
    /// Hands files over in answer to an item; `has_more` says that this is only a part. Pressed twice it is one answer.
    ///
    /// What was handed over is never refused for being late: an answer to something that was settled as right opens it again.
    ///
    /// # Errors
    /// As [`documents::hand_over`]; refused for what is not needed any more; [`Error::Forbidden`] for the firm's side.
    pub fn answer_with_files(
        &self,
        tx: &mut Tx<'_, '_>,
        item: &Item,
        over: &HandingOver,
        has_more: bool,
    ) -> Result<Delivery> {
        require_asked(tx, item)?;
        let matter = Matter::find(tx, self.matter)?;
        let delivery = documents::hand_over(tx, &matter, over)?;
        let is_kept = tx.row(IS_KEPT, &[&tx.firm(), &delivery.id], |row| {
            row.get::<i64>(0)
        })?;
        if is_kept.is_none() {
            let kept = Kept {
                how: Answered::Files,
                delivery: Some(delivery.id),
                version: None,
                words: None,
                has_more,
                files: delivery.files.len(),
            };
            keep(tx, item, &kept)?;
        }
        Ok(delivery)
    }

    /// Names a document that lies in the matter already, and that the actor may read, as the answer.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a version of another matter; else as [`answer_with_files`](Request::answer_with_files).
    pub fn answer_with_document(
        &self,
        tx: &mut Tx<'_, '_>,
        item: &Item,
        version: &Version,
        has_more: bool,
    ) -> Result<()> {
        require_asked(tx, item)?;
        if version.matter != self.matter {
            return Err(Error::NotFound);
        }
        let kept = Kept {
            how: Answered::Document,
            delivery: None,
            version: Some(version.id),
            words: None,
            has_more,
            files: 1,
        };
        keep(tx, item, &kept)?;
        Matter::find(tx, self.matter)?.touch(tx)
    }

    /// Says in words that they do not have it, or what they want to know first.
    ///
    /// # Errors
    /// As [`answer_with_files`](Request::answer_with_files).
    pub fn answer_in_words(
        &self,
        tx: &mut Tx<'_, '_>,
        item: &Item,
        how: Answered,
        words: &str,
    ) -> Result<()> {
        require_asked(tx, item)?;
        let kept = Kept {
            how,
            delivery: None,
            version: None,
            words: Some(words),
            has_more: false,
            files: 0,
        };
        keep(tx, item, &kept)?;
        Matter::find(tx, self.matter)?.touch(tx)
    }
}

/// A request was found by somebody it was asked of, or by a member, who does not answer for them.
fn require_asked(tx: &Tx<'_, '_>, item: &Item) -> Result<()> {
    let side = tx.actor().signed().map(|signed| signed.side);
    if side != Some(Side::Client) {
        return Err(Error::Forbidden);
    }
    if item.standing() == Standing::NotNeeded {
        return Err(Error::Refused("requests-refused-not-needed"));
    }
    Ok(())
}

fn keep(tx: &mut Tx<'_, '_>, item: &Item, kept: &Kept<'_>) -> Result<()> {
    let (id, now): (AnswerId, _) = (tx.new_id()?, tx.now());
    let words = kept.words;
    let words = words
        .map(|words| tx.seal(Under::Matter(item.matter), WORDS, id, words))
        .transpose()?;
    tx.run(
        INSERT,
        &[
            &id,
            &tx.firm(),
            &item.matter,
            &item.id,
            &kept.how,
            &kept.delivery,
            &kept.version,
            &words,
            &kept.has_more.then_some(now),
            &tx.person()?,
            &now,
        ],
    )?;
    // A part of something that was right already is no reason to ask for it anew.
    if !kept.has_more || item.standing() == Standing::Done {
        tx.run(ANSWERED, &[&tx.firm(), &item.id, &now])?;
    }
    tx.record(
        Entry::of(Act::RequestAnswered)
            .in_matter(item.matter)
            .about(item.id)
            .with("title", &item.title)
            .with("how", kept.how.as_str())
            .with("files", kept.files),
    )
}

/// What was answered to a request, by item, oldest first. Whoever was asked with others reads the words of their own
/// answers only.
///
/// # Errors
/// The store's.
pub fn answers(tx: &mut Tx<'_, '_>, request: &Request) -> Result<HashMap<ItemId, Vec<Answer>>> {
    let me = tx
        .actor()
        .signed()
        .filter(|signed| signed.side == Side::Client)
        .map(|signed| signed.person);
    let rows = tx.rows(OF_REQUEST, &[&tx.firm(), &request.id], |row| {
        let answer = Answer {
            id: row.get(0)?,
            item: row.get(1)?,
            how: row.get(2)?,
            delivery: row.get(3)?,
            version: row.get(4)?,
            words: None,
            has_more: row.get::<Option<Timestamp>>(6)?.is_some(),
            by: row.get(7)?,
            by_name: String::new(),
            at: row.get(9)?,
            files: row.get(10)?,
        };
        Ok((
            answer,
            row.get::<Option<Vec<u8>>>(5)?,
            row.get::<Vec<u8>>(8)?,
        ))
    })?;
    let mut by_item: HashMap<ItemId, Vec<Answer>> = HashMap::new();
    for (mut answer, words, name) in rows {
        let is_told = me.is_none_or(|me| me == answer.by);
        let words = words.filter(|_| is_told);
        let under = Under::Matter(request.matter);
        answer.words = tx.open_maybe(under, WORDS, answer.id, words.as_deref())?;
        answer.by_name = people::open_name(tx, answer.by, &name)?;
        by_item.entry(answer.item).or_default().push(answer);
    }
    Ok(by_item)
}

/// The request and item that a handing over answered, for whoever may see it.
///
/// # Errors
/// The store's.
pub fn item_of_delivery(
    tx: &mut Tx<'_, '_>,
    delivery: DeliveryId,
) -> Result<Option<(Request, Item)>> {
    let item = tx.row(OF_DELIVERY, &[&tx.firm(), &delivery], |row| {
        row.get::<ItemId>(0)
    })?;
    found(tx, item)
}

/// The request and item that a document last answered, for members.
///
/// # Errors
/// [`Error::Forbidden`] for clients.
pub fn of_document(tx: &mut Tx<'_, '_>, document: DocumentId) -> Result<Option<(Request, Item)>> {
    tx.require(Right::ReadMatters)?;
    let document = Document::find(tx, document)?;
    let item = tx.row(OF_DOCUMENT, &[&tx.firm(), &document.id], |row| {
        row.get::<ItemId>(0)
    })?;
    found(tx, item)
}

fn found(tx: &mut Tx<'_, '_>, item: Option<ItemId>) -> Result<Option<(Request, Item)>> {
    match item.map(|item| Request::of_item(tx, item)) {
        None | Some(Err(Error::NotFound)) => Ok(None),
        Some(found) => found.map(Some),
    }
}
