//! A photo as it is kept: three JPEGs and the hash that names them.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::decode::decode;
use super::render::{renditions, shrink, to_srgb, turn};
use super::{Kind, Limits, sniff};

/// Why an upload cannot be used as a photo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// More bytes than [`Limits::bytes_max`].
    #[error("the photo is too large (at most {} MiB)", bytes_max / (1024 * 1024))]
    TooLarge {
        /// The limit in bytes.
        bytes_max: usize,
    },
    /// More pixels than [`Limits::pixels_max`].
    #[error("the photo has too many pixels: {width} × {height} (at most {} megapixels)", pixels_max / 1_000_000)]
    TooManyPixels {
        /// Declared width in pixels.
        width: u32,
        /// Declared height in pixels.
        height: u32,
        /// The limit in pixels.
        pixels_max: u64,
    },
    /// Not a format, or not a variant of one, that is read here.
    #[error("this kind of file ({seen}) cannot be read as a photo: send JPEG, PNG, WebP{}", heic_words())]
    FormatUnsupported {
        /// What the file is by its content.
        seen: Kind,
    },
    /// The right format, but broken or incomplete.
    #[error("the photo is damaged or incomplete: send it again")]
    Damaged,
}

impl MediaError {
    /// The stable problem code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "photo_too_large",
            Self::TooManyPixels { .. } => "photo_too_many_pixels",
            Self::FormatUnsupported { .. } => "photo_format_unsupported",
            Self::Damaged => "photo_damaged",
        }
    }
}

/// What the list of formats ends with, depending on how this was built.
const fn heic_words() -> &'static str {
    if cfg!(feature = "heic") {
        " or HEIC"
    } else {
        " (on an iPhone: Settings, Camera, Formats, Most Compatible)"
    }
}

/// The sizes a photo is kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Size {
    /// For looking closely.
    Full,
    /// For a screen.
    Medium,
    /// For lists.
    Small,
}

impl Size {
    /// Every size, largest first.
    pub const ALL: [Self; 3] = [Self::Full, Self::Medium, Self::Small];
}

/// One size of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// A baseline JPEG in sRGB without metadata.
    pub jpeg: Vec<u8>,
}

/// A photo ready to be kept: upright, in sRGB, without metadata, in every [`Size`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    hash: PhotoHash,
    renditions: [Rendition; 3],
}

impl Photo {
    /// Reads an upload.
    ///
    /// The same bytes give the same photo and hash. Heavy and synchronous (see the module): call it on the blocking pool.
    ///
    /// # Errors
    /// [`MediaError`] says which limit or expectation `bytes` miss. Sizes are checked before anything of that size is
    /// allocated, and no input makes this panic.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, MediaError> {
        if bytes.len() > limits.bytes_max {
            return Err(MediaError::TooLarge { bytes_max: limits.bytes_max });
        }
        let decoded = decode(sniff(bytes), bytes, limits)?;
        let full = shrink(&decoded.pixels, limits.full_edge_px_max)?;
        drop(decoded.pixels); // the largest thing in memory
        let full = turn(to_srgb(full, decoded.profile.as_deref()), &decoded.turns);
        let renditions = renditions(&full, limits)?;
        let hash = PhotoHash::of(&renditions[0].jpeg);
        Ok(Self { hash, renditions })
    }

    /// The name of this photo: the hash of its full size.
    #[must_use]
    pub const fn hash(&self) -> PhotoHash {
        self.hash
    }

    /// The photo in one size.
    #[must_use]
    pub const fn rendition(&self, size: Size) -> &Rendition {
        match size {
            Size::Full => &self.renditions[0],
            Size::Medium => &self.renditions[1],
            Size::Small => &self.renditions[2],
        }
    }
}

/// SHA-256 of a photo's full size; 64 lower-case hexadecimal digits as text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhotoHash([u8; 32]);

impl PhotoHash {
    fn of(jpeg: &[u8]) -> Self {
        Self(Sha256::digest(jpeg).into())
    }

    /// The hash as it is kept in a database row.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A hash read from a database row.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for PhotoHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PhotoHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhotoHash({self})")
    }
}

/// The text is not a photo's hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a photo's name has 64 lower-case hexadecimal digits")]
pub struct PhotoHashError;

impl FromStr for PhotoHash {
    type Err = PhotoHashError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(PhotoHashError),
        };
        let pairs = text.as_bytes();
        let mut hash = [0; 32];
        if pairs.len() != 2 * hash.len() {
            return Err(PhotoHashError);
        }
        for (byte, pair) in hash.iter_mut().zip(pairs.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(hash))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_survives_its_text_and_nothing_else_is_one() {
        let hash = PhotoHash::of(b"a picture");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        let text = hash.to_string();
        for bad in ["", "../../etc/passwd", &text[1..], &text.to_uppercase(), &format!("{}é", &text[2..])] {
            assert_eq!(bad.parse::<PhotoHash>(), Err(PhotoHashError), "{bad}");
        }
    }

    #[test]
    fn messages_name_the_limit() {
        assert_eq!(
            MediaError::TooLarge { bytes_max: 10 << 20 }.to_string(),
            "the photo is too large (at most 10 MiB)"
        );
        let pixels = MediaError::TooManyPixels { width: 8000, height: 6000, pixels_max: 40_000_000 };
        assert_eq!(pixels.to_string(), "the photo has too many pixels: 8000 × 6000 (at most 40 megapixels)");
        let format = MediaError::FormatUnsupported { seen: Kind::Svg };
        assert!(format.to_string().contains("(svg)"), "{format}");
    }
}
