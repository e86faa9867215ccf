//! What the browser keeps and knows, with "it does not have that" as an ordinary answer: storage can be switched off,
//! and tests of plain Rust run without a browser.

use std::{cell::RefCell, fmt, rc::Rc};

use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Blob, Element, Storage, Url, Window};

const PREFIX: &str = "gongzhi.";

/// The browser's window; none where plain Rust tests run.
pub fn window() -> Option<Window> {
    cfg!(target_arch = "wasm32").then(web_sys::window).flatten()
}

/// An address at which the browser shows something that is only in memory; it is given back when this is dropped.
#[derive(Debug)]
pub struct ObjectUrl(String);

impl ObjectUrl {
    /// An address of a file or picture. It is empty where the browser has no memory left.
    pub fn new(blob: &Blob) -> Self {
        Self(Url::create_object_url_with_blob(blob).unwrap_or_default())
    }
}

impl fmt::Display for ObjectUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // Revoking an address that is gone is no error.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// Lets the page say that the app did not open; its words are in the page itself, `packer` starts it the same way.
pub fn tell_app_failed() {
    let root = window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let Some(root) = root {
        // A page without a list of classes has nobody to tell.
        let _ = root.class_list().add_1("app-failed");
    }
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

/// Whether a key was pressed where it is typed or means something already: in a field or in a dialog.
pub fn is_typing(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest("input, select, textarea, dialog").ok().flatten().is_some())
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

/// The text of a new identifier of something that is made on this device: a UUID of version 7.
pub fn fresh_id() -> String {
    let chance = || {
        let text = js_sys::Math::random().to_string();
        let digits: String = text.chars().filter(char::is_ascii_digit).skip(1).take(15).collect();
        digits.parse::<u64>().unwrap_or_default()
    };
    let millis = u64::try_from(now().timestamp_millis()).unwrap_or_default();
    let (high, low) = (millis >> 16, millis & 0xffff);
    let (a, b, c) = (chance() & 0xfff, chance() & 0xfff, chance() & 0xffff_ffff_ffff);
    format!("{high:08x}-{low:04x}-7{a:03x}-8{b:03x}-{c:012x}")
}

/// The media type of tables as text.
pub const CSV: &str = "text/csv";
/// The media type of workbooks.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Hands bytes to whoever uses the browser as a file of this name and media type; says whether it could.
pub fn download(name: &str, kind: &str, bytes: &[u8]) -> bool {
    let made = || {
        let document = window()?.document()?;
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(kind);
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
        let url = ObjectUrl::new(&Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?);
        let link = document.create_element("a").ok()?.dyn_into::<web_sys::HtmlElement>().ok()?;
        link.set_attribute("href", &url.to_string()).ok()?;
        link.set_attribute("download", name).ok()?;
        // The browser takes the file over; the address may go.
        link.click();
        Some(())
    };
    made().is_some()
}

/// Copies a text; says whether the browser let it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    let written = window.navigator().clipboard().write_text(text);
    wasm_bindgen_futures::JsFuture::from(written).await.is_ok()
}

/// Opens the browser's print dialogue.
pub fn print() {
    if let Some(window) = window() {
        // A browser that cannot print offers nothing better.
        let _ = window.print();
    }
}

/// The page's address within this site, with its query.
pub fn address() -> String {
    window()
        .map(|window| window.location())
        .and_then(|location| Some(location.pathname().ok()? + &location.search().ok()?))
        .unwrap_or_default()
}

/// Whether somebody has begun with a form of the page: written in a larger field, chosen a photograph or an answer.
pub fn has_begun() -> bool {
    texts().any(|text| !text.is_empty()) || is_there("form :is(.photo__remove, input[type=radio]:checked)")
}

fn is_there(selector: &str) -> bool {
    let document = window().and_then(|window| window.document());
    document.and_then(|document| document.query_selector(selector).ok().flatten()).is_some()
}

/// What stands in the text areas of the page.
fn texts() -> impl Iterator<Item = String> {
    let document = window().and_then(|window| window.document());
    let found = document.map(|document| document.get_elements_by_tag_name("textarea"));
    (0..found.as_ref().map_or(0, web_sys::HtmlCollection::length)).filter_map(move |index| {
        let element = found.as_ref()?.item(index)?;
        Some(element.dyn_into::<web_sys::HtmlTextAreaElement>().ok()?.value())
    })
}

/// Longest wait for a position, in milliseconds.
const LOCATE_MS_MAX: u32 = 15_000;

/// Asks the device where it is (longitude, latitude); tells nothing where it does not know or its owner refuses.
pub fn locate(tell: impl FnOnce(Option<(f64, f64)>) + 'static) {
    let Some(geolocation) = window().and_then(|window| window.navigator().geolocation().ok()) else {
        return tell(None);
    };
    let tell = Rc::new(RefCell::new(Some(tell)));
    let once = move |found| {
        if let Some(tell) = tell.borrow_mut().take() {
            tell(found);
        }
    };
    let refused = once.clone();
    let found = Closure::once_into_js(move |position: web_sys::Position| {
        let at = position.coords();
        once(Some((at.longitude(), at.latitude())));
    });
    let failed = Closure::once_into_js(move |_: web_sys::PositionError| refused(None));
    let options = web_sys::PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(LOCATE_MS_MAX);
    // It throws only where the functions are none.
    let _ = geolocation.get_current_position_with_error_callback_and_options(
        found.unchecked_ref(),
        Some(failed.unchecked_ref()),
        &options,
    );
}
