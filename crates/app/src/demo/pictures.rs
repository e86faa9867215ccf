//! Drawn pictures for the demo's matters: nobody's street is shown.

use image::{ImageFormat, Rgb, RgbImage};

use super::{DemoError, chance::Chance, value};

const WIDTH: u32 = 960;
const HEIGHT: u32 = 720;

/// Whether a picture shows the trouble or what was done about it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    Trouble,
    Remedy,
}

/// A street with a house, and in it something broken (vermilion) or mended (green), as a JPEG.
pub(super) fn draw(shows: Shows, chance: &mut Chance) -> Result<Vec<u8>, DemoError> {
    let sky = if shows == Shows::Trouble { Rgb([178, 190, 200]) } else { Rgb([150, 200, 232]) };
    let mut picture = RgbImage::from_pixel(WIDTH, HEIGHT, sky);
    let ground = pixels(chance.between(430, 500));
    fill(&mut picture, (0, ground, WIDTH, HEIGHT), Rgb([138, 146, 132]));
    fill(&mut picture, (0, HEIGHT - 120, WIDTH, HEIGHT), Rgb([96, 98, 102]));
    for house in 0..3 {
        let left = house * 320 + pixels(chance.between(10, 60));
        let top = ground - pixels(chance.between(140, 300));
        let shade = u8::try_from(chance.between(180, 235)).unwrap_or(200);
        fill(&mut picture, (left, top, left + 220, ground), Rgb([shade, shade - 20, shade - 50]));
        for window in 0..4 {
            let (x, y) = (left + 25 + (window % 2) * 100, top + 25 + (window / 2) * 70);
            fill(&mut picture, (x, y, x + 60, y + 45), Rgb([84, 104, 122]));
        }
    }
    let (x, y) = (pixels(chance.between(120, 700)), ground + pixels(chance.between(10, 90)));
    let colour = if shows == Shows::Trouble { Rgb([198, 70, 46]) } else { Rgb([46, 140, 98]) };
    let count = if shows == Shows::Trouble { 5 } else { 1 };
    for piece in 0..count {
        let shift = pixels(chance.between(0, 40));
        fill(&mut picture, (x + piece * 34, y + shift, x + piece * 34 + 46, y + shift + 60), colour);
    }
    let mut bytes = Vec::new();
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Jpeg).map_err(value)?;
    Ok(bytes)
}

fn pixels(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

fn fill(picture: &mut RgbImage, (left, top, right, bottom): (u32, u32, u32, u32), colour: Rgb<u8>) {
    for y in top.min(HEIGHT)..bottom.min(HEIGHT) {
        for x in left.min(WIDTH)..right.min(WIDTH) {
            picture.put_pixel(x, y, colour);
        }
    }
}
