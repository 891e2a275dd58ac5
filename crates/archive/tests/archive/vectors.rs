//! The vectors of `docs/formats/archive.md`. `ANTEROOM_WRITE_VECTORS=1` writes them anew after a change of the layout, which
//! raises [`FORMAT`].

use std::path::PathBuf;

use anteroom_archive::{Entry, FORMAT, Layout, Modified, Piece};
use serde_json::{Value, json};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Entries as the vector names them: path, size, CRC-32, seconds since 1970 in UTC, seconds ahead of it.
type Named = (&'static str, u64, u32, i64, i32);

fn case(name: &str, named: &[Named]) -> Value {
    let entries = named
        .iter()
        .map(|(path, size, crc32, unix, offset)| Entry {
            path: (*path).to_owned(),
            size: *size,
            crc32: *crc32,
            modified: Modified::new(*unix, *offset),
        })
        .collect();
    let layout = Layout::of(entries).unwrap();
    let headers: Vec<u8> = layout
        .pieces(0..layout.len())
        .filter_map(|piece| match piece {
            Piece::Header(bytes) => Some(bytes),
            Piece::Contents { .. } => None,
        })
        .flatten()
        .collect();
    let entries: Vec<Value> = named
        .iter()
        .map(|(path, size, crc32, unix, offset)| {
            json!({ "path": path, "size": size, "crc32": crc32, "unix": unix, "offset": offset })
        })
        .collect();
    json!({ "name": name, "entries": entries, "length": layout.len(), "headers": hex(&headers) })
}

#[test]
fn the_layout_is_the_one_that_is_documented() {
    let made = json!({
        "format": FORMAT,
        "archives": [
            case("nothing", &[]),
            case("two files", &[
                ("Deed.pdf", 9, 0xcbf4_3926, 1_795_527_045, -18_000),
                ("Tax/Résumé.txt", 0, 0, 951_782_400, 0),
            ]),
            case("one byte below the mark", &[("a", 0xffff_fffe, 1, 0, 0), ("b", 1, 2, 0, 0)]),
            case("at the mark", &[("a", 0xffff_ffff, 1, 4_102_444_800, 0), ("b", 1, 2, 0, 0)]),
            case("a terabyte", &[("a", 1 << 40, 1, 0, 0), ("b", 1 << 40, 2, 0, 0)]),
        ],
    });
    let file =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats/vectors/archive.json");
    if std::env::var_os("ANTEROOM_WRITE_VECTORS").is_some() {
        std::fs::write(&file, format!("{made:#}\n")).unwrap();
    }
    let agreed: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(made, agreed);
}
