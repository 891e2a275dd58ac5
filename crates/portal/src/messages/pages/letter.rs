//! What both sides see of letters.

use std::collections::HashMap;

use super::{
    super::{Draft, Enclosed, Mark, Message, Shown, enclosed, of_matter, owed, shown},
    sheet::About,
};
use crate::{
    base::{DocumentId, Error, Lang, MessageId, PersonId, Result, Tx, VersionId, When},
    documents::{Document, Origin, Version},
    layout::initials,
    matters::{Matter, Participant},
    people::Member,
    shares::{self, Share},
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
    /// What lies with it, as far as the reader may see it: address and title.
    pub enclosed: Vec<(String, String)>,
    /// With whom alone the firm exchanges it.
    pub with: Option<String>,
    /// What became of it, in sentences.
    pub marks: Vec<String>,
}

/// The letters of a matter with what they are about, and what may be written.
pub(super) struct Read {
    pub matter: Matter,
    pub messages: Vec<Message>,
    /// The documents the reader may see, each with its newest version.
    pub documents: Vec<(Document, Version)>,
    pub about: Option<About>,
    pub team: Vec<Member>,
    /// Who may come in, as far as the reader is told of them.
    pub participants: Vec<Participant>,
    /// Whether the firm exchanges letters with the reader alone, though they see the others.
    pub has_own: bool,
    pub draft: Option<Draft>,
    /// Who sees what, for the firm.
    pub shares: Vec<Share>,
    enclosed: HashMap<MessageId, Vec<Enclosed>>,
    shown: Vec<Shown>,
    /// Letters that leave a receipt when they are shown.
    pub owed: Vec<MessageId>,
}

impl Read {
    /// Reads the letters of a matter the actor may see; `about` is a version to write about, if they may read it. `only` leaves
    /// the letters about its document.
    pub fn load(
        tx: &mut Tx<'_, '_>,
        matter: Matter,
        about: Option<VersionId>,
        only: bool,
    ) -> Result<Self> {
        let documents = Document::of_matter(tx, &matter)?;
        let draft = Draft::find(tx, &matter)?;
        let drafted = draft.as_ref().and_then(About::of_draft);
        let version = match about.or(drafted) {
            Some(version) => about_version(tx, &matter, version)?,
            None => None,
        };
        let title = |version: &Version| {
            let mut all = documents.iter();
            all.find(|(document, _)| document.id == version.document)
                .map_or_else(String::new, |(document, _)| document.title.clone())
        };
        let about = version.map(|version| About {
            title: title(&version),
            document: version.document,
            version: version.id,
        });
        let mut messages = of_matter(tx, &matter)?;
        if let Some(about) = about.as_ref().filter(|_| only) {
            messages.retain(|message| message.document == Some(about.document));
        }
        let mut owing = Vec::new();
        for message in &messages {
            if owed(tx, message)? {
                owing.push(message.id);
            }
        }
        let mut participants = matter.participants(tx)?;
        participants.retain(Participant::is_in);
        let has_own = match matter.terms {
            Some(terms) if terms.meets => super::super::has_own(tx, &matter, tx.person()?)?,
            _ => false,
        };
        Ok(Self {
            team: matter.team(tx)?,
            shares: match matter.terms {
                None => shares::of_matter(tx, &matter)?,
                Some(_) => Vec::new(),
            },
            enclosed: enclosed(tx, &matter)?,
            shown: shown(tx, &matter)?,
            owed: owing,
            participants,
            has_own,
            draft,
            messages,
            documents,
            about,
            matter,
        })
    }

    fn title(&self, document: DocumentId) -> Option<String> {
        let mut all = self.documents.iter();
        all.find(|(own, _)| own.id == document)
            .map(|(document, _)| document.title.clone())
    }

    /// The letters as they are shown; `to` makes the address of a document.
    pub fn letters(
        &self,
        me: PersonId,
        lang: &'static Lang,
        when: &When,
        to: impl Fn(DocumentId) -> String,
    ) -> Vec<Letter> {
        let named = |document| Some((to(document), self.title(document)?));
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
                about: message.document.and_then(named),
                enclosed: self
                    .enclosed
                    .get(&message.id)
                    .into_iter()
                    .flatten()
                    .filter_map(|enclosed| {
                        let (address, title) = named(enclosed.document)?;
                        let title = match enclosed.number {
                            1 => title,
                            number => {
                                lang.with2("messages-version", "title", title, "number", number)
                            }
                        };
                        Some((address, title))
                    })
                    .collect(),
                marks: self.marks(message, me, lang, when),
            })
            .collect()
    }

    /// Of a letter of one side what became of it on the other; a client's person is told of themselves and of the firm.
    fn marks(
        &self,
        message: &Message,
        me: PersonId,
        lang: &'static Lang,
        when: &When,
    ) -> Vec<String> {
        let is_firm = self.matter.terms.is_none();
        self.shown
            .iter()
            .filter(|shown| shown.message == message.id && shown.person != message.by)
            .filter(|shown| shown.is_member == (message.side == Origin::Client))
            .filter(|shown| is_firm || shown.is_member || shown.person == me)
            .map(|shown| {
                let at = when.moment(shown.at);
                match (shown.mark, shown.person == me && !is_firm) {
                    (Mark::Shown, true) => lang.with1("messages-shown-you", "at", at),
                    (Mark::Told, true) => lang.with1("messages-told-you", "at", at),
                    (mark, _) => {
                        let key = match mark {
                            Mark::Shown => "messages-shown",
                            Mark::Told => "messages-told-of",
                        };
                        lang.with2(key, "name", shown.name.as_str(), "at", at)
                    }
                }
            })
            .collect()
    }
}

/// A version the actor may read in this matter, or nothing: a letter is never refused for what it was about.
pub(super) fn about_version(
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
