//! How fast blobs are written durably and read back: `cargo run --release -p anteroom-blobs --example disk_throughput -- DIRECTORY`.
#![expect(clippy::print_stdout, reason = "printing figures is what it is for")]

use std::{env, error, time::Instant};

use anteroom_blobs::{BlobId, Disk, MAX_READ, Store};
use bytes::Bytes;

const MIB: usize = 1024 * 1024;
const SMALL: u32 = 200;

#[tokio::main]
async fn main() -> Result<(), Box<dyn error::Error>> {
    let directory = env::args_os()
        .nth(1)
        .ok_or("name a directory on the disk to be measured")?;
    let disk = Disk::open(directory)?;

    for (blobs, mib) in [(1, 256), (51, 5)] {
        let began = Instant::now();
        let mut ids = Vec::new();
        for _ in 0..blobs {
            ids.push(write(&disk, mib).await?);
        }
        report(&format!("write {blobs} × {mib} MiB"), blobs * mib, began);

        let began = Instant::now();
        for id in &ids {
            let len = disk.len(id).await?;
            let mut at = 0;
            while at < len {
                at += disk.read(id, at..at + MAX_READ).await?.len() as u64;
            }
        }
        report(&format!("read {blobs} × {mib} MiB"), blobs * mib, began);
        for id in &ids {
            disk.delete(id).await?;
        }
    }

    let began = Instant::now();
    let mut ids = Vec::new();
    for _ in 0..SMALL {
        let mut writer = disk.begin().await?;
        writer.write(Bytes::from_static(&[7; 4096])).await?;
        ids.push(writer.finish().await?);
    }
    println!("write 4 KiB, durable: {:?} each", began.elapsed() / SMALL);
    for id in &ids {
        disk.delete(id).await?;
    }
    Ok(())
}

async fn write(disk: &Disk, mib: usize) -> Result<BlobId, anteroom_blobs::Error> {
    let frames = Bytes::from(vec![7; 65_552]);
    let mut writer = disk.begin().await?;
    for _ in 0..mib * MIB / frames.len() {
        writer.write(frames.clone()).await?;
    }
    writer.finish().await
}

fn report(what: &str, mib: usize, began: Instant) {
    println!(
        "{what}: {:.0} MiB/s",
        mib as f64 / began.elapsed().as_secs_f64()
    );
}
