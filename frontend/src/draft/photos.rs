//! Photographs of a draft, kept in IndexedDB as they will be sent.

use std::{cell::Cell, rc::Rc};

use js_sys::{Array, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbTransactionMode};

use crate::{
    components::Photo,
    indexed_db::{factory, finished},
};

const DATABASE: &str = "gongzhi";
const STORE: &str = "draft-photos";

/// A photograph that was kept.
pub struct Kept {
    /// The file.
    pub file: Blob,
    /// Its file name.
    pub name: String,
}

/// Brings back the photographs that were kept of a draft, then keeps every change and tells of it.
pub fn take_up(draft: &'static str, photos: RwSignal<Vec<Photo>>, changed: impl Fn() + 'static) {
    // By their ids, what the device keeps.
    let brought = RwSignal::new(None::<Vec<u32>>);
    spawn_local(async move {
        // Where storage is off the photographs live as long as the page.
        let found = kept(draft).await.unwrap_or_default();
        let ids = photos.try_update(|photos| {
            // What was chosen before the device answered stays, after what it had.
            let first = photos.iter().map(|photo| photo.id).max().unwrap_or(0) + 1;
            let mut all: Vec<Photo> = found
                .into_iter()
                .zip(first..)
                .map(|(photo, id)| Photo::new(id, photo.file, photo.name))
                .collect();
            let ids = all.iter().map(|photo| photo.id).collect();
            all.append(photos);
            *photos = all;
            ids
        });
        if ids.is_some() {
            let _ = brought.try_set(ids);
        }
    });
    let latest = Rc::new(Cell::new(0_u32));
    Effect::new(move |before: Option<Option<Vec<u32>>>| {
        let brought = brought.get()?;
        let ids: Vec<u32> = photos.with(|photos| photos.iter().map(|photo| photo.id).collect());
        if before.flatten().unwrap_or(brought) != ids {
            let list = photos.get_untracked();
            let (latest, turn) = (Rc::clone(&latest), latest.get().wrapping_add(1));
            latest.set(turn);
            changed();
            spawn_local(async move {
                let mut files = Vec::with_capacity(list.len());
                for photo in list {
                    files.push(Kept { file: photo.file().await, name: photo.name.clone() });
                }
                // What was chosen while these were scaled is kept in their place.
                if latest.get() == turn {
                    drop(keep(draft, files).await);
                }
            });
        }
        Some(ids)
    });
}

/// Keeps the photographs of a draft, in order, instead of those kept before.
///
/// # Errors
/// What the browser says: storage is off, or full.
pub async fn keep(draft: &str, photos: Vec<Kept>) -> Result<(), JsValue> {
    let list = Array::new();
    for photo in photos {
        let entry = js_sys::Object::new();
        Reflect::set(&entry, &"file".into(), &photo.file)?;
        Reflect::set(&entry, &"name".into(), &photo.name.into())?;
        list.push(&entry);
    }
    let store = store(IdbTransactionMode::Readwrite).await?;
    finished(&store.put_with_key(&list, &draft.into())?).await.map(drop)
}

/// The photographs that were kept of a draft; none where there is nothing.
///
/// # Errors
/// What the browser says: storage is off.
pub async fn kept(draft: &str) -> Result<Vec<Kept>, JsValue> {
    let store = store(IdbTransactionMode::Readonly).await?;
    let list = finished(&store.get(&draft.into())?).await?;
    let entries = if Array::is_array(&list) { Array::from(&list) } else { Array::new() };
    let photo = |entry: JsValue| {
        let file = Reflect::get(&entry, &"file".into()).ok()?.dyn_into().ok()?;
        let name = Reflect::get(&entry, &"name".into()).ok()?.as_string()?;
        Some(Kept { file, name })
    };
    Ok(entries.iter().filter_map(photo).collect())
}

/// Forgets the photographs of a draft.
///
/// # Errors
/// What the browser says: storage is off.
pub async fn forget(draft: &str) -> Result<(), JsValue> {
    let store = store(IdbTransactionMode::Readwrite).await?;
    finished(&store.delete(&draft.into())?).await.map(drop)
}

async fn store(mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
    let factory = factory().ok_or("no IndexedDB")?;
    let request: IdbOpenDbRequest = factory.open_with_u32(DATABASE, 1)?;
    let opening = request.clone();
    let make = Closure::once_into_js(move || {
        let made = opening
            .result()
            .and_then(|database| database.unchecked_into::<IdbDatabase>().create_object_store(STORE));
        // A store that could not be made shows in the transaction below, which then fails.
        drop(made);
    });
    request.set_onupgradeneeded(Some(make.unchecked_ref()));
    let database: IdbDatabase = finished(&request).await?.dyn_into()?;
    database.transaction_with_str_and_mode(STORE, mode)?.object_store(STORE)
}
