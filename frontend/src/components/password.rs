//! A password that can be looked at while it is typed: with large thumbs and small keys that helps more than typing twice.

use leptos::{prelude::*, text_prop::TextProp};

use super::field::{Around, framed};
use crate::i18n::common;

/// One line that is hidden until its owner wants to see it.
#[component]
pub fn PasswordField(
    /// The field's name.
    name: &'static str,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// What is typed.
    value: RwSignal<String>,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// `current-password` or `new-password`.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
) -> impl IntoView {
    let around = Around::new(name, &label, hint.is_some());
    let (described_by, invalid) = (around.described_by, around.invalid);
    let shown = RwSignal::new(false);
    let element = view! {
        <div class="input-group">
            <input
                class="input"
                id=around.id.clone()
                name=name
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                required=true
                aria-describedby=move || described_by.get()
                aria-invalid=move || invalid.get()
                bind:value=value
            />
            <button
                type="button"
                class="button button--secondary"
                aria-label=common::show_password
                aria-pressed=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || if shown.get() { common::hide() } else { common::show() }}
            </button>
        </div>
    };
    framed(&around, label, hint, false, element.into_any())
}
