//! From decoded pixels to the JPEGs that are kept.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::photo::Rendition;
use super::{Limits, MediaError};

/// JPEG quality of everything kept: differences are hard to see, files a fifth of a camera's.
const QUALITY: u8 = 85;

/// Shrinks `pixels` so that no edge is longer than `edge_px_max`; never enlarges.
pub(super) fn shrink(pixels: &RgbImage, edge_px_max: u32) -> Result<RgbImage, MediaError> {
    let (width, height) = pixels.dimensions();
    let (new_width, new_height) = fit(width, height, edge_px_max);
    if (new_width, new_height) == (width, height) {
        return Ok(pixels.clone());
    }
    let source =
        ImageRef::new(width, height, pixels.as_raw(), PixelType::U8x3).map_err(|_| MediaError::Damaged)?;
    let mut target = Image::new(new_width, new_height, PixelType::U8x3);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    Resizer::new().resize(&source, &mut target, &options).map_err(|_| MediaError::Damaged)?;
    RgbImage::from_raw(new_width, new_height, target.into_vec()).ok_or(MediaError::Damaged)
}

/// The largest size of the same shape whose edges are at most `edge_px_max`, and at least one pixel.
fn fit(width: u32, height: u32, edge_px_max: u32) -> (u32, u32) {
    let long = width.max(height);
    if long <= edge_px_max {
        return (width, height);
    }
    let scale = |edge: u32| {
        let scaled = (u64::from(edge) * u64::from(edge_px_max) + u64::from(long) / 2) / u64::from(long);
        u32::try_from(scaled).unwrap_or(edge_px_max).max(1)
    };
    (scale(width), scale(height))
}

/// Applies turns one after the other.
pub(super) fn turn(pixels: RgbImage, turns: &[Orientation]) -> RgbImage {
    let mut image = DynamicImage::ImageRgb8(pixels);
    for &orientation in turns {
        image.apply_orientation(orientation);
    }
    image.into_rgb8()
}

/// Brings pixels meant in another RGB space (iPhones use Display P3) to sRGB, which is what a JPEG without a profile
/// means. A profile that cannot be followed is ignored: colours are then slightly off, and the photo is still one.
pub(super) fn to_srgb(pixels: RgbImage, profile: Option<&[u8]>) -> RgbImage {
    let Some(profile) = profile.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok()) else {
        return pixels;
    };
    if profile.color_space != DataColorSpace::Rgb {
        return pixels;
    }
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) =
        profile.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, TransformOptions::default())
    else {
        return pixels;
    };
    let mut converted = RgbImage::new(pixels.width(), pixels.height());
    match transform.transform(pixels.as_raw(), &mut converted) {
        Ok(()) => converted,
        Err(_) => pixels,
    }
}

/// The renditions of an upright sRGB picture, in the order of [`super::Size::ALL`].
pub(super) fn renditions(full: &RgbImage, limits: &Limits) -> Result<[Rendition; 3], MediaError> {
    let medium = shrink(full, limits.medium_edge_px_max)?;
    let small = shrink(&medium, limits.small_edge_px_max)?;
    Ok([encode(full)?, encode(&medium)?, encode(&small)?])
}

fn encode(pixels: &RgbImage) -> Result<Rendition, MediaError> {
    let (width, height) = pixels.dimensions();
    let edge = |px: u32| u16::try_from(px).map_err(|_| MediaError::Damaged);
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder
        .encode(pixels.as_raw(), edge(width)?, edge(height)?, ColorType::Rgb)
        .map_err(|_| MediaError::Damaged)?;
    Ok(Rendition { width, height, jpeg })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shapes_are_kept_and_nothing_is_enlarged() {
        assert_eq!(fit(4000, 3000, 2560), (2560, 1920));
        assert_eq!(fit(3000, 4000, 1280), (960, 1280));
        assert_eq!(fit(300, 200, 320), (300, 200));
        assert_eq!(fit(60_000, 3, 320), (320, 1));
    }

    proptest! {
        #[test]
        fn a_fitted_size_is_within_the_edge_and_never_empty(w in 1..=65_535_u32, h in 1..=65_535_u32, edge in 1..=4096_u32) {
            let (fitted_w, fitted_h) = fit(w, h, edge);
            prop_assert!((1..=edge.min(w)).contains(&fitted_w));
            prop_assert!((1..=edge.min(h)).contains(&fitted_h));
        }
    }

    #[test]
    fn turns_are_applied_in_order() {
        // "1 2" turned right is 1 over 2; mirrored top to bottom it is 2 over 1
        let pixels = RgbImage::from_raw(2, 1, vec![1, 1, 1, 2, 2, 2]).unwrap();
        let turned = turn(pixels, &[Orientation::Rotate90, Orientation::FlipVertical]);
        assert_eq!((turned.width(), turned.height()), (1, 2));
        assert_eq!(turned.into_raw(), vec![2, 2, 2, 1, 1, 1]);
    }

    #[test]
    fn display_p3_red_becomes_more_than_srgb_red() {
        let profile = ColorProfile::new_display_p3().encode().unwrap();
        let pixels = RgbImage::from_pixel(2, 2, image::Rgb([200, 60, 60]));
        let converted = to_srgb(pixels.clone(), Some(&profile));
        assert!(converted.get_pixel(0, 0).0[0] > 205, "{converted:?}");
        assert_eq!(to_srgb(pixels.clone(), None), pixels);
        assert_eq!(to_srgb(pixels.clone(), Some(b"not a profile")), pixels);
    }
}
