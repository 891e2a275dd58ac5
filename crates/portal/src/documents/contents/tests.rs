#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop loudly"
)]

use std::{path::PathBuf, time::Duration};

use anteroom_upload::{Command, Limits, Patch, Reason, Upload as Standing, names::FileName};
use aws_lc_rs::digest;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::{HeaderMap, HeaderValue, Method};

use super::{super::*, *};
use crate::{
    base::{Clock, Locale, Role, SessionId, Signed, WayIn, new_id},
    boot::{self, Outside},
    clients::{Client, ClientKind},
    config::{Config, Settings},
    matters::{Area, NewMatter},
    notices::Mail,
    people::{Member, NewPerson, Person},
    portal::Portal,
};

/// A portal with a lawyer, a client's contact and one matter they share.
struct Room {
    folder: tempfile::TempDir,
    portal: Portal,
    clock: Clock,
    lawyer: Actor,
    client: Actor,
    matter: MatterId,
}

impl Room {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::to_turn();
        let config = Config::check(folder.path(), Settings::default()).unwrap();
        let outside = Outside {
            clock: clock.clone(),
            mail: Mail::None,
            program: PathBuf::from("/nowhere"),
            blobs: None,
        };
        let portal = boot::open(config, outside).await.unwrap();
        let matter = new_id(portal.now()).unwrap();
        portal.make_matter_key(matter).await.unwrap();
        let (lawyer, client) = portal
            .write(&portal.product(), |tx| {
                tx.unaudited("the furniture of a test");
                let add = |tx: &mut Tx<'_, '_>, name: &str| {
                    Person::add(
                        tx,
                        &NewPerson {
                            name: name.into(),
                            email: format!("{name}@example.ca"),
                            phone: None,
                            locale: Locale::En,
                        },
                    )
                };
                let lawyer = add(tx, "ada")?;
                Member::add(tx, lawyer, Role::Owner, "Lawyer")?;
                Ok((lawyer, add(tx, "carl")?))
            })
            .await
            .unwrap();
        let actor = |person, side| {
            let now = portal.now();
            let session: SessionId = new_id(now).unwrap();
            Actor::Person(
                portal.firm,
                Signed {
                    person,
                    side,
                    session,
                    way: WayIn::Passkey,
                    device: crate::base::Device::Computer,
                    proved_at: now,
                    signed_in_at: now,
                },
            )
        };
        let (lawyer, client) = (
            actor(lawyer, Side::Firm(Role::Owner)),
            actor(client, Side::Client),
        );
        let (responsible, contact) = (lawyer.person().unwrap(), client.person().unwrap());
        portal
            .write(&lawyer, move |tx| {
                let party = Client::add(tx, ClientKind::Person, "Carl Moser")?;
                party.link_contact(tx, contact)?;
                let new = NewMatter {
                    client: party.id,
                    number: "2026-0001".into(),
                    title: "Lease".into(),
                    area: Area::Tenancy,
                    responsible,
                    team: Vec::new(),
                };
                Matter::open(tx, matter, &new)?.let_in(tx, contact)
            })
            .await
            .unwrap();
        Self {
            folder,
            portal,
            clock,
            lawyer,
            client,
            matter,
        }
    }

    async fn begin(&self, length: usize) -> Upload {
        let matter = self.matter;
        self.portal
            .write(&self.client, move |tx| {
                let matter = Matter::find(tx, matter)?;
                Upload::begin(
                    tx,
                    &matter,
                    &FileName::accept("lease.txt").unwrap(),
                    length as u64,
                )
            })
            .await
            .unwrap()
    }

    async fn upload(&self, id: crate::base::UploadId) -> Upload {
        self.portal
            .read(&self.client, move |tx| Upload::find(tx, id))
            .await
            .unwrap()
    }

    /// Sends a body of chunks; `None` among them is where it breaks off.
    async fn send(
        &self,
        upload: &Upload,
        headers: &[(&'static str, String)],
        body: Vec<Option<Vec<u8>>>,
    ) -> Result<Upload, Reason> {
        let patch = patch(upload.received, headers);
        let accepted = Standing::resumed(upload.length, upload.received, None)
            .unwrap()
            .check_patch(&patch, std::time::SystemTime::UNIX_EPOCH)
            .unwrap();
        let turn = self.portal.turns.take(upload.id).unwrap();
        let body = stream::iter(
            body.into_iter()
                .map(|chunk| chunk.map(Bytes::from).ok_or("broken off")),
        );
        let coming = Coming {
            accepted,
            is_bounded: patch.content_length.is_some(),
            turn,
            body,
        };
        receive(&self.portal, &self.client, upload.clone(), coming)
            .await
            .unwrap()
            .map_err(|refusal| refusal.reason)
    }

    async fn file(&self, name: &'static str, content: &[u8]) -> Version {
        let upload = receive_whole(
            &self.portal,
            &self.lawyer,
            self.matter,
            name,
            content.to_vec(),
        )
        .await
        .unwrap();
        self.portal
            .write(&self.lawyer, move |tx| {
                add(tx, &upload, "Lease").map(|(_, version)| version)
            })
            .await
            .unwrap()
    }

    async fn held(&self, version: &Version) -> Held {
        let version = version.clone();
        self.portal
            .read(&self.lawyer, move |tx| Held::of_version(tx, &version))
            .await
            .unwrap()
    }

    /// What reads back of a range, and whether it ended well.
    async fn read(&self, held: Held, range: std::ops::Range<u64>) -> (Vec<u8>, bool) {
        let Ok(reader) = Reader::new(&self.portal, held, range) else {
            return (Vec::new(), false);
        };
        let mut stream = Box::pin(reader.into_stream());
        let mut content = Vec::new();
        while let Some(chunk) = stream.next().await {
            match chunk {
                Ok(bytes) => content.extend_from_slice(&bytes),
                Err(_) => return (content, false),
            }
        }
        (content, true)
    }

    fn blob(&self, blob: anteroom_blobs::BlobId) -> PathBuf {
        let name = blob.to_string();
        self.folder.path().join("blobs").join(&name[..2]).join(name)
    }

    async fn verify(&self) -> Report {
        verify(&self.portal, true).await.unwrap()
    }
}

fn patch(offset: u64, more: &[(&'static str, String)]) -> Patch {
    let mut headers = HeaderMap::new();
    headers.insert("tus-resumable", HeaderValue::from_static("1.0.0"));
    headers.insert(
        "content-type",
        HeaderValue::from_static("application/offset+octet-stream"),
    );
    headers.insert("upload-offset", HeaderValue::from(offset));
    for (name, value) in more {
        headers.insert(*name, HeaderValue::from_str(value).unwrap());
    }
    match Command::parse(
        &Method::PATCH,
        &headers,
        &Limits {
            max_length: MOST_BYTES,
        },
    )
    .unwrap()
    {
        Command::Patch(patch) => patch,
        other => unreachable!("{other:?}"),
    }
}

fn length(bytes: usize) -> (&'static str, String) {
    ("content-length", bytes.to_string())
}

/// Bytes that repeat nowhere near a frame's length.
fn some(count: usize) -> Vec<u8> {
    (0..count as u64)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect()
}

#[tokio::test]
async fn what_comes_back_is_what_was_sent_whatever_its_length() {
    let room = Room::open().await;
    for count in [0, 1, 65_535, 65_536, 65_537, 15 * 65_536, 5 << 20] {
        let content = some(count);
        let version = room.file("lease.bin", &content).await;
        assert_eq!(version.size, count as u64);
        assert_eq!(
            version.fingerprint.as_slice(),
            digest::digest(&digest::SHA256, &content).as_ref()
        );
        let held = room.held(&version).await;
        assert_eq!(
            room.read(held.clone(), 0..u64::MAX).await,
            (content.clone(), true),
            "{count}"
        );
        for range in [
            0..1,
            65_535..65_537,
            70_000..400_000,
            5_000_000..5_000_001,
            1 << 40..1 << 41,
        ] {
            let end = content.len().min(range.end as usize);
            let expected = content.get(range.start as usize..end).unwrap_or_default();
            assert_eq!(
                room.read(held.clone(), range.clone()).await,
                (expected.to_vec(), true),
                "{count} {range:?}"
            );
        }
    }
    let report = room.verify().await;
    assert_eq!(
        (report.versions, report.orphans, report.faults),
        (7, 0, Vec::new())
    );
}

#[tokio::test]
async fn a_transfer_that_breaks_off_keeps_what_arrived_and_goes_on_from_there() {
    let room = Room::open().await;
    let content = some(300_000);
    let upload = room.begin(content.len()).await;
    let upload = room
        .send(
            &upload,
            &[length(300_000)],
            vec![
                Some(content[..70_000].to_vec()),
                Some(content[70_000..100_000].to_vec()),
                None,
            ],
        )
        .await
        .unwrap();
    assert_eq!(
        (upload.received, room.upload(upload.id).await.received),
        (100_000, 100_000)
    );
    // A body in chunks that simply ends early is no different.
    let upload = room
        .send(&upload, &[], vec![Some(content[100_000..100_001].to_vec())])
        .await
        .unwrap();
    let upload = room
        .send(
            &upload,
            &[length(199_999)],
            vec![Some(content[100_001..].to_vec())],
        )
        .await
        .unwrap();
    let finished = finish(&room.portal, &room.client, &upload).await.unwrap();
    assert_eq!(
        finished.fingerprint.as_slice(),
        digest::digest(&digest::SHA256, &content).as_ref()
    );
    let report = room.verify().await;
    assert_eq!(
        (report.blobs, report.orphans, report.faults),
        (3, 0, Vec::new())
    );
}

#[tokio::test]
async fn of_two_writers_one_wins_and_the_other_leaves_nothing() {
    let room = Room::open().await;
    let upload = room.begin(10).await;
    room.send(&upload, &[length(4)], vec![Some(vec![1; 4])])
        .await
        .unwrap();
    // The second still believes that nothing has arrived.
    assert_eq!(
        room.send(&upload, &[length(10)], vec![Some(vec![2; 10])])
            .await
            .unwrap_err(),
        Reason::OffsetConflict
    );
    assert_eq!(room.upload(upload.id).await.received, 4);
    let report = room.verify().await;
    assert_eq!(
        (report.blobs, report.orphans, report.faults),
        (1, 0, Vec::new())
    );
}

#[tokio::test]
async fn a_refused_body_moves_nothing_and_leaves_nothing() {
    let room = Room::open().await;
    let upload = room.begin(10).await;
    let wrong = (
        "upload-checksum",
        "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=".to_owned(),
    );
    assert_eq!(
        room.send(&upload, &[wrong, length(5)], vec![Some(vec![1; 5])])
            .await
            .unwrap_err(),
        Reason::ChecksumMismatch
    );
    assert_eq!(
        room.send(&upload, &[], vec![Some(vec![1; 8]), Some(vec![1; 3])])
            .await
            .unwrap_err(),
        Reason::TooLarge
    );
    assert_eq!(room.upload(upload.id).await.received, 0);
    assert_eq!(room.verify().await.blobs, 0);

    let right = digest::digest(&digest::SHA256, b"hello");
    let right = (
        "upload-checksum",
        format!(
            "sha256 {}",
            base64::Engine::encode(&base64::engine::general_purpose::STANDARD, right)
        ),
    );
    assert_eq!(
        room.send(&upload, &[right, length(5)], vec![Some(b"hello".to_vec())])
            .await
            .unwrap()
            .received,
        5
    );
}

#[tokio::test]
async fn who_asks_where_a_hanging_transfer_stands_ends_it_and_hears_the_truth() {
    let room = Room::open().await;
    let upload = room.begin(1000).await;
    let accepted = Standing::new(1000, None)
        .check_patch(
            &patch(0, &[length(1000)]),
            std::time::SystemTime::UNIX_EPOCH,
        )
        .unwrap();
    let turn = room.portal.turns.take(upload.id).unwrap();
    assert!(
        room.portal.turns.take(upload.id).is_none(),
        "there is one turn"
    );
    let (arrived, seen) = tokio::sync::oneshot::channel();
    let body = stream::once(async { Ok::<_, String>(Bytes::from_static(&[7; 600])) }).chain(
        stream::once(async move {
            arrived.send(()).unwrap();
            std::future::pending().await
        }),
    );
    let (portal, client, hanging) = (room.portal.clone(), room.client.clone(), upload.clone());
    let transfer = tokio::spawn(async move {
        receive(
            &portal,
            &client,
            hanging,
            Coming {
                accepted,
                is_bounded: true,
                turn,
                body: Box::pin(body),
            },
        )
        .await
    });
    seen.await.unwrap();
    room.portal.turns.end(upload.id).await;
    assert_eq!(room.upload(upload.id).await.received, 600);
    assert_eq!(transfer.await.unwrap().unwrap().unwrap().received, 600);
    assert!(
        room.portal.turns.take(upload.id).is_some(),
        "the turn was given back"
    );
}

#[tokio::test]
async fn a_changed_bit_anywhere_is_found_and_never_served() {
    let room = Room::open().await;
    let content = some(200_000);
    let version = room.file("lease.bin", &content).await;
    let held = room.held(&version).await;
    let path = room.blob(held.segments()[0].blob);
    let sealed = std::fs::read(&path).unwrap();
    // Magic, version, salt, commitment, first frame, its tag, a middle frame, the last tag.
    for at in [
        0,
        7,
        10,
        50,
        100,
        72 + 65_536 + 3,
        140_000,
        sealed.len() - 1,
    ] {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        std::fs::write(&path, &changed).unwrap();
        let (read, ended_well) = room.read(held.clone(), 0..u64::MAX).await;
        assert!(!ended_well && content.starts_with(&read), "byte {at}");
        let report = room.verify().await;
        assert_eq!(report.faults.len(), 1, "byte {at}");
        assert!(
            report.faults[0].contains(version.id.as_ref()),
            "{}",
            report.faults[0]
        );
    }
    std::fs::write(&path, &sealed[..sealed.len() - 1]).unwrap();
    assert!(
        !verify(&room.portal, false).await.unwrap().is_clean(),
        "cut short"
    );
    std::fs::remove_file(&path).unwrap();
    assert!(
        !verify(&room.portal, false).await.unwrap().is_clean(),
        "absent"
    );
    std::fs::write(&path, &sealed).unwrap();
    assert!(room.verify().await.is_clean());
}

#[tokio::test]
async fn a_blob_cannot_stand_in_for_another() {
    let room = Room::open().await;
    let (first, second) = (
        room.file("a.bin", &some(100)).await,
        room.file("b.bin", &some(100)).await,
    );
    let (first, second) = (room.held(&first).await, room.held(&second).await);
    std::fs::copy(
        room.blob(second.segments()[0].blob),
        room.blob(first.segments()[0].blob),
    )
    .unwrap();
    assert_eq!(room.read(first, 0..100).await, (Vec::new(), false));
    assert_eq!(room.verify().await.faults.len(), 1);
}

#[tokio::test]
async fn what_was_left_behind_a_week_is_given_up_and_its_bytes_go() {
    let room = Room::open().await;
    let upload = room.begin(10).await;
    room.send(&upload, &[length(4)], vec![Some(vec![1; 4])])
        .await
        .unwrap();
    let kept = room.file("lease.bin", b"kept").await;
    assert_eq!(sweep_uploads(&room.portal).await.unwrap(), 0);
    room.clock.turn(EXPIRY + Duration::from_secs(1));
    assert_eq!(sweep_uploads(&room.portal).await.unwrap(), 1);
    let id = upload.id;
    assert!(matches!(
        room.portal
            .read(&room.client, move |tx| Upload::find(tx, id))
            .await,
        Err(Error::NotFound)
    ));
    for _ in 0..2 {
        delete_blobs(&room.portal, id).await.unwrap();
        delete_blobs(&room.portal, kept.upload).await.unwrap();
        let report = room.verify().await;
        assert_eq!(
            (report.blobs, report.versions, report.orphans, report.faults),
            (1, 1, 0, Vec::new())
        );
    }
}

#[tokio::test]
async fn handing_over_twice_is_one_delivery_and_only_its_sender_and_the_firm_find_it() {
    let room = Room::open().await;
    let mut uploads = Vec::new();
    for name in ["photo 1.jpg", "bank_statement.pdf"] {
        uploads.push(
            receive_whole(&room.portal, &room.client, room.matter, name, some(50))
                .await
                .unwrap()
                .id,
        );
    }
    let matter = room.matter;
    let press = |uploads: Vec<crate::base::UploadId>| {
        room.portal.write(&room.client, move |tx| {
            let matter = Matter::find(tx, matter)?;
            hand_over(tx, &matter, &uploads, "Both pages.")
        })
    };
    let first = press(uploads.clone()).await.unwrap();
    let second = press(uploads.clone()).await.unwrap();
    assert_eq!(
        (first.id, &first.number, first.files.len()),
        (second.id, &second.number, 2)
    );
    assert_eq!(first.files[1].name, "bank_statement.pdf");
    let id = first.id;
    let seen = room
        .portal
        .read(&room.lawyer, move |tx| Delivery::find(tx, id))
        .await
        .unwrap();
    assert_eq!(
        (seen.note.as_deref(), seen.by_name.as_str()),
        (Some("Both pages."), "carl")
    );
    let theirs = room
        .portal
        .read(&room.client, |tx| Document::mine(tx))
        .await
        .unwrap();
    let mut titles: Vec<&str> = theirs
        .iter()
        .map(|(document, _)| document.title.as_str())
        .collect();
    titles.sort_unstable();
    assert_eq!(titles, ["bank statement", "photo 1"]);
}

#[tokio::test]
async fn a_client_sees_nothing_of_the_firms_documents_without_a_share() {
    let room = Room::open().await;
    let version = room.file("memo.txt", b"privileged").await;
    let (document, id, matter) = (version.document, version.id, room.matter);
    assert!(matches!(
        room.portal
            .read(&room.client, move |tx| Document::find(tx, document))
            .await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        room.portal
            .read(&room.client, move |tx| Version::find(tx, id))
            .await,
        Err(Error::NotFound)
    ));
    let listed = room
        .portal
        .read(&room.client, move |tx| {
            let matter = Matter::find(tx, matter)?;
            Document::of_matter(tx, &matter)
        })
        .await
        .unwrap();
    assert!(listed.is_empty());
    let upload = receive_whole(&room.portal, &room.client, matter, "a.txt", b"a".to_vec())
        .await
        .unwrap();
    assert!(matches!(
        room.portal
            .write(&room.client, move |tx| add(tx, &upload, "A"))
            .await,
        Err(Error::Forbidden)
    ));
}
