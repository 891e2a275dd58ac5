//! A large firm: so many matters with so many documents each, made by the product's own verbs but for the bytes, which no
//! page that is measured reads. One client is in three of the matters; everybody else in one.

use std::path::Path;

use anteroom::{
    base::{
        Actor, Clock, Column, Device, FirmId, Locale, MatterId, PersonId, Result, Role, SessionId,
        Side, Signed, Tx, Under, UploadId, VersionId, WayIn, new_id, sql,
    },
    boot::{self, Outside},
    clients::{Client, ClientKind},
    config::{Config, Settings},
    documents::{self, FinishedUpload, Kind},
    firms::{self, Card},
    matters::{Area, Matter, NewMatter},
    messages, people,
    people::{Member, NewPerson, Person},
    portal::Portal,
    shares::{self, NewSharing, Opening, Tell},
};

sql! {
    UPLOAD = "insert into uploads (id, firm_id, matter_id, name, length, received, writer, writer_until, created_by, created_at, expires_at, finished_at)
        values ($1, $2, $3, $4, 48000, 48000, 0, 0, $5, $6, $6, $6)";
    PDF = "update versions set kind = 'pdf' where firm_id = $1 and id = $2";
    MADE = "update renderings set outcome = 'made', pages = 3 where firm_id = $1 and version_id = $2";
    PAGE = "insert into pages (version_id, number, firm_id, length, media_type, width, height, words)
        values ($1, $2, $3, 0, 'text/plain', 0, 0, $4)";
}

const PAGE_WORDS: &str = "Adjusted as of the day of completion. Sale price, deposit paid to the listing brokerage, property tax, water and sewer. \
    The balance due on closing is the last line of this page; the fees are on the next one, and the land transfer tax on the one after that.";
/// The password and secret of everybody who can sign in; `bin/bench` knows them.
const PASSWORD: &str = "a-bench-has-no-secrets-at-all";
const SECRET: &str = "BENCHBENCHBENCHBENCHBENCHBENCHBE";
/// Matters to a transaction.
const BATCH: usize = 25;

struct Cast {
    firm: FirmId,
    owner: PersonId,
    lawyers: Vec<PersonId>,
    client: PersonId,
}

/// Fills `folder`.
///
/// # Errors
/// The product's own, in words.
pub async fn fill(folder: &Path, matters: usize, documents: usize) -> Result<(), String> {
    let config = Config::check(folder, Settings::default())?;
    // A firm of this size has years behind it: what happened here happened two months ago.
    let clock = Clock::to_turn();
    clock.set(
        clock
            .now()
            .before(std::time::Duration::from_secs(60 * 24 * 3600)),
    );
    let outside = Outside {
        clock,
        ..Outside::real()?
    };
    let portal = boot::open(config, outside).await?;
    fill_with(&portal, matters, documents)
        .await
        .map_err(|error| error.to_string())?;
    portal.db.clone().close().await;
    Ok(())
}

async fn fill_with(portal: &Portal, matters: usize, documents: usize) -> Result<()> {
    let cast = cast(portal).await?;
    let owner = actor(portal, cast.owner, Side::Firm(Role::Owner))?;
    let mut made = 0;
    while made < matters {
        let batch: Vec<usize> = (made..(made + BATCH).min(matters)).collect();
        made += batch.len();
        let mut ids = Vec::new();
        for number in batch {
            let id: MatterId = new_id(portal.now())?;
            portal.make_matter_key(id).await?;
            ids.push((number, id));
        }
        let (firm, client, lawyers) = (cast.firm, cast.client, cast.lawyers.clone());
        portal
            .write(&owner, move |tx| {
                for (number, id) in &ids {
                    let lawyer = lawyers[number % lawyers.len()];
                    matter(tx, firm, *id, *number, documents, client, lawyer)?;
                }
                Ok(())
            })
            .await?;
        if made % 1000 == 0 {
            println!("{made} matters");
        }
    }
    Ok(())
}

/// One matter: its client, its documents, three of them shared, a status and two letters.
fn matter(
    tx: &mut Tx<'_, '_>,
    firm: FirmId,
    id: MatterId,
    number: usize,
    documents: usize,
    known: PersonId,
    lawyer: PersonId,
) -> Result<()> {
    let is_known = number < 3;
    let client = Client::add(
        tx,
        ClientKind::Person,
        &format!("Client {number:05} of a large firm"),
    )?;
    let person = if is_known {
        known
    } else {
        Person::add(
            tx,
            &NewPerson {
                name: format!("Client {number:05}"),
                email: format!("c{number}@clients.example"),
                phone: None,
                locale: Locale::En,
            },
        )?
    };
    client.link_contact(tx, person)?;
    let new = NewMatter {
        client: client.id,
        number: format!("2026-{number:05}"),
        title: format!("Purchase of {number} Alder Street"),
        area: Area::RealEstate,
        responsible: lawyer,
        team: vec![],
    };
    let matter = Matter::open(tx, id, &new)?;
    matter.let_in(tx, person)?;
    matter.write_status(tx, "The title search came back clear. We are preparing your papers, and you sign at our office in two weeks.", None)?;
    let mut openings = Vec::new();
    for which in 0..documents {
        let (document, version) = document(tx, firm, &matter, which)?;
        if which < 6 {
            openings.push(Opening {
                document,
                title: format!("Statement of adjustments, part {which}"),
                version: (which % 2 == 1).then_some(version),
            });
        }
    }
    if !openings.is_empty() {
        let review_by = Some(
            tx.now()
                .after(std::time::Duration::from_secs(69 * 24 * 3600)),
        );
        let (asked, told) = openings.split_at(openings.len() / 2);
        for (documents, review_by) in [(asked, review_by), (told, None)] {
            if documents.is_empty() {
                continue;
            }
            let note = Some(
                "It shows what you pay on closing day, and why. Look at the last line of page 1."
                    .to_owned(),
            );
            let sharing = NewSharing {
                documents: documents.to_vec(),
                readers: vec![person],
                note,
                review_by,
                tell: Tell::No,
            };
            shares::share(tx, &matter, &sharing)?;
        }
    }
    let letter = messages::NewMessage {
        words: "We have what we need for now, and write when the bank has answered.".into(),
        ..messages::NewMessage::default()
    };
    messages::write(tx, &matter, &letter).map(drop)
}

fn document(
    tx: &mut Tx<'_, '_>,
    firm: FirmId,
    matter: &Matter,
    which: usize,
) -> Result<(anteroom::base::DocumentId, VersionId)> {
    let upload: UploadId = tx.new_id()?;
    let under = Under::Matter(matter.id);
    let name = format!("statement-{which}.pdf");
    let sealed = tx.seal(under, Column::of("uploads", "name"), upload, &name)?;
    tx.run(
        UPLOAD,
        &[
            &upload,
            &firm,
            &matter.id,
            &sealed,
            &tx.actor().person(),
            &tx.now(),
        ],
    )?;
    let finished = FinishedUpload {
        id: upload,
        matter: matter.id,
        name,
        folder: None,
        size: 48_000,
        fingerprint: [7; 32],
        crc32: 7,
        kind: Kind::Unknown,
        mismatch: false,
    };
    let (document, version) = documents::add(
        tx,
        &finished,
        &format!("Statement of adjustments, part {which}"),
    )?;
    tx.run(PDF, &[&firm, &version.id])?;
    tx.run(MADE, &[&firm, &version.id])?;
    if which < 6 {
        for page in 1..=3_i64 {
            let place = format!("{}/{page}", version.id);
            let words = tx.seal(under, Column::of("pages", "words"), &place, PAGE_WORDS)?;
            tx.run(PAGE, &[&version.id, &page, &firm, &words])?;
        }
    }
    Ok((document.id, version.id))
}

/// Fills `folder` with a firm and so many clients who can sign in: `p0@crowd.example` and on; beside every tenth
/// somebody who was invited and never came in, `i0@crowd.example` and on.
///
/// # Errors
/// The product's own, in words.
pub async fn crowd(folder: &Path, count: usize) -> Result<(), String> {
    let clock = Clock::to_turn();
    let day = std::time::Duration::from_secs(24 * 3600);
    clock.set(clock.now().before(day));
    let outside = Outside {
        clock,
        ..Outside::real()?
    };
    let portal = boot::open(Config::check(folder, Settings::default())?, outside).await?;
    let work = async {
        let cast = cast(&portal).await?;
        let owner = actor(&portal, cast.owner, Side::Firm(Role::Owner))?;
        let hash = people::hash_password(PASSWORD)?;
        let all: Vec<usize> = (0..count).collect();
        for batch in all.chunks(200) {
            let (batch, hash) = (batch.to_vec(), hash.clone());
            portal
                .write(&owner, move |tx| {
                    tx.unaudited("whoever a bench begins with");
                    for number in &batch {
                        let name = format!("Person {number}");
                        person(tx, &name, &format!("p{number}@crowd.example"), None, &hash)?;
                        if number % 10 == 0 {
                            let new = NewPerson {
                                name: format!("Invited {number}"),
                                email: format!("i{number}@crowd.example"),
                                phone: None,
                                locale: Locale::En,
                            };
                            let invited = Person::add(tx, &new)?;
                            people::Invitation::make(
                                tx,
                                invited,
                                people::Way::Letter,
                                people::Door::Code,
                            )?;
                        }
                    }
                    Ok(())
                })
                .await?;
        }
        Ok::<_, anteroom::base::Error>(())
    };
    work.await.map_err(|error| error.to_string())?;
    portal.db.clone().close().await;
    Ok(())
}

async fn cast(portal: &Portal) -> Result<Cast> {
    let hash = people::hash_password(PASSWORD)?;
    let firm = portal.firm;
    let (owner, lawyers, client) = portal
        .write(&portal.product(), move |tx| {
            let card = Card {
                name: "A Large Firm".into(),
                phone: "613 555 0142".into(),
                tagline: "lawyers in Kingston, Ontario".into(),
                locales: vec![Locale::En, Locale::Fr],
                hue: 168,
                chroma: 62,
                zone: "America/Toronto".into(),
                place: "Montréal, Canada".into(),
            };
            card.keep(tx)?;
            firms::set_place(tx, &card.place)?;
            let owner = person(
                tx,
                "Ruth Osei",
                "owner@firm.example",
                Some(Role::Owner),
                &hash,
            )?;
            let mut lawyers = Vec::new();
            for number in 0..40 {
                lawyers.push(person(
                    tx,
                    &format!("Lawyer {number}"),
                    &format!("lawyer{number}@firm.example"),
                    Some(Role::Lawyer),
                    &hash,
                )?);
            }
            let client = person(tx, "Nadia Haddad", "client@clients.example", None, &hash)?;
            firms::finish_set_up(tx)?;
            Ok((owner, lawyers, client))
        })
        .await?;
    Ok(Cast {
        firm,
        owner,
        lawyers,
        client,
    })
}

fn person(
    tx: &mut Tx<'_, '_>,
    name: &str,
    email: &str,
    role: Option<Role>,
    hash: &str,
) -> Result<PersonId> {
    let new = NewPerson {
        name: name.into(),
        email: email.into(),
        phone: None,
        locale: Locale::En,
    };
    let person = Person::add(tx, &new)?;
    if let Some(role) = role {
        Member::add(tx, person, role, "Lawyer")?;
    }
    let secret = people::Secret::parse(SECRET).ok_or(anteroom::base::Error::NotFound)?;
    people::set_password(tx, person, hash)?;
    people::set_app(tx, person, &secret, 0)?;
    Ok(person)
}

fn actor(portal: &Portal, person: PersonId, side: Side) -> Result<Actor> {
    let now = portal.now();
    let signed = Signed {
        person,
        side,
        session: new_id::<SessionId>(now)?,
        way: WayIn::PasswordAndApp,
        device: Device::Computer,
        proved_at: now,
        signed_in_at: now,
    };
    Ok(Actor::Person(portal.firm, signed))
}
