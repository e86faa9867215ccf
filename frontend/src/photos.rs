//! Photographs on their way to the server.

mod scale;

use client::ClientError;
use domain::ids::PhotoId;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

pub use self::scale::scaled;
use crate::{components::Photo, failure::Failure, session::Session};

/// Uploads a photograph.
///
/// # Errors
/// What the server says, or that the photograph cannot be read.
pub async fn upload(session: Session, photo: &Photo) -> Result<PhotoId, Failure> {
    let reading = photo.file().await.array_buffer();
    let unreadable = || Failure::from(ClientError::Unexpected(photo.name.clone()));
    let buffer = JsFuture::from(reading).await.map_err(|_| unreadable())?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    let kept = session.call(|client| {
        let bytes = bytes.clone();
        async move { client.upload_photo(bytes, None).await }
    });
    Ok(kept.await?.id)
}

/// Uploads photographs one after the other: on a weak network two at once are slower than one. What an earlier try
/// uploaded is remembered and not sent again.
///
/// # Errors
/// Those of [`upload`].
pub async fn upload_all(
    session: Session,
    photos: &[Photo],
    uploaded: StoredValue<Vec<(u32, PhotoId)>>,
) -> Result<Vec<PhotoId>, Failure> {
    let mut ids = Vec::with_capacity(photos.len());
    for photo in photos {
        let known =
            uploaded.with_value(|known| known.iter().find(|(name, _)| *name == photo.id).map(|(_, id)| *id));
        let id = match known {
            Some(id) => id,
            None => upload(session, photo).await?,
        };
        if known.is_none() {
            uploaded.update_value(|known| known.push((photo.id, id)));
        }
        ids.push(id);
    }
    Ok(ids)
}
