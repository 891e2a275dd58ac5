//! The record in words: what happened in a matter or in the firm, read by people.
//!
//! Entries are written by `tx.record` beside the change they tell of and are never changed. Reading follows the rule of
//! matters: a member reads what happened in the matters they see, the owner what happened outside them too, a client what concerns them.

mod days;
pub mod pages;
mod sentence;

pub use days::{Day, Told, by_day};
pub use sentence::{Part, parts, sentence};

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use crate::base::{
    Act, Column, DocumentId, EntryId, Error, Id, MatterId, PersonId, Place, Result, Right,
    Timestamp, Tx, Under, Whose, client_veiled, hidden, sees, sql, takes_part, veiled,
};

/// Lines on one page.
pub const PAGE: usize = 50;

/// Lines at most of what happened since a moment.
const SINCE_MOST: i64 = 100;

const FACTS: Column = Column::of("entries", "facts");
const PERSON_NAME: Column = Column::of("people", "name");
const DOCUMENT_TITLE: Column = Column::of("documents", "title");
const MATTER_TITLE: Column = Column::of("matters", "title");
const NEUTRAL_TITLE: Column = Column::of("participants", "title");

/// What a line is read from: the entry, its actor's name, and the name or title of what it was done to. Joins people,
/// documents, versions and matters: a record that only named ids could be read by nobody.
macro_rules! columns {
    () => {
        "select e.id, e.created_at, e.actor_id, a.name, e.kind, e.matter_id, m.title, e.subject_id, s.name, d.id, d.title, e.facts from "
    };
}
macro_rules! joined {
    () => {
        " e left join people a on a.id = e.actor_id
            left join people s on s.id = e.subject_id
            left join matters m on m.id = e.matter_id
            left join versions v on v.id = e.subject_id
            left join documents d on d.id = coalesce(v.document_id, e.subject_id) "
    };
}
macro_rules! newest_first {
    () => {
        " order by e.created_at desc, e.id desc limit $2"
    };
}

sql! {
    // $5 empty: whoever acted.
    OF_MATTER = concat!(columns!(), "entries", joined!(), "where e.firm_id = $1 and e.matter_id = $7
        and e.created_at <= $3 and (e.created_at < $3 or e.id < $4)
        and ($5 = '' or e.actor_id = $5)
        and ", sees!("e.matter_id", "$6", "''", "$8"), newest_first!());
    // Of a matter that is hidden from the actor nothing; and outside matters nothing of people and clients who are known only
    // through such matters.
    OF_FIRM = concat!(columns!(), "entries", joined!(), "where e.firm_id = $1
        and e.created_at <= $3 and (e.created_at < $3 or e.id < $4)
        and ($5 = '' or e.actor_id = $5 or e.subject_id = $5)
        and (e.matter_id is null or ", sees!("e.matter_id", "$6", "''", "$7"), ")
        and not ", veiled!("e.actor_id", "$6", "$7"), " and not ", veiled!("e.subject_id", "$6", "$7"), "
        and not ", client_veiled!("e.subject_id", "$6", "$7"), newest_first!());
    // What clients did: members' own acts are no news to the firm, nor is a transfer before it was handed over.
    SINCE = concat!(columns!(), "entries", joined!(), "where e.firm_id = $1 and e.created_at >= $3 and e.matter_id is not null and m.removed_at is null
        and e.kind not in ('upload begun', 'upload ended')
        and e.actor_id is not null and not exists (select 1 from members x where x.firm_id = $1 and x.person_id = e.actor_id)
        and ", sees!("e.matter_id", "$4", "$5", "$6"), newest_first!());
    // What I did, what was done to me, and who of the firm opened what I may see. Three short walks through three
    // indexes instead of one through the whole record.
    ABOUT_ME = concat!(columns!(), "(
            select * from (select * from entries where firm_id = $1 and actor_id = $5
                and created_at <= $3 and (created_at < $3 or id < $4) order by created_at desc, id desc limit $2) mine
            union select * from (select * from entries where firm_id = $1 and subject_id = $5
                and created_at <= $3 and (created_at < $3 or id < $4) order by created_at desc, id desc limit $2) of_me
            union select * from (select o.* from participants p
                join entries o on o.matter_id = p.matter_id
                    and o.kind in ('document opened', 'document downloaded', 'document checked')
                left join versions ov on ov.id = o.subject_id
                join documents od on od.id = coalesce(ov.document_id, o.subject_id)
                join members om on om.person_id = o.actor_id
                where p.firm_id = $1 and p.person_id = $5 and ", takes_part!("p", "$6"), "
                    and o.created_at <= $3 and (o.created_at < $3 or o.id < $4)
                    and (od.created_by = $5 or exists (select 1 from shares h where h.firm_id = $1 and h.document_id = od.id
                        and h.reader_id = $5 and h.revoked_at is null))
                order by o.created_at desc, o.id desc limit $2) looked
        )", joined!(), "where e.firm_id = $1", newest_first!());
    // A helper reads no matter's own title, also not after their access has ended.
    NEUTRAL = "select matter_id, title from participants where firm_id = $1 and person_id = $2 and kind = 'helper'";
    NAME = "select name from people where firm_id = $1 and id = $2";
    // Whoever came through a link is somebody else each time: their lines stand under everybody.
    ACTORS = "select distinct p.id, p.name from entries e join people p on p.id = e.actor_id
        where e.firm_id = $1 and e.matter_id = $2
          and not exists (select 1 from senders s where s.firm_id = $1 and s.person_id = p.id)";
}

/// A line of the record.
#[derive(Clone, Debug)]
pub struct Line {
    /// Which.
    pub id: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who did it; absent: the product itself, or somebody who was not in yet.
    pub actor_id: Option<PersonId>,
    /// Their name.
    pub actor_name: Option<String>,
    /// What was done.
    pub act: Act,
    /// In which matter.
    pub matter: Option<MatterId>,
    /// Its title.
    pub matter_title: Option<String>,
    /// To what: an id.
    pub subject: Option<String>,
    /// The person it was done to, when it was one.
    pub subject_name: Option<String>,
    /// The document it was done to, when it was one, or a version of it.
    pub document: Option<DocumentId>,
    /// Its title.
    pub document_title: Option<String>,
    /// What was kept with it.
    pub facts: BTreeMap<String, String>,
}

impl Line {
    /// The place behind this line.
    pub fn place(&self) -> Place<EntryId> {
        Place {
            at: self.at,
            id: self.id,
        }
    }
}

/// Which lines to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    /// From the one behind this place back.
    pub before: Option<Place<EntryId>>,
    /// Only what this person did.
    pub person: Option<PersonId>,
}

/// A page of the record, newest first.
#[derive(Clone, Debug)]
pub struct Lines {
    /// Up to [`PAGE`] lines.
    pub lines: Vec<Line>,
    /// Where the next page begins, if there is one.
    pub next: Option<Place<EntryId>>,
}

/// What happened in a matter. A member off its team reads nothing.
///
/// # Errors
/// [`Error::NotFound`] for clients and at the door.
pub fn of_matter(tx: &mut Tx<'_, '_>, matter: MatterId, reading: Reading) -> Result<Lines> {
    let eyes = tx.eyes(Whose::All)?;
    let before = reading.before.unwrap_or_else(Place::newest);
    let rows = tx.rows(
        OF_MATTER,
        &[
            &tx.firm(),
            &one_more(),
            &before.at,
            &before.id,
            &text(reading.person.as_ref()),
            &eyes.member(),
            &matter,
            &tx.now(),
        ],
        read,
    )?;
    page(tx, rows)
}

/// What happened in the firm, in matters and outside, but for what is hidden behind walls.
///
/// # Errors
/// [`Error::Forbidden`] without [`Right::ReadRecord`].
pub fn of_firm(tx: &mut Tx<'_, '_>, reading: Reading) -> Result<Lines> {
    tx.require(Right::ReadRecord)?;
    let eyes = tx.eyes(Whose::All)?;
    let before = reading.before.unwrap_or_else(Place::newest);
    let rows = tx.rows(
        OF_FIRM,
        &[
            &tx.firm(),
            &one_more(),
            &before.at,
            &before.id,
            &text(reading.person.as_ref()),
            &eyes.member(),
            &tx.now(),
        ],
        read,
    )?;
    page(tx, rows)
}

/// What clients did since a moment in the matters the actor sees, newest first.
///
/// # Errors
/// [`Error::NotFound`] for clients and at the door.
pub fn since(tx: &mut Tx<'_, '_>, since: Timestamp, whose: Whose) -> Result<Vec<Line>> {
    let eyes = tx.eyes(whose)?;
    let params: [&dyn anteroom_db::Param; 6] = [
        &tx.firm(),
        &SINCE_MOST,
        &since,
        &eyes.member(),
        &eyes.but(),
        &tx.now(),
    ];
    let rows = tx.rows(SINCE, &params, read)?;
    opened(tx, rows)
}

/// What the acting person did, what was done to them, and who of the firm opened what they may see. A client reads here
/// in the firm's own words what the firm reads of them.
///
/// # Errors
/// [`Error::SignIn`] when nobody is signed in.
pub fn about_me(tx: &mut Tx<'_, '_>, before: Option<Place<EntryId>>) -> Result<Lines> {
    let before = before.unwrap_or_else(Place::newest);
    let rows = tx.rows(
        ABOUT_ME,
        &[
            &tx.firm(),
            &one_more(),
            &before.at,
            &before.id,
            &tx.person()?,
            &tx.now(),
        ],
        read,
    )?;
    let mut lines = page(tx, rows)?;
    name_neutrally(tx, &mut lines.lines)?;
    Ok(lines)
}

/// Gives the matters somebody helps with the titles the firm chose for them.
fn name_neutrally(tx: &mut Tx<'_, '_>, lines: &mut [Line]) -> Result<()> {
    let me = tx.person()?;
    let titles = tx.rows(NEUTRAL, &[&tx.firm(), &me], |row| {
        Ok((row.get::<MatterId>(0)?, row.get::<Option<Vec<u8>>>(1)?))
    })?;
    for (matter, title) in titles {
        let title = tx.open_maybe(Under::Matter(matter), NEUTRAL_TITLE, me, title.as_deref())?;
        let of_it = lines.iter_mut().filter(|line| line.matter == Some(matter));
        of_it.for_each(|line| line.matter_title.clone_from(&title));
    }
    Ok(())
}

/// Everybody who did something in a matter, by name: whom its record can be narrowed to.
///
/// # Errors
/// [`Error::NotFound`] for clients and at the door.
pub fn actors(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<Vec<(PersonId, String)>> {
    tx.eyes(Whose::All)?;
    let rows = tx.rows(ACTORS, &[&tx.firm(), &matter], |row| {
        Ok((row.get::<PersonId>(0)?, row.get::<Vec<u8>>(1)?))
    })?;
    let mut people = rows
        .into_iter()
        .map(|(person, name)| Ok((person, tx.open(Under::Firm, PERSON_NAME, person, &name)?)))
        .collect::<Result<Vec<_>>>()?;
    people.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(people)
}

fn one_more() -> i64 {
    i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1)
}

fn text(person: Option<&PersonId>) -> &str {
    person.map_or("", Id::as_str)
}

fn page(tx: &mut Tx<'_, '_>, mut rows: Vec<Sealed>) -> Result<Lines> {
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let lines = opened(tx, rows)?;
    Ok(Lines {
        next: lines.last().filter(|_| has_more).map(Line::place),
        lines,
    })
}

fn opened(tx: &mut Tx<'_, '_>, rows: Vec<Sealed>) -> Result<Vec<Line>> {
    let mut lines = rows
        .into_iter()
        .map(|row| row.opened(tx))
        .collect::<Result<Vec<_>>>()?;
    name_readers(tx, &mut lines)?;
    Ok(lines)
}

/// Entries about sharing keep who reads as an id, sealed with their facts, where no join finds it. A page has few
/// readers, so each is looked up once.
fn name_readers(tx: &mut Tx<'_, '_>, lines: &mut [Line]) -> Result<()> {
    let mut names: HashMap<PersonId, Option<String>> = HashMap::new();
    for fact in lines
        .iter_mut()
        .filter_map(|line| line.facts.get_mut("reader"))
    {
        let Some(reader) = PersonId::parse(fact) else {
            continue;
        };
        let name = match names.entry(reader) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let sealed = tx.row(NAME, &[&tx.firm(), &reader], |row| row.get::<Vec<u8>>(0))?;
                unknown.insert(tx.open_maybe(
                    Under::Firm,
                    PERSON_NAME,
                    reader,
                    sealed.as_deref(),
                )?)
            }
        };
        if let Some(name) = name {
            fact.clone_from(name);
        }
    }
    Ok(())
}

/// A line as the database keeps it.
struct Sealed {
    line: Line,
    actor: Option<Vec<u8>>,
    matter: Option<Vec<u8>>,
    subject: Option<Vec<u8>>,
    document: Option<Vec<u8>>,
    facts: Option<Vec<u8>>,
}

fn read(row: &anteroom_db::Row<'_>) -> Result<Sealed, anteroom_db::Error> {
    Ok(Sealed {
        line: Line {
            id: row.get(0)?,
            at: row.get(1)?,
            actor_id: row.get(2)?,
            actor_name: None,
            act: row.get(4)?,
            matter: row.get(5)?,
            matter_title: None,
            subject: row.get(7)?,
            subject_name: None,
            document: row.get(9)?,
            document_title: None,
            facts: BTreeMap::new(),
        },
        actor: row.get(3)?,
        matter: row.get(6)?,
        subject: row.get(8)?,
        document: row.get(10)?,
        facts: row.get(11)?,
    })
}

impl Sealed {
    fn opened(self, tx: &Tx<'_, '_>) -> Result<Line> {
        let mut line = self.line;
        if let Some((actor, name)) = line.actor_id.zip(self.actor) {
            line.actor_name = Some(tx.open(Under::Firm, PERSON_NAME, actor, &name)?);
        }
        if let Some((subject, name)) = line.subject.as_deref().zip(self.subject) {
            line.subject_name = Some(tx.open(Under::Firm, PERSON_NAME, subject, &name)?);
        }
        let mut under = Under::Firm;
        if let Some(matter) = line.matter {
            under = Under::Matter(matter);
            line.matter_title =
                tx.open_maybe(under, MATTER_TITLE, matter, self.matter.as_deref())?;
            if let Some((document, title)) = line.document.zip(self.document) {
                line.document_title = Some(tx.open(under, DOCUMENT_TITLE, document, &title)?);
            }
        }
        if let Some(facts) = tx.open_maybe(under, FACTS, line.id, self.facts.as_deref())? {
            line.facts = serde_json::from_str(&facts).map_err(Error::bug)?;
        }
        Ok(line)
    }
}
