//! Keeping photos under the hash of their content.

use std::sync::Arc;

use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, local::LocalFileSystem};

use super::{Photo, PhotoHash, Size, StoreLocation};

/// The largest object that is read back; what [`Photo`] makes is far smaller.
const OBJECT_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// Why a store could not be opened or used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The directory cannot be made or entered.
    #[error("the photo directory {path} cannot be used")]
    Directory {
        /// The directory.
        path: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// `s3:` was asked for, but this binary was built without it.
    #[error(
        "this build keeps photos in a directory only; build it with the feature s3 to use an S3-compatible store"
    )]
    WithoutS3,
    /// The store answered with an error or not at all.
    #[error("the photo store failed")]
    Failed(#[from] object_store::Error),
    /// What lies under a photo's key was not put there by this program.
    #[error("a stored photo has {bytes} bytes (at most {OBJECT_BYTES_MAX})")]
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
    },
}

/// Photos by hash, in a directory or an S3-compatible store. Cheap to clone.
///
/// Keys are `photos/ab/cdef….jpg`, and the same with `-medium` and `-small` before the ending: two digits of the hash
/// make the folder.
#[derive(Debug, Clone)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
    root: Path,
}

impl Store {
    /// Opens the store at `location`. A directory is made where it is missing; an S3 store is not contacted yet.
    ///
    /// # Errors
    /// [`StoreError`] where the directory cannot be used, or the S3 settings in the environment are incomplete.
    pub fn open(location: &StoreLocation) -> Result<Self, StoreError> {
        match location {
            StoreLocation::Directory(path) => {
                std::fs::create_dir_all(path)
                    .map_err(|source| StoreError::Directory { path: path.display().to_string(), source })?;
                // Flushed to disk before `put` returns: a ticket must not name a photo that a power cut takes away.
                let objects = LocalFileSystem::new_with_prefix(path)?.with_fsync(true);
                Ok(Self::over(Arc::new(objects), Path::default()))
            }
            StoreLocation::S3 { bucket, prefix } => Self::open_s3(bucket, prefix),
        }
    }

    #[cfg(feature = "s3")]
    fn open_s3(bucket: &str, prefix: &str) -> Result<Self, StoreError> {
        let objects = object_store::aws::AmazonS3Builder::from_env().with_bucket_name(bucket).build()?;
        let root = Path::from_url_path(prefix).map_err(object_store::Error::from)?;
        Ok(Self::over(Arc::new(objects), root))
    }

    #[cfg(not(feature = "s3"))]
    fn open_s3(_bucket: &str, _prefix: &str) -> Result<Self, StoreError> {
        Err(StoreError::WithoutS3)
    }

    /// A store over any `object_store`, its keys under `root`.
    #[must_use]
    pub fn over(objects: Arc<dyn ObjectStore>, root: Path) -> Self {
        Self { objects, root }
    }

    /// Keeps every size of `photo`. Doing it again changes nothing.
    ///
    /// Each object appears whole or not at all, and the full size last: a photo that [`Store::exists`] has all its sizes.
    ///
    /// # Errors
    /// [`StoreError::Failed`]; call again to complete.
    pub async fn put(&self, photo: &Photo) -> Result<(), StoreError> {
        for size in Size::ALL.into_iter().rev() {
            // Overwriting, not "create if absent": it mends what a failing disk left, and every S3 dialect can do it.
            let jpeg = photo.rendition(size).jpeg.clone();
            self.objects.put(&self.key(photo.hash(), size), jpeg.into()).await?;
        }
        Ok(())
    }

    /// The JPEG of one size; `None` where there is no such photo.
    ///
    /// # Errors
    /// [`StoreError::Failed`] where the store cannot be asked.
    pub async fn get(&self, hash: PhotoHash, size: Size) -> Result<Option<Vec<u8>>, StoreError> {
        let found = match self.objects.get(&self.key(hash, size)).await {
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            other => other?,
        };
        if found.meta.size > OBJECT_BYTES_MAX {
            return Err(StoreError::TooLarge { bytes: found.meta.size });
        }
        Ok(Some(found.bytes().await?.into()))
    }

    /// Whether the photo is here, in every size.
    ///
    /// # Errors
    /// [`StoreError::Failed`] where the store cannot be asked.
    pub async fn exists(&self, hash: PhotoHash) -> Result<bool, StoreError> {
        match self.objects.head(&self.key(hash, Size::Full)).await {
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            other => Ok(other.map(|_| true)?),
        }
    }

    /// Removes every size of a photo, the full one first. Doing it again changes nothing.
    ///
    /// The same picture sent twice is one photo: the caller makes sure that nothing else refers to it.
    ///
    /// # Errors
    /// [`StoreError::Failed`]; call again to complete.
    pub async fn delete(&self, hash: PhotoHash) -> Result<(), StoreError> {
        for size in Size::ALL {
            match self.objects.delete(&self.key(hash, size)).await {
                Err(object_store::Error::NotFound { .. }) => {}
                other => other?,
            }
        }
        Ok(())
    }

    fn key(&self, hash: PhotoHash, size: Size) -> Path {
        let digits = hash.to_string();
        let (folder, name) = digits.split_at(2);
        let ending = match size {
            Size::Full => ".jpg",
            Size::Medium => "-medium.jpg",
            Size::Small => "-small.jpg",
        };
        self.root.clone().join("photos").join(folder).join(format!("{name}{ending}"))
    }
}
