//! The firm's own pages: its colours, its set-up, its settings.

mod card;
mod mail;
pub mod messages;
pub mod policy;
mod practice;
pub mod rights;
pub mod room;
pub mod scanning;
pub mod set_up;
pub mod settings;
pub mod single_sign_on;
pub mod staff;

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use crate::layout::Path;

/// The firm's colour as a stylesheet. Anybody may ask for any colour: the address is the content.
pub async fn brand(Path(look): Path<String>) -> Response {
    let Some((hue, chroma)) = colour(&look) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    (
        [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/css; charset=utf-8"),
            ),
            (
                header::CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=31536000, immutable"),
            ),
        ],
        format!(
            ":root {{ --brand-h: {hue}; --brand-c: {}.{:03} }}\n",
            chroma / 1000,
            chroma % 1000
        ),
    )
        .into_response()
}

/// Hue and strength out of `168-62.css`, within what keeps every text readable.
fn colour(look: &str) -> Option<(u16, u16)> {
    let (hue, chroma) = look.strip_suffix(".css")?.split_once('-')?;
    let number = |text: &str, most: u16| -> Option<u16> {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<u16>().map_or(most, |n| n.min(most)))
    };
    Some((number(hue, 360)?, number(chroma, 100)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_two_numbers_within_their_bounds_and_nothing_else() {
        assert_eq!(colour("168-62.css"), Some((168, 62)));
        assert_eq!(colour("999-99999999.css"), Some((360, 100)));
        for text in [
            "168-62",
            "-62.css",
            "168-.css",
            "1;}-2.css",
            "+1-2.css",
            "168-62.css.css",
        ] {
            assert_eq!(colour(text), None, "{text}");
        }
    }
}
