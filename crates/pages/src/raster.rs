//! Photographs and scans: checked by their declared size before a pixel is decoded, turned upright, scaled, drawn anew.

use std::io::{self, Cursor};

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, imageops::FilterType,
    metadata::Orientation,
};

use crate::{Limits, Page, Raster, Reason, Stopped, heif, picture};

const MAX_WIDTH: u32 = 1600;
/// Bytes of decoded pixels: what fits in the child's address space beside the scaled copies.
const MAX_DECODED: u64 = 512 << 20;

pub(crate) fn make(
    bytes: &[u8],
    format: Raster,
    limits: &Limits,
    sink: &mut dyn FnMut(Page) -> io::Result<()>,
) -> Result<(), Stopped> {
    sink(page(bytes, format, limits, 1)?)?;
    Ok(())
}

/// The page an image file shows; of a moving picture its first frame.
pub(crate) fn page(
    bytes: &[u8],
    format: Raster,
    limits: &Limits,
    number: u32,
) -> Result<Page, Reason> {
    let upright = upright(bytes, format, limits)?;
    let fits = upright.width() <= MAX_WIDTH && upright.height() <= picture::MAX_HEIGHT;
    let scaled = match fits {
        true => upright,
        false => upright.resize(MAX_WIDTH, picture::MAX_HEIGHT, FilterType::Triangle),
    };
    Ok(Page {
        number,
        picture: Some(picture::encode(&scaled)?),
        text: String::new(),
    })
}

/// The image, opaque and upright.
pub(crate) fn upright(
    bytes: &[u8],
    format: Raster,
    limits: &Limits,
) -> Result<DynamicImage, Reason> {
    if format == Raster::Heif {
        return heif::decode(bytes, limits);
    }
    let (decoder, orientation) = decoder(bytes, format, limits)?;
    let mut image = picture::opaque(DynamicImage::from_decoder(decoder).map_err(reason)?);
    image.apply_orientation(orientation);
    Ok(image)
}

/// A decoder that has read the header and found it within the limits, and how the camera was held.
pub(crate) fn decoder<'a>(
    bytes: &'a [u8],
    format: Raster,
    limits: &Limits,
) -> Result<(impl ImageDecoder + 'a, Orientation), Reason> {
    let format = match format {
        Raster::Jpeg => ImageFormat::Jpeg,
        Raster::Png => ImageFormat::Png,
        Raster::Gif => ImageFormat::Gif,
        Raster::WebP => ImageFormat::WebP,
        Raster::Bmp => ImageFormat::Bmp,
        Raster::Tiff => ImageFormat::Tiff,
        Raster::Heif => return Err(Reason::Unsupported),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut bounds = image::Limits::no_limits();
    bounds.max_alloc = Some(MAX_DECODED);
    reader.limits(bounds);
    let mut decoder = reader.into_decoder().map_err(reason)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > limits.pixels || decoder.total_bytes() > MAX_DECODED {
        return Err(Reason::TooLarge);
    }
    // A photograph without a readable orientation is shown as it lies.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((decoder, orientation))
}

fn reason(error: ImageError) -> Reason {
    match error {
        ImageError::Limits(_) => Reason::TooLarge,
        ImageError::Unsupported(_) => Reason::Unsupported,
        _ => Reason::Damaged,
    }
}
