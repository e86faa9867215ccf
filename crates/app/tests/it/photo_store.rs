//! Keeping photos: a directory, and an `object_store` with a prefix.

use std::sync::Arc;

use app::media::{Limits, Photo, PhotoHash, Size, Store, StoreError, StoreLocation};
use object_store::memory::InMemory;
use object_store::{ObjectStore, ObjectStoreExt, path::Path};

use crate::pictures;

fn photo() -> Photo {
    Photo::read(pictures::SIDEWAYS_JPEG, &Limits::STANDARD).unwrap()
}

fn files(directory: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(directory).unwrap().display().to_string());
            }
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn a_photo_is_kept_under_its_hash_and_putting_it_again_changes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&StoreLocation::Directory(directory.path().join("made/here"))).unwrap();
    let photo = photo();
    assert!(!store.exists(photo.hash()).await.unwrap());
    store.put(&photo).await.unwrap();
    store.put(&photo).await.unwrap();
    assert!(store.exists(photo.hash()).await.unwrap());
    for size in Size::ALL {
        assert_eq!(store.get(photo.hash(), size).await.unwrap().as_ref(), Some(&photo.rendition(size).jpeg));
    }
    let hash = photo.hash().to_string();
    let (folder, name) = hash.split_at(2);
    let keys =
        ["-medium.jpg", "-small.jpg", ".jpg"].map(|end| format!("made/here/photos/{folder}/{name}{end}"));
    assert_eq!(files(directory.path()), keys, "no other file is left behind");
}

#[tokio::test]
async fn a_damaged_file_is_mended_by_putting_it_again() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&StoreLocation::Directory(directory.path().to_owned())).unwrap();
    let photo = photo();
    store.put(&photo).await.unwrap();
    for file in files(directory.path()) {
        std::fs::write(directory.path().join(file), b"torn").unwrap();
    }
    store.put(&photo).await.unwrap();
    assert_eq!(
        store.get(photo.hash(), Size::Full).await.unwrap(),
        Some(photo.rendition(Size::Full).jpeg.clone())
    );
}

#[tokio::test]
async fn a_deleted_photo_is_gone_and_deleting_it_again_changes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&StoreLocation::Directory(directory.path().to_owned())).unwrap();
    let photo = photo();
    store.put(&photo).await.unwrap();
    store.delete(photo.hash()).await.unwrap();
    store.delete(photo.hash()).await.unwrap();
    assert!(!store.exists(photo.hash()).await.unwrap());
    assert_eq!(files(directory.path()), [""; 0]);
}

#[tokio::test]
async fn an_unknown_photo_is_none() {
    let store = Store::over(Arc::new(InMemory::new()), Path::default());
    let hash = PhotoHash::from_bytes([7; 32]);
    assert_eq!(store.get(hash, Size::Small).await.unwrap(), None);
    assert!(!store.exists(hash).await.unwrap());
}

#[tokio::test]
async fn keys_stay_under_the_prefix() {
    let objects = Arc::new(InMemory::new());
    let store = Store::over(Arc::clone(&objects) as Arc<dyn ObjectStore>, Path::from("towns/first"));
    let photo = photo();
    store.put(&photo).await.unwrap();
    let hash = photo.hash().to_string();
    let key = format!("towns/first/photos/{}/{}-small.jpg", &hash[..2], &hash[2..]);
    assert!(objects.head(&Path::from(key)).await.is_ok());
}

#[tokio::test]
async fn an_object_far_larger_than_a_photo_is_not_read() {
    let objects = Arc::new(InMemory::new());
    let hash = PhotoHash::from_bytes([0; 32]);
    let key = Path::from(format!("photos/00/{}.jpg", "0".repeat(62)));
    objects.put(&key, vec![0; 33 * 1024 * 1024].into()).await.unwrap();
    let store = Store::over(objects, Path::default());
    assert!(matches!(store.get(hash, Size::Full).await, Err(StoreError::TooLarge { bytes: 34_603_008 })));
}

#[test]
fn a_directory_that_cannot_be_made_is_named() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let location = StoreLocation::Directory(file.path().join("below"));
    let error = Store::open(&location).unwrap_err();
    assert!(matches!(error, StoreError::Directory { .. }) && error.to_string().contains("below"), "{error}");
}

#[cfg(not(feature = "s3"))]
#[test]
fn without_the_feature_s3_is_refused_with_the_reason() {
    let location = "s3://town-photos/a".parse().unwrap();
    assert!(matches!(Store::open(&location), Err(StoreError::WithoutS3)));
}

#[cfg(feature = "s3")]
#[test]
fn an_s3_store_is_opened_without_being_contacted() {
    let location = "s3://town-photos/a".parse().unwrap();
    assert!(Store::open(&location).is_ok());
}
