//! Photographs of a draft, kept in IndexedDB as they came from the camera.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransactionMode};

use crate::device;

const DATABASE: &str = "gongzhi";
const STORE: &str = "draft-photos";

/// A photograph that was kept.
pub struct Kept {
    /// The file.
    pub file: Blob,
    /// Its file name.
    pub name: String,
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
    let factory =
        device::window().and_then(|window| window.indexed_db().ok().flatten()).ok_or("no IndexedDB")?;
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

/// Waits for a request of the callback kind.
async fn finished(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        let done = request.clone();
        let success = Closure::once_into_js(move || {
            // Calling the resolver of a promise cannot fail.
            let _ = resolve.call1(&JsValue::UNDEFINED, &done.result().unwrap_or(JsValue::UNDEFINED));
        });
        let broken = request.clone();
        let failure = Closure::once_into_js(move || {
            let error = broken.error().ok().flatten().map_or(JsValue::UNDEFINED, JsValue::from);
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        });
        request.set_onsuccess(Some(success.unchecked_ref()));
        request.set_onerror(Some(failure.unchecked_ref()));
    });
    JsFuture::from(promise).await
}
