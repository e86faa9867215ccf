//! Filters above a list. Each is a parameter of the URL, so that a filtered list can be sent to a colleague.

use std::time::Duration;

use leptos::{leptos_dom::helpers::debounce, prelude::*, text_prop::TextProp};

use crate::{i18n::common, query::QueryParam};

/// How long typing must rest before the list follows.
const TYPING_RESTS: Duration = Duration::from_millis(300);

/// A row of filters.
#[component]
pub fn Filters(
    /// The filters.
    children: Children,
) -> impl IntoView {
    view! { <div class="filters" role="search" aria-label=common::filter>{children()}</div> }
}

/// A filter with a few values.
#[component]
pub fn FilterSelect(
    /// The parameter's name.
    name: &'static str,
    /// What is filtered by.
    #[prop(into)]
    label: TextProp,
    /// Value and words of every option; "all" is added, and is what an empty parameter means.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The option that an empty parameter means instead: "all" is not offered then.
    #[prop(optional, into)]
    default: Option<String>,
) -> impl IntoView {
    let param = QueryParam::of(name);
    let id = format!("filter-{name}");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{move || label.get()}</label>
            <select class="input" id=id on:change:target=move |event| param.set(event.target().value())>
                {default.is_none().then(|| {
                    view! { <option value="" selected=move || param.value.with(String::is_empty)>{common::all}</option> }
                })}
                {move || {
                    options
                        .get()
                        .into_iter()
                        .map(|(key, words)| {
                            let (mine, is_default) = (key.clone(), default.as_ref() == Some(&key));
                            let selected =
                                move || param.value.with(|value| *value == mine || is_default && value.is_empty());
                            view! { <option value=key selected=selected>{words}</option> }
                        })
                        .collect_view()
                }}
            </select>
        </div>
    }
}

/// A filter by words.
#[component]
pub fn FilterSearch(
    /// The parameter's name.
    #[prop(default = "q")]
    name: &'static str,
    /// What is searched.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    let param = QueryParam::of(name);
    let id = format!("filter-{name}");
    let mut typed = debounce(TYPING_RESTS, move |text: String| param.set(text.trim()));
    view! {
        <div class="field field--search">
            <label class="field__label" for=id.clone()>{move || label.get()}</label>
            <input
                class="input"
                type="search"
                id=id
                data-search=""
                prop:value=move || param.value.get()
                on:input:target=move |event| typed(event.target().value())
            />
        </div>
    }
}
