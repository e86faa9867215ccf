//! HEIC, by way of `heic-rs` (pure Rust, no `unsafe`), behind limits of our own.
//!
//! That crate checks the size the container declares, but allocates what the video stream inside it declares, which a
//! hostile file may set to anything. Therefore every picture's stream is measured here first.

mod coded;

use heic_rs::context::Context;
use heic_rs::hevc::{self, Frame};
use heic_rs::props::{ItemProps, Transform};
use heic_rs::{Error, MatrixCoefficients, Mirror, Nclx, PixelLayout, Range, Rotation};
use heic_rs::{color, grid, transform};
use image::RgbImage;
use image::metadata::Orientation;

use super::decode::{Decoded, PROFILE_BYTES_MAX, check_pixels};
use super::{Kind, Limits, MediaError};

/// Coded slices in one picture. Phones write one, encoders a few; since slices may overlap, each could cost a decoding
/// of the whole picture.
const SLICES_PER_PICTURE_MAX: usize = 8;

/// Items in one file (tiles, thumbnails, depth maps, metadata); the parser searches them one by one. A 40-megapixel
/// photo in tiles of 256 pixels has 611.
const ITEMS_MAX: usize = 2_048;

/// Decodes the primary picture of a HEIC file.
pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, MediaError> {
    let context = Context::open(bytes).map_err(failed)?;
    if context.meta.items.len().max(context.meta.locations.len()) > ITEMS_MAX {
        return Err(MediaError::FormatUnsupported { seen: Kind::Heic });
    }
    let primary = context.meta.primary;
    let props = context.props(primary).map_err(failed)?;
    let (width, height) = context.coded_size(primary, &props).map_err(failed)?;
    check_pixels(width, height, limits)?;
    check_streams(&context, primary, (width, height), limits)?;

    let frame = frame(&context, primary, limits)?;
    let colours = colours(props.nclx);
    let mut image = color::convert(&frame, None, colours, PixelLayout::Rgb8, limits.pixels_max, Some(1))
        .map_err(failed)?;
    drop(frame);
    // Turning is cheaper after shrinking. Where the file also crops, the order matters, so all of it is done here.
    let turns = turns(&props);
    if turns.is_none() {
        image = transform::apply_all(image, &props.transforms).map_err(failed)?;
    }
    let pixels = RgbImage::from_raw(image.width, image.height, image.data).ok_or(MediaError::Damaged)?;
    let profile = props.icc.filter(|profile| profile.len() <= PROFILE_BYTES_MAX).map(<[u8]>::to_vec);
    Ok(Decoded { pixels, turns: turns.unwrap_or_default(), profile })
}

/// Decodes an item: one picture, or a grid of them.
///
/// Put together here rather than by `heic_rs::decode`, which takes unlabelled colours for what phones do not mean.
fn frame(context: &Context<'_>, item: u32, limits: &Limits) -> Result<Frame, MediaError> {
    let picture = |item: u32| {
        let props = context.props(item)?;
        let config = props.hvcc.as_ref().ok_or(Error::MissingBox("hvcC"))?;
        let data = context.item_data(item)?;
        let frame = hevc::decode_still(&config.parameter_sets(), &config.split_nals(&data)?)?;
        frame.validate()?;
        Ok(frame)
    };
    let decoded = match context.grid(item).map_err(failed)? {
        Some((grid, tiles)) => tiles
            .into_iter()
            .map(picture)
            .collect::<Result<Vec<_>, _>>()
            .and_then(|frames| grid::compose(&grid, &frames, limits.pixels_max)),
        None => picture(item),
    };
    decoded.map_err(failed)
}

/// What the samples mean. Unlabelled ones are BT.601 in full range (ISO/IEC 23000-22, 7.3.6.4), as iPhones write them.
fn colours(labelled: Option<Nclx>) -> Nclx {
    let (bt601, bt601_code) = (MatrixCoefficients::Bt601, 6);
    match labelled {
        Some(nclx) if nclx.matrix == MatrixCoefficients::Unspecified => {
            Nclx { matrix: bt601, matrix_code: bt601_code, ..nclx }
        }
        Some(nclx) => nclx,
        None => Nclx { matrix: bt601, matrix_code: bt601_code, range: Range::Full, ..Nclx::default() },
    }
}

/// Refuses a file whose streams would decode to more than the picture needs.
fn check_streams(
    context: &Context<'_>,
    primary: u32,
    declared: (u32, u32),
    limits: &Limits,
) -> Result<(), MediaError> {
    let pictures = match context.grid(primary).map_err(failed)? {
        Some((_, tiles)) => tiles,
        None => vec![primary],
    };
    // Tiles overhang the picture at its right and lower edge: a quarter covers that for large pictures.
    let pixels_max = limits.pixels_max.saturating_add(limits.pixels_max / 4);
    let mut pixels = 0_u64;
    for picture in pictures {
        let props = context.props(picture).map_err(failed)?;
        let config = props.hvcc.as_ref().ok_or(MediaError::Damaged)?;
        let mut largest = 0_u64;
        for set in config.parameter_sets() {
            if let Some((width, height)) = coded::size(set)? {
                largest = largest.max(u64::from(width) * u64::from(height));
            }
        }
        pixels = pixels.saturating_add(largest);
        if pixels > pixels_max {
            let (width, height) = declared;
            return Err(MediaError::TooManyPixels { width, height, pixels_max: limits.pixels_max });
        }
        let data = context.item_data(picture).map_err(failed)?;
        let units = config.split_nals(&data).map_err(failed)?;
        if units.iter().filter(|unit| coded::is_slice(unit)).count() > SLICES_PER_PICTURE_MAX {
            return Err(MediaError::FormatUnsupported { seen: Kind::Heic });
        }
    }
    Ok(())
}

/// The file's rotations and mirrorings in order; `None` where it crops as well.
fn turns(props: &ItemProps<'_>) -> Option<Vec<Orientation>> {
    let turn = |transform: &Transform| match transform {
        Transform::Crop(_) => None,
        Transform::Rotate(Rotation::None) => Some(Orientation::NoTransforms),
        Transform::Rotate(Rotation::Ccw90) => Some(Orientation::Rotate270),
        Transform::Rotate(Rotation::Ccw180) => Some(Orientation::Rotate180),
        Transform::Rotate(Rotation::Ccw270) => Some(Orientation::Rotate90),
        Transform::Mirror(Mirror::LeftRight) => Some(Orientation::FlipHorizontal),
        Transform::Mirror(Mirror::TopBottom) => Some(Orientation::FlipVertical),
    };
    props.transforms.iter().map(turn).collect()
}

fn failed(error: Error) -> MediaError {
    match error {
        Error::Unsupported(_) => MediaError::FormatUnsupported { seen: Kind::Heic },
        _ => MediaError::Damaged,
    }
}
