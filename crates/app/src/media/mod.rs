//! Photographs: what a phone sends becomes small, upright JPEGs that tell nothing but their picture.
//!
//! - [`sniff()`] says what bytes are, by content; never by name or declared type.
//! - [`Photo::read`] decodes within [`Limits`], turns upright, drops every piece of metadata (EXIF with positions, XMP,
//!   comments, colour profiles, whatever follows the picture) by encoding the pixels anew, and makes the smaller sizes.
//! - [`Store`] keeps the result under the hash of its content, in a directory or an S3-compatible store.
//!
//! Nothing that was uploaded is ever stored or served: only what this module encoded itself.
//!
//! # Cost
//!
//! [`Photo::read`] is synchronous and heavy: call it on the blocking pool, and let only a few run at a time. One call may
//! hold up to 480 MB for a 40-megapixel upload (see `docs` of [`Limits`]) and runs on the calling thread only.
//! [`Store`] is asynchronous and light.

mod decode;
#[cfg(feature = "heic")]
mod heic;
mod jpeg;
mod location;
mod photo;
mod render;
mod sniff;
mod store;

pub use location::{LocationError, StoreLocation};
pub use photo::{MediaError, Photo, PhotoHash, PhotoHashError, Rendition, Size};
pub use sniff::{Kind, sniff};
pub use store::{Store, StoreError};

/// What a photo may cost, and how large its renditions are.
///
/// Memory while reading is bounded by `pixels_max`: at most 12 bytes a pixel (a 16-bit PNG with transparency; an ordinary
/// JPEG takes 3, a progressive JPEG or HEIC up to 9), plus the upload itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest upload in bytes.
    pub bytes_max: usize,
    /// Most pixels (width × height) an upload may declare; checked before anything is allocated for them.
    pub pixels_max: u64,
    /// Longest edge of [`Size::Full`] in pixels; smaller photos are kept at their size.
    pub full_edge_px_max: u32,
    /// Longest edge of [`Size::Medium`] in pixels.
    pub medium_edge_px_max: u32,
    /// Longest edge of [`Size::Small`] in pixels.
    pub small_edge_px_max: u32,
}

impl Limits {
    /// The limits of the API ("Uploads"): 10 MiB and 40 megapixels.
    pub const STANDARD: Self = Self {
        bytes_max: 10 * 1024 * 1024,
        pixels_max: 40_000_000,
        full_edge_px_max: 2560,
        medium_edge_px_max: 1280,
        small_edge_px_max: 320,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::STANDARD
    }
}
