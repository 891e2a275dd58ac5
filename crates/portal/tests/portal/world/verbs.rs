//! What people do before a story begins: short verbs through the models, as the person who does them.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use anteroom::{
    base::{
        ClientId, DocumentId, Id, ItemId, MatterId, RequestId, ShareId, SharingId, Timestamp,
        UploadId, VersionId, new_id,
    },
    clients::{Client, ClientKind},
    documents::{self, Document, Version},
    matters::{Area, Joining, Matter, NewMatter, Part, Terms, Trade},
    messages,
    requests::{self, NewItem, NewRequest, Request},
    shares::{self, NewSharing, Opening, Share, Tell},
};

use super::Persona;

/// One version of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Where it lies.
    pub matter: MatterId,
    /// The document.
    pub document: DocumentId,
    /// The version.
    pub version: VersionId,
}

/// The smallest picture there is: one white point.
pub const PICTURE: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\xb18\xf6\x14\x00\x00\x00\x00IEND\xaeB`\x82";

/// The sentence people confirm in stories.
pub const SENTENCE: &str = "I have reviewed this version.";

impl Persona {
    /// Opens a matter for a new client and lets these people in.
    pub fn opens_matter(&self, title: &str, clients: &[&Self]) -> MatterId {
        self.opens_for(None, title, clients)
    }

    /// Opens a further matter of a client.
    pub fn opens_matter_of(&self, client: ClientId, title: &str, people: &[&Self]) -> MatterId {
        self.opens_for(Some(client), title, people)
    }

    fn opens_for(&self, known: Option<ClientId>, title: &str, clients: &[&Self]) -> MatterId {
        static NUMBER: AtomicU32 = AtomicU32::new(1);
        let id: MatterId = new_id(self.inside.portal.now()).unwrap();
        self.inside
            .handle
            .block_on(self.inside.portal.make_matter_key(id))
            .unwrap();
        self.inside.keeps_secret(title.as_bytes());
        let number = format!("2026-{:04}", NUMBER.fetch_add(1, Ordering::SeqCst));
        self.inside.keeps_secret(number.as_bytes());
        let name = clients
            .first()
            .map_or("Nobody's Estate", |client| client.name.as_str())
            .to_owned();
        let (title, responsible) = (title.to_owned(), self.id());
        let readers: Vec<_> = clients.iter().map(|client| client.id()).collect();
        self.changes(move |tx| {
            let client = match known {
                Some(client) => Client::find(tx, client)?,
                None => Client::add(tx, ClientKind::Person, &name)?,
            };
            let new = NewMatter {
                client: client.id,
                number: number.clone(),
                title: title.clone(),
                area: Area::RealEstate,
                responsible,
                team: Vec::new(),
            };
            let matter = Matter::open(tx, id, &new)?;
            for reader in &readers {
                client.link_contact(tx, *reader)?;
                matter.let_in(tx, *reader)?;
            }
            Ok(())
        })
        .unwrap();
        id
    }

    /// Takes a colleague onto the team.
    pub fn takes_on(&self, matter: MatterId, colleague: &Self) {
        let person = colleague.id();
        self.changes(move |tx| Matter::find(tx, matter)?.join_team(tx, person))
            .unwrap();
    }

    /// Lets somebody into a matter, as a contact of its client.
    pub fn lets_in(&self, matter: MatterId, client: &Self) {
        let person = client.id();
        self.changes(move |tx| {
            let matter = Matter::find(tx, matter)?;
            Client::find(tx, matter.client)?.link_contact(tx, person)?;
            matter.let_in(tx, person)
        })
        .unwrap();
    }

    /// Lets somebody into a matter on these terms.
    pub fn lets_in_on(&self, matter: MatterId, person: &Self, terms: Terms) {
        let (person, joining) = (person.id(), Joining::on(terms));
        self.changes(move |tx| Matter::find(tx, matter)?.let_in_on(tx, person, &joining))
            .unwrap();
    }

    /// Lets a helper in for so many days, who reads `title` instead of the matter's.
    pub fn lets_help(&self, matter: MatterId, helper: &Self, title: &str, days: u64) {
        self.inside.keeps_secret(title.as_bytes());
        let (helper, title) = (helper.id(), title.to_owned());
        self.changes(move |tx| {
            let terms = Terms {
                part: Part::Helper,
                trade: Some(Trade::Accountant),
                sends: false,
                writes: false,
                meets: false,
                ends_at: Some(tx.now().after(Duration::from_secs(days * 24 * 60 * 60))),
            };
            let joining = Joining {
                terms,
                title: Some(title.clone()),
            };
            Matter::find(tx, matter)?.let_in_on(tx, helper, &joining)
        })
        .unwrap();
    }

    /// Puts a wall around a matter.
    pub fn walls(&self, matter: MatterId) {
        self.changes(move |tx| Matter::find(tx, matter)?.put_wall_up(tx))
            .unwrap();
    }

    /// Ends a client's contact's access to a matter.
    pub fn ends_access(&self, matter: MatterId, client: &Self) {
        let person = client.id();
        self.changes(move |tx| Matter::find(tx, matter)?.end_access(tx, person))
            .unwrap();
    }

    /// Writes the sentence the client reads.
    pub fn says(&self, matter: MatterId, words: &str) {
        self.inside.keeps_secret(words.as_bytes());
        let words = words.to_owned();
        self.changes(move |tx| Matter::find(tx, matter)?.write_status(tx, &words, None))
            .unwrap();
    }

    /// Adds a document, which stays firm only.
    pub fn adds(&self, matter: MatterId, name: &str, bytes: &[u8]) -> Paper {
        let upload = self.uploads(matter, name, bytes);
        let title = documents::title_of(name);
        self.changes(move |tx| {
            let upload = documents::FinishedUpload::find(tx, upload)?;
            let (document, version) = documents::add(tx, &upload, &title)?;
            Ok(Paper {
                matter,
                document: document.id,
                version: version.id,
            })
        })
        .unwrap()
    }

    /// Replaces a document's newest version, and says why.
    pub fn replaces(&self, paper: Paper, name: &str, bytes: &[u8], reason: &str) -> Paper {
        let upload = self.uploads(paper.matter, name, bytes);
        self.inside.keeps_secret(reason.as_bytes());
        let reason = reason.to_owned();
        self.changes(move |tx| {
            let upload = documents::FinishedUpload::find(tx, upload)?;
            let document = Document::find(tx, paper.document)?;
            let version = document.add_version(tx, &upload, Some(&reason))?;
            Ok(Paper {
                version: version.id,
                ..paper
            })
        })
        .unwrap()
    }

    /// Hands documents over to the firm.
    pub fn hands_over(&self, matter: MatterId, files: &[(&str, &[u8])]) -> Vec<Paper> {
        let uploads: Vec<_> = files
            .iter()
            .map(|(name, bytes)| self.uploads(matter, name, bytes))
            .collect();
        self.changes(move |tx| {
            let matter = Matter::find(tx, matter)?;
            let over = documents::HandingOver {
                uploads: uploads.clone(),
                ..documents::HandingOver::default()
            };
            let delivery = documents::hand_over(tx, &matter, &over)?;
            let paper = |version: &Version| Paper {
                matter: matter.id,
                document: version.document,
                version: version.id,
            };
            Ok(delivery.files.iter().map(paper).collect())
        })
        .unwrap()
    }

    /// Hands over one file that arrives in pieces, each a segment of its own.
    pub fn hands_over_in_pieces(&self, matter: MatterId, name: &str, pieces: &[&[u8]]) -> Paper {
        self.inside.keeps_secret(name.as_bytes());
        let length = pieces.iter().map(|piece| piece.len()).sum();
        let upload = self.browse(async |browser| {
            let create = anteroom::routes::uploads(matter);
            let begun = browser.tus_create(&create, name, length).await.expect(201);
            let path = begun.header("location").to_owned();
            let mut offset = 0;
            for piece in pieces {
                let answer = browser.tus_patch(&path, offset, piece.to_vec()).await;
                let _ = answer.expect(204);
                offset += piece.len();
            }
            UploadId::parse(path.rsplit('/').next().unwrap()).unwrap()
        });
        self.changes(move |tx| {
            let matter = Matter::find(tx, matter)?;
            let over = documents::HandingOver {
                uploads: vec![upload],
                ..documents::HandingOver::default()
            };
            let delivery = documents::hand_over(tx, &matter, &over)?;
            Ok(Paper {
                matter: matter.id,
                document: delivery.files[0].document,
                version: delivery.files[0].id,
            })
        })
        .unwrap()
    }

    /// Sends a file's bytes, all at once.
    pub fn uploads(&self, matter: MatterId, name: &str, bytes: &[u8]) -> anteroom::base::UploadId {
        self.inside.keeps_secret(name.as_bytes());
        self.inside
            .keeps_secret(documents::title_of(name).as_bytes());
        if bytes.len() >= 16 {
            self.inside.keeps_secret(bytes);
        }
        let (actor, bytes) = (self.actor(), bytes.to_vec());
        self.inside
            .handle
            .block_on(documents::receive_whole(
                &self.inside.portal,
                &actor,
                matter,
                name,
                bytes,
            ))
            .unwrap()
            .id
    }

    /// Opens the living document to a reader.
    pub fn shares(&self, paper: Paper, reader: &Self) -> ShareId {
        self.shares_so(paper, reader, false, None)
    }

    /// Opens this one version to a reader, for ever.
    pub fn shares_version(&self, paper: Paper, reader: &Self) -> ShareId {
        self.shares_so(paper, reader, true, None)
    }

    /// Opens the document to a reader and asks them to review it within a week.
    pub fn asks_to_review(&self, paper: Paper, reader: &Self, note: &str) -> ShareId {
        self.shares_so(paper, reader, false, Some(note))
    }

    fn shares_so(&self, paper: Paper, reader: &Self, fixed: bool, note: Option<&str>) -> ShareId {
        let (reader, note) = (reader.id(), note.map(ToOwned::to_owned));
        if let Some(note) = &note {
            self.inside.keeps_secret(note.as_bytes());
        }
        self.changes(move |tx| {
            let matter = Matter::find(tx, paper.matter)?;
            let opening = Opening {
                document: paper.document,
                title: Document::find(tx, paper.document)?.title,
                version: fixed.then_some(paper.version),
            };
            let week = Duration::from_secs(7 * 24 * 60 * 60);
            let sharing = NewSharing {
                documents: vec![opening],
                readers: vec![reader],
                review_by: note.as_ref().map(|_| tx.now().after(week)),
                note: note.clone(),
                tell: Tell::Now,
            };
            let sharing: SharingId = shares::share(tx, &matter, &sharing)?;
            let made = shares::of_sharing(tx, sharing)?;
            Ok(made[0].id)
        })
        .unwrap()
    }

    /// Asks for these things, each within so many days, and tells those asked; answers the list and its items.
    pub fn asks_for(
        &self,
        matter: MatterId,
        people: &[&Self],
        title: &str,
        things: &[(&str, i64)],
    ) -> (RequestId, Vec<ItemId>) {
        let people = people.iter().map(|person| person.id()).collect();
        self.inside.keeps_secret(title.as_bytes());
        let now = self.inside.portal.now();
        let items = things.iter().map(|(what, days)| {
            self.inside.keeps_secret(what.as_bytes());
            NewItem {
                title: (*what).to_owned(),
                hint: Some(format!("A good one of {what} shows every page.")),
                due: Some(self.end_of_day(now, *days)),
            }
        });
        let new = NewRequest {
            title: title.to_owned(),
            note: None,
            people,
            items: items.collect(),
            tell: Tell::Now,
        };
        self.changes(move |tx| {
            let matter = Matter::find(tx, matter)?;
            let id = requests::ask(tx, &matter, &new)?;
            let request = Request::find(tx, id)?;
            Ok((id, request.items.iter().map(|item| item.id).collect()))
        })
        .unwrap()
    }

    /// The last second of the day so many days from a moment, where the firm is.
    fn end_of_day(&self, now: Timestamp, days: i64) -> Timestamp {
        let when = self
            .reads(|tx| {
                let look = anteroom::firms::Look::load(tx)?.unwrap();
                Ok(look.when(anteroom::base::Locale::En, tx.now()))
            })
            .unwrap();
        let day = when.input(when.start_of_day(now, -days));
        when.end_of_day(&day).unwrap()
    }

    /// Takes a share back.
    pub fn revokes(&self, share: ShareId) {
        self.changes(move |tx| Share::find(tx, share)?.revoke(tx))
            .unwrap();
    }

    /// Says that they have reviewed this version.
    pub fn confirms(&self, paper: Paper) {
        self.changes(move |tx| Version::find(tx, paper.version)?.confirm(tx, SENTENCE))
            .unwrap();
    }

    /// Writes a letter in a matter.
    pub fn writes(&self, matter: MatterId, words: &str) {
        self.writes_to(matter, None, words);
    }

    /// Writes a letter to one person of the client's side alone.
    pub fn writes_to(&self, matter: MatterId, to: Option<&Self>, words: &str) {
        self.inside.keeps_secret(words.as_bytes());
        let (to, words) = (to.map(Self::id), words.to_owned());
        self.changes(move |tx| {
            let matter = Matter::find(tx, matter)?;
            let new = messages::NewMessage {
                with: to,
                words: words.clone(),
                ..messages::NewMessage::default()
            };
            messages::write(tx, &matter, &new)
        })
        .unwrap();
    }
}
