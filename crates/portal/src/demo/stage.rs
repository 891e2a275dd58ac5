//! The demo's stage: acts of named people at named moments, through the product's own verbs.

use std::{collections::HashMap, time::Duration};

use super::{
    cast::{CAST, Role, SignIn},
    file,
};
use crate::{
    base::{
        Actor, Clock, Device, DocumentId, Error, MatterId, PersonId, Result, SessionId, Side,
        Signed, Timestamp, Tx, UploadId, VersionId, WayIn, new_id,
    },
    clients::{Client, ClientKind},
    documents::{self, Document, Version},
    jobs,
    kinds::Kind,
    matters::{Area, Matter, NewMatter, Next, Turn},
    messages, people,
    people::{Door, Invitation, Member, NewPerson, Person, Surroundings, Way},
    portal::Portal,
    receipts,
    shares::{self, NewSharing, Opening, Tell},
};

/// The stage: who is who, and what time the story has come to.
pub(super) struct Stage<'p> {
    pub portal: &'p Portal,
    clock: &'p Clock,
    today: Timestamp,
    people: HashMap<&'static str, PersonId>,
}

/// A sharing as the story tells it.
pub(super) struct Shared<'s> {
    pub by: &'static str,
    pub reader: &'static str,
    pub documents: &'s [DocumentId],
    pub note: &'static str,
    /// Asked to review within so many days.
    pub review_within: Option<u64>,
}

/// A matter as the story opens it.
pub(super) struct Opened {
    pub client: (ClientKind, &'static str),
    pub number: &'static str,
    pub title: &'static str,
    pub area: Area,
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn who(name: &str) -> Result<&'static SignIn> {
    CAST.iter()
        .find(|person| person.name.starts_with(name))
        .ok_or_else(|| Error::Bug(format!("nobody is called {name}")))
}

impl<'p> Stage<'p> {
    pub fn new(portal: &'p Portal, clock: &'p Clock, today: Timestamp) -> Self {
        Self {
            portal,
            clock,
            today,
            people: HashMap::new(),
        }
    }

    /// Turns the clock to so many days ago, at a time of day in the firm's zone; letters and jobs that are due by then leave first.
    pub async fn at(&self, days_ago: u64, hour: u64, minute: u64) -> Result<()> {
        // The firm's midnight is close enough to five in the morning in UTC; a moment later than now would be a lie.
        let midnight = Timestamp(self.today.0 - self.today.0.rem_euclid(DAY.as_micros() as i64))
            .after(Duration::from_secs(5 * 3600));
        let moment = midnight
            .before(DAY * u32::try_from(days_ago).unwrap_or(0))
            .after(Duration::from_secs(hour * 3600 + minute * 60));
        let latest = self.today.before(Duration::from_secs(60 * (60 - minute)));
        let moment = moment.min(latest);
        let before = self.portal.now();
        if moment > before.after(shares::UNDO) {
            self.clock
                .set(before.after(shares::UNDO + Duration::from_secs(5)));
            jobs::run_due(self.portal).await?;
        }
        self.clock.set(moment.max(self.portal.now()));
        Ok(())
    }

    pub fn person(&self, name: &str) -> Result<PersonId> {
        self.people
            .get(who(name)?.name)
            .copied()
            .ok_or_else(|| Error::Bug(format!("{name} has not been added")))
    }

    /// This person, signed in as they usually are.
    pub fn actor(&self, name: &str) -> Result<Actor> {
        let sign_in = who(name)?;
        let now = self.portal.now();
        let (side, device) = match sign_in.role {
            Role::Member(role) => (Side::Firm(role), Device::Computer),
            Role::Client => (Side::Client, Device::Phone),
        };
        let signed = Signed {
            person: self.person(name)?,
            side,
            session: new_id::<SessionId>(now)?,
            way: WayIn::PasswordAndApp,
            device,
            proved_at: now,
            signed_in_at: now,
        };
        Ok(Actor::Person(self.portal.firm, signed))
    }

    pub async fn write<T: Send + 'static>(
        &self,
        name: &str,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.portal.write(&self.actor(name)?, f).await
    }

    /// Adds somebody to the firm's people.
    pub async fn add_person(&mut self, name: &str) -> Result<PersonId> {
        let sign_in = who(name)?;
        let id = self
            .portal
            .write(&self.portal.product(), move |tx| {
                let person = Person::add(
                    tx,
                    &NewPerson {
                        name: sign_in.name.into(),
                        email: sign_in.email.into(),
                        phone: Some(sign_in.phone.into()),
                        locale: sign_in.locale,
                    },
                )?;
                match sign_in.role {
                    Role::Member(role) => Member::add(tx, person, role, sign_in.title)?,
                    Role::Client => tx.unaudited("the matter's invitation records them"),
                }
                Ok(person)
            })
            .await?;
        self.people.insert(sign_in.name, id);
        Ok(id)
    }

    /// They set up a password and an app, and come in.
    pub async fn comes_in(&self, name: &str) -> Result<()> {
        let sign_in = who(name)?;
        let person = self.person(name)?;
        let hash = people::hash_password(sign_in.password)?;
        let secret = people::Secret::parse(sign_in.secret)
            .ok_or_else(|| Error::Bug(format!("the secret of {name} is none")))?;
        self.portal
            .write(&self.portal.product(), move |tx| {
                if let Some(invitation) = Invitation::latest_of(tx, person)? {
                    invitation.accept(tx)?;
                }
                people::set_password(tx, person, &hash)?;
                people::set_app(tx, person, &secret, 0)
            })
            .await?;
        self.signs_in(name).await
    }

    /// They sign in, in the way and on the device that is theirs.
    pub async fn signs_in(&self, name: &str) -> Result<()> {
        let (person, device) = match self.actor(name)? {
            Actor::Person(_, signed) => (signed.person, signed.device),
            Actor::Sender(..) | Actor::Door(_) | Actor::Product(_) => return Err(Error::SignIn),
        };
        let browser = if device == Device::Phone {
            "Safari"
        } else {
            "Firefox"
        };
        self.write(name, move |tx| {
            let at = Surroundings {
                device,
                browser,
                network: "198.51.100.0/24".into(),
                known: None,
                held: None,
            };
            people::finish_sign_in(tx, person, WayIn::PasswordAndApp, &at)?;
            receipts::note_sign_in(tx)
        })
        .await
    }

    /// Opens a matter for a client and lets a contact in.
    pub async fn opens(&self, by: &'static str, opened: Opened, team: &[&str]) -> Result<MatterId> {
        let Opened {
            client: (kind, client),
            number,
            title,
            area,
        } = opened;
        let id: MatterId = new_id(self.portal.now())?;
        self.portal.make_matter_key(id).await?;
        let responsible = self.person(by)?;
        let team = team
            .iter()
            .map(|name| self.person(name))
            .collect::<Result<Vec<_>>>()?;
        self.write(by, move |tx| {
            let known = Client::all(tx)?.into_iter().find(|own| own.name == client);
            let client = match known {
                Some(client) => client,
                None => Client::add(tx, kind, client)?,
            };
            let new = NewMatter {
                client: client.id,
                number: number.into(),
                title: title.into(),
                area,
                responsible,
                team: team.clone(),
            };
            Matter::open(tx, id, &new).map(|matter| matter.id)
        })
        .await
    }

    /// Lets somebody into a matter, with an invitation when they have no way in yet.
    pub async fn invites(
        &self,
        by: &'static str,
        matter: MatterId,
        name: &'static str,
        way: Way,
    ) -> Result<()> {
        let person = self.person(name)?;
        self.write(by, move |tx| {
            let matter = Matter::find(tx, matter)?;
            Client::find(tx, matter.client)?.link_contact(tx, person)?;
            matter.let_in(tx, person)?;
            if Person::load(tx, person)?.entered_at.is_none() {
                Invitation::make(tx, person, way, Door::Code)?;
            }
            Ok(())
        })
        .await
    }

    pub async fn says(
        &self,
        by: &'static str,
        matter: MatterId,
        words: &'static str,
        next: (&'static str, Turn),
    ) -> Result<()> {
        self.write(by, move |tx| {
            let next = Next {
                words: next.0.to_owned(),
                by: next.1,
                at: None,
            };
            let matter = Matter::find(tx, matter)?;
            matter.write_status(tx, words, Some(&next)).map(drop)
        })
        .await
    }

    /// The matter gets the steps of a kind.
    pub async fn begins(
        &self,
        by: &'static str,
        matter: MatterId,
        kind: &'static str,
    ) -> Result<()> {
        self.write(by, move |tx| {
            let kinds = Kind::all(tx)?;
            let kind = kinds.iter().find(|own| own.name == kind);
            let kind = kind.ok_or_else(|| Error::Bug("no kind of this name".into()))?;
            Matter::find(tx, matter)?.take_kind(tx, kind)
        })
        .await
    }

    /// The matter comes to its next step.
    pub async fn moves_on(&self, by: &'static str, matter: MatterId) -> Result<()> {
        self.write(by, move |tx| {
            let matter = Matter::find(tx, matter)?;
            if let Some(next) = matter.course(tx)?.next() {
                matter.reach(tx, next.id, tx.now(), None)?;
            }
            Ok(())
        })
        .await
    }

    pub async fn writes(
        &self,
        by: &'static str,
        matter: MatterId,
        about: Option<VersionId>,
        words: &'static str,
    ) -> Result<()> {
        self.write(by, move |tx| {
            let matter = Matter::find(tx, matter)?;
            let version = about
                .map(|version| Version::find(tx, version))
                .transpose()?;
            let new = messages::NewMessage {
                about: version,
                words: words.to_owned(),
                ..messages::NewMessage::default()
            };
            messages::write(tx, &matter, &new).map(drop)
        })
        .await
    }

    /// The firm adds a document, which stays firm only.
    pub async fn adds(
        &self,
        by: &'static str,
        matter: MatterId,
        name: &'static str,
        title: &'static str,
    ) -> Result<DocumentId> {
        let upload =
            documents::receive_whole(self.portal, &self.actor(by)?, matter, name, file(name))
                .await?;
        self.write(by, move |tx| {
            documents::add(tx, &upload, title).map(|(document, _)| document.id)
        })
        .await
    }

    pub async fn matter_of(&self, name: &'static str, document: DocumentId) -> Result<MatterId> {
        self.portal
            .read(&self.actor(name)?, move |tx| {
                Ok(Document::find(tx, document)?.matter)
            })
            .await
    }

    pub async fn replaces(
        &self,
        by: &'static str,
        document: DocumentId,
        name: &'static str,
        reason: &'static str,
    ) -> Result<()> {
        let actor = self.actor(by)?;
        let matter = self.matter_of(by, document).await?;
        let upload =
            documents::receive_whole(self.portal, &actor, matter, name, file(name)).await?;
        self.write(by, move |tx| {
            Document::find(tx, document)?
                .add_version(tx, &upload, Some(reason))
                .map(drop)
        })
        .await
    }

    pub async fn shares(&self, matter: MatterId, shared: Shared<'_>) -> Result<()> {
        let (reader, documents) = (self.person(shared.reader)?, shared.documents.to_vec());
        let review_by = shared.review_within.map(|days| {
            self.portal
                .now()
                .after(DAY * u32::try_from(days).unwrap_or(0))
        });
        let note = (!shared.note.is_empty()).then(|| shared.note.to_owned());
        self.write(shared.by, move |tx| {
            let matter = Matter::find(tx, matter)?;
            let openings = documents
                .iter()
                .map(|document| {
                    let title = Document::find(tx, *document)?.title;
                    Ok(Opening {
                        document: *document,
                        title,
                        version: None,
                    })
                })
                .collect::<Result<Vec<_>>>()?;
            let sharing = NewSharing {
                documents: openings,
                readers: vec![reader],
                note: note.clone(),
                review_by,
                tell: Tell::Now,
            };
            shares::share(tx, &matter, &sharing).map(drop)
        })
        .await
    }

    /// A client reads so many pages of a document's newest version.
    pub async fn reads(
        &self,
        name: &'static str,
        document: DocumentId,
        pages: u32,
    ) -> Result<VersionId> {
        self.write(name, move |tx| {
            let version = Document::find(tx, document)?.latest(tx)?;
            for page in 1..=pages.min(version.pages.max(1)) {
                receipts::note_opened(tx, &version, page)?;
            }
            Ok(version.id)
        })
        .await
    }

    pub async fn confirms(
        &self,
        name: &'static str,
        version: VersionId,
        sentence: &'static str,
    ) -> Result<()> {
        self.write(name, move |tx| {
            Version::find(tx, version)?.confirm(tx, sentence).map(drop)
        })
        .await
    }

    /// A client hands files over.
    pub async fn hands_over(
        &self,
        name: &'static str,
        matter: MatterId,
        files: &[&'static str],
        note: &'static str,
    ) -> Result<Vec<DocumentId>> {
        let uploads = self.sends(name, matter, files).await?;
        self.write(name, move |tx| {
            let matter = Matter::find(tx, matter)?;
            let over = documents::HandingOver {
                uploads: uploads.clone(),
                note: note.to_owned(),
                together: None,
            };
            let delivery = documents::hand_over(tx, &matter, &over)?;
            Ok(delivery
                .files
                .iter()
                .map(|version| version.document)
                .collect())
        })
        .await
    }

    /// Sends the bytes of the demo's files, to be handed over.
    pub async fn sends(
        &self,
        name: &str,
        matter: MatterId,
        files: &[&'static str],
    ) -> Result<Vec<UploadId>> {
        let actor = self.actor(name)?;
        let mut uploads = Vec::new();
        for name in files {
            uploads.push(
                documents::receive_whole(self.portal, &actor, matter, name, file(name))
                    .await?
                    .id,
            );
        }
        Ok(uploads)
    }

    pub async fn renames(
        &self,
        by: &'static str,
        document: DocumentId,
        title: &'static str,
    ) -> Result<()> {
        self.write(by, move |tx| {
            Document::find(tx, document)?.rename(tx, title)
        })
        .await
    }
}
