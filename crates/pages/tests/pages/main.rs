//! Real files, drawn here and in the child.
#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

mod child;
mod images;
mod mail;
mod office;
mod pdf;
mod photos;

use std::{fs, io, path::Path};

use anteroom_pages::{
    Failure, HEAD, Kind, Limits, Maker, Page, Picture, Reason, Stopped, kind, make,
};
use image::DynamicImage;

/// A maker whose child is this crate's own program.
fn maker() -> Maker {
    Maker {
        program: env!("CARGO_BIN_EXE_anteroom-pages").into(),
        args: Vec::new(),
        office: None,
    }
}

/// What a child makes of a document, and why it stopped.
async fn made(
    maker: &Maker,
    bytes: Vec<u8>,
    kind: Kind,
    limits: Limits,
) -> (Vec<Page>, Option<Failure>) {
    let mut receiver = maker.make(io::Cursor::new(bytes), kind, limits);
    let mut pages = Vec::new();
    while let Some(page) = receiver.recv().await {
        match page {
            Ok(page) => pages.push(page),
            Err(failure) => {
                assert!(
                    receiver.recv().await.is_none(),
                    "a failure is the last word"
                );
                return (pages, Some(failure));
            }
        }
    }
    (pages, None)
}

async fn refusal(maker: &Maker, bytes: Vec<u8>, kind: Kind, limits: Limits) -> Option<Reason> {
    match made(maker, bytes, kind, limits).await {
        (_, Some(Failure::Refused(reason))) => Some(reason),
        _ => None,
    }
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fixtures")
            .join(name),
    )
    .unwrap()
}

fn sniffed(bytes: &[u8]) -> Kind {
    kind(&bytes[..bytes.len().min(HEAD)], "")
}

/// Makes the pages in this process, and says how it ended.
fn attempt(bytes: &[u8], limits: &Limits) -> (Vec<Page>, Result<(), Stopped>) {
    let mut pages = Vec::new();
    let end = make(bytes, sniffed(bytes), limits, |page| {
        pages.push(page);
        io::Result::Ok(())
    });
    (pages, end)
}

fn pages(bytes: &[u8]) -> Vec<Page> {
    let (pages, end) = attempt(bytes, &Limits::default());
    end.unwrap();
    pages
}

fn decoded(picture: &Picture) -> DynamicImage {
    let image = image::load_from_memory(&picture.bytes).unwrap();
    assert_eq!(
        (image.width(), image.height()),
        (picture.width, picture.height)
    );
    image
}

/// The share of a picture's pixels that are darker than middle grey.
fn ink(image: &DynamicImage) -> f64 {
    let grey = image.to_luma8();
    grey.pixels().filter(|pixel| pixel.0[0] < 128).count() as f64 / grey.pixels().len() as f64
}

/// A PDF of these objects, the first of which is the catalog.
fn pdf_of(objects: &[String]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        offsets.push(file.len());
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        file.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    file.extend(
        format!("trailer\n<</Size {size} /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes(),
    );
    file
}

/// Ten levels of forms, each drawn ten times by the one above: a kilobyte that asks for ten thousand million drawings.
fn endless_pdf() -> Vec<u8> {
    let stream = |dict: &str, content: &str| {
        format!(
            "<<{dict} /Length {}>>stream\n{content}\nendstream",
            content.len()
        )
    };
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>".to_owned(),
        stream("", "/F Do"),
    ];
    for next in 6..16 {
        let form = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</F {next} 0 R>>>>"
        );
        objects.push(stream(&form, &"/F Do ".repeat(10)));
    }
    objects.push(stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 612 792]",
        "0 0 9 9 re f",
    ));
    pdf_of(&objects)
}
