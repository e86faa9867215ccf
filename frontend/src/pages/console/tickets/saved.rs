//! Filters that somebody keeps: one press away.

use client::Client;
use contract::saved_filters::{ListSavedFilters, NAME_CHARS_MAX, SaveFilter, SavedFilter};
use domain::saved_filters::FilteredList;
use leptos::prelude::*;

use super::asked::filters_of_address;
use crate::{
    components::{Button, ButtonKind, Dialog, Form, FormState, Icon, TextField, Toasts},
    fetch::{Fetched, fetch},
    i18n::{common, desk},
    pages::console::{BASE, office::Scope},
    send::{press, send},
    session::Session,
};

/// The kept filters, and keeping the current one.
#[component]
pub(super) fn Saved() -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let list = fetch(|client| async move {
        client.list_saved_filters(&ListSavedFilters { list: FilteredList::Tickets }).await
    });
    let filters = filters_of_address();
    let naming = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let delete = move |filter: SavedFilter| {
        let id = filter.id;
        let ask = move |client: Client| async move { client.delete_saved_filter(id).await };
        press(session, toasts, busy, ask, move |()| {
            list.reload();
            let again = filter.clone();
            toasts.say_with_undo(desk::deleted(&filter.name), move || {
                let body = body(again.name.clone(), again.query.clone());
                let ask = move |client: Client| {
                    let body = body.clone();
                    async move { client.save_filter(&body).await }
                };
                press(session, toasts, busy, ask, move |_| list.reload());
            });
        });
    };
    let kept = move || list.answer.get().and_then(Result::ok).unwrap_or_default();
    view! {
        <div class="row no-print">
            <Show when=move || !kept().is_empty()>
                <ul class="chips" role="list" aria-label=desk::filters>
                    {move || kept().into_iter().map(|filter| view! { <Chip filter on_delete=delete/> }).collect_view()}
                </ul>
            </Show>
            <Show when=move || !filters.with(String::is_empty)>
                <Button icon=icondata_lu::LuBookmarkPlus on_press=move |()| naming.set(true)>{desk::save_filter}</Button>
            </Show>
        </div>
        <Dialog open=naming title=desk::save_filter>
            <Naming list filters open=naming/>
        </Dialog>
    }
}

/// One kept filter: the way to it in the place that is looked at, and letting it go.
#[component]
fn Chip(filter: SavedFilter, #[prop(into)] on_delete: Callback<SavedFilter>) -> impl IntoView {
    let scope = Scope::get();
    let query = filter.query.clone();
    let href = move || {
        let area = scope.area.get().map(|id| format!("area={id}&")).unwrap_or_default();
        format!("{BASE}/tickets?{area}{query}")
    };
    let (name, label) = (filter.name.clone(), desk::delete_named(&filter.name));
    view! {
        <li class="chip">
            <a class="chip__link" href=href>{name}</a>
            <button type="button" class="chip__button" aria-label=label on:click=move |_| on_delete.run(filter.clone())>
                <Icon icon=icondata_lu::LuX/>
            </button>
        </li>
    }
}

fn body(name: String, query: String) -> SaveFilter {
    SaveFilter { list: FilteredList::Tickets, name, query }
}

#[component]
fn Naming(list: Fetched<Vec<SavedFilter>>, filters: Memo<String>, open: RwSignal<bool>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, name) = (FormState::new("save-filter"), RwSignal::new(String::new()));
    let submit = move |()| {
        let body = body(name.get_untracked(), filters.get_untracked());
        let ask = |client: Client, body: SaveFilter| async move { client.save_filter(&body).await };
        send(session, state, body, ask, move |_| {
            open.set(false);
            toasts.say(desk::added());
            list.reload();
        });
    };
    view! {
        <p>{desk::filter_lead}</p>
        <Form state on_submit=submit>
            <TextField name="name" label=desk::filter_name value=name
                characters_max=u32::try_from(NAME_CHARS_MAX).unwrap_or(u32::MAX)/>
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{desk::save_filter}</Button>
            </div>
        </Form>
    }
}
