//! The end of a list: more of it, or that there is no more.

use leptos::prelude::*;

use super::{Button, ButtonKind};
use crate::i18n::common;

/// Goes on with a keyset-paged list.
#[component]
pub fn Pager(
    /// How many are shown.
    #[prop(into)]
    shown: Signal<usize>,
    /// Whether there are more.
    #[prop(into)]
    more: Signal<bool>,
    /// While more are on their way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Fetches more.
    #[prop(into)]
    on_more: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="pager">
            <Show
                when=move || more.get()
                fallback=move || view! { <p class="pager__end">{move || common::all_shown(shown.get())}</p> }
            >
                <Button kind=ButtonKind::Secondary busy on_press=on_more>{common::show_more}</Button>
            </Show>
        </div>
    }
}
