//! What the browser keeps and knows, with "it does not have that" as an ordinary answer: storage can be switched off,
//! and tests of plain Rust run without a browser.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Storage, Window};

const PREFIX: &str = "gongzhi.";

/// The browser's window; none where plain Rust tests run.
pub fn window() -> Option<Window> {
    cfg!(target_arch = "wasm32").then(web_sys::window).flatten()
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// What was remembered under this name on this device.
pub fn recall(name: &str) -> Option<String> {
    storage()?.get_item(&format!("{PREFIX}{name}")).ok()?
}

/// Remembers a text on this device; says whether it could (storage may be full or switched off).
pub fn remember(name: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&format!("{PREFIX}{name}"), value).is_ok())
}

/// Forgets what was remembered under this name.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        // Removing what is not there is no error; a storage that refuses has nothing to remove.
        let _ = storage.remove_item(&format!("{PREFIX}{name}"));
    }
}

/// The languages that the browser's user reads, best first.
pub fn languages() -> Vec<String> {
    window()
        .map(|window| window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect())
        .unwrap_or_default()
}

/// Sets or removes an attribute of `<html>`.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) =
        window().and_then(|window| window.document()).and_then(|document| document.document_element())
    else {
        return;
    };
    // Both fail only for a name that is no attribute name, and the names are ours.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Sets the document's title.
pub fn set_title(title: &str) {
    if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// The element with this id, if it is on the page.
pub fn element(id: &str) -> Option<Element> {
    window()?.document()?.get_element_by_id(id)
}

/// Moves the keyboard focus (and with it what a screen reader reads) to the element with this id.
pub fn focus(id: &str) {
    if let Some(target) = element(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = target.focus();
    }
}

/// Whether the browser answers yes to a media query, such as `(prefers-color-scheme: dark)`.
pub fn matches_media(query: &str) -> bool {
    window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}

/// Whether nothing should move (`prefers-reduced-motion`).
pub fn prefers_stillness() -> bool {
    matches_media("(prefers-reduced-motion: reduce)")
}

/// The current time of this device.
pub fn now() -> chrono::DateTime<chrono::Utc> {
    let milliseconds = if cfg!(target_arch = "wasm32") { js_sys::Date::now() } else { 0.0 };
    // A device's clock in milliseconds is a whole number far inside an i64.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a clock reading is a whole number far inside an i64"
    )]
    let milliseconds = milliseconds as i64;
    chrono::DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}

/// Moves the focus to the first element that a selector finds; says whether there is one.
pub fn focus_first(selector: &str) -> bool {
    let found = window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector(selector).ok().flatten());
    found
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// A key that makes a retried request harmless; new every time.
pub fn fresh_key() -> String {
    // Chance alone would do; the clock makes two devices with the same bad source of chance differ.
    format!("{}-{}", now().timestamp_micros(), js_sys::Math::random().to_string().trim_start_matches("0."))
}
