//! What a provider has to do at this moment, for its first page: each number leads to what it counts.

use client::{Client, ClientError};
use contract::{
    page::{LIMIT_MAX, Page},
    providers::Provider,
    tickets::{ListCalls, ListTickets},
};
use domain::{ids::ProviderId, providers::ProviderKind, tickets::CallState};
use leptos::prelude::*;

use super::{frame::at, shown::Shown, tickets::late};
use crate::{
    components::{ListLink, Stat},
    fetch::{Loaded, fetch},
    format,
    i18n::provider_work as texts,
    live,
};

/// A number, and whether there may be more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    counted: usize,
    more: bool,
}

impl Count {
    /// Of what is on a page.
    pub(super) fn of<T>(page: &Page<T>) -> Self {
        Self { counted: page.items.len(), more: page.next.is_some() }
    }

    /// As it is read: `100+`.
    pub(super) fn words(self) -> String {
        let more = if self.more { "+" } else { "" };
        format::number(i64::try_from(self.counted).unwrap_or(i64::MAX)) + more
    }
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Work {
    to_take_on: Count,
    in_work: Count,
    late: Count,
    calls: Count,
    /// Whether there is, or ever was, a ticket or a call.
    any: bool,
}

async fn work(client: Client, id: ProviderId) -> Result<Work, ClientError> {
    let tickets = ListTickets { provider_id: Some(id), limit: Some(LIMIT_MAX), ..ListTickets::default() };
    let calls =
        ListCalls { provider_id: id, state: Some(CallState::Open), limit: Some(LIMIT_MAX), after: None };
    let open = client.list_tickets(&Shown::Open.asked(tickets.clone())).await?;
    let waiting = client.list_calls(&calls).await?;
    let none = open.items.is_empty()
        && waiting.items.is_empty()
        && client.list_tickets(&ListTickets { limit: Some(1), ..tickets }).await?.items.is_empty()
        && client.list_calls(&ListCalls { state: None, limit: Some(1), ..calls }).await?.items.is_empty();
    let more = open.next.is_some();
    let count = |counted| Count { counted, more };
    let of = |shown: Shown| count(open.items.iter().filter(|ticket| shown.has(ticket.state)).count());
    Ok(Work {
        to_take_on: of(Shown::ToTakeOn),
        in_work: of(Shown::InWork),
        late: count(open.items.iter().filter(|ticket| ticket.overdue).count()),
        calls: Count::of(&waiting),
        any: !none,
    })
}

/// Whether it is there to work on tickets; a shop has some now and then.
const fn always_works(kind: ProviderKind) -> bool {
    match kind {
        ProviderKind::PropertyCompany
        | ProviderKind::SocialOrganisation
        | ProviderKind::PublicService
        | ProviderKind::Authority => true,
        ProviderKind::Shop | ProviderKind::Other => false,
    }
}

/// The numbers and the ways to the pages behind them; nothing for a shop that never had a ticket.
#[component]
pub(super) fn ToDo(
    /// Whose.
    provider: Provider,
) -> impl IntoView {
    let id = provider.id;
    let fetched = fetch(move |client| work(client, id));
    live::follow(|event| event.subject.starts_with("ticket:"), move || fetched.reload());
    if always_works(provider.kind) {
        view! { <Loaded fetched boxes=true let:work><Numbers id work/></Loaded> }.into_any()
    } else {
        // What a shop is there for does not wait for this, and does not fail with it.
        let seen = move || fetched.answer.get().and_then(Result::ok).filter(|work| work.any);
        (move || seen().map(|work| view! { <Numbers id work/> })).into_any()
    }
}

#[component]
fn Numbers(id: ProviderId, work: Work) -> impl IntoView {
    let number = |count: Count| move || count.words();
    view! {
        <section class="stack" aria-labelledby="to-do-head">
            <h2 id="to-do-head">{texts::tickets}</h2>
            <div class="stats">
                <Stat label=texts::to_take_on href=Shown::ToTakeOn.address(id) value=number(work.to_take_on)/>
                <Stat label=texts::in_work href=Shown::InWork.address(id) value=number(work.in_work)/>
                <Stat label=texts::overdue href=late(id) value=number(work.late)/>
                <Stat label=texts::calls_open href=at("/calls", id) value=number(work.calls)/>
            </div>
            <ul class="list" role="list">
                <ListLink href=at("/tickets", id) label=texts::tickets icon=icondata_lu::LuClipboardList/>
                <ListLink href=at("/calls", id) label=texts::calls icon=icondata_lu::LuMegaphone/>
                <ListLink href=at("/workers", id) label=texts::workers icon=icondata_lu::LuUsers/>
                <ListLink href=at("/materials", id) label=texts::materials icon=icondata_lu::LuWrench/>
            </ul>
        </section>
    }
}
