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

pub(super) fn pixels(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

pub(super) fn fill(
    picture: &mut RgbImage,
    (left, top, right, bottom): (u32, u32, u32, u32),
    colour: Rgb<u8>,
) {
    for y in top.min(picture.height())..bottom.min(picture.height()) {
        for x in left.min(picture.width())..right.min(picture.width()) {
            picture.put_pixel(x, y, colour);
        }
    }
}

/// What an offer's picture shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Product {
    Sack,
    Bottle,
    Box,
    Roll,
    Tools,
    Ticket,
}

/// A drawn product on a shelf, as a JPEG.
pub(super) fn product(shows: Product) -> Result<Vec<u8>, DemoError> {
    let mut picture = RgbImage::from_pixel(WIDTH, HEIGHT, Rgb([243, 238, 228]));
    fill(&mut picture, (0, 590, WIDTH, HEIGHT), Rgb([196, 168, 128]));
    fill(&mut picture, (0, 590, WIDTH, 604), Rgb([160, 132, 96]));
    let (jade, seal, dark) = (Rgb([28, 120, 92]), Rgb([186, 62, 44]), Rgb([72, 78, 86]));
    let cream = Rgb([250, 247, 240]);
    match shows {
        Product::Sack => {
            fill(&mut picture, (310, 190, 650, 590), Rgb([224, 206, 166]));
            fill(&mut picture, (340, 160, 620, 200), Rgb([206, 184, 140]));
            fill(&mut picture, (370, 300, 590, 470), seal);
            fill(&mut picture, (400, 350, 560, 380), cream);
            fill(&mut picture, (430, 400, 530, 425), cream);
        }
        Product::Bottle => {
            fill(&mut picture, (430, 130, 530, 230), jade);
            fill(&mut picture, (370, 230, 590, 590), Rgb([232, 196, 84]));
            fill(&mut picture, (370, 340, 590, 480), cream);
            fill(&mut picture, (410, 380, 550, 440), jade);
        }
        Product::Box => {
            fill(&mut picture, (260, 280, 700, 590), Rgb([206, 226, 238]));
            fill(&mut picture, (260, 280, 700, 350), Rgb([92, 142, 182]));
            fill(&mut picture, (420, 400, 540, 540), cream);
            fill(&mut picture, (455, 430, 505, 510), Rgb([92, 142, 182]));
        }
        Product::Roll => {
            for roll in 0..3 {
                let left = 220 + roll * 180;
                fill(&mut picture, (left, 330, left + 150, 590), cream);
                fill(&mut picture, (left + 50, 400, left + 100, 590), Rgb([214, 210, 200]));
                fill(&mut picture, (left, 330, left + 150, 350), jade);
            }
        }
        Product::Tools => {
            fill(&mut picture, (250, 430, 710, 590), seal);
            fill(&mut picture, (420, 360, 540, 430), dark);
            fill(&mut picture, (445, 385, 515, 430), Rgb([243, 238, 228]));
            fill(&mut picture, (460, 480, 500, 530), cream);
        }
        Product::Ticket => {
            fill(&mut picture, (220, 250, 740, 520), cream);
            fill(&mut picture, (220, 250, 740, 310), jade);
            fill(&mut picture, (560, 310, 568, 520), Rgb([214, 210, 200]));
            fill(&mut picture, (270, 360, 520, 390), dark);
            fill(&mut picture, (270, 420, 450, 445), Rgb([160, 164, 170]));
            fill(&mut picture, (600, 370, 690, 460), seal);
        }
    }
    let mut bytes = Vec::new();
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Jpeg).map_err(value)?;
    Ok(bytes)
}
