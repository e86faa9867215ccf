//! How far something long has come.

use leptos::{prelude::*, text_prop::TextProp};

use crate::format;

/// A bar with a count.
#[component]
pub fn Progress(
    /// What is being done.
    #[prop(into)]
    label: TextProp,
    /// How many are done.
    #[prop(into)]
    done: Signal<u32>,
    /// Of how many.
    #[prop(into)]
    total: Signal<u32>,
) -> impl IntoView {
    let name = label.clone();
    view! {
        <div class="progress">
            <div class="progress__words">
                <span>{move || label.get()}</span>
                <span>{move || format!("{} / {}", format::number(done.get().into()), format::number(total.get().into()))}</span>
            </div>
            <progress aria-label=move || name.get() value=move || done.get() max=move || total.get()></progress>
        </div>
    }
}
