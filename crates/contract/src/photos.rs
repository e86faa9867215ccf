//! Photos on the wire. An upload is `multipart/form-data` with one file in the field `photo`.

use domain::ids::PhotoId;
use serde::{Deserialize, Serialize};

/// Largest upload, in bytes.
pub const PHOTO_BYTES_MAX: usize = 10 * 1024 * 1024;
/// Name of the upload's only field.
pub const PHOTO_FIELD: &str = "photo";

/// A photo as it was kept: turned upright, encoded anew, without metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Photo {
    /// Its id; a report, a solution or an objection names it within 24 hours, or it is taken away.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: PhotoId,
    /// Width of its full size, in pixels.
    pub width: i64,
    /// Height of its full size, in pixels.
    pub height: i64,
}

/// A size of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PhotoSize {
    /// For looking closely: at most 2560 pixels long.
    Full,
    /// For a screen: at most 1280 pixels long.
    Medium,
    /// For lists: at most 320 pixels long.
    Small,
}

impl PhotoSize {
    /// The word in the path.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Medium => "medium",
            Self::Small => "small",
        }
    }
}
