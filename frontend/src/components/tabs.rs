//! Parts of one page of which one is seen at a time.

use leptos::{ev::KeyboardEvent, prelude::*, text_prop::TextProp};

use crate::device;

/// One part.
#[derive(Clone)]
pub struct Tab {
    /// Its name in ids and in the URL.
    pub name: &'static str,
    /// What it is called.
    pub label: TextProp,
}

impl Tab {
    /// A part by its name and words.
    pub fn new(name: &'static str, label: impl Into<TextProp>) -> Self {
        Self { name, label: label.into() }
    }
}

/// A row of tabs and the panel of the chosen one. Arrow keys move along the row.
#[component]
pub fn Tabs(
    /// What the parts have in common, for those who do not see the row.
    #[prop(into)]
    label: TextProp,
    /// The parts, in order; at least one.
    tabs: Vec<Tab>,
    /// The name of the chosen one.
    #[prop(into)]
    chosen: Signal<String>,
    /// Takes another one.
    #[prop(into)]
    on_choose: Callback<&'static str>,
    /// The panel's content.
    children: Children,
) -> impl IntoView {
    let names: Vec<_> = tabs.iter().map(|tab| tab.name).collect();
    let keys = move |event: KeyboardEvent| {
        let here = names.iter().position(|name| chosen.with_untracked(|chosen| chosen == name)).unwrap_or(0);
        let last = names.len().saturating_sub(1);
        let next = match event.key().as_str() {
            "ArrowRight" => {
                if here == last {
                    0
                } else {
                    here + 1
                }
            }
            "ArrowLeft" => {
                if here == 0 {
                    last
                } else {
                    here - 1
                }
            }
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        on_choose.run(names[next]);
        device::focus(&format!("tab-{}", names[next]));
    };
    let button = move |Tab { name, label }: Tab| {
        let is_chosen = move || chosen.with(|chosen| chosen == name);
        view! {
            <button
                type="button"
                class="tab"
                role="tab"
                id=format!("tab-{name}")
                aria-controls="tab-panel"
                aria-selected=move || is_chosen().to_string()
                tabindex=move || if is_chosen() { "0" } else { "-1" }
                on:click=move |_| on_choose.run(name)
            >
                {move || label.get()}
            </button>
        }
    };
    view! {
        <div class="stack">
            <div class="tabs" role="tablist" aria-label=move || label.get() on:keydown=keys>
                {tabs.into_iter().map(button).collect_view()}
            </div>
            <div role="tabpanel" id="tab-panel" aria-labelledby=move || format!("tab-{}", chosen.get()) tabindex="0">
                {children()}
            </div>
        </div>
    }
}
