//! Hands a file that the page was given to the device.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast as _;
use web_sys::{Blob, HtmlElement, Url};

use crate::device;

/// Saves bytes as a file of this name; says whether the browser took it.
pub fn save(name: &str, bytes: &[u8]) -> bool {
    let saved = || {
        let parts = Array::of1(&Uint8Array::from(bytes));
        let url = Url::create_object_url_with_blob(&Blob::new_with_u8_array_sequence(&parts).ok()?).ok()?;
        let link = device::window()?.document()?.create_element("a").ok()?.dyn_into::<HtmlElement>().ok()?;
        link.set_attribute("href", &url).ok()?;
        link.set_attribute("download", name).ok()?;
        link.click();
        // The browser has the file by now; an address that is gone is no error.
        let _ = Url::revoke_object_url(&url);
        Some(())
    };
    saved().is_some()
}
