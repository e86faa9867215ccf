//! A photograph is made small enough for a weak network before it is kept or sent: of a camera's ten megabytes the
//! server keeps no more than this either.

use js_sys::Reflect;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, ImageBitmap, ImageBitmapOptions, ImageEncodeOptions, ImageOrientation, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d,
};

use crate::device;

/// Longest side in pixels: that of the largest size the server makes.
const SIDE_PX_MAX: u32 = 2560;
/// What is smaller than this many bytes is sent as it is.
const BYTES_MAX: f64 = 1_500_000.0;
/// Of the JPEG, between 0 and 1.
const QUALITY: f64 = 0.85;

/// The photograph, scaled down where it is large. As it is where the browser cannot read or scale it: the server reads
/// more kinds than a browser does.
pub async fn scaled(photo: Blob) -> Blob {
    if photo.size() <= BYTES_MAX {
        return photo;
    }
    match smaller(&photo).await {
        Ok(smaller) if smaller.size() < photo.size() => smaller,
        Ok(_) | Err(_) => photo,
    }
}

async fn smaller(photo: &Blob) -> Result<Blob, JsValue> {
    let window = device::window().ok_or("no window")?;
    // An older browser has no canvas without a page: constructing one would throw.
    if !Reflect::has(&window, &"OffscreenCanvas".into())? {
        return Err("no OffscreenCanvas".into());
    }
    let options = ImageBitmapOptions::new();
    options.set_image_orientation(ImageOrientation::FromImage);
    let reading = window.create_image_bitmap_with_blob_and_image_bitmap_options(photo, &options)?;
    let picture: ImageBitmap = JsFuture::from(reading).await?.dyn_into()?;
    let (width, height) = fit(picture.width(), picture.height());
    let canvas = OffscreenCanvas::new(width, height)?;
    let context = canvas.get_context("2d")?.ok_or("no canvas")?;
    let context: OffscreenCanvasRenderingContext2d = context.dyn_into()?;
    let drawn = context.draw_image_with_image_bitmap_and_dw_and_dh(
        &picture,
        0.0,
        0.0,
        f64::from(width),
        f64::from(height),
    );
    picture.close();
    drawn?;
    let jpeg = ImageEncodeOptions::new();
    jpeg.set_type("image/jpeg");
    jpeg.set_quality(QUALITY);
    JsFuture::from(canvas.convert_to_blob_with_options(&jpeg)?).await?.dyn_into()
}

/// Width and height with the longer side at most [`SIDE_PX_MAX`], in the same proportion.
fn fit(width: u32, height: u32) -> (u32, u32) {
    let longer = width.max(height);
    if longer <= SIDE_PX_MAX {
        return (width, height);
    }
    let scale = |side: u32| {
        let side = u64::from(side) * u64::from(SIDE_PX_MAX) / u64::from(longer);
        u32::try_from(side).unwrap_or(SIDE_PX_MAX).max(1)
    };
    (scale(width), scale(height))
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn the_longer_side_fits_and_the_proportion_stays() {
        assert_eq!(fit(4000, 3000), (2560, 1920));
        assert_eq!(fit(3000, 4000), (1920, 2560));
        assert_eq!(fit(2560, 10), (2560, 10));
        assert_eq!(fit(100_000, 1), (2560, 1));
    }
}
