//! Ready answers to what many clients ask: words of the firm in each of its languages, put into a letter and changed there.

use crate::base::{
    Act, AnswerTemplateId, Column, Entry, Error, Locale, Result, Right, Tx, Under, sql,
};

const TITLE: Column = Column::of("answer_templates", "title");
const WORDS_EN: Column = Column::of("answer_templates", "words_en");
const WORDS_FR: Column = Column::of("answer_templates", "words_fr");

sql! {
    INSERT = "insert into answer_templates (id, firm_id, title, words_en, words_fr, changed_by, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    CHANGE = "update answer_templates set title = $3, words_en = $4, words_fr = $5, changed_by = $6, changed_at = $7
        where firm_id = $1 and id = $2 and removed_at is null";
    REMOVE = "update answer_templates set removed_at = $3, changed_by = $4 where firm_id = $1 and id = $2 and removed_at is null";
    ALL = "select id, title, words_en, words_fr from answer_templates where firm_id = $1 and removed_at is null order by id";
}

/// What a ready answer says.
#[derive(Clone, Debug, Default)]
pub struct AnswerWords {
    /// What the firm calls it; no client reads that.
    pub title: String,
    /// In English; empty where it has none.
    pub en: String,
    /// In French; empty where it has none.
    pub fr: String,
}

/// A ready answer.
#[derive(Clone, Debug)]
pub struct AnswerTemplate {
    /// Which.
    pub id: AnswerTemplateId,
    /// What it says.
    pub words: AnswerWords,
}

impl AnswerTemplate {
    /// Every ready answer of the firm, in the order they were added.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for clients.
    pub fn all(tx: &mut Tx<'_, '_>) -> Result<Vec<Self>> {
        tx.require(Right::ReadMatters)?;
        let rows = tx.rows(ALL, &[&tx.firm()], |row| {
            Ok((
                row.get::<AnswerTemplateId>(0)?,
                row.get::<Vec<u8>>(1)?,
                row.get::<Option<Vec<u8>>>(2)?,
                row.get::<Option<Vec<u8>>>(3)?,
            ))
        })?;
        let firm = Under::Firm;
        rows.into_iter()
            .map(|(id, title, en, fr)| {
                let words = AnswerWords {
                    title: tx.open(firm, TITLE, id, &title)?,
                    en: tx
                        .open_maybe(firm, WORDS_EN, id, en.as_deref())?
                        .unwrap_or_default(),
                    fr: tx
                        .open_maybe(firm, WORDS_FR, id, fr.as_deref())?
                        .unwrap_or_default(),
                };
                Ok(Self { id, words })
            })
            .collect()
    }

    /// The ready answer.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was removed or never was.
    pub fn find(tx: &mut Tx<'_, '_>, id: AnswerTemplateId) -> Result<Self> {
        let all = Self::all(tx)?;
        all.into_iter()
            .find(|template| template.id == id)
            .ok_or(Error::NotFound)
    }

    /// Adds one, or changes the one named. Letters that were made from it stay as they are.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::RunMatters`]; [`Error::NotFound`] when it was removed meanwhile.
    pub fn keep(
        tx: &mut Tx<'_, '_>,
        known: Option<AnswerTemplateId>,
        words: &AnswerWords,
    ) -> Result<()> {
        tx.require(Right::RunMatters)?;
        let id = known.map_or_else(|| tx.new_id(), Ok)?;
        let title = tx.seal(Under::Firm, TITLE, id, &words.title)?;
        let sealed = |column, words: &str| match words {
            "" => Ok(None),
            words => tx.seal(Under::Firm, column, id, words).map(Some),
        };
        let (en, fr) = (sealed(WORDS_EN, &words.en)?, sealed(WORDS_FR, &words.fr)?);
        let (firm, now, person) = (tx.firm(), tx.now(), tx.person()?);
        let rows = match known {
            Some(_) => tx.run(CHANGE, &[&firm, &id, &title, &en, &fr, &person, &now])?,
            None => tx.run(INSERT, &[&id, &firm, &title, &en, &fr, &person, &now])?,
        };
        if rows == 0 {
            return Err(Error::NotFound);
        }
        tx.record(
            Entry::of(Act::AnswerTemplateKept)
                .about(id)
                .with("words", &words.title),
        )
    }

    /// Removes it. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::RunMatters`].
    pub fn remove(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::RunMatters)?;
        tx.run(REMOVE, &[&tx.firm(), &self.id, &tx.now(), &tx.person()?])?;
        tx.record(
            Entry::of(Act::AnswerTemplateRemoved)
                .about(self.id)
                .with("words", &self.words.title),
        )
    }
}

impl AnswerWords {
    /// The languages it has words in, with the words.
    pub fn by_language(&self) -> impl Iterator<Item = (Locale, &str)> {
        [
            (Locale::En, self.en.as_str()),
            (Locale::Fr, self.fr.as_str()),
        ]
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
    }
}
