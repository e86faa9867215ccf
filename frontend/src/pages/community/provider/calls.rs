//! What a provider was called to, each with its ticket: those that wait for a report first.

use contract::{
    providers::Provider,
    tickets::{Call, ListCalls, ListedCall},
};
use domain::{ids::ProviderId, tickets::CallState};
use leptos::prelude::*;

use super::{frame::Place, shown::ticket_address};
use crate::{
    components::{Badge, Card, EmptyState, ErrorState, Skeleton, Tab, Tabs, Time, Tone},
    fetch::{More, fetch_list},
    i18n::{common, partners, provider_work as texts},
    live,
    pages::partners::words,
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 20;

const OPEN: &str = "open";
const REPORTED: &str = "reported";
const ALL: &str = "all";

/// The page.
#[component]
pub fn Calls() -> impl IntoView {
    view! {
        <Place title=texts::calls lead=texts::calls_lead
            children=|provider| view! { <Listed provider/> }.into_any()/>
    }
}

#[component]
fn Listed(provider: Provider) -> impl IntoView {
    let id = provider.id;
    let shown = QueryParam::of("shown");
    let state = Memo::new(move |_| {
        shown.value.with(|shown| match shown.as_str() {
            ALL => None,
            name => Some(CallState::parse(name).unwrap_or(CallState::Open)),
        })
    });
    let list = fetch_list(move |client, after| {
        let query = ListCalls { provider_id: id, state: state.get(), limit: Some(ROWS), after };
        async move { client.list_calls(&query).await }
    });
    live::follow_list(list, ROWS, |event| event.subject.starts_with("ticket:"));
    let tabs = vec![
        Tab::new(OPEN, partners::call_open),
        Tab::new(REPORTED, partners::call_reported),
        Tab::new(ALL, common::all),
    ];
    let chosen = Signal::derive(move || state.get().map_or(ALL, CallState::as_str).to_owned());
    let choose = move |name: &'static str| shown.set(if name == OPEN { "" } else { name });
    view! {
        <Tabs label=texts::calls tabs chosen on_choose=choose>
            {move || match list.answer.get() {
                None => view! { <Skeleton boxes=true count=3/> }.into_any(),
                Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
                Some(Ok(items)) if items.is_empty() && state.get() == Some(CallState::Open) => {
                    view! { <EmptyState title=texts::no_open_calls detail=texts::no_open_calls_detail icon=icondata_lu::LuMegaphone/> }.into_any()
                }
                Some(Ok(items)) if items.is_empty() => {
                    view! { <EmptyState title=texts::no_calls detail=texts::no_calls_detail icon=icondata_lu::LuMegaphone/> }.into_any()
                }
                Some(Ok(items)) => view! {
                    <div class="stack">{items.into_iter().map(|one| view! { <One provider=id one/> }).collect_view()}</div>
                    <More list/>
                }
                .into_any(),
            }}
        </Tabs>
    }
}

#[component]
fn One(provider: ProviderId, one: ListedCall) -> impl IntoView {
    let ListedCall { call, ticket } = one;
    view! {
        <Card title=ticket.text href=ticket_address(provider, ticket.id)>
            <p class="pre">{call.text.clone()}</p>
            <p class="card__foot">
                <span class="whole">{ticket.number}</span>
                <span>{ticket.area.name}</span>
                <span>{partners::called_by}" "{call.called_by.clone()}</span>
            </p>
            <Stands call/>
        </Card>
    }
}

/// Where a call stands: until when the report is due, or since when it is there.
#[component]
fn Stands(call: Call) -> impl IntoView {
    let (word, tone) = words::call_state(call.state);
    let until = call.until;
    view! {
        {call.answer.map(|answer| view! { <p class="pre soft">{answer}</p> })}
        <p class="card__foot">
            <Badge tone label=word/>
            {call.overdue.then(|| view! { <Badge tone=Tone::Alert label=partners::call_overdue/> })}
            {match call.answered_at {
                Some(at) => view! { <Time at/> }.into_any(),
                None => view! { <span>{partners::report_until}" "<Time at=until/></span> }.into_any(),
            }}
        </p>
    }
}
