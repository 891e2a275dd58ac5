//! What both sides see of letters.

use std::collections::HashMap;

use super::super::{MOST, Message, of_matter, write};
use crate::{
    base::{DocumentId, Error, Form, Id, PersonId, Result, Right, Tx, VersionId, When},
    documents::{Document, Version},
    layout::initials,
    matters::{Matter, Part, Participant},
};

/// One letter.
pub(super) struct Letter {
    pub by_name: String,
    pub initials: String,
    pub at: String,
    pub iso: String,
    pub words: String,
    pub is_mine: bool,
    /// The document it is about, where the reader may see it: address and title.
    pub about: Option<(String, String)>,
    /// With whom alone the firm exchanges it.
    pub with: Option<String>,
}

/// The document the sheet is about.
pub(super) struct About {
    pub version: VersionId,
    pub title: String,
}

/// The letters of a matter with what they are about.
pub(super) struct Read {
    pub matter: Matter,
    pub messages: Vec<Message>,
    /// Titles of the documents the reader may see.
    pub titles: HashMap<DocumentId, String>,
    pub about: Option<About>,
    /// Everybody who reads what is written here, but the writer.
    pub readers: Vec<String>,
    /// Those whom the firm writes to alone, with their names.
    pub apart: Vec<(PersonId, String)>,
    /// Whether the actor may write here.
    pub may_write: bool,
}

impl Read {
    /// Reads the letters of a matter the actor may see; `about` is a version to write about, if they may read it.
    pub fn load(tx: &mut Tx<'_, '_>, matter: Matter, about: Option<VersionId>) -> Result<Self> {
        let me = tx.person()?;
        let documents = Document::of_matter(tx, &matter)?;
        let titles: HashMap<DocumentId, String> = documents
            .into_iter()
            .map(|(document, _)| (document.id, document.title))
            .collect();
        let about = match about {
            Some(version) => about_version(tx, &matter, version)?.map(|version| About {
                title: titles.get(&version.document).cloned().unwrap_or_default(),
                version: version.id,
            }),
            None => None,
        };
        let team = matter
            .team(tx)?
            .into_iter()
            .map(|member| (member.person, member.name));
        let (meeting, mut apart): (Vec<_>, Vec<_>) = matter
            .participants(tx)?
            .into_iter()
            .filter(Participant::is_in)
            .partition(Participant::meets);
        apart.retain(|participant| {
            participant.terms.part == Part::Client || participant.terms.writes
        });
        let named = |participant: Participant| (participant.person, participant.name);
        let participants = meeting.into_iter().map(named);
        let right = match matter.terms {
            Some(_) => Right::WriteLetters,
            None => Right::RunMatters,
        };
        Ok(Self {
            may_write: matter.require(tx, right).is_ok(),
            apart: apart.into_iter().map(named).collect(),
            messages: of_matter(tx, &matter)?,
            readers: team
                .chain(participants)
                .filter(|(person, _)| *person != me)
                .map(|(_, name)| name)
                .collect(),
            titles,
            about,
            matter,
        })
    }

    /// The letters as they are shown; `to` makes the address of a document.
    pub fn letters(
        &self,
        me: PersonId,
        when: &When,
        to: impl Fn(DocumentId) -> String,
    ) -> Vec<Letter> {
        self.messages
            .iter()
            .map(|message| Letter {
                by_name: message.by_name.clone(),
                initials: initials(&message.by_name),
                at: when.moment(message.at),
                iso: message.at.rfc3339(),
                words: message.words.clone(),
                is_mine: message.by == me,
                with: message
                    .with_name
                    .clone()
                    .filter(|_| message.with != Some(me)),
                about: message.document.and_then(|document| {
                    let title = self.titles.get(&document)?;
                    Some((to(document), title.clone()))
                }),
            })
            .collect()
    }
}

/// A version the actor may read in this matter, or nothing: a letter is never refused for what it was about.
fn about_version(
    tx: &mut Tx<'_, '_>,
    matter: &Matter,
    version: VersionId,
) -> Result<Option<Version>> {
    match Version::find(tx, version) {
        Ok(version) => Ok((version.matter == matter.id).then_some(version)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What was written on the sheet.
pub(super) struct Written {
    pub words: String,
    pub about: Option<VersionId>,
    /// Whom alone the firm writes to.
    pub to: Option<PersonId>,
}

impl Written {
    /// Reads the sheet; what is wrong with it stands in the form.
    pub fn read(form: &mut Form) -> Self {
        let words = form.words("words", MOST);
        if words.is_empty() {
            form.wrong("words", "messages-empty-words");
        }
        Self {
            words,
            about: VersionId::parse(form.value("about")),
            to: PersonId::parse(form.value("to")),
        }
    }

    /// Sends it.
    pub fn send(&self, tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<()> {
        let about = match self.about {
            Some(version) => about_version(tx, matter, version)?,
            None => None,
        };
        write(tx, matter, self.to, about.as_ref(), &self.words).map(drop)
    }
}
