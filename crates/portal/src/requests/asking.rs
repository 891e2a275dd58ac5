//! Asking: a list for chosen people, changed as long as nobody has answered what is changed, and added to later.

use super::{
    Item, MOST_ITEMS, NOTE, Request, TITLE,
    item::{HINT, TITLE as ITEM_TITLE},
};
use crate::{
    base::{
        Act, Entry, Error, ItemId, MatterId, PersonId, RequestId, Result, Right, Timestamp, Tx,
        Under, sql,
    },
    matters::Matter,
    shares::{Tell, UNDO},
};

sql! {
    ASK = "insert into requests (id, firm_id, matter_id, title, note, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7)";
    ADDRESS = "insert into request_people (request_id, person_id, firm_id) values ($1, $2, $3)";
    ADD = "insert into request_items (id, firm_id, request_id, matter_id, position, title, hint, due_at, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    CHANGE = "update requests set title = $3, note = $4 where firm_id = $1 and id = $2";
    CHANGE_ITEM = "update request_items set title = $3, hint = $4, due_at = $5 where firm_id = $1 and id = $2 and settled_at is null";
}

/// Something to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewItem {
    /// What.
    pub title: String,
    /// What a good one looks like.
    pub hint: Option<String>,
    /// The end of the day until which it is asked; absent: whenever, and nobody is reminded.
    pub due: Option<Timestamp>,
}

/// One press of Ask.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// What the list is called.
    pub title: String,
    /// What the firm says with it.
    pub note: Option<String>,
    /// Of whom; any of them answers.
    pub people: Vec<PersonId>,
    /// What.
    pub items: Vec<NewItem>,
    /// Whether they are told.
    pub tell: Tell,
}

/// Asks for what stands on a list. Those asked are told when it can no longer be undone.
///
/// # Errors
/// Refused without anything or anybody to ask, for somebody who is not on the matter or may hand nothing over, and for
/// several people of whom one is kept apart: they would learn of each other.
pub fn ask(tx: &mut Tx<'_, '_>, matter: &Matter, new: &NewRequest) -> Result<RequestId> {
    tx.require(Right::RunMatters)?;
    if matter.closed_at.is_some() {
        return Err(Error::Refused("requests-refused-closed"));
    }
    if new.items.is_empty() || new.people.is_empty() {
        return Err(Error::Refused("requests-refused-nothing"));
    }
    let (id, under): (RequestId, _) = (tx.new_id()?, Under::Matter(matter.id));
    let title = tx.seal(under, TITLE, id, &new.title)?;
    let note = seal_note(tx, matter.id, id, new.note.as_deref())?;
    let (firm, by, now) = (tx.firm(), tx.person()?, tx.now());
    tx.run(ASK, &[&id, &firm, &matter.id, &title, &note, &by, &now])?;
    for person in &new.people {
        let terms = matter.terms_of(tx, *person)?;
        let terms = terms.ok_or(Error::Refused("requests-refused-not-on-matter"))?;
        if !terms.sends {
            return Err(Error::Refused("requests-refused-cannot-send"));
        }
        if new.people.len() > 1 && !terms.meets {
            return Err(Error::Refused("requests-refused-apart"));
        }
        tx.run(ADDRESS, &[&id, person, &firm])?;
    }
    add(tx, matter.id, id, 0, &new.items)?;
    tx.record(
        Entry::of(Act::Requested)
            .in_matter(matter.id)
            .about(id)
            .with("title", &new.title)
            .with("files", new.items.len()),
    )?;
    matter.touch(tx)?;
    if new.tell == Tell::Now {
        Request::find(tx, id)?.tell(tx, UNDO)?;
    }
    Ok(id)
}

impl Request {
    /// Changes the list: its title and note, the items named, and items more. Of an item that was answered only the day
    /// changes, since the answer is to what was asked.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::RunMatters`]; refused once it was withdrawn, and for other words of an item that
    /// was answered or is settled.
    pub fn change(
        &self,
        tx: &mut Tx<'_, '_>,
        title: &str,
        note: Option<&str>,
        kept: &[(ItemId, NewItem)],
        added: &[NewItem],
    ) -> Result<()> {
        tx.require(Right::RunMatters)?;
        if self.withdrawn_at.is_some() {
            return Err(Error::Refused("requests-refused-withdrawn"));
        }
        if self.items.len() + added.len() > MOST_ITEMS {
            return Err(Error::Refused("requests-refused-too-many"));
        }
        let under = Under::Matter(self.matter);
        let sealed = tx.seal(under, TITLE, self.id, title)?;
        let note = seal_note(tx, self.matter, self.id, note)?;
        tx.run(CHANGE, &[&tx.firm(), &self.id, &sealed, &note])?;
        for (id, new) in kept {
            let item = self.item(*id)?;
            if is_other_thing(item, new) {
                return Err(Error::Refused("requests-refused-answered"));
            }
            let title = tx.seal(under, ITEM_TITLE, id, &new.title)?;
            let hint = seal_hint(tx, self.matter, *id, new)?;
            tx.run(CHANGE_ITEM, &[&tx.firm(), id, &title, &hint, &new.due])?;
        }
        add(tx, self.matter, self.id, self.items.len(), added)?;
        tx.record(
            Entry::of(Act::RequestChanged)
                .in_matter(self.matter)
                .about(self.id)
                .with("title", title)
                .with("files", added.len()),
        )?;
        if !added.is_empty() {
            self.tell(tx, UNDO)?;
        }
        Ok(())
    }
}

/// Whether an item that was answered would become another one.
fn is_other_thing(item: &Item, new: &NewItem) -> bool {
    let is_answered = item.answers > 0 || item.standing().is_over();
    is_answered && (item.title != new.title || item.hint != new.hint)
}

fn add(
    tx: &mut Tx<'_, '_>,
    matter: MatterId,
    request: RequestId,
    behind: usize,
    items: &[NewItem],
) -> Result<()> {
    for (place, item) in items.iter().enumerate() {
        let id: ItemId = tx.new_id()?;
        let title = tx.seal(Under::Matter(matter), ITEM_TITLE, id, &item.title)?;
        let hint = seal_hint(tx, matter, id, item)?;
        let position = i64::try_from(behind + place).map_err(Error::bug)?;
        tx.run(
            ADD,
            &[
                &id,
                &tx.firm(),
                &request,
                &matter,
                &position,
                &title,
                &hint,
                &item.due,
                &tx.now(),
            ],
        )?;
    }
    Ok(())
}

fn seal_note(
    tx: &Tx<'_, '_>,
    matter: MatterId,
    id: RequestId,
    note: Option<&str>,
) -> Result<Option<Vec<u8>>> {
    note.map(|note| tx.seal(Under::Matter(matter), NOTE, id, note))
        .transpose()
}

fn seal_hint(
    tx: &Tx<'_, '_>,
    matter: MatterId,
    id: ItemId,
    item: &NewItem,
) -> Result<Option<Vec<u8>>> {
    let hint = item.hint.as_deref();
    hint.map(|hint| tx.seal(Under::Matter(matter), HINT, id, hint))
        .transpose()
}
