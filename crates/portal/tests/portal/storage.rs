//! Where bytes lie: what is noted, what is refused, and what the record says. Moving itself is told on a real server
//! (`bin/test s3`).

use anteroom::{
    audit::{self, Reading},
    base::{Act, Clock},
    config::Settings,
    firms::{Keeping, Storage},
    storage,
};

use crate::world::{World, scratch};

#[test]
fn a_move_is_noted_once_at_its_beginning_and_once_at_its_end() {
    let world = World::open();
    let noted = || world.read_as_product(Keeping::load);
    let first = noted().storage;
    let then = match first {
        Storage::Disk => Storage::S3,
        Storage::S3 => Storage::Disk,
    };
    for _ in 0..2 {
        world.change_as_product(move |tx| Keeping::begin_move(tx, then));
        assert_eq!(noted().storage, then);
        assert!(noted().moving_since.is_some());
    }
    for _ in 0..2 {
        world.change_as_product(move |tx| Keeping::end_move(tx, then));
        assert_eq!((noted().storage, noted().moving_since), (then, None));
    }
    let acts = world.owner().reads(|tx| {
        let lines = audit::of_firm(tx, Reading::default())?.lines;
        Ok(lines.into_iter().map(|line| line.act).collect::<Vec<_>>())
    });
    let acts = acts.unwrap();
    for act in [Act::StorageChanged, Act::StorageMoved] {
        assert_eq!(
            acts.iter().filter(|found| **found == act).count(),
            1,
            "{act:?}"
        );
    }
}

#[tokio::test]
async fn documents_in_a_bucket_that_is_not_set_stop_the_start() {
    let scratch = scratch().await;
    let mut config = scratch.config(Settings::default());
    config.bucket = None;
    let since = Some(Clock::to_turn().now());
    for (storage, moving_since) in [
        (Storage::S3, None),
        (Storage::S3, since),
        (Storage::Disk, since),
    ] {
        let keeping = Keeping {
            storage,
            moving_since,
        };
        let refused = storage::open(&config, Some(keeping)).await.err().unwrap();
        assert!(refused.contains("bucket"), "{refused}");
    }
    let keeping = Keeping {
        storage: Storage::Disk,
        moving_since: None,
    };
    assert!(
        storage::open(&config, Some(keeping))
            .await
            .unwrap()
            .both
            .is_none()
    );
}

#[test]
fn without_a_bucket_there_is_nowhere_to_move_to() {
    let world = World::open();
    if world.portal().both.is_some() {
        return;
    }
    let refused = world.waits(storage::move_to(world.portal(), Storage::S3, false, |_| ()));
    assert!(refused.unwrap_err().contains("ANTEROOM_S3_BUCKET"));
    assert_eq!(world.read_as_product(Keeping::load).storage, Storage::Disk);
}
