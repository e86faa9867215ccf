//! My matters, and the day's work of those who handle them.

use contract::tickets::{ListTickets, ListedTicket};
use domain::{permissions::Permission, tickets::StateName};
use leptos::prelude::*;

use super::words;
use crate::{
    components::{
        Badge, ButtonKind, ButtonLink, Card, EmptyState, ErrorState, FilterSearch, Filters, ListLink, Marked,
        PageHead, Skeleton, Time, Tone, UrgentBadge,
    },
    fetch::{Listed, More, fetch_list},
    i18n::{self, common, day, objections, search, tickets, visits, volunteering},
    live,
    pages::{
        community::{field, points},
        found::{self, NothingFound, ShortSearch},
        identity::SignedInOnly,
    },
    query::QueryParam,
    session::Session,
};

/// What I reported.
#[component]
pub fn MyTickets() -> impl IntoView {
    view! {
        <SignedInOnly title=tickets::my_tickets home="/" let:_me>
            <div class="stack">
                <PageHead title=tickets::my_tickets/>
                <Tickets mine=true/>
            </div>
        </SignedInOnly>
    }
}

/// What is to be done in the places that I look after.
#[component]
pub fn Work() -> impl IntoView {
    view! {
        <SignedInOnly title=tickets::work home="/" let:_me>
            <div class="stack">
                <PageHead title=tickets::work lead=tickets::work_lead/>
                <Inspections/>
                <Tickets mine=false/>
            </div>
        </SignedInOnly>
    }
}

/// The ways to inspections, for those who inspect and those who speak for a place.
#[component]
fn Inspections() -> impl IntoView {
    let session = Session::get();
    view! {
        <Show when=move || session.may_somewhere(Permission::Visit)>
            <ul class="list" role="list">
                <ListLink href="/work/day" label=day::title icon=icondata_lu::LuFootprints/>
                <ListLink href="/work/visits" label=visits::plans icon=icondata_lu::LuCalendarHeart/>
            </ul>
        </Show>
        <Show when=move || session.may_somewhere(Permission::Inspect)>{field::work_link("/")}</Show>
        <Show when=move || session.may_somewhere(Permission::ManageShifts)>
            <ul class="list" role="list">
                <ListLink href="/work/shifts" label=volunteering::organise icon=icondata_lu::LuHandHeart/>
            </ul>
        </Show>
        <Show when=move || session.may_somewhere(Permission::ProposePoints)>{points::work_link("/")}</Show>
        <Show when=move || session.may_somewhere(Permission::ObjectToScores)>
            <ul class="list" role="list">
                <ListLink href="/work/scores" label=objections::scores icon=icondata_lu::LuClipboardCheck/>
            </ul>
        </Show>
    }
}

fn listed(mine: bool, words: Memo<String>) -> Listed<ListedTicket> {
    fetch_list(move |client, after| {
        let search = words.with(|typed| found::words(typed, ListTickets::SEARCH_CHARS_MAX));
        let query = ListTickets { mine, search, after, ..ListTickets::default() };
        let open: Vec<StateName> = StateName::ALL.into_iter().filter(|state| state.is_unsolved()).collect();
        let query = if mine { query } else { query.in_states(&open) };
        async move { client.list_tickets(&query).await }
    })
}

/// A list that begins anew when any matter moves that its reader may know of: the stream tells no others.
fn followed(mine: bool, words: Memo<String>) -> Listed<ListedTicket> {
    let listed = listed(mine, words);
    live::follow(|event| event.subject.starts_with("ticket:"), move || listed.reload());
    listed
}

#[component]
fn Tickets(mine: bool) -> impl IntoView {
    let words = QueryParam::of("q");
    let listed = followed(mine, words.value);
    let shown = move || {
        match listed.answer.get() {
        None => view! { <Skeleton boxes=true count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() && !words.value.with_untracked(String::is_empty) => {
            view! { <NothingFound param=words/> }.into_any()
        }
        Some(Ok(items)) if items.is_empty() => view! {
            <EmptyState title=tickets::none_yet detail=tickets::none_yet_detail icon=icondata_lu::LuClipboardList>
                <ButtonLink kind=ButtonKind::Primary href="/report" icon=icondata_lu::LuCamera>{common::report_problem}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
        Some(Ok(items)) => view! {
            <div class="stack">{items.into_iter().map(|ticket| view! { <TicketCard ticket words=words.value/> }).collect_view()}</div>
            <More list=listed/>
        }
        .into_any(),
    }
    };
    view! {
        <Filters><FilterSearch label=search::matters/></Filters>
        <ShortSearch typed=words.value/>
        {shown}
    }
}

/// One matter in a list.
#[component]
pub fn TicketCard(
    /// The matter.
    ticket: ListedTicket,
    /// What was searched for.
    #[prop(into)]
    words: Signal<String>,
    /// Its page, where that is not the one for everybody.
    #[prop(optional, into)]
    href: Option<String>,
    /// What else its list tells.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (word, tone) = words::state(ticket.state);
    let names = ticket.category.names.clone();
    let href = href.unwrap_or_else(|| format!("/tickets/{}", ticket.id));
    view! {
        <Card title=ticket.text.clone() href query=words>
            <p class="card__foot">
                <Badge tone label=word/>
                <UrgentBadge priority=ticket.priority/>
                {ticket.overdue.then(|| view! { <Badge tone=Tone::Alert label=tickets::overdue/> })}
                <span>{move || names.get(i18n::lang()).to_owned()}</span>
                <span><Marked text=ticket.area.name.clone() query=words/></span>
                <Time at=ticket.reported_at/>
                {children.map(|children| children())}
            </p>
        </Card>
    }
}
