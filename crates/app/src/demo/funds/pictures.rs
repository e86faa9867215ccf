//! Drawn pictures of what projects made, and of invoices: nobody's paper is shown.

use image::{ImageFormat, Rgb, RgbImage};

use crate::demo::{
    DemoError,
    chance::Chance,
    pictures::{self, Shows, fill},
    value,
};

/// Pictures of what was done.
const SCENES: usize = 3;
/// In pixels: small, for there are many.
const WIDTH: u32 = 210;
const HEIGHT: u32 = 140;
/// Bits of a number that are drawn.
const BITS: u32 = 36;

/// Streets in which something was mended.
pub(super) fn scenes(chance: &mut Chance) -> Result<Vec<Vec<u8>>, DemoError> {
    (0..SCENES).map(|_| pictures::draw(Shows::Remedy, chance)).collect()
}

/// An invoice with its stamp, as a JPEG: a bar for each bit of its number, so that every number has a picture of its own.
pub(super) fn invoice(number: u64) -> Result<Vec<u8>, DemoError> {
    let mut picture = RgbImage::from_pixel(WIDTH, HEIGHT, Rgb([250, 248, 242]));
    let (ink, stamp, rule) = (Rgb([70, 74, 84]), Rgb([196, 60, 48]), Rgb([196, 168, 128]));
    fill(&mut picture, (70, 10, 140, 17), stamp);
    for row in 0..5 {
        let top = 35 + row * 14;
        fill(&mut picture, (12, top, WIDTH - 12, top + 1), rule);
        fill(&mut picture, (18, top + 5, 48 + row * 11, top + 9), ink);
    }
    fill(&mut picture, (160, 95, 196, 123), stamp);
    fill(&mut picture, (164, 99, 192, 119), Rgb([250, 248, 242]));
    for bit in 0..BITS {
        let height = if (number >> bit) & 1 == 1 { 18 } else { 6 };
        let left = 10 + bit * 4;
        fill(&mut picture, (left, 131 - height, left + 3, 131), ink);
    }
    let mut bytes = Vec::new();
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Jpeg).map_err(value)?;
    Ok(bytes)
}
