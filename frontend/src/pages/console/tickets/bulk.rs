//! Giving many tickets to somebody at once.

use client::Client;
use contract::{
    areas::Area,
    grants::Grant,
    tickets::{AreaName, AssignTickets, AssignedTickets, ListedTicket},
};
use domain::{ids::TicketId, permissions::Role};
use leptos::prelude::*;

use super::handlers::handlers;
use crate::{
    components::{
        BulkBar, Button, ButtonKind, Dialog, Form, FormState, Notice, SelectField, Selection, Toasts, Tone,
    },
    failure::Failure,
    fetch::{Listed, fetch},
    i18n::{common, console, desk},
    once::Once,
    pages::console::{lists::loaded, office::Scope, words},
    send::send,
    session::Session,
};

/// What can be done with the chosen tickets of a list.
#[component]
pub(super) fn Bulk(
    /// What is chosen.
    selection: Selection,
    /// The list that they are chosen from.
    list: Listed<ListedTicket>,
) -> impl IntoView {
    let giving = RwSignal::new(false);
    let refused = RwSignal::new(Vec::<String>::new());
    let chosen = move || {
        let ids = selection.ids();
        let items = list.answer.get().and_then(Result::ok).unwrap_or_default();
        items.into_iter().filter(|ticket| ids.contains(&ticket.id.to_string())).collect::<Vec<_>>()
    };
    let toasts = Toasts::get();
    let done = move |(answer, tickets): (AssignedTickets, Vec<ListedTicket>)| {
        giving.set(false);
        let line = |refused: &contract::tickets::RefusedTicket| {
            let number = tickets.iter().find(|ticket| ticket.id == refused.id).map(|ticket| &ticket.number);
            format!("{}: {}", number.map_or("", String::as_str), refused.reason)
        };
        refused.set(answer.refused.iter().map(line).collect());
        if !answer.assigned.is_empty() {
            toasts.say(desk::assigned_many(answer.assigned.len()));
        }
        selection.clear();
        list.reload();
    };
    view! {
        <BulkBar selection>
            <Button kind=ButtonKind::Primary icon=icondata_lu::LuUserPlus on_press=move |()| giving.set(true)>
                {desk::assign_many}
            </Button>
        </BulkBar>
        <div role="status">
            <Show when=move || !refused.with(Vec::is_empty)>
                <Notice tone=Tone::Alert>
                    <p>{move || desk::refused_many(refused.with(Vec::len))}</p>
                    <ul>{move || refused.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                </Notice>
            </Show>
        </div>
        <Dialog open=giving title=move || desk::assign_title(selection.count())>
            <Giving tickets=untrack(chosen) open=giving on_done=done/>
        </Dialog>
    }
}

/// What became of them, and which they were.
type Given = (AssignedTickets, Vec<ListedTicket>);

/// A place around all of them, so that who handles tickets there can have any of these: theirs, where they share it, else the one that
/// is looked at.
fn around(tickets: &[ListedTicket], here: Option<Area>) -> Option<AreaName> {
    let first = &tickets.first()?.area;
    if tickets.iter().all(|ticket| ticket.area.id == first.id) {
        return Some(first.clone());
    }
    here.map(|area| AreaName { id: area.id, path: area.path, name: area.name })
}

#[component]
fn Giving(
    tickets: Vec<ListedTicket>,
    open: RwSignal<bool>,
    #[prop(into)] on_done: Callback<Given>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("assign-tickets"), Once::new());
    let handler = RwSignal::new(String::new());
    let place = StoredValue::new(around(&tickets, untrack(|| Scope::get().here())));
    let tickets = StoredValue::new(tickets);
    let people = fetch(move |client| async move {
        match place.get_value() {
            Some(area) => handlers(&client, &area).await,
            None => Ok(Vec::new()),
        }
    });
    let submit = move |()| {
        let Some(handler_id) = handler.with_untracked(|handler| handler.parse().ok()) else {
            return state.refuse(Failure::here(console::choose_handler()));
        };
        let ticket_ids: Vec<TicketId> =
            tickets.with_value(|tickets| tickets.iter().map(|ticket| ticket.id).collect());
        let body = AssignTickets { ticket_ids, handler_id };
        let key = once.key(&body);
        let ask = move |client: Client, body: AssignTickets| {
            let key = key.clone();
            async move { client.assign_tickets(&body, Some(&key)).await }
        };
        send(session, state, body, ask, move |answer| on_done.run((answer, tickets.get_value())));
    };
    loaded(people, move |people: Vec<(Grant, Role)>| {
        if people.is_empty() {
            return view! { <Notice tone=Tone::Waiting>{console::no_handlers}</Notice> }.into_any();
        }
        view! {
            <Form state on_submit=submit>
                <SelectField name="handler_id" label=console::column_handler hint=desk::assign_hint value=handler
                    options=Signal::derive(move || words::people(&people))/>
                <div class="dialog__actions">
                    <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{desk::assign}</Button>
                </div>
            </Form>
        }
        .into_any()
    })
}
