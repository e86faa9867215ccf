//! Where photos are kept, as an operator writes it.

use std::path::PathBuf;
use std::str::FromStr;

use url::{Position, Url};

/// Where photos are kept: `file:///var/lib/gongzhi/photos` or `s3://bucket/prefix`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreLocation {
    /// A directory, made where it is missing.
    Directory(PathBuf),
    /// An S3-compatible store. Its address, region and credentials come from the usual environment variables
    /// (`AWS_ENDPOINT`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`).
    S3 {
        /// The bucket's name.
        bucket: String,
        /// What every key begins with, without slashes at its ends; may be empty.
        prefix: String,
    },
}

/// Why a text is no [`StoreLocation`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LocationError {
    /// Not a URL at all.
    #[error("not a URL: write file:///absolute/path or s3://bucket/prefix")]
    NotUrl,
    /// Another kind of store.
    #[error("photos cannot be kept at {scheme}: (only file: and s3:)")]
    UnknownScheme {
        /// The scheme that was given.
        scheme: String,
    },
    /// A file URL that names no absolute path on this machine.
    #[error("a file URL needs three slashes and an absolute path: file:///absolute/path")]
    NotLocalPath,
    /// An S3 URL without a bucket.
    #[error("an S3 URL needs a bucket: s3://bucket/prefix")]
    NoBucket,
    /// Parts that have no meaning here, or that would put a secret into logs.
    #[error(
        "credentials, ports, queries and fragments do not belong in a store's URL; set AWS_… variables instead"
    )]
    ExtraParts,
}

impl FromStr for StoreLocation {
    type Err = LocationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_| LocationError::NotUrl)?;
        let extra = !url.username().is_empty() || url.password().is_some() || url.port().is_some();
        if extra || !url[Position::AfterPath..].is_empty() {
            return Err(LocationError::ExtraParts);
        }
        match url.scheme() {
            "file" if text.to_ascii_lowercase().starts_with("file:///") => {
                url.to_file_path().map(Self::Directory).map_err(|()| LocationError::NotLocalPath)
            }
            "file" => Err(LocationError::NotLocalPath),
            "s3" => Ok(Self::S3 {
                bucket: url
                    .host_str()
                    .filter(|host| !host.is_empty())
                    .ok_or(LocationError::NoBucket)?
                    .to_owned(),
                prefix: url.path().trim_matches('/').to_owned(),
            }),
            scheme => Err(LocationError::UnknownScheme { scheme: scheme.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_and_buckets_are_read() {
        let s3 =
            |bucket: &str, prefix: &str| StoreLocation::S3 { bucket: bucket.into(), prefix: prefix.into() };
        let cases = [
            ("file:///srv/gongzhi/photos", StoreLocation::Directory("/srv/gongzhi/photos".into())),
            ("file:///srv/%E7%85%A7%E7%89%87", StoreLocation::Directory("/srv/照片".into())),
            ("s3://town-photos", s3("town-photos", "")),
            ("s3://town-photos/a/b/", s3("town-photos", "a/b")),
        ];
        for (text, location) in cases {
            assert_eq!(text.parse(), Ok(location), "{text}");
        }
    }

    #[test]
    fn a_bad_location_is_told_with_its_reason() {
        let cases = [
            ("/srv/photos", LocationError::NotUrl),
            ("", LocationError::NotUrl),
            ("https://example.org/x", LocationError::UnknownScheme { scheme: "https".into() }),
            ("file://photos", LocationError::NotLocalPath),
            ("file:photos", LocationError::NotLocalPath),
            ("s3:///prefix", LocationError::NoBucket),
            ("s3:prefix", LocationError::NoBucket),
            ("s3://key:secret@bucket/x", LocationError::ExtraParts),
            ("s3://bucket/x?region=y", LocationError::ExtraParts),
            ("s3://bucket:9000/x", LocationError::ExtraParts),
        ];
        for (text, error) in cases {
            assert_eq!(text.parse::<StoreLocation>(), Err(error), "{text}");
        }
    }
}
