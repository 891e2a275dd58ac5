//! Transfers that break off, hang, meet one another, or are left behind.

use std::time::Duration;

use anteroom::{
    base::{Error, UploadId},
    documents::{self, EXPIRY, FinishedUpload, LIMITS, NewUpload, Upload, Writing},
    matters::Matter,
};
use anteroom_upload::{Command, Patch, Reason, Refusal, names::FilePath};
use aws_lc_rs::digest;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::{HeaderMap, HeaderValue, Method};

use super::room::{Room, some};

async fn begin(room: &Room, length: usize) -> Upload {
    let matter = room.matter;
    let begun = room.portal.write(&room.client, move |tx| {
        let matter = Matter::find(tx, matter)?;
        let path = FilePath::accept("lease.txt").unwrap();
        Upload::begin(tx, &matter, &NewUpload::file(path, length as u64))
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
    let writing = match take_up(room, upload.id, patch(upload.received, headers)).await {
        Ok(writing) => writing,
        Err(refusal) => return Err(refusal.reason),
    };
    let body = stream::iter(
        body.into_iter()
            .map(|chunk| chunk.map(Bytes::from).ok_or("broken off")),
    );
    write(room, writing, body).await
}

/// Takes the pen of an upload.
async fn take_up(room: &Room, id: UploadId, patch: Patch) -> Result<Writing, Refusal> {
    room.portal
        .write(&room.client, move |tx| Writing::take_up(tx, id, &patch))
        .await
        .unwrap()
}

async fn write(
    room: &Room,
    writing: Writing,
    body: impl futures_util::Stream<Item = Result<Bytes, &'static str>> + Unpin + Send,
) -> Result<Upload, Reason> {
    let turn = room.portal.turns.take(writing.upload.id).unwrap();
    documents::receive(&room.portal, &room.client, turn, writing, body)
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
    match Command::parse(&Method::PATCH, &headers, &LIMITS).unwrap() {
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
    let id = upload.id;
    let finished = room
        .portal
        .read(&room.client, move |tx| FinishedUpload::find(tx, id))
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
    let writing = take_up(&room, upload.id, patch(0, &[length(1000)]))
        .await
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
    let (portal, client) = (room.portal.clone(), room.client.clone());
    let transfer = tokio::spawn(async move {
        documents::receive(&portal, &client, turn, writing, Box::pin(body)).await
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

#[tokio::test]
async fn whoever_lost_the_pen_can_change_nothing_however_late_they_come() {
    let room = Room::open().await;
    let upload = begin(&room, 10).await;
    let whole = || patch(0, &[length(10)]);
    let first = take_up(&room, upload.id, whole()).await.unwrap();
    let busy = take_up(&room, upload.id, whole()).await.err().unwrap();
    assert_eq!((busy.reason, busy.status().as_u16()), (Reason::Locked, 423));
    // Asking where it stands takes the pen from a writer nobody has heard of, and does not wait.
    let path = anteroom::routes::upload(upload.id);
    let mut browser = room.browser(&room.client).await;
    let head = browser.tus(Method::HEAD, &path, &[], "").await.expect(200);
    assert_eq!(head.header("upload-offset"), "0");
    let second = take_up(&room, upload.id, whole()).await.unwrap();
    // The first wakes again. The upload still stands where it began, and all the same nothing of it counts.
    let body = |byte: u8| stream::iter([Ok(Bytes::from(vec![byte; 10]))]);
    assert_eq!(
        write(&room, first, body(1)).await.unwrap_err(),
        Reason::OffsetConflict
    );
    assert_eq!(received(&room, upload.id).await, 0);
    assert_eq!(write(&room, second, body(2)).await.unwrap().received, 10);
    let report = room.verify().await;
    assert_eq!(
        (report.blobs, report.orphans, report.faults),
        (1, 0, Vec::new())
    );
}

#[tokio::test]
async fn a_writer_that_gives_no_sign_of_life_for_two_minutes_has_no_pen() {
    let room = Room::open().await;
    let upload = begin(&room, 10).await;
    let lost = take_up(&room, upload.id, patch(0, &[length(10)]))
        .await
        .unwrap();
    room.clock.turn(Duration::from_secs(121));
    send(&room, &upload, &[length(4)], vec![Some(vec![1; 4])])
        .await
        .unwrap();
    let body = stream::iter([Ok(Bytes::from(vec![2; 10]))]);
    assert_eq!(
        write(&room, lost, body).await.unwrap_err(),
        Reason::OffsetConflict
    );
    assert_eq!(received(&room, upload.id).await, 4);
}

#[tokio::test]
async fn a_sender_of_single_bytes_leaves_few_rows_and_one_fingerprint() {
    let room = Room::open().await;
    let content = some(100);
    let mut upload = begin(&room, content.len()).await;
    for byte in &content {
        upload = send(&room, &upload, &[length(1)], vec![Some(vec![*byte])])
            .await
            .unwrap();
    }
    let id = upload.id;
    let finished = room
        .portal
        .read(&room.client, move |tx| FinishedUpload::find(tx, id))
        .await
        .unwrap();
    assert_eq!(
        finished.fingerprint.as_slice(),
        digest::digest(&digest::SHA256, &content).as_ref()
    );
    let report = room.verify().await;
    assert!(report.blobs <= 16, "{} blobs", report.blobs);
    assert_eq!((report.orphans, report.faults), (0, Vec::new()));
}

#[tokio::test]
async fn joining_small_pieces_waits_for_a_body_that_counts() {
    let room = Room::open().await;
    let content = some(20);
    let mut upload = begin(&room, content.len()).await;
    for byte in &content[..16] {
        upload = send(&room, &upload, &[length(1)], vec![Some(vec![*byte])])
            .await
            .unwrap();
    }
    let wrong = (
        "upload-checksum",
        "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=".to_owned(),
    );
    let refused = send(&room, &upload, &[wrong, length(4)], vec![Some(vec![0; 4])]).await;
    assert_eq!(refused.unwrap_err(), Reason::ChecksumMismatch);
    let report = room.verify().await;
    assert_eq!(
        (report.blobs, report.orphans, report.faults),
        (16, 0, Vec::new())
    );
    send(
        &room,
        &upload,
        &[length(4)],
        vec![Some(content[16..].to_vec())],
    )
    .await
    .unwrap();
    let report = room.verify().await;
    assert_eq!(
        (report.blobs, report.orphans, report.faults),
        (1, 0, Vec::new())
    );
}

#[tokio::test]
async fn every_byte_puts_the_end_of_an_upload_off() {
    let room = Room::open().await;
    let upload = begin(&room, 10).await;
    room.clock.turn(EXPIRY - Duration::from_secs(1));
    let upload = send(&room, &upload, &[length(4)], vec![Some(vec![1; 4])])
        .await
        .unwrap();
    room.clock.turn(EXPIRY - Duration::from_secs(1));
    assert_eq!(documents::sweep_uploads(&room.portal).await.unwrap(), 0);
    send(&room, &upload, &[length(6)], vec![Some(vec![1; 6])])
        .await
        .unwrap();
}

#[tokio::test]
async fn two_servers_share_an_upload_and_a_line_that_hangs_at_one_does_not_hold_it_at_the_other() {
    let room = Room::open().await;
    let (other, elsewhere) = room.second_server().await;
    let content = some(1000);
    let upload = begin(&room, content.len()).await;
    let path = anteroom::routes::upload(upload.id);
    let writing = take_up(&room, upload.id, patch(0, &[length(1000)]))
        .await
        .unwrap();
    let turn = room.portal.turns.take(upload.id).unwrap();
    let (release, held) = tokio::sync::oneshot::channel::<()>();
    let body = stream::once(async { Ok::<_, String>(Bytes::from_static(&[9; 600])) }).chain(
        stream::once(async move {
            let _ = held.await;
            Err("the line is dead".into())
        }),
    );
    let (portal, client) = (room.portal.clone(), room.client.clone());
    let hanging = tokio::spawn(async move {
        documents::receive(&portal, &client, turn, writing, Box::pin(body)).await
    });
    let mut browser = anteroom_testkit::Browser::new(elsewhere, "localhost:8400");
    browser.set_cookie("anteroom", &room.token(&room.client).await);
    // Without asking where it stands, the other server does not let a second writer in.
    browser
        .tus_patch(&path, 0, content[..400].to_vec())
        .await
        .expect(423);
    let head = browser.tus(Method::HEAD, &path, &[], "").await.expect(200);
    assert_eq!(head.header("upload-offset"), "0");
    browser
        .tus_patch(&path, 0, content[..400].to_vec())
        .await
        .expect(204);
    release.send(()).unwrap();
    let refused = hanging.await.unwrap().unwrap().unwrap_err();
    assert_eq!(refused.reason, Reason::OffsetConflict);
    // And back at the first server, without a second thought.
    let mut browser = room.browser(&room.client).await;
    browser
        .tus_patch(&path, 400, content[400..].to_vec())
        .await
        .expect(204);
    let id = upload.id;
    let finished = other
        .read(&room.client, move |tx| FinishedUpload::find(tx, id))
        .await
        .unwrap();
    assert_eq!(
        finished.fingerprint.as_slice(),
        digest::digest(&digest::SHA256, &content).as_ref()
    );
    let report = room.verify().await;
    assert_eq!(
        (report.blobs, report.orphans, report.faults),
        (2, 0, Vec::new())
    );
}
