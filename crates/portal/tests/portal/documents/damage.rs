//! A changed bit anywhere is found, and no wrong byte is ever served.

use anteroom::{base::sql, documents};

use super::room::{Room, some};

sql! {
    SHORTEN = "update segments set length = length - 1 where length > 1";
}

#[tokio::test]
async fn a_changed_bit_anywhere_is_found_and_never_served() {
    let room = Room::on_disk().await;
    let content = some(200_000);
    let version = room.file("lease.bin", &content).await;
    let held = room.held(&version).await;
    let path = room.blobs().remove(0);
    let sealed = std::fs::read(&path).unwrap();
    // Magic, version, salt, commitment, first frame, second frame, third frame, the last tag.
    for at in [
        0,
        7,
        10,
        50,
        100,
        72 + 65_552 + 3,
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
    let shallow = async || {
        documents::verify(&room.portal, false)
            .await
            .unwrap()
            .is_clean()
    };
    std::fs::write(&path, &sealed[..sealed.len() - 1]).unwrap();
    assert!(!shallow().await, "cut short");
    std::fs::remove_file(&path).unwrap();
    assert!(!shallow().await, "absent");
    std::fs::write(&path, &sealed).unwrap();
    assert!(shallow().await && room.verify().await.is_clean());
}

#[tokio::test]
async fn a_damaged_file_is_an_error_with_a_number_and_a_late_fault_breaks_the_download_off() {
    let room = Room::on_disk().await;
    let content = some(3 << 20);
    let version = room.file("lease.bin", &content).await;
    let path = room.blobs().remove(0);
    let mut browser = room.browser(&room.lawyer).await;
    let download = anteroom::routes::download(version.id);
    let mut sealed = std::fs::read(&path).unwrap();

    *sealed.last_mut().unwrap() ^= 1;
    std::fs::write(&path, &sealed).unwrap();
    let start = browser
        .send(http::Method::GET, &download, range("bytes=0-99"), "")
        .await
        .expect(206);
    assert_eq!(start.body, content[..100]);
    browser
        .send(http::Method::GET, &download, range("bytes=-1"), "")
        .await
        .expect(500);

    // The browser hears of 3 MiB and gets fewer: a download that broke off, and no wrong file.
    let broken_off = browser.get(&download).await.expect(200);
    assert_eq!(
        broken_off.header("content-length"),
        content.len().to_string()
    );
    assert!(broken_off.body.len() < content.len());

    sealed[100] ^= 1;
    std::fs::write(&path, &sealed).unwrap();
    let fault = browser.get(&download).await.expect(500);
    assert!(fault.says("Reference") && !fault.says("segment"));
}

fn range(value: &'static str) -> http::HeaderMap {
    http::HeaderMap::from_iter([(http::header::RANGE, http::HeaderValue::from_static(value))])
}

#[tokio::test]
async fn a_version_whose_rows_are_not_all_there_is_an_error_and_no_download_begins() {
    let room = Room::open().await;
    let version = room.file("lease.bin", &some(100)).await;
    room.portal
        .write(&room.lawyer, |tx| {
            tx.unaudited("damage");
            tx.run(SHORTEN, &[])
        })
        .await
        .unwrap();
    let mut browser = room.browser(&room.lawyer).await;
    let download = anteroom::routes::download(version.id);
    browser.get(&download).await.expect(500);
    browser
        .send(http::Method::HEAD, &download, http::HeaderMap::new(), "")
        .await
        .expect(500);
    assert!(!room.verify().await.is_clean());
}

#[tokio::test]
async fn a_blob_cannot_stand_in_for_another() {
    let room = Room::on_disk().await;
    let first = room.file("a.bin", &some(100)).await;
    room.file("b.bin", &some(100)).await;
    let blobs = room.blobs();
    std::fs::copy(&blobs[1], &blobs[0]).unwrap();
    assert_eq!(
        room.read(room.held(&first).await, 0..100).await,
        (Vec::new(), false)
    );
    assert_eq!(room.verify().await.faults.len(), 1);
}

#[tokio::test]
async fn a_blob_no_row_names_is_counted_and_harms_nothing() {
    let room = Room::open().await;
    room.file("a.bin", &some(100)).await;
    let mut writer = room.portal.blobs.begin().await.unwrap();
    writer.write("litter".into()).await.unwrap();
    writer.finish().await.unwrap();
    let report = room.verify().await;
    assert_eq!(
        (report.blobs, report.orphans, report.is_clean()),
        (2, 1, true)
    );
}

#[tokio::test]
async fn reading_what_lies_there_finds_a_flipped_bit_tells_the_owner_and_sees_it_mended() {
    let room = Room::on_disk().await;
    let files: Vec<_> = [70_000, 100, 200_000].map(some).into();
    room.file("lease.bin", &files[0]).await;
    let second = room.file("plan.bin", &files[1]).await;
    room.file("survey.bin", &files[2]).await;
    let hour = std::time::Duration::from_secs(60 * 60);
    let told = "A document does not read";

    assert_eq!(documents::scrub(&room.portal).await.unwrap(), 3);
    assert_eq!(
        documents::scrub(&room.portal).await.unwrap(),
        0,
        "it is not time yet"
    );
    assert!(!shows(&room, "/today").await.says(told));

    let path = room.blobs().remove(1);
    let whole = std::fs::read(&path).unwrap();
    let mut flipped = whole.clone();
    *flipped.last_mut().unwrap() ^= 1;
    std::fs::write(&path, &flipped).unwrap();
    for _ in 0..2 {
        room.clock.turn(hour);
        assert_eq!(documents::scrub(&room.portal).await.unwrap(), 3);
    }
    let today = shows(&room, "/today").await;
    assert!(today.says(told) && today.says("Restore it from a backup"));
    let link = format!("href=\"{}\"", anteroom::routes::document(second.document));
    assert_eq!(today.text().matches(&link).count(), 1);
    let record = shows(&room, "/record").await;
    assert_eq!(
        record
            .text()
            .matches("does not read where it is kept")
            .count(),
        1
    );

    std::fs::write(&path, &whole).unwrap();
    room.clock.turn(hour);
    documents::scrub(&room.portal).await.unwrap();
    assert!(!shows(&room, "/today").await.says(told));
    assert!(shows(&room, "/record").await.says("reads again"));

    std::fs::write(&path, &flipped).unwrap();
    room.clock.turn(hour);
    documents::scrub(&room.portal).await.unwrap();
    assert!(shows(&room, "/today").await.says(told));
    std::fs::write(&path, &whole).unwrap();
}

/// A page, to the owner.
async fn shows(room: &Room, path: &str) -> anteroom_testkit::Answer {
    let mut browser = room.browser(&room.lawyer).await;
    browser.get(path).await.expect(200)
}
