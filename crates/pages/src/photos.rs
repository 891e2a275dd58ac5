//! Photographs of papers, laid on paper: one PDF with a page for each, upright, in the order they came.
//!
//! A JPEG's pixels are taken over as they are, without its metadata ([`jpeg`]); what a PDF cannot hold is encoded anew. The same
//! photographs give the same bytes: nothing of the time or the machine is written.

use std::io::{self, Cursor, Read, Write};

use flate2::{Compression, write::ZlibEncoder};
use image::{DynamicImage, ImageDecoder, codecs::jpeg::JpegEncoder, metadata::Orientation};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, TextStr};

use crate::{Limits, Paper, Photo, Raster, Reason, Stopped, jpeg, picture, raster, wire};

/// The most photographs in one PDF.
pub const MOST_PHOTOS: usize = 100;

/// In points: what most printers leave white.
const MARGIN: f32 = 18.0;
/// Of what has to be encoded anew; letters stay sharp.
const JPEG_QUALITY: u8 = 90;
const IMAGE: Name<'static> = Name(b"P");

/// Lays the photographs that lie behind each other in `input` on paper, and gives the PDF to `sink` in pieces.
///
/// # Errors
/// [`Stopped::Refused`] when one of them cannot be read: none is left out. [`Stopped::Io`] is a failing `input` or `sink`.
pub(crate) fn join(
    mut input: impl Read,
    photos: &[Photo],
    paper: Paper,
    limits: &Limits,
    mut sink: impl FnMut(Vec<u8>) -> io::Result<()>,
) -> Result<(), Stopped> {
    let whole = photos
        .iter()
        .try_fold(0_u64, |sum, photo| sum.checked_add(photo.length));
    if whole.is_none_or(|whole| whole > limits.bytes) {
        return Err(Reason::TooLarge.into());
    }
    if photos.is_empty() || photos.len() > MOST_PHOTOS {
        return Err(Reason::TooMany.into());
    }
    let mut book = Book::of(paper, photos.len());
    for photo in photos {
        let mut bytes = Vec::new();
        input.by_ref().take(photo.length).read_to_end(&mut bytes)?;
        if bytes.len() as u64 != photo.length {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        book.add(&sheet(bytes, photo.format, limits)?);
    }
    for piece in book.finish().chunks(wire::PIECE) {
        sink(piece.to_vec())?;
    }
    Ok(())
}

/// A photograph as a PDF holds it.
struct Sheet {
    bytes: Vec<u8>,
    filter: Filter,
    is_grey: bool,
    /// In pixels, as it lies.
    width: u32,
    height: u32,
    orientation: Orientation,
}

fn sheet(bytes: Vec<u8>, format: Raster, limits: &Limits) -> Result<Sheet, Reason> {
    if format == Raster::Jpeg {
        let (decoder, orientation) = raster::decoder(&bytes, format, limits)?;
        let (width, height) = decoder.dimensions();
        if let Some(stripped) = jpeg::strip(&bytes) {
            return Ok(Sheet {
                bytes: stripped.bytes,
                filter: Filter::DctDecode,
                is_grey: stripped.is_grey,
                width,
                height,
                orientation,
            });
        }
    }
    let image = raster::upright(&bytes, format, limits)?;
    drop(bytes);
    // What only cameras write need not be tried losslessly.
    let (filter, bytes) = match format {
        Raster::Heif => (Filter::DctDecode, lossy(&image)?),
        _ => encoded(&image)?,
    };
    Ok(Sheet {
        bytes,
        filter,
        is_grey: !image.color().has_color(),
        width: image.width(),
        height: image.height(),
        orientation: Orientation::NoTransforms,
    })
}

/// Lossless, unless lossless shows by its size that this is a photograph.
fn encoded(image: &DynamicImage) -> Result<(Filter, Vec<u8>), Reason> {
    let mut lossless = ZlibEncoder::new(Vec::new(), Compression::default());
    let written = lossless.write_all(image.as_bytes());
    let lossless = written.and_then(|()| lossless.finish());
    let lossless = lossless.map_err(|_| Reason::TooLarge)?;
    if !picture::is_photograph(lossless.len(), image.width(), image.height()) {
        return Ok((Filter::FlateDecode, lossless));
    }
    Ok((Filter::DctDecode, lossy(image)?))
}

fn lossy(image: &DynamicImage) -> Result<Vec<u8>, Reason> {
    let mut jpeg = Cursor::new(Vec::new());
    JpegEncoder::new_with_quality(&mut jpeg, JPEG_QUALITY)
        .encode_image(image)
        .map_err(|_| Reason::TooLarge)?;
    Ok(jpeg.into_inner())
}

/// The PDF under way.
struct Book {
    pdf: Pdf,
    pages: Vec<Ref>,
    next: i32,
    paper: (f32, f32),
}

const CATALOG: Ref = Ref::new(1);
const TREE: Ref = Ref::new(2);
const ABOUT: Ref = Ref::new(3);

impl Book {
    fn of(paper: Paper, count: usize) -> Self {
        Self {
            pdf: Pdf::new(),
            pages: Vec::with_capacity(count),
            next: ABOUT.get() + 1,
            paper: match paper {
                Paper::Letter => (612.0, 792.0),
                Paper::A4 => (595.276, 841.89),
            },
        }
    }

    fn add(&mut self, sheet: &Sheet) {
        let [page, content, image] = [0, 1, 2].map(|offset| Ref::new(self.next + offset));
        self.next += 3;
        self.pages.push(page);
        let (media, matrix) = placed(sheet, self.paper);

        let mut drawing = Content::new();
        drawing
            .save_state()
            .transform(matrix)
            .x_object(IMAGE)
            .restore_state();
        self.pdf.stream(content, &drawing.finish());

        let mut written = self.pdf.image_xobject(image, &sheet.bytes);
        written.filter(sheet.filter);
        // Both are below 2^31: the limit of pixels saw to it.
        written.width(i32::try_from(sheet.width).unwrap_or(i32::MAX));
        written.height(i32::try_from(sheet.height).unwrap_or(i32::MAX));
        match sheet.is_grey {
            true => written.color_space().device_gray(),
            false => written.color_space().device_rgb(),
        }
        written.bits_per_component(8);
        written.finish();

        let mut written = self.pdf.page(page);
        written.parent(TREE).media_box(media).contents(content);
        written.resources().x_objects().pair(IMAGE, image);
    }

    fn finish(mut self) -> Vec<u8> {
        self.pdf.catalog(CATALOG).pages(TREE);
        let count = i32::try_from(self.pages.len()).unwrap_or(i32::MAX);
        self.pdf.pages(TREE).kids(self.pages).count(count);
        self.pdf.document_info(ABOUT).producer(TextStr("Anteroom"));
        self.pdf.finish()
    }
}

/// The page, on end or on its side as the picture is, and the matrix that puts the picture upright into its middle.
fn placed(sheet: &Sheet, (short, long): (f32, f32)) -> (Rect, [f32; 6]) {
    let (turned, [a, b, c, d, e, f]) = upright(sheet.orientation);
    let (width, height) = match turned {
        true => (sheet.height as f32, sheet.width as f32),
        false => (sheet.width as f32, sheet.height as f32),
    };
    let (page_width, page_height) = match width > height {
        true => (long, short),
        false => (short, long),
    };
    let scale = ((page_width - 2.0 * MARGIN) / width).min((page_height - 2.0 * MARGIN) / height);
    let (width, height) = (width * scale, height * scale);
    let (x, y) = ((page_width - width) / 2.0, (page_height - height) / 2.0);
    let matrix = [
        a * width,
        b * height,
        c * width,
        d * height,
        x + e * width,
        y + f * height,
    ];
    (Rect::new(0.0, 0.0, page_width, page_height), matrix)
}

/// Whether width and height change places, and the matrix that turns the unit square a picture is drawn in (ISO 32000-1,
/// section 8.9.5.1: the origin is at its lower left).
fn upright(orientation: Orientation) -> (bool, [f32; 6]) {
    match orientation {
        Orientation::NoTransforms => (false, [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
        Orientation::Rotate90 => (true, [0.0, -1.0, 1.0, 0.0, 0.0, 1.0]),
        Orientation::Rotate180 => (false, [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0]),
        Orientation::Rotate270 => (true, [0.0, 1.0, -1.0, 0.0, 1.0, 0.0]),
        Orientation::FlipHorizontal => (false, [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0]),
        Orientation::FlipVertical => (false, [1.0, 0.0, 0.0, -1.0, 0.0, 1.0]),
        Orientation::Rotate90FlipH => (true, [0.0, -1.0, -1.0, 0.0, 1.0, 1.0]),
        Orientation::Rotate270FlipH => (true, [0.0, 1.0, 1.0, 0.0, 0.0, 0.0]),
    }
}
