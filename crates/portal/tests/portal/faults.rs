//! A disk that fails: whatever was not made durable was not acknowledged, and is sent again; what was made durable although
//! it said that it failed is litter and nothing else.

use anteroom::{documents, routes};
use anteroom_blobs::FinishFault;
use anteroom_testkit::Part;

use crate::world::World;

/// More than one frame, less than one segment.
const SENT: &[u8] = &[7; 150_000];

const BOTH: [FinishFault; 2] = [FinishFault::Lost, FinishFault::Kept];

#[test]
fn a_transfer_the_disk_refused_goes_on_from_what_is_durable() {
    for fault in BOTH {
        let (world, disk) = World::on_failing_disk();
        let carl = world.client("Carl Underhill");
        let matter = world
            .owner()
            .opens_matter("Sale of 12 Elm Street", &[&carl]);
        let create = carl.browse(async |browser| {
            let uploads = routes::uploads(matter);
            browser.tus_create(&uploads, "Survey.bin", SENT.len()).await
        });
        let location = create.expect(201).header("location").to_owned();
        let path = &location[location.find("/uploads/").unwrap()..];
        let (half, rest) = SENT.split_at(70_000);
        let sends = |from: usize, bytes: &'static [u8]| {
            carl.browse(async |browser| browser.tus_patch(path, from, bytes).await)
        };
        let stands_at = || {
            let none: &[(&'static str, &str)] = &[];
            let answer =
                carl.browse(async |browser| browser.tus(http::Method::HEAD, path, none, "").await);
            answer.header("upload-offset").to_owned()
        };

        let _ = sends(0, half).expect(204);
        disk.fail_finish(1, fault);
        assert!(
            sends(half.len(), rest).status.is_server_error(),
            "{fault:?}"
        );
        assert_eq!(stands_at(), half.len().to_string(), "{fault:?}");
        let _ = sends(half.len(), rest).expect(204);
        assert_eq!(stands_at(), SENT.len().to_string());
    }
}

#[test]
fn a_form_the_disk_refused_leaves_nothing_and_is_sent_again() {
    for fault in BOTH {
        let (world, disk) = World::on_failing_disk();
        let ada = world.lawyer("Ada Lockhart");
        let matter = ada.opens_matter("Sale of 12 Elm Street", &[]);
        let file = [Part {
            name: "files".into(),
            file_name: Some("Survey of the lot.bin".into()),
            body: SENT.to_vec(),
        }];
        let send = || ada.posts_files(&routes::matter_documents(matter), &file);
        let lying_there = || {
            ada.reads(move |tx| {
                let matter = anteroom::matters::Matter::find(tx, matter)?;
                Ok(documents::Document::of_matter(tx, &matter)?.len())
            })
            .unwrap()
        };
        disk.fail_finish(1, fault);
        assert!(send().status.is_server_error(), "{fault:?}");
        assert_eq!(lying_there(), 0, "{fault:?}");
        let _ = send().expect(303);
        assert_eq!(lying_there(), 1);
    }
}

#[test]
fn a_page_picture_the_disk_refused_is_made_later() {
    for fault in BOTH {
        let (world, disk) = World::on_failing_disk();
        let ada = world.lawyer("Ada Lockhart");
        let matter = ada.opens_matter("Sale of 12 Elm Street", &[]);
        let paper = ada.adds(matter, "Photograph of the house.png", crate::world::PICTURE);
        disk.fail_finish(1, fault);
        world.works();
        ada.finds_nothing_at(&routes::page_picture(paper.version, 1));
        world.passes(std::time::Duration::from_secs(60 * 60));
        world.works();
        ada.opens(&routes::page_picture(paper.version, 1));
    }
}
