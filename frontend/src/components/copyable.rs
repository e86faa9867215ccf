//! A code that somebody will type or send elsewhere.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Icon, Toasts};
use crate::{device, i18n::common};

/// A code with a button that copies it.
#[component]
pub fn Copyable(
    /// The code.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let toasts = Toasts::get();
    let copy = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            // Without permission the code can still be selected by hand; saying "copied" would be a lie.
            if device::copy(&text).await {
                toasts.say(common::copied());
            }
        });
    };
    view! {
        <span class="copyable">
            <code>{move || text.get()}</code>
            <button type="button" class="button button--icon" aria-label=common::copy on:click=copy>
                <Icon icon=icondata_lu::LuCopy/>
            </button>
        </span>
    }
}
