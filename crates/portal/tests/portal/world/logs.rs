//! Everything the product logs during the tests of this binary, so that it can be searched.

use std::{
    io,
    sync::{Mutex, Once},
};

static KEPT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// How much is printed when a story fails.
const LAST: usize = 40;

/// Keeps what is logged from now on; more than the product logs by default.
pub fn keep() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing_subscriber::fmt()
            .with_env_filter("info,anteroom=trace,anteroom_web=trace,anteroom_upload=trace")
            .with_ansi(false)
            .with_writer(|| Kept)
            .init();
    });
}

/// What was logged so far.
pub fn kept() -> Vec<u8> {
    KEPT.lock().unwrap().clone()
}

/// Prints the last lines beside a story that failed.
pub fn print_last() {
    let kept = kept();
    let text = String::from_utf8_lossy(&kept);
    let lines: Vec<&str> = text.lines().collect();
    for line in &lines[lines.len().saturating_sub(LAST)..] {
        eprintln!("{line}");
    }
}

struct Kept;

impl io::Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        KEPT.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
