//! What comes back is what was sent.

use anteroom::documents::Outcome;
use aws_lc_rs::digest;

use super::room::{Room, some};

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
async fn pages_are_made_once_and_shown_to_whoever_may_read_the_version() {
    let room = Room::open().await;
    let letter = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../pages/fixtures/letter.pdf"
    ))
    .unwrap();
    let version = room.file("letter.pdf", &letter).await;
    for _ in 0..2 {
        anteroom::documents::make_pages(&room.portal, version.id)
            .await
            .unwrap();
    }
    let id = version.id;
    let (made, first) = room
        .portal
        .read(&room.lawyer, move |tx| {
            let version = anteroom::documents::Version::find(tx, id)?;
            let page = version.page(tx, 1)?;
            Ok((version, page.unwrap()))
        })
        .await
        .unwrap();
    assert_eq!(made.rendering, Outcome::Made);
    assert!(made.pages > 0 && !first.words.is_empty());
    let path = anteroom::routes::page_picture(version.id, 1);
    let picture = room
        .browser(&room.lawyer)
        .await
        .get(&path)
        .await
        .expect(200);
    assert_eq!(picture.header("content-type"), "image/webp");
    assert_eq!(picture.header("cache-control"), "private, no-store");
    assert_eq!(
        picture.header("content-security-policy"),
        anteroom_web::headers::ORIGINAL_POLICY
    );
    assert_eq!(picture.body.len() as u64, first.length);
    assert!(picture.body.starts_with(b"RIFF"));
    super::room::is_absent(&mut room.browser(&room.client).await, &path).await;
    super::room::is_absent(
        &mut room.browser(&room.lawyer).await,
        &anteroom::routes::page_picture(version.id, 99),
    )
    .await;
    let report = room.verify().await;
    assert_eq!(
        (report.pages, report.orphans, report.faults),
        (u64::from(made.pages), 0, Vec::new())
    );
}

#[tokio::test]
async fn a_locked_or_broken_file_says_so_and_can_still_be_downloaded() {
    let room = Room::open().await;
    let locked = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../pages/fixtures/locked.pdf"
    ))
    .unwrap();
    for (content, expected) in [
        (locked.as_slice(), Outcome::Locked),
        (b"%PDF-1.7\nnothing".as_slice(), Outcome::Damaged),
    ] {
        let version = room.file("letter.pdf", content).await;
        anteroom::documents::make_pages(&room.portal, version.id)
            .await
            .unwrap();
        let id = version.id;
        let made = room
            .portal
            .read(&room.lawyer, move |tx| {
                anteroom::documents::Version::find(tx, id)
            })
            .await
            .unwrap();
        assert_eq!((made.rendering, made.pages), (expected, 0));
        let saved = room
            .browser(&room.lawyer)
            .await
            .get(&anteroom::routes::download(id))
            .await
            .expect(200);
        assert_eq!(saved.body, content);
    }
}
