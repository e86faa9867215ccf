//! What a provider was entrusted with. Every filter is in the address.

use chrono::{DateTime, SecondsFormat, Utc};
use contract::{
    providers::Provider,
    tickets::{ListTickets, ListedTicket},
};
use domain::ids::{ProviderId, UserId};
use leptos::prelude::*;

use super::{
    frame::{Place, at},
    shown::{Shown, ticket_address},
};
use crate::{
    components::{
        ButtonLink, EmptyState, ErrorState, FilterSearch, FilterSelect, Filters, Notice, Skeleton, Time,
    },
    fetch::{Listed, More, fetch, fetch_list},
    format,
    i18n::{provider_work as texts, search, tickets},
    live,
    pages::{
        community::tickets::list::TicketCard,
        found::{self, NothingFound, ShortSearch},
    },
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 20;
/// What a filter that is on or off holds when it is on.
const ON: &str = "true";
/// Whose are the tickets that nobody works on.
const NOBODY: &str = "none";

/// The page.
#[component]
pub fn Tickets() -> impl IntoView {
    view! {
        <Place title=texts::tickets lead=texts::tickets_lead
            children=|provider| view! { <All provider/> }.into_any()/>
    }
}

/// What somebody who works for a provider has to do.
pub(super) fn of_worker(provider: ProviderId, worker: UserId) -> String {
    format!("{}&keeper={worker}", Shown::Open.address(provider))
}

/// Those of them that are late.
pub(super) fn late_of_worker(provider: ProviderId, worker: UserId) -> String {
    format!("{}&overdue={ON}", of_worker(provider, worker))
}

/// Those that they solved since a moment.
pub(super) fn solved_by_worker(provider: ProviderId, worker: UserId, since: DateTime<Utc>) -> String {
    let since = since.to_rfc3339_opts(SecondsFormat::Secs, true);
    format!("{}&keeper={worker}&solved_from={since}", Shown::All.address(provider))
}

/// What is late of a provider.
pub(super) fn late(provider: ProviderId) -> String {
    format!("{}&overdue={ON}", Shown::Open.address(provider))
}

/// What the address asks for.
#[derive(Clone, Copy)]
struct Asked {
    provider: ProviderId,
    shown: Memo<String>,
    overdue: Memo<String>,
    keeper: Memo<String>,
    solved_from: Memo<String>,
    words: QueryParam,
}

impl Asked {
    fn of_address(provider: ProviderId) -> Self {
        let of = |name| QueryParam::of(name).value;
        let (shown, overdue, keeper) = (of("shown"), of("overdue"), of("keeper"));
        Self { provider, shown, overdue, keeper, solved_from: of("solved_from"), words: QueryParam::of("q") }
    }

    fn solved_from(self) -> Option<DateTime<Utc>> {
        self.solved_from.with(|at| DateTime::parse_from_rfc3339(at).ok().map(|at| at.to_utc()))
    }

    /// The question for the server; tracked.
    fn query(self) -> ListTickets {
        let keeper = self.keeper.get();
        let query = ListTickets {
            provider_id: Some(self.provider),
            overdue: self.overdue.with(|value| value == ON),
            keeper: (!keeper.is_empty()).then_some(keeper),
            solved_from: self.solved_from(),
            search: self.words.value.with(|typed| found::words(typed, ListTickets::SEARCH_CHARS_MAX)),
            limit: Some(ROWS),
            ..ListTickets::default()
        };
        self.shown.with(|name| Shown::parse(name)).asked(query)
    }

    /// Whether something else is asked for than whatever is open; tracked.
    fn is_narrowed(self) -> bool {
        let filters = [self.overdue, self.keeper, self.solved_from];
        self.shown.with(|name| Shown::parse(name)) != Shown::Open
            || filters.into_iter().any(|filter| filter.with(|value| !value.is_empty()))
    }
}

#[component]
fn All(provider: Provider) -> impl IntoView {
    let id = provider.id;
    let asked = Asked::of_address(id);
    let list = fetch_list(move |client, after| {
        let query = ListTickets { after, ..asked.query() };
        async move { client.list_tickets(&query).await }
    });
    live::follow_list(list, ROWS, |event| event.subject.starts_with("ticket:"));
    let shown = move || match list.answer.get() {
        None => view! { <Skeleton boxes=true count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => view! { <Nothing asked/> }.into_any(),
        Some(Ok(items)) => view! { <Rows items asked list/> }.into_any(),
    };
    view! {
        <Which asked/>
        <ShortSearch typed=asked.words.value/>
        <Show when=move || asked.solved_from().is_some()>
            <Notice>
                <p>
                    {move || asked.solved_from().map(|at| texts::solved_since(format::date_time(at)))}
                    " "
                    <a href=at("/tickets", id)>{texts::show_open}</a>
                </p>
            </Notice>
        </Show>
        {shown}
    }
}

/// The filters.
#[component]
fn Which(asked: Asked) -> impl IntoView {
    let id = asked.provider;
    let shown = Signal::derive(|| {
        Shown::ALL.map(|shown| (shown.as_str().to_owned(), shown.label().to_owned())).to_vec()
    });
    let only_late = Signal::derive(|| vec![(ON.to_owned(), texts::only_overdue().to_owned())]);
    let workers = fetch(move |client| async move { client.list_provider_workers(id).await });
    let keepers = Signal::derive(move || {
        let mut keepers = vec![(NOBODY.to_owned(), texts::nobody_yet().to_owned())];
        // Without them the list is filtered by everything else still.
        if let Some(Ok(workers)) = workers.answer.get() {
            keepers.extend(workers.items.into_iter().map(|worker| (worker.id.to_string(), worker.name)));
        }
        keepers
    });
    view! {
        <Filters>
            <FilterSearch label=search::matters/>
            <FilterSelect name="shown" label=texts::shown options=shown default=Shown::Open.as_str()/>
            <FilterSelect name="overdue" label=texts::due options=only_late/>
            <FilterSelect name="keeper" label=texts::keeper options=keepers/>
        </Filters>
    }
}

#[component]
fn Nothing(asked: Asked) -> impl IntoView {
    let id = asked.provider;
    move || {
        if asked.words.value.with(|typed| !typed.is_empty()) {
            view! { <NothingFound param=asked.words/> }.into_any()
        } else if asked.is_narrowed() {
            view! {
                <EmptyState title=texts::none_such detail=texts::none_such_detail icon=icondata_lu::LuClipboardList>
                    <ButtonLink href=at("/tickets", id)>{texts::show_open}</ButtonLink>
                </EmptyState>
            }
            .into_any()
        } else {
            view! {
                <EmptyState title=texts::none_open detail=texts::none_open_detail icon=icondata_lu::LuClipboardCheck>
                    <ButtonLink href=Shown::All.address(id)>{texts::show_all}</ButtonLink>
                </EmptyState>
            }
            .into_any()
        }
    }
}

#[component]
fn Rows(items: Vec<ListedTicket>, asked: Asked, list: Listed<ListedTicket>) -> impl IntoView {
    let (provider, words) = (asked.provider, asked.words.value);
    view! {
        <div class="stack">
            {items
                .into_iter()
                .map(|ticket| {
                    let href = ticket_address(provider, ticket.id);
                    view! {
                        <TicketCard ticket=ticket.clone() words href>
                            <Row ticket/>
                        </TicketCard>
                    }
                })
                .collect_view()}
        </div>
        <More list/>
    }
}

/// What those who work on it have to know beside what everybody does.
#[component]
fn Row(ticket: ListedTicket) -> impl IntoView {
    let (words, at): (fn() -> &'static str, _) = match ticket.answered_at {
        None => (tickets::answer_due, ticket.answer_due_at),
        Some(_) => (tickets::solve_due, ticket.solve_due_at),
    };
    view! {
        <span class="whole">{ticket.number}</span>
        {ticket.state.is_unsolved().then(|| view! { <span>{words}" "<Time at/></span> })}
        <span>
            {match ticket.handler {
                Some(name) => name.into_any(),
                None => texts::nobody_yet.into_any(),
            }}
        </span>
    }
}
