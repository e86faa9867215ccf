//! Pictures made for tests.
#![allow(dead_code, reason = "another test binary uses a part")]

use image::{ImageEncoder, RgbImage};

/// Stored on its side, EXIF orientation 6, with a position.
pub(crate) const SIDEWAYS_JPEG: &[u8] = include_bytes!("../fixtures/photos/sideways.jpg");
/// The same as a grid of HEVC tiles.
pub(crate) const SIDEWAYS_HEIC: &[u8] = include_bytes!("../fixtures/photos/sideways.heic");

/// Encodes a picture.
pub(crate) fn jpeg_of(image: &RgbImage) -> Vec<u8> {
    let mut jpeg = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 90);
    encoder.write_image(image, image.width(), image.height(), image::ExtendedColorType::Rgb8).unwrap();
    jpeg
}

/// A grey gradient of a given size.
pub(crate) fn jpeg_of_size(width: u32, height: u32) -> Vec<u8> {
    progressive_or_not(width, height, false)
}

/// The same, progressive and with full colour resolution: the costliest kind to decode.
pub(crate) fn progressive_jpeg_of_size(width: u32, height: u32) -> Vec<u8> {
    progressive_or_not(width, height, true)
}

fn progressive_or_not(width: u32, height: u32, progressive: bool) -> Vec<u8> {
    let row: Vec<u8> = (0..width).flat_map(|x| [u8::try_from(x / 64 % 256).unwrap(); 3]).collect();
    let (width, height) = (u16::try_from(width).unwrap(), u16::try_from(height).unwrap());
    let mut jpeg = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut jpeg, 80);
    encoder.set_progressive(progressive);
    if progressive {
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::R_4_4_4);
    }
    let color = jpeg_encoder::ColorType::Rgb;
    encoder.encode(&row.repeat(usize::from(height)), width, height, color).unwrap();
    jpeg
}

/// Changes the size that a JPEG's frame header declares.
pub(crate) fn redeclared(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut jpeg = jpeg.to_vec();
    let frame = jpeg.windows(4).position(|part| part == [0xFF, 0xC0, 0, 17]).unwrap();
    jpeg[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    jpeg[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    jpeg
}

/// Adds the smallest EXIF block that tells an orientation.
pub(crate) fn with_orientation(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let exif = [
        &b"\xFF\xE1\0\x22Exif\0\0II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"[..],
        &[orientation, 0, 0, 0, 0, 0, 0, 0],
    ];
    [&jpeg[..2], &exif.concat(), &jpeg[2..]].concat()
}

/// A PNG of a declared size, eight bits RGBA, with hardly any data.
pub(crate) fn png_header(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    // "IDAT" holds an empty zlib stream
    for (kind, data) in [(b"IHDR", &header[..]), (b"IDAT", b"\x78\x9c\x03\0\0\0\0\x01"), (b"IEND", b"")] {
        let body = [&kind[..], data].concat();
        png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        png.extend(&body);
        png.extend(crc32(&body).to_be_bytes());
    }
    png
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    })
}
