//! HEIC, the format of many phones' cameras. AVIF, its sibling in the same container, is left to the reader's own program.

use heic_rs::{DecodeOptions, Error, PixelLayout};
use image::{DynamicImage, RgbImage, RgbaImage};

use crate::{Limits, Reason, picture};

/// The picture a HEIC file shows, opaque and turned upright as the file says.
pub(crate) fn decode(bytes: &[u8], limits: &Limits) -> Result<DynamicImage, Reason> {
    let has_alpha = heic_rs::probe(bytes).map_err(reason)?.has_alpha;
    let layout = match has_alpha {
        true => PixelLayout::Rgba8,
        false => PixelLayout::Rgb8,
    };
    let options = DecodeOptions::default()
        .with_layout(layout)
        .with_max_pixels(Some(limits.pixels));
    let image = heic_rs::decode(bytes, &options).map_err(reason)?;
    let (width, height) = (image.width, image.height);
    let drawn = match has_alpha {
        true => RgbaImage::from_raw(width, height, image.data).map(DynamicImage::ImageRgba8),
        false => RgbImage::from_raw(width, height, image.data).map(DynamicImage::ImageRgb8),
    };
    drawn.map(picture::opaque).ok_or(Reason::Damaged)
}

fn reason(error: Error) -> Reason {
    match error {
        Error::PixelLimit { .. } | Error::BoxTooLarge { .. } => Reason::TooLarge,
        Error::Unsupported(_) => Reason::Unsupported,
        _ => Reason::Damaged,
    }
}
