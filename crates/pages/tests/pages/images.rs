use std::io::Cursor;

use anteroom_pages::{Kind, Limits, PictureFormat, Reason, Stopped, make};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, RgbaImage};

use crate::{attempt, decoded, fixture, ink, pages};

fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn a_photograph_taken_sideways_is_upright_and_tells_nothing_of_where() {
    let sideways = fixture("sideways.jpg");
    assert!(sideways.windows(10).any(|part| part == b"Elm Street"));
    let picture = pages(&sideways).remove(0).picture.unwrap();
    assert_eq!((picture.width, picture.height), (400, 600));
    let upright = decoded(&picture).to_rgb8();
    let [red, _, blue] = upright.get_pixel(200, 20).0;
    assert!(red > 150 && blue < 100, "the camera's left is the top");
    let [red, _, blue] = upright.get_pixel(200, 580).0;
    assert!(red < 100 && blue > 150);
    assert!(!picture.bytes.windows(10).any(|part| part == b"Elm Street"));
}

#[test]
fn a_photograph_is_scaled_and_lossy_and_a_drawing_lossless() {
    let mut seed = 1_u32;
    let noise = RgbImage::from_fn(2000, 500, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(seed >> 24) as u8, (seed >> 16) as u8, (seed >> 8) as u8])
    });
    let photograph = pages(&encoded(noise, ImageFormat::Png))
        .remove(0)
        .picture
        .unwrap();
    assert_eq!(photograph.format, PictureFormat::Jpeg);
    assert_eq!((photograph.width, photograph.height), (1600, 400));

    let drawing = RgbImage::from_fn(500, 500, |x, _| {
        if x < 250 {
            Rgb([9, 9, 9])
        } else {
            Rgb([250, 0, 0])
        }
    });
    for format in [
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::Bmp,
        ImageFormat::WebP,
        ImageFormat::Tiff,
    ] {
        let picture = pages(&encoded(drawing.clone(), format))
            .remove(0)
            .picture
            .unwrap();
        assert_eq!(picture.format, PictureFormat::WebP, "{format:?}");
        assert_eq!(decoded(&picture).to_rgb8(), drawing, "{format:?}");
    }
}

#[test]
fn what_is_see_through_is_shown_on_white() {
    let clear = RgbaImage::from_pixel(10, 10, image::Rgba([0, 0, 0, 0]));
    let picture = pages(&encoded(clear, ImageFormat::Png))
        .remove(0)
        .picture
        .unwrap();
    assert_eq!(decoded(&picture).to_rgb8().get_pixel(3, 3).0, [255; 3]);
}

#[test]
fn each_page_of_a_fax_is_shown() {
    let pages = pages(&fixture("fax.tiff"));
    let inked: Vec<f64> = pages
        .iter()
        .map(|page| ink(&decoded(page.picture.as_ref().unwrap())))
        .collect();
    assert_eq!(
        pages.iter().map(|page| page.number).collect::<Vec<_>>(),
        [1, 2]
    );
    assert!(inked[0] < 0.01 && inked[1] > 0.2, "{inked:?}");

    let (first, end) = attempt(
        &fixture("fax.tiff"),
        &Limits {
            pages: 1,
            ..Limits::default()
        },
    );
    assert_eq!(first.len(), 1);
    assert!(matches!(end, Err(Stopped::Refused(Reason::TooMany))));
}

#[test]
fn a_fax_whose_pages_run_in_a_circle_is_damaged() {
    let mut fax = fixture("fax.tiff");
    let first = fax[4..8].to_vec();
    let at = u32::from_le_bytes(first.clone().try_into().unwrap()) as usize;
    let entries = usize::from(u16::from_le_bytes([fax[at], fax[at + 1]]));
    let next = at + 2 + 12 * entries;
    fax[next..next + 4].copy_from_slice(&first);
    let (_, end) = attempt(&fax, &Limits::default());
    assert!(
        matches!(end, Err(Stopped::Refused(Reason::Damaged))),
        "{end:?}"
    );
}

#[test]
fn an_image_of_huge_dimensions_is_refused_before_it_is_decoded() {
    let bomb = fixture("bomb.png");
    let (pages, end) = attempt(&bomb, &Limits::default());
    assert!(pages.is_empty());
    assert!(
        matches!(end, Err(Stopped::Refused(Reason::TooLarge))),
        "{end:?}"
    );
}

#[test]
fn a_cut_image_is_damaged() {
    for name in ["sideways.jpg", "bomb.png", "fax.tiff"] {
        let whole = fixture(name);
        let (_, end) = attempt(&whole[..20], &Limits::default());
        assert!(
            matches!(end, Err(Stopped::Refused(Reason::Damaged))),
            "{name}: {end:?}"
        );
    }
}

#[test]
fn a_file_without_pages_is_unsupported() {
    for kind in [Kind::Office, Kind::Archive, Kind::Unknown] {
        let end = make(b"PK\x03\x04".as_slice(), kind, &Limits::default(), |_| {
            Ok(())
        });
        assert!(matches!(end, Err(Stopped::Refused(Reason::Unsupported))));
    }
}

#[test]
fn a_phones_photograph_in_heic_is_shown_upright() {
    let sideways = fixture("sideways.heic");
    assert!(sideways.windows(10).any(|part| part == b"Elm Street"));
    let picture = pages(&sideways).remove(0).picture.unwrap();
    assert_eq!((picture.width, picture.height), (400, 600));
    let upright = decoded(&picture).to_rgb8();
    let [red, _, blue] = upright.get_pixel(200, 20).0;
    assert!(red > 150 && blue < 100, "the camera's left is the top");
    let [red, _, blue] = upright.get_pixel(200, 580).0;
    assert!(red < 100 && blue > 150);
    assert!(!picture.bytes.windows(10).any(|part| part == b"Elm Street"));
}

#[test]
fn a_heic_is_bounded_and_may_be_broken_anywhere() {
    let heic = fixture("sideways.heic");
    let limits = Limits {
        pixels: 600 * 400 - 1,
        ..Limits::default()
    };
    let (_, end) = attempt(&heic, &limits);
    assert!(
        matches!(end, Err(Stopped::Refused(Reason::TooLarge))),
        "{end:?}"
    );
    for length in 12..heic.len() {
        let (pages, end) = attempt(&heic[..length], &Limits::default());
        assert!(end.is_err() || pages.len() == 1, "{length}");
    }
    for at in (12..heic.len()).step_by(3) {
        let mut broken = heic.clone();
        broken[at] ^= 0xff;
        attempt(&broken, &Limits::default()).1.ok();
    }
}

#[test]
fn the_sibling_of_heic_that_no_decoder_here_knows_says_so() {
    let (pages, end) = attempt(&fixture("photo.avif"), &Limits::default());
    assert!(pages.is_empty());
    assert!(
        matches!(end, Err(Stopped::Refused(Reason::Unsupported))),
        "{end:?}"
    );
}
