//! Kinds of matter: what a firm begins a matter of that kind with. The stages its client is led through, what the firm
//! usually asks for, the folders it files in, and what the client keeps safe at the end.
//!
//! The product comes with eight kinds in each language; a firm gets its own copy when it is founded, and only that copy
//! counts from then on. A kind is written in one language, the one its clients read. It is never deleted, only offered no
//! more, because matters were begun with it; and what a matter was begun with is the matter's own, so that changing a kind
//! changes no matter.

mod area;
mod founding;
pub mod pages;

pub use area::Area;
pub use founding::found;

use serde::{Deserialize, Serialize};

use crate::base::{
    Act, Column, Entry, Error, KindId, Locale, Result, Right, Timestamp, Tx, Under, sql,
};

/// Column of a kind's name.
const NAME: Column = Column::of("matter_kinds", "name");
const OUTLINE: Column = Column::of("matter_kinds", "outline");

/// The most stages: what a client takes in at a glance.
pub const MOST_STAGES: usize = 8;
/// The most usual requests, folders and things to keep.
pub const MOST_LINES: usize = 20;

sql! {
    ALL = "select id, locale, area, name, retired_at from matter_kinds where firm_id = $1 order by locale, created_at, id";
    FIND = "select id, locale, area, name, retired_at from matter_kinds where firm_id = $1 and id = $2";
    OUTLINE_OF = "select outline from matter_kinds where firm_id = $1 and id = $2";
    INSERT = "insert into matter_kinds (id, firm_id, locale, area, name, outline, created_at) values ($1, $2, $3, $4, $5, $6, $7)";
    CHANGE = "update matter_kinds set locale = $3, area = $4, name = $5, outline = $6 where firm_id = $1 and id = $2";
    RETIRE = "update matter_kinds set retired_at = $3 where firm_id = $1 and id = $2 and retired_at is null";
    BRING_BACK = "update matter_kinds set retired_at = null where firm_id = $1 and id = $2 and retired_at is not null";
}

/// A kind of matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Which.
    pub id: KindId,
    /// The language it is written in.
    pub locale: Locale,
    /// The area of practice.
    pub area: Area,
    /// Its name, which the firm reads.
    pub name: String,
    /// Since when it is offered no more.
    pub retired_at: Option<Timestamp>,
}

/// A stage in words the client reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageWords {
    /// Its name: "You sign".
    pub name: String,
    /// One plain sentence on what happens in it.
    pub words: String,
    /// How long it usually takes, in words; may be empty.
    pub lasts: String,
}

/// Something a firm usually asks its client for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsualItem {
    /// What it is.
    pub title: String,
    /// What a good one looks like; may be empty.
    pub hint: String,
}

/// What a kind brings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// The stages, in order.
    pub stages: Vec<StageWords>,
    /// What is usually asked for.
    pub asks: Vec<UsualItem>,
    /// Folders of the firm's own filing.
    pub folders: Vec<String>,
    /// What the client keeps safe at the end, and for how long.
    pub keep: Vec<String>,
}

/// What the firm writes of a kind.
#[derive(Clone, Debug)]
pub struct KindWords {
    /// The language it is written in.
    pub locale: Locale,
    /// The area of practice.
    pub area: Area,
    /// Its name.
    pub name: String,
    /// What it brings.
    pub outline: Outline,
}

impl KindWords {
    /// Refuses a kind a matter could not be begun with.
    fn check(&self) -> Result<()> {
        if self.outline.stages.len() < 2 || self.outline.stages.len() > MOST_STAGES {
            return Err(Error::Refused("kinds-refused-stages"));
        }
        Ok(())
    }
}

impl Kind {
    /// Every kind of the firm, also those offered no more: by language, the oldest first.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for clients.
    pub fn all(tx: &mut Tx<'_, '_>) -> Result<Vec<Self>> {
        tx.require(Right::ReadMatters)?;
        let rows = tx.rows(ALL, &[&tx.firm()], read)?;
        rows.into_iter().map(|row| opened(tx, row)).collect()
    }

    /// A kind of the firm.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none; [`Error::Forbidden`] for clients.
    pub fn find(tx: &mut Tx<'_, '_>, id: KindId) -> Result<Self> {
        tx.require(Right::ReadMatters)?;
        let row = tx
            .row(FIND, &[&tx.firm(), &id], read)?
            .ok_or(Error::NotFound)?;
        opened(tx, row)
    }

    /// What it brings.
    ///
    /// # Errors
    /// The store's.
    pub fn outline(&self, tx: &mut Tx<'_, '_>) -> Result<Outline> {
        let sealed = tx
            .row(OUTLINE_OF, &[&tx.firm(), &self.id], |row| {
                row.get::<Vec<u8>>(0)
            })?
            .ok_or(Error::NotFound)?;
        let text = tx.open(Under::Firm, OUTLINE, self.id, &sealed)?;
        serde_json::from_str(&text).map_err(Error::bug)
    }

    /// Adds a kind.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but owners; [`Error::Refused`] with too few or too many stages.
    pub fn add(tx: &mut Tx<'_, '_>, words: &KindWords) -> Result<KindId> {
        tx.require(Right::RunFirm)?;
        words.check()?;
        let id = insert(tx, words, tx.now())?;
        tx.record(
            Entry::of(Act::KindAdded)
                .about(id)
                .with("words", &words.name),
        )?;
        Ok(id)
    }

    /// Writes it anew. Matters begun with it stay as they are.
    ///
    /// # Errors
    /// As [`add`](Kind::add).
    pub fn change(&self, tx: &mut Tx<'_, '_>, words: &KindWords) -> Result<()> {
        tx.require(Right::RunFirm)?;
        words.check()?;
        let (name, outline) = sealed(tx, self.id, words)?;
        tx.run(
            CHANGE,
            &[
                &tx.firm(),
                &self.id,
                &words.locale,
                &words.area,
                &name,
                &outline,
            ],
        )?;
        tx.record(
            Entry::of(Act::KindChanged)
                .about(self.id)
                .with("words", &words.name),
        )
    }

    /// Offers it no more. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but owners.
    pub fn retire(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::RunFirm)?;
        if tx.run(RETIRE, &[&tx.firm(), &self.id, &tx.now()])? == 1 {
            tx.record(
                Entry::of(Act::KindRetired)
                    .about(self.id)
                    .with("words", &self.name),
            )?;
        }
        Ok(())
    }

    /// Offers it again. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but owners.
    pub fn bring_back(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::RunFirm)?;
        if tx.run(BRING_BACK, &[&tx.firm(), &self.id])? == 1 {
            tx.record(
                Entry::of(Act::KindBroughtBack)
                    .about(self.id)
                    .with("words", &self.name),
            )?;
        }
        Ok(())
    }
}

/// What the firm usually asks for in a matter of this kind, in the language the kind is written in.
///
/// # Errors
/// As [`Kind::find`].
pub fn usual_requests(tx: &mut Tx<'_, '_>, kind: KindId) -> Result<Vec<UsualItem>> {
    Ok(Kind::find(tx, kind)?.outline(tx)?.asks)
}

fn insert(tx: &mut Tx<'_, '_>, words: &KindWords, created_at: Timestamp) -> Result<KindId> {
    let id: KindId = tx.new_id()?;
    let (name, outline) = sealed(tx, id, words)?;
    tx.run(
        INSERT,
        &[
            &id,
            &tx.firm(),
            &words.locale,
            &words.area,
            &name,
            &outline,
            &created_at,
        ],
    )?;
    Ok(id)
}

fn sealed(tx: &Tx<'_, '_>, id: KindId, words: &KindWords) -> Result<(Vec<u8>, Vec<u8>)> {
    let outline = serde_json::to_string(&words.outline).map_err(Error::bug)?;
    Ok((
        tx.seal(Under::Firm, NAME, id, &words.name)?,
        tx.seal(Under::Firm, OUTLINE, id, &outline)?,
    ))
}

fn read(row: &anteroom_db::Row<'_>) -> Result<(Kind, Vec<u8>), anteroom_db::Error> {
    let kind = Kind {
        id: row.get(0)?,
        locale: row.get(1)?,
        area: row.get(2)?,
        name: String::new(),
        retired_at: row.get(4)?,
    };
    Ok((kind, row.get(3)?))
}

fn opened(tx: &Tx<'_, '_>, (mut kind, name): (Kind, Vec<u8>)) -> Result<Kind> {
    kind.name = tx.open(Under::Firm, NAME, kind.id, &name)?;
    Ok(kind)
}
