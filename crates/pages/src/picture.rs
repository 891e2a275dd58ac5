//! Encoding a drawn page.
//!
//! One rule for every source: lossless, unless lossless shows by its size that this is a photograph.

use std::io::Cursor;

use image::{DynamicImage, ImageEncoder, codecs::jpeg::JpegEncoder, codecs::webp::WebPEncoder};

use crate::{Picture, PictureFormat, Reason};

/// A wide page of writing takes 0.05 to 0.2 bytes a pixel losslessly, a photograph more than one.
const PHOTOGRAPH_BYTES_PER_PIXEL: f64 = 0.5;
const JPEG_QUALITY: u8 = 82;
/// Below the 16383 pixels WebP can hold.
pub(crate) const MAX_HEIGHT: u32 = 16_000;

/// Encodes an opaque image.
pub(crate) fn encode(drawn: &DynamicImage) -> Result<Picture, Reason> {
    let (width, height) = (drawn.width(), drawn.height());
    let mut bytes = Vec::new();
    WebPEncoder::new_lossless(Cursor::new(&mut bytes))
        .write_image(drawn.as_bytes(), width, height, drawn.color().into())
        .map_err(|_| Reason::TooLarge)?;
    let mut format = PictureFormat::WebP;
    if is_photograph(bytes.len(), width, height) {
        bytes.clear();
        JpegEncoder::new_with_quality(Cursor::new(&mut bytes), JPEG_QUALITY)
            .encode_image(drawn)
            .map_err(|_| Reason::TooLarge)?;
        format = PictureFormat::Jpeg;
    }
    Ok(Picture {
        format,
        width,
        height,
        bytes,
    })
}

/// Whether so many bytes of a lossless encoding are more than writing takes.
pub(crate) fn is_photograph(bytes: usize, width: u32, height: u32) -> bool {
    bytes as f64 > f64::from(width) * f64::from(height) * PHOTOGRAPH_BYTES_PER_PIXEL
}

/// Red, green and blue, or grey alone where there is no colour, over white where the pixels let something through.
pub(crate) fn opaque(image: DynamicImage) -> DynamicImage {
    if !image.color().has_alpha() {
        return match image.color().has_color() {
            true => DynamicImage::ImageRgb8(image.into_rgb8()),
            false => DynamicImage::ImageLuma8(image.into_luma8()),
        };
    }
    let see_through = image.into_rgba8();
    DynamicImage::ImageRgb8(image::RgbImage::from_fn(
        see_through.width(),
        see_through.height(),
        |x, y| {
            let [red, green, blue, alpha] = see_through.get_pixel(x, y).0;
            image::Rgb([red, green, blue].map(|c| over_white(c, alpha)))
        },
    ))
}

fn over_white(channel: u8, alpha: u8) -> u8 {
    let (channel, alpha) = (u32::from(channel), u32::from(alpha));
    ((channel * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}
