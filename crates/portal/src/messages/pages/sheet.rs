//! The sheet to write on: to whom, about what, with which documents; and what was written on it.

use super::{
    super::{AnswerTemplate, Draft, MOST, NewMessage, write},
    letter::{Read, about_version},
};
use crate::{
    base::{
        DocumentId, Form, Id, Lang, Locale, MatterId, PersonId, Result, Right, Tx, UploadId,
        VersionId,
    },
    documents::{Document, HandingOver, Left, MOST_BYTES, Origin, hand_over},
    home::pages::first_names,
    layout::{Visit, first_name},
    matters::{Matter, Part, Participant},
    routes,
    shares::{SecondLook, second_look},
};

/// The fields a draft keeps.
const KEPT: [&str; 4] = ["words", "to", "about", "document"];

/// The document the sheet is about.
pub(super) struct About {
    pub version: VersionId,
    pub document: DocumentId,
    pub title: String,
}

impl About {
    /// What a draft was about.
    pub fn of_draft(draft: &Draft) -> Option<VersionId> {
        let mut fields = draft.fields.iter();
        let about = fields.find(|(name, _)| name == "about")?;
        VersionId::parse(&about.1)
    }
}

/// Somebody a letter can go to.
pub(super) struct Addressee {
    pub value: String,
    pub label: String,
    pub hint: String,
    /// Whom alone; absent: everybody who sees the others.
    with: Option<PersonId>,
}

/// A document that can lie with the letter.
pub(super) struct Offer {
    pub id: DocumentId,
    pub title: String,
    /// Who sees it now.
    pub note: String,
    /// Whether it waits for a second look on its own page.
    pub is_barred: bool,
}

/// A ready answer, in one language.
pub(super) struct Ready {
    pub value: String,
    pub title: String,
    pub language: &'static str,
    pub locale: Locale,
}

/// Files that can be sent with the letter.
pub(super) struct Files {
    pub left: Left,
    pub most: u64,
    pub matter: MatterId,
}

/// The sheet.
pub(super) struct Sheet {
    pub action: String,
    pub draft: String,
    pub about: Option<About>,
    /// Where all letters of the matter are, when only those about a document are shown.
    pub all: Option<String>,
    /// Who reads what is written.
    pub readers: String,
    pub to: Vec<Addressee>,
    pub offers: Vec<Offer>,
    /// What becomes of the documents that are added.
    pub offers_hint: &'static str,
    pub ready: Vec<Ready>,
    /// That a draft was saved, and when.
    pub saved: Option<String>,
    /// In which languages the client's side reads, for the firm.
    pub read_in: Option<String>,
    pub files: Option<Files>,
    /// Whether files can be added.
    pub may_add_files: bool,
    pub most: usize,
}

impl Sheet {
    /// The sheet for whoever looks at what was read.
    pub fn of(visit: &Visit, read: &mut Read, only: bool) -> Result<Self> {
        let (lang, when) = (visit.lang(), visit.when());
        let is_firm = read.matter.terms.is_none();
        let id = read.matter.id;
        let mut to = addressees(visit, read)?;
        // Where there is only everybody, nothing is to be chosen.
        if to.len() == 1 {
            to.retain(|one| one.with.is_some());
        }
        let (action, draft) = if is_firm {
            (
                routes::matter_messages(id),
                routes::matter_message_draft(id),
            )
        } else {
            (routes::my_messages(id), routes::my_message_draft(id))
        };
        Ok(Self {
            all: (only && read.about.is_some()).then(|| action.clone()),
            action,
            draft,
            readers: readers(visit, read)?,
            to,
            offers: offers(read, lang),
            offers_hint: if is_firm {
                "messages-documents-hint"
            } else {
                "messages-documents-hint-mine"
            },
            ready: Vec::new(),
            saved: read
                .draft
                .as_ref()
                .map(|draft| lang.with1("messages-draft-saved", "at", when.moment(draft.saved_at))),
            read_in: is_firm.then(|| read_in(read, lang)).flatten(),
            files: None,
            may_add_files: !is_firm && read.matter.allows(Right::HandOver),
            about: read.about.take(),
            most: MOST,
        })
    }

    /// With ready answers, those in the languages of the client's side first.
    pub fn with_ready(mut self, templates: Vec<AnswerTemplate>, read: &Read) -> Self {
        for template in &templates {
            for (locale, _) in template.words.by_language() {
                self.ready.push(Ready {
                    value: format!("{}:{}", template.id, locale.as_str()),
                    title: template.words.title.clone(),
                    language: locale.own_name(),
                    locale,
                });
            }
        }
        let reads = |locale| {
            let mut all = read.participants.iter();
            all.any(|participant| participant.locale == locale)
        };
        self.ready.sort_by_key(|ready| !reads(ready.locale));
        self
    }

    /// With a place for files.
    pub fn with_files(mut self, left: Left, matter: MatterId) -> Self {
        self.action = routes::my_messages_with_files(matter);
        self.may_add_files = false;
        self.files = Some(Files {
            left,
            most: MOST_BYTES,
            matter,
        });
        self
    }
}

/// What the sheet holds before anything was typed: the draft, or to whom it goes first.
pub(super) fn blank(read: &Read) -> Form {
    if let Some(draft) = &read.draft {
        return Form::of(draft.fields.clone());
    }
    let is_alone = read.has_own
        && read
            .messages
            .iter()
            .rev()
            .find(|message| message.side == Origin::Firm)
            .is_some_and(|message| message.with.is_some());
    let to = if is_alone { "alone" } else { "all" };
    Form::filled([("to", to.to_owned())])
}

/// What a draft keeps of a form.
pub(super) fn kept(form: &Form) -> Vec<(String, String)> {
    let fields = form.fields().iter();
    fields
        .filter(|(name, _)| KEPT.contains(&name.as_str()))
        .cloned()
        .collect()
}

/// "Read by Daniel, Nadia and Tom."
fn readers(visit: &Visit, read: &Read) -> Result<String> {
    let (lang, me) = (visit.lang(), visit.actor().person());
    let team = read.team.iter().map(|member| (member.person, &member.name));
    let meeting = read.participants.iter().filter(|one| one.meets());
    let names: Vec<&str> = team
        .chain(meeting.map(|one| (one.person, &one.name)))
        .filter(|(person, _)| Some(*person) != me)
        .map(|(_, name)| name.as_str())
        .collect();
    let names = first_names(lang, &names, &visit.look()?.name);
    Ok(lang.with1("messages-readers", "names", names))
}

/// Whom the letter can go to; nobody to choose among where there is only one way.
fn addressees(visit: &Visit, read: &Read) -> Result<Vec<Addressee>> {
    let lang = visit.lang();
    let firm = &visit.look()?.name;
    let (meeting, apart): (Vec<_>, Vec<_>) = read
        .participants
        .iter()
        .partition(|participant| participant.meets());
    let mut to = Vec::new();
    if read.matter.terms.is_some() {
        if read.has_own {
            to.push(Addressee {
                value: "alone".into(),
                label: lang.with1("messages-to-firm-alone", "firm", firm),
                hint: lang.t("messages-to-alone-hint").to_owned(),
                with: visit.actor().person(),
            });
            to.push(Addressee {
                value: "all".into(),
                label: lang.t("messages-to-all-mine").to_owned(),
                hint: readers(visit, read)?,
                with: None,
            });
        }
        return Ok(to);
    }
    let alone = |participant: &&Participant| Addressee {
        value: participant.person.to_string(),
        label: lang.with1("messages-to-alone", "name", participant.name.as_str()),
        hint: lang.t("messages-to-alone-hint").to_owned(),
        with: Some(participant.person),
    };
    if !meeting.is_empty() {
        to.push(Addressee {
            value: "all".into(),
            label: lang.t("messages-to-all").to_owned(),
            hint: readers(visit, read)?,
            with: None,
        });
    }
    if meeting.len() > 1 {
        to.extend(meeting.iter().map(alone));
    }
    let apart = apart
        .into_iter()
        .filter(|one| one.terms.part == Part::Client || one.terms.writes);
    to.extend(apart.collect::<Vec<_>>().iter().map(alone));
    Ok(to)
}

fn offers(read: &Read, lang: &'static Lang) -> Vec<Offer> {
    let is_firm = read.matter.terms.is_none();
    let offer = |(document, version): &(Document, crate::documents::Version)| {
        let sees: Vec<&str> = read
            .shares
            .iter()
            .filter(|share| share.document == document.id)
            .map(|share| first_name(&share.reader_name))
            .collect();
        let names = [document.title.as_str(), version.name.as_str()];
        let looks_internal = second_look(names) == Some(SecondLook::Internal);
        let is_barred =
            is_firm && sees.is_empty() && document.origin == Origin::Firm && looks_internal;
        let note = if !is_firm {
            String::new()
        } else if is_barred {
            lang.t("messages-document-internal").to_owned()
        } else if !sees.is_empty() {
            lang.with1("messages-document-open", "names", lang.list(&sees))
        } else if document.origin == Origin::Firm {
            lang.t("messages-document-firm-only").to_owned()
        } else {
            lang.t("messages-document-from-client").to_owned()
        };
        Offer {
            id: document.id,
            title: document.title.clone(),
            note,
            is_barred,
        }
    };
    let open = read.documents.iter();
    open.filter(|(_, version)| version.passage.is_open())
        .map(offer)
        .collect()
}

/// "Nadia reads in French.", where somebody of the client's side reads in another language than the page.
fn read_in(read: &Read, lang: &'static Lang) -> Option<String> {
    let others = read
        .participants
        .iter()
        .filter(|one| one.locale != lang.locale());
    let names: Vec<&str> = others.map(|one| first_name(&one.name)).collect();
    if names.is_empty() {
        return None;
    }
    let other = Locale::ALL
        .iter()
        .find(|locale| **locale != lang.locale())?;
    Some(lang.with2(
        "messages-read-in",
        "names",
        lang.list(&names),
        "language",
        other.own_name(),
    ))
}

/// What was written on the sheet.
#[derive(Clone)]
pub(super) struct Written {
    words: String,
    about: Option<VersionId>,
    /// The correspondences it goes into.
    to: Vec<Option<PersonId>>,
    documents: Vec<DocumentId>,
    /// Files that came with it.
    pub uploads: Vec<UploadId>,
}

impl Written {
    /// Reads the sheet; what is wrong with it stands in the form.
    ///
    /// # Errors
    /// [`NotFound`](crate::base::Error::NotFound) for somebody a letter cannot go to.
    pub fn read(visit: &Visit, read: &Read, form: &mut Form) -> Result<Self> {
        let words = form.words("words", MOST);
        if words.is_empty() {
            form.wrong("words", "messages-empty-words");
        }
        let addressees = addressees(visit, read)?;
        let mut to = Vec::new();
        for value in form.all("to").filter(|value| !value.is_empty()) {
            match addressees.iter().find(|one| one.value == value) {
                Some(one) => to.push(one.with),
                // Where there is nothing to choose, the form says "all".
                None if value == "all" && addressees.is_empty() => to.push(None),
                None => return Err(crate::base::Error::NotFound),
            }
        }
        match addressees.as_slice() {
            [] if to.is_empty() => to.push(None),
            [only] if to.is_empty() => to.push(only.with),
            _ if to.is_empty() => form.wrong("to", "messages-choose-to"),
            _ => {}
        }
        Ok(Self {
            words,
            about: VersionId::parse(form.value("about")),
            to,
            documents: form.all("document").filter_map(DocumentId::parse).collect(),
            uploads: Vec::new(),
        })
    }

    /// Sends it.
    pub fn send(&self, tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<()> {
        let about = match self.about {
            Some(version) => about_version(tx, matter, version)?,
            None => None,
        };
        let mut documents = Vec::with_capacity(self.documents.len());
        for document in &self.documents {
            documents.push(Document::find(tx, *document)?.latest(tx)?);
        }
        if !self.uploads.is_empty() {
            let over = HandingOver {
                uploads: self.uploads.clone(),
                ..HandingOver::default()
            };
            documents.extend(hand_over(tx, matter, &over)?.files);
        }
        for with in &self.to {
            let new = NewMessage {
                with: *with,
                about: about.clone(),
                documents: documents.clone(),
                words: self.words.clone(),
            };
            write(tx, matter, &new)?;
        }
        Ok(())
    }
}
