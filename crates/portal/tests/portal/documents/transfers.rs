//! Transfers that break off, hang, meet one another, or are left behind.

use std::time::{Duration, SystemTime};

use anteroom::{
    base::{Error, UploadId},
    documents::{self, Coming, EXPIRY, MOST_BYTES, Upload},
    matters::Matter,
};
use anteroom_upload::{Command, Limits, Patch, Reason, Upload as Standing, names::FilePath};
use aws_lc_rs::digest;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::{HeaderMap, HeaderValue, Method};

use super::room::{Room, some};

async fn begin(room: &Room, length: usize) -> Upload {
    let matter = room.matter;
    let begun = room.portal.write(&room.client, move |tx| {
        let matter = Matter::find(tx, matter)?;
        Upload::begin(
            tx,
            &matter,
            &FilePath::accept("lease.txt").unwrap(),
            length as u64,
        )
    });
    begun.await.unwrap()
}

async fn received(room: &Room, id: UploadId) -> u64 {
    room.portal
        .read(&room.client, move |tx| Upload::find(tx, id))
        .await
        .unwrap()
        .received
}

/// Sends a body of chunks; `None` among them is where it breaks off.
async fn send(
    room: &Room,
    upload: &Upload,
    headers: &[(&'static str, String)],
    body: Vec<Option<Vec<u8>>>,
) -> Result<Upload, Reason> {
    let patch = patch(upload.received, headers);
    let standing = Standing::resumed(upload.length, upload.received, None).unwrap();
    let accepted = standing
        .check_patch(&patch, SystemTime::UNIX_EPOCH)
        .unwrap();
    let turn = room.portal.turns.take(upload.id).unwrap();
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
    documents::receive(&room.portal, &room.client, upload.clone(), coming)
        .await
        .unwrap()
        .map_err(|refusal| refusal.reason)
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
        other => panic!("{other:?}"),
    }
}

fn length(bytes: usize) -> (&'static str, String) {
    ("content-length", bytes.to_string())
}

#[tokio::test]
async fn a_transfer_that_breaks_off_keeps_what_arrived_and_goes_on_from_there() {
    let room = Room::open().await;
    let content = some(300_000);
    let upload = begin(&room, content.len()).await;
    let body = vec![
        Some(content[..70_000].to_vec()),
        Some(content[70_000..100_000].to_vec()),
        None,
    ];
    let upload = send(&room, &upload, &[length(300_000)], body)
        .await
        .unwrap();
    assert_eq!(
        (upload.received, received(&room, upload.id).await),
        (100_000, 100_000)
    );
    // A body in chunks that simply ends early is no different.
    let upload = send(
        &room,
        &upload,
        &[],
        vec![Some(content[100_000..100_001].to_vec())],
    )
    .await
    .unwrap();
    let upload = send(
        &room,
        &upload,
        &[length(199_999)],
        vec![Some(content[100_001..].to_vec())],
    )
    .await
    .unwrap();
    let finished = documents::finish(&room.portal, &room.client, &upload)
        .await
        .unwrap();
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
    let upload = begin(&room, 10).await;
    send(&room, &upload, &[length(4)], vec![Some(vec![1; 4])])
        .await
        .unwrap();
    // The second still believes that nothing has arrived.
    assert_eq!(
        send(&room, &upload, &[length(10)], vec![Some(vec![2; 10])])
            .await
            .unwrap_err(),
        Reason::OffsetConflict
    );
    assert_eq!(received(&room, upload.id).await, 4);
    let report = room.verify().await;
    assert_eq!(
        (report.blobs, report.orphans, report.faults),
        (1, 0, Vec::new())
    );
}

#[tokio::test]
async fn a_refused_body_moves_nothing_and_leaves_nothing() {
    let room = Room::open().await;
    let upload = begin(&room, 10).await;
    let wrong = (
        "upload-checksum",
        "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=".to_owned(),
    );
    assert_eq!(
        send(&room, &upload, &[wrong, length(5)], vec![Some(vec![1; 5])])
            .await
            .unwrap_err(),
        Reason::ChecksumMismatch
    );
    assert_eq!(
        send(
            &room,
            &upload,
            &[],
            vec![Some(vec![1; 8]), Some(vec![1; 3])]
        )
        .await
        .unwrap_err(),
        Reason::TooLarge
    );
    assert_eq!(received(&room, upload.id).await, 0);
    assert_eq!(room.verify().await.blobs, 0);

    let right = "sha256 LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=".to_owned();
    let sent = send(
        &room,
        &upload,
        &[("upload-checksum", right), length(5)],
        vec![Some(b"hello".to_vec())],
    )
    .await;
    assert_eq!(sent.unwrap().received, 5);
}

#[tokio::test]
async fn who_asks_where_a_hanging_transfer_stands_ends_it_and_hears_the_truth() {
    let room = Room::open().await;
    let upload = begin(&room, 1000).await;
    let accepted = Standing::new(1000, None)
        .check_patch(&patch(0, &[length(1000)]), SystemTime::UNIX_EPOCH)
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
        let coming = Coming {
            accepted,
            is_bounded: true,
            turn,
            body: Box::pin(body),
        };
        documents::receive(&portal, &client, hanging, coming).await
    });
    seen.await.unwrap();
    let head = room
        .browser(&room.client)
        .await
        .tus(Method::HEAD, &anteroom::routes::upload(upload.id), &[], "")
        .await
        .expect(200);
    assert_eq!(head.header("upload-offset"), "600");
    assert_eq!(transfer.await.unwrap().unwrap().unwrap().received, 600);
    assert!(
        room.portal.turns.take(upload.id).is_some(),
        "the turn was given back"
    );
}

#[tokio::test]
async fn a_connection_that_is_cut_loses_nothing_that_had_arrived() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let room = Room::open().await;
    let content = some(200_000);
    let upload = begin(&room, content.len()).await;
    let mut line = tokio::net::TcpStream::connect(room.address).await.unwrap();
    let head = format!(
        "PATCH /uploads/{} HTTP/1.1\r\nHost: localhost:8400\r\nCookie: anteroom={}\r\nSec-Fetch-Site: same-origin\r\nTus-Resumable: 1.0.0\r\n\
         Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: 200000\r\nExpect: 100-continue\r\n\r\n",
        upload.id,
        room.token(&room.client).await
    );
    line.write_all(head.as_bytes()).await.unwrap();
    let mut answer = [0; 25];
    line.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 100 Continue\r\n\r\n");
    line.write_all(&content[..150_000]).await.unwrap();
    line.shutdown().await.unwrap();
    drop(line);
    // The server notices in its own time: until then the turn is taken, and nobody may be told a wrong offset.
    while room.portal.turns.take(upload.id).is_none() {
        tokio::task::yield_now().await;
    }
    assert_eq!(received(&room, upload.id).await, 150_000);
    let mut browser = room.browser(&room.client).await;
    let path = anteroom::routes::upload(upload.id);
    browser
        .tus_patch(&path, 150_000, content[150_000..].to_vec())
        .await
        .expect(204);
    assert!(room.verify().await.is_clean());
}

#[tokio::test]
async fn what_was_left_behind_a_week_is_given_up_and_its_bytes_go() {
    let room = Room::open().await;
    let upload = begin(&room, 10).await;
    send(&room, &upload, &[length(4)], vec![Some(vec![1; 4])])
        .await
        .unwrap();
    let kept = room.file("lease.bin", b"kept").await;
    assert_eq!(documents::sweep_uploads(&room.portal).await.unwrap(), 0);
    room.clock.turn(EXPIRY + Duration::from_secs(1));
    assert_eq!(documents::sweep_uploads(&room.portal).await.unwrap(), 1);
    let id = upload.id;
    assert!(matches!(
        room.portal
            .read(&room.client, move |tx| Upload::find(tx, id))
            .await,
        Err(Error::NotFound)
    ));
    for _ in 0..2 {
        documents::delete_blobs(&room.portal, id).await.unwrap();
        documents::delete_blobs(&room.portal, kept.upload)
            .await
            .unwrap();
        let report = room.verify().await;
        assert_eq!(
            (report.blobs, report.versions, report.orphans, report.faults),
            (1, 1, 0, Vec::new())
        );
    }
}
