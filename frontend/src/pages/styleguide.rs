//! Every component in its states, on one page. Debug builds only, so its words are not translated.

use leptos::prelude::*;

/// The page of all components.
#[component]
pub fn Styleguide() -> impl IntoView {
    view! { <h1>"Styleguide"</h1> }
}
