//! How fast segments are sealed and opened, and what a field costs: `cargo run --release -p anteroom-vault --example seal_throughput`.
#![expect(clippy::print_stdout, reason = "printing figures is what it is for")]

use std::{hint::black_box, time::Instant};

use anteroom_vault::{
    Broken, FRAME_LEN, Field, MatterKey, SegmentName, SegmentReader, SegmentWriter, TAG_LEN,
};

const MIB: usize = 1024 * 1024;
const PIECES: usize = 256;
const FIELDS: u32 = 200_000;

fn main() -> Result<(), Broken> {
    let key = MatterKey::generate()?;
    let name = SegmentName {
        firm: "fir_1",
        matter: "mat_1",
        content: "ver_1",
        number: 0,
    };
    let piece = vec![7; MIB];

    let mut writer = SegmentWriter::new(&key, name)?;
    let header = writer.header();
    let (mut frame, mut sealed) = (Vec::new(), Vec::with_capacity(2 * MIB));
    let began = Instant::now();
    for _ in 0..PIECES {
        sealed.clear();
        writer.push(&piece, &mut sealed)?;
        if frame.is_empty() {
            frame.extend_from_slice(&sealed[..FRAME_LEN + TAG_LEN]);
        }
        black_box(&sealed);
    }
    writer.finish(&mut sealed)?;
    report("seal", began);

    let reader = SegmentReader::open(&key, name, &header)?;
    let mut plain = Vec::with_capacity(FRAME_LEN);
    let began = Instant::now();
    for _ in 0..PIECES * MIB / FRAME_LEN {
        plain.clear();
        reader.open_frame(0, false, black_box(&frame), &mut plain)?;
        black_box(&plain);
    }
    report("open", began);

    let field = Field {
        table: "messages",
        column: "body",
        row: "msg_0198f2c5a6b17c3d9e4f",
    };
    let sealed = key.seal(field, &[7; 100])?;
    let began = Instant::now();
    for _ in 0..FIELDS {
        black_box(key.open(field, &sealed)?);
    }
    println!("open a field of 100 bytes: {:?}", began.elapsed() / FIELDS);
    let began = Instant::now();
    for _ in 0..FIELDS {
        black_box(key.seal(field, &[7; 100])?);
    }
    println!("seal a field of 100 bytes: {:?}", began.elapsed() / FIELDS);
    Ok(())
}

fn report(verb: &str, began: Instant) {
    println!(
        "{verb} {PIECES} MiB: {:.0} MiB/s",
        PIECES as f64 / began.elapsed().as_secs_f64()
    );
}
