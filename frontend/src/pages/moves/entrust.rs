//! Giving a ticket to a provider.

use client::Client;
use contract::{
    providers::Provider,
    tickets::{AreaName, EntrustTicket},
};
use domain::{
    ids::{ProviderId, TicketId},
    tickets::Action,
};
use leptos::prelude::*;

use super::{
    Drafts,
    forms::{refuse_empty, text_max},
    words,
};
use crate::{
    components::{Button, ButtonKind, Form, FormState, Notice, SelectField, TextArea, Tone},
    fetch::{Loaded, fetch},
    i18n::{moves, partners},
    once::Once,
    pages::partners::{serving, words::named},
    send::send,
    session::Session,
};

#[component]
pub(super) fn Entrust(
    id: TicketId,
    area: AreaName,
    /// Who has it now: it goes to another.
    keeper: Option<ProviderId>,
    drafts: Drafts,
    done: Callback<&'static str>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("entrust-ticket"), Once::new());
    let place = StoredValue::new(area);
    let found = fetch(move |client| {
        let area = place.get_value();
        async move { serving(&client, &area).await }
    });
    let submit = move |()| {
        let Ok(provider_id) = drafts.provider.get_untracked().parse::<ProviderId>() else {
            return refuse_empty(state, "/provider_id");
        };
        let body = EntrustTicket { provider_id, text: drafts.text.get_untracked().trim().to_owned() };
        let key = once.key(&body);
        let ask = move |client: Client, body: EntrustTicket| {
            let key = key.clone();
            async move { client.entrust_ticket(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| done.run(words::said(Action::Entrust)()));
    };
    view! {
        <Loaded fetched=found let:found>
            {match found.into_iter().filter(|one| Some(one.id) != keeper).collect::<Vec<_>>() {
                others if others.is_empty() => {
                    view! { <Notice tone=Tone::Waiting>{partners::nobody_serves}</Notice> }.into_any()
                }
                others => {
                    let option = |one: &Provider| (one.id.to_string(), named(&one.name, one.kind));
                    let options = Signal::derive(move || others.iter().map(option).collect::<Vec<_>>());
                    view! {
                        <Form state on_submit=submit>
                            <Notice>{moves::entrust_lead}</Notice>
                            <SelectField name="provider_id" label=moves::entrust_to value=drafts.provider options/>
                            <TextArea name="text" label=moves::entrust_text hint=moves::hand_back_hint value=drafts.text characters_max=text_max()/>
                            <div class="form__actions">
                                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{moves::entrust}</Button>
                            </div>
                        </Form>
                    }
                    .into_any()
                }
            }}
        </Loaded>
    }
}
