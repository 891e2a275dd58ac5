//! The pages of a PDF: drawn once for the eye, read once for the words.
//!
//! Nothing in the file runs: the interpreter knows drawing operators only, so scripts, launches, forms and remote links of a PDF
//! have no meaning here. Fonts come from the file or from the built-in substitutes, never from the machine.

use std::io;

use hayro::{
    PixmapSettings, RenderCache, RenderSettings,
    hayro_interpret::{
        BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
        InterpreterSettings, SoftMask, TransformExt,
        font::{Glyph as Drawn, GlyphRun},
        hayro_cmap::BfString,
        interpret_page,
    },
    hayro_syntax::{
        Pdf,
        page::Page as PdfPage,
        {DecryptionError, LoadPdfError},
    },
    kurbo::{BezPath, Point, Rect},
    vello_cpu::color::palette::css::WHITE,
};
use image::{DynamicImage, GrayImage, RgbImage};

use crate::{
    Limits, Page, Reason, Stopped,
    lines::{self, Glyph},
    picture,
};

const MAX_WIDTH: f32 = 1240.0;
/// 150 dots an inch: a small page is not blown up to the full width.
const MAX_SCALE: f32 = 150.0 / 72.0;
/// Glyphs read from one page; a dense page of print has five thousand.
const MAX_GLYPHS: usize = 100_000;
/// The interpreter's em, in glyph units.
const EM: f64 = 1000.0;

pub(crate) fn make(
    bytes: Vec<u8>,
    limits: &Limits,
    sink: &mut dyn FnMut(Page) -> io::Result<()>,
) -> Result<(), Stopped> {
    let pdf = Pdf::new(bytes).map_err(reason)?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Reason::Damaged.into());
    }
    let cache = RenderCache::new();
    let settings = InterpreterSettings::default();
    for (page, number) in pages.iter().zip(1..=limits.pages) {
        sink(Page {
            number,
            picture: Some(picture::encode(&draw(page, &cache, &settings)?)?),
            text: read(page, &settings),
        })?;
    }
    match pages.len() > limits.pages as usize {
        true => Err(Reason::TooMany.into()),
        false => Ok(()),
    }
}

fn reason(error: LoadPdfError) -> Reason {
    match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => Reason::Encrypted,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Reason::Damaged,
    }
}

fn draw<'a>(
    page: &'a PdfPage<'a>,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
) -> Result<DynamicImage, Reason> {
    let (width, height) = page.render_dimensions();
    if !width.is_finite() || !height.is_finite() {
        return Err(Reason::Damaged);
    }
    let scale = MAX_SCALE
        .min(MAX_WIDTH / width)
        .min(picture::MAX_HEIGHT as f32 / height);
    // A page of extreme proportions is still a pixel thin.
    let drawn = hayro::render(
        page,
        cache,
        settings,
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: scale.max(1.5 / width),
            y_scale: scale.max(1.5 / height),
            bg_color: WHITE,
        },
    );
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    let pixels = drawn.data_as_u8_slice().as_chunks::<4>().0;
    let is_grey = pixels
        .iter()
        .all(|[red, green, blue, _]| red == green && green == blue);
    let image = match is_grey {
        true => GrayImage::from_raw(
            width,
            height,
            pixels.iter().map(|[grey, ..]| *grey).collect(),
        )
        .map(DynamicImage::ImageLuma8),
        false => {
            let colours = pixels
                .iter()
                .flat_map(|[red, green, blue, _]| [*red, *green, *blue]);
            RgbImage::from_raw(width, height, colours.collect()).map(DynamicImage::ImageRgb8)
        }
    };
    image.ok_or(Reason::Damaged)
}

fn read<'a>(page: &'a PdfPage<'a>, settings: &InterpreterSettings) -> String {
    let (width, height) = page.render_dimensions();
    // A cache of its own: the drawing cache keeps glyphs that a reader has no use for.
    let cache = hayro::hayro_interpret::InterpreterCache::new();
    let mut context = Context::new(
        page.initial_transform(true).to_kurbo(),
        Rect::new(0.0, 0.0, width.into(), height.into()),
        &cache,
        page.xref(),
        settings.clone(),
    );
    let mut reader = Reader { glyphs: Vec::new() };
    interpret_page(page, &mut context, &mut reader);
    lines::assemble(reader.glyphs)
}

/// Collects glyphs where a renderer would draw them; the invisible ones too, since a scan's recognised words are written so.
struct Reader {
    glyphs: Vec<Glyph>,
}

impl Device<'_> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for placed in run.glyphs() {
            if self.glyphs.len() == MAX_GLYPHS {
                return;
            }
            let Some(text) = placed.as_unicode() else {
                continue;
            };
            let advance = match &**placed {
                Drawn::Outline(glyph) => glyph.advance_width(),
                Drawn::Type3(glyph) => glyph.advance_width(),
            };
            let placing = props.transform * placed.transform();
            self.glyphs.push(Glyph {
                text: match text {
                    BfString::Char(character) => character.to_string(),
                    BfString::String(string) => string,
                },
                start: placing * Point::ZERO,
                end: placing * Point::new(advance.map_or(EM / 2.0, f64::from), 0.0),
                size: (placing * Point::new(0.0, EM) - placing * Point::ZERO).hypot(),
            });
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
