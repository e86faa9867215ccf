//! From untrusted bytes to pixels, within limits.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, RgbImage};

use super::{Kind, Limits, MediaError, jpeg};

/// Bound for everything a PNG unpacks besides its pixels (profiles, texts).
const PNG_EXTRAS_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// Colour profiles of cameras have up to a few kilobytes, of scanners up to hundreds; larger ones are not followed.
pub(super) const PROFILE_BYTES_MAX: usize = 1024 * 1024;

/// A decoded photo, not yet turned upright.
pub(super) struct Decoded {
    /// The pixels as stored, transparency laid on white.
    pub(super) pixels: RgbImage,
    /// The turns that make it upright, in order. Applied after shrinking, where they are cheap.
    pub(super) turns: Vec<Orientation>,
    /// The ICC profile the pixels are meant in.
    pub(super) profile: Option<Vec<u8>>,
}

/// Decodes `bytes`, which were sniffed as `kind`.
pub(super) fn decode(kind: Kind, bytes: &[u8], limits: &Limits) -> Result<Decoded, MediaError> {
    // The decoders are other people's code on hostile input: a panic there is a damaged photo, not a broken server.
    let outcome = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Jpeg if !jpeg::is_whole(bytes) => Err(MediaError::Damaged),
        Kind::Jpeg => with(kind, JpegDecoder::new(Cursor::new(bytes)), limits),
        Kind::Png => {
            let mut extras = image::Limits::no_limits();
            extras.max_alloc = Some(PNG_EXTRAS_BYTES_MAX);
            with(kind, PngDecoder::with_limits(Cursor::new(bytes), extras), limits)
        }
        Kind::Webp => with(kind, WebPDecoder::new(Cursor::new(bytes)), limits),
        #[cfg(feature = "heic")]
        Kind::Heic => super::heic::decode(bytes, limits),
        _ => Err(MediaError::FormatUnsupported { seen: kind }),
    }));
    outcome.unwrap_or(Err(MediaError::Damaged))
}

/// Decodes with one of `image`'s decoders, after checking the size its header declares.
fn with<D: ImageDecoder>(
    kind: Kind,
    decoder: Result<D, ImageError>,
    limits: &Limits,
) -> Result<Decoded, MediaError> {
    let failed = |error: ImageError| match error {
        ImageError::Unsupported(_) => MediaError::FormatUnsupported { seen: kind },
        _ => MediaError::Damaged,
    };
    let mut decoder = decoder.map_err(failed)?;
    let (width, height) = decoder.dimensions();
    check_pixels(width, height, limits)?;
    // A photo with a broken EXIF block or profile is still a photo.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let pixels = flatten(DynamicImage::from_decoder(decoder).map_err(failed)?);
    Ok(Decoded {
        pixels,
        turns: vec![orientation],
        profile: profile.filter(|p| p.len() <= PROFILE_BYTES_MAX),
    })
}

/// Refuses a declared size over the limit, before anything is allocated for it.
pub(super) fn check_pixels(width: u32, height: u32, limits: &Limits) -> Result<(), MediaError> {
    if width == 0 || height == 0 {
        return Err(MediaError::Damaged);
    }
    if u64::from(width) * u64::from(height) > limits.pixels_max {
        return Err(MediaError::TooManyPixels { width, height, pixels_max: limits.pixels_max });
    }
    Ok(())
}

/// Eight bits, three channels, transparency laid on white.
fn flatten(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let rgba = image.into_rgba8();
    let (width, height) = rgba.dimensions();
    // In place: the fourth byte of each pixel is dropped and the rest moved up, so that no second picture is needed.
    let mut samples = rgba.into_raw();
    let mut to = 0;
    for from in (0..samples.len()).step_by(4) {
        let alpha = u32::from(samples[from + 3]);
        for channel in 0..3 {
            let over_white = u32::from(samples[from + channel]) * alpha + 255 * (255 - alpha);
            samples[to + channel] = u8::try_from((over_white + 127) / 255).unwrap_or(u8::MAX);
        }
        to += 3;
    }
    samples.truncate(to);
    RgbImage::from_raw(width, height, samples).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transparency_is_laid_on_white() {
        let rgba = image::RgbaImage::from_raw(3, 1, vec![255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 0, 51]).unwrap();
        let rgb = flatten(DynamicImage::ImageRgba8(rgba));
        assert_eq!(rgb.into_raw(), vec![255, 0, 0, 255, 255, 255, 204, 204, 204]);
    }

    #[test]
    fn the_pixel_limit_is_inclusive() {
        let limits = Limits { pixels_max: 12, ..Limits::STANDARD };
        assert!(check_pixels(4, 3, &limits).is_ok());
        assert!(matches!(check_pixels(13, 1, &limits), Err(MediaError::TooManyPixels { width: 13, .. })));
        assert!(matches!(check_pixels(u32::MAX, u32::MAX, &limits), Err(MediaError::TooManyPixels { .. })));
        assert!(matches!(check_pixels(0, 5, &limits), Err(MediaError::Damaged)));
    }
}
