//! The course of a matter: the stages it is led through, and where it stands among them.
//!
//! The stages come from a kind and are the matter's own from then on: their words can be changed here, and what this matter
//! does not need is skipped. Where it stands is what the newest move says; moves are never changed, so going back is another
//! move, with a word that says why.

use std::collections::HashMap;

use super::Matter;
use crate::{
    base::{
        Act, Column, Entry, Error, MatterId, PersonId, Result, Right, StageId, StageMoveId,
        Timestamp, Tx, Under, sql, takes_part,
    },
    kinds::{Kind, StageWords},
    people,
};

const NAME: Column = Column::of("matter_stages", "name");
const EXPLANATION: Column = Column::of("matter_stages", "explanation");
const LASTS: Column = Column::of("matter_stages", "lasts");
const NOTE: Column = Column::of("stage_moves", "note");

/// The columns [`read`] reads, in its order; `s` is the stage.
macro_rules! stage_columns {
    () => {
        "s.id, s.name, s.explanation, s.lasts, s.skipped_at,
            (select v.reached_at from stage_moves v where v.firm_id = $1 and v.stage_id = s.id order by v.number desc limit 1),
            case when s.id = (select v.stage_id from stage_moves v where v.firm_id = $1 and v.matter_id = s.matter_id
                order by v.number desc limit 1) then 1 else 0 end"
    };
}

sql! {
    INSERT = "insert into matter_stages (id, firm_id, matter_id, number, name, explanation, lasts) values ($1, $2, $3, $4, $5, $6, $7)";
    SET_KIND = "update matters set kind_id = $3 where firm_id = $1 and id = $2 and kind_id is null";
    STAGES = concat!("select ", stage_columns!(), " from matter_stages s where s.firm_id = $1 and s.matter_id = $2 order by s.number");
    // A helper is told no stages.
    MINE = concat!("select ", stage_columns!(), ", s.matter_id from participants a
        join matter_stages s on s.matter_id = a.matter_id
        where a.firm_id = $1 and a.person_id = $2 and a.kind = 'client' and ", takes_part!("a", "$3"), "
        order by s.matter_id, s.number");
    CHANGE = "update matter_stages set name = $4, explanation = $5, lasts = $6, skipped_at = $7
        where firm_id = $1 and matter_id = $2 and id = $3";
    MOVE = "insert into stage_moves (id, firm_id, matter_id, number, stage_id, reached_at, note, moved_by, moved_at)
        select $3, $1, $2, coalesce(max(v.number), 0) + 1, $4, $5, $6, $7, $8 from stage_moves v
        where v.firm_id = $1 and v.matter_id = $2";
    MOVES = "select v.id, v.number, s.id, s.number, s.name, v.reached_at, v.note, p.id, p.name, v.moved_at from stage_moves v
        join matter_stages s on s.id = v.stage_id
        join people p on p.id = v.moved_by
        where v.firm_id = $1 and v.matter_id = $2 order by v.number";
}

/// Where a stage lies, seen from where the matter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Behind it.
    Done,
    /// There.
    Now,
    /// Before it.
    Later,
    /// Not in this matter.
    Skipped,
}

/// A stage of a matter.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Which.
    pub id: StageId,
    /// What the client reads of it.
    pub words: StageWords,
    /// When it was last reached, if ever.
    pub reached_at: Option<Timestamp>,
    /// Where it lies.
    pub standing: Standing,
}

/// The stages of a matter, in order; none where it was begun without a kind.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// All of them, also the skipped ones.
    pub stages: Vec<Stage>,
}

/// What is written of a stage in one matter.
#[derive(Clone, Debug)]
pub struct StageChange {
    /// Which.
    pub stage: StageId,
    /// What the client reads of it.
    pub words: StageWords,
    /// Whether this matter goes without it.
    pub is_skipped: bool,
}

/// The matter coming to a stage.
#[derive(Clone, Debug)]
pub struct Move {
    /// The stage's name, as it is now.
    pub stage: String,
    /// Whether it went back.
    pub is_back: bool,
    /// The day it was reached, as the firm says.
    pub reached_at: Timestamp,
    /// What the firm says with it.
    pub note: Option<String>,
    /// The name of whoever noted it.
    pub by_name: String,
    /// When it was noted.
    pub at: Timestamp,
}

impl Course {
    /// The courses of the matters the client takes part in, in one statement.
    ///
    /// # Errors
    /// The store's; [`Error::SignIn`] at the door.
    pub fn mine(tx: &mut Tx<'_, '_>) -> Result<HashMap<MatterId, Self>> {
        let rows = tx.rows(MINE, &[&tx.firm(), &tx.person()?, &tx.now()], |row| {
            Ok((row.get::<MatterId>(7)?, read(row)?))
        })?;
        let mut of: HashMap<MatterId, Vec<Sealed>> = HashMap::new();
        for (matter, row) in rows {
            of.entry(matter).or_default().push(row);
        }
        of.into_iter()
            .map(|(matter, rows)| Ok((matter, opened(tx, matter, rows)?)))
            .collect()
    }

    /// The stages the matter goes through.
    pub fn of_matter(&self) -> impl Iterator<Item = &Stage> {
        let stages = self.stages.iter();
        stages.filter(|stage| stage.standing != Standing::Skipped)
    }

    /// Where it stands.
    pub fn now(&self) -> Option<&Stage> {
        let mut stages = self.stages.iter();
        stages.find(|stage| stage.standing == Standing::Now)
    }

    /// The stage that comes next.
    pub fn next(&self) -> Option<&Stage> {
        let mut stages = self.stages.iter();
        stages.find(|stage| stage.standing == Standing::Later)
    }

    /// "Step 3 of 6", as two numbers; skipped stages are not counted.
    pub fn place(&self) -> Option<(usize, usize)> {
        let at = self
            .of_matter()
            .position(|stage| stage.standing == Standing::Now)?;
        Some((at + 1, self.of_matter().count()))
    }
}

impl Matter {
    /// Where the matter stands among its stages; a helper is told none.
    ///
    /// # Errors
    /// The store's.
    pub fn course(&self, tx: &mut Tx<'_, '_>) -> Result<Course> {
        if self.is_for_helper() {
            return Ok(Course::default());
        }
        let rows = tx.rows(STAGES, &[&tx.firm(), &self.id], read)?;
        opened(tx, self.id, rows)
    }

    /// Gives a matter that has none the stages of a kind; it stands at the first.
    ///
    /// # Errors
    /// [`Error::Refused`] when it has a kind already, or the kind is offered no more; [`Error::Forbidden`] without
    /// [`Right::RunMatters`].
    pub fn take_kind(&self, tx: &mut Tx<'_, '_>, kind: &Kind) -> Result<()> {
        tx.require(Right::RunMatters)?;
        if kind.retired_at.is_some() {
            return Err(Error::Refused("matters-refused-kind-retired"));
        }
        if tx.run(SET_KIND, &[&tx.firm(), &self.id, &kind.id])? == 0 {
            return Err(Error::Refused("matters-refused-has-kind"));
        }
        let mut number = 0_u32;
        let mut first = None;
        for words in kind.outline(tx)?.stages {
            number += 1;
            let id: StageId = tx.new_id()?;
            first = first.or(Some(id));
            let [name, explanation, lasts] = self.seal_stage(tx, id, &words)?;
            tx.run(
                INSERT,
                &[
                    &id,
                    &tx.firm(),
                    &self.id,
                    &number,
                    &name,
                    &explanation,
                    &lasts,
                ],
            )?;
        }
        if let Some(first) = first {
            self.note_move(tx, first, tx.now(), None)?;
        }
        tx.record(
            Entry::of(Act::KindChosen)
                .in_matter(self.id)
                .about(kind.id)
                .with("words", &kind.name),
        )
    }

    /// Notes that the matter came to a stage: the next, or any other. Going back needs a word that says why.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is no stage of this matter; [`Error::Refused`] when it stands there, goes without it, or
    /// went back without a word; [`Error::Forbidden`] without [`Right::RunMatters`].
    pub fn reach(
        &self,
        tx: &mut Tx<'_, '_>,
        stage: StageId,
        reached_at: Timestamp,
        note: Option<&str>,
    ) -> Result<StageMoveId> {
        tx.require(Right::RunMatters)?;
        let course = self.course(tx)?;
        let to = course
            .stages
            .iter()
            .find(|one| one.id == stage)
            .ok_or(Error::NotFound)?;
        let act = match (to.standing, note) {
            (Standing::Later, _) => Act::StageReached,
            (Standing::Done, Some(_)) => Act::StageReturned,
            (Standing::Done, None) => return Err(Error::Refused("matters-missing-back")),
            (Standing::Now, _) => return Err(Error::Refused("matters-refused-stage-now")),
            (Standing::Skipped, _) => return Err(Error::Refused("matters-refused-stage-skipped")),
        };
        let reached_at = reached_at.min(tx.now());
        let id = self.note_move(tx, stage, reached_at, note)?;
        self.touch(tx)?;
        let mut entry = Entry::of(act)
            .in_matter(self.id)
            .about(stage)
            .with("words", &to.words.name);
        if let Some(note) = note {
            entry = entry.with("name", note);
        }
        tx.record(entry)?;
        Ok(id)
    }

    fn note_move(
        &self,
        tx: &mut Tx<'_, '_>,
        stage: StageId,
        reached_at: Timestamp,
        note: Option<&str>,
    ) -> Result<StageMoveId> {
        let id: StageMoveId = tx.new_id()?;
        let note = note
            .map(|note| tx.seal(Under::Matter(self.id), NOTE, id, note))
            .transpose()?;
        let params: [&dyn anteroom_db::Param; 8] = [
            &tx.firm(),
            &self.id,
            &id,
            &stage,
            &reached_at,
            &note,
            &tx.person()?,
            &tx.now(),
        ];
        tx.run(MOVE, &params)?;
        Ok(id)
    }

    /// Writes stages anew for this matter, and says which it goes without.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a stage of another matter; [`Error::Refused`] when it would go without the one it stands at;
    /// [`Error::Forbidden`] without [`Right::RunMatters`].
    pub fn change_stages(&self, tx: &mut Tx<'_, '_>, changes: &[StageChange]) -> Result<()> {
        tx.require(Right::RunMatters)?;
        let course = self.course(tx)?;
        for change in changes {
            let stage = course
                .stages
                .iter()
                .find(|stage| stage.id == change.stage)
                .ok_or(Error::NotFound)?;
            if change.is_skipped && stage.standing == Standing::Now {
                return Err(Error::Refused("matters-refused-skip-now"));
            }
            let [name, explanation, lasts] = self.seal_stage(tx, stage.id, &change.words)?;
            let skipped_at = change.is_skipped.then_some(tx.now());
            tx.run(
                CHANGE,
                &[
                    &tx.firm(),
                    &self.id,
                    &stage.id,
                    &name,
                    &explanation,
                    &lasts,
                    &skipped_at,
                ],
            )?;
        }
        tx.record(
            Entry::of(Act::StagesChanged)
                .in_matter(self.id)
                .about(self.id),
        )
    }

    /// Every move, the oldest first; a helper is told none.
    ///
    /// # Errors
    /// The store's.
    pub fn moves(&self, tx: &mut Tx<'_, '_>) -> Result<Vec<Move>> {
        if self.is_for_helper() {
            return Ok(Vec::new());
        }
        let rows = tx.rows(MOVES, &[&tx.firm(), &self.id], |row| {
            Ok((
                (
                    row.get::<StageMoveId>(0)?,
                    row.get::<StageId>(2)?,
                    row.get::<u32>(3)?,
                    row.get::<Vec<u8>>(4)?,
                ),
                row.get::<Timestamp>(5)?,
                row.get::<Option<Vec<u8>>>(6)?,
                (
                    row.get::<PersonId>(7)?,
                    row.get::<Vec<u8>>(8)?,
                    row.get::<Timestamp>(9)?,
                ),
            ))
        })?;
        let under = Under::Matter(self.id);
        let mut before = 0;
        rows.into_iter()
            .map(
                |((id, stage, number, name), reached_at, note, (by, by_name, at))| {
                    let is_back = number < before;
                    before = number;
                    Ok(Move {
                        stage: tx.open(under, NAME, stage, &name)?,
                        is_back,
                        reached_at,
                        note: tx.open_maybe(under, NOTE, id, note.as_deref())?,
                        by_name: people::open_name(tx, by, &by_name)?,
                        at,
                    })
                },
            )
            .collect()
    }

    fn seal_stage(&self, tx: &Tx<'_, '_>, id: StageId, words: &StageWords) -> Result<[Vec<u8>; 3]> {
        let under = Under::Matter(self.id);
        Ok([
            tx.seal(under, NAME, id, &words.name)?,
            tx.seal(under, EXPLANATION, id, &words.words)?,
            tx.seal(under, LASTS, id, &words.lasts)?,
        ])
    }
}

/// Opens the name of a stage that another statement has joined.
pub(super) fn open_name(
    tx: &Tx<'_, '_>,
    matter: MatterId,
    stage: StageId,
    sealed: &[u8],
) -> Result<String> {
    tx.open(Under::Matter(matter), NAME, stage, sealed)
}

/// A stage as the database keeps it.
struct Sealed {
    id: StageId,
    words: [Vec<u8>; 3],
    is_skipped: bool,
    reached_at: Option<Timestamp>,
    is_now: bool,
}

fn read(row: &anteroom_db::Row<'_>) -> Result<Sealed, anteroom_db::Error> {
    Ok(Sealed {
        id: row.get(0)?,
        words: [row.get(1)?, row.get(2)?, row.get(3)?],
        is_skipped: row.get::<Option<Timestamp>>(4)?.is_some(),
        reached_at: row.get(5)?,
        is_now: row.get::<i64>(6)? == 1,
    })
}

fn opened(tx: &Tx<'_, '_>, matter: MatterId, rows: Vec<Sealed>) -> Result<Course> {
    let under = Under::Matter(matter);
    let mut has_passed = false;
    let stages = rows
        .into_iter()
        .map(|row| {
            has_passed |= row.is_now;
            let [name, words, lasts] = &row.words;
            Ok(Stage {
                id: row.id,
                words: StageWords {
                    name: tx.open(under, NAME, row.id, name)?,
                    words: tx.open(under, EXPLANATION, row.id, words)?,
                    lasts: tx.open(under, LASTS, row.id, lasts)?,
                },
                reached_at: row.reached_at,
                standing: match (row.is_skipped, row.is_now, has_passed) {
                    (true, ..) => Standing::Skipped,
                    (false, true, _) => Standing::Now,
                    (false, false, true) => Standing::Later,
                    (false, false, false) => Standing::Done,
                },
            })
        })
        .collect::<Result<_>>()?;
    Ok(Course { stages })
}
