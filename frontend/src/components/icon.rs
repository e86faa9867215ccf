//! Icons of one set (Lucide), on a 24 px grid.

use leptos::prelude::*;

/// A picture beside a word. It says nothing to a screen reader: the word does.
#[component]
pub fn Icon(
    /// One of `icondata_lu`.
    icon: icondata_core::Icon,
) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            inner_html=icon.data
        ></svg>
    }
}
