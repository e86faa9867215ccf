//! Reads a text aloud, where the browser can.

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::SpeechSynthesisUtterance;

use super::Icon;
use crate::{
    device,
    i18n::{self, common},
};

/// A button that reads a text aloud and, pressed again, stops. It is not there where the browser cannot speak.
#[component]
pub fn ReadAloud(
    /// What is read.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let speech = device::window()
        .filter(|window| js_sys::Reflect::has(window, &JsValue::from_str("speechSynthesis")).unwrap_or(false))
        .and_then(|window| window.speech_synthesis().ok())?;
    let speaking = RwSignal::new(false);
    let speech = StoredValue::new_local(speech);
    let press = move |_| {
        let speech = speech.get_value();
        if speaking.get_untracked() {
            speech.cancel();
            speaking.set(false);
            return;
        }
        let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(&text.get_untracked()) else { return };
        utterance.set_lang(i18n::lang().tag());
        let ended = wasm_bindgen::closure::Closure::once_into_js(move || {
            // The page may be gone before the voice is.
            let _ = speaking.try_set(false);
        });
        utterance.set_onend(Some(ended.unchecked_ref()));
        speaking.set(true);
        speech.speak(&utterance);
    };
    // A voice that goes on after its page is gone would be a ghost.
    on_cleanup(move || {
        if speaking.try_get_untracked() == Some(true) {
            let _ = speech.try_with_value(web_sys::SpeechSynthesis::cancel);
        }
    });
    Some(view! {
        <button type="button" class="button button--secondary no-print" aria-pressed=move || speaking.get().to_string() on:click=press>
            {move || view! { <Icon icon=if speaking.get() { icondata_lu::LuSquare } else { icondata_lu::LuVolume2 }/> }}
            {move || if speaking.get() { common::stop_reading() } else { common::read_aloud() }}
        </button>
    })
}
