//! How much memory one upload may take. Alone in its binary, because the measure is of the whole process.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use app::media::{Limits, MediaError, Photo};
use peak_alloc::PeakAlloc;

#[path = "it/pictures.rs"]
mod pictures;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The most memory in bytes that was allocated at once while `work` ran, beyond what was before.
fn peak_bytes<T>(work: impl FnOnce() -> T) -> (T, usize) {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let outcome = work();
    (outcome, MEMORY.peak_usage() - before)
}

#[test]
fn memory_is_bounded_by_the_pixel_limit() {
    // Memory grows with the pixels, so that three megapixels tell what forty would take.
    let (width, height) = (2000, 1500);
    let limits = Limits { pixels_max: 3_000_000, full_edge_px_max: 640, ..Limits::STANDARD };
    let made_bytes = 4_000_000; // the sizes made and the decoder's tables: the same whatever was sent
    let uploads = [
        ("baseline JPEG", pictures::jpeg_of_size(width, height), 4),
        ("progressive JPEG", pictures::progressive_jpeg_of_size(width, height), 9),
        ("16-bit PNG", sixteen_bit_png(width, height), 12),
    ];
    for (name, bytes, pixel_bytes_max) in uploads {
        let (photo, peak) = peak_bytes(|| Photo::read(&bytes, &limits));
        println!("{name} of 3 megapixels: {peak} bytes");
        assert!(photo.is_ok(), "{name}: {photo:?}");
        let peak_max = 3_000_000 * pixel_bytes_max + made_bytes + bytes.len();
        assert!(peak <= peak_max, "{name} took {peak} bytes (at most {peak_max})");
        assert!(peak > 3_000_000 * 3, "{name}: the measure does not work");
    }

    let bomb = pictures::png_header(65_535, 65_535);
    let (refused, peak) = peak_bytes(|| Photo::read(&bomb, &Limits::STANDARD));
    assert!(matches!(refused, Err(MediaError::TooManyPixels { .. })));
    assert!(peak <= 1_000_000, "a refused file took {peak} bytes");
}

fn sixteen_bit_png(width: u32, height: u32) -> Vec<u8> {
    use image::codecs::png::{CompressionType, FilterType, PngEncoder};
    use image::{ExtendedColorType, ImageEncoder};
    let mut png = Vec::new();
    let pixels = vec![0x40; usize::try_from(width * height * 8).unwrap()];
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Up)
        .write_image(&pixels, width, height, ExtendedColorType::Rgba16)
        .unwrap();
    png
}
