//! Filters above a list. Each is a parameter of the URL, so that a filtered list can be sent to a colleague.

use std::time::Duration;

use leptos::{leptos_dom::helpers::debounce, prelude::*, text_prop::TextProp};

use super::Icon;
use crate::{
    i18n::{common, search},
    query::QueryParam,
};

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

/// A filter by words. What is typed is taken away again with its button or with Escape.
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
    let field = NodeRef::<leptos::html::Input>::new();
    let mut typed = debounce(TYPING_RESTS, move |text: String| {
        // What was cleared while typing rested stays so.
        let gone = field.get_untracked().is_some_and(|field| field.value().is_empty());
        param.set(if gone { "" } else { text.trim() });
    });
    let clear = move || {
        if let Some(field) = field.get_untracked() {
            field.set_value("");
            drop(field.focus());
        }
        param.set("");
    };
    view! {
        <div class="field field--search">
            <label class="field__label" for=id.clone()>{move || label.get()}</label>
            <div class="search">
                <input
                    class="input"
                    type="search"
                    id=id
                    data-search=""
                    node_ref=field
                    prop:value=move || param.value.get()
                    on:input:target=move |event| typed(event.target().value())
                    on:keydown=move |event| {
                        if event.key() == "Escape" {
                            event.prevent_default();
                            clear();
                        }
                    }
                />
                <Show when=move || !param.value.with(String::is_empty)>
                    <button type="button" class="button button--icon" aria-label=search::clear on:click=move |_| clear()>
                        <Icon icon=icondata_lu::LuX/>
                    </button>
                </Show>
            </div>
        </div>
    }
}
