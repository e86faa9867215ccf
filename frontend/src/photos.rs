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
    let known = |name| uploaded.with_value(|known| find(known, name));
    let told = |name, id| uploaded.update_value(|known| known.push((name, id)));
    upload_each(session, photos, known, told).await
}

/// The same, wherever it is remembered what is there: `known` looks it up by the photograph's name on this page, `told`
/// adds to it.
///
/// # Errors
/// Those of [`upload`].
pub async fn upload_each(
    session: Session,
    photos: &[Photo],
    known: impl Fn(u32) -> Option<PhotoId>,
    told: impl Fn(u32, PhotoId),
) -> Result<Vec<PhotoId>, Failure> {
    let mut ids = Vec::with_capacity(photos.len());
    for photo in photos {
        let id = match known(photo.id) {
            Some(id) => id,
            None => {
                let id = upload(session, photo).await?;
                told(photo.id, id);
                id
            }
        };
        ids.push(id);
    }
    Ok(ids)
}

/// What the server calls the photograph of this name, where it is there.
pub fn find(uploaded: &[(u32, PhotoId)], name: u32) -> Option<PhotoId> {
    uploaded.iter().find(|(known, _)| *known == name).map(|(_, id)| *id)
}
