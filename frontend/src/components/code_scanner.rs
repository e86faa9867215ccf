//! Reading a QR code with the camera, in browsers that can.

use futures_util::future::{AbortHandle, abortable};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::{html, prelude::*, text_prop::TextProp};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

use crate::device;

/// How long a look at the picture takes to come after the one before.
const LOOK_EVERY_MS: u32 = 250;

/// The browser's reader of codes; none where it has none.
fn reader() -> Option<JsValue> {
    let window = device::window()?;
    let class =
        Reflect::get(&window, &JsValue::from_str("BarcodeDetector")).ok()?.dyn_into::<Function>().ok()?;
    let options = Object::new();
    let formats = Array::of1(&JsValue::from_str("qr_code"));
    Reflect::set(&options, &JsValue::from_str("formats"), &formats).ok()?;
    Reflect::construct(&class, &Array::of1(&options)).ok()
}

/// Whether this browser can scan.
#[must_use]
pub fn can_scan() -> bool {
    reader().is_some() && device::window().is_some_and(|window| window.navigator().media_devices().is_ok())
}

/// The camera's picture, until a code is read in it. While it is on the page the camera is on.
#[component]
pub fn CodeScanner(
    /// What the picture is, for those who do not see it.
    #[prop(into)]
    label: TextProp,
    /// Takes the text of the first code.
    #[prop(into)]
    on_code: Callback<String>,
    /// The camera cannot be used, or its owner refuses.
    #[prop(into)]
    on_refused: Callback<()>,
) -> impl IntoView {
    let video = NodeRef::<html::Video>::new();
    Effect::new(move |_| {
        let Some(element) = video.get() else { return };
        let element: HtmlVideoElement = element.clone();
        let (work, handle) = abortable(async move {
            match scan(element).await {
                Some(code) => on_code.run(code),
                None => on_refused.run(()),
            }
        });
        spawn_local(async move {
            // Ended by the page that is gone: the camera goes off with what held it.
            let _ = work.await;
        });
        stop_on_cleanup(handle);
    });
    view! { <video class="scanner" node_ref=video aria-label=move || label.get() muted playsinline></video> }
}

fn stop_on_cleanup(handle: AbortHandle) {
    on_cleanup(move || handle.abort());
}

/// A camera that is on; it goes off when this is dropped.
struct Camera(MediaStream);

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.0.get_tracks().iter() {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
    }
}

async fn open_camera() -> Option<Camera> {
    let devices = device::window()?.navigator().media_devices().ok()?;
    let (constraints, back) = (MediaStreamConstraints::new(), Object::new());
    Reflect::set(&back, &JsValue::from_str("facingMode"), &JsValue::from_str("environment")).ok()?;
    constraints.set_video(&back);
    let asked = devices.get_user_media_with_constraints(&constraints).ok()?;
    let stream = JsFuture::from(asked).await.ok()?;
    Some(Camera(stream.dyn_into().ok()?))
}

/// The first code that the camera sees; `None` where it cannot be used.
async fn scan(video: HtmlVideoElement) -> Option<String> {
    let reader = reader()?;
    let camera = open_camera().await?;
    video.set_src_object(Some(&camera.0));
    // It fails only while the page goes away.
    let _ = JsFuture::from(video.play().ok()?).await;
    let detect = Reflect::get(&reader, &JsValue::from_str("detect")).ok()?.dyn_into::<Function>().ok()?;
    loop {
        if let Some(code) = look(&reader, &detect, &video).await {
            return Some(code);
        }
        TimeoutFuture::new(LOOK_EVERY_MS).await;
    }
}

/// One look. A picture that cannot be read yet shows no code.
async fn look(reader: &JsValue, detect: &Function, video: &HtmlVideoElement) -> Option<String> {
    let asked = detect.call1(reader, video).ok()?.dyn_into::<Promise>().ok()?;
    let found = JsFuture::from(asked).await.ok()?.dyn_into::<Array>().ok()?;
    let first = found.iter().next()?;
    Reflect::get(&first, &JsValue::from_str("rawValue")).ok()?.as_string()
}

/// Keeps the screen from going dark while the page that asks is there, where the browser lets it.
pub fn keep_awake() {
    let lock = RwSignal::new_local(None::<JsValue>);
    spawn_local(async move {
        if let Some(held) = request_wake_lock().await {
            let _ = lock.try_set(Some(held));
        }
    });
    on_cleanup(move || {
        if let Some(held) = lock.try_get_untracked().flatten()
            && let Ok(release) = Reflect::get(&held, &JsValue::from_str("release"))
            && let Ok(release) = release.dyn_into::<Function>()
        {
            // A lock that is gone already needs no release.
            let _ = release.call0(&held);
        }
    });
}

async fn request_wake_lock() -> Option<JsValue> {
    let navigator = device::window()?.navigator();
    let lock =
        Reflect::get(&navigator, &JsValue::from_str("wakeLock")).ok().filter(|lock| !lock.is_undefined())?;
    let request = Reflect::get(&lock, &JsValue::from_str("request")).ok()?.dyn_into::<Function>().ok()?;
    let asked = request.call1(&lock, &JsValue::from_str("screen")).ok()?.dyn_into::<Promise>().ok()?;
    JsFuture::from(asked).await.ok()
}
