//! Tables: the native element with a head that stays, sort in the URL, and rows that can be chosen.

use std::collections::BTreeSet;

use leptos::{prelude::*, text_prop::TextProp};

use super::Icon;
use crate::{i18n::common, query::QueryParam};

/// A table that scrolls inside its frame.
#[component]
pub fn TableBox(
    /// What the table shows.
    #[prop(into)]
    caption: TextProp,
    /// `<thead>` and `<tbody>`.
    children: Children,
) -> impl IntoView {
    let label = caption.clone();
    view! {
        <div class="table-box" role="region" tabindex="0" aria-label=move || label.get()>
            <table class="table">
                <caption class="visually-hidden">{move || caption.get()}</caption>
                {children()}
            </table>
        </div>
    }
}

/// A column's head that sorts by it: `?sort=name`, then `?sort=-name`, then as the list comes.
#[component]
pub fn SortHeader(
    /// The column's name in the URL and in the API.
    key: &'static str,
    /// What it is called.
    #[prop(into)]
    label: TextProp,
    /// Whether it holds numbers.
    #[prop(optional)]
    number: bool,
) -> impl IntoView {
    let sort = QueryParam::of("sort");
    let direction = move || {
        let sort = sort.value.get();
        match sort.strip_prefix('-') {
            Some(name) if name == key => "descending",
            None if sort == key => "ascending",
            _ => "none",
        }
    };
    let press = move |_| {
        sort.set(match direction() {
            "none" => key.to_owned(),
            "ascending" => format!("-{key}"),
            _ => String::new(),
        });
    };
    let picture = move || match direction() {
        "ascending" => icondata_lu::LuArrowUp,
        "descending" => icondata_lu::LuArrowDown,
        _ => icondata_lu::LuArrowUpDown,
    };
    view! {
        <th scope="col" class:number=number aria-sort=direction>
            <button type="button" class="table__sort" on:click=press>
                {move || label.get()}
                {move || view! { <Icon icon=picture()/> }}
            </button>
        </th>
    }
}

/// The rows of a table that somebody chose, by id.
#[derive(Clone, Copy, Default)]
pub struct Selection {
    chosen: RwSignal<BTreeSet<String>>,
}

impl Selection {
    /// Nothing chosen yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many rows are chosen; tracked.
    pub fn count(self) -> usize {
        self.chosen.with(BTreeSet::len)
    }

    /// The chosen ids; tracked.
    pub fn ids(self) -> Vec<String> {
        self.chosen.with(|chosen| chosen.iter().cloned().collect())
    }

    /// Chooses nothing.
    pub fn clear(self) {
        self.chosen.update(BTreeSet::clear);
    }

    /// Chooses a row, or no longer.
    pub fn toggle(self, id: &str) {
        self.set(id, !self.chosen.with_untracked(|chosen| chosen.contains(id)));
    }

    fn contains(self, id: &str) -> bool {
        self.chosen.with(|chosen| chosen.contains(id))
    }

    fn set(self, id: &str, on: bool) {
        self.chosen.update(|chosen| {
            if on {
                chosen.insert(id.to_owned());
            } else {
                chosen.remove(id);
            }
        });
    }
}

/// The head's box: all rows that are shown, or none.
#[component]
pub fn SelectAll(
    /// What is chosen.
    selection: Selection,
    /// The ids of the rows that are shown.
    #[prop(into)]
    ids: Signal<Vec<String>>,
) -> impl IntoView {
    let all = move || ids.with(|ids| !ids.is_empty() && ids.iter().all(|id| selection.contains(id)));
    let some = move || ids.with(|ids| ids.iter().any(|id| selection.contains(id))) && !all();
    let press = move |_| {
        let on = !all();
        for id in ids.get_untracked() {
            selection.set(&id, on);
        }
    };
    view! {
        <th scope="col" class="table__select">
            <input type="checkbox" aria-label=common::select_all prop:checked=all prop:indeterminate=some on:change=press/>
        </th>
    }
}

/// A row's box.
#[component]
pub fn SelectRow(
    /// What is chosen.
    selection: Selection,
    /// The row's id.
    id: String,
    /// What the row is called.
    name: String,
) -> impl IntoView {
    let (shown, pressed) = (id.clone(), id);
    let press = move |event: leptos::ev::Event| selection.set(&pressed, event_target_checked(&event));
    view! {
        <td class="table__select">
            <input
                type="checkbox"
                aria-label=move || common::select_row(&name)
                prop:checked=move || selection.contains(&shown)
                on:change=press
            />
        </td>
    }
}

/// What can be done with the chosen rows; there only while some are.
#[component]
pub fn BulkBar(
    /// What is chosen.
    selection: Selection,
    /// Buttons.
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <div role="status">
            <Show when=move || { selection.count() > 0 }>
                <div class="bulk">
                    <strong>{move || common::rows_selected(selection.count())}</strong>
                    {children()}
                    <button type="button" class="button button--small" on:click=move |_| selection.clear()>
                        {common::clear_selection}
                    </button>
                </div>
            </Show>
        </div>
    }
}
