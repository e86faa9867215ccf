//! What can be done with a row: up, down, away. What is taken away can be brought back.

use leptos::prelude::*;

use super::{Icon, Toasts};
use crate::{
    i18n::common,
    rows::{Rows, refocus},
};

/// What a row is called: by its name, and by its number while it has none.
pub fn called<T>(
    rows: Rows<T>,
    key: u32,
    name: RwSignal<String>,
    numbered: impl Fn(usize) -> String + Send + Sync + 'static,
) -> Signal<String>
where
    T: Clone + Send + Sync + 'static,
{
    Signal::derive(move || match name.get() {
        name if name.trim().is_empty() => numbered(rows.place(key).map_or(0, |place| place + 1)),
        name => name,
    })
}

/// The three buttons of a row; the focus goes to the element with the id `after` when the row is gone.
pub fn row_tools<T>(rows: Rows<T>, key: u32, after: String, about: Signal<String>) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let toasts = Toasts::get();
    let (up_id, down_id) = (format!("row-{key}-up"), format!("row-{key}-down"));
    let (up_rows, down_rows, first, last) = (rows.clone(), rows.clone(), rows.clone(), rows.clone());
    let first = move || first.place(key) == Some(0);
    let last = move || last.place(key).is_none_or(|place| place + 1 == last.count());
    let (up_again, down_again) = (up_id.clone(), down_id.clone());
    let up = move |_| {
        if up_rows.step(key, false) {
            refocus(up_again.clone());
        }
    };
    let down = move |_| {
        if down_rows.step(key, true) {
            refocus(down_again.clone());
        }
    };
    let remove = move |_| {
        let name = about.get_untracked();
        let Some(taken) = rows.remove(key) else { return };
        let rows = rows.clone();
        toasts.say_with_undo(common::row_removed(name), move || rows.put_back(taken.clone()));
        refocus(after.clone());
    };
    view! {
        <div class="row-tools">
            <button type="button" class="button button--icon" id=up_id aria-disabled=move || first().then_some("true")
                aria-label=move || common::move_up(about.get()) on:click=up><Icon icon=icondata_lu::LuArrowUp/></button>
            <button type="button" class="button button--icon" id=down_id aria-disabled=move || last().then_some("true")
                aria-label=move || common::move_down(about.get()) on:click=down><Icon icon=icondata_lu::LuArrowDown/></button>
            <button type="button" class="button button--icon"
                aria-label=move || common::remove_row(about.get()) on:click=remove><Icon icon=icondata_lu::LuTrash2/></button>
        </div>
    }
}
