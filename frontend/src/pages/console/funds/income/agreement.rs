//! A document, such as the agreement with a sponsor: the file stays here, only its fingerprint is sent.

use domain::journal::NodeHash;
use js_sys::Uint8Array;
use leptos::prelude::*;
use sha2::{Digest as _, Sha256};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, File, HtmlInputElement};

use crate::{
    components::{Copyable, Field, Toasts},
    format,
    i18n::people,
    pages::funds::words::Text,
};

/// Largest file that is read here.
const BYTES_MAX: u32 = 50 * 1024 * 1024;

/// Chooses the file and computes its fingerprint.
#[component]
pub(in crate::pages::console::funds) fn Fingerprint(
    /// The field's name.
    name: &'static str,
    /// Which document.
    label: Text,
    /// What becomes of it.
    hint: Text,
    /// What its fingerprint is called.
    told: Text,
    /// The fingerprint; empty before a file was chosen.
    value: RwSignal<String>,
) -> impl IntoView {
    let toasts = Toasts::get();
    let choose = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) else { return };
        if file.size() > f64::from(BYTES_MAX) {
            return toasts.say(people::file_too_large(format::bytes(BYTES_MAX.into())));
        }
        spawn_local(async move {
            match fingerprint(file).await {
                // The page may be gone by now.
                Some(hash) => drop(value.try_set(hash.to_string())),
                None => toasts.say(people::file_unreadable()),
            }
        });
    };
    view! {
        <Field
            name
            label
            hint
            children=Box::new(move |id: String| view! {
                <input class="input" type="file" id=id on:change=choose/>
            }.into_any())
        />
        <Show when=move || !value.with(String::is_empty)>
            <p>{told}" "<Copyable text=value/></p>
        </Show>
    }
}

async fn fingerprint(file: File) -> Option<NodeHash> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(NodeHash(Sha256::digest(Uint8Array::new(&buffer).to_vec()).into()))
}
