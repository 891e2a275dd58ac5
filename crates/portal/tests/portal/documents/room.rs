//! A served portal with a lawyer, two clients' contacts, and a matter the first of them takes part in.

use std::{net::SocketAddr, path::PathBuf};

use anteroom::{
    base::*,
    boot::{self, Outside},
    clients::{Client, ClientKind},
    config::{Config, Settings},
    documents::{self, Held, Reader, Report, Version, ahead},
    firms,
    listen::{self, Limits},
    matters::{Area, Matter, NewMatter},
    notices::Mail,
    people::{Member, NewPerson, Person, Surroundings, finish_sign_in},
    portal::{Patience, Portal},
};
use anteroom_testkit::Browser;
use futures_util::StreamExt;

use crate::world::{Scratch, scratch};

pub struct Room {
    scratch: Scratch,
    pub portal: Portal,
    pub clock: Clock,
    pub address: SocketAddr,
    pub lawyer: Actor,
    pub client: Actor,
    /// A client's contact of the firm who has nothing to do with the matter.
    pub stranger: Actor,
    pub matter: MatterId,
}

impl Room {
    pub async fn open() -> Self {
        let scratch = scratch().await;
        let config = scratch.config(Settings::default());
        Self::with(scratch, config).await
    }

    /// One whose bytes are files, whatever servers there are: for who damages them.
    pub async fn on_disk() -> Self {
        let scratch = scratch().await;
        let config = Config {
            bucket: None,
            ..scratch.config(Settings::default())
        };
        Self::with(scratch, config).await
    }

    async fn with(scratch: Scratch, config: Config) -> Self {
        let clock = Clock::to_turn();
        let portal = start(config, &clock).await;
        let people = portal
            .write(&portal.product(), |tx| {
                tx.unaudited("the furniture of a test");
                let lawyer = add(tx, "Ada Osei")?;
                Member::add(tx, lawyer, Role::Owner, "Lawyer")?;
                Ok([lawyer, add(tx, "Carl Moser")?, add(tx, "Eve Blake")?])
            })
            .await
            .unwrap();
        let [lawyer, client, stranger] = people;
        let matter = new_id(portal.now()).unwrap();
        portal.make_matter_key(matter).await.unwrap();
        let room = Self {
            lawyer: signed(&portal, lawyer, Side::Firm(Role::Owner)),
            client: signed(&portal, client, Side::Client),
            stranger: signed(&portal, stranger, Side::Client),
            address: serve(&portal).await,
            scratch,
            portal,
            clock,
            matter,
        };
        room.portal
            .write(&room.lawyer, move |tx| {
                let mut card = firms::Card::load(tx)?;
                card.name = "Osei Marchetti".into();
                card.zone = "America/Toronto".into();
                card.locales = vec![Locale::En, Locale::Fr];
                card.keep(tx)?;
                firms::finish_set_up(tx)?;
                let party = Client::add(tx, ClientKind::Person, "Carl Moser")?;
                party.link_contact(tx, client)?;
                let new = NewMatter {
                    client: party.id,
                    number: "2026-0001".into(),
                    title: "Lease of 48 Alder Street".into(),
                    area: Area::Tenancy,
                    responsible: lawyer,
                    team: Vec::new(),
                };
                Matter::open(tx, matter, &new)?.let_in(tx, client)
            })
            .await
            .unwrap();
        room
    }

    /// Another server of the same firm, on the same rows and bytes.
    pub async fn second_server(&self) -> (Portal, SocketAddr) {
        let portal = start(self.portal.config.clone(), &self.clock).await;
        let address = serve(&portal).await;
        (portal, address)
    }

    /// The token of a session of this person.
    pub async fn token(&self, actor: &Actor) -> String {
        let person = actor.person().unwrap();
        let at = Surroundings {
            device: Device::Computer,
            browser: "Chrome",
            network: "127.0.0.0/24".into(),
            known: None,
            held: None,
        };
        let door = self.portal.door();
        self.portal
            .write(&door, move |tx| {
                finish_sign_in(tx, person, WayIn::Passkey, &at)
            })
            .await
            .unwrap()
    }

    /// This person's browser, signed in.
    pub async fn browser(&self, actor: &Actor) -> Browser {
        let mut browser = Browser::new(self.address, "localhost:8400");
        browser.set_cookie("anteroom", &self.token(actor).await);
        browser
    }

    /// Files bytes as a document of the firm.
    pub async fn file(&self, name: &'static str, content: &[u8]) -> Version {
        let upload = documents::receive_whole(
            &self.portal,
            &self.lawyer,
            self.matter,
            name,
            content.to_vec(),
        )
        .await
        .unwrap();
        let added = self.portal.write(&self.lawyer, move |tx| {
            documents::add(tx, &upload, "Lease").map(|(_, version)| version)
        });
        added.await.unwrap()
    }

    pub async fn held(&self, version: &Version) -> Held {
        let version = version.clone();
        self.portal
            .read(&self.lawyer, move |tx| Held::of_version(tx, &version))
            .await
            .unwrap()
    }

    /// What reads back of a range, and whether it ended well.
    pub async fn read(&self, held: Held, range: std::ops::Range<u64>) -> (Vec<u8>, bool) {
        let reader = Reader::new(&self.portal, held, range).unwrap();
        let mut stream = Box::pin(ahead(reader));
        let mut content = Vec::new();
        while let Some(chunk) = stream.next().await {
            match chunk {
                Ok(bytes) => content.extend_from_slice(&bytes),
                Err(_) => return (content, false),
            }
        }
        (content, true)
    }

    /// Every blob's file, oldest first.
    pub fn blobs(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for shard in std::fs::read_dir(self.scratch.folder().join("blobs")).unwrap() {
            let shard = shard.unwrap();
            if shard.file_name() != "tmp" {
                files.extend(
                    std::fs::read_dir(shard.path())
                        .unwrap()
                        .map(|file| file.unwrap().path()),
                );
            }
        }
        files.sort_by_key(|path| std::fs::metadata(path).unwrap().modified().unwrap());
        files
    }

    pub async fn verify(&self) -> Report {
        documents::verify(&self.portal, true).await.unwrap()
    }
}

async fn start(config: Config, clock: &Clock) -> Portal {
    let outside = Outside {
        clock: clock.clone(),
        mail: Mail::None,
        program: PathBuf::from(env!("CARGO_BIN_EXE_anteroom")),
        blobs: None,
        patience: Patience::default(),
    };
    boot::open(config, outside).await.unwrap()
}

fn add(tx: &mut Tx<'_, '_>, name: &str) -> Result<PersonId> {
    let email = format!("{}@example.ca", name.to_lowercase().replace(' ', "."));
    Person::add(
        tx,
        &NewPerson {
            name: name.into(),
            email,
            phone: None,
            locale: Locale::En,
        },
    )
}

fn signed(portal: &Portal, person: PersonId, side: Side) -> Actor {
    let now = portal.now();
    let signed = Signed {
        person,
        side,
        session: new_id(now).unwrap(),
        way: WayIn::Passkey,
        device: Device::Computer,
        proved_at: now,
        signed_in_at: now,
    };
    Actor::Person(portal.firm, signed)
}

async fn serve(portal: &Portal) -> SocketAddr {
    let listener = listen::bind(SocketAddr::from(([127, 0, 0, 1], 0)))
        .await
        .unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(listen::serve(
        boot::router(portal),
        listener,
        None,
        Limits::behind(Vec::new()),
        std::future::pending(),
    ));
    address
}

/// Bytes that repeat nowhere near a frame's length.
pub fn some(count: usize) -> Vec<u8> {
    (0..count as u64)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect()
}

/// A path of what is not there looks like this.
pub async fn is_absent(browser: &mut Browser, path: &str) {
    let nowhere = browser.get("/matters/mat_0/nowhere").await.expect(404);
    let answer = browser.get(path).await.expect(404);
    assert_eq!(
        answer.header("content-type"),
        nowhere.header("content-type"),
        "{path}"
    );
    assert_eq!(
        answer.header("content-security-policy"),
        nowhere.header("content-security-policy"),
        "{path}"
    );
}
