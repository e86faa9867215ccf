//! What every use of IndexedDB needs: the factory, and waiting for a request.

use js_sys::Promise;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbFactory, IdbRequest};

use crate::device;

/// The browser's databases; none where storage is off.
pub fn factory() -> Option<IdbFactory> {
    device::window()?.indexed_db().ok().flatten()
}

/// Waits for a request of the callback kind.
///
/// # Errors
/// What the browser says.
pub async fn finished(request: &IdbRequest) -> Result<JsValue, JsValue> {
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
