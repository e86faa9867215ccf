//! Giving a ticket that a provider keeps to one of its people.

use client::Client;
use contract::tickets::{AssignTicket, ProviderWorker};
use domain::ids::{ProviderId, TicketId};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Form, FormState, Notice, SelectField, Tone},
    fetch::{Loaded, fetch},
    i18n::partners,
    once::Once,
    pages::moves::forms::refuse_empty,
    send::send,
    session::Session,
};

/// The form: who works for the provider, and how much each has to do.
#[component]
pub fn GiveToWorker(
    /// The ticket.
    id: TicketId,
    /// The provider that keeps it.
    provider: ProviderId,
    /// It was given.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("give-to-worker"), Once::new());
    let worker = RwSignal::new(String::new());
    let workers = fetch(move |client| async move { client.list_provider_workers(provider).await });
    let submit = move |()| {
        let body = AssignTicket { handler_id: worker.with_untracked(|worker| worker.parse().ok()) };
        if body.handler_id.is_none() {
            return refuse_empty(state, "/handler_id");
        }
        let key = once.key(&body);
        let ask = move |client: Client, body: AssignTicket| {
            let key = key.clone();
            async move { client.assign_ticket(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Loaded fetched=workers let:workers>
            {if workers.items.is_empty() {
                view! { <Notice tone=Tone::Waiting>{partners::no_workers}</Notice> }.into_any()
            } else {
                let option = |one: &ProviderWorker| {
                    (one.id.to_string(), partners::worker(&one.name, one.open, one.overdue))
                };
                let options = Signal::derive(move || workers.items.iter().map(option).collect::<Vec<_>>());
                view! {
                    <Form state on_submit=submit>
                        <SelectField name="handler_id" label=partners::give_whom value=worker options/>
                        <div class="form__actions">
                            <Button kind=ButtonKind::Primary submit=true busy=state.busy>{partners::give}</Button>
                        </div>
                    </Form>
                }
                .into_any()
            }}
        </Loaded>
    }
}
