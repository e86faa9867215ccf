//! The camera, where the browser reads codes by itself (`BarcodeDetector`).

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::{
    components::{Button, Notice, Tone},
    device,
    i18n::redemptions,
};

/// How often a picture is looked at, in milliseconds.
const LOOK_EVERY_MS: u32 = 250;

/// Whether this browser can do it.
pub(super) fn can_scan() -> bool {
    let there = |object: &JsValue, name: &str| {
        Reflect::get(object, &name.into()).is_ok_and(|value| !value.is_undefined() && !value.is_null())
    };
    device::window().is_some_and(|window| {
        there(&window, "BarcodeDetector") && there(window.navigator().as_ref(), "mediaDevices")
    })
}

/// What is called on an object by name.
fn call(object: &JsValue, name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(object, &name.into())?.dyn_into()?;
    Reflect::apply(&function, object, arguments)
}

fn set(object: &Object, name: &str, value: &JsValue) -> Result<(), JsValue> {
    Reflect::set(object, &name.into(), value).map(drop)
}

/// Opens the camera at the back, where there is one.
async fn open() -> Result<JsValue, JsValue> {
    let window = device::window().ok_or("no window")?;
    let devices = Reflect::get(window.navigator().as_ref(), &"mediaDevices".into())?;
    let (wanted, video) = (Object::new(), Object::new());
    set(&video, "facingMode", &"environment".into())?;
    set(&wanted, "video", &video)?;
    let asked: Promise = call(&devices, "getUserMedia", &Array::of1(&wanted))?.dyn_into()?;
    JsFuture::from(asked).await
}

/// A detector of QR codes.
fn detector() -> Result<JsValue, JsValue> {
    let window = device::window().ok_or("no window")?;
    let make: Function = Reflect::get(&window, &"BarcodeDetector".into())?.dyn_into()?;
    let options = Object::new();
    set(&options, "formats", &Array::of1(&"qr_code".into()))?;
    Reflect::construct(&make, &Array::of1(&options))
}

/// What the picture of this moment says; `None` where there is no code in it.
async fn look(detector: &JsValue, video: &JsValue) -> Option<String> {
    let asked: Promise = call(detector, "detect", &Array::of1(video)).ok()?.dyn_into().ok()?;
    let found: Array = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
    Reflect::get(&found.get(0), &"rawValue".into()).ok()?.as_string()
}

/// Lets the camera go: its light must not burn on.
fn close(stream: &JsValue) {
    let tracks =
        call(stream, "getTracks", &Array::new()).ok().and_then(|tracks| tracks.dyn_into::<Array>().ok());
    for track in tracks.iter().flat_map(Array::iter) {
        // A track that has ended already is as good.
        let _ = call(&track, "stop", &Array::new());
    }
}

/// A button that opens the camera, and its picture until a code is read.
#[component]
pub(super) fn Scanner(
    /// Takes what was read.
    #[prop(into)]
    on_read: Callback<String>,
) -> impl IntoView {
    let (on, refused) = (RwSignal::new(false), RwSignal::new(false));
    let video = NodeRef::<html::Video>::new();
    let stream = StoredValue::new_local(None::<JsValue>);
    let stop = move || {
        if let Some(stream) = stream.try_update_value(Option::take).flatten() {
            close(&stream);
        }
        let _ = on.try_set(false);
    };
    on_cleanup(stop);
    let start = move |()| {
        refused.set(false);
        on.set(true);
        spawn_local(async move {
            let opened = match (open().await, detector()) {
                (Ok(opened), Ok(detector)) => Some((opened, detector)),
                (Ok(opened), Err(_)) => {
                    close(&opened);
                    None
                }
                (Err(_), _) => None,
            };
            let Some((opened, detector)) = opened else {
                let _ = refused.try_set(true);
                let _ = on.try_set(false);
                return;
            };
            // The page may be gone, or the camera no longer wanted.
            let element =
                video.try_get_untracked().flatten().filter(|_| on.try_get_untracked() == Some(true));
            let Some(element) = element else { return close(&opened) };
            // A picture that does not play is seen by its user, who types the code.
            let _ = Reflect::set(&element, &"srcObject".into(), &opened);
            let _ = call(&element, "play", &Array::new());
            if stream.try_set_value(Some(opened.clone())).is_some() {
                return close(&opened);
            }
            while on.try_get_untracked() == Some(true) {
                if let Some(text) = look(&detector, &element).await {
                    stop();
                    on_read.run(text);
                    return;
                }
                gloo_timers::future::TimeoutFuture::new(LOOK_EVERY_MS).await;
            }
        });
    };
    view! {
        <div class="scanner">
            <Show when=move || on.get() fallback=move || view! {
                <Button wide=true icon=icondata_lu::LuCamera on_press=start>{redemptions::scan}</Button>
            }>
                <video class="scanner__video" node_ref=video playsinline muted aria-label=redemptions::scanning></video>
                <p class="soft" role="status">{redemptions::scanning}</p>
                <Button wide=true icon=icondata_lu::LuCameraOff on_press=move |()| stop()>{redemptions::stop_scan}</Button>
            </Show>
            <Show when=move || refused.get()>
                <Notice tone=Tone::Alert><p>{redemptions::camera_refused}</p></Notice>
            </Show>
        </div>
    }
}
