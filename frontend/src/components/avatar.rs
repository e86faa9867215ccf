//! Who somebody is, at a glance.

use leptos::prelude::*;

/// The family name's first character. The name itself stands beside it.
#[component]
pub fn Avatar(
    /// The person's name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let first =
        move || name.with(|name| name.trim().chars().next().map(|first| first.to_uppercase().to_string()));
    view! { <span class="avatar" aria-hidden="true">{first}</span> }
}
