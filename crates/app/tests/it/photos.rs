//! Photographs as they come from phones, and files made to hurt: what `app::media` makes of them.

use app::media::{Kind, Limits, MediaError, Photo, Rendition, Size};
use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::pictures::{self, SIDEWAYS_HEIC, SIDEWAYS_JPEG, jpeg_of, with_orientation};

const PROGRESSIVE: &[u8] = include_bytes!("../fixtures/photos/progressive.jpg");
const ALPHA: &[u8] = include_bytes!("../fixtures/photos/alpha.png");
const WEBP: &[u8] = include_bytes!("../fixtures/photos/photo.webp");

fn read(bytes: &[u8]) -> Result<Photo, MediaError> {
    Photo::read(bytes, &Limits::STANDARD)
}

fn pixels(rendition: &Rendition) -> RgbImage {
    let image = image::load_from_memory_with_format(&rendition.jpeg, ImageFormat::Jpeg).unwrap().into_rgb8();
    assert_eq!(image.dimensions(), (rendition.width, rendition.height));
    image
}

/// The corners of the drawn road when it is upright: red, green, blue, yellow.
fn assert_upright(photo: &Photo) {
    for size in Size::ALL {
        let image = pixels(photo.rendition(size));
        let (w, h) = image.dimensions();
        assert!(h > w, "{size:?} is {w} × {h}");
        let inset = w / 20;
        let corners = [
            ((inset, inset), [192, 0, 0]),
            ((w - 1 - inset, inset), [0, 160, 0]),
            ((inset, h - 1 - inset), [0, 0, 192]),
            ((w - 1 - inset, h - 1 - inset), [224, 208, 0]),
        ];
        for ((x, y), expected) in corners {
            assert_near(image.get_pixel(x, y), expected, &format!("{size:?} at {x}, {y}"));
        }
    }
}

fn assert_near(pixel: &Rgb<u8>, expected: [u8; 3], place: &str) {
    let near = pixel.0.iter().zip(expected).all(|(&a, b)| a.abs_diff(b) < 24);
    assert!(near, "{place}: {:?}, expected about {expected:?}", pixel.0);
}

/// No segment but those that pictures need, nothing after the end, no EXIF, no canary.
fn assert_bare(photo: &Photo) {
    for size in Size::ALL {
        let jpeg = &photo.rendition(size).jpeg;
        assert!(exif::Reader::new().read_from_container(&mut std::io::Cursor::new(jpeg)).is_err());
        assert!(jpeg.ends_with(&[0xFF, 0xD9]));
        let mut at = 2;
        loop {
            assert_eq!(jpeg[at], 0xFF);
            let code = jpeg[at + 1];
            let length = usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
            let payload = &jpeg[at + 4..at + 2 + length];
            match code {
                0xE0 => assert_eq!(&payload[..5], b"JFIF\0"),
                0xC0 | 0xC4 | 0xDB => {}
                0xDA => break,
                _ => panic!("a segment {code:#04X} in {size:?}"),
            }
            at += 2 + length;
        }
        let lower = jpeg.to_ascii_lowercase();
        for canary in [&b"canary"[..], b"<script", b"exif", b"xmp"] {
            assert!(!lower.windows(canary.len()).any(|part| part == canary), "{size:?}");
        }
    }
}

#[test]
fn a_sideways_jpeg_with_a_position_becomes_upright_and_bare() {
    let fields = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(SIDEWAYS_JPEG)).unwrap();
    assert!(
        fields.get_field(exif::Tag::GPSLatitude, exif::In::PRIMARY).is_some(),
        "the fixture has a position"
    );
    let photo = read(SIDEWAYS_JPEG).unwrap();
    assert_upright(&photo);
    assert_bare(&photo);
    let size = |size| (photo.rendition(size).width, photo.rendition(size).height);
    assert_eq!(
        [size(Size::Full), size(Size::Medium), size(Size::Small)],
        [(480, 640), (480, 640), (240, 320)]
    );
}

#[cfg(feature = "heic")]
#[test]
fn a_sideways_heic_in_tiles_becomes_upright_and_bare() {
    let photo = read(SIDEWAYS_HEIC).unwrap();
    assert_upright(&photo);
    assert_bare(&photo);
}

#[cfg(not(feature = "heic"))]
#[test]
fn without_the_feature_heic_is_refused_with_what_to_do() {
    let error = read(SIDEWAYS_HEIC).unwrap_err();
    assert_eq!(error, MediaError::FormatUnsupported { seen: Kind::Heic });
    assert!(error.to_string().contains("Most Compatible"));
}

#[test]
fn progressive_jpeg_and_webp_are_read() {
    for bytes in [PROGRESSIVE, WEBP] {
        let photo = read(bytes).unwrap();
        assert_upright(&photo);
        assert_bare(&photo);
    }
}

#[test]
fn transparency_becomes_white() {
    let photo = read(ALPHA).unwrap();
    assert_bare(&photo);
    let image = pixels(photo.rendition(Size::Full));
    assert_near(image.get_pixel(60, 80), [255, 255, 255], "the transparent middle");
    assert_near(image.get_pixel(5, 5), [192, 0, 0], "the opaque corner");
}

#[test]
fn every_exif_orientation_becomes_upright() {
    let upright = image::load_from_memory(PROGRESSIVE).unwrap();
    for exif in 1..=8 {
        let mut stored = upright.clone();
        stored.apply_orientation(inverse(Orientation::from_exif(exif).unwrap()));
        let photo = read(&with_orientation(&jpeg_of(&stored.into_rgb8()), exif)).unwrap();
        assert_upright(&photo);
    }
}

fn inverse(orientation: Orientation) -> Orientation {
    match orientation {
        Orientation::Rotate90 => Orientation::Rotate270,
        Orientation::Rotate270 => Orientation::Rotate90,
        same => same,
    }
}

#[test]
fn the_same_upload_has_the_same_name() {
    assert_eq!(read(WEBP).unwrap(), read(WEBP).unwrap());
    assert_ne!(read(WEBP).unwrap().hash(), read(PROGRESSIVE).unwrap().hash());
}

#[test]
fn forty_megapixels_are_read_and_forty_one_are_not() {
    let forty = pictures::jpeg_of_size(8000, 5000);
    let photo = read(&forty).unwrap();
    let edges = Size::ALL.map(|size| (photo.rendition(size).width, photo.rendition(size).height));
    assert_eq!(edges, [(2560, 1600), (1280, 800), (320, 200)]);
    assert_eq!(
        read(&pictures::redeclared(&forty, 8200, 5000)),
        Err(MediaError::TooManyPixels { width: 8200, height: 5000, pixels_max: 40_000_000 })
    );
}

#[test]
fn a_file_over_ten_mebibytes_is_refused_by_its_length_alone() {
    let mut bytes = SIDEWAYS_JPEG.to_vec();
    bytes.resize(10 * 1024 * 1024, 0);
    assert!(read(&bytes).is_ok(), "what follows the picture is dropped");
    bytes.push(0);
    assert_eq!(read(&bytes), Err(MediaError::TooLarge { bytes_max: 10 * 1024 * 1024 }));
}

#[test]
fn a_png_that_declares_four_gigapixels_is_refused() {
    assert_eq!(
        read(&pictures::png_header(65_535, 65_535)),
        Err(MediaError::TooManyPixels { width: 65_535, height: 65_535, pixels_max: 40_000_000 })
    );
}

#[cfg(feature = "heic")]
#[test]
fn a_heic_whose_container_or_stream_declares_too_much_is_refused() {
    let resized = |from: (u32, u32), to: (u32, u32)| {
        let size = |(w, h): (u32, u32)| [b"ispe\0\0\0\0", &w.to_be_bytes()[..], &h.to_be_bytes()].concat();
        let mut bytes = SIDEWAYS_HEIC.to_vec();
        let at = bytes.windows(16).position(|part| part == size(from)).unwrap();
        bytes[at..at + 16].copy_from_slice(&size(to));
        bytes
    };
    let container = resized((640, 480), (65_535, 65_535));
    assert!(matches!(read(&container), Err(MediaError::TooManyPixels { width: 65_535, .. })));
    // The container says 16 × 16, the four tiles in it are 384 × 256.
    let limits = Limits { pixels_max: 2 * 384 * 256, ..Limits::STANDARD };
    let stream = resized((640, 480), (16, 16));
    assert!(matches!(Photo::read(&stream, &limits), Err(MediaError::TooManyPixels { width: 16, .. })));
}

#[test]
fn other_kinds_are_refused_by_what_they_are() {
    let cases: [(&[u8], Kind); 8] = [
        (b"GIF89a\x01\0\x01\0\0\0\0", Kind::Gif),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>", Kind::Svg),
        (b"%PDF-1.7\n", Kind::Pdf),
        (b"\0\0\0\x1cftypavif\0\0\0\0mif1avif", Kind::Avif),
        (b"<!doctype html><img src='data:image/jpeg'>", Kind::Unknown),
        (b"PK\x03\x04", Kind::Unknown),
        (b"BM\x46\0\0\0", Kind::Unknown),
        (b"", Kind::Unknown),
    ];
    for (bytes, seen) in cases {
        assert_eq!(read(bytes), Err(MediaError::FormatUnsupported { seen }));
    }
}

#[test]
fn a_jpeg_that_is_also_a_page_is_refused() {
    let page = b"<html><script>alert(1)</script>";
    let mut comment = vec![0xFF, 0xFE];
    comment.extend(u16::try_from(page.len() + 2).unwrap().to_be_bytes());
    comment.extend(page);
    let polyglot = [&SIDEWAYS_JPEG[..2], &comment, &SIDEWAYS_JPEG[2..]].concat();
    assert!(image::load_from_memory(&polyglot).is_ok(), "it is a JPEG");
    assert_eq!(read(&polyglot), Err(MediaError::FormatUnsupported { seen: Kind::Polyglot }));
}

#[test]
fn a_page_behind_a_photo_does_not_survive() {
    let photo = read(&[SIDEWAYS_JPEG, b"<html><script>canary()</script></html>"].concat()).unwrap();
    assert_bare(&photo);
    assert_eq!(photo, read(SIDEWAYS_JPEG).unwrap());
}

#[test]
fn half_a_photo_is_damaged() {
    for bytes in [SIDEWAYS_JPEG, PROGRESSIVE, ALPHA, WEBP] {
        assert_eq!(read(&bytes[..bytes.len() / 2]), Err(MediaError::Damaged));
    }
    #[cfg(feature = "heic")]
    assert_eq!(read(&SIDEWAYS_HEIC[..SIDEWAYS_HEIC.len() / 2]), Err(MediaError::Damaged));
}

#[test]
fn a_grey_and_a_sixteen_bit_picture_are_read() {
    let grey = DynamicImage::ImageRgb8(RgbImage::from_pixel(40, 30, Rgb([90, 90, 90])));
    for image in [grey.to_luma8().into(), DynamicImage::from(grey.to_rgba16())] {
        let mut png = Vec::new();
        DynamicImage::write_to(&image, &mut std::io::Cursor::new(&mut png), ImageFormat::Png).unwrap();
        assert_near(
            pixels(read(&png).unwrap().rendition(Size::Full)).get_pixel(20, 15),
            [90; 3],
            "the middle",
        );
    }
}

#[test]
fn the_thinnest_and_the_smallest_pictures_keep_a_pixel() {
    for (width, height) in [(1, 1), (60_000, 1), (1, 5_000)] {
        let photo = read(&pictures::jpeg_of_size(width, height)).unwrap();
        let small = photo.rendition(Size::Small);
        assert!((1..=320).contains(&small.width) && (1..=320).contains(&small.height));
    }
}
