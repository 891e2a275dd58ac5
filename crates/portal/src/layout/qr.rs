//! A square for a camera, drawn into the page as one path: no style, no script, nothing to fetch.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

use crate::base::{Error, Result};

/// The drawing of `text`, hidden from readers: whoever cannot scan finds the same in words beside it.
///
/// # Errors
/// [`Error::Bug`] when the text is longer than a square can hold.
pub fn qr(text: &str) -> Result<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(Error::bug)?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..]
                .iter()
                .take_while(|color| **color == Color::Dark)
                .count();
            if run > 0 {
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run.max(1);
        }
    }
    Ok(format!(
        "<svg viewBox=\"0 0 {width} {width}\" aria-hidden=\"true\" focusable=\"false\" shape-rendering=\"crispEdges\"><path fill=\"currentColor\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "the text of this test fits")]

    use super::*;

    #[test]
    fn a_square_is_one_path_and_begins_with_the_corner_mark() {
        let drawing = qr("https://portal.example.ca/i/abc").unwrap();
        assert!(drawing.contains("d=\"M0 0h7v1h-7z"), "{drawing}");
        assert!(!drawing.contains("style") && !drawing.contains("<?xml"));
        assert!(qr(&"x".repeat(4000)).is_err());
    }
}
