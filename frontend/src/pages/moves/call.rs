//! Calling others to a ticket (吹哨): whom, for what, and until when each has to report.

use chrono::NaiveDate;
use client::Client;
use contract::{
    providers::Provider,
    tickets::{AreaName, CallProviders},
};
use domain::{
    ids::{ProviderId, TicketId},
    tickets::{Action, CallState},
    town_time,
};
use leptos::prelude::*;

use super::{
    Drafts,
    forms::{last_day, refuse_empty, text_max},
    words,
};
use crate::{
    components::{Button, ButtonKind, Checks, Choice, DateField, Form, FormState, Notice, TextArea, Tone},
    device,
    fetch::{Loaded, fetch},
    i18n::{moves, partners},
    once::Once,
    pages::partners::{serving, words::kind},
    send::send,
    session::Session,
};

#[component]
pub(super) fn Call(
    id: TicketId,
    area: AreaName,
    drafts: Drafts,
    done: Callback<&'static str>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("call-providers"), Once::new());
    let today = town_time::date(device::now());
    let place = StoredValue::new(area);
    let found = fetch(move |client| {
        let area = place.get_value();
        async move { serving(&client, &area).await }
    });
    let submit = move |()| {
        let called = drafts.called.get_untracked();
        let provider_ids: Vec<ProviderId> = called.iter().filter_map(|id| id.parse().ok()).collect();
        if provider_ids.is_empty() {
            return refuse_empty(state, "/provider_ids");
        }
        let Ok(day) = drafts.day.get_untracked().parse::<NaiveDate>() else {
            return refuse_empty(state, "/until");
        };
        let text = drafts.text.get_untracked().trim().to_owned();
        let body = CallProviders { provider_ids, text, until: town_time::end(day) };
        let key = once.key(&body);
        let ask = move |client: Client, body: CallProviders| {
            let key = key.clone();
            async move { client.call_providers(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| done.run(words::said(Action::Call)()));
    };
    view! {
        <Loaded fetched=found let:found>
            {if found.is_empty() {
                view! { <Notice tone=Tone::Waiting>{partners::nobody_serves}</Notice> }.into_any()
            } else {
                let choice = |one: Provider| {
                    Choice::new(one.id.to_string(), one.name).hint(move || kind(one.kind).to_owned())
                };
                let choices = Signal::stored(found.into_iter().map(choice).collect::<Vec<_>>());
                view! {
                    <Form state on_submit=submit>
                        <Notice>{moves::call_lead}</Notice>
                        <Checks
                            name="provider_ids" label=moves::call_whom value=drafts.called choices
                            hint=move || moves::call_whom_hint(CallState::AT_ONCE_MAX)
                        />
                        <TextArea name="text" label=moves::call_text hint=moves::call_text_hint value=drafts.text characters_max=text_max()/>
                        <DateField
                            name="until" label=moves::call_until hint=moves::call_until_hint value=drafts.day
                            min=today max=last_day(today, CallState::DAYS_MAX)
                        />
                        <div class="form__actions">
                            <Button kind=ButtonKind::Primary submit=true busy=state.busy>{moves::call}</Button>
                        </div>
                    </Form>
                }
                .into_any()
            }}
        </Loaded>
    }
}
