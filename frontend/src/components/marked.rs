//! A text with what was searched for marked in it.

use domain::search::marks;
use leptos::prelude::*;

/// Shows a text; the words of a query are marked where they are.
#[component]
pub fn Marked(
    /// The text.
    #[prop(into)]
    text: String,
    /// What was searched for; nothing is marked where it is empty.
    #[prop(into)]
    query: Signal<String>,
) -> impl IntoView {
    move || {
        let (mut parts, mut shown) = (Vec::new(), 0);
        for mark in query.with(|query| marks(&text, query)) {
            parts.push(text[shown..mark.start].to_owned().into_any());
            shown = mark.end;
            parts.push(view! { <mark>{text[mark].to_owned()}</mark> }.into_any());
        }
        parts.push(text[shown..].to_owned().into_any());
        parts
    }
}
