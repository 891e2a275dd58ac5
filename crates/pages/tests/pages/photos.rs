use std::io::Cursor;

use anteroom_pages::{Failure, Kind, Limits, MOST_PHOTOS, Paper, Photo, Raster, Reason};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::{decoded, fixture, made, maker, pages};

/// The PDF a child makes of these photographs, or why it makes none.
async fn joined(
    photos: &[(Raster, Vec<u8>)],
    paper: Paper,
    limits: Limits,
) -> Result<Vec<u8>, Failure> {
    let listed = photos.iter().map(|(format, bytes)| Photo {
        format: *format,
        length: bytes.len() as u64,
    });
    let all: Vec<u8> = photos.iter().flat_map(|(_, bytes)| bytes.clone()).collect();
    let mut coming = maker().join(Cursor::new(all), listed.collect(), paper, limits);
    let mut pdf = Vec::new();
    while let Some(piece) = coming.recv().await {
        pdf.extend(piece?);
    }
    Ok(pdf)
}

async fn refusal(photos: &[(Raster, Vec<u8>)], limits: Limits) -> Option<Reason> {
    match joined(photos, Paper::Letter, limits).await {
        Err(Failure::Refused(reason)) => Some(reason),
        _ => None,
    }
}

fn is_red(pixel: Rgb<u8>) -> bool {
    pixel[0] > 150 && pixel[2] < 100
}

fn is_blue(pixel: Rgb<u8>) -> bool {
    pixel[0] < 100 && pixel[2] > 150
}

/// The left half red, the right half blue, with nothing or noise over it.
fn flag(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| match x < width / 2 {
        true => Rgb([200, 30, 30]),
        false => Rgb([20, 40, 200]),
    })
}

fn png(image: RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn photographs_become_upright_pages_in_their_order() {
    let photos = [
        (Raster::Jpeg, fixture("sideways.jpg")),
        (Raster::Png, png(flag(900, 600))),
        (Raster::Heif, fixture("sideways.heic")),
    ];
    for (paper, short, long) in [(Paper::Letter, 1240, 1605), (Paper::A4, 1240, 1754)] {
        let pdf = joined(&photos, paper, Limits::default()).await.unwrap();
        let made = pages(&pdf);
        assert_eq!(made.len(), 3);
        let drawn = |number: usize| decoded(made[number].picture.as_ref().unwrap()).to_rgb8();
        // Taken sideways: the camera's left is the top.
        for number in [0, 2] {
            let page = drawn(number);
            assert!(
                page.width().abs_diff(short) < 3 && page.height().abs_diff(long) < 3,
                "{:?}",
                page.dimensions()
            );
            assert!(is_red(*page.get_pixel(short / 2, long / 4)), "{number}");
            assert!(
                is_blue(*page.get_pixel(short / 2, long * 3 / 4)),
                "{number}"
            );
        }
        // Lying on its side: so is the paper.
        let page = drawn(1);
        let (width, height) = page.dimensions();
        assert!(width > height);
        assert!(is_red(*page.get_pixel(width / 4, height / 2)));
        assert!(is_blue(*page.get_pixel(width * 3 / 4, height / 2)));
        for edge in [
            page.get_pixel(2, height / 2),
            page.get_pixel(width - 3, height / 2),
        ] {
            assert_eq!(edge.0, [255; 3], "printers leave a margin white");
        }
    }
}

#[tokio::test]
async fn each_way_a_camera_can_be_held_ends_upright() {
    let sideways = fixture("sideways.jpg");
    let at = sideways
        .windows(4)
        .position(|part| part == b"\x01\x12\x00\x03")
        .unwrap();
    // Where the red half, which lies at the left, is upright: EXIF 2.32, section 4.6.4.
    for (held, top, left) in [
        (1, None, Some(true)),
        (2, None, Some(false)),
        (3, None, Some(false)),
        (4, None, Some(true)),
        (5, Some(true), None),
        (6, Some(true), None),
        (7, Some(false), None),
        (8, Some(false), None),
    ] {
        let mut photo = sideways.clone();
        // In a big-endian directory: tag, type, count (4), value.
        photo[at + 9] = held;
        let own = pages(&photo).remove(0).picture.unwrap();
        let pdf = joined(&[(Raster::Jpeg, photo)], Paper::Letter, Limits::default())
            .await
            .unwrap();
        let page = decoded(pages(&pdf)[0].picture.as_ref().unwrap()).to_rgb8();
        let (width, height) = page.dimensions();
        assert_eq!(own.width > own.height, width > height, "{held}");
        if let Some(is_top) = top {
            assert_eq!(
                is_red(*page.get_pixel(width / 2, height / 4)),
                is_top,
                "{held}"
            );
        }
        if let Some(is_left) = left {
            assert_eq!(
                is_red(*page.get_pixel(width / 4, height / 2)),
                is_left,
                "{held}"
            );
        }
    }
}

#[tokio::test]
async fn a_jpegs_pixels_are_taken_over_and_nothing_else_of_it() {
    let mut photo = fixture("sideways.jpg");
    photo.extend(b"<script>alert('behind the end')</script>");
    let scan = photo
        .windows(2)
        .position(|part| part == b"\xff\xda")
        .unwrap();
    let end = photo
        .windows(2)
        .rposition(|part| part == b"\xff\xd9")
        .unwrap();
    let pixels = photo[scan..end].to_vec();
    let photos = [(Raster::Jpeg, photo)];
    let pdf = joined(&photos, Paper::Letter, Limits::default())
        .await
        .unwrap();
    let has = |part: &[u8]| memchr::memmem::find(&pdf, part).is_some();
    assert!(has(&pixels), "not compressed anew");
    assert!(!has(b"Elm Street") && !has(b"Exif") && !has(b"<script>"));
    let again = joined(&photos, Paper::Letter, Limits::default())
        .await
        .unwrap();
    assert!(pdf == again, "the same photographs give the same bytes");
    let other = joined(&photos, Paper::A4, Limits::default()).await.unwrap();
    assert!(pdf != other);
}

#[tokio::test]
async fn writing_is_kept_lossless_and_noise_is_not() {
    let writing = joined(
        &[(Raster::Png, png(flag(800, 800)))],
        Paper::Letter,
        Limits::default(),
    )
    .await
    .unwrap();
    assert!(memchr::memmem::find(&writing, b"/FlateDecode").is_some());
    let mut seed = 1_u32;
    let noise = RgbImage::from_fn(800, 800, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(seed >> 24) as u8, (seed >> 16) as u8, (seed >> 8) as u8])
    });
    let photo = joined(
        &[(Raster::Png, png(noise))],
        Paper::Letter,
        Limits::default(),
    )
    .await
    .unwrap();
    assert!(memchr::memmem::find(&photo, b"/DCTDecode").is_some());
    assert!(photo.len() < 800 * 800 * 3);
}

#[tokio::test]
async fn one_photograph_that_cannot_be_read_refuses_all_of_them() {
    let good = (Raster::Jpeg, fixture("sideways.jpg"));
    let bad = (Raster::Jpeg, b"\xff\xd8\xff\xe0 no photograph".to_vec());
    assert_eq!(
        refusal(&[good.clone(), bad], Limits::default()).await,
        Some(Reason::Damaged)
    );
    let avif = (Raster::Heif, fixture("photo.avif"));
    assert_eq!(
        refusal(&[good.clone(), avif], Limits::default()).await,
        Some(Reason::Unsupported)
    );
    let bomb = (Raster::Png, fixture("bomb.png"));
    assert_eq!(
        refusal(&[good.clone(), bomb], Limits::default()).await,
        Some(Reason::TooLarge)
    );
    assert_eq!(refusal(&[], Limits::default()).await, Some(Reason::TooMany));
    let many = vec![good.clone(); MOST_PHOTOS + 1];
    assert_eq!(
        refusal(&many, Limits::default()).await,
        Some(Reason::TooMany)
    );
    let limits = Limits {
        bytes: 9_000,
        ..Limits::default()
    };
    assert_eq!(
        refusal(&[good.clone(), good], limits).await,
        Some(Reason::TooLarge)
    );
}

#[tokio::test]
async fn photographs_that_break_off_are_no_pdf() {
    let photo = fixture("sideways.jpg");
    let announced = Photo {
        format: Raster::Jpeg,
        length: photo.len() as u64 + 1,
    };
    let mut coming = maker().join(
        Cursor::new(photo),
        vec![announced],
        Paper::Letter,
        Limits::default(),
    );
    assert!(coming.recv().await.unwrap().is_err());
}

#[tokio::test]
async fn a_hundred_photographs_are_as_many_pages() {
    let photos = vec![(Raster::Jpeg, fixture("sideways.jpg")); MOST_PHOTOS];
    let pdf = joined(&photos, Paper::Letter, Limits::default())
        .await
        .unwrap();
    let limits = Limits {
        pages: 500,
        ..Limits::default()
    };
    let (pages, failure) = made(&maker(), pdf, Kind::Pdf, limits).await;
    assert!(
        failure.is_none() && pages.len() == MOST_PHOTOS,
        "{failure:?}"
    );
}
